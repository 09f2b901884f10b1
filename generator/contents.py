"""Files that are made and not yet written: a large dossier has more of them than memory holds.

They are packed, and laid aside on the disk, in a file without a name that ends with the process.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import weakref
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from generator.codec import pack, unpack
from generator.source import Record


class Packed(Record, frozen=True):
    """One file, in the form in which it is kept and sent."""

    path: str
    """POSIX path below the folder that it is for."""
    sha256: str
    """The SHA-256 of its content, in hexadecimal digits."""
    small: bytes
    """The content, compressed."""
    source: str = ""
    """The file below `sources/` that an editor changes to change it; empty where there is none."""


def packed(path: str, content: bytes, source: str = "", before: Filed | None = None) -> Packed:
    """Pack a file's content.

    Args:
        path: The file's path.
        content: Its content.
        source: The file below `sources/` through which it is changed.
        before: The file as it was: where it is the same, its content is packed already.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    is_known = before is not None and before.sha256 == sha256
    small = before.small.content if before and is_known else pack(content)
    return Packed(path, sha256, small, source)


class Shelf:
    """A place for bytes that are not needed now."""

    def __init__(self, *, on_disk: bool = True) -> None:
        """Hold nothing yet.

        Args:
            on_disk: False for a shelf that is memory: of one that is used for days, nothing is
                freed as long as it lies on the disk.
        """
        self._is_on_disk = on_disk
        self._file = -1
        self._end = 0

    def lay(self, content: bytes) -> Aside:
        """Lay bytes aside; where the disk takes no more, they stay in memory."""
        if self._is_on_disk and content:
            try:
                return self._lay(content)
            except OSError:
                self._is_on_disk = False
        return Held(content)

    def _lay(self, content: bytes) -> Laid:
        if self._file < 0:
            self._file, path = tempfile.mkstemp(prefix="dossier-")
            Path(path).unlink()
            weakref.finalize(self, os.close, self._file)
        start = self._end
        if os.pwrite(self._file, content, start) != len(content):
            raise OSError("the disk is full")
        self._end += len(content)
        return Laid(self, start, len(content))

    def take(self, start: int, size: int) -> bytes:
        """Give bytes that were laid aside."""
        return os.pread(self._file, size, start)


class Laid(msgspec.Struct, frozen=True, gc=False):
    """Bytes on a shelf."""

    shelf: Shelf
    start: int
    size: int

    @property
    def content(self) -> bytes:
        """The bytes."""
        return self.shelf.take(self.start, self.size)


class Held(msgspec.Struct, frozen=True, gc=False):
    """Bytes in memory."""

    content: bytes


Aside = Laid | Held


class Filed(msgspec.Struct, frozen=True, gc=False):
    """One file, laid aside."""

    path: str
    sha256: str
    source: str
    """As `Packed` has them."""
    small: Aside
    """The content, compressed."""

    @property
    def content(self) -> bytes:
        """The content."""
        return unpack(self.small.content)


def filed(file: Packed, shelf: Shelf) -> Filed:
    """Lay a file aside."""
    return Filed(file.path, file.sha256, file.source, shelf.lay(file.small))


class Contents(Mapping[str, bytes]):
    """Files by path: each is unpacked whenever it is asked for."""

    def __init__(self, files: Iterable[Filed] = ()) -> None:
        """Hold files; of two with one path, the last counts."""
        self._files = {file.path: file for file in files}

    def __getitem__(self, path: str) -> bytes:
        return self._files[path].content

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)

    def __contains__(self, path: object) -> bool:
        return path in self._files

    def with_changes(self, written: Iterable[Filed], removed: Iterable[str]) -> Contents:
        """Give the same files but some."""
        gone = set(removed)
        return Contents([*(one for one in self._files.values() if one.path not in gone), *written])

    def source(self, path: str) -> str:
        """Give the source through which an editor changes a file; empty where there is none."""
        return self._files[path].source if path in self._files else ""

    @property
    def hashes(self) -> Mapping[str, str]:
        """The SHA-256 of each file's content, by path."""
        return {path: file.sha256 for path, file in self._files.items()}

    @property
    def sources(self) -> Mapping[str, str]:
        """For files that an editor changes through one source, that source, by path."""
        return {path: file.source for path, file in self._files.items() if file.source}


def hashes_of(files: Mapping[str, bytes]) -> Mapping[str, str]:
    """Give the SHA-256 of each file's content, in hexadecimal digits, by path."""
    if isinstance(files, Contents):
        return files.hashes
    return {path: hashlib.sha256(content).hexdigest() for path, content in files.items()}
