"""What was found in an article: words, what they may mean, how sure that is, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from generator.model import Counting, Dating, Kind, Meaning, Naming, Quoting
from generator.source import Span

CERTAIN_FROM = 0.95
"""The least confidence of what is applied without being asked."""

LIKELY_FROM = 0.7
"""The least confidence of what is worth an editor's look."""


class Sureness(StrEnum):
    """How sure a suggestion is, the surest first."""

    CERTAIN = "certain"
    """It may be applied without being asked."""
    LIKELY = "likely"
    """It is worth a look."""
    POSSIBLE = "possible"
    """It is shown to whoever asks for everything."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Words of an article that no annotation is about, and what they may mean."""

    passage: int
    """Which passage of the article's body, from 0."""
    extent: Span
    """The words, as offsets in the passage's visible text."""
    words: str
    meanings: tuple[Meaning, ...]
    """What the words may mean, the likeliest first; none for a name that the registry lacks."""
    confidence: float
    """From 0 to 1."""
    why: str
    """The reasons, for an editor."""
    new_kind: Kind | None = None
    """Of a name that the registry lacks: what it probably names."""
    obstacle: str = ""
    """Why it cannot be made as things stand; empty where it can."""

    @property
    def is_ambiguous(self) -> bool:
        """Whether the words may mean several things, of which a person has to choose."""
        return len(self.meanings) > 1

    @property
    def sureness(self) -> Sureness:
        """How sure it is. What is ambiguous is never certain."""
        if self.confidence >= CERTAIN_FROM and len(self.meanings) == 1 and not self.obstacle:
            return Sureness.CERTAIN
        return Sureness.LIKELY if self.confidence >= LIKELY_FROM else Sureness.POSSIBLE

    @property
    def topic(self) -> str:
        """What it is about: `name`, `date`, `quotation`, `figure` or `new`."""
        if not self.meanings:
            return "new"
        return topic_of(self.meanings[0])


def topic_of(meaning: Meaning) -> str:
    """Give what a meaning is about, in an editor's word."""
    match meaning:
        case Naming():
            return "name"
        case Dating():
            return "date"
        case Quoting():
            return "quotation"
        case Counting():
            return "figure"
        case _:
            return "citation"


def overlap(one: Span, other: Span) -> bool:
    """Tell whether two stretches share a character."""
    return one.start < other.end and other.start < one.end


def cross(one: Span, other: Span) -> bool:
    """Tell whether two stretches overlap, and neither holds the other."""
    return overlap(one, other) and not holds(one, other) and not holds(other, one)


def holds(outer: Span, inner: Span) -> bool:
    """Tell whether one stretch holds another, or is the same."""
    return outer.start <= inner.start and inner.end <= outer.end
