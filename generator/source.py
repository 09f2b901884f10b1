"""A source file's text, and the places in it that findings and pages speak of."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

import msgspec


class Record(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What a dossier holds by the million: a frozen record, made, kept and read back in C.

    A dataclass does the same in Python: it takes five times as long to make, twice the memory, and
    more time to be read from a cache than the source takes to be parsed anew. Records hold no
    circles, so the garbage collector need not look at them.
    """


class Span(Record, frozen=True, order=True):
    """A stretch of one file's text, as offsets in characters."""

    start: int
    """Offset of the first character, from 0."""
    end: int
    """Offset after the last character."""


class Location(Record, frozen=True, order=True):
    """A place that a person can be sent to."""

    path: str
    """POSIX path relative to the sources folder, such as `articles/rferl-2016-08-26.md`."""
    line: int
    """Line of the first character, from 1; 0 where the finding is about the file as a whole."""
    column: int
    """Column of the first character, from 1, counted in Unicode code points."""
    end_line: int
    """Line of the last character's end."""
    end_column: int
    """Column after the last character."""

    @classmethod
    def whole_file(cls, path: str) -> Location:
        """The place of a finding that belongs to a file and to no line of it."""
        return cls(path, 0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file under `sources/`, decoded, with line feeds as its line ends."""

    path: str
    """POSIX path relative to the sources folder."""
    text: str
    """The whole text, front matter included; no byte order mark, no carriage return."""
    line_starts: tuple[int, ...] = field(init=False, repr=False, compare=False)
    """Offset at which each line begins."""

    def __post_init__(self) -> None:
        starts = [0]
        position = self.text.find("\n")
        while position != -1:
            starts.append(position + 1)
            position = self.text.find("\n", position + 1)
        object.__setattr__(self, "line_starts", tuple(starts))

    def locate(self, span: Span) -> Location:
        """Give the line and column of a span."""
        return locate(self.path, self.line_starts, span)

    def offset(self, line: int, column: int) -> int:
        """Give the offset of a line and a column, both from 1."""
        return self.line_starts[line - 1] + column - 1

    def line(self, number: int) -> str:
        """Give the text of a line (from 1) without its line end."""
        start = self.line_starts[number - 1]
        end = self.text.find("\n", start)
        return self.text[start:] if end == -1 else self.text[start:end]


def locate(path: str, line_starts: tuple[int, ...], span: Span) -> Location:
    """Give the line and column of a span in a file of which only the line starts are kept."""
    line = bisect_right(line_starts, span.start)
    end_line = bisect_right(line_starts, span.end)
    return Location(
        path,
        line,
        span.start - line_starts[line - 1] + 1,
        end_line,
        span.end - line_starts[end_line - 1] + 1,
    )


def shown(text: str, longest: int = 60) -> str:
    """Make a piece of a source fit to be quoted in a message: short, and all of it visible."""
    start = text[:longest]
    visible = "".join(one if one.isprintable() else f"\\u{ord(one):04x}" for one in start)
    return visible if start == text else f"{visible}…"
