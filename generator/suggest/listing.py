"""Suggestions in, what a person or a program reads of them out.

sources/articles/a.md:8:1: certain [Mr. Kerry](person:john-kerry)
the surname of John Kerry, named before in this article
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from click import style

from generator.report import count, plain
from generator.source import Location, Span
from generator.suggest.apply import Accepted, as_written
from generator.suggest.knowledge import Reading
from generator.suggest.suggestions import Suggestion, Sureness
from generator.suggest.targets import link_target

COLOURS = {Sureness.CERTAIN: "green", Sureness.LIKELY: "yellow", Sureness.POSSIBLE: "magenta"}

LONG = 70
"""More characters than this of a quotation are not shown."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A suggestion with the article that it is about."""

    folder: str
    """The sources folder, as the user named it."""
    reading: Reading
    suggestion: Suggestion

    @property
    def location(self) -> Location:
        """Where the words stand."""
        prose = self.reading.prose(self.suggestion.passage)
        place = prose.place(self.suggestion.extent)
        if place is None:
            # It stands in a link, whose words have no place of their own.
            place = Span(prose.passage.span.start, prose.passage.span.end)
        where = self.reading.source.locate(place)
        return Location(
            f"{self.folder}/{where.path}",
            where.line,
            where.column,
            where.end_line,
            where.end_column,
        )


def as_text(one: Listed) -> str:
    """Give a suggestion as two lines for a person, in colours."""
    where, suggestion = one.location, one.suggestion
    place = style(plain(f"{where.path}:{where.line}:{where.column}"), bold=True)
    sureness = style(suggestion.sureness, fg=COLOURS[suggestion.sureness], bold=True)
    return f"{place}: {sureness} {plain(annotated(one))}\n  {plain(reason(suggestion))}"


def annotated(one: Listed) -> str:
    """Give the words with what they may mean, on one line."""
    suggestion = one.suggestion
    words = shortened(suggestion.words)
    if not suggestion.meanings:
        return f"{words} ({suggestion.new_kind}?)"
    targets = [link_target(meaning) for meaning in suggestion.meanings]
    others = "".join(f" or {target}" for target in targets[1:])
    return f"[{words}]({targets[0]}){others}"


def reason(suggestion: Suggestion) -> str:
    """Say why, and what stands in the way."""
    parts = [suggestion.why]
    if suggestion.new_kind:
        parts.append(f'dossier add {suggestion.new_kind} "{suggestion.words}"')
    if suggestion.obstacle:
        parts.append(suggestion.obstacle)
    return "; ".join(parts)


def shortened(words: str) -> str:
    """Give words on one line, without the middle of a long quotation."""
    words = " ".join(words.split())
    if len(words) <= LONG:
        return words
    return f"{words[: LONG - 20].rstrip()} … {words[-15:].lstrip()}"


def as_json(listed: Iterable[Listed]) -> str:
    """Give suggestions as a JSON list, in ASCII, one a line."""
    lines = [json.dumps(_record(one)) for one in listed]
    return "[\n" + ",\n".join(lines) + "\n]" if lines else "[]"


def _record(one: Listed) -> dict[str, object]:
    where, suggestion = one.location, one.suggestion
    meanings = suggestion.meanings
    return {
        "path": where.path,
        "line": where.line,
        "column": where.column,
        "end_line": where.end_line,
        "end_column": where.end_column,
        "topic": suggestion.topic,
        "words": suggestion.words,
        "targets": [link_target(meaning) for meaning in meanings],
        "annotation": as_written(one.reading, Accepted(suggestion, meanings[0]))
        if meanings
        else None,
        "new_kind": suggestion.new_kind,
        "sureness": suggestion.sureness,
        "confidence": suggestion.confidence,
        "why": suggestion.why,
        "obstacle": suggestion.obstacle,
    }


def summary(shown: Iterable[Suggestion], hidden: int, articles: int) -> Iterator[str]:
    """Count what was found: `30 certain and 11 likely suggestions in 1 article`."""
    counts = Counter(one.sureness for one in shown)
    parts = [f"{counts[one]:,} {one}" for one in Sureness if counts[one]]
    total = sum(counts.values())
    what = f"{' and '.join(parts)} suggestion{'' if total == 1 else 's'}" if parts else "nothing"
    yield f"{what} in {count(articles, 'article')}"
    if hidden:
        yield f"{hidden:,} less sure; --least possible shows them too"
