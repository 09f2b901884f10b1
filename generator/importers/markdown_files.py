"""A Markdown file in, its blocks out, as they are written wherever the format allows that."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator import markup
from generator.bodies import parse_body
from generator.diagnostics import Diagnostic, has_errors
from generator.frontmatter import Mapping as FrontMatter
from generator.frontmatter import Node, Scalar, Sequence, split
from generator.importers.characters import cleaned, lines_of
from generator.importers.raw import Block, Found, Raw, Remarks, Role
from generator.source import SourceFile

KEYS: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "headline"),
    "outlet": ("publisher", "site", "site_name", "sitename", "publication", "outlet"),
    "date": ("published", "date", "published_time", "pubdate", "created"),
    "url": ("url", "source", "link", "canonical_url", "canonical"),
    "language": ("language", "lang"),
    "authors": ("authors", "author", "byline"),
    "agencies": ("agencies",),
}
"""What programs that save pages as Markdown call the things that we ask for."""

_PICTURE = re.compile(r"\[?!\[[^\[\]]*\]\([^()\s]*(?:\s+\"[^\"]*\")?\)(?:\]\([^()\s]*\))?")

_ROLES = {"paragraph_open": Role.PARAGRAPH, "heading_open": Role.HEADING}


def read_markdown(name: str, text: str) -> Raw:
    """Read a Markdown file.

    Args:
        name: The file's name.
        text: What it holds.
    """
    source = SourceFile(name, "\n".join(lines_of(text)))
    front = split(source)
    has_head = source.text.startswith("---\n") and front.body_start > 0
    start = front.body_start if has_head else 0
    found = _found(front.node) if has_head and front.node else Found()
    remarks = Remarks()
    if has_head and not front.node:
        remarks.say(1, "the front matter cannot be read, and is left out")
    blocks = tuple(_blocks(source, start, remarks))
    return Raw(name, blocks, found, remarks.in_order())


def _found(node: FrontMatter) -> Found:
    said = {key.text.lower(): _texts(value) for key, value in node.entries}

    def texts(name: str) -> tuple[str, ...]:
        return next((said[key] for key in KEYS[name] if said.get(key)), ())

    def text(name: str) -> str:
        return " ".join(next(iter(texts(name)), "").split())

    return Found(
        title=text("title"),
        outlet=text("outlet"),
        date=text("date"),
        date_source="the front matter" if text("date") else "",
        url=text("url") if text("url").startswith("http") else "",
        language=text("language"),
        authors=texts("authors"),
        agencies=texts("agencies"),
    )


def _texts(node: Node) -> tuple[str, ...]:
    if isinstance(node, Scalar):
        return (node.text,) if node.text else ()
    items = node.items if isinstance(node, Sequence) else ()
    # Obsidian's clipper puts names in double brackets.
    return tuple(one.text.strip("[]") for one in items if isinstance(one, Scalar))


def _blocks(source: SourceFile, start: int, remarks: Remarks) -> Iterator[Block]:
    """Give the blocks of the body, and below them the definitions that its links refer to."""
    body = source.text[start:]
    first = source.text.count("\n", 0, start) + 1
    lines = body.split("\n")
    covered: set[int] = set()
    for token in markup.parse(body)[0]:
        if token.level == 0 and token.map and token.nesting >= 0:
            begin, end = token.map
            covered.update(range(begin, end))
            raw = "\n".join(lines[begin:end]).strip("\n")
            yield from _block(raw, first + begin, _ROLES.get(token.type, Role.OTHER), remarks)
    rest = [line for number, line in enumerate(lines) if number not in covered and line.strip()]
    if rest:
        yield Block("", first + len(lines), Role.OTHER, "\n".join(rest))


def _block(raw: str, line: int, role: Role, remarks: Remarks) -> Iterator[Block]:
    body, found = parse_body(SourceFile("", f"{raw}\n"))
    texts = [" ".join(passage.text.split()) for passage in body.passages()]
    if not has_errors(found):
        yield Block(" ".join(texts), line, role, raw)
        return
    if _PICTURE.fullmatch(raw):
        remarks.left_out(Block(" ".join(texts), line), "a picture")
        return
    for text in texts:
        plain = cleaned(re.sub(r"<[^<>]*>", "", text))[0]
        if plain:
            yield Block(plain, line, role if len(texts) == 1 else Role.PARAGRAPH)
    _say(found, line, remarks)


def _say(found: tuple[Diagnostic, ...], line: int, remarks: Remarks) -> None:
    for one in found:
        where = line + one.location.line - 1
        remarks.say(where, f"written as plain text, since {one.message}")
