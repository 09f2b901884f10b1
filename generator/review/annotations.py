"""Two states of an article in, the annotations that came, went or changed out.

Annotations are compared where they stand: the place of each is carried over to the later text, by
paragraph and by word. What stands there, in whole or in part, is the same annotation; whether it
says the same is then a comparison of two records.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from generator.dossier import Mention, Quote, Value
from generator.model import Kind, Qualifier, Ref
from generator.review.changes import Action, AnnotationChange, Detail
from generator.review.identities import Identities
from generator.review.paragraphs import Alignment, align
from generator.review.sides import Side
from generator.source import Span

Record = Mention | Quote | Value

T = TypeVar("T", bound=Record)


@dataclass(frozen=True, slots=True)
class Said:
    """What one annotation says, in one state of its article."""

    topic: str
    records: tuple[Record, ...]
    """One for each entry that it names."""

    @property
    def record(self) -> Record:
        """The first record; all have the words and the attributes in common."""
        return self.records[0]

    @property
    def extent(self) -> Span:
        """The words, as offsets in their passage."""
        return self.record.place.extent or Span(0, 0)

    @property
    def refs(self) -> tuple[Ref, ...]:
        """The entries that the words mean."""
        return tuple(map(_subject, self.records))


def alignments(before: Side, after: Side, known: Identities) -> Mapping[str, Alignment]:
    """Align every article that is in both states, by its id before."""
    return {
        article.ref.id: align(
            before.dossier.passages[article.ref.id], after.dossier.passages[now.id]
        )
        for article in before.dossier.articles
        if (now := known.now.get(article.ref)) and now in after.dossier.documents
    }


def annotation_changes(
    before: Side, after: Side, known: Identities, aligned: Mapping[str, Alignment]
) -> Iterator[AnnotationChange]:
    """Give what changes in the articles that are in both states, and in those that are not."""
    old, new = _by_article(before), _by_article(after)
    for article in before.dossier.articles:
        id_ = article.ref.id
        if id_ in aligned:
            now = known.now[article.ref].id
            yield from _compared(
                before, after, known, aligned[id_], old.get(id_, ()), new.pop(now, ())
            )
        else:
            yield from (_lost(before, one) for one in old.get(id_, ()))
            new.pop(id_, None)
    broken = {ref.id for ref in before.linked.broken if ref.kind is Kind.ARTICLE}
    for id_, gained in new.items():
        if id_ not in broken:
            yield from (_gained(after, one) for one in gained)


def _by_article(side: Side) -> dict[str, tuple[Said, ...]]:
    """Give what each article says, in reading order."""
    found: dict[tuple[str, str, object], list[Record]] = defaultdict(list)
    records: tuple[tuple[str, Iterable[Record]], ...] = (
        ("mention", (one for one in side.dossier.mentions if one.entity.kind is not Kind.FIGURE)),
        ("statement", side.dossier.quotes),
        ("value", side.dossier.values),
    )
    for topic, several in records:
        for one in several:
            found[one.place.article, topic, one.place.span_number].append(one)
    together: dict[str, list[Said]] = defaultdict(list)
    for (article, topic, _), group in found.items():
        together[article].append(Said(topic, tuple(group)))
    return {
        article: tuple(sorted(all_, key=lambda one: (one.record.place.passage, one.extent)))
        for article, all_ in together.items()
    }


def _compared(
    before: Side,
    after: Side,
    known: Identities,
    aligned: Alignment,
    old: Iterable[Said],
    new: Iterable[Said],
) -> Iterator[AnnotationChange]:
    left = list(new)
    lost: list[Said] = []
    for one in old:
        partner = _partner(one, left, aligned, known)
        if partner is None:
            lost.append(one)
            continue
        left.remove(partner)
        yield from _changed(after, known, one, partner)
    for one in lost:
        # A paragraph may be cut in two, or a sentence moved to another.
        partner = next((other for other in left if _is_the_same(one, other, known)), None)
        if partner is None:
            yield _lost(before, one)
        else:
            left.remove(partner)
            yield from _changed(after, known, one, partner)
    yield from (_gained(after, one) for one in left)


def _partner(
    one: Said, candidates: Iterable[Said], aligned: Alignment, known: Identities
) -> Said | None:
    """Give the annotation that stands now where another stood; the most alike of several."""
    there = aligned.now_at(one.record.place.passage, one.extent)
    if there is None:
        return None
    passage, extent = there
    best: tuple[tuple[bool, bool, int], Said] | None = None
    for other in candidates:
        if other.topic != one.topic or other.record.place.passage != passage:
            continue
        shared = min(extent.end, other.extent.end) - max(extent.start, other.extent.start)
        same_words = other.extent == extent or _words(other) == _words(one)
        if shared > 0:
            rank = (_meant(one, known) == other.refs, same_words, shared)
            best = max(best or (rank, other), (rank, other), key=lambda pair: pair[0])
    if best is None or not (best[0][0] or best[0][1]):
        return None
    return best[1]


def _is_the_same(one: Said, other: Said, known: Identities) -> bool:
    return (
        one.topic == other.topic
        and _words(one) == _words(other)
        and _meant(one, known) == other.refs
    )


def _changed(after: Side, known: Identities, old: Said, new: Said) -> Iterator[AnnotationChange]:
    """Give the change where two states of an annotation do not say the same."""
    details = tuple(_details(old, new, known))
    if _meant(old, known) == new.refs and not details:
        return
    redirected = _meant(old, known) != new.refs
    place = new.record.place
    yield AnnotationChange(
        new.topic,
        Action.REDIRECTED if redirected else Action.CHANGED,
        place.article,
        place.anchor,
        _words(new),
        after.sentence(place),
        old.refs,
        new.refs,
        details,
    )


def _details(old: Said, new: Said, known: Identities) -> Iterator[Detail]:
    old_said, new_said = _attributes(old.record, known), _attributes(new.record, None)
    for what, value in old_said.items():
        if value != new_said[what]:
            yield Detail(what, value, new_said[what])


def _attributes(record: Record, known: Identities | None) -> dict[str, str]:
    """Give what an annotation says beside whom it means; ids as they are after the change."""

    def id_of(ref: Ref | None) -> str:
        return str((known.of(ref) if known else ref) or "")

    match record:
        case Mention(date=date):
            return {"date": str(date or "")}
        case Quote():
            return {
                "words": record.words or "",
                "date": str(record.date or ""),
                "to": id_of(record.to),
                "via": id_of(record.via),
                "event": id_of(record.event),
                "statement": record.statement or "",
            }
        case Value():
            return {
                "value": amount(record),
                "as-of": str(record.as_of or ""),
                "by": id_of(record.by),
                "via": id_of(record.via),
            }


def amount(value: Value) -> str:
    """Give a value as it is written: `more-than 250000`, `12 to 14`."""
    ends = [value.min, value.max] if value.value is None else [value.value]
    number = " to ".join("…" if end is None else f"{end:,}" for end in ends)
    return number if value.qualifier is Qualifier.EXACTLY else f"{value.qualifier} {number}"


def _lost(before: Side, one: Said) -> AnnotationChange:
    return AnnotationChange(
        one.topic, Action.REMOVED, one.record.place.article, one.record.place.anchor,
        _words(one), before.sentence(one.record.place), before=one.refs,
        details=tuple(
            Detail(what, said, "") for what, said in _attributes(one.record, None).items()
            if said and what != "words"
        ),
    )  # fmt: skip


def _gained(after: Side, one: Said) -> AnnotationChange:
    return AnnotationChange(
        one.topic, Action.ADDED, one.record.place.article, one.record.place.anchor,
        _words(one), after.sentence(one.record.place), after=one.refs,
        details=tuple(
            Detail(what, "", said) for what, said in _attributes(one.record, None).items()
            if said and what != "words"
        ),
    )  # fmt: skip


def _subject(record: Record) -> Ref:
    match record:
        case Mention(entity=entity):
            return entity
        case Quote(speaker=speaker):
            return speaker
        case Value(figure=figure):
            return figure


def _meant(one: Said, known: Identities) -> tuple[Ref, ...]:
    return tuple(known.now.get(ref, ref) for ref in one.refs)


def _words(one: Said) -> str:
    record = one.record
    return (record.text if isinstance(record, Mention) else record.words) or ""
