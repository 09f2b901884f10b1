"""All events and dated statements in order: a picture, and a list that says the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import groupby, pairwise
from typing import cast

from generator import dates, prose, urls
from generator.dossier import Dossier, Quote, Saying, once_per_dossier
from generator.evidence.counts import count_of, number_of_articles
from generator.evidence.event_dates import event_dates
from generator.model import Document, EventFields, EventStatus, Kind, Ref
from generator.pictures import svg
from generator.pictures import timeline as drawing
from generator.pictures.frames import FRAMES
from generator.pictures.scale import TimeScale
from generator.pictures.timeline import Item, Moment, Reported
from generator.prose import Blocks, Markdown
from generator.render import filters, heads, paging, phrases
from generator.render.event_lists import event_row
from generator.render.filters import Entry
from generator.render.fragments import kept, kept_texts
from generator.render.quotations import quote_row
from generator.render.view import Page, View, spaced
from generator.texts import Texts, noop

ABOUT = noop("Events and dated statements in order. A date in doubt is put in words as what it is.")

DRAWN = 60
"""Events that the picture shows; of more, those that most articles report."""

FOLDED = 4
"""Statements of one date from which on they are folded into one line."""

SHARE = 60
"""Entries of a month that stay together when the list goes on to a next page."""

PAGE_SIZE = 130_000
"""Characters of Markdown on a page, the picture's among them."""


@dataclass(frozen=True, slots=True)
class Share:
    """Entries of one month that stay together."""

    period: str
    """A month, a year, a decade or a century, as EDTF; empty where nothing is known."""
    is_first: bool
    """Whether the month's heading stands above them."""
    entries: tuple[Ref | Saying, ...]
    """Events and quotations, by their identities."""


def timeline_pages(dossier: Dossier, texts: Texts) -> Iterator[Page]:
    """Give the timeline, on as many pages as it needs."""
    view = View(dossier, texts, urls.TIMELINE)
    shares = list(_shares(dossier))
    form = filters.form(view, _found(shares, view), sum(len(share.entries) for share in shares))
    pages = paging.numbered_pages(view, partial(_content, shares), size=PAGE_SIZE)
    for number, (one, content) in enumerate(pages, 1):
        yield _page(one, number, len(pages), form, content)


def _page(view: View, number: int, pages: int, form: Blocks, content: Sequence[Blocks]) -> Page:
    say = view.texts.gettext
    about, timeline = say(ABOUT), say("Timeline")
    title = timeline if number == 1 else paging.numbered_title(view.texts, timeline, number, pages)
    way = [(timeline, urls.TIMELINE)] if number > 1 else []
    empty = prose.paragraph(
        prose.text(say("Nothing in this dossier has a date yet.")), classes=("empty",)
    )
    return Page(
        view.page,
        prose.page(
            heads.front_matter(title, about),
            heads.crumbs(view, *way),
            prose.heading(1, prose.text(title)),
            prose.paragraph(prose.text(about), classes=("lead",)),
            *((form, *content) if any(content) else (empty,)),
            paging.page_links(view, urls.TIMELINE, number, pages),
        ),
    )


# --- The list ----------------------------------------------------------------------------------


def _shares(dossier: Dossier) -> Iterator[Share]:
    """Give the entries month by month; each begins a new one in which something begins."""
    # Many entries have the same date, and a date is put in order once.
    dated: dict[str, list[Entry]] = {}
    moments: dict[str, Moments] = {}
    for when, entry in _entries(dossier):
        if when.text not in dated:
            dated[when.text] = []
            moments[when.text] = _moments(when)
        dated[when.text].append(entry)
    ordered = sorted(dated, key=moments.__getitem__)
    for (_, period), of_period in groupby(ordered, key=lambda text: moments[text][0]):
        entries = [
            _identity(one) for text in of_period for one in sorted(dated[text], key=_on_one_date)
        ]
        for start in range(0, len(entries), SHARE):
            yield Share(period, start == 0, tuple(entries[start : start + SHARE]))


def _identity(entry: Entry) -> Ref | Saying:
    return entry.saying if isinstance(entry, Quote) else entry.ref


def _content(shares: Sequence[Share], view: View) -> Iterator[Blocks]:
    """Give the picture, which is on the first page, and the entries."""
    if view.page == urls.TIMELINE:
        yield prose.blocks(*kept(view, "picture", (), _picture))
    else:
        yield prose.NOTHING
    for share in shares:
        name = f"{share.period} {share.is_first}"
        yield from kept(view, name, _about(share), partial(_section, share))


def _about(share: Share) -> Iterator[str]:
    return map(" ".join, share.entries)


def _found(shares: Sequence[Share], view: View) -> Iterator[str]:
    """Count what all entries can be found by, share by share."""
    for share in shares:
        yield from kept_texts(view, "facets", _about(share), partial(_found_in, share))


def _found_in(share: Share, view: View) -> Iterator[str]:
    return filters.counted(view, _entries_of(share, view.dossier))


