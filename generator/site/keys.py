"""A configuration, a theme and a navigation in, what every page's key must hold out.

Two builds with the same key and the same Markdown give the same page. Where that cannot be known,
there is no key: a plugin that is not ours may gather from all pages, an extension may read any
file, and a template may look at other pages.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, is_dataclass
from datetime import date
from importlib import metadata
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_build_date
from mkdocs.utils.meta import get_data

from generator.digests import digest, program

SAFE_PLUGINS = re.compile(r"(material/)?search|dossier(-pages)?")
"""Plugins that do nothing to a page that depends on another page."""

SAFE_EXTENSIONS = re.compile(
    r"""
    (markdown\.extensions\.)? (
        abbr | admonition | attr_list | codehilite | def_list | extra | fenced_code | footnotes
        | legacy_attrs | legacy_em | md_in_html | meta | nl2br | sane_lists | smarty | tables | toc
        | wikilinks
    )
    | pymdownx\. (
        arithmatex | betterem | caret | critic | details | emoji | highlight | inlinehilite | keys
        | magiclink | mark | saneheaders | smartsymbols | superfences | tabbed | tasklist | tilde
    )
    """,
    re.VERBOSE,
)
"""Extensions of Markdown that read no file and look at one page alone."""

LIBRARIES = (
    "Jinja2",
    "Markdown",
    "MarkupSafe",
    "Pygments",
    "mkdocs",
    "mkdocs-material",
    "pymdown-extensions",
)
"""Those by whose versions a page may differ."""

NOT_SHOWN = frozenset(
    {
        # Where something lies on this machine, and how a build goes.
        "config_file_path", "dev_addr", "docs_dir", "hooks", "site_dir", "strict", "watch",
        # A page's own file knows what they make of it.
        "draft_docs", "exclude_docs", "not_in_nav",
        # What they hold is looked at by itself.
        "nav", "plugins", "theme",
    }
)  # fmt: skip
"""Settings whose values no page shows."""


class NoKeyError(Exception):
    """A value that makes a page may be another one next time, and there is no telling."""


def why_dependent(config: MkDocsConfig) -> str:
    """Name what may let pages depend on one another; nothing where nothing does."""
    foreign = [name for name in config.plugins if not SAFE_PLUGINS.fullmatch(name)]
    if foreign:
        return f"the plugin '{foreign[0]}'"
    if config.hooks:
        return "the hooks"
    custom = config.theme.custom_dir
    for template in sorted(Path(custom).rglob("*.html")) if custom else ():
        if re.search(r"\bpages\b", template.read_text(encoding="utf-8", errors="replace")):
            return f"the template '{template.name}', which looks at other pages"
    return ""


def is_repeatable(config: MkDocsConfig) -> bool:
    """Tell whether a page depends on nothing but what its key can hold."""
    extensions = config.markdown_extensions
    return not why_dependent(config) and all(map(SAFE_EXTENSIONS.fullmatch, extensions))


def key_of_all(config: MkDocsConfig, nav: Navigation, more: object) -> bytes:
    """Give what the keys of all pages have in common.

    Args:
        config: The configuration, as it is after all plugins have seen it.
        nav: The navigation, whose pages have not been read yet.
        more: Whatever else the templates are given.

    Raises:
        NoKeyError: The configuration holds something that cannot be compared.
    """
    theme = config.theme
    settings = [
        {key: value for key, value in config.items() if key not in NOT_SHOWN},
        {name: plugin.config for name, plugin in config.plugins.items()},
        (theme.name, {key: theme[key] for key in theme}),
        more,
    ]
    parts = [
        program(),
        *(f"{name} {metadata.version(name)}" for name in LIBRARIES),
        repr(_plain(settings)),
        get_build_date(),
        *templates(config),
        *_navigation(nav.items, everything=bool(theme.custom_dir)),
    ]
    return digest(*parts)


def key_of_page(file: File, source: bytes, common: bytes, more: object) -> bytes:
    """Give the key of a page.

    Args:
        file: The page's file.
        source: The Markdown that it is made of.
        common: What the keys of all pages have in common.
        more: Whatever else the templates are given of this page.
    """
    return digest(
        common, file.src_uri, file.edit_uri or "", file.inclusion.name, repr(_plain(more)), source
    )


def _plain(value: object) -> object:
    """Give a value in a form whose `repr` tells all of it, and nothing of where it lies."""
    if value is None or isinstance(value, str | bytes | int | float | date | Path):
        return value
    if is_dataclass(value) and not isinstance(value, type):
        return _plain(asdict(value))
    if isinstance(value, Mapping):
        return sorted((str(key), _plain(one)) for key, one in value.items())
    if isinstance(value, Iterable):
        return [_plain(one) for one in value]
    name = getattr(value, "__qualname__", "")
    told = f"{getattr(value, '__module__', '')}:{name}" if name else repr(value)
    if " at 0x" in told:
        message = f"a value of type {type(value).__name__} cannot be compared"
        raise NoKeyError(message)
    return told


def templates(config: MkDocsConfig) -> Iterator[str | bytes]:
    """Give all that templates consist of: each file's path and content.

    Of a theme that is a package of its own, the thousands of icons belong to its version.
    """
    for folder in map(Path, config.theme.dirs):
        own = config.theme.custom_dir and folder.samefile(config.theme.custom_dir)
        for parent, folders, names in os.walk(folder):
            folders[:] = sorted(one for one in folders if own or not one.startswith("."))
            for name in sorted(names):
                if own or name.endswith((".html", ".yml")):
                    file = Path(parent, name)
                    yield file.relative_to(folder).as_posix()
                    yield file.read_bytes()


def _navigation(items: Iterable[Any], *, everything: bool) -> Iterator[str]:
    """Give what pages show of the navigation: its titles, its addresses, and its order."""
    for item in items:
        yield f"{type(item).__name__}({item.title!r}, {getattr(item, 'url', '')!r}"
        if isinstance(item, Page):
            _, meta = get_data(item.file.content_string)
            # What Material shows of a page that another page links to; a title may also be a
            # heading's, and then every change of that page counts.
            keys = ("title", "icon", "status", "subtitle")
            shown = meta if everything else {key: meta.get(key) for key in keys}
            yield repr(_plain(shown))
            if item.title is None and "title" not in meta:
                yield item.file.content_string
        yield from _navigation(item.children or (), everything=everything)
        yield ")"
