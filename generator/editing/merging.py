"""Two entries in, the changes that make one of them out.

What names the second names the first; its names become names of the first; what it says and the
first does not say is taken over. Where both say something, the first is right, and what the second
said is told, so that an editor decides. The second file goes, and its page leads to the first.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Collection, Iterator
from collections.abc import Sequence as SequenceOf

from generator.diagnostics import Diagnostic
from generator.editing.edits import Change, Edit
from generator.editing.keys import (
    Item,
    copied,
    item_of,
    plain,
    texts_of,
    value_of,
    with_items,
    without_items,
    without_key,
)
from generator.editing.opened import OpenSources, unfinished
from generator.editing.plans import (
    Draft,
    Plan,
    not_whole,
    path_of,
    refused,
    tried,
    unknown,
)
from generator.editing.registry import names_of
from generator.editing.renaming import FORMERLY, still_said
from generator.editing.uses import Use, illegible, uses_of
from generator.frontmatter import Mapping, Node, Sequence, split
from generator.model import FIELDS_OF_KIND, Kind, Naming, Ref
from generator.report import count
from generator.source import Span, shown
from generator.urls import address, page_of

IDENTITIES = ("wikidata", "geonames")
"""Keys that hold the same for two entries only if these are the same thing."""

LONG = 300
"""As many characters are told of a value that is left out."""


def plan_merge(sources: OpenSources, kept: Ref, gone: Ref) -> Plan:
    """Plan to make one entry of two.

    Args:
        sources: The sources.
        kept: The entry that stays.
        gone: The entry that is merged into it, of the same kind.
    """
    if found := tuple(_refusals(sources, kept, gone)):
        return refused(found, sources)
    uses = tuple(uses_of(gone, sources))
    if hidden := tuple(illegible(use) for use in uses if not use.is_legible):
        return refused(hidden, sources)
    drafts = _with_references(sources, uses, kept, gone)
    old = drafts.pop(path_of(gone), Draft.of(sources.files[path_of(gone)]))
    new = drafts.pop(path_of(kept), Draft.of(sources.files[path_of(kept)]))
    names = frozenset(names_of(sources.documents[kept]))
    drafts[path_of(kept)], said = _Joining(new, old, kept.kind, names).join(gone.id)
    changes = [
        *(
            Change(path, path, sources.files[path].content, draft.content)
            for path, draft in sorted(drafts.items())
        ),
        Change(path_of(gone), "", sources.files[path_of(gone)].content),
    ]
    plan = tried(changes, sources).saying(
        f"{path_of(gone)} is merged into {path_of(kept)}",
        f"{count(len(uses), 'reference')} to it changed in "
        f"{count(len({use.source.path for use in uses}), 'file')}",
        *said,
        f"readers who come to {address(page_of(gone))} are led to {address(page_of(kept))}",
    )
    return plan.saying(*still_said(plan.sources, gone))


def _refusals(sources: OpenSources, kept: Ref, gone: Ref) -> Iterator[Diagnostic]:
    yield from unfinished(sources)
    missing = [ref for ref in (kept, gone) if path_of(ref) not in sources.files]
    if missing:
        yield from (unknown(ref, sources) for ref in missing)
        return
    yield from not_whole(kept, sources)
    yield from not_whole(gone, sources)
    if gone in sources.documents and kept in sources.documents:
        yield from _two_things(sources, kept, gone)


def _two_things(sources: OpenSources, kept: Ref, gone: Ref) -> Iterator[Diagnostic]:
    """Say that two entries cannot be one."""
    for key in IDENTITIES:
        one, other = (getattr(sources.documents[ref].fields, key, None) for ref in (kept, gone))
        if one and other and one != other:
            place = sources.documents[gone].locate_value(key)
            message = f"'{gone}' is {other} there, and '{kept}' is {one}: these are two things"
            hint = f"if they are one, take one of the two lines '{key}: …' out first"
            yield Diagnostic(place, "two-things", message, hint)


# --- References ----------------------------------------------------------------------------------


def _with_references(
    sources: OpenSources, uses: SequenceOf[Use], kept: Ref, gone: Ref
) -> dict[str, Draft]:
    """Make every reference to one entry a reference to the other, once in each list."""
    known = sources.documents.keys() - {gone}
    others = [use for use in uses_of(kept, sources) if use.key]
    listed = {(use.source.path, use.key[0]) for use in others}
    itself = (path_of(kept), path_of(gone))
    edits: defaultdict[str, list[Edit]] = defaultdict(list)
    superfluous = [use for use in others if use.source.path == path_of(gone)]
    for use in uses:
        path = use.source.path
        if use.key and (path in itself or (path, use.key[0]) in listed):
            superfluous.append(use)
        else:
            edits[path].append(_named_once(use, kept) or use.renamed(kept, known))
    for path, more in _without(sources, superfluous).items():
        edits[path] += more
    return {path: Draft.of(sources.files[path]).apply(more) for path, more in edits.items()}


def _named_once(use: Use, kept: Ref) -> Edit | None:
    """Take an id out of an annotation that already names the entry which stays."""
    meaning = use.annotation.meaning if use.annotation else None
    if not isinstance(meaning, Naming) or kept.id not in meaning.ids:
        return None
    start, end = use.span.start, use.span.end
    if use.source.text[start - 1] == ",":
        return Edit(Span(start - 1, end), "")
    return Edit(Span(start, end + 1), "")


def _without(sources: OpenSources, uses: SequenceOf[Use]) -> dict[str, list[Edit]]:
    """Take ids out of front matter; with the last of a list, its key."""
    numbers: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    for use in uses:
        key, *way = use.key
        numbers[use.source.path, str(key)].update(one for one in way if isinstance(one, int))
    edits: defaultdict[str, list[Edit]] = defaultdict(list)
    for (path, key), items in numbers.items():
        draft = Draft.of(sources.files[path])
        node = _node(draft)
        edits[path] += (
            without_items(draft.source, node, key, sorted(items))
            if items
            else [without_key(draft.source, node, key)]
        )
    return edits


# --- What the entries say ------------------------------------------------------------------------


class _Joining:
    """Takes over into one entry what another says."""

    def __init__(self, kept: Draft, gone: Draft, kind: Kind, names: Collection[str]) -> None:
        self.kept = kept
        self.gone = gone
        self.kind = kind
        self.names = names
        self.said: list[str] = []

    def join(self, former: str) -> tuple[Draft, list[str]]:
        """Give the entry that stays with all that the other said, and what it does not take over.

        Args:
            former: The id of the other.
        """
        entries = {key.text: value for key, value in _node(self.gone).entries}
        former_ids = [former, *texts_of(entries.pop(FORMERLY, None))]
        self._take_names(entries.pop("name"), entries.pop("aliases", None))
        for key, value in entries.items():
            self._take(key, value)
        self._add(FORMERLY, former_ids)
        self._take_note()
        return self.kept, self.said

    def _take(self, key: str, value: Node) -> None:
        """Take over the value of one key, as far as nothing speaks against it."""
        node = _node(self.kept)
        there = value_of(node, key)
        default = _default(self.kind, key)
        if there is None and default in (None, ()):
            into = (self.kept.source, node)
            self._apply([copied(self.gone.source, _node(self.gone), into, key)])
        elif isinstance(there, Sequence) and isinstance(value, Sequence) and default == ():
            known = [plain(one) for one in there.items]
            self._add(key, [item_of(one) for one in value.items if plain(one) not in known])
        else:
            stays, leaves = _words(plain(there) if there else default), _words(plain(value))
            if stays != leaves:
                self.said.append(
                    f"{key}: '{shown(stays, LONG)}' stays, '{shown(leaves, LONG)}' is left out"
                )

    def _take_names(self, name: Node, aliases: Node | None) -> None:
        """Make the names of one entry names of the other."""
        names = dict.fromkeys([str(plain(name)), *texts_of(aliases)])
        fresh = [one for one in names if one not in self.names]
        if _default(self.kind, "aliases") == ():
            self._add("aliases", fresh, after="name")
        else:
            self.said += (
                f"the name '{shown(one)}' is kept nowhere, as an entry of this kind has one name"
                for one in fresh
            )

    def _take_note(self) -> None:
        """Put one note below the other."""
        note = _note(self.gone)
        if not note or note in _note(self.kept):
            return
        text = self.kept.source.text
        gap = "\n" * max(0, 2 - (len(text) - len(text.rstrip("\n"))))
        self._apply([Edit(Span(len(text), len(text)), f"{gap}{note}\n")])
        self.said.append("its note stands below the other now: read the two as one text")

    def _add(self, key: str, items: SequenceOf[Item], *, after: str = "") -> None:
        if items:
            node = _node(self.kept)
            self._apply([with_items(self.kept.source, node, key, items, after=after)])

    def _apply(self, edits: list[Edit]) -> None:
        self.kept = self.kept.apply(edits)


def _node(draft: Draft) -> Mapping:
    node = split(draft.source).node
    assert node is not None  # noqa: S101 - or the file would not be whole
    return node


def _note(draft: Draft) -> str:
    return draft.source.text[split(draft.source).body_start :].strip("\n")


def _default(kind: Kind, key: str) -> object:
    """Give what a key of a kind says where it is not there."""
    for field in dataclasses.fields(FIELDS_OF_KIND[kind]):
        if field.name == key:
            return field.default
    return None


def _words(value: object) -> str:
    """Give a value as it would be written."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return ", ".join(map(_words, value))
    return str(value)
