"""The kind, the subject and the attributes of an annotation in, what it means out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from generator.annotations.pieces import Findings, Piece, Problem
from generator.annotations.values import (
    attribute,
    read_actor,
    read_date,
    read_id,
    read_number,
    read_qualifier,
    single,
)
from generator.diagnostics import did_you_mean
from generator.model import Citing, Counting, Dating, Kind, Meaning, Naming, Qualifier, Quoting
from generator.source import Span, shown

ATTRIBUTES: Mapping[str, tuple[str, ...]] = {
    "person": (),
    "place": (),
    "org": (),
    "event": ("date",),
    "quote": ("date", "to", "via", "statement", "event"),
    "figure": ("value", "min", "max", "qualifier", "as-of", "by", "via"),
    "date": (),
    "article": (),
}
"""The kinds of annotations, each with the attributes that it takes."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a target says, as far as it could be understood."""

    meaning: Meaning | None
    """None where too little was understood to be of use."""
    parts: tuple[tuple[str, Span], ...] = ()
    """The place of each part, as offsets in the target; see `Annotation.parts`."""
    problems: tuple[Problem, ...] = ()


def interpret(
    kind: Piece,
    subject: Piece,
    pairs: list[tuple[Piece, Piece]],
    problems: list[Problem],
) -> Reading:
    """Understand an annotation, however it is written.

    Args:
        kind: What should be the name of a kind.
        subject: What it is of; may be empty.
        pairs: The attributes, as names with their values.
        problems: What is wrong with how it is written.
    """
    found = Findings(problems=problems)
    if kind.text not in ATTRIBUTES:
        found.problems.append(
            kind.problem(
                "unknown-kind",
                f"there is no kind of annotation called '{shown(kind.text)}'",
                did_you_mean(kind.text.lower(), ATTRIBUTES)
                or f"the kinds are {', '.join(ATTRIBUTES)}",
            )
        )
        return Reading(None, (), tuple(found.problems))
    found.keep("kind", kind, kind.text)
    meaning: Meaning | None = None
    if subject.text:
        attributes = _known_once(kind.text, pairs, found)
        meaning = _MEANINGS[kind.text](kind.text, subject, attributes, found)
    else:
        found.problems.append(
            kind.problem(
                "empty-target",
                f"this annotation does not say which {_WHAT.get(kind.text, kind.text)} is meant",
                f"write {_EXAMPLES[kind.text]}",
            )
        )
    return Reading(meaning, tuple(found.parts) if meaning else (), tuple(found.problems))


_WHAT = {"org": "organization", "quote": "speaker"}

_EXAMPLES = {
    "person": "person:john-kerry",
    "place": "place:geneva",
    "org": "org:united-nations",
    "event": "event:geneva-talks-2016-08-26",
    "quote": "quote:john-kerry",
    "figure": "figure:syrian-war-deaths?value=250000",
    "date": "date:2016-08-26",
    "article": "article:rferl-2016-08-26#p7",
}


def _known_once(kind: str, pairs: list[tuple[Piece, Piece]], found: Findings) -> dict[str, Piece]:
    """Give the attributes by name, without those that the kind does not take."""
    known: dict[str, Piece] = {}
    for name, value in pairs:
        if name.text == kind:
            found.problems.append(
                name.problem(
                    "repeated-attribute",
                    f"'{kind}' is given twice",
                    "write several ids with commas between them, or two annotations",
                )
            )
        elif name.text not in ATTRIBUTES[kind]:
            found.problems.append(
                name.problem(
                    "unknown-attribute",
                    f"'{kind}' takes no '{shown(name.text)}'",
                    did_you_mean(name.text, ATTRIBUTES[kind])
                    or (
                        f"it takes {', '.join(ATTRIBUTES[kind])}"
                        if ATTRIBUTES[kind]
                        else f"write {_EXAMPLES[kind]} alone"
                    ),
                )
            )
        elif name.text in known:
            found.problems.append(
                name.problem("repeated-attribute", f"'{name.text}' is given twice", "keep one")
            )
        elif not value.text:
            found.problems.append(
                name.problem(
                    "empty-attribute", f"'{name.text}' is empty", "give a value, or leave it out"
                )
            )
        else:
            known[name.text] = value
    return known


