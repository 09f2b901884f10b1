"""A source body in, what CommonMark makes of it out: the tests' own reading of the format.

It shares nothing with the generator but the parser's name. markdown-it-py writes the HTML itself,
an annotation is a link as any other, and one rule of fifteen lines knows bracketed spans.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from site_reader import Element, read_html

NAMING = ("person", "place", "org", "event")
KINDS = (*NAMING, "figure", "quote", "date", "article")

_BRACES = re.compile(r"\{([^{}]*=[^{}]*)\}")
_PAIR = re.compile(r"""([\w-]+)=(?:"([^"]*)"|'([^']*)'|(\S+))""")


def body_of(source: str) -> str:
    """Give a source file's text below its front matter."""
    return source.removeprefix("\ufeff").partition("\n---\n")[2]


def span(state: StateInline, silent: bool) -> bool:
    """Read `[words]{name=value}`."""
    if state.src[state.pos] != "[":
        return False
    end = state.md.helpers.parseLinkLabel(state, state.pos)
    braces = _BRACES.match(state.src, end + 1) if end > 0 else None
    if braces is None:
        return False
    if not silent:
        start, old = state.pos + 1, state.posMax
        state.push("span_open", "span", 1).attrs = {"data-annotation": braces[1]}
        state.pos, state.posMax = start, end
        state.md.inline.tokenize(state)
        state.posMax = old
        state.push("span_close", "span", -1)
    state.pos = braces.end()
    return True


@cache
def reader() -> MarkdownIt:
    """Give CommonMark as it is specified, with tables and bracketed spans."""
    markdown = MarkdownIt("commonmark").enable("table")
    markdown.inline.ruler.before("link", "span", span)
    return markdown


def tree(body: str) -> Element:
    root, faults = read_html(reader().render(body))
    assert not faults
    return root


# --- Blocks ----------------------------------------------------------------------------------


class Block(NamedTuple):
    """A run of text that a reader sees as one."""

    shape: str
    """What it is and stands in: `ul li p`."""
    text: str
    """Character by character; a soft line end is a space, a hard one is a line end."""


BLOCKS = frozenset(
    {"p", "div", "ul", "ol", "li", "blockquote", "table", "thead", "tbody", "tr", "th", "td"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "pre", "hr", "section"}
)
_UNSEEN = frozenset({"div", "section", "thead", "tbody"})


def blocks(root: Element) -> list[Block]:
    """Give the blocks of a text in order, whoever wrote its HTML."""
    return list(_blocks(root, ()))


def _blocks(element: Element, way: tuple[str, ...]) -> Iterator[Block]:
    run = ""
    for child in element.children:
        if isinstance(child, Element) and child.tag in BLOCKS:
            if run.strip(" \n"):
                yield Block(" ".join(way), _edged(run))
            run = ""
            if child.tag == "pre":
                yield Block(" ".join((*way, "pre")), child.text().removesuffix("\n"))
            elif child.tag == "hr":
                yield Block(" ".join((*way, "hr")), "")
            else:
                before = list(_blocks(child, (*way, *_step(child))))
                yield from before or [Block(" ".join((*way, *_step(child))), "")]
        else:
            run += child if isinstance(child, str) else _inline(child)
    if run.strip(" \n"):
        yield Block(" ".join(way), _edged(run))


def _step(element: Element) -> tuple[str, ...]:
    if element.tag == "ol":
        return (f"ol:{element.attributes.get('start', '1')}",)
    if element.attributes.get("role") == "heading":
        return (f"h{element.attributes['aria-level']}",)
    return () if element.tag in _UNSEEN else (element.tag,)


def _inline(element: Element) -> str:
    if element.tag == "br":
        return "\n\n"
    if "pn" in element.classes:
        return "\0"
    return "".join(
        child if isinstance(child, str) else _inline(child) for child in element.children
    )


def _edged(run: str) -> str:
    """Give a run without a paragraph's number, without white space at its edges, on one line."""
    run = re.sub(r"\0 ?", "", run)
    run = re.sub(r"\n\n[ \n]?", "\0", run).replace("\n", " ")
    return run.strip(" ").replace("\0", "\n")


# --- Annotations -----------------------------------------------------------------------------


class Annotated(NamedTuple):
    """An annotation, as the source has it."""

    kind: str
    ids: tuple[str, ...]
    attributes: dict[str, str]
    words: str
    """The visible text, a soft line end as a space."""


def _attributes_among(pairs: dict[str, str]) -> set[str]:
    """Give what is an attribute here, although it is a kind elsewhere."""
    return {"date", "event"} if "quote" in pairs else {"date"} if "event" in pairs else set()


def annotated(body: str) -> list[Annotated]:
    """Give the annotations of a source body in reading order, the outer before the inner."""
    found = []
    for element in tree(body).walk():
        written = element.attributes.get("data-annotation")
        if element.tag == "span" and written is not None:
            pairs = {
                name: double or single or bare
                for name, double, single, bare in _PAIR.findall(written)
            }
            (kind,) = [one for one in KINDS if one in pairs and one not in _attributes_among(pairs)]
            subject = pairs.pop(kind)
        elif element.tag == "a" and element.attributes["href"].split(":")[0] in KINDS:
            kind, _, rest = element.attributes["href"].partition(":")
            subject, _, query = rest.partition("?")
            if kind == "date":
                subject, query = rest, ""
            pairs = dict(pair.split("=", 1) for pair in query.split("&")) if query else {}
        else:
            continue
        words = element.text().replace("\n", " ")
        found.append(Annotated(kind, tuple(subject.split(",")), pairs, words))
    return found
