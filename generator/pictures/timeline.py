"""Dated events in, a picture of them on one scale out: a row for each, in their order.

    2011        │2016 Jan  Apr  Jul   ┆ August 2016        September
    ────────────┼─────────────────────┼─────────────────────────────
    ░░███████████████████████████████████████████████████████████▶  Syrian civil war
                  ░░░░  Truce of February                   ●  Deal on a ceasefire plan
                                        ●  Geneva talks        ○  Ceasefire (announced)

A row holds nothing but its own event, so that no name can cover another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.dates import Edtf
from generator.model import EventStatus
from generator.pictures import svg
from generator.pictures.extents import Extent, extent
from generator.pictures.frames import WIDE, Frame
from generator.pictures.labels import Box
from generator.pictures.scale import Tick, TimeScale, fit, ticks
from generator.pictures.svg import Svg
from generator.pictures.text import clipped, width
from generator.texts import Texts, noop

EDGE = 8.0
ROW = 25.0
NAME_ABOVE = 15.0
"""What a row is higher where its name stands above its bar."""
REPORTED_ROW = 17.0
BAR = 10.0
"""Height of a bar, and least length."""
FADE = 11.0
"""Least length over which an end fades that is not certain."""
AXIS = 40.0
"""Height of the scale above the rows."""
GAP = 7.0
"""Between a bar and its name."""
SIZE = 12.0
SMALL = 10.5
LEAST_NAME = 130.0
"""Units below which a name is not put beside a bar, but above it."""
VAGUE = 18.0
"""Least length of a bar that fades."""
UNKNOWN = 44.0
"""Length over which a bar fades whose end nobody knows."""
MANY_ROWS = 14
"""Rows from which on the scale is repeated below them."""


@dataclass(frozen=True, slots=True)
class Reported:
    """A date that articles give for an event, other than the one in the registry."""

    date: Edtf
    words: str
    """Who gives it, and which: `VPA: 5 March 2014`."""
    href: str
    """The first paragraph that gives it."""


@dataclass(frozen=True, slots=True)
class Item:
    """An event to be drawn."""

    key: str
    """What its row in the list is called, for filters that act on both."""
    name: str
    href: str
    date: Edtf
    status: EventStatus
    about: str
    """Its date, its name and its status in words."""
    reported: tuple[Reported, ...] = ()
    aside: str = ""
    """A word about its status, which stands after its name; empty where it has happened."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A day that is marked through all rows, such as that of the latest article."""

    day: int
    words: str


@dataclass(frozen=True, slots=True)
class Bar:
    """Where an event is drawn: all lengths in the picture's units."""

    left: float
    right: float
    fade: tuple[int, int]
    """Hundredths of its length over which it fades in, and over which it fades out."""
    vague: bool = False
    """Whether no day of it is certain."""
    to_left: bool = False
    """Whether an arrow says that it began earlier."""
    to_right: bool = False
    """Whether an arrow says that it goes on."""


@dataclass(frozen=True, slots=True)
class Name:
    """Where an event's name stands, and as much of it as there is room for."""

    words: str
    aside: str
    """A word about its status, after the name."""
    x: float
    anchor: str
    above: bool
    """Whether it stands above its bar."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a date that articles give is drawn, below the bar."""

    reported: Reported
    x: float
    y: float
    name: Name


@dataclass(frozen=True, slots=True)
class Row:
    """An event with its place in the picture."""

    item: Item
    top: float
    height: float
    bar: Bar
    middle: float
    """The height at which the bar lies."""
    name: Name
    marks: tuple[Mark, ...]

    @property
    def name_box(self) -> Box:
        """The room that the name takes."""
        words = f"{self.name.words} {self.name.aside}".strip()
        wide = width(words, SIZE)
        left = self.name.x - (wide if self.name.anchor == "end" else 0)
        middle = self.middle - NAME_ABOVE if self.name.above else self.middle
        return Box(left, middle - SIZE / 2, left + wide, middle + SIZE / 2)


@dataclass(frozen=True, slots=True)
class Layout:
    """A whole picture, laid out and not yet drawn."""

    frame: Frame
    scale: TimeScale
    rows: tuple[Row, ...]
    height: float


