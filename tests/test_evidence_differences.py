"""Which kind of difference stands between two reported values."""

from __future__ import annotations

from decimal import Decimal

import pytest
from evidence_sources import article, dossier_of, entry, outlets
from hypothesis import example, given
from hypothesis import strategies as st

from generator.dates import Edtf
from generator.dossier import Place, Value
from generator.evidence.differences import (
    Circumstance,
    DifferenceKind,
    accounts,
    difference,
    room,
    steps,
)
from generator.model import Kind, Qualifier, Ref
from generator.source import Span

HERE = Place("a", 0, "p1", None, Span(0, 1).number)


def value(text: str) -> Value:
    """Read `12`, `12..14`, `..14`, with a qualifier before, `@date` and `by:someone` after."""
    qualifier, as_of, by = Qualifier.EXACTLY, None, None
    numbers = ""
    for word in text.split():
        if word.startswith("@"):
            as_of = Edtf.parse(word[1:])
        elif word.startswith("by:"):
            by = Ref(Kind.ORG, word[3:])
        elif word[0].isdigit() or word[0] in ".-":
            numbers = word
        else:
            qualifier = Qualifier(word)
    low, dots, high = numbers.partition("..")
    return Value(
        Ref(Kind.FIGURE, "deaths"),
        HERE,
        1,
        None,
        None if dots else Decimal(low),
        Decimal(low) if dots and low else None,
        Decimal(high) if dots and high else None,
        qualifier,
        as_of,
        by,
        None,
    )


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("250000", "250000", "same"),
        ("250000 @2016 by:un", "250000.0 @2015 by:us", "same"),
        ("more-than 250000", "290000", "compatible"),
        ("more-than 250000", "more-than 290000", "compatible"),
        ("more-than 250000", "at-least 250001", "compatible"),
        ("less-than 12", "more-than 10", "compatible"),
        ("12..14", "14..16", "compatible"),
        ("12..14", "13", "compatible"),
        ("..14", "13", "compatible"),
        ("about 400000", "410000", "compatible"),
        ("about 400000", "more-than 400000", "qualifier"),
        ("400000", "about 400000", "qualifier"),
        ("more-than 250000", "250000", "qualifier"),
        ("4800000", "4812993", "rounding"),
        ("290000", "286500", "rounding"),
        ("12..14", "12.2..13.9", "compatible"),
        ("12..14", "14.2", "disagreement"),
        ("400000", "360000", "disagreement"),
        ("about 400000", "430000", "disagreement"),
        ("12", "15", "disagreement"),
        ("12", "0", "disagreement"),
        ("more-than 14", "14..14", "qualifier"),
        ("more-than 14", "12..14", "disagreement"),
        ("at-least 14", "12..14", "compatible"),
        ("less-than 12", "more-than 12", "qualifier"),
        ("less-than 12", "12..13", "disagreement"),
        ("12 @2016-08", "15 @2016-09", "as-of"),
        ("12 @2016-08 by:un", "15 @2016-09 by:us", "as-of"),
        ("12 @2016-08 by:un", "15 @2016-08-26 by:us", "counter"),
        ("12 @2016-08 by:un", "15 @2016-08-26 by:un", "disagreement"),
        ("12 by:un", "15", "disagreement"),
    ],
)
def test_two_values(one: str, other: str, kind: str) -> None:
    assert difference(value(one), value(other)).kind == kind


def test_values_of_two_figures_count_different_things() -> None:
    dossier = dossier_of(
        {
            **outlets("daily"),
            "figures/dead.md": entry("Dead"),
            "figures/hurt.md": entry("Hurt"),
            "articles/a.md": article("[2](figure:dead?value=2) and [2](figure:hurt?value=2)"),
        }
    )
    assert difference(*dossier.values).kind == DifferenceKind.SCOPE


def test_what_differs_besides_is_told_whatever_the_kind() -> None:
    found = difference(value("more-than 12 @2016-08 by:un"), value("15 @2016-09"))
    assert found.kind == DifferenceKind.COMPATIBLE
    assert found.differing == (Circumstance.AS_OF,)
    assert found.unstated == (Circumstance.COUNTER,)


def test_reports_of_the_same_value_are_one_account_and_the_lowest_comes_first() -> None:
    values = [
        value(text)
        for text in ("more-than 400000", "290000", "about 400000", "290000", "290000 by:un")
    ]
    found = accounts(values)
    assert [account.value for account in found] == [values[1], values[4], values[2], values[0]]
    assert [len(account.values) for account in found] == [2, 1, 1, 1]
    assert [step.kind for _, _, step in steps(found)] == ["same", "disagreement", "qualifier"]


NUMBERS = st.integers(-50, 200) | st.integers(0, 10**9) | st.integers(10**29, 10**30)


@st.composite
def values(draw: st.DrawFn) -> Value:
    low, high = sorted((draw(NUMBERS), draw(NUMBERS)))
    numbers = draw(st.sampled_from([f"{low}", f"{low}..{high}", f"{low}..", f"..{high}"]))
    words = [
        draw(st.sampled_from(["", *Qualifier])) if ".." not in numbers else "",
        numbers,
        draw(st.sampled_from(["", "@2016-08", "@2016-08-26", "@2016-09~"])),
        draw(st.sampled_from(["", "by:un", "by:us"])),
    ]
    return value(" ".join(words))


@given(values(), values())
def test_a_difference_is_the_same_from_both_sides(one: Value, other: Value) -> None:
    assert difference(one, other) == difference(other, one)


@given(values())
def test_a_value_is_the_same_as_itself(one: Value) -> None:
    assert difference(one, one).kind == DifferenceKind.SAME
    assert not difference(one, one).differing


@given(values())
def test_a_value_leaves_room_for_something(one: Value) -> None:
    found = room(one)
    assert found.low <= found.high
    assert found.meets(found)


@example([value("..0"), value("0")])
@example([value("0..0"), value("0"), value("..0")])
@given(st.lists(values(), max_size=8))
def test_every_report_is_in_one_account(reports: list[Value]) -> None:
    found = accounts(reports)
    assert sorted(map(repr, reports)) == sorted(repr(v) for one in found for v in one.values)
    assert len(steps(found)) == max(0, len(found) - 1)
    assert accounts(reversed(reports)) == tuple(
        type(one)(tuple(reversed(one.values))) for one in found
    )
