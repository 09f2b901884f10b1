"""Points and their names in, a place for each name out, so that none covers another.

Names are placed one after the other, the most important first, each at the best free place beside
its point, or further off with a line that leads to it. Where one finds none, it comes earlier in
a next round; the round that leaves the fewest names out is taken. A name that is still left out
is not drawn: its point keeps its title, and the table below the picture names it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from generator.pictures.text import width

LINE_HEIGHT = 1.2
"""Of the font's size."""

ROUNDS = 5

GAP = 3.0
"""Units between a point and its name."""


Line = tuple[float, float, float, float]
"""From x and y to x and y."""


class Box(NamedTuple):
    """A rectangle in a picture's units, `top` above `bottom`."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Tell whether two boxes have some area in common."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def lies_in(self, other: Box) -> bool:
        """Tell whether it lies wholly within another box."""
        return (
            other.left <= self.left
            and self.right <= other.right
            and other.top <= self.top
            and self.bottom <= other.bottom
        )

    def is_crossed(self, line: Line) -> bool:
        """Tell whether a straight line runs through it (Liang and Barsky's way of clipping)."""
        x, y, end_x, end_y = line
        first, last = 0.0, 1.0
        for way, low, high in (
            (end_x - x, self.left - x, self.right - x),
            (end_y - y, self.top - y, self.bottom - y),
        ):
            if not way:
                if low > 0 or high < 0:
                    return False
                continue
            near, far = sorted((low / way, high / way))
            first, last = max(first, near), min(last, far)
        return first < last

    def wider(self, by: float) -> Box:
        """Give the box with so much room around it."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)


@dataclass(frozen=True, slots=True)
class Point:
    """A point that wants its name beside it."""

    x: float
    y: float
    radius: float
    lines: tuple[str, ...]
    """Its name, broken into lines; none where it is not to be named."""
    size: float = 12.0
    """Of the font."""
    over: bool = False
    """Whether the name stands on the point itself, as an area's does."""

    @property
    def box(self) -> Box:
        """The room that the point itself takes; an area takes none."""
        if self.over:
            return Box(self.x, self.y, self.x, self.y)
        return Box(self.x, self.y, self.x, self.y).wider(self.radius)


@dataclass(frozen=True, slots=True)
class Label:
    """Where a name stands."""

    x: float
    """Left, middle or right of its lines, as the anchor says."""
    y: float
    """Baseline of its first line."""
    anchor: str
    box: Box
    leader: tuple[float, float, float, float] | None = None
    """A line from the point to the name, where it stands further off."""


def placed(
    points: Sequence[Point],
    frame: Box,
    obstacles: Sequence[Box] = (),
    lines: Sequence[Line] = (),
) -> tuple[Label | None, ...]:
    """Find a place for the name of each point.

    Args:
        points: The most important first.
        frame: What all names must lie in.
        obstacles: What no name may cover, beside the points.
        lines: What names had better not cover.

    Returns:
        A place for each point, in their order; None where there is none.
    """
    order = [number for number, point in enumerate(points) if point.lines]
    boxes = [point.box for point in points]
    board = _Board(frame, tuple(boxes), tuple(obstacles), tuple(lines))
    best: dict[int, Label] = {}
    for _ in range(ROUNDS):
        found = _round(points, order, board)
        if len(found) > len(best) or not best:
            best = found
        missing = [number for number in order if number not in found]
        if not missing:
            break
        order = missing + [number for number in order if number in found]
    return tuple(best.get(number) for number in range(len(points)))


@dataclass(frozen=True, slots=True)
class _Board:
    """What names have to make room for."""

    frame: Box
    points: tuple[Box, ...]
    obstacles: tuple[Box, ...]
    lines: tuple[Line, ...]

    def is_free(self, box: Box, number: int, taken: Sequence[Box]) -> bool:
        """Tell whether a point's name may stand somewhere."""
        return (
            box.lies_in(self.frame)
            and not any(map(box.meets, taken))
            and not any(map(box.meets, self.obstacles))
            and not any(
                box.meets(point) for other, point in enumerate(self.points) if other != number
            )
        )

    def crossings(self, label: Label) -> int:
        """Count the lines that a name would cover."""
        return sum(map(label.box.is_crossed, self.lines))


def _round(points: Sequence[Point], order: Sequence[int], board: _Board) -> dict[int, Label]:
    found: dict[int, Label] = {}
    taken: list[Box] = []
    for number in order:
        free = (
            label
            for label in _candidates(points[number])
            if board.is_free(label.box, number, taken)
        )
        label = _best(free, board)
        if label:
            found[number] = label
            taken.append(label.box.wider(1))
    return found


def _best(free: Iterator[Label], board: _Board) -> Label | None:
    """Choose among places beside the point the one that covers the fewest lines.

    Only where there is none is the name led off.
    """
    near: list[Label] = []
    for label in free:
        if label.leader:
            return min(near, key=board.crossings) if near else label
        if not board.lines:
            return label
        near.append(label)
    return min(near, key=board.crossings) if near else None


# As cartographers have it: to the right and above is best, below and to the left comes last.
# https://doi.org/10.1559/152304075784313304 (Imhof, Positioning Names on Maps)
_SIDES = (
    (1, 0), (1, -1), (1, 1), (-1, 0), (-1, -1), (-1, 1), (0, -1), (0, 1),
)  # fmt: skip

_LEADERS = ((16, 12), (28, 16), (42, 16))
"""How far off a name may stand, and in how many directions it is tried there."""


def _candidates(point: Point) -> Iterator[Label]:
    """Give the places for a name, the best first."""
    if point.over:
        yield _label(point, (0.0, 0.0), 0.0)
    for side in _SIDES:
        slant = 0.72 if all(side) else 1.0
        yield _label(point, (float(side[0]), float(side[1])), (point.radius + GAP) * slant)
    for distance, directions in _LEADERS:
        for number in range(directions):
            angle = 2 * math.pi * number / directions
            way = (round(math.cos(angle), 6), round(math.sin(angle), 6))
            yield _label(point, way, point.radius + distance, led=True)


def _label(point: Point, way: tuple[float, float], distance: float, *, led: bool = False) -> Label:
    """Put a name at some distance from its point, on the side where it then is."""
    across, down = way
    wide = max(width(one, point.size) for one in point.lines)
    height = point.size * LINE_HEIGHT
    tall = height * len(point.lines)
    x, y = point.x + across * distance, point.y + down * distance
    anchor = "middle" if abs(across) < 0.3 else "start" if across > 0 else "end"  # noqa: PLR2004
    left = {"start": x, "middle": x - wide / 2, "end": x - wide}[anchor]
    if abs(down) > 0.3 and anchor == "middle":  # noqa: PLR2004
        top = y if down > 0 else y - tall
    else:
        top = y - tall / 2 + down * tall / 4
    box = Box(left, top, left + wide, top + tall)
    leader = None
    if led:
        start_x, start_y = point.x + across * point.radius, point.y + down * point.radius
        leader = (start_x, start_y, x - across * GAP / 2, y - down * GAP / 2)
    return Label(x, top + height * 0.8, anchor, box, leader)
