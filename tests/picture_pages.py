"""Sources in, a page with pictures out, read as a tree: for the tests of the pictures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import markdown
from evidence_sources import article, entry
from site_reader import Element, read_html

from generator.render.view import Page

OUTLET = {"organizations/daily.md": entry("The Daily", "kind: media")}


def read(page: Page) -> Element:
    """Convert a page as MkDocs does, but for its links."""
    body = page.text.partition("\n---\n")[2]
    converter = markdown.Markdown(extensions=["attr_list", "md_in_html", "tables", "toc"])
    root, faults = read_html(converter.convert(body))
    assert not faults, faults
    return root


def pictures(root: Element, class_: str = "") -> list[Element]:
    """Give the pictures of a page, without the signs in its lines."""
    found = [one for one in root.all("svg") if "sign" not in one.classes]
    return [
        one for one in found if "inset" not in one.classes and (not class_ or class_ in one.classes)
    ]


def links(element: Element, class_: str = "") -> list[str]:
    """Give the addresses of all links in an element, in order."""
    return [one.attributes["href"] for one in element.all("a", class_)]


def places(*rows: tuple[str, str, float, float], **more: str) -> dict[str, str]:
    """Write entries of places: id, kind, latitude, longitude."""
    return {
        f"places/{id_}.md": entry(
            id_.replace("-", " ").title(),
            f"kind: {kind}",
            f"coordinates: [{latitude}, {longitude}]",
        )
        for id_, kind, latitude, longitude in rows
    } | {f"places/{id_}.md": entry(id_.title(), f"kind: {kind}") for id_, kind in more.items()}


def mentioning(*targets: str) -> dict[str, str]:
    """Write an article with a paragraph for each of the given texts."""
    return {"articles/a.md": article("\n\n".join(targets))}


def events(rows: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Write entries of events: a date, then further lines of front matter, by id."""
    files = {}
    for id_, (date, *more) in rows.items():
        files[f"events/{id_}.md"] = entry(id_.replace("-", " ").title(), f"date: {date}", *more)
    return files
