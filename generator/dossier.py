"""A linked dossier: every document, and what the annotations say of each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache, cached_property
from itertools import chain
from typing import NamedTuple, TypeVar, cast

from generator.dates import Edtf
from generator.model import ArticleFields, Document, Fields, Kind, Passage, Qualifier, Ref
from generator.source import Location, Record, Span

Article = Document[ArticleFields]

K = TypeVar("K")
V = TypeVar("V")


DATE_STEM = "date"
"""With what the anchors of marked dates begin."""


def mention_stem(entity: Ref) -> str:
    """Give with what the anchors of an entity's mentions begin."""
    return entity.id


def quote_stem(speaker: Ref) -> str:
    """Give with what the anchors of a speaker's quotations begin."""
    return f"quote-{speaker.id}"


def anchor_of(stem: str, number: int) -> str:
    """Give the anchor of something that an article says: `john-kerry-3`."""
    return f"{stem}-{number}"


class Saying(NamedTuple):
    """The identity of something that an article says."""

    article: str
    """The article's id."""
    id: str
    """The anchor of what says it there."""


class Place(Record, frozen=True):
    """Where in an article something stands.

    A large dossier holds a million of these: so its spans are held as numbers.
    """

    article: str
    """The article's id."""
    passage: int
    """Which passage of its body, from 0."""
    anchor: str
    """The paragraph's anchor, such as `p7`."""
    extent_number: int | None
    """The `extent`, as `Span.number` gives it."""
    span_number: int
    """The `span`, likewise."""

    @property
    def extent(self) -> Span | None:
        """The words, as offsets in the released passage; None where the rights withhold them."""
        return None if self.extent_number is None else Span.of(self.extent_number)

    @property
    def span(self) -> Span:
        """The annotation, as offsets in the source file."""
        return Span.of(self.span_number)


class Mention(Record, frozen=True):
    """Words of an article that name an entity, or report a value of a figure."""

    entity: Ref
    place: Place
    number: int
    """From 1, among what has an anchor that begins alike in its article."""
    text: str | None
    """The words; None where the rights withhold them."""
    date: Edtf | None = None
    """For an event: the date that the article gives."""

    @property
    def id(self) -> str:
        """Its own anchor in its article: the entity's id, and its number."""
        return anchor_of(mention_stem(self.entity), self.number)


class Quote(Record, frozen=True):
    """Words of somebody, as one article gives them."""

    speaker: Ref
    place: Place
    number: int
    """As a mention has it."""
    words: str | None
    """As quoted, with the quotation marks; None where the rights withhold them."""
    date: Edtf | None
    to: Ref | None
    via: Ref | None
    event: Ref | None
    statement: str | None

    @property
    def id(self) -> str:
        """Its own anchor in its article."""
        return anchor_of(quote_stem(self.speaker), self.number)

    @property
    def saying(self) -> Saying:
        """Its identity."""
        return Saying(self.place.article, self.id)


class Value(Record, frozen=True):
    """A value that an article reports of a figure."""

    figure: Ref
    place: Place
    number: int
    """That of the mention that reports it."""
    words: str | None
    value: Decimal | None
    min: Decimal | None
    max: Decimal | None
    qualifier: Qualifier
    as_of: Edtf | None
    by: Ref | None
    via: Ref | None

    @property
    def id(self) -> str:
        """The anchor of the mention that reports it."""
        return anchor_of(mention_stem(self.figure), self.number)

    @property
    def saying(self) -> Saying:
        """Its identity."""
        return Saying(self.place.article, self.id)


class DateMention(Record, frozen=True):
    """A date that an article speaks of."""

    date: Edtf
    place: Place
    number: int
    text: str | None

    @property
    def id(self) -> str:
        """Its own anchor in its article."""
        return anchor_of(DATE_STEM, self.number)


