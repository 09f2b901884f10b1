"""A quotation and what stands around it in, whose words they are out. English only.

"…," said Mr. Kerry.          "…," Mr. Kerry, who met him, told AFP.
Mr. Kerry said that "…".      "…" would follow, the Pentagon said.
According to the UN, "…".     He said "…". "…," he added. "And …."
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from generator.model import Kind, Ref
from generator.source import Span
from generator.suggest.suggestions import holds
from generator.suggest.surroundings import word_before
from generator.suggest.vocabulary import ADDING, COMMON, COUNTING, HONORIFICS, TITLES

_VERB = re.compile(rf"\b(?:{'|'.join(sorted(COUNTING | ADDING))})\b")
_PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he)\b")
_PASSIVE = re.compile(r"\b(?:be|been|being|was|were|is|are)\s(?:\w+ly\s)?$")
_ACCORDING = re.compile(r"\b[Aa]ccording to\s")
_TELLING = frozenset(["told", "tells", "telling"])
_INTERVIEW = re.compile(r"\b(?:interview (?:with|by|to|for)|quoted by|cited by)\s$")
_NO_SUBJECT = frozenset(
    {"about", "after", "against", "alongside", "at", "behind", "between", "by", "for", "from"}
    | {"in", "of", "on", "over", "than", "to", "toward", "towards", "under", "with", "without"}
)
"""Words after which a name is not the subject of a sentence."""

_DIRECT = re.compile(r"\s(?:(?:had|has|have|also|then|later|earlier|\w+ly)\s)*")
"""What may stand between the subject of a verb and the verb."""

_LONG = 600
"""The most characters of a sentence that are looked at on one side of a quotation."""

_FEW = 20
"""As many names before a pronoun are looked at."""

_FAR = 60
"""The most characters between a name and the verb that is its own."""


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a passage: annotated already, or suggested."""

    extent: Span
    refs: tuple[Ref, ...]
    """What it may name, the likeliest first."""
    is_media: bool = False

    @property
    def is_person(self) -> bool:
        """Whether it names a person."""
        return self.refs[0].kind is Kind.PERSON

    @property
    def actors(self) -> tuple[Ref, ...]:
        """Those of its meanings that can speak."""
        return tuple(ref for ref in self.refs if ref.kind in (Kind.PERSON, Kind.ORG))


@dataclass(frozen=True, slots=True)
class Attribution:
    """Whose words a quotation holds, as far as the text says."""

    speakers: tuple[Ref, ...]
    """The likeliest first; more than one where a name is ambiguous."""
    confidence: float
    why: str
    to: Ref | None = None
    via: Ref | None = None
    frame: Span | None = None
    """The words that say it, outside of the quotation."""


class Frame:
    """A passage's text without its quotations, and the names in it."""

    def __init__(
        self,
        text: str,
        quotes: Sequence[Span],
        names: Sequence[Named],
        starts: Collection[int],
        earlier: tuple[Ref, ...] = (),
    ) -> None:
        """Take a passage.

        Args:
            text: Its visible text.
            quotes: Its quotations, with their marks.
            names: The names in it.
            starts: Where its sentences begin.
            earlier: Who spoke last in the passages before.
        """
        self.earlier = earlier
        self.quotes = quotes
        self.names = [one for one in names if not self._is_quoted(one.extent)]
        pieces = list(text)
        for quote in quotes:
            pieces[quote.start : quote.end] = "\0" * (quote.end - quote.start)
        self.text = "".join(pieces)
        self.is_told = bool(_VERB.search(self.text) or _ACCORDING.search(self.text))
        """Whether anything in it says who speaks."""
        self.starts = sorted(starts)

    def around(self, quote: Span) -> Span:
        """Give the sentence that a quotation is part of, with what follows its marks."""
        first = bisect_right(self.starts, quote.start) - 1
        last = bisect_left(self.starts, quote.end)
        start = self.starts[first] if first >= 0 else 0
        end = self.starts[last] if last < len(self.starts) else len(self.text)
        return Span(max(start, quote.start - _LONG), min(end, quote.end + _LONG))

    def within(self, start: int, end: int) -> list[Named]:
        """Give the names of a stretch."""
        first = bisect_left(self.names, start, key=lambda one: one.extent.start)
        last = bisect_right(self.names, end, key=lambda one: one.extent.start)
        return [one for one in self.names[first:last] if one.extent.end <= end]

    def _is_quoted(self, extent: Span) -> bool:
        index = bisect_right(self.quotes, extent.start, key=lambda quote: quote.start) - 1
        return index >= 0 and holds(self.quotes[index], extent)


