"""An article's text in, the names in it that the registry probably lacks out. English only.

What has a capital within a sentence, is no known name, no date and no title, and goes on as names
do, is a name. Its kind is guessed from its words and from those around it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.model import Kind
from generator.source import Span
from generator.suggest.folding import fold
from generator.suggest.suggestions import Suggestion
from generator.suggest.surroundings import (
    Surroundings,
    is_in_address,
    possessive_end,
    word_after,
    word_before,
)
from generator.suggest.visible import Prose
from generator.suggest.vocabulary import (
    COMMON,
    HONORIFICS,
    MONTHS,
    ORGANIZING,
    PLACELIKE,
    PLACING,
    SPEAKING,
    TITLES,
    WEEKDAYS,
)

_WORD = (
    r"(?:[A-Z]\.(?:[A-Z]\.)+|[^\W\d_a-z][\w&]*(?:[-'’][^\W\d_]\w*)*"
    r"|(?:a[dlnrstz]|ash|e[dlzs])-[^\W\d_a-z][\w'’]*)"
)
_LINK = (
    r"(?:\s(?:of|for|and|de|del|der|van|von|bin|ibn|al|el|the|in)(?:\s(?:the|of))?"
    r"(?=\s[^\W\d_a-z]))"
)
_NAME = re.compile(rf"(?<![\w.'’&-]){_WORD}(?:{_LINK}?\s{_WORD})*")
_ENDING = re.compile(r"['’]s?$")
_DEMONYM = re.compile(r"(?:[a-z](?:ian|ish|ese|ish|qi|li|ni|can)s?)$")


@dataclass(frozen=True, slots=True)
class _Find:
    prose: Prose
    extent: Span
    words: str
    kind: Kind
    confidence: float
    why: str


def find_new_names(
    proses: Sequence[Prose],
    taken: Mapping[int, Sequence[Span]],
    common: Collection[str],
    known: Collection[str],
) -> Iterator[Suggestion]:
    """Find names that no entry has.

    Args:
        proses: The article's passages.
        taken: What is known already in each passage, by its number: names and dates.
        common: Words that the dossier's articles write with a small letter too.
        known: The folded forms of all entries.

    Returns:
        A suggestion for the first place of each name.
    """
    found: dict[str, list[_Find]] = defaultdict(list)
    for prose in proses:
        if not prose.is_heading and not _is_shouted(prose.text):
            for one in _in_passage(prose, taken.get(prose.number, ()), common):
                found[fold(one.words)].append(one)
    for words, places in _without_surnames(found).items():
        if words not in known:
            yield _suggestion(places)


def _without_surnames(found: Mapping[str, list[_Find]]) -> dict[str, list[_Find]]:
    """Count a name's last word, said alone, as the name."""
    merged = {words: list(places) for words, places in found.items()}
    longer: dict[str, str] = {}
    for words in found:
        if " " in words:
            longer.setdefault(words.rpartition(" ")[2], words)
    for words in found:
        if words in longer:
            merged[longer[words]] += merged.pop(words)
    return merged


def _suggestion(places: Sequence[_Find]) -> Suggestion:
    first = places[0]
    best = max(places, key=lambda one: one.confidence)
    times = f", {len(places)} times in the article" if len(places) > 1 else ""
    confidence = min(best.confidence + 0.05 * (len(places) > 1), 0.9)
    return Suggestion(
        first.prose.number,
        first.extent,
        first.words,
        (),
        round(confidence, 2),
        f"{best.why}{times}; no entry has this name",
        best.kind,
    )


def _in_passage(prose: Prose, taken: Sequence[Span], common: Collection[str]) -> Iterator[_Find]:
    text = prose.text
    starts = [sentence.start for sentence in prose.passage.sentences]
    known = bytearray(len(text))
    for one in taken:
        known[one.start : one.end] = b"x" * (one.end - one.start)
    around = Surroundings(text, starts, common)
    for match in _NAME.finditer(text):
        extent = _trimmed(around, Span(*match.span()))
        if extent is None or any(known[extent.start : extent.end]):
            continue
        if not prose.is_free(extent) or prose.place(extent) is None or is_in_address(text, extent):
            continue
        kind, confidence, why = _guess(around, extent)
        words = _ENDING.sub("", text[extent.start : extent.end])
        if confidence:
            end = extent.start + len(words)
            yield _Find(prose, Span(extent.start, end), words, kind, confidence, why)


