"""Places with coordinates in, maps of them out: on land and water, without a border.

A town is a point, sized by how often it is mentioned; an area is a soft circle; a country is a name
on the map and nothing else, since no point stands for it. Where places crowd, a second map shows
them larger, and a frame on the first says which part that is.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from generator.geometry.land import land
from generator.geometry.projection import Projection, Window, around, world
from generator.pictures import svg
from generator.pictures.frames import NARROW, Frame
from generator.pictures.labels import LINE_HEIGHT, Box, Label, Point, placed
from generator.pictures.svg import Svg
from generator.pictures.text import width, wrapped
from generator.texts import Texts
from generator.texts.coordinates import meridian, parallel

SIZE = 12.0
SMALL = 10.0
LARGEST = 13.0
"""Radius of the place that is mentioned most."""
LARGEST_OF_MANY = 8.5
MANY = 40
"""Places from which on all are drawn smaller."""
SMALLEST = 3.5
AREA = 18.0
REGION = 32.0
"""Radius of an area's soft circle. It stands for an area whose edge the dossier does not know, so
it is as large on every map."""
FINGER = 12.0
"""Radius around a point in which it is hit: 24 pixels, as WCAG 2.2 asks for."""
NAME_ROOM = 125.0
MARGIN = 46.0
"""Between the outermost places and the frame, for their names."""
REACH = 44.0
"""Units around a place within which others crowd."""
CROWD = 3
"""Places that make a crowd."""
MOST_DETAILS = 2
DETAIL_IS_LARGER = 2.2
"""How many times larger a second map has to be."""
LEAST_DEGREES = 3.0
"""What a map shows at least, from south to north: the coast is known to a kilometre."""
NAMED = {"wide": 40, "narrow": 18}
"""Places that are named on one map, by its frame."""
FRAME_KEPT_FREE = 150.0
"""Units of the width up to which the frame of a detail is kept free of names."""
WIDEST = 200.0
"""Degrees of longitude from which on a map is one of the world."""


class Form(StrEnum):
    """How a place is drawn."""

    POINT = "point"
    AREA = "area"
    REGION = "region"
    COUNTRY = "country"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place to be drawn."""

    name: str
    href: str
    latitude: float
    longitude: float
    mentions: int
    about: str
    """Its name and how often it is mentioned, in words."""
    form: Form = Form.POINT


@dataclass(frozen=True, slots=True)
class Panel:
    """One map, laid out and not yet drawn."""

    projection: Projection
    spots: tuple[Spot, ...]
    """Those that lie in it, the most mentioned first."""
    points: tuple[Point, ...]
    labels: tuple[Label | None, ...]
    inset: Box | None
    """Where a small map of the world stands, which shows what part this is."""

    @property
    def unnamed(self) -> int:
        """How many places have no room for their name."""
        return sum(label is None for label in self.labels)


def overview(spots: Sequence[Spot], frame: Frame, height: float) -> Projection:
    """Give the part of the world that holds all places."""
    return _around(spots, frame.width, height)


def details(spots: Sequence[Spot], whole: Projection) -> list[tuple[Spot, ...]]:
    """Give the places that crowd on a map, crowd by crowd, where a larger map helps."""
    return [
        crowd
        for crowd in _crowds(spots, whole)
        if _around(crowd, whole.width, whole.height).scale >= DETAIL_IS_LARGER * whole.scale
    ]


def _around(spots: Sequence[Spot], wide: float, high: float) -> Projection:
    places = [(spot.latitude, spot.longitude) for spot in spots]
    return around(places, wide, high, margin=MARGIN, least=LEAST_DEGREES)


def _crowds(spots: Sequence[Spot], projection: Projection) -> list[tuple[Spot, ...]]:
    """Put together what lies around one place, where most crowd first; each place is in one."""
    left = [
        (spot, projection.at(spot.latitude, spot.longitude))
        for spot in spots
        if spot.form is not Form.COUNTRY
    ]
    found: list[tuple[Spot, ...]] = []
    while True:
        around_each = [
            [other for other, there in left if math.dist(here, there) < REACH] for _, here in left
        ]
        crowd = max(around_each, key=len, default=[])
        if len(crowd) < CROWD or len(found) == MOST_DETAILS:
            return found
        found.append(tuple(crowd))
        left = [(spot, place) for spot, place in left if spot not in crowd]


def shows_coast(projection: Projection) -> bool:
    """Tell whether land and water are both to be seen."""
    lines = land(projection)
    sheet = Box(0, 0, projection.width, projection.height)
    return any(
        sheet.left < x < sheet.right and sheet.top < y < sheet.bottom
        for line in lines
        for x, y in line
    )


