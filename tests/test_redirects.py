"""Whoever comes to the page of an entry that was renamed is led to where it is now."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browsing import WINDOWS, overflow, serving
from playwright.sync_api import expect
from site_reader import Site
from small_dossier import CONFIG, dossier, small_dossier

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def site_of(folder: Path, config: str = CONFIG) -> Path:
    small_dossier(folder, config)
    person = folder / "sources/people/ann-lee.md"
    person.write_text("---\nname: Ann Lee\nformerly: [a-lee, lee]\n---\n", encoding="utf-8")
    done = dossier("build", "--strict", at=folder)
    assert done.returncode == 0, done.stderr
    return folder / "site"


def test_the_old_page_sends_the_browser_on_and_says_where_to(tmp_path: Path) -> None:
    page = (site_of(tmp_path) / "people/a-lee/index.html").read_text(encoding="utf-8")
    assert '<meta http-equiv="refresh" content="0; url=../ann-lee/">' in page
    assert page.count("<h1") == 1
    assert "This page has moved" in page
    assert 'href="../ann-lee/"' in page


def test_pages_that_are_files_lead_to_files(tmp_path: Path) -> None:
    site = site_of(tmp_path, f"{CONFIG}use_directory_urls: false\n")
    page = (site / "people/lee.html").read_text(encoding="utf-8")
    assert '<meta http-equiv="refresh" content="0; url=ann-lee.html">' in page


def test_no_list_of_pages_names_the_old_one(tmp_path: Path) -> None:
    site = site_of(tmp_path)
    for file in ("sitemap.xml", "search/search_index.json", "people/index.html"):
        listed = (site / file).read_text(encoding="utf-8")
        assert "ann-lee/" in listed
        assert "/a-lee/" not in listed


def test_a_former_id_that_is_still_written_is_explained(tmp_path: Path) -> None:
    small_dossier(tmp_path)
    person = tmp_path / "sources/people/ann-lee.md"
    person.rename(person.with_name("ann.md")).write_text(
        "---\nname: Ann Lee\nformerly: [ann-lee]\n---\n", encoding="utf-8"
    )
    done = dossier("check", at=tmp_path)
    assert done.returncode == 1
    assert "hint: it was renamed: write 'ann'" in done.stdout


# --- In a browser -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("moved")
    return Site(site_of(folder), folder / "sources", folder / "docs")


@pytest.mark.browser
def test_the_place_on_the_page_is_kept(moved: Site, browser: Browser) -> None:
    tab = browser.new_page()
    with serving() as serve:
        tab.goto(f"{serve(moved)}people/a-lee/?h=words#in-first")
        tab.wait_for_url(re.compile(r"/people/ann-lee/\?h=words#in-first$"))
        expect(tab.get_by_role("heading", level=1)).to_have_text("Ann Lee")
        tab.go_back()
        assert "a-lee" not in tab.url, "the old page is no step of its own on the way back"
    tab.close()


@pytest.mark.browser
def test_without_scripts_the_page_leads_on_by_itself(moved: Site, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    with serving() as serve:
        tab.goto(f"{serve(moved)}people/lee/")
        tab.wait_for_url(re.compile("/people/ann-lee/$"))
        expect(tab.get_by_role("heading", level=1)).to_have_text("Ann Lee")
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("size", WINDOWS)
def test_whoever_is_not_led_on_reads_where_it_is(size: str, moved: Site, browser: Browser) -> None:
    """Some browsers are told not to follow, and the script may be kept away."""
    context = browser.new_context(viewport=WINDOWS[size])
    context.route("**/moved.js", lambda route: route.abort())
    tab = context.new_page()
    with serving() as serve:
        tab.goto(f"{serve(moved)}people/a-lee/")
        expect(tab.get_by_role("heading", level=1)).to_have_text("This page has moved")
        assert overflow(tab) <= 0
        tab.get_by_role("main").get_by_role("link", name="Ann Lee").click()
        tab.wait_for_url(re.compile("/people/ann-lee/$"))
    context.close()
