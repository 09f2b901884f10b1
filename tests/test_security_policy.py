"""A site can be served with a strict content-security policy, and it is light."""

from __future__ import annotations

import base64
import functools
import hashlib
import http.server
import re
import threading
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from browsing import one_of_each_kind
from playwright.sync_api import expect
from sites import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Request
    from playwright.sync_api import Page as Tab
    from site_reader import Site

KILOBYTE = 1000


def documented_policy() -> str:
    """Give the policy that the README says can be put before a site."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.search(r"^Content-Security-Policy: (.+(?:\n {2}.+)*)", readme, re.MULTILINE)
    assert found, "the README names no policy"
    return " ".join(found[1].split())


def test_the_policy_allows_exactly_the_scripts_that_stand_in_pages(site: Site) -> None:
    hashes = set()
    for page in site.pages.values():
        for script in page.root.all("script"):
            if "src" not in script.attributes and script.attributes.get("type") is None:
                digest = hashlib.sha256(script.text().encode()).digest()
                hashes.add(f"'sha256-{base64.b64encode(digest).decode()}'")
    policy = documented_policy()
    assert set(re.findall(r"'sha256-[^']+'", policy)) == hashes, "write these into the README"
    scripts = next(one for one in policy.split(";") if one.strip().startswith("script-src"))
    assert "'unsafe-inline'" not in scripts
    assert "'unsafe-eval'" not in scripts


def test_no_page_holds_a_handler(site: Site) -> None:
    """An `onclick` would need `unsafe-inline`."""
    for page in site.pages.values():
        for element in page.root.walk():
            assert not [name for name in element.attributes if name.startswith("on")], page.address


@pytest.fixture(scope="module")
def guarded(repository: Site) -> Iterator[str]:
    """The address of this repository's site, served with the policy."""

    class Guarded(http.server.SimpleHTTPRequestHandler):
        def end_headers(self) -> None:
            self.send_header("Content-Security-Policy", documented_policy())
            super().end_headers()

        def log_message(self, *_: object) -> None:
            pass

    handler = functools.partial(Guarded, directory=str(repository.root))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.mark.browser
def test_everything_works_under_the_policy(
    guarded: str, repository: Site, browser: Browser
) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    tab = context.new_page()
    said: list[str] = []
    tab.on("console", lambda one: said.append(one.text) if one.type == "error" else None)
    tab.on("pageerror", lambda error: said.append(str(error)))
    for address in one_of_each_kind(repository):
        tab.goto(guarded + address)
    tab.goto(guarded + "search/?find=ceasefire")
    expect(tab.locator(".search-hits > li").first).to_be_visible()
    tab.goto(guarded + "articles/rferl-2016-08-26/")
    tab.locator(".text a.entity.person").first.hover()
    expect(tab.get_by_role("tooltip")).to_be_visible()
    tab.locator("[data-md-component=search-query]").fill("kerry")
    expect(tab.locator(".md-search-result__item").first).to_be_visible()
    tab.keyboard.press("Escape")
    before = tab.evaluate("document.body.dataset.mdColorScheme")
    while tab.evaluate("document.body.dataset.mdColorScheme") == before:
        tab.locator("label.md-header__button[for^=__palette]:visible").click()
    chosen = tab.evaluate("document.body.dataset.mdColorScheme")
    tab.goto(guarded + "people/")
    assert tab.evaluate("document.body.dataset.mdColorScheme") == chosen
    context.close()
    assert said == []


# --- Weight -----------------------------------------------------------------------------------


def _note(asked: list[str], request: Request) -> None:
    asked.append(request.url)


THEIRS = ("assets/javascripts/", "assets/stylesheets/")
"""Material's own assets, which are not counted."""


def weight(site: Site, asked: list[str], served_at: str) -> int:
    """Give how many bytes of ours were asked for, before any packing by the server."""
    paths = {urlsplit(url.removeprefix(served_at)).path for url in asked}
    files = {site.resolve("", path) for path in paths if not path.startswith(THEIRS)}
    return sum((site.root / file).stat().st_size for file in files if file in site.files)


@pytest.mark.browser
@pytest.mark.parametrize("of", ["repository", "harbour", "large"])
def test_a_first_view_is_light_and_asks_nobody_else(
    of: str, request: pytest.FixtureRequest, browser: Browser, serve: Callable[[Site], str]
) -> None:
    site: Site = request.getfixturevalue(of)
    weights = {}
    visited: dict[str, tuple[Tab, list[str]]] = {}
    for address in (*one_of_each_kind(site), "search/?find=said"):
        tab = browser.new_context().new_page()
        asked: list[str] = []
        tab.on("request", functools.partial(_note, asked))
        tab.goto(serve(site) + address)
        visited[address] = tab, asked
    for address, (tab, asked) in visited.items():
        tab.wait_for_load_state("networkidle")
        tab.context.close()
        assert all(url.startswith((serve(site), "data:", "blob:")) for url in asked), asked
        weights[address] = weight(site, asked, serve(site))
    # A page is more than a few styles, or the measure is wrong.
    assert min(weights.values()) > 10 * KILOBYTE
    assert {page: bytes_ for page, bytes_ in weights.items() if bytes_ > 300 * KILOBYTE} == {}


@pytest.mark.browser
def test_the_headers_search_and_its_index_come_when_a_reader_turns_to_it(
    repository: Site, browser: Browser, serve: Callable[[Site], str]
) -> None:
    context = browser.new_context()
    tab = context.new_page()
    asked: list[str] = []
    tab.on("request", functools.partial(_note, asked))
    tab.goto(serve(repository) + "about/", wait_until="networkidle")
    assert tab.workers == []
    assert not any(url.endswith("search_index.json") for url in asked)
    tab.keyboard.press("/")
    tab.keyboard.type("lavrov")
    expect(tab.locator(".md-search-result__item").first).to_contain_text("Lavrov")
    assert len(tab.workers) == 1
    assert any(url.endswith("search_index.json") for url in asked)
    context.close()


@pytest.mark.browser
def test_the_text_is_there_before_any_script_has_come(
    repository: Site, browser: Browser, serve: Callable[[Site], str]
) -> None:
    context = browser.new_context()
    tab = context.new_page()
    tab.route("**/*.js", lambda _: None)  # It is asked for, and never comes.
    tab.goto(serve(repository) + "articles/rferl-2016-08-26/", wait_until="commit")
    expect(tab.locator(".text p").first).to_be_visible()
    tab.wait_for_function("performance.getEntriesByName('first-contentful-paint').length")
    context.close()
