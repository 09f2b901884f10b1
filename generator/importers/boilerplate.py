"""A block of a text in, the reason why it is no part of the article out.

What pages hold beside their articles is listed in `boilerplate.txt`, with the reason for each.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

LONGEST = 45
"""As many words has the longest block that may be a page's own; longer ones are the article's."""

_WILDCARD = ".{0,80}?"


def why_boilerplate(text: str) -> str:
    """Say what a block is that is none of the article; nothing where it may be the article's."""
    if len(text.split()) > LONGEST:
        return ""
    bare = " ".join(text.casefold().split()).strip("•·|*-–—>»›→. ")
    for reason, pattern in _rules():
        if pattern.fullmatch(bare):
            return reason
    return ""


@cache
def _rules() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Give each reason with one pattern for all of its lines."""
    listed = resources.files("generator.importers") / "boilerplate.txt"
    phrases: dict[str, list[str]] = {}
    reason = ""
    for line in listed.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            reason = line.strip("[]")
            phrases[reason] = []
        elif line and not line.startswith("#"):
            phrases[reason].append(line)
    return tuple(
        (reason, re.compile("|".join(map(_pattern, lines)), re.DOTALL))
        for reason, lines in phrases.items()
    )


def _pattern(phrase: str) -> str:
    """Give a phrase as a regular expression; the marks at its end have been taken off."""
    return _WILDCARD.join(re.escape(part) for part in phrase.casefold().split("*"))
