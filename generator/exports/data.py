"""The dossier as data, for other programs: one file about all, and one for each article.

`data/dossier.json` holds the registry and what is known of each article beside its text.
`data/articles/ID.json` holds an article's text and what its annotations say. So no file grows
beyond what hosts and programs take, and who wants one article fetches one. The files are described
by JSON Schemas (draft 2020-12), which stand beside them and are written from the same records.
Dates are EDTF level 1; identities are written `kind:id`; pages and files are addresses relative to
the site's root. Words that the rights withhold are null: the export works on released articles,
like every page.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any

from generator import urls
from generator.codec import encode_json
from generator.dates import Edtf
from generator.dossier import Article, DateMention, Dossier, Mention, Place, Quote, Value
from generator.evidence.event_dates import dating
from generator.exports.schema import FORMAT_VERSION, article_schema, dossier_schema
from generator.model import ENTITY_KINDS, Document, Fields, Kind, Ref


def data_files(dossier: Dossier) -> dict[str, bytes]:
    """Give the data files about the whole dossier, by path below `docs/`."""
    return {urls.DATA: encode_json(dossier_data(dossier))}


def schema_files() -> dict[str, bytes]:
    """Give the files that describe the data, by path below `docs/`; they are always the same."""
    return {
        urls.SCHEMA: encode_json(dossier_schema()),
        urls.ARTICLE_SCHEMA: encode_json(article_schema()),
    }


def article_file(dossier: Dossier, id_: str) -> dict[str, bytes]:
    """Give the data file of an article, by path below `docs/`."""
    article = dossier.article(id_)
    return {urls.beside(article.ref): encode_json(article_data(dossier, article))}


def dossier_data(dossier: Dossier) -> dict[str, Any]:
    """Give the dossier but for what its articles say, as plain JSON values, in a fixed order."""
    return {
        "$schema": urls.SCHEMA.rpartition("/")[2],
        "version": FORMAT_VERSION,
        "articles": [_about(article) for article in dossier.articles],
        "entities": [
            _entity(document) for kind in ENTITY_KINDS for document in dossier.of_kind(kind)
        ],
        "events": [
            {**_entity(document), "reported_dates": _reported_dates(dossier, document.ref)}
            for document in dossier.of_kind(Kind.EVENT)
        ],
    }


def article_data(dossier: Dossier, article: Article) -> dict[str, Any]:
    """Give an article and what it says, as plain JSON values, in reading order."""
    said = dossier.said[article.ref.id]
    return {
        "$schema": f"../{urls.ARTICLE_SCHEMA.rpartition('/')[2]}",
        "version": FORMAT_VERSION,
        **_about(article),
        "paragraphs": _paragraphs(article),
        "mentions": [_mention(dossier, mention) for mention in said.mentions],
        "statements": [_quote(dossier, quote) for quote in said.quotes],
        "figures": [_value(dossier, value) for value in said.values],
        "dates": [_date(dossier, date) for date in said.dates],
    }


def _about(article: Article) -> dict[str, Any]:
    return {
        "id": article.ref.id,
        "page": urls.address(urls.page_of(article.ref)),
        "file": urls.beside(article.ref),
        **_plain(article.fields),
    }


def _paragraphs(article: Article) -> list[dict[str, str]]:
    paragraphs: dict[str, list[str]] = {}
    for passage in article.passages:
        paragraphs.setdefault(passage.anchor, []).append(passage.text)
    return [{"anchor": anchor, "text": "\n".join(texts)} for anchor, texts in paragraphs.items()]


def _entity(document: Document[Fields]) -> dict[str, Any]:
    return {
        "ref": str(document.ref),
        "type": document.ref.kind.value,
        "id": document.ref.id,
        "page": urls.address(urls.page_of(document.ref)),
        **_plain(document.fields),
    }


def _mention(dossier: Dossier, mention: Mention) -> dict[str, Any]:
    return {
        "id": mention.id,
        "entity": str(mention.entity),
        "kind": mention.entity.kind.value,
        **_place(dossier, mention.place),
        "text": mention.text,
        "date": _text(mention.date),
    }


def _quote(dossier: Dossier, quote: Quote) -> dict[str, Any]:
    return {
        "id": quote.id,
        "speaker": str(quote.speaker),
        **_place(dossier, quote.place),
        "text": quote.words,
        "date": _text(quote.date),
        "to": _text(quote.to),
        "via": _text(quote.via),
        "event": _text(quote.event),
        "statement": quote.statement,
    }


def _value(dossier: Dossier, value: Value) -> dict[str, Any]:
    return {
        "id": value.id,
        "figure": str(value.figure),
        **_place(dossier, value.place),
        "text": value.words,
        "value": _number(value.value),
        "min": _number(value.min),
        "max": _number(value.max),
        "qualifier": value.qualifier.value,
        "as_of": _text(value.as_of),
        "by": _text(value.by),
        "via": _text(value.via),
    }


def _date(dossier: Dossier, date: DateMention) -> dict[str, Any]:
    return {"id": date.id, "date": date.date.text, **_place(dossier, date.place), "text": date.text}


def _reported_dates(dossier: Dossier, event: Ref) -> list[dict[str, Any]]:
    return [
        {"date": mention.date.text, **_place(dossier, mention.place)}
        for mention in dating(dossier, event)
        if mention.date
    ]


def _place(dossier: Dossier, place: Place) -> dict[str, Any]:
    location = dossier.location(place)
    return {
        "article": place.article,
        "paragraph": place.anchor,
        "line": location.line,
        "column": location.column,
    }


def _plain(value: object) -> Any:
    """Turn a front-matter record into JSON values; what is not given is null."""
    if value is None or type(value) is str:  # Most are.
        return value
    match value:
        case tuple():
            return [_plain(item) for item in value]
        case Edtf():
            return value.text
        case Decimal():
            return _number(value)
        case StrEnum():
            return value.value
        case _:
            record: Any = type(value)
            names = _names(record)
            return {key: _plain(getattr(value, name)) for name, key in names} if names else value


@cache
def _names(record: Any) -> tuple[tuple[str, str], ...]:
    """Give the names of a record's fields, each with the key that it has in a file.

    Args:
        record: The class of a record; one of anything else has none.
    """
    if not is_dataclass(record):
        return ()
    return tuple((one.name, one.name.rstrip("_")) for one in fields(record))


def _text(value: Edtf | Ref | None) -> str | None:
    match value:
        case None:
            return None
        case Edtf():
            return value.text
        case _:
            return str(value)


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
