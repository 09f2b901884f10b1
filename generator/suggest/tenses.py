"""A place in a sentence in, whether what is said there lies behind or ahead out. English only.

Press copy looks back: what has no sign of the future is past. The sign that counts is the nearest
verb before the place, or, where there is none, the nearest one behind it.
"""

from __future__ import annotations

import re
from enum import StrEnum

from generator.suggest.vocabulary import AHEAD, BEHIND, SPEAKING

_WORD = re.compile(r"[^\W\d_][\w'’]*")

_INFINITIVE = re.compile(
    r"\b(?:agreed|agreeing|due|set|plans?|planned|expected|scheduled|wants?|hopes?|vowed|promised"
    r"|pledged|called for|prepar\w+|meant|supposed|ready|likely|about) (?:\w+ )?to(?: \w+){1,6}\s*$"
)


class Tense(StrEnum):
    """Where in time something lies, seen from the day an article appeared."""

    SAID = "said"
    """Behind: a verb of saying stands right before."""
    BEHIND = "behind"
    AHEAD = "ahead"
    UNKNOWN = "unknown"


def tense_at(before: str, behind: str) -> Tense:
    """Tell whether a time lies behind or ahead.

    Args:
        before: The sentence up to the words that name the time.
        behind: The sentence from their end on.
    """
    if _INFINITIVE.search(before):
        return Tense.AHEAD
    words = [word.lower() for word in _WORD.findall(before)]
    nearest = _nearest(list(reversed(words)))
    if nearest:
        return nearest
    return _nearest([word.lower() for word in _WORD.findall(behind)]) or Tense.UNKNOWN


def _nearest(words: list[str]) -> Tense | None:
    """Give what the nearest telling word says; the words come in the order of nearness."""
    for distance, word in enumerate(words):
        if word in AHEAD:
            return Tense.AHEAD
        if word in SPEAKING and distance <= 2:  # noqa: PLR2004 - `said on`, `told reporters on`
            return Tense.SAID
        if word in BEHIND or word in SPEAKING:
            return Tense.BEHIND
        if word.endswith("ed") and words[distance + 1 : distance + 2] != ["be"]:
            return Tense.BEHIND
    return None
