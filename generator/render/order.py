"""Names in, the order in which readers look for them out: A to Z, and 2 before 10."""

from __future__ import annotations

import re

from anyascii import anyascii

from generator.model import Document, Fields

_NUMBER = re.compile("[0-9]+")

_DIGITS = 20
"""To so many digits numbers are filled up with zeros: then they are in order as words are."""


def by_name(name: str) -> str:
    """Order names from A to Z, whatever their script, and the numbers in them by their value."""
    return _NUMBER.sub(lambda number: number[0].zfill(_DIGITS), anyascii(name).casefold())


def by_entry(document: Document[Fields]) -> tuple[str, str]:
    """Order entries by their names; those of one name, by their ids."""
    return by_name(document.name), document.ref.id
