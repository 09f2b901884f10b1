"""A reader's way through the site, in a real browser: from the home page to the exact paragraph."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from browsing import one_of_each_kind
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Locator, Page
    from site_reader import Site

pytestmark = pytest.mark.browser

PHONE = 360
"""The width of a narrow phone, in CSS pixels."""


class Reader:
    """A browser's page that remembers what went wrong, and what was asked of whom."""

    def __init__(self, browser: Browser, address: str, *, script: bool = True) -> None:
        self.address = address
        self.context = browser.new_context(java_script_enabled=script)
        self.page = self.context.new_page()
        self.faults: list[str] = []
        self.requests: list[str] = []
        self.page.on("pageerror", lambda error: self.faults.append(f"{self.page.url}: {error}"))
        self.page.on("console", self._hear)
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on(
            "response",
            lambda response: (
                self.faults.append(f"{response.status} {response.url}")
                if response.status >= 400
                else None
            ),
        )

    def _hear(self, message: object) -> None:
        if getattr(message, "type", "") in ("error", "warning"):
            self.faults.append(f"{self.page.url}: {getattr(message, 'text', '')}")

    def go(self, path: str) -> Page:
        self.page.goto(self.address + path)
        return self.page

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self.address)

    def leave(self) -> None:
        """Close the page; nothing may have failed, and nobody else may have been asked."""
        self.context.close()
        assert self.faults == []
        foreign = [url for url in self.requests if not url.startswith((self.address, "data:"))]
        assert foreign == []


@pytest.fixture
def reader(repository: Site, browser: Browser, serve: Callable[[Site], str]) -> Iterator[Reader]:
    """Somebody who reads this repository's own site."""
    somebody = Reader(browser, serve(repository))
    yield somebody
    somebody.leave()


def settled(page: Page) -> None:
    """Wait until the page has scrolled to where the address says."""
    page.wait_for_function(
        """() => new Promise((done) => {
             let before = scrollY;
             const look = () => {
               if (scrollY === before) return done(true);
               before = scrollY;
               setTimeout(look, 100);
             };
             setTimeout(look, 100);
           })"""
    )


MARKED = """one => {
  const style = getComputedStyle(one);
  return style.backgroundImage !== "none" || !/^rgba\\(.*, 0\\)$/.test(style.backgroundColor);
}"""
"""Whether an element has a colour behind it."""


def is_marked(locator: Locator) -> bool:
    return bool(locator.evaluate(MARKED))


def test_from_the_home_page_to_a_person_to_a_mention_to_the_paragraph(reader: Reader) -> None:
    page = reader.go("")
    page.locator("article a.entity.person", has_text="John Kerry").first.click()
    page.wait_for_url(re.compile("people/john-kerry/"))
    expect(page.locator("h1")).to_have_text("John Kerry")

    # Every mention stands in its own sentence, the name in it highlighted.
    mention = page.locator(".snippets li mark a.hit").nth(3)
    words = mention.inner_text()
    sentence = page.locator(".snippets li", has=page.locator("mark")).nth(3).inner_text()
    assert words in sentence
    mention.click()
    page.wait_for_url(re.compile(r"articles/.+/#john-kerry-\d+"))
    settled(page)
    target = page.locator(f"[id='{reader.path.partition('#')[2]}']")
    expect(target).to_have_text(words)
    expect(target).to_be_in_viewport()
    paragraph = page.locator(".text :is(p, li, td)", has=target).last
    assert is_marked(paragraph)
    assert not is_marked(page.locator(".text p", has_not=target).first)


def test_a_paragraphs_number_is_its_address(reader: Reader) -> None:
    page = reader.go("people/john-kerry/")
    link = page.locator(".snippets a.para").nth(5)
    number = re.sub(r"\D", "", link.inner_text())
    link.click()
    page.wait_for_url(re.compile(rf"articles/.+/#p{number}$"))
    settled(page)
    permalink = page.locator(f"#p{number}")
    expect(permalink).to_be_in_viewport()
    expect(permalink).to_have_text(number)
    paragraph = page.locator(".text :is(p, li, td)", has=permalink).last
    assert is_marked(paragraph)


def test_whatever_is_linked_to_is_marked(
    harbour: Site, browser: Browser, serve: Callable[[Site], str]
) -> None:
    """Mentions in quotations, stress, lists, headings and tables, and the paragraphs themselves."""
    reader = Reader(browser, serve(harbour))
    for path in ("courier-2014-03-05", "vpa-2014-03-05", "courier-2014-03-09"):
        page = reader.go(f"articles/{path}/")
        unmarked = page.evaluate(
            f"""() => [...document.querySelectorAll(".text [id]")].filter((one) => {{
                  location.hash = one.id;
                  let around = one;
                  while (!around.matches(".text") && !({MARKED})(around))
                    around = around.parentElement;
                  return around.matches(".text");
                }}).map((one) => one.id)"""
        )
        assert unmarked == [], path
    reader.leave()


