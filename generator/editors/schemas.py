"""A kind in, the JSON Schema of its front matter out, as editors of text read it."""

from __future__ import annotations

import json
from collections.abc import Mapping

from generator.model import FOLDERS
from generator.schema import json_schema

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def schema_files() -> Mapping[str, str]:
    """Give a schema for each kind, by the name of its file: that of the kind's folder."""
    return {
        f"{folder}.json": json.dumps(
            {"$schema": DRAFT, **json_schema(kind), "title": f"Front matter in sources/{folder}/"},
            indent=2,
            ensure_ascii=False,
        )
        + "\n"
        for folder, kind in FOLDERS.items()
    }
