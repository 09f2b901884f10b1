"""A dossier that remembers what it was asked, and the digests of its answers.

A page is made of a few facts: an entry, its mentions, the articles that they stand in, the names of
others. `Asked` is handed to what makes the page in the dossier's place; it gives the same answers,
and keeps the questions. As long as each of them is answered as before, so that the digests are the
same, the page comes out the same and need not be made again. (In the words of "Build systems à la
carte", by Mokhov, Mitchell and Peyton Jones, these are verifying traces.)

What is asked about is never declared by hand, and so cannot be forgotten.
"""

from __future__ import annotations

import os
import sys
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, TypeVar

from generator.codec import encode, encode_in_order
from generator.digests import SIZE, digest
from generator.dossier import (
    FINDERS,
    Article,
    DateMention,
    Dossier,
    Mention,
    Named,
    Place,
    Quote,
    Report,
    Said,
    Value,
    finder_name,
)
from generator.model import Document, Fields, Kind, Passage, Ref
from generator.source import Record, Span

K = TypeVar("K")
V = TypeVar("V")

Question = tuple[str, ...]
"""What was asked, and about what: `("name", "person", "john-kerry")`."""

EVERYTHING: Question = ("everything",)
"""What is asked by whoever looks at the dossier as a whole."""


class Numbers:
    """Questions by number: a dossier asks a few of them a million times.

    The number of a question is a digest of it, and so the same in every process; of a number that
    is not known, nobody can tell what was asked.
    """

    def __init__(self) -> None:
        """Know no question yet."""
        self.questions: dict[int, Question] = {}
        self._numbers: dict[Question, int] = {}
        """Of what was asked here."""
        self._news: dict[int, Question] = {}

    def resume(self, known: Mapping[int, Question]) -> None:
        """Know what was known when this process last asked."""
        self.questions.update(known)

    def learn(self, known: Mapping[int, Question]) -> None:
        """Learn the numbers of questions that were asked elsewhere."""
        for number, question in known.items():
            if number not in self.questions:
                # Ids stand in several questions each, and are held once.
                self.questions[number] = tuple(map(sys.intern, question))

    def news(self) -> dict[int, Question]:
        """Give what was asked for the first time since this was asked last."""
        news, self._news = self._news, {}
        return news

    def of(self, questions: Iterable[Question]) -> bytes:
        """Give the numbers of questions, as an array of 64-bit numbers."""
        return array("Q", map(self._number, questions)).tobytes()

    def _number(self, question: Question) -> int:
        number = self._numbers.get(question)
        if number is None:
            number = int.from_bytes(digest(*question)[:8], "little")
            self._numbers[question] = number
            if number not in self.questions:
                self.questions[number] = self._news[number] = question
        return number


class Fragment(Record, frozen=True):
    """A part of a page, and what it rests on."""

    questions: bytes
    """The numbers of what was asked."""
    answers: bytes
    """The digest of the answers."""
    texts: tuple[str, ...]


