"""Offsets in a piece of Markdown in, offsets in the text that it was cut from out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from markdown_it.common.utils import MD_TRIM_CHARS

from generator.source import Span


@dataclass(frozen=True, slots=True)
class Places:
    """Where the characters of a piece stand in the text that it was cut from, line by line."""

    piece: tuple[int, ...]
    """Offsets in the piece at which a stretch of it begins."""
    text: tuple[int, ...]
    """Offset in the text at which the same stretch begins."""

    def at(self, offset: int) -> int:
        """Give the place of the character at an offset of the piece."""
        index = max(bisect_right(self.piece, offset) - 1, 0)
        return self.text[index] + offset - self.piece[index]

    def span(self, start: int, end: int) -> Span:
        """Give the place of a stretch of the piece."""
        first = self.at(start)
        return Span(first, self.at(end - 1) + 1 if end > start else first)


def single(start: int) -> Places:
    """Make the places of a piece that stands in the text as it is."""
    return Places((0,), (start,))


def places_of(stretches: Sequence[tuple[int, int]], untrimmed: str) -> Places:
    """Make the places of a piece from which markdown-it then trims white space.

    Args:
        stretches: Pairs of an offset in the untrimmed piece and the same in the text.
        untrimmed: The piece.
    """
    lead = len(untrimmed) - len(untrimmed.lstrip(MD_TRIM_CHARS))
    return Places(
        tuple(offset - lead for offset, _ in stretches), tuple(place for _, place in stretches)
    )
