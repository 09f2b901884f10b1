"""A linked dossier in, the pages that a name leads straight to out: for the search on the site.

The search ranks by how often a word stands where, so that "Russia" may find the Russian army
first. Who types the whole name of an entry means that entry, and `dossier.js` puts it first.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any

from anyascii import anyascii

from generator import urls
from generator.dossier import Dossier
from generator.model import (
    ENTITY_KINDS,
    Document,
    Fields,
    OrgFields,
    PersonFields,
    PlaceFields,
    Ref,
)

PageOfName = dict[str, str]


def pages_by_name(dossier: Dossier) -> dict[str, Any]:
    """Give the pages of the entries that go by a name, the likeliest first.

    Returns:
        Under `entries`, for each entry its page's address, its name and its kind; under `names`, by
        the folded name, the places in that list, from 0. An entry has many names, and stands in the
        file once.
    """
    ranked: dict[str, dict[Ref, tuple[bool, int, Ref]]] = {}
    for kind in ENTITY_KINDS:
        for document in dossier.of_kind(kind):
            ref = document.ref
            for is_alias, name in _names(document):
                for key in sorted({folded(name), folded(anyascii(name))} - {""}):
                    rank = (is_alias, -len(dossier.mentions_of(ref)), ref)
                    ranked.setdefault(key, {}).setdefault(ref, rank)
    places: dict[Ref, int] = {}
    names = {
        key: [
            places.setdefault(ref, len(places))
            for ref, _ in sorted(refs.items(), key=lambda pair: pair[1])
        ]
        for key, refs in sorted(ranked.items())
    }
    return {"entries": [_page(dossier, ref) for ref in places], "names": names}


def _page(dossier: Dossier, ref: Ref) -> PageOfName:
    address = urls.address(urls.page_of(ref))
    return {"page": address, "name": dossier.name(ref), "kind": ref.kind.value}


def folded(name: str) -> str:
    """Give a name without what people leave out when they type: capitals, accents and signs.

    `dossier.js` does the same to what is typed.
    """
    kept = []
    for character in unicodedata.normalize("NFKD", name):
        category = unicodedata.category(character)
        if category[0] in "LN":
            kept.append(character.lower())
        elif category == "Pd" or character.isspace():
            kept.append(" ")
    return " ".join("".join(kept).split())


def _names(document: Document[Fields]) -> Iterator[tuple[bool, str]]:
    """Give an entry's names, and whether each is another than the one it goes by."""
    yield False, document.name
    fields = document.fields
    if isinstance(fields, PersonFields | PlaceFields | OrgFields):
        yield from ((True, alias) for alias in fields.aliases)
    if isinstance(fields, OrgFields):
        yield from ((True, former.name) for former in fields.former_names)
