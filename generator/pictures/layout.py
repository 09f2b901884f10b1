"""Ties between things in, a place for each thing out: near to each other what is tied closely.

The places are those of least stress: the distance on the page between any two comes as near as it
can to the length of the way from tie to tie between them (Gansner, Koren and North, "Graph Drawing
by Stress Majorization", 2004, with the steps taken thing by thing). It begins from a circle and
draws no lots, so that the same ties give the same picture at each build. Islands, between which
there is no tie, get a room of their own each.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

STEPS = 150
LOOSENING = 0.35
"""0 leaves every place as it is; 1 would put all on one circle."""
ROOM = (0.0, 0.0, 1.5, 1.0)
"""Left, top, right and bottom of what is shared out among islands, in no unit."""
LYING = 2.2
"""A room is cut in two beside each other from so many times as wide as high: names lie across."""
WALL = 0.22
"""How much of an island's room stays free on each side, for names."""


@dataclass(frozen=True, slots=True)
class Tie:
    """Two things, and how closely they are tied."""

    one: int
    other: int
    weight: float


Places = list[tuple[float, float]]
Room = tuple[float, float, float, float]


def least_stress(count: int, ties: Sequence[Tie]) -> Places:
    """Give a place for each of some things.

    Args:
        count: How many things there are; ties name them by number.
        ties: The ties between them.

    Returns:
        Their places, in no unit; the longer side lies across.
    """
    places: Places = [(0.0, 0.0)] * count
    found = islands(count, ties)
    rooms = _rooms([len(island) for island in found], ROOM) if len(found) > 1 else []
    for number, island in enumerate(found):
        inside = _on_one_island(len(island), _renumbered(ties, island))
        if rooms:
            inside = _in_room(inside, rooms[number])
        for member, place in zip(island, inside, strict=True):
            places[member] = place
    return places


def islands(count: int, ties: Sequence[Tie]) -> list[list[int]]:
    """Give the things that ways join, the largest island first; each in the order of numbers."""
    beside: dict[int, list[int]] = {number: [] for number in range(count)}
    for tie in ties:
        beside[tie.one].append(tie.other)
        beside[tie.other].append(tie.one)
    found: list[list[int]] = []
    seen: set[int] = set()
    for first in range(count):
        stack, island = [first], set[int]()
        while stack:
            number = stack.pop()
            if number not in seen:
                seen.add(number)
                island.add(number)
                stack += beside[number]
        if island:
            found.append(sorted(island))
    return sorted(found, key=lambda island: (-len(island), island))


def _renumbered(ties: Sequence[Tie], island: Sequence[int]) -> list[Tie]:
    """Give the ties of an island, by the numbers that things have there."""
    number = {member: place for place, member in enumerate(island)}
    return [
        Tie(number[tie.one], number[tie.other], tie.weight) for tie in ties if tie.one in number
    ]


def _rooms(sizes: Sequence[int], room: Room) -> list[Room]:
    """Share a room out by size: in two parts of about the same, then each of them, and so on."""
    if len(sizes) == 1:
        return [room]
    half = sum(sizes) / 2
    middle = min(range(1, len(sizes)), key=lambda number: abs(sum(sizes[:number]) - half))
    share = sum(sizes[:middle]) / sum(sizes)
    left, top, right, bottom = room
    if right - left >= LYING * (bottom - top):
        cut = left + (right - left) * share
        parts = (left, top, cut, bottom), (cut, top, right, bottom)
    else:
        cut = top + (bottom - top) * share
        parts = (left, top, right, cut), (left, cut, right, bottom)
    return _rooms(sizes[:middle], parts[0]) + _rooms(sizes[middle:], parts[1])


def _in_room(places: Places, room: Room) -> Places:
    """Put an island into the middle of its room, as large as fits."""
    left, top, right, bottom = room
    wide, high = (1 - 2 * WALL) * (right - left), (1 - 2 * WALL) * (bottom - top)
    across, down = ([place[side] for place in places] for side in (0, 1))
    span_x, span_y = max(across) - min(across), max(down) - min(down)
    size = min(wide / (span_x or 1e-9), high / (span_y or 1e-9))
    if span_x == span_y == 0:
        size = 0.0
    middle_x, middle_y = (max(across) + min(across)) / 2, (max(down) + min(down)) / 2
    return [
        ((left + right) / 2 + (x - middle_x) * size, (top + bottom) / 2 + (y - middle_y) * size)
        for x, y in places
    ]


def _on_one_island(count: int, ties: Sequence[Tie]) -> Places:
    """Give a place for each of some things that ways join."""
    if count < 2:  # noqa: PLR2004
        return [(0.0, 0.0)] * count
    wanted = _distances(count, ties)
    places = [
        (math.cos(2 * math.pi * number / count), math.sin(2 * math.pi * number / count))
        for number in _round_a_circle(count, ties)
    ]
    for _ in range(STEPS):
        for number in range(count):
            places[number] = _better(number, places, wanted[number])
    return _loosened(_lying(places))


def _loosened(places: Places) -> Places:
    """Draw in what lies far out, so that the middle, where most is, gets more of the room."""
    return [
        (x * distance**-LOOSENING, y * distance**-LOOSENING)
        for x, y in places
        for distance in [max(math.hypot(x, y), 1e-3)]
    ]


