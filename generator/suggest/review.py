"""Suggestions and an editor's keys in, annotated articles and rejections out.

    y  annotate it          a  annotate all like it       1-9  the other candidate
    n  reject it            x  reject all like it         o    something else, by name
    s  leave it for later   u  undo                       q    end here

What is decided is on the disk before the next question is asked. So the review can end at any
moment, however it ends; whoever comes back is asked what is left.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol

from generator.diagnostics import Diagnostic
from generator.model import Meaning
from generator.source import Span
from generator.suggest.apply import Accepted, apply
from generator.suggest.choices import choices, with_choice
from generator.suggest.desk import Desk
from generator.suggest.ignore import (
    Ignored,
    Rejection,
    everywhere_in_article,
    rejections_of,
)
from generator.suggest.knowledge import Reading
from generator.suggest.suggestions import Suggestion, cross
from generator.suggest.visible import Prose

KEYS = (
    ("y", "annotate"),
    ("n", "reject"),
    ("a", "annotate all like it"),
    ("x", "reject all like it"),
    ("o", "something else"),
    ("s", "later"),
    ("u", "undo"),
    ("q", "quit"),
)


class Screen(Protocol):
    """What the review shows things on and asks for keys."""

    def show(self, question: Question) -> None:
        """Show a suggestion in its sentence."""

    def say(self, text: str) -> None:
        """Show a line."""

    def key(self) -> str:
        """Wait for a key. At the end of the input, this is `q`."""

    def line(self, prompt: str) -> str:
        """Ask for a line; an empty one is no answer."""


@dataclass(frozen=True, slots=True)
class Question:
    """A suggestion, as it is put to an editor."""

    number: int
    """Which suggestion of the review it is, from 1."""
    total: int
    location: str
    """Such as `sources/articles/a.md:8:1`."""
    before: str
    """The sentence up to the words."""
    words: str
    behind: str
    """The sentence from their end on."""
    suggestion: Suggestion
    targets: tuple[tuple[str, str], ...]
    """What the words may mean, as it would be written, each with words for it."""


@dataclass(slots=True)
class Draft:
    """An article under review."""

    path: str
    reading: Reading
    original: bytes
    """The file as it was when the review began."""
    written: bytes
    """The file as the review has written it last."""
    accepted: dict[int, Accepted] = field(default_factory=dict)
    """By the suggestion's number in the article."""


class Answer(Enum):
    """What became of a suggestion."""

    OPEN = "open"
    ANNOTATED = "annotated"
    REJECTED = "rejected"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Item:
    """A suggestion of one of the articles."""

    draft: int
    number: int


@dataclass(slots=True)
class Step:
    """What one key has done: enough to undo it."""

    position: int
    answers: dict[int, Answer]
    """The answers of before, by position, of what it changed."""
    accepted: dict[Item, Accepted | None]
    """What was accepted before, of what it changed."""
    ignored: Ignored


@dataclass(frozen=True, slots=True)
class Tally:
    """What a review came to."""

    annotated: int
    rejected: int
    left: int
    found: tuple[Diagnostic, ...] = ()
    """Why it had to end."""


class StoppedError(Exception):
    """An article could not be written: somebody else has changed it meanwhile."""

    def __init__(self, found: tuple[Diagnostic, ...]) -> None:
        super().__init__(str(found))
        self.found = found


