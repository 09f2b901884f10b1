"""A window of the world in, the land in it out, as lines in a picture's units."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from generator.geometry.projection import WORLD, Projection, Window

Point = tuple[float, float]
"""On the ground: degrees east and north. On a page: right and down."""

Edges = tuple[float, float, float, float]
"""The least and the greatest of both coordinates: left, low, right, high."""

Cell = tuple[int, int]
"""A square of a grid over the world: its number from west to east, and from south to north."""

FINE = "land-10m.txt"
COARSE = "land-110m.txt"

COARSE_FROM = 0.25
"""Degrees for a unit of a picture from which the coarse lines are fine enough."""

STRETCH = 64
"""Points of a line that are looked at together, since most lie outside of a window."""

CELL = 10.0
"""Degrees of a side of the cells in which rings are looked up."""

BLEED = 6.0
"""Units by which the land goes on beyond the frame, so that no cut is seen."""

THIN = 0.3
"""Units by which a line may be moved to have fewer points."""

SMALLEST = 1.6
"""Units of the smallest island's length."""


@dataclass(frozen=True, slots=True)
class Ring:
    """A closed line between land and water."""

    points: tuple[Point, ...]
    edges: Edges
    stretches: tuple[tuple[int, int, Edges], ...]
    """Runs of points: where each begins, where the next does, and its edges."""


@lru_cache(maxsize=64)
def land(projection: Projection) -> tuple[tuple[Point, ...], ...]:
    """Give the outlines of the land that is seen in a frame.

    Together they are to be filled by the even-odd rule: the Caspian Sea is a ring inside a ring.

    Returns:
        Closed lines in the picture's units, the last point joined to the first. Each goes on a
        little beyond the frame.
    """
    window = _with_bleed(projection)
    coarse = 1 / projection.scale > COARSE_FROM
    found = []
    for ring in _candidates(COARSE if coarse else FINE, window):
        for turn in (-WORLD, 0.0, WORLD):
            seen = Window(window.west - turn, window.south, window.east - turn, window.north)
            if not _meet(ring.edges, seen):
                continue
            cut = clipped(_nearby(ring, seen), seen)
            line = thinned(projection.placed((east + turn, north) for east, north in cut), THIN)
            if _is_seen(line):
                found.append(tuple(line))
    return tuple(found)


@cache
def rings(name: str) -> tuple[Ring, ...]:
    """Read every ring of a file of this folder."""
    text = (resources.files("generator") / "geometry" / name).read_text(encoding="ascii")
    return tuple(
        ring(decoded(line)) for line in text.splitlines() if line and not line.startswith("# ")
    )


def _candidates(name: str, window: Window) -> list[Ring]:
    """Give the rings that can lie in a window, in the order of the file."""
    cells = _cells(name)
    found: set[int] = set()
    for cell in cells_of((window.west, window.south, window.east, window.north)):
        found.update(cells.get(cell, ()))
    return [rings(name)[number] for number in sorted(found)]


@cache
def _cells(name: str) -> Mapping[Cell, list[int]]:
    """Give the numbers of the rings that reach into each cell of a grid over the world."""
    cells: dict[Cell, list[int]] = {}
    for number, one in enumerate(rings(name)):
        for cell in cells_of(one.edges):
            cells.setdefault(cell, []).append(number)
    return cells


def cells_of(edges: Edges) -> set[Cell]:
    """Give the cells of a grid over the world that a part of it reaches into."""
    left, low, right, high = (math.floor(edge / CELL) for edge in edges)
    around = round(WORLD / CELL)
    return {
        (across % around, up) for across in range(left, right + 1) for up in range(low, high + 1)
    }


def ring(points: Sequence[Point]) -> Ring:
    """Make a ring of its points."""
    stretches = tuple(
        (start, min(start + STRETCH, len(points)), _edges(points[start : start + STRETCH]))
        for start in range(0, len(points), STRETCH)
    )
    return Ring(tuple(points), _edges(points), stretches)


def decoded(line: str) -> tuple[Point, ...]:
    """Read a line in Google's encoded polyline format, degrees times 100, east before north.

    https://developers.google.com/maps/documentation/utilities/polylinealgorithm
    """
    numbers = list(_numbers(line))
    points = []
    x = y = 0
    for step_x, step_y in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = x + step_x, y + step_y
        points.append((x / 100, y / 100))
    return tuple(points)


