"""Who is tied to whom in, pictures of it out: of many at once, and around one.

For a broad page, things lie where their ties draw them. For a narrow one they stand in a column
with arcs beside it, since names need a line each there. Around one thing, its ties fan out from it.
Kinds differ in shape, not in colour.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from generator.model import Kind
from generator.pictures import svg
from generator.pictures.frames import NARROW, WIDE
from generator.pictures.labels import LINE_HEIGHT, Box, Label, Point, placed
from generator.pictures.layout import Tie, fitted, islands, least_stress
from generator.pictures.svg import Svg
from generator.pictures.text import clipped, wrapped

SIZE = 12.0
SMALL = 10.5
LARGEST = 13.0
SMALLEST = 4.5
THICKEST = 6.0
THINNEST = 0.9
NAME_ROOM = 130.0
GAP = 20.0
BETWEEN = 0.5
"""How many rows stay free in a column between those whom no tie joins."""
HEIGHT = 520.0
SIDE = 74.0
"""Between the outermost things and the frame, for their names."""
ROW = 23.0
COLUMN = 104.0
"""Where the column of a narrow picture stands; the arcs are to the left of it."""
FAN = 116.0
"""Where the ends of a fan stand."""
ARCS = 8
"""Ties among those around one thing that are drawn."""


@dataclass(frozen=True, slots=True)
class Node:
    """A person, an organization, a place: whatever is tied to others."""

    name: str
    href: str
    kind: Kind
    mentions: int
    about: str
    """Its name, its kind and its mentions in words."""


@dataclass(frozen=True, slots=True)
class Bond:
    """Two nodes, by number, and the paragraphs that name both."""

    one: int
    other: int
    paragraphs: int
    about: str
    """Both names, and how many paragraphs, in words."""
    href: str = ""
    """Where on the page the paragraphs are linked."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A broad picture, laid out and not yet drawn."""

    nodes: tuple[Node, ...]
    bonds: tuple[Bond, ...]
    points: tuple[Point, ...]
    labels: tuple[Label | None, ...]


def radius(node: Node, most: int) -> float:
    """Give how large a node is drawn: its area goes with its mentions."""
    return max(SMALLEST, LARGEST * math.sqrt(node.mentions / max(most, 1)))


def thickness(bond: Bond, most: int) -> float:
    """Give how thick a tie is drawn."""
    return THINNEST + (THICKEST - THINNEST) * (bond.paragraphs - 1) / max(most - 1, 1)


def laid_out(nodes: Sequence[Node], bonds: Sequence[Bond]) -> Layout:
    """Find a place for every node and its name, for a broad page."""
    most = max((node.mentions for node in nodes), default=1)
    radii = [radius(node, most) for node in nodes]
    ties = [Tie(bond.one, bond.other, bond.paragraphs) for bond in bonds]
    room = (SIDE, 26.0, WIDE.width - SIDE, HEIGHT - 26.0)
    places = fitted(least_stress(len(nodes), ties), radii, room, GAP)
    points = [
        Point(x, y, round(reach, 1), wrapped(node.name, NAME_ROOM, SIZE, 3))
        for node, reach, (x, y) in zip(nodes, radii, places, strict=True)
    ]
    order = sorted(range(len(nodes)), key=lambda number: (-nodes[number].mentions, number))
    lines = [
        (points[bond.one].x, points[bond.one].y, points[bond.other].x, points[bond.other].y)
        for bond in bonds
    ]
    frame = Box(2, 2, WIDE.width - 2, HEIGHT - 2)
    labels = placed([points[number] for number in order], frame, lines=lines)
    by_number = dict(zip(order, labels, strict=True))
    return Layout(
        tuple(nodes),
        tuple(bonds),
        tuple(points),
        tuple(by_number[number] for number in range(len(nodes))),
    )


def drawn(layout: Layout, name: str, words: tuple[str, str]) -> Svg:
    """Draw a broad picture that is laid out."""
    most = max((bond.paragraphs for bond in layout.bonds), default=1)
    points = layout.points
    lines = [
        _bond(bond, _straight(points[bond.one], points[bond.other]), most)
        for bond in sorted(layout.bonds, key=lambda bond: bond.paragraphs)
    ]
    return svg.picture(
        name,
        WIDE.width,
        HEIGHT,
        *lines,
        *map(_node, layout.nodes, points, layout.labels),
        words=words,
        classes=("network", WIDE.name),
    )


