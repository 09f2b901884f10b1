"""No name covers another, a point or the edge of its picture."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.pictures.labels import Box, Point, placed

FRAME = Box(0, 0, 400, 300)

POINTS = st.lists(
    st.builds(
        Point,
        x=st.floats(20, 380),
        y=st.floats(20, 280),
        radius=st.floats(2, 14),
        lines=st.sampled_from([("Aleppo",), ("Qalaat", "al-Madiq"), ("الحسكة",), ()]),
        over=st.booleans(),
    ),
    max_size=25,
)
BOXES = st.lists(
    st.builds(
        lambda x, y, wide, high: Box(x, y, x + wide, y + high),
        st.floats(0, 300),
        st.floats(0, 200),
        st.floats(5, 100),
        st.floats(5, 100),
    ),
    max_size=3,
)


@settings(deadline=None)
@given(POINTS, BOXES)
def test_names_keep_clear_of_each_other_and_of_all_else(
    points: list[Point], obstacles: list[Box]
) -> None:
    labels = placed(points, FRAME, obstacles)
    boxes = [label.box for label in labels if label]
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))
    assert all(box.lies_in(FRAME) for box in boxes)
    assert not any(box.meets(obstacle) for box in boxes for obstacle in obstacles)
    for number, label in enumerate(labels):
        others = [point.box for other, point in enumerate(points) if other != number]
        assert label is None or not any(label.box.meets(other) for other in others)


@settings(deadline=None, max_examples=20)
@given(POINTS)
def test_the_same_points_have_the_same_names_at_the_same_places(points: list[Point]) -> None:
    assert placed(points, FRAME) == placed(list(points), FRAME)


def test_a_point_alone_is_named_to_its_right() -> None:
    (label,) = placed([Point(100, 100, 5, ("Geneva",))], FRAME)
    assert label
    assert (label.anchor, label.leader) == ("start", None)


def test_a_name_without_room_beside_its_point_is_led_off() -> None:
    crowd = [Point(200 + 3 * n, 150, 4, (f"Place {n}",)) for n in range(9)]
    labels = placed(crowd, FRAME)
    assert all(labels)
    assert any(label.leader for label in labels if label)


def test_a_name_without_any_room_is_left_out() -> None:
    labels = placed([Point(10, 10, 5, ("A name far too long for its frame",))], Box(0, 0, 60, 60))
    assert labels == (None,)


def test_a_name_covers_as_few_lines_as_it_can() -> None:
    point = Point(200, 150, 5, ("Kerry",))
    to_the_right = (200.0, 150.0, 400.0, 150.0)
    (label,) = placed([point], FRAME, lines=[to_the_right])
    assert label
    assert not label.box.is_crossed(to_the_right)