class Asked(Dossier):
    """A dossier that gives the answers of another, and keeps the questions."""

    def __init__(
        self, dossier: Dossier, answers: Answers, fragments: Mapping[str, Fragment] | None = None
    ) -> None:
        """Answer as a dossier does.

        Args:
            dossier: The dossier.
            answers: The digests of its answers.
            fragments: Parts of the same pages as they were written before, by their names.
        """
        # Dossiers are frozen, and everything that this one knows is asked of the other.
        object.__setattr__(self, "_dossier", dossier)
        object.__setattr__(self, "_digests", answers)
        object.__setattr__(self, "_written", fragments or {})
        object.__setattr__(self, "questions", {})
        object.__setattr__(self, "fragments", {})
        object.__setattr__(self, "_behind", {})

    _dossier: Dossier
    _digests: Answers
    _written: Mapping[str, Fragment]
    questions: dict[Question, None]
    """In the order in which they were first asked."""
    fragments: dict[str, Fragment]
    """The parts of which the pages are made, by their names."""
    _behind: dict[int, None]
    """The numbers of what these parts rest on."""

    def _ask(self, *question: str) -> Dossier:
        self.questions[question] = None
        return self._dossier

    def _ask_everything(self) -> Dossier:
        return self._ask(*EVERYTHING)

    # --- What a dossier holds as a whole ---------------------------------------------------------

    @property
    def documents(self) -> Mapping[Ref, Document[Fields]]:
        """All documents; each of them is a question of its own."""
        return _Documents(self._dossier.documents, self._ask)

    @property
    def articles(self) -> tuple[Article, ...]:
        """All articles."""
        return self._ask_everything().articles

    @property
    def said(self) -> Mapping[str, Said]:
        """What all articles say; each article is a question of its own."""
        return _Answers(
            self._dossier.said, lambda id_: self._ask("document", Kind.ARTICLE, id_), self
        )

    @property
    def named(self) -> Mapping[str, Named]:
        """Whom all articles name; each article is a question of its own."""
        return _Answers(
            self._dossier.named, lambda id_: self._ask("document", Kind.ARTICLE, id_), self
        )

    @property
    def mentions(self) -> Iterable[Mention]:
        """All mentions."""
        return self._ask_everything().mentions

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """All quotations."""
        return self._ask_everything().quotes

    @property
    def values(self) -> tuple[Value, ...]:
        """All values."""
        return self._ask_everything().values

    @property
    def dates(self) -> tuple[DateMention, ...]:
        """All dates."""
        return self._ask_everything().dates

    @property
    def referrers(self) -> Mapping[Ref, tuple[tuple[Ref, str], ...]]:
        """Who names whom in front matter; each entry is a question of its own."""
        return _Answers(self._dossier.referrers, lambda ref: self._ask("referrers", *ref), self)

    @property
    def noted(self) -> Mapping[Ref, tuple[Ref, ...]]:
        """Who names whom in notes; each entry is a question of its own."""
        return _Answers(self._dossier.noted, lambda ref: self._ask("noted", *ref), self)

    @property
    def passages(self) -> Mapping[str, tuple[Passage, ...]]:
        """The passages of each article; each article is a question of its own."""
        return _Answers(
            self._dossier.passages, lambda id_: self._ask("document", Kind.ARTICLE, id_), self
        )

    @property
    def numbers(self) -> Mapping[str, int]:
        """The order of the articles; it rests on each article's own date."""
        return _Answers(
            self._dossier.numbers, lambda id_: self._ask("document", Kind.ARTICLE, id_), self
        )

    # --- What is asked about one thing -----------------------------------------------------------

    def once(self, find: Callable[[Dossier], V]) -> V:
        """Give what a function finds in the dossier.

        Of a mapping, each key is a question of its own; anything else is asked as a whole.
        """
        found = self._dossier.once(find)
        name = finder_name(find)
        if isinstance(found, Mapping):
            answers: Any = _Answers(found, lambda key: self._ask("found", name, *_flat(key)), self)
            return answers  # type: ignore[no-any-return]
        self._ask("found", name)
        return found

    def once_as_a_whole(self, find: Callable[[Dossier], V]) -> V:
        """Give what a function finds in the dossier, and ask about the dossier as a whole."""
        return self._ask_everything().once_as_a_whole(find)

    def fragment(self, name: str, write: Callable[[Dossier], tuple[str, ...]]) -> tuple[str, ...]:
        """Give a part of a page; it is written only where it is not true any more."""
        answers = self._digests
        fragment = self._written.get(name)
        if not fragment or answers.to_all(fragment.questions) != fragment.answers:
            asked = Asked(self._dossier, answers)
            texts = write(asked)
            questions = asked.rests_on
            fragment = Fragment(questions, answers.to_all(questions), texts)
        self.fragments[name] = fragment
        self._behind.update(dict.fromkeys(array("Q", fragment.questions)))
        return fragment.texts

    @property
    def rests_on(self) -> bytes:
        """The numbers of all that was asked, also where a part of a page rests on it.

        Who asked about the dossier as a whole has asked all else with that.
        """
        numbers = self._digests.numbers
        everything = array("Q", numbers.of((EVERYTHING,)))
        if EVERYTHING in self.questions or everything[0] in self._behind:
            return everything.tobytes()
        own = array("Q", numbers.of(self.questions))
        return array("Q", {**dict.fromkeys(own), **self._behind}).tobytes()

    def article(self, id_: str) -> Article:
        """Give the article of that id."""
        return self._ask("document", Kind.ARTICLE, id_).article(id_)

    def name(self, ref: Ref) -> str:
        """Give what readers call an entry."""
        return self._ask("name", *ref).name(ref)

    def of_kind(self, kind: Kind) -> tuple[Document[Fields], ...]:
        """Give all documents of a kind by id."""
        return self._ask("kind", kind).of_kind(kind)

    def passage(self, place: Place) -> Passage:
        """Give the passage in which something stands."""
        return self._ask("document", Kind.ARTICLE, place.article).passage(place)

    def mentions_of(self, ref: Ref) -> tuple[Mention, ...]:
        """Give every mention of an entity."""
        return self._ask("evidence", *ref).mentions_of(ref)

    def mentions_in(self, article: str, ref: Ref) -> tuple[Mention, ...]:
        """Give every mention of an entity in one article."""
        return self._ask("document", Kind.ARTICLE, article).mentions_in(article, ref)

    def quotes_by(self, ref: Ref) -> tuple[Quote, ...]:
        """Give every quotation of a speaker."""
        return self._ask("evidence", *ref).quotes_by(ref)

    def values_of(self, ref: Ref) -> tuple[Value, ...]:
        """Give every reported value of a figure."""
        return self._ask("evidence", *ref).values_of(ref)

    def articles_naming(self, ref: Ref) -> tuple[str, ...]:
        """Give the ids of the articles that mention or quote an entity, in order."""
        return self._ask("evidence", *ref).articles_naming(ref)

    def companions(self, ref: Ref) -> tuple[tuple[Ref, tuple[Place, ...]], ...]:
        """Give the entities mentioned in the same paragraphs, with those paragraphs."""
        return self._ask("evidence", *ref).companions(ref)

    def paragraphs_in(self, article: str) -> tuple[Mapping[Ref, Place], ...]:
        """Give whom each paragraph of an article mentions or quotes; others are left out."""
        return self._ask("document", Kind.ARTICLE, article).paragraphs_in(article)

    def reports_in(self, article: str) -> Mapping[Span, tuple[Report, ...]]:
        """Give what an article's annotations say, by where each stands in the source file."""
        return self._ask("document", Kind.ARTICLE, article).reports_in(article)

    def beside(self, article: str) -> tuple[Article | None, Article | None]:
        """Give the articles that were published right before and right after one."""
        return self._ask("beside", article).beside(article)