def attribute(
    frame: Frame, quote: Span, words: str, last: Attribution | None
) -> Attribution | None:
    """Say whose words a quotation holds.

    Args:
        frame: The passage.
        quote: The quotation, with its marks.
        words: The words of it.
        last: Whose words the quotation before it holds.

    Returns:
        None where the text does not say.
    """
    sentence = frame.around(quote)
    if not frame.is_told:
        return _continued(frame, quote, sentence, last)
    found = (
        _behind(frame, quote, sentence, words)
        or _before(frame, quote, sentence)
        or _at_the_end(frame, quote, sentence)
        or _according(frame, sentence)
    )
    if found is None:
        return _continued(frame, quote, sentence, last)
    return _with_outlet(frame, found, sentence)


def source_of(frame: Frame, extent: Span) -> Attribution | None:
    """Say who gives a number: `according to the UN`, `the UN said that 12 …`, `…, the UN says`."""
    sentence = frame.around(extent)
    return (
        _according(frame, sentence)
        or _before(frame, extent, sentence)
        or _at_the_end(frame, extent, sentence)
    )


# --- Where it is said ----------------------------------------------------------------------------


def _behind(frame: Frame, quote: Span, sentence: Span, words: str) -> Attribution | None:
    """`"…," said Mr. Kerry` and `"…," Mr. Kerry said`."""
    end = _next_quote(frame, quote, sentence)
    rest = frame.text[quote.end : end]
    opening = re.match(r"[,\s]*", rest)
    start = quote.end + (opening.end() if opening else 0)
    if words.rstrip("\"”’»'").endswith(".") or not re.match(r"\s|,\s", rest):
        return None
    verb = _VERB.match(frame.text, start, end)
    if verb:
        return _inverted(frame, verb, end)
    verb = _VERB.search(frame.text, start, end)
    if verb is None:
        return _right_behind(frame, quote, start, end)
    return _subject(frame, Span(start, verb.start()), verb, from_start=True)


def _inverted(frame: Frame, verb: re.Match[str], end: int) -> Attribution | None:
    stop = re.compile(r"[;:—]|,\s(?:who|which|after|as|while|when|adding)\b").search(
        frame.text, verb.end(), end
    )
    names = frame.within(verb.end(), stop.start() if stop else end)
    people = [one for one in names if one.is_person]
    for one in people or names[:1]:
        gap = frame.text[verb.end() : one.extent.start]
        if one.actors and len(gap) < _FAR and not _is_object(frame, one, verb.end()):
            return Attribution(
                one.actors,
                0.93 if one.is_person else 0.85,
                f"'{verb[0]}' before the name",
                frame=Span(verb.start(), one.extent.end),
            )
    pronoun = _PRONOUN.match(frame.text, verb.end() + 1)
    return _by_pronoun(frame, verb) if pronoun else None


def _right_behind(frame: Frame, quote: Span, start: int, end: int) -> Attribution | None:
    """`"…", Kerry reassured them`: a comma, a name, and a verb that is not in the list."""
    names = frame.within(start, end)
    if not names or not frame.text[quote.end - 2 : start].count(","):
        return None
    first = names[0]
    if first.is_person and _is_title(frame.text[start : first.extent.start]):
        why = "the name right behind it"
        return Attribution(first.actors, 0.75, why, frame=Span(start, first.extent.end))
    return None


