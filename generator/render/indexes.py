"""The A to Z index of each kind, with counts of mentions and articles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, cast

from anyascii import anyascii

from generator import prose, urls
from generator.dossier import Article, Dossier
from generator.model import (
    Document,
    EventFields,
    Fields,
    Kind,
    OrgFields,
    PersonFields,
    PlaceFields,
    Ref,
)
from generator.prose import Blocks, Markdown
from generator.render import parts, phrases
from generator.render.view import Page, View, spaced, when

ROWS = 300
"""Entries on one page of an index."""

ABOUT = {
    Kind.PERSON: "Everybody whom the articles name or quote, from A to Z.",
    Kind.PLACE: "Every place that the articles name, from A to Z.",
    Kind.ORG: "Governments, forces, groups, institutions and news outlets, from A to Z.",
    Kind.EVENT: "What happened, was announced or is planned, in order of date.",
    Kind.FIGURE: "What the articles put a number to, with every value that they report.",
}

SECOND_COLUMN = {
    Kind.PERSON: "Role",
    Kind.PLACE: "Where",
    Kind.ORG: "What",
    Kind.EVENT: "Date and status",
    Kind.FIGURE: "Reported values",
}

SPEAKERS = (Kind.PERSON, Kind.ORG)
"""The kinds that can be quoted."""

NONE_YET = {
    Kind.PERSON: "No person is in the registry yet.",
    Kind.PLACE: "No place is in the registry yet.",
    Kind.ORG: "No organization is in the registry yet.",
    Kind.EVENT: "No event is in the registry yet.",
    Kind.FIGURE: "No figure is in the registry yet.",
}


def index_pages(dossier: Dossier, kind: Kind) -> Iterator[Page]:
    """Give the index of a kind, on as many pages as it needs."""
    row = sorted(dossier.of_kind(kind), key=parts.sort_name)
    if kind is Kind.EVENT:
        row.sort(key=lambda event: (cast(EventFields, event.fields).date.sort_key(), event.ref.id))
    first = urls.index_of(kind)
    shares = [row[start : start + ROWS] for start in range(0, len(row), ROWS)] or [[]]
    for number, share in enumerate(shares, 1):
        path = urls.numbered(first, number)
        view = View(dossier, path)
        title = phrases.KIND[kind][1]
        yield Page(
            path,
            prose.page(
                parts.front_matter(title, ABOUT[kind]),
                parts.crumbs(view, (("Home", urls.HOME),)),
                prose.heading(1, prose.text(title)),
                prose.paragraph(prose.text(ABOUT[kind]), classes=("lead",)),
                _letters(view, first, shares) if kind is not Kind.EVENT else parts.NOTHING,
                _table(view, kind, share)
                if share
                else prose.paragraph(prose.text(NONE_YET[kind]), classes=("empty",)),
                parts.page_links(view, first, number, len(shares)),
            ),
        )


def article_index(dossier: Dossier) -> Iterator[Page]:
    """Give the list of articles, the newest first."""
    first = urls.index_of(Kind.ARTICLE)
    row = list(reversed(dossier.articles))
    shares = [row[start : start + ROWS] for start in range(0, len(row), ROWS)] or [[]]
    for number, share in enumerate(shares, 1):
        path = urls.numbered(first, number)
        view = View(dossier, path)
        about = "Every article of the dossier, the newest first."
        yield Page(
            path,
            prose.page(
                parts.front_matter("Articles", about),
                parts.crumbs(view, (("Home", urls.HOME),)),
                prose.heading(1, prose.text("Articles")),
                prose.paragraph(prose.text(about), classes=("lead",)),
                _article_table(view, share)
                if share
                else prose.paragraph(
                    prose.text("No article is in the dossier yet."), classes=("empty",)
                ),
                parts.page_links(view, first, number, len(shares)),
            ),
        )


def letter_of(document: Document[Any]) -> str:
    """Give the letter under which an entry stands: A to Z, or # for all else."""
    initial = anyascii(document.name).lstrip(" \"'(")[:1].upper()
    return initial if initial.isascii() and initial.isalpha() else "#"


