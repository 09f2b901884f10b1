"""A picture comes through Markdown whole, and nothing but a picture does."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.pictures import svg
from generator.pictures.svg import Svg

NS = "{http://www.w3.org/2000/svg}"
WORDS = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn"), exclude_characters="\ufffe\uffff"),
    min_size=1,
    max_size=60,
).filter(lambda words: words.strip() == words)


def converted(picture: Svg) -> ET.Element:
    """Give a picture as a browser gets it, read as XML."""
    page = markdown.Markdown(extensions=["attr_list", "md_in_html", "tables", "toc"]).convert(
        svg.figure(picture)
    )
    start, end = page.index("<svg"), page.rindex("</svg>") + len("</svg>")
    return ET.fromstring(page[start:end])


def drawn(*content: Svg, about: str = "A picture") -> ET.Element:
    return converted(svg.picture("x", 100, 50, *content, words=(about, "What is on it")))


@settings(deadline=None)
@given(WORDS)
def test_any_name_is_shown_as_it_is(name: str) -> None:
    root = drawn(
        svg.link("places/a.md", svg.title(name), svg.label(name, 10, 20)), about=f"Map of {name}"
    )
    link = root.find("a")
    assert link is not None
    assert link.get("href") == "places/a.md"
    assert [one.text for one in link] == [name, name]
    assert root[0].text == f"Map of {name}"


def test_a_picture_is_named_and_its_links_can_be_reached() -> None:
    root = drawn(svg.link("a.md", svg.title("Geneva: 13 mentions")))
    assert root.get("role") == "group"
    assert root.get("aria-labelledby") == "x-title x-desc"
    assert [one.get("id") for one in root][:2] == ["x-title", "x-desc"]
    assert root.get("viewBox") == "0 0 100 50"


@pytest.mark.parametrize(
    ("tag", "attributes"),
    [
        ("script", {}),
        ("style", {}),
        ("foreignObject", {}),
        ("image", {"href": "x"}),
        ("a", {"href": "javascript:x"}),
        ("rect", {"onclick": "x"}),
        ("rect", {"style": "x"}),
        ("use", {}),
    ],
)
def test_what_is_no_part_of_a_picture_is_refused(tag: str, attributes: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="not a part of a picture"):
        svg.element(tag, **attributes)


def test_a_link_leads_only_where_a_page_may() -> None:
    with pytest.raises(ValueError, match="not an address"):
        svg.link("javascript:alert(1)")


def test_an_attribute_stays_an_attribute() -> None:
    root = drawn(svg.group(svg.line(0, 0, 1, 1), data_entry='a" onload="x<>&*_['))
    assert root[2].get("data-entry") == 'a" onload="x<>&*_['


@pytest.mark.parametrize(
    ("words", "anchor", "expected"),
    [
        ("سلمى", "start", "end"),
        ("سلمى", "end", None),
        ("Kerry", "end", "end"),
        ("K", "start", None),
    ],
)
def test_a_name_from_right_to_left_stands_on_the_side_that_is_meant(
    words: str, anchor: str, expected: str | None
) -> None:
    (text,) = drawn(svg.label(words, 1, 2, anchor=anchor))[2:]
    assert text.get("text-anchor") == expected
    assert text.get("direction") == ("rtl" if words == "سلمى" else None)


@pytest.mark.parametrize(
    ("value", "written"),
    [(1.0, "1"), (-0.04, "0"), (0.25, "0.2"), (12.34, "12.3"), (-1.55, "-1.6")],
)
def test_numbers_are_short(value: float, written: str) -> None:
    assert svg.number(value) == written


@given(st.lists(st.tuples(st.floats(-50, 900), st.floats(-50, 900)), min_size=2, max_size=30))
def test_a_path_goes_where_it_should(points: list[tuple[float, float]]) -> None:
    data = svg.polyline(points)
    found = [(0.0, 0.0)]
    for step in data.replace("M", "l").split("l")[1:]:
        spaced = step.replace("-", " -").split()
        found.append((found[-1][0] + float(spaced[0]), found[-1][1] + float(spaced[1])))
    assert found[-1] == pytest.approx(points[-1], abs=0.06)
