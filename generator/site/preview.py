"""A site that is shown while its sources are edited: after each edit, only what differs is made.

MkDocs builds the site as ever, but is spared what is the same as before: it finds its folder of
pages and those of the theme empty, and is then given the files of the last build, of which those
are to be made that have changed. What changes every page, such as the configuration or a template,
makes the whole site anew.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger

from generator.digests import digest
from generator.site.keys import templates, why_dependent
from generator.write import BY_HAND

log = get_plugin_logger("dossier")


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


class Preview:
    """The site that a server shows."""

    def __init__(self) -> None:
        self.is_partial = False
        """True while a build makes only what has changed."""
        self.changed = Changed()
        """What has changed since the site was last made."""
        self._whole: Callable[[], None] | None = None
        self._config: MkDocsConfig | None = None
        self._key = b""

    def begin(self, whole: Callable[[], None]) -> Callable[[], None]:
        """Give what builds the site after each edit.

        Args:
            whole: Builds all of it.
        """
        self._whole = whole
        return self.rebuild

    def shows(self, config: MkDocsConfig) -> None:
        """Take in that the site is made, and all that has changed is in it."""
        self.changed = Changed()
        self._config = config
        self._key = _key(config)

    def rebuild(self) -> None:
        """Bring the site up to date."""
        config, self._config = self._config, None
        if config is None or not _can_be_partial(config) or _key(config) != self._key:
            if self._whole:
                self._whole()
            return
        log.info("Building documentation of what has changed...")
        self.is_partial = True
        try:
            build(config, serve_url=config.site_url)
        finally:
            self.is_partial = False


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
