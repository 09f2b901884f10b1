"""Names that two entries share, and names that are used before there were any."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from generator.checks.sources import Sources
from generator.diagnostics import Diagnostic, Severity
from generator.evidence.names import out_of_date
from generator.model import (
    Document,
    Fields,
    KeyPath,
    Kind,
    OrgFields,
    PersonFields,
    PlaceFields,
)


def name_before_its_time(sources: Sources) -> Iterator[Diagnostic]:
    """An article calls an organization by a name that it took only later.

    The other way round is no mistake: outlets go on with a name that is out of use, and the
    organization's page says which of them do.
    """
    for document in sources.dossier.of_kind(Kind.ORG):
        if not cast(OrgFields, document.fields).former_names:
            continue
        for use in out_of_date(sources.dossier, document.ref):
            if use.too_early:
                published = sources.dossier.article(use.mention.place.article).fields.published
                yield Diagnostic(
                    sources.dossier.location(use.mention.place),
                    "former-name-date",
                    f"'{use.name}' is used in an article of {published}, but until {use.until} "
                    "its name was another",
                    f"mend `published` here, or `until` in {document.path}",
                    Severity.WARNING,
                )


def shared_names(sources: Sources) -> Iterator[Diagnostic]:
    """Two entries of a kind have the same name."""
    first: dict[tuple[Kind, str], Document[Fields]] = {}
    for document in sorted(sources.whole, key=lambda one: one.ref):
        for name, path in _names(document):
            other = first.setdefault((document.ref.kind, name.casefold()), document)
            if other is not document:
                yield Diagnostic(
                    document.locate_value(*path),
                    "shared-name",
                    f"'{name}' is also a name of {other.path}",
                    "make one entry of the two, or tell them apart by what is added to the name",
                    Severity.WARNING,
                )


def _names(document: Document[Fields]) -> Iterator[tuple[str, KeyPath]]:
    fields = document.fields
    if isinstance(fields, PersonFields | PlaceFields | OrgFields):
        yield fields.name, ("name",)
        for number, alias in enumerate(fields.aliases):
            yield alias, ("aliases", number)