def scale_of(items: Sequence[Item], moment: Moment | None = None) -> TimeScale:
    """Give the scale for some events; it is the same in every frame, but for its width.

    Args:
        items: The events, at least one.
        moment: A day that the scale is to take in as well.
    """
    days = [day for item in items for day in _days(item)]
    if moment:
        days.append(moment.day)
    goes_on = any(item.date.end_open for item in items)
    return fit(days, EDGE + BAR, WIDE.width - EDGE - BAR, room=0.12 if goes_on else 0.04)


def laid_out(
    items: Sequence[Item], scale: TimeScale, frame: Frame, moment: Moment | None = None
) -> Layout:
    """Find a place for everything.

    Args:
        items: The events in the order of their rows, at least one.
        scale: The scale for them.
        frame: The size to draw them in.
        moment: A day to be marked.
    """
    scale = scale.across(EDGE + BAR, frame.width - EDGE - BAR)
    rows: list[Row] = []
    top = AXIS + 6
    for item in items:
        rows.append(_row(item, top, scale, frame))
        top += rows[-1].height
    below = AXIS if len(rows) > MANY_ROWS else 6.0
    return Layout(frame, scale, tuple(rows), top + below + (16 if moment else 0))


def _days(item: Item) -> Iterator[int]:
    yield from extent(item.date).days
    for reported in item.reported:
        yield from extent(reported.date).days


def _row(item: Item, top: float, scale: TimeScale, frame: Frame) -> Row:
    bar = _bar(extent(item.date), scale)
    name = _name(item, bar, frame)
    middle = top + ROW / 2 + (NAME_ABOVE if name.above else 0)
    height = ROW + (NAME_ABOVE if name.above else 0) + REPORTED_ROW * len(item.reported)
    marks = tuple(
        _mark(one, middle + BAR / 2 + REPORTED_ROW * (number + 0.65), scale, frame)
        for number, one in enumerate(item.reported)
    )
    return Row(item, top, height, bar, middle, name, marks)


def _mark(reported: Reported, y: float, scale: TimeScale, frame: Frame) -> Mark:
    bar = _bar(extent(reported.date), scale)
    x = (bar.left + bar.right) / 2
    after, before = frame.width - x - GAP - 3, x - GAP - 3
    to_right = width(reported.words, SMALL) <= after or after >= before
    words = clipped(reported.words, after if to_right else before, SMALL)
    at = x + GAP + 1 if to_right else x - GAP - 1
    return Mark(reported, x, y, Name(words, "", at, "start" if to_right else "end", False))


def _bar(days: Extent, scale: TimeScale) -> Bar:
    """Give the place of a bar: from the first day that it can mean to the last."""
    sure = days.sure_first is not None or days.sure_end is not None
    right_of = days.end if days.end is not None else days.sure_end
    left_of = days.first if days.first is not None else days.sure_first
    left = scale.left if left_of is None else scale.x(left_of)
    right = scale.right if right_of is None else scale.x(right_of)
    fade_in = 0.0 if days.sure_first is None else scale.x(days.sure_first) - left
    fade_out = 0.0 if days.sure_end is None else right - scale.x(days.sure_end)
    if days.first is None and not days.open_start:
        left = max(scale.left, right - UNKNOWN)
        fade_in = (right - left) / 2
    if days.end is None and not days.open_end:
        right = min(scale.right, left + UNKNOWN)
        fade_out = (right - left) / 2
    if days.open_start:
        left = scale.left
    least = BAR if days.is_sure else VAGUE
    left, right = _at_least(left, right, least, scale)
    if not sure:
        return Bar(left, right, (30, 30), vague=True)
    unsure = (
        days.first != days.sure_first or _unknown(days.first, days.open_start),
        days.end != days.sure_end or _unknown(days.end, days.open_end),
    )
    fade = _fade(fade_in * unsure[0], fade_out * unsure[1], unsure, right - left)
    return Bar(left, right, fade, False, days.open_start, days.open_end)


def _fade(
    fade_in: float, fade_out: float, unsure: tuple[bool, bool], length: float
) -> tuple[int, int]:
    """Give the hundredths of a bar over which its ends fade.

    What fades must be seen to fade, however short it is; and what is certain must be seen too.
    """
    start, end = (
        max(round(100 * max(part, FADE) / length), 5) if fades else 0
        for part, fades in ((fade_in, unsure[0]), (fade_out, unsure[1]))
    )
    most = 45 if all(unsure) else 70
    return min(start, most), min(end, most)


