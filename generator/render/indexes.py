"""The A to Z index of each kind, with counts of mentions and articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from typing import Any, cast

from anyascii import anyascii

from generator import prose, urls
from generator.dossier import Article, Dossier
from generator.evidence.counts import count_of
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
from generator.render import heads, paging, phrases, tables
from generator.render.event_lists import unusual_status
from generator.render.fragments import kept_texts, runs
from generator.render.in_a_line import kind_within
from generator.render.order import by_entry
from generator.render.view import Page, View, foreign, spaced, when
from generator.texts import Texts, noop

ROWS = 300
"""Entries on one page of an index."""

ABOUT = {
    Kind.PERSON: noop("Everybody whom the articles name or quote, from A to Z."),
    Kind.PLACE: noop("Every place that the articles name, from A to Z."),
    Kind.ORG: noop("Governments, forces, groups, institutions and news outlets, from A to Z."),
    Kind.EVENT: noop("What happened, was announced or is planned, in order of date."),
    Kind.FIGURE: noop("What the articles put a number to, with every value that they report."),
}

SECOND_COLUMN = {
    Kind.PERSON: noop("Role"),
    Kind.PLACE: noop("Where"),
    Kind.ORG: noop("What"),
    Kind.EVENT: noop("Date and status"),
    Kind.FIGURE: noop("Reported values"),
}

SPEAKERS = (Kind.PERSON, Kind.ORG)
"""The kinds that can be quoted."""

NONE_YET = {
    Kind.PERSON: noop("No person is in the registry yet."),
    Kind.PLACE: noop("No place is in the registry yet."),
    Kind.ORG: noop("No organization is in the registry yet."),
    Kind.EVENT: noop("No event is in the registry yet."),
    Kind.FIGURE: noop("No figure is in the registry yet."),
}


def index_pages(dossier: Dossier, texts: Texts, kind: Kind) -> Iterator[Page]:
    """Give the index of a kind, on as many pages as it needs."""
    row = sorted(dossier.of_kind(kind), key=by_entry)
    if kind is Kind.EVENT:
        row.sort(key=lambda event: (cast(EventFields, event.fields).date.sort_key(), event.ref.id))
    first = urls.index_of(kind)
    shares = [row[start : start + ROWS] for start in range(0, len(row), ROWS)] or [[]]
    letters = _first_of_each_letter(shares) if kind is not Kind.EVENT else {}
    for number, share in enumerate(shares, 1):
        path = urls.numbered(first, number)
        view = View(dossier, texts, path)
        title, about = phrases.several(texts, kind), texts.gettext(ABOUT[kind])
        yield Page(
            path,
            prose.page(
                heads.front_matter(title, about),
                heads.crumbs(view),
                prose.heading(1, prose.text(title)),
                prose.paragraph(prose.text(about), classes=("lead",)),
                _letters(view, first, letters),
                _table(view, kind, share)
                if share
                else prose.paragraph(prose.text(texts.gettext(NONE_YET[kind])), classes=("empty",)),
                paging.page_links(view, first, number, len(shares)),
            ),
        )


def article_index(dossier: Dossier, texts: Texts) -> Iterator[Page]:
    """Give the list of articles, the newest first."""
    first = urls.index_of(Kind.ARTICLE)
    title = phrases.several(texts, Kind.ARTICLE)
    about = texts.gettext("Every article of the dossier, the newest first.")
    row = list(reversed(dossier.articles))
    shares = [row[start : start + ROWS] for start in range(0, len(row), ROWS)] or [[]]
    for number, share in enumerate(shares, 1):
        path = urls.numbered(first, number)
        view = View(dossier, texts, path)
        # All pages after the first stand in one folder, and look alike.
        alike = view.at(urls.numbered(first, min(number, 2)))
        yield Page(
            path,
            prose.page(
                heads.front_matter(title, about),
                heads.crumbs(view),
                prose.heading(1, prose.text(title)),
                prose.paragraph(prose.text(about), classes=("lead",)),
                _article_table(alike, share)
                if share
                else prose.paragraph(
                    prose.text(texts.gettext("No article is in the dossier yet.")),
                    classes=("empty",),
                ),
                paging.page_links(view, first, number, len(shares)),
            ),
        )


def letter_of(document: Document[Any]) -> str:
    """Give the letter under which an entry stands: A to Z, or # for all else."""
    initial = anyascii(document.name).lstrip(" \"'(")[:1].upper()
    return initial if initial.isascii() and initial.isalpha() else "#"


