"""What a change does to a dossier in, JSON for programs out."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable

from generator.model import Ref
from generator.review.changes import Changes
from generator.source import Record


def as_json(changes: Changes) -> str:
    """Give the changes as one JSON object, in ASCII; ids are written `person:john-kerry`."""
    return json.dumps(_plain(changes), indent=2)


def _plain(value: object) -> object:
    if isinstance(value, Ref):
        return str(value)
    if isinstance(value, Record):
        return _plain_fields(value, value.__struct_fields__)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return _plain_fields(value, [field.name for field in dataclasses.fields(value)])
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return str(value) if isinstance(value, str) else value


def _plain_fields(record: object, names: Iterable[str]) -> dict[str, object]:
    return {name: _plain(getattr(record, name)) for name in names}
