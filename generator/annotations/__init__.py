"""The target of an annotation in, what it means out, with the place of every part.

    link        = "[" words "](" target ")"
    span        = "[" words "]{" attributes "}"

    target      = kind ":" subject [ "?" attribute *( "&" attribute ) ]
    attributes  = kind "=" subject *( space attribute )       ; in any order, values also in quotes
    attribute   = name "=" value

    kind and subject                                          names of attributes
    ----------------                                          -------------------
    "person"    id *( "," id )
    "place"     id *( "," id )
    "org"       id *( "," id )
    "event"     id *( "," id )                                date
    "quote"     actor                                         date to via statement event
    "figure"    id                                            value | min and max, qualifier,
                                                              as-of by via
    "date"      edtf
    "article"   id [ "#" anchor ]

    id          = word *( "-" word )            ; at most 80 characters, see `ids`
    word        = 1*( "a".."z" | "0".."9" )
    actor       = [ ( "person" | "org" ) ":" ] id
    anchor      = ( "p" | "h" ) number
    edtf        = a date in EDTF, level 1       ; see `dates`

    date, as-of         = edtf
    to, by              = actor
    via, event          = id
    statement           = id                    ; of no file; quotations share it
    value, min, max     = [ "-" | "+" ] 1*digit [ "." 1*digit ]
    qualifier           = "exactly" | "about" | "more-than" | "at-least" | "less-than" | "up-to"

A target is data, not an address: `+` is a plus, and nothing is percent-escaped. In a `date` target
a `?` belongs to the date, unless a name and `=` follow it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.annotations.meanings import ATTRIBUTES, Reading, interpret
from generator.annotations.pieces import Piece, Problem, bad_characters
from generator.diagnostics import did_you_mean
from generator.source import shown

__all__ = ["ATTRIBUTES", "Problem", "Reading", "read_attributes", "read_target"]


def read_target(target: str) -> Reading:
    """Understand the target of an annotation that is written as a link.

    Args:
        target: The link's destination with escapes and entities decoded, such as
            `quote:john-kerry?date=2016-08-26`.

    Returns:
        What it means, where its parts stand, and what is wrong with it.
    """
    whole = Piece(target, 0)
    problems = list(bad_characters(whole))
    if problems:
        return Reading(None, (), tuple(problems))
    kind, rest = whole.cut(":")
    if kind.text == "date" and not re.search(r"\?[A-Za-z-]+=", rest.text):
        subject, query = rest, Piece("", len(target))
    else:
        subject, query = rest.cut("?")
    pairs = []
    for pair in query.split("&") if query.text else ():
        name, value = pair.cut("=")
        if name.text and "=" in pair.text:
            pairs.append((name, value))
        else:
            problems.append(
                pair.problem(
                    "bad-attribute",
                    f"'{shown(pair.text)}' is not an attribute",
                    "write name=value, with & between two of them",
                )
            )
    return interpret(kind, subject, pairs, problems)


def read_attributes(attributes: str) -> Reading:
    """Understand the attributes of an annotation that is written as a bracketed span.

    Args:
        attributes: The text between the braces, such as `quote=john-kerry date="2016-08-26"`.

    Returns:
        What they mean, where their parts stand, and what is wrong with them.
    """
    whole = Piece(attributes, 0)
    problems = list(bad_characters(whole))
    if problems:
        return Reading(None, (), tuple(problems))
    pairs = list(_pairs(attributes, problems))
    kind = _kind_of([name.text for name, _ in pairs])
    if kind is None:
        problems += _no_kind(whole, [name for name, _ in pairs], bool(problems))
        return Reading(None, (), tuple(problems))
    index = next(i for i, (name, _) in enumerate(pairs) if name.text == kind)
    name, subject = pairs.pop(index)
    return interpret(name, subject, pairs, problems)


_ATTRIBUTE = re.compile(
    r"""(?P<name>[^\s="']+)=(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"']*))"""
    r"""(?=\s|\Z)|\S+"""
)


def _pairs(attributes: str, problems: list[Problem]) -> Iterator[tuple[Piece, Piece]]:
    """Give names with their values, without quotation marks."""
    for match in _ATTRIBUTE.finditer(attributes):
        if match["name"] is None:
            problems.append(
                Piece(match[0], match.start()).problem(
                    "bad-attribute",
                    f"'{shown(match[0])}' is not an attribute",
                    "write name=value, with a space between two of them",
                )
            )
            continue
        form = next(name for name in ("double", "single", "bare") if match[name] is not None)
        value = Piece(match[form], match.start(form))
        if form == "bare" and value.text.endswith(","):
            value, comma = Piece(value.text[:-1], value.start), Piece(",", match.end() - 1)
            problems.append(
                comma.problem(
                    "bad-attribute",
                    "between two attributes there is a comma",
                    "remove it, and leave the space",
                )
            )
        yield Piece(match["name"], match.start("name")), value


def _kind_of(names: list[str]) -> str | None:
    """Tell which of the names is the kind: the one of which all others can be attributes."""
    kinds = dict.fromkeys(name for name in names if name in ATTRIBUTES)
    for kind in kinds:
        # A kind without attributes beside other names is rather one of these, misspelt.
        alone = ATTRIBUTES[kind] or set(names) == {kind} or kind != "date"
        if alone and all(other in (kind, *ATTRIBUTES[kind]) for other in kinds):
            return kind
    return None


def _no_kind(whole: Piece, names: list[Piece], explained: bool) -> Iterator[Problem]:
    """Say what is wrong with attributes that do not tell the kind."""
    kinds = [name for name in names if name.text in ATTRIBUTES and name.text != "date"]
    if len(kinds) > 1:
        yield kinds[1].problem(
            "two-kinds",
            f"this is annotated as {' and as '.join(name.text for name in kinds)}",
            "write one bracketed span inside the other, each with one kind",
        )
    elif not explained:
        written = next((name for name in names if name.text not in ATTRIBUTES), whole)
        yield written.problem(
            "unknown-kind",
            "this does not say what kind of annotation it is",
            did_you_mean(written.text, ATTRIBUTES)
            or f"begin with one of {', '.join(ATTRIBUTES)}, such as person=john-kerry",
        )