def laid_out(
    spots: Sequence[Spot],
    projection: Projection,
    most: int,
    *,
    detailed: Sequence[Window] = (),
    inset: bool = True,
) -> Panel:
    """Find a place for every name.

    Args:
        spots: The places of the dossier; those beyond the map are left out.
        projection: The part of the world.
        most: How often the place is mentioned that is mentioned most: it is drawn largest.
        detailed: Parts that a second map shows; places in them are not named here.
        inset: Whether a small map of the world is to stand in a corner.
    """
    window = projection.window
    seen = [spot for spot in spots if window.holds(spot.latitude, spot.longitude)]
    seen.sort(key=lambda spot: (-spot.mentions, spot.href))
    here = [
        spot
        for spot in seen
        if not any(part.holds(spot.latitude, spot.longitude) for part in detailed)
    ]
    named = set(here[: NAMED["wide" if projection.width > NARROW.width else "narrow"]])
    points = [
        _rounded(_point(spot, projection, reach(spot.mentions, most, len(spots)), spot in named))
        for spot in seen
    ]
    corner = _corner(points, projection) if inset else None
    obstacles = [corner.wider(3)] if corner else []
    obstacles.append(_scale_bar_box(projection))
    boxes = [_box(part, projection) for part in detailed]
    obstacles += [box for box in boxes if box.right - box.left < FRAME_KEPT_FREE]
    frame = Box(3, 3, projection.width - 3, projection.height - 3)
    return Panel(
        projection,
        tuple(seen),
        tuple(points),
        placed(points, frame, obstacles),
        corner,
    )


def _rounded(point: Point) -> Point:
    """Round a point's place, so that no machine's sine decides where a name goes."""
    return Point(
        round(point.x, 1), round(point.y, 1), round(point.radius, 1), point.lines, SIZE, point.over
    )


def reach(mentions: int, most: int, places: int) -> float:
    """Give the radius of a place's point: its area goes with its mentions.

    Args:
        mentions: Of the place.
        most: Of the place that is mentioned most.
        places: How many are on the maps: where they are many, all are smaller.
    """
    largest = LARGEST if places < MANY else LARGEST_OF_MANY
    return max(SMALLEST, largest * math.sqrt(mentions / max(most, 1)))


def _point(spot: Spot, projection: Projection, radius: float, named: bool) -> Point:
    x, y = projection.at(spot.latitude, spot.longitude)
    words = spot.name.upper() if spot.form is Form.COUNTRY else spot.name
    lines = wrapped(words, NAME_ROOM, SIZE, 2) if named else ()
    if spot.form is Form.POINT:
        return Point(x, y, radius, lines)
    area = {Form.AREA: AREA, Form.REGION: REGION}.get(spot.form, 0.0)
    return Point(x, y, area, lines, over=True)


def _box(part: Window, projection: Projection) -> Box:
    """Give where a part of the world lies on a map."""
    west, north = projection.at(part.north, part.west)
    width_of = (part.east - part.west) * projection.scale
    return Box(west, north, west + width_of, projection.y_of(part.south))


INSET = 0.24
"""The share of a map's width that the small map of the world takes."""

INSET_ROOM = 6.0


def _corner(points: Sequence[Point], projection: Projection) -> Box | None:
    """Give the corner in which the map of the world covers no place; None where there is none."""
    window = projection.window
    if window.east - window.west > WIDEST:
        return None
    small = world(projection.width * INSET)
    right, low = projection.width - INSET_ROOM, projection.height - INSET_ROOM
    corners = [
        Box(left, top, left + small.width, top + small.height)
        for top in (INSET_ROOM, low - small.height)
        for left in (INSET_ROOM, right - small.width)
    ]
    # The scale bar stands in the lower left corner.
    del corners[2]
    free = [
        corner
        for corner in corners
        if not any(Box(p.x, p.y, p.x, p.y).wider(p.radius + 16).meets(corner) for p in points)
    ]
    return free[0] if free else None


# --- Drawing -----------------------------------------------------------------------------------


def drawn(  # noqa: PLR0913 - as many as a map has
    texts: Texts,
    panel: Panel,
    name: str,
    words: tuple[str, str],
    *,
    detailed: Sequence[tuple[Window, str]] = (),
    marked: str = "",
    classes: Sequence[str] = (),
) -> Svg:
    """Draw a map that is laid out.

    Args:
        texts: The texts of the interface.
        panel: The places of everything.
        name: An id that no other picture of the page has.
        words: The map's title, and what is to be seen on it.
        detailed: Parts that a second map shows, each with what to say at its frame.
        marked: The link of the one place that the map is about.
        classes: Names of CSS classes.
    """
    projection = panel.projection
    wide, high = projection.width, projection.height
    sheet = svg.element("rect", width=wide, height=high)
    rows = list(zip(panel.spots, panel.points, panel.labels, strict=True))
    # What is small is drawn last, so that it is not covered.
    rows.sort(key=lambda row: (row[0].form is Form.POINT, -row[1].radius))
    return svg.picture(
        name,
        wide,
        high,
        svg.element("defs", svg.element("clipPath", sheet, id=f"{name}-clip")),
        svg.group(
            svg.element("rect", classes=("water",), width=wide, height=high),
            *_land(projection),
            *_graticule(texts, projection),
            clip_path=f"url(#{name}-clip)",
            aria_hidden="true",
        ),
        *_detail_frames([(_box(part, projection), said) for part, said in detailed], panel),
        *(_spot(spot, point, label, marked, name) for spot, point, label in rows),
        _inset(panel),
        _scale_bar(texts, projection),
        svg.element("rect", classes=("edge",), width=wide, height=high, fill="none"),
        words=words,
        classes=("map", *classes),
    )


