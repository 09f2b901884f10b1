"""A linked dossier in, what the search over paragraphs finds out: one record for each document.

The record of an article holds its title and its released paragraphs, that of an entry all its
names, that of a page what the editors wrote. Its facets are its outlet, its month, its kind, and
the entries that are named in it, of which it is known in which paragraphs. A dossier is released
before it comes here, so that no withheld word can be found.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from generator import urls
from generator.dates import month_of
from generator.dossier import Article, Dossier, Mention, Quote
from generator.model import ENTITY_KINDS, Document, Fields, Kind, Passage, Ref
from generator.render import aliases, phrases
from generator.render.view import View
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

QUOTATION, VALUE, NOTE = noop("Quotation"), noop("Reported value"), noop("Editors’ text")
"""What a record can be or hold, beside an article or an entry of some kind."""

ARTICLES, ENTRIES, NOTES = "a", "e", "n"
"""The groups by which what was found is counted; as `search.js` has them."""

EVERYWHERE = None
"""Said of a facet that holds for a record as a whole."""

Facets = Mapping[str, Mapping[str, tuple[int, ...] | None]]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A part of a record that a hit can lead to."""

    anchor: str
    """Its anchor on the record's page: `p7`; empty for what has none."""
    text: str


@dataclass(frozen=True, slots=True)
class SearchRecord:
    """A document that a search can find."""

    address: str
    """Of its page, relative to the site's root: `articles/a/`."""
    published: str
    """When it was published, in words; empty for what is no article."""
    paragraphs: tuple[Paragraph, ...]
    """Its text; the first one is its title."""
    facets: Facets
    """For each facet its values in alphabetical order, and for each of them the numbers of the
    paragraphs of which it holds, from 0. Of a paragraph that is not shown, none is told."""
    group: str
    """Of what it is one: `ARTICLES`, `ENTRIES` or `NOTES`."""
    language: str = ""
    """Of its text, as a BCP 47 tag, where it is not the interface's."""


def search_records(
    dossier: Dossier, texts: Texts, *, folders: bool = True
) -> tuple[SearchRecord, ...]:
    """Give all that a search can find: articles in order of date, then entries, then notes.

    Args:
        dossier: The released dossier.
        texts: The texts of the interface, among them the names of facets' values.
        folders: True where a page's address is a folder: `people/john-kerry/`.
    """
    records = (record_of(dossier, texts, ref, folders=folders) for ref in findable(dossier))
    return tuple(record for record in records if record)


def findable(dossier: Dossier) -> Iterator[Ref]:
    """Give the documents that a search can find, in the order of `search_records`."""
    yield from (article.ref for article in dossier.articles)
    for kind in (*ENTITY_KINDS, Kind.PAGE):
        yield from (document.ref for document in dossier.of_kind(kind))


def record_of(
    dossier: Dossier, texts: Texts, ref: Ref, *, folders: bool = True
) -> SearchRecord | None:
    """Give what a search can find of one document; nothing, where there is no text."""
    maker = _Maker(dossier, texts, folders)
    document = dossier.documents[ref]
    match ref.kind:
        case Kind.ARTICLE:
            return maker.article(cast(Article, document))
        case Kind.PAGE:
            return maker.note(document)
        case _:
            return maker.entry(document)


class _Maker:
    def __init__(self, dossier: Dossier, texts: Texts, folders: bool) -> None:
        self._dossier = dossier
        self._folders = folders
        self._texts = texts
        self._view = View(dossier, texts, urls.HOME)

    def article(self, article: Article) -> SearchRecord:
        """Give an article: its title, its summary and its paragraphs.

        The cells of a table are one paragraph.
        """
        id_, fields = article.ref.id, article.fields
        month = month_of(fields.published)
        paragraphs = [Paragraph("", fields.title)]
        if fields.summary:
            paragraphs.append(Paragraph("", fields.summary))
        paragraphs += [Paragraph(*one) for one in _texts(self._dossier.passages[id_])]
        numbers = {one.anchor: number for number, one in enumerate(paragraphs) if one.anchor}
        facets = _facets_of_paragraphs(self._dossier, self._texts, id_, numbers)
        facets["outlet"] = {self._view.outlet(id_): EVERYWHERE}
        if month:
            facets["month"] = {month: EVERYWHERE}
        facets.setdefault("kind", {})[phrases.one_of(self._texts, Kind.ARTICLE)] = EVERYWHERE
        return SearchRecord(
            self._address(article.ref),
            self._texts.date(fields.published),
            tuple(paragraphs),
            {facet: dict(sorted(values.items())) for facet, values in facets.items()},
            ARTICLES,
            self._view.foreign_language(id_) or "",
        )

    def entry(self, document: Document[Fields]) -> SearchRecord:
        """Give an entry, which is found by each of its names, and by these in Latin letters."""
        kind = document.ref.kind
        _, *others = aliases.search_words(aliases.names_of(document))
        summary = getattr(document.fields, "summary", "") or ""
        notes = (text for _, text in _texts(document.passages))
        text = "\n".join(one for one in (" · ".join(others), summary, *notes) if one)
        one = phrases.one_of(self._texts, kind)
        facets = {FACETS[kind]: {document.name: EVERYWHERE}, "kind": {one: EVERYWHERE}}
        return self._whole(document, text, facets, ENTRIES)

    def note(self, document: Document[Fields]) -> SearchRecord | None:
        """Give a page that the editors wrote."""
        text = "\n".join(text for _, text in _texts(document.passages))
        note = self._texts.gettext(NOTE)
        facets = {"kind": {note: EVERYWHERE}}
        return self._whole(document, text, facets, NOTES) if text else None

    def _whole(
        self, document: Document[Fields], text: str, facets: Facets, group: str
    ) -> SearchRecord:
        """Give a document whose text is not looked at paragraph by paragraph."""
        paragraphs = (Paragraph("", document.name), *([Paragraph("", text)] if text else []))
        return SearchRecord(self._address(document.ref), "", paragraphs, facets, group)

    def _address(self, ref: Ref) -> str:
        return urls.address(urls.page_of(ref), folders=self._folders)


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
    dossier: Dossier, texts: Texts, article: str, numbers: Mapping[str, int]
) -> dict[str, dict[str, tuple[int, ...] | None]]:
    """Give the values of each facet, and the numbers of the paragraphs of which they hold.

    Args:
        dossier: The dossier.
        texts: The texts of the interface.
        article: The article's id.
        numbers: The number of each paragraph that is shown, by its anchor.
    """
    found: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for reports in dossier.reports_in(article).values():
        for one in reports:
            number = {numbers[one.place.anchor]} if one.place.anchor in numbers else set()
            match one:
                case Mention():
                    found[FACETS[one.entity.kind]][dossier.name(one.entity)] |= number
                    if one.entity.kind is Kind.FIGURE:
                        found["kind"][texts.gettext(VALUE)] |= number
                case Quote():
                    found[FACETS[one.speaker.kind]][dossier.name(one.speaker)] |= number
                    found["kind"][texts.gettext(QUOTATION)] |= number
    return {
        facet: {value: tuple(sorted(places)) for value, places in values.items()}
        for facet, values in found.items()
    }
