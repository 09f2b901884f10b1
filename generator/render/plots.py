"""Reported values in, a drawing of them on one scale out.

Each value has a line of its own, so that no label can lie on another. Nothing is drawn that was
not said: a number is a dot, a range a bar; "more than" is a ring with a dashed arrow towards all
higher values, "about" a ring on a shaded stretch.

The drawing is inline SVG without a style or a script, in the colour of the text. Its places are
percentages of its width, so that its words stay as large on a phone as on a screen.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal, localcontext

from generator import prose
from generator.evidence.differences import ABOUT, INFINITY, Room
from generator.prose import Blocks
from generator.texts import Texts

LINE = 64
"""Height of one value, in pixels: its number, who reports it, and its mark."""

AXIS = 26
"""Height of the scale below them."""

LEFT, RIGHT = 1.5, 97.0
"""Where the scale begins and ends, in percent of the width."""

TICKS = 4
"""About so many steps on the scale: their labels fit on a phone."""

LABEL = 50
"""The most characters of who reports a value that fit on a phone."""

CUT = Decimal("0.9")
"""The scale leaves out what lies below the lowest value where that is so much of the highest."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A value as it is drawn."""

    value: str
    """In words, with its qualifier."""
    source: str
    """Who reports it; cut where it is too long."""
    low: Decimal
    """The lowest number that is named, infinite where there is none."""
    high: Decimal
    room: Room
    """What the value leaves room for."""


@dataclass(frozen=True, slots=True)
class _Scale:
    start: Decimal
    end: Decimal
    step: Decimal

    def place(self, number: Decimal) -> float:
        """Give where a number is, in percent of the width."""
        inside = min(max(number, self.start), self.end)
        share = float((inside - self.start) / (self.end - self.start))
        return round(LEFT + share * (RIGHT - LEFT), 2)

    def ticks(self) -> Iterator[Decimal]:
        for number in range(int((self.end - self.start) / self.step) + 1):
            yield self.start + number * self.step


def value_plot(texts: Texts, bars: Sequence[Bar], name: str, unit: str, anchor: str) -> Blocks:
    """Draw values on one scale.

    Args:
        texts: The texts of the interface.
        bars: The values, in the order in which they are to stand.
        name: What is counted.
        unit: What the numbers are of; may be empty.
        anchor: The drawing's own id on its page.
    """
    # A number has up to thirty digits before its point, and as many behind.
    with localcontext(prec=80):
        scale = _scale(bars)
        drawing = "".join(_drawing(texts, bars, scale))
        legend = _plain(" ".join(filter(None, _legend(texts, bars, scale, unit))))
    height = len(bars) * LINE + AXIS
    said = _plain(
        texts.semicolon.join(
            texts.gettext("{value} ({source})", value=bar.value, source=bar.source) for bar in bars
        )
    )
    title = _plain(texts.gettext("{name}: reported values on one scale", name=name))
    svg = (
        f'<svg role="img" aria-labelledby="{anchor}-title {anchor}-desc" width="100%" '
        f'height="{height}" font-size="13" fill="currentColor">'
        f'<title id="{anchor}-title">{title}</title><desc id="{anchor}-desc">{said}</desc>'
        f"{drawing}</svg>"
    )
    return prose.raw(
        f'<figure class="plot" id="{anchor}">{svg}<figcaption>{legend}</figcaption></figure>'
    )


def _drawing(texts: Texts, bars: Sequence[Bar], scale: _Scale) -> Iterator[str]:
    yield from _axis(texts, scale, len(bars) * LINE)
    for number, bar in enumerate(bars):
        yield from _drawn(bar, scale, number)


def _scale(bars: Sequence[Bar]) -> _Scale:
    numbers = [
        number
        for bar in bars
        for number in (bar.low, bar.high, bar.room.low, bar.room.high)
        if number.is_finite()
    ]
    lowest, highest = min(numbers), max(numbers)
    is_narrow = highest * CUT < lowest < highest
    start = lowest if lowest < 0 or is_narrow else Decimal(0)
    step = _step(highest - start or abs(highest) or Decimal(1))
    first = (start / step).to_integral_value(ROUND_FLOOR) * step
    last = (highest / step).to_integral_value(ROUND_CEILING) * step
    if last == highest and any(bar.room.high == INFINITY for bar in bars):
        last += step
    return _Scale(first, max(last, first + step), step)


def _step(span: Decimal) -> Decimal:
    """Give a round step that divides a span into a few: 1, 2 or 5 and zeros."""
    rough = span / TICKS
    size = Decimal(1).scaleb(rough.adjusted())
    return next(size * times for times in (1, 2, 5, 10) if size * times >= rough)


def _axis(texts: Texts, scale: _Scale, height: int) -> Iterator[str]:
    ticks = list(scale.ticks())
    for tick in ticks:
        x = scale.place(tick)
        anchor = {ticks[0]: "start", ticks[-1]: "end"}.get(tick, "middle")
        yield (
            f'<line x1="{x}%" x2="{x}%" y1="0" y2="{height + 4}" stroke="currentColor" '
            'stroke-opacity="0.16"/>'
            f'<text x="{x}%" y="{height + 20}" text-anchor="{anchor}" font-size="11" '
            f'fill-opacity="0.75">{_plain(_short(texts, tick))}</text>'
        )


