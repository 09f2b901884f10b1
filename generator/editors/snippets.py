"""The entries of a dossier in, VS Code's snippets out: type a name, get its annotation.

See https://code.visualstudio.com/docs/editor/userdefinedsnippets.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from generator.model import (
    Document,
    Fields,
    Kind,
    OrgFields,
    PersonFields,
    PlaceFields,
    Qualifier,
)

NAMED = (Kind.PERSON, Kind.PLACE, Kind.ORG, Kind.EVENT)
"""Kinds that are named in a text."""


def snippets(documents: Iterable[Document[Fields]]) -> str:
    """Give the snippets for Markdown files, as the content of a `.code-snippets` file.

    Args:
        documents: Every document of the dossier.
    """
    found = {
        name: {"scope": "markdown", **snippet}
        for document in sorted(documents, key=lambda one: one.ref)
        for name, snippet in _of(document)
    }
    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"


def _of(document: Document[Fields]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    ref, kind = document.ref, document.ref.kind
    about = getattr(document.fields, "summary", None) or document.name
    name = _inert(document.name)
    names = list(dict.fromkeys((*_names(document), ref.id)))
    if kind in NAMED:
        body = f"[${{TM_SELECTED_TEXT:${{1:{name}}}}}]({ref})$0"
        yield str(ref), {"prefix": names, "body": body, "description": about}
    if kind in (Kind.PERSON, Kind.ORG):
        words = "${TM_SELECTED_TEXT:${1:“words”}}"
        body = f"[{words}](quote:{ref.id}?date=${{2:2016-01-01}})$0"
        prefix = [f"quote {one}" for one in names]
        yield f"quote:{ref}", {"prefix": prefix, "body": body, "description": f"{name} says"}
    if kind is Kind.FIGURE:
        choices = ",".join(Qualifier)
        body = (
            f"[${{TM_SELECTED_TEXT:${{1:number}}}}](figure:{ref.id}?value=${{2:0}}"
            f"&qualifier=${{3|{choices}|}}&as-of=${{4:2016-01-01}}&by=${{5:id}})$0"
        )
        yield str(ref), {"prefix": names, "body": body, "description": about}
    if kind is Kind.ARTICLE:
        body = f"[${{TM_SELECTED_TEXT:${{1:{name}}}}}]({ref}#p${{2:1}})$0"
        yield str(ref), {"prefix": names, "body": body, "description": about}


def _names(document: Document[Fields]) -> Iterator[str]:
    yield document.name
    fields = document.fields
    if isinstance(fields, PersonFields | PlaceFields | OrgFields):
        yield from fields.aliases


def _inert(text: str) -> str:
    """Give a text in which no character has a meaning in snippets, or in Markdown's brackets."""
    return re.sub(r"([\\$}])", r"\\\1", re.sub(r"[\[\]\n]", " ", text))