class _Answers(Mapping[K, V]):
    """A mapping of which each key is a question, and the whole is a question about everything."""

    def __init__(self, answers: Mapping[K, V], ask: Callable[[K], object], asked: Asked) -> None:
        self._answers = answers
        self._ask = ask
        self._asked = asked

    def __getitem__(self, key: K) -> V:
        self._ask(key)
        return self._answers[key]

    def __iter__(self) -> Iterator[K]:
        self._asked._ask_everything()  # noqa: SLF001 - one room
        return iter(self._answers)

    def __len__(self) -> int:
        self._asked._ask_everything()  # noqa: SLF001 - one room
        return len(self._answers)


class _Documents(Mapping[Ref, Document[Fields]]):
    """All documents; whether there is one is asked more often than what it holds."""

    def __init__(self, documents: Mapping[Ref, Document[Fields]], ask: Callable[..., object]):
        self._documents = documents
        self._ask = ask

    def __getitem__(self, ref: Ref) -> Document[Fields]:
        self._ask("document", *ref)
        return self._documents[ref]

    def __contains__(self, ref: object) -> bool:
        if isinstance(ref, Ref):
            self._ask("name", *ref)
        return ref in self._documents

    def __iter__(self) -> Iterator[Ref]:
        self._ask(*EVERYTHING)
        return iter(self._documents)

    def __len__(self) -> int:
        self._ask(*EVERYTHING)
        return len(self._documents)


