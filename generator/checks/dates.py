"""Dates that cannot be: something reported before it was, or ended before it began."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.sources import Documents, Sources, annotated
from generator.dates import Edtf
from generator.diagnostics import Diagnostic, Severity
from generator.dossier import Article
from generator.evidence.event_dates import days_after, years_apart
from generator.model import (
    Annotation,
    Counting,
    EventFields,
    Kind,
    Naming,
    PersonFields,
    Quoting,
    Ref,
)
from generator.source import Span

ONE_DAY = 1
"""An evening in Washington is the next day in Geneva: what is said to be a day late need not be."""


def counted_after_publication(_known: Documents, article: Article) -> Iterator[Diagnostic]:
    """A figure counts up to a day after the article that reports it."""
    for annotation in annotated(article):
        match annotation.meaning:
            case Counting(as_of=Edtf() as as_of) if _is_late(as_of, article):
                yield _after_publication("counted", article, annotation.part("as-of"), as_of)


def said_after_publication(_known: Documents, article: Article) -> Iterator[Diagnostic]:
    """Words were said after the article that quotes them."""
    for annotation in annotated(article):
        match annotation.meaning:
            case Quoting(date=Edtf() as said) if _is_late(said, article):
                yield _after_publication("said", article, annotation.part("date"), said)


def retrieved_before_publication(_known: Documents, article: Article) -> Iterator[Diagnostic]:
    """An article was fetched before it appeared."""
    retrieved, published = article.fields.retrieved, article.fields.published
    if retrieved and days_after(published, retrieved) > ONE_DAY:
        yield Diagnostic(
            article.locate_value("retrieved"),
            "retrieved-too-early",
            f"the article was retrieved on {retrieved} and published on {published}",
            "one of the two dates is wrong",
            Severity.WARNING,
        )


def event_in_another_year(known: Documents, article: Article) -> Iterator[Diagnostic]:
    """An article gives an event a date that is years from the registry's."""
    for annotation in annotated(article):
        match annotation.meaning:
            case Naming(Kind.EVENT, ids, Edtf() as given):
                for event in ids:
                    yield from _far_from_event(known, article, annotation, event, given)


def role_ended_before_it_began(sources: Sources) -> Iterator[Diagnostic]:
    """A role's `until` is before its `from`."""
    for document in sources.whole:
        roles = document.fields.roles if isinstance(document.fields, PersonFields) else ()
        for number, role in enumerate(roles):
            if role.from_ and role.until and days_after(role.from_, role.until):
                yield Diagnostic(
                    document.locate_value("roles", number, "until"),
                    "role-ends-too-early",
                    f"this role ends in {role.until}, before it begins in {role.from_}",
                    "exchange the two, or mend the year",
                )


def _is_late(when: Edtf, article: Article) -> bool:
    return days_after(when, article.fields.published) > ONE_DAY


def _after_publication(what: str, article: Article, part: Span, when: Edtf) -> Diagnostic:
    return Diagnostic(
        article.locate(part),
        f"{what}-after-publication",
        f"this was {what} on {when}, and the article published on {article.fields.published}",
        "mend the date here, or `published` above",
    )


def _far_from_event(
    known: Documents, article: Article, annotation: Annotation, event: str, given: Edtf
) -> Iterator[Diagnostic]:
    document = known.get(Ref(Kind.EVENT, event))
    if document is None or not isinstance(document.fields, EventFields):
        return
    registry = document.fields.date
    years = years_apart(registry, given)
    if years:
        distance = "a year or more" if years == 1 else f"{years} years or more"
        yield Diagnostic(
            article.locate(annotation.part("date")),
            "event-date-far-off",
            f"{given} is {distance} from the event's date, {registry}",
            f"mend the year here or in {document.path}, or name another event",
            Severity.WARNING,
        )
