"""The sources and an earlier state of them in, a finding for each address that leads elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostic, Severity
from generator.model import ArticleFields
from generator.review.annotations import alignments
from generator.review.changes import PermalinkChange
from generator.review.compare import permalink_changes
from generator.review.identities import identities
from generator.review.sides import Side
from generator.source import Location
from generator.urls import address, page_of


def moved_permalinks(before: Side, after: Side) -> Iterator[Diagnostic]:
    """Find the addresses of the earlier state that a reader may have kept, and that miss now."""
    unread = {*before.linked.broken, *after.linked.broken}
    before, after = before.without(unread), after.without(unread)
    known = identities(before, after)
    for change in permalink_changes(before, after, known, alignments(before, after, known)):
        cited = f", and {', '.join(change.cited_by)} still cites it" if change.cited_by else ""
        leads = f"its text is at {change.now} now" if change.now else "its text is gone"
        yield Diagnostic(
            _place(before, after, change),
            "moved-permalink",
            f"the address {change.address} was in use: {leads}{cited}",
            _hint(change),
            Severity.WARNING,
        )


def _hint(change: PermalinkChange) -> str:
    if "#" in change.address:
        return "new paragraphs at the end move none; or cite what is meant by its new number"
    return "name the old id in `formerly` of the entry that took its place"


def _place(before: Side, after: Side, change: PermalinkChange) -> Location:
    """Give the place of the paragraph now, or of the file."""
    now, _, anchor = (change.now or change.address).partition("#")
    for ref, document in after.dossier.documents.items():
        if address(page_of(ref)) == now:
            for passage in document.passages:
                if passage.anchor == anchor and isinstance(document.fields, ArticleFields):
                    return document.locate(passage.span)
            return Location.whole_file(document.path)
    for ref, document in before.dossier.documents.items():
        if address(page_of(ref)) == now:
            return Location.whole_file(document.path)
    return Location.whole_file("")
