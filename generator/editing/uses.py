"""An entry in, every place that names it out: annotations, citations and front matter.

A place is the span of the id alone, so that what replaces it touches nothing else: not the words,
not the kind before the id, not the quotation marks around it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from generator.diagnostics import Diagnostic
from generator.editing.edits import Edit
from generator.editing.opened import OpenSources
from generator.link import ids_in, possible
from generator.model import Annotation, Document, Fields, KeyPath, Kind, Ref
from generator.schema import references
from generator.source import SourceFile, Span


@dataclass(frozen=True, slots=True)
class Use:
    """A place that names an entry."""

    source: SourceFile
    span: Span
    """Of the id, without a kind before it."""
    id: str
    kinds: tuple[Kind, ...]
    """The kinds that can be named there; one alone where it stands before the id, as in
    `person:john-kerry`."""
    annotation: Annotation | None = None
    """The annotation that it is a part of; None in front matter."""
    key: KeyPath = ()
    """In front matter, the way to the value."""

    @property
    def is_legible(self) -> bool:
        """Whether the id stands there letter by letter, without escapes."""
        return self.source.text[self.span.start : self.span.end] == self.id

    def renamed(self, to: Ref, known: Collection[Ref]) -> Edit:
        """Give the edit that makes it name another entry.

        Args:
            to: The entry.
            known: All entries as they will be. Where another kind has one of the same id, the edit
                says which of them is meant.
        """
        candidates = [kind for kind in self.kinds if Ref(kind, to.id) in known]
        return Edit(self.span, str(to) if len(candidates) > 1 else to.id)


def uses_of(ref: Ref, sources: OpenSources) -> Iterator[Use]:
    """Give every place that names an entry, file by file; the entry's own file among them."""
    known = sources.documents.keys()
    for file in sources.files.values():
        if file.document:
            for use in all_uses(file.source, file.document):
                if [one for one in possible(use.id, use.kinds) if one in known] == [ref]:
                    yield use


def all_uses(source: SourceFile, document: Document[Fields]) -> Iterator[Use]:
    """Give every place of a file that names an entry, whether it exists or not."""
    for path, kinds, id_ in references(document.fields):
        yield _use(source, _scalar(source, document.spans[path]), id_, kinds, key=path)
    seen: set[Span] = set()
    for passage in document.passages:
        for _, annotation in passage.annotations():
            for part, number, kinds, id_ in ids_in(annotation.meaning):
                span = annotation.part(part, number)
                # Links that refer to one definition share what it says.
                if span not in seen:
                    seen.add(span)
                    yield _use(source, span, id_, kinds, annotation=annotation)


def illegible(use: Use) -> Diagnostic:
    """Say that an id is written in a way in which it cannot be replaced."""
    return Diagnostic(
        use.source.locate(use.span),
        "illegible-id",
        f"'{use.id}' is written with escapes here",
        "write it letter by letter, then run the command again",
    )


def _use(
    source: SourceFile,
    span: Span,
    written: str,
    kinds: tuple[Kind, ...],
    *,
    annotation: Annotation | None = None,
    key: KeyPath = (),
) -> Use:
    kind, colon, id_ = written.rpartition(":")
    if source.text[span.start : span.end] == written:
        span = Span(span.start + len(kind + colon), span.end)
    return Use(source, span, id_, (Kind(kind),) if colon else kinds, annotation, key)


def _scalar(source: SourceFile, span: Span) -> Span:
    """Give the place of a front-matter value inside its quotation marks."""
    text = source.text[span.start : span.end]
    marks = int(text[:1] in ("'", '"') and text[:1] == text[-1:])
    inner = text[marks : len(text) - marks]
    start = span.start + marks + len(inner) - len(inner.lstrip(" "))
    return Span(start, start + len(inner.strip(" ")))