def _drawn(bar: Bar, scale: _Scale, number: int) -> Iterator[str]:
    """Draw a value's label, and below it what it says."""
    top = number * LINE
    source = bar.source if len(bar.source) <= LABEL else f"{bar.source[: LABEL - 1].rstrip()}…"
    yield (
        f'<text x="{LEFT}%" y="{top + 17}" font-weight="700">{_plain(bar.value)}</text>'
        f'<text x="{LEFT}%" y="{top + 33}" font-size="12" fill-opacity="0.75">'
        f"{_plain(source)}</text>"
    )
    yield from _mark(bar, scale, top + 48)


def _mark(bar: Bar, scale: _Scale, y: int) -> Iterator[str]:
    low, high = bar.low.is_finite(), bar.high.is_finite()
    if _is_about(bar):
        yield _band(scale.place(bar.room.low), scale.place(bar.room.high), y)
    if bar.room.high == INFINITY:
        yield _arrow(scale.place(bar.low), RIGHT, y, "M-7,-4 L0,0 L-7,4")
    if bar.room.low == -INFINITY:
        yield _arrow(scale.place(bar.high), LEFT, y, "M7,-4 L0,0 L7,4")
    if low and high and bar.low != bar.high:
        yield _line(scale.place(bar.low), scale.place(bar.high), y, 'stroke-width="6"')
        return
    yield _dot(scale.place(bar.low if low else bar.high), y, is_ring=_is_ring(bar))


def _is_about(bar: Bar) -> bool:
    return bar.room.low < bar.low and bar.room.high > bar.high and bar.room.low.is_finite()


def _is_ring(bar: Bar) -> bool:
    """Tell whether the number itself is not what is said: "more than" it, "about" it."""
    return bar.room.low_open or bar.room.high_open or _is_about(bar)


def _line(start: float, end: float, y: int, more: str) -> str:
    return (
        f'<line x1="{start}%" x2="{end}%" y1="{y}" y2="{y}" stroke="currentColor" '
        f'stroke-linecap="butt" {more}/>'
    )


def _arrow(start: float, end: float, y: int, head: str) -> str:
    return (
        _line(start, end, y, 'stroke-width="1.5" stroke-dasharray="5 4"')
        + f'<svg x="{end}%" y="{y}" overflow="visible"><path d="{head}" fill="none" '
        'stroke="currentColor" stroke-width="1.5"/></svg>'
    )


def _band(start: float, end: float, y: int) -> str:
    width = round(max(end - start, 0.5), 2)
    return (
        f'<rect x="{start}%" width="{width}%" y="{y - 8}" height="16" rx="8" fill-opacity="0.2"/>'
    )


def _dot(x: float, y: int, *, is_ring: bool) -> str:
    if is_ring:
        return (
            f'<circle cx="{x}%" cy="{y}" r="5" fill="var(--md-default-bg-color, Canvas)" '
            'stroke="currentColor" stroke-width="2"/>'
        )
    return f'<circle cx="{x}%" cy="{y}" r="5.5"/>'


def _plain(words: str) -> str:
    """Write words for the inside of an element, on one line: a blank one would end the drawing."""
    return html.escape(" ".join(words.split()))


_MILLION = Decimal(10) ** 6
_BILLION = Decimal(10) ** 9


def _short(texts: Texts, number: Decimal) -> str:
    """Write a number of the scale in few characters."""
    if abs(number) >= _BILLION * 1000:
        return f"{number:.1e}"
    if abs(number) >= _BILLION:
        # Translators: A thousand millions, shortly.
        return texts.gettext("{number} billion", number=texts.number(number / _BILLION))
    if abs(number) >= _MILLION:
        return texts.gettext("{number} million", number=texts.number(number / _MILLION))
    return texts.number(number)


def _legend(texts: Texts, bars: Sequence[Bar], scale: _Scale, unit: str) -> Iterator[str]:
    """Explain the marks that are there, and no others."""
    say = texts.gettext
    yield say("In {unit}.", unit=unit) if unit else ""
    if any(bar.room.high == INFINITY or bar.room.low == -INFINITY for bar in bars):
        yield say("An arrow leads to all values that are meant beyond the number.")
    if any(_is_ring(bar) for bar in bars):
        yield say("A ring is a number that is not itself the value.")
    if any(_is_about(bar) for bar in bars):
        yield say(
            "Shaded is what “about” leaves room for: half of the last digit, at most {share}.",
            share=texts.percent(ABOUT),
        )
    if any(bar.low != bar.high and bar.low.is_finite() and bar.high.is_finite() for bar in bars):
        yield say("A bar is a range.")
    if scale.start > 0:
        yield say("The scale begins at {number}, not at zero.", number=texts.number(scale.start))
