"""One page's view of the dossier: links and snippets as they look from where the page stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from generator import dates, prose, urls
from generator.dossier import Dossier, Mention, Place, Quote
from generator.model import (
    Annotation,
    Citing,
    Counting,
    Dating,
    Kind,
    Naming,
    Passage,
    Quoting,
    Ref,
)
from generator.prose import Around, Markdown
from generator.source import Span
from generator.texts import Texts

UNTOUCHED: Around = (Markdown(""), Markdown(""))
"""Stands around words that nothing is made of."""

EVIDENCE_SHOWN = 8
"""Paragraphs that are linked as evidence of one thing; the others are counted."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be written."""

    path: str
    """Below `docs/`."""
    text: str
    source: str = ""
    """The source file that an editor changes to change the page; empty where there is none."""


@dataclass(frozen=True, slots=True)
class View:
    """The dossier, seen from one page."""

    dossier: Dossier
    texts: Texts
    """What the site itself says there."""
    page: str
    """The page's path below `docs/`."""

    def at(self, page: str) -> View:
        """Give the view from another page."""
        return replace(self, page=page)

    def href(self, target: str | Ref, anchor: str = "") -> str:
        """Give the relative link to a page or to an entry's page."""
        path = urls.page_of(target) if isinstance(target, Ref) else target
        return urls.relative(self.page, path, anchor)

    def entity(self, ref: Ref, label: str = "") -> Markdown:
        """Link an entry by its name, or by a label."""
        words, address = prose.text(label or self.dossier.name(ref)), self.href(ref)
        language = self.foreign_title(ref)
        if language:
            return prose.link(words, address, classes=("entity", ref.kind), lang=language)
        return prose.link(words, address, classes=("entity", ref.kind))

    def foreign_title(self, ref: Ref) -> str | Literal[False]:
        """Give the language of an article's title, where it is not the interface's."""
        if ref.kind is not Kind.ARTICLE:
            return False
        return self.foreign_language(ref.id)

    def foreign_language(self, article: str) -> str | Literal[False]:
        """Give the language of an article, where it is not the interface's."""
        language = self.dossier.article(article).fields.language
        return language != self.texts.language and language

    def entities(self, refs: Iterable[Ref]) -> Markdown:
        """Link several entries, with commas between them."""
        return self.listed(self.entity(ref) for ref in refs)

    def listed(self, pieces: Iterable[Markdown]) -> Markdown:
        """Put what a list that is no sentence puts between its items."""
        return prose.joined(self.texts.comma, pieces)

    def some(self, pieces: Sequence[Markdown], total: int) -> Markdown:
        """List some pieces of a total, and count the others."""
        more = total - len(pieces)
        if more <= 0:
            return self.listed(pieces)
        pattern = self.texts.ngettext(
            "{some} and {count} more", "{some} and {count} more", more, some="{some}"
        )
        return prose.sentence(pattern, some=self.listed(pieces))

    def first_of(self, refs: Iterable[Ref], limit: int) -> Markdown:
        """Link so many entries, each once, and count the others."""
        once = list(dict.fromkeys(refs))
        return self.some([self.entity(ref) for ref in once[:limit]], len(once))

    def paragraph(self, place: Place, label: Markdown | None = None) -> Markdown:
        """Link the paragraph in which something stands."""
        article = Ref(Kind.ARTICLE, place.article)
        return prose.link(
            label or prose.text(pilcrow(self.texts, place.anchor)),
            self.href(article, place.anchor),
            classes=("para",),
            title=self._place_words(self.dossier.name(article), place.anchor),
        )

    def _place_words(self, article: str, anchor: str) -> str:
        say, number = self.texts.gettext, anchor[1:]
        if anchor.startswith("p"):
            return say("{article}, paragraph {number}", article=article, number=number)
        return say("{article}, heading {number}", article=article, number=number)

    def outlet(self, article: str) -> str:
        """Give the name of the outlet that published an article."""
        fields = self.dossier.article(article).fields
        publisher = Ref(Kind.ORG, fields.publisher)
        known = publisher in self.dossier.documents
        return self.dossier.name(publisher) if known else fields.publisher

    def paragraphs(self, places: Sequence[Place]) -> Markdown:
        """Link paragraphs as evidence, outlet by outlet: `RFE/RL ¶ 1, ¶ 4; CSM ¶ 2`."""
        shown = places[:EVIDENCE_SHOWN]
        outlets = [
            spaced(foreign(self.outlet(article)), self.listed(map(self.paragraph, here)))
            for article, here in groupby(shown, key=lambda place: place.article)
        ]
        more = len(places) - len(shown)
        if more:
            words = self.texts.ngettext("and {count} more", "and {count} more", more)
            outlets.append(prose.text(words))
        return prose.span(prose.joined(self.texts.semicolon, outlets), classes=("evidence",))

    def source(self, place: Place) -> Markdown:
        """Link a paragraph with the name of its outlet before it."""
        outlet = foreign(self.outlet(place.article))
        return self.paragraph(place, spaced(outlet, prose.text(pilcrow(self.texts, place.anchor))))

    def snippet(self, evidence: Sequence[Mention | Quote]) -> Markdown:
        """Give the sentence in which things stand, each of them highlighted and linked.

        Args:
            evidence: Mentions or quotations that stand in one sentence of one passage.
        """
        first = evidence[0].place
        extents = [one.place.extent for one in evidence if one.place.extent]
        if not extents:
            return withheld(self.texts)
        passage = self.dossier.passage(first)
        sentence = sentence_of(passage, extents[0])
        by_span = {one.place.span: one for one in reversed(evidence)}
        article = self.dossier.article(first.article)

        def wrap(annotation: Annotation) -> Around:
            found = by_span.get(annotation.span)
            if found is None:
                return UNTOUCHED
            before, after = prose.around_link(self.href(article.ref, found.id), classes=("hit",))
            return Markdown(f"<mark>{before}"), Markdown(f"{after}</mark>")

        written = prose.passage(passage, wrap, sentence.start, sentence.end)
        language = self.foreign_language(first.article)
        return prose.element("bdi", written, lang=language) if language else written

    def wrap(self, annotation: Annotation) -> Around:
        """Link annotated words of a note or a page: entries by id, evidence by paragraph."""
        match annotation.meaning:
            case Naming(kind, ids):
                return self._around_names([Ref(kind, id_) for id_ in ids])
            case Counting(figure):
                return self._around_names([Ref(Kind.FIGURE, figure)])
            case Citing(article, anchor):
                ref = Ref(Kind.ARTICLE, article)
                if ref not in self.dossier.documents:
                    return UNTOUCHED
                return prose.around_link(self.href(ref, anchor or ""), classes=("cited",))
            case Dating(date):
                return around_date(date)
            case Quoting():
                return prose.around_span(classes=("quote",))

    def _around_names(self, refs: Sequence[Ref]) -> Around:
        known = [ref for ref in refs if ref in self.dossier.documents]
        if not known:
            return UNTOUCHED
        before, after = prose.around_link(self.href(known[0]), classes=("entity", known[0].kind))
        further = [
            prose.link(
                Markdown(""),
                self.href(ref),
                classes=("entity", ref.kind, "also"),
                title=self.dossier.name(ref),
                aria_label=self.texts.gettext("also {name}", name=self.dossier.name(ref)),
            )
            for ref in known[1:]
        ]
        return before, Markdown(after + "".join(further))


