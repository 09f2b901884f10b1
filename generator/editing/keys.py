"""Front matter and what shall be in it in, the edits that put it there out.

Comments, the order of the keys, quotation marks and empty lines stay as their author left them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping as MappingOf
from collections.abc import Sequence as SequenceOf

from generator.editing import yaml_text
from generator.editing.edits import Edit
from generator.editing.yaml_text import Value
from generator.frontmatter import Mapping, Node, Scalar, Sequence
from generator.source import SourceFile, Span

Item = str | MappingOf[str, str]


def value_of(node: Mapping, key: str) -> Node | None:
    """Give the value of a key; None where the key is not there."""
    return next((value for name, value in node.entries if name.text == key), None)


def with_key(source: SourceFile, node: Mapping, key: str, value: Value, *, after: str = "") -> Edit:
    """Add a key that is not there yet.

    Args:
        source: The file.
        node: Its front matter.
        key: The key.
        value: Its value.
        after: The key below which it shall stand; by default, and without that key, the last.
    """
    above = value_of(node, after) or node
    text = "".join(f"\n{line}" for line in yaml_text.lines(key, value))
    return _insertion(_line_end(source, above.span.end), text)


def with_items(
    source: SourceFile, node: Mapping, key: str, items: SequenceOf[Item], *, after: str = ""
) -> Edit:
    """Add items to a list, at its end, in the manner in which it is written.

    Raises:
        ValueError: The key holds something other than a list.
    """
    there = value_of(node, key)
    if there is None:
        return with_key(source, node, key, items, after=after)  # type: ignore[arg-type]
    if not isinstance(there, Sequence):
        raise ValueError(f"'{key}' holds no list")
    if source.text[there.span.start] == "[":
        words = ", ".join(map(yaml_text.in_brackets, items))
        if there.items:
            return _insertion(there.items[-1].span.end, f", {words}")
        return _insertion(there.span.start + 1, words)
    last = there.items[-1].span
    indent = _indent(source, last)
    text = "".join(f"\n{line}" for one in items for line in yaml_text.item(one, indent))
    return _insertion(_line_end(source, last.end), text)


def without_items(
    source: SourceFile, node: Mapping, key: str, numbers: SequenceOf[int]
) -> list[Edit]:
    """Take items out of a list; with the last of them, the key.

    Args:
        source: The file.
        node: Its front matter.
        key: The key of the list.
        numbers: Which items, from 0.
    """
    there = value_of(node, key)
    if not isinstance(there, Sequence):
        raise ValueError(f"'{key}' holds no list")
    if len(set(numbers)) == len(there.items):
        return [without_key(source, node, key)]
    if source.text[there.span.start] == "[":
        return _without_in_brackets(source, there, numbers)
    return [_removal(_lines(source, there.items[number].span)) for number in numbers]


def without_key(source: SourceFile, node: Mapping, key: str) -> Edit:
    """Take out a key with its value."""
    return _removal(_lines(source, _entry(node, key)))


def copied(source: SourceFile, node: Mapping, into: tuple[SourceFile, Mapping], key: str) -> Edit:
    """Give a key of one file to another, which does not have it, as it is written."""
    span = _entry(node, key)
    other, there = into
    return _insertion(_line_end(other, there.span.end), f"\n{source.text[span.start : span.end]}")


def plain(node: Node) -> object:
    """Give what a value says, however it is written."""
    match node:
        case Scalar(text):
            return text
        case Sequence(items):
            return tuple(plain(one) for one in items)
        case Mapping(entries):
            return {key.text: plain(value) for key, value in entries}
        case _:
            return None


def _entry(node: Mapping, key: str) -> Span:
    ((name, value),) = (entry for entry in node.entries if entry[0].text == key)
    return Span(name.span.start, max(name.span.end, value.span.end))


def _without_in_brackets(
    source: SourceFile, there: Sequence, numbers: SequenceOf[int]
) -> list[Edit]:
    """Write the list anew from the items that stay, each as it is written."""
    kept = [
        source.text[one.span.start : one.span.end]
        for number, one in enumerate(there.items)
        if number not in numbers
    ]
    return [Edit(there.span, f"[{', '.join(kept)}]")]


def items_of(node: Node | None) -> tuple[Node, ...]:
    """Give the items of a list; none where there is no list."""
    return node.items if isinstance(node, Sequence) else ()


def texts_of(node: Node | None) -> list[str]:
    """Give the items of a list that are texts."""
    return [one.text for one in items_of(node) if isinstance(one, Scalar)]


def item_of(node: Node) -> Item:
    """Give an item of a list as it can be written into another."""
    if isinstance(node, Mapping):
        return {key.text: str(plain(value)) for key, value in node.entries}
    return str(plain(node))


def _indent(source: SourceFile, item: Span) -> str:
    """Give what stands before the dash of an item."""
    line = source.text[source.text.rfind("\n", 0, item.start) + 1 : item.start]
    found = re.match(r"( *)- *", line)
    return found[1] if found else "  "


def _lines(source: SourceFile, span: Span) -> Span:
    """Widen a span to whole lines, with the line end of the last."""
    return Span(source.text.rfind("\n", 0, span.start) + 1, _line_end(source, span.end) + 1)


def _line_end(source: SourceFile, offset: int) -> int:
    end = source.text.find("\n", offset)
    return len(source.text) if end < 0 else end


def _insertion(offset: int, text: str) -> Edit:
    return Edit(Span(offset, offset), text)


def _removal(span: Span) -> Edit:
    return Edit(span, "")
