"""The timeline in a browser: its filters, with and without scripts, and what the address says."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from browsing import PICTURES_SEEN, misplaced_names
from evidence_sources import article, entry
from sites import built, written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser
    from playwright.sync_api import Page as Tab
    from site_reader import Site

pytestmark = pytest.mark.browser

SIZES = {"phone": (360, 780), "tablet": (768, 1024), "desktop": (1440, 900)}

# What is seen: neither hidden by a filter nor folded away.
ENTRIES = ".timeline li:visible"


@pytest.fixture
def tab(browser: Browser) -> Iterator[Tab]:
    """A tab whose scripts must not fail."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    failures: list[str] = []
    page.on("pageerror", lambda error: failures.append(str(error)))
    yield page
    assert failures == []
    context.close()


@pytest.fixture
def timeline(tab: Tab, repository: Site, serve: Callable[[Site], str]) -> Tab:
    """The timeline of this repository's dossier."""
    tab.goto(serve(repository) + "timeline/")
    return tab


@pytest.fixture(scope="session")
def long(shared_folder: Path) -> Site:
    """A timeline that goes on to further pages."""
    return built(shared_folder, "long-timeline", write_long)


def write_long(folder: Path) -> Path:
    """Write a dossier with 720 statements of two people, and one event."""
    files = {
        "organizations/daily.md": entry("The Daily", "kind: media"),
        "people/ann.md": entry("Ann"),
        "people/bob.md": entry("Bob"),
        "events/talks.md": entry("Talks", "date: 2003-02-01", "participants: [bob]"),
    }
    for number in range(1, 13):
        said = "\n\n".join(
            f'["Sentence {n} of some length, as articles have them"]'
            f"(quote:{'bob' if n == 7 else 'ann'}?date=20{n:02}-{number:02}) was said."
            for n in range(60)
        )
        files[f"articles/a{number:02}.md"] = article(said, published=f"2061-10-{number:02}")
    return written(files, folder)


def said(tab: Tab) -> str:
    return tab.locator(".filters [role=status]").inner_text()


def query(tab: Tab) -> dict[str, list[str]]:
    return parse_qs(urlsplit(tab.url).query)


def choose(tab: Tab, name: str, value: str) -> None:
    tab.locator(f".filters select[name={name}]").select_option(value)


# --- Filters -------------------------------------------------------------------------------------


def test_a_filter_leaves_what_fits_and_counts_it(timeline: Tab) -> None:
    total = timeline.locator(".timeline li").count()
    choose(timeline, "status", "planned")
    assert timeline.locator(ENTRIES).count() == 3
    assert said(timeline) == f"3 of {total} entries: 3 events."
    assert all("planned" in row.inner_text() for row in timeline.locator(ENTRIES).all())


def test_filters_add_up_and_say_what_each_choice_would_leave(timeline: Tab) -> None:
    choose(timeline, "person", "john-kerry")
    option = timeline.locator("select[name=status] option[value=happened]")
    announced = int(option.inner_text().rpartition("(")[2].rstrip(")"))
    assert announced > 0
    choose(timeline, "status", "happened")
    assert timeline.locator(ENTRIES).count() == announced
    # Nothing that is announced names him: the choice cannot be made.
    empty = timeline.locator("select[name=status] option[value=disputed], option[disabled]")
    assert all(one.is_disabled() for one in empty.all())


def test_folded_statements_unfold_while_a_filter_is_set(timeline: Tab) -> None:
    folded = timeline.locator("details.statements")
    assert folded.count() > 0
    assert not folded.first.evaluate("(one) => one.open")
    choose(timeline, "status", "statement")
    assert folded.first.evaluate("(one) => one.open")
    assert timeline.locator("details.statements li:visible").count() > 20
    timeline.locator(".filters [type=reset]").click()
    assert not folded.first.evaluate("(one) => one.open")


def test_a_month_without_entries_is_not_shown(timeline: Tab) -> None:
    choose(timeline, "person", "islam-alloush")
    assert [one.inner_text() for one in timeline.locator(".month:visible h2").all()] == ["May 2016"]


def test_the_picture_fades_what_the_list_leaves_out(timeline: Tab) -> None:
    choose(timeline, "status", "planned")
    wide = timeline.locator("svg.wide")
    assert wide.locator(".item:not(.off)").count() == 3
    off = wide.locator(".item.off a").first
    assert off.get_attribute("tabindex") == "-1"


def test_the_address_holds_the_filters_and_can_be_shared(timeline: Tab) -> None:
    choose(timeline, "person", "john-kerry")
    choose(timeline, "outlet", "rferl")
    assert query(timeline) == {"person": ["john-kerry"], "outlet": ["rferl"]}
    count = timeline.locator(ENTRIES).count()
    other = timeline.context.new_page()
    other.goto(timeline.url)
    assert other.locator(ENTRIES).count() == count
    assert other.locator("select[name=person]").input_value() == "john-kerry"


def test_the_back_button_takes_a_filter_back(timeline: Tab) -> None:
    everything = timeline.locator(ENTRIES).count()
    choose(timeline, "person", "john-kerry")
    choose(timeline, "status", "happened")
    timeline.go_back()
    assert query(timeline) == {"person": ["john-kerry"]}
    assert timeline.locator("select[name=status]").input_value() == ""
    timeline.go_back()
    assert query(timeline) == {}
    assert timeline.locator(ENTRIES).count() == everything
    assert said(timeline) == ""


