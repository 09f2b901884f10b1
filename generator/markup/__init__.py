"""Markdown in, markdown-it's tokens out, with the exact place of all that is written.

The Markdown is CommonMark with tables, read by markdown-it-py, and one construct more:

    span = "[" words "]{" name "=" ... "}"

It is read strictly. Raw HTML stays a token of its own, so that it can be refused; destinations of
links come as they are written; and nothing is dropped because it is nested too deeply.

markdown-it knows the lines of a block, and no place at all of what is inside it. So its rules are
wrapped here: each of them is called as it is, and what it knew while it ran is kept beside its
tokens.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, cast

from markdown_it import MarkdownIt
from markdown_it.token import Token

from generator.markup import blocks, inline, tables
from generator.markup.destinations import unescaped
from generator.markup.inline import MAX_BRACKETS, MAX_PASSAGES
from generator.markup.notes import NOTES, Definition, Notes, Written, places, refused, written
from generator.markup.offsets import Places

__all__ = [
    "MAX_BRACKETS",
    "MAX_NESTING",
    "MAX_PASSAGES",
    "Definition",
    "Notes",
    "Places",
    "Written",
    "parse",
    "places",
    "refused",
    "unescaped",
    "written",
]

MAX_NESTING = 24
"""How many quotes and lists may lie within each other; a list counts twice, for its items.

markdown-it's own limit is 20, and what is nested deeper is dropped without a word.
"""


def parse(text: str) -> tuple[list[Token], Notes]:
    """Read Markdown.

    Args:
        text: The Markdown; its lines end in line feeds alone.

    Returns:
        The block tokens, and what was learnt besides.
    """
    notes = Notes()
    # CommonMark: "For security reasons, the Unicode character U+0000 must be replaced."
    return _reader().parse(text.replace("\0", "\ufffd"), {NOTES: notes}), notes


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
    reader.core.ruler.at("inline", inline.read_contents)
    block = reader.block.ruler
    block.enable("table")
    block.at("paragraph", blocks.paragraph)
    block.at("heading", blocks.heading, {"alt": ["paragraph", "reference", "blockquote"]})
    block.at("lheading", blocks.setext_heading)
    block.at("table", tables.table, {"alt": ["paragraph", "reference"]})
    block.at("reference", blocks.reference)
    block.at("fence", blocks.fence, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    block.at("code", blocks.code)
    block.at("html_block", blocks.html, {"alt": ["paragraph", "reference", "blockquote"]})
    within = reader.inline.ruler
    within.before("link", "span", inline.span)
    within.at("link", inline.link)
    within.at("image", inline.image)
    within.at("backticks", inline.code)
    within.at("autolink", inline.autolink)
    within.at("html_inline", inline.html)
    reader.helpers = cast(Any, inline.Helpers())
    # Only these begin anything that is enabled here: the others would cost a try of every rule.
    reader.inline.terminator_re = re.compile(r"[\n!&*<\[\\\]_`]")
    return reader
