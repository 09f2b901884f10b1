"""A passage or a sentence of it in, one line of Markdown with all its marks out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from generator.model import Annotation, Hyperlink, Mark, Passage, Style
from generator.prose.inline import (
    LINE_BREAK,
    Around,
    Markdown,
    around_element,
    around_link,
    text,
)

_TAGS = {Style.EMPHASIS: "em", Style.STRONG: "strong", Style.CODE: "code"}
_ID = re.compile(r"(?<=\{) #[^ ]+(?= )")
_LINK_END = re.compile(r"\]\([^)]*\)(?:\{[^}]*\})?")
"""The end of a link as `around_link` writes it: no text holds any of these brackets."""


@dataclass(slots=True)
class _Stretch:
    """Part of a passage's text, and the marks inside it."""

    start: int
    end: int
    around: Around = (Markdown(""), Markdown(""))
    is_break: bool = False
    inner: list[_Stretch] = field(default_factory=list)

    @property
    def is_link(self) -> bool:
        """Tell whether it opens a link that it closes after its words."""
        before = self.around[0]
        return before.count("[") > before.count("]")

    def holds_link(self) -> bool:
        """Tell whether it is a link, or one lies in it or beside its words."""
        return any("[" in side for side in self.around) or any(
            stretch.holds_link() for stretch in self.inner
        )


def passage(
    passage: Passage,
    wrap: Callable[[Annotation], Around],
    start: int = 0,
    end: int | None = None,
    *,
    highlights: Iterable[tuple[int, int]] = (),
) -> Markdown:
    """Write a passage, or a slice of it, with its marks clipped to the slice.

    Args:
        passage: The text and its marks.
        wrap: Gives what stands before and after the words of an annotation, such as the result
            of `around_link` or `around_span`. Where that is a link and the words hold another
            link, the outer one is written in pieces around the inner.
        start: Offset of the first character.
        end: Offset after the last; None for the passage's end.
        highlights: Stretches of the passage, as offsets, that are marked with `<mark>`.
    """
    stop = len(passage.text) if end is None else end
    whole = _Stretch(start, stop)
    _nest(whole, passage.marks, wrap)
    for first, last in _merged(highlights, start, stop):
        _highlight(whole, first, last)
    return Markdown("".join(_written(whole, passage.text, None)))


def _nest(whole: _Stretch, marks: Sequence[Mark], wrap: Callable[[Annotation], Around]) -> None:
    open_stretches = [whole]
    for mark in marks:
        start, end = max(mark.start, whole.start), min(mark.end, whole.end)
        if start >= end:
            continue
        while start >= open_stretches[-1].end:
            open_stretches.pop()
        stretch = _Stretch(start, end, *_around(mark, wrap))
        open_stretches[-1].inner.append(stretch)
        open_stretches.append(stretch)


def _around(mark: Mark, wrap: Callable[[Annotation], Around]) -> tuple[Around, bool]:
    match mark.content:
        case Annotation() as annotation:
            return wrap(annotation), False
        case Hyperlink(url, title):
            return around_link(url, title=title), False
        case Style.BREAK:
            return (Markdown(""), Markdown("")), True
        case style:
            return around_element(_TAGS[style]), False


def _merged(stretches: Iterable[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    """Clip stretches to a slice and make one of those that overlap."""
    merged: list[tuple[int, int]] = []
    clipped = sorted((max(first, start), min(last, end)) for first, last in stretches)
    for first, last in clipped:
        if first >= last:
            continue
        if merged and first < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return merged


def _highlight(stretch: _Stretch, start: int, end: int) -> None:
    """Put `<mark>` around what lies between two offsets, in pieces where marks cross it."""
    kept: list[_Stretch] = []
    covered: list[_Stretch] = []
    position = start

    def close(until: int) -> None:
        nonlocal covered
        if position < until:
            kept.append(_Stretch(position, until, around_element("mark"), inner=covered))
        covered = []

    for inner in stretch.inner:
        if inner.end <= start or inner.start >= end:
            if inner.start >= end:
                close(end)
                position = end
            kept.append(inner)
        elif start <= inner.start and inner.end <= end:
            covered.append(inner)
        else:
            close(inner.start)
            _highlight(inner, max(start, inner.start), min(end, inner.end))
            kept.append(inner)
            position = min(end, inner.end)
    close(end)
    stretch.inner = kept


@dataclass(slots=True)
class _CutLink:
    """A link that is written in pieces; the first takes its id."""

    end: str

    def piece(self, words: str) -> str:
        """Write the link around some of its words, if they are more than white space."""
        if not words.strip():
            return words
        end, self.end = self.end, _ID.sub("", self.end)
        return f"[{words}{end}"


def _written(stretch: _Stretch, whole: str, cut: _CutLink | None) -> Iterator[str]:
    """Write a stretch; `cut` is a link around it, to be written around parts without links."""
    if stretch.is_break:
        yield LINE_BREAK
        return
    before, after = stretch.around
    end = _LINK_END.match(after) if stretch.is_link else None
    if end:
        cut = None
        if any(inner.holds_link() for inner in stretch.inner):
            cut = _CutLink(end.group())
            before, after = Markdown(before.removesuffix("[")), Markdown(after[end.end() :])
    yield before
    run = ""
    for inner, words in _pieces(stretch, whole):
        if inner is None:
            run += words
        elif cut and inner.holds_link():
            yield cut.piece(run)
            run = ""
            yield from _written(inner, whole, cut)
        else:
            run += "".join(_written(inner, whole, None))
    yield cut.piece(run) if cut else run
    yield after


def _pieces(stretch: _Stretch, whole: str) -> Iterator[tuple[_Stretch | None, str]]:
    """Give the plain text and the inner stretches in order."""
    position = stretch.start
    for inner in stretch.inner:
        if position < inner.start:
            yield None, text(whole[position : inner.start])
        yield inner, ""
        position = inner.end
    if position < stretch.end:
        yield None, text(whole[position : stretch.end])
