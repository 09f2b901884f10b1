"""A saved web page in, the blocks of its article out, and what the page says of it.

The article is found by `trafilatura`, which leaves out menus, adverts and comments. What it leaves
out is told, since it is right often and not always.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from generator.importers.characters import cleaned
from generator.importers.raw import OUTSIDE, Block, Found, Raw, Remarks, Role, UnreadableError

DATES = (
    ("meta[@property='article:published_time']", "content", "article:published_time"),
    ("meta[@itemprop='datePublished']", "content", "datePublished"),
    ("time[@itemprop='datePublished']", "datetime", "datePublished"),
    ("meta[@name='date']", "content", "its date"),
    ("meta[translate(@name, 'DC', 'dc')='dc.date']", "content", "dc.date"),
    ("meta[@name='parsely-pub-date']", "content", "parsely-pub-date"),
)
"""Where pages say when they were published: an element, its attribute, and what it is called."""

BLOCKS = "p h1 h2 h3 h4 h5 h6 li figcaption blockquote td th button dt dd"
"""The elements of a page whose text is told when it is left out."""

_ROLES = {
    "p": Role.PARAGRAPH,
    "head": Role.HEADING,
    "quote": Role.QUOTE,
    **dict.fromkeys(("list", "item", "table", "row", "cell"), Role.ITEM),
}
"""What the elements are that `trafilatura` makes of a page."""


def read_page(name: str, html: str) -> Raw:
    """Read a web page.

    Args:
        name: The file's name.
        html: The page.

    Raises:
        UnreadableError: No article is to be found on it.
    """
    # It loads tables of languages and domains, which only a web page needs.
    import trafilatura  # noqa: PLC0415

    tree: Any = trafilatura.load_html(html)
    found: Any = None
    if tree is not None:
        found = trafilatura.bare_extraction(html, include_comments=False, with_metadata=True)
    if found is None or not (found.text or "").strip():
        raise UnreadableError(
            "no article is to be found on this page",
            "copy the text of the article into a file that ends in .txt",
        )
    remarks = Remarks()
    blocks = tuple(_blocks(found.body, Role.PARAGRAPH, _lines(tree), remarks))
    _say_what_is_left_out(tree, blocks, remarks)
    return Raw(name, blocks, _found(tree, found), remarks.in_order())


def _found(tree: Any, found: Any) -> Found:
    date, source = _date(tree)
    return Found(
        title=cleaned(found.title or "")[0],
        outlet=cleaned(found.sitename or "")[0],
        date=date or found.date or "",
        date_source=source,
        url=_address(tree, found),
        language=(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or ""),
        authors=tuple(one.strip() for one in (found.author or "").split(";") if one.strip()),
    )


def _date(tree: Any) -> tuple[str, str]:
    """Give the date that the page states in so many words, and where."""
    for path, attribute, called in DATES:
        for element in tree.xpath(f"//{path}"):
            if day := _day(element.get(attribute)):
                return day, called
    for script in tree.xpath("//script[@type='application/ld+json']"):
        stated = re.search(r'"datePublished"\s*:\s*("(?:[^"\\]|\\.)*")', script.text or "")
        if stated and (day := _day(json.loads(stated[1]))):
            return day, "datePublished"
    return "", ""


def _day(stated: object) -> str:
    """Give the day of an ISO 8601 timestamp, as it was where it was written."""
    day = re.match(r"[12][0-9]{3}-[01][0-9]-[0-3][0-9]", str(stated or "").strip())
    return day[0] if day else ""


def _address(tree: Any, found: Any) -> str:
    """Give the page's own address; what it calls canonical before anything else."""
    stated = [
        *tree.xpath("//link[@rel='canonical']/@href"),
        *tree.xpath("//meta[@property='og:url']/@content"),
        found.url,
    ]
    return next((str(one) for one in stated if re.match("https?://", str(one or ""))), "")


# --- Blocks --------------------------------------------------------------------------------------


def _blocks(element: Any, role: Role, lines: dict[str, int], remarks: Remarks) -> Iterator[Block]:
    """Give the blocks within an element of what `trafilatura` has found."""
    if not any(inner.tag in _ROLES for inner in element.iterdescendants()):
        yield from _block(element, role, lines, remarks)
        return
    around = [element.text]
    for inner in element:
        if inner.tag in _ROLES:
            is_in_quote = role is Role.QUOTE and inner.tag == "p"
            yield from _blocks(inner, role if is_in_quote else _ROLES[inner.tag], lines, remarks)
            around.append(inner.tail)
        else:
            around.append("".join(inner.itertext()))
    for text in around:
        yield from _lines_of_block(text or "", role, lines, remarks)


def _block(element: Any, role: Role, lines: dict[str, int], remarks: Remarks) -> Iterator[Block]:
    for line_break in element.iter("lb"):
        line_break.tail = f"\n{line_break.tail or ''}"
    yield from _lines_of_block("".join(element.itertext()), role, lines, remarks)


def _lines_of_block(
    whole: str, role: Role, lines: dict[str, int], remarks: Remarks
) -> Iterator[Block]:
    number = lines.get(_key(whole), 0)
    for text in whole.split("\n"):
        clean, said = cleaned(text)
        for change in said:
            remarks.say(number, change)
        if clean:
            yield Block(clean, number, role)


def _lines(tree: Any) -> dict[str, int]:
    """Give the line of each block of the page, by its text."""
    return {_key(_text(one)): one.sourceline or 0 for one in _page_blocks(tree)}


def _say_what_is_left_out(tree: Any, blocks: tuple[Block, ...], remarks: Remarks) -> None:
    kept = _key("".join(block.text for block in blocks))
    said: set[str] = set()
    for element in _page_blocks(tree):
        text, _ = cleaned(_text(element))
        key = _key(text)
        if key and key not in kept and key not in said:
            said.add(key)
            block = Block(text, element.sourceline or 0)
            remarks.left_out(block, OUTSIDE)


def _page_blocks(tree: Any) -> Iterator[Any]:
    """Give the innermost blocks of the page."""
    inner = " | ".join(f".//{tag}" for tag in BLOCKS.split())
    for element in tree.iter(*BLOCKS.split()):
        if not element.xpath(inner):
            yield element


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _key(text: str) -> str:
    """Give what a text has in common with itself, however it is spaced."""
    return "".join(one for one in text if one.isalnum())
