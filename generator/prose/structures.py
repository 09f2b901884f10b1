"""Lines in, blocks out: paragraphs, headings, lists, tables, quotations and what holds them.

A simple block is plain Markdown. What Python-Markdown's syntax cannot say without loss (a list
that begins with 5, a table without rows, code) is HTML with Markdown inside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NewType

from generator.prose.characters import reference, written_code
from generator.prose.inline import Markdown, attribute_list, tag_attributes

Blocks = NewType("Blocks", str)
"""One block or several, written: complete lines, with blank lines between the blocks."""

NOTHING = Blocks("")
"""Stands for a block that is left out."""

_SECTION_TAGS = frozenset(
    {"article", "aside", "details", "div", "figcaption", "figure", "footer", "header", "main"}
    | {"nav", "section"}
)

# What begins a list, a heading, a table or a fence only where a block begins.
_BLOCK_START = re.compile(r"[#|]|[-+](?=[-+ ]|\Z)|~(?=~)|:(?=[ :])|!(?=!!)|\?(?=\?\?)|=(?==)")
_NUMBER_START = re.compile(r"(\d+)([.)])(?=\s|\Z)")

# Two lists or two quotations that touch are one to Markdown.
_ITEM = re.compile(r"- |\d+\. ")
_SEPARATOR = "<!-- -->"

_AS_LINE = ' markdown="span"'
"""Tells md_in_html that an element holds a line of Markdown, and no blocks."""

_MANY = 8_000
"""Python-Markdown copies a block's text at each tag and character reference. From here on, that
copying is what costs, and the block is better handed over as HTML, which it does not read."""

# https://github.com/Python-Markdown/markdown/blob/master/markdown/util.py (the elements it takes
# for blocks; raw HTML that begins with another one would be put into a paragraph).
_RAW_BLOCK = re.compile(
    r"<(?:article|aside|blockquote|details|div|dl|figure|footer|form|h[1-6]|header|main|nav|ol|p|"
    r"pre|script|section|style|table|ul)\b"
)
_NO_PARAGRAPH = re.compile(rf"[#>|]|- |\d+\. |---|<!|{_RAW_BLOCK.pattern}")


def paragraph(
    content: Markdown, *, classes: Iterable[str] = (), **attributes: str | int | bool
) -> Blocks:
    """Write a paragraph; nothing if it has no content."""
    content = _one_line(content)
    if not content:
        return NOTHING
    if _is_heavy(content):
        return Blocks(f"<p{tag_attributes(classes, attributes)}>{content}</p>")
    listed = attribute_list(classes, attributes)
    return Blocks(f"{content}\n{listed}" if listed else content)


def heading(
    level: int, label: Markdown, *, classes: Iterable[str] = (), **attributes: str | int | bool
) -> Blocks:
    """Write a heading of level 1 to 6.

    Without an `id`, MkDocs makes one from the words.
    """
    label = _one_line(label)
    if not label or _is_heavy(label):
        listed = tag_attributes(classes, attributes)
        return Blocks(f"<h{level}{listed}>{label}</h{level}>")
    if label.endswith("#"):
        label = Markdown(label[:-1] + reference("#"))
    listed = attribute_list(classes, attributes)
    return Blocks(f"{'#' * level} {label}{' ' if listed else ''}{listed}")


def begins_with_heading(written: Blocks) -> bool:
    """Tell whether the first of some blocks is a heading."""
    return re.match("#{1,6} |<h[1-6]", written) is not None


def rule() -> Blocks:
    """Write a thematic break."""
    return Blocks("---")


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list: a line, and below it other blocks, such as a list inside the list."""

    line: Markdown
    below: tuple[Blocks, ...] = ()


ItemLike = Markdown | Item | Sequence[Blocks]
"""What a list takes for an item: a line, a line with blocks below it, or blocks."""


def bullets(items: Iterable[ItemLike], *, classes: Iterable[str] = ()) -> Blocks:
    """Write a bulleted list."""
    return _list("ul", list(items), list(classes), 1)


def numbered(items: Iterable[ItemLike], *, start: int = 1, classes: Iterable[str] = ()) -> Blocks:
    """Write a numbered list; `start` is the number of its first item."""
    return _list("ol", list(items), list(classes), start)


