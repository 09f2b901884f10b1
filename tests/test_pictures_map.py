"""The maps and their tables: the same places, on land and water alone."""

from __future__ import annotations

from itertools import combinations

import pytest
from evidence_sources import article, dossier_of, entry
from hypothesis import given, settings
from hypothesis import strategies as st
from picture_pages import OUTLET, links, mentioning, pictures, places, read
from site_reader import Element

from generator.dossier import Dossier
from generator.model import Kind, Ref
from generator.pictures import map as drawing
from generator.pictures.frames import FRAMES, Frame
from generator.pictures.map import Form, Spot
from generator.render.entities import entity_pages
from generator.render.map import DRAWN, HEIGHTS, map_page
from generator.texts import english

SPOTS = st.lists(
    st.builds(
        Spot,
        name=st.sampled_from(
            ["Aleppo", "Qalaat al-Madiq", "قصر البحر", "Нижний Причал", "X" * 120]
        ),
        href=st.uuids().map(str),
        latitude=st.floats(-60, 70) | st.floats(33, 34),
        longitude=st.floats(-180, 180) | st.floats(36, 37),
        mentions=st.integers(0, 40),
        about=st.just("about"),
        form=st.sampled_from(Form),
    ),
    min_size=1,
    max_size=30,
)


def of(*files: dict[str, str]) -> Dossier:
    return dossier_of({**OUTLET, **{path: text for one in files for path, text in one.items()}})


def page_of(*files: dict[str, str]) -> Element:
    return read(map_page(of(*files), english()))


def place_page(dossier: Dossier, id_: str) -> Element:
    document = dossier.documents[Ref(Kind.PLACE, id_)]
    return read(list(entity_pages(dossier, english(), document))[-1])


TOWNS = places(
    ("geneva", "city", 46.2, 6.15),
    ("moscow", "city", 55.75, 37.62),
    ("aleppo", "city", 36.2, 37.16),
    ("damascus", "city", 33.51, 36.29),
    ("daraya", "town", 33.46, 36.24),
    ("syria", "country", 35, 38),
)
EVERYWHERE = mentioning(
    "[One](place:geneva), [two](place:geneva), [three](place:moscow,aleppo,damascus,daraya,syria)."
)


# --- Layout --------------------------------------------------------------------------------------


@settings(deadline=None)
@given(SPOTS, st.sampled_from(FRAMES))
def test_places_stand_in_the_frame_and_names_cover_nothing(spots: list[Spot], frame: Frame) -> None:
    height = HEIGHTS[frame.name]
    projection = drawing.overview(spots, frame, height)
    panel = drawing.laid_out(spots, projection, 40)
    assert all(0 <= point.x <= frame.width for point in panel.points)
    assert all(0 <= point.y <= height for point in panel.points)
    boxes = [label.box for label in panel.labels if label]
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))
    if panel.inset:
        assert not any(panel.inset.meets(box) for box in boxes)
        assert not any(point.box.meets(panel.inset) for point in panel.points)


@settings(deadline=None, max_examples=20)
@given(SPOTS)
def test_a_detail_shows_what_crowds_and_shows_it_larger(spots: list[Spot]) -> None:
    whole = drawing.overview(spots, FRAMES[0], HEIGHTS["wide"])
    crowds = drawing.details(spots, whole)
    assert len(crowds) <= drawing.MOST_DETAILS
    for crowd in crowds:
        part = drawing.overview(crowd, FRAMES[0], HEIGHTS["wide"])
        assert len(crowd) >= drawing.CROWD
        assert part.scale > 2 * whole.scale
        assert all(part.window.holds(one.latitude, one.longitude) for one in crowd)


@settings(deadline=None, max_examples=10)
@given(SPOTS)
def test_the_same_places_give_the_same_map_in_any_order(spots: list[Spot]) -> None:
    def picture(given_spots: list[Spot]) -> str:
        projection = drawing.overview(given_spots, FRAMES[0], 430)
        panel = drawing.laid_out(given_spots, projection, 40)
        return drawing.drawn(english(), panel, "map", ("a", "b"))

    assert picture(spots) == picture(spots[::-1])


@pytest.mark.parametrize("form", Form)
def test_only_a_point_is_sized_by_its_mentions(form: Form) -> None:
    spots = [Spot(f"P{n}", f"p{n}", 10.0 * n, 10.0 * n, n * 20, "", form) for n in range(3)]
    panel = drawing.laid_out(spots, drawing.overview(spots, FRAMES[0], 430), 40)
    radii = [point.radius for point in panel.points]
    assert (len(set(radii)) == 3) is (form is Form.POINT)


# --- The page ------------------------------------------------------------------------------------


def test_the_maps_and_the_table_hold_the_same_places() -> None:
    root = page_of(TOWNS, EVERYWHERE)
    table = {one for row in root.one("div", "index").all("tr") for one in links(row, "place")}
    drawn = {href for picture in pictures(root, "wide") for href in links(picture, "spot")}
    narrow = {href for picture in pictures(root, "narrow") for href in links(picture, "spot")}
    assert drawn == narrow == table
    assert len(table) == 6


