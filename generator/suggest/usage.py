"""All annotated articles in, what their words usually mean out.

Editors mean a government where an article says "Moscow", and an army where it says "regime
forces". Their own annotations say so best.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from generator.model import Document, Fields, Kind, Naming, Ref
from generator.suggest.folding import fold
from generator.suggest.registry import Form, Origin

OFTEN = 3
"""As often words must have meant one entry to be suggested as a name of it."""

_AROUND = re.compile(r"^(?:the |mr\.? |ms\.? |mrs\.? )+|(?:['’]s|(?<=s)['’])$", re.IGNORECASE)
_STOPS = re.compile(r"(?<![^\W\d_])([^\W\d_])\.(?=[^\W\d_]\.|$|\s)")
_SMALL = re.compile(r"(?<![\w'’-])[a-z]{2,}(?![\w'’-])")


@dataclass(frozen=True, slots=True)
class Usage:
    """What the words of annotations mean, and how often."""

    by_words: Mapping[str, Counter[Ref]] = field(default_factory=dict)
    """By the words in their bare form."""
    spellings: Mapping[str, str] = field(default_factory=dict)
    """The spelling in which the bare words were met first."""

    def counts(self, words: str) -> Mapping[Ref, int]:
        """Give the entries that words have meant, each with how often, the most often first."""
        found = self.by_words.get(_bare(words), Counter())
        return {ref: count for ref, count in found.most_common() if count > 1}

    def forms(self) -> Iterator[Form]:
        """Give words that have nearly always meant one entry."""
        for words, counts in self.by_words.items():
            (ref, count), *_ = counts.most_common(1)
            if count >= OFTEN and count >= 0.8 * counts.total() and ref.kind is not Kind.EVENT:
                yield Form(self.spellings[words], ref, Origin.USAGE)


def learn_usage(documents: Iterable[Document[Fields]]) -> Usage:
    """Learn from the annotations of all articles."""
    by_words: dict[str, Counter[Ref]] = defaultdict(Counter)
    spellings: dict[str, str] = {}
    for document in documents:
        for words, ref in _named(document):
            by_words[_bare(words)][ref] += 1
            spellings.setdefault(_bare(words), _AROUND.sub("", words))
    return Usage(by_words, spellings)


def learn_common_words(documents: Iterable[Document[Fields]]) -> Collection[str]:
    """Give the words that articles write with a small letter: they are no names by themselves."""
    found: set[str] = set()
    for document in documents:
        if document.ref.kind is Kind.ARTICLE:
            for passage in document.passages:
                found.update(_SMALL.findall(passage.text))
    return frozenset(found)


def _named(document: Document[Fields]) -> Iterator[tuple[str, Ref]]:
    if document.ref.kind is not Kind.ARTICLE:
        return
    for passage in document.passages:
        for mark, annotation in passage.annotations():
            meaning = annotation.meaning
            if isinstance(meaning, Naming) and len(meaning.ids) == 1:
                yield passage.text[mark.start : mark.end], Ref(meaning.kind, meaning.ids[0])


def _bare(words: str) -> str:
    """Give words folded; without an article, a `Mr.`, an abbreviation's stops or an ending."""
    return _STOPS.sub(r"\1", _AROUND.sub("", fold(words)))
