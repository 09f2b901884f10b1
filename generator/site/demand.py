"""Sources that are edited in, the files of `docs/` out: those first that somebody asks for.

After an edit the sources are linked, which is quick. What each page says then is found out when a
reader asks for it, and of the others one by one, while nobody asks for anything.
"""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple
from urllib.parse import unquote

from generator import generate, pipeline
from generator.contents import Filed, Shelf
from generator.diagnostics import has_errors, in_order
from generator.generate import Outcome
from generator.making import Making
from generator.means import Means
from generator.memory import uncollected
from generator.model import FOLDERS, Ref
from generator.pipeline import Linked
from generator.settings import Settings


class Changes(NamedTuple):
    """What a step has changed below `docs/`, as paths below it."""

    written: set[str]
    removed: set[str]


NONE = Changes(set(), set())


class Demand:
    """The files of a dossier that is edited, as far as they are made."""

    def __init__(self, settings: Settings, means: Means, outcome: Outcome) -> None:
        """Begin with what a whole run has made.

        Args:
            settings: The settings by which it was made.
            means: The means by which it was made.
            outcome: What it gave.
        """
        production = outcome.production
        if not production.linked or not production.making:
            message = "a run that nothing follows cannot be gone on with"
            raise ValueError(message)
        self.outcome = outcome
        """What is known now: all findings, and the files as they are."""
        self._settings = settings
        # A cache belongs to one thread; here, several work in turn.
        self._means = dataclasses.replace(means, cache=None, workers=1, shelf=Shelf(on_disk=False))
        self._linked: Linked = production.linked
        self._making: Making = production.making
        self._made = {name: self._making.files(name) for name in self._making.done}
        self._owners = {file.path: name for name, files in self._made.items() for file in files}
        self._waiting: list[str] = []

    @property
    def is_behind(self) -> bool:
        """True while it is not known of every file whether it is still true."""
        return bool(self._waiting)

    @uncollected()
    def take_in(self) -> Changes:
        """Link the sources as they are now; where they have errors, all files stay as they are.

        Returns:
            What went with what is gone. What is to be written is not known yet.
        """
        outcome = generate.link_again(self._settings, self._means, self.outcome.production)
        linked = outcome.production.linked
        assert linked  # noqa: S101
        if outcome.is_refused(strict=False):
            self.outcome = dataclasses.replace(outcome, production=self.outcome.production)
            return NONE
        self._linked = linked
        self._making.keep()
        self._making = pipeline.making_of(linked, self._means)
        self._waiting = self._making.left
        gone = [name for name in self._made if name not in self._making]
        files = self.outcome.production.files
        production = dataclasses.replace(outcome.production, files=files, linked=linked)
        self.outcome = dataclasses.replace(
            outcome, production=production, written=self.outcome.written
        )
        return self._write(gone)

    def task_of(self, address: str) -> str | None:
        """Give the task that makes what a reader asks for, if any does.

        Args:
            address: The path of the request below the site's root: `people/john-kerry/`.
        """
        for path in sources_of(address):
            if path in self._owners and self._owners[path] in self._making:
                return self._owners[path]
            folder, _, name = path.partition("/")
            task = str(Ref(FOLDERS[folder], name.removesuffix(".md"))) if folder in FOLDERS else ""
            if task in self._making:
                return task
        return None

    def is_known(self, task: str) -> bool:
        """Tell whether it is known what a task makes of the sources as they are now."""
        return self._making.is_done(task)

    @uncollected()
    def make(self, task: str) -> Changes:
        """Make the files of a task, where they are not true any more."""
        if not self._making.is_done(task):
            self._making.do([task])
        return self._write([task])

    @uncollected()
    def make_some(self, seconds: float, is_wanted: Callable[[], bool]) -> Changes:
        """Make files of tasks that nobody has asked for, for some time.

        Args:
            seconds: After how long to begin with no more.
            is_wanted: Tells that something else is waited for: then no more is begun either.
        """
        until = time.monotonic() + seconds
        names = []
        while self._waiting and time.monotonic() < until and not is_wanted():
            name = self._waiting.pop()
            if not self._making.is_done(name):
                self._making.do([name])
                names.append(name)
        return self._write(names)

    @uncollected()
    def complete(self) -> None:
        """Find out what takes long, when all files are made, of sources without errors."""
        if self.outcome.is_refused(strict=False):
            return
        self._making.keep()
        texts = tuple(self.outcome.production.texts.values())
        self._linked = pipeline.judged(self._linked, texts, self._means)
        production = dataclasses.replace(
            pipeline.produced(texts, self._linked, self._making),
            linked=self._linked,
            making=self._making,
        )
        found = generate.findings(self._settings, production)
        self.outcome = dataclasses.replace(self.outcome, production=production, found=found)

    def _write(self, names: Iterable[str]) -> Changes:
        """Write what tasks have made, where it differs, and remove what they make no more.

        Where that cannot be done, there is a finding, and it is tried again after the next edit.
        """
        made = {name: self._making.files(name) if name in self._making else () for name in names}
        written: dict[str, Filed] = {}
        owners = dict(self._owners)
        removed: set[str] = set()
        for name, files in made.items():
            before = {file.path: file.sha256 for file in self._made.get(name, ())}
            for file in files:
                if before.pop(file.path, "") != file.sha256 or owners.get(file.path) != name:
                    written[file.path] = file
                owners[file.path] = name
            # Another task may have taken one over meanwhile.
            gone = [path for path in before if owners.get(path) == name]
            for path in gone:
                del owners[path]
            removed.update(gone)
        changes = Changes(
            {path for path in written if not pipeline.is_record(path)},
            {path for path in removed - written.keys() if not pipeline.is_record(path)},
        )
        if changes != NONE:
            contents = {path: written[path].content for path in changes.written}
            found = generate.update_docs(self._settings, contents, changes.removed)
            self.outcome = dataclasses.replace(
                self.outcome, found=in_order((*self.outcome.found, *found))
            )
            if has_errors(found):
                return NONE
            production = self.outcome.production
            files_now = production.files.with_changes(
                [written[path] for path in changes.written], changes.removed
            )
            self.outcome = dataclasses.replace(
                self.outcome, production=dataclasses.replace(production, files=files_now)
            )
        self._owners = owners
        self._made |= made
        for name in made:
            if name not in self._making:
                del self._made[name]
        return changes


def sources_of(address: str) -> Iterator[str]:
    """Give the paths below `docs/` that may be shown at an address below the site's root."""
    stem = unquote(address).removesuffix("index.html")
    if not stem or stem.endswith("/"):
        yield f"{stem}index.md"
        yield f"{stem.removesuffix('/')}.md"
    elif stem.endswith(".html"):
        yield f"{stem.removesuffix('.html')}.md"
    else:
        yield stem
        yield f"{stem}.md"
