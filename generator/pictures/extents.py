"""A date in, the days out that it surely means, and those that it may mean.

    2016-08-26/2016-08-27     ████████
    2016-08~/2016-09-05     ░░░░██████     it began about August
    2016-08                   ░░░░░░       some day of August, or all of it
    2011-03/..              ░░████████▶    it goes on
    2016-09-08~              ░░██░░        that day, or one near to it

Days are counted as `date.toordinal` counts them; an end is the morning after the last day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.dates import DatePrecision, Edtf, Point

_LAST = date.max.toordinal()


@dataclass(frozen=True, slots=True)
class Extent:
    """The stretch of time that a date stands for."""

    first: int | None
    """The first day that it can mean; None where its start is open or unknown."""
    end: int | None
    sure_first: int | None
    """From here on it is certain; None, and `sure_end` too, where no day of it is."""
    sure_end: int | None
    open_start: bool = False
    """Whether it began at some earlier time."""
    open_end: bool = False
    """Whether it goes on."""

    @property
    def days(self) -> tuple[int, ...]:
        """Every day at which something of it begins or ends."""
        found = (self.first, self.sure_first, self.sure_end, self.end)
        return tuple(day for day in found if day is not None)

    @property
    def is_one_day(self) -> bool:
        """Whether it is exactly one day."""
        return self.first is not None and self.end == self.first + 1

    @property
    def is_sure(self) -> bool:
        """Whether it surely means each of its days, and both ends are known."""
        return (self.first, self.end) == (self.sure_first, self.sure_end)


def extent(when: Edtf) -> Extent:
    """Give the stretch of time that a date stands for."""
    start, end = when.start, when.end
    if start is not None and not when.is_interval:
        return _single(start)
    first = None if start is None else _clamped(start.earliest, -start.leeway.days)
    last = None if end is None else _clamped(end.latest, end.leeway.days + 1)
    sure_first = first if start is None else _clamped(start.latest, start.leeway.days)
    sure_end = last if end is None else _clamped(end.earliest, 1 - end.leeway.days)
    if sure_first is not None and sure_end is not None and sure_first >= sure_end:
        sure_first = sure_end = None
    return Extent(first, last, sure_first, sure_end, when.start_open, when.end_open)


def _single(point: Point) -> Extent:
    """Give the extent of a date that is no interval: a month is some time within that month."""
    first = _clamped(point.earliest, -point.leeway.days)
    end = _clamped(point.latest, point.leeway.days + 1)
    if _is_exact(point):
        return Extent(first, end, first, end)
    if point.precision is DatePrecision.DAY:
        day = point.earliest.toordinal()
        return Extent(first, end, day, min(day + 1, _LAST))
    return Extent(first, end, None, None)


def _is_exact(point: Point) -> bool:
    return point.precision is DatePrecision.DAY and not any(point.qualifiers)


def _clamped(day: date, more: int) -> int:
    return min(max(day.toordinal() + more, 1), _LAST)
