"""Files in memory, packed: a large dossier's pages are more than memory should hold as they are."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator, Mapping

from generator.source import Record

LEVEL = 1
"""How hard zlib tries: pages become a fifth in a hundredth of the time that they take to make."""


class Packed(Record, frozen=True):
    """One file."""

    path: str
    """POSIX path below the folder that it is for."""
    sha256: str
    """The SHA-256 of its content, in hexadecimal digits."""
    small: bytes
    """The content, compressed."""
    source: str = ""
    """The file below `sources/` that an editor changes to change it; empty where there is none."""

    @property
    def content(self) -> bytes:
        """The content."""
        return zlib.decompress(self.small)


def packed(path: str, content: bytes, source: str = "") -> Packed:
    """Pack a file's content."""
    digest = hashlib.sha256(content).hexdigest()
    return Packed(path, digest, zlib.compress(content, LEVEL), source)


class Contents(Mapping[str, bytes]):
    """Files by path: each is unpacked whenever it is asked for."""

    def __init__(self, files: Iterable[Packed] = ()) -> None:
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

    def with_changes(self, written: Iterable[Packed], removed: Iterable[str]) -> Contents:
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
