"""Every document in, one dossier out: who is named where, by whom it is said, who counted it.

Linking is pure and total. An id that names nothing is a finding at its place; what hangs on it is
left out, and all the rest is linked.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import cast

from generator.diagnostics import Diagnostic, did_you_mean, only_close
from generator.dossier import Article, DateMention, Dossier, Mention, Place, Quote, Value
from generator.model import (
    ENTITY_KINDS,
    FOLDERS,
    Annotation,
    ArticleFields,
    Citing,
    Counting,
    Dating,
    Document,
    Fields,
    Kind,
    Mark,
    Meaning,
    Naming,
    Passage,
    Quoting,
    Ref,
)
from generator.schema import references
from generator.source import Location, Span

ACTORS = (Kind.PERSON, Kind.ORG)


def link(
    documents: Iterable[Document[Fields]], broken: Iterable[Ref] = ()
) -> tuple[Dossier, tuple[Diagnostic, ...]]:
    """Connect all documents.

    Args:
        documents: The documents, in any order; of articles, the released ones.
        broken: The identities of files that could not be read. They are known to exist, so that
            one broken file does not make a finding of every reference to it.

    Returns:
        The dossier, and a finding for each reference that names nothing.
    """
    by_ref = {document.ref: document for document in sorted(documents, key=lambda d: d.ref)}
    names = _Names(by_ref, frozenset(broken))
    referrers: dict[Ref, list[tuple[Ref, str]]] = defaultdict(list)
    noted: dict[Ref, dict[Ref, None]] = defaultdict(dict)
    for document in by_ref.values():
        for path, kinds, id_ in references(document.fields):
            target = names.find(id_, kinds, document.locate_value(*path))
            if target:
                referrers[target].append((document.ref, str(path[0])))
        if document.ref.kind is not Kind.ARTICLE:
            for target in _named_in_note(document, names):
                noted[target].setdefault(document.ref)
    articles = cast(
        "list[Article]",
        sorted(
            (one for one in by_ref.values() if isinstance(one.fields, ArticleFields)),
            key=lambda one: (
                cast(Article, one).fields.published.sort_key(),
                one.ref.id,
            ),
        ),
    )
    records = _Records()
    for article in articles:
        _read_article(article, names, records)
    dossier = Dossier(
        by_ref,
        tuple(articles),
        tuple(records.mentions),
        tuple(records.quotes),
        tuple(records.values),
        tuple(records.dates),
        {ref: tuple(pairs) for ref, pairs in referrers.items()},
        {ref: tuple(refs) for ref, refs in noted.items()},
    )
    return dossier, tuple(names.found)


Named = Mapping[tuple[str, int], Ref]
"""The entries that an annotation names, by the part of the target that names them and its number
there; ids that name nothing are left out."""


@dataclass
class _Records:
    """What the annotations of all articles say, collected in reading order."""

    mentions: list[Mention] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)
    values: list[Value] = field(default_factory=list)
    dates: list[DateMention] = field(default_factory=list)

    def add(
        self,
        meaning: Meaning,
        named: Named,
        place: Place,
        words: str | None,
        anchor: Callable[[str], str],
    ) -> None:
        """Record what one annotation says."""
        subject = named.get(("id", 0))
        match meaning:
            case Naming(date=date):
                self.mentions.extend(
                    Mention(entity, place, anchor(entity.id), words, date)
                    for (part, _), entity in named.items()
                    if part == "id"
                )
            case Quoting() as said if subject:
                self.quotes.append(
                    Quote(
                        subject,
                        place,
                        anchor(f"quote-{subject.id}"),
                        words,
                        said.date,
                        named.get(("to", 0)),
                        named.get(("via", 0)),
                        named.get(("event", 0)),
                        said.statement,
                    )
                )
            case Counting() as counted if subject:
                mention = Mention(subject, place, anchor(subject.id), words)
                self.mentions.append(mention)
                self.values.append(
                    Value(
                        subject,
                        place,
                        mention.id,
                        words,
                        counted.value,
                        counted.min,
                        counted.max,
                        counted.qualifier,
                        counted.as_of,
                        named.get(("by", 0)),
                        named.get(("via", 0)),
                    )
                )
            case Dating(date):
                self.dates.append(DateMention(date, place, anchor("date"), words))


class _Names:
    """The ids that exist, and the findings about those that do not."""

    def __init__(self, known: Mapping[Ref, Document[Fields]], broken: frozenset[Ref]) -> None:
        self.known = known
        self.broken = broken
        self.found: list[Diagnostic] = []
        self._anchors: dict[str, list[str]] = {}
        self._folder = {kind: folder for folder, kind in FOLDERS.items()}

    def find(self, id_: str, kinds: Sequence[Kind], location: Location) -> Ref | None:
        """Give the entry that an id names; None, after a finding, where there is none."""
        candidates = possible(id_, kinds)
        existing = [ref for ref in candidates if ref in self.known]
        if len(existing) > 1:
            self.found.append(
                Diagnostic(
                    location,
                    "ambiguous-id",
                    f"'{id_}' is a {' and a '.join(ref.kind for ref in existing)}",
                    f"write {' or '.join(str(ref) for ref in existing)}",
                )
            )
            return None
        if existing:
            return existing[0]
        if not any(ref in self.broken for ref in candidates):
            self.found.append(
                self._unknown(candidates[0].id if candidates else id_, kinds, location, id_)
            )
        return None

    def resolve(self, document: Document[Fields], annotation: Annotation) -> Named:
        """Give the entries that an annotation names, by part and number; the unknown left out."""
        resolved: dict[tuple[str, int], Ref] = {}
        for part, number, kinds, id_ in ids_in(annotation.meaning):
            target = self.find(id_, kinds, document.locate(annotation.part(part, number)))
            if target:
                resolved[part, number] = target
        if isinstance(annotation.meaning, Citing) and resolved:
            self._check_anchor(document, annotation, annotation.meaning)
        return resolved

    def _check_anchor(
        self, document: Document[Fields], annotation: Annotation, citing: Citing
    ) -> None:
        if citing.anchor is None:
            return
        cited = self.known[Ref(Kind.ARTICLE, citing.article)]
        anchors = self._anchors.setdefault(
            citing.article, [passage.anchor for passage in cited.passages]
        )
        if citing.anchor not in anchors:
            self.found.append(
                Diagnostic(
                    document.locate(annotation.part("anchor")),
                    "unknown-paragraph",
                    f"article '{citing.article}' has no paragraph #{citing.anchor}",
                    f"its paragraphs are #{anchors[0]} to #{anchors[-1]}"
                    if anchors
                    else "the article has no text",
                )
            )

    def _unknown(
        self, id_: str, kinds: Sequence[Kind], location: Location, written: str
    ) -> Diagnostic:
        likely = self._beyond_doubt(id_, kinds)
        folders = " or ".join(f"sources/{self._folder[kind]}" for kind in kinds)
        return Diagnostic(
            location,
            "unknown-id",
            f"nothing in {folders} is called '{id_}'",
            self._likely(id_, kinds) or f"add {folders.split(' or ')[0]}/{id_}.md, or mend the id",
            fix=f"{written.removesuffix(id_)}{likely}" if likely else None,
        )

    def _beyond_doubt(self, id_: str, kinds: Sequence[Kind]) -> str | None:
        """Give the id that is meant, where it can be no other."""
        former = [self._former[ref].id for ref in possible(id_, kinds) if ref in self._former]
        if former:
            return former[0]
        if any(Ref(kind, id_) in self.known for kind in FOLDERS.values()):
            return None
        return only_close(id_, [ref.id for ref in self.known if ref.kind in kinds])

    def _likely(self, id_: str, kinds: Sequence[Kind]) -> str:
        """Give a hint of what is meant: a renamed entry, one of another kind, a like name."""
        for ref in possible(id_, kinds):
            if ref in self._former:
                return f"it was renamed: write '{self._former[ref].id}'"
        others = [str(Ref(kind, id_)) for kind in FOLDERS.values() if Ref(kind, id_) in self.known]
        if others:
            wanted = " or ".join(kind.value for kind in kinds)
            return f"{others[0]} exists, but only a {wanted} can stand here"
        return did_you_mean(id_, [ref.id for ref in self.known if ref.kind in kinds])

    @cached_property
    def _former(self) -> Mapping[Ref, Ref]:
        return {
            Ref(ref.kind, id_): ref
            for ref, document in self.known.items()
            for id_ in document.fields.formerly
        }


def _read_article(article: Article, names: _Names, records: _Records) -> None:
    """Turn the annotations of one article into mentions, quotes, values and dates."""
    numbers: Counter[str] = Counter()

    def anchor(stem: str) -> str:
        numbers[stem] += 1
        return f"{stem}-{numbers[stem]}"

    for index, passage in enumerate(article.passages):
        for mark, annotation in _all_annotations(passage):
            extent = Span(mark.start, mark.end) if mark else None
            words = passage.text[mark.start : mark.end] if mark else None
            location = article.locate(annotation.span)
            place = Place(article.ref.id, index, passage.anchor, extent, location)
            named = names.resolve(article, annotation)
            records.add(annotation.meaning, named, place, words, anchor)


def _named_in_note(document: Document[Fields], names: _Names) -> Iterator[Ref]:
    """Give the entities that an entry's note or a page names, after checking every reference."""
    for passage in document.passages:
        for _, annotation in passage.annotations():
            for target in names.resolve(document, annotation).values():
                if target.kind in ENTITY_KINDS and target != document.ref:
                    yield target


