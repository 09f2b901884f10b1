"""A built site in, its pages out as trees: what a reader's browser would find, without one."""

from __future__ import annotations

import gzip
import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source"}
    | {"track", "wbr"}
)


@dataclass
class Element:
    """An element of a page."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    @property
    def id(self) -> str:
        return self.attributes.get("id", "")

    def elements(self) -> list[Element]:
        """Give the elements directly inside."""
        return [child for child in self.children if isinstance(child, Element)]

    def walk(self) -> Iterator[Element]:
        """Give this element and all inside it, in the order of the page."""
        yield self
        for child in self.elements():
            yield from child.walk()

    def all(self, tag: str = "", class_: str = "") -> list[Element]:
        """Give the elements inside, by tag, by class, or by both."""
        return [
            one
            for one in self.walk()
            if one is not self
            and (not tag or one.tag == tag)
            and (not class_ or class_ in one.classes)
        ]

    def one(self, tag: str = "", class_: str = "") -> Element:
        """Give the only element inside of that tag and class."""
        (found,) = self.all(tag, class_)
        return found

    def text(self) -> str:
        """Give all text inside, with white space as in the file."""
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)

    def words(self) -> str:
        """Give all text inside, with white space as a browser shows it."""
        return collapsed(self.text())


def collapsed(text: str) -> str:
    """Make one space of each run of white space, as HTML does (no-break spaces are none)."""
    return re.sub(r"[ \t\n\r\f]+", " ", text).strip(" ")


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Element("")]
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.faults.append(f"<{tag}> has an attribute twice: {names}")
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag == self.open[-1].tag:
            self.open.pop()
        else:
            self.faults.append(f"</{tag}> closes <{self.open[-1].tag}>")

    def handle_data(self, data: str) -> None:
        children = self.open[-1].children
        if children and isinstance(children[-1], str):
            children[-1] += data
        else:
            children.append(data)


def read_html(source: str) -> tuple[Element, list[str]]:
    """Read a page, or a piece of one.

    Returns:
        Its root, and what is wrong with its tags.
    """
    builder = _Builder()
    builder.feed(source)
    builder.close()
    faults = builder.faults + [f"<{one.tag}> is never closed" for one in builder.open[1:]]
    return builder.open[0], faults


@dataclass
class Page:
    """One HTML file of a site."""

    site: Site
    path: str
    """Below the site's folder: `people/john-kerry/index.html`."""

    @property
    def address(self) -> str:
        """Relative to the site's root: `people/john-kerry/`."""
        return self.path.removesuffix("index.html")

    @cached_property
    def source(self) -> str:
        return (self.site.root / self.path).read_text(encoding="utf-8")

    @cached_property
    def _read(self) -> tuple[Element, list[str]]:
        return read_html(self.source)

    @property
    def root(self) -> Element:
        return self._read[0]

    @property
    def faults(self) -> list[str]:
        return self._read[1]

    @cached_property
    def content(self) -> Element:
        """What the generator wrote, without what the theme puts around it."""
        return self.root.one("article", "md-content__inner")

    @cached_property
    def ids(self) -> list[str]:
        return [one.id for one in self.root.walk() if one.id]

    @cached_property
    def by_id(self) -> dict[str, Element]:
        return {one.id: one for one in self.root.walk() if one.id}

    def target(self, href: str) -> tuple[str, str] | None:
        """Give the file of this site that a link leads to, and the anchor in it.

        Returns:
            The path below the site's folder; None where the link leads elsewhere.
        """
        parts = urlsplit(href)
        if parts.scheme or parts.netloc:
            return None
        return self.site.resolve(self.path, unquote(parts.path)), unquote(parts.fragment)


@dataclass
class Site:
    """A built site."""

    root: Path
    sources: Path
    """The folder that it was made from."""
    docs: Path

    @cached_property
    def pages(self) -> dict[str, Page]:
        """Every page by its address."""
        pages = [
            Page(self, path.relative_to(self.root).as_posix())
            for path in sorted(self.root.rglob("*.html"))
        ]
        return {page.address: page for page in pages}

    @property
    def written(self) -> dict[str, Page]:
        """Every page but the one for addresses that lead nowhere."""
        return {address: page for address, page in self.pages.items() if address != "404.html"}

    @cached_property
    def files(self) -> frozenset[str]:
        return frozenset(
            path.relative_to(self.root).as_posix()
            for path in self.root.rglob("*")
            if path.is_file()
        )

    def resolve(self, page: str, path: str) -> str:
        """Give the file that a relative path on a page leads to, whether there is one or not."""
        steps = [] if path.startswith("/") else page.split("/")[:-1]
        for step in path.split("/")[:-1]:
            if step == ".." and steps:
                steps.pop()
            elif step not in {"", "."}:
                steps.append(step)
        last = path.rpartition("/")[2]
        if not path:
            return page
        if last in {"", ".", ".."}:
            if last == "..":
                steps.pop()
            return "/".join([*steps, "index.html"])
        return "/".join([*steps, last])

    def article(self, id_: str) -> Page:
        return self.pages[f"articles/{id_}/"]

    def pages_of(self, address: str) -> list[Page]:
        """Give an entry's page and the numbered ones that go on with it."""
        further = re.compile(re.escape(address) + r"\d+/")
        return [page for at, page in self.pages.items() if at == address or further.fullmatch(at)]

    def json(self, path: str) -> Any:
        return json.loads((self.root / path).read_text(encoding="utf-8"))

    @cached_property
    def data(self) -> Any:
        """The data of the whole dossier, with what its articles say, article by article."""
        data = self.json("data/dossier.json")
        data["articles"] = [self.json(one["file"]) for one in data["articles"]]
        for name in ("mentions", "statements", "figures", "dates"):
            data[name] = [said for one in data["articles"] for said in one[name]]
        return data

    @cached_property
    def readable(self) -> dict[str, str]:
        """Everything that can be read in the site, by file: as it is, and decoded.

        HTML also without its markup, JSON also with its strings decoded, archives unpacked.
        """
        found: dict[str, str] = {}
        for path in sorted(self.files):
            raw = (self.root / path).read_bytes()
            if raw.startswith(b"\x1f\x8b"):
                raw = gzip.decompress(raw)
            text = raw.decode("utf-8", "replace")
            if path.endswith(".html"):
                page = self.pages[path.removesuffix("index.html")]
                attributes = "\n".join(
                    value for one in page.root.walk() for value in one.attributes.values()
                )
                decoded = page.root.text() + "\n" + attributes
            elif path.endswith(".json"):
                decoded = "\n".join(_strings(json.loads(text)))
            else:
                # Calendars fold long lines, feeds escape what they hold.
                decoded = html.unescape(re.sub(r"\r?\n[ \t]", "", text))
            found[path] = "\n".join((text, decoded, html.unescape(re.sub(r"<[^>]*>", "", decoded))))
        return found


def _strings(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for key, inner in value.items():
                yield key
                yield from _strings(inner)
        case list():
            for inner in value:
                yield from _strings(inner)
