"""Pages that the editors write (about, method, briefings), and the page of all corrections."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from generator import prose, urls
from generator.dossier import Dossier
from generator.model import Document, Kind, PageFields, Ref
from generator.prose import Blocks
from generator.render import heads, paging, sections
from generator.render.in_a_line import opening
from generator.render.view import Page, View, dated
from generator.texts import Texts, noop

DEFAULTS = {
    "about": (
        noop("About"),
        noop("What this dossier is about, who keeps it and how to reach them is not written yet."),
    ),
    "method": (
        noop("Method"),
        noop("How articles are chosen, annotated and published is not written yet."),
    ),
}
"""Title and text of the pages that the navigation expects, where the editors wrote none."""

ROWS = 50
"""Corrections of one list; more have a further list, and may go on to a further page."""

CORRECTIONS = noop(
    "What was put right in articles of this dossier, the newest first. A correction also stands at "
    "the head of its article."
)


def editorial_pages(dossier: Dossier, texts: Texts) -> Iterator[Page]:
    """Give every page that the editors wrote, save the home page, and the ones that must exist."""
    written = {document.ref.id: document for document in dossier.of_kind(Kind.PAGE)}
    for id_, document in written.items():
        if id_ != "home":
            view = View(dossier, texts, urls.page_of(document.ref))
            yield _written_page(view, cast("Document[PageFields]", document))
    for id_, (title, words) in DEFAULTS.items():
        if id_ not in written:
            view = View(dossier, texts, urls.TOP_PAGES[id_])
            yield _unwritten_page(view, texts.gettext(title), texts.gettext(words))
    yield from _corrections_pages(View(dossier, texts, urls.CORRECTIONS))


def _unwritten_page(view: View, title: str, words: str) -> Page:
    return Page(
        view.page,
        prose.page(
            heads.front_matter(title, words),
            heads.crumbs(view),
            prose.heading(1, prose.text(title)),
            prose.paragraph(prose.text(words), classes=("empty",)),
        ),
    )


def _written_page(view: View, document: Document[PageFields]) -> Page:
    return Page(
        view.page,
        prose.page(
            heads.front_matter(document.fields.title, document.fields.summary or opening(document)),
            heads.crumbs(view),
            prose.heading(1, prose.text(document.fields.title)),
            heads.lead(document.fields.summary),
            sections.note(view, document),
        ),
        document.path,
    )


def _corrections_pages(first: View) -> Iterator[Page]:
    """Give all corrections, on as many pages as they need."""
    texts, say = first.texts, first.texts.gettext
    pages = paging.numbered_pages(first, _corrections)
    corrections = say("Corrections")
    for number, (view, lists) in enumerate(pages, 1):
        title = (
            corrections
            if number == 1
            else paging.numbered_title(texts, corrections, number, len(pages))
        )
        nothing = prose.text(say("Nothing has been corrected yet."))
        yield Page(
            view.page,
            prose.page(
                heads.front_matter(title, say(CORRECTIONS)),
                heads.crumbs(view, *([(corrections, urls.CORRECTIONS)] if number > 1 else [])),
                prose.heading(1, prose.text(title)),
                prose.paragraph(prose.text(say(CORRECTIONS)), classes=("lead",)),
                *(lists or [prose.paragraph(nothing, classes=("empty",))]),
                paging.page_links(view, urls.CORRECTIONS, number, len(pages)),
            ),
        )


def _corrections(view: View) -> Iterator[Blocks]:
    """List all corrections, the newest first."""
    found = sorted(
        (
            (correction, article.ref)
            for article in view.dossier.articles
            for correction in article.fields.corrections
        ),
        key=lambda pair: (pair[0].date.sort_key(), pair[1]),
        reverse=True,
    )
    for start in range(0, len(found), ROWS):
        rows = [
            dated(
                view.texts,
                correction.date,
                view.entity(Ref(Kind.ARTICLE, article.id)),
                prose.text(correction.text),
            )
            for correction, article in found[start : start + ROWS]
        ]
        yield prose.section("div", ("events",), prose.bullets(rows))