class Answers:
    """The digests of a dossier's answers."""

    def __init__(self, dossier: Dossier, editions: Mapping[Ref, bytes]) -> None:
        """Answer for a dossier.

        Args:
            dossier: The dossier.
            editions: For each document, the digest of all that it was made of: its file, and for an
                article what its rights let through, and whom its annotations name.
        """
        self._dossier = dossier
        self._editions = editions
        self._known: dict[int, bytes] = {}
        self.numbers = Numbers()

    def to_all(self, questions: bytes) -> bytes:
        """Give one digest of the answers to several questions, in that order.

        Args:
            questions: Their numbers.
        """
        known, numbers = self._known, array("Q", questions)
        try:
            return digest(b"".join(map(known.__getitem__, numbers)))
        except KeyError:
            for number in numbers:
                if number not in known:
                    known[number] = self._answer(number)
            return digest(b"".join(map(known.__getitem__, numbers)))

    def _answer(self, number: int) -> bytes:
        question = self.numbers.questions.get(number)
        if question is None:
            # Nothing is answered as nobody knows what before.
            return os.urandom(SIZE)
        about, *what = question
        # Of one length, so that it is clear where one answer ends and the next begins.
        return digest(self._ways[about](*what))

    @cached_property
    def _ways(self) -> Mapping[str, Callable[..., bytes]]:
        """How each kind of question is answered."""
        return {
            "everything": lambda: self._everything,
            "name": self._name,
            "document": lambda kind, id_: self._editions.get(_ref(kind, id_), b""),
            "kind": self._kind,
            "evidence": self._evidence,
            "beside": self._beside,
            "referrers": lambda *ref: encode(self._dossier.referrers.get(_ref(*ref))),
            "noted": lambda *ref: encode(self._dossier.noted.get(_ref(*ref))),
            "found": self._found,
        }

    def _name(self, kind: str, id_: str) -> bytes:
        document = self._dossier.documents.get(_ref(kind, id_))
        return document.name.encode() if document else b""

    def _kind(self, kind: str) -> bytes:
        return digest(*(self._editions[one.ref] for one in self._dossier.of_kind(Kind(kind))))

    def _evidence(self, kind: str, id_: str) -> bytes:
        naming = self._dossier.articles_naming(_ref(kind, id_))
        return b"".join(map(self._editions_of_articles.__getitem__, naming))

    def _beside(self, article: str) -> bytes:
        if Ref(Kind.ARTICLE, article) not in self._dossier.documents:
            return b""
        beside = self._dossier.beside(article)
        return encode([(one.ref, one.name) if one else None for one in beside])

    def _found(self, finder: str, *key: str) -> bytes:
        if finder not in FINDERS:
            return b""
        found: Any = self._dossier.once(FINDERS[finder])
        if key:
            found = found.get(key[0] if len(key) == 1 else key)
        return digest(encode_in_order(found))

    @cached_property
    def _editions_of_articles(self) -> Mapping[str, bytes]:
        return {one.ref.id: self._editions[one.ref] for one in self._dossier.articles}

    @cached_property
    def _everything(self) -> bytes:
        return digest(*(self._editions[ref] for ref in self._dossier.documents))


def _ref(kind: str, id_: str) -> Ref:
    return Ref(Kind(kind), id_)


def _flat(key: object) -> Iterator[str]:
    """Give a key of strings, alone or in tuples, as strings in a row."""
    return iter((key,)) if isinstance(key, str) else iter(key)  # type: ignore[call-overload]
