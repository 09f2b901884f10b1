"""The words by which agency copy in English tells names, speakers and numbers apart.

They stand in `english.txt`, where an editor can add one.
"""

from __future__ import annotations

from importlib import resources


def _read() -> dict[str, list[str]]:
    """Read the sections of the file: words without lines that begin with `#`."""
    text = (resources.files(__package__ or "generator.suggest") / "english.txt").read_text("utf-8")
    sections: dict[str, list[str]] = {}
    section = ""
    for line in text.splitlines():
        if line.startswith("["):
            section = line.strip("[]")
            sections[section] = []
        elif line and not line.startswith("#"):
            sections[section] += line.split()
    return sections


_SECTIONS = _read()

HONORIFICS = frozenset(_SECTIONS["honorifics"])
"""They are part of the words that name somebody: `[Mr. Kerry]`."""

TITLES = frozenset(_SECTIONS["titles"])
"""They stand before a person's name and are no part of it."""

SPEAKING = frozenset(_SECTIONS["speaking"])
"""Verbs that make whoever stands beside them a speaker."""

ADDING = frozenset(_SECTIONS["adding"])
"""The same in -ing: the subject of the sentence speaks."""

COUNTING = SPEAKING | frozenset(_SECTIONS["counting"])
"""Verbs with which somebody gives a number."""

GOVERNING = frozenset(_SECTIONS["governing"])
"""Verbs with which a country's name probably means its government."""

PLACING = frozenset(_SECTIONS["placing"])
"""Words after which the name of a country or a city means the place."""

GOING = frozenset(_SECTIONS["going"])
"""Words before `to` after which the name of a country or a city means the place."""

AHEAD = frozenset(_SECTIONS["ahead"])
"""Signs that a day lies ahead."""

BEHIND = frozenset(_SECTIONS["behind"])
"""Signs that a day lies behind, besides verbs in -ed."""

HOMONYMS = frozenset(_SECTIONS["homonyms"])
"""Names that are common words too."""

COUNTED = {
    word: number for number, words in enumerate(_SECTIONS["counted"]) for word in words.split("/")
}
"""What press articles count: words with the same number count the same."""

WEEKDAYS = tuple(_SECTIONS["weekdays"])
"""Monday first."""

MONTHS = {
    name: number for number, names in enumerate(_SECTIONS["months"], 1) for name in names.split("/")
}
"""The number of each month from 1, by its name and its abbreviations."""

ORGANIZING = frozenset(_SECTIONS["organizing"])
"""Words that end, or begin, the names of organizations and institutions."""

PLACELIKE = frozenset(_SECTIONS["placelike"])
"""Words that end, or begin, the names of places."""

COMMON = frozenset(_SECTIONS["common"])
"""Words that begin with a capital only because a sentence begins with them."""
