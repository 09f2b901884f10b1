"""The networks and their tables: the same ties, laid out the same way at each build."""

from __future__ import annotations

import math
import re
from itertools import combinations

import pytest
from evidence_sources import dossier_of, entry
from hypothesis import given, settings
from hypothesis import strategies as st
from picture_pages import OUTLET, links, mentioning, pictures, read
from site_reader import Element

from generator.dossier import Dossier
from generator.model import Kind, Ref
from generator.pictures import network as drawing
from generator.pictures.frames import WIDE
from generator.pictures.layout import Tie, fitted, islands, least_stress
from generator.pictures.network import HEIGHT, Bond, Node
from generator.render.entities import entity_pages
from generator.render.network import NODES, TIES, network_page, strongest, ties
from generator.texts import english


@st.composite
def networks(draw: st.DrawFn) -> tuple[list[Node], list[Bond]]:
    count = draw(st.integers(1, 14))
    nodes = [
        Node(
            draw(
                st.sampled_from(
                    ["Ann Lee", "سلمى حدّاد", "Government of the United States", "X" * 120]
                )
            ),
            f"people/p{number}.md",
            draw(st.sampled_from([Kind.PERSON, Kind.ORG, Kind.PLACE, Kind.EVENT, Kind.FIGURE])),
            draw(st.integers(0, 200)),
            "about",
        )
        for number in range(count)
    ]
    pairs = draw(st.sets(st.sampled_from(list(combinations(range(count), 2)) or [(0, 0)])))
    bonds = [
        Bond(one, other, draw(st.integers(1, 30)), "about") for one, other in sorted(pairs) if other
    ]
    return nodes, bonds


def people(count: int) -> dict[str, str]:
    return {f"people/p{n}.md": entry(f"Person {n}") for n in range(count)}


def of(*files: dict[str, str]) -> Dossier:
    return dossier_of({**OUTLET, **{path: text for one in files for path, text in one.items()}})


def page_of(*files: dict[str, str]) -> Element:
    return read(network_page(of(*files), english()))


def naming(*paragraphs: str) -> dict[str, str]:
    """Write an article whose paragraphs name people by number: `0 1 2`."""
    return mentioning(*(" ".join(f"[x](person:p{n})" for n in one.split()) for one in paragraphs))


# --- Layout --------------------------------------------------------------------------------------


@settings(deadline=None)
@given(networks())
def test_all_things_stand_in_the_frame_and_names_cover_nothing(
    network: tuple[list[Node], list[Bond]],
) -> None:
    layout = drawing.laid_out(*network)
    for point in layout.points:
        assert point.radius <= point.x <= WIDE.width - point.radius
        assert point.radius <= point.y <= HEIGHT - point.radius
    for one, other in combinations(layout.points, 2):
        assert math.dist((one.x, one.y), (other.x, other.y)) > one.radius + other.radius
    boxes = [label.box for label in layout.labels if label]
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))


@settings(deadline=None, max_examples=20)
@given(networks())
def test_the_same_ties_give_the_same_picture(network: tuple[list[Node], list[Bond]]) -> None:
    words = ("a", "b")
    first, second = (
        drawing.drawn(drawing.laid_out(*network), "n", words) + drawing.column(*network, "c", words)
        for _ in range(2)
    )
    assert first == second


def test_what_is_tied_closely_lies_near() -> None:
    # Two groups of three, and one weak tie between them.
    groups = [Tie(a, b, 9) for group in ((0, 1, 2), (3, 4, 5)) for a, b in combinations(group, 2)]
    places = least_stress(6, [*groups, Tie(2, 3, 1)])
    inside = max(math.dist(places[a], places[b]) for a, b in combinations((0, 1, 2), 2))
    across = min(math.dist(places[a], places[b]) for a in (0, 1) for b in (4, 5))
    assert across > 1.5 * inside


@settings(deadline=None)
@given(networks())
def test_those_whom_no_tie_joins_have_a_room_each(network: tuple[list[Node], list[Bond]]) -> None:
    nodes, bonds = network
    joined = [Tie(bond.one, bond.other, bond.paragraphs) for bond in bonds]
    places = least_stress(len(nodes), joined)
    found = islands(len(nodes), joined)
    assert sorted(one for island in found for one in island) == list(range(len(nodes)))
    rooms = [
        [(min(side), max(side)) for side in zip(*(places[one] for one in island), strict=True)]
        for island in found
    ]
    for (across, down), (other_across, other_down) in combinations(rooms, 2):
        assert (
            across[1] < other_across[0]
            or other_across[1] < across[0]
            or down[1] < other_down[0]
            or other_down[1] < down[0]
        )


def test_in_a_column_they_stand_one_after_the_other() -> None:
    nodes = [Node(f"Person {n}", f"p{n}.md", Kind.PERSON, 1, "about") for n in range(6)]
    bonds = [Bond(0, 5, 1, "a"), Bond(1, 4, 1, "b"), Bond(2, 3, 1, "c"), Bond(5, 2, 1, "d")]
    drawing_ = drawing.column(nodes, bonds, "c", ("a", "b"))
    order = [int(number) for number in re.findall(r">Person (\d)<", drawing_)]
    assert sorted(order[:4]) == [0, 2, 3, 5]
    assert sorted(order[4:]) == [1, 4]


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_few_things_have_places_too(count: int) -> None:
    places = least_stress(count, [])
    assert len(places) == count
    assert len(set(places)) == count


def test_things_at_one_place_are_pushed_apart() -> None:
    places = fitted([(0.0, 0.0)] * 5, [10.0] * 5, (0, 0, 300, 200), 4)
    for one, other in combinations(places, 2):
        assert math.dist(one, other) >= 20


