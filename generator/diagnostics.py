"""What is wrong with the sources: findings with a place, a code and a next step."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from generator.source import Location


class Severity(StrEnum):
    """How much a finding weighs: an error keeps the dossier from being published."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding."""

    location: Location
    code: str
    """The rule's name in kebab case, such as `unknown-id`."""
    message: str
    """What is wrong, without a full stop."""
    hint: str = ""
    """What to do next; empty where the message says it."""
    severity: Severity = Severity.ERROR
    fix: str | None = None
    """What may stand at the location instead, where that is beyond doubt."""

    def sort_key(self) -> tuple[Location, str, str]:
        """Order findings by place, then by rule."""
        return (self.location, self.code, self.message)


def in_order(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sort findings by place, each named once."""
    return tuple(sorted(dict.fromkeys(found), key=Diagnostic.sort_key))


def has_errors(found: Iterable[Diagnostic]) -> bool:
    """Tell whether any finding keeps the dossier from being published."""
    return any(one.severity is Severity.ERROR for one in found)


def only_close(word: str, known: Iterable[str]) -> str | None:
    """Give the known word that a word is a misspelling of; None where it could be several."""
    close = process.extract(
        word,
        sorted(known),
        scorer=DamerauLevenshtein.normalized_similarity,
        score_cutoff=0.6,
        limit=2,
    )
    if not close or close[0][1] < CLOSE:
        return None
    return close[0][0] if len(close) == 1 or close[1][1] < close[0][1] - APART else None


CLOSE = 0.75
"""The least likeness of a word to the one that it is taken for without asking."""

APART = 0.15
"""By so much less must the next likely word be like it."""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Give a hint that names the likeliest known word, or an empty one."""
    best = process.extractOne(
        word,
        sorted(known),
        scorer=DamerauLevenshtein.normalized_similarity,
        score_cutoff=0.6,
    )
    return f"did you mean '{best[0]}'?" if best else ""
