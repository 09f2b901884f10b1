"""Words in, the room they take out: how wide a text is, and how it is made to fit.

No font is at hand when a picture is drawn, and each reader has another. Widths are those of
Helvetica, whose proportions the sans-serif fonts of all systems follow, with a reserve for the
wider ones.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

RESERVE = 1.13
"""Verdana and DejaVu Sans are wider than Helvetica by more, Roboto and Segoe UI by less."""

ELLIPSIS = "…"

# Adobe's font metrics, in thousandths of the font's size, by width.
_WIDTHS = {
    191: "'",
    222: "ijl",
    260: "|",
    278: " !,./:;I[\\]ft",
    333: "()-`r",
    334: "{}",
    355: '"',
    389: "*",
    469: "^",
    500: "Jcksvxyz",
    556: "#$0123456789?L_abdeghnopqu",
    584: "+<=>~",
    611: "FTZ",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
    1000: "…—",
    1015: "@",
}
_WIDTH = {character: width for width, row in _WIDTHS.items() for character in row}
_CAPITAL, _OTHER, _FULL = 720, 590, 1000


def width(words: str, size: float) -> float:
    """Give the room that a line of text takes, rather too much than too little.

    Args:
        words: The text.
        size: Of the font; the width has the same unit.
    """
    return sum(map(_thousandths, words)) / 1000 * size * RESERVE


@lru_cache(maxsize=4096)
def _thousandths(character: str) -> int:
    known = _WIDTH.get(character)
    if known:
        return known
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    if unicodedata.east_asian_width(character) in {"W", "F"}:
        return _FULL
    base = unicodedata.normalize("NFD", character)[0]
    return _WIDTH.get(base) or (_CAPITAL if character.isupper() else _OTHER)


def clipped(words: str, room: float, size: float) -> str:
    """Give a text, or as much of its beginning as there is room for, with an ellipsis."""
    if width(words, size) <= room:
        return words
    kept = len(words)
    while kept and width(words[:kept].rstrip() + ELLIPSIS, size) > room:
        kept -= 1
    return words[:kept].rstrip(" ,;:-–—(") + ELLIPSIS


def wrapped(words: str, room: float, size: float, lines: int) -> tuple[str, ...]:
    """Break a text into at most that many lines, at spaces; what is left over is clipped."""
    rest = words.split()
    found: list[str] = []
    while rest and len(found) < lines - 1:
        count = len(rest)
        while count > 1 and width(" ".join(rest[:count]), size) > room:
            count -= 1
        found.append(clipped(" ".join(rest[:count]), room, size))
        rest = rest[count:]
    if rest:
        found.append(clipped(" ".join(rest), room, size))
    return tuple(found)


def is_rtl(words: str) -> bool:
    """Tell whether a text runs from right to left: by its first letter that has a direction."""
    for character in words:
        direction = unicodedata.bidirectional(character)
        if direction in {"L", "R", "AL"}:
            return direction != "L"
    return False
