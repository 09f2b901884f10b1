"""Work that may wait in, done beside everything else: the newest only, when there is peace."""

from __future__ import annotations

import threading
from collections.abc import Callable

PEACE = 1.0
"""Seconds to wait before it is begun, so that what cannot wait is done first."""


class Later:
    """Does what it was last asked for, in a thread of its own."""

    def __init__(self, peace: float = PEACE) -> None:
        self._peace = peace
        self._work: Callable[[], None] | None = None
        self._thread: threading.Thread | None = None
        self._ended = threading.Event()
        self._lock = threading.Lock()

    def ask(self, work: Callable[[], None]) -> None:
        """Ask for some work, in the place of what was asked for and is not begun."""
        with self._lock:
            self._ended.clear()
            self._work = work
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, daemon=True)
                self._thread.start()

    def wait(self) -> None:
        """Wait until all is done that was asked for."""
        thread = self._thread
        if thread:
            thread.join()

    def drop(self) -> None:
        """Begin nothing more, and wait for what goes on."""
        with self._lock:
            self._work = None
            self._ended.set()
        self.wait()

    def _run(self) -> None:
        while True:
            self._ended.wait(self._peace)
            with self._lock:
                work, self._work = self._work, None
                if work is None:
                    self._thread = None
                    return
            work()
