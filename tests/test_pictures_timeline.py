"""The timeline's picture and its list: the same, whatever the dates are."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from evidence_sources import article, dossier_of, entry
from hypothesis import given, settings
from hypothesis import strategies as st
from picture_pages import OUTLET, events, links, mentioning, pictures, read

from generator import urls
from generator.dates import Edtf
from generator.model import EventStatus
from generator.pictures import timeline as drawing
from generator.pictures.extents import extent
from generator.pictures.frames import FRAMES, Frame
from generator.pictures.timeline import Item, Moment, Reported
from generator.render.timeline import DRAWN, timeline_pages
from generator.render.view import Page
from generator.texts import english

DATES = st.sampled_from(
    [
        "2016-08-26",
        "2016-08-26/2016-08-27",
        "2016-08",
        "2015",
        "19XX",
        "201X",
        "2011-03/..",
        "../1987",
        "2016-09-08~",
        "2016-09-08%",
        "2016-08~/2016-09?",
        "2016-08/",
        "/2016-08",
        "9999-12-31",
        "1000-01-01",
        "2016-21",
        "1900/1999",
        "2016-08-26/..",
    ]
).map(Edtf.parse)
ITEMS = st.lists(
    st.builds(
        Item,
        key=st.just("e"),
        name=st.text(min_size=1, max_size=130),
        href=st.just("events/e.md"),
        date=DATES,
        status=st.sampled_from(EventStatus),
        about=st.just("about"),
        reported=st.lists(
            st.builds(Reported, DATES, st.text(min_size=1, max_size=60), st.just("a.md#p1")),
            max_size=2,
        ).map(tuple),
    ),
    min_size=1,
    max_size=20,
)


def of(*files: dict[str, str]) -> list[Page]:
    return list(
        timeline_pages(
            dossier_of({**OUTLET, **{k: v for one in files for k, v in one.items()}}), english()
        )
    )


# --- The picture ---------------------------------------------------------------------------------


@settings(deadline=None)
@given(ITEMS, st.sampled_from(FRAMES), st.none() | st.just(Moment(736_000, "Latest article")))
def test_everything_stands_in_the_frame_and_no_name_covers_another(
    items: list[Item], frame: Frame, moment: Moment | None
) -> None:
    layout = drawing.laid_out(items, drawing.scale_of(items, moment), frame, moment)
    boxes = [row.name_box for row in layout.rows]
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))
    for row, box in zip(layout.rows, boxes, strict=True):
        assert -0.5 <= box.left <= box.right <= frame.width + 0.5
        assert row.top <= box.top <= box.bottom <= row.top + row.height
        assert 0 <= row.bar.left < row.bar.right <= frame.width
        assert all(0 <= mark.x <= frame.width for mark in row.marks)
        assert all(row.middle < mark.y <= row.top + row.height for mark in row.marks)
    for before, after in pairwise(layout.rows):
        assert after.top == pytest.approx(before.top + before.height)
    assert layout.rows[-1].top + layout.rows[-1].height <= layout.height


@settings(deadline=None)
@given(ITEMS, st.sampled_from(FRAMES))
def test_a_name_beside_its_bar_does_not_cover_it(items: list[Item], frame: Frame) -> None:
    layout = drawing.laid_out(items, drawing.scale_of(items), frame)
    for row in layout.rows:
        if not row.name.above:
            box = row.name_box
            assert box.right <= row.bar.left or row.bar.right <= box.left


@settings(deadline=None)
@given(ITEMS)
def test_bars_keep_the_order_of_their_days(items: list[Item]) -> None:
    layout = drawing.laid_out(items, drawing.scale_of(items), FRAMES[0])
    starts = sorted(
        (days.first, row.bar.left)
        for row in layout.rows
        for days in [extent(row.item.date)]
        if days.first is not None and days.is_sure and not row.item.date.is_interval
    )
    assert all(before[1] <= after[1] + 0.01 for before, after in pairwise(starts))


@settings(deadline=None, max_examples=15)
@given(ITEMS)
def test_the_same_events_give_the_same_picture(items: list[Item]) -> None:
    scale = drawing.scale_of(items)
    first, second = (
        drawing.drawn(english(), drawing.laid_out(items, scale, FRAMES[0]), "t", ("a", "b"))
        for _ in range(2)
    )
    assert first == second


@pytest.mark.parametrize(
    ("date", "fades", "vague", "arrows"),
    [
        ("2016-08-26", (False, False), False, (False, False)),
        ("2016-08-20/2016-08-27", (False, False), False, (False, False)),
        ("2016-08", (True, True), True, (False, False)),
        ("2016-08-20~", (True, True), False, (False, False)),
        ("2016-08-20/2016-08-27?", (False, True), False, (False, False)),
        ("2011-03/..", (True, False), False, (False, True)),
        ("2011-03-01/..", (False, False), False, (False, True)),
        ("../1987", (False, True), False, (True, False)),
        ("2016-08-20/", (False, True), False, (False, False)),
        ("/2016-08-20", (True, False), False, (False, False)),
    ],
)
def test_a_date_in_doubt_is_drawn_in_doubt(
    date: str, fades: tuple[bool, bool], vague: bool, arrows: tuple[bool, bool]
) -> None:
    others = [item(one) for one in ("1990", "2016-07-01", "2016-10-01")]
    items = [item(date), *others]
    bar = drawing.laid_out(items, drawing.scale_of(items), FRAMES[0]).rows[0].bar
    assert (bar.fade[0] > 0, bar.fade[1] > 0) == fades
    assert bar.vague is vague
    assert (bar.to_left, bar.to_right) == arrows


def item(date: str) -> Item:
    return Item("e", "E", "e.md", Edtf.parse(date), EventStatus.HAPPENED, "E")


# --- Picture and list ----------------------------------------------------------------------------


def test_the_picture_and_the_list_hold_the_same_events_in_the_same_order() -> None:
    (page,) = of(
        events(
            {
                "war": ["2011-03/.."],
                "century": ["19XX"],
                "old": ["../1987"],
                "talks": ["2016-08-26"],
                "deal": ["2016-09-10", "status: announced"],
            }
        ),
        mentioning("[It](event:talks) and [that](event:deal?date=2016-09-12)."),
    )
    root = read(page)
    listed = [
        href
        for month in root.all("section", "month")
        for href in links(month, "entity")
        if href.startswith("events/")
    ]
    for picture in pictures(root):
        assert links(picture, "event") == listed
    assert [one.attributes["data-entry"] for one in pictures(root, "wide")[0].all("g", "item")] == [
        href.removeprefix("events/").removesuffix(".md") for href in listed
    ]


def test_a_date_that_articles_give_otherwise_is_tied_to_the_event() -> None:
    (page,) = of(
        events({"leak": ["2014-03-04", "status: disputed"], "other": ["2014-04"]}),
        mentioning(
            "[The leak](event:leak?date=2014-03-05).", "[The leak](event:leak?date=2014-03-04)."
        ),
    )
    for picture in pictures(read(page)):
        (mark,) = picture.all("a", "reported")
        assert mark.attributes["href"] == "articles/a.md#p1"
        assert mark.one("title").text() == "5 March 2014 in The Daily"


def test_each_event_says_its_date_and_status_to_those_who_cannot_see_it() -> None:
    (page,) = of(events({"deal": ["2016-09-10", "status: planned"], "x": ["2016"]}))
    (title,) = {
        link.one("title").text()
        for picture in pictures(read(page))
        for link in picture.all("a", "event")
        if "deal" in link.attributes["href"]
    }
    assert title == "10 September 2016: Deal (planned, in 0 articles)"


def test_of_many_events_those_that_most_articles_report_are_drawn() -> None:
    rows = {f"e{n}": [f"2016-{n % 12 + 1:02}-{n % 28 + 1:02}"] for n in range(DRAWN + 15)}
    told = " ".join(f"[it](event:e{n})" for n in range(5, DRAWN + 5))
    pages = of(events(rows), mentioning(told))
    root = read(pages[0])
    for picture in pictures(root):
        assert set(links(picture, "event")) == {f"events/e{n}.md" for n in range(5, DRAWN + 5)}
    assert (
        f"shows the {DRAWN} events that most articles report; 15 more are in the list"
        in root.text()
    )


def test_statements_of_one_day_are_folded_and_stay_in_the_list() -> None:
    said = [f'["Word {n}"](quote:daily?date=2016-08-26) was said.' for n in range(5)]
    (page,) = of(events({"talks": ["2016-08-26"]}), mentioning(*said))
    details = read(page).one("details", "statements")
    assert details.one("summary").words() == "5 statements of 26 August 2016"
    assert len(details.all("li")) == 5


def test_three_statements_are_not_folded() -> None:
    said = [f'["Word {n}"](quote:daily?date=2016-08-26) was said.' for n in range(3)]
    (page,) = of(mentioning(*said))
    root = read(page)
    assert not root.all("details")
    assert len(root.all("li")) == 3
    assert not pictures(root)


def test_nothing_with_a_date_makes_words_and_no_picture() -> None:
    (page,) = of(mentioning("Nothing."))
    root = read(page)
    assert "Nothing in this dossier has a date yet." in root.text()
    assert not pictures(root)
    assert not root.all("form")


def test_one_event_alone_is_drawn() -> None:
    (page,) = of(events({"only": ["1900/1999"]}))
    root = read(page)
    assert [links(one, "event") for one in pictures(root)] == [["events/only.md"]] * 2
    assert not root.all("form")


def test_a_year_a_decade_and_a_century_have_headings_of_their_own() -> None:
    (page,) = of(events({"a": ["1900"], "b": ["19XX"], "c": ["190X"], "d": ["1900-01"]}))
    headings = [one.words() for one in read(page).all("h2")]
    assert headings == ["1900", "January 1900", "The 1900s", "The years 1900–1999"]
    assert len({one.id for one in read(page).all("h2")}) == 4


def test_a_long_timeline_goes_on_to_pages_whose_links_lead_somewhere() -> None:
    files = {
        f"articles/a{n}.md": article(
            "\n\n".join(
                f'["A sentence, number {m} of many"](quote:daily?date=20{m:02}-{n:02}) was said.'
                for m in range(60)
            )
        )
        for n in range(1, 11)
    }
    pages = of(events({"talks": ["2016-08-26"]}), files)
    assert [page.path for page in pages] == [
        urls.numbered("timeline.md", n + 1) for n in range(len(pages))
    ]
    assert len(pages) > 2
    entries = [one for page in pages for one in read(page).all("span", "facets")]
    assert len(entries) == 601
    for page in pages[1:]:
        root = read(page)
        assert not pictures(root)
        assert root.all("form")
        entities = links(root, "entity")
        assert entities
        assert all(href.startswith("../") for href in entities)
        assert len(page.text) < 200_000


# --- Filters -------------------------------------------------------------------------------------


def test_an_entry_is_found_by_who_where_and_by_whom() -> None:
    (page,) = of(
        events(
            {
                "talks": [
                    "2016-08-26",
                    "place: [geneva]",
                    "participants: [ann, person:both, org:both]",
                ],
                "other": ["2016-08-27", "status: planned"],
            }
        ),
        {
            "places/geneva.md": entry("Geneva", "within: europe"),
            "places/europe.md": entry("Europe"),
            "people/ann.md": entry("Ann"),
            "people/both.md": entry("Both"),
            "organizations/both.md": entry("Both of them"),
        },
        mentioning('[The talks](event:talks). ["Yes"](quote:ann?date=2016-08-26&event=talks)'),
    )
    root = read(page)
    event, quote, other = (one.attributes for one in root.all("span", "facets"))
    assert event == {
        "class": "facets",
        "data-entry": "talks",
        "data-person": "ann both",
        "data-org": "both",
        "data-place": "geneva europe",
        "data-outlet": "daily",
        "data-status": "happened",
    }
    assert quote["data-person"] == "ann"
    assert quote["data-place"] == "geneva europe"
    assert quote["data-status"] == "statement"
    assert (other["data-status"], "data-outlet" in other) == ("planned", False)
    options = {
        select.attributes["name"]: [one.words() for one in select.all("option")]
        for select in root.all("select")
    }
    assert options["person"] == ["Anybody", "Ann (2)", "Both (1)"]
    assert options["place"] == ["Anywhere", "Europe (2)", "Geneva (2)"]
    assert options["status"] == [
        "Any status",
        "Event, planned (1)",
        "Event, happened (1)",
        "Statement (1)",
    ]


def test_names_of_filters_are_never_markup() -> None:
    (page,) = of(
        events({"a": ["2016", "participants: [x]"], "b": ["2017", "participants: [x]"]}),
        {"people/x.md": entry("'<b>A & \"B\"</b> *c*'")},
    )
    (select,) = [one for one in read(page).all("select") if one.attributes["name"] == "person"]
    option = select.all("option")[1]
    assert option.words() == '<b>A & "B"</b> *c* (2)'
    assert option.attributes["data-name"] == '<b>A & "B"</b> *c*'
