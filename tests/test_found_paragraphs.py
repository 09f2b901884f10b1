"""Which paragraphs of an article a search leads to: those that hold the words and what is chosen.

Pagefind knows words by their place in a whole article. These tests look for words of every script
and with signs of every kind, and read what the browser then shows.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote_plus, urlsplit

import pytest
from playwright.sync_api import expect
from sites import built, written
from test_paragraph_search import Searcher

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Locator
    from site_reader import Site

pytestmark = pytest.mark.browser

SCRIPTS = (
    "The U.S.-led coalition called the cease-fire well-kept, e.g. north/south of Aleppo.",
    "Mr.\N{NO-BREAK SPACE}Kerry said: 10\N{NARROW NO-BREAK SPACE}000 people – perhaps more – fled…",
    "«Перемирие» началось в понедельник, заявил министр Лавров.",
    "قال الوزير إن وقف إطلاق النار سيبدأ يوم الاثنين، بحسب الوكالة.",
    "停火 协议 在 日内瓦 达成。",
    "Crowds waved 🌦️ and cloud🌦️cannon and 👨‍👩‍👧 at the café in Zürich.",
    "Zero\N{ZERO WIDTH SPACE}width, \N{ZERO WIDTH SPACE} and soft\N{SOFT HYPHEN}hyphen, and a "
    "\N{ZERO WIDTH NO-BREAK SPACE} mark of order stand here.",
    "A \N{SYMBOL FOR RECORD SEPARATOR} symbol that separates records, ¶ § and ___PAGEFIND.",
    "Line\N{LINE SEPARATOR}separator and next\N{IDEOGRAPHIC SPACE}column were quoted afterwards.",
    "The last sentence stands alone.",
)
"""The paragraphs of an article that makes it hard to count words."""

PHRASES = (
    "the cease-fire well-kept",
    "Mr. Kerry said",
    "в понедельник, заявил министр Лавров",
    "وقف إطلاق النار",
    "协议 在",
    "at the café",
    "softhyphen, and a",
    "A \N{SYMBOL FOR RECORD SEPARATOR} symbol that",
    "next column were",
    "last sentence",
)
"""Words of each of them that stand one behind the other."""

HEAD = "---\ntitle: {title}\npublisher: daily\npublished: 2016-08-{day:02}\n{more}---\n\n"

APART = (
    "The truce came at dawn.",
    "[Ann Lee](person:ann-lee) arrived later, by train.",
    "Nobody spoke of the harvest.",
)
TOGETHER = (
    "The truce was near, and nobody believed in it.",
    "[Ann Lee](person:ann-lee) praised the truce of the harvest.",
    "[Ann Lee](person:ann-lee) left.",
)
OFTEN = tuple(f"On day {number} the orchard was counted again." for number in range(8))

FILES = {
    "organizations/daily.md": "---\nname: The Daily\nkind: media\n---\n",
    "people/ann-lee.md": "---\nname: Ann Lee\n---\n",
} | {
    f"articles/{name}.md": HEAD.format(title=name.title(), day=day, more=more)
    + "\n\n".join(paragraphs)
    + "\n"
    for day, (name, paragraphs, more) in enumerate(
        (
            ("scripts", SCRIPTS, ""),
            ("apart", APART, ""),
            ("together", TOGETHER, ""),
            ("often", OFTEN, ""),
            ("withheld", TOGETHER, "rights: metadata\n"),
        ),
        1,
    )
}


@pytest.fixture(scope="session")
def words(shared_folder: Path) -> Site:
    """The site of a few articles whose words are looked for."""
    return built(shared_folder, "words", lambda folder: written(FILES, folder))


@pytest.fixture
def searcher(browser: Browser, words: Site, serve: Callable[[Site], str]) -> Iterator[Searcher]:
    context = browser.new_context()
    yield Searcher(context.new_page(), serve(words))
    context.close()


def hit(searcher: Searcher, title: str) -> Locator:
    found: Locator = searcher.hits.filter(
        has=searcher.tab.locator(".title", has_text=re.compile(f"^{title}$"))
    )
    return found


def anchors(hit: Locator) -> list[str]:
    """Give the anchors of the paragraphs that a hit leads to."""
    links = hit.locator(".paragraphs a.para")
    return [urlsplit(link.get_attribute("href") or "").fragment for link in links.all()]


def shown(text: str) -> str:
    """Give words without white space, and signs that are not to be seen."""
    return re.sub(r"[\s\u200b\u2028\ufeff\u00ad]", "", text)


@pytest.mark.parametrize("number", range(1, len(SCRIPTS) + 1))
def test_each_word_is_marked_in_the_paragraph_that_holds_it(
    number: int, searcher: Searcher
) -> None:
    missed = []
    text = SCRIPTS[number - 1]
    searcher.ask("kind=Article")
    for word in text.split():
        if not re.search(r"[^\W_]", word) or len(word) < 4:
            continue
        searcher.type(word)
        item = (
            hit(searcher, "Scripts")
            .locator(".paragraphs > li")
            .filter(has=searcher.tab.locator(f"a.para[href$='#p{number}']"))
        )
        marked = [shown(one) for one in item.locator("mark").all_inner_texts()]
        wanted = shown(word).strip("_«».,…:،。").casefold()
        if wanted not in {one.casefold() for one in marked}:
            missed.append((word, marked))
    assert missed == []


@pytest.mark.parametrize("number", range(1, len(SCRIPTS) + 1))
def test_a_phrase_is_found_in_its_paragraph_and_in_no_other(
    number: int, searcher: Searcher
) -> None:
    for marks in ('""', "“”", "«»"):
        phrase = marks[0] + PHRASES[number - 1] + marks[1]
        searcher.ask(f"find={quote_plus(phrase)}")
        assert anchors(hit(searcher, "Scripts")) == [f"p{number}"], phrase


def test_a_phrase_is_found_in_each_paragraph_that_holds_it(searcher: Searcher) -> None:
    searcher.ask("find=%22the+orchard+was%22")
    assert anchors(hit(searcher, "Often")) == ["p1", "p2", "p3"]
    searcher.ask("find=%22the+truce%22")
    expect(searcher.said).to_have_text("Found for “the truce”: 2 articles.")
    assert anchors(hit(searcher, "Together")) == ["p1", "p2"]


def test_no_phrase_is_found_across_two_paragraphs(searcher: Searcher) -> None:
    searcher.ask("find=%22dawn+Ann%22")
    expect(searcher.said).to_contain_text("Nothing for")


def test_the_paragraph_that_holds_all_words_is_the_one_that_is_shown(searcher: Searcher) -> None:
    searcher.ask("find=truce+harvest")
    together, apart = hit(searcher, "Together"), hit(searcher, "Apart")
    assert anchors(together) == ["p2"]
    expect(together.locator(".apart")).to_have_count(0)
    # Where no paragraph does, the hit says so, and comes after those of which one does.
    assert anchors(apart) == ["p1", "p3"]
    expect(apart.locator(".apart")).to_contain_text("in no one paragraph")
    assert searcher.hits.locator(".title").all_inner_texts() == ["Together", "Apart"]


def test_the_paragraph_that_holds_words_and_facet_is_the_one_that_is_shown(
    searcher: Searcher,
) -> None:
    searcher.ask("find=truce&person=Ann+Lee")
    assert anchors(hit(searcher, "Together")) == ["p2"]
    apart = hit(searcher, "Apart")
    assert anchors(apart) == ["p1", "p2"]
    expect(apart.locator(".apart")).to_contain_text("in no one paragraph")


def test_a_facet_alone_leads_to_the_paragraphs_of_which_it_holds(searcher: Searcher) -> None:
    searcher.ask("person=Ann+Lee&kind=Article")
    assert anchors(hit(searcher, "Together")) == ["p2", "p3"]
    assert anchors(hit(searcher, "Apart")) == ["p2"]


def test_an_article_without_its_text_is_found_by_whom_it_names_and_leads_to_no_words(
    searcher: Searcher,
) -> None:
    searcher.ask("person=Ann+Lee&kind=Article")
    withheld = hit(searcher, "Withheld")
    assert anchors(withheld) == []
    expect(withheld.locator(".apart")).to_contain_text("no one paragraph that is shown")
    searcher.ask("find=truce")
    expect(hit(searcher, "Withheld")).to_have_count(0)


def test_what_no_document_holds_is_named(searcher: Searcher) -> None:
    searcher.ask("find=truce+qqxyzzy")
    expect(searcher.said).to_contain_text("Nothing holds “qqxyzzy”.")
    assert anchors(hit(searcher, "Together")) == ["p1", "p2"]


def test_of_many_paragraphs_the_first_are_shown_and_the_others_are_one_key_away(
    searcher: Searcher,
) -> None:
    searcher.ask("find=orchard")
    often = hit(searcher, "Often")
    assert anchors(often) == ["p1", "p2", "p3"]
    often.get_by_role("button", name="and 5 more paragraphs").press("Enter")
    assert anchors(often) == [f"p{number}" for number in range(1, 9)]
    expect(often.locator("a.para").nth(3)).to_be_focused()


def test_the_beginning_of_every_paragraph_of_this_repository_leads_to_it(
    browser: Browser, repository: Site, serve: Callable[[Site], str]
) -> None:
    context = browser.new_context()
    searcher = Searcher(context.new_page(), serve(repository)).ask("kind=Article")
    for article in repository.data["articles"]:
        for paragraph in article["paragraphs"]:
            words = re.sub(r'["“”]', "", paragraph["text"]).split()
            searcher.type(f'"{" ".join(words[:6])}"')
            assert paragraph["anchor"] in anchors(hit(searcher, re.escape(article["title"]))), words
    context.close()
