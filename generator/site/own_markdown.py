"""A page as the generator writes it in, the HTML that Python-Markdown would make of it out.

Python-Markdown looks on every page for all that anybody may write, and takes most of the time of a
build. What `generator.prose` writes has few forms, in which each character that could be markup
is markup; so a page can be read from its start to its end, in a twelfth of the time. The result
is the same to the byte, which the tests hold against Python-Markdown itself. A page on which
anything has another form than is known here is left to Python-Markdown as a whole.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from markdown.extensions.toc import nest_toc_tokens, slugify, strip_tags, unique
from markdown.util import BLOCK_LEVEL_ELEMENTS

Resolve = Callable[[str], str | None]
"""A link's address as it is written in, that which the page shows out; None for one to leave to
MkDocs, which may have something to say of it."""

NEEDED = frozenset({"attr_list", "md_in_html", "tables", "toc"})
HARMLESS = frozenset({"fenced_code"})
"""The extensions of Markdown with which a page means what is read here."""

# --- Lines: words, tags, references and links ------------------------------------------------

_BLOCK = "|".join(BLOCK_LEVEL_ELEMENTS)
_NAME = r"[A-Za-z][A-Za-z0-9:-]*+"
_VALUE = r'"(?:[^"&<>\[\]{}`*\\\n]++|&(?:#[0-9]++|[A-Za-z0-9]++);)*+"'
_PAIRS = rf"(?: (?!markdown[ =>]){_NAME}(?:={_VALUE})?+)*+"
_TAG = rf"</?+(?!(?:{_BLOCK})\b){_NAME}{_PAIRS} ?+/?+>"
# An underscore inside a word is no markup; an exclamation mark before a link would be.
_WORDS = r"[^\[\]{}<>`*\\_!\n\x02\x03]++|!(?!\[)|(?<=[A-Za-z0-9])_(?=[A-Za-z0-9])"
_LABEL = rf"(?:{_WORDS}|{_TAG})*+"
_LINK = rf"\[({_LABEL})\]\(([^()<>\[\]{{}}\s\"'`*\\]*+)\)(?:\{{ ([^{{}}\n]*) \}})?+"

_line = re.compile(rf"(?:{_WORDS}|{_TAG}|{_LINK})++")
_link = re.compile(_LINK)
_bare_ampersand = re.compile(r"&(?!(?:#[0-9]++|#x[0-9a-f]++|[0-9a-z]++);)", re.IGNORECASE)

# --- Attributes, as attr_list reads them after its braces, and in a tag ----------------------

_ATTRIBUTE = re.compile(
    rf"""#(?P<id>[\w:.-]++)|\.(?P<class>[\w:.-]++)|(?P<name>{_NAME})="(?P<value>[^"_|]*+)\""""
)
_TAG_ATTRIBUTE = re.compile(rf' ({_NAME})(="[^"]*+"|)')

# --- Blocks ----------------------------------------------------------------------------------

_listed = re.compile(r"\{ ([^{}\n]*) \}")
_heading = re.compile(r"(#{1,6}) ([^\n]+?)(?: \{ ([^{}\n]*) \})?")
_item = re.compile(r"(-|\d+\.) (?! )")
_not_a_paragraph = re.compile(
    rf"[ #>|]|[-+*] |\d+\. |-{{3}}|_{{3}}|~{{3}}|</?(?:{_BLOCK})\b|<[!?]|\[[^\]]*\]:"
)
_side = re.compile(":?---:?")
_opening = re.compile(rf'<([a-z0-9]+)({_PAIRS}) markdown(?:="(block|span)")?>')
_block_tag = re.compile(rf"<(/?)({_BLOCK})\b")
_id = re.compile(r' id="([^"<>]*)"[^<>]*>')

_COMMENT = "<!-- -->"
_AS_THEY_ARE = {"---": "<hr />", _COMMENT: f"{_COMMENT}\n"}

_OF_LINES = frozenset({"dd", "dt", "li", "summary", "td", "th"})
"""The elements whose content is a line where nothing else is said."""

_OF_BLOCKS = frozenset(
    {"article", "aside", "blockquote", "details", "div", "dl", "figcaption", "figure", "footer"}
    | {"header", "li", "main", "nav", "ol", "section", "table", "tbody", "thead", "tr", "ul"}
)