def test_each_point_says_what_it_is() -> None:
    root = page_of(TOWNS, EVERYWHERE)
    titles = {one.one("title").text() for one in root.all("a", "spot")}
    assert "Geneva: 2 mentions in 1 article" in titles


def test_a_country_is_a_name_and_never_a_point() -> None:
    root = page_of(TOWNS, EVERYWHERE)
    countries = root.all("a", "country")
    assert countries
    for country in countries:
        assert not country.all("circle", "dot")
    assert "SYRIA" in {text.words() for one in countries for text in one.all("text")}


def test_where_places_crowd_there_is_a_second_map() -> None:
    root = page_of(TOWNS, EVERYWHERE)
    assert len(pictures(root, "wide")) == 2
    assert "Detail: Aleppo, Damascus and Daraya." in root.text()


def test_an_area_is_soft_and_has_no_size() -> None:
    more = {
        "places/east.md": entry(
            "East", "kind: district", "precision: area", "coordinates: [36.2, 37.2]"
        )
    }
    root = page_of(TOWNS, more, mentioning("[a](place:east) and [b](place:geneva)"))
    for area in root.all("a", "area"):
        assert area.one("circle", "dot").attributes["r"] == "18"


def test_what_is_not_on_the_map_is_listed_with_the_reason() -> None:
    root = page_of(
        TOWNS,
        places(china="country", hama="region"),
        mentioning("[a](place:geneva), [b](place:china), [c](place:hama)."),
    )
    others = [one.words() for one in root.all("li") if "sign" not in one.text()]
    assert "Countries, for which no point would stand: China" in others
    assert "Without coordinates: Hama" in others
    assert any(one.startswith("Not mentioned in any article: Aleppo") for one in others)


def test_a_place_of_an_event_is_on_the_map_though_no_article_names_it() -> None:
    event = {"events/talks.md": entry("Talks", "date: 2016", "place: [moscow]")}
    root = page_of(TOWNS, event, mentioning("Nothing."))
    assert links(pictures(root, "wide")[0], "spot") == ["places/moscow.md"]
    assert "Moscow: not mentioned by name" in root.text()


def test_places_on_both_sides_of_the_date_line_are_on_one_map() -> None:
    root = page_of(
        places(("suva", "city", -18.1, 178.4), ("apia", "city", -13.8, -171.8)),
        mentioning("[a](place:suva) and [b](place:apia)."),
    )
    (wide,) = pictures(root, "wide")
    words = " ".join(one.words() for one in wide.all("text", "degree"))
    assert words.startswith("180° 178°\N{NO-BREAK SPACE}W")
    positions = [float(one.attributes["x"]) for one in wide.all("text", "name")]
    assert len(positions) == 2


def test_no_coordinates_make_words_and_no_map() -> None:
    root = page_of(places(hama="region"), mentioning("[a](place:hama)."))
    assert "None of the places that the articles mention has coordinates yet" in root.text()
    assert not pictures(root)
    assert "Without coordinates: Hama" in [one.words() for one in root.all("li")]


def test_no_places_make_words_and_no_map() -> None:
    root = page_of(mentioning("Nothing."))
    assert "No place is in the registry yet" in root.text()
    assert not pictures(root)


def test_of_many_places_the_most_mentioned_are_drawn() -> None:
    many = places(
        *((f"p{n}", "town", -40 + (n * 7) % 80, -170 + (n * 31) % 340) for n in range(DRAWN + 20))
    )
    told = " ".join(f"[it](place:p{n})" for n in range(DRAWN + 20))
    page = map_page(of(many, {"articles/a.md": article(told + " [again](place:p7)")}), english())
    root = read(page)
    assert len({href for one in pictures(root, "wide") for href in links(one, "spot")}) == DRAWN
    assert f"show the {DRAWN} places that are mentioned most; 20 more are in" in root.text()
    assert len(page.text) < 250_000


# --- Around one place ----------------------------------------------------------------------------


def test_a_places_page_shows_where_it_lies_and_what_is_near() -> None:
    dossier = of(TOWNS, EVERYWHERE)
    (locator,) = pictures(place_page(dossier, "damascus"), "map")
    marked = locator.all("a", "marked")
    assert links(Element("", {}, [*marked])) == ["damascus.md"]
    assert "aleppo.md" in links(locator, "spot")
    assert "geneva.md" not in links(locator, "spot")
    assert locator.all("path", "land")


@pytest.mark.parametrize("place", ["syria", "hama"])
def test_a_country_and_a_place_without_coordinates_have_no_map(place: str) -> None:
    dossier = of(TOWNS, places(hama="region"), EVERYWHERE)
    assert not pictures(place_page(dossier, place), "map")


def test_a_place_far_from_any_coast_is_shown_in_water_alone() -> None:
    dossier = of(places(("nemo", "site", -48.9, -123.4)), mentioning("[a](place:nemo)."))
    (locator,) = pictures(place_page(dossier, "nemo"), "map")
    assert not locator.all("path", "land") or locator.all("path", "land")[0].attributes["d"]


def test_a_pole_has_a_map() -> None:
    dossier = of(places(("pole", "site", -90, 0)), mentioning("[a](place:pole)."))
    assert pictures(place_page(dossier, "pole"), "map")
    assert pictures(read(map_page(dossier, english())))