def _naming(
    kind: str, subject: Piece, attributes: Mapping[str, Piece], found: Findings
) -> Naming | None:
    ids: list[str] = []
    for piece in subject.split(","):
        id_ = read_id(piece, found)
        if id_ is None:
            continue
        if id_ in ids:
            found.problems.append(
                piece.problem("repeated-id", f"'{id_}' is named twice", "name it once")
            )
        else:
            ids.append(found.keep("id", piece, id_))
    date = attribute("date", attributes, read_date, found)
    return Naming(Kind(kind), tuple(ids), date) if ids else None


def _quoting(
    _kind: str, subject: Piece, attributes: Mapping[str, Piece], found: Findings
) -> Quoting | None:
    speaker = single(subject, read_actor, found)
    meaning = Quoting(
        speaker or "",
        date=attribute("date", attributes, read_date, found),
        to=attribute("to", attributes, read_actor, found),
        via=attribute("via", attributes, read_id, found),
        statement=attribute("statement", attributes, read_id, found),
        event=attribute("event", attributes, read_id, found),
    )
    return meaning if speaker else None


def _counting(
    _kind: str, subject: Piece, attributes: Mapping[str, Piece], found: Findings
) -> Counting | None:
    figure = single(subject, read_id, found)
    meaning = Counting(
        figure or "",
        value=attribute("value", attributes, read_number, found),
        min=attribute("min", attributes, read_number, found),
        max=attribute("max", attributes, read_number, found),
        qualifier=attribute("qualifier", attributes, read_qualifier, found) or Qualifier.EXACTLY,
        as_of=attribute("as-of", attributes, read_date, found),
        by=attribute("by", attributes, read_actor, found),
        via=attribute("via", attributes, read_id, found),
    )
    counted = _is_one_value(subject, attributes, meaning, found)
    return meaning if figure and counted else None


def _is_one_value(
    subject: Piece, attributes: Mapping[str, Piece], meaning: Counting, found: Findings
) -> bool:
    """Tell whether there is either a value or a range; say what is missing or too much."""
    ends = [name for name in ("min", "max") if name in attributes]
    if "value" in attributes and ends:
        found.problems.append(
            attributes[ends[0]].problem(
                "value-and-range",
                "a figure has a value or a range, not both",
                f"leave out either value or {' and '.join(ends)}",
            )
        )
        return False
    if len(ends) == 1:
        qualifier = "at-least" if ends == ["min"] else "up-to"
        found.problems.append(
            attributes[ends[0]].problem(
                "half-range",
                f"a range needs both min and max, and this has only {ends[0]}",
                f"add the other, or write value={attributes[ends[0]].text}&qualifier={qualifier}",
            )
        )
        return False
    if "value" not in attributes and not ends:
        found.problems.append(
            subject.problem(
                "no-value",
                "this does not say how many",
                "add value=250000, or min=250000 and max=290000",
            )
        )
        return False
    if meaning.min is not None and meaning.max is not None and meaning.min > meaning.max:
        found.problems.append(
            attributes["min"].problem(
                "bad-range",
                f"the range begins above its end: {meaning.min} is more than {meaning.max}",
                "exchange min and max",
            )
        )
        return False
    return meaning.value is not None or (meaning.min is not None and meaning.max is not None)


def _dating(
    _kind: str, subject: Piece, _attributes: Mapping[str, Piece], found: Findings
) -> Dating | None:
    date = read_date(subject, found)
    return Dating(found.keep("id", subject, date)) if date else None


def _citing(
    _kind: str, subject: Piece, _attributes: Mapping[str, Piece], found: Findings
) -> Citing | None:
    cited, anchor = subject.cut("#")
    article = single(cited, read_id, found)
    if article is None:
        return None
    if "#" not in subject.text:
        return Citing(article)
    if not re.fullmatch(r"[ph][1-9][0-9]{0,5}", anchor.text):
        found.problems.append(
            (anchor if anchor.text else cited).problem(
                "bad-anchor",
                f"'#{shown(anchor.text)}' is not a paragraph",
                "write #p7 for the seventh paragraph, or #h2 for the second heading",
            )
        )
        return Citing(article)
    return Citing(article, found.keep("anchor", anchor, anchor.text))


_MEANINGS: Mapping[str, Callable[[str, Piece, Mapping[str, Piece], Findings], Meaning | None]] = {
    "person": _naming,
    "place": _naming,
    "org": _naming,
    "event": _naming,
    "quote": _quoting,
    "figure": _counting,
    "date": _dating,
    "article": _citing,
}
