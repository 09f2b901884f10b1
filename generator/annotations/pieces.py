"""Pieces of a target, each with its place, and what is found in them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from generator.diagnostics import Severity
from generator.source import Span

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a part of a target."""

    span: Span
    """The part, as offsets in the target."""
    code: str
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a target, with its place in it."""

    text: str
    start: int

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.start + len(self.text))

    def cut(self, separator: str) -> tuple[Piece, Piece]:
        """Divide at the first separator; the second piece is empty where there is none."""
        before, found, after = self.text.partition(separator)
        return Piece(before, self.start), Piece(after, self.start + len(before) + len(found))

    def split(self, separator: str) -> Iterator[Piece]:
        """Divide at every separator."""
        start = self.start
        for text in self.text.split(separator):
            yield Piece(text, start)
            start += len(text) + len(separator)

    def problem(self, code: str, message: str, hint: str = "") -> Problem:
        """Say what is wrong with it."""
        return Problem(self.span, code, message, hint)


@dataclass(slots=True)
class Findings:
    """What is understood of a target, part by part, and what is wrong with it."""

    parts: list[tuple[str, Span]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def keep(self, name: str, piece: Piece, value: T) -> T:
        """Keep the place of a part; give its value."""
        self.parts.append((name, piece.span))
        return value


def bad_characters(target: Piece) -> Iterator[Problem]:
    """Find characters that nobody sees, and escapes of addresses."""
    if target.text.isascii() and target.text.isprintable() and "%" not in target.text:
        return
    for offset, character in enumerate(target.text):
        # Cf: formatting, invisible by itself; Cc: control; Zl, Zp: line and paragraph separators.
        if unicodedata.category(character) in ("Cf", "Cc", "Zl", "Zp") and character not in "\t\n":
            yield Problem(
                Span(target.start + offset, target.start + offset + 1),
                "invisible-character",
                f"the target holds an invisible character, U+{ord(character):04X}",
                "type the target anew; it was probably pasted",
            )
    for match in re.finditer(r"%[0-9A-Fa-f]{2}", target.text):
        yield Problem(
            Span(target.start + match.start(), target.start + match.end()),
            "percent-escape",
            f"a target is not an address: '{match[0]}' stands for itself here",
            "write the character that you mean",
        )
