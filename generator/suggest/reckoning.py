"""The words of a date and where they stand in, what they mean out: the rules of press copy.

A rule is a function of a match and its moment; which words it is for, `dates_in_words` says.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from generator.dates import DateError, DatePrecision, Edtf
from generator.suggest.tenses import Tense
from generator.suggest.vocabulary import MONTHS, WEEKDAYS

_NUMBERS = {
    word: max(number - 1, 1)
    for number, word in enumerate(
        ("a", "an", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    )
} | {"a": 1, "an": 1, "one": 1, "eleven": 11, "twelve": 12}
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_PARTS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
"""The days of a month that `early`, `mid-` and `late` mean: its thirds."""

_SOON = timedelta(days=60)
"""A day without a year that lies no further ahead may be meant, even without a sign of it."""


@dataclass(frozen=True, slots=True)
class Reckoning:
    """The day an article appeared, as far as it is known."""

    year: int
    month: int = 0
    """0 where only the year is known."""
    day: int = 0
    """0 where only the month is known."""
    approximate: bool = False

    @classmethod
    def of(cls, published: Edtf) -> Reckoning | None:
        """Give it for a date of publication; None where that is no day, month or year."""
        point = published.start
        if published.is_interval or point is None:
            return None
        approximate = any(point.qualifiers)
        match point.precision:
            case DatePrecision.DAY:
                return cls(point.year, point.month, point.day, approximate)
            case DatePrecision.MONTH:
                return cls(point.year, point.month, 0, approximate)
            case DatePrecision.YEAR:
                return cls(point.year, 0, 0, approximate)
            case _:
                return None

    @property
    def date(self) -> date | None:
        """The day; None where it is not known."""
        return date(self.year, self.month, self.day) if self.day else None


@dataclass(frozen=True, slots=True)
class Reading:
    """What words may mean, and how sure that is."""

    dates: tuple[str, ...]
    """In EDTF, the likeliest first."""
    confidence: float
    why: str


@dataclass(frozen=True, slots=True)
class Moment:
    """Where the words stand: what a rule may ask about."""

    found: re.Match[str]
    published: Reckoning
    tense: Tense
    year: int | None
    """The last year that the paragraph has named before."""

    def month_of(self, name: str) -> int:
        """Give the number of a month by the name of its group."""
        return MONTHS[self.found[name].rstrip(".").lower()]

    def day_of(self, name: str) -> int:
        """Give the number of a day by the name of its group."""
        return int(re.sub(r"\D", "", self.found[name]))

    @property
    def other_year(self) -> int | None:
        """The last year that the paragraph has named before, where it is not the article's."""
        return self.year if self.year != self.published.year else None


Rule = Callable[[Moment], Reading | None]
"""Reckons what a pattern has found; the names of its groups are those that the rule asks for."""


def _exact(year: int, month: int, day: int) -> str | None:
    if not 1 <= day <= monthrange(year, month)[1]:
        return None
    return f"{year}-{month:02}-{day:02}"


def full(moment: Moment) -> Reading | None:
    """`August 26, 2016`."""
    day = _exact(int(moment.found["year"]), moment.month_of("month"), moment.day_of("day"))
    return Reading((day,), 0.99, "day, month and year are given") if day else None


def iso(moment: Moment) -> Reading | None:
    """`2016-08-26`."""
    text = moment.found["all"]
    return Reading((text,), 0.99, "day, month and year are given") if _is_date(text) else None


def _is_date(text: str) -> bool:
    try:
        Edtf.parse(text)
    except DateError:
        return False
    return True


def days_of_month(moment: Moment) -> Reading | None:
    """`September 5-6` and `5 to 6 September`, with or without a year."""
    month = moment.month_of("month")
    named = moment.found["year"]
    year, confidence, why = (
        (int(named), 0.99, "days, month and year are given")
        if named
        else _year_of(moment, month, moment.day_of("first"))
    )
    ends = _exact(year, month, moment.day_of("first")), _exact(year, month, moment.day_of("last"))
    if not all(ends) or moment.day_of("first") >= moment.day_of("last"):
        return None
    return Reading((f"{ends[0]}/{ends[1]}",), confidence, why)


def day_of_month(moment: Moment) -> Reading | None:
    """`Aug. 1`."""
    month, number = moment.month_of("month"), moment.day_of("day")
    year, confidence, why = _year_of(moment, month, number)
    day = _exact(year, month, number)
    return Reading((day,), confidence, why) if day else None


