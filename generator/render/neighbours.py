"""The way from an entry's page to the ones before and after, and to the index."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator import prose, urls
from generator.dossier import Dossier, once_per_dossier
from generator.model import ENTITY_KINDS, Document, Fields, Ref
from generator.prose import Blocks
from generator.render import phrases
from generator.render.order import by_entry
from generator.render.view import View


def neighbours(
    view: View,
    before: Document[Fields] | None,
    after: Document[Fields] | None,
    index: tuple[str, str],
) -> Blocks:
    """Lead to the page before, the index, and the page after."""
    links = [
        prose.link(
            prose.text(view.texts.gettext("← {name}", name=before.name)),
            view.href(before.ref),
            rel="prev",
        )
        if before
        else None,
        prose.link(prose.text(index[0]), view.href(index[1])),
        prose.link(
            prose.text(view.texts.gettext("{name} →", name=after.name)),
            view.href(after.ref),
            rel="next",
        )
        if after
        else None,
    ]
    return prose.section(
        "nav",
        ("neighbours",),
        prose.paragraph(prose.joined(" · ", [one for one in links if one])),
        aria_label=view.texts.gettext("Neighbouring pages"),
    )


def alphabetical_neighbours(view: View, document: Document[Fields]) -> Blocks:
    """Lead to the entries before and after, from A to Z."""
    kind = document.ref.kind
    before, after = _alphabetical(view.dossier)[document.ref]
    index = (phrases.all_of(view.texts, kind), urls.index_of(kind))
    return neighbours(view, before, after, index)


@once_per_dossier
def _alphabetical(dossier: Dossier) -> Mapping[Ref, Beside]:
    rows = [sorted(dossier.of_kind(kind), key=by_entry) for kind in ENTITY_KINDS]
    return {ref: beside for row in rows for ref, beside in in_a_row(row).items()}


Beside = tuple[Document[Fields] | None, Document[Fields] | None]
"""The entries before and after one; None at an end."""


def in_a_row(row: Sequence[Document[Fields]]) -> Mapping[Ref, Beside]:
    """Give what stands before and after each entry of a row."""
    return {
        here.ref: (before, after)
        for before, here, after in zip((None, *row), row, (*row[1:], None), strict=False)
    }
