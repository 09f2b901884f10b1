"""Quotations in lists: when each was said, its words, to whom, who carried it, and where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby

from generator import prose
from generator.dossier import Dossier, Quote, Saying
from generator.evidence.counts import count_of
from generator.model import Ref
from generator.prose import Blocks, Markdown
from generator.render.fragments import kept
from generator.render.originals import original
from generator.render.utterances import href
from generator.render.view import View, dated, withheld

QUOTES = 100
"""Quotations of one list; more have a further list, and may go on to a further page."""


def quote_lists(view: View, quotes: Iterable[Quote], *, named: bool = False) -> Iterator[Blocks]:
    """List quotations by the date on which they were said, undated ones last.

    Many are shared out over several lists, so that they may go on to a further page.

    Args:
        view: The page.
        quotes: The quotations.
        named: Whether the speaker of each is named.
    """
    ordered = sorted(quotes, key=_order)
    for start in range(0, len(ordered), QUOTES):
        listed = [quote.saying for quote in ordered[start : start + QUOTES]]
        yield from kept(view, "quotes", map(" ".join, listed), partial(_quote_list, listed, named))


def _quote_list(listed: Sequence[Saying], named: bool, view: View) -> Iterator[Blocks]:
    quotes = map(view.dossier.quote, listed)
    rows = [
        quote_row(view, quote, *([view.entity(quote.speaker)] if named else ()), again=number > 0)
        for _, of_day in groupby(quotes, key=lambda quote: quote.date)
        for number, quote in enumerate(of_day)
    ]
    yield prose.section("div", ("quotes",), prose.bullets(rows))


def quote_lists_of(dossier: Dossier, ref: Ref) -> int:
    """Count the lists that the quotations of a speaker are shared out over."""
    return -(-count_of(dossier, ref).quotes // QUOTES)


def _order(quote: Quote) -> tuple[bool, tuple[object, ...]]:
    """Order quotations by the date on which they were said, the undated after the dated."""
    return quote.date is None, quote.date.sort_key() if quote.date else ()


def quote_row(view: View, quote: Quote, *before: Markdown, again: bool = False) -> Markdown:
    """Give a quotation: when it was said, its words, to whom, who carried it, and where.

    Args:
        view: The page.
        quote: The quotation.
        before: Stands before its words.
        again: Whether the row above has the same date.
    """
    details = [
        said_to(view, [quote.to]) if quote.to else None,
        via(view, quote.via) if quote.via else None,
        view.source(quote.place),
        original(view, quote),
    ]
    words = _said(view, quote) if quote.words else withheld(view.texts)
    return dated(
        view.texts,
        quote.date,
        *before,
        prose.link(words, href(view, quote), classes=("words",)),
        prose.span(prose.joined(" · ", [one for one in details if one]), classes=("evidence",)),
        again=again,
    )


def _said(view: View, quote: Quote) -> Markdown:
    """Give a quotation's words, in the language of its article."""
    words = prose.text(quote.words or "")
    language = view.foreign_language(quote.place.article)
    return prose.element("bdi", words, lang=language) if language else words


def said_to(view: View, audiences: Iterable[Ref]) -> Markdown:
    """Say to whom something was said."""
    # Translators: Somebody says something to {audience}.
    pattern = view.texts.pgettext("audience", "to {audience}")
    return prose.sentence(pattern, audience=view.entities(audiences))


def via(view: View, carrier: Ref) -> Markdown:
    """Say through whom an outlet has something."""
    # Translators: {carrier} is an agency or an outlet that reported it first.
    pattern = view.texts.pgettext("carrier", "via {carrier}")
    return prose.sentence(pattern, carrier=view.entity(carrier))
