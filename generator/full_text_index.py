"""Records in, the index of the search over paragraphs out, as files of the site.

There is one entry of the index for each document, and so one file with its text: with one for each
paragraph, a dossier of 5,000 articles would be 125,000 files. Where a paragraph begins is marked in
the text itself (see `BREAK`), so that a browser finds it without counting words as Pagefind does.

Pagefind's program comes in its wheel. It is spoken to as its own Python package does (messages in
JSON and Base64, each with a comma after it), but all at once: that package waits a tenth of a
second for each answer. The files come in its last answer and are written here, since Pagefind
says that it has written some before the disk holds them.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterable, Iterator, Sequence
from fnmatch import fnmatch
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlencode

from pagefind_bin import get_executable

from generator.cache import Cache
from generator.digests import program
from generator.exports import EVERYWHERE, SearchRecord
from generator.index_files import IndexFileError, arranged

FOLDER = "pagefind"
"""The folder of the site that holds the index."""

UNUSED = (
    "pagefind-ui.*",
    "pagefind-modular-ui.*",
    "pagefind-component-ui.*",
    "pagefind-highlight.js",
)
"""Pagefind's own faces, which the site does not show."""

KIND = "full-text-index"
"""What a whole index is in the cache."""

BREAK = "\N{SYMBOL FOR RECORD SEPARATOR}"
"""Stands between two paragraphs, as a word of its own. It holds no letter, so that nobody can look
for it; and it has a place among the words, so that no phrase is found across it."""


class PagefindError(Exception):
    """Pagefind did not make the index."""


class FullTextIndex:
    """An index that a process of its own makes, while this one makes the pages."""

    def __init__(
        self, records: Sequence[SearchRecord], site: Path, language: str, cache: Cache
    ) -> None:
        """Begin to write the index of all records into a site, or take over the same one.

        Args:
            records: What can be found; their order is the order among equals.
            site: The site's folder.
            language: The language by whose rules words are cut to their stems (ISO 639-1). It holds
                for all records, since a reader's browser asks the index of one language only.
            cache: What earlier builds have kept.
        """
        self._folder = site / FOLDER
        self._cache = cache
        self._process: subprocess.Popen[bytes] | None = None
        self._is_abandoned = False
        key = hashlib.sha256(program())
        with tempfile.TemporaryFile() as asked:
            for line in _lines(records, language):
                key.update(line)
                asked.write(line)
            self._key = key.digest()
            kept = cache.get(KIND, self._key)
            cache.close()
            if kept is not None:
                _write(self._folder, _unpack(kept))
                return
            asked.seek(0)
            # The program is this module itself.
            self._process = subprocess.Popen(  # noqa: S603
                [sys.executable, "-m", "generator.full_text_index", self._folder],
                stdin=asked,
                stderr=subprocess.PIPE,
            )

    def finish(self) -> None:
        """Wait until the index is written, and keep it for later builds.

        Raises:
            PagefindError: It could not be made.
        """
        process = self._process
        if process is None:
            return
        _, said = process.communicate()
        if self._is_abandoned:
            return
        if process.returncode:
            lines = said.decode("utf-8", "replace").strip().splitlines() or ["it ended early"]
            raise PagefindError(lines[-1])
        self._process = None
        self._cache.put(KIND, self._key, _pack(self._folder))
        self._cache.close()

    def abandon(self) -> None:
        """End the process, where it still runs; another thread may be waiting for it."""
        self._is_abandoned = True
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            if self._process.stderr:
                self._process.stderr.close()
            self._process = None


def main() -> None:
    """Write the index of the records in the standard input into the folder that is named."""
    (language, groups), *asked = map(json.loads, sys.stdin.buffer)
    try:
        answer = _run(list(_messages(asked, language)))
        files = {one["path"]: base64.b64decode(one["content"]) for one in answer["files"]}
        _write(Path(sys.argv[1]), arranged(files, groups).items())
    except (PagefindError, IndexFileError, OSError) as error:
        sys.exit(str(error))


def _lines(records: Sequence[SearchRecord], language: str) -> Iterator[bytes]:
    """Give, as JSON on lines of their own, the language and all groups, then each record."""
    groups = "".join(record.group for record in records)
    yield json.dumps([language, groups]).encode() + b"\n"
    for record in records:
        yield json.dumps(_told(record, language)).encode() + b"\n"


def _write(folder: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Write files into a folder that takes the place of another one when it is complete."""
    new = folder.with_name(f".{folder.name}.new")
    shutil.rmtree(new, ignore_errors=True)
    made = set()
    for path, content in files:
        if not any(fnmatch(path, pattern) for pattern in UNUSED):
            file = new / path
            if file.parent not in made:
                file.parent.mkdir(parents=True, exist_ok=True)
                made.add(file.parent)
            file.write_bytes(content)
    shutil.rmtree(folder, ignore_errors=True)
    new.rename(folder)


def _pack(folder: Path) -> bytes:
    """Give all files of a folder as one piece: their paths and sizes on one line, then they."""
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    contents = [file.read_bytes() for file in files]
    paths = [file.relative_to(folder).as_posix() for file in files]
    sizes = [len(content) for content in contents]
    return b"\n".join((json.dumps([paths, sizes]).encode(), b"".join(contents)))


def _unpack(packed: bytes) -> Iterator[tuple[str, bytes]]:
    head, _, rest = packed.partition(b"\n")
    start = 0
    for path, size in zip(*json.loads(head), strict=True):
        yield path, rest[start : start + size]
        start += size


def _messages(asked: Iterable[dict[str, Any]], language: str) -> Iterator[dict[str, Any]]:
    yield {"type": "NewIndex", "config": {"force_language": language}}
    yield from asked
    yield {"type": "GetFiles", "index_id": 0}


def _told(record: SearchRecord, language: str) -> dict[str, Any]:
    """Give the message that puts a record into the index."""
    texts = (one.text.replace(BREAK, " ") for one in record.paragraphs)
    return {
        "type": "AddRecord",
        "index_id": 0,
        "url": _address(record),
        "content": f" {BREAK} ".join(texts),
        "language": language,
        "meta": {},
        "filters": {facet: list(values) for facet, values in record.facets.items()},
        "sort": None,
    }


def _address(record: SearchRecord) -> str:
    """Give a record's address, which also tells what is known of its paragraphs.

    What Pagefind is given as metadata is searched as well, and a word of it would find the record.
    `search.js` takes the address apart. In it, `anchors` are those of all paragraphs; `in-person`
    tells of each value of the facet `person`, in their order, the numbers of the paragraphs of
    which it holds: `1.3_2` is the paragraphs 1 and 3, then 2. A facet that holds for the record as
    a whole is not told, nor is the place of one of its values: `-_2`.
    """
    told = {"anchors": ".".join(paragraph.anchor for paragraph in record.paragraphs)}
    if record.published:
        told["published"] = record.published
    if record.language:
        told["lang"] = record.language
    for facet, values in record.facets.items():
        if any(numbers is not EVERYWHERE for numbers in values.values()):
            told[f"in-{facet}"] = "_".join(map(_numbers, values.values()))
    return f"{record.address}?{urlencode(told)}"


def _numbers(numbers: tuple[int, ...] | None) -> str:
    return "-" if numbers is EVERYWHERE else ".".join(map(str, numbers))


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


if __name__ == "__main__":
    main()
