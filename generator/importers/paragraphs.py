"""Lines in, paragraphs out: lines that were broken only to fit a column are joined again.

A text pasted from a browser has a line for each paragraph; agency copy and PDF have lines of some
seventy characters, with hyphens where a word did not fit, and set off a paragraph by an empty line
or by spaces before its first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.importers.boilerplate import why_boilerplate
from generator.importers.characters import cleaned, lines_of
from generator.importers.photographs import is_credit
from generator.importers.raw import Block, Remarks
from generator.importers.sign_offs import byline
from generator.importers.written_dates import timestamp

NARROWEST = 40
WIDEST = 110
"""Columns between which the longest line of broken text may be."""
FULL = 0.65
"""How much of the longest line's length a line has that was broken for want of room."""


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    text: str
    indent: int
    """Columns before the text."""

    @property
    def width(self) -> int:
        """Columns up to its end."""
        return self.indent + len(self.text)


def paragraphs(text: str, remarks: Remarks) -> Iterator[Block]:
    """Give the paragraphs of a plain text.

    Args:
        text: The text.
        remarks: Takes what was changed.
    """
    joiner = _Joiner(text, remarks)
    for group in _groups(text, remarks):
        for paragraph in _paragraphs(group):
            yield Block(joiner.joined(paragraph), paragraph[0].number)


def _groups(text: str, remarks: Remarks) -> Iterator[list[_Line]]:
    """Give the runs of lines between empty ones, each line clean."""
    group: list[_Line] = []
    for number, raw in enumerate(lines_of(text), 1):
        line, said = cleaned(raw)
        for change in said if line else ():
            remarks.say(number, change)
        if line:
            group.append(_Line(number, line, len(raw) - len(raw.lstrip(" \t"))))
        elif group:
            yield group
            group = []
    if group:
        yield group


def _paragraphs(group: Sequence[_Line]) -> Iterator[list[_Line]]:
    """Divide a run of lines into paragraphs."""
    width = max(line.width for line in group)
    full = [line.width >= FULL * width for line in group[:-1]]
    if not full or not NARROWEST <= width <= WIDEST or sum(full) * 2 < len(full):
        yield from ([line] for line in group)
        return
    left = min(line.indent for line in group)
    paragraph = [group[0]]
    for before, line in pairwise(group):
        if line.indent > left or _is_apart(before, line, width):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    yield paragraph


def _is_apart(before: _Line, line: _Line, width: int) -> bool:
    """Tell whether a paragraph ends between two lines."""
    if _stands_alone(before.text) or _stands_alone(line.text):
        return True
    in_word = re.search(r"\w-$", before.text) and line.text[0].islower()
    return before.width < FULL * width and not in_word


def _stands_alone(text: str) -> bool:
    """Tell whether a line is no part of a paragraph, whatever stands around it."""
    return bool(byline(text) or timestamp(text) or is_credit(text) or why_boilerplate(text))


class _Joiner:
    """Makes one line of several."""

    def __init__(self, text: str, remarks: Remarks) -> None:
        # As they stand on one line; what is parted at a line's end is not among them.
        self._words = frozenset(re.findall(r"\w+(?:-\w+)*", text.casefold()))
        self._remarks = remarks

    def joined(self, lines: Sequence[_Line]) -> str:
        """Give the text of a paragraph on one line."""
        pieces = [lines[0].text]
        for before, line in pairwise(lines):
            pieces[-1], between = self._joint(before.text, line)
            pieces += (between, line.text)
        return "".join(pieces)

    def _joint(self, before: str, line: _Line) -> tuple[str, str]:
        """Give a line as it stands before the next, and what stands between the two."""
        broken = re.search(r"(\w+)-$", before)
        follows = re.match(r"\w+", line.text)
        if broken is None or follows is None:
            return before, "" if before.endswith("—") else " "
        parted, whole = f"{broken[1]}-{follows[0]}", f"{broken[1]}{follows[0]}"
        if not follows[0][0].islower() or parted.casefold() in self._words:
            return before, ""
        known = "" if whole.casefold() in self._words else "; look whether it has a hyphen"
        self._remarks.say(line.number, f"'{parted}' at the line's end made '{whole}'{known}")
        return before.removesuffix("-"), ""
