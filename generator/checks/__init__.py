"""A whole dossier in, the findings that no single file shows out.

A rule is a small generator over the sources. A new one is a function, a line in `RULES` or
`ARTICLE_RULES`, and a case in `tests/cases/checks/`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from generator.checks.circles import circles
from generator.checks.dates import (
    counted_after_publication,
    event_in_another_year,
    retrieved_before_publication,
    role_ended_before_it_began,
    said_after_publication,
)
from generator.checks.duplicates import likely_duplicates
from generator.checks.former_ids import former_ids
from generator.checks.names import name_before_its_time, shared_names
from generator.checks.outlets import agencies_that_are_none, undeclared_reuse
from generator.checks.registry import null_island, unmentioned
from generator.checks.sources import Documents, Sources
from generator.checks.statements import statements_of_two_speakers
from generator.checks.tagging import same_words, untagged
from generator.checks.unstated import uncounted_values, undated_quotations, undated_values
from generator.diagnostics import Diagnostic
from generator.dossier import Article, Dossier
from generator.evidence.shingles import shingles
from generator.model import Document, Fields, Ref

ArticleRule = Callable[[Documents, Article], Iterator[Diagnostic]]

ARTICLE_RULES: tuple[ArticleRule, ...] = (
    counted_after_publication,
    said_after_publication,
    retrieved_before_publication,
    event_in_another_year,
    agencies_that_are_none,
    same_words,
)
"""Rules that look at the text of one article at a time."""

Rule = Callable[[Sources], Iterator[Diagnostic]]

RULES: tuple[Rule, ...] = (
    circles,
    role_ended_before_it_began,
    statements_of_two_speakers,
    name_before_its_time,
    shared_names,
    former_ids,
    unmentioned,
    null_island,
)
"""Rules that look at all at once."""

COMPARISONS: tuple[Rule, ...] = (undeclared_reuse,)
"""Rules that compare every article with all others."""

Entries = Sequence[Document[Fields]]
"""All documents but the articles, as they were read."""

EntryRule = Callable[[Entries], Iterator[Diagnostic]]

ENTRY_COMPARISONS: tuple[EntryRule, ...] = (likely_duplicates,)
"""Rules that compare every entry with all others, and look at no article."""

ASKED_OF_ARTICLES: Mapping[str, ArticleRule] = {
    "undated-quotation": undated_quotations,
    "undated-value": undated_values,
    "uncounted-value": uncounted_values,
}
ASKED_FOR: Mapping[str, Rule] = {"untagged": untagged}
"""Rules that run only where the settings ask for them, by their codes."""


def check(
    dossier: Dossier,
    whole: Sequence[Document[Fields]],
    broken: Sequence[Ref] = (),
    asked: Collection[str] = (),
) -> Iterator[Diagnostic]:
    """Check a dossier, and each of its articles.

    Args:
        dossier: The linked dossier.
        whole: Its documents as they were read, before their rights were applied.
        broken: The identities of files that could not be read.
        asked: The codes of rules that are asked for, of those that do not run by themselves.

    Returns:
        What is wrong, article by article, then rule by rule.
    """
    sources = Sources(dossier, whole, broken, {one.ref.id: shingles(one) for one in whole})
    for article in sources.articles():
        yield from check_article(dossier.documents, article, asked)
    yield from check_all(sources, asked)
    yield from compare_articles(sources)
    yield from compare_entries(sources.entries())


def check_article(
    known: Documents, article: Article, asked: Collection[str] = ()
) -> Iterator[Diagnostic]:
    """Give what is wrong with an article that can be told from it and the entries that it names.

    Args:
        known: The documents that there are.
        article: The article as it was read, before its rights were applied.
        asked: The codes of rules that are asked for.
    """
    for look in ARTICLE_RULES:
        yield from look(known, article)
    for code, look in ASKED_OF_ARTICLES.items():
        if code in asked:
            yield from look(known, article)


def check_all(sources: Sources, asked: Collection[str] = ()) -> Iterator[Diagnostic]:
    """Give what is wrong with a dossier as a whole.

    Args:
        sources: The dossier.
        asked: The codes of rules that are asked for.
    """
    for rule in RULES:
        yield from rule(sources)
    for code, rule in ASKED_FOR.items():
        if code in asked:
            yield from rule(sources)


def compare_articles(sources: Sources) -> Iterator[Diagnostic]:
    """Give what is wrong with a dossier that shows only where each article is compared with all.

    This and the next take longer than all other rules together.
    """
    for rule in COMPARISONS:
        yield from rule(sources)


def compare_entries(entries: Entries) -> Iterator[Diagnostic]:
    """Give what is wrong with a registry that shows only where each entry is compared with all."""
    for rule in ENTRY_COMPARISONS:
        yield from rule(entries)
