"""An article in, its visible text out, with the place in the file of every character.

A passage of the model is visible text alone. To put brackets around words of it, one must know
where they are written: behind escapes and entities, across line ends and quote marks, inside
emphasis. So the text is read once more beside its Markdown, token by token.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate

from markdown_it.token import Token

from generator import markup
from generator.frontmatter import split
from generator.model import (
    Annotation,
    CodeBlock,
    Document,
    Fields,
    Heading,
    Meaning,
    Passage,
    Quoting,
)
from generator.source import SourceFile, Span
from generator.suggest.suggestions import cross, holds, overlap


@dataclass(frozen=True, slots=True)
class Wrap:
    """Inline markup around words of a passage."""

    inner: Span
    """The words, as offsets in the visible text."""
    outer: Span
    """The markup with its words, as offsets in the file."""
    form: str
    """`emphasis`, `link`, `span` or `code`."""
    meaning: Meaning | None = None
    """What it says, where it is an annotation."""

    @property
    def is_open(self) -> bool:
        """Whether annotations can be made inside it."""
        return self.form == "emphasis" or (
            self.form == "span" and isinstance(self.meaning, Quoting)
        )


@dataclass(frozen=True, slots=True)
class Prose:
    """A passage of an article, and where in the file its characters are written."""

    number: int
    """Which passage of the body it is, from 0."""
    passage: Passage
    is_heading: bool
    wraps: tuple[Wrap, ...]
    """By start, the outer before the inner."""
    reaches: tuple[int, ...]
    """For each of them, how far it and those before it reach."""
    visible: tuple[int, ...]
    """Offsets in the visible text at which a stretch of it begins."""
    written: tuple[int, ...]
    """Offset in the file at which the same stretch begins."""
    ends: tuple[int, ...]
    """Offset in the file at which the same stretch ends."""

    @property
    def text(self) -> str:
        """The visible text."""
        return self.passage.text

    def sentence(self, offset: int) -> Span:
        """Give the sentence in which a character stands."""
        sentences = self.passage.sentences
        index = bisect_right(sentences, offset, key=lambda sentence: sentence.end)
        return sentences[index] if index < len(sentences) else Span(0, len(self.text))

    def around(self, extent: Span) -> Iterator[Wrap]:
        """Give the markup that has words in common with a stretch of the text."""
        index = bisect_left(self.wraps, extent.end, key=lambda wrap: wrap.inner.start)
        while index and self.reaches[index - 1] > extent.start:
            index -= 1
            if overlap(self.wraps[index].inner, extent):
                yield self.wraps[index]

    def is_free(self, extent: Span) -> bool:
        """Tell whether words stand outside of all links, annotations and code."""
        return all(wrap.is_open for wrap in self.around(extent))

    def is_in_quotation_link(self, extent: Span) -> bool:
        """Tell whether words stand in a quotation written as a link, and in nothing else."""
        around = [wrap for wrap in self.around(extent) if not wrap.is_open]
        return bool(around) and all(
            isinstance(wrap.meaning, Quoting) and holds(wrap.inner, extent) for wrap in around
        )

    def place(self, extent: Span) -> Span | None:
        """Give the place in the file of words of the visible text.

        Returns:
            The place, with the markup that lies wholly within it, or None where it would cut
            through markup.
        """
        start, end = self._start(extent.start), self._end(extent.end)
        for wrap in self.around(extent):
            if cross(wrap.inner, extent):
                return None
            if holds(extent, wrap.inner) and wrap.inner != extent:
                start = min(start, wrap.outer.start)
                end = max(end, wrap.outer.end)
        return Span(start, end)

    def _start(self, offset: int) -> int:
        index = bisect_right(self.visible, offset) - 1
        return min(self.written[index] + offset - self.visible[index], self.ends[index])

    def _end(self, offset: int) -> int:
        index = bisect_right(self.visible, offset - 1) - 1
        length = self._length(index)
        if self.ends[index] - self.written[index] != length:
            return self.ends[index]
        return self.written[index] + offset - self.visible[index]

    def _length(self, index: int) -> int:
        after = self.visible[index + 1] if index + 1 < len(self.visible) else len(self.text)
        return after - self.visible[index]


def proses(source: SourceFile, document: Document[Fields]) -> tuple[Prose, ...]:
    """Give the passages of an article in which words can be annotated.

    Args:
        source: The file.
        document: The same, read; without errors.

    Returns:
        Its paragraphs, headings and cells, without code; in reading order.
    """
    start = split(source).body_start
    tokens, _ = markup.parse(source.text[start:])
    headings = {id(block.passage) for block in _blocks(document) if isinstance(block, Heading)}
    code = {id(block.passage) for block in _blocks(document) if isinstance(block, CodeBlock)}
    passages = [
        (number, passage)
        for number, passage in enumerate(document.passages)
        if id(passage) not in code
    ]
    found: list[Prose] = []
    inline = [token for token in tokens if token.type == "inline"]
    for token, (number, passage) in zip(inline, passages, strict=False):
        reading = _Reading(token, start)
        if passage.text and reading.read() == passage.text:
            found.append(reading.prose(number, passage, id(passage) in headings))
    return tuple(found)


def _blocks(document: Document[Fields]) -> Iterator[object]:
    """Give every block of a body, at any depth."""
    waiting: list[object] = list(document.body.blocks)
    while waiting:
        block = waiting.pop()
        yield block
        waiting += getattr(block, "blocks", ())
        waiting += (inner for item in getattr(block, "items", ()) for inner in item)


# --- The text beside its Markdown ----------------------------------------------------------------

_SOFT_BREAK = re.compile(r"[ \t]*(\n)[ \t]*")
_HARD_BREAK = re.compile(r"(?: *|\\)(\n)[ \t]*")
_ESCAPED = re.compile(
    r"\\[!-/:-@\[-`{-~]|&(?:#[xX][0-9a-fA-F]{1,6}|#[0-9]{1,7}|[A-Za-z][A-Za-z0-9]*);"
)


@dataclass(slots=True)
class _Opened:
    """Markup that has begun."""

    visible: int
    written: int


class _UnknownMarkupError(Exception):
    """The text cannot be followed through its Markdown."""


@dataclass(slots=True)
class _Reading:
    """Follows the visible text of one block through its Markdown."""

    token: Token
    start: int
    """Offset of the body in the file."""
    position: int = 0
    """Offset in the Markdown of the block."""
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    stretches: list[tuple[int, int, int]] = field(default_factory=list)
    """Where a stretch begins in the visible text, and where it begins and ends in the Markdown."""
    opened: list[_Opened] = field(default_factory=list)
    wraps: list[tuple[Span, Span, str]] = field(default_factory=list)
    """The words, the Markdown, and the form."""
    link_ends: dict[int, int] = field(init=False)
    """The end of each link and span, by its beginning."""

    def __post_init__(self) -> None:
        self.link_ends = {
            written.start: written.end
            for token in self.token.children or ()
            if token.type in ("link_open", "span_open") and (written := markup.written(token))
        }

    def read(self) -> str:
        """Give the visible text; an empty one where it cannot be followed."""
        try:
            for token in self.token.children or ():
                self._take(token)
        except _UnknownMarkupError:
            return ""
        return "".join(self.pieces)

    def prose(self, number: int, passage: Passage, is_heading: bool) -> Prose:
        places = markup.places(self.token)
        said = {mark.content.span: mark.content for mark, _ in passage.annotations()
                if isinstance(mark.content, Annotation)}  # fmt: skip
        wraps = []
        for inner, outer, form in self.wraps:
            extent = places.span(outer.start, outer.end)
            in_file = Span(extent.start + self.start, extent.end + self.start)
            annotation = said.get(in_file)
            wraps.append(Wrap(inner, in_file, form, annotation.meaning if annotation else None))
        wraps.sort(key=lambda wrap: (wrap.inner.start, -wrap.inner.end, wrap.outer.start))
        stretches = list(_divided(self.stretches, places.piece))
        return Prose(
            number,
            passage,
            is_heading,
            tuple(wraps),
            tuple(accumulate((wrap.inner.end for wrap in wraps), max)),
            tuple(visible for visible, _, _ in stretches),
            tuple(places.at(begin) + self.start for _, begin, _ in stretches),
            tuple(places.span(begin, end).end + self.start for _, begin, end in stretches),
        )

    def _take(self, token: Token) -> None:
        match token.type:
            case "text":
                self._text(token.content)
            case "softbreak":
                self._break(_SOFT_BREAK)
            case "hardbreak":
                self._break(_HARD_BREAK)
            case "em_open" | "strong_open":
                self.opened.append(_Opened(self.length, self.position))
                self._skip(token.markup)
            case "em_close" | "strong_close":
                self._skip(token.markup)
                self._close(self.position, "emphasis")
            case "link_open" | "span_open":
                self.opened.append(_Opened(self.length, self.position))
                self._skip("<" if token.info == "auto" else "[")
            case "link_close":
                self._close_link("link")
            case "span_close":
                self._close_link("span")
            case "code_inline":
                self._code(token)
            case _:
                raise _UnknownMarkupError(token.type)

    def _skip(self, expected: str) -> None:
        if not self.token.content.startswith(expected, self.position):
            raise _UnknownMarkupError(expected)
        self.position += len(expected)

    def _add(self, text: str, end: int) -> None:
        """Add visible text that is written from the position to an end."""
        if text:
            self.stretches.append((self.length, self.position, end))
        self.pieces.append(text)
        self.length += len(text)
        self.position = end

    def _text(self, text: str) -> None:
        content = self.token.content
        if "\\" not in text and "&" not in text and content.startswith(text, self.position):
            self._add(text, self.position + len(text))
            return
        done = 0
        while done < len(text):
            done += self._piece(text[done:])

    def _piece(self, text: str) -> int:
        """Take what can be taken at once: an escape, an entity, or text as it is."""
        content = self.token.content
        escaped = _ESCAPED.search(content, self.position)
        if escaped and escaped.start() == self.position:
            decoded, _ = markup.unescaped(escaped[0])
            if text.startswith(decoded):
                self._add(decoded, escaped.end())
                return len(decoded)
        last = escaped.start() if escaped and escaped.start() > self.position else len(content)
        plain = text[: max(last - self.position, 1)]
        length = _common(plain, content, self.position)
        if not length:
            raise _UnknownMarkupError(text)
        self._add(text[:length], self.position + length)
        return length

    def _break(self, pattern: re.Pattern[str]) -> None:
        found = pattern.match(self.token.content, self.position)
        if found is None:
            raise _UnknownMarkupError("a line end")
        self.position = found.start(1)
        self._add("\n", found.end(1))
        self.position = found.end()

    def _code(self, token: Token) -> None:
        written = markup.written(token)
        if written is None or written.start != self.position:
            raise _UnknownMarkupError("code")
        begin = self.length
        self._add(token.content, written.end)
        self.wraps.append((Span(begin, self.length), Span(written.start, written.end), "code"))

    def _close_link(self, form: str) -> None:
        # A closing token knows nothing of its place; the opening one does.
        self._close(self.link_ends[self.opened[-1].written], form)

    def _close(self, end: int, form: str) -> None:
        opened = self.opened.pop()
        self.position = end
        self.wraps.append((Span(opened.visible, self.length), Span(opened.written, end), form))


def _divided(
    stretches: list[tuple[int, int, int]], cuts: tuple[int, ...]
) -> Iterator[tuple[int, int, int]]:
    r"""Divide stretches where the Markdown of a block is not in one piece in the file.

    In a table's cell, `\|` stands for a character.
    """
    for visible, begin, end in stretches:
        position = begin
        for cut in cuts[bisect_right(cuts, begin) : bisect_left(cuts, end)]:
            yield visible + position - begin, position, cut
            position = cut
        yield visible + position - begin, position, end


def _common(text: str, content: str, position: int) -> int:
    """Count the characters that a text and a content share from a position on."""
    if content.startswith(text, position):
        return len(text)
    length = 0
    while length < len(text) and content.startswith(text[length], position + length):
        length += 1
    return length
