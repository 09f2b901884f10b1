"""Dates as the sources give them: exact to the day, to the year, or only roughly.

The notation is EDTF, the Extended Date/Time Format of ISO 8601-2, at level 1
(https://www.loc.gov/standards/datetime/):

    date       2016-08-26   2016-08   2016
    season     2016-21 (spring), 22 (summer), 23 (autumn), 24 (winter)
    unknown    2016-08-XX   2016-XX   2016-XX-XX   201X   20XX
    qualified  2016-08~ (about)   2016-08? (uncertain)   2016-08% (both)
    interval   2016-09-05/2016-09-06   2016-08~/2016-09?
    open       2016-08/.. (and it goes on)   ../2016-08
    half known 2016-08/ (its end is unknown)   /2016-08

Left out are times of day and everything of level 2. Years run from 1000 to 9999, which takes in
all that a press article speaks of and finds the digit that was dropped from a year.

The grammar is one regular expression and not a library, for speed (an `edtf` parse takes 4 ms, a
dossier has thousands of dates) and because that library accepts `2X1X` and 2015-02-29. The tests
hold this module against it.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import NoReturn

EXAMPLES = "2016-08-26, 2016-08, 2016-08~ or 2016-09-05/2016-09-06"
"""What an editor is shown who wrote something else."""


class DateError(ValueError):
    """A text is no date; as a string, this says what is wrong, without a full stop."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint
        """What to write instead."""


