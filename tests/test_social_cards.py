"""Where a page is linked elsewhere, a picture says what it is, by the words of the page's head."""

from __future__ import annotations

import io
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image
from sites import ADDRESS
from small_dossier import CONFIG, dossier, small_dossier
from test_withheld import EXCERPT, METADATA, runs, sentences, shown_on_page

from generator import social_cards
from generator.cache import Cache
from generator.cards import HEIGHT, WIDTH, can_set, draw
from generator.cards.drawing import MARGIN, MEASURE, SUMMARY
from generator.cards.typesetting import Style, set_lines
from generator.exports import SITE, Card
from generator.social_cards import SocialCards

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser
    from site_reader import Page, Site

KERRY = Card(
    title="John Kerry",
    kind="Person",
    role="Secretary of State",
    summary="Speaks for the United States.",
    counts="43 mentions in 5 articles",
    outlets="RFE/RL, Al Jazeera and 3 more",
    site="Ceasefire in Syria",
)


def said(page: Page) -> dict[str, str]:
    """Give what a page says in its head to those who link to it."""
    return {
        one.attributes.get("property") or one.attributes["name"]: one.attributes["content"]
        for one in page.root.all("meta")
        if one.attributes.keys() & {"property", "name"}
    }


def picture_of(page: Page) -> str:
    """Give the file of a page's card below the site's folder."""
    return said(page)["og:image"].removeprefix(ADDRESS)


def letters(line: object) -> str:
    return "".join(run for _, run in line.runs)  # type: ignore[attr-defined]


# --- Which page shows which --------------------------------------------------------------------


def test_every_page_names_a_picture_that_is_there_and_says_what_is_on_it(published: Site) -> None:
    for page in published.pages.values():
        meta = said(page)
        assert meta["og:image"].startswith(ADDRESS), page.address
        assert meta["twitter:card"] == "summary_large_image"
        assert meta["og:image:alt"]
        with Image.open(published.root / picture_of(page)) as picture:
            size = [str(number) for number in picture.size]
            assert size == [meta["og:image:width"], meta["og:image:height"]] == ["1200", "630"]
            assert meta["og:image:type"] == Image.MIME[picture.format or ""]


def test_entries_and_articles_have_their_own_and_the_others_the_sites(published: Site) -> None:
    data = published.data
    own = {one["page"]: one.get("name") or one["title"] for one in data["entities"]}
    own |= {one["page"]: one["title"] for one in data["articles"]}
    sites = picture_of(published.pages[""])
    for address, page in published.pages.items():
        if address in own:
            assert picture_of(page) != sites
            assert said(page)["og:image:alt"].startswith(own[address])
        else:
            assert picture_of(page) == sites, address
    pictures = {path for path in published.files if path.startswith("assets/cards/")}
    assert pictures == {picture_of(page) for page in published.pages.values()}


def test_a_page_that_goes_on_with_an_entry_shows_the_entrys() -> None:
    cards = SocialCards({SITE: Card(title="Site"), "people/a.md": KERRY})
    assert cards.of("people/a/2.md") == cards.of("people/a.md") != cards.of("timeline/2.md")
    assert cards.of("people/2016.md") == cards.of("index.md") == cards.of("")


def test_an_entry_whose_script_cannot_be_written_shows_the_sites() -> None:
    cards = SocialCards({SITE: Card(title="Site"), "people/a.md": Card(title="世界报")})
    assert cards.of("people/a.md") == cards.of(SITE)
    assert SocialCards({SITE: Card(title="世界报")}).of(SITE) is None


@pytest.mark.parametrize(
    "config",
    [
        CONFIG.replace("site_url: https://example.org/small/\n", ""),
        CONFIG.replace("dossier]", "{dossier: {social_cards: false}}]"),
    ],
    ids=["without an address", "switched off"],
)
def test_nobody_is_promised_a_picture_that_is_not_made(config: str, tmp_path: Path) -> None:
    small_dossier(tmp_path, config)
    done = dossier("build", "--strict", at=tmp_path)
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "site/people/ann-lee/index.html").read_text(encoding="utf-8")
    assert "og:image" not in page
    assert '<meta name="twitter:card" content="summary">' in page
    assert not (tmp_path / "site/assets/cards").exists()


@pytest.mark.browser
def test_a_browser_shows_it(
    published: Site, browser: Browser, serve: Callable[[Site], str]
) -> None:
    tab = browser.new_page()
    tab.goto(serve(published) + picture_of(published.pages["people/salma-haddad/"]))
    size = tab.locator("img").evaluate("one => [one.naturalWidth, one.naturalHeight]")
    tab.close()
    assert size == [WIDTH, HEIGHT]


# --- What is on them ---------------------------------------------------------------------------


@pytest.mark.parametrize("article", [EXCERPT, METADATA])
def test_nothing_that_is_withheld_is_on_any(article: str, published: Site) -> None:
    shown = shown_on_page(published, article)
    withheld = [one for one in sentences(article) if one not in shown]
    secret = {run for one in withheld for run in runs(one, 4)} - runs(shown, 4)
    assert secret
    for page in published.pages.values():
        assert secret & runs(said(page)["og:image:alt"], 4) == set(), page.address


