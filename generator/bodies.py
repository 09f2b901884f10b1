"""The Markdown below the front matter in, a body of passages out, and what is wrong with it.

Paragraphs are numbered through quotations and lists, so that `#p7` is the seventh that a reader
counts; a table is one of them, and so is a block of code. Headings have numbers of their own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice

from markdown_it.token import Token

from generator import markup
from generator.annotations import ATTRIBUTES
from generator.characters import control_characters, directed_stretches
from generator.diagnostics import Diagnostic, Severity
from generator.model import (
    Block,
    Body,
    CodeBlock,
    Heading,
    ItemList,
    Paragraph,
    Passage,
    Quotation,
    Rule,
    Table,
)
from generator.passages import HTML_HINT, Definitions, Findings, read_passage
from generator.sentences import one_sentence
from generator.source import SourceFile, Span, line_starts, shown

MAX_LENGTH = 1_000_000
"""The longest body that is read, in characters: ten times a long report."""

MAX_LINES = 20_000
"""The most lines of a body."""

_TOO_LARGE = (
    "too-large",
    f"the text has more than {MAX_LENGTH} characters, {MAX_LINES} lines, or "
    f"{markup.MAX_PASSAGES} paragraphs and cells",
    "split the file; a long article has a twentieth of that",
)


def parse_body(
    source: SourceFile, start: int = 0, language: str = "en"
) -> tuple[Body, tuple[Diagnostic, ...]]:
    """Read the Markdown of a source file.

    Args:
        source: The file.
        start: Offset at which its body begins, at the start of a line.
        language: A BCP 47 tag, by which sentences are told apart.

    Returns:
        The body, and everything that is wrong with it.
    """
    text = source.text[start:]
    findings = Findings(source, start)
    # Cells are counted before they are made: each takes two characters and a kilobyte of memory.
    if (
        len(text) > MAX_LENGTH
        or text.count("\n") > MAX_LINES
        or text.count("|") > 2 * markup.MAX_PASSAGES
    ):
        findings.add(Span(0, 0), *_TOO_LARGE)
        return Body(), tuple(findings.found)
    for span in control_characters(text):
        findings.add(
            span,
            "control-character",
            f"here is an invisible control character, U+{ord(text[span.start]):04X}",
            "delete it; it was probably pasted",
        )
    tokens, notes = markup.parse(text)
    if notes.too_many_passages:
        findings.add(Span(0, 0), *_TOO_LARGE)
        return Body(), tuple(findings.found)
    blocks = _Blocks(text, tokens, notes, language, findings).read()
    return Body(blocks), tuple(findings.found)


class _Blocks:
    """Turns a body's tokens into its blocks, from the first to the last."""

    def __init__(
        self,
        text: str,
        tokens: Sequence[Token],
        notes: markup.Notes,
        language: str,
        findings: Findings,
    ) -> None:
        self._text = text
        self._tokens = tokens
        self._notes = notes
        self._language = language
        self._findings = findings
        self._definitions = Definitions(notes.definitions, findings)
        self._lines = line_starts(text)
        self._next = 0
        self._paragraphs = 0
        self._headings = 0

    def read(self) -> tuple[Block, ...]:
        self._report_drops()
        blocks = tuple(self._blocks_until("the end"))
        self._definitions.report_unused()
        return blocks

    def _blocks_until(self, closing: str) -> Iterator[Block]:
        while self._next < len(self._tokens):
            token = self._take()
            if token.type == closing:
                return
            yield _READERS[token.type](self, token)

    def _take(self) -> Token:
        token = self._tokens[self._next]
        self._next += 1
        return token

    # --- Blocks of words

    def paragraph(self, _opening: Token) -> Paragraph:
        passage = self._passage(self._take(), self._paragraph_anchor())
        self._take()
        return Paragraph(passage)

    def heading(self, opening: Token) -> Heading:
        self._headings += 1
        passage = self._passage(self._take(), f"h{self._headings}")
        self._take()
        return Heading(int(opening.tag[1:]), passage)

    def _paragraph_anchor(self) -> str:
        self._paragraphs += 1
        return f"p{self._paragraphs}"

    def _passage(self, token: Token, anchor: str) -> Passage:
        return read_passage(token, anchor, self._language, self._findings, self._definitions)

    def code(self, token: Token) -> CodeBlock:
        if token.type == "code_block" and _ANNOTATED.search(token.content):
            self._findings.add(
                self._extent(token),
                "annotation-in-code",
                "four spaces before a line make it code, in which nothing is annotated",
                "remove the spaces; an example is written between two lines of ```",
                Severity.WARNING,
            )
        return CodeBlock(self._unmarked(token.content.removesuffix("\n"), token))

    def html(self, token: Token) -> Paragraph:
        text = token.content.strip()
        first_line = text.partition("\n")[0]
        self._findings.add(
            self._extent(token), "raw-html", f"this is HTML: '{shown(first_line)}'", HTML_HINT
        )
        return Paragraph(self._unmarked(text, token))

    def _unmarked(self, text: str, token: Token) -> Passage:
        """Make a passage of a text that is kept as it is; as one sentence, for it has none."""
        span = self._extent(token)
        if directed_stretches(text) is None:
            self._findings.add_turn(span)
        anchor = self._paragraph_anchor()
        return Passage(anchor, text, (), one_sentence(text), self._findings.in_file(span))

    # --- Blocks of blocks

    def quotation(self, _opening: Token) -> Quotation:
        return Quotation(tuple(self._blocks_until("blockquote_close")))

    def list(self, opening: Token) -> ItemList:
        closing = opening.type.replace("open", "close")
        begin = self._next
        items = []
        while self._take().type != closing:
            items.append(tuple(self._blocks_until("list_item_close")))
        loose = any(
            token.type == "paragraph_open" and token.level == opening.level + 2 and not token.hidden
            for token in self._tokens[begin : self._next]
        )
        start = int(opening.attrs.get("start", 1)) if opening.tag == "ol" else None
        return ItemList(tuple(items), start, not loose)

    def table(self, _opening: Token) -> Table:
        anchor = self._paragraph_anchor()
        rows: list[tuple[Passage, ...]] = []
        alignments: list[str] = []
        cells: list[Passage] = []
        while (token := self._take()).type != "table_close":
            if token.type == "th_open":
                alignments.append(str(token.attrs.get("style", "")).removeprefix("text-align:"))
            elif token.type == "inline":
                cells.append(self._passage(token, anchor))
            elif token.type == "tr_close":
                rows.append(tuple(cells))
                cells = []
        return Table(rows[0], tuple(rows[1:]), tuple(alignments))

    def rule(self, _token: Token) -> Rule:
        return Rule()

    # --- Findings about lines

    def _report_drops(self) -> None:
        """Report what Markdown would leave out, or take for something else, without a word."""
        for line in islice(self._too_deep(), 1):
            self._findings.add(
                self._line(line),
                "nested-too-deep",
                f"more than {markup.MAX_NESTING // 2 - 1} lists, or {markup.MAX_NESTING - 1} "
                "quotations, lie within each other",
                "take this out of some of them",
            )
        for line in self._notes.wide_tables:
            self._findings.add(
                self._line(line),
                "table-too-wide",
                "some rows of this table have far more cells than its first",
                "give all rows the same number of cells",
            )
        for line in self._notes.unclosed_fences:
            self._findings.add(
                self._line(line),
                "unclosed-code",
                "the code that begins here has no end, and so all that follows is taken for code",
                "end it with a line like its first; inside code nothing is annotated",
            )

    def _too_deep(self) -> Iterator[int]:
        """Give the lines of quotations and list items whose content was left out."""
        for token in self._tokens:
            holds_blocks = token.type in ("blockquote_open", "list_item_open")
            if holds_blocks and token.level >= markup.MAX_NESTING - 1 and token.map:
                yield token.map[0]

    def _line(self, number: int) -> Span:
        """Give the place of a line of the body, from 0."""
        start = self._lines[number]
        end = self._text.find("\n", start)
        return Span(start, end if end >= 0 else len(self._text))

    def _extent(self, token: Token) -> Span:
        """Give the place of a block of code or HTML, from its first character."""
        start = markup.places(token).at(0)
        _, end = token.map or (0, 0)
        stop = self._lines[end] if end < len(self._lines) else len(self._text)
        return Span(start, start + len(self._text[start:stop].rstrip()))


_READERS: Mapping[str, Callable[[_Blocks, Token], Block]] = {
    "paragraph_open": _Blocks.paragraph,
    "heading_open": _Blocks.heading,
    "fence": _Blocks.code,
    "code_block": _Blocks.code,
    "html_block": _Blocks.html,
    "blockquote_open": _Blocks.quotation,
    "bullet_list_open": _Blocks.list,
    "ordered_list_open": _Blocks.list,
    "table_open": _Blocks.table,
    "hr": _Blocks.rule,
}

_ANNOTATED = re.compile(rf"\](?:\(|:\s+)(?:{'|'.join(ATTRIBUTES)}):[a-z0-9]")