def _year_of(moment: Moment, month: int, day: int) -> tuple[int, float, str]:
    """Give the year of a day or a month that is named without one."""
    published = moment.published
    year = published.year
    if moment.other_year:
        why = f"the year of publication; but the paragraph speaks of {moment.other_year}"
        return year, 0.75, why
    if not published.month:
        return year, 0.72, "the year of publication"
    asked = date(year, month, min(day, monthrange(year, month)[1]))
    today = date(year, published.month, published.day or 28)
    if asked <= today:
        return year, 0.97, "the latest such day before publication"
    if moment.tense is Tense.AHEAD:
        return year, 0.88, "the first such day after publication, as it lies ahead"
    if asked - today <= _SOON:
        return year, 0.78, "the nearest such day"
    return year - 1, 0.8, "the latest such day before publication"


def month_of_year(moment: Moment) -> Reading:
    """`March 2011`, `late August 2016`."""
    text = f"{moment.found['year']}-{moment.month_of('month'):02}"
    return Reading((_part(text, moment),), 0.98, "month and year are given")


def _part(month: str, moment: Moment) -> str:
    """Give a month, or its third where `early`, `mid-` or `late` stands before it."""
    part = moment.found.groupdict().get("part")
    if not part:
        return month
    first, last = _PARTS[part.lower()]
    year, number = map(int, month.split("-"))
    last = min(last, monthrange(year, number)[1])
    return f"{month}-{first:02}/{month}-{last:02}"


def month(moment: Moment) -> Reading:
    """`in May`, `last July`, `late August`."""
    month = moment.month_of("month")
    year, confidence, why = _year_of(moment, month, 1)
    confidence = min(confidence, 0.93)
    why = why.replace("such day", f"{moment.found['month']}")
    which = (moment.found.groupdict().get("which") or "").lower()
    if which == "next" and year == moment.published.year and month <= moment.published.month:
        year += 1
    elif which == "last" and (year, month) >= (moment.published.year, moment.published.month):
        year -= 1
    dates = [_part(f"{year}-{month:02}", moment)]
    if moment.other_year and not which:
        dates.append(_part(f"{moment.other_year}-{month:02}", moment))
    return Reading(tuple(dates), confidence, why)


def weekday(moment: Moment) -> Reading | None:
    """`on Friday`, `next Monday`."""
    today = moment.published.date
    if today is None:
        return None
    name = moment.found["weekday"]
    wanted = WEEKDAYS.index(name.lower())
    past = today - timedelta(days=(today.weekday() - wanted) % 7)
    ahead = today + timedelta(days=(wanted - today.weekday()) % 7)
    which = (moment.found["which"] or "").lower()
    if which in ("last", "past", "previous"):
        before = past if past < today else today - timedelta(days=7)
        return Reading((before.isoformat(),), 0.9, f"the {name} before publication")
    if which in ("next", "coming"):
        behind = ahead if ahead > today else today + timedelta(days=7)
        return Reading((behind.isoformat(),), 0.85, f"the {name} after publication")
    if moment.tense is Tense.AHEAD and ahead != past:
        dates = (ahead.isoformat(), past.isoformat())
        return Reading(dates, 0.85, f"the next {name}, as it lies ahead")
    confidence, why = {
        Tense.SAID: (0.96, ", by the verb beside it"),
        Tense.BEHIND: (0.93, ", as it lies behind"),
    }.get(moment.tense, (0.82, ""))
    return Reading((past.isoformat(),), confidence, f"the latest {name}{why}")


def weekday_and_day(moment: Moment) -> Reading | None:
    """`Friday, Aug. 26`: the weekday tells the year, or that something is wrong."""
    reading = full(moment) if moment.found["year"] else day_of_month(moment)
    if reading is None:
        return None
    wanted = WEEKDAYS.index(moment.found["weekday"].lower())
    if date.fromisoformat(reading.dates[0]).weekday() == wanted:
        return Reading(reading.dates, 0.99, "the weekday and the day agree")
    return Reading(reading.dates, 0.7, f"but that was no {moment.found['weekday']}")


