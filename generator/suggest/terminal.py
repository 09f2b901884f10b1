"""A review on a terminal: a suggestion in its sentence, and single keys.

The terminal gives keys as they are typed for as long as the review lasts, not only while one is
waited for: so nothing is lost of what a fast reader types ahead, and nothing is echoed.
"""

from __future__ import annotations

import os
import select
import signal
import sys
import termios
import tty
from types import FrameType, TracebackType
from typing import Any, NoReturn

import click
from rich.console import Console
from rich.text import Text

from generator.report import plain
from generator.suggest.listing import COLOURS, reason
from generator.suggest.review import KEYS, Question

CONTEXT = 240
"""The most characters that are shown of the sentence before the words, and behind them."""

END = b"\x04"
"""What Ctrl-D sends."""

ESCAPE = b"\x1b"


class Terminal:
    """Shows the questions of a review, and takes the answers key by key."""

    def __init__(self) -> None:
        self._console = Console(highlight=False)
        self._told_keys = False
        self._input = sys.stdin.fileno()
        self._before: list[Any] = []
        self._signals: dict[int, Any] = {}

    def __enter__(self) -> Terminal:
        self._before = termios.tcgetattr(self._input)
        # Whoever is told to end puts the terminal back first.
        self._signals = {
            number: signal.signal(number, _interrupted)
            for number in (signal.SIGTERM, signal.SIGHUP)
        }
        tty.setcbreak(self._input, termios.TCSADRAIN)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        termios.tcsetattr(self._input, termios.TCSADRAIN, self._before)
        for number, handler in self._signals.items():
            signal.signal(number, handler)

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
        first = os.read(self._input, 1)
        if first in (b"", END):
            return "q"
        if first == ESCAPE:
            # The rest of an arrow key and its like comes along with it.
            while select.select([self._input], [], [], 0)[0]:
                os.read(self._input, 1)
            return "escape"
        # The first byte tells how many belong to one character (RFC 3629).
        length = 1 + sum(first[0] >= start for start in (0xC0, 0xE0, 0xF0))
        return (first + b"".join(os.read(self._input, 1) for _ in range(length - 1))).decode(
            "utf-8", "replace"
        )

    def line(self, prompt: str) -> str:
        """Ask for a line; the end of the input is no answer."""
        termios.tcsetattr(self._input, termios.TCSADRAIN, self._before)
        try:
            return str(click.prompt(prompt, default="", show_default=False, prompt_suffix=""))
        except click.Abort:
            return ""
        finally:
            tty.setcbreak(self._input, termios.TCSADRAIN)

    def _print(self, *lines: Text) -> None:
        for line in lines:
            self._console.print(line, soft_wrap=True)


def _interrupted(_number: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


def _flat(text: str) -> str:
    return plain(text.replace("\n", " "))
