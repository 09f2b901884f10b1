"""Commands called in this process: as from a shell in the current folder, and much faster."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator import cli

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


@dataclass(frozen=True, slots=True)
class Done:
    """A command that has run."""

    code: int
    out: str
    err: str


class Shell:
    """Calls `dossier` in a folder. Nobody is at the terminal."""

    def __init__(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.chdir(folder)
        monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
        self.folder = folder
        self._capsys = capsys

    def __call__(self, *arguments: str) -> Done:
        self._capsys.readouterr()
        code = cli.main(arguments)
        said = self._capsys.readouterr()
        assert "Traceback" not in said.err
        assert "defect of the program" not in said.err, said.err
        return Done(code, said.out, said.err)

    def read(self, path: str) -> str:
        """Give a file below the sources folder."""
        return (self.folder / "sources" / path).read_bytes().decode()

    def write(self, path: str, text: str | bytes) -> None:
        """Write a file below the sources folder."""
        file = self.folder / "sources" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
