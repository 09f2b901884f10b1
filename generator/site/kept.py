"""Pages that were made in; the same pages out in a later build, where nothing has changed for them.

A page is kept with what it takes for granted of the others: that they are there, and have the
anchors that it links to. Only a page of which nothing was said is kept, so that a build that takes
it over warns of all that a build that makes it anew would warn of.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.cache import Cache

HTML = "page"
FACTS = "page-facts"

AT_ONCE = 64
"""How many pages are held in memory while they are taken over or put aside."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the site has to know of a page beside its HTML."""

    anchors: frozenset[str] | None = None
    """The anchors that the page has; None where it was not made."""
    links: Mapping[str, Mapping[str, str]] | None = None
    """The anchors that it links to: for each page's path, each anchor and the link as written."""
    targets: frozenset[str] = frozenset()
    """The paths of all files that it links to."""

    def to_bytes(self) -> bytes:
        """Give the facts as bytes."""
        links = self.links and {path: dict(anchors) for path, anchors in self.links.items()}
        anchors = None if self.anchors is None else sorted(self.anchors)
        return json.dumps([anchors, links, sorted(self.targets)]).encode()

    @classmethod
    def from_bytes(cls, content: bytes) -> Facts:
        """Read facts from bytes that `to_bytes` gave."""
        anchors, links, targets = json.loads(content)
        return cls(None if anchors is None else frozenset(anchors), links, frozenset(targets))


class KeptPages:
    """The pages that earlier builds have kept, and what this build adds."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache
        self._new: dict[bytes, tuple[bytes, Facts]] = {}

    def facts(self, keys: Sequence[bytes]) -> dict[bytes, Facts]:
        """Give the facts of those pages that are kept."""
        found = self._cache.get_many(FACTS, keys)
        return {key: Facts.from_bytes(content) for key, content in found.items()}

    def html(self, keys: Sequence[bytes]) -> Iterator[tuple[bytes, bytes]]:
        """Give the HTML of those pages that are kept, a few at a time."""
        for start in range(0, len(keys), AT_ONCE):
            yield from self._cache.get_many(HTML, keys[start : start + AT_ONCE]).items()

    def keep(self, key: bytes, html: bytes, facts: Facts) -> None:
        """Keep a page for later builds."""
        self._new[key] = (html, facts)
        if len(self._new) >= AT_ONCE:
            self._put_aside()

    def close(self) -> None:
        """Put aside what is still held, and close the cache: before a fork, and at the end."""
        self._put_aside()
        self._cache.close()

    def _put_aside(self) -> None:
        # First the HTML: where there are facts, there is the page.
        self._cache.put_many(HTML, {key: html for key, (html, _) in self._new.items()})
        facts = {key: facts.to_bytes() for key, (_, facts) in self._new.items()}
        self._cache.put_many(FACTS, facts)
        self._new = {}
