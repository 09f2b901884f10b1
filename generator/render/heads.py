"""What a page begins with: front matter, the way to it, its kind, a summary, facts."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping, Sequence

from generator import prose, urls
from generator.model import Kind
from generator.prose import Blocks, Markdown
from generator.prose.pages import Value
from generator.render import phrases
from generator.render.view import View
from generator.texts import Texts


def front_matter(
    title: str, description: str = "", tags: Sequence[str] = (), boost: int = 1
) -> Mapping[str, Value]:
    """Give a page's front matter: only keys that we write, with text that is safe in a template.

    Material prints these values without escaping, so they are escaped here. Tags are search words
    that are not printed.
    """
    meta: dict[str, Value] = {"title": html.escape(title), "hide": ["navigation"]}
    if description:
        meta["description"] = html.escape(description)
    if tags:
        meta["tags"] = list(tags)
    if boost != 1:
        meta["search"] = {"boost": boost}
    return meta


def breadcrumbs(view: View, kind: Kind) -> Blocks:
    """Say where the reader is: the way from the home page to the index of a kind."""
    return crumbs(view, (phrases.several(view.texts, kind), urls.index_of(kind)))


def crumbs(view: View, *steps: tuple[str, str]) -> Blocks:
    """Give the way to this page from the home page, with title and path of each page on it."""
    way = ((view.texts.gettext("Home"), urls.HOME), *steps)
    links = [prose.link(prose.text(title), view.href(path)) for title, path in way]
    return prose.section(
        "nav",
        ("crumbs",),
        prose.paragraph(prose.joined(" › ", links)),
        aria_label=view.texts.gettext("Breadcrumbs"),
    )


def kicker(texts: Texts, kind: Kind, words: str = "") -> Blocks:
    """Say above a title what kind of thing the page is about."""
    said = prose.text(words or phrases.one_of(texts, kind))
    return prose.paragraph(prose.span(said, classes=("kind", kind)), classes=("kicker",))


def lead(summary: str | None) -> Blocks:
    """Give an entry's summary as the page's first paragraph."""
    return prose.paragraph(prose.text(summary), classes=("lead",)) if summary else prose.NOTHING


def facts(rows: Iterable[tuple[str, Markdown | None]]) -> Blocks:
    """List what is known of an entry in a word or two; rows without a value are left out."""
    return prose.definitions(
        [(prose.text(label), value) for label, value in rows if value], classes=("facts",)
    )
