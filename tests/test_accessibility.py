"""Everybody can read the site: by eye or ear, in light or dark, on a phone, by keyboard alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from axe import violations_in_light_and_dark
from browsing import WINDOWS, one_of_each_kind, overflow, wrong_pages
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, ViewportSize
    from playwright.sync_api import Page as Tab
    from site_reader import Site

pytestmark = pytest.mark.browser

SIZES = ["phone", "desktop"]

AT_400_PER_CENT: ViewportSize = {"width": 320, "height": 256}
"""What is left of 1,280 by 1,024 pixels."""


WRONG = """
<button></button>
<p style="color: #bbb">What is pale in the light.</p>
<p style="color: #555">What is pale in the dark.</p>
<style>a { text-decoration: none !important }</style>
"""


def test_what_is_wrong_with_a_page_would_be_found(
    harbour: Site, browser: Browser, serve: Callable[[Site], str]
) -> None:
    tab = browser.new_page()
    tab.goto(serve(harbour) + "about/")
    tab.locator("h1").evaluate("(one, more) => one.insertAdjacentHTML('afterend', more)", WRONG)
    found = violations_in_light_and_dark(tab)
    tab.close()
    assert [one.split(": <")[0] for one in found] == [
        "light: button-name",
        "light: color-contrast",
        "light: link-in-text-block",
        "dark: color-contrast",
        "dark: link-in-text-block",
    ]
    assert "in the light" in found[1]
    assert "in the dark" in found[3]


@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_no_violation_on_any_kind_of_page(
    size: str, site: Site, browser: Browser, serve: Callable[[Site], str]
) -> None:
    context = browser.new_context(viewport=WINDOWS[size], reduced_motion="reduce")
    assert wrong_pages(context.new_page(), site, serve(site), violations_in_light_and_dark) == {}
    context.close()


@pytest.mark.parametrize("size", SIZES)
def test_nor_on_pages_that_go_on_with_others(
    size: str, large: Site, browser: Browser, serve: Callable[[Site], str]
) -> None:
    context = browser.new_context(viewport=WINDOWS[size], reduced_motion="reduce")
    tab = context.new_page()
    found: dict[str, list[str]] = {}
    further = [address for address in one_of_each_kind(large) if re.search(r"/\d+/$", address)]
    assert {"people", "events", "figures", "statements", "timeline"} <= {
        address.partition("/")[0] for address in further
    }
    for address in further:
        tab.goto(serve(large) + address)
        found[address] = violations_in_light_and_dark(tab)
        assert overflow(tab) <= 0, address
    context.close()
    assert {address: wrong for address, wrong in found.items() if wrong} == {}


ARTICLE = "articles/rferl-2016-08-26/"


def ask_for_paragraphs(tab: Tab) -> None:
    tab.goto("search/?find=ceasefire&person=John+Kerry&from=2016-08")
    expect(tab.locator(".search-hits > li").first).to_be_visible()
    tab.locator("summary", has_text="Organizations").click()


def ask_for_what_is_not_there(tab: Tab) -> None:
    tab.goto("search/?find=Lavrof&kind=Quotation")
    expect(tab.locator(".search-entries a").first).to_be_visible()


def ask_in_the_header(tab: Tab) -> None:
    tab.goto(ARTICLE)
    tab.keyboard.press("/")
    tab.keyboard.type("lavrov")
    expect(tab.locator(".md-search-result__item").first).to_be_visible()


def preview(tab: Tab) -> None:
    tab.goto(ARTICLE)
    tab.keyboard.press("Tab")
    tab.locator(".text a.entity.person").first.focus()
    expect(tab.get_by_role("tooltip")).to_be_visible()


def follow_mentions(tab: Tab) -> None:
    tab.goto(f"{ARTICLE}#john-kerry-2")
    expect(tab.get_by_role("navigation", name="Mentions in order")).to_be_visible()


def read_quietly(tab: Tab) -> None:
    tab.goto(ARTICLE)
    for button in tab.locator(".shown-kinds button").all():
        button.click()


def open_the_menu(tab: Tab) -> None:
    tab.goto(ARTICLE)
    button = tab.locator("label[for=__drawer]").first
    if button.is_visible():
        button.click()
        tab.locator(".md-sidebar--primary .md-nav__link").first.wait_for(state="visible")


STATES = (
    ask_for_paragraphs,
    ask_for_what_is_not_there,
    ask_in_the_header,
    preview,
    follow_mentions,
    read_quietly,
    open_the_menu,
)


@pytest.mark.parametrize("size", SIZES)
def test_nor_on_any_state_that_a_page_can_be_brought_to(
    size: str, repository: Site, browser: Browser, serve: Callable[[Site], str]
) -> None:
    context = browser.new_context(
        viewport=WINDOWS[size],
        base_url=serve(repository),
        reduced_motion="reduce",
    )
    found: dict[str, list[str]] = {}
    for bring in STATES:
        tab = context.new_page()
        bring(tab)
        found[bring.__name__] = violations_in_light_and_dark(tab)
        tab.close()
    context.close()
    assert {state: wrong for state, wrong in found.items() if wrong} == {}


FOCUS = """
async () => {
  // What comes with the focus, a menu or a field, takes a moment to come.
  await Promise.all(document.getAnimations().map((one) => one.finished));
  const one = document.activeElement;
  if (one === document.body) return null;
  // Of the choices of colours, which take no room, the label is seen that stands beside them.
  const seen = one.matches(".md-option")
    ? one.parentElement.querySelector("label:not([hidden])") : one;
  const style = getComputedStyle(seen);
  const boxes = [...seen.getClientRects()].filter((box) => box.width && box.height);
  const points = boxes.flatMap((box) => [
    [box.left + box.width / 2, box.top + box.height / 2],
    [box.left + 2, box.top + 2], [box.right - 2, box.bottom - 2],
  ]);
  const isFree = ([x, y]) => {
    let above = document.elementFromPoint(x, y);
    if (!above) return false;  // It is outside the window.
    while (above && !above.contains(seen)) {
      if (["fixed", "sticky"].includes(getComputedStyle(above).position)) return false;
      above = above.parentElement;
    }
    return true;
  };
  return {
    words: one.textContent.trim().slice(0, 80) || one.getAttribute("aria-label") || one.tagName,
    outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0,
    hidden: !points.some(isFree),
  };
}
"""

STOPS = 50
"""How often a key is pressed on a page."""

FURTHER_STOPS = 30
"""How often behind the header, which is the same on every page."""


def test_the_first_key_leads_past_the_header(
    site: Site, browser: Browser, serve: Callable[[Site], str]
) -> None:
    context = browser.new_context(viewport=WINDOWS["desktop"], reduced_motion="reduce")
    tab = context.new_page()
    for address in one_of_each_kind(site):
        if address == "404.html":  # Material gives it no such link.
            continue
        # The page of the search has its field focused, until there is something to read.
        tab.goto(serve(site) + address + ("?find=words" if address == "search/" else ""))
        tab.keyboard.press("Tab")
        assert tab.evaluate(FOCUS)["words"] == "Skip to content", address
        tab.keyboard.press("Enter")
        tab.keyboard.press("Tab")
        assert not tab.evaluate(
            "document.activeElement.closest('.md-header, .md-tabs, .md-sidebar--primary')"
        ), address
    context.close()


@pytest.mark.parametrize("key", ["Tab", "Shift+Tab"])
@pytest.mark.parametrize("window", [*SIZES, "four hundred per cent"])
def test_what_has_the_focus_is_seen_and_nothing_lies_over_it(
    window: str, key: str, repository: Site, browser: Browser, serve: Callable[[Site], str]
) -> None:
    """WCAG 2.2, 2.4.7 Focus Visible and 2.4.11 Focus Not Obscured."""
    context = browser.new_context(
        viewport=WINDOWS.get(window, AT_400_PER_CENT), reduced_motion="reduce"
    )
    tab = context.new_page()
    wrong = []
    for address in one_of_each_kind(repository):
        tab.goto(serve(repository) + address)
        if address == "search/":
            expect(tab.locator("#search-words")).to_be_focused()
        stops = STOPS
        if key == "Tab" and address not in {"", "404.html", "search/"}:
            tab.keyboard.press("Tab")
            tab.keyboard.press("Enter")
            stops = FURTHER_STOPS
        for _ in range(stops):
            tab.keyboard.press(key)
            focus = tab.evaluate(FOCUS)
            if focus and focus["hidden"]:
                # The theme's header comes back with the next frame.
                tab.wait_for_timeout(200)
                focus = tab.evaluate(FOCUS)
            if focus is None:
                break
            if focus["hidden"] or not focus["outlined"]:
                wrong.append((address, focus))
    context.close()
    assert wrong == []


def test_nothing_moves_for_readers_who_asked_for_stillness(
    repository: Site, browser: Browser, serve: Callable[[Site], str]
) -> None:
    context = browser.new_context(reduced_motion="reduce")
    tab = context.new_page()
    for address in one_of_each_kind(repository):
        tab.goto(serve(repository) + address)
        moving = tab.evaluate(
            """() => [...document.querySelectorAll("*")].filter((one) => {
                 const style = getComputedStyle(one);
                 const longest = (times) => Math.max(...times.split(",").map(parseFloat));
                 return longest(style.transitionDuration) > 0.01
                   || longest(style.animationDuration) > 0.01;
               }).map((one) => one.outerHTML.slice(0, 80))"""
        )
        assert moving == [], address
    context.close()


def test_kinds_are_told_apart_where_the_system_sets_the_colours(
    repository: Site, browser: Browser, serve: Callable[[Site], str]
) -> None:
    context = browser.new_context(forced_colors="active")
    tab = context.new_page()
    tab.goto(serve(repository) + "people/john-kerry/")
    icon, page = tab.evaluate(
        """() => [
             getComputedStyle(document.querySelector(".kicker .kind"), "::before").backgroundColor,
             getComputedStyle(document.body).backgroundColor,
           ]"""
    )
    context.close()
    assert icon != page
