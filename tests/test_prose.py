"""What prose writes is read by Python-Markdown, and shows exactly what was given to it."""

from __future__ import annotations

import json
import time
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

import markdown
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from markdown.treeprocessors import Treeprocessor
from material.plugins.search.plugin import Parser as SearchParser
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils.meta import get_data

from generator import model, prose
from generator.prose import Blocks, Markdown
from generator.site.own_markdown import made_of
from generator.source import Span

CASES = Path(__file__).parent / "cases" / "prose"

EXTENSIONS = ["attr_list", "md_in_html", "tables", "toc"]


def converted(source: str) -> str:
    """Read a page's Markdown as MkDocs does; what the shortcut makes of it has to be the same."""
    html: str = markdown.markdown(source, extensions=EXTENSIONS)
    made = made_of(source, lambda address: address, 6)
    assert made is None or made.html == html
    return html


PATIENT = settings(
    deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
"""How fast a machine is says nothing about what is written; time has a test of its own."""


# --- An HTML reader that shares no code with Python-Markdown's --------------------------------

VOID = {"br", "hr", "wbr"}
BLOCKS = {
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "pre",
    "hr",
    "blockquote",
    "ul",
    "ol",
    "table",
    "div",
}


@dataclass
class Node:
    tag: str
    attributes: dict[str, str | None] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)

    def nodes(self) -> list[Node]:
        return [child for child in self.children if isinstance(child, Node)]

    def walk(self) -> Iterator[Node]:
        yield self
        for child in self.nodes():
            yield from child.walk()


class TreeBuilder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Node("root")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, dict(attrs))
        assert len(node.attributes) == len(attrs), "an attribute is given twice"
        self.open[-1].children.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:  # `<hr />`
            return
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        siblings = self.open[-1].children
        if siblings and isinstance(siblings[-1], str):
            siblings[-1] += data
        else:
            siblings.append(data)


def tree(html: str) -> Node:
    builder = TreeBuilder()
    builder.feed(html)
    builder.close()
    assert len(builder.open) == 1, "an element is not closed"
    return builder.open[0]


def only(node: Node, *path: str) -> Node:
    """Go down through elements that have one element each, and no text beside it."""
    for tag in path:
        (child,) = (one for one in node.children if isinstance(one, Node) or one.strip("\n"))
        assert isinstance(child, Node)
        assert child.tag == tag
        node = child
    return node


# --- The text of a line, with what covers each stretch of it ------------------------------------

Cover = tuple[str, ...]
Run = tuple[str, Cover]


def merged(runs: Iterator[Run]) -> list[Run]:
    result: list[Run] = []
    for words, cover in runs:
        if result and result[-1][1] == cover:
            result[-1] = (result[-1][0] + words, cover)
        elif words:
            result.append((words, cover))
    return result


def shown(node: Node) -> list[Run]:
    """Give the runs of text that a reader sees; a line break counts as a line end."""
    return merged(_shown(node, ()))


def _shown(node: Node, cover: Cover) -> Iterator[Run]:
    after_break = False
    for child in node.children:
        if isinstance(child, str):
            yield child.removeprefix(" ") if after_break else child, cover
        elif child.tag == "br":
            yield "\n", cover
        elif child.tag != "wbr":
            yield from _shown(child, (*cover, _name(child)))
        after_break = isinstance(child, Node) and child.tag == "br"


def _name(node: Node) -> str:
    given_attributes = sorted(node.attributes.items())
    return " ".join([node.tag, *(f"{name}={value}" for name, value in given_attributes)])


def plain(words: str) -> list[Run]:
    return [(words, ())]


# --- Anything that could stand in an article ---------------------------------------------------

