"""What a command would do, before it does it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.diagnostics import Diagnostic, did_you_mean, in_order
from generator.editing.edits import Change, Edit, edited
from generator.editing.opened import OpenFile, OpenSources, broken_by, changed, is_whole
from generator.model import Ref
from generator.read import decoded
from generator.source import Location, SourceFile
from generator.urls import FOLDER_OF_KIND


@dataclass(frozen=True, slots=True)
class Plan:
    """Changes that belong together, or the reasons why they cannot be made."""

    sources: OpenSources
    """As they would be after the changes; what the findings are about."""
    changes: tuple[Change, ...] = ()
    said: tuple[str, ...] = ()
    """What the editor should know of the changes, line by line."""
    found: tuple[Diagnostic, ...] = ()
    """Why they cannot be made; there are no changes then."""
    is_foreseen: bool = False
    """Whether the findings are about the sources as the changes would leave them."""

    def saying(self, *lines: str) -> Plan:
        """Give the plan with more to say; one that is refused stays as it is."""
        return self if self.found else replace(self, said=(*self.said, *lines))


def path_of(ref: Ref) -> str:
    """Give the path of an entry's file, relative to the sources folder."""
    return f"{FOLDER_OF_KIND[ref.kind]}/{ref.id}.md"


def refused(found: Sequence[Diagnostic], sources: OpenSources) -> Plan:
    """Give a plan that does nothing, for reasons that lie in the sources."""
    return Plan(sources, found=in_order(found))


def tried(changes: Sequence[Change], before: OpenSources) -> Plan:
    """Give a plan, unless what it makes has errors that were not there before."""
    after = changed(before, changes)
    found = broken_by(changes, before, after)
    if found:
        return Plan(after, found=in_order(found), is_foreseen=True)
    return Plan(after, tuple(changes))


def unknown(ref: Ref, sources: OpenSources) -> Diagnostic:
    """Say that there is no such entry."""
    now = sources.former_ids.get(ref)
    known = [one.id for one in sources.documents if one.kind == ref.kind]
    hint = f"it was renamed: write '{now}'" if now else did_you_mean(ref.id, known)
    return about(path_of(ref), "unknown-id", f"there is no entry '{ref}'", hint)


def taken(ref: Ref, sources: OpenSources) -> Iterator[Diagnostic]:
    """Say why an id cannot be given to an entry."""
    if path_of(ref) in sources.files:
        yield about(path_of(ref), "existing-id", f"'{ref}' exists already", "choose another id")
    if now := sources.former_ids.get(ref):
        yield about(
            path_of(now),
            "former-id",
            f"'{ref}' leads readers to '{now}', which had this id before",
            f"choose another id, or take '{ref.id}' out of its `formerly`",
        )


def not_whole(ref: Ref, sources: OpenSources) -> Iterator[Diagnostic]:
    """Say of which files it is not known how they name an entry."""
    word = re.compile(rf"(?<![a-z0-9-]){re.escape(ref.id)}(?![a-z0-9-])")
    for path, file in sources.files.items():
        if not is_whole(file) and (path == path_of(ref) or word.search(file.source.text)):
            yield about(
                path,
                "file-with-errors",
                f"this file has errors, and may name '{ref}'",
                "mend it first; `dossier check` says what is wrong",
            )


def about(path: str, code: str, message: str, hint: str = "") -> Diagnostic:
    """Say something about a file as a whole."""
    return Diagnostic(Location.whole_file(path), code, message, hint)


@dataclass(frozen=True, slots=True)
class Draft:
    """A file that is being changed, step by step."""

    source: SourceFile
    content: bytes

    @classmethod
    def of(cls, file: OpenFile) -> Draft:
        """Begin with a file as it stands on the disk."""
        return cls(file.source, file.content)

    def apply(self, edits: Sequence[Edit]) -> Draft:
        """Give the file with some edits made."""
        content = edited(self.content, edits)
        return Draft(decoded(self.source.path, content), content)
