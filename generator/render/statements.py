"""The pages of all statements: who said what, when, to whom, and in whose words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain, groupby
from typing import NamedTuple

from generator import prose, urls
from generator.dates import Edtf
from generator.dossier import Dossier, Quote, Saying
from generator.evidence.wordings import Agreement, Segment, Utterance, align, utterance_of
from generator.prose import Blocks, Markdown
from generator.render import heads, paging, quotations
from generator.render.fragments import kept, runs
from generator.render.independence import independence
from generator.render.order import by_entry
from generator.render.originals import original
from generator.render.utterances import anchor, shares
from generator.render.view import Page, View, spaced, when, withheld
from generator.texts import Texts, noop

ABOUT = noop(
    "What people and organizations are quoted as saying, by the date on which they said it. "
    "Wordings of one utterance stand under one another, the words in which they differ marked; "
    "which is right is not said here."
)

SPEAKERS = 200
"""Speakers that are listed above the statements: those who are quoted most."""

COLUMNS = 9
"""The most stretches of words that a table has columns for; more are set one line a wording."""

UNDATED = noop("The articles do not say when these words were said.")


def statement_pages(dossier: Dossier, texts: Texts) -> Iterator[Page]:
    """Give all quotations by date, on as many pages as they need."""
    say, pages = texts.gettext, shares(dossier)
    title, about = say("Statements"), say(ABOUT)
    for number, share in enumerate(pages, 1):
        path = urls.numbered(urls.STATEMENTS, number)
        view = View(dossier, texts, path)
        # All pages after the first stand in one folder, and look alike.
        alike = view.at(urls.numbered(urls.STATEMENTS, min(number, 2)))
        yield Page(
            path,
            prose.page(
                heads.front_matter(
                    title
                    if number == 1
                    else say("{title}, page {number}", title=title, number=texts.number(number)),
                    about,
                ),
                heads.crumbs(view),
                prose.heading(1, prose.text(title)),
                prose.paragraph(prose.text(about), classes=("lead",)),
                _speakers(view) if number == 1 else prose.NOTHING,
                *_days(alike, share),
                paging.page_links(view, urls.STATEMENTS, number, len(pages)),
            ),
        )


def _speakers(view: View) -> Blocks:
    """Lead to the speakers' own pages, which list their statements."""
    counts = Counter(quote.speaker for quote in view.dossier.quotes)
    if not counts:
        empty = prose.text(view.texts.gettext("No article of this dossier quotes anybody yet."))
        return prose.paragraph(empty, classes=("empty",))
    most_quoted = sorted(counts, key=lambda ref: (-counts[ref], ref))[:SPEAKERS]
    ordered = sorted(most_quoted, key=lambda ref: by_entry(view.dossier.documents[ref]))
    rows = [
        spaced(
            prose.link(
                prose.text(view.dossier.name(ref)),
                view.href(ref, "statements"),
                classes=("entity", ref.kind),
            ),
            prose.text(view.texts.number(counts[ref])),
        )
        for ref in ordered
    ]
    return prose.details(
        prose.text(
            view.texts.ngettext(
                "By speaker: {count} person or organization",
                "By speaker: {count} people and organizations",
                len(counts),
            )
        ),
        prose.bullets(rows),
        _less_quoted(view, len(counts)),
        classes=("origins",),
    )


def _less_quoted(view: View, speakers: int) -> Blocks:
    """Say that only those who are quoted most are listed, where there are more."""
    if speakers <= SPEAKERS:
        return prose.NOTHING
    words = view.texts.gettext(
        "The {shown} who are quoted most are listed; each has a page with all statements.",
        shown=view.texts.number(SPEAKERS),
    )
    return prose.paragraph(prose.text(words), classes=("aside",))


def _days(view: View, share: Sequence[Utterance]) -> Iterator[Blocks]:
    """Give a section for each date on which something was said."""
    days = {
        str(date): Day(date, [tuple(quote.saying for quote in one.quotes) for one in said])
        for date, said in groupby(share, key=lambda utterance: utterance.date)
    }
    for run in runs(days):
        about = [piece for one in run for piece in (one, *_named(days[one]))]
        some = [days[one] for one in run]
        yield from kept(view, f"from {run[0]}", about, partial(_sections, some))


class Day(NamedTuple):
    """What was said on one date."""

    date: Edtf | None
    utterances: Sequence[Sequence[Saying]]
    """Each by its wordings."""


def _named(day: Day) -> Iterator[str]:
    return (" ".join(chain(*wordings)) for wordings in day.utterances)


def _sections(days: Sequence[Day], view: View) -> Iterator[Blocks]:
    for day in days:
        title = view.texts.date(day.date) if day.date else view.texts.gettext("Undated")
        yield prose.heading(2, prose.text(title), id=_day_anchor(day.date))
        if day.date is None:
            yield prose.paragraph(prose.text(view.texts.gettext(UNDATED)), classes=("aside",))
        yield from _said(view, day)


def _said(view: View, day: Day) -> Iterator[Blocks]:
    """Give the utterances of one date; what has but one wording is listed."""
    said = [utterance_of([view.dossier.quote(one) for one in quotes]) for quotes in day.utterances]
    for alone, together in groupby(said, key=lambda utterance: len(utterance.quotes) == 1):
        if alone:
            rows = [_row(view, utterance.quotes[0], day.date) for utterance in together]
            yield prose.section("div", ("statements",), prose.bullets(rows))
        else:
            for utterance in together:
                yield _wordings(view, utterance)


