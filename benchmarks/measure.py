"""A command in, its time and its memory out; two commands in turn, their ratio out."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

KIB = 1024


@dataclass(frozen=True, slots=True)
class Run:
    """What one run of a command took."""

    seconds: float
    """From start to end."""
    cpu_seconds: float
    """Of all processors, children included."""
    peak_bytes: int
    """The largest resident set of the command's own process."""


def run(command: Sequence[str], before: Callable[[], None] | None = None) -> Run:
    """Run a command to its end.

    Args:
        command: The program and its arguments.
        before: What brings things into the state to start from; it is not measured.

    Raises:
        RuntimeError: The command failed; its output went to this process' own.
    """
    if before:
        before()
    start = time.perf_counter()
    process = os.posix_spawnp(command[0], list(command), dict(os.environ))
    _, status, usage = os.wait4(process, 0)
    seconds = time.perf_counter() - start
    if code := os.waitstatus_to_exitcode(status):
        message = f"exit code {code}: {' '.join(command)}"
        raise RuntimeError(message)
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * KIB)


def median(runs: Sequence[Run]) -> float:
    """Give the median time of runs, in seconds."""
    return statistics.median(one.seconds for one in runs)


def ratio(ours: Sequence[Run], theirs: Sequence[Run]) -> float:
    """Give the median of the ratios of runs made in turn; below 1, ours is faster."""
    return statistics.median(
        one.seconds / other.seconds for one, other in zip(ours, theirs, strict=True)
    )
