r"""Findings in, what a person or a program reads of them out.

    sources/articles/a.md:6:3: error[unknown-id] nothing in sources/people is called 'jon-kerry'
      [Mr. Kerry](person:jon-kerry) arrived
                         ^^^^^^^^^
      hint: did you mean 'john-kerry'?

All that is printed comes from people's files: whatever could move the cursor, colour the screen,
turn the reading direction or give a CI system an order is shown as an escape, such as `\x1b`.
"""

from __future__ import annotations

import json
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path

from click import style
from msgspec.structs import replace as moved
from rich.cells import cell_len

from generator.diagnostics import Diagnostic, Severity
from generator.model import Rights
from generator.rights import Release
from generator.source import SourceFile

WIDTH = 100
"""The most columns that are shown of a source line."""

TAB = 4
"""Columns between tab stops."""

COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow"}


def below(folder: Path, found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Give findings with their paths as the user would type them.

    Args:
        folder: The folder that the findings' paths are relative to, as the user named it.
        found: The findings.
    """
    found = tuple(found)
    paths = {one.location.path for one in found}
    typed = {path: typed_path(folder, path) for path in paths}
    return tuple(
        replace(one, location=moved(one.location, path=typed[one.location.path])) for one in found
    )


def typed_path(folder: Path, path: str) -> str:
    """Give the path of a file below a folder as the user would type it.

    Args:
        folder: The folder, as the user named it.
        path: A POSIX path below it; of an empty one, the folder itself is given.
    """
    before = folder.as_posix()
    if not path:
        return before
    return path if before == "." else f"{before.removesuffix('/')}/{path}"


def as_json(found: Iterable[Diagnostic]) -> str:
    """Give findings as a JSON list, in ASCII, one finding a line."""
    lines = [
        json.dumps(
            {
                "path": one.location.path,
                "line": one.location.line,
                "column": one.location.column,
                "end_line": one.location.end_line,
                "end_column": one.location.end_column,
                "severity": one.severity.value,
                "code": one.code,
                "message": one.message,
                "hint": one.hint,
            }
        )
        for one in found
    ]
    return "[\n" + ",\n".join(lines) + "\n]" if lines else "[]"


def place(finding: Diagnostic) -> str:
    """Give a finding's place: `sources/articles/a.md:6:3`, or the file alone."""
    where = finding.location
    return plain(f"{where.path}:{where.line}:{where.column}" if where.line else where.path)


def heading(finding: Diagnostic) -> str:
    """Give a finding in one line, in colours."""
    label = style(f"{finding.severity}[{finding.code}]", fg=COLOURS[finding.severity], bold=True)
    return f"{style(place(finding), bold=True)}: {label} {plain(finding.message)}"


def as_text(finding: Diagnostic, source: SourceFile | None = None) -> str:
    """Give a finding as lines for a person, in colours.

    Args:
        finding: The finding.
        source: The file that it is about, where its text is known.
    """
    lines = [heading(finding)]
    where = finding.location
    if source and 0 < where.line <= len(source.line_starts):
        line = source.line(where.line)
        end = where.end_column if where.end_line == where.line else len(line) + 1
        shown = excerpt(line, where.column - 1, end - 1)
        lines.append(f"  {shown.text}")
        lines.append("  " + " " * shown.indent + style("^" * shown.width, fg="green", bold=True))
    if finding.hint:
        lines.append(f"  hint: {plain(finding.hint)}")
    return "\n".join(lines)


def summary(found: Sequence[Diagnostic], files: int) -> str:
    """Count the findings: `2 errors, 1 warning in 93 files`."""
    counts = Counter(one.severity for one in found)
    parts = [count(counts[severity], severity) for severity in Severity if counts[severity]]
    return f"{', '.join(parts) or 'no findings'} in {count(files, 'file')}"


def rights_account(releases: Iterable[Release]) -> Iterator[str]:
    """Tell how much the site shows of each article that is not published in full."""
    for release in releases:
        if release.rights is not Rights.FULL:
            yield (
                f"{release.article}: {release.shown} of {count(release.words, 'word')} shown "
                f"(rights: {release.rights})"
            )


def count(number: int, thing: str) -> str:
    """Give a number of things: `1 file`, `2 files`."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def plain(text: str) -> str:
    """Give a text with an escape for each character that acts instead of being seen."""
    ordering = _ordering(text)
    return "".join(_seen(one, at in ordering) for at, one in enumerate(text))


# GitHub obeys a line that begins with `::`, white space left out, and `##[` anywhere in one
# (https://github.com/actions/runner, ActionCommand.cs). Azure and TeamCity add a word to that.
_ORDER = re.compile(r"\A\s*:(?=:)|#(?=#(?:vso|teamcity)?\[)")


def _ordering(line: str) -> frozenset[int]:
    """Give the offsets of the characters with which a line would give a CI system an order."""
    return frozenset(found.end() - 1 for found in _ORDER.finditer(line))


def _seen(character: str, ordering: bool = False) -> str:
    if ordering:
        return f"\\x{ord(character):02x}"
    if character.isprintable() or unicodedata.category(character) == "Zs":
        return character
    # Joiners shape Persian and Indic words, and emoji. They turn nothing around.
    if character in "\u200c\u200d":
        return character
    return character.encode("unicode_escape").decode()


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A source line as it is shown, and what to underline of it."""

    text: str
    indent: int
    """Columns before the part that is underlined."""
    width: int
    """Columns of that part, at least 1."""


def excerpt(line: str, start: int, end: int) -> Excerpt:
    """Cut a line to what fits on a terminal, around a part of it.

    Args:
        line: The line, of any length.
        start: Offset of the part's first character.
        end: Offset after its last character.
    """
    # No more of the line is looked at than could fit: an article may be one line of 2 MB.
    first = max(0, start - WIDTH)
    cells = _cells(line[first : start + WIDTH])
    start = min(start - first, len(cells))
    columns = [0, *accumulate(map(_width, cells))]
    too_long = first or columns[-1] > WIDTH
    left = bisect_left(columns, columns[start] - WIDTH // 3) if too_long else 0
    right = bisect_right(columns, columns[left] + WIDTH) - 1
    end = max(start, min(end - first, right))
    before = "…" if first + left else ""
    after = "…" if first + right < len(line) else ""
    return Excerpt(
        before + "".join(cells[left:right]).rstrip() + after,
        len(before) + columns[start] - columns[left],
        max(1, columns[end] - columns[start]),
    )


def _cells(text: str) -> list[str]:
    """Give what is shown for each character; a tab becomes as many spaces as it takes."""
    cells: list[str] = []
    column = 0
    ordering = _ordering(text)
    for at, character in enumerate(text):
        is_tab = character == "\t"
        cell = " " * (TAB - column % TAB) if is_tab else _seen(character, at in ordering)
        column += _width(cell)
        cells.append(cell)
    return cells


def _width(text: str) -> int:
    return len(text) if text.isascii() else cell_len(text)
