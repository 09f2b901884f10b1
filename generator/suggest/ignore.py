"""The file of rejected suggestions in, which suggestions not to make again out.

    # comment
    article | target | words before [the words] words behind
    *       | target | [the words]

Each line is one rejection: in which article, what the words do not mean, and the words with the
three before and behind them (`¶` is where a paragraph begins or ends). So a line survives whatever
else changes in the article, and ends to count when these words or those on both sides change.
Without words around the brackets a line counts for the whole article; with `*`, for all articles.

The file lies beside the configuration file and is committed. Its lines are sorted, so that two
branches that both add some seldom touch the same place.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from generator.diagnostics import Diagnostic
from generator.model import Meaning
from generator.source import Location
from generator.suggest.suggestions import Suggestion
from generator.suggest.targets import link_target

FILE = "suggest-ignore.txt"
"""Its name, beside the configuration file."""

EVERYWHERE = "*"

HEADER = """\
# Suggestions that `dossier suggest` is not to make again: article | what it is not | where.
# Lines are sorted; delete one to be asked again.
"""

AROUND = 3
"""Words on each side that tell one place from another."""

FAR = 400
"""As many characters hold the words around; no three words are as long."""

EDGE = "¶"
"""Stands for the beginning or the end of a paragraph among the words around."""

_WEAK = ("", EDGE)

LONG = 8
"""A quotation of more words than this is shortened."""

_LINE = re.compile(
    r"(?P<article>\*|[a-z0-9-]+) \| (?P<target>[a-z-]+(?::[^\s|]*)?) \| "
    r"(?P<left>[^\[\]]*)\[(?P<words>[^\[\]]+)\](?P<right>[^\[\]]*)"
)
_CONFLICT = re.compile(r"(?:<{7}|={7}|>{7})(?: |$)")


@dataclass(frozen=True, slots=True, order=True)
class Rejection:
    """One line of the file."""

    article: str
    """The article's id, or `*`."""
    target: str
    """What the words do not mean: `person:john-kerry`, `date:2016-08-26`, `new`."""
    words: str
    left: str = ""
    """Words before them; empty where the rejection is for every place."""
    right: str = ""

    def __str__(self) -> str:
        left = f"{self.left} " if self.left else ""
        right = f" {self.right}" if self.right else ""
        return f"{self.article} | {self.target} | {left}[{self.words}]{right}"

    @property
    def is_general(self) -> bool:
        """Whether it counts wherever the words stand."""
        return not self.left and not self.right

    def covers(self, other: Rejection) -> bool:
        """Tell whether this rejects what would be rejected by another line."""
        if self.article not in (other.article, EVERYWHERE):
            return False
        if (self.target, self.words) != (other.target, other.words):
            return False
        same = self.left == other.left, self.right == other.right
        return (
            self.is_general
            or all(same)
            or (same[0] and self.left not in _WEAK)
            or (same[1] and self.right not in _WEAK)
        )


class Ignored:
    """The rejections of a dossier."""

    def __init__(self, rejections: Iterable[Rejection] = (), others: Sequence[str] = ()) -> None:
        """Take the rejections, and the lines of the file that are none."""
        self.rejections = frozenset(rejections)
        self._others = tuple(others)
        self._by_words: dict[str, list[Rejection]] = defaultdict(list)
        for one in self.rejections:
            self._by_words[one.words].append(one)

    def with_more(self, rejections: Iterable[Rejection]) -> Ignored:
        """Give the rejections with some more."""
        return Ignored((*self.rejections, *rejections), self._others)

    def without(self, rejections: Iterable[Rejection]) -> Ignored:
        """Give the rejections without some."""
        return Ignored(self.rejections - frozenset(rejections), self._others)

    def remaining(self, article: str, text: str, one: Suggestion) -> Suggestion | None:
        """Give a suggestion without the meanings that were rejected.

        Args:
            article: The article's id.
            text: The visible text of the passage.
            one: The suggestion.

        Returns:
            The suggestion, or None where nothing of it remains.
        """
        lines = rejections_of(article, text, one)
        known = self._by_words.get(lines[0].words, ())
        left = [not any(each.covers(line) for each in known) for line in lines]
        if all(left):
            return one
        meanings = tuple(
            meaning for meaning, stays in zip(one.meanings, left, strict=False) if stays
        )
        return replace(one, meanings=meanings) if meanings else None

    def to_text(self) -> str:
        """Give the file's text."""
        lines = [*self._others] if self._others else HEADER.splitlines()
        return "\n".join((*lines, *sorted(map(str, self.rejections)), ""))


def rejections_of(article: str, text: str, one: Suggestion) -> tuple[Rejection, ...]:
    """Give the lines that would reject a suggestion: one for each of its meanings.

    Args:
        article: The article's id.
        text: The visible text of the passage.
        one: The suggestion.
    """
    start, end = one.extent.start, one.extent.end
    before = text[max(0, start - FAR) : start]
    behind = text[end : end + FAR]
    left = [EDGE, *_plain(before).split()][-AROUND:]
    right = [*_plain(behind).split(), EDGE][:AROUND]
    words = _plain(one.words).split()
    if len(words) > LONG:
        words = [*words[: LONG // 2], "…", *words[-LONG // 2 :]]
    targets = [_target(meaning) for meaning in one.meanings] or ["new"]
    return tuple(
        Rejection(article, target, " ".join(words), " ".join(left), " ".join(right))
        for target in targets
    )


def everywhere_in_article(line: Rejection) -> Rejection:
    """Give the line that rejects the same words in the whole article."""
    return replace(line, left="", right="")


def read_ignored(path: str, text: str) -> tuple[Ignored, tuple[Diagnostic, ...]]:
    """Read the file.

    Args:
        path: Its path, for findings.
        text: Its text.

    Returns:
        The rejections, and what is wrong with the file. Lines with a fault are kept as they are.
    """
    rejections: list[Rejection] = []
    others: list[str] = []
    found: list[Diagnostic] = []
    for number, line in enumerate(text.splitlines(), 1):
        match = _LINE.fullmatch(line.strip())
        if match:
            kind, colon, _ = match["target"].partition(":")
            rejections.append(
                Rejection(
                    match["article"],
                    match["target"] if colon else kind,
                    match["words"],
                    match["left"].strip(),
                    match["right"].strip(),
                )
            )
            continue
        if line.strip() and not line.startswith("#"):
            found.append(_fault(path, number, line))
        if line.strip():
            others.append(line)
    return Ignored(rejections, others), tuple(found)


def _fault(path: str, number: int, line: str) -> Diagnostic:
    place = Location(path, number, 1, number, len(line) + 1)
    if _CONFLICT.match(line):
        message = "a merge was not finished: here two versions stand one after the other"
        hint = "keep the lines of both, and delete those of <<<<<<<, ======= and >>>>>>>"
        return Diagnostic(place, "merge-conflict", message, hint)
    return Diagnostic(
        place,
        "bad-rejection",
        "this line rejects nothing",
        "write it as: article | person:john-kerry | words before [the words] words behind",
    )


def _target(meaning: Meaning) -> str:
    """Give what is rejected of a meaning: whom or what it names, without its attributes."""
    return link_target(meaning).partition("?")[0]


def _plain(text: str) -> str:
    """Give a text in which nothing is taken for the file's own marks."""
    return text.replace("[", "(").replace("]", ")").replace("|", "/")
