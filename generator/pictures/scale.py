"""The days of a timeline in, a scale for it out, on which a century and an afternoon both fit.

The scale is in one to four parts. Within each, time runs evenly; where one part ends and the next
begins, the scale changes, and the picture says so. Where to cut is found by trying: the cuts that
leave the fewest days crowded together win, and each cut has to be worth its while.

Days are counted as `date.toordinal` counts them. An end is the morning after the last day.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations, pairwise

from generator.pictures.text import width
from generator.texts.dates import DateWords

MOST_CUTS = 3
CANDIDATES = 12
"""Gaps that are tried as cuts: the longest, as seen from what lies beside them."""

ROOM = 15.0
"""Units that two days want between them."""

COST_OF_A_CUT = 1.4
"""In crowded pairs of days."""

COST_OF_A_ROUGH_CUT = 2.4
"""For a cut that is not at the first of a month."""

LEAST_SHARE = 0.16
"""Of the picture's width, for the smallest part of the scale."""

LEAST_CHANGE = 3.0
"""How many times larger one part must be than the next: a smaller change only confuses."""

_DECEMBER = 12
_MONTH, _YEAR = 30.4, 365.25
_LAST = date.max.toordinal()


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of time that is drawn evenly."""

    first: int
    """Its first day."""
    end: int
    """The day after its last."""
    left: float
    right: float

    @property
    def units_per_day(self) -> float:
        """How large a day is drawn."""
        return (self.right - self.left) / (self.end - self.first)


@dataclass(frozen=True, slots=True)
class TimeScale:
    """Where each day stands between the left and the right of a picture."""

    parts: tuple[Part, ...]
    """Each begins where the one before it ends."""

    def x(self, day: float) -> float:
        """Give where a day begins; days beyond the scale stand at its ends."""
        for part in self.parts:
            if day < part.end:
                return part.left + max(0.0, day - part.first) * part.units_per_day
        return self.parts[-1].right

    @property
    def left(self) -> float:
        """Where the scale begins."""
        return self.parts[0].left

    @property
    def right(self) -> float:
        """Where the scale ends."""
        return self.parts[-1].right

    def across(self, left: float, right: float) -> TimeScale:
        """Give the same scale for another width: the same parts, in the same proportions."""
        factor = (right - left) / (self.right - self.left)
        return TimeScale(
            tuple(
                replace(
                    part,
                    left=left + (part.left - self.left) * factor,
                    right=left + (part.right - self.left) * factor,
                )
                for part in self.parts
            )
        )

    @property
    def cuts(self) -> tuple[Part, ...]:
        """The parts before which the scale changes."""
        return self.parts[1:]


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on the scale."""

    x: float
    label: str
    """Empty where there is no room for one."""
    major: bool
    """Whether it names a month or a year that the marks after it lie in."""


def fit(days: Sequence[int], left: float, right: float, *, room: float = 0.04) -> TimeScale:
    """Give the scale for some days.

    Args:
        days: Where something begins or ends; at least one.
        left: Where the scale is to begin, in the picture's units.
        right: Where it is to end.
        room: The share of the last part that is left free after the last day.
    """
    marks = sorted(set(days))
    best = _scale(marks, (), (left, right), room)
    least = _crowding(best, marks)
    candidates = _candidates(marks)
    for count in range(1, min(MOST_CUTS, len(candidates)) + 1):
        for cuts in combinations(candidates, count):
            scale = _scale(marks, cuts, (left, right), room)
            cost = _crowding(scale, marks) + sum(map(_cost_of_a_cut, cuts))
            if cost < least - 1e-6 and _changes_enough(scale):
                best, least = scale, cost
    return best


def _candidates(marks: Sequence[int]) -> list[int]:
    """Give the days at which the scale may be cut, in order."""
    gaps = [(after - before, before, after) for before, after in pairwise(marks)]
    weighed = []
    for number, (gap, before, after) in enumerate(gaps):
        beside = [one[0] for one in gaps[max(0, number - 2) : number + 3]]
        if gap > 1:
            weighed += [(gap / min(beside), cut) for cut in _round_days(before, after)]
    weighed.sort(reverse=True)
    best = list(dict.fromkeys(cut for _, cut in weighed))[:CANDIDATES]
    return sorted(cut for cut in best if marks[0] < cut < marks[-1])


