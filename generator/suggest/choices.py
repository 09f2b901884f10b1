"""What an editor types for words in, the meanings that it may stand for out."""

from __future__ import annotations

from dataclasses import dataclass

from msgspec.structs import replace
from rapidfuzz import fuzz, process

from generator.dates import DateError, Edtf
from generator.model import Counting, Dating, Kind, Meaning, Naming, Quoting, Ref
from generator.suggest.folding import fold
from generator.suggest.registry import Registry
from generator.suggest.suggestions import Suggestion

MOST = 9
"""As many are offered as there are digits to choose them with."""

_ALIKE = 75
"""The least likeness of a name to what was typed, in percent."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that the words may mean."""

    subject: Ref | Edtf
    name: str = ""

    def __str__(self) -> str:
        return f"{self.subject}  {self.name}".rstrip()


def choices(suggestion: Suggestion, typed: str, registry: Registry) -> tuple[Choice, ...]:
    """Find what an editor may mean.

    Args:
        suggestion: What the words were taken for.
        typed: An id, a name or a part of one; for a date, EDTF.
        registry: The entries.

    Returns:
        At most nine, the likeliest first; one alone where it is named exactly.
    """
    if suggestion.topic == "date":
        try:
            return (Choice(Edtf.parse(typed)),)
        except DateError:
            return ()
    kinds = _kinds(suggestion)
    names = {ref: name for ref, name in registry.every_name.items() if ref.kind in kinds}
    exact = [ref for ref in names if typed in (ref.id, str(ref))]
    if len(exact) == 1:
        return (Choice(exact[0], names[exact[0]]),)
    found = process.extract(
        fold(typed),
        {ref: f"{fold(name)} {ref.id}" for ref, name in names.items()},
        scorer=fuzz.partial_token_set_ratio,
        score_cutoff=_ALIKE,
        limit=MOST,
    )
    return tuple(Choice(ref, names[ref]) for _, _, ref in found)


def _kinds(suggestion: Suggestion) -> tuple[Kind, ...]:
    match suggestion.topic:
        case "quotation":
            return (Kind.PERSON, Kind.ORG)
        case "figure":
            return (Kind.FIGURE,)
        case _:
            return (Kind.PERSON, Kind.PLACE, Kind.ORG, Kind.EVENT)


def with_choice(suggestion: Suggestion, choice: Choice) -> Meaning:
    """Give the meaning of a suggestion with something else as its subject."""
    if isinstance(choice.subject, Edtf):
        return Dating(choice.subject)
    first = suggestion.meanings[0] if suggestion.meanings else None
    match first:
        case Quoting():
            return replace(first, speaker=choice.subject.id)
        case Counting():
            return replace(first, figure=choice.subject.id)
        case _:
            return Naming(choice.subject.kind, (choice.subject.id,))
