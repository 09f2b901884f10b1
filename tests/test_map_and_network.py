"""The map and the network in a browser: by keys, at every width, with and without scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browsing import PICTURES_SEEN, overflow
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page as Tab

pytestmark = pytest.mark.browser

ADDRESSES = ["map/", "network/"]

BY_KEY = f"{PICTURES_SEEN} >> a:not([tabindex='-1'])"
"""What stands in a picture that is seen, and is reached by key; a line is reached in the table."""


def targets(tab: Tab, selector: str) -> list[str]:
    found: list[str] = tab.locator(selector).evaluate_all(
        "(all) => all.map((one) => one.getAttribute('href'))"
    )
    return found


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_picture_and_its_table_lead_to_the_same_entries(address: str, reader: Tab) -> None:
    reader.goto(address)
    assert reader.locator(PICTURES_SEEN).count() >= 1
    assert overflow(reader) <= 0
    rows = {"map/": "td:first-child a.entity", "network/": "td a.entity"}[address]
    first_table = "article table >> nth=0"
    assert set(targets(reader, BY_KEY)) == set(targets(reader, f"{first_table} >> {rows}"))


@pytest.mark.parametrize("address", ADDRESSES)
def test_all_that_a_picture_shows_is_named_and_reached_by_key(address: str, reader: Tab) -> None:
    reader.goto(address)
    number = reader.locator(BY_KEY).count()
    reader.locator(BY_KEY).first.focus()
    reached = []
    for _ in range(3 * number):
        title, href = reader.evaluate(
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
        reader.keyboard.press("Tab")
    assert sorted(reached) == sorted(targets(reader, BY_KEY))
    reader.keyboard.press("Enter")
    expect(reader.locator(".kicker .kind")).to_be_visible()
    assert reader.url.endswith(reached[-1].removeprefix(".."))


def test_a_line_of_the_network_leads_to_its_row_and_that_to_the_paragraphs(reader: Tab) -> None:
    reader.goto("network/")
    lines = targets(reader, f"{PICTURES_SEEN} >> a[tabindex='-1']")
    assert lines
    for line in lines:
        assert reader.locator(f"td {line}").count() == 1, line
    row = reader.locator("tr", has=reader.locator(lines[0]))
    row.locator("a.para").first.click()
    anchor = reader.url.partition("#")[2]
    assert reader.locator(f"#{anchor}").count() == 1