def _round_days(before: int, after: int) -> tuple[int, ...]:
    """Give the days for a cut between two: a New Year, or the first of a month, where there is one.

    Where there is none, a cut may be on the later day, or at the first of its month.
    """
    start, end = date.fromordinal(before), date.fromordinal(min(after, _LAST))
    if end.year > start.year:
        return (end.replace(month=1, day=1).toordinal(), end.replace(day=1).toordinal())
    first = end.replace(day=1).toordinal()
    return (first,) if end.month > start.month else (after, first)


def _cost_of_a_cut(cut: int) -> float:
    return COST_OF_A_CUT if date.fromordinal(cut).day == 1 else COST_OF_A_ROUGH_CUT


def _scale(
    marks: Sequence[int], cuts: Sequence[int], ends: tuple[float, float], room: float
) -> TimeScale:
    left, right = ends
    limits = [_start(marks[0], marks[-1] if not cuts else cuts[0]), *cuts]
    limits.append(_end(limits[-1], marks[-1], room))
    counts = [sum(first <= mark < end for mark in marks) + 1 for first, end in pairwise(limits)]
    total = sum(counts)
    shares = [max(count / total, LEAST_SHARE) for count in counts]
    unit = (right - left) / sum(shares)
    edges = [left]
    for share in shares:
        edges.append(edges[-1] + share * unit)
    edges[-1] = right
    return TimeScale(
        tuple(
            Part(first, end, start, stop)
            for (first, end), (start, stop) in zip(pairwise(limits), pairwise(edges), strict=True)
        )
    )


def _start(first: int, until: int) -> int:
    """Give a round day at or before the first, near enough for the length of the part."""
    begun = date.fromordinal(first)
    if until - first > 2 * _YEAR:
        return begun.replace(month=1, day=1).toordinal()
    if until - first > 1.5 * _MONTH:
        return begun.replace(day=1).toordinal()
    return max(first - 1, 1)


def _end(start: int, last: int, share: float) -> int:
    """Give a day at or after the last, with a little room beyond it."""
    room = max(1, round((last - start) * share))
    return min(max(last, start) + room, _LAST)


def _crowding(scale: TimeScale, marks: Sequence[int]) -> float:
    """Count the pairs of days that have less room between them than they want."""
    places = [scale.x(mark) for mark in marks]
    return sum(max(0.0, 1 - (after - before) / ROOM) for before, after in pairwise(places))


def _changes_enough(scale: TimeScale) -> bool:
    return all(
        max(one.units_per_day, other.units_per_day)
        >= LEAST_CHANGE * min(one.units_per_day, other.units_per_day)
        for one, other in pairwise(scale.parts)
    )


# --- Marks on the scale ------------------------------------------------------------------------

_STEPS_OF_YEARS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
_STEPS_OF_MONTHS = (1, 3, 6)
_DAYS_OF_MONTH = (
    tuple(range(1, 32)),
    (1, 5, 10, 15, 20, 25),
    (1, 8, 15, 22),
    (1, 15),
)


def ticks(
    scale: TimeScale, size: float, language: DateWords
) -> tuple[tuple[Tick, ...], tuple[Tick, ...]]:
    """Give the marks of a scale.

    Args:
        scale: The scale.
        size: Of the font that labels are written in.
        language: The names of the months.

    Returns:
        The marks that name a month or a year, and those between them. Labels of a row do not
        touch: one that has no room is left empty.
    """
    major: list[Tick] = []
    minor: list[Tick] = []
    for part in scale.parts:
        upper, lower = _ticks_of(part, size, language)
        major += upper
        minor += lower
    return tuple(_without_collisions(major, size, scale.right, to_right=True)), tuple(
        _without_collisions(minor, size, scale.right, to_right=False)
    )


