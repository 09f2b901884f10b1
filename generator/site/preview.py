"""A site that is shown while its sources are edited: what is asked for is made first.

MkDocs builds the site as ever, but is spared what is the same as before: it finds its folder of
pages and those of the theme empty, and is then given the files of the last build, of which those
are to be made that have changed and that somebody asks for. The others follow, bit by bit, while
nobody asks. What changes every page, such as the configuration or a template, makes the whole site
anew.
"""

from __future__ import annotations

import math
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger

from generator.digests import digest
from generator.site.demand import Demand, sources_of
from generator.site.keys import templates, why_dependent
from generator.write import BY_HAND

log = get_plugin_logger("dossier")

BIT = 0.3
"""Seconds for which a reader may have to wait for something that nobody has asked for."""

PEACE = 0.5
"""Seconds after something that was asked for in which only the next of such is made."""

FEW = 10
"""As many pages are made at once that nobody has asked for."""


@dataclass(slots=True)
class Changed:
    """What differs below the docs folder from what the site shows, as paths below it."""

    written: set[str] = field(default_factory=set)
    removed: set[str] = field(default_factory=set)

    def add(self, written: set[str], removed: set[str]) -> None:
        """Add what a later run has changed."""
        self.written = (self.written - removed) | written
        self.removed = (self.removed - written) | removed


class ByHand:
    """The files that people put below the docs folder."""

    def __init__(self, docs: Path) -> None:
        self._docs = docs
        self._seen = self._look()

    def changes(self) -> tuple[set[str], set[str]]:
        """Give what was written and what was removed since last time, as paths below `docs/`."""
        before, self._seen = self._seen, self._look()
        written = {path for path, known in self._seen.items() if before.get(path) != known}
        return written, before.keys() - self._seen.keys()

    def _look(self) -> dict[str, tuple[int, ...]]:
        return {
            file.relative_to(self._docs).as_posix(): (stat.st_mtime_ns, stat.st_size, stat.st_ino)
            for file in (self._docs / BY_HAND).rglob("*")
            if file.is_file() and (stat := file.stat())
        }


def is_page(path: str) -> bool:
    """Tell whether a file below the docs folder is a page."""
    return path.endswith(".md")


