"""MkDocs' server in, the same server out: quick to see an edit, and quiet where nothing differs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import get_plugin_logger
from watchdog.events import FileSystemEventHandler
from watchdog.observers.api import ObservedWatch

from generator.site.findings import App, with_banner
from generator.site.observers import Observers
from generator.watch import Inputs, Quiet

log = get_plugin_logger("dossier")


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
    shown: tuple[Callable[[str], None], Callable[[], str]],
    instead: tuple[Iterable[str | None], Iterable[Path]],
) -> None:
    """Let a server watch what people write, and show on each page what is wrong with it.

    Args:
        server: The server, before it begins.
        inputs: What the last build was made of.
        shown: What is told the address of each file before it is served, below the site's root, and
            what gives the words at the top of every page.
        instead: What is watched and need not be, and what is to be watched in its place.
    """
    for path in instead[0]:
        if path:
            server.unwatch(path)
    server.observer = _QuietObservers(inputs)  # type: ignore[assignment]
    for wanted in instead[1]:
        if wanted.exists():
            server.watch(str(wanted))
    ensure, banner = shown
    server.set_app(with_banner(_ensured(server, ensure), banner))


def _ensured(server: LiveReloadServer, ensure: Callable[[str], None]) -> App:
    """Let what is served be brought up to date before."""
    root = server.mount_path

    def serve(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        if path.startswith(root) and not path.startswith("/livereload/"):
            try:
                ensure(path.removeprefix(root))
            except Exception:
                log.exception("%s could not be made anew: what is shown is old", path)
        return server.serve_request(environ, start_response)

    return serve