class _UnknownError(Exception):
    """Something has a form that is not known here."""


@dataclass(frozen=True, slots=True)
class Made:
    """A page's content, and what MkDocs wants to know of it."""

    html: str
    toc: list[Any]
    """The headings, nested, each with its `name`, `id`, `level` and `children`."""
    anchors: set[str]
    """The ids of all that can be linked to."""


def depth_of_contents(extensions: Iterable[str], options: Mapping[str, Any]) -> int | None:
    """Give the level of the lowest headings in a table of contents.

    Args:
        extensions: The extensions of Markdown of a configuration.
        options: Their options, by extension.

    Returns:
        None where pages may mean something else than is read here.
    """
    used = {name: value for name, value in options.items() if value}
    toc = dict(used.pop("toc", {}))
    depth = toc.pop("toc_depth", 6)
    is_known = not used and not any(toc.values()) and isinstance(depth, int)
    return depth if is_known and NEEDED <= set(extensions) <= NEEDED | HARMLESS else None


def made_of(text: str, resolve: Resolve, depth: int) -> Made | None:
    """Make the HTML of a page's Markdown, without its front matter.

    Args:
        text: The Markdown.
        resolve: Gives the address that a link leads to.
        depth: The level of the lowest headings in the table of contents.

    Returns:
        None where anything in it has a form that is not known here.
    """
    page = _Page(resolve)
    try:
        page.read(text.strip("\n").split("\n\n"))
    except _UnknownError:
        return None
    toc = page.contents(depth)
    content = "\n".join(page.written).strip()
    return Made(content, toc, set(_id.findall(content)))


