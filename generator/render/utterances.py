"""Where each quotation stands among the pages of all statements.

They are shared out over numbered pages, the wordings of one utterance together. Every page that
shows a quotation links to its place there.
"""

from __future__ import annotations

from collections.abc import Mapping

from generator import urls
from generator.dossier import Dossier, Quote, once_per_dossier
from generator.evidence.wordings import Utterance, utterances
from generator.render.view import View

PAGE = 60_000
"""Characters of quotations, with what stands around them, after which a page is full."""

AROUND = 500
"""Characters that stand around one quotation: who, when, where."""


def href(view: View, quote: Quote) -> str:
    """Give the link to a quotation's place among all statements."""
    return view.href(page_of(view.dossier, quote), anchor(quote))


def anchor(quote: Quote) -> str:
    """Give a quotation's anchor on its page of statements."""
    return urls.statement_anchor(quote.place.article, quote.id)


def page_of(dossier: Dossier, quote: Quote) -> str:
    """Give the page of statements that a quotation stands on."""
    return _places(dossier)[quote.place.article, quote.id]


def shares(dossier: Dossier) -> list[list[Utterance]]:
    """Share all utterances out over pages, in order; at least one page, which may be empty."""
    pages: list[list[Utterance]] = [[]]
    filled = 0
    for utterance in utterances(dossier):
        size = sum(AROUND + len(quote.words or "") for quote in utterance.quotes)
        if pages[-1] and filled + size > PAGE:
            pages.append([])
            filled = 0
        pages[-1].append(utterance)
        filled += size
    return pages


@once_per_dossier
def _places(dossier: Dossier) -> Mapping[tuple[str, str], str]:
    """Give the page of every quotation."""
    return {
        (quote.place.article, quote.id): urls.numbered(urls.STATEMENTS, number)
        for number, share in enumerate(shares(dossier), 1)
        for utterance in share
        for quote in utterance.quotes
    }
