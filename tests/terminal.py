"""A session at a terminal: what a program shows there, and what somebody types."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from click import unstyle
from small_dossier import environment

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

END = "\x04"
"""What Ctrl-D types: that is all."""

PATIENCE = 60
"""Seconds after which what is waited for will not come any more."""


@dataclass(frozen=True, slots=True)
class Session:
    """A session that is over."""

    code: int
    screen: str
    """All that was shown, without colours; what was typed stands where it was typed."""


def session(*arguments: str, at: Path, types: Sequence[tuple[str, str]]) -> Session:
    """Run the command line on a terminal.

    Args:
        arguments: What follows `dossier`.
        at: The current folder.
        types: What is waited for, and the line that is typed then, in turn.
    """
    terminal, end = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "generator", *arguments],
        cwd=at,
        env=environment(TERM="xterm", COLUMNS="200"),
        stdin=end,
        stdout=end,
        stderr=end,
        start_new_session=True,
    )
    os.close(end)
    shown = b""
    try:
        for wanted, answer in types:
            shown += _until(terminal, wanted.encode())
            os.write(terminal, f"{answer}\n".encode())
        shown += _until(terminal, None)
        process.wait(PATIENCE)
    finally:
        os.close(terminal)
        process.kill()
        code = process.wait()
    return Session(code, unstyle(shown.decode()).replace("\r\n", "\n"))


def _until(terminal: int, wanted: bytes | None) -> bytes:
    """Read until something is shown, or until the program ends."""
    shown = b""
    deadline = time.monotonic() + PATIENCE
    while wanted is None or wanted not in shown:
        ready, _, _ = select.select([terminal], [], [], max(0, deadline - time.monotonic()))
        if not ready:
            raise AssertionError(f"waited for {wanted!r}, saw {shown.decode()}")
        try:
            part = os.read(terminal, 4096)
        except OSError:  # The program has ended.
            part = b""
        if not part:
            assert wanted is None, f"waited for {wanted!r}, saw {shown.decode()}"
            return shown
        shown += part
    return shown