def _straight(one: Point, other: Point) -> str:
    return f"M{_at(one.x, one.y)}L{_at(other.x, other.y)}"


def _at(x: float, y: float) -> str:
    return f"{svg.number(x)} {svg.number(y)}"


def _bond(bond: Bond, path: str, most: int) -> Svg:
    """Draw a tie, with a link for a pointer: by keyboard the table below is the shorter way."""
    line = svg.element(
        "path",
        svg.title(bond.about),
        classes=("bond",),
        d=path,
        stroke_width=thickness(bond, most),
        fill="none",
    )
    return svg.link(bond.href, line, tabindex=-1) if bond.href else line


def _node(node: Node, point: Point, label: Label | None) -> Svg:
    return svg.link(
        node.href,
        svg.title(node.about),
        svg.line(*label.leader, "leader") if label and label.leader else svg.NOTHING,
        shape(node.kind, point.x, point.y, point.radius),
        *(_name(point, label) if label else ()),
        classes=("node", node.kind.value),
    )


def _name(point: Point, label: Label) -> Iterator[Svg]:
    for number, words in enumerate(point.lines):
        y = label.y + number * SIZE * LINE_HEIGHT
        yield svg.label(words, label.x, y, "name", anchor=label.anchor)


def shape(kind: Kind, x: float, y: float, reach: float) -> Svg:
    """Draw the shape of a kind: all have about the same area as a circle of that radius."""
    if kind is Kind.PERSON:
        return svg.element("circle", classes=("shape",), cx=x, cy=y, r=reach)
    side = reach * 0.89
    if kind is Kind.ORG:
        return svg.element(
            "rect", classes=("shape",), x=x - side, y=y - side, width=2 * side, height=2 * side
        )
    corners = {
        Kind.PLACE: ((-1.28, -0.85), (1.28, -0.85), (0, 1.4)),
        Kind.EVENT: ((0, -1.25), (1.25, 0), (0, 1.25), (-1.25, 0)),
    }.get(kind, ((-1.1, 0), (-0.55, -0.95), (0.55, -0.95), (1.1, 0), (0.55, 0.95), (-0.55, 0.95)))
    points = " ".join(
        f"{svg.number(x + across * reach)},{svg.number(y + down * reach)}"
        for across, down in corners
    )
    return svg.element("polygon", classes=("shape",), points=points)


def sample(kind: Kind) -> Svg:
    """Draw a kind's shape for the inside of a line."""
    node = svg.group(shape(kind, 8, 8, 5.5), classes=("node", kind.value))
    return svg.sign(16, 16, node)


# --- In a column ---------------------------------------------------------------------------------


def column(nodes: Sequence[Node], bonds: Sequence[Bond], name: str, words: tuple[str, str]) -> Svg:
    """Draw the same things one below the other, with arcs for their ties."""
    groups = _in_a_line(len(nodes), bonds)
    heights = {
        number: ROW * (row + 0.5 + BETWEEN * gaps)
        for row, (gaps, number) in enumerate(
            (gaps, number) for gaps, group in enumerate(groups) for number in group
        )
    }
    most = max((bond.paragraphs for bond in bonds), default=1)
    most_mentions = max((node.mentions for node in nodes), default=1)
    height = ROW * (len(nodes) + BETWEEN * max(len(groups) - 1, 0))
    arcs = [
        _bond(bond, _arc(heights[bond.one], heights[bond.other], COLUMN, height), most)
        for bond in sorted(bonds, key=lambda bond: bond.paragraphs)
    ]
    rows = [
        _row(nodes[number], heights[number], COLUMN, radius(nodes[number], most_mentions) * 0.7)
        for group in groups
        for number in group
    ]
    return svg.picture(
        name,
        NARROW.width,
        height,
        *arcs,
        *rows,
        words=words,
        classes=("network", NARROW.name),
    )


