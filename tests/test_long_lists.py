"""Lists that grow without end: each goes on to further pages, or says how much of it is shown."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from site_reader import read_html
from sites import locked
from small_dossier import tree
from test_scale import AROUND, MAX_BYTES, html_of

from generator.pipeline import produce
from generator.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

ARTICLES = 60
QUOTES = 30
"""Quotations of the central figure in each article."""
SPEAKERS = 250
OUTLETS = 30
EVENTS = 160
DATES = 180
CORRECTIONS = 25
"""Of each article."""

FIRST = date(2016, 1, 1)


def write_many(sources: Path) -> None:
    """Write a dossier of which every list is long: few articles, and very much said in them."""

    def write(path: str, text: str) -> None:
        file = sources / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    for number in range(OUTLETS):
        write(f"organizations/daily-{number}.md", f"---\nname: Daily {number}\nkind: media\n---\n")
    write("people/central.md", "---\nname: Central Figure\naliases: [C. Figure]\n---\n")
    write("places/capital.md", "---\nname: Capital\ncoordinates: [35.0, 36.0]\n---\n")
    write("figures/losses.md", "---\nname: Losses\n---\n")
    for number in range(SPEAKERS):
        write(f"people/person-{number}.md", f"---\nname: Person Number {number}\n---\n")
    for number in range(EVENTS):
        day = FIRST + timedelta(days=number)
        head = f"name: Event {number}\ndate: {day}\nplace: [capital]"
        write(f"events/event-{number}.md", f"---\n{head}\n---\n")
    for number in range(ARTICLES):
        write(f"articles/a-{number}.md", article(number))


def article(number: int) -> str:
    """Write an article."""
    day = FIRST + timedelta(days=200 + number)
    corrections = "\n".join(
        f"  - {{date: {day}, text: 'Put right {n} in {number}, at the length of a sentence.'}}"
        for n in range(CORRECTIONS)
    )
    head = (
        f"title: Article {number}\npublisher: daily-{number % OUTLETS}\npublished: {day}\n"
        f"corrections:\n{corrections}"
    )
    said = [
        f'["I said {n} on day {number}, and many more words to be remembered by"]'
        f"(quote:central?date={FIRST + timedelta(days=(number * QUOTES + n) % 190)}), said "
        f"{'[Central Figure]' if n % 2 else '[C. Figure]'}(person:central)."
        for n in range(QUOTES)
    ]
    others = [
        f'["Word {number}"](quote:person-{(number * 5 + n) % SPEAKERS}?date={FIRST}) were said.'
        for n in range(5)
    ]
    dates = [
        f"[The event](event:event-0?date={FIRST + timedelta(days=(number * 3 + n) % DATES)})"
        f" cost [{number * 3 + n}](figure:losses?value={number * 3 + n})."
        for n in range(3)
    ]
    return f"---\n{head}\n---\n\n" + "\n\n".join((*said, *others, *dates)) + "\n"


@pytest.fixture(scope="session")
def pages(shared_folder: Path) -> dict[str, bytes]:
    """Every file that is made of that dossier, by its path below `docs/`."""
    docs = shared_folder / "many" / "docs"
    with locked(shared_folder / "many.lock"):
        if not docs.exists():
            sources = shared_folder / "many" / "sources"
            write_many(sources)
            for path, content in produce(sources, Settings()).files.items():
                (docs / path).parent.mkdir(parents=True, exist_ok=True)
                (docs / path).write_bytes(content)
    return tree(docs)


def of(pages: dict[str, bytes], stem: str) -> dict[str, str]:
    """Give a page and those that go on with it, by path, as HTML."""
    return {
        path: html_of(content)
        for path, content in pages.items()
        if re.fullmatch(rf"{stem}(/\d+)?\.md", path)
    }


def test_no_page_is_too_long(pages: dict[str, bytes]) -> None:
    for path, content in pages.items():
        if path.endswith(".md") and len(content) * 3 + AROUND > MAX_BYTES:
            assert len(html_of(content).encode()) + AROUND < MAX_BYTES, path


def test_all_that_somebody_said_and_all_that_is_said_of_them_are_on_their_pages(
    pages: dict[str, bytes],
) -> None:
    parts = of(pages, "people/central")
    assert len(parts) > 2
    words: list[str] = []
    hits: list[str] = []
    for html in parts.values():
        root = read_html(html)[0]
        words += [link.attributes["href"].rpartition("#")[2] for link in root.all("a", "words")]
        hits += [link.attributes["href"].rpartition("/")[2] for link in root.all("a", "hit")]
    assert len(words) == len(set(words)) == ARTICLES * QUOTES
    assert len(hits) == len(set(hits)) == ARTICLES * QUOTES


def test_a_page_that_goes_on_says_with_what(pages: dict[str, bytes]) -> None:
    first, *further = sorted(of(pages, "people/central").items(), key=lambda item: len(item[0]))
    assert 'id="statements"' in first[1]
    for path, html in further:
        has_words, has_hits = 'class="words"' in html, 'class="hit"' in html
        assert has_words == ('id="statements"' in html), path
        assert has_hits == ('id="mentions"' in html), path


def test_every_correction_is_on_one_of_the_pages_of_corrections(pages: dict[str, bytes]) -> None:
    parts = of(pages, "corrections")
    assert len(parts) > 1
    listed = re.findall(r"Put right (\d+) in (\d+),", "".join(parts.values()))
    assert len(listed) == len(set(listed)) == ARTICLES * CORRECTIONS


def test_of_many_events_the_latest_are_listed_and_the_page_says_so(
    pages: dict[str, bytes],
) -> None:
    html = html_of(pages["places/capital.md"])
    assert "The latest 100 of 160 events are listed" in html
    assert "Event 159" in html
    assert ">Event 59<" not in html


def test_many_dates_of_one_event_are_cut_off_and_the_page_says_so(
    pages: dict[str, bytes],
) -> None:
    (html,) = of(pages, "events/event-0").values()
    assert "80 later dates are not listed." in html


def test_the_speakers_who_are_quoted_most_are_listed_and_the_page_says_so(
    pages: dict[str, bytes],
) -> None:
    html = html_of(pages["statements.md"])
    assert "By speaker: 251 people and organizations" in html
    assert "The 200 who are quoted most are listed" in html
    assert "Central Figure" in html
    assert html.count("#statements") == 200


def test_the_filters_offer_the_most_frequent_names_and_say_so(pages: dict[str, bytes]) -> None:
    for path, html in of(pages, "timeline").items():
        chosen = html.partition('name="person"')[2].partition("</select>")[0]
        assert chosen.count("data-name=") == 100, path
        assert 'value="central"' in chosen, path
        assert "Each filter offers the 100 names with the most entries." in html, path


def test_outlets_that_use_a_name_are_counted_beyond_the_first(pages: dict[str, bytes]) -> None:
    html = html_of(pages["people/central.md"])
    assert "and 22 more" in html.partition('id="names"')[2]


def test_the_home_page_sets_few_accounts_side_by_side(pages: dict[str, bytes]) -> None:
    html = html_of(pages["index.md"])
    sides = html.partition("Losses")[2].partition("<li>")[0]
    assert sides.count('class="side"') == 12
    assert "and 168 more" in sides
