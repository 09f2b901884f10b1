"""Words in, one line of Markdown out: text, links and the marks inside a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from string import Formatter
from typing import NewType

from generator.prose import characters

Markdown = NewType("Markdown", str)
"""A piece of a line, written: safe inside any paragraph, heading, cell, item or link."""

Around = tuple[Markdown, Markdown]
"""What stands before and after the words that a mark covers."""

_NAME = re.compile(r"[A-Za-z0-9]+(?:(?:[-.:]+|_+)[A-Za-z0-9]+)*")
_ATTRIBUTE_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_INLINE_TAGS = frozenset(
    {"abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd"}
    | {"mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var"}
)


def text(raw: str) -> Markdown:
    """Write a text so that it reads as itself: no character of it is markup, and none is lost.

    Any Unicode will do. A line end becomes a space; white space other than a space and invisible
    characters become character references; control characters are shown as U+FFFD.
    """
    return Markdown(characters.written_text(raw))


def line(*parts: Markdown) -> Markdown:
    """Put pieces of a line one after the other."""
    return Markdown("".join(parts))


def joined(separator: str, parts: Iterable[Markdown]) -> Markdown:
    """Put a text between the pieces of a line, such as a comma and a space."""
    return Markdown(_separator(separator).join(parts))


_separator = lru_cache(maxsize=64)(text)


def sentence(pattern: str, **gaps: Markdown) -> Markdown:
    """Write a text that has gaps, such as `{outlet} of {date}`, with a piece of a line in each."""
    return line(*(gaps[piece] if is_gap else Markdown(piece) for piece, is_gap in _cut(pattern)))


@lru_cache(maxsize=4096)
def _cut(pattern: str) -> tuple[tuple[str, bool], ...]:
    """Give the pieces of a pattern in order: its texts, written, and the names of its gaps."""
    pieces: list[tuple[str, bool]] = []
    for before, gap, _, _ in Formatter().parse(pattern):
        pieces.append((text(before), False))
        if gap is not None:
            pieces.append((gap, True))
    return tuple(pieces)


def link(
    label: Markdown,
    href: str,
    *,
    classes: Iterable[str] = (),
    title: str = "",
    **attributes: str | int | bool,
) -> Markdown:
    """Write a link.

    Args:
        label: What is linked. HTML knows no link inside a link.
        href: A path relative to the page's source (`../people/a.md#b`), which MkDocs turns into
            the page's address; an anchor (`#b`); or an `http`, `https` or `mailto` address.
        classes: Names of CSS classes.
        title: Any text, shown as a tooltip.
        attributes: Any others, `id` among them; `data_entity` is written `data-entity`.

    Raises:
        ValueError: The address has a scheme that is not allowed, or a name is none.
    """
    before, after = around_link(href, classes=classes, title=title, **attributes)
    return line(before, label, after)


def around_link(
    href: str,
    *,
    classes: Iterable[str] = (),
    title: str = "",
    **attributes: str | int | bool,
) -> Around:
    """Give what stands before and after the words of a link; see `link`."""
    if title:
        attributes["title"] = title
    address = characters.written_address(href)
    return Markdown("["), Markdown(f"]({address}){attribute_list(classes, attributes)}")


def element(
    tag: str, label: Markdown, *, classes: Iterable[str] = (), **attributes: str | int | bool
) -> Markdown:
    """Write an inline HTML element around a piece of a line."""
    before, after = around_element(tag, classes=classes, **attributes)
    return line(before, label, after)


def around_element(
    tag: str, *, classes: Iterable[str] = (), **attributes: str | int | bool
) -> Around:
    """Give the start and the end tag of an inline HTML element."""
    if tag not in _INLINE_TAGS:
        message = f"not an inline element: {tag!r}"
        raise ValueError(message)
    return (
        Markdown(f"<{tag}{tag_attributes(classes, attributes)}>"),
        Markdown(f"</{tag}>"),
    )


def span(
    label: Markdown, *, classes: Iterable[str] = (), **attributes: str | int | bool
) -> Markdown:
    """Write a `<span>` around a piece of a line."""
    return element("span", label, classes=classes, **attributes)


def around_span(*, classes: Iterable[str] = (), **attributes: str | int | bool) -> Around:
    """Give the start and the end tag of a `<span>`."""
    return around_element("span", classes=classes, **attributes)


def mark(label: Markdown, *, classes: Iterable[str] = ()) -> Markdown:
    """Highlight a piece of a line."""
    return element("mark", label, classes=classes)


def time(label: Markdown, datetime: str, *, classes: Iterable[str] = ()) -> Markdown:
    """Say which date or time (ISO 8601) a piece of a line means."""
    return element("time", label, classes=classes, datetime=datetime)


# Tags, since `*` inside words, next to punctuation or around spaces is read differently by
# Python-Markdown and CommonMark.
def strong(label: Markdown) -> Markdown:
    """Write a piece of a line as important."""
    return element("strong", label)


def emphasis(label: Markdown) -> Markdown:
    """Write a piece of a line with stress."""
    return element("em", label)


def code(raw: str) -> Markdown:
    """Write a text as code within a line."""
    return element("code", text(raw))


LINE_BREAK = Markdown("<br> ")
"""A line break inside a paragraph. The space keeps words apart where only text is read."""


def attribute_list(classes: Iterable[str], attributes: dict[str, str | int | bool]) -> str:
    """Write attributes as attr_list reads them: `{ #id .class title="Any text" }`, or nothing."""
    if not attributes:
        return _class_list(tuple(classes))
    parts = [_dotted(name) for name in classes]
    for name, value in attributes.items():
        if name == "id":
            if value:
                parts.insert(0, f"#{_checked(str(value))}")
        elif value is not False:
            parts.append(_pair(name, value))
    return f"{{ {' '.join(parts)} }}" if parts else ""


def tag_attributes(
    classes: Iterable[str], attributes: dict[str, str | int | bool], *, parsed: bool = False
) -> str:
    """Write attributes for a start tag, each with a space before it.

    Args:
        classes: Names of CSS classes.
        attributes: Names and values; `True` for an attribute without a value.
        parsed: Whether md_in_html reads and rewrites the tag. It then decodes values once more
            than it encodes them, so that `&lt;` in a value needs one more `&amp;`.
    """
    written = _class_attribute(tuple(classes))
    for name, value in attributes.items():
        if value is False or (name == "id" and not value):
            continue
        if name == "id":
            _checked(str(value))
        written += f" {_pair(name, value)}"
    return re.sub(r"&amp;(?=#?\w+;)", "&amp;amp;", written) if parsed else written


def _pair(name: str, value: str | int | bool) -> str:
    written = _attribute_name(name)
    return written if value is True else f'{written}="{characters.written_attribute(str(value))}"'


@lru_cache(maxsize=256)
def _attribute_name(name: str) -> str:
    """Give the name of an attribute as HTML has it, if it is one that may be given."""
    written = name.rstrip("_").replace("_", "-")
    if not _ATTRIBUTE_NAME.fullmatch(written) or written.startswith("on") or written == "class":
        message = f"not the name of an attribute that can be given here: {written!r}"
        raise ValueError(message)
    return written


@lru_cache(maxsize=1024)
def _class_list(classes: tuple[str, ...]) -> str:
    """Write classes as attr_list reads them, or nothing."""
    return f"{{ {' '.join(map(_dotted, classes))} }}" if classes else ""


@lru_cache(maxsize=1024)
def _class_attribute(classes: tuple[str, ...]) -> str:
    """Write classes for a start tag, with a space before them, or nothing."""
    names = " ".join(map(_checked, classes))
    return f' class="{names}"' if names else ""


@lru_cache(maxsize=1024)
def _dotted(name: str) -> str:
    """Give a class as attr_list reads it."""
    return f".{_checked(name)}"


@lru_cache(maxsize=16_384)
def _checked(name: str) -> str:
    """Give an id or a class name back, if it is one that needs no escape anywhere."""
    if not _NAME.fullmatch(name):
        message = f"not an id or the name of a class: {name!r}"
        raise ValueError(message)
    return name
