"""By what means a run does its work: over how many processes, and with what is kept from before.

What comes out is the same by any means.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, as_completed
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from generator.cache import Cache
from generator.contents import Shelf
from generator.memory import hand_back
from generator.read import Remembered


@dataclass(slots=True)
class Means:
    """The means of a run. Whoever runs again and again keeps them, and with them the memory."""

    workers: int = 1
    """How many processes may work at once."""
    cache: Cache | None = None
    """Keeps results for later runs, of other processes too."""
    elsewhere: Callable[[], AbstractContextManager[Executor]] | None = None
    """Opens the machines on which sources are parsed; None for processes of this one."""
    files: Remembered = field(default_factory=dict)
    """The sources as they were read last, so that what is the same is not read again."""
    shelf: Shelf = field(default_factory=Shelf)
    """Where what is made lies until it is written."""
    memory: dict[str, Any] | None = None
    """What the stages of the last run remember, by the name of the stage; None where there is but
    one run."""

    def remembered(self, stage: str) -> Any:
        """Give what a stage remembers; an empty mapping for nothing."""
        return (self.memory or {}).get(stage, {})

    def remember(self, stage: str, what: Any) -> None:
        """Keep something for the next run, if there is to be one."""
        if self.memory is not None:
            self.memory[stage] = what


def kept(cache: Cache, stage: str, keys: Iterable[bytes]) -> Iterator[tuple[bytes, bytes]]:
    """Give what a cache holds under some keys, a few at a time: all at once may be too much."""
    waiting = iter(keys)
    while some := list(islice(waiting, 500)):
        yield from cache.get_many(stage, some).items()


AT_ONCE = 4_000_000
"""As many bytes wait to be put into a cache together."""


class Keeper:
    """Puts what a stage makes into a cache, some at a time, whenever enough has come together."""

    def __init__(self, cache: Cache | None, stage: str) -> None:
        """Hold nothing yet.

        Args:
            cache: The cache; without one, nothing is kept.
            stage: The name of the stage.
        """
        self._cache = cache
        self._stage = stage
        self._waiting: dict[bytes, bytes] = {}
        self._size = 0

    def put(self, key: bytes, content: bytes) -> None:
        """Keep a result; it is in the cache after `finish` at the latest."""
        if self._cache is None:
            return
        self._waiting[key] = content
        self._size += len(content)
        if self._size >= AT_ONCE:
            self.finish()

    def finish(self) -> None:
        """Put into the cache what is not there yet."""
        if self._cache and self._waiting:
            self._cache.put_many(self._stage, self._waiting)
        self._waiting = {}
        self._size = 0


def usable_cores() -> int:
    """Tell how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def can_fork() -> bool:
    """Tell whether this process can be doubled with all that it holds.

    Not where the system knows no such thing, nor where other threads are running: a lock that one
    of them holds would be held in the double for ever.
    """
    return (
        "fork" in multiprocessing.get_all_start_methods()
        and os.uname().sysname == "Linux"
        and threading.active_count() == 1
    )


def shared(
    work: Callable[[Sequence[int]], bytes], shares: Sequence[Sequence[int]], means: Means
) -> Iterator[bytes]:
    """Do a piece of work in several processes, which are doubles of this one.

    Args:
        work: Does a share. It may use all that this process holds, and changes nothing of it.
        shares: What is to be done: numbers that mean something to `work`.
        means: By what means; with one worker, all is done in this process.

    Yields:
        What `work` gave for each share, in any order.

    Raises:
        BrokenProcessPool: A process was killed.
    """
    if means.cache:
        means.cache.disconnect()
    if means.workers <= 1 or len(shares) <= 1 or not can_fork():
        yield from map(work, shares)
        return
    hand_back()
    global _work  # noqa: PLW0603 - the doubles find it where it was when they were made
    _work = work
    pool = ProcessPoolExecutor(
        min(means.workers, len(shares)), mp_context=multiprocessing.get_context("fork")
    )
    try:
        # Nobody else holds on to what is done: all of it at once is more than memory should hold.
        for done in as_completed([pool.submit(_do, share) for share in shares]):
            yield done.result()
    finally:
        pool.shutdown(cancel_futures=True)
        _work = None


_work: Callable[[Sequence[int]], bytes] | None = None


def _do(share: Sequence[int]) -> bytes:
    if _work is None:
        raise AssertionError("no work was given")
    return _work(share)
