"""An article and what an editor accepted in, the article with these annotations out.

Brackets are all that is added: without them the file is the same, byte for byte. What is made is
read again before anybody sees it, and it must say what the article said before and what was
accepted, no more and no less; an annotation that cannot be made so is left out, and named.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.editing.edits import Edit, edited
from generator.model import Annotation, Body, Mark, Meaning, Quoting
from generator.parse import parse
from generator.read import decoded
from generator.source import Span
from generator.suggest.knowledge import Reading
from generator.suggest.suggestions import Suggestion, holds
from generator.suggest.targets import link_target, span_attributes
from generator.suggest.visible import Prose

MAX_TRIES = 100
"""How often an article is read again to find out what of it cannot be annotated."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """A suggestion, and the one of its meanings that it shall have."""

    suggestion: Suggestion
    meaning: Meaning


@dataclass(frozen=True, slots=True)
class Applied:
    """An article with new annotations."""

    content: bytes
    made: tuple[Accepted, ...]
    refused: tuple[Accepted, ...]
    """What could not be annotated without changing what the article says."""


def apply(content: bytes, reading: Reading, accepted: Iterable[Accepted]) -> Applied:
    """Annotate an article.

    Args:
        content: The file as it stands on the disk.
        reading: The same, searched for suggestions.
        accepted: What shall be annotated; no two of them cross.

    Returns:
        The new content, and what became of each.
    """
    trial = _Trial(content, reading)
    trial.add(tuple(accepted))
    return Applied(trial.result, tuple(trial.made), tuple(trial.refused))


def as_written(reading: Reading, one: Accepted, *others: Accepted) -> str:
    """Give an annotation as it would stand in the article, words and all.

    Args:
        reading: The article.
        one: The annotation.
        others: What else shall be annotated; words that hold annotations take another form.
    """
    prose = reading.prose(one.suggestion.passage)
    return f"[{one.suggestion.words}{_closing(prose, one, others)}"


class _Trial:
    """Annotates as much of an article as can be, trying halves of what cannot be all at once."""

    def __init__(self, content: bytes, reading: Reading) -> None:
        self._content = content
        self._reading = reading
        self._tries = 0
        self.result = content
        self.made: list[Accepted] = []
        self.refused: list[Accepted] = []

    def add(self, wanted: Sequence[Accepted]) -> None:
        """Annotate some more; what cannot be is refused."""
        if not wanted:
            return
        self._tries += 1
        if self._tries > MAX_TRIES:
            self.refused += wanted
            return
        new = _written(self._content, self._reading, (*self.made, *wanted))
        if new is not None:
            self.result = new
            self.made += wanted
        elif len(wanted) == 1:
            self.refused += wanted
        else:
            half = len(wanted) // 2
            self.add(wanted[:half])
            self.add(wanted[half:])


def _written(content: bytes, reading: Reading, wanted: Sequence[Accepted]) -> bytes | None:
    """Give the content with annotations, or None where that would change what it says."""
    inserts = _inserts(reading, wanted)
    if inserts is None:
        return None
    new = edited(content, (Edit(Span(place, place), text) for place, text in inserts.items()))
    document, found = parse(decoded(reading.source.path, new))
    if document is None:
        return None
    _, before = parse(reading.source)
    grown = Counter(one.code for one in found) - Counter(one.code for one in before)
    if grown or not _says(document.body, reading, wanted):
        return None
    return new


# --- Brackets ------------------------------------------------------------------------------------


def _inserts(reading: Reading, wanted: Sequence[Accepted]) -> dict[int, str] | None:
    """Give the text to insert at each offset of the source; None where there is no place for it."""
    closings: dict[int, list[tuple[int, str]]] = defaultdict(list)
    openings: dict[int, int] = defaultdict(int)
    for one in wanted:
        prose = reading.prose(one.suggestion.passage)
        place = prose.place(one.suggestion.extent)
        if place is None:
            return None
        openings[place.start] += 1
        # Of those that end at one place, the one that began last ends first.
        closings[place.end].append((-place.start, _closing(prose, one, wanted)))
    return {
        offset: "".join(text for _, text in sorted(closings[offset])) + "[" * openings[offset]
        for offset in sorted({*closings, *openings})
    }


def _closing(prose: Prose, one: Accepted, others: Iterable[Accepted]) -> str:
    """Give what stands behind the words: a link's end, or a span's where they hold links."""
    if isinstance(one.meaning, Quoting) and _holds_links(prose, one, others):
        return f"]{{{span_attributes(one.meaning)}}}"
    return f"]({link_target(one.meaning)})"


def _holds_links(prose: Prose, one: Accepted, others: Iterable[Accepted]) -> bool:
    extent = one.suggestion.extent
    return any(
        wrap.form in ("link", "span") and holds(extent, wrap.inner) for wrap in prose.around(extent)
    ) or any(
        other is not one
        and other.suggestion.passage == prose.number
        and holds(extent, other.suggestion.extent)
        for other in others
    )


# --- What it says --------------------------------------------------------------------------------

_Said = tuple[str, Counter[tuple[int, int, object]]]


def _says(body: Body, reading: Reading, wanted: Sequence[Accepted]) -> bool:
    """Tell whether a body says what the article said, and what was accepted."""
    expected = [_said(passage.text, passage.marks) for passage in reading.document.passages]
    for one in wanted:
        extent = one.suggestion.extent
        expected[one.suggestion.passage][1][extent.start, extent.end, one.meaning] += 1
    return expected == [_said(passage.text, passage.marks) for passage in body.passages()]


def _said(text: str, marks: Iterable[Mark]) -> _Said:
    return text, Counter(
        (
            mark.start,
            mark.end,
            mark.content.meaning if isinstance(mark.content, Annotation) else mark.content,
        )
        for mark in marks
    )