def sentence_of(passage: Passage, extent: Span) -> Span:
    """Give the sentence of a passage that holds a stretch of it."""
    for sentence in passage.sentences:
        if sentence.start <= extent.start and extent.end <= sentence.end:
            return sentence
    return Span(0, len(passage.text))


def pilcrow(texts: Texts, anchor: str) -> str:
    """Give the short form of a paragraph's anchor: `¶ 7`."""
    if anchor.startswith("p"):
        return texts.gettext("¶\N{NO-BREAK SPACE}{number}", number=anchor[1:])
    return texts.gettext("heading {number}", number=anchor[1:])


def withheld(texts: Texts) -> Markdown:
    """Say in the place of words that the rights do not let us show them."""
    said = prose.text(texts.gettext("words withheld by the rights"))
    return prose.span(said, classes=("withheld",))


def spaced(*pieces: Markdown | None) -> Markdown:
    """Put pieces of a line side by side with spaces between them; empty ones are left out."""
    return prose.joined(" ", [piece for piece in pieces if piece])


def when(texts: Texts, date: dates.Edtf, classes: Iterable[str] = ()) -> Markdown:
    """Give a date in words, with its machine form where HTML has one."""
    said = prose.text(texts.date(date))
    machine = dates.iso(date)
    if machine:
        return prose.time(said, machine, classes=classes)
    return prose.span(said, classes=("time", *classes))


def dated(
    texts: Texts, date: dates.Edtf | None, *content: Markdown | None, again: bool = False
) -> Markdown:
    """Give a line of a list that is in order of date: the date, then what belongs to it."""
    classes = ("again",) if again else ()
    undated = prose.text(texts.gettext("undated"))
    moment = when(texts, date, classes) if date else prose.span(undated, classes=("time", *classes))
    return spaced(moment, prose.span(spaced(*content), classes=("what",)))


def around_date(date: dates.Edtf, **attributes: str) -> Around:
    """Give what stands around words that mean a date, with its machine form where HTML has one."""
    machine = dates.iso(date)
    if machine:
        return prose.around_element("time", datetime=machine, **attributes)
    return prose.around_span(classes=("time",), **attributes)


def foreign(name: str) -> Markdown:
    """Give a name; one in another script carries its direction for the browser to isolate."""
    return prose.element("bdi", prose.text(name))