def _section(share: Share, view: View) -> Iterator[Blocks]:
    """Give a month's entries; many statements of one date are folded."""
    blocks = [_heading(view.texts, share.period)] if share.is_first else []
    open_rows: list[Markdown] = []
    for day, of_day in groupby(_entries_of(share, view.dossier), key=_said_on):
        entries = list(of_day)
        rows = [_row(view, entry, share.period) for entry in entries]
        if day and len(rows) >= FOLDED:
            blocks += [_listed(open_rows), _folded(view.texts, day, rows)]
            open_rows = []
        else:
            open_rows += rows
    blocks.append(_listed(open_rows))
    yield prose.section("section", ("month",), *blocks)


def _entries_of(share: Share, dossier: Dossier) -> Iterator[Entry]:
    """Give the events and quotations of a share."""
    for one in share.entries:
        if isinstance(one, Saying):
            yield dossier.quote(one)
        else:
            yield cast("Document[EventFields]", dossier.documents[one])


def _said_on(entry: Entry) -> dates.Edtf | None:
    """Give the date of a statement; None for an event."""
    return entry.date if isinstance(entry, Quote) else None


def _listed(rows: Sequence[Markdown]) -> Blocks:
    return prose.section("div", ("timeline",), prose.bullets(rows)) if rows else prose.NOTHING


def _folded(texts: Texts, day: dates.Edtf, rows: Sequence[Markdown]) -> Blocks:
    words = texts.ngettext(
        "{count} statement of {date}",
        "{count} statements of {date}",
        len(rows),
        date=texts.date(day),
    )
    return prose.details(prose.text(words), _listed(rows), classes=("statements",))


def _heading(texts: Texts, period: str) -> Blocks:
    words = _period_words(texts, period)
    anchor = f"y{period.lower()}"
    return prose.heading(2, prose.text(words[0].upper() + words[1:]), id=anchor)


def _period_words(texts: Texts, period: str) -> str:
    return texts.date(dates.Edtf.parse(period))


def _entries(dossier: Dossier) -> Iterator[tuple[dates.Edtf, Entry]]:
    """Give all that has a date: events by their own, quotations by when they were said."""
    for event in _events(dossier):
        yield event.fields.date, event
    for quote in dossier.quotes:
        if quote.date:
            yield quote.date, quote


def _events(dossier: Dossier) -> list[Document[EventFields]]:
    """Give all events, in the order of the list."""
    events = [cast("Document[EventFields]", one) for one in dossier.of_kind(Kind.EVENT)]
    return sorted(events, key=lambda event: (_moments(event.fields.date), event.ref.id))


def _on_one_date(entry: Entry) -> tuple[object, ...]:
    """Order what has the same date: events before what was said of them."""
    if isinstance(entry, Quote):
        return 1, entry.place.article, entry.place.span_number
    return 0, entry.ref.id


Moments = tuple[tuple[date, str], tuple[date, date, str]]
"""The period under which a date stands, and its place there."""


def _moments(when: dates.Edtf) -> Moments:
    return _period(when), when.sort_key()


def _period(when: dates.Edtf) -> tuple[date, str]:
    """Give the period under which a date stands, and the day by which it is in order.

    It is the month in which the date begins, or where nobody knows that, in which it ends; a year,
    a decade or a century where no month is known.
    """
    point = when.points[0]
    match point.precision:
        case dates.DatePrecision.CENTURY:
            return point.earliest, f"{point.year // 100}XX"
        case dates.DatePrecision.DECADE:
            return point.earliest, f"{point.year // 10}X"
        case dates.DatePrecision.YEAR:
            return point.earliest, f"{point.year}"
        case _:
            begins = point.earliest
            return begins.replace(day=1), f"{begins.year}-{begins.month:02d}"


def _row(view: View, entry: Entry, period: str) -> Markdown:
    marker = filters.marker(view, entry)
    if isinstance(entry, Quote):
        again = _is_headed(view.texts, entry.date, period)
        row = quote_row(view, entry, view.entity(entry.speaker), again=again)
        return spaced(row, marker)
    summary = entry.fields.summary
    articles = number_of_articles(view.dossier)
    reported = view.texts.ngettext(
        # Translators: In how many of all articles an event is mentioned.
        "{some} of {count} article",
        "{some} of {count} articles",
        articles,
        some=view.texts.number(_reports(view, entry)),
    )
    row = event_row(
        view,
        entry,
        prose.span(prose.text(summary), classes=("summary",)) if summary else None,
        prose.span(prose.text(reported), classes=("evidence",)),
        again=_is_headed(view.texts, entry.fields.date, period),
    )
    return spaced(row, marker)


def _is_headed(texts: Texts, when: dates.Edtf | None, period: str) -> bool:
    """Tell whether the heading over an entry says its date already."""
    return when is not None and texts.date(when) == _period_words(texts, period)


# --- The picture -------------------------------------------------------------------------------


