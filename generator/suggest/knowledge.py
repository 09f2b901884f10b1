"""All documents of a dossier in, what suggestions are drawn from out; and an article's suggestions.

This is the whole way on one screen. It is a pure function of the sources.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.dates import Edtf
from generator.model import (
    ArticleFields,
    Dating,
    Document,
    Fields,
    Kind,
    Meaning,
    Naming,
    Ref,
)
from generator.source import SourceFile, Span
from generator.suggest.dates_in_words import find_dates
from generator.suggest.figures import Figure, find_figures, learn_figures
from generator.suggest.names import find_names
from generator.suggest.new_names import find_new_names
from generator.suggest.quotations import find_quotations
from generator.suggest.registry import Registry
from generator.suggest.speakers import Named
from generator.suggest.suggestions import Suggestion, Sureness, cross, overlap
from generator.suggest.usage import Usage, learn_common_words, learn_usage
from generator.suggest.visible import Prose, proses


@dataclass(frozen=True)
class Knowledge:
    """What a dossier knows of names, words and figures."""

    registry: Registry
    usage: Usage
    common: Collection[str]
    """Words that its articles write with a small letter."""
    figures: tuple[Figure, ...]
    shared_ids: frozenset[str]
    """Ids that a person and an organization have in common."""


@dataclass(frozen=True, slots=True)
class Reading:
    """An article as it was searched."""

    source: SourceFile
    document: Document[Fields]
    proses: tuple[Prose, ...]
    suggestions: tuple[Suggestion, ...]
    """In the order of the text, the outer before the inner."""

    def prose(self, number: int) -> Prose:
        """Give a passage by its number in the body."""
        return self.proses[bisect_left(self.proses, number, key=lambda prose: prose.number)]


def learn(documents: Iterable[Document[Fields]]) -> Knowledge:
    """Learn from a whole dossier.

    Args:
        documents: Every document that could be read.
    """
    documents = tuple(documents)
    usage = learn_usage(documents)
    people = {one.ref.id for one in documents if one.ref.kind is Kind.PERSON}
    orgs = {one.ref.id for one in documents if one.ref.kind is Kind.ORG}
    return Knowledge(
        Registry(documents, usage.forms()),
        usage,
        learn_common_words(documents),
        learn_figures(documents),
        frozenset(people & orgs),
    )


def suggest(source: SourceFile, document: Document[Fields], knowledge: Knowledge) -> Reading:
    """Find what an article leaves unannotated.

    Args:
        source: The article's file.
        document: The same, read; without errors.
        knowledge: What the dossier knows.
    """
    fields = document.fields
    passages = proses(source, document)
    named = tuple(find_names(passages, knowledge.registry, knowledge.usage, knowledge.common))
    others: tuple[Suggestion, ...] = ()
    if isinstance(fields, ArticleFields) and fields.language.lower().startswith("en"):
        others = _in_english(passages, fields.published, named, knowledge)
    return Reading(source, document, passages, _disentangled((*named, *others)))


def _in_english(
    passages: Sequence[Prose], published: Edtf, named: Sequence[Suggestion], knowledge: Knowledge
) -> tuple[Suggestion, ...]:
    dates = tuple(find_dates(passages, published))
    names = _names(passages, named, knowledge.registry)
    days = _days(passages, dates)
    said = find_quotations(passages, names, days, knowledge.shared_ids)
    counted = find_figures(passages, knowledge.figures, names, days, knowledge.shared_ids)
    taken = {
        prose.number: [
            *(one.extent for one in names.get(prose.number, ())),
            *(extent for extent, _ in days.get(prose.number, ())),
        ]
        for prose in passages
    }
    new = find_new_names(passages, taken, knowledge.common, knowledge.registry.texts)
    return (*dates, *said, *counted, *new)


def _names(
    passages: Sequence[Prose], named: Iterable[Suggestion], registry: Registry
) -> Mapping[int, Sequence[Named]]:
    """Give the names of each passage, annotated or suggested, in order."""
    found: dict[int, list[Named]] = defaultdict(list)

    def add(number: int, extent: Span, meanings: Sequence[Meaning]) -> None:
        refs = tuple(
            Ref(meaning.kind, id_)
            for meaning in meanings
            if isinstance(meaning, Naming)
            for id_ in meaning.ids
        )
        if refs:
            found[number].append(Named(extent, refs, refs[0] in registry.media))

    for prose in passages:
        for mark, annotation in prose.passage.annotations():
            add(prose.number, Span(mark.start, mark.end), (annotation.meaning,))
    for one in named:
        if one.sureness is not Sureness.POSSIBLE:
            add(one.passage, one.extent, one.meanings)
    return {number: sorted(names, key=lambda name: name.extent) for number, names in found.items()}


def _days(
    passages: Sequence[Prose], dates: Iterable[Suggestion]
) -> Mapping[int, Sequence[tuple[Span, Edtf]]]:
    """Give the dates of each passage, annotated or suggested, in order."""
    found: dict[int, list[tuple[Span, Edtf]]] = defaultdict(list)
    for prose in passages:
        for mark, annotation in prose.passage.annotations():
            if isinstance(annotation.meaning, Dating):
                found[prose.number].append((Span(mark.start, mark.end), annotation.meaning.date))
    for one in dates:
        if isinstance(one.meanings[0], Dating):
            found[one.passage].append((one.extent, one.meanings[0].date))
    return {number: sorted(days, key=lambda pair: pair[0]) for number, days in found.items()}


def _disentangled(found: Iterable[Suggestion]) -> tuple[Suggestion, ...]:
    """Keep, of suggestions of which both cannot be made, the surer one."""
    kept: dict[int, _Kept] = defaultdict(_Kept)
    for one in sorted(found, key=lambda one: (-one.confidence, one.extent)):
        kept[one.passage].add(one)
    return tuple(
        one
        for number in sorted(kept)
        for one in sorted(kept[number], key=lambda one: (one.extent.start, -one.extent.end))
    )


class _Kept:
    """Suggestions for one passage that can all be made: only quotations hold others."""

    def __init__(self) -> None:
        self._quotations: list[Suggestion] = []
        self._others: list[Suggestion] = []

    def __iter__(self) -> Iterator[Suggestion]:
        yield from self._quotations
        yield from self._others

    def add(self, one: Suggestion) -> None:
        """Take a suggestion, unless it gets in the way of one that is there."""
        for there in (self._quotations, self._others):
            if any(_exclude(one, other) for other in _beside(one.extent, there)):
                return
        mine = self._quotations if one.topic == "quotation" else self._others
        insort(mine, one, key=lambda each: each.extent.start)


def _beside(extent: Span, there: Sequence[Suggestion]) -> Iterator[Suggestion]:
    """Give those of some disjoint suggestions that the ends of a stretch can touch."""
    first = bisect_right(there, extent.start, key=lambda one: one.extent.start)
    last = bisect_left(there, extent.end, key=lambda one: one.extent.start)
    for index in {first - 1, first, last - 1}:
        if 0 <= index < len(there):
            yield there[index]


def _exclude(one: Suggestion, other: Suggestion) -> bool:
    """Tell whether only one of two suggestions can be made."""
    if not overlap(one.extent, other.extent):
        return False
    if cross(one.extent, other.extent) or one.extent == other.extent:
        return True
    longer = max(one, other, key=lambda each: each.extent.end - each.extent.start)
    return longer.topic != "quotation"
