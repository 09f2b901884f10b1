"""Front matter and blocks in, the text of one page's file out; and its front matter back."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from generator.prose.characters import BLANK, INVISIBLE
from generator.prose.structures import Blocks, blocks

Value = str | int | bool | None | Sequence["Value"] | Mapping[str, "Value"]
"""What front matter can hold. Numbers with a fraction are no part of it: YAML 1.1 and JSON write
them differently."""

_PLAIN_KEY = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[_-][A-Za-z0-9]+)*")
_RESERVED_KEYS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})

# What YAML takes for a line end inside quotes, or refuses, or a person would not see.
_TO_ESCAPE = re.compile(f"[\x7f-\x9f\ud800-\udfff\ufffe\uffff{BLANK}{INVISIBLE}]")

# An escaped backslash begins no other escape.
_LONG_ESCAPE = re.compile(r"\\\\|\\U([0-9a-f]{8})")


def page(front_matter: Mapping[str, Value], *content: Blocks) -> str:
    """Write a page.

    The front matter comes back from MkDocs exactly as given: every string is quoted, so that
    none becomes a date, a number or a truth value. It is there even when empty, since without
    it MkDocs takes a first line such as `Washington: The president...` for a key.
    """
    keys = [f"{_key(name)}: {_value(value)}\n" for name, value in front_matter.items()]
    head = "".join(keys) or "{}\n"
    return f"---\n{head}---\n\n{blocks(*content)}".rstrip("\n") + "\n"


def front_matter_of(text: str) -> dict[str, Any]:
    """Give the front matter of a page that `page` has written.

    MkDocs reads it as YAML, which takes a hundred times as long.
    """
    head, _, _ = text.removeprefix("---\n").partition("---\n")
    return {} if head == "{}\n" else dict(map(_pair, head.removesuffix("\n").split("\n")))


def _pair(line: str) -> tuple[str, Any]:
    """Read a line; a name in quotes may hold what else would end it."""
    written = _LONG_ESCAPE.sub(_as_json, line)
    if line[0] == '"':
        name, end = _DECODER.raw_decode(written)
    else:
        end = line.index(":")
        name = line[:end]
    return name, json.loads(written[end + 1 :])


_DECODER = json.JSONDecoder()


def _as_json(match: re.Match[str]) -> str:
    """Write a character as JSON does, which YAML writes with eight digits."""
    return json.dumps(chr(int(match[1], 16)))[1:-1] if match[1] else match[0]


def _key(name: str) -> str:
    if _PLAIN_KEY.fullmatch(name) and name.lower() not in _RESERVED_KEYS:
        return name
    return _value(name)


def _value(value: Value) -> str:
    """Write a value as JSON on one line, which YAML reads alike."""
    if isinstance(value, str):
        return _TO_ESCAPE.sub(_escape, json.dumps(value, ensure_ascii=False))
    if isinstance(value, bool | int | None):
        return json.dumps(value)
    if isinstance(value, Mapping):
        inner = (f"{_value(name)}: {_value(content)}" for name, content in value.items())
        return f"{{{', '.join(inner)}}}"
    return f"[{', '.join(map(_value, value))}]"


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    if "\ud800" <= character <= "\udfff":
        return "\ufffd"
    return f"\\U{ord(character):08x}" if character > "\uffff" else f"\\u{ord(character):04x}"
