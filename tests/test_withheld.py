"""What an article's rights withhold is nowhere in its site: not a sentence, not a part of one."""

from __future__ import annotations

import re
from fnmatch import fnmatch
from functools import cache
from typing import TYPE_CHECKING

import pytest
from commonmark import blocks, body_of, tree
from site_reader import collapsed
from sites import HARBOUR

if TYPE_CHECKING:
    from site_reader import Site

RUN = 6
"""So many words in a row are recognized as an article's."""

BUDGET = 150
"""`excerpt_words` in mkdocs.yml."""

EXCERPT = "gazette-2014-03-07"
METADATA = "harbour-review-2014"


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def runs(text: str, length: int = RUN) -> set[tuple[str, ...]]:
    found = words(text)
    return {tuple(found[n : n + length]) for n in range(len(found) - length + 1)}


@cache
def text_of(article: str) -> tuple[str, ...]:
    """Give an article's paragraphs as CommonMark shows them."""
    source = (HARBOUR / f"articles/{article}.md").read_text(encoding="utf-8")
    return tuple(block.text for block in blocks(tree(body_of(source))))


def sentences(article: str) -> list[str]:
    """Give an article's sentences: all of its punctuation is plain."""
    return [
        collapsed(sentence)
        for paragraph in text_of(article)
        for sentence in re.split(r"(?<=[.!?])\s+(?=[A-Z“\"])|\n", paragraph)
    ]


def shown_on_page(site: Site, article: str) -> str:
    (text,) = site.article(article).content.all("div", "text")
    return text.words()


def test_the_dossier_has_something_to_withhold() -> None:
    assert sum(len(words(one)) for one in text_of(EXCERPT)) > 2 * BUDGET
    assert sum(len(words(one)) for one in text_of(METADATA)) > 50


@pytest.mark.parametrize("article", [EXCERPT, METADATA])
def test_a_withheld_sentence_is_nowhere(article: str, harbour: Site) -> None:
    shown = shown_on_page(harbour, article)
    withheld = [one for one in sentences(article) if one not in shown]
    assert len(withheld) > 5
    allowed = runs(shown)
    secret = {run for one in withheld for run in runs(one)} - allowed
    assert secret
    for path, everything in harbour.readable.items():
        plain = collapsed(everything)
        assert [one for one in withheld if one in plain] == [], path
        assert sorted(secret & runs(everything)) == [], path


def test_a_metadata_article_shows_no_word_of_its_text(harbour: Site) -> None:
    shown = shown_on_page(harbour, METADATA)
    assert set(shown.split()) - {"[…]"} <= {
        one.id[1:] for one in harbour.article(METADATA).content.all("a", "pn")
    }
    assert all(words(one) and one not in shown for one in sentences(METADATA))


def test_an_excerpt_keeps_to_its_budget_over_the_whole_site(harbour: Site) -> None:
    everywhere = "\n".join(map(collapsed, harbour.readable.values()))
    found = [one for one in sentences(EXCERPT) if one in everywhere]
    assert 0 < sum(len(one.split()) for one in found) <= BUDGET
    seen = runs(everywhere)
    covered = {
        (number, place + step)
        for number, paragraph in enumerate(text_of(EXCERPT))
        for place in range(len(words(paragraph)) - RUN + 1)
        if tuple(words(paragraph)[place : place + RUN]) in seen
        for step in range(RUN)
    }
    assert len(covered) <= BUDGET * 1.1


def test_withheld_words_are_said_to_be_withheld(harbour: Site) -> None:
    """The fact is not withheld: the person's page says that the article quotes him."""
    page = harbour.pages["people/pyotr-gromov/"]
    assert "words withheld by the rights" in page.content.words()
    statement = next(one for one in harbour.data["statements"] if one["article"] == METADATA)
    assert statement["text"] is None
    assert statement["speaker"] == "person:pyotr-gromov"


def test_the_search_for_leaks_would_find_one(harbour: Site) -> None:
    """The searcher itself: what is shown is found on the pages, in the search and in the data."""
    shown = [one for one in sentences(EXCERPT) if one in shown_on_page(harbour, EXCERPT)]
    for kind in ("*.html", "*.pf_fragment", "data/articles/*.json"):
        assert any(
            fnmatch(path, kind) and sentence in collapsed(text)
            for path, text in harbour.readable.items()
            for sentence in shown
        ), kind