def _trimmed(around: Surroundings, extent: Span) -> Span | None:
    """Cut off titles, and words that have their capital only from the sentence's beginning."""
    text = around.text
    start = extent.start
    while start < extent.end:
        word = re.match(r"\S+", text[start : extent.end])
        bare = word[0].rstrip(".,").lower() if word else ""
        first = around.begins_sentence(start)
        drop = (
            bare in HONORIFICS
            or bare in TITLES
            or bare in COMMON
            or bare in WEEKDAYS
            or bare in MONTHS
            or (first and around.is_common(_ENDING.sub("", bare)))
            or _is_demonym(text, Span(start, extent.end), bare)
        )
        if not drop or word is None:
            break
        start += word.end() + 1
    words = text[start : extent.end]
    if not words or (words.isupper() and " " in words):
        return None
    return Span(start, extent.end)


def _is_demonym(text: str, extent: Span, word: str) -> bool:
    """Tell whether a name begins with a nationality that is no part of it: `Russian President`."""
    behind = text[extent.start : extent.end].split()[1:]
    belongs = bool(behind) and behind[0].rstrip(".").lower() not in TITLES
    return not belongs and bool(_DEMONYM.search(_ENDING.sub("", word)))


def _guess(around: Surroundings, extent: Span) -> tuple[Kind, float, str]:
    """Guess the kind of a name, and how surely it is one; 0 for no name."""
    words = _ENDING.sub("", around.text[extent.start : extent.end]).split()
    before = word_before(around.text, extent.start)[0]
    after = word_after(around.text, possessive_end(around.text, extent.end))[0]
    return (
        _by_title(words, before)
        or (_alone(around, extent, words[0], before) if len(words) == 1 else None)
        or _by_words(words, after)
    )


def _by_title(words: Sequence[str], before: str) -> tuple[Kind, float, str] | None:
    bare = before.rstrip(".").lower()
    if bare in HONORIFICS or (bare in TITLES and words[-1].lower() not in ORGANIZING):
        return Kind.PERSON, 0.85, f"'{before}' stands before it"
    return None


def _by_words(words: Sequence[str], after: str) -> tuple[Kind, float, str]:
    """Guess by the words of a name that has several."""
    if {word.lower() for word in words} & ORGANIZING:
        return Kind.ORG, 0.8, "its words are those of an organization"
    if words[-1].lower() in PLACELIKE:
        return Kind.PLACE, 0.75, f"'{words[-1]}' is a place"
    if after.lower() in SPEAKING:
        return Kind.PERSON, 0.8, f"'{after}' stands behind it"
    is_short = len(words) <= 3  # noqa: PLR2004 - first, middle and last
    return Kind.PERSON, 0.7 if is_short else 0.6, "several words with capitals"


def _alone(around: Surroundings, extent: Span, word: str, before: str) -> tuple[Kind, float, str]:
    """Guess by what stands before a name of one word."""
    if word.isupper() and len(word) > 1:
        return Kind.ORG, 0.72, "an abbreviation"
    placed = before.lower() == "of" and _is_place_word(around.text, extent.start)
    if before.lower() in PLACING or placed:
        return Kind.PLACE, 0.75, f"'{before}' stands before it"
    if around.begins_sentence(extent.start):
        return Kind.PERSON, 0.0, ""
    return Kind.ORG, 0.55, "a capital within a sentence"


def _is_place_word(text: str, offset: int) -> bool:
    of, start = word_before(text, offset)
    return word_before(text, start)[0].lower().removesuffix("s") in PLACELIKE if of else False


def _is_shouted(text: str) -> bool:
    """Tell whether most words have capitals, as in a headline or a credit."""
    words = [word for word in text.split() if word[:1].isalpha()]
    return not words or sum(word[0].isupper() for word in words) > 0.6 * len(words)
