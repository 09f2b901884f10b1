"""An event in, the date in the registry beside each date that the articles give out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import cast

from generator.dates import Edtf
from generator.dossier import Dossier, Mention, once_per_dossier
from generator.model import EventFields, Ref


class Relation(StrEnum):
    """How a reported date stands to the registry's."""

    SAME = "same"
    LESS_EXACT = "less-exact"
    """It takes in the registry's date."""
    MORE_EXACT = "more-exact"
    """It lies within the registry's date."""
    OVERLAPPING = "overlapping"
    """Some days lie within both, others within one alone."""
    ROUGHLY = "roughly"
    """They have no day in common, but one is approximate or uncertain, and close enough."""
    DIFFERENT = "different"
    """Both cannot be right."""


AGREEING = frozenset({Relation.SAME, Relation.LESS_EXACT, Relation.MORE_EXACT, Relation.ROUGHLY})
"""Relations in which both dates can be said of one and the same event."""


@dataclass(frozen=True, slots=True)
class ReportedDate:
    """A date that articles give for an event."""

    date: Edtf
    relation: Relation
    mentions: tuple[Mention, ...]
    """Those that give it, in order."""

    @property
    def differs(self) -> bool:
        """Whether it is to be marked as another date than the registry's."""
        return self.relation not in AGREEING


@dataclass(frozen=True, slots=True)
class EventDates:
    """The dates of an event."""

    registry: Edtf
    reported: tuple[ReportedDate, ...]
    """In order."""


def event_dates(dossier: Dossier, event: Ref) -> EventDates:
    """Set the dates that the articles give for an event beside its date in the registry."""
    registry = cast(EventFields, dossier.documents[event].fields).date
    mentions: dict[Edtf, list[Mention]] = defaultdict(list)
    for mention in dating(dossier, event):
        if mention.date:
            mentions[mention.date].append(mention)
    return EventDates(
        registry,
        tuple(
            ReportedDate(given, relation(registry, given), tuple(mentions[given]))
            for given in sorted(mentions, key=Edtf.sort_key)
        ),
    )


def dating(dossier: Dossier, event: Ref) -> Sequence[Mention]:
    """Give the mentions of an event that say when it was."""
    return _dating(dossier).get(event, ())


@once_per_dossier
def _dating(dossier: Dossier) -> Mapping[Ref, list[Mention]]:
    """Give those of each event, which are few beside all of its mentions."""
    found: dict[Ref, list[Mention]] = defaultdict(list)
    for mention in dossier.mentions:
        if mention.date:
            found[mention.entity].append(mention)
    return dict(found)


def relation(registry: Edtf, given: Edtf) -> Relation:
    """Tell how a date that an article gives stands to the registry's.

    Both are compared by the days that they can mean. An end that is open, or not known, is later
    than any day, such a start earlier.
    """
    ours, theirs = _days(registry), _days(given)
    if ours == theirs:
        return Relation.SAME
    if theirs[0] <= ours[0] and ours[1] <= theirs[1]:
        return Relation.LESS_EXACT
    if ours[0] <= theirs[0] and theirs[1] <= ours[1]:
        return Relation.MORE_EXACT
    if registry.overlaps(given):
        return Relation.OVERLAPPING
    return Relation.ROUGHLY if registry.may_agree(given) else Relation.DIFFERENT


def years_apart(registry: Edtf, given: Edtf) -> int:
    """Count the whole years that lie between two dates at least; 0 where they may be the same."""
    if registry.may_agree(given):
        return 0
    return registry.gap_in_days(given) // timedelta(days=365).days


def days_after(later: Edtf, earlier: Edtf) -> int:
    """Count the days by which a date is later than another, whatever each of them can mean.

    Returns:
        0 where it need not be later.
    """
    if later.earliest is None or earlier.latest is None or later.may_agree(earlier):
        return 0
    return max(0, (later.earliest - earlier.latest).days)


def _days(when: Edtf) -> tuple[date, date]:
    return when.earliest or date.min, when.latest or date.max
