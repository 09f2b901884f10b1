"""Dossiers with one oddity each: every page still makes sense, at every width, with words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browsing import WINDOWS, misplaced_names, one_of_each_kind, overflow
from odd_dossiers import LONG, ODD
from sites import built, written

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser
    from site_reader import Site

SAYS = {
    "empty": {
        "": "The editors have not written a home page yet.",
        "timeline/": "Nothing in this dossier has a date yet.",
        "map/": "No place is in the registry yet, so there is no map.",
        "network/": "No person and no organization is in the registry yet",
        "search/": "No article is in the dossier yet.",
        "statements/": "No article of this dossier quotes anybody yet.",
        "people/": "No person is in the registry yet.",
        "articles/": "No article is in the dossier yet.",
        "corrections/": "Nothing has been corrected yet.",
    },
    "no-places": {"map/": "No place is in the registry yet", "places/": "No place is"},
    "no-events": {
        "timeline/": "Nothing in this dossier has a date yet.",
        "events/": "No event is in the registry yet.",
        "network/": "No paragraph names two people or organizations",
    },
    "one-event": {
        "timeline/": "Time runs evenly along the scale.",
        "articles/a/": "After the talks in town Ann Lee counted three dead.",
        "figures/toll/": "1 article, 1 independent origin",
    },
    "crowd": {"network/": "of the 401 people and organizations", "people/": "Pages 1 2"},
    "long-name": {
        "people/long/": LONG,
        "organizations/union/": f"Union of {LONG}",
        "events/long/": f"Arrival of {LONG}",
    },
    "century": {"timeline/": "Time runs evenly along the scale.", "events/": "28 July 1914"},
    "date-line": {"map/": "180°", "places/taveuni/": "16.85°\N{NO-BREAK SPACE}S, 180.00°"},
}
"""What stands on pages of each dossier: the words for what is not there, or what is odd."""


ALIKE = {"404.html", "about/", "corrections/", "data/", "method/"}
"""Pages that do not change with the dossier; other tests visit them."""


@pytest.fixture(scope="module", params=ODD)
def odd(request: pytest.FixtureRequest, shared_folder: Path) -> tuple[str, Site]:
    """Each of the odd dossiers, by name."""
    name: str = request.param
    return name, built(shared_folder, f"odd-{name}", lambda folder: written(ODD[name], folder))


def test_every_page_has_words_where_there_is_little_to_show(odd: tuple[str, Site]) -> None:
    name, site = odd
    for address, words in SAYS[name].items():
        assert words in site.pages[address].content.words(), address
    for address, page in site.written.items():
        assert page.content.one("h1").words(), address


@pytest.mark.browser
@pytest.mark.parametrize("script", [True, False], ids=["with-scripts", "without"])
def test_every_page_fits_every_width(
    script: bool,
    odd: tuple[str, Site],
    browser: Browser,
    serve: Callable[[Site], str],
) -> None:
    """No page is scrolled sideways, no script fails, and no name in a picture covers another."""
    _, site = odd
    context = browser.new_context(java_script_enabled=script)
    tab = context.new_page()
    faults: list[object] = []
    tab.on("pageerror", lambda error: faults.append(str(error)))
    for address in sorted(set(one_of_each_kind(site)) - ALIKE):
        tab.goto(serve(site) + address)
        for window in WINDOWS.values():
            tab.set_viewport_size(window)
            if overflow(tab) > 0:
                faults.append((address, window["width"], overflow(tab)))
            faults += [(address, window["width"], *names) for names in misplaced_names(tab)]
    context.close()
    assert faults == []


@pytest.mark.parametrize("name", ["no-places", "no-events", "one-event"])
def test_a_page_of_little_has_no_empty_heading(name: str, shared_folder: Path) -> None:
    site = built(shared_folder, f"odd-{name}", lambda folder: written(ODD[name], folder))
    for address, page in site.written.items():
        blocks = page.content.elements()
        for one, after in zip(blocks, [*blocks[1:], None], strict=True):
            if one.tag == "h2":
                assert after is not None, (address, one.words())
                assert after.tag != "h2", (address, one.words())


def test_a_century_is_marked_from_its_first_decade_to_its_last(shared_folder: Path) -> None:
    site = built(shared_folder, "odd-century", lambda folder: written(ODD["century"], folder))
    (wide,) = [one for one in site.pages["timeline/"].content.all("svg") if "wide" in one.classes]
    marked = {one.text() for one in wide.all("text", "tick")}
    assert {str(year) for year in range(1920, 2011, 10)} <= marked


def test_places_on_both_sides_of_the_date_line_are_neighbours(shared_folder: Path) -> None:
    site = built(shared_folder, "odd-date-line", lambda folder: written(ODD["date-line"], folder))
    (wide,) = [one for one in site.pages["map/"].content.all("svg") if "wide" in one.classes]
    assert [one.text() for one in wide.all("text", "name")] == ["Apia", "Suva", "Taveuni"]
    degrees = [one.text() for one in wide.all("text", "degree") if one.text().endswith(("E", "W"))]
    assert len(degrees) < 12, "a frame around the whole earth would have more"