def _first_of_each_letter(shares: Sequence[Sequence[Document[Fields]]]) -> Mapping[str, int]:
    """Give the number of the page on which each letter begins, in order."""
    found: dict[str, int] = {}
    for number, share in enumerate(shares, 1):
        for letter, _ in groupby(share, key=letter_of):
            found.setdefault(letter, number)
    return found


def _letters(view: View, first: str, letters: Mapping[str, int]) -> Blocks:
    """Lead to the first entry of each letter."""
    if len(letters) < 2:  # noqa: PLR2004
        return prose.NOTHING
    links = [
        prose.link(
            prose.text(letter), view.href(urls.numbered(first, number), _letter_anchor(letter))
        )
        for letter, number in letters.items()
    ]
    return prose.section(
        "nav",
        ("letters",),
        prose.paragraph(spaced(*links)),
        aria_label=view.texts.gettext("Letters"),
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
    say = view.texts.gettext
    header = [say("Name"), say(SECOND_COLUMN[kind]), say("Mentions"), say("Articles")]
    if kind in SPEAKERS:
        header.insert(3, say("Statements"))
    return tables.index(kind, header, rows, ["", "", *["right"] * (len(header) - 2)])


def _counts(view: View, document: Document[Fields]) -> list[Markdown]:
    count = count_of(view.dossier, document.ref)
    counts = [count.mentions, *([count.quotes] if document.ref.kind in SPEAKERS else ())]
    counts.append(count.articles)
    return [prose.text(view.texts.number(count)) for count in counts]


def _about(view: View, document: Document[Fields]) -> Markdown:
    """Say in a few words who or what an entry is, as its kind asks for."""
    texts = view.texts
    match document.fields:
        case PersonFields(roles=roles, summary=summary):
            return prose.text(roles[-1].title if roles else summary or "")
        case OrgFields(kind=kind):
            return prose.text(phrases.org_kind(texts, kind) if kind else "")
        case PlaceFields() as place:
            return _whereabouts(view, place)
        case EventFields() as event:
            return spaced(when(texts, event.date), unusual_status(texts, event))
        case _:
            values = view.dossier.values_of(document.ref)
            said = list(dict.fromkeys(phrases.value(texts, value) for value in values))
            return prose.text(texts.semicolon.join(said[:6]))


def _whereabouts(view: View, place: PlaceFields) -> Markdown:
    kind = prose.text(phrases.place_kind(view.texts, place.kind) if place.kind else "")
    within = Ref(Kind.PLACE, place.within) if place.within else None
    if within not in view.dossier.documents or within is None:
        return kind
    return kind_within(view, kind, within)


def _article_table(view: View, share: Sequence[Article]) -> Blocks:
    say = view.texts.gettext
    header = (say("Title"), say("Outlet"), say("Published"), say("Paragraphs"))
    cells = [
        Markdown(cell)
        for run in runs(article.ref.id for article in share)
        for cell in kept_texts(view, f"rows from {run[0]}", run, partial(_cells, run))
    ]
    width = len(header)
    rows = [cells[start : start + width] for start in range(0, len(cells), width)]
    return tables.index(Kind.ARTICLE, header, rows, ("", "", "", "right"))


def _cells(ids: Iterable[str], view: View) -> Iterator[Markdown]:
    """Give the cells of articles' rows, one row after another; paragraphs are counted."""
    for id_ in ids:
        yield view.entity(Ref(Kind.ARTICLE, id_))
        yield foreign(view.outlet(id_))
        yield when(view.texts, view.dossier.article(id_).fields.published)
        yield prose.text(view.texts.number(_paragraphs(view, id_)))


def _paragraphs(view: View, article: str) -> int:
    anchors = {passage.anchor for passage in view.dossier.passages[article]}
    return sum(anchor.startswith("p") for anchor in anchors)
