"""A kind of source file in, the keys that can be given for a new one out, and what fits them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator.diagnostics import did_you_mean
from generator.editing import yaml_text
from generator.editing.opened import OpenSources
from generator.editing.yaml_text import Value
from generator.frontmatter import split
from generator.link import possible
from generator.model import Kind
from generator.schema import json_schema, read_fields, references
from generator.source import SourceFile
from generator.urls import FOLDER_OF_KIND

NOT_GIVEN = ("name", "title", "formerly")
"""Keys that are not asked for: the first two are what an entry begins with, and of what it was
called formerly a new one has nothing to say."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key of front matter whose value can be given in a word or a line."""

    name: str
    required: bool = False
    many: bool = False
    """Whether it takes a list."""
    choices: tuple[str, ...] = ()
    is_flag: bool = False
    """Whether it is true or false."""
    is_pair: bool = False
    """Whether it takes two numbers."""
    description: str = ""


def keys_of(kind: Kind) -> tuple[Key, ...]:
    """Give the keys that can be given for a new file of a kind, in the order of the model."""
    schema = json_schema(kind)
    keys = (
        _key(name, part, required=name in schema["required"])
        for name, part in schema["properties"].items()
        if name not in NOT_GIVEN
    )
    return tuple(key for key in keys if key)


def why_refused(kind: Kind, key: str, value: Value, sources: OpenSources | None) -> str:
    """Say why a value cannot stand under a key; nothing where it can.

    Args:
        kind: The kind of file.
        key: The key.
        value: The value.
        sources: Where the entries are that an id may name; None where that is of no matter.
    """
    source = SourceFile("", yaml_text.front_matter({**_BASE[kind], key: value}))
    node = split(source).node
    if node is None:
        return "this cannot be written as one value"
    fields, found = read_fields(kind, node, source)
    if found or fields is None:
        return "; ".join(f"{one.message}: {one.hint}" if one.hint else one.message for one in found)
    for path, kinds, id_ in references(fields) if sources else ():
        known = [ref for ref in sources.documents if ref.kind in kinds] if sources else []
        if path[0] == key and not set(possible(id_, kinds)) & set(known):
            folders = " or ".join(f"sources/{FOLDER_OF_KIND[one]}" for one in kinds)
            hint = did_you_mean(id_, [ref.id for ref in known])
            return f"nothing in {folders} is called '{id_}'{f': {hint}' if hint else ''}"
    return ""


def _key(name: str, part: Mapping[str, Any], *, required: bool) -> Key | None:
    items = part.get("items", {})
    if "$ref" in items:
        return None
    return Key(
        name,
        required=required,
        many=part.get("type") == "array" and "maxItems" not in part,
        choices=tuple(part.get("enum", ())),
        is_flag=part.get("type") == "boolean",
        is_pair="maxItems" in part,
        description=part.get("description") or items.get("description", ""),
    )


_BASE: Mapping[Kind, Mapping[str, Value]] = {
    **{kind: {"name": "x"} for kind in (Kind.PERSON, Kind.PLACE, Kind.ORG, Kind.FIGURE)},
    Kind.EVENT: {"name": "x", "date": "2000"},
    Kind.ARTICLE: {"title": "x", "publisher": "x", "published": "2000"},
    Kind.PAGE: {"title": "x"},
}
"""The least that a file of each kind holds."""
