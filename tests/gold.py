"""Gold annotations in, the same texts without them out, and how suggestions agree with them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from generator import markup
from generator.frontmatter import split
from generator.model import (
    Annotation,
    Counting,
    Dating,
    Document,
    Fields,
    Meaning,
    Naming,
    Quoting,
)
from generator.parse import parse
from generator.read import read_sources
from generator.source import SourceFile
from generator.suggest.knowledge import Knowledge, Reading, learn, suggest
from generator.suggest.suggestions import Sureness

FOLDER = Path(__file__).parent / "raw_gold"


def bare(text: str) -> str:
    """Take every annotation's brackets out of an article; links to the web stay."""
    source = SourceFile("articles/a.md", text)
    start = split(source).body_start
    document, _ = parse(source)
    assert document
    annotated = {
        annotation.span.start
        for passage in document.body.passages()
        for _, annotation in passage.annotations()
    }
    cuts = []
    for token in markup.parse(text[start:])[0]:
        if token.type != "inline":
            continue
        places = markup.places(token)
        for child in token.children or ():
            written = markup.written(child)
            if written and written.label_end:
                begin = places.at(written.start) + start
                if begin in annotated:
                    end = places.span(written.start, written.end).end + start
                    cuts += [(begin, begin + 1), (places.at(written.label_end) + start, end)]
    for begin, end in sorted(cuts, reverse=True):
        text = text[:begin] + text[end:]
    return text


def knowledge() -> Knowledge:
    """Learn from the registry of the gold texts, and from no article."""
    return learn(_documents())


def _documents() -> list[Document[Fields]]:
    texts, found = read_sources(FOLDER / "registry")
    assert not found
    documents = []
    for text in texts:
        document, problems = parse(text)
        assert document, problems
        assert not problems
        documents.append(document)
    return documents


Place = tuple[str, int, int, int, object]
"""Words and what they mean: the article, the passage, the words' place in it, the meaning."""


@dataclass(frozen=True)
class Score:
    """How suggestions agree with gold annotations."""

    topic: str
    found: Counter[Place]
    """What was suggested: article, passage, words' place, meaning."""
    gold: Counter[Place]

    @property
    def precision(self) -> float:
        return (self.found & self.gold).total() / max(self.found.total(), 1)

    @property
    def recall(self) -> float:
        return (self.found & self.gold).total() / max(self.gold.total(), 1)

    def __str__(self) -> str:
        right = (self.found & self.gold).total()
        return (
            f"{self.topic}: precision {self.precision:.3f} ({right} of {self.found.total()}), "
            f"recall {self.recall:.3f} ({right} of {self.gold.total()})"
        )


def read(name: str, text: str, known: Knowledge) -> Reading:
    """Search an article for suggestions."""
    source = SourceFile(f"articles/{name}.md", text)
    document, found = parse(source)
    assert document, found
    assert not found, found
    return suggest(source, document, known)


def scores(*, first_only: bool = False) -> dict[str, Score]:
    """Compare the suggestions for every raw text with its gold annotation.

    What is only possible is not counted as suggested. The words must be the same, to the
    character. A suggestion that is said to be ambiguous is right when the gold is among its
    candidates, or, with `first_only`, when it is the first of them.
    """
    known = knowledge()
    found: dict[str, Counter[Place]] = {}
    gold: dict[str, Counter[Place]] = {}
    for file in sorted(FOLDER.glob("*.gold.md")):
        name = file.name.removesuffix(".gold.md")
        golden = read(name, file.read_text("utf-8"), known)
        for number, passage in enumerate(golden.document.body.passages()):
            for mark, annotation in passage.annotations():
                key = (name, number, mark.start, mark.end, shape(annotation.meaning))
                gold.setdefault(topic(annotation), Counter())[key] += 1
        reading = read(name, (FOLDER / f"{name}.raw.md").read_text("utf-8"), known)
        for one in reading.suggestions:
            if one.sureness is not Sureness.POSSIBLE and one.meanings:
                where = (name, one.passage, one.extent.start, one.extent.end)
                keys = [(*where, shape(meaning)) for meaning in one.meanings]
                right = [key for key in keys if key in gold.get(one.topic, ())]
                key = right[0] if right and not first_only else keys[0]
                found.setdefault(one.topic, Counter())[key] += 1
    return {
        topic: Score(topic, found.get(topic, Counter()), gold.get(topic, Counter()))
        for topic in sorted({*found, *gold})
    }


def topic(annotation: Annotation) -> str:
    match annotation.meaning:
        case Naming():
            return "name"
        case Dating():
            return "date"
        case Quoting():
            return "quotation"
        case Counting():
            return "figure"
        case other:
            raise AssertionError(other)


def shape(meaning: Meaning) -> object:
    """Give what of a meaning must be right: of a quotation the speaker, of a figure all."""
    return meaning.speaker if isinstance(meaning, Quoting) else meaning


def wrong_though_certain() -> list[tuple[str, str, Meaning]]:
    """Give what would be applied and is not in the gold: article, words, meaning."""
    known = knowledge()
    wrong = []
    for file in sorted(FOLDER.glob("*.gold.md")):
        name = file.name.removesuffix(".gold.md")
        golden = read(name, file.read_text("utf-8"), known)
        right = {
            (number, mark.start, mark.end, annotation.meaning)
            for number, passage in enumerate(golden.document.body.passages())
            for mark, annotation in passage.annotations()
        }
        reading = read(name, (FOLDER / f"{name}.raw.md").read_text("utf-8"), known)
        wrong += [
            (name, one.words, one.meanings[0])
            for one in reading.suggestions
            if one.sureness is Sureness.CERTAIN
            and (one.passage, one.extent.start, one.extent.end, one.meanings[0]) not in right
        ]
    return wrong
