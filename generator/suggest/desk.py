"""A sources folder in, its articles with what could be annotated in them out; and back to the disk.

Only here do suggestions meet files. An article is written as a whole or not at all, and only while
it is as it was read.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator.diagnostics import Diagnostic, did_you_mean, has_errors
from generator.editing.edits import Change
from generator.editing.opened import OpenSources, open_sources
from generator.editing.writing import write_changes
from generator.model import Kind
from generator.settings import Settings
from generator.source import Location, SourceFile
from generator.suggest.apply import Accepted, Applied, apply
from generator.suggest.ignore import FILE, Ignored, read_ignored
from generator.suggest.knowledge import Knowledge, Reading, learn, suggest
from generator.suggest.suggestions import Sureness
from generator.write import locked

_UNREAD = frozenset(["not-utf-8", "unreadable", "too-large", "not-a-file"])
"""What keeps a file from being read at all."""


class UnknownArticleError(Exception):
    """No article has the name that was given; as a string, this says so, with a likely one."""


@dataclass(slots=True)
class Desk:
    """The sources as they lie on an editor's desk."""

    root: Path
    """The sources folder."""
    sources: OpenSources
    knowledge: Knowledge
    ignore_file: Path
    ignored: Ignored
    found: tuple[Diagnostic, ...] = ()
    """What is wrong with the file of rejections, with its path as the user would type it."""

    @property
    def articles(self) -> tuple[str, ...]:
        """The paths of all articles, relative to the sources folder, unreadable ones as well."""
        paths = {*self.sources.files, *self._unread}
        return tuple(sorted(path for path in paths if path.startswith("articles/")))

    @property
    def nameless(self) -> tuple[str, ...]:
        """The paths of entries that could not be read, so that nobody knows their names."""
        files = self.sources.files.items()
        paths = self._unread | {path for path, file in files if file.document is None}
        return tuple(sorted(path for path in paths if not path.startswith(("articles/", "pages/"))))

    @property
    def _unread(self) -> frozenset[str]:
        found = self.sources.found
        return frozenset(one.location.path for one in found if one.code in _UNREAD)

    def about(self, path: str) -> tuple[tuple[Diagnostic, ...], SourceFile | None]:
        """Give what is wrong with a file by itself, and its text where that is known."""
        file = self.sources.files.get(path)
        if file:
            return file.found, file.source
        return tuple(one for one in self.sources.found if one.location.path == path), None

    def read(self, path: str) -> Reading | None:
        """Find what an article leaves unannotated and what nobody has rejected.

        Args:
            path: The article's path, relative to the sources folder.

        Returns:
            None where the article has errors.
        """
        file = self.sources.files.get(path)
        if file is None or file.document is None or has_errors(file.found):
            return None
        reading = suggest(file.source, file.document, self.knowledge)
        texts = {prose.number: prose.text for prose in reading.proses}
        remaining = (
            self.ignored.remaining(file.document.ref.id, texts[one.passage], one)
            for one in reading.suggestions
        )
        return replace(reading, suggestions=tuple(one for one in remaining if one))

    def content(self, path: str) -> bytes:
        """Give a file as it was read."""
        return self.sources.files[path].content

    def apply_certain(
        self, reading: Reading, topics: Collection[str]
    ) -> tuple[Applied, tuple[Diagnostic, ...]]:
        """Annotate what is certain, on the disk.

        Args:
            reading: The article.
            topics: Which suggestions are to be heeded.

        Returns:
            What was done, and why nothing was.

        Raises:
            OSError: The file cannot be written; it is as before.
        """
        certain = (
            Accepted(one, one.meanings[0])
            for one in reading.suggestions
            if one.sureness is Sureness.CERTAIN and one.topic in topics
        )
        content = self.content(reading.source.path)
        applied = apply(content, reading, certain)
        found = self.write(reading.source.path, content, applied.content)
        return applied, found

    def write(self, path: str, before: bytes, after: bytes) -> tuple[Diagnostic, ...]:
        """Write an article.

        Args:
            path: Relative to the sources folder.
            before: What the file must still hold.
            after: What it shall hold.

        Returns:
            Why it was not written.
        """
        if before == after:
            return ()
        return write_changes(self.root, [Change(path, path, before, after)])

    def save_ignored(self, ignored: Ignored) -> None:
        """Write the file of rejections; it is not made for want of any."""
        self.ignored = ignored
        if not ignored.rejections and not self.ignore_file.exists():
            return
        with locked(self.ignore_file.parent):
            staged = self.ignore_file.with_name(f".{self.ignore_file.name}.new")
            staged.write_text(ignored.to_text(), encoding="utf-8", newline="\n")
            staged.replace(self.ignore_file)


def open_desk(settings: Settings) -> Desk:
    """Read a dossier, and learn from it.

    Raises:
        OSError: A file cannot be read.
    """
    sources = open_sources(settings.sources)
    documents = [file.document for file in sources.files.values() if file.document]
    ignore_file = settings.config.parent / FILE
    ignored, found = _read_ignore_file(ignore_file)
    return Desk(settings.sources, sources, learn(documents), ignore_file, ignored, found)


def _read_ignore_file(file: Path) -> tuple[Ignored, tuple[Diagnostic, ...]]:
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return Ignored(), ()
    except UnicodeDecodeError:
        place = Location.whole_file(str(file))
        hint = "save the file with encoding UTF-8"
        return Ignored(), (Diagnostic(place, "not-utf-8", "this is not UTF-8", hint),)
    return read_ignored(str(file), text)


def chosen(desk: Desk, names: Sequence[str]) -> tuple[str, ...]:
    """Find the articles that a user names.

    Args:
        desk: The sources.
        names: Ids, with or without `article:`, or paths of files; none for all articles.

    Returns:
        Paths relative to the sources folder, each once.

    Raises:
        UnknownArticleError: No article has that name.
    """
    if not names:
        return desk.articles
    return tuple(dict.fromkeys(_named(desk, name) for name in names))


def _named(desk: Desk, name: str) -> str:
    known = {path.partition("/")[2].removesuffix(".md"): path for path in desk.articles}
    id_ = name.removeprefix(f"{Kind.ARTICLE}:").replace("\\", "/").rpartition("/")[2]
    id_ = id_.removesuffix(".md")
    if id_ not in known:
        hint = did_you_mean(id_, known)
        raise UnknownArticleError(f"there is no article '{name}'{f'; {hint}' if hint else ''}")
    return known[id_]
