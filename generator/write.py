"""Files in memory in, the same files under `docs/` out, and nothing else there touched.

A manifest beside them (`.dossier-manifest.json`) holds the SHA-256 of every file that was made.
By it the generator knows its own: it removes what it made and makes no more, and it never
overwrites or removes what it did not make, or what somebody has changed since.

All is checked before anything is changed, and all is written to a folder of its own before
anything is moved into place. So a full disk changes nothing; and a run that is killed among the
moves leaves each file either old or new, in a folder whose manifest knows both.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import re
import shutil
import stat
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import msgspec

from generator.codec import encode_json
from generator.contents import hashes_of
from generator.diagnostics import Diagnostic, Severity, has_errors, in_order
from generator.source import Location

MANIFEST = ".dossier-manifest.json"
STAGING = ".dossier-writing"
BY_HAND = "assets"
"""The folder below `docs/` that people write in."""

MARKDOWN = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
"""What MkDocs takes for a page."""


@dataclass(frozen=True, slots=True)
class WriteReport:
    """What a run did, as paths below the docs folder, sorted."""

    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is known of an earlier run."""

    hashes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """For each file made, the SHA-256 of its content; two, the old and the new, while a run that
    changes it is not finished."""
    whole: bool = False
    """True where the files are those of a dossier without errors."""

    def to_bytes(self) -> bytes:
        """Give the manifest as a file."""
        content = {"whole": self.whole, "files": dict(sorted(self.hashes.items()))}
        return encode_json(content)


def read_manifest(docs: Path) -> Manifest:
    """Give what the docs folder's manifest says; an empty one where there is none to be read."""
    try:
        data = msgspec.json.decode((docs / MANIFEST).read_bytes())
        hashes = {
            path: tuple(map(str, hashes))
            for path, hashes in data["files"].items()
            if _is_safe(path) and isinstance(hashes, list)
        }
        return Manifest(hashes, data["whole"] is True)
    except FileNotFoundError:
        return Manifest()
    except (msgspec.DecodeError, KeyError, TypeError, AttributeError, RecursionError):
        # Without it nothing is known to be ours, and so nothing that differs is overwritten.
        return Manifest()


def write(
    docs: Path, files: Mapping[str, bytes], *, whole: bool = True
) -> tuple[WriteReport, tuple[Diagnostic, ...]]:
    """Make the generated files of a docs folder exactly these.

    Args:
        docs: The folder; it is made when it is missing.
        files: The content of each file, by its POSIX path below the folder.
        whole: False where the files are only what could be made of sources with errors.

    Returns:
        What was done, and the findings, whose paths are relative to the folder. With an error
        among them, nothing was done.

    Raises:
        OSError: The disk is full, or the folder may not be written. Every file is as before, or,
            where the moves had begun, old or new.
    """
    with locked(docs):
        _remove_staging(docs)
        plan = _plan(docs, files, _look(docs))
        if has_errors(plan.found):
            return WriteReport(), plan.found
        after = Manifest({path: (plan.hashes[path],) for path in files}, whole)
        _apply(docs, files, plan, after)
        return plan.report, plan.found


def update(
    docs: Path, files: Mapping[str, bytes], removed: Iterable[str]
) -> tuple[WriteReport, tuple[Diagnostic, ...]]:
    """Write some of the generated files of a docs folder, remove some, and look at no others.

    Args:
        docs: The folder.
        files: The content of each file to write, by its POSIX path below the folder.
        removed: The paths of the generated files that are to go.

    Returns:
        What was done, and the findings, as `write` gives them.

    Raises:
        OSError: As in `write`.
    """
    with locked(docs):
        _remove_staging(docs)
        removed = set(removed) - files.keys()
        plan = _plan(docs, files, _look_at(docs, removed | files.keys()))
        if has_errors(plan.found):
            return WriteReport(), plan.found
        kept = {path: one for path, one in plan.known.hashes.items() if path not in removed}
        new = {path: (plan.hashes[path],) for path in files}
        _apply(docs, files, plan, Manifest({**kept, **new}, plan.known.whole))
        return plan.report, plan.found


