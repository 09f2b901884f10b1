"""Readers find who and what they look for, by whatever name they know it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser
    from site_reader import Site

pytestmark = pytest.mark.browser

ASK = """
async ([words]) => {
  const field = document.querySelector("[data-md-component=search-query]");
  const list = document.querySelector(".md-search-result__list");
  const answers = () => [...list.querySelectorAll(".md-search-result__item > a")].map(a => a.href);
  const answered = (milliseconds) => new Promise((done) => {
    let timer = setTimeout(done, 5000);
    const observer = new MutationObserver(() => {
      clearTimeout(timer);
      timer = setTimeout(() => { observer.disconnect(); done(); }, milliseconds);
    });
    observer.observe(list, { childList: true });
  });
  const type = (value) => {
    field.value = value;
    field.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
  };
  if (list.childElementCount) {
    const cleared = answered(0);
    type("");
    await cleared;
  }
  const found = answered(10);
  type(words);
  await found;
  while (list.hasAttribute("aria-busy")) await new Promise(requestAnimationFrame);
  return answers();
}
"""


class Finder:
    """The site's search, as a reader's browser runs it."""

    def __init__(self, site: Site, address: str, browser: Browser) -> None:
        self.site = site
        self.address = address
        self.page = browser.new_page()
        self.page.goto(address)
        self.page.focus("[data-md-component=search-query]")
        self.page.wait_for_function(
            "document.querySelector('.md-search-result__meta').textContent.includes('Type')"
        )

    def pages(self, words: str) -> list[str]:
        """Give the addresses that are found, the first first."""
        answers: list[str] = self.page.evaluate(ASK, [words])
        return [urlsplit(one).path.removeprefix("/") for one in answers]


@pytest.fixture(scope="module")
def finders(browser: Browser, serve: Callable[[Site], str]) -> Iterator[Callable[[Site], Finder]]:
    made: dict[str, Finder] = {}

    def finder(site: Site) -> Finder:
        address = serve(site)
        if address not in made:
            made[address] = Finder(site, address, browser)
        return made[address]

    yield finder
    for one in made.values():
        one.page.close()


class Name(NamedTuple):
    """A name of an entry."""

    text: str
    is_own: bool
    """Whether it is the one that the entry goes by."""


def names_of(entity: dict[str, Any]) -> Iterator[Name]:
    yield Name(entity["name"], True)
    for alias in entity.get("aliases") or ():
        yield Name(alias, False)
    for former in entity.get("former_names") or ():
        yield Name(former["name"], False)


@pytest.mark.parametrize("kind", ["person", "place", "org", "event", "figure"])
def test_an_entry_comes_first_for_each_of_its_names(
    kind: str, site: Site, finders: Callable[[Site], Finder]
) -> None:
    bearers = defaultdict(set)
    for entity in site.data["entities"]:
        for name in names_of(entity):
            bearers[name.text.casefold()].add(entity["page"])
    finder = finders(site)
    wrong = []
    for entity in site.data["entities"]:
        for name in names_of(entity) if entity["type"] == kind else ():
            found = finder.pages(name.text)
            # Two entries may share a name, such as a capital and its government.
            if not found or found[0] not in bearers[name.text.casefold()]:
                wrong.append((name.text, entity["page"], found[:3]))
    assert wrong == []