def test_the_words_of_an_article_lead_to_who_is_meant(reader: Reader) -> None:
    page = reader.go("articles/rferl-2016-08-26/")
    page.locator(".text a.entity.person", has_text="Lavrov").first.click()
    page.wait_for_url(re.compile("people/sergei-lavrov/"))
    page.locator("nav.crumbs a", has_text="People").click()
    page.wait_for_url(re.compile("people/$"))
    expect(page.locator("h1")).to_have_text("People")


def test_neighbours_lead_through_all_articles(reader: Reader, repository: Site) -> None:
    page = reader.go("articles/")
    page.locator("table tbody tr").last.locator("a").first.click()
    seen = []
    while True:
        page.wait_for_load_state()
        seen.append(page.locator("h1").inner_text())
        following = page.locator("nav.neighbours a[rel=next]")
        if not following.count():
            break
        following.click()
        expect(page.locator("h1")).not_to_have_text(seen[-1])
    assert len(seen) == len(repository.data["articles"])


@pytest.mark.parametrize(
    ("words", "path"),
    [
        ("Лавров", "people/sergei-lavrov/"),
        ("Sergey Lavrov", "people/sergei-lavrov/"),
        ("لافروف", "people/sergei-lavrov/"),
        ("de mistura", "people/staffan-de-mistura/"),
        ("obrien", "people/stephen-obrien/"),
        ("Nusra Front", "organizations/nusra-front/"),
    ],
)
def test_a_search_by_another_name_leads_to_the_page(words: str, path: str, reader: Reader) -> None:
    page = reader.go("about/")
    page.keyboard.press("/")
    page.keyboard.type(words)
    # Letters that are not on this keyboard come without a key that is let go.
    page.keyboard.press("End")
    first = page.locator(".md-search-result__item a").first
    expect(first).to_have_attribute("href", re.compile(re.escape(path)))
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(re.escape(path)))
    expect(page.locator("h1")).to_be_visible()


def on_the_way_to_the_texts(reader: Reader) -> tuple[Page, Locator]:
    """Go by key from the search in the header, which finds nothing itself, to its last result."""
    page = reader.go("about/")
    page.keyboard.press("/")
    page.keyboard.type("sunset")
    way = page.locator(".md-search-result__item a", has_text="Search the texts for “sunset”")
    expect(way).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(way).to_be_focused()
    return page, way


def test_what_is_chosen_stays_chosen_when_the_answer_comes_late(reader: Reader) -> None:
    """As Material makes the list anew under whoever has gone on by key already."""
    page, way = on_the_way_to_the_texts(reader)
    page.evaluate("document.querySelector('.md-search-result__list').innerHTML = ''")
    expect(way).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"search/\?find=sunset$"))


def test_a_search_for_words_of_an_article_finds_it(reader: Reader) -> None:
    """From the search in the header, which knows titles and names, to the paragraph, by keys."""
    page, _ = on_the_way_to_the_texts(reader)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"search/\?find=sunset$"))
    article = page.locator(
        ".search-hits > li", has=page.get_by_role("link", name="clinch ceasefire")
    )
    found = article.locator(".paragraphs a").first
    anchor = (found.get_attribute("href") or "").partition("#")[2]
    found.press("Enter")
    page.wait_for_url(re.compile(rf"articles/al-jazeera-2016-09-10/.*#{anchor}$"))
    paragraph = page.locator(".text p", has=page.locator(f"#{anchor}"))
    expect(paragraph).to_be_in_viewport()
    expect(paragraph.locator("mark.found")).to_have_text(["sunset"])


def test_the_way_to_the_texts_is_the_last_of_the_results_however_many_there_are(
    reader: Reader,
) -> None:
    page = reader.go("articles/")
    page.keyboard.press("/")
    page.keyboard.type("talks")
    results = page.locator(".md-search-result__item")
    expect(results.nth(3)).to_be_visible()
    expect(results.last).to_have_text("Search the texts for “talks”")
    expect(results.last).to_be_in_viewport()
    # Enter leads to what the header finds; the texts are its last resort.
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"(events|articles)/.+/"))


# --- Order -----------------------------------------------------------------------------------


def column(page: Page, number: int) -> list[str]:
    return page.locator(f".index table tbody td:nth-child({number + 1})").all_inner_texts()


