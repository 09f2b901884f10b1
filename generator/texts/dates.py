"""A date in, the words for it out, in the patterns and with the months of one language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from babel import Locale

from generator.calendars import names_of
from generator.dates import DatePrecision, Edtf, Point


@dataclass(frozen=True, slots=True)
class DateWords:
    """How one language writes dates. Every text is a pattern with named gaps."""

    months: tuple[str, ...]
    """January first, as they stand after a day."""
    months_alone: tuple[str, ...]
    """As they stand without one; in Slavic languages that is another case."""
    months_short: tuple[str, ...]
    """As short as they are clear, for the scale of a picture."""
    seasons: tuple[str, ...]
    """Spring first."""
    day: str
    month: str
    season: str
    year: str
    decade: str
    century: str
    some_day: str
    """For a day that is not known: `when` is the month it lies in."""
    some_month: str
    """For a month, or a month and a day, that is not known: `when` is the year."""
    approximate: str
    uncertain: str
    days_of_month: str
    """For an interval within one month: `first` and `last` are days."""
    days_of_year: str
    """For an interval within one year: `first` and `last` are days with their months."""
    day_of_month: str
    months_of_year: str
    seasons_of_year: str
    years: str
    interval: str
    """For any other interval."""
    between: str
    """For an interval whose ends are not equally certain."""
    until: str
    since: str
    start_unknown: str
    end_unknown: str


def date_words(locale: Locale, pgettext: Callable[[str, str], str]) -> DateWords:
    """Give a language's way of writing dates.

    Args:
        locale: Knows the names of the months.
        pgettext: Looks the patterns up.
    """
    months = names_of("months", locale)
    return DateWords(
        months=tuple(months["format"]["wide"].values()),
        months_alone=tuple(months["stand-alone"]["wide"].values()),
        months_short=tuple(months["stand-alone"]["abbreviated"].values()),
        seasons=(
            pgettext("date", "spring"),
            pgettext("date", "summer"),
            pgettext("date", "autumn"),
            pgettext("date", "winter"),
        ),
        # Translators: 26 August 2016.
        day=pgettext("date", "{day} {month} {year}"),
        # Translators: August 2016.
        month=pgettext("date", "{month} {year}"),
        # Translators: spring 2016.
        season=pgettext("date", "{season} {year}"),
        # Translators: 2016.
        year=pgettext("date", "{year}"),
        # Translators: the 2010s.
        decade=pgettext("date", "the {year}s"),
        # Translators: the years 1900–1999.
        century=pgettext("date", "the years {year}–{last_year}"),
        # Translators: {when} is a month: some time in August 2016.
        some_day=pgettext("day that is not known", "some time in {when}"),
        # Translators: {when} is a year: some time in 2016.
        some_month=pgettext("month that is not known", "some time in {when}"),
        # Translators: {when} is a day, a month, a year or an interval.
        approximate=pgettext("date", "about {when}"),
        # Translators: It is not certain that this date is right.
        uncertain=pgettext("date", "{when} (uncertain)"),
        # Translators: 5–6 September 2016.
        days_of_month=pgettext("days of one month", "{first}–{last} {month} {year}"),
        # Translators: 31 August – 2 September 2016.
        days_of_year=pgettext("days of one year", "{first} – {last} {year}"),
        # Translators: 31 August, with the year elsewhere.
        day_of_month=pgettext("date", "{day} {month}"),
        # Translators: August–September 2016.
        months_of_year=pgettext("months of one year", "{first}–{last} {year}"),
        # Translators: spring–autumn 2016.
        seasons_of_year=pgettext("seasons of one year", "{first}–{last} {year}"),
        # Translators: 2011–2016.
        years=pgettext("years", "{first}–{last}"),
        # Translators: 31 December 2015 – 2 January 2016.
        interval=pgettext("interval", "{first} – {last}"),
        # Translators: Of an interval whose ends are not equally certain.
        between=pgettext("date", "between {first} and {last}"),
        until=pgettext("date", "until {when}"),
        since=pgettext("date", "from {when} on"),
        start_unknown=pgettext("date", "until {when} (start unknown)"),
        end_unknown=pgettext("date", "from {when} (end unknown)"),
    )


def words(when: Edtf, language: DateWords) -> str:
    """Write a date as an editor would: `5–6 September 2016`, `about August 2016`.

    Args:
        when: The date.
        language: The words and patterns to write it with.
    """
    start, end = when.start, when.end
    if start is None or end is None:
        return _half(when, language)
    if start == end:
        return _one(start, language)
    if start.qualifiers == end.qualifiers:
        return _with_qualifiers(_interval(start, end, language), start, language)
    return language.between.format(first=_one(start, language), last=_one(end, language))


def _half(when: Edtf, language: DateWords) -> str:
    """Write an interval of which one end is open or unknown."""
    if when.start:
        pattern = language.since if when.end_open else language.end_unknown
    else:
        pattern = language.until if when.start_open else language.start_unknown
    (known,) = when.points
    return pattern.format(when=_one(known, language))


def _one(point: Point, language: DateWords) -> str:
    return _with_qualifiers(_unqualified(point, language), point, language)


def _with_qualifiers(plain: str, point: Point, language: DateWords) -> str:
    if point.approximate:
        plain = language.approximate.format(when=plain)
    if point.uncertain:
        plain = language.uncertain.format(when=plain)
    return plain


def _unqualified(point: Point, language: DateWords) -> str:
    plain = _plain(point, language)
    # 'about some time in 2016' says no more than 'about 2016'.
    if point.unspecified and not point.approximate:
        pattern = language.some_day if point.month else language.some_month
        return pattern.format(when=plain)
    return plain


def _plain(point: Point, language: DateWords) -> str:
    match point.precision:
        case DatePrecision.DAY:
            month = language.months[point.month - 1]
            return language.day.format(day=point.day, month=month, year=point.year)
        case DatePrecision.MONTH:
            month = language.months_alone[point.month - 1]
            return language.month.format(month=month, year=point.year)
        case DatePrecision.SEASON:
            season = language.seasons[point.month - 21]
            return language.season.format(season=season, year=point.year)
        case DatePrecision.YEAR:
            return language.year.format(year=point.year)
        case DatePrecision.DECADE:
            return language.decade.format(year=point.year)
        case DatePrecision.CENTURY:
            return language.century.format(year=point.year, last_year=point.year + 99)


def _interval(start: Point, end: Point, language: DateWords) -> str:
    """Write an interval without saying the common month or year twice."""
    precision = start.precision
    alike = precision is end.precision and not (start.unspecified or end.unspecified)
    patterns = {
        DatePrecision.DAY: language.days_of_year,
        DatePrecision.MONTH: language.months_of_year,
        DatePrecision.SEASON: language.seasons_of_year,
    }
    if alike and precision is DatePrecision.YEAR:
        return language.years.format(first=start.year, last=end.year)
    if not alike or start.year != end.year or precision not in patterns:
        first, last = _unqualified(start, language), _unqualified(end, language)
        return language.interval.format(first=first, last=last)
    if precision is DatePrecision.DAY and start.month == end.month:
        month = language.months[start.month - 1]
        return language.days_of_month.format(
            first=start.day, last=end.day, month=month, year=start.year
        )
    first, last = _without_year(start, language), _without_year(end, language)
    return patterns[precision].format(first=first, last=last, year=start.year)


def _without_year(point: Point, language: DateWords) -> str:
    if point.precision is DatePrecision.SEASON:
        return language.seasons[point.month - 21]
    if not point.day:
        return language.months_alone[point.month - 1]
    month = language.months[point.month - 1]
    return language.day_of_month.format(day=point.day, month=month)
