"""The page of the search over paragraphs; `search.js` puts the search on it."""

from __future__ import annotations

from generator import prose, urls
from generator.dossier import Dossier
from generator.model import ENTITY_KINDS, Kind
from generator.render import parts, phrases
from generator.render.view import Page, View

ABOUT = (
    "Every paragraph of the articles, by its words and by whom and what it names. A hit leads to "
    "the paragraph."
)

WITHOUT_SCRIPTS = (
    "This search runs in your browser, with JavaScript, which is off or has not come yet. "
    "Everything is also reached from here:"
)


def search_page(dossier: Dossier) -> Page:
    """Give the page, with other ways for readers whose browser runs no scripts."""
    view = View(dossier, urls.SEARCH)
    ways = [
        prose.link(prose.text(phrases.KIND[kind][1]), view.href(urls.index_of(kind)))
        for kind in (*ENTITY_KINDS, Kind.ARTICLE)
    ]
    ways.append(prose.link(prose.text("Timeline"), view.href(urls.TIMELINE)))
    return Page(
        urls.SEARCH,
        prose.page(
            {**parts.front_matter("Search", ABOUT), "search": {"exclude": True}},
            parts.crumbs(view, (("Home", urls.HOME),)),
            prose.heading(1, prose.text("Search")),
            prose.paragraph(prose.text(ABOUT), classes=("lead",)),
            prose.section(
                "div",
                ("search-page",),
                prose.paragraph(prose.text(WITHOUT_SCRIPTS)),
                prose.bullets(ways),
            ),
        ),
    )
