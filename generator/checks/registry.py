"""Entries of the registry that nobody needs, and places that are nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.sources import Sources
from generator.diagnostics import Diagnostic, Severity
from generator.dossier import Dossier
from generator.model import ENTITY_KINDS, PlaceFields, Ref


def unmentioned(sources: Sources) -> Iterator[Diagnostic]:
    """No article, entry or page names an entry.

    Where a file could not be read, or no article is there yet, nobody knows.
    """
    if sources.broken or not sources.dossier.articles:
        return
    named = _named(sources.dossier)
    for document in sources.whole:
        if document.ref.kind in ENTITY_KINDS and document.ref not in named:
            yield Diagnostic(
                document.locate_value("name"),
                "unmentioned",
                f"nothing mentions '{document.name}'",
                f"annotate where it is named, with {document.ref}, or remove the file",
                Severity.WARNING,
            )


def null_island(sources: Sources) -> Iterator[Diagnostic]:
    """A place lies at 0° N, 0° E: in the sea, where unknown places end up."""
    for document in sources.whole:
        if isinstance(document.fields, PlaceFields) and document.fields.coordinates == (0.0, 0.0):
            yield Diagnostic(
                document.locate_value("coordinates"),
                "null-island",
                "these coordinates are in the sea off Africa",
                "leave `coordinates` out where they are not known",
                Severity.WARNING,
            )


def _named(dossier: Dossier) -> set[Ref]:
    named: set[Ref] = set()
    for one in dossier.named.values():
        named.update(one.spoken_of, one.besides)
    named.update(
        ref for ref, by in dossier.referrers.items() if any(other != ref for other, _ in by)
    )
    return named.union(dossier.noted)