def _before(frame: Frame, quote: Span, sentence: Span) -> Attribution | None:
    """`Mr. Kerry said "…"` and `… told AFP that the truce was "…"`."""
    verbs = list(_VERB.finditer(frame.text, sentence.start, quote.start))
    for verb in reversed(verbs):
        if verb[0] in ADDING and verb is not verbs[0]:
            continue
        found = _subject(frame, Span(sentence.start, verb.start()), verb, from_start=False)
        if found:
            return found
    return None


def _at_the_end(frame: Frame, quote: Span, sentence: Span) -> Attribution | None:
    """`… "fully met" will they cooperate, the Pentagon said in a statement`."""
    for comma in reversed(list(re.finditer(r",\s", frame.text[quote.end : sentence.end]))):
        start = quote.end + comma.end()
        verb = _VERB.search(frame.text, start, sentence.end)
        if verb and verb.start() == start and verb[0] not in ADDING:
            return _inverted(frame, verb, sentence.end)
        if verb and verb.start() - start < _FAR:
            return _subject(frame, Span(start, verb.start()), verb, from_start=True)
    return None


def _according(frame: Frame, sentence: Span) -> Attribution | None:
    for found in _ACCORDING.finditer(frame.text, sentence.start, sentence.end):
        stop = re.compile(r"[,;]\s").search(frame.text, found.end(), sentence.end)
        names = [
            one
            for one in frame.within(found.end(), stop.start() if stop else sentence.end)
            if one.actors and one.extent.start - found.end() < _FAR
        ]
        # `According to the UN envoy for Syria Staffan de Mistura`: the person says it.
        people = [one for one in names if one.is_person and not _is_object(frame, one, found.end())]
        for one in people or names[:1]:
            place = Span(found.start(), one.extent.end)
            return Attribution(one.actors, 0.8, "'according to'", frame=place)
    return None


def _introduced_before(frame: Frame, sentence: Span) -> Attribution | None:
    """`Kerry said that nobody was deceived. "Nusra is …"`: the sentence before says who speaks."""
    if sentence.start == 0:
        return None
    before = frame.around(Span(sentence.start - 1, sentence.start))
    found = _before(frame, Span(before.end, before.end), before)
    if found is None:
        return None
    why = "the sentence before it says who speaks"
    return Attribution(found.speakers, min(found.confidence, 0.76), why)


def _continued(
    frame: Frame, quote: Span, sentence: Span, last: Attribution | None
) -> Attribution | None:
    """A quotation that nobody introduces goes on with the one before it in its paragraph."""
    rest = frame.text[sentence.start : quote.start] + frame.text[quote.end : sentence.end]
    if re.search(r"\w", rest):
        return None
    if last is None:
        return _introduced_before(frame, sentence)
    why = "it goes on with the quotation before it"
    return Attribution(last.speakers, min(last.confidence, 0.78), why, last.to, last.via)


# --- Who it is -----------------------------------------------------------------------------------


def _subject(
    frame: Frame, part: Span, verb: re.Match[str], *, from_start: bool
) -> Attribution | None:
    """Find who speaks in the words before a verb."""
    before = frame.text[part.start : part.end]
    if _PASSIVE.search(before):
        return _passive(frame, verb)
    pronoun = re.search(r"\b(?:[Hh]e|[Ss]he)\s(?:\w+\s)?$", before)
    if pronoun:
        return _by_pronoun(frame, verb)
    if from_start and _first_word(before) in _NO_SUBJECT | {"and", "but", "which", "that"}:
        return None
    names = [one for one in frame.within(part.start, part.end) if one.actors]
    subjects = [one for one in names if not _is_object(frame, one, part.start)]
    people = [one for one in subjects if one.is_person]
    if not people and names and subjects[-1:] != names[-1:]:
        # `The head of the UN mission said`: nobody of that name.
        return None
    if subjects and _DIRECT.fullmatch(frame.text[subjects[-1].extent.end : part.end]):
        people = subjects[-1:]
    for one in reversed(people or subjects):
        gap = frame.text[one.extent.end : part.end]
        near = len(gap) < _FAR or gap.lstrip().startswith(",")
        if near:
            where = Span(one.extent.start, verb.end())
            close = len(gap) <= 1
            confidence = (0.93 if close else 0.85) if one.is_person else (0.88 if close else 0.75)
            return Attribution(one.actors, confidence, f"the name before '{verb[0]}'", frame=where)
    return None


