"""Many sources in, what each of them says out: from a cache, or parsed over several processes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, as_completed
from contextlib import AbstractContextManager
from typing import Any, NamedTuple

from generator.codec import DamagedError, decode, encode
from generator.diagnostics import Diagnostic
from generator.digests import digest, program
from generator.evidence.shingles import shingles
from generator.means import Keeper, Means, kept, shared
from generator.model import FIELDS_OF_KIND, FOLDERS, Document, Fields, Kind
from generator.parse import parse
from generator.source import SourceFile
from generator.timings import Step, stage

STAGE = "parse"
EDITIONS = "editions"

BATCH = 80_000
"""Bytes of packed text that one process parses at once: about a quarter of a second of work."""


class Parsed(NamedTuple):
    """What one source file says."""

    document: Document[Any] | None
    """None where the file is none, or its front matter cannot be read."""
    found: tuple[Diagnostic, ...]
    shingles: bytes
    """Of an article, what tells whether another may share its words."""
    edition: bytes
    """The digest of the path and the text that this was read from."""


def parse_all(texts: Sequence[SourceFile], means: Means) -> list[Parsed]:
    """Parse source files.

    Args:
        texts: The files.
        means: By what means.

    Returns:
        What each of them says, in the order of the files.
    """
    editions = _editions(texts, means)
    remembered: dict[bytes, Parsed] = means.remembered(STAGE)
    known = {one: remembered[one] for one in editions if one in remembered}
    with stage(STAGE, len(texts)) as step:
        known.update(_kept(texts, editions, known, means))
        for _ in known:
            step()
        missing = [number for number, one in enumerate(editions) if one not in known]
        numbers = {texts[number].path: number for number in missing}
        keeper = Keeper(means.cache, STAGE)
        for path, content in _parsed([texts[number] for number in missing], means, step):
            text, edition = texts[numbers[path]], editions[numbers[path]]
            known[edition] = _read(content, text, edition)
            keeper.put(_key(edition), content)
        keeper.finish()
    means.remember(STAGE, known)
    return [known[one] for one in editions]


def _editions(texts: Sequence[SourceFile], means: Means) -> list[bytes]:
    """Give the digest of each file's path and text; most files are those of the run before."""
    known: Mapping[str, tuple[SourceFile, bytes]] = means.remembered(EDITIONS)
    editions: list[bytes] = []
    for text in texts:
        before, edition = known.get(text.path, (None, b""))
        editions.append(edition if before is text else digest(text.path, text.text))
    pairs = zip(texts, editions, strict=True)
    means.remember(EDITIONS, {text.path: (text, edition) for text, edition in pairs})
    return editions


Batch = Sequence[SourceFile]
"""Files that one process parses at once."""


def parse_batch(batch: Batch) -> list[tuple[str, bytes]]:
    """Parse files wherever this is run.

    Args:
        batch: The files.

    Returns:
        The path of each file, and what it says as bytes.
    """
    return [(source.path, _parsed_file(source)) for source in batch]


def _parsed_file(source: SourceFile) -> bytes:
    document, found = parse(source)
    return encode((document, found, shingles(document) if document else b""))


def _kept(
    texts: Sequence[SourceFile], editions: Sequence[bytes], known: dict[bytes, Parsed], means: Means
) -> Iterator[tuple[bytes, Parsed]]:
    """Give what the cache knows, by edition."""
    if means.cache is None:
        return
    asked = {
        _key(edition): (text, edition)
        for text, edition in zip(texts, editions, strict=True)
        if edition not in known
    }
    for key, content in kept(means.cache, STAGE, asked):
        text, edition = asked[key]
        try:
            yield edition, _read(content, text, edition)
        except DamagedError:
            continue


def _key(edition: bytes) -> bytes:
    return digest(program(), edition)


def _read(content: bytes, text: SourceFile, edition: bytes) -> Parsed:
    kind = FOLDERS.get(text.path.partition("/")[0], Kind.PAGE)
    document, found, kept = decode(content, _TYPES[kind])
    return Parsed(document, found, kept, edition)


def _of(fields: type[Fields]) -> Any:
    document: Any = Document
    return document[fields]


_TYPES: Mapping[Kind, Any] = {
    kind: tuple[_of(fields) | None, tuple[Diagnostic, ...], bytes]  # type: ignore[misc]
    for kind, fields in FIELDS_OF_KIND.items()
}
"""What is kept of a file, by its kind."""


def _parsed(texts: Sequence[SourceFile], means: Means, step: Step) -> Iterator[tuple[str, bytes]]:
    batches = list(_batches(texts))
    if means.elsewhere and batches:
        answers = _elsewhere(means.elsewhere, batches)
    else:
        answers = (
            pair
            for content in shared(
                lambda numbers: encode([parse_batch(batches[number]) for number in numbers]),
                [[number] for number in range(len(batches))],
                means,
            )
            for pair in decode(content, list[list[tuple[str, bytes]]])[0]
        )
    for answer in answers:
        step()
        yield answer


def _elsewhere(
    opened: Callable[[], AbstractContextManager[Executor]], batches: Iterable[Batch]
) -> Iterator[tuple[str, bytes]]:
    with opened() as executor:
        waiting = [executor.submit(parse_batch, batch) for batch in batches]
        try:
            for done in as_completed(waiting):
                yield from done.result()
        finally:
            for one in waiting:
                one.cancel()


def _batches(texts: Sequence[SourceFile]) -> Iterator[list[SourceFile]]:
    batch: list[SourceFile] = []
    size = 0
    for text in texts:
        batch.append(text)
        size += len(text.packed)
        if size >= BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
