"""Anything in, the short bytes that stand for it out: what the keys of caches are made of."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable
from functools import cache
from importlib import metadata, resources
from importlib.resources.abc import Traversable

SIZE = 16
"""Bytes of a digest: two different things have the same one less often than memory fails."""

LIBRARIES = (
    "ahocorasick_rs",
    "anyascii",
    "babel",
    "cbor2",
    "deflate",
    "markdown-it-py",
    "mdit-py-plugins",
    "msgspec",
    "pagefind-bin",
    "pydantic",
    "pydantic-core",
    "pyyaml",
    "rapidfuzz",
    "sentencex",
)
"""Those by whose versions the result of reading, checking, rendering or indexing may differ."""


def digest(*parts: bytes | str) -> bytes:
    """Give the digest of some parts; where one ends and the next begins makes a difference."""
    hashed = hashlib.blake2b(digest_size=SIZE)
    for part in parts:
        content = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        hashed.update(len(content).to_bytes(8, "little"))
        hashed.update(content)
    return hashed.digest()


@cache
def program() -> bytes:
    """Give the digest of this program: of its own files, and of what it rests on."""
    parts: list[bytes | str] = [sys.version]
    parts += [f"{name} {_version(name)}" for name in LIBRARIES]
    for path, file in _files(resources.files("generator"), ""):
        parts += [path, file.read_bytes()]
    return digest(*parts)


def _files(folder: Traversable, below: str) -> Iterable[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        path = f"{below}{entry.name}"
        if entry.is_file():
            if not path.endswith((".pyc", ".pyo")):
                yield path, entry
        elif entry.name != "__pycache__":
            yield from _files(entry, f"{path}/")


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "none"