def _unknown(day: int | None, is_open: bool) -> bool:
    return day is None and not is_open


def _at_least(left: float, right: float, least: float, scale: TimeScale) -> tuple[float, float]:
    """Lengthen a bar that is too short to be seen, on both sides."""
    if right - left >= least:
        return left, right
    middle = (left + right) / 2
    # A little of it may stand beyond the scale, where the picture has its edge.
    left = min(max(middle - least / 2, scale.left - BAR / 2), scale.right + BAR / 2 - least)
    return left, left + least


def _name(item: Item, bar: Bar, frame: Frame) -> Name:
    """Put the name beside the bar, where there is more room, or above it."""
    aside = item.aside
    more = width(f" {aside}", SIZE) if aside else 0.0
    needed = width(item.name, SIZE) + more
    start, end = bar.right + GAP + BAR * bar.to_right, bar.left - GAP - BAR * bar.to_left
    after, before = frame.width - start, end
    if not frame.is_narrow and (needed <= after or max(after, before) >= LEAST_NAME + more):
        if needed <= after or after >= before:
            return Name(clipped(item.name, after - more, SIZE), aside, start, "start", False)
        return Name(clipped(item.name, before - more, SIZE), aside, end, "end", False)
    name = clipped(item.name, frame.width - 2 - more, SIZE)
    needed = width(name, SIZE) + more
    at = min(max(bar.left, 1.0), frame.width - 1 - needed)
    return Name(name, aside, max(at, 1.0), "start", True)


# --- Drawing -----------------------------------------------------------------------------------


def drawn(
    texts: Texts,
    layout: Layout,
    name: str,
    words: tuple[str, str],
    moment: Moment | None = None,
) -> Svg:
    """Draw a picture that is laid out.

    Args:
        texts: The texts of the interface.
        layout: The places of everything.
        name: An id that no other picture of the page has.
        words: The picture's title, and what is to be seen in it.
        moment: The day to be marked.
    """
    scale, rows = layout.scale, layout.rows
    bottom = rows[-1].top + rows[-1].height if rows else AXIS
    upper, lower = ticks(scale, SMALL, texts.dates)
    return svg.picture(
        name,
        layout.frame.width,
        layout.height,
        _fades(name, rows),
        _ground(scale, upper, bottom),
        _axis(scale, upper, lower, AXIS, up=True),
        _axis(scale, upper, lower, bottom + 4, up=False) if len(rows) > MANY_ROWS else svg.NOTHING,
        _moment(scale, moment, layout) if moment else svg.NOTHING,
        *(_drawn_row(row, name) for row in rows),
        words=words,
        classes=("timeline-picture", layout.frame.name),
    )


def _fades(name: str, rows: Sequence[Row]) -> Svg:
    """Write each gradient that some bar needs."""
    needed = sorted({(row.bar.fade, _ink(row.item.status)) for row in rows if any(row.bar.fade)})
    return (
        svg.element("defs", *(_gradient(name, fade, ink) for fade, ink in needed))
        if needed
        else svg.NOTHING
    )


def _gradient(name: str, fade: tuple[int, int], ink: str) -> Svg:
    stops = [(0, 0.0 if fade[0] else 1.0)]
    stops += [(fade[0], 1.0)] * bool(fade[0]) + [(100 - fade[1], 1.0)] * bool(fade[1])
    stops += [(100, 0.0 if fade[1] else 1.0)]
    return svg.element(
        "linearGradient",
        *(svg.element("stop", offset=f"{at}%", stop_opacity=clear) for at, clear in stops),
        id=_gradient_id(name, fade, ink),
        classes=(ink,),
    )


def _gradient_id(name: str, fade: tuple[int, int], ink: str) -> str:
    return f"{name}-{ink}-{fade[0]}-{fade[1]}"


def _ink(status: EventStatus) -> str:
    return "ink-disputed" if status is EventStatus.DISPUTED else "ink"