AWKWARD = list("\\`*_{}[]()<>#+-.!|&;:=~^\"'$%@/?, \n\t\xa0\x85\u2028\u200b\u202e\u3000\ufeffa1Ж😀")
SNIPPETS = [
    "1. ", "- ", "\n    ", "&amp;", "&#42;", "&copy", "[a](b)", "![", "](", "<b>", "<!--", "-->",
    "{: #x }", "{{ x }}", "{% x %}", "***", "___", "`` ", "---", "===", "~~~", "```", "!!! ",
    "??? ", "*[a]: b", "[^1]: ", "[a]: /b", "  \n", "| - |", "[TOC]", "http://a.b/c_d_e",
    "a@b.c", "klzzwxh:0", "wzxhzdk:0", "<div>", "</div>", "<?php", "]]>", "<![CDATA[", "١. ",
    "#", "##", "\n# ", "\n> ",
]  # fmt: skip

texts = (
    st.lists(
        st.one_of(
            st.sampled_from(AWKWARD),
            st.sampled_from(SNIPPETS),
            st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=8),
            st.text("abc XYZ-'", min_size=1, max_size=8),
        ),
        min_size=1,
        max_size=12,
    )
    .map("".join)
    .filter(bool)
)

lines = texts.map(lambda words: words.replace("\n", " "))


class Place(NamedTuple):
    """Somewhere that a text can stand: how it is written, and where it is found again."""

    write: Callable[[str], Blocks]
    path: tuple[str, ...]


def in_cell(words: str) -> Blocks:
    return prose.table([prose.text("head")], [[prose.text(words)]])


PLACES = {
    "paragraph": Place(lambda words: prose.paragraph(prose.text(words)), ("p",)),
    "paragraph with an id": Place(
        lambda words: prose.paragraph(prose.text(words), id="p7"), ("p",)
    ),
    "heading": Place(lambda words: prose.heading(2, prose.text(words), id="h2"), ("h2",)),
    "heading without an id": Place(lambda words: prose.heading(1, prose.text(words)), ("h1",)),
    "item": Place(lambda words: prose.bullets([prose.text(words)]), ("ul", "li")),
    "numbered item": Place(lambda words: prose.numbered([prose.text(words)]), ("ol", "li")),
    "numbered item from 5": Place(
        lambda words: prose.numbered([prose.text(words)], start=5), ("ol", "li")
    ),
    "item of a list with a class": Place(
        lambda words: prose.bullets([prose.text(words)], classes=["x"]), ("ul", "li")
    ),
    "quotation": Place(
        lambda words: prose.quote([prose.paragraph(prose.text(words))]), ("blockquote", "p")
    ),
    "link": Place(
        lambda words: prose.paragraph(prose.link(prose.text(words), "a.md", classes=["x"])),
        ("p", "a"),
    ),
    "emphasis": Place(
        lambda words: prose.paragraph(prose.emphasis(prose.text(words))), ("p", "em")
    ),
    "code": Place(lambda words: prose.paragraph(prose.code(words)), ("p", "code")),
    "section": Place(
        lambda words: prose.section("div", ["x"], prose.paragraph(prose.text(words))), ("div", "p")
    ),
    "summary": Place(
        lambda words: prose.details(prose.text(words)), ("details", "summary")
    ),
    "item with a paragraph": Place(
        lambda words: prose.bullets([[prose.paragraph(prose.text(words))]]), ("ul", "li", "p")
    ),
}  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
@PATIENT
@given(words=texts)
@example("\x85a\x85")
@example("    a    ")
@example("a #")
def test_any_text_is_shown_as_it_is_wherever_it_stands(place: str, words: str) -> None:
    write, path = PLACES[place]
    root = tree(converted(write(words)))
    assert shown(only(root, *path)) == plain(words.replace("\n", " "))
    assert all(set(node.attributes) <= {"id", "class", "href", "start"} for node in root.walk())


@PATIENT
@given(cells=st.lists(st.lists(texts, min_size=1, max_size=3), min_size=1, max_size=3))
def test_any_text_is_shown_as_it_is_in_the_cells_of_a_table(cells: list[list[str]]) -> None:
    written = prose.table(
        [prose.text(words) for words in cells[0]],
        [[prose.text(words) for words in row] for row in cells[1:]],
    )
    found = [
        ["".join(words for words, _ in shown(cell)) for cell in row.nodes()]
        for row in tree(converted(written)).walk()
        if row.tag == "tr"
    ]
    width = max(map(len, cells))
    expected = [[words.replace("\n", " ") for words in row] for row in cells]
    assert found == [row + [""] * (width - len(row)) for row in expected]


