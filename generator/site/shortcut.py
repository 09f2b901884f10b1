"""MkDocs' page in, its content out, made without Python-Markdown where the generator wrote it."""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from mkdocs.utils import get_relative_url

from generator.prose.pages import front_matter_of
from generator.site.files import SiteFiles
from generator.site.own_markdown import Made, depth_of_contents, made_of

_is_doubtful = re.compile(r"/|.*[%&?\\]").match
_is_elsewhere = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:").match


class Shortcut:
    """Makes the content of pages, one after the other, where that is known to be the same."""

    def __init__(self, config: MkDocsConfig | None = None) -> None:
        """Look whether pages may be made here with a configuration; without one, none is."""
        self._depth: int | None = None
        if config:
            self._depth = depth_of_contents(config.markdown_extensions, config.mdx_configs)
        self._meta: dict[str, Any] | None = None
        self._made: tuple[Made, Links] | None = None

    def read(self, source: str) -> str:
        """Read a page's front matter, and give the rest: MkDocs would take it for YAML, slowly."""
        self._meta = None
        if self._depth is None or not source.startswith("---\n"):
            return source
        try:
            self._meta = front_matter_of(source)
        except ValueError:
            return source  # Somebody else has written it.
        _, _, body = source.partition("\n---\n")
        # Without an empty line at its head, MkDocs would look for front matter of another kind.
        return f"\n{body}"

    def take(self, markdown: str, page: Page, files: SiteFiles) -> str:
        """Make a page's content, and give what is left of its Markdown for MkDocs to read."""
        meta, self._meta, self._made = self._meta, None, None
        if meta is None or self._depth is None:
            return markdown
        page.meta = meta
        links = Links(page.file, files)
        made = made_of(markdown, links.resolve, self._depth)
        if not made:
            return markdown
        self._made = made, links
        return ""

    def give(self, html: str, page: Page) -> str:
        """Give the content that was made of a page, or else what MkDocs has made of it."""
        if not self._made:
            return html
        (made, links), self._made = self._made, None
        page.toc = get_toc(made.toc)
        page.present_anchor_ids = made.anchors
        page.links_to_anchors = links.to_anchors
        return made.html


class Links:
    """The links of one page, resolved as MkDocs does where there is nothing to say of them."""

    def __init__(self, file: File, files: SiteFiles) -> None:
        self.to_anchors: dict[File, dict[str, str]] = {}
        """For each file that is linked to the anchors there, and the first link to each."""
        self._file = file
        self._files = files
        self._folder = posixpath.dirname(file.src_uri)
        self._targets: dict[str, tuple[File, str]] = {}

    def resolve(self, address: str) -> str | None:
        """Give the address of a link for the page; None for one that MkDocs may warn of."""
        if _is_elsewhere(address):
            return address
        path, hash_, anchor = address.partition("#")
        if hash_ and not anchor:
            return None
        target, way = self._targets.get(path) or self._find(path)
        if target is None:
            return None
        if anchor:
            self.to_anchors.setdefault(target, {}).setdefault(anchor, address)
        return f"{way}{hash_}{anchor}"

    def _find(self, path: str) -> tuple[File, str] | tuple[None, str]:
        """Give the file that a path names, and the way to its page; no file for a doubtful one."""
        target, way = self._file, ""
        if path:
            if _is_doubtful(path):
                return None, ""
            found = self._files.get_file_from_path(_target(self._folder, path))
            if not found or not self._files.stands(found.src_uri):
                return None, ""
            target, way = found, get_relative_url(found.url, self._file.url)
        self._targets[path] = target, way
        return target, way


@lru_cache(maxsize=16_384)
def _target(folder: str, path: str) -> str:
    """Give the path of a file below the folder of all pages."""
    return posixpath.normpath(posixpath.join(folder, path))
