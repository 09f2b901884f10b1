"""The records of a dossier: what a source file holds once it is read.

A record refers to another by id, never by object, so that every record can be cached, compared
and printed by itself. Which kinds an id may name is said in the field's type, and only there.

A text is kept as plain characters with marks beside it (standoff annotation), not as a tree:
cutting out a sentence, highlighting a mention and withholding what the rights forbid are then
all the same operation, a slice.
"""

from __future__ import annotations

import itertools
from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, Generic, NamedTuple, TypeVar

import msgspec

from generator.codec import decode, encode, pack, unpack
from generator.dates import Edtf
from generator.source import Location, Record, Span, locate


class Kind(StrEnum):
    """What a source file describes."""

    ARTICLE = "article"
    PERSON = "person"
    PLACE = "place"
    ORG = "org"
    EVENT = "event"
    FIGURE = "figure"
    PAGE = "page"


ENTITY_KINDS = (Kind.PERSON, Kind.PLACE, Kind.ORG, Kind.EVENT, Kind.FIGURE)
"""The kinds that an article's text can mention."""

FOLDERS: Mapping[str, Kind] = {
    "articles": Kind.ARTICLE,
    "people": Kind.PERSON,
    "places": Kind.PLACE,
    "organizations": Kind.ORG,
    "events": Kind.EVENT,
    "figures": Kind.FIGURE,
    "pages": Kind.PAGE,
}
"""The folder below the sources folder that holds each kind."""


class Ref(NamedTuple):
    """The identity of a source file: its kind and the name of its file."""

    kind: Kind
    id: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"


@dataclass(frozen=True, slots=True)
class Names:
    """Marks a field whose value is the id of an existing entry of one of these kinds."""

    kinds: tuple[Kind, ...]


ArticleId = Annotated[str, Names((Kind.ARTICLE,))]
OrgId = Annotated[str, Names((Kind.ORG,))]
PlaceId = Annotated[str, Names((Kind.PLACE,))]
EventId = Annotated[str, Names((Kind.EVENT,))]
FigureId = Annotated[str, Names((Kind.FIGURE,))]
ActorId = Annotated[str, Names((Kind.PERSON, Kind.ORG))]
"""Somebody who can speak, count or take part: a person or an organization."""
FormerIds = tuple[str, ...]
"""Ids that a file had before it was renamed, or before another was merged into it. Readers who come
to the page of one are led to the page of the file."""


# --- Front matter --------------------------------------------------------------------------


class Rights(StrEnum):
    """How much of an article's text may be published."""

    FULL = "full"
    EXCERPT = "excerpt"
    METADATA = "metadata"


class TextOrigin(StrEnum):
    """Whose words an article's body is in."""

    ORIGINAL = "original"
    DIGEST = "digest"
    """The editors' own summary, paragraph by paragraph."""


class PlaceKind(StrEnum):
    """What sort of place."""

    COUNTRY = "country"
    REGION = "region"
    CITY = "city"
    TOWN = "town"
    DISTRICT = "district"
    SITE = "site"


class Precision(StrEnum):
    """Whether coordinates mean a point, or the middle of an area."""

    POINT = "point"
    AREA = "area"


class OrgKind(StrEnum):
    """What sort of organization."""

    GOVERNMENT = "government"
    MILITARY = "military"
    ARMED_GROUP = "armed-group"
    INTERGOVERNMENTAL = "intergovernmental"
    MEDIA = "media"
    NGO = "ngo"
    OTHER = "other"


