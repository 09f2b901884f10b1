"""Rows of entries in, a table out that is a list on a phone."""

from __future__ import annotations

from collections.abc import Sequence

from generator import prose
from generator.prose import Blocks, Markdown


def index(
    kind: str, header: Sequence[str], rows: Sequence[Sequence[Markdown]], sides: Sequence[str] = ()
) -> Blocks:
    """Give a table of entries that readers can put in order by any column.

    Args:
        kind: What the entries are; a class of what holds the table.
        header: What heads the columns: the first names the entry, the second says what it is.
        rows: The cells.
        sides: `right` for a column of numbers, which the style sheet puts at the end of the cell,
            whichever side that is; empty where all is as lines run.
    """
    return listed(("index", kind), header, rows, sides)


def listed(
    classes: Sequence[str],
    header: Sequence[str],
    rows: Sequence[Sequence[Markdown]],
    sides: Sequence[str] = (),
) -> Blocks:
    """Give a table whose rows are the entries of a list on a phone.

    There a cell says what its column is: the style sheet finds the names of the columns in the
    style of what holds the table.
    """
    names = (f"--column-{number}: {_quoted(title)}" for number, title in enumerate(header, 1))
    table = prose.table([prose.text(title) for title in header], rows, sides)
    return prose.section("div", ("listed", *classes), table, style="; ".join(names))


def _quoted(words: str) -> str:
    """Write a string of CSS (CSS Syntax 3, 4.3.5)."""
    escaped = words.replace("\\", r"\\").replace('"', r"\"")
    return f'"{escaped}"'
