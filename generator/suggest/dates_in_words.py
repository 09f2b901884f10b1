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
from collections.abc import Iterator, Sequence

from generator.dates import DatePrecision, Edtf
from generator.model import Dating
from generator.source import Span
from generator.suggest import reckoning as by
from generator.suggest.reckoning import Moment, Reading, Reckoning
from generator.suggest.suggestions import Suggestion
from generator.suggest.tenses import tense_at
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
_CLAUSE = 400
"""The most characters in which a verb is looked for on one side of a date."""


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


# --- Patterns -----------------------------------------------------------------------------------

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
_RULES: tuple[tuple[re.Pattern[str], re.Pattern[str], by.Rule], ...] = tuple(
    (needed, re.compile(pattern), rule)
    for needed, pattern, rule in (
        (_DIGIT, r"(?<![\w-])(?P<all>[12][0-9]{3}-[01][0-9]-[0-3][0-9])(?![\w-])", by.iso),
        (
            _WEEKLY,
            rf"\b(?P<all>{_NAMED_DAY},?\s{_NAME}\s{_NUMBER}(?:,?\s{_OF_YEAR})?)(?![\w-])",
            by.weekday_and_day,
        ),
        (
            _WEEKLY,
            rf"\b(?P<all>{_NAMED_DAY},?\s{_NUMBER}\s{_NAME}(?:,?\s{_OF_YEAR})?)(?!\w)",
            by.weekday_and_day,
        ),
        (
            _MONTHLY,
            rf"\b(?P<all>{_NAME}\s{_FROM_TO}(?:,?\s{_OF_YEAR})?)(?![\w-])",
            by.days_of_month,
        ),
        (
            _MONTHLY,
            rf"{_NEW}(?P<all>{_FROM_TO}\s{_NAME}(?:,?\s{_OF_YEAR})?)(?!\w)",
            by.days_of_month,
        ),
        (_MONTHLY, rf"\b(?P<all>{_NAME}\s{_NUMBER},?\s{_OF_YEAR})", by.full),
        (_MONTHLY, rf"{_NEW}(?P<all>{_NUMBER}\s(?:of\s)?{_NAME},?\s{_OF_YEAR})", by.full),
        (_MONTHLY, rf"\b(?P<all>{_NAME}\s{_NUMBER})(?![\w:-]|,[0-9])", by.day_of_month),
        (_MONTHLY, rf"{_NEW}(?P<all>{_NUMBER}\s(?:of\s)?{_NAME})(?!\w)", by.day_of_month),
        (
            _MONTHLY,
            rf"\b(?P<all>(?:{_PART})?{_NAME},?\s(?:of\s)?{_OF_YEAR})(?!\w)",
            by.month_of_year,
        ),
        (_MONTHLY, rf"\b(?P<all>{_WHICH}{_NAME})(?!\w)", by.month),
        (_MONTHLY, rf"{_BEFORE}(?P<all>(?:{_PART})?{_NAME})(?!\w|\s[0-9A-Z])", by.month),
        (_MONTHLY, rf"\b(?P<all>{_PART}{_NAME})(?!\w)", by.month),
        (
            _MONTHLY,
            rf"\b{_MONTH}\s(?:and|or|to)\s(?P<all>{_NAME})(?!\w|\s[0-9A-Z])",
            by.month,
        ),
        (_MONTHLY, rf"{_OWN}(?P<all>(?P<month>(?!May\b){_MONTH}))(?=\s[a-z])", by.month),
        (
            _WEEKLY,
            r"(?<!Black\s)(?<!Good\s)(?<!Bloody\s)\b(?P<all>(?:(?P<which>[Ll]ast|[Tt]his|[Nn]ext"
            rf"|[Pp]ast|[Cc]oming|[Pp]revious)\s)?{_NAMED_DAY})(?!\w|['’]?s\b|\s[A-Z])",
            by.weekday,
        ),
        (
            _NEARBY,
            r"\b(?P<all>[Yy]esterday|[Tt]oday|[Tt]omorrow|[Tt]onight)\b(?!['’]s)",
            by.near_day,
        ),
        (_NEARBY, rf"\b(?P<all>{_WHICH}(?P<unit>week|weekend))\b(?!-)", by.near_week),
        (
            _NEARBY,
            r"\b(?P<all>(?P<which>[Oo]ver\sthe)\s(?P<unit>weekend))\b(?!-)",
            by.near_week,
        ),
        (_NEARBY, rf"\b(?P<all>{_WHICH}month)\b(?!-)", by.near_month),
        (_NEARBY, rf"\b(?P<all>{_WHICH}year)\b(?!-)", by.near_year),
        (
            _NEARBY,
            rf"\b(?P<all>{_WHICH}(?P<season>spring|summer|autumn|fall|winter))\b",
            by.season,
        ),
        (
            _NEARBY,
            rf"\b(?P<all>(?P<season>(?i:spring|summer|autumn|fall|winter))\s(?:of\s)?{_OF_YEAR})",
            by.season,
        ),
        (
            _DIGIT,
            rf"\b(?P<all>the\s(?:(?:early|late|mid)[- ])?(?P<decade>{_DIGITS})s)\b",
            by.decade,
        ),
        (
            _DIGIT,
            rf"{_NEW}(?P<all>(?P<first>{_YEAR})(?:[-–]|\sto\s|\sand\s)(?P<last>{_YEAR}))"
            rf"(?![\w%-]|,[0-9]|{_THINGS})",
            by.years,
        ),
        (_DIGIT, rf"{_BEFORE}(?P<all>{_OF_YEAR})(?![\w%-]|[,.][0-9]|{_THINGS})", by.year),
        (_DIGIT, rf"{_OWN}(?P<all>{_OF_YEAR})(?=\s[a-z])(?!{_THINGS})", by.year),
        (
            _NEARBY,
            rf"\b(?P<all>(?P<count>(?i:{_COUNT}))\s(?P<unit>day|week|month|year)s?\sago)\b",
            by.ago,
        ),
    )
)
"""In this order; what one has found, the next ones leave."""
