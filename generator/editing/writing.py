"""Changes of source files in, the files changed: all of them, or none.

All is written to a folder of its own before anything is moved into place, and what was there is
kept until everything is. Whatever goes wrong meanwhile is undone. A program that is killed among
the moves leaves each file either old or new; new files come first and removals last, so that
nothing names what is not there.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from generator.diagnostics import Diagnostic
from generator.editing.edits import Change
from generator.source import Location
from generator.write import locked

STAGING = ".dossier-editing"
"""The folder below the sources folder that changes go through; reading passes it over."""


def write_changes(root: Path, changes: Sequence[Change]) -> tuple[Diagnostic, ...]:
    """Make changes on the disk.

    Args:
        root: The sources folder; it is made when it is missing.
        changes: What becomes of each file.

    Returns:
        Why nothing was done: files that are no longer as they were read, or are in the way.

    Raises:
        OSError: The disk is full, or a folder may not be written. Every file is as before.
    """
    with locked(root):
        staging = root / STAGING
        # It is there only when an earlier run was killed.
        shutil.rmtree(staging, ignore_errors=True)
        found = tuple(one for change in changes for one in _obstacles(root, change))
        if found:
            return found
        staging.mkdir()
        try:
            _Moves(root, staging).make(changes)
        finally:
            shutil.rmtree(staging, ignore_errors=True)
    return ()


def _obstacles(root: Path, change: Change) -> list[Diagnostic]:
    found = []
    if change.old and _content(root / change.old) != change.before:
        message = "the file was changed meanwhile"
        found.append(_about(change.old, "changed-meanwhile", message, "run the command once more"))
    if change.new and change.new != change.old and (root / change.new).exists():
        message = "there is a file of this name already"
        found.append(_about(change.new, "existing-file", message, "choose another id"))
    return found


def _content(file: Path) -> bytes | None:
    with suppress(FileNotFoundError):
        return file.read_bytes()
    return None


def _about(path: str, code: str, message: str, hint: str) -> Diagnostic:
    return Diagnostic(Location.whole_file(path), code, message, hint)


class _Moves:
    """Moves staged files into place, and back again when that fails."""

    def __init__(self, root: Path, staging: Path) -> None:
        self.root = root
        self.staging = staging
        self.made: list[Path] = []
        """New files, and the folders made for them."""
        self.kept: list[tuple[Path, Path]] = []
        """What was there: where it is kept, and where it belongs."""

    def make(self, changes: Sequence[Change]) -> None:
        numbered = tuple(enumerate(changes))
        for number, change in numbered:
            self._stage(number, change)
        try:
            for number, change in numbered:
                if change.new and change.new != change.old:
                    self._add(number, self.root / change.new)
            for number, change in numbered:
                if change.new == change.old:
                    self._keep(number, self.root / change.old)
                    self._staged(number, "new").replace(self.root / change.new)
            for number, change in numbered:
                if change.old and change.old != change.new:
                    self._keep(number, self.root / change.old)
                    (self.root / change.old).unlink()
        except BaseException:
            self._undo()
            raise

    def _staged(self, number: int, name: str) -> Path:
        return self.staging / f"{number}.{name}"

    def _stage(self, number: int, change: Change) -> None:
        if change.new:
            staged = self._staged(number, "new")
            staged.write_bytes(change.after)
            if change.old:
                shutil.copymode(self.root / change.old, staged)

    def _add(self, number: int, target: Path) -> None:
        if not target.parent.exists():
            self.made.append(target.parent)
            target.parent.mkdir()
        self.made.append(target)
        self._staged(number, "new").replace(target)

    def _keep(self, number: int, file: Path) -> None:
        """Keep a file that is about to be replaced or removed, until everything is done."""
        kept = self._staged(number, "old")
        try:
            kept.hardlink_to(file)
        except OSError:  # Not every file system has hard links.
            shutil.copy2(file, kept)
        self.kept.append((kept, file))

    def _undo(self) -> None:
        for kept, place in reversed(self.kept):
            kept.replace(place)
        for path in reversed(self.made):
            with suppress(OSError):
                if path.is_dir():
                    path.rmdir()
                else:
                    path.unlink()
