"""A text in, the numbers in it out, with how each is qualified. English only.

250,000   4.8 million   a million   twelve   two dozen   millions
more than 250,000   an estimated 400,000   at least twelve   up to 5,000
between 250,000 and 300,000   250,000 to 300,000   12-15
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from generator.model import Qualifier
from generator.source import Span

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_WORDS = {word: number for number, word in enumerate(_UNITS.split())} | {
    word: 10 * number for number, word in enumerate(_TENS.split(), 2)
}
_SCALES = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
}
_SIMPLE = (
    rf"(?:{'|'.join(_TENS.split())})-(?:{'|'.join(_UNITS.split()[1:10])})"
    rf"|{'|'.join(sorted(_WORDS, key=len, reverse=True))}"
)
_SCALE = "|".join(_SCALES)
_NUMBER = (
    rf"(?:[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]+(?:\.[0-9]+)?|(?i:{_SIMPLE})|(?i:an?)(?=\s(?:{_SCALE})\b))"
    rf"(?:[\s-](?:{_SCALE})\b(?:\s(?:{_SCALE})\b)?)?"
)
_PLURAL = rf"(?i:(?:{_SCALE})s)(?:\sof\s(?:{_SCALE})s)?"

_QUALIFIERS = {
    Qualifier.MORE_THAN: "more than|over|above|upwards of|in excess of|well over",
    Qualifier.AT_LEAST: "at least|no fewer than|no less than|not less than|a minimum of",
    Qualifier.LESS_THAN: "fewer than|less than|under|below",
    Qualifier.UP_TO: "up to|as many as|as much as|a maximum of|at most",
    Qualifier.ABOUT: (
        "about|around|approximately|roughly|some|an estimated|estimated|close to|nearly|almost"
        "|an average of|circa"
    ),
    Qualifier.EXACTLY: "exactly|precisely|just|only|a total of",
}
_QUALIFIER = "|".join(f"(?P<{name.name.lower()}>{words})" for name, words in _QUALIFIERS.items())
_EXPRESSION = re.compile(
    rf"(?<![\w$€£.,:-])(?:(?i:{_QUALIFIER})\s(?:the\s)?)?"
    rf"(?P<number>(?P<between>(?i:between)\s)?(?P<first>{_NUMBER})"
    rf"(?:(?(between)\sand\s|(?:\sto\s|[-–]))(?P<last>{_NUMBER}))?|(?P<plural>{_PLURAL}))(?![\w%]|\.[0-9])"
)
_NOT_COUNTED = re.compile(r"\s?(?:percent|per cent|%|°|degrees|am\b|pm\b|a\.m\.|p\.m\.|[:/][0-9])")


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text."""

    extent: Span
    """With the words that qualify it."""
    value: Decimal | None
    """None for a range."""
    least: Decimal | None = None
    most: Decimal | None = None
    qualifier: Qualifier = Qualifier.EXACTLY
    is_vague: bool = False
    """Whether it is only an order of magnitude: `millions`."""


def numbers(text: str) -> Iterator[Number]:
    """Find the numbers in a text; no sums of money, percentages or times of day."""
    for found in _EXPRESSION.finditer(text):
        if _NOT_COUNTED.match(text, found.end()):
            continue
        extent = Span(*found.span())
        qualifier = next((one for one in _QUALIFIERS if found[one.name.lower()]), Qualifier.EXACTLY)
        if found["plural"]:
            value = _plural(found["plural"])
            yield Number(extent, value, qualifier=Qualifier.MORE_THAN, is_vague=True)
            continue
        first = _value(found["first"])
        if found["last"] is None:
            if not found["between"]:
                yield Number(extent, first, qualifier=qualifier)
            continue
        last = _value(found["last"])
        if _scale_of(found["last"]) and not _scale_of(found["first"]) and first < 1000:  # noqa: PLR2004
            first = _plain(first * _scale_of(found["last"]))
        if first < last:
            yield Number(extent, None, first, last, qualifier)


def _value(words: str) -> Decimal:
    head, *scales = re.split(
        r"[\s]+|-(?=(?:dozen|hundred|thousand|million|billion))", words.lower()
    )
    value = _head(head)
    for scale in scales:
        value *= _SCALES[scale]
    return _plain(value)


def _plain(value: Decimal) -> Decimal:
    """Give a number as people write it: 4800000, not 4800000.0 or 4.8E+6."""
    return Decimal(f"{value.normalize():f}")


def _head(word: str) -> Decimal:
    if word[0].isdigit():
        return Decimal(word.replace(",", ""))
    if word in ("a", "an"):
        return Decimal(1)
    return Decimal(sum(_WORDS[part] for part in word.split("-")))


def _scale_of(words: str) -> int:
    scale = 1
    for word in re.split(r"[\s-]+", words.lower())[1:]:
        scale *= _SCALES.get(word, 1)
    return scale if scale > 1 else 0


def _plural(words: str) -> Decimal:
    value = Decimal(1)
    for word in words.lower().split(" of "):
        value *= _SCALES[word.strip().removesuffix("s")]
    return value