def _letters(view: View, first: str, shares: Sequence[Sequence[Document[Fields]]]) -> Blocks:
    """Lead to the first entry of each letter."""
    links: dict[str, Markdown] = {}
    for number, share in enumerate(shares, 1):
        for letter, _ in groupby(share, key=letter_of):
            if letter not in links:
                anchor = _letter_anchor(letter)
                href = view.href(urls.numbered(first, number), anchor)
                links[letter] = prose.link(prose.text(letter), href)
    if len(links) < 2:  # noqa: PLR2004
        return parts.NOTHING
    return prose.section(
        "nav",
        ("letters",),
        prose.paragraph(spaced(*list(links.values()))),
        aria_label="Letters",
    )


def _letter_anchor(letter: str) -> str:
    return "other" if letter == "#" else f"letter-{letter.lower()}"


def _table(view: View, kind: Kind, share: Sequence[Document[Fields]]) -> Blocks:
    letters: set[str] = set()
    rows: list[list[Markdown]] = []
    for document in share:
        name = view.entity(document.ref)
        letter = letter_of(document)
        if kind is not Kind.EVENT and letter not in letters:
            letters.add(letter)
            name = prose.span(name, id=_letter_anchor(letter))
        rows.append([name, _about(view, document), *_counts(view, document)])
    header = ["Name", SECOND_COLUMN[kind], "Mentions", "Articles"]
    if kind in SPEAKERS:
        header.insert(3, "Statements")
    return prose.section(
        "div",
        ("index", kind),
        prose.table(
            [prose.text(title) for title in header],
            rows,
            ["left", "left", *["right"] * (len(header) - 2)],
        ),
    )


def _counts(view: View, document: Document[Fields]) -> list[Markdown]:
    counts = [len(view.dossier.mentions_of(document.ref))]
    if document.ref.kind in SPEAKERS:
        counts.append(len(view.dossier.quotes_by(document.ref)))
    counts.append(len(view.dossier.articles_naming(document.ref)))
    return [prose.text(f"{count:,}") for count in counts]


def _about(view: View, document: Document[Fields]) -> Markdown:
    """Say in a few words who or what an entry is, as its kind asks for."""
    match document.fields:
        case PersonFields(roles=roles, summary=summary):
            return prose.text(roles[-1].title if roles else summary or "")
        case OrgFields(kind=kind):
            return prose.text(phrases.ORG_KIND[kind] if kind else "")
        case PlaceFields() as place:
            return _whereabouts(view, place)
        case EventFields() as event:
            return spaced(when(event.date), parts.status(event))
        case _:
            values = view.dossier.values_of(document.ref)
            said = list(dict.fromkeys(phrases.value(value) for value in values))
            return prose.text("; ".join(said[:6]))


def _whereabouts(view: View, place: PlaceFields) -> Markdown:
    kind = prose.text(phrases.PLACE_KIND[place.kind] if place.kind else "")
    within = Ref(Kind.PLACE, place.within) if place.within else None
    if within not in view.dossier.documents or within is None:
        return kind
    return spaced(kind, prose.text("in"), view.entity(within))


def _article_table(view: View, share: Sequence[Article]) -> Blocks:
    rows = [
        [
            when(article.fields.published),
            view.entity(article.ref),
            prose.text(view.outlet(article.ref.id)),
            prose.text(f"{_paragraphs(view, article.ref.id):,}"),
        ]
        for article in share
    ]
    header = [prose.text(one) for one in ("Published", "Title", "Outlet", "Paragraphs")]
    return prose.section(
        "div", ("index", "article"), prose.table(header, rows, ("left", "left", "left", "right"))
    )


def _paragraphs(view: View, article: str) -> int:
    anchors = {passage.anchor for passage in view.dossier.passages[article]}
    return sum(anchor.startswith("p") for anchor in anchors)
