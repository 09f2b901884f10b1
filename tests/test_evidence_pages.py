"""The pages that set evidence side by side: figures, events, statements."""

from __future__ import annotations

import re
from decimal import Decimal
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
from evidence_sources import article, dossier_of, entry, outlets
from hypothesis import given
from hypothesis import strategies as st

from generator import urls
from generator.dossier import Dossier
from generator.evidence.differences import INFINITY, Room
from generator.evidence.wordings import utterances
from generator.render import utterances as pages_of_utterances
from generator.render.events import event_pages
from generator.render.figures import figure_pages
from generator.render.originals import fragment
from generator.render.plots import Bar, value_plot
from generator.render.statements import statement_pages
from generator.render.view import Page
from generator.texts import english

# --- Links to the original ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("“We are close”", "We are close"),
        ('"We don’t want a deal for the sake of it"', "want a deal for the sake of it"),
        ("“neither of us is [ready] to make it”", "neither of us is"),
        ("a deal works...and that holds for good", "that holds for good"),
        ("“a deal. . .that holds for good”", "that holds for good"),
        ("well-known, and so on", "well-known, and so on"),
        ("a b c d e f g h i j k l", "a b c d e|h i j k l"),
        ("“excellent”", ""),
        ("“[…]”", ""),
        ("", ""),
        ("لا أحد يفرّغ السمّ", "لا أحد يفرّغ السمّ"),
    ],
)
def test_a_fragment_holds_only_words_that_are_certain(words: str, expected: str) -> None:
    found = fragment(words)
    plain = "|".join(map(unquote, found.removeprefix("#:~:text=").split(",")))
    assert plain == expected
    assert not set(found.removeprefix("#:~:text=")) & set("-&#")


def test_a_fragment_goes_behind_an_anchor_that_is_there_already() -> None:
    assert fragment("we are close", "https://a.example/#b") == ":~:text=we%20are%20close"


# --- Plots ---------------------------------------------------------------------------------------

NUMBERS = (
    st.decimals(0, 10**30, places=2) | st.decimals(-1000, 1000, places=3) | st.just(Decimal(7))
)


@st.composite
def bars(draw: st.DrawFn) -> Bar:
    low, high = sorted((draw(NUMBERS), draw(NUMBERS)))
    kind = draw(st.sampled_from(("exactly", "range", "more", "less", "about")))
    if kind == "range":
        return Bar("a to b", "<Daily>", low, high, Room(low, high))
    room = {
        "exactly": Room(low, low),
        "more": Room(low, INFINITY, low_open=True),
        "less": Room(-INFINITY, low, high_open=True),
        "about": Room(low - abs(low) / 20, low + abs(low) / 20),
    }[kind]
    return Bar(f"{kind} & a", draw(st.text(max_size=90)), low, low, room)


def drawn(*shown: Bar) -> ET.Element:
    written = value_plot(english(), shown, "Deaths & <more>", "people", "plot")
    assert "\n" not in written
    assert not re.search(r"\bstyle=|<script|\bon\w+=", written)
    return ET.fromstring(re.sub(r"[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]", "", written))


@given(st.lists(bars(), min_size=1, max_size=8))
def test_a_plot_is_well_formed_and_nothing_lies_outside_it(shown: list[Bar]) -> None:
    root = drawn(*shown)
    for element in root.iter():
        for name in ("x", "x1", "x2", "cx", "width"):
            place = element.get(name, "0%")
            assert place.endswith("%")
            assert 0 <= float(place[:-1]) <= 100
    labels = root.findall("./svg/text[@font-weight]")
    assert [label.text for label in labels] == [bar.value for bar in shown]
    assert all(len("".join(one.itertext())) <= 60 for one in root.findall("./svg/text"))
    sources = root.findall("./svg/text[@font-size='12']")
    assert len({line.get("y") for line in (*labels, *sources)}) == 2 * len(shown)


