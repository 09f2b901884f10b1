"""The sources folder in, every file of `docs/` and every finding out.

    read ──▶ parse ──▶ release ──▶ link ──▶ check ──▶ render

Reading is the only step that looks at the disk; all after it is a pure function of what was read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib import resources
from pathlib import Path
from typing import Any, cast

from generator import urls
from generator.checks import check as check_dossier
from generator.diagnostics import Diagnostic, in_order
from generator.dossier import Article, Dossier
from generator.exports import (
    Card,
    Publication,
    SearchRecord,
    data_files,
    feed_files,
    name_files,
    search_records,
    social_cards,
)
from generator.link import link
from generator.model import FOLDERS, Document, Kind, Ref
from generator.parse import parse
from generator.read import read_sources
from generator.render.site import render
from generator.rights import Release, release
from generator.rules.governing import asked_for, governed
from generator.settings import Settings
from generator.source import SourceFile
from generator.texts import Texts, texts_in


@dataclass(frozen=True, slots=True)
class Production:
    """What a run of the pipeline makes."""

    files: Mapping[str, bytes]
    """The content of each file, by its POSIX path below `docs/`."""
    edited_in: Mapping[str, str]
    """For a page, the source file that an editor changes to change it: path below `docs/` to path
    below `sources/`."""
    found: tuple[Diagnostic, ...]
    """Sorted by place."""
    releases: tuple[Release, ...]
    """How much of each article is published."""
    texts: Mapping[str, SourceFile]
    """The files that were read, by path below `sources/`."""
    records: tuple[SearchRecord, ...] = ()
    """What the search over paragraphs finds."""
    cards: Mapping[str, Card] = field(default_factory=dict)
    """What the social cards say, by the path of the page below `docs/`."""


@dataclass(frozen=True, slots=True)
class Linked:
    """The sources after they were linked and checked, before anything is made of them."""

    dossier: Dossier
    """What may be published, linked."""
    whole: tuple[Document[Any], ...]
    """Every document as it was read, with what the rights withhold."""
    broken: tuple[Ref, ...]
    """The identities of files that could not be read."""
    releases: tuple[Release, ...]
    found: tuple[Diagnostic, ...]
    """Sorted by place."""
    settings: Settings
    """By which they were linked."""


def check(sources: Path, settings: Settings) -> Production:
    """Read, link and check a dossier, and make no pages.

    Args:
        sources: The sources folder.
        settings: What the configuration says.

    Returns:
        The findings; `files` is empty.
    """
    texts, unread = read_sources(sources)
    return _checked(texts, link_sources(texts, unread, settings))


def produce(sources: Path, settings: Settings) -> Production:
    """Read, link and check a dossier, and make every file of `docs/`.

    Args:
        sources: The sources folder.
        settings: What the configuration says.

    Returns:
        The files and the findings. Where there are errors, the files hold what could be made.
    """
    texts, unread = read_sources(sources)
    return produce_linked(texts, link_sources(texts, unread, settings))


def produce_linked(texts: Sequence[SourceFile], linked: Linked) -> Production:
    """Make every file of `docs/` from sources that are linked."""
    interface = texts_in(linked.settings.language)
    pages = list(render(linked.dossier, interface))
    files = {page.path: page.text.encode() for page in pages}
    files.update(data_files(linked.dossier))
    files.update(name_files(linked.dossier, interface))
    files.update(feed_files(linked.dossier, interface, _publication(linked.settings)))
    files.update(_assets())
    edited_in = {page.path: page.source for page in pages if page.source}
    folders = linked.settings.use_directory_urls
    return replace(
        _checked(texts, linked),
        files=files,
        edited_in=edited_in,
        records=search_records(linked.dossier, interface, folders=folders),
        cards=_cards(linked, interface),
    )


def _cards(linked: Linked, interface: Texts) -> Mapping[str, Card]:
    """Give the social cards; none where other sites could not fetch them."""
    settings = linked.settings
    if not (settings.site_url and settings.social_cards):
        return {}
    return social_cards(linked.dossier, interface, settings.site_name, settings.site_description)


def link_sources(
    texts: Sequence[SourceFile], unread: Iterable[Diagnostic], settings: Settings
) -> Linked:
    """Link and check the sources, wherever they were read from.

    Args:
        texts: The files, by path.
        unread: What is wrong with files that could not be read.
        settings: What the configuration says.
    """
    found: list[Diagnostic] = list(unread)
    whole: list[Document[Any]] = []
    broken: list[Ref] = []
    for text in texts:
        document, problems = parse(text)
        found.extend(problems)
        if document:
            whole.append(document)
        else:
            broken.extend(_identity(text.path))
    releases: list[Release] = []
    released: list[Document[Any]] = []
    for document in whole:
        if document.ref.kind is Kind.ARTICLE:
            article, account = release(cast(Article, document), settings.excerpt_words)
            released.append(article)
            releases.append(account)
        else:
            released.append(document)
    dossier, dangling = link(released, broken)
    found.extend(dangling)
    found.extend(check_dossier(dossier, whole, broken, asked_for(settings.rules)))
    let_through = in_order(governed(found, texts, settings.rules))
    return Linked(dossier, tuple(whole), tuple(broken), tuple(releases), let_through, settings)


def _checked(texts: Iterable[SourceFile], linked: Linked) -> Production:
    """Give what is known before pages are made."""
    return Production({}, {}, linked.found, linked.releases, {text.path: text for text in texts})


def _publication(settings: Settings) -> Publication:
    return Publication(
        title=settings.site_name,
        address=settings.site_url,
        folders=settings.use_directory_urls,
    )


def _assets() -> dict[str, bytes]:
    """Give the site's own style and scripts, which travel inside the package."""
    folder = resources.files("generator") / "assets"
    return {
        f"{urls.ASSETS}/{asset.name}": asset.read_bytes()
        for asset in folder.iterdir()
        if asset.is_file()
    }


def _identity(path: str) -> list[Ref]:
    """Give the identity that a path claims, where it claims one."""
    folder, _, name = path.partition("/")
    return [Ref(FOLDERS[folder], name.removesuffix(".md"))] if folder in FOLDERS else []