class DatePrecision(StrEnum):
    """How much of a date is known, the finest first."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


_COARSENESS = {precision: rank for rank, precision in enumerate(DatePrecision)}


@dataclass(frozen=True, slots=True)
class Point:
    """One date of the notation, as opposed to an interval between two."""

    precision: DatePrecision
    year: int
    """The year, or the first year of the decade or century."""
    month: int = 0
    """From 1 to 12; from 21 to 24 for a season; 0 where there is none."""
    day: int = 0
    """0 where there is none."""
    unspecified: bool = False
    """True where the author wrote `XX` for a month or a day that is not known."""
    approximate: bool = False
    uncertain: bool = False

    @property
    def earliest(self) -> date:
        """The first day that this can mean."""
        match self.precision:
            case DatePrecision.DAY:
                return date(self.year, self.month, self.day)
            case DatePrecision.MONTH:
                return date(self.year, self.month, 1)
            case DatePrecision.SEASON:
                return date(self.year, _FIRST_MONTH[self.month], 1)
            case _:
                return date(self.year, 1, 1)

    @property
    def latest(self) -> date:
        """The last day that this can mean."""
        match self.precision:
            case DatePrecision.DAY:
                return self.earliest
            case DatePrecision.MONTH:
                return _last_day(self.year, self.month)
            case DatePrecision.SEASON:
                return _last_day(self.year, _FIRST_MONTH[self.month] + 2)
            case DatePrecision.YEAR:
                return date(self.year, 12, 31)
            case DatePrecision.DECADE:
                return date(self.year + 9, 12, 31)
            case DatePrecision.CENTURY:
                return date(self.year + 99, 12, 31)

    @property
    def qualifiers(self) -> tuple[bool, bool]:
        """Whether it is approximate, and whether it is uncertain."""
        return (self.approximate, self.uncertain)

    @property
    def leeway(self) -> timedelta:
        """How far from its bounds a qualified date may still lie.

        This is its own length on each side, and twice that when it is both approximate and
        uncertain. EDTF leaves it open; the `edtf` library's defaults are much the same.
        """
        length = self.latest - self.earliest + timedelta(days=1)
        return length * (self.approximate + self.uncertain)


@dataclass(frozen=True, slots=True)
class Edtf:
    """A date, or an interval of dates, in EDTF level 1.

    Two are equal when they are written alike.
    """

    text: str
    """As the author wrote it."""
    start: Point | None = field(compare=False, repr=False)
    """The date, or an interval's first; None where that is open or unknown."""
    end: Point | None = field(compare=False, repr=False)
    """The same date, or an interval's last; None where that is open or unknown."""
    is_interval: bool = field(default=False, compare=False, repr=False)
    start_open: bool = field(default=False, compare=False, repr=False)
    """True for `../2016`: it began at some earlier time, if ever."""
    end_open: bool = field(default=False, compare=False, repr=False)
    """True for `2016/..`: it goes on."""
    _order: tuple[date, date, str] = field(init=False, compare=False, repr=False)
    """Its place among others, found once: lists are put in order again and again."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "_order", (*_bounds(self), self.text))

    @classmethod
    def parse(cls, text: str) -> Edtf:
        """Read a date.

        Args:
            text: The date, with nothing around it.

        Raises:
            DateError: If it is not EDTF level 1, does not exist, or ends before it begins.
        """
        return _parse(text)

    def __reduce__(self) -> tuple[Callable[[str], Edtf], tuple[str]]:
        # The text says it all: a cached dossier stays small, and no cache can smuggle in a date
        # that does not hold together.
        return _parse, (self.text,)

    def __str__(self) -> str:
        return self.text

    @property
    def points(self) -> tuple[Point, ...]:
        """Its known ends; the same one twice, where it is no interval."""
        return tuple(point for point in (self.start, self.end) if point)

    @property
    def earliest(self) -> date | None:
        """The first day that this can mean; None where the start is open or unknown."""
        return self.start.earliest if self.start else None

    @property
    def latest(self) -> date | None:
        """The last day that this can mean; None where the end is open or unknown."""
        return self.end.latest if self.end else None

    @property
    def approximate(self) -> bool:
        """Whether any part of it is marked `~` or `%`."""
        return any(point.approximate for point in self.points)

    @property
    def uncertain(self) -> bool:
        """Whether any part of it is marked `?` or `%`."""
        return any(point.uncertain for point in self.points)

    @property
    def precision(self) -> DatePrecision:
        """How much of it is known; for an interval, of its less exact end."""
        return max((point.precision for point in self.points), key=_COARSENESS.__getitem__)

    def sort_key(self) -> tuple[date, date, str]:
        """Order dates by their first possible day, then by their last, then as written.

        A start that is open or unknown comes before every other, such an end after every other.
        """
        return self._order

    def overlaps(self, other: Edtf) -> bool:
        """Tell whether some day lies within both."""
        return self.gap_in_days(other) == 0

    def may_agree(self, other: Edtf) -> bool:
        """Tell whether both can be said of one and the same date.

        This is `overlaps`, with some leeway where a date is approximate or uncertain.
        """
        return _gap(_with_leeway(self), _with_leeway(other)) == 0

    def gap_in_days(self, other: Edtf) -> int:
        """Count the days from the end of the earlier to the start of the later.

        Returns:
            0 where they overlap, 1 for two days in a row.
        """
        return _gap(_bounds(self), _bounds(other))


def iso(when: Edtf) -> str:
    """Give the value of HTML's `<time datetime>`: a day, a month or a year.

    Returns:
        An empty string for what HTML cannot say: intervals, seasons, decades, and dates that are
        approximate or uncertain, which a machine would take for exact.
    """
    point = when.start
    if when.is_interval or point is None or any(point.qualifiers):
        return ""
    match point.precision:
        case DatePrecision.DAY:
            return f"{point.year}-{point.month:02}-{point.day:02}"
        case DatePrecision.MONTH:
            return f"{point.year}-{point.month:02}"
        case DatePrecision.YEAR:
            return str(point.year)
        case _:
            return ""


# --- Bounds ----------------------------------------------------------------------------------

# EDTF does not say which months a season has. These are the meteorological seasons of the
# northern hemisphere; winter runs into the next year, so that the four are in order.
_FIRST_MONTH = {21: 3, 22: 6, 23: 9, 24: 12}
_DECEMBER = 12


def month_of(when: Edtf) -> str:
    """Give the month in which a date lies, or begins: `2016-08`; nothing where it has no ends.

    Of an interval without a beginning it is the month in which it ends.
    """
    day = when.earliest or when.latest
    return f"{day.year:04}-{day.month:02}" if day else ""


def _last_day(year: int, month: int) -> date:
    """Give the last day of a month; months from 13 on are those of the next year."""
    if month > _DECEMBER:
        if year == date.max.year:
            return date.max
        year, month = year + 1, month - _DECEMBER
    return date(year, month, monthrange(year, month)[1])


def _bounds(when: Edtf) -> tuple[date, date]:
    return (when.earliest or date.min, when.latest or date.max)


def _with_leeway(when: Edtf) -> tuple[date, date]:
    first, last = _bounds(when)
    if when.start:
        first = max(first - date.min, when.start.leeway) - when.start.leeway + date.min
    if when.end:
        last = date.max - (max(date.max - last, when.end.leeway) - when.end.leeway)
    return first, last


def _gap(one: tuple[date, date], other: tuple[date, date]) -> int:
    return max((one[0] - other[1]).days, (other[0] - one[1]).days, 0)


# --- Reading ---------------------------------------------------------------------------------

_POINT = re.compile(
    r"""(?P<year> [0-9]{4} | [0-9]{3}X | [0-9]{2}XX )
        (?: (?<=[0-9]) - (?P<month> [0-9]{2} | XX )
          (?: - (?P<day> (?<! XX- ) [0-9]{2} | XX ) )? )?
        (?P<mark> [?~%] )?""",
    re.VERBOSE,
)
_FIRST_YEAR = 1000
_LONGEST = len("2016-08-26~/2016-08-27~")
_LONGEST_SHOWN = 60
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@lru_cache(maxsize=16384)
def _parse(text: str) -> Edtf:
    if len(text) > _LONGEST:
        _refuse(text)
    if "/" not in text:
        point = _point(text, text)
        return Edtf(text, point, point)
    first, _, last = text.partition("/")
    start = _end_point(first, text)
    end = _end_point(last, text)
    if start is None and end is None:
        raise DateError(f"'{text}' names no date at all", f"write a date, such as {EXAMPLES}")
    if start and end and start.earliest > end.latest:
        raise DateError(
            f"'{text}' ends before it begins", f"write the earlier date first: {last}/{first}"
        )
    return Edtf(text, start, end, is_interval=True, start_open=first == "..", end_open=last == "..")


def _end_point(text: str, whole: str) -> Point | None:
    return None if text in ("", "..") else _point(text, whole)


def _point(text: str, whole: str) -> Point:
    match = _POINT.fullmatch(text)
    if match is None:
        _refuse(whole)
    digits, month, day, mark = match.groups()
    year = int(digits.replace("X", "0"))
    if year < _FIRST_YEAR:
        raise DateError(
            f"the year {digits} is not between {_FIRST_YEAR} and {date.max.year}",
            "write a year with four digits, such as 2016",
        )
    if digits.endswith("XX"):
        point = Point(DatePrecision.CENTURY, year)
    elif digits.endswith("X"):
        point = Point(DatePrecision.DECADE, year)
    elif month in (None, "XX"):
        point = Point(DatePrecision.YEAR, year, unspecified=month == "XX")
    else:
        point = _month_or_day(year, month, day)
    if mark is None:
        return point
    return replace(point, approximate=mark in "~%", uncertain=mark in "?%")


def _month_or_day(year: int, month: str, day: str | None) -> Point:
    number = int(month)
    if number in _FIRST_MONTH and day is None:
        return Point(DatePrecision.SEASON, year, number)
    if not 1 <= number <= _DECEMBER:
        raise DateError(
            f"there is no month {month}",
            "months run from 01 to 12, and 21 to 24 are spring, summer, autumn and winter",
        )
    if day in (None, "XX"):
        return Point(DatePrecision.MONTH, year, number, unspecified=day == "XX")
    days = monthrange(year, number)[1]
    if not 1 <= int(day) <= days:
        raise DateError(
            f"{_MONTHS[number - 1]} {year} has no day {day}",
            f"it has {days} days; where the day is not known, write {year}-{month}",
        )
    return Point(DatePrecision.DAY, year, number, int(day))


_LEVEL_2 = re.compile(
    r"""\[.*\] | \{.*\} | Y-?[0-9]+.* | [0-9]{4}(?:-[0-9]{2})*S[0-9]+   # sets, long years
      | [0-9X?~%]{4,6}(?:-[0-9X?~%]{2,4}){0,2} | -[0-9]{4}.*          # marks inside, before 1 BC
    """,
    re.VERBOSE,
)
_ONE_OR_TWO_DIGITS = re.compile(r"(?<![0-9])([0-9])(?![0-9])")
_SLASHES = re.compile(r"([0-9]{4})[/.]([0-9]{1,2})(?:[/.]([0-9]{1,2}))?")
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-")


def _refuse(text: str) -> NoReturn:
    """Say what is wrong with a text that the grammar does not cover."""
    written = text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"
    if not text.strip():
        raise DateError("there is no date", f"write {EXAMPLES}")
    likely = _likely(text)
    if likely and re.search(r"[0-9][T ][0-9]{1,2}:", text):
        raise DateError(f"'{written}' has a time of day", f"write the date alone: {likely}")
    if likely:
        raise DateError(f"'{written}' is not written as a date", f"did you mean {likely}?")
    if _LEVEL_2.fullmatch(text) or (".." in text and "/" not in text):
        raise DateError(f"'{written}' says more than a date here can", f"write {EXAMPLES}")
    raise DateError(f"'{written}' is not a date", f"write year, month and day: {EXAMPLES}")


def _likely(text: str) -> str:
    """Give the date that an editor very likely meant, or an empty string."""
    if len(text) > _LONGEST_SHOWN:
        return ""
    mended = text.strip().translate(_DASHES).replace("x", "X")
    mended = _SLASHES.sub(lambda found: "-".join(filter(None, found.groups())), mended)
    mended = re.sub(r"([0-9])[T ][0-9]{1,2}:.*", r"\1", mended)
    mended = _ONE_OR_TWO_DIGITS.sub(r"0\1", mended)
    mended = re.sub(r"\s*/\s*", "/", mended)
    ends = mended.split("/", 1)
    if mended == text or not all(end in ("", "..") or _POINT.fullmatch(end) for end in ends):
        return ""
    try:
        return _parse(mended).text
    except DateError:
        return ""
