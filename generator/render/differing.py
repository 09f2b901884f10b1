"""What stands between two reported values, in plain English."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator import dates
from generator.dossier import Dossier, Value
from generator.evidence.differences import Circumstance, Difference, DifferenceKind
from generator.model import Qualifier, Ref
from generator.render import phrases

KIND = {
    DifferenceKind.SAME: "same value",
    DifferenceKind.QUALIFIER: "another qualifier",
    DifferenceKind.COMPATIBLE: "compatible",
    DifferenceKind.SCOPE: "another scope",
    DifferenceKind.ROUNDING: "rounding",
    DifferenceKind.AS_OF: "another date",
    DifferenceKind.COUNTER: "another counter",
    DifferenceKind.DISAGREEMENT: "disagreement",
}
"""A word or two for each kind of difference."""

SAYS = {
    DifferenceKind.SAME: "The same value is reported again.",
    DifferenceKind.COMPATIBLE: "Both can be true of one count.",
    DifferenceKind.SCOPE: "They do not count the same.",
    DifferenceKind.ROUNDING: "The one can be the other, rounded.",
    DifferenceKind.AS_OF: "",
    DifferenceKind.COUNTER: "",
    DifferenceKind.DISAGREEMENT: "They contradict each other, and nothing that the articles state "
    "explains it.",
}


def sentence(
    dossier: Dossier,
    one: Value,
    other: Value,
    difference: Difference,
    known_silence: Iterable[Circumstance] = (),
) -> str:
    """Say which kind of difference stands between two values, and what is not known of it.

    Args:
        dossier: The dossier.
        one: The first value.
        other: The second.
        difference: What stands between them.
        known_silence: What no value states, and what was said once for all.
    """
    said = [
        _same_number(one, other)
        if difference.kind is DifferenceKind.QUALIFIER
        else SAYS[difference.kind]
    ]
    if Circumstance.AS_OF in difference.differing:
        said.append(f"They count up to different days: {_day(one)} and {_day(other)}.")
    if Circumstance.COUNTER in difference.differing:
        counters = f"{_counter(dossier, one.by)} and {_counter(dossier, other.by)}"
        said.append(f"They have different counters: {counters}.")
    if difference.kind is not DifferenceKind.SCOPE:
        unstated = [each for each in difference.unstated if each not in known_silence]
        said.append(_unstated(one, other, unstated))
    return " ".join(filter(None, said))


def _same_number(one: Value, other: Value) -> str:
    first, second = (_qualifier(value.qualifier) for value in (one, other))
    return f"The number is the same, once {first} and once {second}."


def _qualifier(qualifier: Qualifier) -> str:
    words = phrases.QUALIFIER[qualifier].strip()
    return f"with “{words}”" if words else "as it stands"


def _day(value: Value) -> str:
    return dates.words(value.as_of) if value.as_of else ""


def _counter(dossier: Dossier, by: Ref | None) -> str:
    return dossier.name(by) if by else ""


NOT_SAID = {
    Circumstance.AS_OF: "up to which day it counts",
    Circumstance.COUNTER: "who counted",
}


def never_said(values: Sequence[Value]) -> tuple[Circumstance, ...]:
    """Give the circumstances that none of some values states."""
    return tuple(
        circumstance
        for circumstance in NOT_SAID
        if all(_stated(value, circumstance) is None for value in values)
    )


def silence(circumstances: Iterable[Circumstance]) -> str:
    """Say what none of all values states; nothing where there is no such thing."""
    missing = [NOT_SAID[each] for each in circumstances]
    return f"No article says {' or '.join(missing)}." if missing else ""


def _unstated(one: Value, other: Value, unstated: Iterable[Circumstance]) -> str:
    """Say what is not stated for both, so that nobody takes silence for agreement."""
    said = []
    for circumstance in unstated:
        either = _stated(one, circumstance) or _stated(other, circumstance)
        said.append(f"{'only one' if either else 'neither'} says {NOT_SAID[circumstance]}")
    words = ", and ".join(said)
    return f"{words[0].upper()}{words[1:]}." if words else ""


def _stated(value: Value, circumstance: Circumstance) -> object:
    return value.as_of if circumstance is Circumstance.AS_OF else value.by