class EventStatus(StrEnum):
    """Whether an event lies ahead, has happened, or is in dispute, as the editors see it."""

    PLANNED = "planned"
    ANNOUNCED = "announced"
    HAPPENED = "happened"
    DISPUTED = "disputed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What was put right in an article, and when."""

    date: Edtf
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """An office or function that a person held."""

    title: str
    of: OrgId | None = None
    from_: Edtf | None = None
    until: Edtf | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerName:
    """A name that an organization no longer uses."""

    name: str
    until: Edtf | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An address elsewhere, with words for it."""

    title: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleFields:
    """The front matter of a press article."""

    title: str
    publisher: OrgId
    published: Edtf
    url: str | None = None
    archive_url: str | None = None
    retrieved: Edtf | None = None
    language: str = "en"
    """A BCP 47 tag."""
    authors: tuple[str, ...] = ()
    agencies: tuple[OrgId, ...] = ()
    """The wire services that the article credits."""
    repeats: tuple[ArticleId, ...] = ()
    """Articles whose text this one reuses."""
    text: TextOrigin = TextOrigin.ORIGINAL
    rights: Rights = Rights.FULL
    summary: str | None = None
    corrections: tuple[Correction, ...] = ()
    formerly: FormerIds = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFields:
    """The front matter of a person."""

    name: str
    aliases: tuple[str, ...] = ()
    summary: str | None = None
    roles: tuple[Role, ...] = ()
    anonymous: bool = False
    """True for somebody whom the articles quote without a name."""
    wikidata: str | None = None
    links: tuple[Link, ...] = ()
    formerly: FormerIds = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceFields:
    """The front matter of a place."""

    name: str
    aliases: tuple[str, ...] = ()
    summary: str | None = None
    kind: PlaceKind | None = None
    within: PlaceId | None = None
    coordinates: tuple[float, float] | None = None
    """Latitude and longitude in degrees, WGS 84."""
    precision: Precision = Precision.POINT
    wikidata: str | None = None
    geonames: str | None = None
    formerly: FormerIds = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OrgFields:
    """The front matter of an organization."""

    name: str
    aliases: tuple[str, ...] = ()
    former_names: tuple[FormerName, ...] = ()
    summary: str | None = None
    kind: OrgKind | None = None
    part_of: tuple[OrgId, ...] = ()
    based_in: PlaceId | None = None
    wikidata: str | None = None
    formerly: FormerIds = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFields:
    """The front matter of an event."""

    name: str
    date: Edtf
    place: tuple[PlaceId, ...] = ()
    participants: tuple[ActorId, ...] = ()
    part_of: EventId | None = None
    status: EventStatus = EventStatus.HAPPENED
    summary: str | None = None
    formerly: FormerIds = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureFields:
    """The front matter of a figure."""

    name: str
    """What is counted."""
    unit: str | None = None
    scope: str | None = None
    summary: str | None = None
    formerly: FormerIds = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFields:
    """The front matter of an editorial page."""

    title: str
    summary: str | None = None
    formerly: FormerIds = ()


Fields = (
    ArticleFields | PersonFields | PlaceFields | OrgFields | EventFields | FigureFields | PageFields
)

FIELDS_OF_KIND: Mapping[Kind, type[Fields]] = {
    Kind.ARTICLE: ArticleFields,
    Kind.PERSON: PersonFields,
    Kind.PLACE: PlaceFields,
    Kind.ORG: OrgFields,
    Kind.EVENT: EventFields,
    Kind.FIGURE: FigureFields,
    Kind.PAGE: PageFields,
}


# --- What an annotation says -----------------------------------------------------------------


class Qualifier(StrEnum):
    """How a reported value bounds what it counts."""

    EXACTLY = "exactly"
    ABOUT = "about"
    MORE_THAN = "more-than"
    AT_LEAST = "at-least"
    LESS_THAN = "less-than"
    UP_TO = "up-to"


class Naming(Record, frozen=True, tag=True):
    """`person:`, `place:`, `org:`, `event:`: the words name these entries."""

    kind: Kind
    ids: tuple[str, ...]
    date: Edtf | None = None
    """For an event: the date that this article gives."""


class Quoting(Record, frozen=True, tag=True):
    """`quote:`: the words are somebody's."""

    speaker: ActorId
    date: Edtf | None = None
    """When it was said."""
    to: ActorId | None = None
    """The audience."""
    via: OrgId | None = None
    """The outlet that first carried it."""
    statement: str | None = None
    """Quotations that share this slug are wordings of one utterance."""
    event: EventId | None = None


class Counting(Record, frozen=True, tag=True):
    """`figure:`: the words report a value."""

    figure: FigureId
    value: Decimal | None = None
    min: Decimal | None = None
    max: Decimal | None = None
    qualifier: Qualifier = Qualifier.EXACTLY
    as_of: Edtf | None = None
    by: ActorId | None = None
    """Who counted."""
    via: OrgId | None = None


class Dating(Record, frozen=True, tag=True):
    """`date:`: the words mean this date."""

    date: Edtf


class Citing(Record, frozen=True, tag=True):
    """`article:`: the words point to an article of the dossier, or to one paragraph of it."""

    article: ArticleId
    anchor: str | None = None
    """The paragraph's anchor, such as `p7`."""


