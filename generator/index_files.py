"""The files that Pagefind makes in, files out of which a browser fetches less, and always the same.

Two runs of Pagefind give the same files but for its filters: it keeps neither them nor their values
in any order. So both are put in order here. Beyond that

- a large filter is shared over several, so that a browser that asks for one of its values need not
  fetch all of them;
- a document has a shorter name, since a browser fetches the names of all documents, and one that
  tells its group, so that what is found is counted without asking a filter;
- what a search begins with is packed more tightly, by a library that gives the same bytes on every
  machine.

What names a file by its content is named anew where that changes.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

import cbor2
import deflate

from generator.exports.names import share_of

ENTRY = "pagefind-entry.json"
"""Names what a browser has to fetch first."""

BY_FACETS = "facets"
"""The language, as Pagefind has it, of what is chosen by facets alone. Asked for no words, Pagefind
fetches the places of all words: megabytes. For this language it knows of none."""

SIGNATURE = b"pagefind_dcd"
"""Begins each file's content."""

WHOLE = 8_000
"""How many bytes a filter holds at most that is not shared, before it is packed."""

SHARES = 16
"""Over how many filters a large one is shared: `person 0` to `person 15`. As `search.js` has it."""

LETTERS = 4
"""How many letters of a document's name are its own, where these are no other's. With 20 bits, a
changed document takes over the name that a browser keeps of another once in a million times."""

LEVEL = 12
"""Packs as tightly as it can: some ten megabytes in a second."""


class IndexFileError(Exception):
    """A file is not of the form that Pagefind is known to write."""


def arranged(files: Mapping[str, bytes], groups: str) -> dict[str, bytes]:
    """Give the files of an index as a site has them.

    Args:
        files: The files as Pagefind made them, by path.
        groups: For each document one letter, which is to begin its name.

    Raises:
        IndexFileError: A file is not of the expected form.
    """
    kept: dict[str, bytes] = {}
    filters: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for path, content in files.items():
        if path.startswith("filter/"):
            language = PurePosixPath(path).stem.partition("_")[0]
            for name, values in _shared(path, content):
                written = _written([name, values])
                file = _named(language, written)
                kept[f"filter/{file}.pf_filter"] = _packed(written)
                filters[language].append((name, file))
        elif path.startswith(("index/", "wasm.")):
            kept[path] = _packed(gzip.decompress(content))
        else:
            kept[path] = content
    entry = json.loads(kept.pop(ENTRY))
    for language, about in list(entry["languages"].items()):
        path = _place(about)
        # `[[document, length], ...]`, and `[[from, to, file], ...]`, a file of words each.
        version, documents, words, _, *rest = _read(path, kept.pop(path))
        names = short_names([name for name, *_ in documents], groups)
        for document, name in zip(documents, names, strict=True):
            old, document[0] = document[0], name
            kept[f"fragment/{name}.pf_fragment"] = kept.pop(f"fragment/{old}.pf_fragment")
        for one, known in ((language, words), (BY_FACETS, [])):
            written = _written([version, documents, known, sorted(filters[language]), *rest])
            entry["languages"][one] = {**about, "hash": _named(one, written)}
            kept[_place(entry["languages"][one])] = _packed(written)
    kept[ENTRY] = json.dumps(entry, sort_keys=True).encode()
    return kept


def _place(about: Mapping[str, str]) -> str:
    """Give the path of the file that says what is known of a language's documents."""
    return f"pagefind.{about['hash']}.pf_meta"


def _shared(path: str, packed: bytes) -> Iterator[tuple[str, list[Any]]]:
    """Give the values of a filter, in order, by its name; shared, where it is large.

    It is `[name, [[value, [document, ...]], ...]]`.
    """
    name, values = _read(path, packed)
    is_large = len(_written([name, values])) > WHOLE
    shares: dict[str, list[Any]] = defaultdict(list)
    for value in sorted(values):
        part = f" {part_of(value[0])}" if is_large else ""
        shares[name + part].append(value)
    return iter(shares.items())


def part_of(value: str) -> int:
    """Give the number of the share of a large filter in which a value is."""
    return share_of(value, len(value)) % SHARES


def short_names(names: Sequence[str], groups: str) -> Iterator[str]:
    """Give short names of documents for long ones, which say what a document holds.

    Args:
        names: The name of each document.
        groups: For each of them the letter with which its short name begins.
    """
    long = [group + _digest(name) for name, group in zip(names, groups, strict=True)]
    bearers = Counter(name[: 1 + LETTERS] for name in long)
    for name in long:
        short = name[: 1 + LETTERS]
        yield short if bearers[short] == 1 else name[: 1 + 3 * LETTERS]


def _digest(text: str) -> str:
    """Give letters and digits for a text; without capitals, which some disks do not tell apart."""
    return base64.b32hexencode(hashlib.sha256(text.encode()).digest()).decode().lower()


def _named(language: str, content: bytes) -> str:
    return f"{language}_{hashlib.sha256(content).hexdigest()[:10]}"


def _read(path: str, packed: bytes) -> Any:
    content = gzip.decompress(packed)
    try:
        if content.startswith(SIGNATURE):
            return cbor2.loads(content.removeprefix(SIGNATURE))
    except cbor2.CBORDecodeError:
        pass
    raise IndexFileError(f"{path} is not of the expected form")


def _written(content: object) -> bytes:
    return SIGNATURE + cbor2.dumps(content)


def _packed(content: bytes) -> bytes:
    return bytes(deflate.gzip_compress(content, LEVEL))
