"""The home page: what the dossier is about, where it stands, what is disputed, where to go."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from generator import dates, prose, urls
from generator.link import Dossier
from generator.model import Document, EventFields, EventStatus, Fields, Kind, PageFields, Ref
from generator.prose import Blocks, Markdown
from generator.render import parts, phrases
from generator.render.view import Page, View, spaced

SHOWN = 6
"""Entries that the home page shows of a kind."""


def home_page(dossier: Dossier) -> Page:
    """Give the home page."""
    view = View(dossier, urls.HOME)
    written = cast("Document[PageFields] | None", dossier.documents.get(Ref(Kind.PAGE, "home")))
    title = written.fields.title if written else "Dossier"
    return Page(
        urls.HOME,
        prose.page(
            parts.front_matter(title, (written.fields.summary or "") if written else ""),
            prose.heading(1, prose.text(title)),
            parts.lead(written.fields.summary if written else None),
            parts.editorial(view, written)
            if written
            else prose.paragraph(
                prose.text("The editors have not written a home page yet."), classes=("empty",)
            ),
            _at_a_glance(view),
            parts.part("Latest events", "latest", _latest(view)),
            parts.part("Where the articles differ", "differ", _disputed(view)),
            parts.part("Who is in it", "who", _most_named(view)),
            parts.part("Articles", "articles", _articles(view)),
        ),
        written.path if written else "",
    )


def _at_a_glance(view: View) -> Blocks:
    dossier = view.dossier
    cells = [
        (len(dossier.articles), "article", "articles", urls.index_of(Kind.ARTICLE)),
        *(
            (len(dossier.of_kind(kind)), one.lower(), several.lower(), urls.index_of(kind))
            for kind in (Kind.PERSON, Kind.ORG, Kind.PLACE, Kind.EVENT, Kind.FIGURE)
            for one, several in [phrases.KIND[kind]]
        ),
        (len(dossier.quotes), "statement", "statements", urls.STATEMENTS),
    ]
    links = [
        prose.link(
            Markdown(
                prose.strong(prose.text(f"{number:,}"))
                + " "
                + prose.text(one if number == 1 else several)
            ),
            view.href(path),
        )
        for number, one, several, path in cells
    ]
    return prose.section("div", ("glance",), prose.bullets(links))


def _latest(view: View) -> Blocks:
    """List the latest events, those still ahead among them."""
    events = [
        cast("Document[EventFields]", document) for document in view.dossier.of_kind(Kind.EVENT)
    ]
    ordered = sorted(events, key=lambda event: (event.fields.date.sort_key(), event.ref))
    if not ordered:
        return parts.NOTHING
    rows = [parts.event_row(view, event) for event in ordered[-SHOWN:]]
    return prose.blocks(
        prose.section("div", ("events",), prose.bullets(rows)),
        prose.paragraph(prose.link(prose.text("The whole timeline"), view.href(urls.TIMELINE))),
    )


def _disputed(view: View) -> Blocks:
    """List figures with more than one value, events that are disputed, and wordings that differ."""
    dossier = view.dossier
    rows: list[Markdown] = []
    for document in dossier.of_kind(Kind.FIGURE):
        said = dict.fromkeys(phrases.value(value) for value in dossier.values_of(document.ref))
        if len(said) > 1:
            rows.append(_row(view, document, "; ".join(said)))
    for document in dossier.of_kind(Kind.EVENT):
        fields = cast(EventFields, document.fields)
        given = dict.fromkeys(
            dates.words(mention.date)
            for mention in dossier.mentions_of(document.ref)
            if mention.date
        )
        if fields.status is EventStatus.DISPUTED or len(given) > 1:
            rows.append(_row(view, document, "dated " + "; ".join(given) if given else "disputed"))
    return prose.section("div", ("disputed",), prose.bullets(rows)) if rows else parts.NOTHING


def _row(view: View, document: Document[Fields], words: str) -> Markdown:
    return spaced(view.entity(document.ref), prose.text(words))


def _most_named(view: View) -> Blocks:
    """Lead to the people, organizations and places that are named most often."""
    rows: list[Markdown] = []
    for kind in (Kind.PERSON, Kind.ORG, Kind.PLACE):
        documents: Sequence[Document[Fields]] = sorted(
            (one for one in view.dossier.of_kind(kind) if view.dossier.mentions_of(one.ref)),
            key=lambda one: (-len(view.dossier.mentions_of(one.ref)), one.ref),
        )[:SHOWN]
        if documents:
            listed = view.entities(one.ref for one in documents)
            more = prose.link(
                prose.text(f"all {phrases.KIND[kind][1].lower()}"), view.href(urls.index_of(kind))
            )
            title = prose.strong(prose.text(phrases.KIND[kind][1]))
            rows.append(spaced(title, prose.joined(" · ", [listed, more])))
    return prose.section("div", ("yield",), prose.bullets(rows)) if rows else parts.NOTHING


def _articles(view: View) -> Blocks:
    rows = [
        parts.dated(
            article.fields.published,
            view.entity(article.ref),
            prose.text(view.outlet(article.ref.id)),
        )
        for article in reversed(view.dossier.articles[-SHOWN:])
    ]
    return prose.section("div", ("events",), prose.bullets(rows)) if rows else parts.NOTHING
