"""The look of the site: lines of a measured length, a hierarchy of sizes, one accent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browsing import WINDOWS

if TYPE_CHECKING:
    from playwright.sync_api import Page as Tab

pytestmark = pytest.mark.browser

PAGES = (
    "",
    "articles/rferl-2016-08-26/",
    "people/john-kerry/",
    "events/geneva-talks-2016-08-26/",
    "figures/syrian-war-deaths/",
)


LINES = """
() => [...document.querySelectorAll("article p")]
  .filter((one) => !one.querySelector("svg") && one.textContent.length > 250
    && one.checkVisibility())
  .map((one) => {
    const range = document.createRange();
    range.selectNodeContents(one);
    const tops = new Set([...range.getClientRects()].map((box) => Math.round(box.bottom / 6)));
    return one.textContent.length / tops.size;
  })
"""
"""How many characters stand on a line of each long paragraph, roughly."""


def test_lines_are_of_a_measured_length(reader: Tab) -> None:
    least = 20 if reader.viewport_size == WINDOWS["phone"] else 40
    for address in PAGES:
        reader.goto(address)
        found = reader.evaluate(LINES)
        assert found, address
        assert all(least <= length <= 90 for length in found), (address, found)


def test_sizes_follow_the_order_of_headings(reader: Tab) -> None:
    for address in PAGES:
        reader.goto(address)
        sizes = reader.evaluate(
            """() => ["article h1", "article h2", "article p:not([class])"].map((one) =>
                 parseFloat(getComputedStyle(document.querySelector(one)).fontSize))"""
        )
        assert sizes == sorted(sizes, reverse=True), (address, sizes)
        assert sizes[0] > sizes[1] > 0, (address, sizes)


def test_there_is_one_accent_and_each_kind_is_named_beside_its_icon(
    reader: Tab,
) -> None:
    accents = set()
    for address in PAGES:
        reader.goto(address)
        accents |= set(
            reader.evaluate(
                """() => [...document.querySelectorAll("article a, article h1, article .kind")]
                     .map((one) => getComputedStyle(one).color)
                     .filter((one) => {
                       const [red, green, blue] = one.match(/\\d+/g).map(Number);
                       return Math.max(red, green, blue) - Math.min(red, green, blue) > 40;
                     })"""
            )
        )
        if address:
            words, icon = reader.evaluate(
                """() => {
                  const kind = document.querySelector(".kicker .kind");
                  return [kind.textContent.trim(), getComputedStyle(kind, "::before").maskImage];
                }"""
            )
            assert words in {"Article", "Person", "Event", "Figure"}
            assert icon.startswith("url("), address
    assert len(accents) == 1, accents
