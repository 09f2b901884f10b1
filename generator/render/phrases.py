"""Words that several kinds of page share: names of kinds and statuses, values."""

from __future__ import annotations

from collections.abc import Sequence

from generator.dossier import Value
from generator.model import EventStatus, Kind, OrgKind, PlaceKind, Qualifier, Rights
from generator.texts import Texts, nnoop, noop

_ONE = {
    Kind.ARTICLE: noop("Article"),
    Kind.PERSON: noop("Person"),
    Kind.PLACE: noop("Place"),
    Kind.ORG: noop("Organization"),
    Kind.EVENT: noop("Event"),
    Kind.FIGURE: noop("Figure"),
    Kind.PAGE: noop("Page"),
}

_SEVERAL = {
    Kind.ARTICLE: noop("Articles"),
    Kind.PERSON: noop("People"),
    Kind.PLACE: noop("Places"),
    Kind.ORG: noop("Organizations"),
    Kind.EVENT: noop("Events"),
    Kind.FIGURE: noop("Figures"),
    Kind.PAGE: noop("Pages"),
}

_IN_A_LINE = {
    Kind.PERSON: noop("person"),
    Kind.PLACE: noop("place"),
    Kind.ORG: noop("organization"),
    Kind.EVENT: noop("event"),
    Kind.FIGURE: noop("figure"),
}

_COUNTED = {
    Kind.ARTICLE: nnoop("{count} article", "{count} articles"),
    Kind.PERSON: nnoop("{count} person", "{count} people"),
    Kind.PLACE: nnoop("{count} place", "{count} places"),
    Kind.ORG: nnoop("{count} organization", "{count} organizations"),
    Kind.EVENT: nnoop("{count} event", "{count} events"),
    Kind.FIGURE: nnoop("{count} figure", "{count} figures"),
}

_ALL = {
    Kind.PERSON: noop("All people"),
    Kind.PLACE: noop("All places"),
    Kind.ORG: noop("All organizations"),
    Kind.FIGURE: noop("All figures"),
}

_WITH_DETAIL = {
    # Translators: {detail} says what sort of place or organization it is, or what is counted.
    Kind.PLACE: noop("Place · {detail}"),
    Kind.ORG: noop("Organization · {detail}"),
    Kind.EVENT: noop("Event · {detail}"),
    Kind.FIGURE: noop("Figure · {detail}"),
}

_ORG_KIND = {
    OrgKind.GOVERNMENT: noop("government"),
    OrgKind.MILITARY: noop("military"),
    OrgKind.ARMED_GROUP: noop("armed group"),
    OrgKind.INTERGOVERNMENTAL: noop("intergovernmental organization"),
    OrgKind.MEDIA: noop("news outlet or agency"),
    OrgKind.NGO: noop("non-governmental organization"),
    OrgKind.OTHER: noop("organization"),
}

_PLACE_KIND = {
    PlaceKind.COUNTRY: noop("country"),
    PlaceKind.REGION: noop("region"),
    PlaceKind.CITY: noop("city"),
    PlaceKind.TOWN: noop("town"),
    PlaceKind.DISTRICT: noop("district"),
    PlaceKind.SITE: noop("site"),
}

_STATUS = {
    EventStatus.PLANNED: noop("planned"),
    EventStatus.ANNOUNCED: noop("announced"),
    EventStatus.HAPPENED: noop("happened"),
    EventStatus.DISPUTED: noop("disputed"),
}

_QUALIFIED = {
    Qualifier.EXACTLY: noop("{value}"),
    Qualifier.ABOUT: noop("about {value}"),
    Qualifier.MORE_THAN: noop("more than {value}"),
    Qualifier.AT_LEAST: noop("at least {value}"),
    Qualifier.LESS_THAN: noop("less than {value}"),
    Qualifier.UP_TO: noop("up to {value}"),
}

_RIGHTS = {
    Rights.FULL: noop("The whole text is published here."),
    Rights.EXCERPT: noop(
        "The rights allow an excerpt: the sentences that carry evidence are shown, "
        "the rest is left out."
    ),
    Rights.METADATA: noop(
        "The rights allow no text of this article: what it reports is listed, "
        "its words are not shown."
    ),
}


def one_of(texts: Texts, kind: Kind) -> str:
    """Give the word for one of a kind, as a label: `Person`."""
    return texts.gettext(_ONE[kind])


def several(texts: Texts, kind: Kind) -> str:
    """Give the word for several of a kind, as a label: `People`."""
    return texts.gettext(_SEVERAL[kind])


def in_a_line(texts: Texts, kind: Kind) -> str:
    """Give the word for one of a kind, inside a line: `person`."""
    return texts.gettext(_IN_A_LINE[kind])


def counted(texts: Texts, kind: Kind, number: int) -> str:
    """Count things of a kind: `12 people`."""
    return texts.ngettext(*_COUNTED[kind], number)


def all_of(texts: Texts, kind: Kind) -> str:
    """Name the index of a kind: `All people`."""
    return texts.gettext(_ALL[kind])


def with_detail(texts: Texts, kind: Kind, detail: str) -> str:
    """Say what sort of a place, an organization or an event it is: `Place · town`."""
    return texts.gettext(_WITH_DETAIL[kind], detail=detail)


def org_kind(texts: Texts, kind: OrgKind) -> str:
    """Say what sort of organization."""
    return texts.gettext(_ORG_KIND[kind])


def place_kind(texts: Texts, kind: PlaceKind) -> str:
    """Say what sort of place."""
    return texts.gettext(_PLACE_KIND[kind])


def status(texts: Texts, of: EventStatus) -> str:
    """Say whether an event is planned, announced, happened or disputed."""
    return texts.gettext(_STATUS[of])


def rights(texts: Texts, of: Rights) -> str:
    """Say what of an article's text its rights let us show."""
    return texts.gettext(_RIGHTS[of])


def value(texts: Texts, reported: Value) -> str:
    """Say a reported value with its qualifier: `more than 250,000`, `12 to 14`, `at least 3`."""
    if reported.value is not None:
        return _qualified(texts, reported.qualifier, texts.number(reported.value))
    if reported.min is not None and reported.max is not None:
        low, high = texts.number(reported.min), texts.number(reported.max)
        span = texts.gettext("{low} to {high}", low=low, high=high)
        return _qualified(texts, reported.qualifier, span)
    if reported.min is not None:
        return texts.gettext("{value} or more", value=texts.number(reported.min))
    if reported.max is not None:
        return texts.gettext("up to {value}", value=texts.number(reported.max))
    return texts.gettext("no value")


def _qualified(texts: Texts, qualifier: Qualifier, number: str) -> str:
    return texts.gettext(_QUALIFIED[qualifier], value=number)


def first_of(texts: Texts, names: Sequence[str], limit: int) -> str:
    """Join the first names as a sentence does, and count the others: `a, b and 7 more`."""
    more = len(names) - limit
    if more <= 0:
        return texts.series(names)
    # Translators: The last of a list: “Aleppo, Homs and 3 more”.
    return texts.series([*names[:limit], texts.ngettext("{count} more", "{count} more", more)])
