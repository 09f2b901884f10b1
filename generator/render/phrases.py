"""The words that pages are made of: counts, values and names of kinds, in plain English."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from generator.dossier import Value
from generator.model import EventStatus, Kind, OrgKind, PlaceKind, Qualifier, Rights

KIND = {
    Kind.ARTICLE: ("Article", "Articles"),
    Kind.PERSON: ("Person", "People"),
    Kind.PLACE: ("Place", "Places"),
    Kind.ORG: ("Organization", "Organizations"),
    Kind.EVENT: ("Event", "Events"),
    Kind.FIGURE: ("Figure", "Figures"),
    Kind.PAGE: ("Page", "Pages"),
}
"""The word for one of a kind, and for several."""

ORG_KIND = {
    OrgKind.GOVERNMENT: "government",
    OrgKind.MILITARY: "military",
    OrgKind.ARMED_GROUP: "armed group",
    OrgKind.INTERGOVERNMENTAL: "intergovernmental organization",
    OrgKind.MEDIA: "news outlet or agency",
    OrgKind.NGO: "non-governmental organization",
    OrgKind.OTHER: "organization",
}

PLACE_KIND = {kind: kind.value for kind in PlaceKind}

STATUS = {
    EventStatus.PLANNED: "planned",
    EventStatus.ANNOUNCED: "announced",
    EventStatus.HAPPENED: "happened",
    EventStatus.DISPUTED: "disputed",
}

QUALIFIER = {
    Qualifier.EXACTLY: "",
    Qualifier.ABOUT: "about ",
    Qualifier.MORE_THAN: "more than ",
    Qualifier.AT_LEAST: "at least ",
    Qualifier.LESS_THAN: "less than ",
    Qualifier.UP_TO: "up to ",
}

RIGHTS = {
    Rights.FULL: "The whole text is published here.",
    Rights.EXCERPT: "The rights allow an excerpt: the sentences that carry evidence are shown, "
    "the rest is left out.",
    Rights.METADATA: "The rights allow no text of this article: what it reports is listed, "
    "its words are not shown.",
}


def count(number: int, singular: str, plural: str = "") -> str:
    """Give a number with its noun: `1 article`, `1,200 articles`."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def series(items: Sequence[str]) -> str:
    """Join items as a sentence does: `a`, `a and b`, `a, b and c`."""
    *others, last = items or [""]
    return f"{', '.join(others)} and {last}" if others else last


def number(value: Decimal) -> str:
    """Write a number with thousands separators and without needless zeros."""
    plain = format(value, "f")
    whole, point, fraction = plain.partition(".")
    fraction = fraction.rstrip("0")
    sign, digits = ("−", whole[1:]) if whole.startswith("-") else ("", whole)
    return f"{sign}{int(digits):,}" + (f"{point}{fraction}" if fraction else "")


def value(reported: Value) -> str:
    """Say a reported value with its qualifier: `more than 250,000`, `12 to 14`, `at least 3`."""
    if reported.value is not None:
        return QUALIFIER[reported.qualifier] + number(reported.value)
    if reported.min is not None and reported.max is not None:
        words = f"{number(reported.min)} to {number(reported.max)}"
        return QUALIFIER[reported.qualifier] + words
    if reported.min is not None:
        return f"{number(reported.min)} or more"
    return f"up to {number(reported.max)}" if reported.max is not None else "no value"
