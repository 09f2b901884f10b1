"""Case files: a title, what goes in, and what comes out, each with a line `.` after it.

`pytest --update` writes anew what comes out; the difference is then read by a person.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ENDS = "\n.\n"


def cases(file: Path) -> list[Any]:
    """Give the cases of a file, each as its number and named by its title."""
    return [pytest.param(number, id=title) for number, (title, _, _) in enumerate(_triples(file))]


def pairs(file: Path) -> list[Any]:
    """Give what goes in and what comes out of each case of a file, named by its title."""
    return [pytest.param(given, expected, id=title) for title, given, expected in _triples(file)]


def check(file: Path, number: int, found: Callable[[str], str], request: Any) -> None:
    """Compare what comes out of one case with what should."""
    triples = _triples(file)
    title, given, expected = triples[number]
    came = found(given).rstrip("\n")
    if request.config.getoption("--update", default=False):
        triples[number] = (title, given, came)
        file.write_text("\n".join(f"{ENDS.join(one)}{ENDS}" for one in triples), "utf-8")
    else:
        assert came == expected


def _triples(file: Path) -> list[tuple[str, str, str]]:
    parts = ("\n" + file.read_text(encoding="utf-8")).split(ENDS)[:-1]
    titles = [title.strip() for title in parts[::3]]
    return list(zip(titles, parts[1::3], parts[2::3], strict=True))
