"""Who stands behind an article: its agencies, and the texts that it repeats without saying so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from generator.checks.sources import Documents, Sources
from generator.diagnostics import Diagnostic, Severity
from generator.dossier import Article
from generator.evidence.reuse import Run, reused
from generator.model import Kind, OrgFields, OrgKind, Ref
from generator.source import Location

SHOWN = 8
"""Words of a shared run that are shown."""


def agencies_that_are_none(known: Documents, article: Article) -> Iterator[Diagnostic]:
    """An article credits as an agency what is no news outlet.

    A publisher may be anybody: a ministry publishes its own statements.
    """
    for number, agency in enumerate(article.fields.agencies):
        document = known.get(Ref(Kind.ORG, agency))
        kind = cast(OrgFields, document.fields).kind if document else None
        if document and kind not in (None, OrgKind.MEDIA):
            yield Diagnostic(
                article.locate_value("agencies", number),
                "not-an-agency",
                f"'{agency}' is credited as a news agency, and its kind is '{kind}'",
                f"name the agency that wrote, or mend `kind` in {document.path}",
                Severity.WARNING,
            )


def undeclared_reuse(sources: Sources) -> Iterator[Diagnostic]:
    """Two articles have long runs of words in common, and nothing says why."""
    paths = {article.ref.id: article for article in sources.articles()}
    for run in reused(sources.dossier, paths.values(), sources.shingles, sources.common):
        article = paths[run.article]
        there = paths[run.earlier].locate(run.earlier_passage.span)
        yield Diagnostic(
            article.locate(run.passage.span),
            "undeclared-reuse",
            f"{run.words} words in a row stand in {_place(there)} too: {_beginning(run)}",
            f"add `repeats: [{run.earlier}]`, or name the agency that both have it from in "
            "`agencies`",
            Severity.WARNING,
        )


def _place(location: Location) -> str:
    return f"{location.path}, line {location.line},"


def _beginning(run: Run) -> str:
    words = run.text.split()
    more = " …" if len(words) > SHOWN else ""
    return f"“{' '.join(words[:SHOWN])}{more}”"
