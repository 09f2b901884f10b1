"""markdown-it's rules for what is inside blocks, each of which notes how it is written."""

from __future__ import annotations

import re
from collections.abc import Callable

from markdown_it import helpers, rules_inline
from markdown_it.common.utils import normalizeReference
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from generator.markup.destinations import destination, parsed_destination
from generator.markup.notes import REFUSED, WRITTEN, Written, notes_of
from generator.source import Span

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


def read_contents(state: StateCore) -> None:
    """Read the inline content of every block, unless it is made to take forever."""
    notes = notes_of(state)
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
            token.meta[REFUSED] = str(error)


class _TooComplexError(Exception):
    """A passage is made to take forever; as a string, this says how."""


class Helpers:
    """markdown-it's helpers, of which the one that can take long is kept from it."""

    parseLinkDestination = staticmethod(parsed_destination)  # noqa: N815
    parseLinkTitle = staticmethod(helpers.parseLinkTitle)  # noqa: N815

    @staticmethod
    def parseLinkLabel(  # noqa: N802
        state: StateInline,
        start: int,
        disableNested: bool = False,  # noqa: N803
    ) -> int:
        """Find the `]` of the `[` at the start, or give -1."""
        notes = notes_of(state)
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
            state.tokens[-1].meta[WRITTEN] = Written(start, state.pos)
        return True

    return wrapped


code = _last_token_of(rules_inline.backtick, "code_inline")
html = _last_token_of(rules_inline.html_inline, "html_inline")


def autolink(state: StateInline, silent: bool) -> bool:
    """Read an address in angle brackets."""
    start = state.pos
    if not rules_inline.autolink(state, silent):
        return False
    if not silent:
        state.tokens[-3].meta[WRITTEN] = Written(start, state.pos)
    return True


def image(state: StateInline, silent: bool) -> bool:
    """Read an image."""
    start = state.pos
    if not rules_inline.image(state, silent):
        return False
    if not silent:
        state.tokens[-1].meta[WRITTEN] = Written(start, state.pos)
    return True


def link(state: StateInline, silent: bool) -> bool:
    """Read a link of any form."""
    start = state.pos
    if state.src[start] != "[":
        return False
    opening = len(state.tokens) + bool(state.pending)
    if not rules_inline.link(state, silent):
        return False
    if not silent:
        state.tokens[opening].meta[WRITTEN] = _written_link(state, start)
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
        target, _ = destination(state, src, first, end)
        return Written(start, end, label_end, target)
    words = src[after + 1 : end - 1] if end > after else ""
    return Written(
        start, end, label_end, label=normalizeReference(words or src[start + 1 : label_end])
    )


_ATTRIBUTES = re.compile(r"""\{\s*[A-Za-z][\w-]*=(?:"[^"]*"|'[^']*'|[^"'{}])*+\}""")


def span(state: StateInline, silent: bool) -> bool:
    """Read a bracketed span: words in brackets, then attributes in braces."""
    start, maximum = state.pos, state.posMax
    if state.src[start] != "[" or not notes_of(state).has_spans:
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
        token.meta[WRITTEN] = Written(start, end, label_end, Span(label_end + 2, end - 1))
        state.md.inline.tokenize(state)
        state.push("span_close", "span", -1)
    state.pos, state.posMax = end, maximum
    return True