@pytest.mark.parametrize("kind", list(Kind)[1:6])
def test_kinds_differ_in_shape(kind: Kind) -> None:
    others = [one for one in list(Kind)[1:6] if one is not kind]
    assert drawing.shape(kind, 5, 5, 4) not in {drawing.shape(one, 5, 5, 4) for one in others}


# --- The page ------------------------------------------------------------------------------------


def test_the_pictures_and_the_table_hold_the_same_ties() -> None:
    root = page_of(people(5), naming("0 1 2", "0 1", "0 1 3", "2 3", "4"))
    rows = root.one("div", "ties-table").all("tr")[1:]
    table = [tuple(links(row, "person")) for row in rows]
    anchors = [row.all("span")[0].id for row in rows]
    assert table[0] == ("people/p0.md", "people/p1.md")
    assert len(table) == 6
    for picture in pictures(root):
        lines = [one for one in picture.all("a") if one.all("path", "bond")]
        assert sorted(one.attributes["href"] for one in lines) == sorted(f"#{a}" for a in anchors)
        assert set(links(picture, "node")) == {href for pair in table for href in pair}


def test_each_row_leads_to_the_paragraphs_that_name_both() -> None:
    root = page_of(people(2), naming("0 1", "0", "1 0"))
    (row,) = root.one("div", "ties-table").all("tr")[1:]
    assert links(row, "para") == ["articles/a.md#p1", "articles/a.md#p3"]
    assert row.all("td")[2].words() == "2"


def test_somebody_quoted_is_named() -> None:
    found = ties(of(people(2), mentioning('[x](person:p0) heard: ["Yes"](quote:p1?date=2016).')))
    assert list(found) == [(Ref(Kind.PERSON, "p0"), Ref(Kind.PERSON, "p1"))]


def test_a_line_says_whom_it_joins() -> None:
    root = page_of(people(2), naming("0 1", "0 1"))
    titles = {one.one("title").text() for one in root.all("path", "bond")}
    assert titles == {"Person 0 and Person 1: 2 paragraphs"}


def test_the_strongest_ties_are_shown_and_the_others_counted() -> None:
    many = [f"{a} {b}" for a, b in combinations(range(40), 2)]
    files = of(people(40), naming(*many, "0 1", "2 3"))
    found = ties(files)
    assert len(found) == 780
    assert len(strongest(found)) == 2
    text = read(network_page(files, english())).text()
    assert "The 2 ties of 2 and more common paragraphs, between 4 of the 41 people" in text
    assert "778 more ties are left out." in text


def test_ties_that_are_all_alike_are_cut_somewhere_and_it_is_said() -> None:
    many = [f"{a} {b}" for a, b in combinations(range(40), 2)]
    files = of(people(40), naming(*many))
    shown = strongest(ties(files))
    assert len(shown) <= TIES
    assert len({ref for pair in shown for ref in pair}) <= NODES
    text = read(network_page(files, english())).text()
    assert f"{len(shown)} of the ties of 1 common paragraph, between" in text


def test_four_hundred_people_make_a_picture_that_can_be_read() -> None:
    crowd = [" ".join(str((n * 7 + m * 13) % 400) for m in range(6)) for n in range(300)]
    page = network_page(of(people(400), naming(*crowd)), english())
    root = read(page)
    for picture in pictures(root):
        assert 2 <= len(links(picture, "node")) <= NODES
    assert "of the 401 people and organizations" in root.text()
    assert len(page.text) < 150_000


def test_two_people_who_never_meet_make_words() -> None:
    root = page_of(people(2), naming("0", "1"))
    assert "No paragraph names two people or organizations" in root.text()
    assert not pictures(root)


def test_nobody_makes_words() -> None:
    root = read(network_page(dossier_of({"figures/f.md": entry("F")}), english()))
    assert "No person and no organization is in the registry yet" in root.text()


# --- Around one ----------------------------------------------------------------------------------


def ego_of(dossier: Dossier, id_: str) -> list[Element]:
    document = dossier.documents[Ref(Kind.PERSON, id_)]
    root = read(list(entity_pages(dossier, english(), document))[-1])
    return pictures(root, "fan")


def test_the_picture_around_one_begins_like_the_list_beside_it() -> None:
    dossier = of(people(4), naming("0 1", "0 1 2", "0 1 2 3"))
    (fan,) = ego_of(dossier, "p0")
    assert links(fan, "node") == ["p1.md", "p2.md", "p3.md"]
    assert fan.all("a", "node")[0].one("title").text() == "Person 1 and Person 0: 3 paragraphs"
    (arc,) = fan.all("path", "among")
    assert arc.one("title").text() == "Person 1 and Person 2: 2 paragraphs"


@pytest.mark.parametrize("paragraphs", [["0"], ["0 1"]])
def test_fewer_than_two_others_make_no_picture(paragraphs: list[str]) -> None:
    assert ego_of(of(people(2), naming(*paragraphs)), "p0") == []


def test_a_name_of_120_characters_is_cut_and_whole_in_its_title() -> None:
    long = "Maximiliana Augustina Wilhelmina Theodora von und zu Vell-Harrowgate, " * 2
    files = {
        "people/p0.md": entry("سلمى حدّاد"),
        "people/p1.md": entry(long.strip()),
        "people/p2.md": entry("Ann"),
    }
    (fan,) = ego_of(of(files, naming("0 1 2", "0 1")), "p0")
    first = fan.all("a", "node")[0]
    assert long.strip() in first.one("title").text()
    assert first.one("text").words().endswith("…")
    centre = fan.all("text", "centre")[0]
    assert centre.attributes["direction"] == "rtl"