def _round_a_circle(count: int, ties: Sequence[Tie]) -> list[int]:
    """Give each thing's first place on the circle: beside the thing that it is tied to most."""
    strongest: dict[int, list[tuple[float, int]]] = {number: [] for number in range(count)}
    for tie in ties:
        strongest[tie.one].append((-tie.weight, tie.other))
        strongest[tie.other].append((-tie.weight, tie.one))
    order: list[int] = []
    seen: set[int] = set()
    for first in range(count):
        stack = [first]
        while stack:
            number = stack.pop()
            if number not in seen:
                seen.add(number)
                order.append(number)
                stack += [other for _, other in sorted(strongest[number], reverse=True)]
    places = [0] * count
    for place, number in enumerate(order):
        places[number] = place
    return places


def _distances(count: int, ties: Sequence[Tie]) -> list[list[float]]:
    """Give the length of the shortest way between any two: the closer the tie, the shorter."""
    most = max((tie.weight for tie in ties), default=1.0)
    steps: dict[int, dict[int, float]] = {number: {} for number in range(count)}
    for tie in ties:
        length = 1.7 - math.sqrt(tie.weight / most)
        steps[tie.one][tie.other] = steps[tie.other][tie.one] = length
    ways = [_ways_from(number, steps) for number in range(count)]
    return [[row[other] for other in range(count)] for row in ways]


def _ways_from(start: int, steps: Mapping[int, Mapping[int, float]]) -> dict[int, float]:
    """Give the length of the shortest way to each thing that can be reached (Dijkstra)."""
    found: dict[int, float] = {}
    ahead = [(0.0, start)]
    while ahead:
        length, number = heapq.heappop(ahead)
        if number not in found:
            found[number] = length
            for other, step in steps[number].items():
                heapq.heappush(ahead, (length + step, other))
    return found


def _better(number: int, places: Places, wanted: Sequence[float]) -> tuple[float, float]:
    """Give the place that is best for one thing while all others stay."""
    x, y = places[number]
    sum_x = sum_y = total = 0.0
    for other, (other_x, other_y) in enumerate(places):
        if other == number:
            continue
        away_x, away_y = x - other_x, y - other_y
        distance = math.hypot(away_x, away_y) or 1e-9
        weight = wanted[other] ** -2
        stretch = wanted[other] / distance
        sum_x += weight * (other_x + away_x * stretch)
        sum_y += weight * (other_y + away_y * stretch)
        total += weight
    return sum_x / total, sum_y / total


def _lying(places: Places) -> Places:
    """Turn a picture so that its longer side lies across, the first thing on the left half."""
    middle_x = sum(x for x, _ in places) / len(places)
    middle_y = sum(y for _, y in places) / len(places)
    centred = [(x - middle_x, y - middle_y) for x, y in places]
    across = sum(x * x for x, _ in centred)
    up = sum(y * y for _, y in centred)
    both = sum(x * y for x, y in centred)
    angle = math.atan2(2 * both, across - up) / 2
    sine, cosine = math.sin(angle), math.cos(angle)
    turned = [(x * cosine + y * sine, y * cosine - x * sine) for x, y in centred]
    side = -1 if turned[0][0] > 0 else 1
    return [(x * side, y * side) for x, y in turned]


def fitted(
    places: Sequence[tuple[float, float]],
    radii: Sequence[float],
    room: tuple[float, float, float, float],
    gap: float,
) -> Places:
    """Give the places in a picture's units: in a frame, and so far apart that none touches.

    Args:
        places: The places, in no unit.
        radii: How far each thing reaches.
        room: Left, top, right and bottom of the frame that their middles lie in.
        gap: The least distance between the edges of two things, where there is room for it.
    """
    left, top, right, bottom = room
    stretched = [
        (
            left + (right - left) * _share(x, [one for one, _ in places]),
            top + (bottom - top) * _share(y, [one for _, one in places]),
        )
        for x, y in places
    ]
    for _ in range(60):
        if not _pushed_apart(stretched, radii, gap):
            break
        stretched = [(min(max(x, left), right), min(max(y, top), bottom)) for x, y in stretched]
    return [(round(x, 1), round(y, 1)) for x, y in stretched]


def _share(value: float, values: Sequence[float]) -> float:
    low, high = min(values), max(values)
    return (value - low) / (high - low) if high - low > 1e-6 else 0.5  # noqa: PLR2004


def _pushed_apart(places: Places, radii: Sequence[float], gap: float) -> bool:
    """Move each pair apart that is too near, half the way each; tell whether there was one."""
    moved = False
    for one in range(len(places)):
        for other in range(one + 1, len(places)):
            away_x = places[other][0] - places[one][0]
            away_y = places[other][1] - places[one][1]
            distance = math.hypot(away_x, away_y)
            lacking = radii[one] + radii[other] + gap - distance
            if lacking <= 0.1:  # noqa: PLR2004
                continue
            moved = True
            if distance < 1e-6:  # noqa: PLR2004
                away_x, away_y, distance = 1.0, 0.3 + one / 10, math.hypot(1.0, 0.3 + one / 10)
            step_x, step_y = (part / distance * lacking / 2 for part in (away_x, away_y))
            places[one] = (places[one][0] - step_x, places[one][1] - step_y)
            places[other] = (places[other][0] + step_x, places[other][1] + step_y)
    return moved