def _day_anchor(date: Edtf | None) -> str:
    """Give the anchor of a date: its notation, with letters for the signs."""
    if date is None:
        return "undated"
    return "on-" + date.text.translate(_LETTERS)


_LETTERS = str.maketrans("~?%/.", "aub_o")


# --- One quotation -------------------------------------------------------------------------------


def _row(view: View, quote: Quote, date: Edtf | None) -> Markdown:
    """Give a quotation that stands alone: its speaker, its words, and where they are from."""
    return prose.span(
        spaced(
            prose.span(view.entity(quote.speaker), classes=("speaker",)),
            prose.span(_occasion(view, [quote]), classes=("occasion",)),
            prose.span(_words(view, quote), classes=("words",)),
            prose.span(_details(view, quote, date), classes=("evidence",)),
        ),
        id=anchor(quote),
    )


def _words(view: View, quote: Quote) -> Markdown:
    """Give a quotation's words in the language of its article."""
    if not quote.words:
        return withheld(view.texts)
    language = view.foreign_language(quote.place.article)
    return prose.element("bdi", prose.text(quote.words), lang=language)


def _details(view: View, quote: Quote, date: Edtf | None = None) -> Markdown:
    """Tell where words stand, and what is said of them there."""
    pieces = [
        when(view.texts, quote.date) if quote.date and quote.date != date else None,
        view.source(quote.place),
        quotations.via(view, quote.via) if quote.via else None,
        original(view, quote),
    ]
    return prose.joined(" · ", [piece for piece in pieces if piece])


def _occasion(view: View, quotes: Sequence[Quote]) -> Markdown:
    """Tell to whom and on what occasion something was said."""
    audiences = dict.fromkeys(quote.to for quote in quotes if quote.to)
    events = dict.fromkeys(quote.event for quote in quotes if quote.event)
    # Translators: Somebody says something at {event}, such as talks.
    at = view.texts.pgettext("occasion", "at {event}")
    return spaced(
        quotations.said_to(view, audiences) if audiences else None,
        prose.sentence(at, event=view.entities(events)) if events else None,
    )


# --- Wordings of one utterance -------------------------------------------------------------------


def _wordings(view: View, utterance: Utterance) -> Blocks:
    """Give the wordings of an utterance under one another, language by language."""
    by_language: dict[str, list[Quote]] = {}
    alone: list[Quote] = []
    for quote in utterance.quotes:
        language = view.dossier.article(quote.place.article).fields.language.partition("-")[0]
        (by_language.setdefault(language, []) if quote.words else alone).append(quote)
    aligned = [quotes for quotes in by_language.values() if len(quotes) > 1]
    alone += [quotes[0] for quotes in by_language.values() if len(quotes) == 1]
    return prose.section(
        "div",
        ("wordings",),
        prose.paragraph(
            spaced(
                prose.span(view.entity(utterance.speaker), classes=("speaker",)),
                prose.span(_occasion(view, utterance.quotes), classes=("occasion",)),
            ),
            classes=("said",),
        ),
        *(_aligned(view, quotes, utterance.date) for quotes in aligned),
        prose.bullets([_line(view, quote, utterance.date) for quote in alone]),
        independence(view, utterance.quotes),
    )


def _aligned(view: View, quotes: Sequence[Quote], date: Edtf | None) -> Blocks:
    segments = align([quote.words or "" for quote in quotes]).segments()
    rows = [
        [
            prose.span(_details(view, quote, date), classes=("evidence",), id=anchor(quote)),
            *(_cell(view, quote, segment, number) for segment in segments),
        ]
        for number, quote in enumerate(quotes)
    ]
    report = _unseen(view.texts.gettext("report"))
    header = [report, *(_heading(view.texts, segment) for segment in segments)]
    if len(segments) <= COLUMNS:
        return prose.table(header, rows)
    return prose.bullets([spaced(*cells, where) for where, *cells in rows])


AGREEMENT = {
    Agreement.SAME: noop("same words"),
    Agreement.SHORTER: noop("not in every wording"),
    Agreement.DIFFERENT: noop("differing words"),
}
"""Names a column, for those who do not see its marks."""


def _heading(texts: Texts, segment: Segment) -> Markdown:
    return _unseen(texts.gettext(AGREEMENT[segment.agreement]))


def _unseen(words: str) -> Markdown:
    """Say something to those alone who hear the page."""
    return prose.span(prose.text(words), classes=("unseen",))


def _cell(view: View, quote: Quote, segment: Segment, number: int) -> Markdown:
    """Give the words of a wording in one stretch, marked where they differ."""
    text = segment.texts[number].strip()
    language = view.foreign_language(quote.place.article)
    words = prose.element("bdi", prose.text(text), lang=language)
    if segment.agreement is not Agreement.DIFFERENT:
        return words if text else Markdown("")
    if not text:
        no_words = _unseen(" " + view.texts.gettext("no words"))
        return prose.mark(prose.line(prose.text("–"), no_words), classes=("gap",))
    # Translators: Read out before words that another wording has not.
    differs = _unseen(view.texts.gettext("differs:") + " ")
    return prose.mark(prose.line(differs, words), classes=("differs",))


def _line(view: View, quote: Quote, date: Edtf | None) -> Markdown:
    """Give a wording that no other can be held against: a translation, or withheld words."""
    return prose.span(
        spaced(
            prose.span(_words(view, quote), classes=("words",)),
            prose.span(_details(view, quote, date), classes=("evidence",)),
        ),
        id=anchor(quote),
    )