Meaning = Naming | Quoting | Counting | Dating | Citing


class Annotation(Record, frozen=True, tag=True):
    """Words of a text, and what an editor says that they mean."""

    meaning: Meaning
    span: Span
    """The whole annotation in its file, from `[` to the closing `)` or `}`."""
    parts: tuple[tuple[str, Span], ...] = ()
    """Where in the file each part of the target stands: `kind`, each id under `id`, and each
    attribute's value under its name, as written. Spans of repeated ids follow their order."""

    def part(self, name: str, index: int = 0) -> Span:
        """Give the place of the index-th part of that name, or of the whole annotation."""
        found = [span for part, span in self.parts if part == name]
        return found[index] if index < len(found) else self.span


# --- Text ------------------------------------------------------------------------------------


NOWHERE = Span(0, 0)
"""Stands where nobody said where."""


class Style(StrEnum):
    """The inline markup that is kept."""

    EMPHASIS = "emphasis"
    STRONG = "strong"
    CODE = "code"
    BREAK = "break"
    """A line break that the author asked for; it covers one `\\n` of the text."""


class Hyperlink(Record, frozen=True, tag=True):
    """A link to the web or to a mailbox."""

    url: str
    title: str = ""


class Mark(Record, frozen=True):
    """Something said of a stretch of a passage's text. Marks of a passage nest properly."""

    start: int
    """Offset in the passage's text, from 0."""
    end: int
    content: Style | Hyperlink | Annotation


class Passage(Record, frozen=True):
    """A run of text that can be linked to: a paragraph, a heading, a cell, a block of code."""

    anchor: str
    """`p7` for the seventh paragraph of the body, `h2` for the second heading. A list item's
    paragraphs count like any other; a table is one paragraph, shared by its cells."""
    text: str
    """The visible text, as CommonMark gives it; a soft line break is `\\n`."""
    marks: tuple[Mark, ...] = ()
    """By start, the outer before the inner."""
    sentences: tuple[Span, ...] = ()
    """The sentences, in order, as offsets in `text`; no annotation crosses from one to another."""
    span: Span = NOWHERE
    """Where the passage stands in its file."""
    withheld: tuple[Annotation, ...] = ()
    """Annotations whose words the rights keep back; they still count as evidence."""

    def annotations(self) -> Iterator[tuple[Mark, Annotation]]:
        """Give each annotation that is in the text, with its mark, in order."""
        for mark in self.marks:
            if isinstance(mark.content, Annotation):
                yield mark, mark.content


class Paragraph(Record, frozen=True, tag=True):
    """A paragraph."""

    passage: Passage


class Heading(Record, frozen=True, tag=True):
    """A heading."""

    level: int
    """From 1 to 6, as written."""
    passage: Passage


class CodeBlock(Record, frozen=True, tag=True):
    """A block of code."""

    passage: Passage
    """One mark-free text, kept character by character, without the last line end."""


class Quotation(Record, frozen=True, tag=True):
    """A block quotation."""

    blocks: tuple[Block, ...]


class ItemList(Record, frozen=True, tag=True):
    """A bulleted or a numbered list."""

    items: tuple[tuple[Block, ...], ...]
    start: int | None = None
    """The first item's number; None for bullets."""
    tight: bool = True
    """False where the author left blank lines between the items."""


class Table(Record, frozen=True, tag=True):
    """A table."""

    header: tuple[Passage, ...]
    rows: tuple[tuple[Passage, ...], ...]
    """Each as long as the header."""
    alignments: tuple[str, ...] = ()
    """`left`, `center`, `right` or an empty string for each column."""


class Rule(Record, frozen=True, tag=True):
    """A thematic break."""


Block = Paragraph | Heading | CodeBlock | Quotation | ItemList | Table | Rule


class Body(Record, frozen=True):
    """The text of a source file below its front matter."""

    blocks: tuple[Block, ...] = ()

    def passages(self) -> Iterator[Passage]:
        """Give every passage in reading order."""
        return _passages(self.blocks)

    def with_passages(self, passages: Iterable[Passage]) -> Body:
        """Give the same text with other passages in the places of its own, in reading order."""
        return Body(_filled_all(self.blocks, iter(passages)))


