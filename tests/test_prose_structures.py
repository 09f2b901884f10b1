"""Lists, quotations, tables and what holds them are read as the structures that were asked for."""

from __future__ import annotations

from prose_reader import blocks_in, converted, only, plain, shown, tree

from generator import prose
from generator.prose import Blocks


def test_html_made_by_ourselves_is_taken_over_as_it_is() -> None:
    chart = (
        '<svg viewBox="0 0 10 10" role="img"><title>a &amp;amp; *b*</title>\n\n'
        '  <path d="M0 0_1_ 2*3*"/><text x="1">[a](b) _c_ &lt;</text></svg>'
    )
    for given_html in (chart, f'<figure class="x">{chart}</figure>'):
        alone = converted(prose.raw(given_html))
        inside = converted(
            prose.section("div", ["y"], prose.raw(given_html), prose.raw(given_html))
        )
        assert given_html in alone
        assert inside.count(chart) == 2


def test_blocks_that_touch_stay_apart() -> None:
    one = [prose.text("one")]
    lists = [prose.bullets(one), prose.numbered(one), prose.numbered(one, start=3)]
    lists += [prose.bullets(one, classes=["x"]), prose.bullets([[prose.rule()]])]
    quotes = [prose.quote([prose.paragraph(one[0])]), prose.quote([lists[0]])]
    for group in (lists, quotes):
        for first in group:
            for second in group:
                page = tree(converted(prose.blocks(first, Blocks(""), second)))
                assert len(page.elements()) == 2


def test_an_item_holds_a_line_and_blocks_below_it() -> None:
    line, words = prose.text("a"), prose.paragraph(prose.text("b"))
    inner, other = prose.bullets([prose.text("c")]), prose.numbered([prose.text("d")])
    for below, tags in (
        ([inner], ["ul"]),
        ([inner, other], ["ul", "ol"]),
        ([words], ["p"]),
        ([prose.blocks(inner, words)], ["ul", "p"]),
        ([prose.quote([words])], ["blockquote"]),
    ):
        page = tree(converted(prose.bullets([prose.Item(line, tuple(below)), line])))
        first, second = only(page, "ul").elements()
        assert [node.tag for node in first.elements() if node.tag != "div"] == tags
        assert [node.tag for node in second.elements()] == []
        assert blocks_in(first)[0] == ("line", plain("a"))


def test_a_quotation_keeps_the_ids_of_its_paragraphs() -> None:
    words = prose.text("a")
    page = tree(converted(prose.quote([prose.paragraph(words, id="p1"), prose.paragraph(words)])))
    first, second = only(page, "blockquote").elements()
    assert (first.attributes, second.attributes) == ({"id": "p1"}, {})
    assert shown(first) == shown(second) == plain("a")


def test_several_blocks_in_one_stay_blocks_of_a_quotation() -> None:
    several = prose.blocks(prose.paragraph(prose.text("a")), prose.bullets([prose.text("b")]))
    page = tree(converted(prose.quote([several])))
    assert [node.tag for node in only(page, "blockquote").elements()] == ["p", "ul"]


def test_a_link_among_very_many_references_is_still_a_link() -> None:
    line = prose.line(prose.text("*" * 10_000), prose.link(prose.text("a"), "b.md"))
    for page, path in (
        (prose.paragraph(line), ("p",)),
        (prose.heading(2, line, id="h2"), ("h2",)),
        (prose.bullets([line]), ("ul", "li")),
        (prose.table([line], []), ("table", "thead", "tr", "th")),
    ):
        found_line = only(tree(converted(page)), *path)
        assert shown(found_line) == [("*" * 10_000, ()), ("a", ("a href=b.md",))]


def test_terms_and_details() -> None:
    page = tree(
        converted(
            prose.details(
                prose.link(prose.text("a_b_"), "c.md"),
                prose.definitions(
                    [(prose.text("- a"), prose.link(prose.text("b"), "c.md"))], classes=["facts"]
                ),
                open=True,
            )
        )
    )
    details = only(page, "details")
    assert details.attributes == {"open": "open"}
    summary, facts = details.elements()
    assert shown(summary) == [("a_b_", ("a href=c.md",))]
    assert facts.attributes == {"class": "facts"}
    assert [(node.tag, shown(node)) for node in facts.elements()] == [
        ("dt", plain("- a")),
        ("dd", [("b", ("a href=c.md",))]),
    ]


def test_a_table_is_filled_up_to_its_longest_row() -> None:
    cells = [prose.text("a | b"), prose.text("")]
    page = tree(converted(prose.table(cells[:1], [cells[:1], cells], ["right"])))
    rows = [node for node in page.walk() if node.tag == "tr"]
    assert [len(row.elements()) for row in rows] == [2, 2, 2]
    assert rows[1].elements()[0].attributes == {"style": "text-align: right;"}
