"""What an importer found in, what to write in front matter out: with a reason, and how sure it is.

Nothing is taken from outside the file, the registry and the articles that are there already.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum


class Confidence(IntEnum):
    """How sure a proposal is."""

    GUESS = 0
    """Somebody has to look."""
    LIKELY = 1
    CERTAIN = 2
    """The file says so itself, in as many words."""

    def __str__(self) -> str:
        return ("a guess", "likely", "certain")[self]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A value for one key, such as `2016-08-26`."""

    value: str
    confidence: Confidence
    reason: str
    """Such as `the address holds it`."""


def best(proposals: Iterable[Proposal]) -> Proposal | None:
    """Give the surest proposal; of several, the first. What two reasons agree on is surer."""
    ranked = sorted(proposals, key=lambda one: -one.confidence)
    if not ranked:
        return None
    first = ranked[0]
    support = next((one for one in ranked[1:] if one.value == first.value), None)
    if support is None or first.confidence is Confidence.CERTAIN:
        return first
    surer = Confidence(first.confidence + 1)
    return Proposal(first.value, surer, f"{first.reason}, and {support.reason}")
