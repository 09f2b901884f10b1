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


def render(dossier: Dossier) -> Iterator[Page]:
    """Give every page of a dossier's site."""
    yield home_page(dossier)
    yield from article_index(dossier)
    yield from article_pages(dossier)
    for kind in (Kind.PERSON, Kind.PLACE, Kind.ORG):
        yield from index_pages(dossier, kind)
        for document in dossier.of_kind(kind):
            yield from entity_pages(dossier, document)
    yield from index_pages(dossier, Kind.EVENT)
    for document in dossier.of_kind(Kind.EVENT):
        yield from event_pages(dossier, cast("Document[EventFields]", document))
    yield from index_pages(dossier, Kind.FIGURE)
    for document in dossier.of_kind(Kind.FIGURE):
        yield from figure_pages(dossier, cast("Document[FigureFields]", document))
    yield from statement_pages(dossier)
    yield from timeline_pages(dossier)
    yield map_page(dossier)
    yield network_page(dossier)
    yield from editorial_pages(dossier)
    yield from redirect_pages(dossier)
    yield data_page(dossier)
    yield search_page(dossier)