def numbers(texts: list[str]) -> list[int]:
    return [int(text.replace(",", "")) for text in texts]


def test_an_index_is_put_in_order_by_mouse(reader: Reader) -> None:
    page = reader.go("people/")
    titles = page.locator(".index th").all_inner_texts()
    mentions = titles.index("Mentions")
    names = column(page, 0)
    page.locator(".index th button").nth(mentions).click()
    ascending = numbers(column(page, mentions))
    assert ascending == sorted(ascending)
    page.locator(".index th button").nth(mentions).click()
    assert numbers(column(page, mentions)) == sorted(ascending, reverse=True)
    assert column(page, 0) != names
    page.locator(".index th button").first.click()
    assert sorted(column(page, 0)) == sorted(names)


def test_an_index_is_put_in_order_by_keyboard(reader: Reader) -> None:
    page = reader.go("organizations/")
    mentions = page.locator(".index th").all_inner_texts().index("Mentions")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.index th button')"):
            break
    for _ in range(mentions):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Space")
    head = page.locator(".index th").nth(mentions)
    expect(head).to_have_attribute("aria-sort", "descending")
    found = numbers(column(page, mentions))
    assert found == sorted(found, reverse=True)


def test_events_are_put_in_order_of_time(reader: Reader) -> None:
    page = reader.go("events/")
    names = column(page, 0)
    head = page.locator(".index th").nth(1)
    head.locator("button").click()
    expect(head).to_have_attribute("aria-sort", "ascending")
    assert sorted(column(page, 0)) == sorted(names)


# --- Every kind of page ------------------------------------------------------------------------


EXTRA = {
    "harbour": [
        "people/baroness-vell/",
        "people/salma-haddad/",
        "articles/sawt-al-marfa-2014-03-06/",
        "articles/courier-2014-03-09/",
        "articles/vpa-2014-03-12-photo/",
        "articles/harbour-review-2014/",
        "people/lars-nobody/",
    ]
}


def visited(site: Site, name: str) -> list[str]:
    """Give the pages of a site to look at; what leads nowhere is a test of its own."""
    kinds = [address for address in one_of_each_kind(site) if address != "404.html"]
    return [*kinds, *EXTRA.get(name, ())]


@pytest.mark.parametrize("name", ["repository", "harbour"])
def test_no_kind_of_page_is_wider_than_a_phone(
    name: str, request: pytest.FixtureRequest, browser: Browser, serve: Callable[[Site], str]
) -> None:
    site: Site = request.getfixturevalue(name)
    reader = Reader(browser, serve(site))
    reader.page.set_viewport_size({"width": PHONE, "height": 740})
    wide = []
    # And each without an error on the console, a missing address, or a call to another server.
    for path in visited(site, name):
        page = reader.go(quote(path))
        width = page.evaluate("document.scrollingElement.scrollWidth")
        if width > PHONE:
            wide.append((path, width))
    reader.leave()
    assert wide == []


@pytest.mark.parametrize("name", ["repository", "harbour"])
def test_every_kind_of_page_reads_whole_without_javascript(
    name: str, request: pytest.FixtureRequest, browser: Browser, serve: Callable[[Site], str]
) -> None:
    """What the page's file holds is what the browser shows: nothing waits for a script."""
    site: Site = request.getfixturevalue(name)
    reader = Reader(browser, serve(site), script=False)
    for path in visited(site, name):
        page = reader.go(quote(path))
        expect(page.locator("h1")).to_be_visible()
        content = page.locator("article.md-content__inner")
        hidden = content.locator(
            ":is(p, li, td, th, h2, h3, dt, dd, a, mark):not(details *):not(svg *)"
        ).evaluate_all(
            """all => all.filter(one => one.innerText.trim() && !one.checkVisibility())
                         .map(one => one.innerText)"""
        )
        assert hidden == [], path
        words = re.sub(r"\s+", "", content.inner_text())
        for paragraph in content.locator(".text p, .note p, .snippets li").all_inner_texts():
            assert re.sub(r"\s+", "", paragraph) in words
    reader.leave()


def test_arabic_text_runs_from_the_right(
    harbour: Site, browser: Browser, serve: Callable[[Site], str]
) -> None:
    reader = Reader(browser, serve(harbour))
    page = reader.go("articles/sawt-al-marfa-2014-03-06/")
    text = page.locator(".text")
    expect(text).to_have_attribute("lang", "ar")
    paragraph = text.locator("p").first
    assert paragraph.evaluate("one => getComputedStyle(one).direction") == "rtl"
    reader.leave()
