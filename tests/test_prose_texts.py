"""Any text is shown exactly as it is, wherever prose puts it."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from any_text import PATIENT, PLACES, texts
from case_files import pairs
from hypothesis import example, given
from hypothesis import strategies as st
from prose_reader import converted, only, plain, shown, tree

from generator import prose

CASES = Path(__file__).parent / "cases" / "prose"


@pytest.mark.parametrize("place", PLACES)
@PATIENT
@given(words=texts)
@example("\x85a\x85")
@example("    a    ")
@example("a #")
def test_any_text_is_shown_as_it_is_wherever_it_stands(place: str, words: str) -> None:
    write, path = PLACES[place]
    root = tree(converted(write(words)))
    assert shown(only(root, *path)) == plain(words.replace("\n", " "))
    assert all(set(node.attributes) <= {"id", "class", "href", "start"} for node in root.walk())


@PATIENT
@given(cells=st.lists(st.lists(texts, min_size=1, max_size=3), min_size=1, max_size=3))
def test_any_text_is_shown_as_it_is_in_the_cells_of_a_table(cells: list[list[str]]) -> None:
    written = prose.table(
        [prose.text(words) for words in cells[0]],
        [[prose.text(words) for words in row] for row in cells[1:]],
    )
    found = [
        ["".join(words for words, _ in shown(cell)) for cell in row.elements()]
        for row in tree(converted(written)).walk()
        if row.tag == "tr"
    ]
    width = max(map(len, cells))
    expected = [[words.replace("\n", " ") for words in row] for row in cells]
    assert found == [row + [""] * (width - len(row)) for row in expected]


@PATIENT
@given(words=st.lists(texts, min_size=2, max_size=5))
@example(["&", "amp;"])
@example(["!", "[a](b)"])
@example(["a_", "b_"])
@example(["a", "---"])
@example(["a | b", "| -"])
def test_lines_that_touch_do_not_become_one_structure(words: list[str]) -> None:
    expected = [one.replace("\n", " ") for one in words]
    for write in (prose.bullets, prose.numbered):
        (items,) = tree(converted(write([prose.text(one) for one in words]))).elements()
        assert [shown(item) for item in items.elements()] == list(map(plain, expected))
    paragraphs = prose.blocks(*(prose.paragraph(prose.text(one)) for one in words))
    found = tree(converted(paragraphs)).elements()
    assert [(one.tag, shown(one)) for one in found] == [("p", plain(one)) for one in expected]
    parts = prose.line(*map(prose.text, words))
    (found_line,) = tree(converted(prose.paragraph(parts))).elements()
    assert shown(found_line) == plain("".join(expected))


@PATIENT
@given(code=texts | st.text(st.characters(exclude_categories=("Cc", "Cs")) | st.just("\n")))
@example("a\n   \n\n\tb  ")
def test_a_block_of_code_keeps_every_character(code: str) -> None:
    for write in (
        prose.code_block,
        lambda raw: prose.section("div", [], prose.code_block(raw)),
        lambda raw: prose.bullets([[prose.code_block(raw)]]),
    ):
        (found,) = (node for node in tree(converted(write(code))).walk() if node.tag == "code")
        assert "".join(words for words, _ in shown(found)) == code + "\n"


@pytest.mark.parametrize(("raw", "written"), pairs(CASES / "texts.md"))
def test_text(raw: str, written: str) -> None:
    assert prose.text(raw) == written


@pytest.mark.parametrize(("raw", "written"), pairs(CASES / "blocks.md"))
def test_the_start_of_a_block(raw: str, written: str) -> None:
    assert prose.paragraph(prose.text(raw)) == written
    assert prose.bullets([prose.text(raw)]) == f"- {written}"


def test_every_space_and_invisible_character_is_made_visible() -> None:
    invisible = [
        chr(code)
        for code in range(0x110000)
        if unicodedata.category(chr(code)) in {"Cf", "Zl", "Zp", "Zs"} and code != ord(" ")
    ]
    for character in ["\t", *invisible]:
        assert prose.text(f"a{character}b") == f"a&#{ord(character)};b"
        assert prose.page({"x": f"a{character}b"}).isascii()


def test_control_characters_are_shown_as_such_and_never_reach_the_page() -> None:
    for code in {*range(0x20), *range(0x7F, 0xA0), 0xD800, 0xDFFF} - {0x09, 0x0A, 0x0D, 0x85}:
        assert prose.text(f"a{chr(code)}b") == "a\ufffdb"
        assert prose.span(prose.text("x"), title=chr(code)) == '<span title="\ufffd">x</span>'
        assert prose.code_block(chr(code)) == "<pre><code>\ufffd\n</code></pre>"
