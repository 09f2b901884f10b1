"""A linked dossier in, every page of its site out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from generator.dossier import Dossier
from generator.model import Document, EventFields, FigureFields, Kind
from generator.render.articles import article_pages
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


def render(dossier: Dossier, texts: Texts) -> Iterator[Page]:
    """Give every page of a dossier's site, with an interface in one language."""
    yield home_page(dossier, texts)
    yield from article_index(dossier, texts)
    yield from article_pages(dossier, texts)
    for kind in (Kind.PERSON, Kind.PLACE, Kind.ORG):
        yield from index_pages(dossier, texts, kind)
        for document in dossier.of_kind(kind):
            yield from entity_pages(dossier, texts, document)
    yield from index_pages(dossier, texts, Kind.EVENT)
    for document in dossier.of_kind(Kind.EVENT):
        yield from event_pages(dossier, texts, cast("Document[EventFields]", document))
    yield from index_pages(dossier, texts, Kind.FIGURE)
    for document in dossier.of_kind(Kind.FIGURE):
        yield from figure_pages(dossier, texts, cast("Document[FigureFields]", document))
    yield from statement_pages(dossier, texts)
    yield from timeline_pages(dossier, texts)
    yield map_page(dossier, texts)
    yield network_page(dossier, texts)
    yield from editorial_pages(dossier, texts)
    yield from redirect_pages(dossier, texts)
    yield data_page(dossier, texts)
    yield search_page(dossier, texts)
