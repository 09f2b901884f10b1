"""Entries that lie within themselves, by however many steps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.checks.sources import Sources
from generator.diagnostics import Diagnostic
from generator.model import Document, Fields, Kind

SHOWN = 6
"""The most steps of a circle that are named."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A field that must not lead back to where it began."""

    kind: Kind
    field: str
    verb: str


RELATIONS = (
    Relation(Kind.ARTICLE, "repeats", "repeats"),
    Relation(Kind.PLACE, "within", "lies within"),
    Relation(Kind.ORG, "part_of", "is part of"),
    Relation(Kind.EVENT, "part_of", "is part of"),
)


def circles(sources: Sources) -> Iterator[Diagnostic]:
    """A field leads back to the entry that it stands in; each circle is found once."""
    for relation in RELATIONS:
        entries = {one.ref.id: one for one in sources.whole if one.ref.kind is relation.kind}
        leads_to = {id_: _targets(entry, relation.field) for id_, entry in entries.items()}
        for circle in _circles(leads_to):
            yield _finding(entries[circle[0]], relation, circle)


def _targets(document: Document[Fields], field: str) -> tuple[str, ...]:
    value = getattr(document.fields, field)
    if value is None or isinstance(value, str):
        return (value,) if value else ()
    return tuple(value)


def _circles(leads_to: Mapping[str, tuple[str, ...]]) -> Iterator[list[str]]:
    """Give circles that have no entry in common, each from its first entry by id."""
    left = dict(leads_to)
    while True:
        _drop_dead_ends(left)
        if not left:
            return
        path = [min(left)]
        while (following := _next(left, path[-1])) not in path:
            path.append(following)
        circle = path[path.index(following) :]
        first = circle.index(min(circle))
        yield circle[first:] + circle[:first]
        for id_ in circle:
            del left[id_]


def _drop_dead_ends(left: dict[str, tuple[str, ...]]) -> None:
    """Take out, again and again, what leads to nothing that is left."""
    led_from: dict[str, list[str]] = {id_: [] for id_ in left}
    open_ways = dict.fromkeys(left, 0)
    for id_, targets in left.items():
        for target in targets:
            if target in left:
                led_from[target].append(id_)
                open_ways[id_] += 1
    dead = [id_ for id_, ways in open_ways.items() if not ways]
    while dead:
        id_ = dead.pop()
        del left[id_]
        for before in led_from[id_]:
            open_ways[before] -= 1
            if not open_ways[before]:
                dead.append(before)


def _next(left: Mapping[str, tuple[str, ...]], id_: str) -> str:
    return next(target for target in left[id_] if target in left)


def _finding(document: Document[Fields], relation: Relation, circle: list[str]) -> Diagnostic:
    values = getattr(document.fields, relation.field)
    following = circle[1] if len(circle) > 1 else circle[0]
    where = (relation.field,)
    place = (
        document.locate_value(*where)
        if isinstance(values, str)
        else document.locate_value(*where, values.index(following))
    )
    if len(circle) == 1:
        return Diagnostic(
            place, "circle", f"'{circle[0]}' {relation.verb} itself", "take it out of its own file"
        )
    steps = [
        f"'{one}' {relation.verb} '{other}'"
        for one, other in zip(circle, [*circle[1:], circle[0]], strict=True)
    ]
    if len(steps) > SHOWN:
        steps[SHOWN - 1 : -1] = ["and so on"]
    return Diagnostic(
        place,
        "circle",
        f"this goes round in a circle: {', '.join(steps)}",
        f"take the wrong `{relation.field}` out",
    )
