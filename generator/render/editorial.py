"""Pages that the editors write (about, method, briefings), and the page of all corrections."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from generator import prose, urls
from generator.dossier import Dossier
from generator.model import Document, Kind, PageFields, Ref
from generator.render import parts
from generator.render.view import Page, View

DEFAULTS = {
    "about": (
        "About",
        "What this dossier is about, who keeps it and how to reach them is not written yet.",
    ),
    "method": (
        "Method",
        "How articles are chosen, annotated and published is not written yet.",
    ),
}
"""Title and text of the pages that the navigation expects, where the editors wrote none."""

CORRECTIONS = (
    "What was put right in articles of this dossier, the newest first. A correction also stands at "
    "the head of its article."
)


def editorial_pages(dossier: Dossier) -> Iterator[Page]:
    """Give every page that the editors wrote, save the home page, and the ones that must exist."""
    written = {document.ref.id: document for document in dossier.of_kind(Kind.PAGE)}
    for id_, document in written.items():
        if id_ != "home":
            yield _written_page(dossier, cast("Document[PageFields]", document))
    for id_, (title, words) in DEFAULTS.items():
        if id_ not in written:
            path = urls.TOP_PAGES[id_]
            yield Page(
                path,
                prose.page(
                    parts.front_matter(title),
                    parts.crumbs(View(dossier, path), (("Home", urls.HOME),)),
                    prose.heading(1, prose.text(title)),
                    prose.paragraph(prose.text(words), classes=("empty",)),
                ),
            )
    yield _corrections_page(dossier)


def _written_page(dossier: Dossier, document: Document[PageFields]) -> Page:
    path = urls.page_of(document.ref)
    view = View(dossier, path)
    return Page(
        path,
        prose.page(
            parts.front_matter(document.fields.title, document.fields.summary or ""),
            parts.crumbs(view, (("Home", urls.HOME),)),
            prose.heading(1, prose.text(document.fields.title)),
            parts.lead(document.fields.summary),
            parts.editorial(view, document),
        ),
        document.path,
    )


def _corrections_page(dossier: Dossier) -> Page:
    view = View(dossier, urls.CORRECTIONS)
    corrections = sorted(
        (
            (correction, article.ref)
            for article in dossier.articles
            for correction in article.fields.corrections
        ),
        key=lambda pair: (pair[0].date.sort_key(), pair[1]),
        reverse=True,
    )
    rows = [
        parts.dated(
            correction.date,
            view.entity(Ref(Kind.ARTICLE, article.id)),
            prose.text(correction.text),
        )
        for correction, article in corrections
    ]
    listed = (
        prose.section("div", ("events",), prose.bullets(rows))
        if rows
        else prose.paragraph(prose.text("Nothing has been corrected yet."), classes=("empty",))
    )
    return Page(
        urls.CORRECTIONS,
        prose.page(
            parts.front_matter("Corrections", CORRECTIONS),
            parts.crumbs(view, (("Home", urls.HOME),)),
            prose.heading(1, prose.text("Corrections")),
            prose.paragraph(prose.text(CORRECTIONS), classes=("lead",)),
            listed,
        ),
    )
