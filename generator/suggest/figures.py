"""An article's text and the known figures in, the numbers that probably report one of them out.

A number is taken for a figure where the words around it count what the figure counts, and where
it is of the size that other articles report. How many people have died in a war and how many in
one night's shelling are said in the same words, so none of this is ever certain.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from msgspec.structs import replace

from generator.dates import Edtf
from generator.model import Counting, Document, Fields, FigureFields, Kind, Ref
from generator.source import Span
from generator.suggest.folding import stem
from generator.suggest.numbers import Number, numbers
from generator.suggest.speakers import Frame, Named, source_of
from generator.suggest.suggestions import Suggestion
from generator.suggest.visible import Prose
from generator.suggest.vocabulary import COMMON, COUNTED

PEOPLE = frozenset(["people", "persons", "civilians", "deaths", "dead"])
"""Units that every article counts in: by themselves they tell nothing."""

_TIMES = frozenset(["second", "minute", "hour", "day", "week", "month", "year"])

_WINDOW = 12
"""As many words before and behind a number tell what it counts."""
_FAR = 200
"""The most characters that are looked at on one side of a number."""
_AS_OF = re.compile(r"(?i)\bas of (?:the end of )?$")
_LEAST = 0.55
_FAR_OFF = 20
"""A value that many times larger or smaller than all others is of something else."""
_WORD = re.compile(r"[^\W\d_][\w'’]*")
_TOKEN = re.compile(r"[^\W\d_][\w'’]*|[,;:]")
_PARTING = frozenset([",", ";", ":", "and", "but", "while", "as", "whereas"])


@dataclass(frozen=True, slots=True)
class Figure:
    """What is counted, as the words around a number would tell it."""

    id: str
    name: str
    counted: frozenset[int]
    """The groups of words of which one must be near, by number."""
    unit: str
    """In the singular; empty for people."""
    topics: frozenset[str]
    """Names in its name, such as `syrian`, in small letters and cut to their stem."""
    words: frozenset[str]
    """The other words of its name, cut to their stems."""
    values: tuple[Decimal, ...] = ()
    """What other articles report."""


def learn_figures(documents: Iterable[Document[Fields]]) -> tuple[Figure, ...]:
    """Give the figures of a dossier, with the values that its articles report."""
    documents = list(documents)
    values: dict[str, list[Decimal]] = {}
    for document in documents:
        if document.ref.kind is Kind.ARTICLE:
            for passage in document.passages:
                for _, annotation in passage.annotations():
                    if isinstance(annotation.meaning, Counting):
                        said = annotation.meaning
                        values.setdefault(said.figure, []).extend(
                            one for one in (said.value, said.min, said.max) if one is not None
                        )
    return tuple(
        _figure(document.ref.id, document.fields, values.get(document.ref.id, ()))
        for document in documents
        if isinstance(document.fields, FigureFields)
    )


def _figure(id_: str, fields: FigureFields, values: Iterable[Decimal]) -> Figure:
    words = [
        word for word in _WORD.findall(fields.name) if word.lower() not in COMMON - COUNTED.keys()
    ]
    unit = (fields.unit or "").lower()
    groups = {COUNTED[word.lower()] for word in words if word.lower() in COUNTED}
    if unit in COUNTED:
        groups.add(COUNTED[unit])
    topics = {stem(word) for word in words[1:] if word[0].isupper()}
    return Figure(
        id_,
        fields.name,
        frozenset(groups),
        "" if unit in PEOPLE else unit.removesuffix("s"),
        frozenset(topics),
        frozenset(stem(word) for word in words) - topics,
        tuple(values),
    )


def find_figures(
    proses: Sequence[Prose],
    figures: Sequence[Figure],
    names: Mapping[int, Sequence[Named]],
    dates: Mapping[int, Sequence[tuple[Span, Edtf]]],
    shared_ids: frozenset[str],
) -> Iterator[Suggestion]:
    """Find the numbers in an English article that report a known figure.

    Args:
        proses: The article's passages.
        figures: The figures.
        names: The names in each passage, by its number.
        dates: The dates in each passage, by its number.
        shared_ids: Ids that a person and an organization have in common.

    Returns:
        A suggestion for each number, with every figure that it may report.
    """
    if not figures:
        return
    everything = {stem(word) for prose in proses for word in _WORD.findall(prose.text)}
    for prose in proses:
        if prose.is_heading:
            continue
        mine = dates.get(prose.number, ())
        dated = bytearray(len(prose.text))
        for extent, _ in mine:
            dated[extent.start : extent.end] = b"x" * (extent.end - extent.start)
        starts = [sentence.start for sentence in prose.passage.sentences]
        frame = Frame(prose.text, (), names.get(prose.number, ()), starts)
        for number in numbers(prose.text):
            if any(dated[number.extent.start : number.extent.end]):
                continue
            ranked = sorted(
                (
                    (score, figure)
                    for figure in figures
                    if (score := _score(prose, number, figure, everything)) >= _LEAST
                ),
                key=lambda pair: (-pair[0], pair[1].id),
            )
            if ranked:
                yield from _suggestion(prose, number, ranked, frame, mine, shared_ids)


def _score(prose: Prose, number: Number, figure: Figure, everything: set[str]) -> float:
    """Tell how probably a number reports a figure, from 0 to 1."""
    if figure.values and number.value is not None and not _is_alike(number.value, figure.values):
        return 0.0
    before, behind = _words_around(prose, number.extent)
    near = (*before, *behind)
    clause = {word for words in (before, behind) for word in _clause(words)}
    close = any(COUNTED.get(word, -1) in figure.counted for word in clause)
    score = 0.0
    if figure.unit:
        if _with_unit(prose.text, number.extent, figure.unit):
            stems = {stem(word) for word in clause}
            told = close or (figure.words - {stem(figure.unit)}) & stems
            score = 0.72 if told else 0.3
    elif any(COUNTED.get(word, -1) in figure.counted for word in near):
        score = 0.75 if close else 0.58
    if not score:
        return 0.0
    if figure.topics and not figure.topics & everything:
        score -= 0.05
    score += 0.08 * bool(figure.topics & {stem(word) for word in near})
    return score + 0.04 * bool(figure.values) - 0.1 * number.is_vague


def _words_around(prose: Prose, extent: Span) -> tuple[list[str], list[str]]:
    """Give the words before and behind a number in its sentence, the nearest first.

    What parts two clauses is among them, as a comma.
    """
    sentence = prose.sentence(extent.start)
    begin = max(sentence.start, extent.start - _FAR)
    end = max(extent.end, min(sentence.end, extent.end + _FAR))
    before = _TOKEN.findall(prose.text[begin : extent.start].lower())
    behind = _TOKEN.findall(prose.text[extent.end : end].lower())
    return before[::-1][:_WINDOW], behind[:_WINDOW]


def _clause(words: Sequence[str]) -> Iterator[str]:
    """Give the words up to the end of the clause."""
    for word in words:
        if word in _PARTING:
            return
        yield word


def _is_alike(value: Decimal, others: Sequence[Decimal]) -> bool:
    least, most = min(others), max(others)
    return least / _FAR_OFF <= value <= most * _FAR_OFF


def _with_unit(text: str, extent: Span, unit: str) -> int:
    """Give the end of a unit that follows a number: `hours` in `12 hours`, `hour` in `12-hour`."""
    found = re.compile(rf"[\s-](?:\w+\s)?{re.escape(unit)}s?\b").match(text, extent.end)
    return found.end() if found else 0


def _suggestion(
    prose: Prose,
    number: Number,
    ranked: Sequence[tuple[float, Figure]],
    frame: Frame,
    dates: Sequence[tuple[Span, Edtf]],
    shared_ids: frozenset[str],
) -> Iterator[Suggestion]:
    best = ranked[0][1]
    end = _with_unit(prose.text, number.extent, best.unit) if best.unit else 0
    extent = Span(number.extent.start, max(end, number.extent.end))
    if not prose.is_free(extent) or prose.place(extent) is None:
        return
    # Nobody counts the hours of a meeting: they are known.
    by, via = (None, None) if best.unit in _TIMES else _counter(frame, number.extent, shared_ids)
    said = Counting(
        best.id,
        number.value,
        number.least,
        number.most,
        number.qualifier,
        _as_of(prose.text, number.extent, dates),
        by,
        via,
    )
    close = [figure for score, figure in ranked if score >= ranked[0][0] - 0.1]
    confidence = round(ranked[0][0] if len(close) == 1 else min(ranked[0][0], 0.72), 2)
    yield Suggestion(
        prose.number,
        extent,
        prose.text[extent.start : extent.end],
        tuple(replace(said, figure=figure.id) for figure in close),
        confidence,
        f"the words around it count '{best.name}'",
    )


def _counter(
    frame: Frame, extent: Span, shared_ids: frozenset[str]
) -> tuple[str | None, str | None]:
    """Give who counted, and the outlet that carried it."""
    found = source_of(frame, extent)
    if found is None or len(found.speakers) != 1:
        return None, None
    speaker = found.speakers[0]
    if any(one.is_media and one.refs[0] == speaker for one in frame.names):
        return None, speaker.id
    return _actor(speaker, shared_ids), None


def _actor(ref: Ref, shared_ids: frozenset[str]) -> str:
    return str(ref) if ref.id in shared_ids else ref.id


def _as_of(text: str, extent: Span, dates: Sequence[tuple[Span, Edtf]]) -> Edtf | None:
    first = bisect_left(dates, extent.start - _FAR, key=lambda pair: pair[0].start)
    for place, date in dates[first:]:
        if place.start > extent.end + _FAR:
            break
        if _AS_OF.search(text[max(0, place.start - _FAR) : place.start]):
            return date
    return None
