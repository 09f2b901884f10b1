"""An entry in, every name that readers may look for it by out."""

from __future__ import annotations

from collections.abc import Iterable

from anyascii import anyascii

from generator.model import Document, Fields, OrgFields, PersonFields, PlaceFields


def names_of(document: Document[Fields]) -> list[str]:
    """Give every name of an entry, the one it goes by first."""
    fields = document.fields
    names = [document.name]
    if isinstance(fields, PersonFields | PlaceFields | OrgFields):
        names.extend(fields.aliases)
    if isinstance(fields, OrgFields):
        names.extend(former.name for former in fields.former_names)
    return list(dict.fromkeys(names))


def search_words(names: Iterable[str]) -> list[str]:
    """Give names as readers may type them: as written, and in plain Latin letters."""
    words: dict[str, None] = {}
    for name in names:
        words.setdefault(name)
        words.setdefault(anyascii(name))
    return list(words)
