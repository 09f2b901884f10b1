"""The registry's date of an event beside those that the articles give."""

from __future__ import annotations

import pytest
from evidence_sources import article, dossier_of, entry, outlets
from hypothesis import given
from hypothesis import strategies as st

from generator.dates import Edtf
from generator.evidence.event_dates import (
    Relation,
    days_after,
    event_dates,
    relation,
    years_apart,
)
from generator.model import Kind, Ref


@pytest.mark.parametrize(
    ("registry", "given_date", "expected"),
    [
        ("2016-08-26", "2016-08-26", "same"),
        ("2016-08-26", "2016-08", "less-exact"),
        ("2016-02", "2016", "less-exact"),
        ("2016-08-26/2016-08-27", "2016-08-27", "more-exact"),
        ("2011-03/..", "2011/..", "less-exact"),
        ("2011-03/..", "2016", "more-exact"),
        ("2016-08-26/2016-08-28", "2016-08-27/2016-08-29", "overlapping"),
        ("2016-08-26", "2016-08-27", "different"),
        ("2016-08-26~", "2016-08-27", "roughly"),
        ("2016-08-26", "2016-07~", "roughly"),
        ("2016-08-26", "../2016-08-25", "different"),
        ("../2016-08-25", "2016-08-01/..", "overlapping"),
    ],
)
def test_a_reported_date_beside_the_registry(registry: str, given_date: str, expected: str) -> None:
    assert relation(Edtf.parse(registry), Edtf.parse(given_date)) == expected


def test_dates_stand_in_order_each_with_the_mentions_that_give_it() -> None:
    dossier = dossier_of(
        {
            **outlets("daily", "weekly"),
            "events/talks.md": entry("Talks", "date: 2016-08-26"),
            "articles/a.md": article(
                "[Talks](event:talks?date=2016-08-27) [began](event:talks?date=2016-08-26), "
                "[went on](event:talks)"
            ),
            "articles/b.md": article("[Talks](event:talks?date=2016-08-27)", publisher="weekly"),
        }
    )
    found = event_dates(dossier, Ref(Kind.EVENT, "talks"))
    assert found.registry.text == "2016-08-26"
    assert [(one.date.text, one.differs, len(one.mentions)) for one in found.reported] == [
        ("2016-08-26", False, 1),
        ("2016-08-27", True, 2),
    ]


DATES = st.sampled_from(
    (
        "2016",
        "2016-08",
        "2016-08-26",
        "2016-08-27~",
        "2015?",
        "2016-08-25/2016-08-27",
        "2011/..",
        "../2016-08-01",
        "2016-21",
        "201X",
        "2016-08/",
        "2006-02-03",
    )
).map(Edtf.parse)


@given(DATES)
def test_a_date_is_the_same_as_itself(one: Edtf) -> None:
    assert relation(one, one) == Relation.SAME


@given(DATES, DATES)
def test_two_dates_stand_to_each_other_as_mirror_images(one: Edtf, other: Edtf) -> None:
    mirrored = {
        Relation.LESS_EXACT: Relation.MORE_EXACT,
        Relation.MORE_EXACT: Relation.LESS_EXACT,
    }
    there = relation(one, other)
    assert relation(other, one) == mirrored.get(there, there)


@given(DATES, DATES)
def test_only_different_dates_lie_apart(one: Edtf, other: Edtf) -> None:
    apart = days_after(one, other) > 0 or days_after(other, one) > 0
    assert apart == (relation(one, other) == Relation.DIFFERENT)
    assert years_apart(one, other) == years_apart(other, one)
    if not apart:
        assert years_apart(one, other) == 0
