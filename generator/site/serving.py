"""MkDocs' server in, the same server out: quick to see an edit, and quiet where nothing differs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileSystemEventHandler
from watchdog.observers.api import ObservedWatch

from generator.site.findings import with_banner
from generator.site.observers import Observers
from generator.watch import Inputs, Quiet


class _QuietObservers(Observers):
    """Tells only of changes that change something."""

    def __init__(self, inputs: Inputs) -> None:
        super().__init__()
        self._inputs = inputs

    def schedule(
        self, handler: FileSystemEventHandler, path: str, *, recursive: bool = False
    ) -> list[ObservedWatch]:
        """Watch a file or a folder."""
        self._inputs.add(Path(path))
        return super().schedule(Quiet(handler, self._inputs), path, recursive=recursive)


def prepare(
    server: LiveReloadServer,
    inputs: Inputs,
    banner: Callable[[], str],
    instead: tuple[Iterable[str | None], Iterable[Path]],
) -> None:
    """Let a server watch what people write, and show on each page what is wrong with it.

    Args:
        server: The server, before it begins.
        inputs: What the last build was made of.
        banner: Gives what is to be shown at the top of every page.
        instead: What is watched and need not be, and what is to be watched in its place.
    """
    for path in instead[0]:
        if path:
            server.unwatch(path)
    server.observer = _QuietObservers(inputs)  # type: ignore[assignment]
    for wanted in instead[1]:
        if wanted.exists():
            server.watch(str(wanted))
    server.set_app(with_banner(server.serve_request, banner))
