"""The source files of one state of a dossier in, the state linked out, ready to be compared."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from generator.diagnostics import Diagnostic, Severity, in_order
from generator.dossier import Dossier, Place
from generator.link import link
from generator.model import Ref
from generator.pipeline import Linked, Production, link_sources, produce_linked
from generator.rights import Release
from generator.settings import Settings
from generator.source import SourceFile, Span


@dataclass(frozen=True)
class Side:
    """One of the two states."""

    texts: Mapping[str, SourceFile]
    """The files by path below the sources folder."""
    linked: Linked
    dossier: Dossier
    """The whole dossier, with what the rights withhold: who reviews a change sees the sources."""

    @cached_property
    def releases(self) -> Mapping[str, Release]:
        """How much of each article is published, by its id."""
        return {release.article: release for release in self.linked.releases}

    @cached_property
    def production(self) -> Production:
        """Every file that is published."""
        return produce_linked(tuple(self.texts.values()), self.linked)

    @cached_property
    def unread(self) -> tuple[Diagnostic, ...]:
        """Why files could not be read, the first reason of each; what they say is not compared."""
        known = {document.path for document in self.linked.whole}
        first: dict[str, Diagnostic] = {}
        for one in self.linked.found:
            path = one.location.path
            if path not in known and path.endswith(".md") and one.severity is Severity.ERROR:
                first.setdefault(path, one)
        return tuple(first.values())

    def without(self, refs: Collection[Ref]) -> Side:
        """Give the state as if some files could not be read."""
        if not refs:
            return self
        whole = [one for one in self.linked.whole if one.ref not in refs]
        dossier, _ = link(whole, {*self.linked.broken, *refs})
        return Side(self.texts, self.linked, dossier)

    def source_of(self, ref: Ref) -> str:
        """Give the text of an entry's file."""
        return self.texts[self.dossier.documents[ref].path].text

    def sentence(self, place: Place) -> str:
        """Give the sentence in which something stands, or the whole passage."""
        passage = self.dossier.passage(place)
        extent = place.extent or Span(0, 0)
        for sentence in passage.sentences:
            if sentence.start <= extent.start < sentence.end:
                return passage.text[sentence.start : max(sentence.end, extent.end)]
        return passage.text


def side(texts: Sequence[SourceFile], unread: Iterable[Diagnostic], settings: Settings) -> Side:
    """Link one state of a dossier.

    Args:
        texts: The files, by path.
        unread: What is wrong with files that could not be read.
        settings: What the configuration says in that state.
    """
    linked = link_sources(texts, in_order(unread), settings)
    dossier, _ = link(linked.whole, linked.broken)
    return Side({text.path: text for text in texts}, linked, dossier)