def near_day(moment: Moment) -> Reading | None:
    """`yesterday`."""
    today = moment.published.date
    if today is None:
        return None
    word = moment.found["all"].lower()
    days = {"yesterday": -1, "tomorrow": 1}.get(word, 0)
    day = (today + timedelta(days=days)).isoformat()
    return Reading((day,), 0.85, "counted from the day of publication")


def near_week(moment: Moment) -> Reading | None:
    """`last week`, `over the weekend`."""
    today = moment.published.date
    if today is None:
        return None
    which = moment.found["which"].lower()
    monday = today - timedelta(days=today.weekday())
    if moment.found["unit"].lower() == "weekend":
        shift = {"last": -7, "next": 7}.get(which, 0 if today.weekday() >= 5 else -7)  # noqa: PLR2004
        first = monday + timedelta(days=5 + shift)
        return _between(first, first + timedelta(days=1), "Saturday and Sunday")
    if which == "earlier this":
        if today == monday:
            return None
        return _between(monday, today - timedelta(days=1), "from Monday to the day before")
    if which == "later this":
        return _between(today, monday + timedelta(days=6), "from publication to Sunday")
    shift = {"last": -7, "previous": -7, "next": 7}.get(which, 0)
    first = monday + timedelta(days=shift)
    return _between(first, first + timedelta(days=6), "Monday to Sunday")


def _between(first: date, last: date, why: str) -> Reading:
    text = first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"
    return Reading((text,), 0.85, f"{why}, counted from publication")


def near_month(moment: Moment) -> Reading | None:
    """`this month`."""
    published = moment.published
    if not published.month:
        return None
    which = moment.found["which"].lower()
    shift = {"last": -1, "previous": -1, "next": 1}.get(which, 0)
    months = published.year * 12 + published.month - 1 + shift
    month = f"{months // 12}-{months % 12 + 1:02}"
    if which == "earlier this" and published.day > 1:
        dates = (f"{month}-01/{month}-{published.day - 1:02}", month)
        return Reading(dates, 0.85, "from the first of the month to the day before")
    return Reading((month,), 0.92, "counted from publication")


def near_year(moment: Moment) -> Reading:
    """`earlier this year`."""
    which = moment.found["which"].lower()
    year = moment.published.year + {"last": -1, "previous": -1, "next": 1}.get(which, 0)
    if which == "earlier this" and moment.published.month:
        span = f"{year}-01/{year}-{moment.published.month:02}"
        return Reading((span, str(year)), 0.82, "from January to publication")
    return Reading((str(year),), 0.93, "counted from publication")


def season(moment: Moment) -> Reading:
    """`last summer`, `spring 2015`."""
    season = _SEASONS[moment.found["season"].lower()]
    named = moment.found.groupdict().get("year")
    if named:
        return Reading((f"{named}-{season}",), 0.97, "season and year are given")
    which = moment.found["which"].lower()
    year = moment.published.year + {"last": -1, "next": 1}.get(which, 0)
    dates = [f"{year}-{season}"]
    if which == "last":
        # `Last summer`, said in autumn, may be the one that has just ended.
        dates.append(f"{moment.published.year}-{season}")
    return Reading(tuple(dates), 0.75, "counted from publication")


def year(moment: Moment) -> Reading | None:
    """`in 2011`."""
    year = int(moment.found["year"])
    if year > moment.published.year + 50:
        return None
    return Reading((str(year),), 0.98, "a year")


def years(moment: Moment) -> Reading | None:
    """`2011 to 2015`."""
    first, last = int(moment.found["first"]), int(moment.found["last"])
    return Reading((f"{first}/{last}",), 0.97, "two years") if first < last else None


def decade(moment: Moment) -> Reading:
    """`the 1990s`."""
    return Reading((f"{moment.found['decade'][:3]}X",), 0.95, "a decade")


def ago(moment: Moment) -> Reading | None:
    """`two years ago`."""
    today = moment.published.date
    if today is None:
        return None
    word = moment.found["count"].lower()
    count = _NUMBERS.get(word) or int(word)
    match moment.found["unit"].lower():
        case "day":
            text = (today - timedelta(days=count)).isoformat()
        case "week":
            text = f"{(today - timedelta(weeks=count)).isoformat()}~"
        case "month":
            months = today.year * 12 + today.month - 1 - count
            text = f"{months // 12}-{months % 12 + 1:02}~"
        case _:
            text = f"{today.year - count}~"
    return Reading((text,), 0.75, "counted back from publication") if _is_date(text) else None
