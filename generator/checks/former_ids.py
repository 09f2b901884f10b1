"""Former ids that cannot lead readers on, since they lead to two places."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.sources import Sources
from generator.diagnostics import Diagnostic
from generator.model import Document, Fields, Ref


def former_ids(sources: Sources) -> Iterator[Diagnostic]:
    """A former id is in use, or two entries had it."""
    had: dict[Ref, Document[Fields]] = {}
    existing = {document.ref for document in sources.whole}.union(sources.broken)
    for document in sorted(sources.whole, key=lambda one: one.ref):
        for number, id_ in enumerate(document.fields.formerly):
            former = Ref(document.ref.kind, id_)
            other = had.setdefault(former, document)
            if former in existing:
                message = f"'{former}' exists, so its page cannot lead here"
            elif other is not document:
                message = f"'{former}' already leads readers to {other.path}"
            else:
                continue
            place = document.locate_value("formerly", number)
            yield Diagnostic(place, "former-id", message, "delete this line")