@dataclass(slots=True)
class _Page:
    """The blocks of a page that were read so far."""

    resolve: Resolve
    written: list[str] = field(default_factory=list)
    """Each block, or each tag around blocks."""
    _open: list[tuple[str, int]] = field(default_factory=list)
    """The elements around what is read next, and where in `written` the content of each begins."""
    _last: str = ""
    """The tag of the block before, where the next might join it: `ul`, `ol` or `blockquote`."""
    _headings: list[tuple[int, int, str, dict[str, str]]] = field(default_factory=list)
    """For each heading its place in `written`, its level, its content and its attributes."""
    _ids: set[str] = field(default_factory=set)
    _addresses: dict[str, str] = field(default_factory=dict)

    def read(self, chunks: Iterable[str]) -> None:
        """Read what stands between blank lines."""
        for chunk in chunks:
            if tag := _block_tag.match(chunk):
                self._elements(chunk, tag)
            else:
                self._block(chunk)
        if self._open:
            raise _UnknownError

    def _block(self, chunk: str) -> None:
        match chunk[:1]:
            case "#":
                self._heading(chunk)
            case ">":
                self._quotation(chunk)
            case "|":
                self._table(chunk)
            case _ if _item.match(chunk):
                self._list(chunk)
            case _ if chunk in _AS_THEY_ARE and not (chunk == _COMMENT and self._open):
                self._add(_AS_THEY_ARE[chunk])
            case _:
                self._add(self._paragraph(chunk))

    def contents(self, depth: int) -> list[Any]:
        """Write the headings, and list them: all other ids are known by now."""
        counters: dict[str, int] = {}
        listed: list[Any] = []
        for place, level, content, attributes in self._headings:
            name = strip_tags(content)
            if "id" not in attributes:
                slug = slugify(html.unescape(name), "-")
                attributes["id"] = unique(slug, self._ids, counters)
            self.written[place] = f"<h{level}{_written(attributes)}>{content}</h{level}>"
            if level <= depth:
                listed.append({"level": level, "id": attributes["id"], "name": name})
        return nest_toc_tokens(listed)

    def _add(self, block: str, tag: str = "") -> None:
        if tag and tag == self._last:
            raise _UnknownError
        self.written.append(block)
        self._last = tag

    # --- Elements ----------------------------------------------------------------------------

    def _elements(self, chunk: str, tag: re.Match[str]) -> None:
        if tag[1] or " markdown" in chunk[: chunk.find(">")]:
            for line in chunk.split("\n"):
                self._element(line)
        else:
            self._raw(chunk, tag[2])

    def _element(self, line: str) -> None:
        """Read a line that is the start or the end of an element, or a whole one with words."""
        opening = _opening.match(line)
        if not opening:
            self._close(line)
            return
        tag, attributes, reads = opening.groups()
        start = f"<{tag}{self._rewritten(attributes)}>"
        is_line = reads == "span" or (not reads and tag in _OF_LINES)
        if is_line and line.endswith(f"</{tag}>"):
            content = line[opening.end() : -len(tag) - 3]
            self._add(f"{start}{self._line(content)}</{tag}>")
        elif not is_line and tag in _OF_BLOCKS and opening.end() == len(line):
            self._add(start)
            self._open.append((tag, len(self.written)))
        else:
            raise _UnknownError

    def _close(self, line: str) -> None:
        tag, begin = self._open.pop() if self._open else ("", 0)
        if line != f"</{tag}>" or begin == len(self.written):
            raise _UnknownError
        self.written.append(line)
        self._last = tag if tag in {"blockquote", "ol", "ul"} else ""

    def _rewritten(self, attributes: str) -> str:
        if not attributes:
            return ""
        start, id_ = _rewritten(attributes)
        if id_:
            self._ids.add(id_)
        return start

    def _raw(self, chunk: str, tag: str) -> None:
        """Take over HTML in which there is no Markdown, to its end."""
        if self._open or "<!" in chunk or "<?" in chunk:
            raise _UnknownError
        depth, end = 0, 0
        for found in re.finditer(rf"<(/?){tag}\b", chunk):
            depth += -1 if found[1] else 1
            if not depth:
                end = found.end()
                break
        if depth or chunk[end:] != ">":
            raise _UnknownError
        self._add(f"{chunk}\n")

    # --- Blocks ------------------------------------------------------------------------------

    def _paragraph(self, chunk: str) -> str:
        content, _, listed = chunk.partition("\n")
        if _not_a_paragraph.match(content):
            raise _UnknownError
        return f"<p{self._attributes(listed)}>{self._line(content)}</p>"

    def _attributes(self, listed: str) -> str:
        if not listed:
            return ""
        found = _listed.fullmatch(listed)
        if not found:
            raise _UnknownError
        return _written(self._named(found[1]))

    def _named(self, listed: str) -> dict[str, str]:
        attributes = _named(_bare_ampersand.sub("&amp;", listed))
        if "id" in attributes:
            self._ids.add(attributes["id"])
        return dict(attributes)

    def _heading(self, chunk: str) -> None:
        found = _heading.fullmatch(chunk)
        if not found:
            raise _UnknownError
        attributes = self._named(found[3]) if found[3] else {}
        if "data-toc-label" in attributes or found[2].endswith("#"):
            raise _UnknownError
        self._headings.append((len(self.written), len(found[1]), self._line(found[2]), attributes))
        self._add("")

    def _quotation(self, chunk: str) -> None:
        lines = chunk.split("\n")
        if not all(line == ">" or line.startswith("> ") for line in lines):
            raise _UnknownError
        inner = "\n".join(line[2:] for line in lines).split("\n\n")
        content = "\n".join(map(self._paragraph, inner))
        self._add(f"<blockquote>\n{content}\n</blockquote>", "blockquote")

    def _list(self, chunk: str) -> None:
        tag, items = self._items(chunk.split("\n"))
        around, begin = self._open[-1] if self._open else ("", 0)
        if around in {"ol", "ul"}:
            # The items join the list that they stand in.
            if begin != len(self.written):
                raise _UnknownError
            self._add(items)
        elif self._last in {"ol", "ul"}:
            raise _UnknownError
        else:
            self._add(f"<{tag}>\n{items}\n</{tag}>", tag)

    def _items(self, lines: list[str]) -> tuple[str, str]:
        """Give the tag of a list, and its items."""
        written: list[str] = []
        tags = set()
        place = 0
        while place < len(lines):
            sign = _item.match(lines[place])
            if not sign or _not_a_paragraph.match(lines[place], sign.end()):
                raise _UnknownError
            tags.add("ul" if sign[1] == "-" else "ol")
            content = self._line(lines[place][sign.end() :])
            place += 1
            below = place
            while place < len(lines) and lines[place].startswith("    "):
                place += 1
            if below < place:
                tag, inner = self._items([line[4:] for line in lines[below:place]])
                content += f"<{tag}>\n{inner}\n</{tag}>\n"
            written.append(f"<li>{content}</li>")
        if len(tags) > 1:
            raise _UnknownError
        return tags.pop(), "\n".join(written)

    def _table(self, chunk: str) -> None:
        rows = [_cells(row) for row in chunk.split("\n")]
        if len(rows) < 3 or len({len(row) for row in rows}) > 1:  # noqa: PLR2004
            raise _UnknownError
        styles = list(map(_style, rows.pop(1)))
        head, *body = rows
        written = "\n".join(self._row(row, "td", styles) for row in body)
        self._add(
            f"<table>\n<thead>\n{self._row(head, 'th', styles)}\n</thead>\n"
            f"<tbody>\n{written}\n</tbody>\n</table>"
        )

    def _row(self, cells: list[str], tag: str, styles: list[str]) -> str:
        written = (
            f"<{tag}{style}>{self._line(cell) if cell else ''}</{tag}>"
            for cell, style in zip(cells, styles, strict=True)
        )
        return "\n".join(("<tr>", *written, "</tr>"))

    # --- Lines -------------------------------------------------------------------------------

    def _line(self, line: str) -> str:
        """Give the HTML of words with links in them."""
        if not _line.fullmatch(line) or line[0] == " " or line[-1] == " ":
            raise _UnknownError
        if "&" in line:
            line = _bare_ampersand.sub("&amp;", line)
        return _link.sub(self._anchor, line) if "](" in line else line

    def _anchor(self, link: re.Match[str]) -> str:
        label, address, listed = link.groups()
        href = self._addresses.get(address)
        if href is None:
            resolved = self.resolve(address)
            if resolved is None:
                raise _UnknownError
            href = self._addresses[address] = resolved
        if not listed:
            return f'<a href="{href}">{label}</a>'
        before, after, id_ = _around_address(listed)
        if id_:
            self._ids.add(id_)
        return f'<a{before} href="{href}"{after}>{label}</a>'