def _land(projection: Projection) -> Iterator[Svg]:
    """Draw the land; its shore apart where the data are cut, at the date line."""
    lines = land(projection)
    window = projection.window
    seams = [
        projection.x_of(turn)
        for turn in (-540.0, -180.0, 180.0, 540.0)
        if window.west < turn < window.east
    ]
    filled = "".join(svg.polyline(line, closed=True) for line in lines)
    if filled:
        classes = ("land", "unbounded") if seams else ("land",)
        yield svg.element("path", classes=classes, d=filled, fill_rule="evenodd")
    if filled and seams:
        stretches = [one for line in lines for one in _without_seams(line, seams)]
        shore = "".join(map(svg.polyline, stretches))
        yield svg.element("path", classes=("shore",), d=shore, fill="none")


def _without_seams(
    line: Sequence[tuple[float, float]], seams: Sequence[float]
) -> Iterator[list[tuple[float, float]]]:
    """Give the stretches of a closed line that do not run along a seam."""
    stretch = [line[0]]
    for before, after in pairwise([*line, line[0]]):
        if any(abs(before[0] - x) + abs(after[0] - x) < 0.2 for x in seams):  # noqa: PLR2004
            if len(stretch) > 1:
                yield stretch
            stretch = []
        stretch.append(after)
    if len(stretch) > 1:
        yield stretch


_DEGREES = (0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 15.0, 30.0)
_LINE_GAP = 110.0
"""Units that two lines of the graticule lie apart, about."""


def _lines(low: float, high: float, step: float) -> list[float]:
    first = math.ceil(low / step)
    return [number * step for number in range(first, math.floor(high / step) + 1)]


def _step(projection: Projection) -> float:
    return next((one for one in _DEGREES if one * projection.scale >= _LINE_GAP), _DEGREES[-1])


def _graticule(texts: Texts, projection: Projection) -> Iterator[Svg]:
    """Draw lines of latitude and longitude, and say which they are."""
    window, step = projection.window, _step(projection)
    wide, high = projection.width, projection.height
    bar = _scale_bar_box(projection)
    for longitude in _lines(window.west, window.east, step):
        x = projection.x_of(longitude)
        yield svg.line(x, 0, x, high, "graticule")
        if bar.right + 16 < x < wide - 22:
            words = meridian(texts, (longitude + 180) % 360 - 180)
            yield svg.label(words, x, high - 5, "degree", anchor="middle", size=SMALL)
    for latitude in _lines(max(window.south, -90.0), min(window.north, 90.0), step):
        y = projection.y_of(latitude)
        yield svg.line(0, y, wide, y, "graticule")
        if 14 < y < bar.top:  # noqa: PLR2004
            words = parallel(texts, latitude)
            yield svg.label(words, wide - 5, y - 3, "degree", anchor="end", size=SMALL)


def _detail_frames(details: Sequence[tuple[Box, str]], panel: Panel) -> Iterator[Svg]:
    """Draw the frames of the parts that other maps show, and name each where least is covered."""
    taken = [point.box for point in panel.points]
    taken += [label.box for label in panel.labels if label]
    for box, said in details:
        wide = width(said, SIZE)
        middle = (box.left + box.right - wide) / 2
        starts = [
            (middle, box.bottom + SIZE),
            (middle, box.top - 4),
            (box.left + 4, box.top + SIZE + 1),
            (box.right - wide - 4, box.top + SIZE + 1),
            (box.right - wide - 4, box.bottom - 4),
        ]
        rooms = [Box(x, y - SIZE, x + wide, y + 3) for x, y in starts]
        room = min(rooms, key=lambda one: sum(map(one.meets, taken)))
        taken.append(room)
        yield svg.group(_frame(box), svg.label(said, room.left, room.bottom - 3, "tick"))


def _frame(box: Box) -> Svg:
    return svg.element(
        "rect",
        classes=("detail",),
        x=box.left,
        y=box.top,
        width=box.right - box.left,
        height=box.bottom - box.top,
        fill="none",
    )