def left_out(paths: Iterable[str], made: Iterable[str]) -> list[str]:
    """Give those files of a docs folder that must not be published, since nobody vouches for them.

    A page that the generator did not make might hold what an article's rights withhold: it may be
    left from a run whose manifest is lost. Neither the pages nor what lies in the generated
    folders is published unless it is in the manifest; `assets/` and other files at the top are.

    Args:
        paths: Files below the docs folder.
        made: The files that the generator made.
    """
    made = frozenset(made)
    folders = {path.partition("/")[0] for path in made if "/" in path} - {BY_HAND}

    def is_strange(path: str) -> bool:
        top, slash, _ = path.partition("/")
        if path in made or (slash and top == BY_HAND):
            return False
        return path.lower().endswith(MARKDOWN) or bool(slash and top in folders)

    return [path for path in paths if is_strange(path)]


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep other runs of the generator out of a folder, which is made when it is missing.

    The folder itself is locked, as a lock file would be one more thing to leave behind. The lock
    ends with the process, however that ends.

    Raises:
        OSError: The folder cannot be made, or is not a folder.
    """
    if not folder.exists():
        folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        # Some network file systems have no locks: better no lock there than no dossier.
        with contextlib.suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


# --- What is to be done ----------------------------------------------------------------------


class _Found(NamedTuple):
    """What lies in a docs folder, as POSIX paths below it."""

    files: frozenset[str]
    folders: frozenset[str]
    others: frozenset[str]
    """Symbolic links, pipes and the like."""


class _Plan(NamedTuple):
    report: WriteReport
    found: tuple[Diagnostic, ...]
    known: Manifest
    """The manifest as it was."""
    hashes: Mapping[str, str]
    """The SHA-256 of each file as it shall be."""


def _plan(docs: Path, files: Mapping[str, bytes], there: _Found) -> _Plan:
    """Compare what shall be with what is; every obstacle is a finding."""
    known = read_manifest(docs)
    found = list(_impossible(files))
    if found:
        return _Plan(WriteReport(), in_order(found), known, {})
    hashes = hashes_of(files)
    current = {
        path: _sha256((docs / path).read_bytes())
        for path in sorted(there.files & (files.keys() | known.hashes.keys()))
    }
    stale = sorted(current.keys() - files.keys())
    removed = tuple(path for path in stale if current[path] in known.hashes[path])
    found += [_edited(path, "its source is gone") for path in stale if path not in removed]
    found += _links(there)
    found += _in_the_way(files, there, frozenset(removed))
    for path in sorted(current.keys() & files.keys()):
        if current[path] not in (hashes[path], *known.hashes.get(path, ())):
            found.append(
                _edited(path, "it would be overwritten")
                if path in known.hashes
                else _error(path, "foreign-file", "this is in the way of a generated file", MOVE)
            )
    strange = there.files - known.hashes.keys()
    found += [
        _error(
            path, "foreign-file", "this was not generated, and is not published", MOVE, warn=True
        )
        for path in left_out(sorted(strange), files)
        if not _is_hidden(path)
    ]
    unchanged = tuple(path for path in sorted(files) if current.get(path) == hashes[path])
    written = tuple(sorted(files.keys() - set(unchanged)))
    return _Plan(WriteReport(written, removed, unchanged), in_order(found), known, hashes)


MOVE = "delete it, or move it out of the folder; editors' pages belong in sources/pages/"


def _impossible(files: Mapping[str, bytes]) -> Iterator[Diagnostic]:
    """Find what could never be written, anywhere: a mistake in the generator itself."""
    seen: dict[str, str] = {}
    for path in sorted(files):
        if not _is_safe(path):
            yield _error(path, "unsafe-path", "no file can be made under this path")
        # MkDocs makes `people/index.html` of both `people.md` and `people/index.md`.
        page = path.removesuffix("/index.md").removesuffix(".md")
        for name in dict.fromkeys((_folded(path), _folded(page))):
            other = seen.setdefault(name, path)
            if other != path:
                yield _error(path, "same-path", f"this would overwrite '{other}'")
    for path in sorted(files):
        for folder in _folders(path):
            if folder in files:
                yield _error(folder, "same-path", f"'{path}' would need it to be a folder")


def _in_the_way(
    files: Mapping[str, bytes], there: _Found, removed: frozenset[str]
) -> Iterator[Diagnostic]:
    """Find what is not ours and stands where a file shall be."""
    staying = there.files - removed
    freed = {folder for path in removed for folder in _folders(path)}
    folders = there.folders - freed
    folders |= {folder for path in staying | folders for folder in _folders(path)}
    twins = {_folded(path): path for path in staying - files.keys()}
    for path in sorted(files):
        for folder in _folders(path):
            if folder in staying:
                yield _error(folder, "foreign-file", "this stands where a folder shall be", MOVE)
        if path in folders:
            yield _error(path, "foreign-file", "this folder stands where a file shall be", MOVE)
        twin = twins.get(_folded(path))
        if twin:
            message = f"this differs from '{path}' only in its letters' case or form"
            yield _error(twin, "foreign-file", message, MOVE)


def _links(there: _Found) -> Iterator[Diagnostic]:
    for path in sorted(there.others):
        message = "this is neither a file nor a folder, and links are not followed"
        yield _error(path, "symbolic-link", message, "put the file itself here, or remove this")


def _look(docs: Path) -> _Found:
    """List a docs folder, following no links."""
    files: set[str] = set()
    folders: set[str] = set()
    others: set[str] = set()
    waiting = [""]
    while waiting:
        below = waiting.pop()
        with os.scandir(docs / below) as entries:
            for entry in entries:
                path = f"{below}/{entry.name}" if below else entry.name
                if entry.is_dir(follow_symlinks=False):
                    folders.add(path)
                    waiting.append(path)
                elif entry.is_file(follow_symlinks=False):
                    files.add(path)
                # Emacs marks a file that is being edited with a link to nowhere, `.#name`.
                elif not entry.name.startswith(".") or entry.is_dir():
                    others.add(path)
    return _Found(frozenset(files), frozenset(folders), frozenset(others))


def _look_at(docs: Path, paths: Iterable[str]) -> _Found:
    """Tell of some paths, and of the folders above them, what lies there; follow no links."""
    files: set[str] = set()
    folders: set[str] = set()
    others: set[str] = set()
    for path in {one for wanted in paths for one in (wanted, *_folders(wanted))}:
        try:
            mode = (docs / path).lstat().st_mode
        except (FileNotFoundError, NotADirectoryError):
            continue
        kind = folders if stat.S_ISDIR(mode) else files if stat.S_ISREG(mode) else others
        kind.add(path)
    return _Found(frozenset(files), frozenset(folders), frozenset(others))


# --- Doing it --------------------------------------------------------------------------------


def _apply(docs: Path, files: Mapping[str, bytes], plan: _Plan, after: Manifest) -> None:
    """Carry out a plan that has no obstacles; the manifest is another one afterwards."""
    report, known = plan.report, plan.known
    if known == after and not report.written and not report.removed:
        return
    # Ahead of the moves, the manifest knows each file as it was and as it will be.
    both = {
        path: tuple(dict.fromkeys((*known.hashes.get(path, ()), *hashes)))
        for path, hashes in after.hashes.items()
        if known.hashes.get(path) != hashes
    }
    ahead = Manifest({**known.hashes, **both})
    staging = docs / STAGING
    try:
        staging.mkdir()
        for number, path in enumerate(report.written):
            (staging / str(number)).write_bytes(files[path])
        (staging / "ahead").write_bytes(ahead.to_bytes())
        (staging / "after").write_bytes(after.to_bytes())
        (staging / "ahead").replace(docs / MANIFEST)
        for path in report.removed:
            _remove(docs, path)
        for number, path in enumerate(report.written):
            target = docs / path
            target.parent.mkdir(parents=True, exist_ok=True)
            (staging / str(number)).replace(target)
        (staging / "after").replace(docs / MANIFEST)
    finally:
        _remove_staging(docs)


def _remove(docs: Path, path: str) -> None:
    """Remove a file, and the folders that it leaves empty."""
    (docs / path).unlink(missing_ok=True)
    for folder in _folders(path):
        try:
            (docs / folder).rmdir()
        except OSError:  # Not empty.
            return


def _remove_staging(docs: Path) -> None:
    """Remove what a run that was killed has left."""
    staging = docs / STAGING
    if staging.is_dir() and not staging.is_symlink():
        shutil.rmtree(staging, ignore_errors=True)


def _folders(path: str) -> list[str]:
    """Give the folders that a path lies in, the innermost first."""
    parts = path.split("/")[:-1]
    return ["/".join(parts[:length]) for length in range(len(parts), 0, -1)]


def _is_safe(path: str) -> bool:
    """Tell whether a path stays below its folder, is not hidden, and is a name on any system."""
    return _SAFE.fullmatch(path) is not None


_NAME = "[A-Za-z0-9_-][A-Za-z0-9_.-]*"
_SAFE = re.compile(f"{_NAME}(?:/{_NAME})*")


def _is_hidden(path: str) -> bool:
    return any(part.startswith(".") for part in path.split("/"))


def _folded(path: str) -> str:
    """Give what two paths share that are one file on some systems."""
    return unicodedata.normalize("NFC", path).casefold()


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _edited(path: str, why: str) -> Diagnostic:
    message = f"this generated file was changed by hand, and {why}"
    hint = "write what you want to keep into its source, and delete this file"
    return _error(path, "hand-edited", message, hint)


def _error(path: str, code: str, message: str, hint: str = "", *, warn: bool = False) -> Diagnostic:
    severity = Severity.WARNING if warn else Severity.ERROR
    return Diagnostic(Location.whole_file(path), code, message, hint, severity)
