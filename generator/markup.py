"""Markdown in, markdown-it's tokens out, with the exact place of all that is written.

The Markdown is CommonMark with tables, read by markdown-it-py, and one construct more:

    span = "[" words "]{" name "=" ... "}"

It is read strictly. Raw HTML stays a token of its own, so that it can be refused; destinations of
links come as they are written; and nothing is dropped because it is nested too deeply.

markdown-it knows the lines of a block, and no place at all of what is inside it. So its rules are
wrapped here: each of them is called as it is, and what it knew while it ran is kept beside its
tokens. This module and `bodies` are the only ones that know markdown-it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple, cast

from markdown_it import MarkdownIt, helpers, rules_block, rules_inline
from markdown_it.common.utils import (
    MD_TRIM_CHARS,
    UNESCAPE_ALL_RE,
    mdTrim,
    normalizeReference,
    unescapeAll,
)
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from generator.source import Span

MAX_NESTING = 24
"""How many quotes and lists may lie within each other; a list counts twice, for its items.

markdown-it's own limit is 20, and what is nested deeper is dropped without a word.
"""

MAX_BRACKETS = 20
"""How many brackets may lie within each other."""

MAX_LENGTH = 100_000
"""The longest passage that is searched for markup, in characters."""

MAX_PASSAGES = 20_000
"""The most paragraphs, headings and cells of a text."""

MAX_SEARCHED = 1_000_000
"""How many characters may be searched for the ends of brackets in one passage.

A bracket without its end is followed to the end of the passage, so many of them take a time that
is quadratic. An honest passage is searched three or four times over.
"""

MAX_SEARCHED_IN_ALL = 4_000_000
"""How many characters may be searched so in a whole text; they take some three seconds."""

MAX_COLUMNS = 100
"""The widest row that widens its table."""


# --- Places --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Places:
    """Where the characters of a piece stand in the text that it was cut from, line by line."""

    piece: tuple[int, ...]
    """Offsets in the piece at which a stretch of it begins."""
    text: tuple[int, ...]
    """Offset in the text at which the same stretch begins."""

    def at(self, offset: int) -> int:
        """Give the place of the character at an offset of the piece."""
        index = max(bisect_right(self.piece, offset) - 1, 0)
        return self.text[index] + offset - self.piece[index]

    def span(self, start: int, end: int) -> Span:
        """Give the place of a stretch of the piece."""
        first = self.at(start)
        return Span(first, self.at(end - 1) + 1 if end > start else first)


def _single(start: int) -> Places:
    return Places((0,), (start,))


def _places(stretches: Sequence[tuple[int, int]], untrimmed: str) -> Places:
    """Make the places of a piece from which markdown-it then trims white space.

    Args:
        stretches: Pairs of an offset in the untrimmed piece and the same in the text.
        untrimmed: The piece.
    """
    lead = len(untrimmed) - len(untrimmed.lstrip(MD_TRIM_CHARS))
    return Places(
        tuple(offset - lead for offset, _ in stretches), tuple(place for _, place in stretches)
    )


def unescaped(raw: str) -> tuple[str, Places]:
    """Decode the escapes and entities of a link's destination.

    Returns:
        The destination, and the places of its characters in the raw text.
    """
    stretches = [(0, 0)]
    shift = 0
    for match in UNESCAPE_ALL_RE.finditer(raw):
        shift += len(unescapeAll(match[0])) - len(match[0])
        stretches.append((match.end() + shift, match.end()))
    return unescapeAll(raw), _places(stretches, "")


# --- What is noted beside the tokens -------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Written:
    """How an inline construct is written, as offsets in the content of its block."""

    start: int
    end: int
    label_end: int = 0
    """Of a link or a span: the offset of the `]` after its words."""
    target: Span | None = None
    """Of a link with its own destination, and of a span: the raw destination or attributes."""
    label: str = ""
    """Of a reference link: the normalized label."""


@dataclass(frozen=True, slots=True)
class Definition:
    """A link reference definition: `[label]: destination "title"`."""

    label: str
    """Normalized; labels that are equal in this form name the same definition."""
    words: str
    """The label as written."""
    span: Span
    """From `[` to the end of the destination, in the text."""
    raw: str
    """The destination with its escapes."""
    places: Places
    """Of the raw destination, in the text."""
    title: str


@dataclass(slots=True)
class Notes:
    """What the rules learnt of a text, besides its tokens."""

    definitions: list[Definition] = field(default_factory=list)
    wide_tables: list[int] = field(default_factory=list)
    """Lines, from 0, of tables with too many cells in a row for all of them to be kept."""
    unclosed_fences: list[int] = field(default_factory=list)
    """Lines, from 0, of code fences that nothing closes."""
    too_many_passages: bool = False
    """Whether there are more than `MAX_PASSAGES`, of which then none is read."""
    has_spans: bool = False
    """Whether the passage that is being read may hold bracketed spans."""
    searched: int = 0
    """How many characters were searched for the ends of brackets."""
    searched_before: int = 0
    """The same, before the passage that is being read."""


_NOTES = "notes"
_PLACES = "places"
_WRITTEN = "written"
_REFUSED = "refused"


def places(token: Token) -> Places:
    """Give the places of a block's inline content in the text; of code, its first character."""
    return cast(Places, token.meta[_PLACES])


