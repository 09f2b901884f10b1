"""The sources folder in, everything that an edit must know of it out; and what an edit would break.

What is opened holds the files as they stand on the disk and as they are read. Changes are tried on
it in memory: only the changed files are read anew, and all are linked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.checks import check
from generator.diagnostics import Diagnostic, Severity, has_errors, in_order
from generator.editing.edits import Change
from generator.link import link
from generator.model import Document, Fields, Ref
from generator.parse import identify, parse
from generator.read import decoded, read_sources
from generator.source import Location, SourceFile


@dataclass(frozen=True, slots=True)
class OpenFile:
    """One source file."""

    content: bytes
    """As it stands on the disk."""
    source: SourceFile
    document: Document[Fields] | None
    """None where it could not be read; `found` says why."""
    found: tuple[Diagnostic, ...]
    """What is wrong with it, by itself."""


@dataclass(frozen=True, slots=True)
class OpenSources:
    """All source files, read and linked."""

    files: Mapping[str, OpenFile]
    """By path relative to the sources folder."""
    found: tuple[Diagnostic, ...]
    """Everything that is wrong with them, sorted by place."""

    @property
    def documents(self) -> Mapping[Ref, Document[Fields]]:
        """The documents by identity."""
        return {file.document.ref: file.document for file in self.files.values() if file.document}

    @property
    def former_ids(self) -> Mapping[Ref, Ref]:
        """Identities that entries had before, each with the one that it has now."""
        return {
            Ref(ref.kind, id_): ref
            for ref, document in self.documents.items()
            for id_ in document.fields.formerly
        }


def open_sources(root: Path) -> OpenSources:
    """Read a sources folder for editing.

    Args:
        root: The folder.

    Returns:
        The files. Where one changes while it is read, that is among the findings.
    """
    sources, unread = read_sources(root)
    files: dict[str, OpenFile] = {}
    changed: list[Diagnostic] = []
    for source in sources:
        content = (root / source.path).read_bytes()
        if not _is_same(content, source):
            place = Location.whole_file(source.path)
            hint = "run the command once more"
            changed.append(Diagnostic(place, "sources-changed", "this is being changed", hint))
        files[source.path] = _open(content, source)
    return _linked(files, (*unread, *changed))


def changed(before: OpenSources, changes: Iterable[Change]) -> OpenSources:
    """Give the sources as they would be after some changes; nothing is written."""
    files = dict(before.files)
    changes = tuple(changes)
    for change in changes:
        files.pop(change.old, None)
    for change in changes:
        if change.new:
            files[change.new] = _open(change.after, decoded(change.new, change.after))
    return _linked(files, ())


def broken_by(
    changes: Sequence[Change], before: OpenSources, after: OpenSources
) -> tuple[Diagnostic, ...]:
    """Give the errors that changes would bring.

    Args:
        changes: The changes.
        before: The sources before them.
        after: The sources after them.

    Returns:
        Errors of the sources after them, at their places there; those that were there before are
        not among them.
    """
    moved = {change.old: change.new for change in changes if change.old}
    known = Counter(
        (moved.get(one.location.path, one.location.path), one.code) for one in _errors(before)
    )
    fresh = Counter((one.location.path, one.code) for one in _errors(after)) - known
    return tuple(one for one in _errors(after) if (one.location.path, one.code) in fresh)


def unfinished(sources: OpenSources) -> tuple[Diagnostic, ...]:
    """Give the reasons for which nobody should edit the sources yet.

    Returns:
        Merges that were not finished, and what could not be read at all.
    """
    codes = {
        *("merge-conflict", "no-sources", "not-utf-8", "unreadable", "too-large"),
        *("symbolic-link", "sources-changed"),
    }
    return tuple(one for one in _errors(sources) if one.code in codes)


def _errors(sources: OpenSources) -> Iterator[Diagnostic]:
    return (one for one in sources.found if one.severity is Severity.ERROR)


def _is_same(content: bytes, source: SourceFile) -> bool:
    try:
        return decoded(source.path, content) == source
    except UnicodeDecodeError:
        return False


def _open(content: bytes, source: SourceFile) -> OpenFile:
    document, found = parse(source)
    return OpenFile(content, source, document, found)


def _linked(files: Mapping[str, OpenFile], found: Iterable[Diagnostic]) -> OpenSources:
    documents = [file.document for file in files.values() if file.document]
    claimed = [identify(path)[0] for path, file in files.items() if not file.document]
    broken = [ref for ref in claimed if ref]
    dossier, dangling = link(documents, broken)
    alone = (one for file in files.values() for one in file.found)
    checked = check(dossier, documents, broken)
    return OpenSources(files, in_order((*found, *alone, *dangling, *checked)))


def is_whole(file: OpenFile) -> bool:
    """Tell whether everything that a file refers to is known."""
    return file.document is not None and not has_errors(file.found)
