"""The front matter of all pages in, what the search in the header finds out.

Material puts the whole text of every page into an index that a reader's browser fetches as one
file. Here a page is one entry: its title, its names and its summary. The words of the articles
themselves are found by the search over paragraphs, whose index is fetched in pieces.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

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


def entries(heads: Mapping[str, Head], *, folders: bool) -> Iterator[Entry]:
    """Give what the search finds, in the order of the pages' paths.

    Args:
        heads: The front matter of each page, by its path.
        folders: True where a page's address is a folder: `people/john-kerry/`.
    """
    for path, head in sorted(heads.items()):
        search = head.get("search") or {}
        if search.get("exclude"):
            continue
        entry: Entry = {
            "location": urls.address(path, folders=folders),
            "title": head["title"],
            "text": head.get("description", ""),
        }
        if head.get("tags"):
            entry["tags"] = head["tags"]
        if "boost" in search:
            entry["boost"] = search["boost"]
        yield entry


def put_in(site: Path, heads: Mapping[str, Head], *, folders: bool) -> None:
    """Put all pages into a site's index, in the place of what it holds of them.

    Args:
        site: The site's folder.
        heads: The front matter of each page, by its path.
        folders: True where a page's address is a folder.
    """
    file = site / INDEX
    if not file.exists():
        return
    data = json.loads(file.read_bytes())
    known = {urls.address(path, folders=folders) for path in heads}
    others = [one for one in data["docs"] if one["location"].partition("#")[0] not in known]
    data["docs"] = [*entries(heads, folders=folders), *others]
    # Of an index that MkDocs has made of its own entries beforehand, nothing is left.
    data.pop("index", None)
    file.write_text(json.dumps(data, separators=(",", ":")), encoding="utf-8")
