"""A linked dossier in, every page of its site out, in tasks that do not wait for each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import cast

from generator.dossier import Article, Dossier
from generator.model import Document, EventFields, FigureFields, Kind, Ref
from generator.render.articles import article_page
from generator.render.data import data_page
from generator.render.editorial import editorial_pages
from generator.render.entities import entity_pages
from generator.render.events import event_pages
from generator.render.figures import figure_pages
from generator.render.home import home_page
from generator.render.indexes import article_index, index_pages
from generator.render.map import map_page
from generator.render.network import network_page
from generator.render.redirects import redirect_pages
from generator.render.search import search_page
from generator.render.statements import statement_pages
from generator.render.timeline import timeline_pages
from generator.render.view import Page
from generator.texts import Texts


@dataclass(frozen=True, slots=True)
class PageTask:
    """Pages that are made together."""

    name: str
    """The same in every run: `person:john-kerry`, `timeline`."""
    make: Callable[[Dossier], Iterable[Page]]
    """Makes the pages. It asks of nothing but the dossier that it is given."""
    weigh: Callable[[], int] = lambda: 1
    """Tells how much work it is, roughly, in mentions."""
    about: Ref | None = None
    """The entry that the pages are about, if they are about one."""


def page_tasks(dossier: Dossier, texts: Texts) -> Iterator[PageTask]:
    """Give the tasks that make all pages of a dossier's site, with an interface in one language."""
    articles = dossier.articles.__len__
    yield PageTask("home", lambda seen: [home_page(seen, texts)], articles)
    yield PageTask("articles", lambda seen: article_index(seen, texts), articles)
    for article in dossier.articles:
        yield _about(article.ref, texts, lambda: 40)
    for kind in (Kind.PERSON, Kind.PLACE, Kind.ORG, Kind.EVENT, Kind.FIGURE):
        entries = dossier.of_kind(kind)
        yield PageTask(kind.value, partial(_index, kind, texts), entries.__len__)
        for document in entries:
            yield _about(document.ref, texts, partial(_weigh, dossier, document.ref))
    yield PageTask("statements", lambda seen: statement_pages(seen, texts), articles)
    yield PageTask("timeline", lambda seen: timeline_pages(seen, texts), articles)
    yield PageTask("map", lambda seen: [map_page(seen, texts)], lambda: 40 * articles())
    yield PageTask("network", lambda seen: [network_page(seen, texts)], lambda: 40 * articles())
    yield PageTask("editorial", lambda seen: editorial_pages(seen, texts))
    yield PageTask("redirects", lambda seen: redirect_pages(seen, texts), articles)
    yield PageTask("data", lambda seen: [data_page(seen, texts)])
    yield PageTask("search", lambda seen: [search_page(seen, texts)])


def render(dossier: Dossier, texts: Texts) -> Iterator[Page]:
    """Give every page of a dossier's site."""
    for task in page_tasks(dossier, texts):
        yield from task.make(dossier)


# --- A task keeps the id of its entry, and asks the dossier that it is given for the rest --------


def _about(ref: Ref, texts: Texts, weigh: Callable[[], int]) -> PageTask:
    return PageTask(str(ref), partial(_entry, ref, texts), weigh, ref)


def _weigh(dossier: Dossier, ref: Ref) -> int:
    return 20 + 2 * len(dossier.articles_naming(ref))


def _index(kind: Kind, texts: Texts, dossier: Dossier) -> Iterator[Page]:
    return index_pages(dossier, texts, kind)


def _entry(ref: Ref, texts: Texts, dossier: Dossier) -> Iterator[Page]:
    document = dossier.documents[ref]
    match ref.kind:
        case Kind.ARTICLE:
            yield article_page(dossier, texts, cast(Article, document))
        case Kind.EVENT:
            yield from event_pages(dossier, texts, cast("Document[EventFields]", document))
        case Kind.FIGURE:
            yield from figure_pages(dossier, texts, cast("Document[FigureFields]", document))
        case _:
            yield from entity_pages(dossier, texts, document)