def test_each_mark_says_no_more_than_the_words() -> None:
    hundred = Decimal(100)
    exact = drawn(Bar("100", "D", hundred, hundred, Room(hundred, hundred)))
    more = drawn(Bar("more than 100", "D", hundred, hundred, Room(hundred, INFINITY, True)))
    assert len(exact.findall("./svg/circle[@r='5.5']")) == 1
    assert not exact.findall("./svg/svg")
    assert len(more.findall("./svg/circle[@r='5']")) == 1
    assert len(more.findall("./svg/svg")) == 1, "an arrow"
    assert more.find("./svg/title") is not None
    assert "more than 100 (D)" in "".join(more.find("./svg/desc").itertext())  # type: ignore[union-attr]


def test_a_scale_that_leaves_out_zero_says_so() -> None:
    shown = [
        Bar(str(n), "D", Decimal(n), Decimal(n), Room(Decimal(n), Decimal(n))) for n in (995, 1000)
    ]
    assert "begins at" in "".join(drawn(*shown).itertext())


# --- Pages ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    """A figure, an event and an utterance in three articles, one of them without its words."""
    return dossier_of(
        {
            **outlets("daily", "weekly", "monthly", "un"),
            "people/ann.md": entry("Ann Lee"),
            "events/talks.md": entry("Talks", "date: 2016-08-26", "status: announced"),
            "events/lunch.md": entry("Lunch", "date: 2016-08-26", "part_of: talks"),
            "figures/deaths.md": entry("Deaths", "unit: people"),
            "articles/a.md": article(
                "The [talks](event:talks?date=2016-08-27) cost [more than 250](figure:deaths"
                "?value=250&qualifier=more-than&by=un).\n\nShe said [“we do not want it”]"
                "(quote:ann?statement=want&date=2016-08-26&event=talks), [briefly](date:2016).",
                more="url: https://a.example/1",
            ),
            "articles/b.md": article(
                "The [talks](event:talks?date=2016-08) cost [300](figure:deaths?value=300), she "
                "said; [“we never want it”](quote:ann?statement=want&date=2016-08-26&via=daily).",
                publisher="weekly",
                more="text: digest\nurl: https://b.example/2",
            ),
            "articles/c.md": article(
                "No [talks](event:talks), [“none”](quote:ann?statement=want), [“no”](quote:ann).",
                publisher="monthly",
                more="rights: metadata",
            ),
        }
    )


def only(pages: list[Page]) -> str:
    (page,) = pages
    return page.text


def page(dossier: Dossier, kind: str) -> str:
    """The only page of the dossier's figure, or of its event that has parts."""
    if kind == "figures":
        return only(list(figure_pages(dossier, english(), dossier.of_kind("figure")[0])))  # type: ignore[arg-type]
    return only(list(event_pages(dossier, english(), dossier.of_kind("event")[1])))  # type: ignore[arg-type]


def plain(text: str) -> str:
    """Text without references and tags, for looking at words."""
    shown = re.sub(r"&#(\d+);", lambda found: chr(int(found[1])), text)
    return re.sub(r"<[^>]+>|\{[^}]*\}|\[|\]\([^)]*\)", "", shown)


def test_a_figure_s_values_stand_side_by_side_with_what_is_known_of_them(dossier: Dossier) -> None:
    words = plain(page(dossier, "figures"))
    assert "2 articles, 2 independent origins" in words
    assert "more than 250" in words
    assert "No article says up to which day it counts." in words
    assert "Both can be true of one count. Only one says who counted." in words
    assert re.search(r"\| more than 250 +\| not stated +\| UN +\| DAILY", words)
    assert "average" in words


def test_a_figure_links_to_the_original_words_only_where_they_are_verbatim(
    dossier: Dossier,
) -> None:
    text = page(dossier, "figures")
    assert "https://a.example/1#:~:text=more%20than%20250" in text
    assert "https://b.example/2)" in text, "a digest's words are the editors'"


