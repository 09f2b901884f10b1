"""Two reported values in, the kind of difference that stands between them out.

What is compared is what the words leave room for, never one number picked out of it:

    exactly 12        12
    12 to 14          12 up to 14
    at least 12       12 or any higher value
    more than 12      any value above 12
    up to 12          12 or any lower value
    less than 12      any value below 12
    about 12          within half of the last digit that is not a zero, and within 5 %

Values that leave room for a common one do not contradict each other, however far their numbers
lie apart: a count of 290,000 is also "more than 250,000". Where they do, the dossier looks for
what would explain it, in this order: that not the same is counted, that one is the other rounded,
that they count up to different days, that different people counted. What nobody stated explains
nothing, and is listed as unstated. No average is taken, and no value is preferred.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from itertools import pairwise
from typing import cast

from generator.dates import Edtf
from generator.dossier import Value
from generator.model import Qualifier, Ref


class DifferenceKind(StrEnum):
    """What stands between two reported values."""

    SAME = "same"
    """The same number with the same qualifier."""
    QUALIFIER = "qualifier"
    """The same number, more or less firmly: "400,000" and "about 400,000"."""
    COMPATIBLE = "compatible"
    """Both can be true of one count."""
    SCOPE = "scope"
    """They are values of different figures."""
    ROUNDING = "rounding"
    """One is the other, rounded."""
    AS_OF = "as-of"
    """They count up to different days."""
    COUNTER = "counter"
    """Different people or organizations counted."""
    DISAGREEMENT = "disagreement"
    """Nothing that the articles state explains it."""


class Circumstance(StrEnum):
    """What belongs to a value beside its number."""

    AS_OF = "as-of"
    COUNTER = "counter"


@dataclass(frozen=True, slots=True)
class Difference:
    """What stands between two values."""

    kind: DifferenceKind
    differing: tuple[Circumstance, ...]
    """Circumstances that are stated for both and differ, whatever the kind."""
    unstated: tuple[Circumstance, ...]
    """Circumstances that are not stated for both."""


@dataclass(frozen=True, slots=True)
class Account:
    """Reports of one value: the same number and qualifier, the same day, the same counter."""

    values: tuple[Value, ...]
    """In the order of the articles."""

    @property
    def value(self) -> Value:
        """What they report; the first stands for all."""
        return self.values[0]


@dataclass(frozen=True, slots=True)
class Room:
    """What a value leaves room for."""

    low: Decimal
    high: Decimal
    low_open: bool = False
    """Whether the lowest is itself left out: "more than"."""
    high_open: bool = False

    def meets(self, other: Room) -> bool:
        """Tell whether some number lies within both."""
        return not (self._is_below(other) or other._is_below(self))

    def _is_below(self, other: Room) -> bool:
        if self.high == other.low:
            return self.high_open or other.low_open
        return self.high < other.low


INFINITY = Decimal("Infinity")

ABOUT = Decimal("0.05")
"""The share of a number within which another still is "about" it."""

ROUNDED = Decimal("0.05")
"""The share of a number within which another can be it, rounded."""


def difference(one: Value, other: Value) -> Difference:
    """Tell which kind of difference stands between two values, whichever comes first."""
    differing = []
    unstated = []
    for circumstance, differs in (
        (Circumstance.AS_OF, _another_day(one.as_of, other.as_of)),
        (Circumstance.COUNTER, _another_counter(one.by, other.by)),
    ):
        if differs is None:
            unstated.append(circumstance)
        elif differs:
            differing.append(circumstance)
    return Difference(_kind(one, other, differing), tuple(differing), tuple(unstated))


def accounts(values: Iterable[Value]) -> tuple[Account, ...]:
    """Put reports of the same value together.

    Args:
        values: Reported values of one figure, in the order of the articles.

    Returns:
        The accounts from the lowest to the highest. Twenty values have 190 differences, and most
        of them say the same; from each account to the next is what a reader can follow.
    """
    together: dict[tuple[object, ...], list[Value]] = defaultdict(list)
    for value in values:
        together[*_amount(value), value.as_of, value.by].append(value)
    found = [Account(tuple(reports)) for reports in together.values()]
    return tuple(sorted(found, key=_order))


def steps(ordered: Sequence[Account]) -> tuple[tuple[Account, Account, Difference], ...]:
    """Give the difference from each account to the next."""
    return tuple(
        (lower, higher, difference(lower.value, higher.value))
        for lower, higher in pairwise(ordered)
    )


def room(value: Value) -> Room:
    """Give what a value leaves room for."""
    low, high = ends(value)
    match value.qualifier:
        case Qualifier.MORE_THAN:
            return Room(low, INFINITY, low_open=True)
        case Qualifier.AT_LEAST:
            return Room(low, INFINITY)
        case Qualifier.LESS_THAN:
            return Room(-INFINITY, high, high_open=True)
        case Qualifier.UP_TO:
            return Room(-INFINITY, high)
        case Qualifier.ABOUT:
            return Room(low - _leeway(low), high + _leeway(high))
        case Qualifier.EXACTLY:
            return Room(low, high)


def ends(value: Value) -> tuple[Decimal, Decimal]:
    """Give the lowest and the highest number that is named; infinite where there is none."""
    if value.value is not None:
        return value.value, value.value
    return (
        -INFINITY if value.min is None else value.min,
        INFINITY if value.max is None else value.max,
    )


def _kind(one: Value, other: Value, differing: Sequence[Circumstance]) -> DifferenceKind:
    tests = (
        (DifferenceKind.SCOPE, one.figure != other.figure),
        (DifferenceKind.SAME, _amount(one) == _amount(other)),
        (DifferenceKind.QUALIFIER, ends(one) == ends(other)),
        (DifferenceKind.COMPATIBLE, room(one).meets(room(other))),
        (
            DifferenceKind.ROUNDING,
            _is_rounded(one.value, other.value) or _is_rounded(other.value, one.value),
        ),
        (DifferenceKind.AS_OF, Circumstance.AS_OF in differing),
        (DifferenceKind.COUNTER, Circumstance.COUNTER in differing),
    )
    return next((kind for kind, holds in tests if holds), DifferenceKind.DISAGREEMENT)


def _another_day(one: Edtf | None, other: Edtf | None) -> bool | None:
    return None if one is None or other is None else not one.may_agree(other)


def _another_counter(one: Ref | None, other: Ref | None) -> bool | None:
    return None if one is None or other is None else one != other


def _amount(value: Value) -> tuple[Decimal, Decimal, Qualifier]:
    return (*ends(value), value.qualifier)


def _order(account: Account) -> tuple[object, ...]:
    """Order accounts by what they leave room for, then by day and by counter."""
    value = account.value
    low, high = ends(value)
    return (
        high if low == -INFINITY else low,
        high,
        _RANK[value.qualifier],
        value.as_of.sort_key() if value.as_of else (),
        value.by or (),
        # What has no lower end stands before what ends where it begins.
        low,
    )


_RANK = {
    qualifier: rank
    for rank, qualifier in enumerate(
        (
            Qualifier.LESS_THAN,
            Qualifier.UP_TO,
            Qualifier.ABOUT,
            Qualifier.EXACTLY,
            Qualifier.AT_LEAST,
            Qualifier.MORE_THAN,
        )
    )
}


def _leeway(number: Decimal) -> Decimal:
    """Give how far from a number one may lie that is "about" it."""
    if not number.is_finite():
        return Decimal(0)
    return min(_last_digit(number) / 2, abs(number) * ABOUT)


def _last_digit(number: Decimal) -> Decimal:
    """Give the place value of the last digit that is not a zero: 10,000 for 290,000."""
    return Decimal(1).scaleb(cast(int, number.normalize().as_tuple().exponent))


def _is_rounded(exact: Decimal | None, rounded: Decimal | None) -> bool:
    """Tell whether one number can be the other, rounded to the digits that it is given in."""
    if exact is None or rounded is None or abs(exact - rounded) > abs(rounded) * ROUNDED:
        return False
    place = _last_digit(rounded)
    return (exact / place).to_integral_value(ROUND_HALF_UP) * place == rounded
