"""A kind and a name in, a new entry of the registry out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from anyascii import anyascii
from rapidfuzz import fuzz

from generator.editing import yaml_text
from generator.editing.edits import Change
from generator.editing.opened import OpenSources, unfinished
from generator.editing.plans import Plan, path_of, refused, taken, tried
from generator.editing.yaml_text import Value
from generator.ids import MAX_LENGTH, suggest_id, why_no_id
from generator.link import ACTORS
from generator.model import Document, Fields, Kind, Ref

ALIKE = 90
"""From 0 to 100, how much two names have in common that may be one thing's."""


@dataclass(frozen=True, slots=True)
class Namesake:
    """An entry whose name is much like another."""

    ref: Ref
    name: str
    """Which of its names."""
    is_same: bool
    """Whether the name is the same but for accents, capitals and the order of the words."""


def plan_entry(sources: OpenSources, ref: Ref, values: Mapping[str, Value], note: str = "") -> Plan:
    """Plan to add a file.

    Args:
        sources: The sources.
        ref: Its identity, with a valid id.
        values: Its front matter.
        note: Its body, as Markdown.
    """
    found = [*unfinished(sources), *taken(ref, sources)]
    if found:
        return refused(found, sources)
    text = yaml_text.front_matter(values) + (f"\n{note}\n" if note else "")
    return tried([Change("", path_of(ref), b"", text.encode())], sources)


def propose_id(sources: OpenSources, kind: Kind, name: str, date: str = "") -> str:
    """Give a good id for a new entry.

    Args:
        sources: The sources.
        kind: Its kind.
        name: Its name.
        date: Of an event, its date.

    Returns:
        An id that nothing has or had; an empty text where the name suggests none.
    """
    best = suggest_id(name)
    if not best and any(one.isalnum() for one in anyascii(name)):
        # It is a reserved word alone.
        best = suggest_id(f"{name} {kind}")
    if not best or not is_taken(sources, kind, best):
        return best
    further = [suggest_id(date)] if date and suggest_id(date) else []
    for suffix in (*further, *map(str, range(2, 1000))):
        stem = best[: MAX_LENGTH - len(suffix) - 1].rstrip("-")
        id_ = f"{stem}-{suffix}"
        if not why_no_id(id_) and not is_taken(sources, kind, id_):
            return id_
    return ""


def is_taken(sources: OpenSources, kind: Kind, id_: str) -> bool:
    """Tell whether an entry has an id or had it, or one that is named in the same places."""
    kinds = ACTORS if kind in ACTORS else (kind,)
    refs = [Ref(one, id_) for one in kinds]
    return any(path_of(ref) in sources.files or ref in sources.former_ids for ref in refs)


def namesakes(sources: OpenSources, kind: Kind, names: Iterable[str]) -> list[Namesake]:
    """Give the entries of a kind that may go by one of these names, the likeliest first."""
    wanted = [_folded(name) for name in names]
    best: dict[Ref, tuple[float, Namesake]] = {}
    for ref, document in sources.documents.items():
        if ref.kind != kind:
            continue
        for name in names_of(document):
            known = _folded(name)
            score = max(_likeness(one, known) for one in wanted)
            if score >= ALIKE and score > best.get(ref, (0, None))[0]:
                best[ref] = (score, Namesake(ref, name, known in wanted))
    ranked = sorted(best.values(), key=lambda one: (not one[1].is_same, -one[0], one[1].ref))
    return [namesake for _, namesake in ranked]


def names_of(document: Document[Fields]) -> Iterator[str]:
    """Give every name of an entry."""
    yield document.name
    yield from getattr(document.fields, "aliases", ())
    yield from (former.name for former in getattr(document.fields, "former_names", ()))


def annotation(ref: Ref, name: str) -> str:
    """Give an example of how an entry is annotated."""
    value = "?value=…" if ref.kind is Kind.FIGURE else ""
    words = "more than 100" if ref.kind is Kind.FIGURE else name
    return f"[{words}]({ref}{value})"


def _folded(name: str) -> str:
    words = "".join(one if one.isalnum() else " " for one in anyascii(name).lower()).split()
    return " ".join(sorted(words))


def _likeness(one: str, other: str) -> float:
    """Compare two names, of which one may be a part of the other."""
    if not one or not other:
        return 0
    return max(fuzz.ratio(one, other), fuzz.token_set_ratio(one, other))
