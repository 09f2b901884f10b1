"""The model in, the configuration of a form for colleagues without git out.

Decap CMS shows a form for each kind, and makes each change a pull request. What the forms hold is
what the front matter may hold, field by field. See https://decapcms.org/docs/configuration-options/.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from enum import StrEnum
from typing import Any

from generator.dates import EXAMPLES, Edtf
from generator.model import FIELDS_OF_KIND, FOLDERS, Kind
from generator.schema import Part, parts

FOLDER_OF_KIND = {kind: folder for folder, kind in FOLDERS.items()}

LONG = ("summary", "scope", "text")
"""Keys whose texts run over several lines."""

HEAD = """\
# A form for colleagues without git: what they save becomes a pull request. Made by `dossier forms`;
# JSON is YAML too. Put it beside Decap CMS as its config.yml, and name your repository below.
"""


def forms(repository: str = "OWNER/REPOSITORY", branch: str = "main") -> str:
    """Give the configuration of Decap CMS.

    Args:
        repository: The repository on GitHub.
        branch: The branch that pull requests are for.
    """
    config = {
        "backend": {"name": "github", "repo": repository, "branch": branch},
        "publish_mode": "editorial_workflow",
        "media_folder": "docs/assets",
        # A key without a value is an error, not an empty text.
        "omit_empty_optional_fields": True,
        "slug": {"encoding": "ascii", "clean_accents": True},
        "collections": [_collection(kind) for kind in Kind],
    }
    return HEAD + json.dumps(config, indent=2, ensure_ascii=False) + "\n"


def _collection(kind: Kind) -> dict[str, Any]:
    folder = FOLDER_OF_KIND[kind]
    title = _title(kind)
    return {
        "name": folder,
        "label": folder.capitalize(),
        "label_singular": kind.capitalize(),
        "folder": f"sources/{folder}",
        "create": True,
        "extension": "md",
        "format": "yaml-frontmatter",
        "identifier_field": title,
        "slug": f"{{{{{title}}}}}",
        "fields": [*_fields(FIELDS_OF_KIND[kind]), _BODY],
    }


_BODY = {
    "name": "body",
    "label": "Text",
    "widget": "markdown",
    # The rich editor writes Markdown anew, and would change what stands there.
    "modes": ["raw"],
    "required": False,
}


def _title(kind: Kind) -> str:
    return "title" if kind in (Kind.ARTICLE, Kind.PAGE) else "name"


def _fields(class_: Any) -> Iterator[dict[str, Any]]:
    for part in parts(class_):
        yield {
            "name": part.key,
            "label": part.key.replace("_", " ").capitalize(),
            "required": part.required,
            **_widget(part),
        }


def _widget(part: Part) -> dict[str, Any]:
    if part.is_record:
        return {"widget": "list", "fields": list(_fields(part.type))}
    if part.names:
        return _relation(part)
    if part.many:
        return {"widget": "list"}
    return _single(part)


def _single(part: Part) -> dict[str, Any]:
    if part.type is bool:
        return {"widget": "boolean"}
    if part.type is Edtf:
        return {"widget": "string", "hint": f"A date: {EXAMPLES}."}
    if isinstance(part.type, type) and issubclass(part.type, StrEnum):
        return {"widget": "select", "options": [choice.value for choice in part.type]}
    if part.type == tuple[float, float]:
        field = {"name": "degrees", "label": "Degrees", "widget": "string"}
        hint = "Latitude, then longitude."
        return {"widget": "list", "field": field, "min": 2, "max": 2, "hint": hint}
    return {"widget": "text" if part.key in LONG else "string"}


def _relation(part: Part) -> dict[str, Any]:
    """Let an entry be chosen; where it may be of several kinds, its id is written."""
    kinds = part.names.kinds if part.names else ()
    if len(kinds) > 1:
        hint = f"The id of {' or '.join(kinds)}, as the name of its file."
        return {"widget": "list" if part.many else "string", "hint": hint}
    (kind,) = kinds
    return {
        "widget": "relation",
        "collection": FOLDER_OF_KIND[kind],
        "value_field": "{{slug}}",
        "search_fields": [_title(kind)],
        "display_fields": [_title(kind)],
        "multiple": part.many,
    }
