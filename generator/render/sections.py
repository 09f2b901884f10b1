"""Sections of a page: one with a heading, or what the editors wrote; nothing for an empty one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator import prose
from generator.model import Block, Document, Fields, Heading, ItemList, Quotation
from generator.prose import Blocks
from generator.render.view import View


def titled(title: str, anchor: str, *content: Blocks) -> Blocks:
    """Give a section with its heading, or nothing where it would be empty."""
    if not any(content):
        return prose.NOTHING
    return prose.blocks(prose.heading(2, prose.text(title), id=anchor), *content)


def note(view: View, document: Document[Fields]) -> Blocks:
    """Give the editors' note."""
    return editorial(view, document.body.blocks)


def editorial(view: View, blocks: Sequence[Block], *classes: str) -> Blocks:
    """Give a text that the editors wrote, with every annotation linked.

    Its highest headings stand right below the page's title, whichever level they were given.
    """
    if not blocks:
        return prose.NOTHING
    return prose.section(
        "div",
        ("note", *classes),
        prose.body(
            blocks,
            lambda passage: prose.passage(passage, view.wrap),
            heading_shift=2 - min(_heading_levels(blocks), default=2),
        ),
    )


def _heading_levels(blocks: Iterable[Block]) -> Iterator[int]:
    for block in blocks:
        match block:
            case Heading(level):
                yield level
            case Quotation(inner):
                yield from _heading_levels(inner)
            case ItemList(items):
                for item in items:
                    yield from _heading_levels(item)
