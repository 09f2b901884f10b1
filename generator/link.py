"""Every document in, one dossier out: who is named where, by whom it is said, who counted it.

Linking is pure and total. An id that names nothing is a finding at its place; what hangs on it is
left out, and all the rest is linked.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from typing import NamedTuple, TypeGuard

from generator.codec import encode
from generator.diagnostics import Diagnostic, did_you_mean, only_close
from generator.digests import digest
from generator.dossier import (
    DATE_STEM,
    Article,
    DateMention,
    Dossier,
    Mention,
    Named,
    Place,
    Quote,
    Said,
    Value,
    mention_stem,
    quote_stem,
)
from generator.model import (
    ENTITY_KINDS,
    FOLDERS,
    Annotation,
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


@dataclass(frozen=True, slots=True)
class Reading:
    """What one article says, once it is known whom its ids name."""

    said: Said
    """What its annotations say."""
    named: Named
    refers: tuple[tuple[Ref, str], ...]
    """The entries that its front matter names, each with the field that does."""
    cites: tuple[Cited, ...]
    """The paragraphs of other articles that it cites."""
    found: tuple[Diagnostic, ...]
    """A finding for each id that names nothing."""


class Cited(NamedTuple):
    """A paragraph that is cited."""

    location: Location
    """Where the citation names it."""
    article: str
    anchor: str


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
    documents = list(documents)
    linker = Linker(documents, broken)
    readings = {one.ref.id: linker.read(one) for one in documents if is_article(one)}
    return linker.dossier(documents, readings)


class Linker:
    """Links articles one by one, and then all that they say."""

    def __init__(self, documents: Iterable[Document[Fields]], broken: Iterable[Ref] = ()) -> None:
        """Learn which ids there are.

        Args:
            documents: All documents; of articles, the released ones or those that were read.
            broken: The identities of files that could not be read.
        """
        self._names = _Names({one.ref: one for one in documents}, frozenset(broken))

    @property
    def context(self) -> bytes:
        """The digest of all that the reading of an article depends on beside the article."""
        names = self._names
        known = [(ref, document.fields.formerly) for ref, document in names.known.items()]
        return digest(encode(sorted(known)), encode(sorted(names.broken)))

    def read(self, article: Article) -> Reading:
        """Find whom an article names: in its front matter, and in its annotations."""
        names = self._names.anew()
        refers = tuple(names.referred(article))
        said = _Collected()
        numbers: Counter[str] = Counter()

        def number(stem: str) -> int:
            numbers[stem] += 1
            return numbers[stem]

        for index, passage in enumerate(article.passages):
            for mark, annotation in _all_annotations(passage):
                extent = Span(mark.start, mark.end).number if mark else None
                words = passage.text[mark.start : mark.end] if mark else None
                span = annotation.span.number
                place = Place(article.ref.id, index, passage.anchor, extent, span)
                named = names.resolve(article, annotation)
                said.add(annotation.meaning, named, place, words, number)
        return Reading(said.all(), said.named(), refers, tuple(names.cites), tuple(names.found))

    def dossier(
        self, documents: Iterable[Document[Fields]], readings: Mapping[str, Reading]
    ) -> tuple[Dossier, tuple[Diagnostic, ...]]:
        """Connect all documents.

        Args:
            documents: The documents, in any order; of articles, the released ones.
            readings: What each article says, by its id.

        Returns:
            The dossier, and a finding for each reference that names nothing.
        """
        by_ref = {one.ref: one for one in sorted(documents, key=lambda one: one.ref)}
        names = self._names.anew()
        referrers: dict[Ref, list[tuple[Ref, str]]] = defaultdict(list)
        noted: dict[Ref, dict[Ref, None]] = defaultdict(dict)
        for ref, document in by_ref.items():
            reading = readings[ref.id] if ref.kind is Kind.ARTICLE else None
            refers = reading.refers if reading else names.referred(document)
            for target, field_name in refers:
                referrers[target].append((ref, field_name))
            if not reading:
                for target in _named_in_note(document, names):
                    noted[target].setdefault(ref)
        articles = sorted(
            filter(is_article, by_ref.values()),
            key=lambda one: (one.fields.published.sort_key(), one.ref.id),
        )
        found = names.found
        for article in articles:
            found.extend(readings[article.ref.id].found)
            names.cites.extend(readings[article.ref.id].cites)
        found.extend(_missing_paragraphs(names.cites, by_ref))
        dossier = Dossier(
            by_ref,
            tuple(articles),
            {one.ref.id: readings[one.ref.id].said for one in articles},
            {one.ref.id: readings[one.ref.id].named for one in articles},
            {ref: tuple(pairs) for ref, pairs in referrers.items()},
            {ref: tuple(refs) for ref, refs in noted.items()},
        )
        return dossier, tuple(found)


def is_article(document: Document[Fields]) -> TypeGuard[Article]:
    """Tell whether a document is an article."""
    return document.ref.kind is Kind.ARTICLE


def _missing_paragraphs(
    cites: Iterable[Cited], documents: Mapping[Ref, Document[Fields]]
) -> Iterator[Diagnostic]:
    """Find the citations of paragraphs that an article does not have."""
    anchors: dict[str, list[str]] = {}
    for location, article, anchor in cites:
        if article not in anchors:
            passages = documents[Ref(Kind.ARTICLE, article)].passages
            anchors[article] = [passage.anchor for passage in passages]
        there = anchors[article]
        if anchor not in there:
            yield Diagnostic(
                location,
                "unknown-paragraph",
                f"article '{article}' has no paragraph #{anchor}",
                f"its paragraphs are #{there[0]} to #{there[-1]}"
                if there
                else "the article has no text",
            )


Resolved = Mapping[tuple[str, int], Ref]
"""The entries that an annotation names, by the part of the target that names them and its number
there; ids that name nothing are left out."""


class _Collected:
    """What the annotations of an article say, collected in reading order."""

    def __init__(self) -> None:
        self.mentions: list[Mention] = []
        self.quotes: list[Quote] = []
        self.values: list[Value] = []
        self.dates: list[DateMention] = []

    def all(self) -> Said:
        """Give what was collected."""
        return Said(tuple(self.mentions), tuple(self.quotes), tuple(self.values), tuple(self.dates))

    def named(self) -> Named:
        """Give whom that names."""
        spoken_of = [mention.entity for mention in self.mentions]
        spoken_of += [quote.speaker for quote in self.quotes]
        besides = [ref for one in self.quotes for ref in (one.to, one.via, one.event) if ref]
        besides += [ref for one in self.values for ref in (one.by, one.via) if ref]
        return Named(tuple(dict.fromkeys(spoken_of)), tuple(dict.fromkeys(besides)))

    def add(
        self,
        meaning: Meaning,
        named: Resolved,
        place: Place,
        words: str | None,
        number: Callable[[str], int],
    ) -> None:
        """Record what one annotation says.

        Args:
            meaning: What the editor says of the words.
            named: Whom it names.
            place: Where it stands.
            words: The words; None where the rights withhold them.
            number: Gives the next number among the anchors that begin alike.
        """
        subject = named.get(("id", 0))
        match meaning:
            case Naming(date=date):
                self.mentions.extend(
                    Mention(entity, place, number(mention_stem(entity)), words, date)
                    for (part, _), entity in named.items()
                    if part == "id"
                )
            case Quoting() as said if subject:
                self.quotes.append(
                    Quote(
                        subject,
                        place,
                        number(quote_stem(subject)),
                        words,
                        said.date,
                        named.get(("to", 0)),
                        named.get(("via", 0)),
                        named.get(("event", 0)),
                        said.statement,
                    )
                )
            case Counting() as counted if subject:
                mention = Mention(subject, place, number(mention_stem(subject)), words)
                self.mentions.append(mention)
                self.values.append(
                    Value(
                        subject,
                        place,
                        mention.number,
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
                self.dates.append(DateMention(date, place, number(DATE_STEM), words))


class _Names:
    """The ids that exist, and the findings about those that do not."""

    def __init__(self, known: Mapping[Ref, Document[Fields]], broken: frozenset[Ref]) -> None:
        self.known = known
        self.broken = broken
        self.found: list[Diagnostic] = []
        self.cites: list[Cited] = []
        self._folder = {kind: folder for folder, kind in FOLDERS.items()}
        self._former = {
            Ref(ref.kind, id_): ref
            for ref, document in known.items()
            for id_ in document.fields.formerly
        }

    def anew(self) -> _Names:
        """Know the same, and have found nothing yet."""
        other = copy(self)
        other.found, other.cites = [], []
        return other

    def referred(self, document: Document[Fields]) -> Iterator[tuple[Ref, str]]:
        """Give the entries that a document's front matter names, each with the field that does."""
        for path, kinds, id_ in references(document.fields):
            target = self.find(id_, kinds, document.locate_value(*path))
            if target:
                yield target, str(path[0])

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

    def resolve(self, document: Document[Fields], annotation: Annotation) -> Resolved:
        """Give the entries that an annotation names, by part and number; the unknown left out."""
        resolved: dict[tuple[str, int], Ref] = {}
        for part, number, kinds, id_ in ids_in(annotation.meaning):
            target = self.find(id_, kinds, document.locate(annotation.part(part, number)))
            if target:
                resolved[part, number] = target
        match annotation.meaning:
            case Citing(anchor=str(anchor)):
                place = document.locate(annotation.part("anchor"))
                self.cites.extend(Cited(place, one.id, anchor) for one in resolved.values())
        return resolved

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
