"""A place in a text in, what stands before and behind it out: what tells a name from a word."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from generator.source import Span
from generator.suggest.vocabulary import COMMON, HONORIFICS, MONTHS, TITLES, WEEKDAYS

APOSTROPHES = "'’ʼ"

_WORD_BEFORE = re.compile(r"(?:^|[^\w.&'’-])([\w&][\w.&'’-]*)\s$")
_WORD_AFTER = re.compile(r"\s([\w&][\w&'’-]*)")
_OPENING = re.compile(r"[\s\"'“‘«„(\[*_•—–-]*")
_AFTER_COLON = re.compile(r"[:—–]\s*[\"“‘«„']\s*$|[\"“‘«„]$|(?:^|\n)\s*[-•*]\s*$")
_NEAR = 10
"""The most marks before the first word of a sentence."""
_LONG = 200
"""The most characters that are looked at on one side of a word."""
_ADDRESS = re.compile(r"://|www\.|@|^#")
_UNSPACED = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR", "TIBETAN")

# What Korean puts behind a noun without a space.
_HANGUL_ENDINGS = re.compile(
    r"(?:은|는|이|가|을|를|의|에|와|과|도|로|만|께서|에서|에게|으로|이다|측)(?!\w)"
    r"|(?:은|는|이|가|을|를|의|에|와|과|도|로|만)\b"
)


def is_word_character(character: str) -> bool:
    """Tell whether a character is part of a word: a letter, a digit, or a mark on one."""
    return character.isalnum() or unicodedata.category(character) in ("Mn", "Mc")


def is_unspaced(character: str) -> bool:
    """Tell whether a character is of a script that puts no spaces between words."""
    if character < "\u0e00":
        return False
    name = unicodedata.name(character, "")
    return name.startswith(_UNSPACED)


def is_whole_words(text: str, extent: Span) -> bool:
    """Tell whether a stretch of a text begins and ends where words do."""
    return _is_boundary(text, extent.start) and _is_end(text, extent.end)


def _is_boundary(text: str, offset: int) -> bool:
    """Tell whether a word can begin at an offset."""
    if offset == 0:
        return True
    before, first = text[offset - 1], text[offset]
    if before in APOSTROPHES:
        # O'Brien is not Brien.
        return offset < 2 or not is_word_character(text[offset - 2])  # noqa: PLR2004
    if before in "@#/_" and not (before == "/" and offset > 1 and text[offset - 2].isalpha()):
        return False
    if not is_word_character(before) or not is_word_character(first):
        return True
    return is_unspaced(before) and is_unspaced(first)


def _is_end(text: str, offset: int) -> bool:
    """Tell whether a word can end at an offset."""
    if offset >= len(text):
        return True
    last, after = text[offset - 1], text[offset]
    if after in "@_":
        return False
    if after == "." and offset + 1 < len(text) and text[offset + 1].islower():
        return False  # An address on the web.
    if not is_word_character(after) or not is_word_character(last):
        return not (last == "." and after.isalnum())
    if is_unspaced(last) and is_unspaced(after):
        return True
    return "가" <= last <= "힣" and bool(_HANGUL_ENDINGS.match(text, offset))


def is_in_address(text: str, extent: Span) -> bool:
    """Tell whether words stand in an address of the web, a mail address or a hashtag."""
    before = re.split(r"\s", text[max(0, extent.start - _LONG) : extent.start])[-1]
    behind = re.split(r"\s", text[extent.end : extent.end + _LONG], maxsplit=1)[0]
    return bool(_ADDRESS.search(before + text[extent.start : extent.end] + behind))


def word_before(text: str, offset: int) -> tuple[str, int]:
    """Give the word that only a space parts from an offset, and where it begins.

    Returns:
        The word with the full stop of an abbreviation; an empty one where there is none.
    """
    begin = max(0, offset - 60)
    found = _WORD_BEFORE.search(text[begin:offset])
    return (found[1], begin + found.start(1)) if found else ("", offset)


def word_after(text: str, offset: int) -> tuple[str, int]:
    """Give the word that only a space parts from an offset, and where it begins."""
    found = _WORD_AFTER.match(text, offset)
    return (found[1], found.start(1)) if found else ("", offset)


def possessive_end(text: str, offset: int) -> int:
    """Give the end of a possessive ending that begins at an offset; the offset where none does."""
    if text[offset : offset + 1] not in tuple(APOSTROPHES):
        return offset
    if text[offset + 1 : offset + 2] in ("s", "S"):
        behind = text[offset + 2 : offset + 3]
        return offset if behind and is_word_character(behind) else offset + 2
    if text[offset - 1] not in "sS" or not re.match(r"\s\w", text[offset + 1 : offset + 3]):
        return offset
    return offset if _is_quoted(text, offset) else offset + 1


def _is_quoted(text: str, offset: int) -> bool:
    """Tell whether an apostrophe more likely ends what a single quotation mark began."""
    opening = {"’": "‘", "'": "'"}.get(text[offset], "\0")
    before = text[max(0, offset - _LONG) : offset]
    return bool(re.search(rf"(?:^|(?<=[\s(\[“\"])){re.escape(opening)}(?=\w)", before))


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A passage's text, and where its sentences begin."""

    text: str
    starts: Sequence[int]
    """Offsets at which a sentence begins, in order."""
    common: Collection[str]
    """Words that the dossier's articles write with a small letter too."""

    def begins_sentence(self, offset: int) -> bool:
        """Tell whether a word is the first of a sentence, or of quoted words."""
        index = bisect_right(self.starts, offset) - 1
        start = self.starts[index] if index >= 0 else 0
        if offset in (0, start) or _AFTER_COLON.search(self.text[max(0, offset - 4) : offset]):
            return True
        return offset - start <= _NEAR and bool(_OPENING.fullmatch(self.text[start:offset]))

    def is_common(self, word: str) -> bool:
        """Tell whether a word is no name when it is written with a small letter."""
        bare = word.lower()
        return bare in COMMON or bare in self.common

    def may_name(self, word: str, offset: int) -> bool:
        """Tell whether a word has its capital because it is a name, or part of one."""
        bare = word.rstrip(".").lower()
        if not word[:1].isupper() or bare in HONORIFICS or bare in TITLES:
            return False
        if bare in WEEKDAYS or bare in MONTHS:
            return False
        return not (self.is_common(bare) and (bare in COMMON or self.begins_sentence(offset)))
