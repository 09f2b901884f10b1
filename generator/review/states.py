"""Two revisions in, both states of the dossier out, each with its own settings."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from generator.read import read_sources
from generator.review.repository import Repository, RepositoryError
from generator.review.sides import Side, side
from generator.settings import Settings, SettingsError, read_settings

WORKING_TREE = "the files as they are here"


def states(settings: Settings, base: str, head: str | None = None) -> tuple[Side, Side]:
    """Read the state before a change, and the state after it.

    Args:
        settings: The settings of the working tree.
        base: The revision that the change is compared with. Where the work has parted from it,
            with the commit at which it did.
        head: The revision with the change; without it, the files as they are on the disk.

    Raises:
        RepositoryError: There is nothing to compare.
    """
    repository = Repository.around(settings.sources)
    tip = repository.commit(head or "HEAD")
    start = repository.fork_point(repository.commit(base), tip)
    before = committed(repository, start, settings)
    if not before.texts and not before.linked.found:
        raise RepositoryError(
            f"'{base}' holds no sources in '{repository.sources}'",
            "name a later commit, or another folder with --sources",
        )
    return before, committed(repository, tip, settings) if head else _on_disk(repository, settings)


def committed(repository: Repository, commit: str, settings: Settings) -> Side:
    """Read the state of a commit."""
    texts, unread = repository.sources_of(commit)
    return side(texts, unread, _settings_then(repository, commit, settings))


def _on_disk(repository: Repository, settings: Settings) -> Side:
    unmerged = repository.unmerged()
    if unmerged:
        more = f" and {len(unmerged) - 1} more" if len(unmerged) > 1 else ""
        raise RepositoryError(
            f"a merge is not finished: two versions of {unmerged[0]}{more} wait for a decision",
            "finish it with `git add`, or name the commit to look at after BASE",
        )
    texts, unread = read_sources(settings.sources)
    return side(texts, unread, settings)


def _settings_then(repository: Repository, commit: str, settings: Settings) -> Settings:
    """Give the settings with the budget of words that the configuration had at a commit."""
    config = settings.config.resolve()
    if not config.is_relative_to(repository.top.resolve()):
        return settings
    path = config.relative_to(repository.top.resolve()).as_posix()
    text = repository.text(commit, path)
    if text is None:
        return settings
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, config.name)
        file.write_bytes(text)
        try:
            then = read_settings(file)
        except SettingsError:
            # It inherits from another file, or was broken then: today's will have to do.
            return settings
    return replace(settings, excerpt_words=then.excerpt_words)
