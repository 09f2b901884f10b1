"""The entries of a dossier in, every form by which a text may name them out.

An entry is named by its name, its aliases and its former names. People are named by their surname
as well, which is worked out from the name; other forms (plurals, adjectives, initials) are known
only where an alias says so.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from ahocorasick_rs import AhoCorasick

from generator.model import (
    ENTITY_KINDS,
    Counting,
    Dating,
    Document,
    EventFields,
    Fields,
    Kind,
    Meaning,
    Naming,
    OrgFields,
    OrgKind,
    PersonFields,
    PlaceFields,
    PlaceKind,
    Quoting,
    Ref,
)
from generator.source import Span
from generator.suggest.folding import Folded, fold
from generator.suggest.targets import link_target
from generator.texts import english


class Origin(StrEnum):
    """Why a form names an entry; said to the editor."""

    NAME = "the name"
    ALIAS = "an alias"
    FORMER_NAME = "a former name"
    SURNAME = "the surname"
    FIRST_NAME = "the first of the names"
    """As in `Mr. Ban` for Ban Ki-moon; it counts only behind `Mr.` or a title."""
    USAGE = "in other articles a word for it"


@dataclass(frozen=True, slots=True)
class Form:
    """One way to name an entry."""

    text: str
    ref: Ref
    origin: Origin

    @property
    def is_derived(self) -> bool:
        """Whether nobody wrote it down as a name."""
        return self.origin in (Origin.SURNAME, Origin.FIRST_NAME, Origin.USAGE)


@dataclass(frozen=True, slots=True)
class Match:
    """Words of a text that are, but for case and marks, a form of one or more entries."""

    extent: Span
    """The words, as offsets in the text."""
    forms: tuple[Form, ...]


class Registry:
    """All forms of all entries, found in a text in one pass."""

    def __init__(self, documents: Iterable[Document[Fields]], usual: Iterable[Form] = ()) -> None:
        """Take the entries.

        Args:
            documents: All documents; those that are no people, places, organizations or events
                count for nothing.
            usual: What other articles call the entries, besides their names.
        """
        documents = tuple(documents)
        entries = [one for one in documents if isinstance(one.fields, _NAMED)]
        self.names: Mapping[Ref, str] = {one.ref: one.name for one in entries}
        """Of those whose names are looked for."""
        self.every_name: Mapping[Ref, str] = {
            one.ref: one.name for one in documents if one.ref.kind in ENTITY_KINDS
        }
        self.media = frozenset(
            one.ref
            for one in entries
            if isinstance(one.fields, OrgFields) and one.fields.kind is OrgKind.MEDIA
        )
        self.governments = _governments(entries)
        by_text: dict[str, dict[Form, None]] = defaultdict(dict)
        for entry in entries:
            for form in forms_of(entry):
                by_text[fold(form.text)].setdefault(form)
        for form in usual:
            if form.ref in self.names and fold(form.text) not in by_text:
                by_text[fold(form.text)] = {form: None}
        by_text.pop("", None)
        self.texts = frozenset(by_text)
        self._forms = [_without_repeats(forms) for forms in by_text.values()]
        self._automaton = AhoCorasick(by_text.keys()) if by_text else None

    def told(self, meaning: Meaning) -> tuple[str, str]:
        """Give a meaning as it is written, and the name of what it is about."""
        match meaning:
            case Naming(kind, ids):
                refs = [Ref(kind, id_) for id_ in ids]
            case Quoting(speaker):
                id_ = speaker.rpartition(":")[2]
                refs = [Ref(Kind.PERSON, id_), Ref(Kind.ORG, id_)]
            case Counting(figure):
                refs = [Ref(Kind.FIGURE, figure)]
            case Dating(date):
                return link_target(meaning), english().date(date)
            case _:
                refs = []
        names = [self.every_name[ref] for ref in refs if ref in self.every_name]
        return link_target(meaning), ", ".join(names[:1] if isinstance(meaning, Quoting) else names)

    def matches(self, folded: Folded) -> Iterator[Match]:
        """Find every form in a text, even within words and within each other."""
        if self._automaton is None:
            return
        for pattern, start, end in self._automaton.find_matches_as_indexes(
            folded.text, overlapping=True
        ):
            yield Match(Span(*folded.span(start, end)), self._forms[pattern])


_NAMED = PersonFields | PlaceFields | OrgFields | EventFields


def forms_of(document: Document[Fields]) -> Iterator[Form]:
    """Give every form of an entry."""
    fields, ref = document.fields, document.ref
    if not isinstance(fields, _NAMED):
        return
    yield Form(fields.name, ref, Origin.NAME)
    if isinstance(fields, EventFields):
        return
    for alias in fields.aliases:
        yield Form(alias, ref, Origin.ALIAS)
    if isinstance(fields, OrgFields):
        for former in fields.former_names:
            yield Form(former.name, ref, Origin.FORMER_NAME)
    if isinstance(fields, PersonFields) and not fields.anonymous:
        for name in (fields.name, *fields.aliases):
            yield from _parts_of(name, ref)


_PARTICLES = frozenset(
    {"abd", "abdel", "abdul", "abu", "al", "ap", "ben", "bin", "da", "de", "del", "della", "den"}
    | {"der", "di", "dos", "du", "el", "ibn", "la", "le", "ould", "van", "von", "zu"}
)
_EASTERN = re.compile(r"[^\W\d_]\w+[-‐‑][^\W\d_A-Z]\w+")
"""A given name as it is written behind a Korean or a Chinese surname: Ki-moon."""
_ENDINGS = frozenset(["jr", "sr", "ii", "iii", "iv"])
_ARTICLE = re.compile(r"^(?:al|el|ad|an|ar|as|ash|at|az)[-'’](?=\w)", re.IGNORECASE)


def _parts_of(name: str, ref: Ref) -> Iterator[Form]:
    """Give the surname in a full name, with and without what belongs before it."""
    words = [word for word in name.split() if word.strip(".,").lower() not in _ENDINGS]
    if len(words) < 2 or "(" in name or words[0].islower():  # noqa: PLR2004 - a first and a last
        return
    if _EASTERN.fullmatch(words[-1]):
        yield Form(words[0], ref, Origin.SURNAME)
        return
    surname = words[-1]
    if surname.islower():
        return
    yield Form(surname, ref, Origin.SURNAME)
    article = _ARTICLE.match(surname)
    if article:
        yield Form(surname[article.end() :], ref, Origin.SURNAME)
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in _PARTICLES:
        start -= 1
        yield Form(" ".join(words[start:]), ref, Origin.SURNAME)
    if words[0].lower() not in _PARTICLES:
        yield Form(words[0], ref, Origin.FIRST_NAME)


def _without_repeats(forms: Iterable[Form]) -> tuple[Form, ...]:
    """Keep, of each entry, the form that says most; written forms come before derived ones."""
    ranked = sorted(forms, key=lambda form: list(Origin).index(form.origin))
    best: dict[Ref, Form] = {}
    for form in ranked:
        best.setdefault(form.ref, form)
    return tuple(best.values())


def _governments(entries: Iterable[Document[Fields]]) -> Mapping[Ref, tuple[Ref, ...]]:
    """Give, for a country and for its capital, the governments that their names can stand for."""
    within = {
        one.ref.id: one.fields.within for one in entries if isinstance(one.fields, PlaceFields)
    }
    countries = {
        one.ref.id
        for one in entries
        if isinstance(one.fields, PlaceFields) and one.fields.kind is PlaceKind.COUNTRY
    }
    found: dict[Ref, tuple[Ref, ...]] = {}
    for one in entries:
        fields = one.fields
        if not isinstance(fields, OrgFields) or fields.part_of or not fields.based_in:
            continue
        if fields.kind is OrgKind.GOVERNMENT:
            country = within.get(fields.based_in)
            for place in (fields.based_in, country if country in countries else None):
                if place:
                    ref = Ref(Kind.PLACE, place)
                    found[ref] = (*found.get(ref, ()), one.ref)
    return found
