"""How wide words are taken to be, and how they are made to fit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.pictures.text import clipped, is_rtl, width, wrapped

WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=140)
SIZES = st.floats(8, 20)


@given(WORDS, WORDS, SIZES)
def test_more_words_take_more_room(one: str, other: str, size: float) -> None:
    assert width(one + other, size) >= width(one, size)
    assert width(one, 2 * size) == pytest.approx(2 * width(one, size))


@given(WORDS, st.floats(20, 400), SIZES)
def test_a_clipped_text_fits_and_is_a_beginning(words: str, room: float, size: float) -> None:
    given_words = clipped(words, room, size)
    assert width(given_words, size) <= max(room, width("…", size))
    assert given_words == words or words.startswith(given_words.removesuffix("…"))


@given(WORDS, st.floats(30, 200), st.integers(1, 4))
def test_every_line_of_a_broken_text_fits(words: str, room: float, lines: int) -> None:
    found = wrapped(words, room, 12, lines)
    assert len(found) <= lines
    assert all(width(one, 12) <= room for one in found)


def test_a_name_of_120_characters_is_cut_at_its_last_line() -> None:
    name = "Maximiliana Augustina Wilhelmina Theodora von und zu Vell-Harrowgate " * 2
    found = wrapped(name, 130, 12, 2)
    assert found[0] == "Maximiliana"
    assert found[1].endswith("…")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("سلمى حدّاد", True),
        ("שלום", True),
        ("«سلمى» (Salma)", True),
        ("Salma (سلمى)", False),
        ("Пётр", False),
        ("2016", False),
        ("", False),
    ],
)
def test_the_first_letter_decides_the_direction(words: str, expected: bool) -> None:
    assert is_rtl(words) is expected


def test_marks_above_a_letter_take_no_room() -> None:
    assert width("e\u0301", 12) == width("e", 12)
    assert width("漢", 12) == 12