def _in_a_line(count: int, bonds: Sequence[Bond]) -> list[list[int]]:
    """Give the order in which those who are tied closely stand near to each other.

    Returns:
        The islands, one after the other, and who stands on each.
    """
    ties = [Tie(bond.one, bond.other, bond.paragraphs) for bond in bonds]
    places = least_stress(count, ties)
    return [
        sorted(island, key=lambda number: (round(places[number][0], 4), number))
        for island in islands(count, ties)
    ]


def _arc(one: float, other: float, x: float, height: float) -> str:
    reach = 16 + (x - 26) * 1.3 * abs(one - other) / height
    out = x - min(reach, (x - 4) * 1.3)
    return f"M{_at(x, one)}C{_at(out, one)} {_at(out, other)} {_at(x, other)}"


def _row(node: Node, y: float, x: float, reach: float) -> Svg:
    start = x + LARGEST + 3
    name = clipped(node.name, NARROW.width - start - 2, SIZE)
    return svg.link(
        node.href,
        svg.title(node.about),
        svg.element(
            "rect",
            classes=("hit",),
            x=x - LARGEST,
            y=y - ROW / 2,
            width=NARROW.width - x + LARGEST,
            height=ROW,
            fill="none",
        ),
        shape(node.kind, x, y, max(reach, SMALLEST)),
        svg.label(name, start, y + SIZE * 0.35, "name"),
        classes=("node", node.kind.value),
    )


# --- Around one ----------------------------------------------------------------------------------


def fan(
    centre: Node,
    nodes: Sequence[Node],
    shared: Sequence[int],
    bonds: Sequence[Bond],
    words: tuple[str, str],
) -> Svg:
    """Draw one thing, and those that it is tied to.

    Args:
        centre: The one thing.
        nodes: The others, those most tied to it first.
        shared: The paragraphs that each of them has in common with it.
        bonds: The ties among the others.
        words: The picture's title, and what is to be seen in it.
    """
    height = ROW * len(nodes) + 6
    middle = height / 2
    most = max(shared, default=1)
    heights = [ROW * (row + 0.5) + 3 for row in range(len(nodes))]
    start = 20.0
    rays = [
        svg.element(
            "path",
            svg.title(node.about),
            classes=("bond",),
            d=f"M{_at(start, middle)}C{_at(start + 40, middle)} {_at(FAN - 50, y)} {_at(FAN, y)}",
            stroke_width=thickness(Bond(0, 0, count, ""), most),
            fill="none",
        )
        for node, count, y in reversed(list(zip(nodes, shared, heights, strict=True)))
    ]
    strongest = sorted(bonds, key=lambda bond: (-bond.paragraphs, bond.one, bond.other))[:ARCS]
    arcs = [
        svg.element(
            "path",
            svg.title(bond.about),
            classes=("bond", "among"),
            d=_arc(heights[bond.one], heights[bond.other], FAN, height * 2.4),
            fill="none",
        )
        for bond in strongest
    ]
    rows = [_row(node, y, FAN, SMALLEST + 0.5) for node, y in zip(nodes, heights, strict=True)]
    return svg.picture(
        "ego",
        NARROW.width,
        height,
        *rays,
        *arcs,
        *rows,
        *_centre(centre, start, middle),
        words=words,
        classes=("network", "fan"),
    )


def _centre(node: Node, x: float, y: float) -> Iterator[Svg]:
    lines = wrapped(node.name, 92, SMALL + 1, 3)
    yield svg.group(
        shape(node.kind, x, y, LARGEST - 2), classes=("node", "centre", node.kind.value)
    )
    for number, words in enumerate(lines):
        below = y + LARGEST + 12 + number * SIZE * LINE_HEIGHT
        yield svg.label(words, 4, below, "name", "centre", size=SMALL + 1)


def among(paragraphs: Sequence[frozenset[object]]) -> Iterator[tuple[int, int, int]]:
    """Give each two that have paragraphs in common: their numbers, and how many."""
    for one, other in combinations(range(len(paragraphs)), 2):
        count = len(paragraphs[one] & paragraphs[other])
        if count:
            yield one, other, count
