"""A built site in, a browser on its pages out: for the tests and the pictures of whole sites."""

from __future__ import annotations

import contextlib
import functools
import http.server
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Route, ViewportSize
    from playwright.sync_api import Page as Tab
    from site_reader import Site

CHROMIUM = "/usr/bin/chromium-headless-shell"

WINDOWS: dict[str, ViewportSize] = {
    "phone": {"width": 360, "height": 740},
    "tablet": {"width": 768, "height": 1024},
    "desktop": {"width": 1440, "height": 900},
}


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """Run headless Chromium."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield browser
        browser.close()


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: a browser that leaves a page lets its requests fall."""


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        pass


@contextlib.contextmanager
def serving() -> Iterator[Callable[[Site], str]]:
    """Serve sites on this machine: gives what gives the address of each."""
    with contextlib.ExitStack() as open_servers:

        @functools.cache
        def address(root: Path) -> str:
            handler = functools.partial(_Quiet, directory=str(root))
            server = _Server(("127.0.0.1", 0), handler)
            open_servers.callback(server.server_close)
            open_servers.callback(server.shutdown)
            threading.Thread(target=server.serve_forever, daemon=True).start()
            return f"http://127.0.0.1:{server.server_port}/"

        yield lambda site: address(site.root)


def published_at(address: str, site: Site, context: BrowserContext) -> None:
    """Let a browser find a site at an address, as servers of plain files show it.

    What is at no address of it is answered with its page for that.
    """

    def answer(route: Route) -> None:
        path = unquote(urlsplit(route.request.url.removeprefix(address)).path)
        file = site.root / path / ("index.html" if path.endswith("/") or not path else "")
        if file.is_file():
            route.fulfill(path=file)
        else:
            route.fulfill(path=site.root / "404.html", status=404)

    context.route(f"{address}**", answer)


def one_of_each_kind(site: Site) -> list[str]:
    """Give the address of the heaviest page of each kind: every folder, every page by itself."""
    heaviest: dict[tuple[str, ...], str] = {}
    for address, page in site.pages.items():
        steps = address.split("/")
        kind = (steps[0], str(len(steps))) if len(steps) > 2 else (address,)
        other = heaviest.get(kind)
        if other is None or len(site.pages[other].source) < len(page.source):
            heaviest[kind] = address
    return sorted(heaviest.values())


def overflow(tab: Tab) -> int:
    """Tell by how many pixels a page is wider than its window."""
    answer: int = tab.evaluate("document.scrollingElement.scrollWidth - innerWidth")
    return answer


PICTURES_SEEN = "figure.picture > p > svg:visible"

# The text of every name that is seen, where it is, and where its picture is.
_NAMES = """
(pictures) => {
  const box = (one) => {
    const { left, top, right, bottom } = one.getBoundingClientRect();
    return [left, top, right, bottom];
  };
  return pictures.map((svg) => ({
    frame: box(svg),
    names: [...svg.querySelectorAll("text.name")].map((one) => [one.textContent, ...box(one)]),
  }));
}
"""


def misplaced_names(tab: Tab) -> list[tuple[str, ...]]:
    """Give the names in pictures that leave their picture, and the pairs that overlap."""
    found: list[tuple[str, ...]] = []
    for picture in tab.locator(PICTURES_SEEN).evaluate_all(_NAMES):
        left, _, right, _ = picture["frame"]
        for number, (words, x1, y1, x2, y2) in enumerate(picture["names"]):
            if not left - 2 <= x1 <= x2 <= right + 2:
                found.append((words,))
            for other, a1, b1, a2, b2 in picture["names"][number + 1 :]:
                # Lines of one name stand as close as lines do.
                across, down = min(x2, a2) - max(x1, a1), min(y2, b2) - max(y1, b1)
                if across > 1 and down > 4:
                    found.append((words, other))
    return found


def wrong_pages(
    tab: Tab, site: Site, root: str, look: Callable[[Tab], list[Any]]
) -> dict[str, list[Any]]:
    """Look at a page of each kind, and give what is found wrong with any, by its address.

    Args:
        tab: What the pages are opened in.
        site: The site.
        root: Where it is served.
        look: Gives what is wrong with the page that is open.
    """
    wrong: dict[str, list[Any]] = {}
    for address in one_of_each_kind(site):
        tab.goto(root + address)
        found = look(tab)
        if found:
            wrong[address] = found
    return wrong