def possible(id_: str, kinds: Sequence[Kind]) -> list[Ref]:
    """Give the entries that an id may name: several where it does not say of which kind it is."""
    prefix, colon, bare = id_.partition(":")
    return [Ref(kind, bare if colon else id_) for kind in kinds if not colon or kind == prefix]


def ids_in(meaning: Meaning) -> Iterator[tuple[str, int, tuple[Kind, ...], str]]:
    """Give each id that an annotation names: its part, its number there, its kinds and itself."""
    match meaning:
        case Naming(kind, ids):
            for number, id_ in enumerate(ids):
                yield "id", number, (kind,), id_
        case Quoting(speaker, _, to, via, _, event):
            yield "id", 0, ACTORS, speaker
            yield from (("to", 0, ACTORS, to),) if to else ()
            yield from (("via", 0, (Kind.ORG,), via),) if via else ()
            yield from (("event", 0, (Kind.EVENT,), event),) if event else ()
        case Counting(figure=figure, by=by, via=via):
            yield "id", 0, (Kind.FIGURE,), figure
            yield from (("by", 0, ACTORS, by),) if by else ()
            yield from (("via", 0, (Kind.ORG,), via),) if via else ()
        case Citing(article):
            yield "id", 0, (Kind.ARTICLE,), article
        case Dating():
            pass


def _all_annotations(passage: Passage) -> list[tuple[Mark | None, Annotation]]:
    """Give the passage's annotations, shown and withheld, in the order of the source."""
    found: list[tuple[Mark | None, Annotation]] = [*passage.annotations()]
    if passage.withheld:
        found.extend((None, annotation) for annotation in passage.withheld)
        found.sort(key=lambda pair: (pair[1].span.start, -pair[1].span.end))
    return found
