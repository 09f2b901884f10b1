"""The sources folder in, the text of every file in it and the findings about files out.

Only regular Markdown files inside the folder are read, each of them once: what is built, checked
and shown in a finding is the same text, whatever happens to the file meanwhile.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

from generator.diagnostics import Diagnostic, Severity, did_you_mean
from generator.model import FOLDERS
from generator.source import Location, SourceFile

MAX_BYTES = 2_000_000
"""The largest source file that is read: far more than any article, far less than memory."""


AT_REST = 2_000_000_000
"""Nanoseconds since a file's last change after which another change is sure to be told from it by
the file's times."""

Remembered = dict[str, tuple[tuple[int, ...], SourceFile]]
"""The files that were read, each with what the system said of it, by path."""


def read_sources(
    root: Path, remembered: Remembered | None = None
) -> tuple[tuple[SourceFile, ...], tuple[Diagnostic, ...]]:
    """Read every source file below a folder.

    Args:
        root: The sources folder.
        remembered: What was read last time: those files are not read again of which the system
            says that they are the same. It is brought up to date.

    Returns:
        The files by path, and what is wrong with files that could not be read.
    """
    if not root.is_dir():
        return (), (
            _about(
                "",
                "no-sources",
                "there is no such folder",
                "make it, with articles in articles/, or name another with --sources",
            ),
        )
    files: list[SourceFile] = []
    found: list[Diagnostic] = []
    for entry in _entries(root):
        if entry.is_symlink():
            found.append(_symbolic_link(entry.name))
        elif entry.is_dir():
            _read_folder(Path(entry.path), entry.name, (files, found), remembered)
        elif not entry.name.startswith("."):
            found.append(_stray(entry.name))
    if not files and not found:
        found.append(
            _about(
                "",
                "no-sources",
                "the folder holds no source files",
                "write a first article in articles/, and entries for what it names",
                Severity.WARNING,
            )
        )
    return tuple(sorted(files, key=lambda file: file.path)), tuple(found)


def _read_folder(
    folder: Path,
    name: str,
    into: tuple[list[SourceFile], list[Diagnostic]],
    remembered: Remembered | None,
) -> None:
    files, found = into
    if name.startswith("."):
        return
    if name not in FOLDERS:
        found.append(
            _about(
                name,
                "unknown-folder",
                f"'{name}' is not a folder of the sources",
                did_you_mean(name, FOLDERS) or f"the folders are {', '.join(FOLDERS)}",
            )
        )
        return
    for entry in _entries(folder):
        path = f"{name}/{entry.name}"
        if entry.is_symlink():
            found.append(_symbolic_link(path))
        elif entry.name.startswith("."):
            continue
        elif entry.is_dir():
            found.append(
                _about(
                    path,
                    "nested-folder",
                    f"'{path}' is a folder, and '{name}' holds only files",
                    f"move its files up into '{name}'",
                )
            )
        elif not entry.name.endswith(".md"):
            found.append(_stray(path))
        else:
            source, problem = _read_again(entry, path, remembered)
            if source:
                files.append(source)
            if problem:
                found.append(problem)


def _read_again(
    entry: os.DirEntry[str], path: str, remembered: Remembered | None
) -> tuple[SourceFile | None, Diagnostic | None]:
    """Read a file, or give it as it was read before."""
    if remembered is None:
        return _read_file(Path(entry.path), path)
    now = time.time_ns()
    try:
        said = entry.stat()
    except OSError:
        return _read_file(Path(entry.path), path)
    signature = (said.st_ino, said.st_size, said.st_mtime_ns, said.st_ctime_ns)
    known = remembered.pop(path, None)
    if known and known[0] == signature:
        remembered[path] = known
        return known[1], None
    source, problem = _read_file(Path(entry.path), path)
    if source and max(said.st_mtime_ns, said.st_ctime_ns) < now - AT_REST:
        remembered[path] = signature, source
    return source, problem


def _read_file(file: Path, path: str) -> tuple[SourceFile | None, Diagnostic | None]:
    try:
        if not file.is_file():
            return None, _about(path, "not-a-file", "this is not a regular file", "remove it")
        with file.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        reason = error.strerror or str(error)
        return None, _about(path, "unreadable", f"cannot be read: {reason}", "mind its permissions")
    if len(data) > MAX_BYTES:
        return None, _about(
            path,
            "too-large",
            f"is larger than {MAX_BYTES // 1_000_000} MB",
            "split it; an article is rarely more than 100 kB",
        )
    try:
        return decoded(path, data), None
    except UnicodeDecodeError as error:
        return None, _not_utf8(path, data, error)


def decoded(path: str, data: bytes) -> SourceFile:
    """Give a file's content as the text that is read.

    Args:
        path: POSIX path relative to the sources folder.
        data: The content.

    Raises:
        UnicodeDecodeError: It is not UTF-8.
    """
    text = data.decode("utf-8-sig")
    return SourceFile(path, text.replace("\r\n", "\n").replace("\r", "\n"))


def _not_utf8(path: str, data: bytes, error: UnicodeDecodeError) -> Diagnostic:
    before = data[: error.start].decode("utf-8-sig", "replace").replace("\r\n", "\n")
    line = before.count("\n") + 1
    column = len(before) - before.rfind("\n")
    place = Location(path, line, column, line, column + 1)
    byte = f"0x{data[error.start]:02X}"
    return Diagnostic(
        place,
        "not-utf-8",
        f"the byte {byte} is not UTF-8",
        "save the file with encoding UTF-8",
    )


def _entries(folder: Path) -> Iterator[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        yield from sorted(entries, key=lambda entry: entry.name)


def _symbolic_link(path: str) -> Diagnostic:
    return _about(
        path,
        "symbolic-link",
        "this is a symbolic link, and links are not followed",
        "put the file itself here",
    )


def _stray(path: str) -> Diagnostic:
    return _about(
        path,
        "stray-file",
        "this is not a source file, and is left out",
        "a source file lies in a kind's folder, and its name ends in .md",
        Severity.WARNING,
    )


def _about(
    path: str, code: str, message: str, hint: str, severity: Severity = Severity.ERROR
) -> Diagnostic:
    return Diagnostic(Location.whole_file(path), code, message, hint, severity)
