"""What helps to read: previews, quiet text, the way from mention to mention, copies."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from browsing import WINDOWS, overflow
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser
    from playwright.sync_api import Page as Tab
    from site_reader import Site

pytestmark = pytest.mark.browser

ARTICLE = "articles/rferl-2016-08-26/"


@pytest.fixture
def address(repository: Site, serve: Callable[[Site], str]) -> str:
    return serve(repository)


@pytest.fixture(params=WINDOWS)
def tab(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Tab]:
    context = browser.new_context(
        viewport=WINDOWS[request.param], permissions=["clipboard-read", "clipboard-write"]
    )
    yield context.new_page()
    context.close()


def clipboard(tab: Tab) -> str:
    words: str = tab.evaluate("navigator.clipboard.readText()")
    return words


# --- Previews ------------------------------------------------------------------------------------


def test_pointing_at_a_name_shows_who_that_was_at_the_time(tab: Tab, address: str) -> None:
    tab.goto(address + ARTICLE)
    tab.locator(".text a.entity.person[href*='john-kerry']").first.hover()
    card = tab.get_by_role("tooltip")
    expect(card).to_contain_text("John Kerry")
    expect(card).to_contain_text("Secretary of State")
    # A reader can move onto it to read, and it stays (WCAG 1.4.13).
    card.hover()
    tab.wait_for_timeout(500)
    expect(card).to_be_visible()
    tab.mouse.move(5, 600)
    expect(card).to_be_hidden()


def test_a_preview_comes_with_the_key_focus_and_goes_with_escape(tab: Tab, address: str) -> None:
    tab.goto(address + ARTICLE)
    name = tab.locator(".text a.entity.person").first
    tab.keyboard.press("Tab")
    name.focus()
    card = tab.get_by_role("tooltip")
    expect(card).to_be_visible()
    expect(name).to_have_attribute("aria-describedby", card.get_attribute("id") or "")
    tab.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(name).to_be_focused()


def test_a_finger_follows_the_link_at_once(browser: Browser, address: str) -> None:
    context = browser.new_context(has_touch=True, viewport={"width": 360, "height": 740})
    tab = context.new_page()
    tab.goto(address + ARTICLE)
    tab.locator(".text a.entity.person").first.tap()
    tab.wait_for_url(re.compile("people/"))
    context.close()


def test_nothing_is_fetched_before_a_reader_points_at_a_name(tab: Tab, address: str) -> None:
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(address + ARTICLE)
    tab.wait_for_timeout(300)
    assert not [url for url in asked if "/data/" in url]
    place = tab.locator(".text a.entity.place").first
    place.hover()
    expect(tab.get_by_role("tooltip")).to_be_visible()
    page = urlsplit(place.evaluate("one => one.href")).path.strip("/")
    assert [url for url in asked if "/data/" in url] == [f"{address}data/{page}.json"]


def test_a_preview_stays_inside_the_window(tab: Tab, address: str) -> None:
    tab.goto(address + ARTICLE)
    width = tab.viewport_size["width"] if tab.viewport_size else 0
    names = tab.locator(".text a.entity.org")
    for place in range(min(6, names.count())):
        names.nth(place).hover()
        card = tab.get_by_role("tooltip")
        expect(card).to_be_visible()
        box = card.bounding_box()
        assert box is not None
        assert (box["x"] >= 0, box["x"] + box["width"] <= width) == (True, True)
        assert overflow(tab) <= 0
        tab.keyboard.press("Escape")


# --- From mention to mention ---------------------------------------------------------------------


def test_mentions_of_one_entity_are_followed_through_all_articles(tab: Tab, address: str) -> None:
    tab.goto(address + "people/john-kerry/")
    everything = tab.locator(".snippets a.hit")
    expected = [
        everything.nth(place).evaluate("one => one.href") for place in range(everything.count())
    ]
    everything.first.click()
    seen = [tab.url]
    follow = tab.get_by_role("navigation", name="Mentions in order")
    while True:
        expect(follow).to_contain_text(f"mention {len(seen)} of {len(expected)}")
        after = follow.get_by_role("link", name="Next")
        if not after.count():
            break
        after.click()
        tab.wait_for_url(lambda url, last=seen[-1]: url != last)  # type: ignore[misc]
        seen.append(tab.url)
    assert sorted(seen) == sorted(set(expected))
    follow.get_by_role("link", name="John Kerry").click()
    tab.wait_for_url(re.compile("people/john-kerry/$"))


def test_reading_from_the_top_shows_no_such_way(tab: Tab, address: str) -> None:
    tab.goto(address + ARTICLE)
    expect(tab.get_by_role("navigation", name="Mentions in order")).to_be_hidden()


# --- Quiet reading -------------------------------------------------------------------------------


def underlined(tab: Tab, kind: str) -> bool:
    line: str = tab.locator(f".text a.entity.{kind}").first.evaluate(
        "one => getComputedStyle(one).textDecorationLine"
    )
    return line == "underline"


def test_mentions_are_hidden_by_kind_and_stay_so_on_the_next_page(tab: Tab, address: str) -> None:
    tab.goto(address + ARTICLE)
    before = tab.locator(".text").inner_text()
    people = tab.get_by_role("button", name="People")
    expect(people).to_have_attribute("aria-pressed", "true")
    people.click()
    tab.mouse.move(5, 5)
    expect(people).to_have_attribute("aria-pressed", "false")
    assert (underlined(tab, "person"), underlined(tab, "org")) == (False, True)
    assert tab.locator(".text").inner_text() == before
    tab.goto(address + "articles/csmonitor-2016-08-27/")
    assert (underlined(tab, "person"), underlined(tab, "org")) == (False, True)
    tab.get_by_role("button", name="People").press("Enter")
    assert underlined(tab, "person")


# --- Copies --------------------------------------------------------------------------------------


def test_a_paragraphs_number_copies_its_link(tab: Tab, address: str) -> None:
    tab.goto(address + ARTICLE)
    tab.locator("#p3").click()
    expect(tab.get_by_role("status").last).to_have_text("Link to paragraph 3 copied")
    assert clipboard(tab) == tab.url == f"{address}{ARTICLE}#p3"


def test_a_citation_is_copied_as_it_stands(tab: Tab, address: str) -> None:
    tab.goto(address + ARTICLE)
    tab.get_by_role("button", name="Copy citation").click()
    expect(tab.get_by_role("status").last).to_have_text("Citation copied")
    assert clipboard(tab) == tab.locator(".citation").inner_text().strip()


# --- Without scripts, and on paper ---------------------------------------------------------------


@pytest.mark.parametrize("window", WINDOWS)
def test_without_scripts_nothing_is_there_that_does_nothing(
    window: str, browser: Browser, address: str
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=WINDOWS[window])
    tab = context.new_page()
    tab.goto(address + ARTICLE)
    expect(tab.locator(".text p").first).to_be_visible()
    assert tab.locator(".toggle, .copy, .preview, .follow").count() == 0
    # A paragraph's number is its link all the same, and a name leads to its entry.
    tab.locator("#p3").click()
    assert tab.url.endswith("#p3")
    tab.locator(".text a.entity.person").first.click()
    expect(tab.get_by_role("heading", level=1)).to_be_visible()
    assert "/people/" in tab.url
    context.close()


def test_on_paper_the_text_is_one_column_with_the_addresses_spelled_out(
    tab: Tab, address: str
) -> None:
    tab.goto(address + ARTICLE)
    tab.emulate_media(media="print")
    for hidden in (".shown-kinds", ".copy", ".md-header", ".md-tabs", ".crumbs"):
        assert not tab.locator(hidden).first.is_visible(), hidden
    text, page = (tab.locator(one).first.bounding_box() for one in (".text", ".md-content"))
    assert text
    assert page
    assert text["width"] > page["width"] * 0.8
    columns = tab.locator(".text").evaluate("one => getComputedStyle(one).columnCount")
    assert columns == "auto"
    spelled = tab.locator(".facts a[href^=http]").first.evaluate(
        "one => getComputedStyle(one, '::after').content"
    )
    assert "http" in spelled
