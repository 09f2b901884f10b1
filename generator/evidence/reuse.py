"""Articles as they were read in, long runs of the same words that two of them share out.

Only originals are compared: in a digest the words are the editors'. What is quoted is left out,
since two articles may quote the same speech, and words that name an entry do not count towards
the length of a run: two articles that introduce the same two ministers share a dozen words. Pairs
whose common origin the dossier knows (see `origins`) have nothing to be found.

The work grows with the number of words, not with the number of pairs: each article is looked up
in an index of those before it. Articles whose kept shingles (see `shingles`) tell that they share
nothing with any other are left out at once.

A run counts as reuse from `MIN_WORDS` words on, beside names.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from generator.digests import digest
from generator.dossier import Article, Dossier
from generator.evidence.origins import origins
from generator.evidence.shingles import MIN_WORDS, PLAIN, QUOTED, SHINGLE, part_of, read, words
from generator.model import Passage, TextOrigin
from generator.source import Record

STEP = MIN_WORDS - SHINGLE + 1
"""Words from one indexed shingle to the next: every run of the least length holds one."""

HOLDERS = 8
"""The most places that are remembered for one shingle. What more articles say is a set phrase."""

TRIES = HOLDERS * STEP
"""The most places in one earlier article that a stretch of words is held against."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words that an article shares with an earlier one."""

    article: str
    earlier: str
    passage: Passage
    """The article's passage that holds them."""
    earlier_passage: Passage
    text: str
    """The words as the article has them."""
    words: int
    """How many they are, names included."""


class Common(Record, frozen=True):
    """The shingles that are kept of more than one article."""

    shingles: frozenset[int] = frozenset()
    articles: frozenset[bytes] = frozenset()
    """The articles that were looked at: a digest of each one's id and its shingles."""
    holders: frozenset[str] = frozenset()
    """The ids of the articles of which such shingles are kept."""


NOTHING = Common()

FEW = 8
"""As long as less than one article in so many is new, it is looked at beside all others; of more,
all are looked at anew."""

PARTS = 16
"""Of all shingles, one part in so many is counted at once: 20,000 articles have six million."""


def common(kept: Mapping[str, bytes], before: Common = NOTHING) -> Common:
    """Find the shingles that are kept of more than one article.

    Args:
        kept: The shingles that are kept of each article, by its id.
        before: What was found before some articles changed. What two articles have in common now
            they had in common then, or one of them is new: no other shingle is counted.
    """
    digests = {article: digest(article, content) for article, content in kept.items()}
    new = [kept[article] for article, one in digests.items() if one not in before.articles]
    if len(new) * FEW < len(kept):
        likely = set(before.shingles).union(*map(read, new))
        held = {article: likely.intersection(read(content)) for article, content in kept.items()}
        found = _repeated(held.values())
    else:
        held = None
        found = set()
        for part in range(PARTS):
            found |= _repeated(set(part_of(content, part, PARTS)) for content in kept.values())
    holders = (
        article
        for article, content in kept.items()
        if not found.isdisjoint(held[article] if held else read(content))
    )
    return Common(frozenset(found), frozenset(digests.values()), frozenset(holders))


def _repeated(sets: Iterable[set[int]]) -> set[int]:
    """Give what is in more than one of several sets."""
    seen: set[int] = set()
    found: set[int] = set()
    for one in sets:
        found |= seen & one
        seen |= one
    return found


def reused(
    dossier: Dossier,
    whole: Iterable[Article],
    kept: Mapping[str, bytes],
    in_common: Common | None = None,
) -> Iterator[Run]:
    """Find text that articles share without saying so.

    Args:
        dossier: The linked dossier, for what it knows of common origins.
        whole: The articles as they were read, before their rights were applied.
        kept: The shingles that are kept of each article, by its id.
        in_common: Those that are kept of more than one, where that is known.

    Returns:
        For each pair of articles that share text, their longest run; by the later article.
    """
    likely = (in_common or common(kept)).holders
    originals = sorted(
        (one for one in whole if one.ref.id in likely and one.fields.text is TextOrigin.ORIGINAL),
        key=lambda one: (one.fields.published.sort_key(), one.ref.id),
    )
    for match in _longest_matches(originals):
        later, earlier = originals[match.article], originals[match.earlier]
        if origins(dossier, (later.ref.id, earlier.ref.id)).count > 1:
            yield _run(later, earlier, match)


@dataclass(frozen=True, slots=True)
class _Match:
    """The same words in two articles, all of them as numbers from 0."""

    article: int
    earlier: int
    start: int
    """The first word in the article."""
    earlier_start: int
    length: int


