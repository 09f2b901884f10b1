"""Two states of an article in, which paragraph of the one is which of the other out.

Paragraphs that have the same words are the same, wherever they stand. Of the others, those are
paired that are most alike, so that an edited paragraph stays itself.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from rapidfuzz import fuzz

from generator.model import Passage
from generator.source import Span

ALIKE = 55
"""The least likeness, in percent, that makes two paragraphs one, edited."""

MOST = 300
"""As many changed paragraphs of an article are compared with each other."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """Which passage of an article before is which passage after, by their numbers from 0."""

    before: Sequence[Passage]
    after: Sequence[Passage]
    now: Mapping[int, int]
    """Passages that are gone are not in it."""

    def now_at(self, passage: int, extent: Span) -> tuple[int, Span] | None:
        """Give where words stand now; None where their paragraph is gone."""
        there = self.now.get(passage)
        if there is None:
            return None
        old, new = self.before[passage].text, self.after[there].text
        return there, extent if old == new else _carried(old, new, extent)


def align(before: Sequence[Passage], after: Sequence[Passage]) -> Alignment:
    """Tell which passage is which.

    Args:
        before: The passages of an article in its earlier state.
        after: Those in its later one.
    """
    pairs = dict(_same(before, after))
    old = [number for number in range(len(before)) if number not in pairs]
    taken = set(pairs.values())
    new = [number for number in range(len(after)) if number not in taken]
    pairs.update(_alike(before, after, old, new))
    return Alignment(before, after, pairs)


def _same(before: Sequence[Passage], after: Sequence[Passage]) -> Iterator[tuple[int, int]]:
    """Pair passages of the same words: in order first, then those that were moved."""
    old, new = [one.text for one in before], [one.text for one in after]
    matched: set[int] = set()
    rest: list[int] = []
    for tag, start, end, first, last in SequenceMatcher(None, old, new, False).get_opcodes():
        if tag == "equal":
            yield from zip(range(start, end), range(first, last), strict=True)
            matched.update(range(first, last))
        else:
            rest.extend(range(start, end))
    free: dict[str, list[int]] = {}
    for number in range(len(new)):
        if number not in matched:
            free.setdefault(new[number], []).append(number)
    for number in rest:
        if free.get(old[number]):
            yield number, free[old[number]].pop(0)


def _alike(
    before: Sequence[Passage], after: Sequence[Passage], old: Sequence[int], new: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Pair passages that are alike, the most alike first, the nearer first among equals."""
    if len(old) * len(new) > MOST * MOST:
        return
    ranked = sorted(
        (-likeness, abs(one - other), one, other)
        for one in old
        for other in new
        if (likeness := fuzz.ratio(before[one].text, after[other].text)) >= ALIKE
    )
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    for _, _, one, other in ranked:
        if one not in taken_old and other not in taken_new:
            taken_old.add(one)
            taken_new.add(other)
            yield one, other


def _carried(old: str, new: str, extent: Span) -> Span:
    """Give where a stretch of an edited text stands now, as far as the words around it tell."""
    words, new_words = _words(old), _words(new)
    blocks = SequenceMatcher(None, _texts(old, words), _texts(new, new_words), False).get_opcodes()
    starts = [one.start for one in words]
    first = bisect_right(starts, extent.start) - 1
    last = bisect_right(starts, max(extent.start, extent.end - 1)) - 1
    if first < 0:
        return Span(0, 0)
    low, _, kept = _place(blocks, first)
    _, high, kept_end = _place(blocks, last)
    start = new_words[low].start if low < len(new_words) else len(new)
    end = new_words[high - 1].end if high else 0
    start += extent.start - words[first].start if kept else 0
    end -= words[last].end - extent.end if kept_end else 0
    return Span(start, max(start, end))


def _place(blocks: Sequence[tuple[str, int, int, int, int]], word: int) -> tuple[int, int, bool]:
    """Give the words that a word has become, from one up to another, and whether it is the same."""
    for tag, start, end, first, last in blocks:
        if start <= word < end:
            if tag == "equal":
                return first + word - start, first + word - start + 1, True
            return first, last, False
    return 0, 0, False


def _words(text: str) -> list[Span]:
    """Give the words of a text and what stands between them, as offsets."""
    return [Span(*match.span()) for match in re.finditer(r"\w+|\W+", text)]


def _texts(text: str, words: Sequence[Span]) -> list[str]:
    return [text[one.start : one.end] for one in words]