def _numbers(line: str) -> Iterator[int]:
    bits = shift = 0
    for character in line:
        group = ord(character) - 63
        bits |= (group & 31) << shift
        shift += 5
        if group < 32:  # noqa: PLR2004
            yield ~(bits >> 1) if bits & 1 else bits >> 1
            bits = shift = 0


def clipped(points: Sequence[Point], window: Window) -> list[Point]:
    """Cut a closed line to a window, by the algorithm of Sutherland and Hodgman.

    What it adds runs along the window's edge.
    """
    for axis, limit, sign in (
        (0, window.west, 1),
        (0, window.east, -1),
        (1, window.south, 1),
        (1, window.north, -1),
    ):
        points = _cut(points, axis, limit, sign)
    return list(points)


def _cut(points: Sequence[Point], axis: int, limit: float, sign: int) -> list[Point]:
    """Keep what lies on one side of a line."""
    kept: list[Point] = []
    if not points:
        return kept
    before = points[-1]
    was_in = sign * (before[axis] - limit) >= 0
    for point in points:
        is_in = sign * (point[axis] - limit) >= 0
        if is_in is not was_in:
            share = (limit - before[axis]) / (point[axis] - before[axis])
            kept.append(
                (
                    before[0] + share * (point[0] - before[0]),
                    before[1] + share * (point[1] - before[1]),
                )
            )
        if is_in:
            kept.append(point)
        before, was_in = point, is_in
    return kept


def thinned(line: Sequence[Point], tolerance: float) -> list[Point]:
    """Leave out points of a closed line, by the algorithm of Douglas and Peucker.

    No point that is left out lies further than the tolerance from the line that stays.
    """
    if len(line) < 4:  # noqa: PLR2004
        return list(line)
    closed = [*line, line[0]]
    kept = {0}
    open_stretches = [(0, len(closed) - 1)]
    while open_stretches:
        first, last = open_stretches.pop()
        furthest = _furthest(closed, first, last, tolerance)
        if furthest:
            kept.add(furthest)
            open_stretches += [(first, furthest), (furthest, last)]
    return [closed[number] for number in sorted(kept)]


def _furthest(line: Sequence[Point], first: int, last: int, tolerance: float) -> int:
    """Give the point between two others that lies furthest from the line through them.

    Returns:
        Its number; 0 where none lies beyond the tolerance.
    """
    (left, low), (right, high) = line[first], line[last]
    along_x, along_y = right - left, high - low
    square = along_x * along_x + along_y * along_y
    worst, found = tolerance * tolerance * (square or 1), 0
    for number in range(first + 1, last):
        off_x, off_y = line[number][0] - left, line[number][1] - low
        off = off_x * along_y - off_y * along_x
        distance = off * off if square else off_x * off_x + off_y * off_y
        if distance > worst:
            worst, found = distance, number
    return found


def _with_bleed(projection: Projection) -> Window:
    """Give the window a little wider than the frame, and no further than the poles."""
    more = projection.scale
    wider = Projection(
        projection.width + 2 * BLEED,
        projection.height + 2 * BLEED,
        more,
        projection.latitude,
        projection.longitude,
        projection.true_at,
    ).window
    return Window(wider.west, max(wider.south, -90), wider.east, min(wider.north, 90))


def _nearby(ring: Ring, window: Window) -> list[Point]:
    """Give a ring's points; of a stretch beyond one edge of the window, only the ends.

    What lies beyond an edge is cut off at that edge, however it winds there.
    """
    points: list[Point] = []
    for start, end, (left, low, right, high) in ring.stretches:
        beyond = (
            right < window.west or left > window.east or high < window.south or low > window.north
        )
        points += (ring.points[start], ring.points[end - 1]) if beyond else ring.points[start:end]
    return points


def _meet(edges: Edges, window: Window) -> bool:
    left, low, right, high = edges
    return (
        left <= window.east
        and window.west <= right
        and low <= window.north
        and window.south <= high
    )


def _edges(points: Sequence[Point]) -> Edges:
    across = [x for x, _ in points]
    up = [y for _, y in points]
    return min(across), min(up), max(across), max(up)


def _is_seen(line: Sequence[Point]) -> bool:
    if len(line) < 3:  # noqa: PLR2004
        return False
    left, low, right, high = _edges(line)
    return right - left + high - low > SMALLEST
