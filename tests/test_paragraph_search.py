"""The search over paragraphs: words, names however they are typed, facets, and the paragraph."""

from __future__ import annotations

import gzip
import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest
from browsing import WINDOWS, overflow
from playwright.sync_api import expect
from test_withheld import EXCERPT, METADATA, runs, sentences, shown_on_page

from generator.full_text_index import BREAK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Locator
    from playwright.sync_api import Page as Tab
    from site_reader import Site


class Searcher:
    """Somebody on the page of the search."""

    def __init__(self, tab: Tab, address: str) -> None:
        self.tab = tab
        self.address = address

    def ask(self, question: str) -> Searcher:
        """Open the search with a question in the address: `find=truce&person=John+Kerry`."""
        self.tab.goto(f"{self.address}search/?{question}")
        self.wait()
        return self

    def type(self, words: str) -> None:
        """Ask for other words on the page that is open."""
        field = self.tab.locator("#search-words")
        field.fill(words)
        field.press("Enter")
        self.wait()

    def wait(self) -> None:
        expect(self.said).to_contain_text(re.compile(r"Found|Nothing|choose"))

    @property
    def said(self) -> Any:
        return self.tab.locator(".search-said")

    @property
    def hits(self) -> Any:
        return self.tab.locator(".search-hits > li")

    @property
    def entries(self) -> list[str]:
        found: list[str] = self.tab.locator(".search-entries").all_inner_texts()
        return [line.partition(" named in")[0] for line in found[0].split("\n") if line.strip()]

    @property
    def paragraphs(self) -> Any:
        return self.tab.locator(".search-hits .paragraphs > li")

    @property
    def number(self) -> int:
        """How many documents are found: `Found for “truce”: 2 articles and 1 entry.`"""
        self.wait()
        return sum(map(int, re.findall(r"\d+", self.said.inner_text().rpartition(": ")[2])))

    def show_all(self) -> None:
        for shown in range(10, self.number, 10):
            expect(self.hits).to_have_count(shown)
            self.tab.get_by_role("button", name="Show more").click()
        expect(self.hits).to_have_count(self.number)


@pytest.fixture
def tab(browser: Browser) -> Iterator[Tab]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture
def searcher(tab: Tab, repository: Site, serve: Callable[[Site], str]) -> Searcher:
    return Searcher(tab, serve(repository))


@pytest.mark.browser
@pytest.mark.parametrize(
    "typed", ["Sergey", "Lavrof", "Lavrov", "Лавров", "lavrov sergei", "Larvov", "Kavrov"]
)
def test_a_name_finds_its_entry_however_it_is_typed(typed: str, searcher: Searcher) -> None:
    searcher.ask(f"find={typed}")
    assert "Sergei Lavrov" in searcher.entries


@pytest.mark.browser
@pytest.mark.parametrize("typed", ["Asad", "Assad", "Асад", "Bashar Asaad"])
def test_so_does_one_with_a_letter_too_few(typed: str, searcher: Searcher) -> None:
    searcher.ask(f"find={typed}")
    assert "Bashar al-Assad" in searcher.entries


@pytest.mark.browser
@pytest.mark.parametrize("typed", ["Лавров", "Lavrof"])
def test_from_a_name_it_is_one_click_to_the_articles_that_name_it(
    typed: str, searcher: Searcher, repository: Site
) -> None:
    said = [*repository.data["mentions"], *repository.data["statements"]]
    person = "person:sergei-lavrov"
    number = len(
        {one["article"] for one in said if person in (one.get("entity"), one.get("speaker"))}
    )
    searcher.ask(f"find={typed}")
    way = searcher.tab.get_by_role("link", name=f"named in {number} articles")
    way.press("Enter")
    # The entry itself is found as well.
    expect(searcher.said).to_have_text(f"Found: {number} articles and 1 entry.")
    assert parse_qs(urlsplit(searcher.tab.url).query) == {"person": ["Sergei Lavrov"]}
    expect(searcher.said).to_be_focused()


