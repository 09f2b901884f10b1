"""Entries of a kind that are probably one: nearly the same name, or the same id elsewhere."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from anyascii import anyascii
from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from generator.diagnostics import Diagnostic, Severity
from generator.model import Document, Fields, Kind, OrgFields, PersonFields, PlaceFields, Ref

ALIKE = 0.87
"""The least likeness of two names: one letter in eight may be another."""

SHORTEST = 7
"""The fewest letters of a name; a shorter one is soon like another."""

COMMONEST = 60
"""A word that more names of a kind have than these tells nothing of them."""


def likely_duplicates(entries: Sequence[Document[Fields]]) -> Iterator[Diagnostic]:
    """Two entries of a kind are probably one. The same name is another rule's."""
    for kind in (Kind.PERSON, Kind.PLACE, Kind.ORG):
        of_kind = [one for one in entries if one.ref.kind is kind and not _is_unnamed(one)]
        same = dict(_same_elsewhere(of_kind))
        yield from same.values()
        for pair, finding in _alike(of_kind):
            if pair not in same:
                yield finding


Pair = tuple[str, str]


def _is_unnamed(document: Document[Fields]) -> bool:
    """Tell whether somebody has no name: two senior officials are two."""
    return isinstance(document.fields, PersonFields) and document.fields.anonymous


def _same_elsewhere(entries: Iterable[Document[Fields]]) -> Iterator[tuple[Pair, Diagnostic]]:
    first: dict[tuple[str, str], Document[Fields]] = {}
    for document in sorted(entries, key=lambda one: one.ref):
        for key in ("wikidata", "geonames"):
            value = getattr(document.fields, key, None)
            if value:
                other = first.setdefault((key, value), document)
                if other is not document:
                    message = f"{other.path} has the same id '{value}'"
                    yield _pair(document, other), _finding(document, key, message)


def _alike(entries: Iterable[Document[Fields]]) -> Iterator[tuple[Pair, Diagnostic]]:
    """Compare names that have a word in common, or whose words begin with the same letters."""
    together: dict[str, dict[Ref, str]] = defaultdict(dict)
    by_ref = {document.ref: document for document in sorted(entries, key=lambda one: one.ref)}
    for ref, document in by_ref.items():
        name = _folded(document.name)
        words = name.split()
        if len(name) >= SHORTEST:
            for key in {*words, "".join(word[0] for word in words) + "."}:
                together[key][ref] = name
    seen: set[Pair] = set()
    for key, names in sorted(together.items()):
        if len(names) > COMMONEST and not key.endswith("."):
            continue
        for ref, other_ref in _pairs_alike(names):
            document, other = by_ref[ref], by_ref[other_ref]
            pair = _pair(document, other)
            if pair not in seen:
                seen.add(pair)
                message = f"'{document.name}' is nearly '{other.name}' of {other.path}"
                if not _are_known_as_two(document, other):
                    yield pair, _finding(document, "name", message)


def _pairs_alike(names: Mapping[Ref, str]) -> Iterator[tuple[Ref, Ref]]:
    """Give each two of which the names are nearly the same, and not quite."""
    before: dict[Ref, str] = {}
    for ref, name in names.items():
        for other_name, _, other in process.extract_iter(
            name, before, scorer=DamerauLevenshtein.normalized_similarity, score_cutoff=ALIKE
        ):
            if name != other_name and _digits(name) == _digits(other_name):
                yield ref, other
        before[ref] = name


def _digits(name: str) -> list[str]:
    """Give the numbers in a name: the first brigade is not the second."""
    return re.findall("[0-9]+", name)


def _are_known_as_two(one: Document[Fields], other: Document[Fields]) -> bool:
    """Tell whether Wikidata has an entry for each."""
    ids = [
        document.fields.wikidata
        for document in (one, other)
        if isinstance(document.fields, PersonFields | PlaceFields | OrgFields)
    ]
    return all(ids) and ids[0] != ids[1]


def _folded(name: str) -> str:
    return " ".join(sorted(re.findall(r"[a-z0-9]+", anyascii(name).lower())))


def _pair(one: Document[Fields], other: Document[Fields]) -> Pair:
    return tuple(sorted((one.ref.id, other.ref.id)))  # type: ignore[return-value]


def _finding(document: Document[Fields], key: str, message: str) -> Diagnostic:
    return Diagnostic(
        document.locate_value(key),
        "likely-duplicate",
        message,
        "`dossier merge` makes one entry of two; where they are two, `wikidata` tells them apart",
        Severity.WARNING,
    )
