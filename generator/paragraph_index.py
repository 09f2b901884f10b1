"""Records in, the index of the search over paragraphs out, as files of the site.

Pagefind's program comes in its wheel. It is spoken to as its own Python package does (messages in
JSON and Base64, each with a comma after it), but all at once: that package waits a tenth of a
second for each answer. The files come in its last answer and are written here, since Pagefind
says that it has written some before the disk holds them.

Two runs of Pagefind give the same files but for its filters: it keeps neither them nor their values
in any order. So both are put in order here, and what names them by their content is named anew.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import os
import subprocess
import threading
from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath
from typing import IO, Any
from urllib.parse import urlencode

from pagefind_bin import get_executable

from generator.exports import SearchRecord

FOLDER = "pagefind"
"""The folder of the site that holds the index."""

UNUSED = (
    "pagefind-ui.*",
    "pagefind-modular-ui.*",
    "pagefind-component-ui.*",
    "pagefind-highlight.js",
)
"""Pagefind's own faces, which the site does not show."""

ENTRY = "pagefind-entry.json"
"""Names what a browser has to fetch first."""

SIGNATURE = b"pagefind_dcd"
"""Begins each file's content; a file that begins with it is taken for unpacked."""


class PagefindError(Exception):
    """Pagefind did not make the index."""


def write_index(records: Sequence[SearchRecord], site: Path, language: str = "en") -> None:
    """Write the index of all records into a site.

    Args:
        records: What can be found; their order is the order among equals.
        site: The site's folder.
        language: The language by whose rules words are cut to their stems (ISO 639-1). It holds for
            all records, since a reader's browser asks the index of one language only.

    Raises:
        PagefindError: Pagefind failed.
    """
    answer = _run(list(_messages(records, language)))
    files = {one["path"]: base64.b64decode(one["content"]) for one in answer["files"]}
    for path, content in _in_constant_order(files).items():
        if not any(fnmatch(path, pattern) for pattern in UNUSED):
            file = site / FOLDER / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)


def _messages(records: Sequence[SearchRecord], language: str) -> Iterator[dict[str, Any]]:
    yield {"type": "NewIndex", "config": {"force_language": language}}
    for record in records:
        yield {
            "type": "AddRecord",
            "index_id": 0,
            "url": _told(record),
            "content": record.text,
            "language": language,
            "meta": {},
            "filters": {facet: list(values) for facet, values in record.facets.items()},
            "sort": None,
        }
    yield {"type": "GetFiles", "index_id": 0}


def _told(record: SearchRecord) -> str:
    """Give a record's address, which also tells what is shown above the record's text.

    What Pagefind is given as metadata is searched as well: a word of an article's title would find
    each of its paragraphs. `search.js` takes the address apart.
    """
    page, mark, anchor = record.address.partition("#")
    told = {"title": record.title, "place": record.place, "lang": record.language}
    query = urlencode({name: text for name, text in told.items() if text})
    return f"{page}?{query}{mark}{anchor}"


def _run(messages: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Send all messages, wait until each is answered, and give the last answer."""
    sent = b"".join(
        base64.b64encode(json.dumps({"message_id": number, "payload": one}).encode()) + b","
        for number, one in enumerate(messages, 1)
    )
    # The program is our own dependency's, and is told nothing but to listen.
    with subprocess.Popen(  # noqa: S603
        [get_executable(), "--service"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as pagefind:
        if not pagefind.stdin or not pagefind.stdout:
            raise PagefindError("it does not listen")
        # Both pipes hold little: who only writes, or only reads, waits for ever.
        threading.Thread(target=_send, args=(pagefind.stdin, sent), daemon=True).start()
        answers: list[bytes] = []
        left = len(messages)
        while left > 0:
            more = os.read(pagefind.stdout.fileno(), 1 << 16)
            if not more:
                raise PagefindError("it ended early")
            answers.append(more)
            left -= more.count(b",")
        pagefind.stdin.close()
    payload: dict[str, Any] = {}
    for answer in b"".join(answers).split(b",")[:-1]:
        payload = json.loads(base64.b64decode(answer))["payload"]
        if payload["type"] == "Error":
            raise PagefindError(str(payload["message"]))
    return payload


def _send(pipe: IO[bytes], sent: bytes) -> None:
    try:
        pipe.write(sent)
        pipe.flush()
    except BrokenPipeError:
        pass  # It ended early, which is noticed where its answers are read.


# --- The same bytes each time -------------------------------------------------------------------


def _in_constant_order(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Put filters and their values in order, and name the files by what they now hold."""
    ordered = dict(files)
    renamed: dict[bytes, bytes] = {}
    for path in sorted(path for path in files if fnmatch(path, "filter/*.pf_filter")):
        # `[name, [[value, [page, ...]], ...]]`
        content = _in_order(_unpacked(path, ordered.pop(path)), 1)
        language, _, old = PurePosixPath(path).stem.partition("_")
        name = f"{language}_{hashlib.sha256(content).hexdigest()[: len(old)]}"
        ordered[f"filter/{name}.pf_filter"] = content
        renamed[f"{language}_{old}".encode()] = name.encode()
    entry = json.loads(files[ENTRY])
    for language, about in entry["languages"].items():
        path = f"pagefind.{about['hash']}.pf_meta"
        content = _unpacked(path, ordered.pop(path))
        for old_name, new_name in renamed.items():
            content = content.replace(old_name, new_name)
        # `[version, pages, index chunks, [[filter, file], ...], ...]`
        content = _in_order(content, 3)
        about["hash"] = f"{language}_{hashlib.sha256(content).hexdigest()[:10]}"
        ordered[f"pagefind.{about['hash']}.pf_meta"] = content
    ordered[ENTRY] = json.dumps(entry, sort_keys=True).encode()
    return ordered


def _unpacked(path: str, packed: bytes) -> bytes:
    """Give a file's content, to be kept as it is: packing differs from machine to machine."""
    content = gzip.decompress(packed)
    if not content.startswith(SIGNATURE):
        raise PagefindError(f"{path} is not of the expected form")
    return content


def _in_order(content: bytes, before: int) -> bytes:
    """Put the items of a list in order, which stands in a list of CBOR.

    Args:
        content: A file's content, which is one list.
        before: How many items stand before the inner list.
    """
    reader = _Cbor(content, len(SIGNATURE))
    reader.head()
    for _ in range(before):
        reader.skip()
    count = reader.head()
    start = reader.position
    values = []
    for _ in range(count):
        first = reader.position
        reader.skip()
        values.append(content[first : reader.position])
    return content[:start] + b"".join(sorted(values)) + content[reader.position :]


class _Cbor:
    """Reads as much of CBOR (RFC 8949) as filters are written in: numbers, texts, arrays."""

    def __init__(self, content: bytes, position: int) -> None:
        self._content = content
        self.position = position
        self.kind = 0

    def head(self) -> int:
        """Read the head of an item: give its value, its length, or how many items it holds."""
        first = self._content[self.position]
        self.kind, short = first >> 5, first & 31
        self.position += 1
        if short < 24:  # noqa: PLR2004
            return short
        size = 1 << (short - 24)
        value = int.from_bytes(self._content[self.position : self.position + size], "big")
        self.position += size
        return value

    def skip(self) -> None:
        """Go behind an item."""
        number = self.head()
        if self.kind in {2, 3}:
            self.position += number
        elif self.kind == 4:  # noqa: PLR2004
            for _ in range(number):
                self.skip()
        elif self.kind:
            raise PagefindError("a filter is not of the expected form")
