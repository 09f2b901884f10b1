"""The home page answers at a glance: what it is about, where it stands, what is disputed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browsing import WINDOWS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Locator
    from playwright.sync_api import Page as Tab
    from site_reader import Site


@pytest.fixture(params=[True, False], ids=["with-scripts", "without"])
def phone(
    request: pytest.FixtureRequest,
    repository: Site,
    browser: Browser,
    serve: Callable[[Site], str],
) -> Iterator[Tab]:
    """This repository's home page on a phone."""
    context = browser.new_context(viewport=WINDOWS["phone"], java_script_enabled=request.param)
    tab = context.new_page()
    tab.goto(serve(repository))
    yield tab
    context.close()


def bottom(one: Locator) -> float:
    box = one.bounding_box()
    assert box
    return box["y"] + box["height"]


@pytest.mark.browser
def test_the_first_screen_of_a_phone_says_what_it_is_about_and_where_it_stands(phone: Tab) -> None:
    screen = WINDOWS["phone"]["height"]
    article = phone.get_by_role("article")
    assert bottom(article.locator("h1")) < screen
    assert bottom(article.locator(".opening")) < screen
    # The doors, in two lines at most.
    doors = article.locator(".glance a")
    lines = {round(box["y"]) for one in doors.all() if (box := one.bounding_box())}
    assert len(lines) <= 2
    assert bottom(doors.last) < screen
    stands = article.locator("h2", has_text="Where it stood")
    assert bottom(stands) < screen - 150, "and some lines of the answer"


@pytest.mark.browser
def test_what_is_disputed_stands_beside_the_latest_events_where_there_is_room(
    repository: Site, browser: Browser, serve: Callable[[Site], str]
) -> None:
    tab = browser.new_page(viewport=WINDOWS["desktop"])
    tab.goto(serve(repository))
    text, rail = (tab.locator(f".front > .{name}").bounding_box() for name in ("note", "rail"))
    tab.close()
    assert text
    assert rail
    assert text["y"] == rail["y"]
    assert text["x"] + text["width"] <= rail["x"]


def test_only_an_unusual_status_is_said_of_an_event(harbour: Site) -> None:
    for address in ("", "events/", "timeline/"):
        said = [one.words() for one in harbour.pages[address].content.all("span", "status")]
        assert "happened" not in said
        assert {"planned", "announced", "disputed"} <= set(said)


def test_its_own_page_says_the_status_of_every_event(harbour: Site) -> None:
    (fact,) = harbour.pages["events/dock-strike/"].content.one("dl", "facts").all("span", "status")
    assert fact.words() == "happened"
