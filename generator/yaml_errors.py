"""What PyYAML could not read in, what an editor did wrong out.

PyYAML speaks of tokens and contexts, and its two parsers speak differently. What both agree on is
where they stopped and what they were reading; the rest is looked up in the text itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

import yaml

from generator.source import Span, shown


class Fault(NamedTuple):
    """What is wrong with a stretch of a text; a diagnostic that does not know its file yet."""

    span: Span
    code: str
    message: str
    hint: str


class _Failure(NamedTuple):
    """Where a parser stopped."""

    text: str
    """The whole front matter."""
    stop: int
    """Offset of what it could not take."""
    context: int
    """Offset of what it was reading; the same where it does not say."""
    last: yaml.Event | None
    """What it had read before."""

    @property
    def line(self) -> Span:
        """The line on which it stopped."""
        return _line(self.text, self.stop)


def offsets(event: yaml.Event) -> tuple[int, int]:
    """Give the offsets at which an event begins and ends, from 0."""
    # Only events made by hand have no marks.
    start, end = event.start_mark, event.end_mark
    return (start.index if start else 0, end.index if end else 0)


def explain(text: str, error: Exception, last: yaml.Event | None) -> Fault:
    """Say what is wrong with front matter that is no YAML.

    Args:
        text: The front matter.
        error: What PyYAML says of it.
        last: The last event before it.

    Returns:
        The fault; its span counts from the start of the text.
    """
    if not isinstance(error, yaml.MarkedYAMLError):
        start = offsets(last)[1] if last else 0
        return _unknown(_Failure(text, start, start, last))
    stop, context = error.problem_mark, error.context_mark
    start = min(stop.index, len(text)) if stop else 0
    failure = _Failure(text, start, min(context.index, start) if context else start, last)
    said = f"{error.context} {error.problem}"
    for words, explanation in _EXPLANATIONS:
        if words in said:
            return explanation(failure)
    return _unknown(failure)


def needs_quotes(text: str, start: int) -> Fault:
    """Say that a value begins with a character that means something else in YAML.

    Args:
        text: The file or the front matter.
        start: Where in it the value begins.
    """
    line = _line(text, start)
    return Fault(
        Span(start, max(line.end, start)),
        "unsupported-yaml",
        f"a value cannot begin with '{text[start : start + 1]}' unless it is in quotes",
        _quoted(text[line.start : line.end]),
    )


def no_key(text: str, offset: int) -> Fault:
    """Say that a line holds no key.

    Args:
        text: The file or the front matter.
        offset: Of something on that line.
    """
    line = _line(text, offset)
    written = text[line.start : line.end]
    if re.fullmatch("={7}", written):
        return Fault(line, "merge-conflict", "a merge was not finished here", "delete this line")
    if glued := re.match(r"((?:- +)*[\w-]+:)(?!//)(\S.*)", written):
        hint = f"leave a space after the colon: {glued[1]} {shown(glued[2])}"
    elif " " in written and not written.startswith("- "):
        hint = "if the text of the article begins here, end the front matter above it with ---"
    else:
        hint = "write a key, a colon, a space and a value"
    return _bad(line, "this line is not 'key: value'", hint)


def unclosed(text: str, start: int) -> Fault:
    """Say that a quotation mark is not closed where it should be.

    Args:
        text: The file or the front matter.
        start: Where in it the mark is.
    """
    return _bad(
        Span(start, _line(text, start).end),
        "the quotation mark that opens here is not closed on its line",
        "close it; if the text holds such a mark itself, put the other kind around it",
    )


def _line(text: str, offset: int) -> Span:
    """Give the line of an offset, without its indentation and its end."""
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    line = text[start:] if end == -1 else text[start:end]
    return Span(start + len(line) - len(line.lstrip(" ")), start + len(line.rstrip()))


_KEY_AND_VALUE = re.compile(r"(?P<key>(?:- +)*[\w-]+:) +(?P<value>\S.*)")
_LONGEST_EXAMPLE = 80


def _quoted(line: str) -> str:
    """Give a hint that shows a line with its value in quotes."""
    found = _KEY_AND_VALUE.fullmatch(line.strip())
    if found is None or len(line) > _LONGEST_EXAMPLE:
        return "put the whole value in quotes"
    value = found["value"]
    # In 'It's over', the marks are not part of what the author means.
    if value[0] in "\"'" and value[-1] == value[0]:
        value = value[1:-1]
    if "'" in value and not set('"\\') & set(value):
        example = f'"{value}"'
    else:
        example = "'" + value.replace("'", "''") + "'"
    return f"put the whole value in quotes: {found['key']} {example}"


def _bad(span: Span, message: str, hint: str) -> Fault:
    return Fault(span, "bad-yaml", message, hint)


def _quotation(at: _Failure) -> Fault:
    backslash = at.text.rfind("\\", at.context, at.stop + 1)
    if at.text[at.context] == '"' and backslash >= at.stop - 2 and at.stop < len(at.text):
        return _bad(
            Span(backslash, backslash + 2),
            "inside double quotes, a backslash begins a code, and this is none",
            "use single quotes, or write the backslash twice",
        )
    return unclosed(at.text, at.context)


def _block_scalar(at: _Failure) -> Fault:
    sign = at.text[at.context]
    line = _line(at.text, at.context)
    return _bad(
        Span(at.context, line.end),
        f"after '{sign}', the text begins on the next line",
        _quoted(at.text[line.start : line.end]),
    )


def _no_key(at: _Failure) -> Fault:
    return no_key(at.text, at.context)


def _colon(at: _Failure) -> Fault:
    line = at.line
    first = re.compile(r":(?: |$)", re.MULTILINE).search(at.text, line.start, line.end)
    if first and first.start() < at.stop:
        return _bad(
            Span(first.end(), line.end),
            "a colon with a space after it would begin another key",
            _quoted(at.text[line.start : line.end]),
        )
    # The colon is the first of its line, which YAML takes for more of the line before it.
    before = _line(at.text, max(at.text.rfind("\n", 0, line.start), 0))
    if ": " not in at.text[before.start : before.end] + " ":
        return no_key(at.text, before.start)
    return _indentation(at)


def _indentation(at: _Failure) -> Fault:
    return _bad(
        at.line,
        "this line does not line up with those above it",
        "begin the keys of one list in the same column, and indent what belongs to a key",
    )


def _after_value(at: _Failure) -> Fault:
    """Explain a text where a new key should have begun."""
    line = at.line
    start, end = offsets(at.last) if at.last else (0, 0)
    if not line.start < end <= at.stop:
        return _indentation(at)
    if at.text[start] in "\"'" and start < line.start:
        return unclosed(at.text, start)
    return _bad(
        Span(at.stop, line.end),
        f"the value already ended with {at.text[end - 1]}",
        _quoted(at.text[line.start : line.end]),
    )


def _bracket(at: _Failure) -> Fault:
    return _bad(
        Span(at.context, _line(at.text, at.context).end),
        f"what begins with {at.text[at.context]} does not go on as a list should",
        "put a comma between items and close the bracket, or put the whole value in quotes",
    )


def _no_item(at: _Failure) -> Fault:
    return _bad(
        Span(at.stop, max(at.stop, at.line.end)),
        "an item of the list is missing here",
        "delete the comma, or put the whole value in quotes",
    )


def _reserved(at: _Failure) -> Fault:
    return needs_quotes(at.text, at.stop)


def _sign(at: _Failure) -> Fault:
    return needs_quotes(at.text, at.context)


def _document(at: _Failure) -> Fault:
    return needs_quotes(at.text, 0) if at.text.startswith("%") else _unknown(at)


def _unknown(at: _Failure) -> Fault:
    return _bad(at.line, "this cannot be read", "put a value with special characters in quotes")


_EXPLANATIONS: tuple[tuple[str, Callable[[_Failure], Fault]], ...] = (
    ("quoted scalar", _quotation),
    ("block scalar", _block_scalar),
    ("simple key", _no_key),
    ("alias", _sign),
    ("anchor", _sign),
    ("tag", _sign),
    ("cannot start any token", _reserved),
    ("mapping values", _colon),
    ("sequence entries", _reserved),
    ("mapping keys", _reserved),
    ("flow sequence", _bracket),
    ("flow mapping", _bracket),
    ("flow node", _no_item),
    ("block node", _reserved),
    ("block mapping", _after_value),
    ("block sequence", _after_value),
    ("block collection", _after_value),
    ("document start", _document),
    ("directive", _document),
)
"""Words that both of PyYAML's parsers use of a fault, and what explains it; the first counts."""
