"""All events and dated statements in order, month by month."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from generator import dates, prose, urls
from generator.link import Dossier, Quote
from generator.model import Document, EventFields, Kind
from generator.prose import Blocks, Markdown
from generator.render import parts, phrases
from generator.render.view import Page, View

TITLE = "Timeline"
ABOUT = "Events and dated statements in order. A date in doubt is put in words as what it is."


Entry = Document[EventFields] | Quote


def timeline_pages(dossier: Dossier) -> Iterator[Page]:
    """Give the timeline, on as many pages as it needs."""
    first = urls.TIMELINE
    pages = parts.numbered_pages(View(dossier, first), _months)
    for number, (view, content) in enumerate(pages, 1):
        yield Page(
            view.page,
            prose.page(
                parts.front_matter(TITLE, ABOUT),
                parts.crumbs(view, (("Home", urls.HOME),)),
                prose.heading(1, prose.text(TITLE)),
                prose.paragraph(prose.text(ABOUT), classes=("lead",)),
                *(
                    content
                    or [
                        prose.paragraph(
                            prose.text("Nothing in this dossier has a date yet."),
                            classes=("empty",),
                        )
                    ]
                ),
                parts.page_links(view, first, number, len(pages)),
            ),
        )


def _months(view: View) -> Iterator[Blocks]:
    """Give a section for each month in which something begins."""
    entries: dict[tuple[int, int | None], list[Entry]] = {}
    for date, entry in sorted(_entries(view.dossier), key=_order):
        entries.setdefault(_month(date), []).append(entry)
    for (year, month), of_month in entries.items():
        rows = [_row(view, entry) for entry in of_month]
        anchor = urls.month_anchor(year, month)
        for start in range(0, len(rows), 150):
            yield prose.blocks(
                prose.heading(2, prose.text(_title(year, month)), id=anchor)
                if start == 0
                else parts.NOTHING,
                prose.section("div", ("timeline",), prose.bullets(rows[start : start + 150])),
            )


def _title(year: int, month: int | None) -> str:
    if not year:
        return "Before"
    return dates.words(dates.Edtf.parse(f"{year:04d}-{month:02d}" if month else f"{year:04d}"))


def _entries(dossier: Dossier) -> Iterator[tuple[dates.Edtf, Entry]]:
    """Give all that has a date: events by their own, quotations by when they were said."""
    for document in dossier.of_kind(Kind.EVENT):
        event = cast("Document[EventFields]", document)
        yield event.fields.date, event
    for quote in dossier.quotes:
        if quote.date:
            yield quote.date, quote


def _order(dated: tuple[dates.Edtf, Entry]) -> tuple[object, ...]:
    """Order by date, events before what was said of them."""
    date, entry = dated
    if isinstance(entry, Quote):
        return date.sort_key(), 1, entry.place.article, entry.place.location
    return date.sort_key(), 0, entry.ref.id


def _month(when: dates.Edtf) -> tuple[int, int | None]:
    first = when.earliest or when.latest
    if first is None:
        return 0, None
    return first.year, None if len(when.text) == 4 else first.month  # noqa: PLR2004


def _row(view: View, entry: Entry) -> Markdown:
    if isinstance(entry, Quote):
        return parts.quote_row(view, entry, view.entity(entry.speaker))
    articles = {mention.place.article for mention in view.dossier.mentions_of(entry.ref)}
    summary = entry.fields.summary
    reported = f"{len(articles)} of {phrases.count(len(view.dossier.articles), 'article')}"
    return parts.event_row(
        view,
        entry,
        prose.span(prose.text(summary), classes=("summary",)) if summary else None,
        prose.span(prose.text(reported), classes=("evidence",)),
    )
