"""Values in, YAML out that reads as exactly these values, and that a person would write so.

Our own reader takes every scalar for the text that it is. Others do not, so what YAML 1.1 takes for
a truth value, for nothing, for a number or for a time of day is put in quotes as well.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

Value = str | bool | tuple[float, float] | Sequence[str] | Sequence[Mapping[str, str]]
"""What front matter holds: a text, a truth value, a pair of numbers, a list of texts, or one of
mappings of texts."""

_PLAIN = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`=~.+][^\x00-\x1f\x7f-\x9f]*(?<![\s:])")
_MARKUP = re.compile(r":\s|\s#")
_FLOW_MARKUP = re.compile(r"[,\[\]{}]")
_NOT_TEXT = re.compile(
    r"y|n|yes|no|on|off|true|false|null|[0-9][0-9_,:]*\.[0-9._]*(e[-+]?[0-9]+)?|[0-9]+(:[0-9.]+)+"
    r"|0[0-9xob][0-9a-f_]*",
    re.IGNORECASE,
)
_TO_ESCAPE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


def scalar(text: str, *, in_brackets: bool = False) -> str:
    """Write a text as one value.

    Args:
        text: The text.
        in_brackets: Whether it stands in a list in brackets, where commas and brackets mean more.
    """
    if not (
        _PLAIN.fullmatch(text) is None
        or _MARKUP.search(text)
        or _NOT_TEXT.fullmatch(text)
        or (in_brackets and _FLOW_MARKUP.search(text))
    ):
        return text
    written = _TO_ESCAPE.sub(
        lambda one: f"\\u{ord(one[0]):04x}", json.dumps(text, ensure_ascii=False)
    )
    if written == f'"{text}"' or any(not one.isprintable() for one in text):
        return written
    return "'" + text.replace("'", "''") + "'"


def lines(key: str, value: Value) -> list[str]:
    """Write a key with its value, line by line; a list with a dash before each item."""
    if isinstance(value, bool):
        return [f"{key}: {str(value).lower()}"]
    if isinstance(value, str):
        return [f"{key}: {scalar(value)}"]
    numbers = [str(one) for one in value if isinstance(one, float)]
    if numbers:
        return [f"{key}: [{', '.join(numbers)}]"]
    return [f"{key}:", *(line for one in value if not isinstance(one, float) for line in item(one))]


def item(value: str | Mapping[str, str], indent: str = "  ") -> list[str]:
    """Write an item of a list, line by line."""
    if isinstance(value, str):
        return [f"{indent}- {scalar(value)}"]
    keys = [f"{key}: {scalar(one)}" for key, one in value.items()]
    return [f"{indent}{'- ' if number == 0 else '  '}{one}" for number, one in enumerate(keys)]


def in_brackets(value: str | Mapping[str, str]) -> str:
    """Write an item of a list in brackets."""
    if isinstance(value, str):
        return scalar(value, in_brackets=True)
    pairs = (f"{key}: {scalar(one, in_brackets=True)}" for key, one in value.items())
    return f"{{{', '.join(pairs)}}}"


def front_matter(values: Mapping[str, Value]) -> str:
    """Write front matter, with the lines of dashes around it."""
    written = (line for key, value in values.items() for line in lines(key, value))
    return "".join(f"{line}\n" for line in ("---", *written, "---"))