def _filled_all(blocks: tuple[Block, ...], passages: Iterator[Passage]) -> tuple[Block, ...]:
    return tuple(_filled(block, passages) for block in blocks)


def _filled(block: Block, passages: Iterator[Passage]) -> Block:
    match block:
        case Paragraph() | Heading() | CodeBlock():
            return msgspec.structs.replace(block, passage=next(passages))
        case Quotation(blocks):
            return Quotation(_filled_all(blocks, passages))
        case ItemList(items):
            filled = tuple(_filled_all(item, passages) for item in items)
            return msgspec.structs.replace(block, items=filled)
        case Table(header, rows):
            return msgspec.structs.replace(
                block,
                header=tuple(next(passages) for _ in header),
                rows=tuple(tuple(next(passages) for _ in row) for row in rows),
            )
        case Rule():
            return block


def _passages(blocks: tuple[Block, ...]) -> Iterator[Passage]:
    for block in blocks:
        match block:
            case Paragraph(passage) | Heading(_, passage) | CodeBlock(passage):
                yield passage
            case Quotation(inner):
                yield from _passages(inner)
            case ItemList(items):
                for item in items:
                    yield from _passages(item)
            case Table(header, rows):
                yield from header
                for row in rows:
                    yield from row
            case Rule():
                pass


def packed(body: Body) -> bytes:
    """Give a text in the form in which a document keeps it: each passage can be read alone."""
    shape = body.with_passages(itertools.repeat(NO_PASSAGE))
    return pack(encode((encode(shape), [*map(encode, body.passages())])))


NO_PASSAGE = Passage("", "")
"""Stands in the shape of a text where a passage belongs."""

APART = 500
"""As many texts are kept taken apart: those that were asked for last."""

OPEN = 2_000
"""As many are kept unpacked."""

READ = 20_000
"""As many passages are kept that were read alone."""


@lru_cache(maxsize=OPEN)
def _unpacked(content: bytes) -> tuple[bytes, tuple[bytes, ...]]:
    return decode(unpack(content), tuple[bytes, tuple[bytes, ...]])


@lru_cache(maxsize=READ)
def _passage(content: bytes) -> Passage:
    return decode(content, Passage)


@lru_cache(maxsize=APART)
def _passages_of(content: bytes) -> tuple[Passage, ...]:
    _, passages = _unpacked(content)
    return tuple(decode(one, Passage) for one in passages)


@lru_cache(maxsize=APART)
def _body(content: bytes) -> Body:
    shape, _ = _unpacked(content)
    return decode(shape, Body).with_passages(_passages_of(content))


# --- A source file ---------------------------------------------------------------------------

F_co = TypeVar("F_co", bound=Fields, covariant=True)

KeyPath = tuple[str | int, ...]
"""The way to a value in the front matter: `("roles", 0, "of")`."""


class Document(Record, Generic[F_co], frozen=True):
    """One source file, read."""

    ref: Ref
    path: str
    """POSIX path relative to the sources folder."""
    fields: F_co
    packed: bytes
    """The text, as `packed` gives it. A large dossier has more text than memory should hold taken
    apart, and looks at little of it at once."""
    spans: Mapping[KeyPath, Span] = msgspec.field(default_factory=dict)
    """Where each front-matter value stands in the file; a key's own place when it has none."""
    lines: bytes = b"\0\0\0\0"
    """Offset at which each line of the file begins, as an array of 32-bit numbers; the text itself
    is not kept."""

    @property
    def body(self) -> Body:
        """The text below the front matter; it is taken apart when it is asked for."""
        return _body(self.packed)

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Every passage of the text in reading order."""
        return _passages_of(self.packed)

    def passage(self, number: int) -> Passage:
        """Give one passage, from 0; the others are not read."""
        _, passages = _unpacked(self.packed)
        return _passage(passages[number])

    @property
    def name(self) -> str:
        """What readers call it: the title of an article or a page, the name of any other."""
        fields = self.fields
        return fields.title if isinstance(fields, ArticleFields | PageFields) else fields.name

    def locate(self, span: Span) -> Location:
        """Give the line and column of a span of the file."""
        return locate(self.path, array("I", self.lines), span)

    def locate_value(self, *path: str | int) -> Location:
        """Give the line and column of a front-matter value, or of the nearest one around it."""
        while path and path not in self.spans:
            path = path[:-1]
        return self.locate(self.spans.get(path, NOWHERE))
