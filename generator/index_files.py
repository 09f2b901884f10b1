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
    """
    kept: dict[str, bytes] = {}
    filters: dict[str, list[bytes]] = defaultdict(list)
    for path, content in files.items():
        if path.startswith("filter/"):
            language = PurePosixPath(path).stem.partition("_")[0]
            for name, values in _shared(_unpacked(path, content)):
                file = _named(language, values)
                kept[f"filter/{file}.pf_filter"] = _packed(values)
                filters[language].append(_list(_text(name), _text(file)))
        elif path.startswith(("index/", "wasm.")):
            kept[path] = _packed(gzip.decompress(content))
        else:
            kept[path] = content
    entry = json.loads(kept.pop(ENTRY))
    for language, about in list(entry["languages"].items()):
        path = _place(about)
        known = _Known(_unpacked(path, kept.pop(path)))
        names = dict(zip(known.names, short_names(known.names, groups), strict=True))
        for old, new in names.items():
            kept[f"fragment/{new}.pf_fragment"] = kept.pop(f"fragment/{old}.pf_fragment")
        for one, has_words in ((language, True), (BY_FACETS, False)):
            content = known.content(names, sorted(filters[language]), words=has_words)
            entry["languages"][one] = {**about, "hash": _named(one, content)}
            kept[_place(entry["languages"][one])] = _packed(content)
    kept[ENTRY] = json.dumps(entry, sort_keys=True).encode()
    return kept


def _place(about: Mapping[str, str]) -> str:
    """Give the path of the file that says what is known of a language's documents."""
    return f"pagefind.{about['hash']}.pf_meta"


def _shared(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Give the content of a filter, with its values in order, by name; shared, where it is large.

    It is `[name, [[value, [document, ...]], ...]]`.
    """
    reader = _Cbor(content, len(SIGNATURE))
    reader.head()
    name = reader.text()
    shares: dict[str, list[bytes]] = defaultdict(list)
    for item in reader.items():
        value = _Cbor(item)
        value.head()
        part = f" {part_of(value.text())}" if len(content) > WHOLE else ""
        shares[name + part].append(item)
    for one, values in shares.items():
        yield one, SIGNATURE + _list(_text(one), _list(*sorted(values)))


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


def _unpacked(path: str, packed: bytes) -> bytes:
    content = gzip.decompress(packed)
    if not content.startswith(SIGNATURE):
        raise IndexFileError(f"{path} is not of the expected form")
    return content


def _packed(content: bytes) -> bytes:
    return bytes(deflate.gzip_compress(content, LEVEL))


class _Known:
    """What a browser has to know of all documents, filters and files of words.

    That is `[version, [[document, length], ...], [[from, to, file], ...], [[filter, file], ...],
    ...]`; a file of words holds those from one to another.
    """

    def __init__(self, content: bytes) -> None:
        reader = _Cbor(content, len(SIGNATURE))
        self._version, documents, self._words, _, *self._rest = reader.items()
        self._documents = list(map(_Cbor, _Cbor(documents).items()))
        for document in self._documents:
            document.head()
        self.names = [document.text() for document in self._documents]
        """The name of each document, in the order in which Pagefind was told of them."""

    def content(
        self, names: Mapping[str, str], filters: Sequence[bytes], *, words: bool = True
    ) -> bytes:
        """Give the same with other names and filters; of no file of words, if it is so wished."""
        documents = (
            _list(_text(names[name]), document.rest())
            for name, document in zip(self.names, self._documents, strict=True)
        )
        return SIGNATURE + _list(
            self._version,
            _list(*documents),
            self._words if words else _list(),
            _list(*filters),
            *self._rest,
        )


# --- CBOR (RFC 8949), as much of it as Pagefind writes: numbers, texts and lists -----------------

NUMBER, TEXT, LIST = 0, 3, 4
"""Kinds of items."""

SHORT = 24
"""From here on, a head says only in how many bytes its value follows."""


class _Cbor:
    """Reads items one after the other."""

    def __init__(self, content: bytes, position: int = 0) -> None:
        self._content = content
        self._position = position
        self._kind = NUMBER

    def head(self) -> int:
        """Read the head of an item: give its value, its length, or how many items it holds."""
        first = self._content[self._position]
        self._kind, short = first >> 5, first & 31
        self._position += 1
        if short < SHORT:
            return short
        size = 1 << (short - SHORT)
        value = int.from_bytes(self._content[self._position : self._position + size], "big")
        self._position += size
        return value

    def text(self) -> str:
        """Read a text."""
        start = self.head() + self._position
        text = self._content[self._position : start].decode()
        self._position = start
        return text

    def items(self) -> Iterator[bytes]:
        """Read a list: give each of its items as it is written."""
        for _ in range(self.head()):
            start = self._position
            self.skip()
            yield self._content[start : self._position]

    def rest(self) -> bytes:
        """Give what was not read yet, as it is written."""
        return self._content[self._position :]

    def skip(self) -> None:
        """Go behind an item."""
        number = self.head()
        if self._kind == TEXT:
            self._position += number
        elif self._kind == LIST:
            for _ in range(number):
                self.skip()
        elif self._kind != NUMBER:
            raise IndexFileError("an item is not of the expected form")


def _text(text: str) -> bytes:
    content = text.encode()
    return _head(TEXT, len(content)) + content


def _list(*items: bytes) -> bytes:
    return _head(LIST, len(items)) + b"".join(items)


def _head(kind: int, number: int) -> bytes:
    if number < SHORT:
        return bytes([kind << 5 | number])
    power = next(power for power in range(4) if number < 1 << (8 << power))
    return bytes([kind << 5 | SHORT + power]) + number.to_bytes(1 << power, "big")
