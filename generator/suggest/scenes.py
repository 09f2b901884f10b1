"""A passage and the names that stand in it in, what stands around each of them out."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Sequence

from generator.model import Kind, Ref
from generator.source import Span
from generator.suggest.registry import Match
from generator.suggest.surroundings import Surroundings, word_after, word_before
from generator.suggest.visible import Prose
from generator.suggest.vocabulary import HOMONYMS, MONTHS, ORGANIZING, PLACELIKE, SPEAKING

POSSESSIVES = ("'s", "’s", "s'", "s’")

_HEADLINE = 150
"""The longest headline, in characters."""

_DETERMINERS = frozenset(
    ["a", "an", "her", "his", "its", "my", "our", "that", "the", "their", "these", "this", "those"]
)
"""Words that seldom stand behind a name, and often behind a verb: `Reading the letter`."""

_BEFORE_MONTHS = frozenset(
    {"after", "before", "by", "during", "early", "from", "in", "last", "late", "next", "of"}
    | {"since", "this", "until"}
)

_ARTICLE_BEFORE = re.compile(r"\b(?:al|el|ad|an|ar|as|ash|at|az)[-‐‑’']$", re.IGNORECASE)
_ARTICLE = 5
"""The longest Arabic article before a name, in characters, with a letter before it."""

_HYPHENS = "-‐‑–"


class Scene:
    """A passage with the known names in it."""

    def __init__(self, prose: Prose, around: Surroundings, matches: Sequence[Match]) -> None:
        """Take a passage.

        Args:
            prose: The passage.
            around: Its text, with the places where sentences begin.
            matches: The names in it, in order; none within another.
        """
        self.text = prose.text
        self.around = around
        self.matches = matches
        self.begins = {match.extent.start for match in matches}
        self.ends = {match.extent.end for match in matches}
        self._title_case = _is_title_case(prose)

    def words(self, match: Match) -> str:
        """Give the words of a name as they stand there."""
        return self.text[match.extent.start : match.extent.end]

    def is_in_name(self, offset: int) -> bool:
        """Tell whether a character belongs to a known name."""
        index = bisect_right(self.matches, offset, key=lambda match: match.extent.start) - 1
        return index >= 0 and offset < self.matches[index].extent.end

    def is_plain_word(self, match: Match, seen: Collection[Ref]) -> bool:
        """Tell whether a name of one word is a common word too, and may be nothing else here."""
        extent = match.extent
        words = self.words(match)
        bare = words.lower()
        if " " in words or "-" in words or words.isupper():
            return False
        if bare in MONTHS and self._is_month(extent):
            return True
        after = word_after(self.text, extent.end)[0].lower()
        if self.around.begins_sentence(extent.start):
            gerund = bare.endswith("ing") and after in _DETERMINERS
            common = gerund or bare in HOMONYMS or self.around.is_common(bare)
            return common and after not in SPEAKING
        derived = all(form.is_derived for form in match.forms)
        unseen = all(form.ref not in seen for form in match.forms)
        return derived and unseen and (bare in HOMONYMS or self.around.is_common(bare))

    def _is_month(self, extent: Span) -> bool:
        before = word_before(self.text, extent.start)[0].lower()
        after = self.text[extent.end : extent.end + 2].strip()
        return before in _BEFORE_MONTHS or after[:1].isdigit()

    def article_before(self, offset: int) -> str:
        """Give the Arabic article that is joined to a name before it: the `al-` of `al-Assad`."""
        found = _ARTICLE_BEFORE.search(self.text[max(0, offset - _ARTICLE) : offset])
        return found[0] if found else ""

    def touches_letters(self, extent: Span) -> bool:
        """Tell whether a letter stands right before a name or right behind it."""
        around = self.text[extent.start - 1 : extent.start] + self.text[extent.end : extent.end + 1]
        return any(one.isalpha() for one in around)

    def is_dateline(self, extent: Span) -> bool:
        """Tell whether a name is that of the town in which an article was written."""
        behind = self.text[extent.end : extent.end + 40]
        return self.around.begins_sentence(extent.start) and bool(
            re.match(r"(?:, [A-Z][\w. ]{2,20})?\s*(?:\([^)]{2,30}\))?\s*[—–-]", behind)
        )

    def is_hyphenated(self, extent: Span) -> bool:
        """Tell whether a hyphen joins a name to another word."""
        around = self.text[extent.start - 1 : extent.start] + self.text[extent.end : extent.end + 1]
        return any(one in _HYPHENS for one in around)

    def longer_name(self, match: Match) -> str:
        """Say that a name is part of a longer one that the registry lacks; nothing otherwise."""
        start, end = match.extent.start, match.extent.end
        words = self.text[start:end]
        if self._title_case or words.islower():
            return ""
        doubt = self._hyphenated_name(start, end)
        if doubt:
            return doubt
        after, after_start = word_after(self.text, end)
        if after and after_start not in self.begins and self._continues(after, after_start, words):
            return f"it may be part of a longer name: {words} {after}"
        before, before_start = word_before(self.text, start)
        if match.forms[0].ref.kind is Kind.PERSON or before_start + len(before) in self.ends:
            return ""
        inside = self.is_in_name(before_start)
        ends_name = before.endswith((".", *POSSESSIVES))
        if before and not inside and not ends_name and self._precedes(before, before_start):
            return f"it may be part of a longer name: {before} {words}"
        return ""

    def _hyphenated_name(self, start: int, end: int) -> str:
        """Say that a hyphen joins a name to another that is unknown."""
        behind = re.match(rf"[{_HYPHENS}]([^\W\d_][\w’']*)", self.text[end : end + 40])
        if behind and behind[1][0].isupper() and end + 1 not in self.begins:
            return f"it may be part of a longer name: {self.text[start:end]}{behind[0]}"
        ahead = re.search(rf"([^\W\d_][\w’']*)[{_HYPHENS}]$", self.text[max(0, start - 40) : start])
        unknown = ahead and ahead[1][0].isupper() and start - 1 not in self.ends
        if ahead and unknown and not self.article_before(start):
            return f"it may be part of a longer name: {ahead[0]}{self.text[start:end]}"
        return ""

    def _continues(self, word: str, start: int, words: str) -> bool:
        """Tell whether a word behind a name goes on with it."""
        if not self.around.may_name(word, start):
            return False
        organized = word.lower() in ORGANIZING or word.lower() in PLACELIKE
        return organized or (" " not in words and not words.isupper())

    def _precedes(self, word: str, start: int) -> bool:
        """Tell whether a word before a place or an organization belongs to its name."""
        return self.around.may_name(word, start) and not self.around.begins_sentence(start)


def _is_title_case(prose: Prose) -> bool:
    """Tell whether most words have capitals, as in a headline."""
    text = prose.text
    sentence = len(text) > _HEADLINE or text.endswith((".", "”", ":")) or ";" in text
    if sentence and not prose.is_heading:
        return False
    words = [word for word in prose.text.split() if word[:1].isalpha() and len(word) > 3]  # noqa: PLR2004
    return len(words) > 1 and sum(word[0].isupper() for word in words) >= 0.7 * len(words)
