"""What is too long for one page, shared out over that and numbered further ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from generator import prose, urls
from generator.prose import Blocks
from generator.render.view import View, spaced
from generator.texts import Texts

PAGE_SIZE = 90_000
"""Characters of Markdown after which a list goes on to a next page: HTML stays under 300 kB."""


def numbered_pages(
    view: View, chunks: Callable[[View], Iterable[Blocks]], size: int = PAGE_SIZE
) -> list[tuple[View, list[Blocks]]]:
    """Share what a function gives out over a page and the numbered ones that go on with it.

    Args:
        view: Of the first page.
        chunks: Gives the chunks as they look from a page: as many of them for each page, with
            other links. All pages after the first stand in one folder and look alike, so it is
            asked twice at most, and for the first page alone no more than that holds.
        size: Characters of Markdown after which a page is full.

    Returns:
        Each page's view and its chunks; every chunk is on exactly one page.
    """
    first, is_last = next(_paged(chunks(view), size))
    pages = [(view, first)]
    if not is_last:
        left = islice(chunks(view.at(urls.numbered(view.page, 2))), len(first), None)
        for number, (share, _) in enumerate(_paged(left, size), 2):
            pages.append((view.at(urls.numbered(view.page, number)), share))
    return pages


def _paged(chunks: Iterable[Blocks], size: int) -> Iterator[tuple[list[Blocks], bool]]:
    """Share chunks out over pages of at most that many characters; at least one page.

    Yields:
        Each page as soon as it is full, and whether it is the last.
    """
    page: list[Blocks] = []
    filled = 0
    for chunk in chunks:
        if page and filled + len(chunk) > size:
            yield page, False
            page, filled = [], 0
        page.append(chunk)
        filled += len(chunk)
    yield page, True


def numbered_title(texts: Texts, title: str, number: int, pages: int) -> str:
    """Give the title of a page that goes on with another."""
    return texts.gettext(
        "{title}, page {number} of {pages}",
        title=title,
        number=texts.number(number),
        pages=texts.number(pages),
    )


def page_links(view: View, first: str, number: int, pages: int) -> Blocks:
    """Lead through the parts of a page that is too long for one."""
    if pages == 1:
        return prose.NOTHING
    links = [
        prose.strong(prose.text(str(one)))
        if one == number
        else prose.link(prose.text(str(one)), view.href(urls.numbered(first, one)))
        for one in sorted({1, *range(max(1, number - 3), min(pages, number + 3) + 1), pages})
    ]
    return prose.section(
        "nav",
        ("pages",),
        prose.paragraph(spaced(prose.text(view.texts.gettext("Pages")), *links)),
        aria_label=view.texts.gettext("Pages"),
    )