def test_an_event_s_dates_stand_side_by_side_and_those_that_differ_are_marked(
    dossier: Dossier,
) -> None:
    text = page(dossier, "events")
    words = plain(text)
    assert "Event · announced" in words
    assert re.search(r"\| 26 August 2016 +\| as given in this dossier", words)
    assert re.search(r"\| August 2016 +\| less exact, and in agreement", words)
    assert re.search(r'<mark class="differs">.*27&#160;|<mark class="differs">', text)
    assert "1 date that the articles give is not the dossier’s." in words
    assert "Lunch" in words
    assert "3 articles, 3 independent origins" in words


def test_an_event_s_page_quotes_every_paragraph_that_reports_it(dossier: Dossier) -> None:
    words = plain(page(dossier, "events"))
    assert "> The talks cost more than 250." in words
    assert "words withheld by the rights" in words


def test_statements_are_by_date_with_wordings_under_one_another(dossier: Dossier) -> None:
    text = only(list(statement_pages(dossier, english())))
    words = plain(text)
    assert words.index("26 August 2016") < words.index("Undated")
    assert "differs: do not" in words
    assert "differs: never" in words
    assert "by way of the same outlet" in words
    for quote in dossier.quotes:
        assert pages_of_utterances.anchor(quote) in text


def test_words_that_the_rights_withhold_are_said_to_be_withheld(dossier: Dossier) -> None:
    words = plain("".join(one.text for one in statement_pages(dossier, english())))
    assert "“none”" not in words
    assert words.count("words withheld by the rights") == 2


def test_many_statements_go_on_to_further_pages_and_every_link_finds_its_own() -> None:
    body = " ".join(
        f"[“word {number}”](quote:ann?date=2016-08-{number % 9 + 1:02})" for number in range(60)
    )
    many = dossier_of(
        {
            **outlets("daily"),
            "people/ann.md": entry("Ann Lee"),
            **{f"articles/a{n}.md": article(body, more="corrections: []") for n in range(8)},
        }
    )
    pages = {page.path: page.text for page in statement_pages(many, english())}
    assert len(pages) > 1
    assert list(pages)[:2] == [urls.STATEMENTS, "statements/2.md"]
    for quote in many.quotes:
        path = pages_of_utterances.page_of(many, quote)
        assert f'id="{pages_of_utterances.anchor(quote)}"' in pages[path]
    assert sum(len(one.quotes) for one in utterances(many)) == 480


def test_a_figure_with_thousands_of_reports_goes_on_to_further_pages() -> None:
    body = " ".join(f"[{n}](figure:deaths?value={n})" for n in range(300))
    many = dossier_of(
        {
            **outlets("daily"),
            "figures/deaths.md": entry("Deaths"),
            **{f"articles/a{n}.md": article(body) for n in range(5)},
        }
    )
    pages = list(figure_pages(many, english(), many.of_kind("figure")[0]))  # type: ignore[arg-type]
    assert len(pages) > 1
    assert all(len(one.text) < 200_000 for one in pages)
    rows = sum(one.text.count("| <strong>") for one in pages)
    assert rows == 1500
    assert "The 40 lowest are shown; the table below has 260 more." in plain(pages[0].text)


def test_an_event_of_thousands_of_reports_goes_on_to_further_pages() -> None:
    body = "[Talks](event:talks). " + " ".join(
        f"[“word {n}”](quote:ann?event=talks)" for n in range(20)
    )
    many = dossier_of(
        {
            **outlets("daily"),
            "people/ann.md": entry("Ann Lee"),
            "events/talks.md": entry("Talks", "date: 2016-08-26"),
            **{f"articles/a{n}.md": article(body) for n in range(300)},
        }
    )
    pages = list(event_pages(many, english(), many.of_kind("event")[0]))  # type: ignore[arg-type]
    assert len(pages) > 1
    assert all(len(one.text) < 120_000 for one in pages)
    written = "".join(one.text for one in pages)
    assert written.count("{ .words }") == 6_000
    assert written.count("<mark>") == 300
    assert "Only the first 40 reasons are listed." in plain(pages[0].text)
