"""markdown-it's rule for tables, with the place of every cell, and with all cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it import rules_block
from markdown_it.common.utils import MD_TRIM_CHARS, mdTrim
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from generator.markup.notes import PLACES, notes_of
from generator.markup.offsets import Places, places_of, single

MAX_COLUMNS = 100
"""The widest row that widens its table."""


def table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a table."""
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
    return _Cell(mdTrim(untrimmed), places_of(stretches, untrimmed))


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
        notes_of(state).wide_tables.append(min(cells))
        width = columns
    line = column = 0
    for token in tokens:
        if token.type == "tr_open" and token.map:
            line, column = token.map[0], 0
        elif token.type == "inline":
            token.meta[PLACES] = (
                cells[line][column].places
                if column < len(cells[line])
                else single(state.eMarks[line])
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
                    meta={PLACES: cell.places if cell else single(state.eMarks[line])},
                )
                yield Token(f"{tag}_close", tag, -1, level=token.level + 1)
        yield token
