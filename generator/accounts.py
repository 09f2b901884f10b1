"""Articles in, all that can be told of each alone out: kept, where one run follows another.

An article is taken apart once: its rights are applied, the ids of its annotations are looked up,
and the rules that look at one article look at it. What comes out stays true as long as the article
is the same, the same ids exist, and the entries that a rule has looked at say the same.
"""

from __future__ import annotations

import contextlib
import dataclasses
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from msgspec.structs import replace

from generator.checks import check_article
from generator.checks.sources import Documents
from generator.codec import DamagedError, decode, encode
from generator.diagnostics import Diagnostic
from generator.digests import digest, program
from generator.dossier import Article, Mention, Named, Place, Said
from generator.link import Linker, Reading
from generator.means import Keeper, Means, kept, shared
from generator.model import Document, Fields, Ref
from generator.rights import Release, release
from generator.source import Record

STAGE = "accounts"

SHARE = 40
"""Articles that one process takes apart at once."""


@dataclass(frozen=True, slots=True)
class Account:
    """What can be told of one article."""

    released: Article
    """What may be published of it."""
    release: Release
    reading: Reading
    """What that says."""
    found: tuple[Diagnostic, ...]
    """What is wrong with the whole of it."""
    looked_at: tuple[tuple[Ref, bytes], ...]
    """The editions of the entries that rules have looked at."""
    edition: bytes
    """The digest of all that pages show of it: of its file, its rights, and whom it names."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What an account rests on beside its article."""

    linker: Linker
    """Knows which ids there are."""
    known: Documents
    """All documents as they were read."""
    editions: Mapping[Ref, bytes]
    """For each document, the digest of its source file."""
    budget: int
    """The most words of an `excerpt` article that the whole site may show."""
    asked: Collection[str]
    """The codes of rules that are asked for."""


def accounts(articles: Iterable[Article], terms: Terms, means: Means) -> Iterator[Account]:
    """Tell what can be told of each article.

    Args:
        articles: The articles as they were read.
        terms: What else it rests on.
        means: By what means.
    """
    articles = list(articles)
    context = digest(terms.linker.context, str(terms.budget), *sorted(terms.asked))
    told: Mapping[bytes, Account] = means.remembered(STAGE).get(context, {})
    known = {ref: one for ref, one in _editions(articles, terms) if one in told}
    now = {ref: told[one] for ref, one in known.items() if _is_true(told[one], terms.editions)}
    left = [article for article in articles if article.ref not in now]
    once = _Once(terms.known)
    now.update(_kept(left, terms, once, context, means))
    left = [article for article in left if article.ref not in now]
    keeper = Keeper(means.cache, STAGE)
    for article, content in _told(left, terms, means):
        now[article.ref] = _account_of(article, content, once)
        keeper.put(_key(article, terms, context), content)
    keeper.finish()
    means.remember(STAGE, {context: {one: now[ref] for ref, one in _editions(articles, terms)}})
    for article in articles:
        yield now[article.ref]


def _editions(articles: Iterable[Article], terms: Terms) -> Iterator[tuple[Ref, bytes]]:
    return ((article.ref, terms.editions[article.ref]) for article in articles)


def _is_true(account: Account, editions: Mapping[Ref, bytes]) -> bool:
    return all(editions.get(ref) == edition for ref, edition in account.looked_at)


class _Told(Record, frozen=True):
    """An account in the form in which it is kept."""

    packed: bytes | None
    """The released text; None where that is the whole text."""
    release: Release
    reading: Reading
    found: tuple[Diagnostic, ...]
    looked_at: tuple[tuple[Ref, bytes], ...]
    edition: bytes


def _key(article: Article, terms: Terms, context: bytes) -> bytes:
    return digest(program(), context, terms.editions[article.ref])


