"""A hostile text is only text, and soon written and read."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from any_text import PLACES
from prose_reader import converted, only, plain, shown, tree

from generator import prose

CASES = Path(__file__).parent / "cases" / "prose"


def hostile() -> list[object]:
    cases = map(json.loads, (CASES / "hostile.jsonl").read_text(encoding="utf-8").splitlines())
    return [
        pytest.param(
            case.get("text") or "".join(piece * times for piece, times in case["pieces"]),
            id=case["name"],
        )
        for case in cases
    ]


@pytest.mark.parametrize("words", hostile())
def test_a_hostile_text_is_only_text(words: str) -> None:
    for write, path in PLACES.values():
        root = tree(converted(write(words)))
        assert shown(only(root, *path)) == plain(words.replace("\n", " "))
    (code,) = tree(converted(prose.code_block(words))).elements()
    assert shown(only(code, "code")) == plain(words + "\n")


PATHOLOGICAL = {
    "words": "the quick brown fox, ",
    "emphasis": "_a ",
    "stars": "*",
    "brackets": "[",
    "closed brackets": "a]",
    "links": "[a](b",
    "ampersands": "&",
    "character references": "&a;",
    "comments": "<!--",
    "tags": "<a ",
    "backticks": "`` ` ",
    "spaces": "  \n",
    "blanks": "\xa0",
    "pipes": "| - ",
    "braces": "{: ",
    "number signs": "#",
    "Cyrillic": "*ж ",
}


@pytest.mark.parametrize("unit", PATHOLOGICAL.values(), ids=PATHOLOGICAL)
@pytest.mark.parametrize("place", ["paragraph", "heading", "item", "quotation", "section"])
def test_time_grows_no_faster_than_the_text(place: str, unit: str) -> None:
    write, path = PLACES[place]
    words = unit * (100_000 // len(unit))
    start = time.process_time()
    written = write(words)
    between = time.process_time()
    page = converted(written)
    end = time.process_time()
    assert shown(only(tree(page), *path)) == plain(words.replace("\n", " "))
    assert between - start < 0.5
    assert end - between < 2
