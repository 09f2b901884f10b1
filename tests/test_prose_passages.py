"""A passage keeps its text, and every mark stands around exactly its words."""

from __future__ import annotations

from any_passage import characters_of, name_of, passages, wrapped, write_passage
from any_text import PATIENT
from hypothesis import given
from hypothesis import strategies as st
from prose_reader import converted, merged, shown, tree

from generator import model, prose
from generator.prose import Markdown
from generator.source import Span


@PATIENT
@given(passage=passages(), data=st.data())
def test_a_slice_of_a_passage_keeps_its_text_and_the_marks_inside(
    passage: model.Passage, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(passage.text) - 1))
    end = data.draw(st.integers(start + 1, len(passage.text)))
    written = prose.passage(passage, wrapped, start, end)
    (found,) = tree(converted(prose.paragraph(written))).elements()
    assert shown(found) == merged(characters_of(passage)[start:end])


@PATIENT
@given(passage=passages(), data=st.data())
def test_highlights_cover_exactly_the_stretches_that_were_given(
    passage: model.Passage, data: st.DataObject
) -> None:
    edges = st.integers(0, len(passage.text))
    highlights = data.draw(st.lists(st.tuples(edges, edges), max_size=4))
    written = prose.passage(passage, wrapped, highlights=highlights)
    (found,) = tree(converted(prose.paragraph(written))).elements()
    marked = [
        any(first <= place < last for first, last in highlights)
        for place in range(len(passage.text))
    ]
    each = [(one, cover) for words, cover in shown(found) for one in words]
    assert ["mark" in cover for _, cover in each] == marked
    assert not any(cover.count("mark") > 1 for _, cover in each)
    unmarked = [(one, tuple(name for name in cover if name != "mark")) for one, cover in each]
    assert unmarked == characters_of(passage)


Content = model.Style | model.Hyperlink | model.Annotation


def annotated(text: str, *marks: tuple[str, Content]) -> model.Passage:
    """Give a passage with marks around words of it, the outer ones first."""
    placed = [
        model.Mark(text.index(words), text.index(words) + len(words), content)
        for words, content in marks
    ]
    return model.Passage("p1", text, tuple(placed))


KERRY = model.Annotation(model.Naming(model.Kind.PERSON, ("a",)), Span(0, 0))

LAVROV = model.Annotation(model.Naming(model.Kind.PERSON, ("john-kerry",)), Span(0, 0))


def test_a_link_that_holds_links_is_written_around_them() -> None:
    passage = annotated(
        "so Mr. Kerry told Mr. Lavrov Russia, he said",
        ("Mr. Kerry told Mr. Lavrov Russia, he", KERRY),
        ("told Mr. Lavrov", model.Style.EMPHASIS),
        ("Mr. Lavrov", LAVROV),
        ("Russia", LAVROV),
    )
    (found_line,) = tree(converted(prose.paragraph(write_passage(passage)))).elements()
    outer = "a class=mention href=../people/a.md#p7"
    assert shown(found_line) == [
        ("so ", ()),
        ("Mr. Kerry ", (f"{outer} id=x-2",)),
        ("told ", ("em", outer)),
        ("Mr. Lavrov", ("em", name_of(LAVROV))),
        (" ", ()),
        ("Russia", (name_of(LAVROV),)),
        (", he", (outer,)),
        (" said", ()),
    ]


def test_what_stands_beside_the_words_of_a_link_in_pieces_is_written_once() -> None:
    """Words that name two people are followed by a link without text, and may be highlighted."""
    other = prose.link(Markdown(""), "../people/b.md", id="y-1")

    def wrap(annotation: model.Annotation) -> prose.Around:
        before, after = wrapped(annotation)
        return Markdown(f"<mark>{before}"), Markdown(f"{after}{other}</mark>")

    passage = annotated("a b c d", ("a b c d", KERRY), ("b", LAVROV))
    (found_line,) = tree(converted(prose.paragraph(prose.passage(passage, wrap)))).elements()
    first, second = name_of(KERRY), name_of(LAVROV)
    assert shown(found_line) == [
        ("a ", ("mark", first)),
        ("b", ("mark", "mark", second)),
        (" c d", ("mark", first.removesuffix(" id=x-2"))),
    ]
    also = [node for node in found_line.walk() if node.attributes.get("id") == "y-1"]
    assert len(also) == 2


def test_a_line_break_is_one_space_where_only_words_are_read() -> None:
    passage = annotated("one\ntwo", ("\n", model.Style.BREAK))
    assert write_passage(passage) == "one<br> two"
