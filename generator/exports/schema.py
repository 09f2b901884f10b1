"""The JSON Schemas of `data/dossier.json` and of the files in `data/articles/`."""

from __future__ import annotations

from typing import Any

from generator.model import FIELDS_OF_KIND, Kind, Qualifier
from generator.schema import json_schema

FORMAT_VERSION = "2.0"
"""Of the data files: the first number changes when a reader of the old form would go wrong, the
second when something is added."""

_EDTF = {"type": "string", "description": "A date in EDTF level 1."}
_ANCHOR = {
    "type": "string",
    "pattern": "^[ph][1-9][0-9]*$",
    "description": "The paragraph's anchor on the article's page, such as p7; h2 is a heading.",
}
_REF = {
    "type": "string",
    "pattern": "^(person|place|org|event|figure|article):[a-z0-9]+(-[a-z0-9]+)*$",
    "description": "An identity: kind, colon, id.",
}
_WORDS = {
    "type": ["string", "null"],
    "description": "The words in the article; null where the rights withhold them.",
}
_NUMBER = {"type": ["number", "null"]}


def dossier_schema() -> dict[str, Any]:
    """Give the schema of the file about all, with one definition for each kind of record."""
    return _schema(
        "A dossier",
        "The articles of a dossier, and the entries of its registry.",
        {
            "articles": _list(_object(_about_article())),
            "entities": _list(_entity()),
            "events": _list(_event()),
        },
    )


def article_schema() -> dict[str, Any]:
    """Give the schema of the file of an article."""
    return _schema(
        "An article of a dossier",
        "An article, whom it names, and what it reports, in reading order.",
        {
            **_about_article(),
            "paragraphs": _list(_paragraph()),
            "mentions": _list(_mention()),
            "statements": _list(_statement()),
            "figures": _list(_value()),
            "dates": _list(_evidence({"date": _EDTF})),
        },
    )


def _schema(title: str, description: str, properties: dict[str, Any]) -> dict[str, Any]:
    given = {"version": {"const": FORMAT_VERSION}, **properties}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        "description": description,
        **_object({"$schema": {"type": "string"}, **given}),
    }


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    """Give the schema of an object of which nothing is left out, save where anything may stand."""
    return {
        "type": "object",
        "required": [name for name, schema in properties.items() if schema and name != "$schema"],
        "properties": properties,
        "additionalProperties": False,
    }


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _nullable(schema: dict[str, Any]) -> dict[str, Any]:
    return {"oneOf": [schema, {"type": "null"}]}


def _evidence(more: dict[str, Any]) -> dict[str, Any]:
    properties = {
        "id": {
            "type": "string",
            "description": "The anchor of these words on the article's page.",
        },
        "article": {"type": "string", "description": "The article's id."},
        "paragraph": _ANCHOR,
        "line": {"type": "integer", "minimum": 1, "description": "In the source file, from 1."},
        "column": {"type": "integer", "minimum": 1, "description": "In code points, from 1."},
        "text": _WORDS,
        **more,
    }
    return {
        "type": "object",
        "required": sorted(properties),
        "properties": properties,
        "additionalProperties": False,
    }


def _mention() -> dict[str, Any]:
    return _evidence(
        {
            "entity": _REF,
            "kind": {"enum": ["person", "place", "org", "event", "figure"]},
            "date": _nullable(
                {**_EDTF, "description": "For an event: the date that this article gives."}
            ),
        }
    )


def _statement() -> dict[str, Any]:
    return _evidence(
        {
            "speaker": _REF,
            "date": _nullable({**_EDTF, "description": "When it was said."}),
            "to": _nullable({**_REF, "description": "The audience."}),
            "via": _nullable({**_REF, "description": "The outlet that first carried it."}),
            "event": _nullable(_REF),
            "statement": {
                "type": ["string", "null"],
                "description": "Quotations that share this slug are wordings of one utterance.",
            },
        }
    )


def _value() -> dict[str, Any]:
    return _evidence(
        {
            "figure": _REF,
            "value": _NUMBER,
            "min": _NUMBER,
            "max": _NUMBER,
            "qualifier": {"enum": [one.value for one in Qualifier]},
            "as_of": _nullable({**_EDTF, "description": "The day for which it holds."}),
            "by": _nullable({**_REF, "description": "Who counted."}),
            "via": _nullable(_REF),
        }
    )


def _entity() -> dict[str, Any]:
    names = sorted(
        {
            name
            for kind in FIELDS_OF_KIND
            if kind not in {Kind.ARTICLE, Kind.PAGE}
            for name in json_schema(kind).get("properties", {})
        }
    )
    return {
        "type": "object",
        "description": "An entry of the registry: its identity, its page, and its front matter.",
        "required": ["ref", "type", "id", "page", "name"],
        "properties": {
            "ref": _REF,
            "type": {"enum": ["person", "place", "org", "event", "figure"]},
            "id": {"type": "string"},
            "page": {"type": "string", "description": "Relative to the site's root."},
            **{name: {} for name in names},
            "name": {"type": "string"},
        },
        "additionalProperties": False,
    }


def _event() -> dict[str, Any]:
    schema = _entity()
    reported = {
        "type": "object",
        "required": ["date", "article", "paragraph"],
        "properties": {
            "date": _EDTF,
            "article": {"type": "string"},
            "paragraph": _ANCHOR,
            "line": {"type": "integer"},
            "column": {"type": "integer"},
        },
        "additionalProperties": False,
    }
    schema["required"].append("reported_dates")
    schema["properties"]["reported_dates"] = _list(reported)
    return schema


def _about_article() -> dict[str, Any]:
    text = {"type": "string"}
    return {
        **{name: {} for name in json_schema(Kind.ARTICLE).get("properties", {})},
        "id": text,
        "page": {**text, "description": "Relative to the site's root."},
        "file": {
            **text,
            "description": "What the article says, as data. Relative to the site's root.",
        },
        "title": text,
        "publisher": text,
        "published": _EDTF,
        "rights": text,
    }


def _paragraph() -> dict[str, Any]:
    return _object(
        {
            "anchor": _ANCHOR,
            "text": {"type": "string", "description": "What the rights let the site show of it."},
        }
    )
