"""Edits of files in, their new content out; no character is touched that no edit names.

An edit replaces a span of a text as `SourceFile` holds it: without a byte order mark, and with
line feeds alone. The file itself keeps its mark and the line ends that it has; lines that are new
end as most of the others do.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from generator.source import Span

MARK = b"\xef\xbb\xbf"
"""The byte order mark with which some programs begin a UTF-8 file."""


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """A stretch of a text, and what shall stand in its place."""

    span: Span
    text: str
    """With line feeds as its line ends."""


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of one file."""

    old: str
    """Where it is, relative to the sources folder; empty for a new file."""
    new: str
    """Where it shall be; empty for one that is removed."""
    before: bytes = b""
    after: bytes = b""


def edited(content: bytes, edits: Iterable[Edit]) -> bytes:
    """Apply edits to the content of a file.

    Args:
        content: UTF-8, as it stands on the disk.
        edits: In any order. Two at one place are applied in the order in which they come, and two
            that are the same count once.

    Raises:
        ValueError: Two edits overlap.
    """
    mark = MARK if content.startswith(MARK) else b""
    text = content[len(mark) :].decode("utf-8")
    shifts = [found.start() - number for number, found in enumerate(re.finditer("\r\n", text))]
    line_end = _line_end(text)
    pieces: list[str] = []
    position = 0
    for edit in sorted(dict.fromkeys(edits), key=lambda one: one.span):
        # Each CRLF before a place makes the place one character later in the file.
        start = edit.span.start + bisect_left(shifts, edit.span.start)
        end = edit.span.end + bisect_left(shifts, edit.span.end)
        if start < position:
            raise ValueError(f"two edits overlap at {edit.span}")
        pieces += (text[position:start], edit.text.replace("\n", line_end))
        position = end
    pieces.append(text[position:])
    return mark + "".join(pieces).encode()


def _line_end(text: str) -> str:
    """Give the line end that most lines of a text have."""
    counts = Counter(re.findall("\r\n|\r|\n", text))
    return max(counts, key=lambda end: (counts[end], end == "\n"), default="\n")
