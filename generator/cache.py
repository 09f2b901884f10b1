"""Results of work in; the same results out the next time, in any process.

A cache is one SQLite file in a folder of its own. It never fails: where it cannot be read or
written, or is damaged, nothing is found in it and the work is done again. So it may be deleted at
any time, be carried from one machine to another, and be used by several processes at once.

A key must hold everything that a result depends on. Each result is kept beside a checksum of itself
and its key, and is given out only where they agree.
"""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from generator.codec import pack, unpack

FILE = "cache.sqlite"

MEGABYTE = 1_000_000
DEFAULT_LIMIT = 2_000 * MEGABYTE
"""As many bytes as a cache may take up, roughly; the results of 20,000 articles take up half."""

VERSION = 2
"""Of the tables; a file of another version is emptied."""

TABLES = """
    CREATE TABLE results (
        id INTEGER PRIMARY KEY, kind TEXT, key BLOB, size INTEGER, used REAL, UNIQUE (kind, key)
    );
    CREATE TABLE contents (id INTEGER PRIMARY KEY, content BLOB);
"""
"""What is looked through stands apart from what is large."""

SELECT = "SELECT id, key, content FROM results JOIN contents USING (id) WHERE kind = ? AND key IN"
UPSERT = """
    INSERT INTO results (kind, key, size, used) VALUES (?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET size = excluded.size, used = excluded.used
    RETURNING id
"""

LEAST_USED = """
    SELECT id FROM (
        SELECT id, sum(size) OVER (ORDER BY used DESC, id DESC) AS filled FROM results
    ) WHERE filled > ?
"""
"""What was not used for longest, beyond what the cache may hold."""

LATELY = 3600.0
"""Seconds for which it is not noted again that something is used."""

PATIENCE = 10.0
"""Seconds to wait for another process that writes."""

ATTEMPTS = 2

CIRCUMSTANCES = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_READONLY,
    }
)
"""Another process keeps the file for long, the disk is full, or the folder may not be written."""

DIGEST = 16
"""The length of a checksum, in bytes."""

AT_ONCE = 500
"""How many keys are asked for at once; SQLite takes no more than 999 in one question."""

IGNORED = "# Made by Dossier; safe to delete.\n*\n"

Answer = TypeVar("Answer")
Given = ParamSpec("Given")


