"""Links between pages, checked against the standard library's own arithmetic of paths."""

from __future__ import annotations

import posixpath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import urls
from generator.model import Kind, Ref

steps = st.sampled_from(["people", "places", "a", "b", "index"])
pages = st.lists(steps, min_size=1, max_size=4).map(lambda parts: "/".join(parts) + ".md")


@given(pages, pages)
def test_a_relative_link_leads_from_page_to_page(page: str, target: str) -> None:
    link = urls.relative(page, target)
    assert posixpath.normpath(posixpath.join(posixpath.dirname(page), link)) == target


def test_a_link_on_the_same_page_is_its_anchor() -> None:
    assert urls.relative("people/a.md", "people/a.md", "p7") == "#p7"


@pytest.mark.parametrize(
    ("ref", "page", "address"),
    [
        (Ref(Kind.PERSON, "john-kerry"), "people/john-kerry.md", "people/john-kerry/"),
        (Ref(Kind.PAGE, "home"), "index.md", ""),
        (Ref(Kind.PAGE, "method"), "method.md", "method/"),
        (Ref(Kind.PAGE, "names"), "pages/names.md", "pages/names/"),
    ],
)
def test_every_entry_has_its_page_and_its_address(ref: Ref, page: str, address: str) -> None:
    assert urls.page_of(ref) == page
    assert urls.address(page) == address


def test_further_pages_are_in_nobodys_way() -> None:
    assert urls.numbered("people/john-kerry.md", 1) == "people/john-kerry.md"
    assert urls.numbered("people/john-kerry.md", 2) == "people/john-kerry/2.md"
    assert urls.numbered("people/index.md", 2) == "people/index/2.md"
