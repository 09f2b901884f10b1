"""Quotations that are said to be one utterance."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.sources import Sources, annotated, withheld
from generator.diagnostics import Diagnostic
from generator.dossier import Quote
from generator.source import Location


def statements_of_two_speakers(sources: Sources) -> Iterator[Diagnostic]:
    """Quotations share a statement, but not the speaker."""
    first: dict[str, Quote] = {}
    for quote in sources.dossier.quotes:
        if not quote.statement:
            continue
        other = first.setdefault(quote.statement, quote)
        if other.speaker != quote.speaker:
            there = sources.dossier.location(other.place)
            yield Diagnostic(
                _named(sources, quote),
                "statement-of-two-speakers",
                f"the statement '{quote.statement}' is given to {quote.speaker.id} here, and to "
                f"{other.speaker.id} in {there.path}, line {there.line}",
                "one utterance has one speaker; mend the speaker, or give this "
                "statement another name",
            )


def _named(sources: Sources, quote: Quote) -> Location:
    """Give the place where a quotation names its statement."""
    article = sources.dossier.article(quote.place.article)
    for annotation in (*annotated(article), *withheld(article)):
        if annotation.span == quote.place.span:
            return article.locate(annotation.part("statement"))
    return article.locate(quote.place.span)
