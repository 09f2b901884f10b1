"""The front matter of all pages in, what the search in the header finds out.

Material puts the whole text of every page into an index that a reader's browser fetches as one
file. Here a page is one entry: its title, its names and its summary. The words of the articles
themselves are found by the search over paragraphs, whose index is fetched in pieces.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from generator import urls
from generator.prose.pages import front_matter_of

INDEX = "search/search_index.json"
"""Where the index lies in a site, as Material and MkDocs write it."""

Head = Mapping[str, Any]
"""The front matter of a page."""

Entry = dict[str, Any]


def heads_of(pages: Mapping[str, bytes]) -> dict[str, Head]:
    """Give the front matter of generated pages, by their paths below `docs/`."""
    return {path: front_matter_of(content.decode()) for path, content in pages.items()}


class HeaderIndex:
    """The index of the search in the header: what it holds of a page is written once.

    A page is written anew when its front matter is another record.
    """

    def __init__(self, *, folders: bool) -> None:
        """Know no page yet.

        Args:
            folders: True where a page's address is a folder: `people/john-kerry/`.
        """
        self._folders = folders
        self._known: dict[str, tuple[Head, _Written]] = {}

    def put_in(self, site: Path, heads: Mapping[str, Head]) -> None:
        """Put all pages into a site's index, in the place of what it holds of them.

        Args:
            site: The site's folder.
            heads: The front matter of each page, by its path.
        """
        file = site / INDEX
        if not file.exists():
            return
        data = json.loads(file.read_bytes())
        pages = [self._written(path, heads[path]) for path in sorted(heads)]
        addresses = {page.address for page in pages}
        others = [one for one in data["docs"] if one["location"].partition("#")[0] not in addresses]
        docs = [page.entry for page in pages if page.entry] + list(map(_json, others))
        # Of an index that MkDocs has made of its own entries beforehand, nothing is left.
        rest = {name: one for name, one in data.items() if name not in {"docs", "index"}}
        fields = [f"{_json(name)}:{_json(one)}" for name, one in rest.items()]
        fields.append(f'"docs":[{",".join(docs)}]')
        file.write_text(f"{{{','.join(fields)}}}", encoding="utf-8")

    def _written(self, path: str, head: Head) -> _Written:
        known = self._known.get(path)
        if known and known[0] is head:
            return known[1]
        address = urls.address(path, folders=self._folders)
        entry = entry_of(address, head)
        written = _Written(address, _json(entry) if entry else "")
        self._known[path] = head, written
        return written


class _Written(NamedTuple):
    """What the index holds of a page."""

    address: str
    entry: str
    """As JSON; empty where the page is not found."""


def entry_of(address: str, head: Head) -> Entry | None:
    """Give what the search finds of a page; None where it does not find it.

    Args:
        address: The page's address below the site's root.
        head: The page's front matter.
    """
    search = head.get("search") or {}
    if search.get("exclude"):
        return None
    entry: Entry = {
        "location": address,
        "title": head["title"],
        "text": head.get("description", ""),
    }
    if head.get("tags"):
        entry["tags"] = head["tags"]
    if "boost" in search:
        entry["boost"] = search["boost"]
    return entry


def _json(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))
