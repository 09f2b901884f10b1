"""Generated pages in, the static site that MkDocs makes of them out."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files

from generator.generate import Outcome
from generator.plugin import DossierPlugin
from generator.settings import PLUGIN, Settings

Progress = Callable[[int, int], None]
"""Told how much is done, and of how much; the units are as good as any."""


class SiteError(Exception):
    """MkDocs could not make the site."""

    def __init__(self, messages: tuple[str, ...]) -> None:
        super().__init__("; ".join(messages))
        self.messages = messages
        """What it said."""


def make_site(
    settings: Settings, outcome: Outcome, site_dir: Path, progress: Progress
) -> tuple[str, ...]:
    """Make the site of a generated dossier.

    Args:
        settings: The settings by which it was generated.
        outcome: What was generated, and is written.
        site_dir: The folder to make it in; what is in it is removed first.
        progress: Told how far it is.

    Returns:
        The warnings that MkDocs gave.

    Raises:
        SiteError: MkDocs refused, or failed.
        OSError: The disk is full, or a folder may not be written.
    """
    with _listening() as messages:
        try:
            config = _configured(settings, outcome, site_dir, progress)
            config.plugins.on_startup(command="build", dirty=False)
            try:
                build(config)
            finally:
                config.plugins.on_shutdown()
        except MkDocsException as error:
            # An Abort has said already why it aborts.
            said = () if isinstance(error, Abort) and messages else (error.format_message(),)
            raise SiteError((*messages, *said)) from error
    return tuple(messages)


def _configured(
    settings: Settings, outcome: Outcome, site_dir: Path, progress: Progress
) -> MkDocsConfig:
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
    config.plugins[f"{PLUGIN}-progress"] = _Steps(progress)
    return config


class _Steps(BasePlugin):  # type: ignore[type-arg, no-untyped-call]
    """Counts pages as they are read, and again as they are written."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._done = 0
        self._all = 0

    def on_files(self, files: Files, **_: object) -> Files:
        self._all = 2 * len(files.documentation_pages())
        return files

    def on_page_content(self, html: str, **_: object) -> str:
        self._step()
        return html

    def on_post_page(self, output: str, **_: object) -> str:
        self._step()
        return output

    def _step(self) -> None:
        self._done += 1
        self._progress(self._done, self._all)


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
