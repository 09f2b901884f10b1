"""An entry and a new id in, the changes that rename it everywhere out.

The file moves, and each reference to it is changed at its exact place. The entry keeps its old id
in `formerly`, so that readers who come to the old page are led to the new one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from generator.diagnostics import Diagnostic
from generator.editing.edits import Change, Edit, edited
from generator.editing.keys import texts_of, value_of, with_items, without_items
from generator.editing.opened import OpenFile, OpenSources, unfinished
from generator.editing.plans import Plan, about, not_whole, path_of, refused, taken, tried, unknown
from generator.editing.uses import Use, illegible, uses_of
from generator.frontmatter import split
from generator.model import Kind, Ref
from generator.report import count
from generator.source import Span
from generator.urls import TOP_PAGES, address, page_of

FORMERLY = "formerly"

FEW = 10
"""As many places are named one by one."""


def plan_rename(sources: OpenSources, ref: Ref, id_: str, *, redirect: bool = True) -> Plan:
    """Plan to give an entry another id.

    Args:
        sources: The sources.
        ref: The entry.
        id_: Its new id, a valid one.
        redirect: Whether the old page leads readers to the new one.
    """
    new = Ref(ref.kind, id_)
    if found := tuple(_refusals(sources, ref, new)):
        return refused(found, sources)
    uses = tuple(uses_of(ref, sources))
    if hidden := tuple(illegible(use) for use in uses if not use.is_legible):
        return refused(hidden, sources)
    edits = _edits(sources, uses, ref, new)
    files = count(len(edits), "file")
    edits[path_of(ref)] += _formerly(sources, ref, new, redirect=redirect)
    changes = []
    for path in sorted(edits):
        content = sources.files[path].content
        moved = path_of(new) if path == path_of(ref) else path
        changes.append(Change(path, moved, content, edited(content, edits[path])))
    plan = tried(changes, sources).saying(
        f"{path_of(ref)} becomes {path_of(new)}",
        f"{count(len(uses), 'reference')} to it changed in {files}",
    )
    if redirect:
        plan = plan.saying(f"readers who come to {_address(ref)} are led to {_address(new)}")
    return plan.saying(*still_said(plan.sources, ref))


def _refusals(sources: OpenSources, ref: Ref, new: Ref) -> Iterator[Diagnostic]:
    yield from unfinished(sources)
    if path_of(ref) not in sources.files:
        yield unknown(ref, sources)
        return
    if ref.kind is Kind.PAGE and ref.id in TOP_PAGES:
        message = "this page has a place of its own on the site, which hangs on its id"
        yield about(path_of(ref), "page-with-a-place", message, "write a new page instead")
    if sources.former_ids.get(new) != ref:
        yield from taken(new, sources)
    yield from not_whole(ref, sources)


def _edits(
    sources: OpenSources, uses: Sequence[Use], ref: Ref, new: Ref
) -> defaultdict[str, list[Edit]]:
    """Give the edits of all references, by file."""
    known = sources.documents.keys() - {ref} | {new}
    edits: defaultdict[str, list[Edit]] = defaultdict(list)
    for use in uses:
        edits[use.source.path].append(use.renamed(new, known))
    # Where the same id has named an entry of another kind, it would now name two.
    for kind in Kind:
        other = Ref(kind, new.id)
        if other in known and other != new:
            for use in uses_of(other, sources):
                edit = use.renamed(other, known)
                if edit.text != use.id:
                    edits[use.source.path].append(edit)
    return edits


def _formerly(sources: OpenSources, ref: Ref, new: Ref, *, redirect: bool) -> list[Edit]:
    """Note the old id, and forget the new one where the entry had it before."""
    source = sources.files[path_of(ref)].source
    node = split(source).node
    assert node is not None  # noqa: S101 - or there would be no document
    former = texts_of(value_of(node, FORMERLY))
    if new.id not in former:
        return [with_items(source, node, FORMERLY, [ref.id])] if redirect else []
    number = former.index(new.id)
    if redirect:
        return [Edit(sources.documents[ref].spans[FORMERLY, number], ref.id)]
    return without_items(source, node, FORMERLY, [number])


def still_said(after: OpenSources, ref: Ref) -> Iterator[str]:
    """Name the places where an id that is gone stands in a text: in a comment, in code, in prose.

    An id of one word is looked for with its kind alone, since it may be a word of the language.
    """
    kind = "" if "-" in ref.id else rf"{ref.kind}[:=][\"']?(?:[a-z0-9-]+,)*"
    target = re.compile(rf"(?<![a-z0-9-]){kind}{ref.id}(?![a-z0-9-])")
    places = []
    for path, file in after.files.items():
        redirects = _redirects(file)
        for found in target.finditer(file.source.text):
            if found.start() not in redirects:
                where = file.source.locate(Span(*found.span()))
                places.append(f"{path}:{where.line}:{where.column}")
    for place in places[:FEW]:
        yield f"{place} still says '{ref.id}', which is no reference"
    if len(places) > FEW:
        yield f"and so do {count(len(places) - FEW, 'place')} more"


def _redirects(file: OpenFile) -> frozenset[int]:
    """Give the places of the ids that a file had before."""
    spans = file.document.spans if file.document else {}
    return frozenset(span.start for key, span in spans.items() if key[0] == FORMERLY)


def _address(ref: Ref) -> str:
    return address(page_of(ref))