@dataclass(frozen=True, slots=True)
class _Coded:
    """An article's words as numbers: equal words are equal numbers.

    A number below 0 stands nowhere else; it is where no run goes on.
    """

    words: array[int]
    counted: bytearray
    """1 for each word that counts towards the length of a run."""


def _longest_matches(originals: Sequence[Article]) -> list[_Match]:
    numbers: dict[str, int] = {}
    breaks = count(-1, -1)
    coded: list[_Coded] = []
    index = _Index()
    longest: dict[tuple[int, int], _Match] = {}
    for article, document in enumerate(originals):
        coded.append(_code(document, numbers, breaks))
        shingles = _shingles(coded[article].words)
        for match in _matches(article, coded, index.find(shingles)):
            pair = match.article, match.earlier
            if pair not in longest or longest[pair].length < match.length:
                longest[pair] = match
        index.add(article, shingles)
    return [longest[pair] for pair in sorted(longest)]


def _shingles(words: array[int]) -> list[int]:
    """Give a hash of the words from each place on. Numbers hash alike in every process."""
    return list(map(hash, zip(*(words[skipped:] for skipped in range(SHINGLE)), strict=False)))


class _Index:
    """Where in the articles read so far each shingle stands."""

    def __init__(self) -> None:
        # Most shingles stand in one place, so only the others have a list.
        self._first: dict[int, tuple[int, int]] = {}
        self._more: dict[int, list[tuple[int, int]]] = {}

    def add(self, article: int, shingles: list[int]) -> None:
        for start in range(0, len(shingles), STEP):
            here = article, start
            if self._first.setdefault(shingles[start], here) is not here:
                more = self._more.setdefault(shingles[start], [])
                if len(more) < HOLDERS - 1:
                    more.append(here)

    def find(self, shingles: list[int]) -> Iterator[tuple[int, int, int]]:
        """Give each place of an article with the places where the same may stand."""
        known = self._first
        for start in [place for place, key in enumerate(shingles) if key in known]:
            yield start, *known[shingles[start]]
            for earlier, there in self._more.get(shingles[start], ()):
                yield start, earlier, there


def _matches(
    article: int, coded: Sequence[_Coded], likely: Iterable[tuple[int, int, int]]
) -> Iterator[_Match]:
    """Give the runs that the last article shares with those before it."""
    counted = coded[article].counted
    followed: dict[tuple[int, int], int] = {}
    covered: dict[int, tuple[int, int]] = {}
    for start, earlier, there in likely:
        # The same words over and over ("ha ha ha") match at every distance; so many are tried
        # within a run, and no more.
        end, tries = covered.get(earlier, (0, 0))
        tries = tries if start < end else 0
        if followed.get((earlier, start - there), 0) > start or tries == TRIES:
            continue
        match = _followed(article, earlier, start, there, coded)
        followed[earlier, start - there] = match.start + match.length
        covered[earlier] = max(end, match.start + match.length), tries + 1
        if sum(counted[match.start : match.start + match.length]) >= MIN_WORDS:
            yield match


def _followed(
    article: int, earlier: int, start: int, there: int, coded: Sequence[_Coded]
) -> _Match:
    """Follow equal words to both sides."""
    ours, theirs = coded[article].words, coded[earlier].words
    before = 0
    while _same(ours, start - before - 1, theirs, there - before - 1):
        before += 1
    after = 0
    while _same(ours, start + after, theirs, there + after):
        after += 1
    return _Match(article, earlier, start - before, there - before, before + after)


def _same(ours: array[int], here: int, theirs: array[int], there: int) -> bool:
    return 0 <= here < len(ours) and 0 <= there < len(theirs) and ours[here] == theirs[there]


def _code(article: Article, numbers: dict[str, int], breaks: Iterator[int]) -> _Coded:
    coded, counted = array("l"), bytearray()
    for _, word, kind in words(article):
        if kind == QUOTED:
            coded.append(next(breaks))
        else:
            coded.append(numbers.setdefault(word[0].casefold(), len(numbers)))
        counted.append(kind == PLAIN)
    return _Coded(coded, counted)


def _run(later: Article, earlier: Article, match: _Match) -> Run:
    """Find the words of a match again; they are not kept for articles without any."""
    ours, theirs = list(words(later)), list(words(earlier))
    passage, first, _ = ours[match.start]
    _, last, _ = ours[match.start + match.length - 1]
    return Run(
        later.ref.id,
        earlier.ref.id,
        passage,
        theirs[match.earlier_start][0],
        passage.text[first.start() : last.end()],
        match.length,
    )
