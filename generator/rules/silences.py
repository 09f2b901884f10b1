"""A source file in, the comments in it that silence a rule in one place out.

In front matter a comment stands on the line above a key, in the text on a line of its own above a
paragraph, where Markdown shows nothing of it:

    # allow shared-name: he and his cousin are both called Alloush
    aliases: [Alloush]

    [//]: # (allow untagged: the name of a street)

    They met in Kerry Street.

It holds for the key with all that belongs to it, or for the paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from generator.diagnostics import Diagnostic, Severity, did_you_mean
from generator.rules.catalogue import catalogue
from generator.source import Location, SourceFile, Span, shown

KEPT = 50_000
"""Of as many files is it known what their comments say: a preview asks all anew after each edit."""

_COMMENT = re.compile(r"^(?:\[//\]:[ \t]*(?P<body>.*)|#[ \t]*(?P<head>allow\b.*))$", re.MULTILINE)
_BODY = re.compile(r"#[ \t]+(?:\((?P<round>[^()]*)\)|\"(?P<quoted>[^\"]*)\")[ \t]*")
_ALLOW = re.compile(r"allow[ \t]+(?P<code>[A-Za-z0-9-]+)(?:[ \t]*:[ \t]*(?P<reason>.*))?")
_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Silence:
    """A rule that is not to speak of one place."""

    code: str
    reason: str
    location: Location
    """Where the comment stands."""
    first: int
    """The first line that it is about, from 1."""
    last: int

    def covers(self, finding: Diagnostic) -> bool:
        """Tell whether a finding is what it is about."""
        place = finding.location
        return (
            finding.code == self.code
            and place.path == self.location.path
            and self.first <= place.line <= self.last
        )


@lru_cache(maxsize=KEPT)
def silences(source: SourceFile) -> tuple[tuple[Silence, ...], tuple[Diagnostic, ...]]:
    """Read the comments of a file.

    Returns:
        The silences, and what is wrong with comments that should be some.
    """
    if "allow" not in source.text:
        return (), ()
    read: list[Silence] = []
    found: list[Diagnostic] = []
    body_start = _body_start(source.text)
    for match in _COMMENT.finditer(source.text):
        in_body = match.start() >= body_start
        if in_body != (match["body"] is not None):
            continue
        text = _words(match)
        if text is None or not text.startswith("allow"):
            if "allow" in match[0]:
                found.append(_bad(source, match, "this comment silences nothing", _HINT))
            continue
        problem = _problem(text)
        if problem is None and in_body and not _stands_alone(source, match):
            problem = ("this comment would be shown as text", "leave a blank line above it")
        if problem:
            found.append(_bad(source, match, *problem))
            continue
        read.append(_silence(source, match, text, in_body=in_body))
    return tuple(read), tuple(found)


_HINT = "write [//]: # (allow the-rule: the reason), without other brackets"


def unused(silence: Silence) -> Diagnostic:
    """Say that a comment silences nothing."""
    return Diagnostic(
        silence.location,
        "unused-silence",
        f"there is nothing of '{silence.code}' below to be silent about",
        "remove this line",
        Severity.WARNING,
    )


def _body_start(text: str) -> int:
    """Give where the body begins: behind the second line of hyphens."""
    fences = _FENCE.finditer(text)
    next(fences, None)
    closing = next(fences, None)
    return closing.end() if closing else len(text)


def _words(match: re.Match[str]) -> str | None:
    """Give what the comment says; None where Markdown would not read it as one."""
    if match["head"] is not None:
        return match["head"].strip()
    written = _BODY.fullmatch(match["body"])
    return (written["round"] or written["quoted"] or "").strip() if written else None


def _problem(text: str) -> tuple[str, str] | None:
    said = _ALLOW.fullmatch(text)
    if said is None:
        return "this comment silences nothing", "write `allow`, the rule, a colon and the reason"
    rule = catalogue().get(said["code"])
    if rule is None:
        hint = did_you_mean(said["code"], catalogue()) or "RULES.md lists all rules"
        return f"there is no rule '{shown(said['code'])}'", hint
    if rule.fixed:
        return f"'{rule.code}' cannot be silenced", "mend what it finds"
    if not (said["reason"] or "").strip():
        return "there is no reason", f"write it behind a colon: allow {rule.code}: the reason"
    return None


def _stands_alone(source: SourceFile, match: re.Match[str]) -> bool:
    """Tell whether a comment begins a block; within a paragraph it would be part of it."""
    before = source.text[: match.start()].rstrip(" \t")
    last = before.rstrip("\n").rpartition("\n")[2]
    return before.endswith("\n\n") or last.startswith("[//]:") or bool(_FENCE.fullmatch(last))


def _silence(source: SourceFile, match: re.Match[str], text: str, *, in_body: bool) -> Silence:
    said = _ALLOW.fullmatch(text)
    assert said is not None  # noqa: S101 - `_problem` has looked
    location = _place(source, match)
    lines = enumerate(source.text.split("\n")[location.line :], location.line + 1)
    first, last = (_paragraph if in_body else _key)(lines, location.line)
    return Silence(said["code"], (said["reason"] or "").strip(), location, first, last)


def _paragraph(lines: Iterator[tuple[int, str]], at: int) -> tuple[int, int]:
    """Give the lines of the paragraph below a comment."""
    first = last = at
    for number, line in lines:
        if line.strip() and not line.startswith("[//]:"):
            first = first if first > at else number
            last = number
        elif first > at:
            break
    return first, last


def _key(lines: Iterator[tuple[int, str]], at: int) -> tuple[int, int]:
    """Give the lines of the key below a comment, with all that belongs to it."""
    first = last = at
    for number, line in lines:
        if line.startswith("#") or not line.strip():
            continue
        if line.startswith("---") or (first > at and line[0] not in " \t-"):
            break
        first = first if first > at else number
        last = number
    return first, last


def _place(source: SourceFile, match: re.Match[str]) -> Location:
    return source.locate(Span(*match.span()))


def _bad(source: SourceFile, match: re.Match[str], message: str, hint: str) -> Diagnostic:
    return Diagnostic(_place(source, match), "bad-silence", message, hint)
