"""A linked dossier in, what the search over paragraphs finds out: one record for each paragraph.

A record is a released paragraph of an article, its title, an entry with all its names, or a text
that the editors wrote. Its facets are the entries that it names, its outlet, its month and its
kind. A dossier is released before it comes here, so that no withheld word can be found.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from generator import urls
from generator.dossier import Article, Dossier, Mention, Quote
from generator.model import ENTITY_KINDS, Document, Fields, Kind, Passage, Ref
from generator.render import parts, phrases
from generator.render.view import View, pilcrow
from generator.rights import GAP
from generator.texts import Texts, noop

FACETS = {
    Kind.PERSON: "person",
    Kind.PLACE: "place",
    Kind.ORG: "organization",
    Kind.EVENT: "event",
    Kind.FIGURE: "figure",
}
"""The facet that tells which entries of a kind a paragraph names."""

TEXT, QUOTATION, VALUE, NOTE = (
    noop("Article text"),
    noop("Quotation"),
    noop("Reported value"),
    noop("Editors’ text"),
)
"""What a record can be, beside an entry of some kind."""


@dataclass(frozen=True, slots=True)
class SearchRecord:
    """Something that a search can find."""

    address: str
    """Relative to the site's root, with the anchor of a paragraph: `articles/a/#p7`."""
    title: str
    place: str
    """Where it stands, in words: the outlet, the date and the paragraph's number."""
    text: str
    facets: Mapping[str, tuple[str, ...]]
    """The values by which it can be chosen, each in alphabetical order."""
    language: str = ""
    """Of title and text, as a BCP 47 tag, where it is not the interface's."""


def search_records(
    dossier: Dossier, texts: Texts, *, folders: bool = True
) -> tuple[SearchRecord, ...]:
    """Give all that a search can find: articles in order of date, then entries, then notes.

    Args:
        dossier: The released dossier.
        texts: The texts of the interface, among them the names of facets' values.
        folders: True where a page's address is a folder: `people/john-kerry/`.
    """
    return tuple(
        record
        for ref in findable(dossier)
        for record in records_of(dossier, texts, ref, folders=folders)
    )


def findable(dossier: Dossier) -> Iterator[Ref]:
    """Give the documents that a search can find, in the order of `search_records`."""
    yield from (article.ref for article in dossier.articles)
    for kind in (*ENTITY_KINDS, Kind.PAGE):
        yield from (document.ref for document in dossier.of_kind(kind))


def records_of(
    dossier: Dossier, texts: Texts, ref: Ref, *, folders: bool = True
) -> Iterator[SearchRecord]:
    """Give all that a search can find of one document."""
    maker = _Maker(dossier, texts, folders)
    document = dossier.documents[ref]
    match ref.kind:
        case Kind.ARTICLE:
            yield from maker.article(cast(Article, document))
        case Kind.PAGE:
            yield from maker.notes(document)
        case _:
            yield maker.entry(document)


class _Maker:
    def __init__(self, dossier: Dossier, texts: Texts, folders: bool) -> None:
        self._dossier = dossier
        self._folders = folders
        self._texts = texts
        self._view = View(dossier, texts, urls.HOME)

    def article(self, article: Article) -> Iterator[SearchRecord]:
        """Give an article, which is found by its title, and then its paragraphs.

        The cells of a table are one paragraph.
        """
        id_, fields = article.ref.id, article.fields
        language = self._view.foreign_language(id_) or ""
        outlet, date = self._view.outlet(id_), self._texts.date(fields.published)
        month = fields.published.earliest or fields.published.latest
        shared = {
            "outlet": (outlet,),
            "month": (f"{month.year:04}-{month.month:02}",) if month else (),
        }
        yield SearchRecord(
            self._address(article.ref),
            fields.title,
            self._texts.gettext("{outlet}, {date}", outlet=outlet, date=date),
            "\n".join((fields.title, fields.summary or "")),
            {**shared, "kind": (phrases.one_of(self._texts, Kind.ARTICLE),)},
            language,
        )
        said = _facets_of_paragraphs(self._dossier, self._texts, id_)
        for anchor, text in _texts(self._dossier.passages[id_]):
            named = said.get(anchor, {})
            facets = {facet: tuple(sorted(values)) for facet, values in named.items()}
            facets["kind"] = tuple(sorted({self._texts.gettext(TEXT), *facets.get("kind", ())}))
            place = self._texts.gettext(
                "{outlet}, {date}, {paragraph}",
                outlet=outlet,
                date=date,
                paragraph=pilcrow(self._texts, anchor),
            )
            yield SearchRecord(
                self._address(article.ref, anchor),
                fields.title,
                place,
                text,
                {**shared, **facets},
                language,
            )

    def entry(self, document: Document[Fields]) -> SearchRecord:
        """Give an entry, which is found by each of its names, and by these in Latin letters."""
        kind = document.ref.kind
        named = parts.search_words(parts.names_of(document))
        notes = [text for _, text in _texts(document.passages)]
        text = "\n".join((" · ".join(named), getattr(document.fields, "summary", "") or "", *notes))
        place = phrases.one_of(self._texts, kind)
        facets = {FACETS[kind]: (document.name,), "kind": (place,)}
        return SearchRecord(self._address(document.ref), document.name, place, text, facets)

    def notes(self, document: Document[Fields]) -> Iterator[SearchRecord]:
        """Give the paragraphs of a page that the editors wrote."""
        text = "\n".join(text for _, text in _texts(document.passages))
        if text:
            address = self._address(document.ref)
            note = self._texts.gettext(NOTE)
            yield SearchRecord(address, document.name, note, text, {"kind": (note,)})

    def _address(self, ref: Ref, anchor: str = "") -> str:
        page = urls.address(urls.page_of(ref), folders=self._folders)
        return f"{page}#{anchor}" if anchor else page


def _texts(passages: tuple[Passage, ...]) -> Iterator[tuple[str, str]]:
    """Give the text under each anchor, where there is any."""
    texts: dict[str, list[str]] = defaultdict(list)
    for passage in passages:
        texts[passage.anchor].append(passage.text)
    for anchor, pieces in texts.items():
        text = "\n".join(piece for piece in pieces if piece.strip() not in {"", GAP})
        if text:
            yield anchor, text


def _facets_of_paragraphs(
    dossier: Dossier, texts: Texts, article: str
) -> Mapping[str, dict[str, set[str]]]:
    """Give the values of each facet for each paragraph of an article, by its anchor."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for reports in dossier.reports_in(article).values():
        for one in reports:
            place = found[one.place.anchor]
            match one:
                case Mention():
                    place[FACETS[one.entity.kind]].add(dossier.name(one.entity))
                    if one.entity.kind is Kind.FIGURE:
                        place["kind"].add(texts.gettext(VALUE))
                case Quote():
                    place[FACETS[one.speaker.kind]].add(dossier.name(one.speaker))
                    place["kind"].add(texts.gettext(QUOTATION))
    return found