class Said(Record, frozen=True):
    """What the annotations of one article say, each kind in reading order."""

    mentions: tuple[Mention, ...] = ()
    quotes: tuple[Quote, ...] = ()
    values: tuple[Value, ...] = ()
    dates: tuple[DateMention, ...] = ()


NOTHING = Said()


class Named(Record, frozen=True):
    """The entries that an article names, each once."""

    spoken_of: tuple[Ref, ...] = ()
    """Whom it mentions or quotes."""
    besides: tuple[Ref, ...] = ()
    """Who is audience or first carrier of a quotation, or counted, and the like."""


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
    said: Mapping[str, Said]
    """What each article says, by its id, in the order of the articles."""
    named: Mapping[str, Named]
    """Whom each article names, by its id, in the order of the articles."""
    referrers: Mapping[Ref, tuple[tuple[Ref, str], ...]] = field(default_factory=dict)
    """Entries whose front matter names this one, each with the field that does."""
    noted: Mapping[Ref, tuple[Ref, ...]] = field(default_factory=dict)
    """Entries and pages whose notes name this one."""

    def once(self, find: Callable[[Dossier], V]) -> V:
        """Give what a function finds in this dossier; it is asked once."""
        if find not in self._found:
            self._found[find] = find(self)
        return cast(V, self._found[find])

    def once_as_a_whole(self, find: Callable[[Dossier], V]) -> V:
        """Give what a function finds in this dossier as a whole; it is asked once."""
        return self.once(find)

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
        return self.article(place.article).passage(place.passage)

    def location(self, place: Place) -> Location:
        """Give where in its source file something stands."""
        return self.article(place.article).locate(place.span)

    def mentions_of(self, ref: Ref) -> tuple[Mention, ...]:
        """Give every mention of an entity."""
        return self._mentions_of.get(ref, ())

    def mentions_in(self, article: str, ref: Ref) -> tuple[Mention, ...]:
        """Give every mention of an entity in one article."""
        said = self.said.get(article, NOTHING)
        return tuple(mention for mention in said.mentions if mention.entity == ref)

    def quotes_by(self, ref: Ref) -> tuple[Quote, ...]:
        """Give every quotation of a speaker."""
        return self._quotes_by.get(ref, ())

    def quote(self, saying: Saying) -> Quote:
        """Give the quotation of that identity."""
        return next(one for one in self.said[saying.article].quotes if one.id == saying.id)

    def value(self, saying: Saying) -> Value:
        """Give the reported value of that identity."""
        return next(one for one in self.said[saying.article].values if one.id == saying.id)

    def values_of(self, ref: Ref) -> tuple[Value, ...]:
        """Give every reported value of a figure."""
        return self._values_of.get(ref, ())

    def articles_naming(self, ref: Ref) -> tuple[str, ...]:
        """Give the ids of the articles that mention or quote an entity, in order."""
        return self._naming.get(ref, ())

    def companions(self, ref: Ref) -> Companions:
        """Give the entities mentioned in the same paragraphs, with those paragraphs.

        The most often met come first; an entity met twice in one paragraph counts once for it.
        """
        together: dict[Ref, list[Place]] = defaultdict(list)
        for article in self.articles_naming(ref):
            for paragraph in self.paragraphs_in(article):
                if ref in paragraph:
                    for one, place in paragraph.items():
                        together[one].append(place)
        together.pop(ref, None)
        ranked = sorted(together.items(), key=lambda pair: (-len(pair[1]), pair[0]))
        return tuple((other, tuple(places)) for other, places in ranked)

    def paragraphs_in(self, article: str) -> tuple[Mapping[Ref, Place], ...]:
        """Give whom each paragraph of an article mentions or quotes; others are left out."""
        return self._paragraphs(article)

    def reports_in(self, article: str) -> Mapping[Span, tuple[Report, ...]]:
        """Give what an article's annotations say, by where each stands in the source file."""
        said = self.said.get(article, NOTHING)
        reports: tuple[Report, ...] = (*said.mentions, *said.quotes, *said.dates)
        return _grouped((one.place.span, one) for one in reports)

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
    def _names(self) -> Mapping[Ref, str]:
        return {ref: document.name for ref, document in self.documents.items()}

    @cached_property
    def _by_kind(self) -> Mapping[Kind, tuple[Document[Fields], ...]]:
        return _grouped((document.ref.kind, document) for document in self.documents.values())

    @property
    def mentions(self) -> Iterable[Mention]:
        """All mentions in reading order, article by article; they are many."""
        return chain.from_iterable(one.mentions for one in self.said.values())

    @cached_property
    def quotes(self) -> tuple[Quote, ...]:
        """All quotations in reading order, article by article; so are values and dates."""
        return tuple(chain.from_iterable(one.quotes for one in self.said.values()))

    @cached_property
    def values(self) -> tuple[Value, ...]:
        """All reported values."""
        return tuple(chain.from_iterable(one.values for one in self.said.values()))

    @cached_property
    def dates(self) -> tuple[DateMention, ...]:
        """All dates that articles mark."""
        return tuple(chain.from_iterable(one.dates for one in self.said.values()))

    @cached_property
    def _naming(self) -> Mapping[Ref, tuple[str, ...]]:
        return _grouped(
            (ref, article) for article, named in self.named.items() for ref in named.spoken_of
        )

    @cached_property
    def _mentions_of(self) -> Mapping[Ref, tuple[Mention, ...]]:
        return _grouped((mention.entity, mention) for mention in self.mentions)

    @cached_property
    def _quotes_by(self) -> Mapping[Ref, tuple[Quote, ...]]:
        return _grouped((quote.speaker, quote) for quote in self.quotes)

    @cached_property
    def _values_of(self) -> Mapping[Ref, tuple[Value, ...]]:
        return _grouped((value.figure, value) for value in self.values)

    @cached_property
    def _paragraphs(self) -> Callable[[str], tuple[Mapping[Ref, Place], ...]]:
        # Bound to this dossier, and gone with it.
        return cache(lambda article: _paragraphs_of(self.said.get(article, NOTHING)))