def _spot(spot: Spot, point: Point, label: Label | None, marked: str, name: str) -> Svg:
    classes = ["spot", spot.form.value, *(["marked"] if spot.href == marked else [])]
    hit = svg.element(
        "circle",
        classes=("hit",),
        cx=point.x,
        cy=point.y,
        r=max(FINGER, point.radius),
        fill="none",
    )
    # What lies at the edge of the map stays on it.
    clip: dict[str, svg.Value] = {"clip_path": f"url(#{name}-clip)"} if point.over else {}
    circle = svg.element("circle", classes=("dot",), cx=point.x, cy=point.y, r=point.radius)
    dot = svg.group(circle, classes=(), **clip)
    leader = svg.line(*label.leader, "leader") if label and label.leader else svg.NOTHING
    return svg.link(
        spot.href,
        svg.title(spot.about),
        hit,
        dot if point.radius else svg.NOTHING,
        leader,
        *(_name(point, label) if label else ()),
        classes=classes,
    )


def _name(point: Point, label: Label) -> Iterator[Svg]:
    for number, words in enumerate(point.lines):
        y = label.y + number * SIZE * LINE_HEIGHT
        yield svg.label(words, label.x, y, "name", anchor=label.anchor)


@lru_cache(maxsize=8)
def _small_land(small: Projection) -> Svg:
    filled = "".join(svg.polyline(line, closed=True) for line in land(small))
    return svg.element("path", classes=("land",), d=filled, fill_rule="evenodd")


def _inset(panel: Panel) -> Svg:
    """Draw the world, and on it a frame for what the map shows."""
    box = panel.inset
    if box is None:
        return svg.NOTHING
    small = world(box.right - box.left)
    part = _box(panel.projection.window, small)
    least = max(0.0, 5 - (part.right - part.left)) / 2
    part = part.wider(least)
    # A part that lies across the edge of the world is framed at both ends of it.
    turned = Box(part.left - small.width, part.top, part.right - small.width, part.bottom)
    inner = (
        svg.element("rect", classes=("water",), width=small.width, height=small.height),
        _small_land(small),
        _frame(part),
        _frame(turned) if turned.right > 0 else svg.NOTHING,
        svg.element("rect", classes=("edge",), width=small.width, height=small.height, fill="none"),
    )
    margin = box.wider(2.5)
    sheet = svg.element(
        "rect",
        classes=("sheet",),
        x=margin.left,
        y=margin.top,
        width=margin.right - margin.left,
        height=margin.bottom - margin.top,
    )
    small_map = svg.element(
        "svg",
        *inner,
        classes=("inset",),
        x=box.left,
        y=box.top,
        width=small.width,
        height=small.height,
        viewBox=f"0 0 {svg.number(small.width)} {svg.number(small.height)}",
        aria_hidden="true",
    )
    return Svg(sheet + small_map)


_KILOMETRES = tuple(
    lead * 10**power for power in range(5) for lead in (1, 2, 5)
)  # fmt: skip
_LOCAL = 8.0
"""Degrees of latitude up to which one scale bar holds for the whole map."""
_SCALE_BAR = 110.0
"""Units of the longest scale bar."""


def _bar_length(projection: Projection) -> tuple[int, float]:
    """Give a round number of kilometres, and how long they are on the map."""
    room = min(_SCALE_BAR, projection.width / 3)
    fitting = [km for km in _KILOMETRES if km * projection.units_per_km <= room]
    km = fitting[-1] if fitting else _KILOMETRES[0]
    return km, km * projection.units_per_km


def _scale_bar_box(projection: Projection) -> Box:
    return Box(4, projection.height - 30, 18 + _bar_length(projection)[1], projection.height)


def _scale_bar(texts: Texts, projection: Projection) -> Svg:
    """Draw how long some kilometres are, and say at which latitude."""
    km, length = _bar_length(projection)
    y = projection.height - 9
    ends = f"M10 {svg.number(y - 4)}v4h{svg.number(length)}v-4"
    window, distance = projection.window, texts.number(km)
    at = parallel(texts, round(projection.latitude))
    words = (
        texts.gettext("{distance} km", distance=distance)
        if window.north - window.south < _LOCAL
        else texts.gettext("{distance} km at {latitude}", distance=distance, latitude=at)
    )
    return svg.group(
        svg.element("path", classes=("scale-bar",), d=ends, fill="none"),
        svg.label(words, 10, y - 8, "tick", size=SMALL),
        aria_hidden="true",
    )


def sample(radius: float) -> Svg:
    """Draw a point of some size for the inside of a line."""
    dot = svg.element("circle", classes=("dot",), cx=14, cy=14, r=radius)
    return svg.sign(28, 28, svg.group(dot, classes=("spot", "point")))