class Cache:
    """The results kept in a folder, by their kind and key.

    It opens its file when it is first asked, and again after it was closed. Close it before a
    process is forked: SQLite forbids to carry an open file over.
    """

    def __init__(self, folder: Path, limit: int = DEFAULT_LIMIT) -> None:
        """Name the folder; nothing is opened or made yet.

        Args:
            folder: The folder that holds the file; it is made when the first result is kept.
            limit: How many bytes all results may take up; with 0 nothing is kept.
        """
        self._folder = folder
        self._limit = limit
        self._connection: sqlite3.Connection | None = None
        self._used: set[int] = set()
        self._is_given_up = limit <= 0

    @property
    def exists(self) -> bool:
        """Whether anything was kept here before."""
        return (self._folder / FILE).exists()

    def get(self, kind: str, key: bytes) -> bytes | None:
        """Give the result that was kept under a key; None where there is none."""
        return self.get_many(kind, [key]).get(key)

    def get_many(self, kind: str, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """Give the results that were kept under some keys, by key; those that there are."""
        if not self.exists:
            return {}
        found: dict[bytes, bytes] = {}
        for some in _batches(keys):
            found.update(self._try(self._read, kind, some) or {})
        return found

    def put(self, kind: str, key: bytes, content: bytes) -> None:
        """Keep a result under a key."""
        self.put_many(kind, {key: content})

    def put_many(self, kind: str, contents: Mapping[bytes, bytes]) -> None:
        """Keep results under their keys, in the place of any that are there."""
        packed = {key: _packed(kind, key, content) for key, content in contents.items()}
        if packed:
            self._try(self._write, kind, packed)

    def close(self) -> None:
        """Remember what was used, drop what was not used for longest, and close the file."""
        if self._connection and not self._is_given_up:
            self._try(self._prune)
        self.disconnect()

    def disconnect(self) -> None:
        """Close the file until it is next asked for, as is needed before a process is forked."""
        if self._connection:
            with contextlib.suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None

    def _read(self, db: sqlite3.Connection, kind: str, keys: list[bytes]) -> dict[bytes, bytes]:
        found: dict[bytes, bytes] = {}
        marks = ",".join("?" * len(keys))
        for id_, key, packed in db.execute(f"{SELECT} ({marks})", (kind, *keys)):
            content = _unpacked(kind, key, packed)
            if content is not None:
                self._used.add(id_)
                found[key] = content
        return found

    def _write(self, db: sqlite3.Connection, kind: str, packed: Mapping[bytes, bytes]) -> None:
        now = time.time()
        with _transaction(db):
            for key, content in packed.items():
                (id_,) = db.execute(UPSERT, (kind, key, len(content), now)).fetchone()
                db.execute("INSERT OR REPLACE INTO contents VALUES (?, ?)", (id_, content))

    def _prune(self, db: sqlite3.Connection) -> None:
        now = time.time()
        with _transaction(db):
            (total,) = db.execute("SELECT total(size) FROM results").fetchone()
            is_full = total > self._limit
            # To the second where something has to go; else what was used lately stays as it is.
            before = now if is_full else now - LATELY
            stale = {
                id_ for (id_,) in db.execute("SELECT id FROM results WHERE used < ?", (before,))
            }
            used = [(now, id_) for id_ in self._used & stale]
            db.executemany("UPDATE results SET used = ? WHERE id = ?", used)
            dropped = db.execute(LEAST_USED, (self._limit,)).fetchall() if is_full else []
            for table in ("results", "contents"):
                db.executemany(f"DELETE FROM {table} WHERE id = ?", dropped)  # noqa: S608
        self._used.clear()
        if dropped:
            db.execute("PRAGMA incremental_vacuum").fetchall()

    # --- The file --------------------------------------------------------------------------------

    def _try(
        self,
        work: Callable[Concatenate[sqlite3.Connection, Given], Answer],
        *given: Given.args,
        **named: Given.kwargs,
    ) -> Answer | None:
        """Do something with the file, with a new one where it is damaged; or else give it up."""
        for _ in range(ATTEMPTS):
            if self._is_given_up:
                break
            try:
                self._connection = self._connection or self._connected()
                return work(self._connection, *given, **named)
            except (sqlite3.Error, OSError) as error:
                self.disconnect()
                if _is_circumstance(error):
                    break
                self._remove()
        self._is_given_up = True
        return None

    def _connected(self) -> sqlite3.Connection:
        self._folder.mkdir(parents=True, exist_ok=True)
        if not (self._folder / ".gitignore").exists():
            (self._folder / ".gitignore").write_text(IGNORED, encoding="utf-8")
        db = sqlite3.connect(self._folder / FILE, timeout=PATIENCE, isolation_level=None)
        try:
            # Nothing is lost with a file that a power cut has damaged.
            db.execute("PRAGMA synchronous = OFF")
            db.execute("PRAGMA auto_vacuum = INCREMENTAL")
            db.execute("PRAGMA journal_mode = WAL")
            db.execute(f"PRAGMA journal_size_limit = {16 * MEGABYTE}")
            with _transaction(db):
                if db.execute("PRAGMA user_version").fetchone()[0] != VERSION:
                    _make_tables(db)
        except BaseException:
            db.close()
            raise
        return db

    def _remove(self) -> None:
        """Remove a damaged file, so that the next attempt begins with a new one."""
        for end in ("", "-wal", "-shm"):
            with contextlib.suppress(OSError):
                (self._folder / f"{FILE}{end}").unlink()


def _is_circumstance(error: Exception) -> bool:
    """Tell whether a fault says nothing against the file itself."""
    if not isinstance(error, sqlite3.Error):
        return True
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
    # An extended code holds the plain one in its lowest byte.
    return code & 0xFF in CIRCUMSTANCES


@contextlib.contextmanager
def _transaction(db: sqlite3.Connection) -> Iterator[None]:
    """Do all or nothing, after those who write before."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        # The first fault is the one to tell.
        with contextlib.suppress(sqlite3.Error):
            db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")


def _make_tables(db: sqlite3.Connection) -> None:
    for table in ("results", "contents"):
        db.execute(f"DROP TABLE IF EXISTS {table}")
    for statement in TABLES.split(";"):
        db.execute(statement)
    db.execute(f"PRAGMA user_version = {VERSION}")


def _batches(keys: Iterable[bytes]) -> Iterator[list[bytes]]:
    listed = list(keys)
    return (listed[start : start + AT_ONCE] for start in range(0, len(listed), AT_ONCE))


def _packed(kind: str, key: bytes, content: bytes) -> bytes:
    small = pack(content)
    return _digest(kind, key, small) + small


def _unpacked(kind: str, key: bytes, packed: object) -> bytes | None:
    """Give a result's content; None where it is damaged."""
    if not isinstance(packed, bytes):
        return None
    small = packed[DIGEST:]
    return unpack(small) if packed[:DIGEST] == _digest(kind, key, small) else None


def _digest(kind: str, key: bytes, content: bytes) -> bytes:
    digest = hashlib.blake2b(digest_size=DIGEST)
    for part in (kind.encode(), key):
        digest.update(len(part).to_bytes(4) + part)
    digest.update(content)
    return digest.digest()