def _ground(scale: TimeScale, upper: Sequence[Tick], bottom: float) -> Svg:
    """Draw what lies behind the rows: every second part of the scale, and lines for months."""
    washes = [
        svg.element(
            "rect",
            classes=("wash",),
            x=part.left,
            y=0,
            width=part.right - part.left,
            height=bottom,
        )
        for part in scale.parts[1::2]
    ]
    lines = [svg.line(tick.x, AXIS, tick.x, bottom, "grid") for tick in upper]
    cuts = [
        svg.line(part.left + side, 0, part.left + side, bottom, "cut")
        for part in scale.cuts
        for side in (-1.5, 1.5)
    ]
    return svg.group(*washes, *lines, *cuts, aria_hidden="true")


def _axis(
    scale: TimeScale, upper: Sequence[Tick], lower: Sequence[Tick], y: float, *, up: bool
) -> Svg:
    way = -1 if up else 1
    high, low = (y - 22, y - 8) if up else (y + 30, y + 16)
    pieces = [svg.line(scale.left, y, scale.right, y, "axis")]
    for tick in lower:
        pieces.append(svg.line(tick.x, y, tick.x, y + way * 4, "axis"))
        if tick.label:
            pieces.append(svg.label(tick.label, tick.x, low, "tick", anchor="middle", size=SMALL))
    for tick in upper:
        pieces.append(svg.line(tick.x, y, tick.x, y + way * 7, "axis"))
        if tick.label:
            pieces.append(svg.label(tick.label, tick.x + 4, high, "tick", "major", size=SMALL))
    return svg.group(*pieces, classes=("scale",), aria_hidden="true")


def _moment(scale: TimeScale, moment: Moment, layout: Layout) -> Svg:
    x = scale.x(moment.day)
    bottom = layout.height - 14
    wide = width(moment.words, SMALL)
    at = min(max(x - wide / 2, 1.0), layout.frame.width - wide - 1)
    return svg.group(
        svg.line(x, AXIS, x, bottom, "moment"),
        svg.label(moment.words, at, layout.height - 3, "tick", size=SMALL),
    )


def _drawn_row(row: Row, name: str) -> Svg:
    item = row.item
    y = row.middle + (SIZE * 0.35 if not row.name.above else SIZE * 0.35 - NAME_ABOVE)
    words = svg.label(row.name.words, row.name.x, y, "name", anchor=row.name.anchor)
    if row.name.aside:
        words = _with_aside(words, row.name.aside)
    event = svg.link(
        item.href,
        svg.title(item.about),
        _hit(row),
        _drawn_bar(row, name),
        words,
        classes=("event",),
    )
    reported = [_drawn_mark(row, mark) for mark in row.marks]
    return svg.group(event, *reported, classes=("item", item.status.value), data_entry=item.key)


def _with_aside(words: Svg, aside: str) -> Svg:
    """Put a word about the status after a name, in the same line of text."""
    inner, end = words.rsplit("</text>", 1)
    said = svg.element("tspan", Svg(aside), classes=("status-word",))
    return Svg(f"{inner} {said}</text>{end}")


def _hit(row: Row) -> Svg:
    """Draw what can be hit with a finger: the whole row from bar to name."""
    box = row.name_box
    left, right = min(box.left, row.bar.left), max(box.right, row.bar.right)
    return svg.element(
        "rect",
        classes=("hit",),
        x=left - 2,
        y=row.top,
        width=right - left + 4,
        height=row.height - REPORTED_ROW * len(row.item.reported),
        fill="none",
    )


def _drawn_bar(row: Row, name: str) -> Svg:
    return _bar_shapes(row.bar, row.middle, row.item.status, name)


def _bar_shapes(bar: Bar, y: float, status: EventStatus, name: str) -> Svg:
    """Draw a bar: full for what happened, hollow for what is ahead, both for what is disputed."""
    full = status is EventStatus.HAPPENED
    given: dict[str, svg.Value] = {}
    if any(bar.fade):
        paint = f"url(#{_gradient_id(name, bar.fade, _ink(status))})"
        given = {"fill": paint, "stroke": "none"} if full else {"fill": "none", "stroke": paint}
        if status is EventStatus.DISPUTED:
            given["fill"] = paint
    classes = ["bar", *(["faded"] if any(bar.fade) else []), *(["vague"] if bar.vague else [])]
    inset = 0.0 if full else 0.8
    shape = svg.element(
        "rect",
        classes=classes,
        x=bar.left + inset,
        y=y - BAR / 2 + inset,
        width=bar.right - bar.left - 2 * inset,
        height=BAR - 2 * inset,
        rx=BAR / 2 - inset,
        **given,
    )
    arrows = [
        _arrow(at, y, way)
        for at, way, is_open in ((bar.left, -1, bar.to_left), (bar.right, 1, bar.to_right))
        if is_open
    ]
    return Svg(shape + "".join(arrows))


