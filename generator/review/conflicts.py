"""A dossier in, the conflicts in it out: where articles contradict each other.

A conflict is what a reader of the site meets as one: values of a figure of which at most one can be
true, a date of an event that is not the registry's, wordings of one utterance with other words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from generator.dossier import Dossier
from generator.evidence.differences import DifferenceKind, accounts, difference
from generator.evidence.event_dates import event_dates
from generator.evidence.wordings import Agreement, align, utterances
from generator.model import Kind, Ref
from generator.review.annotations import amount
from generator.review.changes import Action, ConflictChange
from generator.review.identities import Identities
from generator.review.sides import Side

CONTRADICTING = frozenset({DifferenceKind.DISAGREEMENT, DifferenceKind.COUNTER})
"""Differences between values that a reader has to know of. Another day, another scope and rounding
explain themselves."""

MOST = 60
"""As many accounts of a figure are compared, each with each."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Articles contradict each other."""

    topic: str
    ref: Ref
    """The figure, the event, or the speaker."""
    statement: str
    """The editors' name for the utterance; empty where it is about something else."""
    sides: tuple[str, ...]


def conflict_changes(before: Side, after: Side, known: Identities) -> Iterator[ConflictChange]:
    """Give the conflicts that begin, end, or have other sides."""
    old = {_key(one, known): one for one in conflicts(before.dossier)}
    new = {_key(one, None): one for one in conflicts(after.dossier)}
    for key in sorted({*old, *new}):
        was, is_ = old.get(key), new.get(key)
        if was and is_ and was.sides == is_.sides:
            continue
        action = Action.CHANGED if was and is_ else Action.OPENED if is_ else Action.CLOSED
        one = is_ or was
        if one:
            name = one.statement or (after if is_ else before).dossier.name(one.ref)
            yield ConflictChange(
                one.topic, action, one.ref, name,
                was.sides if was else (), is_.sides if is_ else (),
            )  # fmt: skip


def conflicts(dossier: Dossier) -> Iterator[Conflict]:
    """Give every conflict of a dossier."""
    yield from _figures(dossier)
    yield from _event_dates(dossier)
    yield from _wordings(dossier)


def _key(conflict: Conflict, known: Identities | None) -> tuple[str, Ref, str]:
    ref = known.now.get(conflict.ref, conflict.ref) if known else conflict.ref
    return conflict.topic, ref, conflict.statement


def _figures(dossier: Dossier) -> Iterator[Conflict]:
    for figure in dossier.of_kind(Kind.FIGURE):
        ordered = accounts(dossier.values_of(figure.ref))[:MOST]
        sides = {
            number
            for (one, lower), (other, higher) in combinations(enumerate(ordered), 2)
            if difference(lower.value, higher.value).kind in CONTRADICTING
            for number in (one, other)
        }
        if sides:
            said = dict.fromkeys(amount(ordered[number].value) for number in sorted(sides))
            yield Conflict("figure", figure.ref, "", tuple(said))


def _event_dates(dossier: Dossier) -> Iterator[Conflict]:
    for event in dossier.of_kind(Kind.EVENT):
        dates = event_dates(dossier, event.ref)
        differing = tuple(str(one.date) for one in dates.reported if one.differs)
        if differing:
            yield Conflict("event date", event.ref, "", (str(dates.registry), *differing))


def _wordings(dossier: Dossier) -> Iterator[Conflict]:
    for utterance in utterances(dossier):
        words = list(dict.fromkeys(quote.words for quote in utterance.quotes if quote.words))
        if utterance.statement and len(words) > 1:
            agreements = {segment.agreement for segment in align(words).segments()}
            if Agreement.DIFFERENT in agreements:
                yield Conflict("wording", utterance.speaker, utterance.statement, tuple(words))
