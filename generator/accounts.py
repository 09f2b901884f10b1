"""Articles in, all that can be told of each alone out: kept, where one run follows another.

An article is taken apart once: its rights are applied, the ids of its annotations are looked up,
and the rules that look at one article look at it. What comes out stays true as long as the article
is the same, the same ids exist, and the entries that a rule has looked at say the same.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.checks import check_article
from generator.checks.sources import Documents
from generator.codec import encode
from generator.diagnostics import Diagnostic
from generator.digests import digest
from generator.dossier import Article
from generator.link import Linker, Reading
from generator.means import Means
from generator.model import Document, Fields, Ref
from generator.rights import Release, release

STAGE = "accounts"


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
    looked_at: Mapping[Ref, bytes]
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
    context = digest(terms.linker.context, str(terms.budget), *sorted(terms.asked))
    earlier: Mapping[bytes, Account] = means.remembered(STAGE).get(context, {})
    now: dict[bytes, Account] = {}
    for article in articles:
        source = terms.editions[article.ref]
        account = earlier.get(source)
        if account is None or not _is_true(account, terms.editions):
            account = _account(article, terms)
        now[source] = account
        yield account
    means.remember(STAGE, {context: now})


def _is_true(account: Account, editions: Mapping[Ref, bytes]) -> bool:
    return all(editions.get(ref) == edition for ref, edition in account.looked_at.items())


def _account(article: Article, terms: Terms) -> Account:
    released, about = release(article, terms.budget)
    reading = terms.linker.read(released)
    known = _Watched(terms.known)
    found = tuple(check_article(known, article, terms.asked))
    edition = digest(terms.editions[article.ref], repr(about), encode(reading.said))
    looked_at = {ref: terms.editions[ref] for ref in known.looked_at}
    return Account(released, about, reading, found, looked_at, edition)


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