def written(token: Token) -> Written | None:
    """Give how an inline construct is written; None for what has no extent of its own."""
    return token.meta.get(_WRITTEN)


def refused(token: Token) -> str:
    """Say why a block's inline content was left unread; nothing where it was read."""
    return cast(str, token.meta.get(_REFUSED, ""))


def parse(text: str) -> tuple[list[Token], Notes]:
    """Read Markdown.

    Args:
        text: The Markdown; its lines end in line feeds alone.

    Returns:
        The block tokens, and what was learnt besides.
    """
    notes = Notes()
    # CommonMark: "For security reasons, the Unicode character U+0000 must be replaced."
    return _reader().parse(text.replace("\0", "\ufffd"), {_NOTES: notes}), notes


class _Reader(MarkdownIt):
    """A reader that leaves destinations as written; whoever uses them has to check them."""

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        return link


@cache
def _reader() -> _Reader:
    reader = _Reader("commonmark", {"maxNesting": MAX_NESTING})
    # Line ends are normalized already, and all places hang on the text's staying as long as it is.
    reader.core.ruler.enableOnly(["block", "inline", "text_join"])
    reader.core.ruler.at("inline", _inline)
    block = reader.block.ruler
    block.enable("table")
    block.at("paragraph", _paragraph)
    block.at("heading", _heading, {"alt": ["paragraph", "reference", "blockquote"]})
    block.at("lheading", _setext_heading)
    block.at("table", _table, {"alt": ["paragraph", "reference"]})
    block.at("reference", _reference)
    block.at("fence", _fence, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    block.at("code", _code)
    block.at("html_block", _html, {"alt": ["paragraph", "reference", "blockquote"]})
    inline = reader.inline.ruler
    inline.before("link", "span", _span)
    inline.at("link", _link)
    inline.at("image", _image)
    inline.at("backticks", _last_token_of(rules_inline.backtick, "code_inline"))
    inline.at("autolink", _autolink)
    inline.at("html_inline", _last_token_of(rules_inline.html_inline, "html_inline"))
    reader.helpers = cast(Any, _Helpers())
    # Only these begin anything that is enabled here: the others would cost a try of every rule.
    reader.inline.terminator_re = re.compile(r"[\n!&*<\[\\\]_`]")
    return reader


def _notes(state: StateBlock | StateInline) -> Notes:
    return cast(Notes, state.env[_NOTES])


# --- Blocks --------------------------------------------------------------------------------------


def _paragraph(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    rules_block.paragraph(state, start, end, silent)
    _note_lines(state)
    return True


def _setext_heading(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if not rules_block.lheading(state, start, end, silent):
        return False
    _note_lines(state)
    return True


def _note_lines(state: StateBlock) -> None:
    """Note where the lines of the last block's content stand.

    `bMarks` and `eMarks` are each line's bounds without the marks of the quotes around it, for
    the time that the rule runs.
    """
    token = state.tokens[-2]
    assert token.map is not None  # noqa: S101 - every block has one
    first, end = token.map
    lines = [state.getLines(line, line + 1, state.blkIndent, False) for line in range(first, end)]
    stretches = []
    offset = 0
    for number, line in enumerate(lines, first):
        # A line is the end of its line in the text, save for a tab of which a part is indentation.
        indent = len(line) - len(line.lstrip(" \t"))
        stretches.append((offset + indent, state.eMarks[number] - len(line) + indent))
        offset += len(line) + 1
    token.meta[_PLACES] = _places(stretches, "\n".join(lines))


def _heading(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if not rules_block.heading(state, start, end, silent):
        return False
    if not silent:
        token = state.tokens[-2]
        begin = state.bMarks[start] + state.tShift[start] + len(state.tokens[-1].markup)
        line = state.src[begin : state.eMarks[start]]
        token.meta[_PLACES] = _places([(0, begin)], line) if token.content else _single(begin)
    return True


def _fence(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if not rules_block.fence(state, start, end, silent):
        return False
    if not silent:
        token = state.tokens[-1]
        token.meta[_PLACES] = _first_character(state, start)
        last = state.line - 1
        closing = state.src[state.bMarks[last] + state.tShift[last] : state.eMarks[last]].rstrip()
        marker = token.markup
        if last == start or len(closing) < len(marker) or closing.strip(marker[0]):
            _notes(state).unclosed_fences.append(start)
    return True


def _code(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if not rules_block.code(state, start, end, silent):
        return False
    state.tokens[-1].meta[_PLACES] = _first_character(state, start)
    return True


def _html(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if not rules_block.html_block(state, start, end, silent):
        return False
    if not silent:
        state.tokens[-1].meta[_PLACES] = _first_character(state, start)
    return True


def _first_character(state: StateBlock, line: int) -> Places:
    return _single(state.bMarks[line] + state.tShift[line])


def _reference(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if not rules_block.reference(state, start, end, silent):
        return False
    lines = range(start, state.line)
    begins = [state.bMarks[line] + state.tShift[line] for line in lines]
    texts = [
        state.src[begin : state.eMarks[line]] for begin, line in zip(begins, lines, strict=True)
    ]
    content = "\n".join(texts)
    stretches = []
    offset = 0
    for begin, text in zip(begins, texts, strict=True):
        stretches.append((offset, begin))
        offset += len(text) + 1
    where = _places(stretches, "")
    label = re.match(r"\[((?:\\.|[^\[\]\\])*+)\]:\s*", content, re.DOTALL)
    assert label is not None  # noqa: S101 - or it would be no definition
    target, raw_end = _destination(state, content, label.end(), len(content))
    _notes(state).definitions.append(
        Definition(
            normalizeReference(label[1]),
            label[1],
            where.span(0, raw_end),
            content[target.start : target.end],
            _single(where.at(target.start)),
            _title(state, normalizeReference(label[1])),
        )
    )
    return True


def _title(state: StateBlock, label: str) -> str:
    return str(state.env["references"][label]["title"])


def _destination(
    state: StateBlock | StateInline, content: str, start: int, end: int
) -> tuple[Span, int]:
    """Give the raw destination that begins there, without `<>`, and where it ends with them."""
    found = state.md.helpers.parseLinkDestination(content, start, end)
    if not found.ok:
        return Span(start, start), start
    if content[start] == "<":
        return Span(start + 1, found.pos - 1), found.pos
    return Span(start, found.pos), found.pos


# --- Tables --------------------------------------------------------------------------------------


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    count = len(state.tokens)
    if not rules_block.table(state, start, end, silent):
        return False
    if not silent:
        rows = state.tokens[count:]
        cells = {
            token.map[0]: _cells(state, token.map[0])
            for token in rows
            if token.type == "tr_open" and token.map
        }
        state.tokens[count:] = list(_with_all_cells(state, rows, cells))
    return True


@dataclass(frozen=True, slots=True)
class _Cell:
    content: str
    places: Places


def _cells(state: StateBlock, line: int) -> list[_Cell]:
    """Divide a row as GFM does: at each `|` that no backslash escapes."""
    begin = state.bMarks[line] + state.tShift[line]
    untrimmed = state.src[begin : state.eMarks[line]]
    row = mdTrim(untrimmed)
    begin += len(untrimmed) - len(untrimmed.lstrip(MD_TRIM_CHARS))
    cells: list[list[tuple[int, int]]] = [[]]
    start = 0
    for match in re.finditer(r"\\?\|", row):
        if len(match[0]) > 1:
            cells[-1].append((start, match.start()))
            start = match.end() - 1
        else:
            cells[-1].append((start, match.start()))
            cells.append([])
            start = match.end()
    cells[-1].append((start, len(row)))
    if cells and row[cells[0][0][0] : cells[0][-1][1]] == "":
        del cells[0]
    if cells and row[cells[-1][0][0] : cells[-1][-1][1]] == "":
        del cells[-1]
    return [_cell(row, begin, pieces) for pieces in cells]


def _cell(row: str, begin: int, pieces: list[tuple[int, int]]) -> _Cell:
    stretches = []
    offset = 0
    for start, end in pieces:
        stretches.append((offset, begin + start))
        offset += end - start
    untrimmed = "".join(row[start:end] for start, end in pieces)
    return _Cell(mdTrim(untrimmed), _places(stretches, untrimmed))


def _with_all_cells(
    state: StateBlock, tokens: list[Token], cells: dict[int, list[_Cell]]
) -> Iterator[Token]:
    """Give a table's tokens with the cells that stand beyond its header.

    GFM: "If there are greater, the excess is ignored." Here no text is ignored, and the table is
    as wide as its widest row.
    """
    columns = sum(token.type == "th_open" for token in tokens)
    width = max(columns, *map(len, cells.values()))
    if width > columns and (width > MAX_COLUMNS or width * len(cells) > 50 * MAX_COLUMNS):
        _notes(state).wide_tables.append(min(cells))
        width = columns
    line = column = 0
    for token in tokens:
        if token.type == "tr_open" and token.map:
            line, column = token.map[0], 0
        elif token.type == "inline":
            token.meta[_PLACES] = (
                cells[line][column].places
                if column < len(cells[line])
                else _single(state.eMarks[line])
            )
            column += 1
        elif token.type == "tr_close":
            for extra in range(columns, width):
                tag = "th" if line == min(cells) else "td"
                cell = cells[line][extra] if extra < len(cells[line]) else None
                yield Token(f"{tag}_open", tag, 1, level=token.level + 1)
                yield Token(
                    "inline",
                    "",
                    0,
                    map=[line, line + 1],
                    level=token.level + 2,
                    children=[],
                    content=cell.content if cell else "",
                    meta={_PLACES: cell.places if cell else _single(state.eMarks[line])},
                )
                yield Token(f"{tag}_close", tag, -1, level=token.level + 1)
        yield token


# --- Inline --------------------------------------------------------------------------------------


def _inline(state: StateCore) -> None:
    """Read the inline content of every block, unless it is made to take forever."""
    notes = cast(Notes, state.env[_NOTES])
    passages = [token for token in state.tokens if token.type == "inline"]
    notes.too_many_passages = len(passages) > MAX_PASSAGES
    for token in passages[:MAX_PASSAGES]:
        children: list[Token] = []
        token.children = children
        notes.has_spans = "]{" in token.content
        notes.searched_before = notes.searched
        try:
            if len(token.content) > MAX_LENGTH:
                raise _TooComplexError(f"it is longer than {MAX_LENGTH} characters")
            state.md.inline.parse(token.content, state.md, state.env, children)
        except _TooComplexError as error:
            token.children = [Token("text", "", 0, content=token.content)]
            token.meta[_REFUSED] = str(error)


class _TooComplexError(Exception):
    """A passage is made to take forever; as a string, this says how."""


class _Destination(NamedTuple):
    """What markdown-it's own helper gives."""

    ok: bool
    pos: int
    str: str


# Nothing that escapes, closes or opens anything: this is nearly every destination that there is.
_PLAIN_DESTINATION = re.compile(r"[^\x00-\x20\x7f()\\&<]+(?=[\x00-\x20\x7f)]|\Z)")


class _Helpers:
    """markdown-it's helpers, of which the one that can take long is kept from it."""

    @staticmethod
    def parseLinkDestination(string: str, pos: int, maximum: int) -> Any:  # noqa: N802
        """Read a destination, the plain ones at once and not character by character."""
        plain = _PLAIN_DESTINATION.match(string, pos, maximum)
        if plain:
            return _Destination(True, plain.end(), plain[0])
        return helpers.parseLinkDestination(string, pos, maximum)

    parseLinkTitle = staticmethod(helpers.parseLinkTitle)  # noqa: N815

    @staticmethod
    def parseLinkLabel(  # noqa: N802
        state: StateInline,
        start: int,
        disableNested: bool = False,  # noqa: N803
    ) -> int:
        """Find the `]` of the `[` at the start, or give -1."""
        notes = _notes(state)
        if state.level >= MAX_BRACKETS:
            # Well before markdown-it would give up without a word.
            raise _TooComplexError(f"its brackets are nested more than {MAX_BRACKETS} deep")
        here = notes.searched - notes.searched_before
        if here > MAX_SEARCHED or notes.searched > MAX_SEARCHED_IN_ALL:
            raise _TooComplexError("it has too many brackets that do not close")
        end = helpers.parseLinkLabel(state, start, disableNested)
        notes.searched += (end if end >= 0 else state.posMax) - start
        return end


InlineRule = Callable[[StateInline, bool], bool]


def _last_token_of(rule: InlineRule, token_type: str) -> InlineRule:
    """Wrap a rule that makes one token."""

    def wrapped(state: StateInline, silent: bool) -> bool:
        start, count = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        if len(state.tokens) > count and state.tokens[-1].type == token_type:
            state.tokens[-1].meta[_WRITTEN] = Written(start, state.pos)
        return True

    return wrapped


def _autolink(state: StateInline, silent: bool) -> bool:
    start = state.pos
    if not rules_inline.autolink(state, silent):
        return False
    if not silent:
        state.tokens[-3].meta[_WRITTEN] = Written(start, state.pos)
    return True


def _image(state: StateInline, silent: bool) -> bool:
    start = state.pos
    if not rules_inline.image(state, silent):
        return False
    if not silent:
        state.tokens[-1].meta[_WRITTEN] = Written(start, state.pos)
    return True


def _link(state: StateInline, silent: bool) -> bool:
    start = state.pos
    if state.src[start] != "[":
        return False
    opening = len(state.tokens) + bool(state.pending)
    if not rules_inline.link(state, silent):
        return False
    if not silent:
        state.tokens[opening].meta[_WRITTEN] = _written_link(state, start)
    return True


def _written_link(state: StateInline, start: int) -> Written:
    """Find the parts of the link that ends at the state's position."""
    src, end = state.src, state.pos
    label_end = state.md.helpers.parseLinkLabel(state, start, True)
    after = label_end + 1
    if end > after and src[after] == "(":
        first = after + 1
        while src[first] in " \t\n":
            first += 1
        target, _ = _destination(state, src, first, end)
        return Written(start, end, label_end, target)
    words = src[after + 1 : end - 1] if end > after else ""
    return Written(
        start, end, label_end, label=normalizeReference(words or src[start + 1 : label_end])
    )


_ATTRIBUTES = re.compile(r"""\{\s*[A-Za-z][\w-]*=(?:"[^"]*"|'[^']*'|[^"'{}])*+\}""")


def _span(state: StateInline, silent: bool) -> bool:
    """Read a bracketed span: words in brackets, then attributes in braces."""
    start, maximum = state.pos, state.posMax
    if state.src[start] != "[" or not _notes(state).has_spans:
        return False
    label_end = state.md.helpers.parseLinkLabel(state, start, False)
    if label_end < 0:
        return False
    attributes = _ATTRIBUTES.match(state.src, label_end + 1, maximum)
    if attributes is None:
        return False
    end = attributes.end()
    if not silent:
        state.pos, state.posMax = start + 1, label_end
        token = state.push("span_open", "span", 1)
        token.meta[_WRITTEN] = Written(start, end, label_end, Span(label_end + 2, end - 1))
        state.md.inline.tokenize(state)
        state.push("span_close", "span", -1)
    state.pos, state.posMax = end, maximum
    return True
