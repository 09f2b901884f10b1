"""A piece of a target in, the value that it is written for out: ids, dates, numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal

from generator.annotations.pieces import Findings, Piece, T
from generator.dates import DateError, Edtf
from generator.diagnostics import did_you_mean
from generator.ids import suggest_id, why_no_id
from generator.model import FOLDERS, Kind, Qualifier
from generator.source import shown


def single(
    piece: Piece, read: Callable[[Piece, Findings], str | None], found: Findings
) -> str | None:
    """Read the one id that a subject must be."""
    first, rest = piece.cut(",")
    if "," in piece.text:
        found.problems.append(
            rest.problem(
                "several-ids",
                "here one id is wanted, and there are several",
                "make an annotation for each",
            )
        )
    id_ = read(first, found)
    return None if id_ is None else found.keep("id", first, id_)


def attribute(
    name: str,
    attributes: Mapping[str, Piece],
    read: Callable[[Piece, Findings], T | None],
    found: Findings,
) -> T | None:
    """Read an attribute, where it is given."""
    if name not in attributes:
        return None
    value = read(attributes[name], found)
    return None if value is None else found.keep(name, attributes[name], value)


def read_id(piece: Piece, found: Findings) -> str | None:
    """Read an id."""
    reason = why_no_id(piece.text)
    if not reason:
        return piece.text
    if not piece.text.strip():
        found.problems.append(
            piece.problem("bad-id", "here an id is missing", "add it, or remove the comma")
        )
        return None
    # Whoever writes a path means the file's name.
    path = _PATH.match(piece.text)
    name = piece.text[path.end() if path else 0 :]
    suggestion = suggest_id(name.removesuffix(".md"))
    found.problems.append(
        piece.problem(
            "bad-id",
            f"'{shown(piece.text)}' {reason}",
            f"did you mean '{suggestion}'?" if suggestion else "use the name of the file, as is",
        )
    )
    return None


_PATH = re.compile(rf"[./]*(?:sources/)?(?:{'|'.join(FOLDERS)})/")


def read_actor(piece: Piece, found: Findings) -> str | None:
    """Read the id of a person or an organization, which may name its kind."""
    prefix, id_ = piece.cut(":")
    if ":" not in piece.text:
        return read_id(piece, found)
    if prefix.text not in (Kind.PERSON, Kind.ORG):
        found.problems.append(
            prefix.problem(
                "bad-actor",
                f"a '{shown(prefix.text)}' cannot speak or count",
                did_you_mean(prefix.text, ("person", "org")) or "write person: or org:",
            )
        )
        return None
    return None if read_id(id_, found) is None else piece.text


def read_date(piece: Piece, found: Findings) -> Edtf | None:
    """Read a date."""
    try:
        return Edtf.parse(piece.text)
    except DateError as error:
        message = shown(str(error), longest=200)
        found.problems.append(piece.problem("bad-date", message, shown(error.hint, longest=200)))
        return None


def read_number(piece: Piece, found: Findings) -> Decimal | None:
    """Read a number."""
    if re.fullmatch(r"[-+]?[0-9]{1,30}(?:\.[0-9]{1,30})?", piece.text):
        return Decimal(piece.text)
    digits = re.sub(r"[\s,_'’.]", "", piece.text)
    found.problems.append(
        piece.problem(
            "bad-number",
            f"'{shown(piece.text)}' is not a number",
            f"write {digits}, without separators"
            if re.fullmatch(r"[-+]?[0-9]{1,30}", digits)
            else "write digits alone, such as 250000 or 4.8; words go into qualifier",
        )
    )
    return None


def read_qualifier(piece: Piece, found: Findings) -> Qualifier | None:
    """Read a qualifier."""
    try:
        return Qualifier(piece.text)
    except ValueError:
        found.problems.append(
            piece.problem(
                "unknown-qualifier",
                f"there is no qualifier '{shown(piece.text)}'",
                did_you_mean(piece.text, Qualifier) or f"the qualifiers are {', '.join(Qualifier)}",
            )
        )
        return None