@PATIENT
@given(words=st.lists(texts, min_size=2, max_size=5))
@example(["&", "amp;"])
@example(["!", "[a](b)"])
@example(["a_", "b_"])
@example(["a", "---"])
@example(["a | b", "| -"])
def test_lines_that_touch_do_not_become_one_structure(words: list[str]) -> None:
    expected = [one.replace("\n", " ") for one in words]
    for write in (prose.bullets, prose.numbered):
        (items,) = tree(converted(write([prose.text(one) for one in words]))).nodes()
        assert [shown(item) for item in items.nodes()] == list(map(plain, expected))
    paragraphs = prose.blocks(*(prose.paragraph(prose.text(one)) for one in words))
    found = tree(converted(paragraphs)).nodes()
    assert [(one.tag, shown(one)) for one in found] == [("p", plain(one)) for one in expected]
    parts = prose.line(*map(prose.text, words))
    (found_line,) = tree(converted(prose.paragraph(parts))).nodes()
    assert shown(found_line) == plain("".join(expected))


@PATIENT
@given(code=texts | st.text(st.characters(exclude_categories=("Cc", "Cs")) | st.just("\n")))
@example("a\n   \n\n\tb  ")
def test_a_block_of_code_keeps_every_character(code: str) -> None:
    for write in (
        prose.code_block,
        lambda raw: prose.section("div", [], prose.code_block(raw)),
        lambda raw: prose.bullets([[prose.code_block(raw)]]),
    ):
        (found,) = (node for node in tree(converted(write(code))).walk() if node.tag == "code")
        assert "".join(words for words, _ in _shown(found, ())) == code + "\n"


@PATIENT
@given(value=texts, label=lines)
@example("_a_ *b* `c`", "d")
@example("&lt;&amp;amp;&copy", "d")
def test_the_value_of_an_attribute_is_any_text(value: str, label: str) -> None:
    inside = prose.text(label)
    for written, tag in (
        (prose.paragraph(prose.link(inside, "a.md", title=value, id="x", classes=["b"])), "a"),
        (prose.paragraph(prose.span(inside, title=value, id="x", classes=["b"])), "span"),
        (prose.section("div", ["b"], prose.paragraph(inside), title=value, id="x"), "div"),
        (prose.code_block(label, title=value, id="x", classes=["b"]), "pre"),
        (prose.heading(2, inside, title=value, id="x", classes=["b"]), "h2"),
        (prose.paragraph(inside, title=value, id="x", classes=["b"]), "p"),
        (prose.table([prose.link(inside, "a.md", title=value, id="x", classes=["b"])], []), "a"),
    ):
        (node,) = (node for node in tree(converted(written)).walk() if node.tag == tag)
        node.attributes.pop("href", None)
        assert node.attributes == {"title": value, "id": "x", "class": "b"}
        assert "".join(words for words, _ in shown(node)).strip("\n") == label.strip("\n")


# --- Cases: a title, what goes in and what comes out, each closed by a line with a dot -----------


def triples(name: str) -> list[object]:
    parts = (CASES / name).read_text(encoding="utf-8").removesuffix("\n.\n").split("\n.\n")
    assert len(parts) % 3 == 0
    cases = zip(parts[::3], parts[1::3], parts[2::3], strict=True)
    return [pytest.param(*case[1:], id=case[0].strip()) for case in cases]


@pytest.mark.parametrize(("raw", "written"), triples("texts.md"))
def test_text(raw: str, written: str) -> None:
    assert prose.text(raw) == written


@pytest.mark.parametrize(("raw", "written"), triples("blocks.md"))
def test_the_start_of_a_block(raw: str, written: str) -> None:
    assert prose.paragraph(prose.text(raw)) == written
    assert prose.bullets([prose.text(raw)]) == f"- {written}"


