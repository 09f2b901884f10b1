"""An entry whose page may be too long for one: a first page, and numbered further ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from generator import prose, urls
from generator.dossier import Dossier
from generator.model import Document, Fields
from generator.prose import Blocks
from generator.render import heads, paging, phrases, sections
from generator.render.in_a_line import description
from generator.render.view import Page, View
from generator.texts import Texts


def long_pages(
    dossier: Dossier,
    texts: Texts,
    document: Document[Fields],
    matter: Callable[[View], Iterable[Blocks]],
    first_page: Callable[[View, Blocks], str],
) -> Iterator[Page]:
    """Give an entry's pages.

    Args:
        dossier: The dossier.
        texts: The texts of the interface.
        document: The entry.
        matter: Gives, for a page's view, all that can go on from page to page.
        first_page: Writes the first page around its share of the matter.
    """
    first = urls.page_of(document.ref)
    pages = paging.numbered_pages(View(dossier, texts, first), matter)
    for number, (view, chunks) in enumerate(pages, 1):
        share = prose.blocks(*chunks, paging.page_links(view, first, number, len(pages)))
        text = (
            first_page(view, share)
            if number == 1
            else _further_page(view, document, number, len(pages), share)
        )
        yield Page(view.page, text, document.path)


def _further_page(
    view: View, document: Document[Fields], number: int, pages: int, share: Blocks
) -> str:
    title = paging.numbered_title(view.texts, document.name, number, pages)
    kind, say = document.ref.kind, view.texts.gettext
    return prose.page(
        heads.front_matter(title, description(view, document)),
        heads.crumbs(
            view,
            (phrases.several(view.texts, kind), urls.index_of(kind)),
            (document.name, urls.page_of(document.ref)),
        ),
        prose.heading(1, prose.text(title)),
        share
        if prose.begins_with_heading(share)
        else sections.titled(say("Continued"), "on", share),
    )
