"""A site whose language is written from the right, and names and passages of such a language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from axe import violations
from browsing import WINDOWS, misplaced_names, wrong_pages
from test_reader_settings import lost

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser
    from playwright.sync_api import Page as Tab
    from site_reader import Site

pytestmark = pytest.mark.browser

OUTSIDE = """
() => [...document.querySelectorAll("figure svg text")].flatMap((words) => {
  const frame = words.closest("figure").getBoundingClientRect();
  const box = words.getBoundingClientRect();
  return !box.width || (box.left >= frame.left - 2 && box.right <= frame.right + 2)
    ? [] : [words.textContent];
})
"""
"""Words of pictures that stand outside their picture."""


@pytest.mark.parametrize("size", WINDOWS)
def test_every_kind_of_page_is_whole(
    size: str, right_to_left: Site, browser: Browser, serve: Callable[[Site], str]
) -> None:
    context = browser.new_context(viewport=WINDOWS[size], reduced_motion="reduce")
    tab = context.new_page()

    def look(tab: Tab) -> list[object]:
        assert tab.evaluate("getComputedStyle(document.body).direction") == "rtl"
        return [*violations(tab), *lost(tab), *tab.evaluate(OUTSIDE), *misplaced_names(tab)]

    assert wrong_pages(tab, right_to_left, serve(right_to_left), look) == {}
    context.close()


BEGINS = """
(selector) => [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility())
  .map((one) => {
    const range = document.createRange();
    range.selectNodeContents(one);
    const [words, frame] = [range, one.parentElement].map((it) => it.getBoundingClientRect());
    return [words.left - frame.left, frame.right - words.right];
  })
"""
"""How far from the left and from the right of what holds them words stand."""


@pytest.mark.parametrize(
    ("address", "selector"),
    [
        ("people/ines-okonjo-bright/", "article > h1, article h2"),
        ("people/", ".index td:first-child > a, .index th:first-child > button"),
        ("events/ammonia-leak/", ".facts dt, .dates th:first-child"),
        ("timeline/", ".month > h2"),
    ],
)
def test_what_begins_a_line_stands_at_the_right(
    address: str,
    selector: str,
    right_to_left: Site,
    browser: Browser,
    serve: Callable[[Site], str],
) -> None:
    tab = browser.new_page(viewport=WINDOWS["desktop"])
    tab.goto(serve(right_to_left) + address)
    found = tab.evaluate(BEGINS, selector)
    tab.close()
    assert found
    for from_left, from_right in found:
        assert from_right <= from_left


def test_numbers_in_an_index_stand_at_the_end_of_their_cells(
    right_to_left: Site, harbour: Site, browser: Browser, serve: Callable[[Site], str]
) -> None:
    tab = browser.new_page(viewport=WINDOWS["desktop"])
    for site, side in ((right_to_left, "left"), (harbour, "right")):
        tab.goto(serve(site) + "people/")
        (aligned,) = tab.evaluate(
            """() => [...new Set([...document.querySelectorAll(".index td:nth-child(3)")]
                       .map((one) => getComputedStyle(one).textAlign))]"""
        )
        assert aligned == side
    tab.close()


@pytest.mark.parametrize(
    ("address", "row"),
    [("events/ammonia-leak/", ".dates td"), ("network/", ".ties-table td")],
)
def test_a_number_beside_a_name_from_the_right_stays_beside_it(
    address: str, row: str, harbour: Site, browser: Browser, serve: Callable[[Site], str]
) -> None:
    """On an English page: the paragraph's number stands after the outlet, as it is read."""
    tab = browser.new_page(viewport=WINDOWS["desktop"])
    tab.goto(serve(harbour) + address)
    places = tab.evaluate(
        """(row) => [...document.querySelectorAll(row)].flatMap((cell) =>
             [...cell.querySelectorAll("bdi")]
               .filter((one) => /[\\u0600-\\u06ff]/.test(one.textContent))
               .map((name) => {
                 let after = name.nextElementSibling;
                 while (after && !after.matches(".para")) after = after.nextElementSibling;
                 const [one, other] = [name, after].map((it) => it.getClientRects());
                 const last = one[one.length - 1];
                 return [last.right, other[0].left, last.top, other[0].top];
               }))""",
        row,
    )
    tab.close()
    assert places
    for name_ends, number_begins, name_top, number_top in places:
        assert number_begins >= name_ends - 1 or number_top > name_top + 5


def test_a_name_keeps_its_brackets_whatever_stands_around_it(
    right_to_left: Site, browser: Browser, serve: Callable[[Site], str]
) -> None:
    """The bracket that ends `Gullen Shipping & Sons <Holding>` stands at its right."""
    tab = browser.new_page(viewport=WINDOWS["desktop"])
    tab.goto(serve(right_to_left) + "organizations/")
    ends = tab.evaluate(
        """() => {
          const link = [...document.querySelectorAll("a.entity")]
            .find((one) => one.textContent.endsWith("<Holding>"));
          const range = document.createRange();
          const at = (place) => {
            range.setStart(link.firstChild, place);
            range.setEnd(link.firstChild, place + 1);
            return range.getBoundingClientRect().left;
          };
          const length = link.textContent.length;
          return [at(0), at(length - 2), at(length - 1)];
        }"""
    )
    tab.close()
    assert ends == sorted(ends)
