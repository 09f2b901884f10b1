"""The body of a source file in, the blocks of a page out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from generator import model
from generator.prose import structures
from generator.prose.inline import Markdown
from generator.prose.structures import Blocks, Item, ItemLike

PassageWriter = Callable[[model.Passage], Markdown]


def body(
    blocks: Iterable[model.Block],
    passage_writer: PassageWriter,
    *,
    heading_shift: int = 0,
    bare_writer: PassageWriter | None = None,
    code_writer: Callable[[model.Passage], Blocks] | None = None,
) -> Blocks:
    """Write all blocks of a text with their structure.

    Args:
        blocks: The blocks, as read.
        passage_writer: Writes a paragraph's line, its anchor included. It also writes the first
            cell of a table, whose anchor stands for the whole table.
        heading_shift: How many levels deeper the headings go; level 6 is the last. A heading
            in an item of a list is a paragraph with that role.
        bare_writer: Writes a passage without its anchor: headings, which carry theirs as an id,
            and the other cells of a table. Without it, `passage_writer` does.
        code_writer: Writes a block of code. Without it, its anchor is the block's id.
    """
    bare = bare_writer or passage_writer
    writer = _Writer(passage_writer, bare, code_writer or _code, heading_shift)
    return writer.all(blocks)


def _code(passage: model.Passage) -> Blocks:
    return structures.code_block(passage.text, id=passage.anchor)


@dataclass(frozen=True, slots=True)
class _Writer:
    passage: PassageWriter
    bare: PassageWriter
    code: Callable[[model.Passage], Blocks]
    heading_shift: int
    in_item: bool = False

    def all(self, blocks: Iterable[model.Block]) -> Blocks:
        return structures.blocks(*map(self.block, blocks))

    def block(self, block: model.Block) -> Blocks:
        match block:
            case model.Paragraph(passage):
                written = structures.paragraph(self.passage(passage))
            case model.Heading():
                written = self.heading(block)
            case model.CodeBlock(passage):
                written = self.code(passage)
            case model.Quotation(inner):
                written = structures.quote(map(self.block, inner))
            case model.ItemList():
                written = self.items(block)
            case model.Table():
                written = self.table(block)
            case _:
                written = structures.rule()
        return written

    def heading(self, heading: model.Heading) -> Blocks:
        anchor, label = heading.passage.anchor, self.bare(heading.passage)
        level = min(heading.level + self.heading_shift, 6)
        if self.in_item:
            # Material's search plugin breaks off with an error at some headings inside items.
            return structures.paragraph(label, id=anchor, role="heading", aria_level=level)
        return structures.heading(level, label, id=anchor)

    def table(self, table: model.Table) -> Blocks:
        header = [
            (self.bare if column else self.passage)(cell)
            for column, cell in enumerate(table.header)
        ]
        rows = [[self.bare(cell) for cell in row] for row in table.rows]
        return structures.table(header, rows, table.alignments)

    def items(self, items: model.ItemList) -> Blocks:
        inside = self if self.in_item else replace(self, in_item=True)
        contents = [inside.item(item, tight=items.tight) for item in items.items]
        if items.start is None:
            return structures.bullets(contents)
        return structures.numbered(contents, start=items.start)

    def item(self, item: tuple[model.Block, ...], *, tight: bool) -> ItemLike:
        """Write an item as a line if it is no more than that."""
        match item:
            case (model.Paragraph(passage),) if tight:
                return self.passage(passage)
            case (model.Paragraph(passage), model.ItemList() as inner) if tight:
                return Item(self.passage(passage), (self.items(inner),))
        return [self.tight(block) if tight else self.block(block) for block in item]

    def tight(self, block: model.Block) -> Blocks:
        """Write a block of an item in a list without blank lines."""
        if isinstance(block, model.Paragraph):
            return structures.tight_paragraph(self.passage(block.passage))
        return self.block(block)
