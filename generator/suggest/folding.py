"""A text in, the text out in which two spellings of one name are the same, with places.

Folded are: case, accents and other marks on letters (`Daraya`, `Dārayyā`), the many kinds of
apostrophes, hyphens and spaces, line ends, and what cannot be seen, such as soft hyphens.
Letters of one script are never turned into those of another.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import cast

from anyascii import anyascii

_APOSTROPHES = "'\u2018\u2019\u02bc\u02bb\u02bf\u02be\u2032\u0060\u00b4\uff07"
_HYPHENS = "-\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d"
# Marks above and below letters, which readers and outlets leave out: Latin and Greek accents,
# Hebrew points and Arabic vowel signs. The marks of Indic scripts are vowels, and stay.
_MARKS = re.compile("[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0640]")
_SPACES = re.compile(" {2,}")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")


class _Table(dict[int, str]):
    """What each character becomes; worked out when it is met first."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _folded_character(chr(code))
        return folded


def _folded_character(character: str) -> str:
    category = unicodedata.category(character)
    if character in _APOSTROPHES:
        return "'"
    if character in _HYPHENS:
        return "-"
    if category in ("Zs", "Zl", "Zp") or character in "\n\t\r":
        return " "
    if category == "Cf" or _MARKS.match(character):
        return ""
    if category[0] != "L":
        return character
    bare = _MARKS.sub("", unicodedata.normalize("NFKD", character))
    if not bare.isascii() and "LATIN" in unicodedata.name(character, ""):
        bare = anyascii(bare)
    return bare.casefold()


_TABLE = _Table()


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text that knows where its characters come from."""

    text: str
    origins: tuple[int, ...] | None
    """The offset in the original of each character; None where all offsets are the same."""
    original: str

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Give the stretch of the original that a stretch of the folded text comes from."""
        if self.origins is None:
            return start, end
        last = self.origins[end - 1] + 1
        # A mark that is a character of its own belongs to the letter before it.
        while last < len(self.original) and _MARKS.match(self.original, last):
            last += 1
        return self.origins[start], last


def fold(text: str) -> str:
    """Give a text in the form in which spellings are compared."""
    return _SPACES.sub(" ", text.translate(cast("dict[int, str]", _TABLE))).strip()


def fold_with_places(text: str) -> Folded:
    """Give a text in the form in which spellings are compared, and where it comes from."""
    folded = text.translate(cast("dict[int, str]", _TABLE))
    if "  " not in folded and all(
        len(_TABLE[ord(one)]) == 1 for piece in _NOT_ASCII.findall(text) for one in set(piece)
    ):
        return Folded(folded, None, text)
    characters: list[str] = []
    origins: list[int] = []
    for offset, character in enumerate(text):
        for one in _TABLE[ord(character)]:
            if one != " " or characters[-1:] != [" "]:
                characters.append(one)
                origins.append(offset)
    return Folded("".join(characters), tuple(origins), text)


def stem(word: str) -> str:
    """Give an English word without the commonest endings: the same for `talks` and `talk`."""
    bare = re.sub(r"['’]s?$", "", word.lower())
    for ending in ("ing", "ed", "es", "s", "n"):
        if bare.endswith(ending) and len(bare) - len(ending) >= _STEM:
            bare = bare.removesuffix(ending)
            break
    return bare.rstrip("e")


_STEM = 4
"""The shortest stem, in letters."""