def _list(tag: str, items: list[ItemLike], classes: list[str], start: int) -> Blocks:
    if not items:
        return NOTHING
    lines = [_plain_item(item) for item in items]
    # Python-Markdown numbers from 1, and takes an empty item for a line below a heading.
    plain = start == 1 and all(lines)
    if plain:
        signs = ["-"] * len(lines) if tag == "ul" else [f"{n}." for n in range(1, len(lines) + 1)]
        inner = "\n".join(f"{sign} {item}" for sign, item in zip(signs, lines, strict=True))
        if not classes:
            return Blocks(inner)
        # The items join the list element that they stand in.
        inner = f"\n{inner}\n"
    else:
        inner = "\n".join(map(_html_item, items))
    listed = tag_attributes(classes, {} if start == 1 else {"start": start})
    return Blocks(f'<{tag}{listed} markdown="block">\n{inner}\n</{tag}>')


def _plain_item(item: ItemLike) -> str:
    """Write an item in Markdown's own syntax, without its sign; nothing where it cannot."""
    line, below = (item.line, item.below) if isinstance(item, Item) else (item, ())
    if not isinstance(line, str) or not line or _is_heavy(line) or len(below) > 1:
        return ""
    lines: list[str] = [_one_line(line)]
    for inner in below:
        if not _ITEM.match(inner) or "\n\n" in inner:
            return ""
        lines += [f"    {row}" for row in inner.split("\n")]
    return "\n".join(lines)


def _html_item(item: ItemLike) -> str:
    if isinstance(item, str):
        content = _one_line(item)
        return f"<li{'' if _is_heavy(content) else _AS_LINE}>{content}</li>"
    if isinstance(item, Item):
        item = [tight_paragraph(item.line), *item.below]
    return f'<li markdown="block">\n\n{blocks(*item)}\n\n</li>'


def tight_paragraph(content: Markdown) -> Blocks:
    """Write a line that stands beside blocks without being a paragraph of its own."""
    content = _one_line(content)
    if not content:
        return NOTHING
    return Blocks(f"<div{'' if _is_heavy(content) else _AS_LINE}>{content}</div>")


def definitions(
    pairs: Iterable[tuple[Markdown, Markdown]], *, classes: Iterable[str] = ()
) -> Blocks:
    """Write a list of terms, each with what belongs to it."""
    inner = "\n".join(
        f"<dt{_AS_LINE}>{_one_line(term)}</dt>\n<dd{_AS_LINE}>{_one_line(content)}</dd>"
        for term, content in pairs
    )
    if not inner:
        return NOTHING
    return Blocks(f'<dl{tag_attributes(classes, {})} markdown="block">\n{inner}\n</dl>')


def table(
    header: Sequence[Markdown],
    rows: Iterable[Sequence[Markdown]],
    alignments: Sequence[str] = (),
    *,
    classes: Iterable[str] = (),
) -> Blocks:
    """Write a table; rows and header are filled up to the longest of them.

    Args:
        header: The cells of the first row.
        rows: The cells of the others.
        alignments: `left`, `center`, `right` or an empty string for each column.
        classes: Go to a `<div>` around the table, since Material gives its looks and its
            scrolling only to tables without a class.
    """
    body = [list(row) for row in rows]
    width = max([len(header), *map(len, body)])
    if not width:
        return NOTHING
    sides = [*alignments, *[""] * width][:width]
    grid = [[*row, *[Markdown("")] * width][:width] for row in (list(header), *body)]
    if not body or any(_is_heavy(cell) for row in grid for cell in row):
        written = _html_table(grid, sides)
    else:
        lines = [_row(row) for row in grid]
        lines.insert(1, f"| {' | '.join(map(_delimiter, sides))} |")
        written = Blocks("\n".join(lines))
    names = list(classes)
    return section("div", names, written) if names else written


def _row(cells: Sequence[Markdown]) -> str:
    return f"| {' | '.join(_one_line(cell).replace('|', reference('|')) for cell in cells)} |"


def _delimiter(side: str) -> str:
    return {"left": ":---", "center": ":---:", "right": "---:"}.get(side, "---")


