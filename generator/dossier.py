"""A linked dossier: every document, and what the annotations say of each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import TypeVar, cast

from generator.dates import Edtf
from generator.model import ArticleFields, Document, Fields, Kind, Passage, Qualifier, Ref
from generator.source import Location, Record, Span

Article = Document[ArticleFields]

K = TypeVar("K")
V = TypeVar("V")


class Place(Record, frozen=True):
    """Where in an article something stands."""

    article: str
    """The article's id."""
    passage: int
    """Which passage of its body, from 0."""
    anchor: str
    """The paragraph's anchor, such as `p7`."""
    extent: Span | None
    """The words, as offsets in the released passage; None where the rights withhold them."""
    location: Location
    """Where the annotation stands in the source file."""


class Mention(Record, frozen=True):
    """Words of an article that name an entity, or report a value of a figure."""

    entity: Ref
    place: Place
    id: str
    """The mention's own anchor in its article: the entity's id and the mention's number there."""
    text: str | None
    """The words; None where the rights withhold them."""
    date: Edtf | None = None
    """For an event: the date that the article gives."""


class Quote(Record, frozen=True):
    """Words of somebody, as one article gives them."""

    speaker: Ref
    place: Place
    id: str
    """The quotation's own anchor in its article."""
    words: str | None
    """As quoted, with the quotation marks; None where the rights withhold them."""
    date: Edtf | None
    to: Ref | None
    via: Ref | None
    event: Ref | None
    statement: str | None


class Value(Record, frozen=True):
    """A value that an article reports of a figure."""

    figure: Ref
    place: Place
    id: str
    """The anchor of the mention that reports it."""
    words: str | None
    value: Decimal | None
    min: Decimal | None
    max: Decimal | None
    qualifier: Qualifier
    as_of: Edtf | None
    by: Ref | None
    via: Ref | None


class DateMention(Record, frozen=True):
    """A date that an article speaks of."""

    date: Edtf
    place: Place
    id: str
    text: str | None


class _Passages(Mapping[str, tuple[Passage, ...]]):
    """The passages of articles, taken apart when they are asked for."""

    def __init__(self, documents: Mapping[Ref, Document[Fields]]) -> None:
        self._documents = documents

    def __getitem__(self, article: str) -> tuple[Passage, ...]:
        return self._documents[Ref(Kind.ARTICLE, article)].passages

    def __iter__(self) -> Iterator[str]:
        return (ref.id for ref in self._documents if ref.kind is Kind.ARTICLE)

    def __len__(self) -> int:
        return sum(1 for _ in self)


Report = Mention | Quote | DateMention
"""What one annotation of an article says."""

Companions = tuple[tuple[Ref, tuple[Place, ...]], ...]
"""Entities that are mentioned in the same paragraphs as one, with those paragraphs."""


