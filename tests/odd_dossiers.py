"""Dossiers as they are on their first day, or should never become: each with one oddity.

Every page of theirs still has to make sense, with words where there is nothing to show.
"""

from __future__ import annotations

from collections.abc import Mapping

from evidence_sources import article, entry

DAILY = {"organizations/daily.md": entry("The Daily", "kind: media")}
ANN = {"people/ann.md": entry("Ann Lee", "summary: Mayor of the town.")}
TOWN = {"places/town.md": entry("Town", "kind: town", "coordinates: [48.1, 11.5]")}
TALKS = {"events/talks.md": entry("Talks", "date: 2016-08-26", "place: [town]")}
TOLL = {"figures/toll.md": entry("Toll", "unit: people")}

LONG = (
    "Maximiliana Augustina Wilhelmina Theodora von und zu Vell-Harrowgate, "
    "Envoy Extraordinary and Plenipotentiary of the Isles"
)
"""A name of 120 characters or more."""

PEOPLE = 400


def _crowd() -> dict[str, str]:
    """Give 400 people, of whom each meets the next ones."""
    files = {f"people/p{n}.md": entry(f"Person Number {n}") for n in range(PEOPLE)}
    paragraphs = [
        f"[One](person:p{n}) met [another](person:p{(n * 7 + 1) % PEOPLE}) "
        f"and [a third](person:p{n // 9}) in [town](place:town)."
        for n in range(PEOPLE)
    ]
    return {**DAILY, **TOWN, **files, "articles/a.md": article("\n\n".join(paragraphs))}


def _century() -> dict[str, str]:
    """Give events from 1914 to 2014, three of them on one afternoon."""
    dates = {"1914-07-28": "War", "1918-11-11": "Armistice", "1945": "Peace", "2014-08": "Memory"}
    files = {
        f"events/{name.lower()}.md": entry(name, f"date: {date}") for date, name in dates.items()
    }
    for name in ("Signing", "Dinner", "Toast"):
        files[f"events/{name.lower()}.md"] = entry(name, "date: 2014-08-03", "place: [town]")
    text = " ".join(f"[{id_}](event:{id_})" for id_ in ["war", "armistice", "peace", "memory"])
    evening = "[They signed](event:signing), [dined](event:dinner), [drank](event:toast)."
    return {**DAILY, **TOWN, **files, "articles/a.md": article(f"{text}.\n\n{evening}")}


def _date_line() -> dict[str, str]:
    """Give places on both sides of the date line, and one that lies on it."""
    spots = {"suva": (-18.14, 178.44), "apia": (-13.83, -171.77), "taveuni": (-16.85, 180.0)}
    files = {
        f"places/{id_}.md": entry(id_.title(), "kind: town", f"coordinates: [{north}, {east}]")
        for id_, (north, east) in spots.items()
    }
    text = " ".join(f"A ship reached [{id_.title()}](place:{id_})." for id_ in spots)
    return {**DAILY, **files, "articles/a.md": article(text)}


def _long_name() -> dict[str, str]:
    files = {
        "people/long.md": entry(LONG, f"summary: {LONG}"),
        "organizations/union.md": entry(f"Union of {LONG}"),
        "places/long.md": entry(f"Harbour of {LONG}", "kind: town", "coordinates: [48.2, 11.6]"),
        "events/long.md": entry(f"Arrival of {LONG}", "date: 2016-08-26", "place: [long]"),
    }
    text = (
        "[She](person:long) of [the Union](org:union) reached [the harbour](place:long), met "
        '[Ann](person:ann) [at last](event:long) and said: ["Here I am"](quote:long?to=ann).'
    )
    body = f"{text}\n\nThere [she](person:long) and [Ann](person:ann) stayed."
    return {**DAILY, **ANN, **TOWN, **files, "articles/a.md": article(body)}


ODD: Mapping[str, Mapping[str, str]] = {
    "empty": {},
    "no-places": {
        **DAILY, **ANN, "events/talks.md": entry("Talks", "date: 2016-08-26"),
        "articles/a.md": article("[Ann Lee](person:ann) came to [the talks](event:talks)."),
    },
    "no-events": {
        **DAILY, **ANN, **TOWN,
        "articles/a.md": article("[Ann Lee](person:ann) lives in [town](place:town)."),
    },
    "one-event": {
        **DAILY, **ANN, **TOWN, **TALKS, **TOLL,
        "articles/a.md": article(
            "After [the talks](event:talks) in [town](place:town) [Ann Lee](person:ann) counted "
            "[three dead](figure:toll?value=3)."
        ),
    },
    "crowd": _crowd(),
    "long-name": _long_name(),
    "century": _century(),
    "date-line": _date_line(),
}  # fmt: skip
"""The sources of each. `one-event` is also the article of one paragraph, and the figure of one
value."""