def test_the_words_of_an_entry_are_those_of_its_pages_head(published: Site) -> None:
    on_it = said(published.pages["people/salma-haddad/"])["og:image:alt"].split(" – ")
    assert on_it[:4] == [
        "سلمى حدّاد",
        "Person",
        "Speaker, Dockers’ Union Local 9",
        "Speaker of the dockers’ union.",
    ]
    head = published.pages["people/salma-haddad/"].content.words()
    assert on_it[4] in head


# --- How they are drawn ------------------------------------------------------------------------


def test_the_same_words_give_the_same_bytes_in_any_process() -> None:
    program = (
        "import sys; from generator.cards import draw; from generator.exports import Card;"
        "sys.stdout.buffer.write(draw(Card(title='Пётр «الأسد» Kerry', summary='It goes on.')))"
    )
    answers = {
        subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True, check=True, env={"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "4242")
    }  # fmt: skip
    assert answers == {draw(Card(title="Пётр «الأسد» Kerry", summary="It goes on."))}


def test_only_what_changed_is_drawn_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []

    def noted(card: Card) -> bytes:
        drawn.append(card.title)
        return draw(card)

    monkeypatch.setattr(social_cards, "draw", noted)
    cards = {SITE: Card(title="Site"), "people/a.md": KERRY}
    SocialCards(cards).write(tmp_path / "first", Cache(tmp_path / "cache"))
    assert drawn == ["Site", "John Kerry"]
    cards["people/b.md"] = Card(title="Ann Lee")
    SocialCards(cards).write(tmp_path / "second", Cache(tmp_path / "cache"))
    assert drawn == ["Site", "John Kerry", "Ann Lee"]
    for page, card in cards.items():
        picture = SocialCards(cards).of(page)
        assert picture
        assert (tmp_path / "second" / picture.path).read_bytes() == draw(card)


LETTERS = "".join(letter for letter in map(chr, range(32, 0x700)) if can_set(letter))
"""Of all scripts that can be written, with marks that stand above and below a letter."""

TEXT = st.text(LETTERS, max_size=300)


@settings(deadline=None)
@example(Card(title="\u030f"))
@given(st.builds(Card, title=TEXT, kind=TEXT, role=TEXT, summary=TEXT, counts=TEXT, site=TEXT))
def test_whatever_the_words_nothing_runs_over_the_edge(card: Card) -> None:
    with Image.open(io.BytesIO(draw(card))) as picture:
        sheet = picture.convert("RGB")
    # Only the bar at the top goes from edge to edge; a letter may lean out of its own width.
    for left in (0, WIDTH - MARGIN // 2):
        edge = sheet.crop((left, 14, left + MARGIN // 2, HEIGHT))
        assert len(edge.getcolors() or []) == 1
    assert len(sheet.crop((0, HEIGHT - 20, WIDTH, HEIGHT)).getcolors() or []) == 1


def test_a_title_of_any_length_leaves_room_for_the_rest() -> None:
    short, long = Card(title="Kerry"), Card(title="Donaudampfschifffahrt " * 30)
    assert draw(short) != draw(long)
    lines = set_lines(long.title, Style(50, 700), MEASURE, 4)
    assert len(lines) == 4
    assert letters(lines[-1]).endswith("…")
    assert not any(letters(line).endswith("…") for line in lines[:-1])


@settings(deadline=None)
@given(st.text("abc Жжя.,;", max_size=300), st.integers(100, 900))
def test_lines_hold_every_word_once_and_no_more_than_they_can(text: str, width: int) -> None:
    lines = set_lines(text, SUMMARY, width)
    assert "".join("".join(map(letters, lines)).split()) == "".join(text.split())
    # Letters that stand beside each other may be nearer than apart, never further.
    assert all(line.width <= width + 1 for line in lines)


def test_arabic_letters_are_joined_and_stand_from_right_to_left() -> None:
    (line,) = set_lines("بشار الأسد (2016)", SUMMARY, MEASURE)
    assert line.from_right
    assert letters(line).startswith("(2016) ")
    # Its last letter is seen first, and each has the form that it has within a word.
    assert letters(line).endswith("\ufead\ufe8e\ufeb8\ufe91")
    (mixed,) = set_lines("Outlet \u200e· صوت\u200e · 6 March", SUMMARY, MEASURE)
    assert not mixed.from_right
    assert letters(mixed).endswith(" · 6 March")


@pytest.mark.parametrize(
    ("text", "can"),
    [("Łódź, Þórr, ½ – “€”", True), ("Пётр Ѓорѓи", True), ("سلمى پ گ", True), ("世界", False)],
)
def test_which_scripts_can_be_written_is_known(text: str, can: bool) -> None:
    assert can_set(text) is can


def test_the_words_of_a_card_are_read_in_its_order() -> None:
    assert KERRY.alternative == (
        "John Kerry – Person – Secretary of State – Speaks for the United States. – "
        "43 mentions in 5 articles – RFE/RL, Al Jazeera and 3 more – Ceasefire in Syria"
    )