class Preview:
    """The site that a server shows."""

    def __init__(self) -> None:
        self.is_partial = False
        """True while a build makes only what has changed."""
        self.changed = Changed()
        """What has changed since the site was last made."""
        self.wanted: set[str] | None = None
        """The pages that this build makes, of those that have changed; None for all."""
        self.demand: Demand | None = None
        """Makes what has changed; None where only a build can tell what that is."""
        self.by_hand: ByHand | None = None
        """What people have put below the docs folder."""
        self._lock = threading.RLock()
        self._whole: Callable[[], None] | None = None
        self._config: MkDocsConfig | None = None
        self._key = b""
        self._edits = 0
        self._asked: set[object] = set()
        """What somebody waits for."""
        self._asked_last = -math.inf
        """When something was made last that somebody waited for."""

    def begin(self, whole: Callable[[], None]) -> Callable[[], None]:
        """Give what builds the site after each edit.

        Args:
            whole: Builds all of it.
        """
        self._whole = whole
        return self.rebuild

    def shows(self, config: MkDocsConfig) -> None:
        """Take in that the site is made, and what was wanted of all that has changed is in it."""
        if self.wanted is None:
            self.changed = Changed()
        else:
            left = {path for path in self.changed.written - self.wanted if is_page(path)}
            self.changed = Changed(left)
        if not self.is_partial:
            self._key = _key(config)
        self._config = config

    def rebuild(self) -> None:
        """Take in an edit: what it changes is made when it is asked for, or when there is peace."""
        self.leave_off()
        with self._lock:
            if self._take_in():
                return
            self._config = self.demand = None
        # Whoever waits for the lock is waited for in turn before a site is made anew.
        if self._whole:
            self._whole()

    def _take_in(self) -> bool:
        """Take in an edit, unless the whole site is to be made anew."""
        config = self._config
        if config is None or not _can_be_partial(config) or _key(config) != self._key:
            return False
        log.info("Building documentation of what has changed...")
        if self.demand is None:
            self._build(None)
            return True
        now = Changed()
        now.add(*self.demand.take_in())
        if self.by_hand:
            now.add(*self.by_hand.changes())
        self.changed.add(now.written, now.removed)
        if now.removed or not all(map(is_page, now.written)):
            self._build(set())
        return True

    def leave_off(self) -> None:
        """Let nothing more be made that nobody asks for: the sources are others, or all ends."""
        self._edits += 1

    def ensure(self, address: str) -> None:
        """Make what a reader asks for, where it is not true any more.

        Args:
            address: The path of the request below the site's root.
        """
        demand = self.demand
        if demand is None or not (demand.is_behind or self.changed.written):
            return
        task = demand.task_of(address)
        if task is None:
            return
        asked = object()
        self._asked.add(asked)
        try:
            with self._lock:
                if demand is not self.demand:
                    return
                if not demand.is_known(task):
                    self.changed.add(*demand.make(task))
                wanted = {*sources_of(address)}
                if self.changed.removed or not wanted.isdisjoint(self.changed.written):
                    self._build(wanted)
        finally:
            self._asked.discard(asked)
            self._asked_last = time.monotonic()

    def finish(self) -> bool:
        """Make all that nobody has asked for, bit by bit; give False where an edit comes in."""
        edits = self._edits

        def is_wanted() -> bool:
            return edits != self._edits or bool(self._asked)

        while True:
            while edits == self._edits and self._is_asked:
                # Who asks would have to wait until the bit is done that is begun now.
                time.sleep(PEACE / 10)
            with self._lock:
                demand = self.demand
                if edits != self._edits or demand is None or self._config is None:
                    return False
                if demand.is_behind:
                    self.changed.add(*demand.make_some(BIT, is_wanted))
                elif not self.changed.written and not self.changed.removed:
                    demand.complete()
                    # All pages are there now whose anchors others may link to.
                    self._build(None)
                    return True
                if not is_wanted() and (self.changed.written or self.changed.removed):
                    pages = islice(filter(is_page, sorted(self.changed.written)), FEW)
                    self._build({*pages})

    @property
    def _is_asked(self) -> bool:
        """True while somebody waits for something, or is likely to ask for more."""
        return bool(self._asked) or time.monotonic() - self._asked_last < PEACE

    def _build(self, wanted: set[str] | None) -> None:
        config, self._config = self._config, None
        if config is None:
            return
        self.is_partial, self.wanted = True, wanted
        try:
            with without_templates(config) if wanted is not None else nullcontext():
                build(config, serve_url=config.site_url)
        finally:
            self.is_partial, self.wanted = False, None


@contextmanager
def emptied(config: MkDocsConfig) -> Iterator[None]:
    """Let MkDocs find no files, neither pages nor the theme's, and no site to be cleaned."""
    before = config.docs_dir, config.site_dir, config.theme.dirs
    with tempfile.TemporaryDirectory() as empty:
        config.docs_dir = config.site_dir = empty
        config.theme.dirs = []
        try:
            yield
        finally:
            config.docs_dir, config.site_dir, config.theme.dirs = before


@contextmanager
def without_templates(config: MkDocsConfig) -> Iterator[None]:
    """Let MkDocs leave out the theme's pages that list all others, such as the sitemap."""
    before = config.theme.static_templates
    config.theme.static_templates = set()
    try:
        yield
    finally:
        config.theme.static_templates = before


def _can_be_partial(config: MkDocsConfig) -> bool:
    """Tell whether a page can be made without the others: not where the menu lists them all."""
    if config.nav is None or why_dependent(config):
        return False
    # Of what a configuration inherits nothing is known here.
    return "INHERIT" not in Path(config.config_file_path).read_text(encoding="utf-8")


def _key(config: MkDocsConfig) -> bytes:
    """Give the digest of what a whole build reads beside the pages."""
    file = Path(config.config_file_path or "")
    try:
        text = file.read_bytes()
    except OSError:
        text = b""
    return digest(text, *templates(config))
