"""markdown-it's rules for blocks, each of which notes where the lines of its content stand."""

from __future__ import annotations

import re

from markdown_it import rules_block
from markdown_it.common.utils import normalizeReference
from markdown_it.rules_block import StateBlock

from generator.markup.destinations import destination
from generator.markup.notes import PLACES, Definition, notes_of
from generator.markup.offsets import Places, places_of, single


def paragraph(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a paragraph."""
    rules_block.paragraph(state, start, end, silent)
    _note_lines(state)
    return True


def setext_heading(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a heading that is underlined."""
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
    token.meta[PLACES] = places_of(stretches, "\n".join(lines))


def heading(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a heading that begins with number signs."""
    if not rules_block.heading(state, start, end, silent):
        return False
    if not silent:
        token = state.tokens[-2]
        begin = state.bMarks[start] + state.tShift[start] + len(state.tokens[-1].markup)
        line = state.src[begin : state.eMarks[start]]
        token.meta[PLACES] = places_of([(0, begin)], line) if token.content else single(begin)
    return True


def fence(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a block of code between fences; note one that nothing closes."""
    if not rules_block.fence(state, start, end, silent):
        return False
    if not silent:
        token = state.tokens[-1]
        token.meta[PLACES] = _first_character(state, start)
        last = state.line - 1
        closing = state.src[state.bMarks[last] + state.tShift[last] : state.eMarks[last]].rstrip()
        marker = token.markup
        if last == start or len(closing) < len(marker) or closing.strip(marker[0]):
            notes_of(state).unclosed_fences.append(start)
    return True


def code(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a block of code that is indented."""
    if not rules_block.code(state, start, end, silent):
        return False
    state.tokens[-1].meta[PLACES] = _first_character(state, start)
    return True


def html(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a block of raw HTML."""
    if not rules_block.html_block(state, start, end, silent):
        return False
    if not silent:
        state.tokens[-1].meta[PLACES] = _first_character(state, start)
    return True


def _first_character(state: StateBlock, line: int) -> Places:
    return single(state.bMarks[line] + state.tShift[line])


def reference(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a link reference definition, and note all of it."""
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
    where = places_of(stretches, "")
    label = re.match(r"\[((?:\\.|[^\[\]\\])*+)\]:\s*", content, re.DOTALL)
    assert label is not None  # noqa: S101 - or it would be no definition
    target, raw_end = destination(state, content, label.end(), len(content))
    notes_of(state).definitions.append(
        Definition(
            normalizeReference(label[1]),
            label[1],
            where.span(0, raw_end),
            content[target.start : target.end],
            single(where.at(target.start)),
            _title(state, normalizeReference(label[1])),
        )
    )
    return True


def _title(state: StateBlock, label: str) -> str:
    return str(state.env["references"][label]["title"])
