"""Shapes in, inline SVG out that Python-Markdown leaves alone.

A picture is one line of Markdown: its elements are inline HTML, and its links are Markdown's own,
so that MkDocs turns them into addresses and checks them like any other. Only elements and
attributes that are listed here can be written: no script, no style, no address.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NewType

from generator import prose
from generator.pictures.text import is_rtl
from generator.prose import Blocks, Markdown
from generator.prose.characters import written_attribute
from generator.prose.inline import tag_attributes

Svg = NewType("Svg", str)
"""A piece of a picture, written."""

Value = str | float

NOTHING = Svg("")

_TAGS = frozenset(
    {"circle", "clipPath", "defs", "desc", "g", "line", "linearGradient", "path", "pattern"}
    | {"polygon", "radialGradient", "rect", "stop", "svg", "text", "title", "tspan"}
)

_ATTRIBUTES = frozenset(
    {"aria-hidden", "aria-labelledby", "clip-path", "cx", "cy", "d", "data-entry", "direction"}
    | {"dominant-baseline", "fill", "fill-rule", "font-family", "font-size", "gradientUnits"}
    | {"height", "id", "offset", "patternTransform", "patternUnits", "points", "r", "role", "rx"}
    | {"stop-opacity", "stroke", "stroke-dasharray", "stroke-linecap", "stroke-width"}
    | {"text-anchor", "transform", "vector-effect", "viewBox", "width", "x", "x1", "x2", "y", "y1"}
    | {"y2", "unicode-bidi"}
)

FONT_SIZE = 12
"""Units of the text of every picture, unless an element says otherwise."""


def number(value: float) -> str:
    """Write a number to a tenth of a unit, the same way on every machine."""
    written = f"{value:.1f}"
    written = written.removesuffix(".0")
    return "0" if written == "-0" else written


def element(tag: str, *content: Svg, classes: Iterable[str] = (), **attributes: Value) -> Svg:
    """Write an element.

    Args:
        tag: Its name.
        content: What stands inside.
        classes: Names of CSS classes.
        attributes: Its attributes; `stroke_width` is written `stroke-width`.

    Raises:
        ValueError: The element or an attribute is not one that a picture may have.
    """
    named = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
    unknown = [tag] * (tag not in _TAGS) + sorted(named.keys() - _ATTRIBUTES)
    if unknown:
        message = f"not a part of a picture: {', '.join(unknown)}"
        raise ValueError(message)
    listed = tag_attributes(classes, {}) + "".join(
        f' {name}="{_written(value)}"' for name, value in named.items()
    )
    inner = "".join(content)
    return Svg(f"<{tag}{listed}>{inner}</{tag}>" if inner else f"<{tag}{listed}/>")


def _written(value: Value) -> str:
    if isinstance(value, str):
        return written_attribute(value)
    return number(value)


def group(*content: Svg, classes: Iterable[str] = (), **attributes: Value) -> Svg:
    """Put pieces together; nothing where there are none."""
    return element("g", *content, classes=classes, **attributes) if any(content) else NOTHING


def title(words: str) -> Svg:
    """Name what it stands in: shown on hover, and read out."""
    return element("title", Svg(prose.text(words)))


def line(x1: float, y1: float, x2: float, y2: float, *classes: str) -> Svg:
    """Draw a straight line."""
    return element("line", classes=classes, x1=x1, y1=y1, x2=x2, y2=y2)


def polyline(points: Sequence[tuple[float, float]], *, closed: bool = False) -> str:
    """Give a path's data: straight lines from point to point, to a tenth of a unit."""
    written = []
    last_x = last_y = 0
    for place, (x, y) in enumerate(points):
        now_x, now_y = round(x * 10), round(y * 10)
        step = f"{_tenth(now_x - last_x)} {_tenth(now_y - last_y)}".replace(" -", "-")
        if place == 0:
            written.append(f"M{step}")
        elif (now_x, now_y) != (last_x, last_y):
            written.append(f"l{step}")
        last_x, last_y = now_x, now_y
    return "".join(written) + ("z" if closed else "")


def _tenth(tenths: int) -> str:
    sign, size = "-" * (tenths < 0), abs(tenths)
    whole, rest = divmod(size, 10)
    if not rest:
        return f"{sign}{whole}"
    return f"{sign}{whole or ''}.{rest}"


def label(
    words: str,
    x: float,
    y: float,
    *classes: str,
    anchor: str = "start",
    size: float = FONT_SIZE,
) -> Svg:
    """Write a line of text.

    Args:
        words: The text.
        x: Where it begins, has its middle, or ends, as the anchor says.
        y: Its baseline.
        classes: Names of CSS classes.
        anchor: `start`, `middle` or `end`: left, middle or right, whatever the script.
        size: Of the font.
    """
    given: dict[str, Value] = {"x": x, "y": y}
    if is_rtl(words):
        # Where a line of a script from right to left starts is its right end.
        given |= {"direction": "rtl", "unicode_bidi": "embed"}
        anchor = {"start": "end", "end": "start"}.get(anchor, anchor)
    if anchor != "start":
        given["text_anchor"] = anchor
    if size != FONT_SIZE:
        given["font_size"] = size
    return element("text", Svg(prose.text(words)), classes=classes, **given)


def link(href: str, *content: Svg, classes: Iterable[str] = (), **attributes: str | int) -> Svg:
    """Link a piece of a picture.

    Args:
        href: A path relative to the page's source, or an anchor, as in `prose.link`.
        content: What is linked; a title among it names the link.
        classes: Names of CSS classes.
        attributes: Such as `tabindex`; `data_entry` is written `data-entry`.
    """
    before, after = prose.around_link(href, classes=classes, title="", **attributes)
    return Svg(f"{before}{''.join(content)}{after}")


def picture(
    name: str,
    width: float,
    height: float,
    *content: Svg,
    words: tuple[str, str],
    classes: Iterable[str] = (),
) -> Svg:
    """Write a whole picture.

    Args:
        name: An id that no other picture of the page has; the ids inside begin with it.
        width: Of its frame; text is as large as on the page where that many pixels are free.
        height: Of its frame.
        content: What is drawn.
        words: Its title, and what is to be seen in it.
        classes: Names of CSS classes.
    """
    about, description = words
    return element(
        "svg",
        element("title", Svg(prose.text(about)), id=f"{name}-title"),
        element("desc", Svg(prose.text(description)), id=f"{name}-desc"),
        *content,
        classes=classes,
        viewBox=f"0 0 {number(width)} {number(height)}",
        width=width,
        height=height,
        # Not `img`: what is inside an image has no links for those who do not see it.
        role="group",
        aria_labelledby=f"{name}-title {name}-desc",
        font_family="sans-serif",
        font_size=FONT_SIZE,
    )


def sign(width: float, height: float, *content: Svg) -> Svg:
    """Write a small picture for the inside of a line, which says nothing that its line does not."""
    return element(
        "svg",
        *content,
        classes=("sign",),
        viewBox=f"0 0 {number(width)} {number(height)}",
        width=width,
        height=height,
        aria_hidden="true",
    )


def figure(*pictures: Svg, caption: Markdown | None = None, classes: Iterable[str] = ()) -> Blocks:
    """Put pictures on a page, with a line below them.

    They are left out of the search index: what they show stands on the page in words as well.
    """
    return prose.section(
        "figure",
        ("picture", *classes),
        *(prose.paragraph(Markdown(one)) for one in pictures if one),
        prose.section("figcaption", (), prose.paragraph(caption)) if caption else prose.NOTHING,
        data_search_exclude=True,
    )
