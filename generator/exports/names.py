"""A linked dossier in, the pages that a name leads straight to out: for the searches on the site.

The search ranks by how often a word stands where, so that "Russia" may find the Russian army
first. Who types the whole name of an entry means that entry, and `dossier.js` puts it first. On the
page of the search, `search.js` finds an entry by some words of a name, and by mistyped ones.

The names are shared over a fixed number of files by the letters with which their words begin, so
that a browser fetches those that it needs, however many entries there are. Where a word is no
name's, and perhaps mistyped, it is compared with the words of names that begin with the same
letter; these stand in files of their own, without the entries.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from anyascii import anyascii

from generator import urls
from generator.codec import encode_short_json
from generator.dossier import Dossier
from generator.evidence.counts import count_of
from generator.model import (
    ENTITY_KINDS,
    Document,
    Fields,
    OrgFields,
    PersonFields,
    PlaceFields,
    Ref,
)

SHARES = 64
"""The number of files. Letters of one script that follow each other are in different ones."""

LETTERS = 3
"""By how many letters of its words a name is shared out. By fewer, who looks for any word with the
first letter of `person` would fetch all that are called `Person` something."""


def files_of_names(dossier: Dossier, *, folders: bool = True) -> dict[str, bytes]:
    """Give the files, by path below `docs/`, in which names and their words are looked up.

    A file of names holds under `names`, by the folded name, the places of its entries in the list
    `entries`, the likeliest entry first; and of an entry its page's address, its name, its kind,
    and in how many articles it is named. A file of words is a list of them. No file is left out,
    so that nobody asks for one in vain.

    Args:
        dossier: The dossier.
        folders: True where a page's address is a folder: `people/john-kerry/`.
    """
    shares: list[dict[str, list[Ref]]] = [{} for _ in range(SHARES)]
    words: list[set[str]] = [set() for _ in range(SHARES)]
    for name, refs in sorted(entries_by_name(dossier).items()):
        for word in name.split():
            shares[share_of(word)][name] = refs
            words[share_of(word, 1)].add(word)
    entries = {
        document.ref: _entry(dossier, document.ref, folders)
        for kind in ENTITY_KINDS
        for document in dossier.of_kind(kind)
    }
    files = {
        urls.names_beginning(number): _names_file(names, entries)
        for number, names in enumerate(shares)
    }
    for number, beginning in enumerate(words):
        files[urls.words_beginning(number)] = encode_short_json(sorted(beginning))
    return files


def entries_by_name(dossier: Dossier) -> dict[str, list[Ref]]:
    """Give the entries that go by a name, by the folded name, the likeliest first."""
    ranked: dict[str, dict[Ref, tuple[bool, int, Ref]]] = {}
    for kind in ENTITY_KINDS:
        for document in dossier.of_kind(kind):
            ref = document.ref
            mentions = count_of(dossier, ref).mentions
            for is_alias, name in _names(document):
                for key in sorted({folded(one) for one in {name, anyascii(name)}} - {""}):
                    ranked.setdefault(key, {}).setdefault(ref, (is_alias, -mentions, ref))
    return {key: sorted(refs, key=refs.__getitem__) for key, refs in ranked.items()}


def share_of(word: str, letters: int = LETTERS) -> int:
    """Give the number of the file in which a word of a folded name is looked for.

    `dossier.js` and `search.js` do the same.

    Args:
        word: The word.
        letters: How many of its letters choose the file.
    """
    number = 0
    for letter in word[:letters]:
        number = (31 * number + ord(letter)) % SHARES
    return number


def _entry(dossier: Dossier, ref: Ref, folders: bool) -> dict[str, Any]:
    entry = {
        "page": urls.address(urls.page_of(ref), folders=folders),
        "name": dossier.name(ref),
        "kind": ref.kind.value,
    }
    articles = count_of(dossier, ref).articles
    return {**entry, "articles": articles} if articles else entry


def _names_file(names: Mapping[str, Sequence[Ref]], entries: Mapping[Ref, dict[str, Any]]) -> bytes:
    places: dict[Ref, int] = {}
    by_name = {
        name: [places.setdefault(ref, len(places)) for ref in refs] for name, refs in names.items()
    }
    return encode_short_json({"entries": [entries[ref] for ref in places], "names": by_name})


def folded(name: str) -> str:
    """Give a name without what people leave out when they type: capitals, accents and signs.

    `dossier.js` does the same to what is typed.
    """
    kept = "".join(map(_folded, unicodedata.normalize("NFKD", name)))
    return " ".join(kept.split())


@lru_cache(maxsize=4096)
def _folded(character: str) -> str:
    category = unicodedata.category(character)
    if category[0] in "LN":
        return character.lower()
    return " " if category == "Pd" or character.isspace() else ""


def _names(document: Document[Fields]) -> Iterator[tuple[bool, str]]:
    """Give an entry's names, and whether each is another than the one it goes by."""
    yield False, document.name
    fields = document.fields
    if isinstance(fields, PersonFields | PlaceFields | OrgFields):
        yield from ((True, alias) for alias in fields.aliases)
    if isinstance(fields, OrgFields):
        yield from ((True, former.name) for former in fields.former_names)