class Review:
    """Asks about suggestions one by one, and keeps on the disk what was answered."""

    def __init__(
        self, desk: Desk, folder: str, items: Sequence[tuple[Reading, Suggestion]]
    ) -> None:
        """Take the suggestions.

        Args:
            desk: The sources.
            folder: The sources folder, as the user named it.
            items: The suggestions to ask about, in order, each with its article.
        """
        self.desk = desk
        self.folder = folder
        self.drafts: list[Draft] = []
        self.items: list[Item] = []
        for reading, suggestion in items:
            path = reading.source.path
            if not self.drafts or self.drafts[-1].path != path:
                content = desk.content(path)
                self.drafts.append(Draft(path, reading, content, content))
            number = reading.suggestions.index(suggestion)
            self.items.append(Item(len(self.drafts) - 1, number))
        self.answers = [Answer.OPEN] * len(self.items)
        self.steps: list[Step] = []
        self.position = 0

    def run(self, screen: Screen) -> Tally:
        """Ask until everything is answered or the editor ends it.

        Args:
            screen: Where to ask.

        Raises:
            OSError: A file cannot be written; it is as it was after the key before.
        """
        found: tuple[Diagnostic, ...] = ()
        try:
            while self._go_to_open():
                screen.show(self._question())
                if not self._answer(screen):
                    break
        except StoppedError as stopped:
            found = stopped.found
            for position, answer in self.steps[-1].answers.items():
                self.answers[position] = answer
        counts = [self.answers.count(one) for one in (Answer.ANNOTATED, Answer.REJECTED)]
        return Tally(counts[0], counts[1], len(self.answers) - sum(counts), found)

    # --- Keys

    def _answer(self, screen: Screen) -> bool:
        """Do what a key asks for; tell whether to go on."""
        while True:
            key = screen.key()
            if key == "q":
                return False
            if self._act(key, screen):
                return True

    def _act(self, key: str, screen: Screen) -> bool:
        """Do what a key asks for; tell whether another suggestion is to be shown."""
        act = {
            "y": self._accept,
            "\r": self._accept,
            "\n": self._accept,
            "a": self._accept_all,
            "n": self._reject,
            "x": self._reject_all,
            "o": self._something_else,
            "s": self._later,
            " ": self._later,
            "u": self._undo,
        }.get(key)
        if act:
            return act(screen)
        meanings = self._suggestion(self.items[self.position]).meanings
        if key.isdecimal() and 0 < int(key) <= len(meanings):
            return self._annotate([self.position], meanings[int(key) - 1], screen)
        screen.say("  ".join(f"{name} {what}" for name, what in KEYS))
        return False

    def _accept(self, screen: Screen) -> bool:
        suggestion = self._suggestion(self.items[self.position])
        return self._annotate_as_suggested([self.position], suggestion, screen)

    def _accept_all(self, screen: Screen) -> bool:
        suggestion = self._suggestion(self.items[self.position])
        return self._annotate_as_suggested(self._alike(), suggestion, screen)

    def _annotate_as_suggested(
        self, positions: Sequence[int], suggestion: Suggestion, screen: Screen
    ) -> bool:
        if not suggestion.meanings:
            screen.say("no entry has this name: make one with dossier add, or press o")
            return False
        return self._annotate(positions, suggestion.meanings[0], screen)

    def _reject(self, _screen: Screen) -> bool:
        return self._rejected([self.position], general=False)

    def _reject_all(self, _screen: Screen) -> bool:
        return self._rejected(self._alike(), general=True)

    def _something_else(self, screen: Screen) -> bool:
        suggestion = self._suggestion(self.items[self.position])
        wanted = screen.line("what do the words mean? ").strip()
        if not wanted:
            return False
        offered = choices(suggestion, wanted, self.desk.knowledge.registry)
        if not offered:
            screen.say(f"nothing is found by '{wanted}'")
            return False
        if len(offered) == 1:
            return self._annotate([self.position], with_choice(suggestion, offered[0]), screen)
        for number, one in enumerate(offered, 1):
            screen.say(f"  {number} {one}")
        key = screen.key()
        if not key.isdigit() or not 0 < int(key) <= len(offered):
            return False
        chosen = with_choice(suggestion, offered[int(key) - 1])
        return self._annotate([self.position], chosen, screen)

    def _later(self, _screen: Screen) -> bool:
        self._begin()
        self._set(self.position, Answer.LATER)
        return True

    # --- Answers

    def _begin(self) -> None:
        self.steps.append(Step(self.position, {}, {}, self.desk.ignored))

    def _set(self, position: int, answer: Answer) -> None:
        self.steps[-1].answers.setdefault(position, self.answers[position])
        self.answers[position] = answer

    def _annotate(self, positions: Sequence[int], meaning: Meaning, screen: Screen) -> bool:
        """Annotate suggestions; those that cannot be are said, and stay open."""
        self._begin()
        refused = False
        touched: set[int] = set()
        for position in positions:
            item = self.items[position]
            draft = self.drafts[item.draft]
            one = Accepted(self._suggestion(item), self._meaning(item, meaning))
            if not self._can(draft, one):
                refused = True
                self._set(position, Answer.LATER)
                continue
            self.steps[-1].accepted[item] = draft.accepted.get(item.number)
            draft.accepted[item.number] = one
            self._set(position, Answer.ANNOTATED)
            touched.add(item.draft)
        if refused:
            screen.say("the words cannot be annotated here without changing what the article says")
        for number in touched:
            self._write(self.drafts[number])
        return True

    def _meaning(self, item: Item, meaning: Meaning) -> Meaning:
        """Give a suggestion's own meaning where it agrees with the one that was chosen."""
        for own in self._suggestion(item).meanings:
            if _likeness(own) == _likeness(meaning):
                return own
        return meaning

    def _can(self, draft: Draft, one: Accepted) -> bool:
        """Tell whether words can be annotated beside all that is accepted."""
        if any(
            other.suggestion.passage == one.suggestion.passage
            and cross(other.suggestion.extent, one.suggestion.extent)
            for other in draft.accepted.values()
        ):
            return False
        accepted = (*draft.accepted.values(), one)
        return not apply(draft.original, draft.reading, accepted).refused

    def _rejected(self, positions: Sequence[int], *, general: bool) -> bool:
        self._begin()
        lines: list[Rejection] = []
        for position in positions:
            item = self.items[position]
            ref = self.drafts[item.draft].reading.document.ref
            rejections = rejections_of(ref.id, self._prose(item).text, self._suggestion(item))
            # A name that the registry lacks is suggested once for all its places.
            everywhere = general or not self._suggestion(item).meanings
            lines += map(everywhere_in_article, rejections) if everywhere else rejections
            self._set(position, Answer.REJECTED)
        self.desk.save_ignored(self.desk.ignored.with_more(lines))
        return True

    def _undo(self, screen: Screen) -> bool:
        """Take back the last key that did something."""
        if not self.steps:
            screen.say("there is nothing to undo")
            return False
        step = self.steps.pop()
        for position, answer in step.answers.items():
            self.answers[position] = answer
        touched: set[int] = set()
        for item, accepted in step.accepted.items():
            draft = self.drafts[item.draft]
            if accepted is None:
                draft.accepted.pop(item.number, None)
            else:
                draft.accepted[item.number] = accepted
            touched.add(item.draft)
        if step.ignored is not self.desk.ignored:
            self.desk.save_ignored(step.ignored)
        for number in touched:
            self._write(self.drafts[number])
        self.position = step.position
        return True

    def _write(self, draft: Draft) -> None:
        new = apply(draft.original, draft.reading, draft.accepted.values()).content
        found = self.desk.write(draft.path, draft.written, new)
        if found:
            raise StoppedError(found)
        draft.written = new

    # --- Looking up

    def _go_to_open(self) -> bool:
        """Go to the next suggestion that has no answer, behind the last one or before it."""
        count = len(self.items)
        for step in range(count):
            position = (self.position + step) % count
            if self.answers[position] is Answer.OPEN and not self._is_overtaken(position):
                self.position = position
                return True
        return False

    def _is_overtaken(self, position: int) -> bool:
        """Tell whether something was annotated that leaves no room for a suggestion."""
        item = self.items[position]
        suggestion = self._suggestion(item)
        return any(
            other.suggestion.passage == suggestion.passage
            and cross(other.suggestion.extent, suggestion.extent)
            for other in self.drafts[item.draft].accepted.values()
        )

    def _suggestion(self, item: Item) -> Suggestion:
        return self.drafts[item.draft].reading.suggestions[item.number]

    def _prose(self, item: Item) -> Prose:
        return self.drafts[item.draft].reading.prose(self._suggestion(item).passage)

    def _alike(self) -> list[int]:
        """Give the open suggestions that have the same words and the same likeliest meaning."""
        mine = self._suggestion(self.items[self.position])
        return [
            position
            for position, item in enumerate(self.items)
            if self.answers[position] in (Answer.OPEN, Answer.LATER)
            and _is_alike(self._suggestion(item), mine)
        ]

    def _question(self) -> Question:
        item = self.items[self.position]
        suggestion, prose = self._suggestion(item), self._prose(item)
        sentence = _sentence(prose, suggestion.extent)
        where = prose.place(suggestion.extent) or prose.passage.span
        place = self.drafts[item.draft].reading.source.locate(where)
        return Question(
            self.position + 1,
            len(self.items),
            f"{self.folder}/{place.path}:{place.line}:{place.column}",
            prose.text[sentence.start : suggestion.extent.start],
            suggestion.words,
            prose.text[suggestion.extent.end : sentence.end],
            suggestion,
            tuple(self._told(suggestion)),
        )

    def _told(self, suggestion: Suggestion) -> Iterator[tuple[str, str]]:
        registry = self.desk.knowledge.registry
        for meaning in suggestion.meanings:
            yield registry.told(meaning)


def _likeness(meaning: Meaning) -> object:
    return getattr(meaning, "ids", None) or getattr(meaning, "speaker", meaning)


def _is_alike(one: Suggestion, other: Suggestion) -> bool:
    """Tell whether two suggestions are of the same words and mean the same."""
    mine = [_likeness(meaning) for meaning in one.meanings[:1]]
    return (one.words, one.topic, mine) == (
        other.words,
        other.topic,
        [_likeness(meaning) for meaning in other.meanings[:1]],
    )


def _sentence(prose: Prose, extent: Span) -> Span:
    """Give the sentences that words are part of."""
    first, last = prose.sentence(extent.start), prose.sentence(extent.end - 1)
    return Span(min(first.start, extent.start), max(last.end, extent.end))
