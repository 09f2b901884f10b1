"""A name and words in, whether the words are written as the name is: what tells `US` from `us`."""

from __future__ import annotations

import re

from generator.suggest.vocabulary import ORGANIZING

SHORT = 5
"""The longest abbreviation, in letters, that counts only as it is written."""

_PLAIN = frozenset(["a", "al", "an", "and", "de", "el", "for", "in", "la", "of", "the", "to"])
"""Words of names that may have a capital or none."""

_GENERIC = ORGANIZING | frozenset(["air", "armed", "coalition", "naval", "national", "security"])
"""Words that some outlets write small within a name: `Russian air force`."""


def is_written_as(form: str, words: str, *, begins_sentence: bool) -> bool:
    """Tell whether words have capitals where a form has them.

    Args:
        form: The form as the registry has it.
        words: The same, but for case and marks, as a text has it.
        begins_sentence: Whether a sentence begins with the words.
    """
    if form == words:
        return True
    letters = [one for one in form if one.isalpha()]
    if len(letters) <= SHORT and form.isupper():
        return words.isupper()
    if words.isupper() and len(letters) > 3:  # noqa: PLR2004 - not AP, not dpa
        return True
    if form.islower() and len(letters) <= 3:  # noqa: PLR2004
        return words.isupper() and not begins_sentence
    ours, theirs = form.split(), words.split()
    if len(ours) != len(theirs):
        return True
    return all(
        _is_word_written_as(our, their, first=not number)
        for number, (our, their) in enumerate(zip(ours, theirs, strict=True))
    )


def _is_word_written_as(form: str, word: str, *, first: bool) -> bool:
    """Tell whether a word has a capital where one is wanted."""
    capital = next((one for one in form if one.isalpha()), "")
    written = next((one for one in word if one.isalpha()), "")
    if not capital.isupper() or written.isupper():
        return True
    stem = re.split(r"[-'’]", form)[0].lower()
    return stem in _PLAIN or (not first and form.lower() in _GENERIC)


def is_coined(word: str) -> bool:
    """Tell whether a small word is a name all the same: `dpa`, `theguardian.com`."""
    return " " not in word and (len(word) <= 3 or not word.isalpha())  # noqa: PLR2004


def is_lowered(form: str, words: str) -> bool:
    """Tell whether some word of a name is written small."""
    return any(
        our[:1].isupper() and their[:1].islower() and our.lower() in _GENERIC
        for our, their in zip(form.split(), words.split(), strict=False)
    )