def _html_table(grid: Sequence[Sequence[Markdown]], sides: Sequence[str]) -> Blocks:
    """Write a table without rows, to which Python-Markdown's own syntax would add one."""

    def row(cells: Sequence[Markdown], tag: str) -> str:
        written = [
            f"<{tag}{_style(side)}{'' if _is_heavy(cell) else _AS_LINE}>{_one_line(cell)}</{tag}>"
            for cell, side in zip(cells, sides, strict=True)
        ]
        return '<tr markdown="block">\n' + "\n".join(written) + "\n</tr>"

    head = row(grid[0], "th")
    body = "\n".join(row(cells, "td") for cells in grid[1:])
    if body:
        body = f'\n<tbody markdown="block">\n{body}\n</tbody>'
    return Blocks(
        f'<table markdown="block">\n<thead markdown="block">\n{head}\n</thead>{body}\n</table>'
    )


def _style(side: str) -> str:
    return f' style="text-align: {side};"' if side in {"left", "center", "right"} else ""


def quote(content: Iterable[Blocks]) -> Blocks:
    """Write a block quotation."""
    parts = [part for part in content if part]
    if parts and all(map(_is_plain_paragraph, parts)):
        return Blocks("\n>\n".join("> " + part.replace("\n", "\n> ") for part in parts))
    return Blocks(f'<blockquote markdown="block">\n\n{blocks(*parts)}\n\n</blockquote>')


def _is_plain_paragraph(part: Blocks) -> bool:
    return "\n\n" not in part and not _NO_PARAGRAPH.match(part)


def code_block(raw: str, *, classes: Iterable[str] = (), **attributes: str | int | bool) -> Blocks:
    """Write a block of code, every character and line end of it kept."""
    # Indented code would lose tabs, and white space at its end.
    listed = tag_attributes(classes, attributes)
    return Blocks(f"<pre{listed}><code>{written_code(raw)}\n</code></pre>")


def section(
    tag: str, classes: Iterable[str], *content: Blocks, **attributes: str | int | bool
) -> Blocks:
    """Write an HTML element around blocks: `div`, `section`, `aside`, `nav`, `figure`..."""
    if tag not in _SECTION_TAGS:
        message = f"not an element that holds blocks: {tag!r}"
        raise ValueError(message)
    listed = tag_attributes(classes, attributes, parsed=True)
    return Blocks(f"<{tag}{listed} markdown>\n\n{blocks(*content)}\n\n</{tag}>")


def details(
    summary: Markdown, *content: Blocks, classes: Iterable[str] = (), **attributes: str | int | bool
) -> Blocks:
    """Write blocks that a reader unfolds; `open=True` shows them unfolded at first."""
    first = Blocks(f"<summary markdown>{_one_line(summary)}</summary>")
    return section("details", classes, first, *content, **attributes)


def raw(html: str) -> Blocks:
    """Take over HTML made by ourselves, such as a chart, as a block by itself."""
    return Blocks(html if _RAW_BLOCK.match(html) else f"<div>{html}</div>")


def blocks(*parts: Blocks) -> Blocks:
    """Put blocks one below the other, with blank lines between them; empty ones are left out.

    Two lists that touch stay two lists, and so do two quotations.
    """
    written: list[str] = []
    for part in parts:
        if not part:
            continue
        if written and _runs_on(written[-1], part):
            written.append(_SEPARATOR)
        written.append(part)
    return Blocks("\n\n".join(written))


def _runs_on(before: str, after: str) -> bool:
    last = before.rpartition("\n\n")[2]
    if _ITEM.match(after):
        return bool(_ITEM.match(last)) or last.endswith(("</ul>", "</ol>"))
    return after.startswith(">") and (last.startswith(">") or last.endswith("</blockquote>"))


def _is_heavy(content: Markdown) -> bool:
    """Tell whether a line is better written as HTML, and can be: links need Markdown."""
    return (
        len(content) > _MANY * 4
        and content.count("&") + content.count("<") > _MANY
        and "](" not in content
    )


def _one_line(content: Markdown) -> Markdown:
    """Keep the ends of a line from being stripped, and its start from beginning another block."""
    if "\n" in content:
        content = Markdown(content.replace("\n", " "))
    if not content:
        return content
    if _NUMBER_START.match(content):
        content = Markdown(
            _NUMBER_START.sub(lambda match: match[1] + reference(match[2]), content, count=1)
        )
    elif content[0] == " " or _BLOCK_START.match(content):
        content = Markdown(reference(content[0]) + content[1:])
    elif content[0] == "\x85":
        # A white space that HTML has no reference for.
        content = Markdown(f"<wbr>{content}")
    if content[-1] == " ":
        content = Markdown(content[:-1] + reference(" "))
    elif content[-1] == "\x85":
        content = Markdown(f"{content}<wbr>")
    return content