@pytest.mark.browser
def test_a_mistyped_name_is_asked_about_and_the_answer_is_one_click_away(
    searcher: Searcher,
) -> None:
    searcher.ask("find=Lavrof")
    expect(searcher.said).to_have_text("Nothing for “Lavrof”. Did you mean Lavrov?")
    searcher.tab.locator(".meant a").click()
    expect(searcher.hits.first).to_be_visible()
    assert parse_qs(urlsplit(searcher.tab.url).query) == {"find": ["Lavrov"]}


@pytest.mark.browser
def test_a_hit_opens_the_paragraph_with_the_words_marked(searcher: Searcher) -> None:
    searcher.ask("find=hostilities&kind=Article")
    hit = searcher.paragraphs.first
    link = hit.get_by_role("link")
    anchor = urlsplit(link.get_attribute("href") or "").fragment
    expect(hit.locator("mark").first).to_have_text(re.compile("hostil", re.IGNORECASE))
    link.click()
    searcher.tab.wait_for_url(re.compile(rf"articles/.*#{anchor}$"))
    paragraph = searcher.tab.locator(".text p", has=searcher.tab.locator(f"#{anchor}"))
    expect(paragraph).to_be_in_viewport()
    expect(paragraph.locator("mark.found").first).to_be_visible()


@pytest.mark.browser
def test_every_hit_holds_the_word_in_its_own_text(searcher: Searcher) -> None:
    for word in ("ceasefire", "August"):
        searcher.ask(f"find={word}&kind=Article")
        assert searcher.number > 2
        searcher.show_all()
        for hit in searcher.hits.all():
            marked = hit.locator("mark").all_inner_texts()
            assert word.casefold() in " ".join(marked).casefold().replace("-", ""), marked
            paragraphs = hit.locator(".paragraphs > li")
            for paragraph in paragraphs.filter(has=hit.get_by_role("link")).all():
                assert paragraph.locator("mark").count(), paragraph.inner_text()


@pytest.mark.browser
def test_an_article_is_found_by_its_title(searcher: Searcher) -> None:
    searcher.ask("find=achievable&kind=Article")
    title = searcher.hits.locator(".title", has=searcher.tab.locator("mark"))
    expect(title.locator("mark")).to_have_text("Achievable")
    title.click()
    searcher.tab.wait_for_url(re.compile("/articles/lidtime-2016-08/"))


@pytest.mark.browser
def test_facets_narrow_and_each_state_has_an_address(searcher: Searcher) -> None:
    everything = searcher.ask("find=ceasefire").number
    searcher.tab.locator("summary", has_text="People").click()
    searcher.tab.get_by_role("checkbox", name="John Kerry").check()
    expect(searcher.tab.get_by_text("People: John Kerry")).to_be_visible()
    searcher.wait()
    narrowed = searcher.said.inner_text()
    assert 0 < searcher.number < everything
    asked = parse_qs(urlsplit(searcher.tab.url).query)
    assert asked == {"find": ["ceasefire"], "person": ["John Kerry"]}
    # Who gets the address sees the same; who goes back sees what was before.
    url = searcher.tab.url
    searcher.tab.go_back()
    expect(searcher.said).not_to_have_text(narrowed)
    assert searcher.number == everything
    searcher.tab.goto(url)
    expect(searcher.said).to_have_text(narrowed)


@pytest.mark.browser
def test_a_range_of_dates_narrows(searcher: Searcher) -> None:
    searcher.ask("kind=Article")
    all_, said = searcher.number, searcher.said.inner_text()
    searcher.tab.get_by_label("From", exact=True).select_option("2016-09")
    expect(searcher.said).not_to_have_text(said)
    later = searcher.number
    searcher.ask("kind=Article&to=2016-08")
    assert later + searcher.number == all_


@pytest.mark.browser
def test_every_facet_is_there_and_is_worked_by_keys(searcher: Searcher) -> None:
    searcher.ask("")
    named = searcher.tab.locator("details.facet").evaluate_all(
        "all => all.map(a => a.dataset.facet)"
    )
    assert named == ["person", "organization", "place", "event", "figure", "outlet", "kind"]
    for facet, title in (("person", "People"), ("kind", "Kind")):
        searcher.tab.locator("summary", has_text=title).focus()
        searcher.tab.keyboard.press("Enter")
        expect(searcher.tab.locator(f"input[name={facet}]").first).to_be_visible()
        searcher.tab.keyboard.press("Tab")
        searcher.tab.keyboard.press("Space")
        expect(searcher.said).to_contain_text("Found")
        expect(searcher.tab.locator(f"input[name={facet}]:focus")).to_be_checked()