@pytest.mark.parametrize(("href", "written"), triples("addresses.md"))
def test_address(href: str, written: str) -> None:
    link = prose.link(prose.text("x"), href)
    assert link == f"[x]({written})"
    (found,) = tree(converted(link)).walk().__next__().nodes()[0].nodes()
    assert unquote(found.attributes["href"] or "") == unquote(href)


class ReadByMkDocs(Treeprocessor):
    """Splits every address as MkDocs does, which breaks off at some."""

    def run(self, root: Element) -> None:
        for link in root.iter("a"):
            urlsplit(link.get("href") or "")


@PATIENT
@given(href=st.builds("".join, st.tuples(st.sampled_from(["", "https://", "http://a.b/"]), texts)))
def test_any_address_is_kept_or_refused(href: str) -> None:
    try:
        link = prose.link(prose.text("x"), href, id="y")
    except ValueError:
        return
    reader = markdown.Markdown(extensions=EXTENSIONS)
    reader.treeprocessors.register(ReadByMkDocs(), "read", -1)
    (line,) = tree(reader.convert(link)).nodes()
    (found_link,) = line.nodes()
    assert found_link.attributes.keys() == {"href", "id"}
    assert unquote(found_link.attributes["href"] or "") == unquote(href.strip())
    assert shown(line) == [("x", (_name(found_link),))]


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        " JavaScript:alert(1)",
        "java\nscript:alert(1)",
        "\x01javascript:alert(1)",
        "data:text/html,x",
        "blob:x",
        "file:///etc/passwd",
        "person:john-kerry",
        "//evil.example/",
        "/\\evil.example/",
        "\\\\evil.example",
    ],
)
def test_a_link_leads_to_the_site_the_web_or_a_mailbox(href: str) -> None:
    with pytest.raises(ValueError, match="not an address"):
        prose.link(prose.text("x"), href)


@pytest.mark.parametrize(
    "attributes", [{"onclick": "x"}, {"ONCLICK": "x"}, {"a b": "x"}, {"a=b": 1}]
)
def test_an_attribute_that_runs_a_script_or_has_no_name_is_refused(
    attributes: dict[str, str],
) -> None:
    for write in (prose.link, prose.span):
        with pytest.raises(ValueError, match="not the name of an attribute"):
            write(prose.text("x"), *(["a.md"] if write is prose.link else []), **attributes)


@pytest.mark.parametrize("name", ["a b", "a}", '"', "_a_", "é", "a{", "-a"])
def test_an_id_or_a_class_that_would_need_escapes_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="not an id"):
        prose.heading(2, prose.text("x"), id=name)
    with pytest.raises(ValueError, match="not an id"):
        prose.span(prose.text("x"), classes=[name])


def test_every_space_and_invisible_character_is_made_visible() -> None:
    invisible = [
        chr(code)
        for code in range(0x110000)
        if unicodedata.category(chr(code)) in {"Cf", "Zl", "Zp", "Zs"} and code != ord(" ")
    ]
    for character in ["\t", *invisible]:
        assert prose.text(f"a{character}b") == f"a&#{ord(character)};b"
        assert prose.page({"x": f"a{character}b"}).isascii()


def test_control_characters_are_shown_as_such_and_never_reach_the_page() -> None:
    for code in {*range(0x20), *range(0x7F, 0xA0), 0xD800, 0xDFFF} - {0x09, 0x0A, 0x0D, 0x85}:
        assert prose.text(f"a{chr(code)}b") == "a\ufffdb"
        assert prose.span(prose.text("x"), title=chr(code)) == '<span title="\ufffd">x</span>'
        assert prose.code_block(chr(code)) == "<pre><code>\ufffd\n</code></pre>"


# --- What only page writers use -------------------------------------------------------------------


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
                assert len(page.nodes()) == 2


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
        first, second = only(page, "ul").nodes()
        assert [node.tag for node in first.nodes() if node.tag != "div"] == tags
        assert [node.tag for node in second.nodes()] == []
        assert found_in(first)[0] == ("line", plain("a"))


