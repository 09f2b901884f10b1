"""What the rules look at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

from generator.dossier import Article, Dossier
from generator.evidence.reuse import Common
from generator.model import Annotation, Document, Fields, Kind, Ref

Documents = Mapping[Ref, Document[Fields]]
"""The documents that there are."""


@dataclass(frozen=True, slots=True)
class Sources:
    """A dossier before it is published."""

    dossier: Dossier
    """Linked, from what the rights release."""
    whole: Sequence[Document[Fields]]
    """Every document as it was read, with all of its text."""
    broken: Sequence[Ref] = ()
    """Files that could not be read. What they name is not known."""
    shingles: Mapping[str, bytes] = field(default_factory=dict)
    """The shingles that are kept of each article, by its id."""
    common: Common | None = None
    """Those that are kept of more than one, where that is known."""

    def articles(self) -> Iterator[Article]:
        """Give the articles as they were read."""
        for document in self.whole:
            if document.ref.kind is Kind.ARTICLE:
                yield cast(Article, document)

    def entries(self) -> list[Document[Fields]]:
        """Give all other documents as they were read."""
        return [document for document in self.whole if document.ref.kind is not Kind.ARTICLE]


def annotated(document: Document[Fields]) -> Iterator[Annotation]:
    """Give every annotation of a document as it was read, in order."""
    for passage in document.passages:
        for _, annotation in passage.annotations():
            yield annotation


def withheld(document: Document[Fields]) -> Iterator[Annotation]:
    """Give every annotation whose words the rights withhold, in order."""
    for passage in document.passages:
        yield from passage.withheld
