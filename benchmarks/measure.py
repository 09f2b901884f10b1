"""A command in, its time and its memory out; two commands in turn, their ratio out."""

from __future__ import annotations

import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

KIB = 1024


@dataclass(frozen=True, slots=True)
class Run:
    """What one run of a command took."""

    seconds: float
    """From start to end."""
    cpu_seconds: float
    """Of all processors, children included."""
    peak_bytes: int
    """The largest resident set of the largest of the command's processes."""


def run(command: Sequence[str], folder: Path) -> Run:
    """Run a command to its end.

    Args:
        command: The program and its arguments.
        folder: Where it is run.

    Raises:
        RuntimeError: It failed; its last words are in the message.
    """
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=said, stderr=said)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            words = said.read()[-2_000:].decode("utf-8", "replace")
            message = f"exit code {process.returncode}: {' '.join(command)}\n{words}"
            raise RuntimeError(message)
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * KIB)


def in_turn(rounds: int, *commands: Callable[[], Run]) -> list[list[Run]]:
    """Run commands one after the other, several times over; give the runs of each."""
    runs = [[command() for command in commands] for _ in range(rounds)]
    return [list(some) for some in zip(*runs, strict=True)]


def median(runs: Iterable[Run]) -> float:
    """Give the median time of runs, in seconds."""
    return statistics.median(one.seconds for one in runs)


def ratio(ours: Sequence[Run], theirs: Sequence[Run]) -> float:
    """Give the median of the ratios of runs made in turn; below 1, ours is faster."""
    return statistics.median(
        one.seconds / other.seconds for one, other in zip(ours, theirs, strict=True)
    )