def test_a_quotation_keeps_the_ids_of_its_paragraphs() -> None:
    words = prose.text("a")
    page = tree(converted(prose.quote([prose.paragraph(words, id="p1"), prose.paragraph(words)])))
    first, second = only(page, "blockquote").nodes()
    assert (first.attributes, second.attributes) == ({"id": "p1"}, {})
    assert shown(first) == shown(second) == plain("a")


def test_several_blocks_in_one_stay_blocks_of_a_quotation() -> None:
    several = prose.blocks(prose.paragraph(prose.text("a")), prose.bullets([prose.text("b")]))
    page = tree(converted(prose.quote([several])))
    assert [node.tag for node in only(page, "blockquote").nodes()] == ["p", "ul"]


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
    summary, facts = details.nodes()
    assert shown(summary) == [("a_b_", ("a href=c.md",))]
    assert facts.attributes == {"class": "facts"}
    assert [(node.tag, shown(node)) for node in facts.nodes()] == [
        ("dt", plain("- a")),
        ("dd", [("b", ("a href=c.md",))]),
    ]


def test_a_table_is_filled_up_to_its_longest_row() -> None:
    cells = [prose.text("a | b"), prose.text("")]
    page = tree(converted(prose.table(cells[:1], [cells[:1], cells], ["right"])))
    rows = [node for node in page.walk() if node.tag == "tr"]
    assert [len(row.nodes()) for row in rows] == [2, 2, 2]
    assert rows[1].nodes()[0].attributes == {"style": "text-align: right;"}


# --- Pages --------------------------------------------------------------------------------------

