"""Whoever comes to an address that leads nowhere is told so, searches from there, and goes on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import pytest
from browsing import WINDOWS, overflow, published_at
from playwright.sync_api import expect
from sites import ADDRESS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, BrowserContext
    from playwright.sync_api import Page as Tab
    from site_reader import Site

pytestmark = pytest.mark.browser

DEEP = "people/of/the/harbour/salma-hadad.html"
"""An address that nothing is at, with a name in it that is misspelt."""

PLACES = [DEEP, "salma-hadad/", "people/salma-hadad", "a/b/c/d/e/f/"]


@pytest.fixture(params=[True, False], ids=["with-scripts", "without"])
def reader(request: pytest.FixtureRequest, published: Site, browser: Browser) -> Iterator[Tab]:
    """Somebody who visits a site that is published below a folder, as its address says."""
    context: BrowserContext = browser.new_context(
        base_url=ADDRESS, java_script_enabled=request.param, viewport=WINDOWS["desktop"]
    )
    published_at(ADDRESS, published, context)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("place", PLACES)
def test_the_page_looks_like_the_others_at_any_depth(place: str, reader: Tab) -> None:
    failed: list[str] = []
    reader.on("requestfailed", lambda request: failed.append(request.url))
    reader.on(
        "response",
        lambda response: (
            failed.append(response.url)
            if response.status >= 400 and not response.url.endswith(place)
            else None
        ),
    )
    answer = reader.goto(place)
    assert answer
    assert answer.status == 404
    heading = reader.get_by_role("heading", level=1)
    expect(heading).to_have_text("There is no page at this address")
    shown = heading.bounding_box()
    reader.goto("about/")
    usual = reader.get_by_role("heading", level=1).bounding_box()
    assert shown
    assert usual
    assert shown["x"] == usual["x"]
    assert failed == []


@pytest.mark.parametrize("place", PLACES)
def test_every_way_on_leads_somewhere(place: str, reader: Tab, published: Site) -> None:
    reader.goto(place)
    ways = reader.locator(".ways a").evaluate_all("all => all.map((one) => one.href)")
    assert len(ways) > 5
    assert {urljoin(ADDRESS, way).removeprefix(ADDRESS) for way in ways} <= published.pages.keys()


def test_a_search_from_there_leads_to_the_search_with_its_words(reader: Tab) -> None:
    """Without scripts too, where the page of the search says what else there is."""
    reader.goto(DEEP)
    field = reader.get_by_role("searchbox", name="Search the dossier for names or words")
    field.fill("ammonia leak")
    field.press("Enter")
    reader.wait_for_url(re.compile(r"/dossier/search/\?find=ammonia\+leak$"))
    expect(reader.get_by_role("heading", level=1)).to_have_text("Search")


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (DEEP, "salma hadad"),
        ("people/salma-hadad/", "salma hadad"),
        ("people/%D8%B3%D9%84%D9%85%D9%89/", "سلمى"),
        ("people/%E0%A4/", ""),
        ("2014/03/05/", ""),
    ],
)
def test_the_words_of_the_address_are_offered_to_search_for(
    place: str, words: str, published: Site, browser: Browser
) -> None:
    context = browser.new_context(base_url=ADDRESS)
    published_at(ADDRESS, published, context)
    tab = context.new_page()
    tab.goto(place)
    expect(tab.get_by_role("searchbox", name="Search the dossier for")).to_have_value(words)
    context.close()


def test_a_misspelt_address_leads_to_who_was_meant(published: Site, browser: Browser) -> None:
    context = browser.new_context(base_url=ADDRESS)
    published_at(ADDRESS, published, context)
    tab = context.new_page()
    tab.goto(DEEP)
    tab.locator(".nowhere").get_by_role("button", name="Search").click()
    tab.locator(".search-entries a").first.click()
    tab.wait_for_url(f"{ADDRESS}people/salma-haddad/")
    context.close()


@pytest.mark.parametrize("size", WINDOWS)
def test_it_fits_every_width(
    size: str, repository: Site, browser: Browser, serve: Callable[[Site], str]
) -> None:
    tab = browser.new_page(viewport=WINDOWS[size])
    tab.goto(serve(repository) + "404.html")
    assert overflow(tab) <= 0
    tab.close()