def _paragraphs_of(said: Said) -> tuple[Mapping[Ref, Place], ...]:
    """Give for each paragraph, in order, those whom it mentions or quotes."""
    present = [(mention.place, mention.entity) for mention in said.mentions]
    if said.quotes:
        present += [(quote.place, quote.speaker) for quote in said.quotes]
        present.sort(key=lambda pair: pair[0].passage)
    paragraphs: dict[str, dict[Ref, Place]] = {}
    anchor, paragraph = "", dict[Ref, Place]()
    for place, ref in present:
        if place.anchor != anchor:
            anchor = place.anchor
            paragraph = paragraphs.setdefault(anchor, {})
        if ref not in paragraph:
            paragraph[ref] = place
    return tuple(paragraphs.values())


def _grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    groups: dict[K, list[V]] = {}
    for key, value in pairs:
        if key in groups:
            groups[key].append(value)
        else:
            groups[key] = [value]
    return {key: tuple(values) for key, values in groups.items()}


def once_per_dossier(find: Callable[[Dossier], V]) -> Callable[[Dossier], V]:
    """Let what many pages ask for in turn be found once for a dossier, and kept with it."""
    FINDERS[finder_name(find)] = find
    return lambda dossier: dossier.once(find)


def once_as_a_whole(find: Callable[[Dossier], V]) -> Callable[[Dossier], V]:
    """Let something be found once for a dossier that may be another after any change of it.

    Who asks for it asks about the dossier as a whole; what it is need not be compared.
    """
    return lambda dossier: dossier.once_as_a_whole(find)


FINDERS: dict[str, Callable[[Dossier], object]] = {}
"""Every function that is asked once for a dossier, by its name."""


@cache
def finder_name(find: Callable[[Dossier], object]) -> str:
    """Give the name of such a function, the same in every process."""
    return f"{find.__module__}.{find.__qualname__}"
