"""How far a build is: on a terminal as a bar, elsewhere as a line for each quarter."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

QUARTERS = 4


@contextmanager
def shown_progress(*, quiet: bool) -> Iterator[Callable[[int, int], None]]:
    """Give what a build may call to tell how much is done, and of how much."""
    console = Console(stderr=True, quiet=quiet, highlight=False)
    if not console.is_terminal:
        yield lambda done, total: _tell(console, done, total)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("reading the sources", total=None)
        yield lambda done, total: bar.update(
            task, description="making the site", completed=done, total=total
        )


def _tell(console: Console, done: int, total: int) -> None:
    quarter = done * QUARTERS // total
    if quarter > (done - 1) * QUARTERS // total:
        console.print(f"making the site: {quarter * 100 // QUARTERS} %")