def _style(cell: str) -> str:
    if not _side.fullmatch(cell):
        raise _UnknownError
    side = {":-": "left", "-:": "right", ":-:": "center"}.get(cell.replace("---", "-"))
    return f' style="text-align: {side};"' if side else ""


def _cells(row: str) -> list[str]:
    if not (row.startswith("| ") and row.endswith(" |")):
        raise _UnknownError
    return [cell.strip(" ") for cell in row[1:-1].split("|")]


@lru_cache(maxsize=8_192)
def _named(listed: str) -> Mapping[str, str]:
    """Give the attributes of a list as attr_list has it, without its braces."""
    attributes: dict[str, str] = {}
    place = 0
    while place <= len(listed):
        found = _ATTRIBUTE.match(listed, place)
        if not found or listed[found.end() : found.end() + 1] not in {"", " "}:
            raise _UnknownError
        if found["class"]:
            classes = attributes.get("class")
            attributes["class"] = f"{classes} {found['class']}" if classes else found["class"]
        elif found["id"]:
            attributes["id"] = found["id"]
        elif found["name"] in {"class", "id", "href"}:
            raise _UnknownError
        else:
            attributes[found["name"]] = found["value"]
        place = found.end() + 1
    return attributes


@lru_cache(maxsize=8_192)
def _around_address(listed: str) -> tuple[str, str, str]:
    """Give the attributes of a link that stand before its address and after it, and its id."""
    attributes = _named(listed)
    before = {name: value for name, value in attributes.items() if name < "href"}
    after = {name: value for name, value in attributes.items() if name > "href"}
    return _written(before), _written(after), attributes.get("id", "")


@lru_cache(maxsize=8_192)
def _rewritten(attributes: str) -> tuple[str, str]:
    """Give the attributes of an element as md_in_html writes them anew, and its id."""
    values = {}
    for name, value in _TAG_ATTRIBUTE.findall(attributes):
        plain = html.unescape(value.removeprefix('="').removesuffix('"')) if value else name
        escaped = plain.replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
        values[name] = _bare_ampersand.sub("&amp;", escaped)
    return _written(values), values.get("id", "")


def _written(attributes: Mapping[str, str]) -> str:
    """Write attributes in the order in which Python-Markdown writes them."""
    return "".join(f' {name}="{value}"' for name, value in sorted(attributes.items()))
