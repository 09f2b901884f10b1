"""The former ids of entries in, pages that lead to where these entries are now out.

No script is needed: the page's template asks the browser to go on, and whoever stays sees a link.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator import prose, urls
from generator.dossier import Dossier
from generator.model import Document, Fields, Ref
from generator.render import heads
from generator.render.in_a_line import description
from generator.render.view import Page, View
from generator.texts import Texts


def redirect_pages(dossier: Dossier, texts: Texts) -> Iterator[Page]:
    """Give a page for each id that an entry had before, unless another has it now."""
    given = set(dossier.documents)
    for document in dossier.documents.values():
        for id_ in document.fields.formerly:
            former = Ref(document.ref.kind, id_)
            if former not in given:
                given.add(former)
                yield _redirect_page(View(dossier, texts, urls.page_of(former)), former, document)


def _redirect_page(view: View, former: Ref, now: Document[Fields]) -> Page:
    title = view.texts.gettext("This page has moved")
    meta = {
        **heads.front_matter(title, description(view, now)),
        "moved_to": urls.page_of(now.ref).removesuffix(".md"),
        "search": {"exclude": True},
    }
    return Page(
        view.page,
        prose.page(
            meta,
            heads.breadcrumbs(view, former.kind),
            prose.heading(1, prose.text(title)),
            prose.paragraph(
                prose.sentence(
                    view.texts.gettext("It is now here: {page}."), page=view.entity(now.ref)
                )
            ),
        ),
        now.path,
    )
