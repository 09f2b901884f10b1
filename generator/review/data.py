"""What a change does to a dossier in, JSON for programs out."""

from __future__ import annotations

import dataclasses
import json

from generator.model import Ref
from generator.review.changes import Changes


def as_json(changes: Changes) -> str:
    """Give the changes as one JSON object, in ASCII; ids are written `person:john-kerry`."""
    return json.dumps(_plain(changes), indent=2)


def _plain(value: object) -> object:
    if isinstance(value, Ref):
        return str(value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = dataclasses.fields(value)
        return {field.name: _plain(getattr(value, field.name)) for field in fields}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return str(value) if isinstance(value, str) else value