@pytest.mark.browser
def test_the_values_of_a_facet_come_when_its_list_is_opened(searcher: Searcher) -> None:
    asked: list[str] = []
    searcher.tab.on("request", lambda request: asked.append(request.url))
    searcher.ask("find=ceasefire")
    before = [url for url in asked if url.endswith(".pf_filter")]
    people = searcher.tab.locator("details", has=searcher.tab.locator("summary", has_text="People"))
    people.locator("summary").click()
    expect(people.get_by_role("checkbox").first).to_be_visible()
    assert len([url for url in asked if url.endswith(".pf_filter")]) == len(before) + 1


@pytest.mark.browser
def test_a_long_list_is_narrowed_by_letters(
    tab: Tab, large: Site, serve: Callable[[Site], str]
) -> None:
    searcher = Searcher(tab, serve(large)).ask("")
    people = tab.locator("details[data-facet=person]")
    people.locator("summary").press("Enter")
    boxes = people.get_by_role("checkbox")
    expect(boxes).to_have_count(100)
    expect(people).to_contain_text("that are found less often")
    narrow = people.get_by_role("searchbox", name="Narrow the list: People")
    rare = "Person Number 399"
    narrow.fill(rare.upper())
    expect(boxes).to_have_count(1)
    boxes.press("Space")
    expect(searcher.said).to_contain_text("Found")
    assert parse_qs(urlsplit(tab.url).query) == {"person": [rare]}
    # What was typed stays, as does the focus.
    expect(narrow).to_have_value(rare.upper())
    expect(people.get_by_role("checkbox", name=rare)).to_be_focused()
    narrow.fill("nobody of that name")
    expect(people).to_contain_text("Nothing here to choose from.")
    tab.get_by_role("button", name="Clear all").click()
    expect(narrow).to_have_value("")
    expect(boxes).to_have_count(100)


@pytest.mark.browser
def test_who_chooses_from_the_lists_alone_fetches_no_words(searcher: Searcher) -> None:
    asked: list[str] = []
    searcher.tab.on("request", lambda request: asked.append(request.url))
    searcher.ask("person=John+Kerry")
    assert searcher.number > 1
    assert any(url.endswith(".pf_fragment") for url in asked)
    assert not [url for url in asked if url.endswith(".pf_index")]
    # Then words are looked for among what is chosen.
    searcher.tab.get_by_label("Words or names").fill("ceasefire")
    searcher.tab.keyboard.press("Enter")
    expect(searcher.said).to_contain_text("Found for “ceasefire”")
    expect(searcher.hits.locator("mark").first).to_be_visible()
    assert [url for url in asked if url.endswith(".pf_index")]


@pytest.mark.browser
@pytest.mark.parametrize("window", WINDOWS)
def test_a_search_is_done_by_keys_alone_in_any_window(
    window: str, browser: Browser, repository: Site, serve: Callable[[Site], str]
) -> None:
    context = browser.new_context(viewport=WINDOWS[window])
    searcher = Searcher(context.new_page(), serve(repository)).ask("")
    tab = searcher.tab
    expect(tab.get_by_label("Words or names")).to_be_focused()
    tab.keyboard.type("ceasefire")
    tab.keyboard.press("Enter")
    expect(searcher.hits.first).to_be_visible()
    pressed(tab, "Tab", tab.locator("summary", has_text="Outlets"))
    tab.keyboard.press("Enter")
    pressed(tab, "Tab", tab.get_by_role("checkbox", name="RFE/RL"))
    tab.keyboard.press("Space")
    expect(tab.get_by_text("Outlets: RFE/RL")).to_be_visible()
    assert parse_qs(urlsplit(tab.url).query) == {"find": ["ceasefire"], "outlet": ["RFE/RL"]}
    assert overflow(tab) <= 0
    expect(searcher.hits.first).to_contain_text("RFE/RL")
    pressed(tab, "Tab", searcher.paragraphs.first.get_by_role("link"))
    tab.keyboard.press("Enter")
    tab.wait_for_url(re.compile("/articles/"))
    expect(tab.locator("mark.found").first).to_be_in_viewport()
    context.close()


