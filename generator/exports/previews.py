"""`data/people/ID.json` and the like: an entry in a line, for the site's own scripts.

A reader's browser fetches the file of an entry when it first needs it: for the preview of a link,
and for the way from one mention to the next. Roles carry the days between which they were held, so
that a preview can show the one that somebody had when an article appeared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from generator import urls
from generator.codec import encode_short_json
from generator.dossier import Dossier
from generator.model import Document, Fields, PersonFields, Ref, Role
from generator.render.in_a_line import role_words, what_it_is
from generator.texts import Texts


def entry_file(dossier: Dossier, texts: Texts, ref: Ref) -> dict[str, bytes]:
    """Give the file of an entry, by path below `docs/`."""
    return {urls.beside(ref): encode_short_json(_entry(dossier, texts, dossier.documents[ref]))}


def _entry(dossier: Dossier, texts: Texts, document: Document[Fields]) -> dict[str, Any]:
    fields = document.fields
    entry: dict[str, Any] = {"name": document.name, "what": what_it_is(texts, document)}
    if fields.summary:
        entry["line"] = fields.summary
    if isinstance(fields, PersonFields) and fields.roles:
        entry["roles"] = [_role(dossier, texts, role) for role in fields.roles]
    mentioned = _mentioned(dossier, document.ref)
    if mentioned:
        entry["in"] = mentioned
    return entry


def _role(dossier: Dossier, texts: Texts, role: Role) -> list[str]:
    """Give a role in words, with the first and the last day of it; empty where these are open."""
    first = role.from_.earliest if role.from_ else None
    last = role.until.latest if role.until else None
    return [role_words(dossier, texts, role), str(first or ""), str(last or "")]


def _mentioned(dossier: Dossier, ref: Ref) -> list[list[Any]]:
    """Give the articles that mention an entity, each with the numbers of those that it shows.

    Where the numbers of mentions run from 1 without a gap, the last says it all.
    """
    numbers: Mapping[str, list[int]] = defaultdict(list)
    for mention in dossier.mentions_of(ref):
        if mention.text is not None:
            numbers[mention.place.article].append(mention.number)
    return [
        [article, found[-1] if _runs_from_one(found) else found]
        for article, found in numbers.items()
    ]


def _runs_from_one(numbers: list[int]) -> bool:
    return numbers[0] == 1 and all(two - one == 1 for one, two in pairwise(numbers))
