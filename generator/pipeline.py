"""The sources folder in, every file of `docs/` and every finding out.

    read ──▶ parse ──▶ release ──▶ link ──▶ check ──▶ render

Reading is the only step that looks at the disk; all after it is a pure function of what was read.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from importlib import resources
from itertools import chain
from pathlib import Path
from typing import Any

from generator import urls
from generator.accounts import Terms, accounts
from generator.asking import Answers
from generator.checks import check_all, compare_articles, compare_entries
from generator.checks.sources import Sources
from generator.codec import DamagedError, decode, encode
from generator.contents import Contents
from generator.diagnostics import Diagnostic, in_order
from generator.digests import digest, program
from generator.dossier import Dossier
from generator.evidence.reuse import NOTHING, Common, common
from generator.exports import (
    Card,
    Publication,
    SearchRecord,
    article_file,
    data_files,
    entry_file,
    feed_files,
    files_of_names,
    findable,
    record_of,
    schema_files,
    script_texts,
    social_cards,
)
from generator.link import Linker, is_article
from generator.making import File, Making, Task
from generator.means import Means
from generator.memory import uncollected
from generator.model import FOLDERS, Document, Kind, Ref
from generator.parsing import parse_all
from generator.read import read_sources
from generator.render.site import PageTask, page_tasks
from generator.rights import Release
from generator.rules.governing import asked_for, governed
from generator.settings import Settings
from generator.source import SourceFile
from generator.texts import Texts, texts_in
from generator.timings import stage


@dataclass(frozen=True, slots=True)
class Production:
    """What a run of the pipeline makes."""

    files: Contents
    """The content of each file, by its POSIX path below `docs/`, and for a page the source file
    that an editor changes to change it."""
    found: tuple[Diagnostic, ...]
    """Sorted by place."""
    releases: tuple[Release, ...]
    """How much of each article is published."""
    texts: Mapping[str, SourceFile]
    """The files that were read, by path below `sources/`."""
    findable: Contents = field(default_factory=Contents)
    """For each document with text, what the search over paragraphs finds of it, as bytes."""
    cards: Mapping[str, Card] = field(default_factory=dict)
    """What the social cards say, by the path of the page below `docs/`."""
    linked: Linked | None = None
    """What it was made of, where another run is to go on with it."""
    making: Making | None = None
    """What made it, where another run is to go on with it."""

    @property
    def records(self) -> tuple[SearchRecord, ...]:
        """What the search over paragraphs finds; their order is the order among equals."""
        return tuple(decode(content, SearchRecord) for content in self.findable.values())


@dataclass(frozen=True, slots=True)
class Linked:
    """The sources after they were linked and checked, before anything is made of them."""

    dossier: Dossier
    """What may be published, linked."""
    whole: tuple[Document[Any], ...]
    """Every document as it was read, with what the rights withhold."""
    broken: tuple[Ref, ...]
    """The identities of files that could not be read."""
    edition: bytes
    """The digest of all source files, and of what decides how much of them is published."""
    editions: Mapping[Ref, bytes]
    """For each document, the digest of its source file and of what its rights let through."""
    releases: tuple[Release, ...]
    settings: Settings
    """By which they were linked."""
    sources: Sources
    """What the rules look at."""
    unjudged: tuple[Diagnostic, ...]
    """What was found by all rules but those that compare, whatever the settings make of it."""
    compared: tuple[Diagnostic, ...] = ()
    """What was found by those that compare."""
    found: tuple[Diagnostic, ...] = ()
    """What the settings make of all that was found, sorted by place."""


@uncollected(lasting=True)
def check(sources: Path, settings: Settings, means: Means | None = None) -> Production:
    """Read, link and check a dossier, and make no pages.

    Args:
        sources: The sources folder.
        settings: What the configuration says.
        means: By what means.

    Returns:
        The findings; `files` is empty.
    """
    means = means or Means()
    texts, unread = read_sources(sources, means.files)
    return checked(texts, link_sources(texts, unread, settings, means))


@uncollected(lasting=True)
def produce(sources: Path, settings: Settings, means: Means | None = None) -> Production:
    """Read, link and check a dossier, and make every file of `docs/`.

    Args:
        sources: The sources folder.
        settings: What the configuration says.
        means: By what means.

    Returns:
        The files and the findings. Where there are errors, the files hold what could be made.
    """
    means = means or Means()
    with stage("read"):
        texts, unread = read_sources(sources, means.files)
    return produce_linked(texts, link_sources(texts, unread, settings, means), means)


@uncollected()
def produce_linked(
    texts: Sequence[SourceFile], linked: Linked, means: Means | None = None
) -> Production:
    """Make every file of `docs/` from sources that are linked."""
    means = means or Means()
    making = making_of(linked, means)
    making.do(making.left)
    making.keep()
    production = produced(texts, linked, making)
    if means.memory is not None:
        return replace(production, linked=linked, making=making)
    return production


def making_of(linked: Linked, means: Means) -> Making:
    """Give what makes the files of a dossier; nothing is made yet."""
    settings = linked.settings
    interface = texts_in(settings.language)
    return Making(
        [*_tasks(linked, interface), *_record_tasks(linked, interface)],
        linked.dossier,
        Answers(linked.dossier, linked.editions),
        digest(repr(_publication(settings)), settings.language),
        means,
    )


def produced(texts: Sequence[SourceFile], linked: Linked, making: Making) -> Production:
    """Give what is made of the sources so far."""
    made = [file for done in making.done.values() for file in done.files]
    return replace(
        checked(texts, linked),
        files=Contents(file for file in made if not is_record(file.path)),
        findable=Contents(file for file in made if is_record(file.path)),
        cards=_cards(linked, texts_in(linked.settings.language)),
    )


def _cards(linked: Linked, interface: Texts) -> Mapping[str, Card]:
    """Give the social cards; none where other sites could not fetch them."""
    settings = linked.settings
    if not (settings.site_url and settings.social_cards):
        return {}
    return social_cards(linked.dossier, interface, settings.site_name, settings.site_description)


@uncollected()
def link_sources(
    texts: Sequence[SourceFile],
    unread: Iterable[Diagnostic],
    settings: Settings,
    means: Means | None = None,
    compared: Iterable[Diagnostic] | None = None,
) -> Linked:
    """Link and check the sources, wherever they were read from.

    Args:
        texts: The files, by path.
        unread: What is wrong with files that could not be read.
        settings: What the configuration says.
        means: By what means.
        compared: What was found by the rules that compare everything with everything, where that
            is known; they are left out then.
    """
    means = means or Means()
    found: list[Diagnostic] = list(unread)
    whole: list[Document[Any]] = []
    broken: list[Ref] = []
    editions: dict[Ref, bytes] = {}
    kept: dict[str, bytes] = {}
    for text, parsed in zip(texts, parse_all(texts, means), strict=True):
        found.extend(parsed.found)
        if parsed.document:
            ref = parsed.document.ref
            whole.append(parsed.document)
            editions[ref] = parsed.edition
            if parsed.shingles:
                kept[ref.id] = parsed.shingles
        else:
            broken.extend(_identity(text.path))
    edition = digest(str(settings.excerpt_words), *sorted(editions.values()), *map(str, broken))
    asked = asked_for(settings.rules)
    with stage("link"):
        linker = Linker(whole, broken)
        known = {document.ref: document for document in whole}
        terms = Terms(linker, dict(known), dict(editions), settings.excerpt_words, asked)
        told = {one.released.ref: one for one in accounts(filter(is_article, whole), terms, means)}
        for ref, account in told.items():
            known[ref] = account.released
            editions[ref] = account.edition
            found.extend(account.found)
        readings = {ref.id: account.reading for ref, account in told.items()}
        dossier, dangling = linker.dossier(known.values(), readings)
    found.extend(dangling)
    sources = Sources(dossier, whole, broken, kept)
    with stage("check"):
        found.extend(check_all(sources, asked))
    releases = tuple(account.release for account in told.values())
    linked = Linked(
        dossier,
        tuple(whole),
        tuple(broken),
        edition,
        editions,
        releases,
        settings,
        sources,
        tuple(found),
    )
    return judged(linked, texts, means, compared)


COMMON = "common-shingles"
"""What is kept under this name says what articles had in common in the last run."""

COMPARED = "compared"
"""What is kept under this name was found by the rules that compare everything with everything."""


def judged(
    linked: Linked,
    texts: Iterable[SourceFile],
    means: Means,
    compared: Iterable[Diagnostic] | None = None,
) -> Linked:
    """Weigh all that was found as the settings say.

    Args:
        linked: The sources, linked.
        texts: Their files.
        means: By what means.
        compared: What was found by the rules that compare, where that is known.
    """
    with stage("check"):
        others = _compared(linked, means) if compared is None else tuple(compared)
        found = governed([*linked.unjudged, *others], tuple(texts), linked.settings.rules)
        return replace(linked, compared=others, found=in_order(found))


def _compared(linked: Linked, means: Means) -> tuple[Diagnostic, ...]:
    """Compare everything with everything, unless that was done before."""
    entries = linked.sources.entries()
    registry = digest(*(linked.editions[entry.ref] for entry in entries))
    remembered: Mapping[bytes, tuple[Diagnostic, ...]] = means.remembered(COMPARED)
    found: dict[bytes, tuple[Diagnostic, ...]] = {}
    for key, compare in (
        (
            digest(program(), "articles", linked.edition),
            lambda: compare_articles(_knowing_what_is_common(linked.sources, means)),
        ),
        (digest(program(), "entries", registry), lambda: compare_entries(entries)),
    ):
        known = remembered.get(key)
        found[key] = _found_once(key, compare, means) if known is None else known
    means.remember(COMPARED, found)
    return tuple(chain.from_iterable(found.values()))


def _knowing_what_is_common(sources: Sources, means: Means) -> Sources:
    """Find which shingles articles have in common, beginning with what the last run found."""
    key = digest(program(), "in common")
    before: Common | None = means.remembered(COMMON).get(key)
    if before is None and means.cache and (kept := means.cache.get(COMMON, key)):
        with contextlib.suppress(DamagedError):
            before = decode(kept, Common)
    now = common(sources.shingles, before or NOTHING)
    means.remember(COMMON, {key: now})
    if means.cache:
        means.cache.put(COMMON, key, encode(now))
    return replace(sources, common=now)


def _found_once(
    key: bytes, compare: Callable[[], Iterable[Diagnostic]], means: Means
) -> tuple[Diagnostic, ...]:
    """Compare, unless the cache knows what comes out."""
    if means.cache and (kept := means.cache.get(COMPARED, key)):
        with contextlib.suppress(DamagedError):
            return decode(kept, tuple[Diagnostic, ...])
    found = tuple(compare())
    if means.cache:
        means.cache.put(COMPARED, key, encode(found))
    return found


def checked(texts: Iterable[SourceFile], linked: Linked) -> Production:
    """Give what is known before pages are made."""
    return Production(
        Contents(), linked.found, linked.releases, {text.path: text for text in texts}
    )


def _tasks(linked: Linked, interface: Texts) -> Iterator[Task]:
    """Give the tasks that make every file of `docs/`."""
    for task in page_tasks(linked.dossier, interface):
        yield Task(task.name, partial(_made, task, interface), task.weigh)
    publication = _publication(linked.settings)
    folders = linked.settings.use_directory_urls
    for name, files in (
        ("data files", data_files),
        ("schemas of the data", lambda _: schema_files()),
        ("names to look up", lambda dossier: files_of_names(dossier, folders=folders)),
        ("feeds", lambda dossier: feed_files(dossier, interface, publication)),
        ("assets", lambda _: {**_assets(), **script_texts(interface)}),
    ):
        yield Task(name, _listed(files), lambda: 40 * len(linked.dossier.articles))


def _made(task: PageTask, interface: Texts, dossier: Dossier) -> Iterator[File]:
    """Make the pages of a task, and the data file of the entry that they are about."""
    for page in task.make(dossier):
        yield File(page.path, page.text.encode(), page.source)
    ref = task.about
    if ref and ref.kind is Kind.ARTICLE:
        yield from _files(article_file(dossier, ref.id))
    elif ref:
        yield from _files(entry_file(dossier, interface, ref))


RECORDS = ".records/"
"""What is made for the search stands below this; no file of `docs/` does."""


def is_record(path: str) -> bool:
    """Tell whether something is made for the search over paragraphs, and is no file of `docs/`."""
    return path.startswith(RECORDS)


def _record_tasks(linked: Linked, interface: Texts) -> Iterator[Task]:
    """Give the tasks that make what the search over paragraphs finds, document by document."""
    folders = linked.settings.use_directory_urls

    def record(ref: Ref, dossier: Dossier) -> Iterator[File]:
        found = record_of(dossier, interface, ref, folders=folders)
        if found:
            yield File(f"{RECORDS}{ref}", encode(found))

    for ref in findable(linked.dossier):
        yield Task(f"{RECORDS}{ref}", partial(record, ref))


def _listed(
    files: Callable[[Dossier], Mapping[str, bytes]],
) -> Callable[[Dossier], Iterator[File]]:
    return lambda dossier: _files(files(dossier))


def _files(contents: Mapping[str, bytes]) -> Iterator[File]:
    return (File(path, content) for path, content in contents.items())


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
