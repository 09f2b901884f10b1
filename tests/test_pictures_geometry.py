"""The world on a frame: where places stand, and where land and water are."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from generator.geometry.land import (
    BLEED,
    COARSE,
    FINE,
    Point,
    clipped,
    decoded,
    land,
    ring,
    rings,
    thinned,
)
from generator.geometry.projection import Projection, Window, around, world

PLACES = st.lists(st.tuples(st.floats(-89, 89), st.floats(-180, 180)), min_size=1, max_size=12)


def is_inside(x: float, y: float, lines: list[list[Point]] | tuple[tuple[Point, ...], ...]) -> bool:
    """Tell whether a point lies in an even number of rings, or in an odd one."""
    inside = False
    for line in lines:
        for (x1, y1), (x2, y2) in pairwise([*line, line[0]]):
            if (y1 > y) is not (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1):
                inside = not inside
    return inside


@settings(deadline=None)
@given(PLACES, st.sampled_from([(720.0, 430.0), (340.0, 330.0)]))
def test_every_place_stands_in_the_frame(
    places: list[tuple[float, float]], frame: tuple[float, float]
) -> None:
    projection = around(places, *frame, margin=40, least=3)
    # The whole world is not squeezed into a frame: places near both poles do not fit.
    assume(projection.scale > frame[0] / 360 * 1.001)
    for latitude, longitude in places:
        x, y = projection.at(latitude, longitude)
        assert 39 <= x <= frame[0] - 39
        assert 39 <= y <= frame[1] - 39
        assert projection.window.holds(latitude, longitude)


@given(st.floats(-75, 75), st.floats(-180, 180), st.floats(-3, 3), st.floats(-3, 3))
def test_the_window_is_what_fills_the_frame(
    latitude: float, longitude: float, down: float, across: float
) -> None:
    projection = around([(latitude, longitude)], 400, 300, margin=0, least=6)
    window = projection.window
    assert projection.x_of(window.west) == pytest.approx(0, abs=1e-6)
    assert projection.x_of(window.east) == pytest.approx(400)
    assert projection.y_of(window.north) == pytest.approx(0, abs=1e-6)
    assert projection.y_of(window.south) == pytest.approx(300)
    assert window.north - window.south == pytest.approx(6, rel=0.1)


@given(st.floats(-70, 70), st.floats(-180, 180))
def test_north_is_up_and_east_is_right(latitude: float, longitude: float) -> None:
    projection = around([(latitude, longitude)], 400, 300, margin=0, least=6)
    x, y = projection.at(latitude, longitude)
    assert projection.at(latitude + 1, longitude)[1] < y
    assert projection.at(latitude, longitude + 1)[0] > x


def test_two_places_on_both_sides_of_the_date_line_are_near() -> None:
    projection = around([(-18.1, 178.4), (-13.8, -171.8)], 400, 300, margin=40, least=3)
    fiji, samoa = projection.at(-18.1, 178.4), projection.at(-13.8, -171.8)
    assert fiji[0] < samoa[0]
    assert projection.window.east - projection.window.west < 20


def test_mercator_keeps_shapes_and_the_scale_bar_holds_in_the_middle() -> None:
    projection = around([(60, 20)], 400, 300, margin=0, least=4)
    x, y = projection.at(60, 20)
    north = y - projection.at(60.1, 20)[1]
    east = projection.at(60, 20.1)[0] - x
    assert north * math.cos(math.radians(60)) == pytest.approx(east, rel=0.01)
    assert east == pytest.approx(projection.units_per_km * 111.195 * 0.1 * 0.5, rel=0.01)


def test_what_lies_near_a_pole_is_not_on_mercators_map() -> None:
    projection = around([(-90, 0), (-85, 90)], 400, 300, margin=20, least=3)
    assert projection.true_at is not None
    assert all(math.isfinite(one) for one in projection.at(-90, 0))


# --- Land and water ------------------------------------------------------------------------------

LAND = [(33.51, 36.29), (46.2, 6.15), (55.75, 37.62), (36.2, 37.16), (-25, 134), (66.5, 175)]
WATER = [(35, 20), (0, -30), (42, 51), (43, 35), (-45, -170), (60, -179.9), (26, 52)]


GULF = (26, 52)
"""Water that is narrower than the coarse lines know."""


@pytest.mark.parametrize(
    ("name", "place", "is_land"),
    [
        (name, place, is_land)
        for name in (FINE, COARSE)
        for places, is_land in ((LAND, True), (WATER, False))
        for place in places
        if (name, place) != (COARSE, GULF)
    ],
)
def test_land_is_where_the_land_is(name: str, place: tuple[float, float], is_land: bool) -> None:
    latitude, longitude = place
    lines = [list(one.points) for one in rings(name)]
    inside = [is_inside(longitude + turn, latitude, lines) for turn in (-360, 0, 360)]
    assert any(inside) is is_land


@settings(deadline=None, max_examples=40)
@given(st.floats(-70, 75), st.floats(-180, 180), st.sampled_from([4.0, 15.0, 60.0]))
def test_land_on_a_frame_is_the_land_of_that_part(
    latitude: float, longitude: float, degrees: float
) -> None:
    projection = around([(latitude, longitude)], 340, 210, margin=0, least=degrees)
    lines = land(projection)
    for line in lines:
        for x, y in line:
            assert -BLEED - 1 <= x <= 341 + BLEED
            assert -BLEED - 1 <= y <= 211 + BLEED
    # The point in the middle, unless it lies nearly on a shore.
    x, y = projection.at(latitude, longitude)
    near = [math.dist((x, y), point) for line in lines for point in line]
    assume(not near or min(near) > 2)
    name = COARSE if 1 / projection.scale > 0.25 else FINE
    world_lines = [list(one.points) for one in rings(name)]
    truth = any(is_inside(longitude + turn, latitude, world_lines) for turn in (-360, 0, 360))
    assume(not _is_on_a_line(x, y, lines))
    assert is_inside(x, y, lines) is truth


def _is_on_a_line(x: float, y: float, lines: tuple[tuple[Point, ...], ...]) -> bool:
    return is_inside(x + 1.5, y, lines) is not is_inside(x - 1.5, y, lines) or is_inside(
        x, y + 1.5, lines
    ) is not is_inside(x, y - 1.5, lines)


def test_the_world_fits_its_frame() -> None:
    small = world(200)
    assert all(line for line in land(small))
    x, y = small.at(33.5, 36.3)
    assert 0 < x < small.width
    assert 0 < y < small.height


SHAPES = st.lists(st.tuples(st.floats(-20, 20), st.floats(-20, 20)), min_size=3, max_size=30)


@given(SHAPES)
def test_what_is_cut_out_lies_in_the_window(points: list[Point]) -> None:
    window = Window(-10, -5, 10, 8)
    for x, y in clipped(points, window):
        assert -10 - 1e-9 <= x <= 10 + 1e-9
        assert -5 - 1e-9 <= y <= 8 + 1e-9


@given(SHAPES, st.floats(0.01, 5))
def test_no_point_lies_far_from_a_thinned_line(points: list[Point], tolerance: float) -> None:
    line = thinned(points, tolerance)
    assert set(line) <= set(points)
    closed = list(pairwise([*line, line[0]])) if len(line) > 1 else [(line[0], line[0])]
    for point in points:
        assert min(_off(point, *piece) for piece in closed) <= tolerance + 1e-6


def _off(point: Point, start: Point, end: Point) -> float:
    along = (end[0] - start[0], end[1] - start[1])
    square = along[0] ** 2 + along[1] ** 2
    if not square:
        return math.dist(point, start)
    off = abs((point[0] - start[0]) * along[1] - (point[1] - start[1]) * along[0])
    return off / math.sqrt(square)


def test_an_encoded_line_is_read() -> None:
    # Google's own example, which counts in hundred-thousandths: here it is a thousand times as far.
    assert decoded("_p~iF~ps|U_ulLnnqC_mqNvxq`@") == (
        (38500.0, -120200.0),
        (40700.0, -120950.0),
        (43252.0, -126453.0),
    )


def test_the_data_are_whole() -> None:
    for name, count in ((FINE, 4000), (COARSE, 120)):
        found = rings(name)
        assert len(found) >= count * 0.85
        for one in found:
            left, low, right, high = one.edges
            assert -200 <= left <= right <= 200
            assert -90 <= low <= high <= 84
            assert one == ring(one.points)


def test_the_same_window_gives_the_same_lines() -> None:
    projection = Projection(340, 210, 12.0, 46.2, 6.15)
    assert land(projection) == land.__wrapped__(projection)
