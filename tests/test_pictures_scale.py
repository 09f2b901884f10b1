"""A scale of time on which a century and an afternoon both fit."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.dates import Edtf
from generator.pictures.extents import extent
from generator.pictures.scale import Tick, TimeScale, fit, ticks
from generator.pictures.text import width
from generator.texts import english

FIRST, LAST = date(1000, 1, 1).toordinal(), date.max.toordinal()
DAYS = st.lists(st.integers(FIRST, LAST) | st.integers(736_000, 736_400), min_size=1, max_size=40)


def day(iso: str) -> int:
    return date.fromisoformat(iso).toordinal()


@settings(deadline=None)
@given(DAYS)
def test_later_days_never_stand_further_left(days: list[int]) -> None:
    scale = fit(days, 10, 700)
    places = [scale.x(one) for one in sorted(days)]
    assert all(before <= after for before, after in pairwise(places))
    assert all(10 <= place <= 700 for place in places)


@settings(deadline=None)
@given(DAYS)
def test_the_parts_of_a_scale_follow_each_other(days: list[int]) -> None:
    scale = fit(days, 10, 700)
    assert scale.left == 10
    assert scale.right == pytest.approx(700)
    assert 1 <= len(scale.parts) <= 4
    for part in scale.parts:
        assert part.first < part.end
        assert part.left < part.right
    for before, after in pairwise(scale.parts):
        assert (before.end, before.right) == (after.first, after.left)
        change = before.units_per_day / after.units_per_day
        assert max(change, 1 / change) >= 2.9


@settings(deadline=None)
@given(DAYS)
def test_two_days_that_differ_stand_apart(days: list[int]) -> None:
    scale = fit(days, 10, 700)
    marks = sorted({one for one in days if scale.parts[0].first <= one < LAST})
    assert all(scale.x(before) < scale.x(after) for before, after in pairwise(marks))


def labelled(row: tuple[Tick, ...], left: float, right: float) -> None:
    ends = [
        (tick.x - width(tick.label, 10) * (0 if tick.major else 0.5), tick.label) for tick in row
    ]
    shown = [(start, start + width(label, 10)) for start, label in ends if label]
    assert all(end < start for (_, end), (start, _) in pairwise(shown))
    assert all(left <= tick.x <= right + 0.01 for tick in row)


@settings(deadline=None)
@given(DAYS, st.sampled_from([300.0, 700.0]))
def test_no_label_of_a_scale_touches_the_next(days: list[int], wide: float) -> None:
    for row in ticks(fit(days, 10, 700).across(10, wide), 10, english().dates):
        labelled(row, 10, wide)


def test_the_dense_part_is_enlarged() -> None:
    years = [day("2011-03-01"), day("2015-01-01"), day("2016-02-01")]
    scale = fit([*years, *(day(f"2016-08-{n}") for n in range(20, 31))], 0, 700)
    dense, sparse = scale.parts[-1], scale.parts[0]
    assert len(scale.parts) > 1
    assert dense.units_per_day > 20 * sparse.units_per_day
    assert scale.x(day("2016-08-27")) - scale.x(day("2016-08-26")) > 15


def test_a_century_alone_needs_no_cut() -> None:
    scale = fit([day("1900-01-01"), day("2000-01-01")], 0, 700)
    assert len(scale.parts) == 1
    assert [tick.label for tick in ticks(scale, 10, english().dates)[1]][:2] == ["1900", "1905"]


def test_one_afternoon_is_a_scale_of_three_days() -> None:
    scale = fit([day("2016-08-26"), day("2016-08-27")], 0, 300)
    assert [tick.label for tick in ticks(scale, 10, english().dates)[1]] == ["25", "26", "27"]


def test_each_part_says_its_year() -> None:
    scale = fit([day("2011-03-01"), *(day("2016-08-20") + n for n in range(30))], 0, 340)
    upper, lower = ticks(scale, 10, english().dates)
    words = " ".join(tick.label for tick in (*lower, *upper))
    assert "201" in words
    assert "2016" in words


def test_a_scale_keeps_its_proportions_at_another_width() -> None:
    scale = fit([day("2011-03-01"), *(day("2016-08-20") + n for n in range(30))], 10, 700)
    narrow = scale.across(5, 300)
    for one, other in zip(scale.parts, narrow.parts, strict=True):
        assert (one.first, one.end) == (other.first, other.end)
        factor = (other.right - other.left) / (one.right - one.left)
        assert factor == pytest.approx(295 / 690)


# --- What a date covers --------------------------------------------------------------------------


def covered(text: str) -> tuple[str, ...]:
    """Give first, sure first, last sure and last day of a date; `..` where one is open."""
    found = extent(Edtf.parse(text))
    ends = [
        ".." if one is None else date.fromordinal(one - late).isoformat()
        for one, late in (
            (found.first, 0),
            (found.sure_first, 0),
            (found.sure_end, 1),
            (found.end, 1),
        )
    ]
    return tuple(ends)


@pytest.mark.parametrize(
    ("text", "first", "sure", "until", "last"),
    [
        ("2016-08-26", "2016-08-26", "2016-08-26", "2016-08-26", "2016-08-26"),
        ("2016-08-26/2016-08-27", "2016-08-26", "2016-08-26", "2016-08-27", "2016-08-27"),
        ("2016-08", "2016-08-01", "..", "..", "2016-08-31"),
        ("2016-09-08~", "2016-09-07", "2016-09-08", "2016-09-08", "2016-09-09"),
        ("2016-09-08%", "2016-09-06", "2016-09-08", "2016-09-08", "2016-09-10"),
        ("2011-03/..", "2011-03-01", "2011-03-31", "..", ".."),
        ("../1987", "..", "..", "1987-01-01", "1987-12-31"),
        ("2016-08/2016-10", "2016-08-01", "2016-08-31", "2016-10-01", "2016-10-31"),
        ("2016-08/2016-08-15", "2016-08-01", "..", "..", "2016-08-15"),
        ("2016-08-05/2016-08-09?", "2016-08-05", "2016-08-05", "2016-08-08", "2016-08-10"),
        ("19XX", "1900-01-01", "..", "..", "1999-12-31"),
        ("2016-08-01/", "2016-08-01", "2016-08-01", "..", ".."),
    ],
)
def test_a_date_covers_what_it_surely_means_and_what_it_may(
    text: str, first: str, sure: str, until: str, last: str
) -> None:
    assert covered(text) == (first, sure, until, last)


def test_an_open_end_is_not_an_unknown_one() -> None:
    assert extent(Edtf.parse("2016-08/..")).open_end
    assert not extent(Edtf.parse("2016-08/")).open_end
    assert extent(Edtf.parse("../2016-08")).open_start


def test_the_last_day_of_all_can_be_drawn() -> None:
    scale: TimeScale = fit(extent(Edtf.parse("9999-12-31")).days, 0, 300)
    assert 0 <= scale.x(LAST) <= 300
    assert ticks(scale, 10, english().dates)[1]
