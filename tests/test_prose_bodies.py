"""A body keeps its structure and its text, whatever blocks hold each other."""

from __future__ import annotations

from collections.abc import Sequence

from any_passage import expected_line, passages, write_passage
from any_text import PATIENT, texts
from hypothesis import given
from hypothesis import strategies as st
from prose_reader import blocks_in, converted, searched, tree

from generator import model, prose

anchored = passages()

blocks_without_blocks = st.one_of(
    st.builds(model.Paragraph, anchored),
    st.builds(model.Heading, st.integers(1, 6), anchored | passages(st.just(""))),
    st.builds(model.CodeBlock, (texts | st.just("")).map(lambda words: model.Passage("p1", words))),
    st.just(model.Rule()),
    st.integers(1, 3).flatmap(
        lambda width: st.builds(
            model.Table,
            st.tuples(*[passages(st.just("") | texts)] * width),
            st.lists(st.tuples(*[passages(st.just("") | texts)] * width), max_size=2).map(tuple),
            st.just(()) | st.tuples(*[st.sampled_from(["", "left", "center", "right"])] * width),
        )
    ),
)


def containers(inner: st.SearchStrategy[model.Block]) -> st.SearchStrategy[model.Block]:
    some = st.lists(inner, max_size=3).map(tuple)
    items = st.lists(
        st.tuples(st.builds(model.Paragraph, anchored)) | some, min_size=1, max_size=3
    ).map(tuple)
    return st.one_of(
        st.builds(model.Quotation, some),
        st.builds(model.ItemList, items, st.none() | st.sampled_from([0, 1, 1, 7]), st.booleans()),
    )


block_trees = st.recursive(blocks_without_blocks, containers, max_leaves=8)


def expected_in(
    blocks: Sequence[model.Block], shift: int, *, tight: bool | None = None
) -> list[object]:
    """Give the blocks as they should be found; an empty heading in an item is not shown."""
    return [
        expected(block, shift, tight)
        for block in blocks
        if tight is None or not isinstance(block, model.Heading) or block.passage.text
    ]


def expected(  # noqa: PLR0911  one return for each kind of block
    block: model.Block, shift: int, tight: bool | None
) -> object:
    """Give a block as it should be found; `tight` is None outside of lists."""
    match block:
        case model.Paragraph(passage):
            return "line" if tight else "p", expected_line(passage)
        case model.Heading(level, passage):
            depth = min(level + shift, 6)
            tag = f"h{depth}" if tight is None else f"heading {depth}"
            return tag, passage.anchor, expected_line(passage)
        case model.CodeBlock(passage):
            return "pre", passage.text
        case model.Quotation(inner):
            loose = None if tight is None else False
            return "blockquote", expected_in(inner, shift, tight=loose)
        case model.ItemList(items, start, is_tight):
            contents = [expected_in(item, shift, tight=is_tight) for item in items]
            return "ul" if start is None else "ol", 1 if start is None else start, contents
        case model.Table(header, rows, alignments):
            sides = list(alignments) or [""] * len(header)
            return "table", sides, [list(map(expected_line, row)) for row in (header, *rows)]
    return ("hr",)


@PATIENT
@given(blocks=st.lists(block_trees, max_size=4), shift=st.integers(0, 3))
def test_any_body_keeps_its_structure_and_its_text(blocks: list[model.Block], shift: int) -> None:
    written = prose.body(blocks, write_passage, heading_shift=shift)
    page = converted(written)
    assert blocks_in(tree(page)) == expected_in(blocks, shift)
    nested = converted(prose.section("section", ["text"], written))
    assert blocks_in(tree(nested).elements()[0]) == expected_in(blocks, shift)
    assert searched(page)
    assert searched(nested)
