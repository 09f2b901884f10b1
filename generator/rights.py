"""An article as it was read in, the article as its rights let it be published out.

This is the one place that decides what of a source's text leaves the generator. Everything after
it (links, pages, search, data, feeds) works on released articles alone, so a withheld sentence
cannot appear anywhere: it is not there any more.

- `full` gives all of the text.
- `excerpt` gives whole sentences that hold an annotation, up to a budget of words for the article.
  The same sentences are given to every page, so the budget holds for the site as a whole.
- `metadata` gives none.

Title, outlet, dates, address, the editors' summary and their corrections are bibliographic data
and are always given. So is *that* a paragraph names, quotes or counts something: the words are
withheld, the fact is not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from generator.model import (
    Annotation,
    ArticleFields,
    Counting,
    Document,
    Mark,
    Naming,
    Passage,
    Quoting,
    Rights,
    packed,
)
from generator.source import Span

GAP = "[…]"
"""Stands where words are withheld."""

DEFAULT_BUDGET = 150
"""Words that are given of an `excerpt` article where the configuration does not say."""


@dataclass(frozen=True, slots=True)
class Release:
    """How much of an article is published."""

    article: str
    rights: Rights
    words: int
    """Words of the whole text."""
    shown: int
    """Words of it that the site may show."""


def release(
    article: Document[ArticleFields], budget: int = DEFAULT_BUDGET
) -> tuple[Document[ArticleFields], Release]:
    """Take out of an article what its rights withhold.

    Args:
        article: The article as it was read.
        budget: The most words of an `excerpt` article that the whole site may show.

    Returns:
        The article with only the text that may be published, and the account of it.
    """
    passages = article.passages
    words = sum(_count(passage, range(len(passage.sentences))) for passage in passages)
    rights = article.fields.rights
    if rights is Rights.FULL:
        return article, Release(article.ref.id, rights, words, words)
    chosen = _choose(passages, budget) if rights is Rights.EXCERPT else {}
    shown = sum(_count(passages[index], kept) for index, kept in chosen.items())
    body = article.body.with_passages(
        _cut(passage, chosen.get(number, set())) for number, passage in enumerate(passages)
    )
    return replace(article, packed=packed(body)), Release(article.ref.id, rights, words, shown)


def _choose(passages: Sequence[Passage], budget: int) -> dict[int, set[int]]:
    """Choose sentences by what they evidence, then by order, as long as they fit the budget."""
    candidates: list[tuple[int, int, int, int]] = []
    for index, passage in enumerate(passages):
        for number, sentence in enumerate(passage.sentences):
            weight = _weight(passage, sentence)
            if weight:
                candidates.append((-weight, index, number, _count(passage, [number])))
    chosen: dict[int, set[int]] = {}
    left = budget
    for _, index, number, words in sorted(candidates):
        if words <= left:
            chosen.setdefault(index, set()).add(number)
            left -= words
    return chosen


def _weight(passage: Passage, sentence: Span) -> int:
    """Weigh a sentence: quotations and figures before names, names before none."""
    weight = 0
    for mark, annotation in passage.annotations():
        if sentence.start <= mark.start and mark.end <= sentence.end:
            match annotation.meaning:
                case Quoting() | Counting():
                    return 2
                case Naming():
                    weight = 1
    return weight


def _count(passage: Passage, sentences: Iterator[int] | range | set[int] | list[int]) -> int:
    return sum(
        len(passage.text[passage.sentences[n].start : passage.sentences[n].end].split())
        for n in sentences
    )


def _cut(passage: Passage, kept: set[int]) -> Passage:
    """Keep the sentences of these numbers, a gap for each run of others."""
    if len(kept) == len(passage.sentences) and kept:
        return passage
    pieces: list[str] = []
    runs: list[tuple[int, int, int]] = []
    sentences: list[Span] = []
    length = 0
    for number, sentence in enumerate(passage.sentences):
        if number not in kept:
            if not pieces or pieces[-1] != GAP:
                pieces.append(GAP)
                length += len(GAP) + (len(pieces) > 1)
            continue
        length += bool(pieces)
        runs.append((sentence.start, sentence.end, length - sentence.start))
        sentences.append(Span(length, length + sentence.end - sentence.start))
        pieces.append(passage.text[sentence.start : sentence.end])
        length += sentence.end - sentence.start
    marks: list[Mark] = []
    withheld = list(passage.withheld)
    for mark in passage.marks:
        parts = [
            Mark(max(mark.start, start) + shift, min(mark.end, end) + shift, mark.content)
            for start, end, shift in runs
            if mark.start < end and start < mark.end
        ]
        marks.extend(parts)
        if not parts and isinstance(mark.content, Annotation):
            withheld.append(mark.content)
    return replace(
        passage,
        text=" ".join(pieces),
        marks=tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end))),
        sentences=tuple(sentences),
        withheld=tuple(withheld),
    )
