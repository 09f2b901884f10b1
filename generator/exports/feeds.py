"""`feeds/*.xml`: what is new in the dossier, for programs that follow it (Atom, RFC 4287).

One feed holds the articles, one the corrections. An entry's identity is its absolute address, so
there are feeds only where the configuration says at which address the site is published. Dates
come from the dossier, never from the clock: the same sources give the same feeds.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree as ET

from generator import urls
from generator.dates import Edtf
from generator.dossier import Article, Dossier
from generator.model import Kind, Ref
from generator.texts import Texts

NEWEST = 50
"""Entries of a feed."""

LONG_AGO = date(1980, 1, 1)
"""Stands where nothing has a date."""

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What a feed says of the site that it belongs to."""

    title: str
    address: str
    """The site's absolute address; empty where that is not known."""
    folders: bool = True
    """True where a page's address is a folder: `people/john-kerry/`."""

    def url(self, page: str, anchor: str = "") -> str:
        """Give the absolute address of a page, or of a file, below `docs/`."""
        path = urls.address(page, folders=self.folders) if page.endswith(".md") else page
        return f"{self.address.rstrip('/')}/{path}{f'#{anchor}' if anchor else ''}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    id: str
    title: str
    url: str
    published: date
    updated: date
    authors: tuple[str, ...]
    summary: str
    language: str


def feed_files(dossier: Dossier, texts: Texts, publication: Publication) -> dict[str, bytes]:
    """Give the feeds by path below `docs/`; none for a site whose address is not known."""
    if not publication.address:
        return {}
    articles = [_article(dossier, texts, article, publication) for article in dossier.articles]
    corrections = [
        entry for article in dossier.articles for entry in _corrections(texts, article, publication)
    ]
    return {
        urls.ARTICLE_FEED: _feed(
            texts,
            publication,
            urls.ARTICLE_FEED,
            texts.gettext("{site}: Articles", site=publication.title),
            urls.index_of(Kind.ARTICLE),
            articles,
        ),
        urls.CORRECTION_FEED: _feed(
            texts,
            publication,
            urls.CORRECTION_FEED,
            texts.gettext("{site}: Corrections", site=publication.title),
            urls.CORRECTIONS,
            corrections,
        ),
    }


def _article(dossier: Dossier, texts: Texts, article: Article, publication: Publication) -> _Entry:
    fields = article.fields
    published = _day(fields.published)
    url = publication.url(urls.page_of(article.ref))
    return _Entry(
        id=url,
        title=fields.title,
        url=url,
        published=published,
        updated=max([published, *(_day(one.date) for one in fields.corrections)]),
        authors=fields.authors or (_outlet(dossier, article),),
        summary=fields.summary
        or texts.gettext(
            "{outlet}, {date}",
            outlet=_outlet(dossier, article),
            date=texts.date(fields.published),
        ),
        language=fields.language,
    )


def _corrections(texts: Texts, article: Article, publication: Publication) -> Iterator[_Entry]:
    """Give an article's corrections; the second of a day stays the second of it."""
    url = publication.url(urls.page_of(article.ref))
    of_day: Counter[str] = Counter()
    for correction in article.fields.corrections:
        of_day[correction.date.text] += 1
        day = _day(correction.date)
        yield _Entry(
            id=f"{url}#correction-{day}-{of_day[correction.date.text]}",
            title=texts.gettext("Corrected: {title}", title=article.fields.title),
            url=url,
            published=day,
            updated=day,
            authors=(publication.title,),
            summary=correction.text,
            language=texts.language,
        )


def _feed(
    texts: Texts,
    publication: Publication,
    path: str,
    title: str,
    page: str,
    entries: list[_Entry],
) -> bytes:
    newest = sorted(entries, key=lambda one: (one.updated, one.id), reverse=True)[:NEWEST]
    feed = ET.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": texts.language})
    _add(feed, "id", publication.url(path))
    _add(feed, "title", title)
    _add(feed, "updated", _time(max((one.updated for one in newest), default=LONG_AGO)))
    ET.SubElement(feed, "link", rel="self", href=publication.url(path), type="application/atom+xml")
    ET.SubElement(feed, "link", rel="alternate", href=publication.url(page), type="text/html")
    _add(ET.SubElement(feed, "author"), "name", publication.title)
    for one in newest:
        _add_entry(feed, one)
    ET.indent(feed, " ")
    written: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _add_entry(feed: ET.Element, one: _Entry) -> None:
    entry = ET.SubElement(feed, "entry", {"xml:lang": one.language})
    _add(entry, "id", one.id)
    _add(entry, "title", one.title)
    ET.SubElement(entry, "link", rel="alternate", href=one.url, type="text/html")
    _add(entry, "published", _time(one.published))
    _add(entry, "updated", _time(one.updated))
    for author in one.authors:
        _add(ET.SubElement(entry, "author"), "name", author)
    _add(entry, "summary", one.summary)


def _add(parent: ET.Element, tag: str, text: str) -> None:
    ET.SubElement(parent, tag).text = _NO_XML.sub("\ufffd", text)


def _outlet(dossier: Dossier, article: Article) -> str:
    publisher = Ref(Kind.ORG, article.fields.publisher)
    return dossier.name(publisher) if publisher in dossier.documents else publisher.id


def _day(when: Edtf) -> date:
    """Give a day for a date: its first, or its last where the first is open."""
    return when.earliest or when.latest or LONG_AGO


def _time(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
