"""Words in, the day that they name out: `26 August 2016`, `Aug. 26, 2016`, `26.8.2016`."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import NamedTuple

from babel import Locale, UnknownLocaleError

from generator.calendars import names_of

_WORDS = """
    published posted updated update last modified first created date on at by of the local time o
    clock am pm a p m t z gmt utc bst est edt ct cst cdt pst pdt et pt msk ist cet cest eet eest h
    veröffentlicht aktualisiert stand uhr der den am um publié mis jour le à el de las actualizado
    publicado опубликовано обновлено в
"""
_TIME_WORDS = frozenset(_WORDS.split())
_PUBLISHED = ("published", "posted", "created", "veröffentlicht", "publié", "publicado", "опубл")
_UPDATED = ("updated", "update", "modified", "aktualisiert", "mis à jour", "actualizado", "обновл")


LONGEST = 120
"""As many characters has the longest line that is a date and nothing else."""


class Day(NamedTuple):
    """A day, as a text gives it."""

    month: int
    day: int
    year: int = 0
    """0 where the text does not say it."""

    @property
    def iso(self) -> str:
        """The day in EDTF; empty where there is no such day, or no year."""
        try:
            return date(self.year, self.month, self.day).isoformat()
        except ValueError:
            return ""


class Timestamp(NamedTuple):
    """A line that holds a date, a time perhaps, and nothing else."""

    day: Day
    says_published: bool
    says_updated: bool


def full_date(text: str, language: str = "en") -> Day | None:
    """Give the first day in a text that has a day, a month and a year."""
    found = re.search(r"(?<!\d)((?:19|20)\d\d)-([01]\d)-([0-3]\d)(?!\d)", text)
    if found and (day := Day(int(found[2]), int(found[3]), int(found[1]))).iso:
        return day
    found = re.search(r"(?<!\d)([0-3]?\d)\.([01]?\d)\.((?:19|20)\d\d)(?!\d)", text)
    if found and (day := Day(int(found[2]), int(found[1]), int(found[3]))).iso:
        return day
    return next((day for day in _in_words(text, language) if day.iso), None)


def day_and_month(text: str, language: str = "en") -> Day | None:
    """Give the first day in a text that has a day and a month, with its year where there is one."""
    return next(iter(_in_words(text, language)), None)


def timestamp(text: str, language: str = "en") -> Timestamp | None:
    """Read a block that is a date, a time perhaps, and nothing else; give None for any other."""
    day = full_date(text, language) if len(text) <= LONGEST else None
    if day is None:
        return None
    names = _months(language).keys() | _weekdays(language)
    for word in re.findall(r"[^\W\d_]+", text.lower()):
        if word not in names and word not in _TIME_WORDS:
            return None
    lower = text.lower()
    return Timestamp(
        day,
        any(word in lower for word in _PUBLISHED),
        any(word in lower for word in _UPDATED),
    )


def _in_words(text: str, language: str) -> list[Day]:
    """Give the days whose month is a word, in order."""
    months = _months(language)
    name = "|".join(sorted(map(re.escape, months), key=len, reverse=True))
    year = r"(?:,?\s+(?P<year>(?:19|20)\d\d))?(?!\d)"
    pattern = (
        rf"\b(?:(?P<month>{name})\.?\s+(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
        rf"|(?P<day2>[0-3]?\d)(?:st|nd|rd|th|\.|er)?\s+(?:de\s+|of\s+)?(?P<month2>{name})\b\.?"
        rf"(?:\s+de(?=\s))?){year}"
    )
    days = []
    for found in re.finditer(pattern, text, re.IGNORECASE):
        month = months[(found["month"] or found["month2"]).lower()]
        days.append(Day(month, int(found["day"] or found["day2"]), int(found["year"] or 0)))
    return days


@cache
def _locales(language: str) -> tuple[Locale, ...]:
    """Give a language and English, since dates are often in English all the same."""
    known = []
    for tag in (language, "en"):
        try:
            known.append(Locale.parse(tag, sep="-"))
        except (ValueError, UnknownLocaleError):
            continue
    return tuple(known)


@cache
def _months(language: str) -> dict[str, int]:
    """Give the number of each month by its names and abbreviations, in small letters."""
    names = {"sept": 9}
    for locale in _locales(language):
        for widths in names_of("months", locale).values():
            for width, months in widths.items():
                if width != "narrow":
                    for number, name in months.items():
                        names.setdefault(name.lower().rstrip("."), number)
    return {name: number for name, number in names.items() if not name.isdigit()}


@cache
def _weekdays(language: str) -> frozenset[str]:
    return frozenset(
        name.lower().rstrip(".")
        for locale in _locales(language)
        for widths in names_of("days", locale).values()
        for width, days in widths.items()
        if width != "narrow"
        for name in days.values()
    )