values = st.recursive(
    st.one_of(
        texts,
        st.text(),
        st.integers(),
        st.booleans(),
        st.none(),
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)
YAMLISH = [
    "NO", "12:30", "1.10", "2016-08-26", "Issue #5", "~", "<<", "a: b", "---", "...", "&a", "*a",
    "!x", "0x1f", "=", "null", ".inf", "1e3", "@",
]  # fmt: skip


@PATIENT
@given(
    given_front_matter=st.dictionaries(
        st.sampled_from(["title", "on", "no", "Description", "null", "a: b"]) | texts,
        values | st.sampled_from(YAMLISH),
        max_size=5,
    ),
    words=texts,
)
def test_mkdocs_reads_the_front_matter_exactly_as_given(
    given_front_matter: dict[str, prose.Value], words: str
) -> None:
    written = prose.page(given_front_matter, prose.paragraph(prose.text(words)))
    content, front_matter = get_data(written)
    assert front_matter == given_front_matter
    assert written.startswith("---\n")
    assert written.endswith("\n")
    assert not written.endswith("\n\n")
    (found,) = tree(converted(content)).nodes()
    assert shown(found) == plain(words.replace("\n", " "))


def test_a_page_without_front_matter_keeps_a_first_line_that_looks_like_a_key() -> None:
    content, front_matter = get_data(prose.page({}, prose.paragraph(prose.text("Geneva: rain"))))
    assert content == "Geneva: rain\n"
    assert front_matter == {}


def rendered(source: str, path: str, others: Sequence[str], folder: Path) -> Page:
    """Let MkDocs render a page that stands beside others."""
    config = MkDocsConfig()
    config.load_dict(
        {"site_name": "x", "docs_dir": str(folder), "markdown_extensions": EXTENSIONS}
        | {"plugins": []}
    )
    errors, _ = config.validate()
    assert not errors
    texts_of = dict.fromkeys(others, "x") | {path: source}
    for name, text in texts_of.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    files = Files([File(name, str(folder), config.site_dir, True) for name in texts_of])
    file = files.get_file_from_path(path)
    assert file
    page = Page(None, file, config)
    page.read_source(config)
    page.render(config, files)
    return page


def test_mkdocs_turns_links_between_pages_into_addresses(
    caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    link = prose.link(
        prose.text("Mr. [Kerry]"),
        "../people/john-kerry.md#john-kerry-2",
        classes=["mention"],
        id="x-1",
        title='the "Secretary" {of State}',
    )
    odd = prose.link(prose.text("b"), "../people/odd (1).md", data_ref="a | b")
    web = prose.link(prose.text("c"), "https://a.b/c_(d)?e=f&copy=1&lt;")
    inside = prose.bullets([link, prose.mark(odd), prose.Item(web, (prose.bullets([web]),))])
    source = prose.page(
        {"title": "2016-08-26"},
        prose.heading(1, prose.line(prose.text("A & B "), web), id="top"),
        prose.paragraph(prose.line(prose.text("Look!"), link, prose.text("{x}")), id="p1"),
        prose.section("div", ["x"], inside, prose.table([odd], [[link]]), id="section"),
    )
    with caplog.at_level("INFO"):
        others = ["people/john-kerry.md", "people/odd (1).md"]
        page = rendered(source, "articles/a.md", others, tmp_path)
    assert not caplog.messages
    assert page.title == "2016-08-26"
    links = [node for node in tree(page.content or "").walk() if node.tag == "a"]
    kerry = {
        "class": "mention",
        "href": "../../people/john-kerry/#john-kerry-2",
        "id": "x-1",
        "title": 'the "Secretary" {of State}',
    }
    other = {"data-ref": "a | b", "href": "../../people/odd%20%281%29/"}
    elsewhere = {"href": "https://a.b/c_(d)?e=f&copy=1&lt;"}
    assert [node.attributes for node in links] == [
        elsewhere, kerry, kerry, other, elsewhere, elsewhere, other, kerry
    ]  # fmt: skip
    assert page.present_anchor_ids is not None
    assert page.present_anchor_ids >= {"top", "p1", "x-1", "section"}
    assert [(item.id, item.title) for item in page.toc] == [("top", "A &amp; B c")]


def test_search_indexes_the_words_and_not_how_they_are_written() -> None:
    words = "Rock & roll *now* [sic] 5 < 6\xa0%"
    page = converted(
        prose.blocks(
            prose.heading(2, prose.text(words), id="h2"),
            prose.paragraph(prose.text(words), id="p7"),
        )
    )
    shown_words = "Rock &amp; roll *now* [sic] 5 &lt; 6\xa0%"
    ((anchor, title, text),) = searched(page)[1:]
    assert (anchor, title, text.strip()) == ("h2", shown_words, f"<p>{shown_words}</p>")


# --- Hostile texts, and how long they take ------------------------------------------------------


def hostile() -> list[object]:
    cases = map(json.loads, (CASES / "hostile.jsonl").read_text(encoding="utf-8").splitlines())
    return [
        pytest.param(
            case.get("text") or "".join(piece * times for piece, times in case["pieces"]),
            id=case["name"],
        )
        for case in cases
    ]


@pytest.mark.parametrize("words", hostile())
def test_a_hostile_text_is_only_text(words: str) -> None:
    for write, path in PLACES.values():
        root = tree(converted(write(words)))
        assert shown(only(root, *path)) == plain(words.replace("\n", " "))
    (code,) = tree(converted(prose.code_block(words))).nodes()
    assert shown(only(code, "code")) == plain(words + "\n")


PATHOLOGICAL = {
    "words": "the quick brown fox, ",
    "emphasis": "_a ",
    "stars": "*",
    "brackets": "[",
    "closed brackets": "a]",
    "links": "[a](b",
    "ampersands": "&",
    "character references": "&a;",
    "comments": "<!--",
    "tags": "<a ",
    "backticks": "`` ` ",
    "spaces": "  \n",
    "blanks": "\xa0",
    "pipes": "| - ",
    "braces": "{: ",
    "number signs": "#",
    "Cyrillic": "*ж ",
}


@pytest.mark.parametrize("unit", PATHOLOGICAL.values(), ids=PATHOLOGICAL)
@pytest.mark.parametrize("place", ["paragraph", "heading", "item", "quotation", "section"])
def test_time_grows_no_faster_than_the_text(place: str, unit: str) -> None:
    write, path = PLACES[place]
    words = unit * (100_000 // len(unit))
    start = time.process_time()
    written = write(words)
    between = time.process_time()
    page = converted(written)
    end = time.process_time()
    assert shown(only(tree(page), *path)) == plain(words.replace("\n", " "))
    assert between - start < 0.5
    assert end - between < 2


# --- Passages -----------------------------------------------------------------------------------

STYLES = {model.Style.EMPHASIS: "em", model.Style.STRONG: "strong", model.Style.CODE: "code"}


def wrapped(annotation: model.Annotation) -> prose.Around:
    match annotation.meaning:
        case model.Naming(_, ids):
            return prose.around_link(f"../people/{ids[0]}.md#p7", classes=["mention"], id="x-2")
        case model.Quoting(speaker):
            return prose.around_span(classes=["quote"], data_by=speaker)
    raise AssertionError


def name_of(content: object) -> str:
    match content:
        case model.Annotation(model.Naming(_, ids)):
            return f"a class=mention href=../people/{ids[0]}.md#p7 id=x-2"
        case model.Annotation(model.Quoting(speaker)):
            return f"span class=quote data-by={speaker}"
        case model.Hyperlink(url, title):
            return f"a href={url}" + (f" title={title}" if title else "")
        case model.Style() as style:
            return STYLES[style]
    raise AssertionError


naming = st.sampled_from(["a", "john-kerry"]).map(
    lambda name: model.Annotation(model.Naming(model.Kind.PERSON, (name,)), Span(0, 0))
)
quoting = st.sampled_from(["b", 'the "HNC" & {co}']).map(
    lambda name: model.Annotation(model.Quoting(name), Span(0, 0))
)
hyperlinks = st.builds(
    model.Hyperlink,
    st.sampled_from(
        ["https://a.b/c_(d)_*e*?f=1&lt;=2&g#h", "http://a.b/'\"[]{}|\\^`", "mailto:a_b@c.d"]
    ),
    st.just("") | texts,
)
styles = st.sampled_from(list(STYLES))


@st.composite
def passages(draw: st.DrawFn, words: st.SearchStrategy[str] = texts) -> model.Passage:
    """Draw a text with marks that nest as they do in CommonMark."""
    content = draw(words)
    marks: list[model.Mark] = []

    def grow(start: int, end: int, outer: tuple[object, ...]) -> None:
        while start < end and len(outer) < 4 and draw(st.booleans()):
            first = draw(st.integers(start, end - 1))
            last = draw(st.integers(first + 1, end))
            in_link = any(isinstance(one, model.Hyperlink) or one == "naming" for one in outer)
            inner = draw(
                styles | quoting if in_link else st.one_of(styles, quoting, naming, hyperlinks)
            )
            marks.append(model.Mark(first, last, inner))
            is_naming = isinstance(inner, model.Annotation) and isinstance(
                inner.meaning, model.Naming
            )
            if inner != model.Style.CODE:
                grow(first, last, (*outer, "naming" if is_naming else inner))
            start = last

    grow(0, len(content), ())
    coded = {
        place
        for one in marks
        if one.content == model.Style.CODE
        for place in range(one.start, one.end)
    }
    for place, character in enumerate(content):
        if character == "\n" and place not in coded and draw(st.booleans()):
            at = sum(one.start <= place for one in marks)
            marks.insert(at, model.Mark(place, place + 1, model.Style.BREAK))
    number = draw(st.integers(1, 99))
    return model.Passage(f"p{number}", content, tuple(marks))


def characters_of(passage: model.Passage) -> list[tuple[str, Cover]]:
    """Say of each character of a passage how it should be shown, and what should cover it."""
    breaks = {one.start for one in passage.marks if one.content == model.Style.BREAK}
    covers = [one for one in passage.marks if one.content != model.Style.BREAK]
    return [
        (
            "\n" if place in breaks else " " if character == "\n" else character,
            tuple(name_of(one.content) for one in covers if one.start <= place < one.end),
        )
        for place, character in enumerate(passage.text)
    ]


def expected_line(passage: model.Passage) -> list[Run]:
    return merged(iter(characters_of(passage)))


@PATIENT
@given(passage=passages(), data=st.data())
def test_a_slice_of_a_passage_keeps_its_text_and_the_marks_inside(
    passage: model.Passage, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(passage.text) - 1))
    end = data.draw(st.integers(start + 1, len(passage.text)))
    written = prose.passage(passage, wrapped, start, end)
    (found,) = tree(converted(prose.paragraph(written))).nodes()
    assert shown(found) == merged(iter(characters_of(passage)[start:end]))


@PATIENT
@given(passage=passages(), data=st.data())
def test_highlights_cover_exactly_the_stretches_that_were_given(
    passage: model.Passage, data: st.DataObject
) -> None:
    edges = st.integers(0, len(passage.text))
    highlights = data.draw(st.lists(st.tuples(edges, edges), max_size=4))
    written = prose.passage(passage, wrapped, highlights=highlights)
    (found,) = tree(converted(prose.paragraph(written))).nodes()
    marked = [
        any(first <= place < last for first, last in highlights)
        for place in range(len(passage.text))
    ]
    each = [(one, cover) for words, cover in _shown(found, ()) for one in words]
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
    (found_line,) = tree(converted(prose.paragraph(write_passage(passage)))).nodes()
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
    (found_line,) = tree(converted(prose.paragraph(prose.passage(passage, wrap)))).nodes()
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


# --- Bodies -------------------------------------------------------------------------------------

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


def found_in(node: Node) -> list[object]:
    """Read the blocks of an element; text beside blocks is a line."""
    result: list[object] = []
    run: list[Node | str] = []

    def close() -> None:
        if run and isinstance(run[0], str):
            run[0] = run[0].lstrip("\n")
        if run and isinstance(run[-1], str):
            run[-1] = run[-1].rstrip("\n")
        line = shown(Node("line", {}, list(run)))
        if line:
            result.append(("line", line))
        run.clear()

    for child in node.children:
        if isinstance(child, Node) and child.tag in BLOCKS:
            close()
            result.append(found(child))
        else:
            run.append(child)
    close()
    return result


def found(node: Node) -> object:  # noqa: PLR0911  one return for each kind of block
    match node.tag:
        case "p" if node.attributes.get("role"):
            assert node.attributes.keys() == {"id", "role", "aria-level"}
            return f"heading {node.attributes['aria-level']}", node.attributes["id"], shown(node)
        case "p" | "div":
            assert not node.attributes
            return "p" if node.tag == "p" else "line", shown(node)
        case "pre":
            return "pre", "".join(words for words, _ in _shown(only(node, "code"), ()))[:-1]
        case "blockquote":
            return node.tag, found_in(node)
        case "ul" | "ol":
            return (
                node.tag,
                int(node.attributes.get("start") or 1),
                [found_in(item) for item in node.nodes()],
            )
        case "table":
            rows = [one.nodes() for one in node.walk() if one.tag == "tr"]
            sides = [
                (cell.attributes.get("style") or "").removeprefix("text-align: ").rstrip(";")
                for cell in rows[0]
            ]
            return node.tag, sides, [[shown(cell) for cell in row] for row in rows]
        case "hr":
            return ("hr",)
    return node.tag, node.attributes["id"], shown(node)


def write_passage(passage: model.Passage) -> Markdown:
    return prose.passage(passage, wrapped)


@PATIENT
@given(blocks=st.lists(block_trees, max_size=4), shift=st.integers(0, 3))
def test_any_body_keeps_its_structure_and_its_text(blocks: list[model.Block], shift: int) -> None:
    written = prose.body(blocks, write_passage, heading_shift=shift)
    page = converted(written)
    assert found_in(tree(page)) == expected_in(blocks, shift)
    nested = converted(prose.section("section", ["text"], written))
    assert found_in(tree(nested).nodes()[0]) == expected_in(blocks, shift)
    assert searched(page)
    assert searched(nested)


def searched(page: str) -> list[tuple[str | None, str, str]]:
    """Read a page as Material's search does: id, title and text of each section."""
    parser = SearchParser()
    parser.feed(f"<h1 id='top'>Top</h1>{page}")
    parser.close()
    return [(part.id, "".join(part.title), "".join(part.text)) for part in parser.data]
