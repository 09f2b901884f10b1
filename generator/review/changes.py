"""What a change does to a dossier: the records that the comparison fills and the reports read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from generator.diagnostics import Diagnostic
from generator.model import Ref


class Action(StrEnum):
    """What became of something."""

    ADDED = "added"
    REMOVED = "removed"
    RENAMED = "renamed"
    MERGED = "merged"
    CHANGED = "changed"
    REDIRECTED = "redirected"
    """It points to another entry."""
    MOVED = "moved"
    OPENED = "opened"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Detail:
    """One thing that is said differently."""

    what: str
    """A key of the front matter, an attribute of an annotation, or `text`."""
    before: str
    """Empty where nothing was said."""
    after: str


@dataclass(frozen=True, slots=True)
class EntryChange:
    """A file that was added, removed, renamed, merged into another, or says something else."""

    action: Action
    ref: Ref
    """What it is called now; of a merged or removed one, what it was called."""
    name: str
    other: Ref | None = None
    """Of a renamed entry its former id, of a merged one the entry that took it in."""
    details: tuple[Detail, ...] = ()


@dataclass(frozen=True, slots=True)
class AnnotationChange:
    """An annotation of an article that was gained, lost, or means something else."""

    topic: str
    """`mention`, `statement` or `value`."""
    action: Action
    article: str
    """The article's id after the change; of one that is gone, before it."""
    anchor: str
    """The paragraph in that state."""
    words: str
    sentence: str
    """The sentence that they stand in."""
    before: tuple[Ref, ...] = ()
    """The entries that they meant: who is named, who speaks, what is counted."""
    after: tuple[Ref, ...] = ()
    details: tuple[Detail, ...] = ()


@dataclass(frozen=True, slots=True)
class ConflictChange:
    """A conflict between articles that begins, ends, or has other sides."""

    topic: str
    """`figure`, `event date` or `wording`."""
    action: Action
    ref: Ref
    """The figure, the event, or the speaker."""
    name: str
    before: tuple[str, ...] = ()
    """The sides."""
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TimelineChange:
    """An entry of the timeline that comes, goes, or stands at another date."""

    action: Action
    ref: Ref
    """The event, or the speaker of a statement."""
    name: str
    before: str = ""
    """The date, and of an event its status unless it happened."""
    after: str = ""


@dataclass(frozen=True, slots=True)
class PermalinkChange:
    """An address that readers may have kept, and that leads elsewhere or nowhere."""

    action: Action
    """Moved: other text stands there now. Removed: nothing does."""
    address: str
    """As it was: `articles/a/#p7`."""
    now: str = ""
    """Where its text stands now; empty where it is gone."""
    words: str = ""
    """How the paragraph begins."""
    cited_by: tuple[str, ...] = ()
    """Source files that still cite the old address, and so cite other words than before."""


@dataclass(frozen=True, slots=True)
class RightsChange:
    """An article of which the site shows more or less."""

    article: str
    rights_before: str
    rights_after: str
    shown_before: int
    """In words."""
    shown_after: int
    words: int
    """Words of the whole text after the change."""


@dataclass(frozen=True, slots=True)
class PageChange:
    """A page of the site that is new, gone, or reads differently."""

    action: Action
    path: str
    """Below `docs/`."""


@dataclass(frozen=True, slots=True)
class Changes:
    """All that a change does to a dossier."""

    base: str
    """What is compared with, as it was named."""
    head: str
    entries: tuple[EntryChange, ...] = ()
    annotations: tuple[AnnotationChange, ...] = ()
    conflicts: tuple[ConflictChange, ...] = ()
    timeline: tuple[TimelineChange, ...] = ()
    permalinks: tuple[PermalinkChange, ...] = ()
    rights: tuple[RightsChange, ...] = ()
    pages: tuple[PageChange, ...] = ()
    unread_before: tuple[Diagnostic, ...] = ()
    """Files of the base that could not be read, and so were not compared."""
    unread_after: tuple[Diagnostic, ...] = ()
