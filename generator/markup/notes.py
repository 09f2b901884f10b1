"""What is kept beside markdown-it's tokens: where and how things are written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import cast

from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from generator.markup.offsets import Places
from generator.source import Span


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


NOTES = "notes"
"""Where a state has the notes of its text."""

PLACES = "places"
WRITTEN = "written"
REFUSED = "refused"
"""Where a token has what `places`, `written` and `refused` give."""


def places(token: Token) -> Places:
    """Give the places of a block's inline content in the text; of code, its first character."""
    return cast(Places, token.meta[PLACES])


def written(token: Token) -> Written | None:
    """Give how an inline construct is written; None for what has no extent of its own."""
    return token.meta.get(WRITTEN)


def refused(token: Token) -> str:
    """Say why a block's inline content was left unread; nothing where it was read."""
    return cast(str, token.meta.get(REFUSED, ""))


def notes_of(state: StateCore | StateBlock | StateInline) -> Notes:
    """Give the notes of the text that is being read."""
    return cast(Notes, state.env[NOTES])
