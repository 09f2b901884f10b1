"""What stands between two reported values, in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum, auto

from generator.dossier import Value
from generator.evidence.differences import Circumstance, Difference, DifferenceKind
from generator.model import Qualifier
from generator.render.view import View
from generator.texts import Texts, noop


class Unstated(Enum):
    """How much of two values is silent on something."""

    BY_ONE = auto()
    BY_BOTH = auto()


KIND = {
    DifferenceKind.SAME: noop("same value"),
    DifferenceKind.QUALIFIER: noop("another qualifier"),
    DifferenceKind.COMPATIBLE: noop("compatible"),
    DifferenceKind.SCOPE: noop("another scope"),
    DifferenceKind.ROUNDING: noop("rounding"),
    DifferenceKind.AS_OF: noop("another date"),
    DifferenceKind.COUNTER: noop("another counter"),
    DifferenceKind.DISAGREEMENT: noop("disagreement"),
}
"""A word or two for each kind of difference."""

SAYS = {
    DifferenceKind.SAME: noop("The same value is reported again."),
    DifferenceKind.COMPATIBLE: noop("Both can be true of one count."),
    DifferenceKind.SCOPE: noop("They do not count the same."),
    DifferenceKind.ROUNDING: noop("The one can be the other, rounded."),
    DifferenceKind.DISAGREEMENT: noop(
        "They contradict each other, and nothing that the articles state explains it."
    ),
}


def sentence(
    view: View,
    one: Value,
    other: Value,
    difference: Difference,
    known_silence: Iterable[Circumstance] = (),
) -> str:
    """Say which kind of difference stands between two values, and what is not known of it.

    Args:
        view: The page that it is said on.
        one: The first value.
        other: The second.
        difference: What stands between them.
        known_silence: What no value states, and what was said once for all.
    """
    texts, said = view.texts, list[str]()
    if difference.kind is DifferenceKind.QUALIFIER:
        said.append(_same_number(texts, one, other))
    elif difference.kind in SAYS:
        said.append(texts.gettext(SAYS[difference.kind]))
    if Circumstance.AS_OF in difference.differing:
        days = texts.series([texts.date(value.as_of) for value in (one, other) if value.as_of])
        said.append(texts.gettext("They count up to different days: {days}.", days=days))
    if Circumstance.COUNTER in difference.differing:
        names = texts.series([view.dossier.name(value.by) for value in (one, other) if value.by])
        said.append(texts.gettext("They have different counters: {names}.", names=names))
    if difference.kind is not DifferenceKind.SCOPE:
        unstated = [each for each in difference.unstated if each not in known_silence]
        said.append(_unstated(texts, one, other, unstated))
    return " ".join(filter(None, said))


def _same_number(texts: Texts, one: Value, other: Value) -> str:
    first, second = (texts.gettext(QUALIFIED[value.qualifier]) for value in (one, other))
    return texts.gettext(
        "The number is the same, once {first} and once {second}.", first=first, second=second
    )


QUALIFIED = {
    Qualifier.EXACTLY: noop("as it stands"),
    Qualifier.ABOUT: noop("with “about”"),
    Qualifier.MORE_THAN: noop("with “more than”"),
    Qualifier.AT_LEAST: noop("with “at least”"),
    Qualifier.LESS_THAN: noop("with “less than”"),
    Qualifier.UP_TO: noop("with “up to”"),
}
"""How a number is qualified."""

CIRCUMSTANCES = (Circumstance.AS_OF, Circumstance.COUNTER)
"""What an article may leave unsaid of a value."""

NO_ARTICLE_SAYS = {
    frozenset({Circumstance.AS_OF}): noop("No article says up to which day it counts."),
    frozenset({Circumstance.COUNTER}): noop("No article says who counted."),
    frozenset(CIRCUMSTANCES): noop("No article says up to which day it counts or who counted."),
}

UNSTATED = {
    (Unstated.BY_ONE, None): noop("Only one says up to which day it counts."),
    (Unstated.BY_BOTH, None): noop("Neither says up to which day it counts."),
    (None, Unstated.BY_ONE): noop("Only one says who counted."),
    (None, Unstated.BY_BOTH): noop("Neither says who counted."),
    (Unstated.BY_ONE, Unstated.BY_ONE): noop(
        "Only one says up to which day it counts, and only one says who counted."
    ),
    (Unstated.BY_ONE, Unstated.BY_BOTH): noop(
        "Only one says up to which day it counts, and neither says who counted."
    ),
    (Unstated.BY_BOTH, Unstated.BY_ONE): noop(
        "Neither says up to which day it counts, and only one says who counted."
    ),
    (Unstated.BY_BOTH, Unstated.BY_BOTH): noop(
        "Neither says up to which day it counts, and neither says who counted."
    ),
}
"""By what is not stated of the day, and of the counter."""


def never_said(values: Sequence[Value]) -> tuple[Circumstance, ...]:
    """Give the circumstances that none of some values states."""
    return tuple(
        circumstance
        for circumstance in CIRCUMSTANCES
        if all(_stated(value, circumstance) is None for value in values)
    )


def silence(texts: Texts, circumstances: Iterable[Circumstance]) -> str:
    """Say what none of all values states; nothing where there is no such thing."""
    missing = frozenset(circumstances)
    return texts.gettext(NO_ARTICLE_SAYS[missing]) if missing else ""


def _unstated(texts: Texts, one: Value, other: Value, unstated: Iterable[Circumstance]) -> str:
    """Say what is not stated for both, so that nobody takes silence for agreement."""
    found: dict[Circumstance, Unstated] = {}
    for circumstance in unstated:
        either = _stated(one, circumstance) or _stated(other, circumstance)
        found[circumstance] = Unstated.BY_ONE if either else Unstated.BY_BOTH
    if not found:
        return ""
    day, counter = (found.get(circumstance) for circumstance in CIRCUMSTANCES)
    return texts.gettext(UNSTATED[day, counter])


def _stated(value: Value, circumstance: Circumstance) -> object:
    return value.as_of if circumstance is Circumstance.AS_OF else value.by
