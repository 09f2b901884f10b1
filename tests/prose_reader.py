"""A page's Markdown in, the blocks and lines that a reader is shown out: for the tests of prose."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import markdown
from material.plugins.search.plugin import Parser as SearchParser
from site_reader import VOID, Element, read_html

from generator.site.own_markdown import made_of

EXTENSIONS = ["attr_list", "md_in_html", "tables", "toc"]

WRITTEN_VOID = {"br", "hr", "wbr"}
"""The elements without an end that prose writes; of a text it makes none."""

BLOCKS = {"p", "pre", "hr", "blockquote", "ul", "ol", "table", "div"} | {
    f"h{n}" for n in range(1, 7)
}

Cover = tuple[str, ...]
"""The elements around a stretch of text, the outer ones first."""

Run = tuple[str, Cover]
"""A stretch of a line that has the same elements around it."""


def converted(source: str) -> str:
    """Read a page's Markdown as MkDocs does; what the shortcut makes of it has to be the same."""
    html: str = markdown.markdown(source, extensions=EXTENSIONS)
    made = made_of(source, lambda address: address, 6)
    assert made is None or made.html == html
    return html


def tree(html: str) -> Element:
    """Read HTML without any code of Python-Markdown's."""
    root, faults = read_html(html)
    assert not faults
    assert {node.tag for node in root.walk()} & VOID <= WRITTEN_VOID
    return root


def only(node: Element, *path: str) -> Element:
    """Go down through elements that have one element each, and no text beside it."""
    for tag in path:
        (child,) = (one for one in node.children if isinstance(one, Element) or one.strip("\n"))
        assert isinstance(child, Element)
        assert child.tag == tag
        node = child
    return node


# --- The text of a line, with what covers each stretch of it ------------------------------------


def plain(words: str) -> list[Run]:
    """Give the runs of a text that nothing stands around."""
    return [(words, ())]


def shown(node: Element) -> list[Run]:
    """Give the runs of text that a reader sees; a line break counts as a line end."""
    return merged(_runs(node, ()))


def merged(runs: Iterable[Run]) -> list[Run]:
    """Make one run of those that touch and have the same cover."""
    result: list[Run] = []
    for words, cover in runs:
        if result and result[-1][1] == cover:
            result[-1] = (result[-1][0] + words, cover)
        elif words:
            result.append((words, cover))
    return result


def _runs(node: Element, cover: Cover) -> Iterator[Run]:
    after_break = False
    for child in node.children:
        if isinstance(child, str):
            yield child.removeprefix(" ") if after_break else child, cover
        elif child.tag == "br":
            yield "\n", cover
        elif child.tag != "wbr":
            yield from _runs(child, (*cover, opened(child)))
        after_break = isinstance(child, Element) and child.tag == "br"


def opened(node: Element) -> str:
    """Say what opens an element, as the runs inside it are covered: `a href=b.md`."""
    attributes = (f"{name}={value}" for name, value in sorted(node.attributes.items()))
    return " ".join([node.tag, *attributes])


# --- The blocks of a page -----------------------------------------------------------------------


def blocks_in(node: Element) -> list[object]:
    """Give the blocks of an element; text beside blocks is a line."""
    result: list[object] = []
    run: list[Element | str] = []

    def close() -> None:
        if run and isinstance(run[0], str):
            run[0] = run[0].lstrip("\n")
        if run and isinstance(run[-1], str):
            run[-1] = run[-1].rstrip("\n")
        line = shown(Element("line", {}, list(run)))
        if line:
            result.append(("line", line))
        run.clear()

    for child in node.children:
        if isinstance(child, Element) and child.tag in BLOCKS:
            close()
            result.append(_block(child))
        else:
            run.append(child)
    close()
    return result


def _block(node: Element) -> object:  # noqa: PLR0911  one return for each kind of block
    match node.tag:
        case "p" if node.attributes.get("role"):
            assert node.attributes.keys() == {"id", "role", "aria-level"}
            return f"heading {node.attributes['aria-level']}", node.attributes["id"], shown(node)
        case "p" | "div":
            assert not node.attributes
            return "p" if node.tag == "p" else "line", shown(node)
        case "pre":
            return "pre", only(node, "code").text()[:-1]
        case "blockquote":
            return node.tag, blocks_in(node)
        case "ul" | "ol":
            start = int(node.attributes.get("start") or 1)
            return node.tag, start, [blocks_in(item) for item in node.elements()]
        case "table":
            rows = [one.elements() for one in node.walk() if one.tag == "tr"]
            sides = [
                cell.attributes.get("style", "").removeprefix("text-align: ").rstrip(";")
                for cell in rows[0]
            ]
            return node.tag, sides, [[shown(cell) for cell in row] for row in rows]
        case "hr":
            return ("hr",)
    return node.tag, node.attributes["id"], shown(node)


def searched(page: str) -> list[tuple[str | None, str, str]]:
    """Read a page as Material's search does: id, title and text of each section."""
    parser = SearchParser()
    parser.feed(f"<h1 id='top'>Top</h1>{page}")
    parser.close()
    return [(part.id, "".join(part.title), "".join(part.text)) for part in parser.data]
