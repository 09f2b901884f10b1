"""Generated pages in, the static site that MkDocs makes of them out."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException

from generator.generate import Outcome
from generator.plugin import DossierPlugin
from generator.settings import PLUGIN, Settings


@dataclass(frozen=True, slots=True)
class Site:
    """A site that MkDocs has made."""

    warnings: tuple[str, ...]
    """What it said, in alphabetical order: several processes speak in any order."""
    made_of: Mapping[str, str]
    """For each page's path below the docs folder, the SHA-256 of the Markdown that it shows."""


class SiteError(Exception):
    """MkDocs could not make the site."""

    def __init__(self, messages: tuple[str, ...]) -> None:
        super().__init__("; ".join(messages))
        self.messages = messages
        """What it said."""


def make_site(settings: Settings, outcome: Outcome, site_dir: Path) -> Site:
    """Make the site of a generated dossier.

    Args:
        settings: The settings by which it was generated.
        outcome: What was generated, and is written.
        site_dir: The folder to make it in; what is in it is removed first.

    Returns:
        What was made.

    Raises:
        SiteError: MkDocs refused, or failed.
        OSError: The disk is full, or a folder may not be written.
    """
    with _listening() as messages:
        try:
            config, plugin = _configured(settings, outcome, site_dir)
            config.plugins.on_startup(command="build", dirty=False)
            try:
                build(config)
            finally:
                config.plugins.on_shutdown()
        except MkDocsException as error:
            # An Abort has said already why it aborts.
            said = () if isinstance(error, Abort) and messages else (error.format_message(),)
            raise SiteError((*messages, *said)) from error
    return Site(tuple(sorted(messages)), plugin.pages.share.sources)


def _configured(
    settings: Settings, outcome: Outcome, site_dir: Path
) -> tuple[MkDocsConfig, DossierPlugin]:
    config = load_config(
        str(settings.config),
        docs_dir=str(settings.docs.absolute()),
        site_dir=str(site_dir.absolute()),
        # Warnings are counted here, so that they count under `--quiet` as well.
        strict=False,
    )
    plugins = [one for one in config.plugins.values() if isinstance(one, DossierPlugin)]
    if not plugins:
        plugins = [DossierPlugin()]
        plugins[0].load_config({})
        config.plugins[PLUGIN] = plugins[0]
    plugins[0].made = (settings, outcome)
    return config, plugins[0]


@contextmanager
def _listening() -> Iterator[list[str]]:
    """Collect what MkDocs would print as warnings and errors."""
    messages: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            messages.append(record.getMessage())

    logger = logging.getLogger("mkdocs")
    listener = Listener(logging.WARNING)
    before = logger.level, logger.propagate
    logger.setLevel(logging.WARNING)
    logger.propagate = False
    logger.addHandler(listener)
    try:
        yield messages
    finally:
        logger.removeHandler(listener)
        logger.setLevel(before[0])
        logger.propagate = before[1]
