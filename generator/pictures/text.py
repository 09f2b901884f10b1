"""Words in, the room they take out: how wide a text is, and how it is made to fit.

No font is at hand when a picture is drawn, and each reader has another. Widths are those of DejaVu
Sans, which is about the widest that a system shows its texts in: with any other, there is a little
more room than needed.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

ELLIPSIS = "…"

# In thousandths of the font's size, the widest of each row.
_WIDTHS = {
    278: "'ijl",
    318: " ,.IJ",
    361: "-/:;\\f|",
    411: "!()[]rt",
    500: '"*_`–',
    525: "sz",
    557: "?Lc",
    592: "Fkvxy",
    615: "PTYaeo",
    636: "$0123456789ESbdghnpqu{}",
    656: "K",
    698: "ABCRVXZ",
    752: "HNU",
    787: "&DGOQ",
    818: "w",
    838: "#+<=>^~",
    863: "M",
    989: "%Wm",
    1000: "@…—",
}
_WIDTH = {character: width for width, row in _WIDTHS.items() for character in row}
_CAPITAL, _OTHER, _FULL = 780, 650, 1000


def width(words: str, size: float) -> float:
    """Give the room that a line of text takes, rather too much than too little.

    Args:
        words: The text.
        size: Of the font; the width has the same unit.
    """
    return sum(map(_thousandths, words)) / 1000 * size


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
    return words[:kept].rstrip().rstrip(" ,;:-–—(") + ELLIPSIS


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