def _picture(view: View) -> Iterator[Blocks]:
    """Draw the events, the most reported of them where they are many."""
    events = _events(view.dossier)
    if not events:
        return
    shown = events
    if len(events) > DRAWN:
        shown = sorted(events, key=lambda one: (-_reports(view, one), one.ref.id))
        kept = {event.ref for event in shown[:DRAWN]}
        shown = [event for event in events if event.ref in kept]
    items = [_item(view, event) for event in shown]
    texts, moment = view.texts, _latest_article(view)
    scale = drawing.scale_of(items, moment)
    words = (
        texts.ngettext(
            "{count} event on a scale of time", "{count} events on a scale of time", len(items)
        ),
        texts.gettext("Each row is an event; the list below the picture says the same in words."),
    )
    pictures = [
        drawing.drawn(
            texts,
            drawing.laid_out(items, scale, frame, moment),
            f"timeline-{frame.name}",
            words,
            moment,
        )
        for frame in FRAMES
    ]
    left_out = len(events) - len(shown)
    said = [
        texts.ngettext(
            "The picture shows the {shown} events that most articles report; "
            "{count} more is in the list.",
            "The picture shows the {shown} events that most articles report; "
            "{count} more are in the list.",
            left_out,
            shown=texts.number(len(shown)),
        )
        if left_out
        else "",
        scale_words(texts, scale),
    ]
    yield prose.blocks(
        svg.figure(
            *pictures, caption=prose.text(" ".join(one for one in said if one)), classes=("time",)
        ),
        _key(texts, items),
    )


def _reports(view: View, event: Document[EventFields]) -> int:
    """Count the articles that mention an event."""
    return count_of(view.dossier, event.ref).mentioned_in


def _item(view: View, event: Document[EventFields]) -> Item:
    texts, fields = view.texts, event.fields
    status = phrases.status(texts, fields.status)
    return Item(
        event.ref.id,
        event.name,
        view.href(event.ref),
        fields.date,
        fields.status,
        texts.ngettext(
            "{date}: {event} ({status}, in {count} article)",
            "{date}: {event} ({status}, in {count} articles)",
            _reports(view, event),
            date=texts.date(fields.date),
            event=event.name,
            status=status,
        ),
        tuple(_reported(view, event)),
        "" if fields.status is EventStatus.HAPPENED else status,
    )


def _reported(view: View, event: Document[EventFields]) -> Iterator[Reported]:
    """Give the dates of articles that are others than the registry's."""
    for given in event_dates(view.dossier, event.ref).reported:
        if given.differs:
            outlets = dict.fromkeys(view.outlet(one.place.article) for one in given.mentions)
            place = given.mentions[0].place
            href = view.href(Ref(Kind.ARTICLE, place.article), place.anchor)
            words = view.texts.gettext(
                "{date} in {outlets}",
                date=view.texts.date(given.date),
                outlets=view.texts.series(list(outlets)),
            )
            yield Reported(given.date, words, href)


def _latest_article(view: View) -> Moment | None:
    """Give the day of the latest article; nothing where the latest is not known to the day."""
    latest = _latest_date(view.dossier)
    if latest is None or latest.precision is not dates.DatePrecision.DAY or not dates.iso(latest):
        return None
    day = date.fromisoformat(dates.iso(latest)).toordinal()
    words = view.texts.gettext("Latest article: {date}", date=view.texts.date(latest))
    return Moment(day, words)


@once_per_dossier
def _latest_date(dossier: Dossier) -> dates.Edtf | None:
    published = [one.fields.published for one in dossier.articles]
    return max(published, key=lambda when: when.latest or date.max, default=None)


def scale_words(texts: Texts, scale: TimeScale) -> str:
    """Say where the scale changes, and by how much."""
    changes = [
        _change(texts, _day(after.first), after.units_per_day / before.units_per_day)
        for before, after in pairwise(scale.parts)
    ]
    if not changes:
        return texts.gettext("Time runs evenly along the scale.")
    return texts.gettext(
        "The scale changes where a heavy line is drawn: {changes}.", changes=texts.series(changes)
    )


def _change(texts: Texts, day: dates.Edtf, factor: float) -> str:
    """Say how much larger or smaller a day is drawn, without more digits than matter."""
    size = max(factor, 1 / factor)
    rounded = round(size, 1 - len(str(int(size)))) if size >= 20 else round(size)  # noqa: PLR2004
    if factor > 1:
        return texts.ngettext(
            "from {date} on a day is drawn {count} time larger than before",
            "from {date} on a day is drawn {count} times larger than before",
            int(rounded),
            date=texts.date(day),
        )
    return texts.ngettext(
        "from {date} on a day is drawn {count} time smaller than before",
        "from {date} on a day is drawn {count} times smaller than before",
        int(rounded),
        date=texts.date(day),
    )


def _day(day: int) -> dates.Edtf:
    return dates.Edtf.parse(date.fromordinal(day).isoformat())


def _key(texts: Texts, items: Sequence[Item]) -> Blocks:
    """Explain the signs that the picture uses."""
    signs = drawing.signs(texts, items)
    rows = [spaced(Markdown(sign), prose.text(words)) for sign, words in signs]
    return prose.section("div", ("key",), prose.bullets(rows), data_search_exclude=True)
