"""Folders in, their changes out: at once where the system tells of them, and soon everywhere.

Folders that are mounted from another machine, or into a container, change without a word; so they
are also looked through now and then.
"""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

from watchdog.events import (
    EVENT_TYPE_CLOSED,
    EVENT_TYPE_CREATED,
    EVENT_TYPE_DELETED,
    EVENT_TYPE_MODIFIED,
    EVENT_TYPE_MOVED,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch
from watchdog.observers.polling import PollingObserver

SOON = 2.0
"""Seconds between two looks through all folders."""


class Observers:
    """Two observers that watch the same, and behave as one of watchdog's."""

    def __init__(self) -> None:
        self._all: list[BaseObserver] = [PollingObserver(timeout=SOON), Observer()]

    def schedule(
        self, handler: FileSystemEventHandler, path: str, *, recursive: bool = False
    ) -> list[ObservedWatch]:
        """Watch a file or a folder."""
        polling, native = self._all
        return [
            polling.schedule(handler, path, recursive=recursive),
            native.schedule(_AtRest(handler), path, recursive=recursive),
        ]

    def unschedule(self, watches: list[ObservedWatch]) -> None:
        """Watch it no more."""
        for one, watch in zip(self._all, watches, strict=True):
            one.unschedule(watch)

    def start(self) -> None:
        """Begin; where the system watches no more folders, looking through them is enough."""
        polling, native = self._all
        polling.start()
        with contextlib.suppress(OSError):
            native.start()

    def stop(self) -> None:
        """Come to an end."""
        for one in self._all:
            one.stop()

    def join(self, timeout: float | None = None) -> None:
        """Wait for the end."""
        for one in self._all:
            if one.is_alive():
                one.join(timeout)


class _AtRest(FileSystemEventHandler):
    """Passes on to another handler what has come to rest, not a file that is half written."""

    def __init__(self, handler: FileSystemEventHandler) -> None:
        self._handler = handler

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Pass an event on, or not."""
        kind, path = event.event_type, Path(os.fsdecode(event.src_path))
        if kind == EVENT_TYPE_CREATED:
            # One that was moved here is whole; one that is empty will be written.
            passed = path.is_file() and path.stat().st_size > 0
        elif kind == EVENT_TYPE_MODIFIED:
            # Linux tells when a file that was written is closed.
            passed = sys.platform != "linux"
        else:
            passed = kind in {EVENT_TYPE_CLOSED, EVENT_TYPE_DELETED, EVENT_TYPE_MOVED}
        if passed:
            self._handler.on_any_event(event)
