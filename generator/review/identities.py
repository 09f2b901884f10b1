"""Two states of a dossier in, which entry of the one is which of the other out.

An entry is the same when its file has the same name; when a file says that it was called so
(`formerly`); or when one file is gone and a new one says nearly the same, as git tells a renamed
file. It is merged where a `formerly` names it in a file that was there before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz

from generator.model import Kind, Ref
from generator.review.sides import Side

ALIKE = 60
"""The least likeness of two files, in percent, that makes one the other, renamed."""

COMPARED = 20_000
"""As many characters of a file are compared."""

MOST = 200
"""As many files of a kind are compared with each other; beyond it only names tell."""


@dataclass(frozen=True, slots=True)
class Identities:
    """What became of the entries."""

    now: Mapping[Ref, Ref]
    """What each entry is now, also under the same name; those that are gone are not in it."""
    merged: Mapping[Ref, Ref]
    """Entries that another took in, with that one."""
    renamed: Mapping[Ref, Ref]
    """Entries that have another name now, with that."""

    def of(self, ref: Ref | None) -> Ref | None:
        """Give what an entry is now; itself, where it is gone."""
        return self.now.get(ref, ref) if ref else None


def identities(before: Side, after: Side) -> Identities:
    """Tell which entry is which."""
    old, new = before.dossier.documents, after.dossier.documents
    broken = set(after.linked.broken)
    now = {ref: ref for ref in old if ref in new}
    merged: dict[Ref, Ref] = {}
    renamed: dict[Ref, Ref] = {}
    gone = [ref for ref in old if ref not in new and ref not in broken]
    for ref in gone:
        heir = _heir(ref, after)
        if heir:
            (merged if heir in old else renamed)[ref] = heir
    left = [ref for ref in gone if ref not in merged and ref not in renamed]
    taken = set(renamed.values())
    added = [ref for ref in new if ref not in old and ref not in taken]
    renamed.update(_alike(before, after, left, added))
    return Identities({**now, **merged, **renamed}, merged, renamed)


def _heir(ref: Ref, after: Side) -> Ref | None:
    """Give the entry that says that it was called so."""
    for other, document in after.dossier.documents.items():
        if other.kind is ref.kind and ref.id in document.fields.formerly:
            return other
    return None


def _alike(
    before: Side, after: Side, gone: Iterable[Ref], added: Iterable[Ref]
) -> Iterator[tuple[Ref, Ref]]:
    """Pair files that say nearly the same, the most alike first."""
    by_kind: dict[Kind, tuple[list[Ref], list[Ref]]] = defaultdict(lambda: ([], []))
    for ref in gone:
        by_kind[ref.kind][0].append(ref)
    for ref in added:
        by_kind[ref.kind][1].append(ref)
    for old, new in by_kind.values():
        if len(old) * len(new) > MOST * MOST:
            continue
        ranked = sorted(
            (-_likeness(before, one, after, other), one, other) for one in old for other in new
        )
        taken: set[Ref] = set()
        for likeness, one, other in ranked:
            if -likeness >= ALIKE and one not in taken and other not in taken:
                taken |= {one, other}
                yield one, other


def _likeness(before: Side, one: Ref, after: Side, other: Ref) -> float:
    """Tell how alike two files are, in percent. Two that share a name only are namesakes."""
    texts = before.source_of(one)[:COMPARED], after.source_of(other)[:COMPARED]
    same_name = before.dossier.name(one) == after.dossier.name(other)
    return fuzz.ratio(*texts) + (10 if same_name else 0)