@dataclass(frozen=True)
class Dossier:
    """All documents, and what their annotations say of each other."""

    documents: Mapping[Ref, Document[Fields]]
    articles: tuple[Article, ...]
    """By date of publication, then by id."""
    mentions: tuple[Mention, ...]
    """In reading order, article by article; so are quotes, values and dates."""
    quotes: tuple[Quote, ...]
    values: tuple[Value, ...]
    dates: tuple[DateMention, ...]
    referrers: Mapping[Ref, tuple[tuple[Ref, str], ...]] = field(default_factory=dict)
    """Entries whose front matter names this one, each with the field that does."""
    noted: Mapping[Ref, tuple[Ref, ...]] = field(default_factory=dict)
    """Entries and pages whose notes name this one."""

    def once(self, find: Callable[[Dossier], V]) -> V:
        """Give what a function finds in this dossier; it is asked once."""
        if find not in self._found:
            self._found[find] = find(self)
        return cast(V, self._found[find])

    def fragment(self, name: str, write: Callable[[Dossier], tuple[str, ...]]) -> tuple[str, ...]:
        """Write a part of a page that changes less often than the page.

        Args:
            name: Tells the part from the others of the pages that are made together.
            write: Writes it, and asks of nothing but the dossier that it is given.
        """
        del name  # Only who keeps the parts needs to tell them apart.
        return write(self)

    def article(self, id_: str) -> Article:
        """Give the article of that id."""
        return cast(Article, self.documents[Ref(Kind.ARTICLE, id_)])

    def name(self, ref: Ref) -> str:
        """Give what readers call an entry."""
        return self._names[ref]

    def of_kind(self, kind: Kind) -> tuple[Document[Fields], ...]:
        """Give all documents of a kind by id."""
        return self._by_kind.get(kind, ())

    def passage(self, place: Place) -> Passage:
        """Give the passage in which something stands."""
        return self.passages[place.article][place.passage]

    def mentions_of(self, ref: Ref) -> tuple[Mention, ...]:
        """Give every mention of an entity."""
        return self._mentions_of.get(ref, ())

    def mentions_in(self, article: str, ref: Ref) -> tuple[Mention, ...]:
        """Give every mention of an entity in one article."""
        return self._mentions_in.get((article, ref), ())

    def quotes_by(self, ref: Ref) -> tuple[Quote, ...]:
        """Give every quotation of a speaker."""
        return self._quotes_by.get(ref, ())

    def values_of(self, ref: Ref) -> tuple[Value, ...]:
        """Give every reported value of a figure."""
        return self._values_of.get(ref, ())

    def articles_naming(self, ref: Ref) -> tuple[str, ...]:
        """Give the ids of the articles that mention or quote an entity, in order."""
        named = {mention.place.article for mention in self.mentions_of(ref)}
        named |= {quote.place.article for quote in self.quotes_by(ref)}
        return tuple(sorted(named, key=self.numbers.__getitem__))

    def companions(self, ref: Ref) -> Companions:
        """Give the entities mentioned in the same paragraphs, with those paragraphs.

        The most often met come first; an entity met twice in one paragraph counts once for it.
        """
        together: dict[Ref, dict[tuple[str, str], Place]] = defaultdict(dict)
        for paragraph in dict.fromkeys(
            (place.article, place.anchor) for place in self._places_of.get(ref, ())
        ):
            for other, place in self._paragraphs[paragraph].items():
                if other != ref:
                    together[other][paragraph] = place
        ranked = sorted(together.items(), key=lambda pair: (-len(pair[1]), pair[0]))
        return tuple((other, tuple(places.values())) for other, places in ranked)

    def reports_in(self, article: str) -> Mapping[Location, tuple[Report, ...]]:
        """Give what an article's annotations say, by where each stands in the source file."""
        return self._reports_in.get(article, {})

    def beside(self, article: str) -> tuple[Article | None, Article | None]:
        """Give the articles that were published right before and right after one."""
        place = self.numbers[article]
        before = self.articles[place - 1] if place else None
        return before, next(iter(self.articles[place + 1 : place + 2]), None)

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The place of each article in the order of publication, from 0, by its id."""
        return {article.ref.id: number for number, article in enumerate(self.articles)}

    @cached_property
    def passages(self) -> Mapping[str, tuple[Passage, ...]]:
        """The passages of each article, by the article's id."""
        return _Passages(self.documents)

    @cached_property
    def _found(self) -> dict[Callable[[Dossier], object], object]:
        return {}

    @cached_property
    def _reports_in(self) -> Mapping[str, Mapping[Location, tuple[Report, ...]]]:
        everything: tuple[Report, ...] = (*self.mentions, *self.quotes, *self.dates)
        by_article = _grouped((one.place.article, one) for one in everything)
        return {
            article: _grouped((one.place.location, one) for one in reports)
            for article, reports in by_article.items()
        }

    @cached_property
    def _names(self) -> Mapping[Ref, str]:
        return {ref: document.name for ref, document in self.documents.items()}

    @cached_property
    def _by_kind(self) -> Mapping[Kind, tuple[Document[Fields], ...]]:
        return _grouped((document.ref.kind, document) for document in self.documents.values())

    @cached_property
    def _mentions_of(self) -> Mapping[Ref, tuple[Mention, ...]]:
        return _grouped((mention.entity, mention) for mention in self.mentions)

    @cached_property
    def _mentions_in(self) -> Mapping[tuple[str, Ref], tuple[Mention, ...]]:
        return _grouped(((one.place.article, one.entity), one) for one in self.mentions)

    @cached_property
    def _quotes_by(self) -> Mapping[Ref, tuple[Quote, ...]]:
        return _grouped((quote.speaker, quote) for quote in self.quotes)

    @cached_property
    def _values_of(self) -> Mapping[Ref, tuple[Value, ...]]:
        return _grouped((value.figure, value) for value in self.values)

    @cached_property
    def _present(self) -> tuple[tuple[Ref, Place], ...]:
        present = [(mention.entity, mention.place) for mention in self.mentions]
        return tuple(present + [(quote.speaker, quote.place) for quote in self.quotes])

    @cached_property
    def _places_of(self) -> Mapping[Ref, tuple[Place, ...]]:
        return _grouped(self._present)

    @cached_property
    def _paragraphs(self) -> Mapping[tuple[str, str], dict[Ref, Place]]:
        paragraphs: dict[tuple[str, str], dict[Ref, Place]] = defaultdict(dict)
        for ref, place in self._present:
            paragraphs[place.article, place.anchor].setdefault(ref, place)
        return paragraphs


def _grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    groups: dict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return {key: tuple(values) for key, values in groups.items()}


def once_per_dossier(find: Callable[[Dossier], V]) -> Callable[[Dossier], V]:
    """Let what many pages ask for in turn be found once for a dossier, and kept with it."""
    FINDERS[finder_name(find)] = find
    return lambda dossier: dossier.once(find)


FINDERS: dict[str, Callable[[Dossier], object]] = {}
"""Every function that is asked once for a dossier, by its name."""


def finder_name(find: Callable[[Dossier], object]) -> str:
    """Give the name of such a function, the same in every process."""
    return f"{find.__module__}.{find.__qualname__}"
