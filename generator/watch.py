"""Changes of files in, those that change something out.

Editors' programs, sync tools and version control touch files without changing them, several times
for one save, or leave files of their own beside them. Only what differs from what the last build
was made of is worth another one.
"""

from __future__ import annotations

import hashlib
import os
import stat
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler


class Inputs:
    """What a build was made of: files and folders, and the hash of each file's content."""

    def __init__(self) -> None:
        self._roots: list[Path] = []
        self._seen: dict[Path, bytes | None] = {}
        # Builds and observers run in threads of their own.
        self._lock = threading.Lock()

    def add(self, root: Path) -> None:
        """Take in a file, or all files of a folder, as they are now."""
        root = _absolute(root)
        with self._lock:
            self._roots.append(root)
            self._seen.update((file, _content(file)) for file in _files(root))

    def look(self) -> None:
        """Take in all files anew: a build is about to read them."""
        with self._lock:
            self._seen = {file: _content(file) for root in self._roots for file in _files(root)}

    @contextmanager
    def writing(self) -> Iterator[list[Path]]:
        """Let the build itself write files, which are no news.

        Yields:
            What to put the files into. Until then, no other change is looked at: it may be one of
            these.
        """
        files: list[Path] = []
        with self._lock:
            yield files
            self._seen.update((file, _content(file)) for file in map(_absolute, files))

    def is_changed(self, file: Path) -> bool:
        """Tell whether a file differs from what was last taken in, and take it in."""
        file = _absolute(file)
        if _is_by_the_way(file.name):
            return False
        content = _content(file)
        with self._lock:
            changed = self._seen.get(file) != content
            self._seen[file] = content
        return changed


class Quiet(FileSystemEventHandler):
    """Passes on to another handler only those events that change something."""

    def __init__(self, handler: FileSystemEventHandler, inputs: Inputs) -> None:
        self._handler = handler
        self._inputs = inputs

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Pass an event on, or not."""
        if event.is_directory:
            return
        paths = [Path(os.fsdecode(path)) for path in (event.src_path, event.dest_path) if path]
        # Each is asked, so that each is taken in.
        changed = [self._inputs.is_changed(path) for path in paths]
        if any(changed):
            self._handler.on_any_event(event)


def _absolute(path: Path) -> Path:
    """Give one name to a file, however it is named; what a link leads to stays another file."""
    return path.parent.resolve() / path.name


def _files(root: Path) -> Iterator[Path]:
    if not root.is_dir():
        yield root
        return
    for folder, _, names in os.walk(root):
        for name in names:
            if not _is_by_the_way(name):
                yield Path(folder, name)


def _is_by_the_way(name: str) -> bool:
    """Tell whether a file is an editing program's own: `.a.md.swp`, `.#a.md`, `a.md~`."""
    return name.startswith(".") or name.endswith("~")


def _content(file: Path) -> bytes | None:
    """Give the hash of a file's content; None where there is no regular file to be read."""
    try:
        if not stat.S_ISREG(file.lstat().st_mode):
            return None
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").digest()
    except OSError:
        return None
