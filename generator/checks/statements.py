"""Quotations that are said to be one utterance."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.sources import Sources, annotated
from generator.diagnostics import Diagnostic
from generator.model import Quoting, Ref
from generator.source import Location


def statements_of_two_speakers(sources: Sources) -> Iterator[Diagnostic]:
    """Quotations share a statement, but not the speaker."""
    speakers = {quote.place.location: quote.speaker for quote in sources.dossier.quotes}
    first: dict[str, tuple[Ref, Location]] = {}
    for article in sources.articles():
        for annotation in annotated(article):
            here = article.locate(annotation.span)
            speaker = speakers.get(here)
            match annotation.meaning:
                case Quoting(statement=str(statement)) if speaker:
                    other, there = first.setdefault(statement, (speaker, here))
                    if other != speaker:
                        yield Diagnostic(
                            article.locate(annotation.part("statement")),
                            "statement-of-two-speakers",
                            f"the statement '{statement}' is given to {speaker.id} here, and to "
                            f"{other.id} in {there.path}, line {there.line}",
                            "one utterance has one speaker; mend the speaker, or give this "
                            "statement another name",
                        )
