"""A text in, the places of characters in it that nobody can see and that nobody should type out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.source import Span

# C0 and C1 without tab and line feed, delete, and the noncharacters. What joins or parts letters
# (ZWJ, ZWNJ) is not among them: it is spelling in Persian and Hindi.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")

_ENDS = {
    **dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c"),
    **dict.fromkeys("\u2066\u2067\u2068", "\u2069"),
}
"""Characters that direct the text after them, each with the one that ends it (UAX #9)."""

_DIRECTING = re.compile("[\u202a-\u202e\u2066-\u2069]")


def control_characters(text: str, most: int = 20) -> Iterator[Span]:
    """Find control characters.

    Args:
        text: Any text.
        most: How many places are given; a file that is not a text has thousands.
    """
    for number, found in enumerate(_CONTROL.finditer(text)):
        if number == most:
            return
        yield Span(*found.span())


def directed_stretches(text: str) -> list[Span] | None:
    """Find the stretches of a text whose direction an invisible character sets.

    Returns:
        The outermost stretches, from the character that begins one to the one that ends it; None
        where one has no end or no beginning, so that other text would change its direction too.
    """
    stretches: list[Span] = []
    ends: list[str] = []
    start = 0
    for found in _DIRECTING.finditer(text):
        if found[0] in _ENDS:
            if not ends:
                start = found.start()
            ends.append(_ENDS[found[0]])
        elif not ends or ends.pop() != found[0]:
            return None
        elif not ends:
            stretches.append(Span(start, found.end()))
    return None if ends else stretches
