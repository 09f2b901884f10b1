"""Destinations of links: where they stand, and what they say."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from markdown_it import helpers
from markdown_it.common.utils import UNESCAPE_ALL_RE, unescapeAll
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from generator.markup.offsets import Places, places_of
from generator.source import Span


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
    return unescapeAll(raw), places_of(stretches, "")


def destination(
    state: StateBlock | StateInline, content: str, start: int, end: int
) -> tuple[Span, int]:
    """Give the raw destination that begins there, without `<>`, and where it ends with them."""
    found = state.md.helpers.parseLinkDestination(content, start, end)
    if not found.ok:
        return Span(start, start), start
    if content[start] == "<":
        return Span(start + 1, found.pos - 1), found.pos
    return Span(start, found.pos), found.pos


class _Destination(NamedTuple):
    """What markdown-it's own helper gives."""

    ok: bool
    pos: int
    str: str


# Nothing that escapes, closes or opens anything: this is nearly every destination that there is.
_PLAIN_DESTINATION = re.compile(r"[^\x00-\x20\x7f()\\&<]+(?=[\x00-\x20\x7f)]|\Z)")


def parsed_destination(string: str, pos: int, maximum: int) -> Any:
    """Read a destination, the plain ones at once and not character by character."""
    plain = _PLAIN_DESTINATION.match(string, pos, maximum)
    if plain:
        return _Destination(True, plain.end(), plain[0])
    return helpers.parseLinkDestination(string, pos, maximum)