def test_clearing_shows_the_whole_list_again(timeline: Tab) -> None:
    everything = timeline.locator(ENTRIES).count()
    clear = timeline.locator(".filters [type=reset]")
    assert clear.is_disabled()
    choose(timeline, "place", "geneva")
    clear.click()
    assert query(timeline) == {}
    assert timeline.locator(ENTRIES).count() == everything
    assert timeline.evaluate("document.activeElement.name") == "person"


def test_nothing_left_is_said_in_words(timeline: Tab) -> None:
    timeline.goto(timeline.url + "?person=islam-alloush&status=planned")
    assert timeline.locator(ENTRIES).count() == 0
    assert said(timeline).startswith("Nothing in the timeline fits all of these filters.")
    assert timeline.locator(".filters [type=reset]").is_enabled()


def test_an_address_that_names_nobody_shows_everything(timeline: Tab) -> None:
    everything = timeline.locator(ENTRIES).count()
    timeline.goto(timeline.url + "?person=nobody&status=&other=x")
    assert timeline.locator(ENTRIES).count() == everything


def test_filters_are_set_by_keyboard(timeline: Tab) -> None:
    timeline.locator("select[name=person]").focus()
    timeline.keyboard.press("J")
    timeline.keyboard.press("Tab")
    assert query(timeline)["person"] == ["john-kerry"]


# --- Many pages ----------------------------------------------------------------------------------


def test_a_filter_finds_what_is_on_the_other_pages(
    tab: Tab, long: Site, serve: Callable[[Site], str]
) -> None:
    tab.goto(serve(long) + "timeline/")
    assert tab.locator("nav.pages").is_visible()
    choose(tab, "person", "bob")
    tab.wait_for_function("document.querySelector('.filters [role=status]').textContent")
    assert said(tab) == "13 of 721 entries: 1 event and 12 statements."
    rows = tab.locator(ENTRIES)
    assert rows.count() == 13
    times = [row.locator("time").first.get_attribute("datetime") for row in rows.all()]
    assert times == sorted(str(time) for time in times)
    hrefs = tab.evaluate(
        "[...document.querySelectorAll('.timeline li a[href]')].map((link) => link.href)"
    )
    paths = {urlsplit(href).path.lstrip("/") for href in hrefs}
    assert {long.resolve("index.html", path) for path in paths} <= set(long.files)


def test_a_filter_set_on_a_later_page_is_answered_on_the_first(
    tab: Tab, long: Site, serve: Callable[[Site], str]
) -> None:
    tab.goto(serve(long) + "timeline/2/")
    bob = tab.locator("select[name=person] option[value=bob]")
    assert (bob.inner_text(), bob.is_enabled()) == ("Bob (13)", True)
    choose(tab, "person", "bob")
    tab.wait_for_url("**/timeline/?person=bob")
    tab.wait_for_function("document.querySelector('.filters [role=status]').textContent")
    assert tab.locator(ENTRIES).count() == 13


# --- Without scripts, and at every size ----------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
def test_without_scripts_the_whole_list_is_there_and_no_filter(
    size: str, browser: Browser, repository: Site, serve: Callable[[Site], str]
) -> None:
    wide, high = SIZES[size]
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": wide, "height": high}
    )
    tab = context.new_page()
    tab.goto(serve(repository) + "timeline/")
    page = repository.pages["timeline/"]
    assert tab.locator(".timeline li").count() == len(page.content.all("span", "facets"))
    assert not tab.locator(".filters").is_visible()
    assert tab.locator("figure.picture svg:visible").count() >= 1
    context.close()


PICTURES = ["timeline/", "map/", "network/", "places/geneva/", "people/john-kerry/"]


@pytest.mark.parametrize("size", SIZES)
def test_names_that_a_browser_draws_neither_overlap_nor_leave_their_picture(
    size: str, site: Site, browser: Browser, serve: Callable[[Site], str]
) -> None:
    wide, high = SIZES[size]
    context = browser.new_context(viewport={"width": wide, "height": high})
    tab = context.new_page()
    for address in PICTURES:
        if address not in site.pages:
            continue
        tab.goto(serve(site) + address)
        assert tab.locator(PICTURES_SEEN).count() > 0, address
        assert misplaced_names(tab) == [], address
    context.close()


def test_every_link_of_a_picture_can_be_reached_and_is_named(timeline: Tab) -> None:
    links = timeline.locator("svg.wide a.event")
    assert links.count() == 16
    timeline.locator("svg.wide a.event").first.focus()
    for number in range(links.count()):
        title = timeline.evaluate("document.activeElement.querySelector('title')?.textContent")
        assert title == links.nth(number).locator("title").first.text_content()
        timeline.keyboard.press("Tab")


@pytest.mark.parametrize("address", ["timeline/", "map/", "network/"])
def test_a_picture_fits_a_phone(
    address: str, site: Site, browser: Browser, serve: Callable[[Site], str]
) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 780})
    tab = context.new_page()
    tab.goto(serve(site) + address)
    assert tab.evaluate("document.scrollingElement.scrollWidth") <= 360
    assert tab.locator("svg.wide:visible").count() == 0
    assert tab.locator("svg.narrow:visible").count() >= 1
    smallest = tab.evaluate(
        """Math.min(...[...document.querySelectorAll("svg.narrow text")].map(
          (one) => one.getBoundingClientRect().height))"""
    )
    assert smallest >= 9
    context.close()


def test_pictures_hold_no_style_and_no_script(site: Site) -> None:
    for address, page in site.written.items():
        for svg in page.content.all("svg"):
            for one in [svg, *svg.all()]:
                assert one.tag not in {"style", "script", "foreignObject"}, address
                assert not any(name == "style" or name.startswith("on") for name in one.attributes)
