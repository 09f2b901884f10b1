"""Ties between things in, a place for each thing out: near to each other what is tied closely.

The places are those of least stress: the distance on the page between any two comes as near as it
can to the length of the way from tie to tie between them (Gansner, Koren and North, "Graph Drawing
by Stress Majorization", 2004, with the steps taken thing by thing). It begins from a circle and
draws no lots, so that the same ties give the same picture at each build.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

STEPS = 150
LOOSENING = 0.35
"""0 leaves every place as it is; 1 would put all on one circle."""
APART = 1.3
"""How much further apart than the two most distant things those are that no way joins."""


@dataclass(frozen=True, slots=True)
class Tie:
    """Two things, and how closely they are tied."""

    one: int
    other: int
    weight: float


Places = list[tuple[float, float]]


def least_stress(count: int, ties: Sequence[Tie]) -> Places:
    """Give a place for each of some things.

    Args:
        count: How many things there are; ties name them by number.
        ties: The ties between them.

    Returns:
        Their places, in no unit; the longer side lies across.
    """
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
    furthest = max((length for row in ways for length in row.values()), default=1.0) or 1.0
    return [[row.get(other, furthest * APART) for other in range(count)] for row in ways]


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
