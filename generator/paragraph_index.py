"""Records in, the index of the search over paragraphs out, as files of the site.

Pagefind's program comes in its wheel. It is spoken to as its own Python package does (messages in
JSON and Base64, each with a comma after it), but all at once: that package waits a tenth of a
second for each answer.

Two runs of Pagefind give the same files but for its filters, whose values it keeps in no order. So
filters are put in order here, and what names them by their content is named anew.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import os
import subprocess
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any

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
    folder = site / FOLDER
    _run(list(_messages(records, folder, language)))
    for pattern in UNUSED:
        for file in folder.glob(pattern):
            file.unlink()
    _put_in_order(folder)


def _messages(
    records: Sequence[SearchRecord], folder: Path, language: str
) -> Iterator[dict[str, Any]]:
    yield {"type": "NewIndex", "config": {"force_language": language}}
    for record in records:
        yield {
            "type": "AddRecord",
            "index_id": 0,
            "url": record.address,
            "content": record.text,
            "language": language,
            "meta": {"title": record.title, "place": record.place},
            "filters": {facet: list(values) for facet, values in record.facets.items()},
            "sort": None,
        }
    yield {"type": "WriteFiles", "index_id": 0, "output_path": str(folder.absolute())}


def _run(messages: Sequence[dict[str, Any]]) -> None:
    """Send all messages, and wait until each is answered."""
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
        answers = b""
        while answers.count(b",") < len(messages):
            more = os.read(pagefind.stdout.fileno(), 1 << 16)
            if not more:
                raise PagefindError("it ended early")
            answers += more
        pagefind.stdin.close()
    for answer in answers.split(b",")[:-1]:
        payload = json.loads(base64.b64decode(answer))["payload"]
        if payload["type"] == "Error":
            raise PagefindError(str(payload["message"]))


def _send(pipe: IO[bytes], sent: bytes) -> None:
    try:
        pipe.write(sent)
        pipe.flush()
    except BrokenPipeError:
        pass  # It ended early, which is noticed where its answers are read.


# --- The same bytes each time -------------------------------------------------------------------


def _put_in_order(folder: Path) -> None:
    """Put the values of each filter in order, and name the files by what they now hold."""
    entry_file = folder / "pagefind-entry.json"
    entry = json.loads(entry_file.read_bytes())
    renamed: dict[bytes, bytes] = {}
    for file in sorted(folder.glob("filter/*.pf_filter")):
        content = _in_order(_unpacked(file))
        language, _, _ = file.stem.partition("_")
        name = f"{language}_{hashlib.sha256(content).hexdigest()[: len(file.stem) - 3]}"
        file.unlink()
        (file.parent / f"{name}.pf_filter").write_bytes(content)
        renamed[file.stem.encode()] = name.encode()
    for language, about in entry["languages"].items():
        file = folder / f"pagefind.{about['hash']}.pf_meta"
        content = _unpacked(file)
        for old, new in renamed.items():
            content = content.replace(old, new)
        about["hash"] = f"{language}_{hashlib.sha256(content).hexdigest()[:10]}"
        file.unlink()
        (folder / f"pagefind.{about['hash']}.pf_meta").write_bytes(content)
    entry_file.write_text(json.dumps(entry, sort_keys=True), encoding="utf-8")


def _unpacked(file: Path) -> bytes:
    """Give a file's content, to be kept as it is: packing differs from machine to machine."""
    content = gzip.decompress(file.read_bytes())
    if not content.startswith(SIGNATURE):
        raise PagefindError(f"{file.name} is not of the expected form")
    return content


def _in_order(content: bytes) -> bytes:
    """Put the values of a filter in order; it is `[name, [[value, [page, ...]], ...]]` in CBOR."""
    reader = _Cbor(content, len(SIGNATURE))
    reader.head()
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