def _kept(
    articles: Iterable[Article], terms: Terms, once: _Once, context: bytes, means: Means
) -> Iterator[tuple[Ref, Account]]:
    """Give what the cache knows and is still true."""
    asked = {_key(article, terms, context): article for article in articles}
    for key, content in kept(means.cache, STAGE, asked) if means.cache else ():
        with contextlib.suppress(DamagedError):
            account = _account_of(asked[key], content, once)
            if _is_true(account, terms.editions):
                yield asked[key].ref, account


def _told(
    articles: Sequence[Article], terms: Terms, means: Means
) -> Iterator[tuple[Article, bytes]]:
    """Take articles apart over several processes."""

    def work(numbers: Sequence[int]) -> bytes:
        return encode([(number, encode(_tell(articles[number], terms))) for number in numbers])

    shares = [range(start, min(start + SHARE, len(articles)))
              for start in range(0, len(articles), SHARE)]  # fmt: skip
    for content in shared(work, shares, means):
        for number, told in decode(content, list[tuple[int, bytes]]):
            yield articles[number], told


def _tell(article: Article, terms: Terms) -> _Told:
    released, about = release(article, terms.budget)
    reading = terms.linker.read(released)
    known = _Watched(terms.known)
    found = tuple(check_article(known, article, terms.asked))
    return _Told(
        packed=None if released is article else released.packed,
        release=about,
        reading=reading,
        found=found,
        looked_at=tuple((ref, terms.editions[ref]) for ref in known.looked_at),
        edition=digest(terms.editions[article.ref], repr(about), encode(reading.said)),
    )


def _account_of(article: Article, content: bytes, once: _Once) -> Account:
    told = decode(content, _Told)
    packed = told.packed
    return Account(
        released=article if packed is None else replace(article, packed=packed),
        release=told.release,
        reading=once.reading(told.reading, article),
        found=told.found,
        looked_at=told.looked_at,
        edition=told.edition,
    )


class _Once:
    """Holds once what readings say again and again: ids, paths, anchors.

    What is read back from bytes has each of them anew, which is half of its size.
    """

    def __init__(self, known: Documents) -> None:
        self._known = known
        self._texts: dict[str | None, str | None] = {}

    @cached_property
    def _refs(self) -> dict[Ref, Ref]:
        return {ref: ref for ref in self._known}

    def reading(self, reading: Reading, article: Article) -> Reading:
        """Give the same reading."""
        said, named = reading.said, reading.named

        def place(one: Place) -> Place:
            anchor = sys.intern(one.anchor)
            return Place(article.ref.id, one.passage, anchor, one.extent_number, one.span_number)

        text = self._texts.setdefault
        mentions = tuple(
            Mention(
                self._ref(one.entity),
                place(one.place),
                one.number,
                text(one.text, one.text),
                one.date,
            )
            for one in said.mentions
        )
        return dataclasses.replace(
            reading,
            said=Said(
                mentions,
                tuple(replace(one, place=place(one.place)) for one in said.quotes),
                tuple(replace(one, place=place(one.place)) for one in said.values),
                tuple(replace(one, place=place(one.place)) for one in said.dates),
            ),
            named=Named(
                tuple(map(self._ref, named.spoken_of)), tuple(map(self._ref, named.besides))
            ),
        )

    def _ref(self, ref: Ref) -> Ref:
        return self._refs.setdefault(ref, ref)


class _Watched(Mapping[Ref, Document[Fields]]):
    """Documents, and which of them were looked at; which there are is no secret to the linker."""

    def __init__(self, documents: Documents) -> None:
        self._documents = documents
        self.looked_at: dict[Ref, None] = {}

    def __getitem__(self, ref: Ref) -> Document[Fields]:
        document = self._documents[ref]
        self.looked_at[ref] = None
        return document

    def __contains__(self, ref: object) -> bool:
        return ref in self._documents

    def __iter__(self) -> Iterator[Ref]:
        return iter(self._documents)

    def __len__(self) -> int:
        return len(self._documents)
