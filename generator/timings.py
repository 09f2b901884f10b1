"""The stages of a run in; how far it is, and where its time went, out.

    with watched(show) as timings:
        with stage("parse", len(texts)) as step:
            for text in texts:
                ...
                step()
    for line in timings.lines():
        print(line)

Most runs are watched by nobody, and then a stage costs nothing. So the work names its stages, and
is handed no watcher.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Protocol

Progress = Callable[[str, int, int], None]
"""Told the name of a stage, how much of it is done, and of how much; of 0 where that is unknown."""


class Step(Protocol):
    """Called when one more piece of a stage is done."""

    def __call__(self, size: int = 1) -> None:
        """Take note of a piece.

        Args:
            size: How many steps it counts for: as much work as it was beside other pieces.
        """


@dataclass(slots=True)
class Timings:
    """Where the time of a run went."""

    seconds: dict[str, float] = field(default_factory=dict)
    """What each stage took without the stages within it, in the order in which they first ended."""
    total: float = 0.0
    """What the whole run took, in seconds; known when it has ended."""

    def lines(self) -> list[str]:
        """Give a table: each stage with its seconds and its share of the whole."""
        rest = max(0.0, self.total - sum(self.seconds.values()))
        rows = [*self.seconds.items(), ("the rest", rest), ("in all", self.total)]
        width = max(len(name) for name, _ in rows)
        whole = self.total or 1.0
        return [
            f"{name:<{width}} {seconds:>9.2f} s {seconds / whole:>6.1%}" for name, seconds in rows
        ]


@dataclass(slots=True)
class _Watch:
    """A run that is watched."""

    progress: Progress
    timings: Timings = field(default_factory=Timings)
    within: list[float] = field(default_factory=lambda: [0.0])
    """For each stage that is going on, what the stages within it have taken."""


_watch: ContextVar[_Watch | None] = ContextVar("watch", default=None)


def unseen(_stage: str, _done: int, _total: int) -> None:
    """Show no progress."""


@contextmanager
def watched(progress: Progress = unseen) -> Iterator[Timings]:
    """Watch what is done within.

    Args:
        progress: Told of each stage when it begins, and of each step of it.

    Yields:
        Where the time goes; it is filled while the run goes on.
    """
    watch = _Watch(progress)
    begin = time.perf_counter()
    token = _watch.set(watch)
    try:
        yield watch.timings
    finally:
        _watch.reset(token)
        watch.timings.total = time.perf_counter() - begin


@contextmanager
def stage(name: str, total: int = 0) -> Iterator[Step]:
    """Do a part of the work under a name; the same name may come again.

    Args:
        name: One word, as the user shall read it: `parse`.
        total: How many steps it has, where that is known.

    Yields:
        What to call after each step.
    """
    watch = _watch.get()
    if watch is None:
        yield _nothing
        return
    begin = time.perf_counter()
    watch.within.append(0.0)
    watch.progress(name, 0, total)
    try:
        yield _stepper(watch.progress, name, total)
    finally:
        took = time.perf_counter() - begin
        own = took - watch.within.pop()
        watch.within[-1] += took
        seconds = watch.timings.seconds
        seconds[name] = seconds.get(name, 0.0) + own


def _stepper(progress: Progress, name: str, total: int) -> Step:
    done = 0

    def step(size: int = 1) -> None:
        nonlocal done
        done += size
        progress(name, done, total)

    return step


def _nothing(size: int = 1) -> None:
    pass
