"""Quotations and values that leave open what a reader will ask of them.

Many articles do not say it, and then nothing is to be added: so these rules run only where somebody
asks for them.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.sources import Documents, annotated
from generator.diagnostics import Diagnostic, Severity
from generator.dossier import Article
from generator.model import Annotation, Counting, Quoting


def undated_quotations(_known: Documents, article: Article) -> Iterator[Diagnostic]:
    """A quotation does not say when it was said."""
    for annotation in annotated(article):
        match annotation.meaning:
            case Quoting(date=None):
                yield _unstated(
                    article, annotation, "undated-quotation",
                    "this quotation does not say when it was said",
                    "add date=…, where the article says so",
                )  # fmt: skip


def undated_values(_known: Documents, article: Article) -> Iterator[Diagnostic]:
    """A value does not say up to which day it counts."""
    for annotation in annotated(article):
        match annotation.meaning:
            case Counting(as_of=None):
                yield _unstated(
                    article, annotation, "undated-value",
                    "this value does not say up to which day it counts",
                    "add as-of=…, where the article says so",
                )  # fmt: skip


def uncounted_values(_known: Documents, article: Article) -> Iterator[Diagnostic]:
    """A value does not say who counted."""
    for annotation in annotated(article):
        match annotation.meaning:
            case Counting(by=None):
                yield _unstated(
                    article, annotation, "uncounted-value",
                    "this value does not say who counted",
                    "add by=…, where the article says so",
                )  # fmt: skip


def _unstated(
    article: Article, annotation: Annotation, code: str, message: str, hint: str
) -> Diagnostic:
    place = article.locate(annotation.part("id"))
    return Diagnostic(place, code, message, hint, Severity.WARNING)
