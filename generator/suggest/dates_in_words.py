"""An article's text and the day it appeared in, the dates it speaks of in words out.

    full        August 26, 2016   26 August 2016   Friday, Aug. 26   2016-08-26
    no year     Aug. 1   26 August   September 5-6
    month       March 2011   in May   last July   a February attempt   late August
    weekday     on Friday   last Friday   next Monday
    relative    today   yesterday   last week   earlier this month   this year   two years ago
    year        in 2011   a 2015 accord   the 1990s   last summer   spring 2015

What such words mean is reckoned from the day of publication, as agency copy means them: a bare
weekday is one of the last seven days, a month without its year the latest that fits, unless a
verb says that it lies ahead. The tables are English. The `dateparser` library was tried instead:
in one article it takes 40 ms, for "sat" a Saturday, for "four-year" a date, and for "of Aug" today.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from calendar import monthrange
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from generator.dates import DateError, DatePrecision, Edtf
from generator.model import Dating
from generator.source import Span
from generator.suggest.suggestions import Suggestion
from generator.suggest.tenses import Tense, tense_at
from generator.suggest.visible import Prose
from generator.suggest.vocabulary import MONTHS, WEEKDAYS

_LONG = 5
"""The shortest month but for `May`, in letters, that is no abbreviation: `March`."""
_MONTH = "(?:May|{}|(?:{})\\b\\.?)".format(
    "|".join(name.title() for name in MONTHS if len(name) >= _LONG or name in ("june", "july")),
    "|".join(name.title() for name in MONTHS if len(name) < _LONG),
)
_WEEKDAY = "(?:" + "|".join(name.title() for name in WEEKDAYS) + ")"
_DAY = r"(?:[12][0-9]|3[01]|0?[1-9])(?:st|nd|rd|th)?\b"
_DIGITS = "(?:1[89][0-9]{2}|20[0-9]{2})"
_YEAR = rf"{_DIGITS}\b"
_COUNT = "a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[0-9]{1,3}"
_NUMBERS = {
    word: max(number - 1, 1)
    for number, word in enumerate(
        ("a", "an", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    )
} | {"a": 1, "an": 1, "one": 1, "eleven": 11, "twelve": 12}
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_PARTS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
"""The days of a month that `early`, `mid-` and `late` mean: its thirds."""

_CLAUSE = 400
"""The most characters in which a verb is looked for on one side of a date."""

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


def find_dates(proses: Sequence[Prose], published: Edtf) -> Iterator[Suggestion]:
    """Find the dates in an English article that nobody has annotated.

    Args:
        proses: The article's passages.
        published: When it appeared.

    Returns:
        A suggestion for each date that can be reckoned, in the order of the text.
    """
    reckoning = Reckoning.of(published)
    if reckoning is None:
        return
    for prose in proses:
        if not prose.is_heading:
            yield from _in_passage(prose, reckoning)


def _in_passage(prose: Prose, published: Reckoning) -> Iterator[Suggestion]:
    taken = bytearray(len(prose.text))
    years = [(match.start(), int(match[0])) for match in _A_YEAR.finditer(prose.text)]
    found: list[Suggestion] = []
    held = {needed for needed in (_MONTHLY, _WEEKLY, _DIGIT, _NEARBY) if needed.search(prose.text)}
    for needed, pattern, rule in _RULES:
        if needed not in held:
            continue
        for match in pattern.finditer(prose.text):
            extent = Span(match.start("all"), match.end("all"))
            if any(taken[extent.start : extent.end]):
                continue
            reading = rule(_moment(prose, match, years, published))
            if reading is None:
                continue
            taken[extent.start : extent.end] = b"x" * (extent.end - extent.start)
            if prose.is_free(extent) and prose.place(extent):
                found.append(_suggestion(prose, extent, reading, published))
    yield from sorted(found, key=lambda one: one.extent)


def _moment(
    prose: Prose, match: re.Match[str], years: Sequence[tuple[int, int]], published: Reckoning
) -> Moment:
    start, end = match.span("all")
    sentence = prose.sentence(start)
    before = prose.text[max(sentence.start, start - _CLAUSE) : start]
    behind = prose.text[end : min(sentence.end, end + _CLAUSE)]
    index = bisect_left(years, (start, 0))
    year = years[index - 1][1] if index else None
    return Moment(match, published, tense_at(before, behind), year)


def _suggestion(prose: Prose, extent: Span, reading: Reading, published: Reckoning) -> Suggestion:
    confidence = reading.confidence
    why = reading.why
    if published.approximate and reading.confidence < _EXPLICIT:
        by_day = Edtf.parse(reading.dates[0]).precision is DatePrecision.DAY
        confidence *= 0.85 if by_day else 0.97
        why += "; the date of publication is itself not exact"
    if _is_quoted(prose.text, extent.start):
        confidence *= 0.75
        why += "; within a quotation, which may be older"
    return Suggestion(
        prose.number,
        extent,
        prose.text[extent.start : extent.end],
        tuple(Dating(Edtf.parse(text)) for text in reading.dates),
        round(confidence, 2),
        why,
    )


_EXPLICIT = 0.98
"""From here on nothing was reckoned from the date of publication."""


def _is_quoted(text: str, offset: int) -> bool:
    """Tell whether a place is within quotation marks."""
    if text.rfind("“", 0, offset) > text.rfind("”", 0, offset):
        return True
    return text.count('"', 0, offset) % 2 == 1


# --- Rules ---------------------------------------------------------------------------------------

Rule = Callable[[Moment], Reading | None]


def _exact(year: int, month: int, day: int) -> str | None:
    if not 1 <= day <= monthrange(year, month)[1]:
        return None
    return f"{year}-{month:02}-{day:02}"


def _full(moment: Moment) -> Reading | None:
    day = _exact(int(moment.found["year"]), moment.month_of("month"), moment.day_of("day"))
    return Reading((day,), 0.99, "day, month and year are given") if day else None


def _iso(moment: Moment) -> Reading | None:
    text = moment.found["all"]
    return Reading((text,), 0.99, "day, month and year are given") if _is_date(text) else None


def _is_date(text: str) -> bool:
    try:
        Edtf.parse(text)
    except DateError:
        return False
    return True


def _days_of_month(moment: Moment) -> Reading | None:
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


def _day_of_month(moment: Moment) -> Reading | None:
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


def _month_of_year(moment: Moment) -> Reading:
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


def _month(moment: Moment) -> Reading:
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


def _weekday(moment: Moment) -> Reading | None:
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


def _weekday_and_day(moment: Moment) -> Reading | None:
    """`Friday, Aug. 26`: the weekday tells the year, or that something is wrong."""
    reading = _full(moment) if moment.found["year"] else _day_of_month(moment)
    if reading is None:
        return None
    wanted = WEEKDAYS.index(moment.found["weekday"].lower())
    if date.fromisoformat(reading.dates[0]).weekday() == wanted:
        return Reading(reading.dates, 0.99, "the weekday and the day agree")
    return Reading(reading.dates, 0.7, f"but that was no {moment.found['weekday']}")


def _near_day(moment: Moment) -> Reading | None:
    today = moment.published.date
    if today is None:
        return None
    word = moment.found["all"].lower()
    days = {"yesterday": -1, "tomorrow": 1}.get(word, 0)
    day = (today + timedelta(days=days)).isoformat()
    return Reading((day,), 0.85, "counted from the day of publication")


def _near_week(moment: Moment) -> Reading | None:
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


def _near_month(moment: Moment) -> Reading | None:
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


def _near_year(moment: Moment) -> Reading:
    which = moment.found["which"].lower()
    year = moment.published.year + {"last": -1, "previous": -1, "next": 1}.get(which, 0)
    if which == "earlier this" and moment.published.month:
        span = f"{year}-01/{year}-{moment.published.month:02}"
        return Reading((span, str(year)), 0.82, "from January to publication")
    return Reading((str(year),), 0.93, "counted from publication")


def _season(moment: Moment) -> Reading:
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


def _year(moment: Moment) -> Reading | None:
    year = int(moment.found["year"])
    if year > moment.published.year + 50:
        return None
    return Reading((str(year),), 0.98, "a year")


def _years(moment: Moment) -> Reading | None:
    first, last = int(moment.found["first"]), int(moment.found["last"])
    return Reading((f"{first}/{last}",), 0.97, "two years") if first < last else None


def _decade(moment: Moment) -> Reading:
    return Reading((f"{moment.found['decade'][:3]}X",), 0.95, "a decade")


def _ago(moment: Moment) -> Reading | None:
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


_BEFORE = (
    r"\b(?i:in|since|until|till|by|from|of|during|through|throughout|before|after|around|between"
    r"|to)\s(?:the\s)?"
)
"""Words before a bare month or year that make it a date."""

_OWN = r"\b(?i:an?|the|its|their|his|her)\s"
_PART = r"(?P<part>[Ee]arly|[Ll]ate|[Mm]id)[- ]"
_WHICH = r"(?P<which>[Ll]ast|[Tt]his|[Nn]ext|[Pp]revious|[Ee]arlier\sthis|[Ll]ater\sthis)\s"
_TO = r"(?:\s?[-–]\s?|\sto\s|\sand\s)"
_THINGS = (
    r"\s(?:people|troops|soldiers|men|women|children|civilians|dead|families|refugees|tons|tonnes"
    r"|meters|metres|miles|million)\b"
)
"""What a number is that only looks like a year."""

_NAME = rf"(?P<month>{_MONTH})"
_NUMBER = rf"(?P<day>{_DAY})"
_OF_YEAR = rf"(?P<year>{_YEAR})"
_FROM_TO = rf"(?P<first>{_DAY}){_TO}(?P<last>{_DAY})"
_NAMED_DAY = rf"(?P<weekday>{_WEEKDAY})"
_NEW = r"(?<![\w,.$€£-])"
"""Where a number begins that is not part of another."""

_A_YEAR = re.compile(rf"\b{_YEAR}")
_MONTHLY = re.compile(_MONTH)
_WEEKLY = re.compile(_WEEKDAY)
_DIGIT = re.compile("[0-9]")
_NEARBY = re.compile(r"(?i:day|tonight|week|month|year|spring|summer|autumn|fall|winter)")

# What a text must hold for a rule to find anything; to look for that takes less time.
_RULES: tuple[tuple[re.Pattern[str], re.Pattern[str], Rule], ...] = tuple(
    (needed, re.compile(pattern), rule)
    for needed, pattern, rule in (
        (_DIGIT, r"(?<![\w-])(?P<all>[12][0-9]{3}-[01][0-9]-[0-3][0-9])(?![\w-])", _iso),
        (
            _WEEKLY,
            rf"\b(?P<all>{_NAMED_DAY},?\s{_NAME}\s{_NUMBER}(?:,?\s{_OF_YEAR})?)(?![\w-])",
            _weekday_and_day,
        ),
        (
            _WEEKLY,
            rf"\b(?P<all>{_NAMED_DAY},?\s{_NUMBER}\s{_NAME}(?:,?\s{_OF_YEAR})?)(?!\w)",
            _weekday_and_day,
        ),
        (_MONTHLY, rf"\b(?P<all>{_NAME}\s{_FROM_TO}(?:,?\s{_OF_YEAR})?)(?![\w-])", _days_of_month),
        (_MONTHLY, rf"{_NEW}(?P<all>{_FROM_TO}\s{_NAME}(?:,?\s{_OF_YEAR})?)(?!\w)", _days_of_month),
        (_MONTHLY, rf"\b(?P<all>{_NAME}\s{_NUMBER},?\s{_OF_YEAR})", _full),
        (_MONTHLY, rf"{_NEW}(?P<all>{_NUMBER}\s(?:of\s)?{_NAME},?\s{_OF_YEAR})", _full),
        (_MONTHLY, rf"\b(?P<all>{_NAME}\s{_NUMBER})(?![\w:-]|,[0-9])", _day_of_month),
        (_MONTHLY, rf"{_NEW}(?P<all>{_NUMBER}\s(?:of\s)?{_NAME})(?!\w)", _day_of_month),
        (_MONTHLY, rf"\b(?P<all>(?:{_PART})?{_NAME},?\s(?:of\s)?{_OF_YEAR})(?!\w)", _month_of_year),
        (_MONTHLY, rf"\b(?P<all>{_WHICH}{_NAME})(?!\w)", _month),
        (_MONTHLY, rf"{_BEFORE}(?P<all>(?:{_PART})?{_NAME})(?!\w|\s[0-9A-Z])", _month),
        (_MONTHLY, rf"\b(?P<all>{_PART}{_NAME})(?!\w)", _month),
        (_MONTHLY, rf"\b{_MONTH}\s(?:and|or|to)\s(?P<all>{_NAME})(?!\w|\s[0-9A-Z])", _month),
        (_MONTHLY, rf"{_OWN}(?P<all>(?P<month>(?!May\b){_MONTH}))(?=\s[a-z])", _month),
        (
            _WEEKLY,
            r"(?<!Black\s)(?<!Good\s)(?<!Bloody\s)\b(?P<all>(?:(?P<which>[Ll]ast|[Tt]his|[Nn]ext"
            rf"|[Pp]ast|[Cc]oming|[Pp]revious)\s)?{_NAMED_DAY})(?!\w|['’]?s\b|\s[A-Z])",
            _weekday,
        ),
        (_NEARBY, r"\b(?P<all>[Yy]esterday|[Tt]oday|[Tt]omorrow|[Tt]onight)\b(?!['’]s)", _near_day),
        (_NEARBY, rf"\b(?P<all>{_WHICH}(?P<unit>week|weekend))\b(?!-)", _near_week),
        (_NEARBY, r"\b(?P<all>(?P<which>[Oo]ver\sthe)\s(?P<unit>weekend))\b(?!-)", _near_week),
        (_NEARBY, rf"\b(?P<all>{_WHICH}month)\b(?!-)", _near_month),
        (_NEARBY, rf"\b(?P<all>{_WHICH}year)\b(?!-)", _near_year),
        (_NEARBY, rf"\b(?P<all>{_WHICH}(?P<season>spring|summer|autumn|fall|winter))\b", _season),
        (
            _NEARBY,
            rf"\b(?P<all>(?P<season>(?i:spring|summer|autumn|fall|winter))\s(?:of\s)?{_OF_YEAR})",
            _season,
        ),
        (_DIGIT, rf"\b(?P<all>the\s(?:(?:early|late|mid)[- ])?(?P<decade>{_DIGITS})s)\b", _decade),
        (
            _DIGIT,
            rf"{_NEW}(?P<all>(?P<first>{_YEAR})(?:[-–]|\sto\s|\sand\s)(?P<last>{_YEAR}))"
            rf"(?![\w%-]|,[0-9]|{_THINGS})",
            _years,
        ),
        (_DIGIT, rf"{_BEFORE}(?P<all>{_OF_YEAR})(?![\w%-]|[,.][0-9]|{_THINGS})", _year),
        (_DIGIT, rf"{_OWN}(?P<all>{_OF_YEAR})(?=\s[a-z])(?!{_THINGS})", _year),
        (
            _NEARBY,
            rf"\b(?P<all>(?P<count>(?i:{_COUNT}))\s(?P<unit>day|week|month|year)s?\sago)\b",
            _ago,
        ),
    )
)
"""In this order; what one has found, the next ones leave."""
