"""A pattern that is left out for a page would have matched nothing on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import markdown
from hypothesis import given
from hypothesis import strategies as st
from small_dossier import tree

if TYPE_CHECKING:
    from site_reader import Site

EXTENSIONS = ["attr_list", "md_in_html", "tables", "toc"]


def same(text: str) -> bool:
    plain = markdown.markdown(text, extensions=EXTENSIONS)
    return markdown.markdown(text, extensions=[*EXTENSIONS, "generator.site.patterns"]) == plain


def test_every_page_of_a_dossier_is_the_same(site: Site) -> None:
    pages = {path: text for path, text in tree(site.docs).items() if path.endswith(".md")}
    assert [path for path, text in pages.items() if not same(text.decode())] == []


@given(st.lists(st.sampled_from([*"\\`*_[]()<>!&:;@#\n \t\"'{}|", "  \n", "a", "http://", "]: x"])))
def test_so_is_any_text(pieces: list[str]) -> None:
    assert same("".join(pieces))