def _arrow(x: float, y: float, way: int) -> Svg:
    tip, back = x + way * (BAR - 1), x + way
    points = f"{svg.number(back)},{svg.number(y - 5)} {svg.number(tip)},{svg.number(y)} "
    points += f"{svg.number(back)},{svg.number(y + 5)}"
    return svg.element("polygon", classes=("bar", "arrow"), points=points)


def _drawn_mark(row: Row, mark: Mark) -> Svg:
    """Draw a date that articles give, tied to the bar by a dotted line."""
    x, y, name = svg.number(mark.x), svg.number(mark.y), mark.name
    start = min(max(mark.x, row.bar.left + BAR / 2), row.bar.right - BAR / 2)
    # Where the words stand between the bar and the date, the line ends at them.
    wide = width(name.words, SMALL) + 4
    end = name.x + (wide if name.anchor == "start" else -wide)
    if (name.anchor == "start") is not (start > mark.x) or abs(start - mark.x) < wide:
        end = mark.x
    tie = f"M{svg.number(start)} {svg.number(row.middle + BAR / 2)}V{y}H{svg.number(end)}"
    baseline = mark.y + SMALL * 0.35
    return svg.link(
        mark.reported.href,
        svg.title(mark.reported.words),
        svg.element("path", classes=("tie",), d=tie),
        svg.element("path", classes=("given",), d=f"M{x} {svg.number(mark.y - 5)}l5 5l-5 5l-5-5z"),
        svg.label(name.words, name.x, baseline, "given-name", anchor=name.anchor, size=SMALL),
        classes=("reported",),
    )


# --- The key -------------------------------------------------------------------------------------

_SAMPLE = Bar(1, 35, (0, 0))


_STATUS = {
    EventStatus.PLANNED: noop("planned"),
    EventStatus.ANNOUNCED: noop("announced"),
    EventStatus.DISPUTED: noop("disputed"),
}


def signs(texts: Texts, items: Sequence[Item]) -> list[tuple[Svg, str]]:
    """Give each sign that a picture of these events uses, with its meaning."""
    say = texts.gettext
    scale = scale_of(items)
    bars = [(item, _bar(extent(item.date), scale)) for item in items]
    seen = {item.status for item in items}
    found = [(_sample(_SAMPLE), say("a day or a period"))]
    if any(bar.vague for _, bar in bars):
        vague = Bar(1, 35, (30, 30), vague=True)
        found.append((_sample(vague), say("some time within it")))
    if any(any(bar.fade) and not bar.vague for _, bar in bars):
        found.append((_sample(Bar(1, 35, (60, 0))), say("an end that is not certain")))
    if any(bar.to_right for _, bar in bars):
        found.append((_sample(Bar(1, 27, (0, 0), to_right=True)), say("goes on")))
    if any(bar.to_left for _, bar in bars):
        found.append((_sample(Bar(9, 35, (0, 0), to_left=True)), say("began earlier")))
    found += [
        (_sample(_SAMPLE, status), say(words))
        for status, words in _STATUS.items()
        if status in seen
    ]
    if any(item.reported for item in items):
        diamond = svg.element("path", classes=("given",), d="M18 2l5 5l-5 5l-5-5z")
        found.append((svg.sign(36, 14, diamond), say("another date that articles give")))
    return found


def _sample(bar: Bar, status: EventStatus = EventStatus.HAPPENED) -> Svg:
    name = f"key-{bar.fade[0]}-{bar.fade[1]}"
    gradient = _gradient(name, bar.fade, "ink") if any(bar.fade) else svg.NOTHING
    shapes = _bar_shapes(bar, 7, status, name)
    return svg.sign(36, 14, gradient, svg.group(shapes, classes=("item", status.value)))
