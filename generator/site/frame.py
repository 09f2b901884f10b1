"""What stands around the pages of a folder alike, filled in once: an extension of Jinja.

The theme fills in its navigation anew for every page, which takes a third of the time of all its
templates. A page that the navigation does not list shows the same as its neighbours.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path

import jinja2
import material
from jinja2 import nodes
from jinja2.ext import Extension
from jinja2.parser import Parser
from jinja2.runtime import Context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation

ALIKE = frozenset({"partials/nav.html", "partials/tabs.html"})
"""The theme's templates that show nothing of the page but where it lies."""

THEME = Path(material.__file__).parent
"""Where they lie; others that a user has put in their place may show anything."""


class KeptFrame(Extension):
    """Adds `{% kept "name" %}…{% endkept %}`, and puts it around what is alike."""

    tags = {"kept"}  # noqa: RUF012  Jinja has it so.

    def __init__(self, environment: jinja2.Environment) -> None:
        super().__init__(environment)
        self._nav: Navigation | None = None
        self._listed: Collection[int] = frozenset()
        """The identities of the pages that the navigation lists."""
        self._kept: dict[tuple[object, ...], str] = {}

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Put the tag around a template that is alike for many pages."""
        is_alike = name in ALIKE and filename and Path(filename).is_relative_to(THEME)
        if not is_alike:
            return source
        # The line end at a template's own end is not part of it.
        inner = source.removesuffix("\n")
        return f'{{% kept "{name}" %}}{inner}{{% endkept %}}'

    def parse(self, parser: Parser) -> nodes.Node:
        """Read the tag."""
        line = next(parser.stream).lineno
        name = parser.parse_expression()
        body = parser.parse_statements(("name:endkept",), drop_needle=True)
        call = self.call_method("_fill", [nodes.ContextReference(), name])
        return nodes.CallBlock(call, [], [], body).set_lineno(line)

    def _fill(self, context: Context, name: str, caller: Callable[[], str]) -> str:
        page, nav = context.get("page"), context.get("nav")
        if nav is not self._nav:
            self._nav, self._kept = nav, {}
            self._listed = frozenset(map(id, nav.pages if nav else ()))
        if not page or id(page) in self._listed:
            return caller()
        folder = page.url.rstrip("/").rpartition("/")[0]
        key = name, folder, context.get("base_url")
        if key not in self._kept:
            self._kept[key] = caller()
        return self._kept[key]


def keep_frame(env: jinja2.Environment, config: MkDocsConfig) -> None:
    """Fill in once what is alike, unless a user's own templates may show something of the page."""
    custom = config.theme.custom_dir
    if not custom or not Path(custom, "partials").exists():
        env.add_extension(KeptFrame)
