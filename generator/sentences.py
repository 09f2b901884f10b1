"""A text and its language in, the places of its sentences out.

The boundaries are those of `sentencex` (https://github.com/wikimedia/sentencex), which knows the
abbreviations of some 300 languages. Added here is what press articles need beside it: an ellipsis
and a question that a clause continues (`"Who?" he asked`) end no sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

import sentencex

from generator.source import Span

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?=-|\Z)")
_MAX_WORK = 40_000_000
"""`sentencex` looks for the end of each quotation, and for the quotation around each `!`, in all of
the text; this many of these marks times characters take it 10 ms."""

_COSTLY = re.compile("[“‘„‚«‹!?]")
_OPENING = re.compile("[“‘„‚«‹]")
_INNER = re.compile(r"[!?](?=\S)")
_SPACE = re.compile(r"\s")
_CLOSING = re.compile(r"[)\]}]+(?=\s|\Z)")
# Before a name, and seldom at the end of a sentence: `M. Kerry`, `Dr. No`.
_TITLE = re.compile(r"\b(?:Dr|Gen|M|MM|Mlle|Mme|Mr|Mrs|Ms|Prof|Sen)\.\s*\Z")
_LONGEST_TITLE = 8
_FIRST_LETTER_OR_DIGIT = re.compile(r"[^\W_]")


def sentences(text: str, language: str = "en") -> tuple[Span, ...]:
    """Find the sentences of a text.

    Args:
        text: A paragraph; its line breaks are only spaces.
        language: A BCP 47 tag; of an unknown language, the usual punctuation is heeded.

    Returns:
        The sentences in order, as offsets, without the white space between them. Every other
        character is in exactly one of them.
    """
    if not text or text.isspace():
        return ()
    known = _LANGUAGE.match(language)
    # All replacements are one for one, so that offsets stay.
    line = _SPACE.sub(" ", text)
    if len(_COSTLY.findall(line)) * len(line) > _MAX_WORK:
        line = _INNER.sub(".", _OPENING.sub('"', line))
    boundaries = sentencex.get_sentence_boundaries(known[0].lower() if known else "en", line)
    starts = [boundary["start_index"] for boundary in boundaries if boundary["start_index"] > 0]
    return tuple(_trimmed(text, _sentence_starts(text, starts)))


def one_sentence(text: str) -> tuple[Span, ...]:
    """Take all of a text for one sentence, as of a block of code."""
    return tuple(_trimmed(text, ()))


def join_across(spans: tuple[Span, ...], kept: Iterable[Span]) -> tuple[Span, ...]:
    """Join the sentences that something is not to be cut by the end of.

    Args:
        spans: Sentences, in order.
        kept: Stretches of the text that have to be in one sentence each.

    Returns:
        The sentences, in order, some of them joined.
    """
    joined = list(spans)
    for stretch in kept:
        touched = [
            index
            for index, sentence in enumerate(joined)
            if sentence.start < stretch.end and stretch.start < sentence.end
        ]
        if len(touched) > 1:
            first, last = touched[0], touched[-1]
            joined[first : last + 1] = [Span(joined[first].start, joined[last].end)]
    return tuple(joined)


def _sentence_starts(text: str, starts: list[int]) -> Iterator[int]:
    """Give the starts without those that only continue the sentence before them."""
    for start, end in pairwise((*starts, len(text))):
        closing = _CLOSING.match(text, start, end)
        begin = closing.end() if closing else start
        first = _FIRST_LETTER_OR_DIGIT.search(text, begin, end)
        if first is None or first[0].islower():
            continue
        if not _TITLE.search(text, max(0, begin - _LONGEST_TITLE), begin):
            yield begin


def _trimmed(text: str, starts: Iterable[int]) -> Iterator[Span]:
    """Cut the text at the starts, without white space around the pieces."""
    begin = 0
    for end in (*starts, len(text)):
        piece = text[begin:end]
        visible = piece.strip()
        if visible:
            start = begin + len(piece) - len(piece.lstrip())
            yield Span(start, start + len(visible))
        begin = end
