"""An article's text and the names in it in, its quotations with their likely speakers out."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from generator.dates import Edtf
from generator.model import Kind, OrgId, Quoting, Ref
from generator.source import Span
from generator.suggest.speakers import Attribution, Frame, Named, attribute
from generator.suggest.suggestions import Suggestion, overlap
from generator.suggest.visible import Prose

OPENING = '“„«"'
CLOSING = '”“»"'

_FEW = 3
"""As many dates behind a verb are looked at."""

_NEAR = 45
"""The most characters between a verb of saying and the day on which it was said."""


def find_quotations(
    proses: Sequence[Prose],
    names: Mapping[int, Sequence[Named]],
    dates: Mapping[int, Sequence[tuple[Span, Edtf]]],
    shared_ids: frozenset[str],
) -> Iterator[Suggestion]:
    """Find the quotations of an English article that nobody has annotated.

    Args:
        proses: The article's passages.
        names: The names in each, by its number.
        dates: The dates in each, by its number.
        shared_ids: Ids that a person and an organization have in common.

    Returns:
        A suggestion for each quotation whose speaker the text tells, in the order of the text.
    """
    earlier: tuple[Ref, ...] = ()
    for prose in proses:
        if prose.is_heading:
            continue
        quotes = list(quoted(prose.text))
        starts = [sentence.start for sentence in prose.passage.sentences]
        frame = Frame(prose.text, quotes, names.get(prose.number, ()), starts, earlier)
        last: Attribution | None = None
        for quote in quotes:
            words = prose.text[quote.start : quote.end]
            found = attribute(frame, quote, words, last) or _gone_on(prose, quotes, earlier)
            last = found or last
            earlier = found.speakers if found else earlier
            if found and _is_suggestible(prose, quote):
                date = _date_of(found, quote, dates.get(prose.number, ()))
                yield _suggestion(prose, quote, found, date, shared_ids)
        if not earlier:
            # Whom `he` means at the beginning of the next paragraph, as long as nobody has spoken.
            people = [one for one in names.get(prose.number, ()) if one.is_person]
            earlier = people[-1].actors if people else ()


def _gone_on(prose: Prose, quotes: Sequence[Span], earlier: tuple[Ref, ...]) -> Attribution | None:
    """A paragraph that is one quotation goes on with whoever spoke before it."""
    whole = len(quotes) == 1 and quotes[0] == Span(0, len(prose.text))
    if not whole or not earlier:
        return None
    return Attribution(earlier, 0.65, "it may go on with the paragraph before it")


def _is_suggestible(prose: Prose, quote: Span) -> bool:
    """Tell whether a quotation is not annotated and can be."""
    if any(
        wrap.form == "code" or isinstance(wrap.meaning, Quoting) for wrap in prose.around(quote)
    ):
        return False
    return prose.place(quote) is not None


def _suggestion(
    prose: Prose,
    quote: Span,
    found: Attribution,
    date: Edtf | None,
    shared_ids: frozenset[str],
) -> Suggestion:
    def actor(ref: Ref | None) -> str | None:
        if ref is None:
            return None
        return str(ref) if ref.id in shared_ids else ref.id

    meanings = tuple(
        Quoting(actor(one) or "", date, actor(found.to), _outlet(found.via))
        for one in found.speakers
    )
    why = found.why if date else f"{found.why}; when it was said is not said"
    confidence = found.confidence if len(meanings) == 1 else min(found.confidence, 0.75)
    words = prose.text[quote.start : quote.end]
    return Suggestion(prose.number, quote, words, meanings, confidence, why)


def _outlet(ref: Ref | None) -> OrgId | None:
    return ref.id if ref and ref.kind is Kind.ORG else None


def _date_of(found: Attribution, quote: Span, dates: Sequence[tuple[Span, Edtf]]) -> Edtf | None:
    """Give the day that stands beside the words which say who speaks."""
    if found.frame is None:
        return None
    first = bisect_left(dates, found.frame.start, key=lambda pair: pair[0].start)
    for extent, date in dates[first : first + _FEW]:
        if extent.start <= found.frame.end + _NEAR and not overlap(extent, quote):
            return date
    return None


# --- Quotation marks -----------------------------------------------------------------------------

_SINGLE = re.compile(r"(?:^|(?<=[\s(—–]))‘[^‘’]*(?:(?<=\w)’(?=\w)[^‘’]*)*’(?!\w)")
_WORDS = re.compile(r"\w")
_MARK = re.compile(f"[{OPENING}{CLOSING}]")


def quoted(text: str) -> Iterator[Span]:
    """Find what stands between quotation marks.

    Args:
        text: A paragraph. One whose last quotation has no end goes on in the next paragraph.

    Returns:
        Stretches with their marks, in order. A mark may be straight at one end and curly at the
        other, as some systems leave it.
    """
    start: int | None = None
    found = False
    for mark in _MARK.finditer(text):
        offset, character = mark.start(), mark[0]
        if start is None:
            if character in OPENING and _can_open(text, offset):
                start = offset
        elif character in CLOSING and not (character == "“" and text[start] != "„"):
            found = True
            yield from _with_words(text, Span(start, offset + 1))
            start = None
        elif character == "“":
            start = offset
    if start is not None:
        yield from _with_words(text, Span(start, len(text)))
    elif not found:
        for single in _SINGLE.finditer(text):
            yield from _with_words(text, Span(*single.span()))


def _can_open(text: str, offset: int) -> bool:
    """Tell whether a mark stands where words begin: inches and stray marks do not."""
    behind = text[offset + 1 : offset + 2]
    return bool(behind) and not behind.isspace() and not text[offset - 1 : offset].isalnum()


def _with_words(text: str, extent: Span) -> Iterator[Span]:
    if _WORDS.search(text, extent.start, extent.end):
        yield extent


def without_marks(words: str) -> str:
    """Give quoted words without the marks around them."""
    return words.strip('“”„«»"‘’ ')
