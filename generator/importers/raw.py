"""A text as an editor has it, block by block, and what is said of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from generator.source import shown


class Role(StrEnum):
    """What a block is in its text."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    """Of a list."""
    QUOTE = "quote"
    OTHER = "other"
    """A list, a table or a quotation that stays as it is."""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a text between two blank lines."""

    text: str
    """What is seen of it, on one line."""
    line: int
    """Where it begins in the file, from 1; 0 where that is not known."""
    role: Role = Role.PARAGRAPH
    markdown: str = ""
    """How it is written, where it is Markdown already."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What was done to a text at one place, for the editor to judge."""

    line: int
    """From 1; 0 where it is not known."""
    said: str
    """What and why, such as `left out 'Share': a button of the page`."""


OUTSIDE = "it stands outside of the article"
"""Why most of a web page is left out."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a page or a head of front matter says of its text, as it is written there."""

    title: str = ""
    outlet: str = ""
    """The name of the site or of the publisher."""
    date: str = ""
    """ISO 8601, with or without a time of day."""
    date_source: str = ""
    """Where the date stands, such as `article:published_time`."""
    url: str = ""
    language: str = ""
    authors: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    """Names, as they are written."""


@dataclass(frozen=True, slots=True)
class Raw:
    """A file, read and not yet cleaned."""

    name: str
    """The file's name."""
    blocks: tuple[Block, ...]
    found: Found = Found()
    remarks: tuple[Remark, ...] = ()


class UnreadableError(Exception):
    """A file is no text that could be imported; as a string, this says why."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(slots=True)
class Remarks:
    """Remarks as they are made."""

    made: list[Remark] = field(default_factory=list)

    def left_out(self, block: Block, reason: str) -> None:
        """Say that a block is left out."""
        self.made.append(Remark(block.line, f"left out '{shown(block.text, 70)}': {reason}"))

    def say(self, line: int, said: str) -> None:
        """Say something else of a line."""
        self.made.append(Remark(line, said))

    def in_order(self) -> tuple[Remark, ...]:
        """Give all remarks by line; those about no line last."""
        return tuple(sorted(self.made, key=lambda one: (not one.line, one.line)))


def words(blocks: Sequence[Block]) -> int:
    """Count the words of some blocks."""
    return sum(len(block.text.split()) for block in blocks)
