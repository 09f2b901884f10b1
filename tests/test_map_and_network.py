"""The map and the network in a browser: by keys, at every width, with and without scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browsing import PICTURES_SEEN, WINDOWS, overflow
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser
    from playwright.sync_api import Page as Tab
    from site_reader import Site

pytestmark = pytest.mark.browser

ADDRESSES = ["map/", "network/"]

BY_KEY = f"{PICTURES_SEEN} >> a:not([tabindex='-1'])"
"""What stands in a picture that is seen, and is reached by key; a line is reached in the table."""


@pytest.fixture(
    params=[(window, script) for window in WINDOWS for script in (True, False)],
    ids=lambda one: f"{one[0]}-{'with' if one[1] else 'without'}-scripts",
)
def tab(
    request: pytest.FixtureRequest,
    browser: Browser,
    repository: Site,
    serve: Callable[[Site], str],
) -> Iterator[Tab]:
    """A reader's tab, at each width, with and without scripts."""
    window, script = request.param
    context = browser.new_context(
        viewport=WINDOWS[window],
        java_script_enabled=script,
        base_url=serve(repository),
        reduced_motion="reduce",
    )
    yield context.new_page()
    context.close()


def targets(tab: Tab, selector: str) -> list[str]:
    found: list[str] = tab.locator(selector).evaluate_all(
        "(all) => all.map((one) => one.getAttribute('href'))"
    )
    return found


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_picture_and_its_table_lead_to_the_same_entries(address: str, tab: Tab) -> None:
    tab.goto(address)
    assert tab.locator(PICTURES_SEEN).count() >= 1
    assert overflow(tab) <= 0
    rows = {"map/": "td:first-child a.entity", "network/": "td a.entity"}[address]
    first_table = "article table >> nth=0"
    assert set(targets(tab, BY_KEY)) == set(targets(tab, f"{first_table} >> {rows}"))


@pytest.mark.parametrize("address", ADDRESSES)
def test_all_that_a_picture_shows_is_named_and_reached_by_key(address: str, tab: Tab) -> None:
    tab.goto(address)
    number = tab.locator(BY_KEY).count()
    tab.locator(BY_KEY).first.focus()
    reached = []
    for _ in range(3 * number):
        title, href = tab.evaluate(
            """() => {
              const one = document.activeElement;
              const name = one.querySelector?.("title")?.textContent ?? "";
              return [one.closest("svg") ? name : null, one.getAttribute("href")];
            }"""
        )
        if title is not None:
            assert title, href
            reached.append(href)
        if len(reached) == number:
            break
        tab.keyboard.press("Tab")
    assert sorted(reached) == sorted(targets(tab, BY_KEY))
    tab.keyboard.press("Enter")
    expect(tab.locator(".kicker .kind")).to_be_visible()
    assert tab.url.endswith(reached[-1].removeprefix(".."))


def test_a_line_of_the_network_leads_to_its_row_and_that_to_the_paragraphs(tab: Tab) -> None:
    tab.goto("network/")
    lines = targets(tab, f"{PICTURES_SEEN} >> a[tabindex='-1']")
    assert lines
    for line in lines:
        assert tab.locator(f"td {line}").count() == 1, line
    row = tab.locator("tr", has=tab.locator(lines[0]))
    row.locator("a.para").first.click()
    anchor = tab.url.partition("#")[2]
    assert tab.locator(f"#{anchor}").count() == 1