def _ticks_of(part: Part, size: float, language: DateWords) -> tuple[list[Tick], list[Tick]]:
    room = width("0000", size) + 6
    day = part.units_per_day
    years = next((step for step in _STEPS_OF_YEARS if step * _YEAR * day >= room), None)
    month_room = max(width(month, size) for month in language.months_short) + 3
    months = next((step for step in _STEPS_OF_MONTHS if step * _MONTH * day >= month_room), None)
    days = _step_of_days(day, width("30", size) + 4)
    if days:
        return (
            [
                _tick(part, at, _month_name(at, part, size, language), major=True)
                for at in _months(part)
            ],
            [_tick(part, at, str(at.day)) for at in _days(part, days)],
        )
    if months:
        return (
            [_tick(part, at, str(at.year), major=True) for at in _years(part, 1)],
            [
                _tick(part, at, language.months_short[at.month - 1])
                for at in _months(part, inside=True)
                if (at.month - 1) % months == 0
            ],
        )
    step = years or _STEPS_OF_YEARS[-1]
    return [], [_tick(part, at, str(at.year)) for at in _years(part, step, inside=True)]


def _tick(part: Part, at: date, label: str, *, major: bool = False) -> Tick:
    day = min(max(at.toordinal(), part.first), part.end)
    return Tick(part.left + (day - part.first) * part.units_per_day, label, major)


def _step_of_days(units_per_day: float, room: float) -> tuple[int, ...]:
    """Give the days of a month that are marked; none where months are near enough."""
    for days in _DAYS_OF_MONTH:
        gap = min([after - before for before, after in pairwise(days)] or [1])
        # The last marked day of a month stands near to the first of the next.
        gap = min(gap, 28 + days[0] - days[-1]) if len(days) < 15 else gap  # noqa: PLR2004
        if gap * units_per_day >= room:
            return days
    return ()


_BETWEEN_MONTHS = 16
"""Units between the names of two months: they are bold, and stand a little right of their mark."""


def _month_name(at: date, part: Part, size: float, language: DateWords) -> str:
    """Give a month's name; with its year where there is room, or where the year is new."""
    first, end = max(at.toordinal(), part.first), min(_next_month(at).toordinal(), part.end)
    room = (end - first) * part.units_per_day - _BETWEEN_MONTHS
    month = language.months_alone[at.month - 1]
    brief = language.months_short[at.month - 1]
    short = language.month.format(month=brief, year=at.year)
    names = (language.month.format(month=month, year=at.year), short)
    is_new = at.month == 1 or first == part.first
    fitting = (name for name in names if width(name, size) <= room)
    return next(fitting, short if is_new else brief)


def _years(part: Part, step: int, *, inside: bool = False) -> Iterator[date]:
    """Give the first days of years; the first year's too where it began before the part."""
    first, last = date.fromordinal(part.first), date.fromordinal(part.end - 1)
    for year in range(first.year, last.year + 1):
        begins = year > first.year or (first.month, first.day) == (1, 1)
        if (year == first.year and not inside) or (begins and year % step == 0):
            yield date(year, 1, 1)


def _months(part: Part, *, inside: bool = False) -> Iterator[date]:
    first, last = date.fromordinal(part.first), date.fromordinal(part.end - 1)
    at = first.replace(day=1)
    if inside and first.day != 1:
        at = _next_month(at)
    while at <= last:
        yield at
        following = _next_month(at)
        if following == at:
            return
        at = following


def _next_month(at: date) -> date:
    """Give the first day of the next month; the same day in the last month that there is."""
    if at.month < _DECEMBER:
        return at.replace(month=at.month + 1)
    return at if at.year == date.max.year else at.replace(year=at.year + 1, month=1)


def _days(part: Part, days: Sequence[int]) -> Iterator[date]:
    """Give the days of a part that are marked, its first always."""
    for number in range(part.first, part.end):
        at = date.fromordinal(number)
        if at.day in days or number == part.first:
            yield at


def _without_collisions(
    row: Sequence[Tick], size: float, right: float, *, to_right: bool
) -> Iterator[Tick]:
    """Empty the labels that have no room after those before them, or in the picture."""
    free = float("-inf")
    for tick in row:
        wide = width(tick.label, size)
        start = tick.x if to_right else tick.x - wide / 2
        fits = start >= free and start + wide <= right + (0 if to_right else 8)
        if fits:
            free = start + wide + 5
        yield tick if fits else Tick(tick.x, "", tick.major)
