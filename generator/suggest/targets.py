"""What words mean in, the target of an annotation as an editor would write it out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model import Citing, Counting, Dating, Meaning, Naming, Qualifier, Quoting

_BARE = re.compile(r"[A-Za-z0-9_:.,-]+")


def link_target(meaning: Meaning) -> str:
    """Give the destination of a link: `quote:john-kerry?date=2016-08-26`."""
    kind, subject = _subject(meaning)
    attributes = "&".join(f"{name}={value}" for name, value in _attributes(meaning))
    return f"{kind}:{subject}?{attributes}" if attributes else f"{kind}:{subject}"


def span_attributes(meaning: Meaning) -> str:
    """Give the attributes of a bracketed span: `quote=john-kerry date=2016-08-26`."""
    pairs = (_subject(meaning), *_attributes(meaning))
    return " ".join(f"{name}={_quoted(value)}" for name, value in pairs)


def _quoted(value: str) -> str:
    return value if _BARE.fullmatch(value) else f'"{value}"'


def _subject(meaning: Meaning) -> tuple[str, str]:
    match meaning:
        case Naming(kind, ids):
            return kind.value, ",".join(ids)
        case Quoting(speaker):
            return "quote", speaker
        case Counting(figure):
            return "figure", figure
        case Dating(date):
            return "date", date.text
        case Citing(article, anchor):
            return "article", f"{article}#{anchor}" if anchor else article


def _attributes(meaning: Meaning) -> Iterator[tuple[str, str]]:
    """Give the attributes that say something, in the order in which editors write them."""
    values: tuple[tuple[str, object], ...] = ()
    match meaning:
        case Naming(date=date):
            values = (("date", date),)
        case Quoting() as said:
            values = (
                ("statement", said.statement),
                ("date", said.date),
                ("to", said.to),
                ("via", said.via),
                ("event", said.event),
            )
        case Counting() as counted:
            qualifier = counted.qualifier
            values = (
                ("value", counted.value),
                ("min", counted.min),
                ("max", counted.max),
                ("qualifier", None if qualifier is Qualifier.EXACTLY else qualifier.value),
                ("by", counted.by),
                ("as-of", counted.as_of),
                ("via", counted.via),
            )
        case _:
            pass
    return ((name, str(value)) for name, value in values if value is not None)
