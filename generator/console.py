"""How far a build is, on a terminal as a bar, elsewhere as nothing: its result is told in lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn


@contextmanager
def shown_progress(*, quiet: bool) -> Iterator[Callable[[int, int], None]]:
    """Give what a build may call to tell how much is done, and of how much."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    bar = Progress(
        *columns, console=console, transient=True, disable=quiet or not console.is_terminal
    )
    with bar:
        task = bar.add_task("reading the sources", total=None)

        def step(done: int, total: int) -> None:
            bar.update(task, description="making the site", completed=done, total=total)

        yield step
