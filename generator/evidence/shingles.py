"""An article in, the few numbers out by which it is told whether another may share its words.

From every run of words the hashes of some stretches ("shingles") are kept, chosen so that two
articles with a long enough run in common are sure to have one of them in common. That is winnowing:
of every few shingles in a row the one with the least hash is kept (Schleimer, Wilkerson and Aiken,
"Winnowing: local algorithms for document fingerprinting", 2003).
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from typing import Any
from zlib import crc32

from generator.model import ArticleFields, Document, Naming, Passage, Quoting, TextOrigin

SHINGLE = 8
"""Words that are looked at at once."""

MIN_WORDS = 12
"""The shortest run of words that is sure to be found."""

WINDOW = MIN_WORDS - SHINGLE + 1
"""Shingles in a row of which one is kept."""

PLAIN, NAME, QUOTED = range(3)
"""What a word is: the article's own, part of a name, or somebody's whom it quotes."""


def shingles(document: Document[Any]) -> bytes:
    """Give the hashes that are kept of a document, as an array of 64-bit numbers in order.

    Only originals have any: in a digest the words are the editors'. Numbers hash alike in every
    process.
    """
    fields = document.fields
    if not isinstance(fields, ArticleFields) or fields.text is not TextOrigin.ORIGINAL:
        return b""
    kept: set[int] = set()
    for run in _runs(document):
        hashes = list(map(hash, zip(*(run[at:] for at in range(SHINGLE)), strict=False)))
        kept.update(map(min, *(hashes[at:] for at in range(WINDOW))))
    return array("q", sorted(kept)).tobytes()


def read(content: bytes) -> array[int]:
    """Give the hashes that were kept."""
    return array("q", content)


def part_of(content: bytes, part: int, parts: int) -> array[int]:
    """Give one of several parts of the hashes that were kept, each with a range of its own."""
    hashes = read(content)
    first, after = (one * 2**64 // parts - 2**63 for one in (part, part + 1))
    return hashes[bisect_left(hashes, first) : bisect_left(hashes, after)]


def words(article: Document[Any]) -> Iterator[tuple[Passage, re.Match[str], int]]:
    """Give each word with its passage, and whether it is plain, a name's or quoted.

    An empty word, which counts as quoted, stands at the end of each passage.
    """
    for passage in article.passages:
        for word, kind in _words(passage):
            yield passage, word, kind


def _words(passage: Passage) -> Iterator[tuple[re.Match[str], int]]:
    kinds = bytearray(len(passage.text) + 1)
    for mark, annotation in passage.annotations():
        if isinstance(annotation.meaning, Naming):
            _set(kinds, mark.start, mark.end, NAME)
    for mark, annotation in passage.annotations():
        if isinstance(annotation.meaning, Quoting):
            _set(kinds, mark.start, mark.end, QUOTED)
    for quoted in _QUOTATION.finditer(passage.text):
        _set(kinds, quoted.start(), quoted.end(), QUOTED)
    kinds[-1] = QUOTED
    for word in _WORD.finditer(passage.text):
        yield word, kinds[word.start()]


_WORD = re.compile(r"\w+|\Z")
_PLAIN_WORD = re.compile(r"\w+")
_QUOTATION = re.compile(r"“[^”]*”|\"[^\"]*\"|„[^“]*“|«[^»]*»")


def _set(kinds: bytearray, start: int, end: int, kind: int) -> None:
    kinds[start:end] = bytes((kind,)) * (end - start)


def _runs(article: Document[Any]) -> Iterator[tuple[int, ...]]:
    """Give each run of words that are not quoted, as numbers, if it is long enough."""
    for passage in article.passages:
        for run in _unquoted(passage):
            if len(run) >= MIN_WORDS:
                yield tuple(map(_number, run))


def _unquoted(passage: Passage) -> Iterator[list[str]]:
    """Give the words of a passage that nobody is quoted with, in runs."""
    if not _QUOTATION.search(passage.text) and not any(
        isinstance(annotation.meaning, Quoting) for _, annotation in passage.annotations()
    ):
        yield _PLAIN_WORD.findall(passage.text)
        return
    run: list[str] = []
    for word, kind in _words(passage):
        if kind != QUOTED:
            run.append(word[0])
        else:
            yield run
            run = []


@lru_cache(maxsize=65_536)
def _number(word: str) -> int:
    return crc32(word.casefold().encode())