def pressed(tab: Tab, key: str, until: Locator) -> None:
    """Press a key until something has the focus."""
    for _ in range(60):
        tab.keyboard.press(key)
        if until.evaluate("one => one === document.activeElement"):
            return
    pytest.fail(f"{until} was not reached")


@pytest.mark.browser
def test_nothing_found_is_said_with_a_way_on(searcher: Searcher) -> None:
    searcher.ask("find=qqxyzzy")
    expect(searcher.said).to_have_text(
        "Nothing for “qqxyzzy”. Try fewer words, or clear what is chosen."
    )


@pytest.mark.browser
def test_signs_that_are_no_words_find_nothing(searcher: Searcher) -> None:
    searcher.ask("find=%E2%80%94+%24")
    expect(searcher.said).to_contain_text("Nothing for “— $”.")


@pytest.mark.browser
def test_a_long_list_goes_on_where_it_ended(searcher: Searcher) -> None:
    searcher.ask("find=Syria")
    assert searcher.number > 10
    expect(searcher.hits).to_have_count(10)
    searcher.tab.get_by_role("button", name="Show more").click()
    expect(searcher.hits.nth(10).get_by_role("link").first).to_be_focused()


@pytest.mark.browser
def test_words_that_look_like_markup_are_words(
    tab: Tab, harbour: Site, serve: Callable[[Site], str]
) -> None:
    searcher = Searcher(tab, serve(harbour)).ask("find=Holding")
    assert "Gullen Shipping & Sons <Holding>" in tab.locator(".search-page").inner_text()
    assert searcher.tab.locator(".search-page holding").count() == 0


@pytest.mark.browser
@pytest.mark.parametrize("window", WINDOWS)
def test_without_scripts_the_page_leads_on_by_links(
    window: str, browser: Browser, repository: Site, serve: Callable[[Site], str]
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=WINDOWS[window])
    tab = context.new_page()
    tab.goto(serve(repository) + "search/")
    expect(tab.locator(".search-page p").first).to_contain_text("JavaScript")
    tab.locator(".search-page").get_by_role("link", name="People").click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("People")
    context.close()


def test_the_page_has_no_script_of_the_timeline(repository: Site) -> None:
    with_it = {
        page for page in ("search/", "timeline/") if "timeline.js" in source(repository, page)
    }
    assert with_it == {"timeline/"}


def source(site: Site, page: str) -> str:
    return (site.root / page / "index.html").read_text(encoding="utf-8")


# --- What is in the index --------------------------------------------------------------------


def indexed(site: Site) -> dict[str, str]:
    """Give everything in the index by file, unpacked."""
    found = {}
    for path in site.files:
        if path.startswith("pagefind/") and not path.endswith(".js"):
            raw = (site.root / path).read_bytes()
            content = gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw
            found[path] = content.decode("utf-8", "replace")
    return found


@pytest.mark.parametrize("article", [EXCERPT, METADATA])
def test_a_withheld_sentence_is_in_no_file_of_the_index(article: str, harbour: Site) -> None:
    shown = shown_on_page(harbour, article)
    withheld = [one for one in sentences(article) if one not in shown]
    secret = {run for one in withheld for run in runs(one)} - runs(shown)
    files = indexed(harbour)
    assert any("fragment" in path for path in files)
    for path, content in files.items():
        assert sorted(secret & runs(content)) == [], path


def test_the_index_holds_every_paragraph_that_is_shown(harbour: Site) -> None:
    fragments = "\n".join(text for path, text in indexed(harbour).items() if "fragment" in path)
    words = {
        json.loads(f'"{paragraph}"')
        for content in re.findall(r'"content":"((?:[^"\\]|\\.)*)"', fragments)
        for paragraph in content.split(f" {BREAK} ")
    }
    for article in harbour.data["articles"]:
        for paragraph in article["paragraphs"]:
            if paragraph["text"].strip("[…] "):
                address = rf'"{re.escape(article["page"])}\?[^"]*[=.]{paragraph["anchor"]}[.&"]'
                assert re.search(address, fragments), address
                assert " ".join(paragraph["text"].split()) in words, paragraph
