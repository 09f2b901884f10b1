"""How far a run is: on a terminal as a bar with the time that is left, elsewhere as a few lines."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from generator.timings import Progress as Told

OFTEN = 0.1
"""Seconds between two pictures of the bar."""

LONG = 5.0
"""Seconds after which a stage says how far it is where there is no terminal, again and again."""


@contextmanager
def shown_progress(*, quiet: bool) -> Iterator[Told]:
    """Give what a run may call to tell how far it is."""
    console = Console(stderr=True, quiet=quiet, highlight=False)
    if not console.is_terminal:
        yield _Lines(console)
        return
    # No thread of its own may draw it: a process with threads cannot be forked.
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
        auto_refresh=False,
    ) as bar:
        yield _Bar(bar)


class _Bar:
    """A bar for the stage that is going on."""

    def __init__(self, bar: Progress) -> None:
        self._bar = bar
        self._stage = ""
        self._task = bar.add_task("")
        self._drawn = 0.0

    def __call__(self, stage: str, done: int, total: int) -> None:
        if stage != self._stage:
            self._bar.remove_task(self._task)
            self._task = self._bar.add_task(stage, total=None)
            self._stage = stage
            self._drawn = 0.0
        now = time.monotonic()
        self._bar.update(self._task, completed=done, total=total or None)
        if now - self._drawn >= OFTEN:
            self._bar.refresh()
            self._drawn = now


class _Lines:
    """A line now and then for a stage that takes long."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._stage = ""
        self._begun = self._told = 0.0

    def __call__(self, stage: str, done: int, total: int) -> None:
        now = time.monotonic()
        if stage != self._stage or not done:
            self._stage = stage
            self._begun = self._told = now
        elif now - self._told >= LONG and total:
            self._told = now
            left = (now - self._begun) * (total - done) / done
            self._console.print(f"{stage}: {done / total:.0%}, {left:.0f} s left")
