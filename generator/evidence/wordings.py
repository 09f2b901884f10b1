"""Quotations of one utterance in, their wordings under one another out, word by word.

Quotations are wordings of one utterance when an editor gave them the same `statement` and speaker.
To line them up, each is cut into words with what stands around them (nothing is lost: the pieces
put together are the wording again), and each further wording is matched with those before it.
Words are the same when they differ at most in capitals, in the kind of apostrophe and in the
punctuation around them.

A wording that begins later or ends earlier than another does not differ from it there: it is a
shorter quotation. Nor does it where its own dots say that words are left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import pairwise

from generator.dates import Edtf
from generator.dossier import Dossier, Quote, once_as_a_whole
from generator.model import Ref


@dataclass(frozen=True, slots=True)
class Utterance:
    """What somebody said once, in every wording that the articles give."""

    speaker: Ref
    statement: str | None
    """The editors' name for it; None where there is one quotation alone."""
    quotes: tuple[Quote, ...]
    """In the order of the articles."""
    date: Edtf | None
    """When it was said: the earliest date that is given; None where none is."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word as one wording has it."""

    text: str
    """With the punctuation and the spaces around it."""
    word: str
    """What it is compared by."""

    @property
    def leaves_out(self) -> bool:
        """Whether dots after it say that words are left out."""
        return bool(_DOTS.search(self.text))


Column = tuple[Token | None, ...]
"""A word of each wording, in their order; None where a wording has none there."""


class Agreement(StrEnum):
    """How wordings stand to each other over a stretch of words."""

    SAME = "same"
    """All have the same words."""
    SHORTER = "shorter"
    """Those that reach here have the same words."""
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch over which the agreement is one and the same."""

    agreement: Agreement
    texts: tuple[str, ...]
    """The words of each wording there; empty where it has none."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """Wordings lined up word by word."""

    columns: tuple[Column, ...]

    def wording(self, number: int) -> str:
        """Give a wording back, from its pieces."""
        words = (column[number] for column in self.columns)
        return "".join(token.text for token in words if token)

    def segments(self) -> tuple[Segment, ...]:
        """Give the stretches of equal agreement, in order."""
        reaches = _reaches(self.columns)
        runs: list[tuple[Agreement, list[Column]]] = []
        for column, reaching in zip(self.columns, reaches, strict=True):
            agreement = _agreement(column, reaching)
            if runs and runs[-1][0] is agreement:
                runs[-1][1].append(column)
            else:
                runs.append((agreement, [column]))
        return tuple(Segment(agreement, _texts(columns)) for agreement, columns in runs)


@once_as_a_whole
def utterances(dossier: Dossier) -> tuple[Utterance, ...]:
    """Give all that is quoted, by the date on which it was said.

    What has no date comes last; what was said on one day is in the order of the articles.
    """
    found: dict[object, list[Quote]] = defaultdict(list)
    for place, quote in enumerate(dossier.quotes):
        found[(quote.statement, quote.speaker) if quote.statement else place].append(quote)
    return tuple(sorted(map(utterance_of, found.values()), key=_by_date))


def utterance_of(quotes: Sequence[Quote]) -> Utterance:
    """Give the utterance of which quotations are the wordings, in the order of the articles."""
    given = [quote.date for quote in quotes if quote.date]
    date = min(given, key=Edtf.sort_key, default=None)
    return Utterance(quotes[0].speaker, quotes[0].statement, tuple(quotes), date)


def _by_date(utterance: Utterance) -> tuple[object, ...]:
    date = utterance.date
    return date is None, date.sort_key() if date else ()


def align(wordings: Sequence[str]) -> Alignment:
    """Line wordings up.

    Args:
        wordings: The words of each quotation, in the order in which they are to stand.

    Returns:
        The alignment, in which each wording can be read as it was given.
    """
    cut = [tokens(wording) for wording in wordings]
    # The longest comes first, since it has a place for the words of most others.
    longest_first = sorted(range(len(cut)), key=lambda number: (-len(cut[number]), number))
    columns: list[list[Token | None]] = []
    for number in longest_first:
        columns = _with_wording(columns, number, cut[number], len(cut))
    return Alignment(tuple(map(tuple, columns)))


def tokens(wording: str) -> list[Token]:
    """Cut a wording into words; what stands between two goes to the first as far as its space."""
    words = list(_WORD.finditer(wording))
    if not words:
        return [Token(wording, "")] if wording else []
    cuts = [0]
    for before, after in pairwise(words):
        space = _SPACE.search(wording, before.end(), after.start())
        cuts.append(space.end() if space else after.start())
    cuts.append(len(wording))
    return [
        Token(wording[start:end], _compared(word[0]))
        for word, start, end in zip(words, cuts, cuts[1:], strict=False)
    ]


_WORD = re.compile(r"\w+(?:['’\-]\w+)*")
_SPACE = re.compile(r"\s+")
_DOTS = re.compile(r"\.\s?\.|…")


def _compared(word: str) -> str:
    return unicodedata.normalize("NFKC", word).casefold().replace("’", "'")


def _with_wording(
    columns: list[list[Token | None]], number: int, added: list[Token], wordings: int
) -> list[list[Token | None]]:
    """Match one more wording with those that are lined up already."""
    known = {token.word for token in added}
    merged: list[list[Token | None]] = []
    for before, after in _pairs(_likeliest(columns, known), [token.word for token in added]):
        column: list[Token | None] = [None] * wordings
        if before is not None:
            column = columns[before]
        if after is not None:
            column[number] = added[after]
        merged.append(column)
    return merged


def _likeliest(columns: Iterable[Sequence[Token | None]], known: set[str]) -> list[str]:
    """Give for each column the word to match by: one that the new wording has, if there is one."""
    found = []
    for column in columns:
        words = [token.word for token in column if token]
        found.append(next((word for word in words if word in known), words[0]))
    return found


def _pairs(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[int | None, int | None]]:
    """Give matching places of two sequences; words that stand for each other share a place."""
    if before == after:
        yield from ((place, place) for place in range(len(before)))
        return
    for _, start, end, first, last in SequenceMatcher(None, before, after).get_opcodes():
        shared = min(end - start, last - first)
        yield from zip(range(start, start + shared), range(first, first + shared), strict=True)
        yield from ((place, None) for place in range(start + shared, end))
        yield from ((None, place) for place in range(first + shared, last))


def _reaches(columns: Sequence[Column]) -> list[list[bool]]:
    """Tell for each column which wordings reach it: those that could have a word there."""
    wordings = range(len(columns[0]) if columns else 0)
    reaches = [[False for _ in wordings] for _ in columns]
    for number in wordings:
        filled = [place for place, column in enumerate(columns) if column[number]]
        for start, end in pairwise(filled):
            token = columns[start][number]
            for place in range(start + 1, end):
                reaches[place][number] = token is not None and not token.leaves_out
        for place in filled:
            reaches[place][number] = True
    return reaches


def _agreement(column: Column, reaching: Sequence[bool]) -> Agreement:
    words = {
        token.word if token else None
        for token, reaches in zip(column, reaching, strict=True)
        if reaches
    }
    if len(words) > 1:
        return Agreement.DIFFERENT
    return Agreement.SAME if all(reaching) else Agreement.SHORTER


def _texts(columns: Sequence[Column]) -> tuple[str, ...]:
    return tuple(
        "".join(token.text for token in words if token) for words in zip(*columns, strict=True)
    )