def _passive(frame: Frame, verb: re.Match[str]) -> Attribution | None:
    behind = frame.text[verb.end() : verb.end() + _LONG].replace("\0", "")
    by = re.match(r"\s(?:(?:as|an?|the|it)\s)*\s?by\s(?:the\s)?", behind)
    for one in frame.within(verb.end(), verb.end() + _LONG)[:1]:
        between = frame.text[verb.end() : one.extent.start].replace("\0", "")
        if by and one.actors and len(between) <= by.end():
            return Attribution(one.actors, 0.8, f"'{verb[0]} by'", frame=one.extent)
    return None


def _by_pronoun(frame: Frame, verb: re.Match[str]) -> Attribution | None:
    """Give the person whom `he` or `she` most likely means: the last one that was a subject."""
    place = Span(*verb.span())
    last = bisect_right(frame.names, verb.start(), key=lambda one: one.extent.end)
    for one in reversed(frame.names[max(0, last - _FEW) : last]):
        if one.is_person and not _is_object(frame, one, 0):
            return Attribution(one.actors, 0.74, "the person named last", frame=place)
    if frame.earlier:
        return Attribution(frame.earlier, 0.72, "who spoke last before", frame=place)
    return None


def _is_object(frame: Frame, one: Named, start: int) -> bool:
    """Tell whether a preposition stands before a name and its titles: `with Mr. Kerry`."""
    offset = one.extent.start
    while offset > start:
        word, begin = word_before(frame.text, offset)
        bare = word.rstrip(".").lower()
        if not word:
            return False
        if bare not in TITLES and bare not in HONORIFICS and bare not in ("the", "his", "her"):
            return bare in _NO_SUBJECT
        offset = begin
    return False


def _is_title(text: str) -> bool:
    """Tell whether words between a comma and a name only introduce it."""
    return len(text) < _FAR and all(
        word.rstrip(".,").lower() in TITLES | HONORIFICS | {"the"} or word[:1].isupper()
        for word in text.split()
        if word.lower() not in COMMON - {"the"}
    )


def _first_word(text: str) -> str:
    found = re.match(r"\W*(\w+)", text)
    return found[1].lower() if found else ""


def _next_quote(frame: Frame, quote: Span, sentence: Span) -> int:
    index = bisect_left(frame.quotes, quote.end, key=lambda one: one.start)
    if index < len(frame.quotes):
        return min(frame.quotes[index].start, sentence.end)
    return sentence.end


# --- To whom, and by whom reported ---------------------------------------------------------------


def _with_outlet(frame: Frame, found: Attribution, sentence: Span) -> Attribution:
    """Add whom the words were said to, and the outlet that first carried them."""
    to, via = found.to, found.via
    for name, before in _introduced(frame, sentence):
        if set(name.actors) & set(found.speakers):
            continue
        if _VERB.search(before) and before.split()[-1:] and before.split()[-1] in _TELLING:
            to, via = name.actors[0], name.actors[0] if name.is_media else via
        elif _INTERVIEW.search(before) and name.is_media:
            to, via = name.actors[0], name.actors[0]
        elif _ACCORDING.search(before) and name.is_media:
            via = name.actors[0]
    return Attribution(found.speakers, found.confidence, found.why, to, via, found.frame)


def _introduced(frame: Frame, sentence: Span) -> Iterator[tuple[Named, str]]:
    """Give the names of a sentence that can be an audience, each with the words before it."""
    for one in frame.within(sentence.start, sentence.end):
        if one.actors:
            before = frame.text[max(sentence.start, one.extent.start - _FAR) : one.extent.start]
            yield one, re.sub(r"\b(?:the|news agency|state television)\s$", "", before)
