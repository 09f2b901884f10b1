"""A review on a terminal: a suggestion in its sentence, and single keys."""

from __future__ import annotations

import click
from rich.console import Console
from rich.text import Text

from generator.report import plain
from generator.suggest.listing import COLOURS, reason
from generator.suggest.review import KEYS, Question

CONTEXT = 240
"""The most characters that are shown of the sentence before the words, and behind them."""


class Terminal:
    """Shows the questions of a review, and takes the answers key by key."""

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console(highlight=False)
        self._told_keys = False

    def show(self, question: Question) -> None:
        """Show a suggestion in its sentence."""
        suggestion = question.suggestion
        colour = COLOURS[suggestion.sureness]
        head = Text()
        head.append(f"{question.number}/{question.total}  ", "dim")
        head.append(plain(question.location), "bold")
        head.append(f"  {suggestion.sureness} {suggestion.confidence:.0%}", colour)
        self._print(Text(""), head, self._sentence(question))
        for number, (target, name) in enumerate(question.targets, 1):
            line = Text()
            line.append(f"  {number} " if len(question.targets) > 1 else "  → ", "bold")
            line.append(plain(target), "bold cyan")
            line.append(f"  {plain(name)}")
            self._print(line)
        self._print(Text(f"  {plain(reason(suggestion))}", "dim"))
        if not self._told_keys:
            self._told_keys = True
            self.say("  ".join(f"{key} {what}" for key, what in KEYS))

    def _sentence(self, question: Question) -> Text:
        before, behind = _flat(question.before), _flat(question.behind)
        if len(before) > CONTEXT:
            before = f"… {before[-CONTEXT:]}"
        if len(behind) > CONTEXT:
            behind = f"{behind[:CONTEXT]} …"
        line = Text("  ")
        line.append(before)
        line.append(_flat(question.words), "bold reverse")
        line.append(behind)
        return line

    def say(self, text: str) -> None:
        """Show a line."""
        self._print(Text(plain(text), "dim"))

    def key(self) -> str:
        """Wait for a key; at the end of the input, give `q`."""
        try:
            return click.getchar()
        except EOFError:
            return "q"

    def line(self, prompt: str) -> str:
        """Ask for a line; the end of the input is no answer."""
        try:
            return str(click.prompt(prompt, default="", show_default=False, prompt_suffix=""))
        except (EOFError, click.Abort):
            return ""

    def _print(self, *lines: Text) -> None:
        for line in lines:
            self._console.print(line, soft_wrap=True)


def _flat(text: str) -> str:
    return plain(text.replace("\n", " "))
