"""A line as it was pasted in, the same line in characters that an article can hold out.

The author's letters, quotation marks and dashes stay. What only a page's layout put there goes:
spaces that do not break, hyphens that are not seen, marks that turn the direction of what follows.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from generator.characters import control_characters, directed_stretches

# French puts such a space before these marks and after «, and many languages within numbers.
_SPACE = re.compile(
    "(?P<kept>[\u00a0\u202f](?=[:;!?»%€])|(?<=«)[\u00a0\u202f]"
    "|(?<=[0-9])[\u00a0\u2009\u202f](?=[0-9]{3}(?![0-9])))"
    "|[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]"
)
_LIGATURE = re.compile("[\ufb00-\ufb06]")
_TURN = re.compile("[\u202a-\u202e\u2066-\u2069]")
_LINE_END = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")


def lines_of(text: str) -> list[str]:
    """Divide a text at whatever ends a line in it."""
    return _LINE_END.split(text)


def cleaned(line: str) -> tuple[str, tuple[str, ...]]:
    """Clean a line.

    Args:
        line: The line, without its line end.

    Returns:
        The line, and what was changed in it, each in a few words.
    """
    said = []
    for change, words in _CHANGES:
        changed = change(line)
        if changed != line:
            said.append(words)
        line = changed
    if "\ufffd" in line:
        said.append("'\ufffd' stands for a letter that was lost: mend it")
    return re.sub(" {2,}", " ", line).strip(), tuple(said)


def _without(characters: str) -> Callable[[str], str]:
    pattern = re.compile(f"[{characters}]")
    return lambda line: pattern.sub("", line)


def _without_controls(line: str) -> str:
    for span in reversed([*control_characters(line, len(line))]):
        line = line[: span.start] + line[span.end :]
    return line


def _without_turns(line: str) -> str:
    """Take out marks of direction that are not closed on their line."""
    return line if directed_stretches(line) is not None else _TURN.sub("", line)


def _with_letters(line: str) -> str:
    return _LIGATURE.sub(lambda found: unicodedata.normalize("NFKC", found[0]), line)


def _composed(line: str) -> str:
    return unicodedata.normalize("NFC", line)


def _plain_spaces(line: str) -> str:
    """Make every space an ordinary one, save where the rules of a language ask for another."""
    return _SPACE.sub(lambda found: found[0] if found["kept"] else " ", line)


_CHANGES: tuple[tuple[Callable[[str], str], str], ...] = (
    (_without("\u00ad"), "soft hyphens taken out"),
    (_without("\u200b\u2060\ufeff"), "invisible characters taken out"),
    (_without_controls, "control characters taken out"),
    (_without_turns, "marks of direction taken out"),
    (_with_letters, "ligatures written as letters"),
    (_composed, "accents joined to their letters"),
    (_plain_spaces, "special spaces made ordinary ones"),
)
