"""A name or an address in, the organization of the registry that it belongs to out."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from anyascii import anyascii

from generator.editing.opened import OpenSources
from generator.editing.registry import names_of
from generator.importers.proposals import Confidence, Proposal
from generator.model import ArticleFields, Document, Fields, Kind, OrgFields, OrgKind

GENERIC = frozenset({"agencies", "newsagencies", "wires", "wireservices", "staff", "agencias"})
"""Credits that name no agency."""


class Outlets:
    """The organizations that publish, by all their names and addresses."""

    def __init__(self, sources: OpenSources) -> None:
        self._by_name: dict[str, list[str]] = defaultdict(list)
        self._by_host: dict[str, Counter[str]] = defaultdict(Counter)
        self._media: dict[str, str] = {}
        for ref, document in sources.documents.items():
            if ref.kind is Kind.ORG:
                self._add(document)
            elif isinstance(document.fields, ArticleFields) and document.fields.url:
                self._by_host[host_of(document.fields.url)][document.fields.publisher] += 1

    def named(self, name: str) -> str:
        """Give the id of the organization with a name; nothing where none has it, or several."""
        ids = self._by_name.get(_folded(name)) or self._by_name.get(_folded(f"the {name}"), [])
        return ids[0] if len(set(ids)) == 1 else ""

    def medium(self, name: str) -> str:
        """Give the id of the outlet or agency with a name; nothing where none has it."""
        id_ = self.named(name)
        return id_ if id_ in self._media.values() else ""

    def at(self, url: str) -> Iterator[Proposal]:
        """Propose the publisher of an address."""
        host = host_of(url)
        if not host:
            return
        for id_, count in self._by_host.get(host, Counter()).most_common(1):
            articles = f"{count} article{'s' if count > 1 else ''}"
            reason = f"{articles} of this dossier at {host} came from it"
            yield Proposal(id_, Confidence.CERTAIN, reason)
        for part in (host, host.rpartition(".")[0].rpartition(".")[2]):
            if id_ := self.named(part):
                yield Proposal(id_, Confidence.LIKELY, f"the address is at {host}")

    def spoken_of(self, texts: Iterable[str]) -> Iterator[Proposal]:
        """Propose the outlet that is named most in what a page says of itself."""
        whole = "\n".join(texts)
        counts: Counter[str] = Counter()
        for name, id_ in self._media.items():
            counts[id_] += len(re.findall(rf"(?<!\w){re.escape(name)}(?!\w)", whole))
        for id_, count in counts.most_common(1):
            if count:
                yield Proposal(id_, Confidence.GUESS, "what was left out of the page names it")

    def _add(self, document: Document[Fields]) -> None:
        id_ = document.ref.id
        for name in {*names_of(document), id_}:
            self._by_name[_folded(name)].append(id_)
        if isinstance(document.fields, OrgFields) and document.fields.kind is OrgKind.MEDIA:
            for name in names_of(document):
                self._media[name] = id_
                self._media[name.removeprefix("The ")] = id_


def host_of(url: str) -> str:
    """Give the host of a web address without `www.`; nothing where it is none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def is_generic(name: str) -> bool:
    """Tell whether a credit names no agency, but agencies as such."""
    return _folded(name) in GENERIC


def _folded(name: str) -> str:
    """Give what two spellings of a name share: letters and digits in plain Latin."""
    return "".join(one for one in anyascii(name).lower() if one.isalnum())
