"""A text and a width in, lines of letters ready to be drawn out.

Two typefaces are known: one for Latin, Greek and Cyrillic letters, one for Arabic. Arabic letters
are joined and put into the order in which they are seen here, in Python: what Pillow does about
them by itself depends on a library that a machine may have or not.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate, groupby

from arabic_reshaper import ArabicReshaper
from bidi.algorithm import get_base_level, get_display
from fontpkg.pil import truetype
from PIL.ImageFont import FreeTypeFont, Layout

TYPEFACES = ("noto-serif", "noto-sans-arabic")
"""Asked for each letter in this order."""

NO_LETTER = "\U0010fffe"
"""A noncharacter, for which each typeface shows the box that stands for letters that it lacks."""

ELLIPSIS = "…"

MARKS = "\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}"
"""They order the letters beside them, and are not seen."""


_RESHAPER = ArabicReshaper({"delete_harakat": False})


@dataclass(frozen=True, slots=True)
class Style:
    """How letters look."""

    size: int
    """In pixels."""
    weight: int = 400
    """From 100, thin, to 900, black."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text, as it is seen from left to right."""

    runs: tuple[tuple[FreeTypeFont, str], ...]
    """Stretches of one typeface."""
    from_right: bool
    """True where it is read from right to left, and so begins at the right."""

    @property
    def width(self) -> float:
        """Its width in pixels."""
        return sum(font.getlength(run) for font, run in self.runs)


def can_set(text: str) -> bool:
    """Tell whether every letter of a text is in one of the typefaces."""
    return all(_typeface(letter) for letter in set(_joined(_plain(text))) - set(MARKS))


def set_lines(text: str, style: Style, width: float, most: int | None = None) -> list[Line]:
    """Set a text in lines.

    Args:
        text: The text, in the order in which it is read.
        style: The style of all of it.
        width: The width of the lines, in pixels.
        most: How many lines there may be; the last ends with an ellipsis where there would be
            more. None for as many as there are.
    """
    plain = _plain(text)
    words = [piece for word in plain.split(" ") for piece in _pieces(word, style, width)]
    rows = list(_rows(words, style, width))
    if most is not None and len(rows) > most:
        rows = [*rows[: most - 1], _ended(rows[most - 1], style, width)] if most else []
    from_right = get_base_level(plain) == 1
    return [_line(" ".join(row), style, from_right) for row in rows]


def _plain(text: str) -> str:
    """Give a text in one line, without what is not seen and does nothing."""
    kept = (
        one
        for one in unicodedata.normalize("NFC", text)
        if one in MARKS or unicodedata.category(one) != "Cf"
    )
    return " ".join("".join(kept).split())


def _joined(text: str) -> str:
    """Give each Arabic letter the form that it has beside its neighbours."""
    joined: str = _RESHAPER.reshape(text)
    return joined


def _rows(words: Sequence[str], style: Style, width: float) -> Iterator[list[str]]:
    """Share words out over rows, each as full as it can be."""
    space = _width(" ", style)
    row: list[str] = []
    filled = 0.0
    for word in words:
        needed = _width(word, style)
        if row and filled + space + needed > width:
            yield row
            row, filled = [], 0.0
        filled += (space if row else 0.0) + needed
        row.append(word)
    if row:
        yield row


def _pieces(word: str, style: Style, width: float) -> Iterator[str]:
    """Cut a word that is wider than a line."""
    while word and _width(word, style) > width:
        fitting = sum(one <= width for one in accumulate(_width(letter, style) for letter in word))
        cut = max(1, fitting)
        yield word[:cut]
        word = word[cut:]
    if word:
        yield word


def _ended(row: list[str], style: Style, width: float) -> list[str]:
    """End a row with an ellipsis, for which its last words make room."""
    while len(row) > 1 and _width(f"{' '.join(row)}{ELLIPSIS}", style) > width:
        row = row[:-1]
    return [*row[:-1], f"{row[-1].rstrip('.,;:')}{ELLIPSIS}"]


@lru_cache(maxsize=20_000)
def _width(text: str, style: Style) -> float:
    return _line(text, style, from_right=False).width


def _line(text: str, style: Style, from_right: bool) -> Line:
    seen = _joined(text)
    if seen != text or from_right or any(map(_is_from_right, text)):
        seen = get_display(seen, base_dir="R" if from_right else "L")
    seen = seen.translate(dict.fromkeys(map(ord, MARKS)))
    if seen and unicodedata.combining(seen[0]):
        # Without a letter to stand on, an accent leans out of the line.
        seen = f" {seen}"
    runs = groupby(seen, lambda letter: _typeface(letter) or TYPEFACES[0])
    return Line(tuple((_font(name, style), "".join(run)) for name, run in runs), from_right)


def _is_from_right(letter: str) -> bool:
    return unicodedata.bidirectional(letter) in {"R", "AL", "AN"}


@cache
def _typeface(letter: str) -> str | None:
    """Give the first typeface that has a letter; None where none has."""
    for name in TYPEFACES:
        font = _font(name, Style(20))
        if bytes(font.getmask(letter)) != bytes(font.getmask(NO_LETTER)):
            return name
    return None


@cache
def _font(name: str, style: Style) -> FreeTypeFont:
    font: FreeTypeFont = truetype(name, style.size, weight=style.weight, layout_engine=Layout.BASIC)
    return font
