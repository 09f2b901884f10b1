"""Readers find names where they look for them, and the second before the tenth."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from odd_dossiers import ODD
from sites import built, written

from generator.render.order import by_name

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    "names",
    [
        ["Person 2", "Person 10", "Person 100"],
        ["7th Army", "82nd Division", "101st Division", "Army"],
        ["Émile", "Emma"],
        ["Асад", "Lavrov", "Пётр"],
        ["Talks of 9 August 2016", "Talks of 10 August 2015", "Talks of 10 August 2016"],
        ["Line ٢", "Line ١٠"],
        ["room 007", "Room 8"],
        ["A", "A 1", "A 1 b", "A b"],
    ],
)
def test_names_stand_in_the_order_of_letters_and_numbers(names: list[str]) -> None:
    assert sorted(set(names), key=by_name) == names


@given(st.text(alphabet="ab ", max_size=4), *[st.integers(0, 10**12)] * 2)
def test_of_two_numbers_after_the_same_words_the_smaller_is_first(
    words: str, one: int, other: int
) -> None:
    assert (by_name(f"{words}{one}") < by_name(f"{words}{other}")) == (one < other)


def test_an_index_counts_up_over_all_its_pages(shared_folder: Path) -> None:
    site = built(shared_folder, "odd-crowd", lambda folder: written(ODD["crowd"], folder))
    names = [
        row.all("td")[0].words()
        for address in ("people/", "people/index/2/")
        for row in site.pages[address].content.one("tbody").all("tr")
    ]
    assert names == [f"Person Number {number}" for number in range(400)]
