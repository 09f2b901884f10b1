"""Two states of a dossier in, all that changes between them out."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from generator import urls
from generator.evidence.wordings import utterances
from generator.model import (
    Citing,
    Correction,
    EventFields,
    EventStatus,
    FormerName,
    Kind,
    Link,
    Ref,
    Role,
)
from generator.review.annotations import alignments, annotation_changes
from generator.review.changes import (
    Action,
    Changes,
    Detail,
    EntryChange,
    PageChange,
    PermalinkChange,
    RightsChange,
    TimelineChange,
)
from generator.review.conflicts import conflict_changes
from generator.review.identities import Identities, identities
from generator.review.paragraphs import Alignment
from generator.review.sides import Side


def compare(before: Side, after: Side, base: str = "base", head: str = "head") -> Changes:
    """Say what changes from one state of a dossier to another.

    What cannot be read in one of the states is left out of both: it has not become less.

    Args:
        before: The earlier state.
        after: The later one.
        base: What the earlier one is called in reports.
        head: What the later one is called.
    """
    unread = {*before.linked.broken, *after.linked.broken}
    before, after = before.without(unread), after.without(unread)
    known = identities(before, after)
    aligned = alignments(before, after, known)
    return Changes(
        base,
        head,
        tuple(_entries(before, after, known)),
        tuple(annotation_changes(before, after, known, aligned)),
        tuple(conflict_changes(before, after, known)),
        tuple(_timeline(before, after, known)),
        tuple(permalink_changes(before, after, known, aligned)),
        tuple(_rights(before, after, known)),
        () if unread else tuple(_pages(before, after)),
        before.unread,
        after.unread,
    )


# --- Entries -------------------------------------------------------------------------------------


def _entries(before: Side, after: Side, known: Identities) -> Iterator[EntryChange]:
    old, new = before.dossier.documents, after.dossier.documents
    was = {now: ref for ref, now in known.now.items() if ref not in known.merged}
    unread_before, unread_after = set(before.linked.broken), set(after.linked.broken)
    for ref, document in new.items():
        if ref in was:
            details = tuple(_said_differently(before, after, was[ref], ref))
            if was[ref] != ref:
                yield EntryChange(Action.RENAMED, ref, document.name, was[ref], details)
            elif details:
                yield EntryChange(Action.CHANGED, ref, document.name, None, details)
        elif ref not in unread_before:
            yield EntryChange(Action.ADDED, ref, document.name)
    for ref, document in old.items():
        if ref in known.merged:
            yield EntryChange(Action.MERGED, ref, document.name, known.merged[ref])
        elif ref not in known.now and ref not in unread_after:
            yield EntryChange(Action.REMOVED, ref, document.name)


def _said_differently(before: Side, after: Side, was: Ref, ref: Ref) -> Iterator[Detail]:
    """Give the keys whose values changed, and the text below them."""
    old, new = before.dossier.documents[was], after.dossier.documents[ref]
    old_fields: Any = old.fields
    for field in dataclasses.fields(new.fields):
        key = field.name.rstrip("_")
        said, says = getattr(old_fields, field.name), getattr(new.fields, field.name)
        if said != says:
            yield Detail(key, _value(said), _value(says))
    if old.body != new.body and _words(before, was) != _words(after, ref):
        yield Detail("text", "", "")


def _words(side: Side, ref: Ref) -> list[str]:
    return [passage.text for passage in side.dossier.documents[ref].body.passages()]


def _value(value: object) -> str:
    """Give a value of the front matter as one line."""
    if value is None or value == ():
        return ""
    if isinstance(value, tuple):
        return ", ".join(_value(one) for one in value)
    if isinstance(value, Role | FormerName | Link | Correction):
        parts = ((one.name, getattr(value, one.name)) for one in dataclasses.fields(value))
        return "; ".join(f"{name.rstrip('_')}: {_value(part)}" for name, part in parts if part)
    return str(value).lower() if isinstance(value, bool) else str(value)


# --- Timeline ------------------------------------------------------------------------------------


def _timeline(before: Side, after: Side, known: Identities) -> Iterator[TimelineChange]:
    old = {known.now.get(ref, ref): date for ref, date in _events(before).items()}
    new = _events(after)
    names = {known.now.get(ref, ref): before.dossier.name(ref) for ref in _events(before)}
    for ref in sorted({*old, *new}):
        name = after.dossier.name(ref) if ref in new else names[ref]
        yield from _moved(ref, name, old.get(ref, ""), new.get(ref, ""))
    said_before = {
        (known.now.get(speaker, speaker), statement): date
        for (speaker, statement), date in _statements(before).items()
    }
    for (speaker, statement), date in _statements(after).items():
        was = said_before.get((speaker, statement))
        if was is not None and was != date:
            name = f"{after.dossier.name(speaker)}, {statement}"
            yield from _moved(speaker, name, was, date)


def _moved(ref: Ref, name: str, before: str, after: str) -> Iterator[TimelineChange]:
    if before != after:
        action = Action.MOVED if before and after else Action.ADDED if after else Action.REMOVED
        yield TimelineChange(action, ref, name, before, after)


def _events(side: Side) -> dict[Ref, str]:
    """Give the date of every event, and its status where that is another than `happened`."""
    return {
        one.ref: f"{one.fields.date}{_status(one.fields)}"
        for one in side.dossier.of_kind(Kind.EVENT)
        if isinstance(one.fields, EventFields)
    }


def _status(fields: EventFields) -> str:
    return "" if fields.status is EventStatus.HAPPENED else f" ({fields.status})"


def _statements(side: Side) -> dict[tuple[Ref, str], str]:
    """Give the date of every utterance that has a name."""
    return {
        (one.speaker, one.statement): str(one.date or "without a date")
        for one in utterances(side.dossier)
        if one.statement
    }


# --- Permalinks ----------------------------------------------------------------------------------


def permalink_changes(
    before: Side, after: Side, known: Identities, aligned: Mapping[str, Alignment]
) -> Iterator[PermalinkChange]:
    """Give the addresses of pages and paragraphs that lead elsewhere, or nowhere."""
    there_still = after.dossier.documents.keys() | set(after.linked.broken)
    for ref, document in before.dossier.documents.items():
        now = known.now.get(ref, ref)
        if ref not in there_still and not _leads_on(now, ref, after):
            here = _address(now) if now in after.dossier.documents else ""
            yield PermalinkChange(Action.REMOVED, _address(ref), here, document.name)
    citations = _citations(after)
    for article, alignment in aligned.items():
        now = known.now[Ref(Kind.ARTICLE, article)]
        for anchor, here in _paragraphs_elsewhere(alignment):
            number = next(i for i, one in enumerate(alignment.before) if one.anchor == anchor)
            exists = any(one.anchor == anchor for one in alignment.after)
            yield PermalinkChange(
                Action.MOVED if exists else Action.REMOVED,
                _address(Ref(Kind.ARTICLE, article), anchor),
                _address(now, here) if here else "",
                alignment.before[number].text,
                citations.get((now.id, anchor), ()) if exists else (),
            )


def _leads_on(now: Ref, ref: Ref, after: Side) -> bool:
    """Tell whether the page of an entry leads to the one that took its place."""
    document = after.dossier.documents.get(now)
    return document is not None and ref.id in document.fields.formerly


def _paragraphs_elsewhere(alignment: Alignment) -> Iterator[tuple[str, str]]:
    """Give each anchor whose text has another one now, or none."""
    seen: set[str] = set()
    for number, passage in enumerate(alignment.before):
        if passage.anchor in seen:
            continue
        seen.add(passage.anchor)
        there = alignment.now.get(number)
        here = "" if there is None else alignment.after[there].anchor
        if here != passage.anchor:
            yield passage.anchor, here


def _citations(side: Side) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """Give the files that cite a paragraph."""
    found: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for document in side.dossier.documents.values():
        for passage in document.passages:
            for _, annotation in passage.annotations():
                match annotation.meaning:
                    case Citing(article, str(anchor)):
                        found[article, anchor].setdefault(document.path)
    return {key: tuple(paths) for key, paths in found.items()}


def _address(ref: Ref, anchor: str = "") -> str:
    address = urls.address(urls.page_of(ref))
    return f"{address}#{anchor}" if anchor else address


# --- Rights and pages ----------------------------------------------------------------------------


def _rights(before: Side, after: Side, known: Identities) -> Iterator[RightsChange]:
    """Give the articles whose rights changed, or of which another share is shown."""
    for id_, was in before.releases.items():
        now = known.now.get(Ref(Kind.ARTICLE, id_))
        is_ = after.releases.get(now.id) if now else None
        if is_ is None:
            continue
        whole = was.shown == was.words and is_.shown == is_.words
        if was.rights != is_.rights or (was.shown != is_.shown and not whole):
            yield RightsChange(is_.article, was.rights, is_.rights, was.shown, is_.shown, is_.words)


def _pages(before: Side, after: Side) -> Iterator[PageChange]:
    old, new = before.production.files, after.production.files
    for path in sorted({*old, *new}):
        if path.endswith(".md") and old.get(path) != new.get(path):
            action = (
                Action.CHANGED if path in old and path in new
                else Action.ADDED if path in new else Action.REMOVED
            )  # fmt: skip
            yield PageChange(action, path)
