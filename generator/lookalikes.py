"""Inline Markdown in, what looks like an annotation there and is none out.

Markdown has no syntax errors: what is not a link is text. So a space, a missing bracket or a
forgotten brace would publish the words `[Mr. Kerry](person: john-kerry)`. Here they are found. What
an article may honestly say is left alone: `the place: Geneva`, `(person: of interest)`, `[sic]`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from generator.annotations import ATTRIBUTES
from generator.diagnostics import Severity, did_you_mean
from generator.source import Span, shown


@dataclass(frozen=True, slots=True)
class Lookalike:
    """What was probably meant as an annotation or as a link."""

    span: Span
    """Its place, as offsets in the Markdown."""
    code: str
    message: str
    hint: str
    severity: Severity = Severity.ERROR


_KIND = "|".join(ATTRIBUTES)

# The target of a link that is none: adjacent to its words, or close to them with an id behind it.
_TARGET = re.compile(
    rf"""
      \]\(\s* (?P<scheme>[A-Za-z][A-Za-z0-9+.-]{{0,30}}) \s{{0,3}} : (?P<space>\s?)
    | \]\s+\( (?:{_KIND}) : (?=[a-z0-9])
    | \(      (?:{_KIND}) : (?=[a-z0-9][^\s()]*(?:\)|-))
    | \]      (?:{_KIND}) : (?=[a-z0-9])
    | (?:^|\n)\[[^\[\]\n]{{1,200}}\]:[ \t]* (?:{_KIND}) : (?=[a-z0-9])
    """,
    re.VERBOSE,
)

_BRACES = re.compile(
    rf"""
      \]\{{\s* (?P<name>[A-Za-z][\w-]{{0,30}}) \s{{0,3}} [=:]
    | \]\s{{1,3}}\{{\s* (?:{_KIND}) \s{{0,3}} =
    | \{{\s* (?:{_KIND}) \s{{0,3}} =
    """,
    re.VERBOSE,
)

# Behind a word, two pairs of brackets are rather a formula: `array[i][j]`.
_REFERENCE = re.compile(r"(?<!\w)\[([^\[\]]{1,1000})\]\[([^\[\]]{0,200})\]")


_EXAMPLE = "[the words]{quote=john-kerry date=2016-08-26}"


def lookalikes(
    content: str, explained: Sequence[Span], labels: Collection[str]
) -> Iterator[Lookalike]:
    """Find what looks like an annotation or a link, and is text.

    Args:
        content: The inline Markdown of a block.
        explained: Stretches of it that are markup: of a link, from the `]` after its words on.
        labels: The labels of the reference definitions that there are.
    """
    text = _without(content, explained)
    if "](" in text or ":" in text:
        for found in _TARGET.finditer(text):
            yield from _broken_target(text, found)
    if "{" in text:
        for found in _BRACES.finditer(text):
            name = found["name"]
            if name is None or name in ATTRIBUTES or did_you_mean(name, ATTRIBUTES):
                yield _broken_braces(text, found)
    if "][" in text:
        for found in _REFERENCE.finditer(text):
            yield from _undefined_reference(found, labels)


_END = "\1"
"""Stands for the `]` after the words of a link or a span."""

_BLOT = "\0"
"""Stands for every other character that is markup."""


def _without(content: str, explained: Sequence[Span]) -> str:
    """Blot out what is explained; offsets stay."""
    pieces = []
    position = 0
    for span in sorted(explained):
        if span.start >= position:
            pieces.append(content[position : span.start])
            pieces.append(_END if content[span.start] == "]" else _BLOT)
            pieces.append(_BLOT * (span.end - span.start - 1))
            position = span.end
    pieces.append(content[position:])
    return "".join(pieces)


def _broken_target(text: str, found: re.Match[str]) -> Iterator[Lookalike]:
    start = found.start() + (not found[0].startswith("("))
    if found[0].startswith("\n"):
        start = found.start() + 1
    span = Span(start, _end_of_target(text, found.end()))
    scheme = found["scheme"]
    if scheme is None or scheme in ATTRIBUTES:
        yield Lookalike(
            span,
            "broken-annotation",
            "this looks like an annotation, but is not one, and would be shown as it is",
            _hint(text, found, span),
        )
    elif scheme.lower() in ("http", "https", "mailto") or not found["space"]:
        yield Lookalike(
            span,
            "broken-link",
            "this looks like a link, but is not one, and would be shown as it is",
            _hint(text, found, span),
        )
    elif likely := did_you_mean(scheme, ATTRIBUTES):
        yield Lookalike(
            span,
            "broken-annotation",
            f"this looks like an annotation, but there is no kind '{shown(scheme)}'",
            likely,
        )


def _end_of_target(text: str, position: int) -> int:
    """Give the end of what was probably meant as the target: its `)`, or the end of the word."""
    line_end = text.find("\n", position)
    line = text[position : line_end if line_end >= 0 else len(text)][:200]
    closing = re.match(r"[^()\[\]\0\1]*\)", line)
    if closing:
        return position + closing.end()
    return position + len(re.match(r"\s?[^\s\[\]\0\1]*", line)[0])  # type: ignore[index]


def _hint(text: str, found: re.Match[str], span: Span) -> str:
    """Say what is probably wrong."""
    begin = found[0].lstrip("\n")
    target = text[span.start : span.end]
    if begin.startswith("["):
        return "leave a blank line before the definitions at the end of the text"
    if re.search(r"\\[\[\](]", text[max(0, found.start() - 200) : found.end()]):
        return "remove the backslash; an example is written between backticks"
    if not begin.startswith(("](", "(")):
        return "write a ( right after the ]"
    if not target.endswith(")"):
        return "the closing ) is missing; before it no space may stand, and in a table no |"
    if re.search(r"\s", target):
        return "a target holds no spaces"
    return _hint_about_words(text[: found.start()], begin)


def _hint_about_words(before: str, begin: str) -> str:
    """Say what is wrong with the words before a target that is right."""
    depth = 0
    holds_others = False
    for one in reversed(before[-1000:]):
        if one == "[" and not depth:
            if begin.startswith("("):
                return "the ] after the words is missing"
            if holds_others:
                return f"words that hold annotations themselves take braces: {_EXAMPLE}"
            break
        depth += (one in ("]", _END)) - (one == "[")
        holds_others = holds_others or one == _END
    return "put the words before it into [ ]"


def _broken_braces(text: str, found: re.Match[str]) -> Lookalike:
    start = found.start() + found[0].startswith("]")
    closing = text.find("}", found.end(), found.end() + 300)
    end = closing + 1 if closing >= 0 else found.end()
    if closing < 0:
        hint = "the closing } is missing"
    elif not found[0].startswith("]"):
        hint = "put the words before it into [ ]"
    elif not found[0].startswith("]{"):
        hint = "put the { right after the ]"
    else:
        hint = f'write {_EXAMPLE}, values with spaces in ""'
    return Lookalike(
        Span(start, end),
        "broken-annotation",
        "this looks like an annotation, but is not one, and would be shown as it is",
        hint,
    )


def _undefined_reference(found: re.Match[str], labels: Collection[str]) -> Iterator[Lookalike]:
    words, label = found[1], found[2] or found[1]
    # Notes are numbered, `[sic]` follows other brackets, and `[a][]` is read where others are.
    is_prose = not re.search(r"\w\w", words) or label.strip().isdigit() or label.lower() == "sic"
    if is_prose or not (found[2] or labels):
        return
    yield Lookalike(
        Span(*found.span()),
        "undefined-reference",
        f"nothing defines [{shown(label)}], so this is shown with its brackets",
        did_you_mean(label, labels) or f"add a line [{shown(label)}]: person:john-kerry",
        Severity.WARNING,
    )
