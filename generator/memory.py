"""How the memory of a run is managed, which holds millions of records and no cycles."""

from __future__ import annotations

import atexit
import contextlib
import ctypes
import gc
from collections.abc import Iterator

LARGE = 64_000
"""Bytes from which a block of memory is handed back to the system as soon as it is free."""

_M_MMAP_THRESHOLD = -3


@contextlib.contextmanager
def uncollected(*, lasting: bool = False) -> Iterator[None]:
    """Keep the collector of cyclic garbage from looking for any.

    Records refer to each other by id, so there are no cycles among them: reference counting frees
    what is done with. The collector would look through millions of living records again and
    again, the longer the more there are, and find nothing; that took a third of the parsing of
    5,000 articles.

    Args:
        lasting: Whether what is made lives about as long as the process: then the collector does
            not look through it afterwards either. That holds for the first such run only: whoever
            runs again holds what others have made meanwhile, and that may be garbage soon.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            if lasting and not gc.get_freeze_count():
                gc.freeze()
            gc.enable()


MANY = 1_000_000
"""As many new objects call the collector where it is to look in calm moments."""


def collect_when_calm() -> None:
    """Let the collector look for garbage when it is told to, and of itself very seldom.

    Everything stands still while it looks, in a large dossier that is previewed for a second.
    """
    gc.set_threshold(MANY)
    collect()


def collect() -> None:
    """Look for garbage among what was made since this was last done, and never again in the rest.

    What is left is freed as soon as nothing refers to it, unless it refers to itself.
    """
    gc.collect()
    gc.freeze()


def leave_at_the_end() -> None:
    """Let a process end without a last look for garbage: the system takes back what it holds."""
    atexit.unregister(gc.freeze)  # Once is enough, however many commands a process runs.
    atexit.register(gc.freeze)


def hand_back() -> None:
    """Let large blocks of memory go back to the system when they are free.

    glibc does so from a size on that it raises to that of the largest block that was freed
    (`man mallopt`). What other processes have made comes in blocks of all sizes, so that it would
    soon keep them all, with holes between them. Elsewhere than on glibc nothing is changed.
    """
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(_M_MMAP_THRESHOLD, LARGE)
