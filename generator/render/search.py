"""The page of the search over paragraphs; `search.js` puts the search on it."""

from __future__ import annotations

from generator import prose, urls
from generator.dates import Edtf, month_of
from generator.dossier import Dossier
from generator.model import ENTITY_KINDS, Kind
from generator.prose import Blocks
from generator.render import heads, phrases
from generator.render.view import Page, View, when
from generator.texts import Texts, noop

ABOUT = noop(
    "Every paragraph of the articles, by its words and by whom and what it names. Each article is "
    "listed with the paragraphs that were found in it."
)

WITHOUT_SCRIPTS = noop(
    "This search runs in your browser, with JavaScript, which is off or has not come yet. "
    "Everything is also reached from here:"
)


def search_page(dossier: Dossier, texts: Texts) -> Page:
    """Give the page, with other ways for readers whose browser runs no scripts."""
    view, say = View(dossier, texts, urls.SEARCH), texts.gettext
    about = say(ABOUT)
    ways = [
        prose.link(prose.text(phrases.several(texts, kind)), view.href(urls.index_of(kind)))
        for kind in (*ENTITY_KINDS, Kind.ARTICLE)
    ]
    ways.append(prose.link(prose.text(say("Timeline")), view.href(urls.TIMELINE)))
    return Page(
        urls.SEARCH,
        prose.page(
            {**heads.front_matter(say("Search"), about), "search": {"exclude": True}},
            heads.crumbs(view),
            prose.heading(1, prose.text(say("Search"))),
            prose.paragraph(prose.text(about), classes=("lead",)),
            # The script looks for this class, and would look in vain for an index of nothing.
            prose.section(
                "div",
                ("search-page",),
                prose.paragraph(prose.text(say(WITHOUT_SCRIPTS))),
                prose.bullets(ways),
                _span(dossier, texts),
            )
            if dossier.articles
            else prose.paragraph(
                prose.text(say("No article is in the dossier yet.")), classes=("empty",)
            ),
        ),
    )


def _span(dossier: Dossier, texts: Texts) -> Blocks:
    """Say between which months the articles lie; the script offers these to choose from."""
    months = sorted({month_of(article.fields.published) for article in dossier.articles} - {""})
    if not months:
        return prose.blocks()
    first, last = (when(texts, Edtf.parse(month)) for month in (months[0], months[-1]))
    pattern = texts.gettext("The articles are from {first} to {last}.")
    return prose.paragraph(prose.sentence(pattern, first=first, last=last))
