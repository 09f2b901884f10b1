"""A source file's text, and the places in it that findings and pages speak of."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import msgspec

from generator.codec import pack, unpack

OFFSET = 31
"""Bits of an offset, where a span is held as one number."""

OPEN = 64
"""As many texts are kept unpacked: those that were asked for last."""


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

    @property
    def number(self) -> int:
        """The span as one number, which takes a third of the memory."""
        return self.start << OFFSET | self.end

    @classmethod
    def of(cls, number: int) -> Span:
        """Give the span of a number."""
        return cls(number >> OFFSET, number & (1 << OFFSET) - 1)


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


@dataclass(frozen=True, slots=True, init=False)
class SourceFile:
    """One file under `sources/`, decoded, with line feeds as its line ends.

    Its text is held packed: of thousands of files, few are looked at after they were parsed.
    """

    path: str
    """POSIX path relative to the sources folder."""
    packed: bytes = field(repr=False)

    def __init__(self, path: str, text: str) -> None:
        """Hold a file.

        Args:
            path: POSIX path relative to the sources folder.
            text: The whole text, front matter included; no byte order mark, no carriage return.
        """
        object.__setattr__(self, "path", path)
        object.__setattr__(self, "packed", pack(text.encode("utf-8", "surrogatepass")))

    @property
    def text(self) -> str:
        """The whole text, front matter included; no byte order mark, no carriage return."""
        return _text(self.packed)

    @property
    def line_starts(self) -> array[int]:
        """Offset at which each line begins."""
        return _line_starts(self.packed)

    def locate(self, span: Span) -> Location:
        """Give the line and column of a span."""
        return locate(self.path, self.line_starts, span)

    def offset(self, line: int, column: int) -> int:
        """Give the offset of a line and a column, both from 1."""
        return self.line_starts[line - 1] + column - 1

    def line(self, number: int) -> str:
        """Give the text of a line (from 1) without its line end."""
        text, start = self.text, self.line_starts[number - 1]
        end = text.find("\n", start)
        return text[start:] if end == -1 else text[start:end]


@lru_cache(maxsize=OPEN)
def _text(packed: bytes) -> str:
    return unpack(packed).decode("utf-8", "surrogatepass")


@lru_cache(maxsize=OPEN)
def _line_starts(packed: bytes) -> array[int]:
    return line_starts(_text(packed))


def line_starts(text: str) -> array[int]:
    """Give the offset at which each line of a text begins."""
    return array("I", [0, *(end.end() for end in re.finditer("\n", text))])


def locate(path: str, line_starts: Sequence[int], span: Span) -> Location:
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
