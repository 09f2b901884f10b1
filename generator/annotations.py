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
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeVar

from generator.dates import DateError, Edtf
from generator.diagnostics import Severity, did_you_mean
from generator.ids import suggest_id, why_no_id
from generator.model import (
    FOLDERS,
    Citing,
    Counting,
    Dating,
    Kind,
    Meaning,
    Naming,
    Qualifier,
    Quoting,
)
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

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a part of a target."""

    span: Span
    """The part, as offsets in the target."""
    code: str
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True)
class Reading:
    """What a target says, as far as it could be understood."""

    meaning: Meaning | None
    """None where too little was understood to be of use."""
    parts: tuple[tuple[str, Span], ...] = ()
    """The place of each part, as offsets in the target; see `Annotation.parts`."""
    problems: tuple[Problem, ...] = ()


def read_target(target: str) -> Reading:
    """Understand the target of an annotation that is written as a link.

    Args:
        target: The link's destination with escapes and entities decoded, such as
            `quote:john-kerry?date=2016-08-26`.

    Returns:
        What it means, where its parts stand, and what is wrong with it.
    """
    whole = _Piece(target, 0)
    problems = list(_bad_characters(whole))
    if problems:
        return Reading(None, (), tuple(problems))
    kind, rest = whole.cut(":")
    if kind.text == "date" and not re.search(r"\?[A-Za-z-]+=", rest.text):
        subject, query = rest, _Piece("", len(target))
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
    return _interpret(kind, subject, pairs, problems)


def read_attributes(attributes: str) -> Reading:
    """Understand the attributes of an annotation that is written as a bracketed span.

    Args:
        attributes: The text between the braces, such as `quote=john-kerry date="2016-08-26"`.

    Returns:
        What they mean, where their parts stand, and what is wrong with them.
    """
    whole = _Piece(attributes, 0)
    problems = list(_bad_characters(whole))
    if problems:
        return Reading(None, (), tuple(problems))
    pairs = list(_pairs(attributes, problems))
    kind = _kind_of([name.text for name, _ in pairs])
    if kind is None:
        problems += _no_kind(whole, [name for name, _ in pairs], bool(problems))
        return Reading(None, (), tuple(problems))
    index = next(i for i, (name, _) in enumerate(pairs) if name.text == kind)
    name, subject = pairs.pop(index)
    return _interpret(name, subject, pairs, problems)


_ATTRIBUTE = re.compile(
    r"""(?P<name>[^\s="']+)=(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"']*))"""
    r"""(?=\s|\Z)|\S+"""
)


def _pairs(attributes: str, problems: list[Problem]) -> Iterator[tuple[_Piece, _Piece]]:
    """Give names with their values, without quotation marks."""
    for match in _ATTRIBUTE.finditer(attributes):
        if match["name"] is None:
            problems.append(
                _Piece(match[0], match.start()).problem(
                    "bad-attribute",
                    f"'{shown(match[0])}' is not an attribute",
                    "write name=value, with a space between two of them",
                )
            )
            continue
        form = next(name for name in ("double", "single", "bare") if match[name] is not None)
        value = _Piece(match[form], match.start(form))
        if form == "bare" and value.text.endswith(","):
            value, comma = _Piece(value.text[:-1], value.start), _Piece(",", match.end() - 1)
            problems.append(
                comma.problem(
                    "bad-attribute",
                    "between two attributes there is a comma",
                    "remove it, and leave the space",
                )
            )
        yield _Piece(match["name"], match.start("name")), value


def _kind_of(names: list[str]) -> str | None:
    """Tell which of the names is the kind: the one of which all others can be attributes."""
    kinds = dict.fromkeys(name for name in names if name in ATTRIBUTES)
    for kind in kinds:
        # A kind without attributes beside other names is rather one of these, misspelt.
        alone = ATTRIBUTES[kind] or set(names) == {kind} or kind != "date"
        if alone and all(other in (kind, *ATTRIBUTES[kind]) for other in kinds):
            return kind
    return None


def _no_kind(whole: _Piece, names: list[_Piece], explained: bool) -> Iterator[Problem]:
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


# --- Pieces of a target --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of a target, with its place in it."""

    text: str
    start: int

    @property
    def span(self) -> Span:
        return Span(self.start, self.start + len(self.text))

    def cut(self, separator: str) -> tuple[_Piece, _Piece]:
        """Divide at the first separator; the second piece is empty where there is none."""
        before, found, after = self.text.partition(separator)
        return _Piece(before, self.start), _Piece(after, self.start + len(before) + len(found))

    def split(self, separator: str) -> Iterator[_Piece]:
        """Divide at every separator."""
        start = self.start
        for text in self.text.split(separator):
            yield _Piece(text, start)
            start += len(text) + len(separator)

    def problem(self, code: str, message: str, hint: str = "") -> Problem:
        return Problem(self.span, code, message, hint)


@dataclass(slots=True)
class _Findings:
    parts: list[tuple[str, Span]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def keep(self, name: str, piece: _Piece, value: T) -> T:
        self.parts.append((name, piece.span))
        return value


def _bad_characters(target: _Piece) -> Iterator[Problem]:
    if target.text.isascii() and target.text.isprintable() and "%" not in target.text:
        return
    for offset, character in enumerate(target.text):
        # Cf: formatting, invisible by itself; Cc: control; Zl, Zp: line and paragraph separators.
        if unicodedata.category(character) in ("Cf", "Cc", "Zl", "Zp") and character not in "\t\n":
            yield Problem(
                Span(target.start + offset, target.start + offset + 1),
                "invisible-character",
                f"the target holds an invisible character, U+{ord(character):04X}",
                "type the target anew; it was probably pasted",
            )
    for match in re.finditer(r"%[0-9A-Fa-f]{2}", target.text):
        yield Problem(
            Span(target.start + match.start(), target.start + match.end()),
            "percent-escape",
            f"a target is not an address: '{match[0]}' stands for itself here",
            "write the character that you mean",
        )


# --- Meanings ------------------------------------------------------------------------------------


def _interpret(
    kind: _Piece,
    subject: _Piece,
    pairs: list[tuple[_Piece, _Piece]],
    problems: list[Problem],
) -> Reading:
    found = _Findings(problems=problems)
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


def _known_once(
    kind: str, pairs: list[tuple[_Piece, _Piece]], found: _Findings
) -> dict[str, _Piece]:
    """Give the attributes by name, without those that the kind does not take."""
    known: dict[str, _Piece] = {}
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
    kind: str, subject: _Piece, attributes: Mapping[str, _Piece], found: _Findings
) -> Naming | None:
    ids: list[str] = []
    for piece in subject.split(","):
        id_ = _id(piece, found)
        if id_ is None:
            continue
        if id_ in ids:
            found.problems.append(
                piece.problem("repeated-id", f"'{id_}' is named twice", "name it once")
            )
        else:
            ids.append(found.keep("id", piece, id_))
    date = _attribute("date", attributes, _edtf, found)
    return Naming(Kind(kind), tuple(ids), date) if ids else None


def _quoting(
    _kind: str, subject: _Piece, attributes: Mapping[str, _Piece], found: _Findings
) -> Quoting | None:
    speaker = _single(subject, _actor, found)
    meaning = Quoting(
        speaker or "",
        date=_attribute("date", attributes, _edtf, found),
        to=_attribute("to", attributes, _actor, found),
        via=_attribute("via", attributes, _id, found),
        statement=_attribute("statement", attributes, _id, found),
        event=_attribute("event", attributes, _id, found),
    )
    return meaning if speaker else None


def _counting(
    _kind: str, subject: _Piece, attributes: Mapping[str, _Piece], found: _Findings
) -> Counting | None:
    figure = _single(subject, _id, found)
    meaning = Counting(
        figure or "",
        value=_attribute("value", attributes, _number, found),
        min=_attribute("min", attributes, _number, found),
        max=_attribute("max", attributes, _number, found),
        qualifier=_attribute("qualifier", attributes, _qualifier, found) or Qualifier.EXACTLY,
        as_of=_attribute("as-of", attributes, _edtf, found),
        by=_attribute("by", attributes, _actor, found),
        via=_attribute("via", attributes, _id, found),
    )
    counted = _is_one_value(subject, attributes, meaning, found)
    return meaning if figure and counted else None


def _is_one_value(
    subject: _Piece, attributes: Mapping[str, _Piece], meaning: Counting, found: _Findings
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
    _kind: str, subject: _Piece, _attributes: Mapping[str, _Piece], found: _Findings
) -> Dating | None:
    date = _edtf(subject, found)
    return Dating(found.keep("id", subject, date)) if date else None


def _citing(
    _kind: str, subject: _Piece, _attributes: Mapping[str, _Piece], found: _Findings
) -> Citing | None:
    cited, anchor = subject.cut("#")
    article = _single(cited, _id, found)
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


_MEANINGS: Mapping[
    str, Callable[[str, _Piece, Mapping[str, _Piece], _Findings], Meaning | None]
] = {
    "person": _naming,
    "place": _naming,
    "org": _naming,
    "event": _naming,
    "quote": _quoting,
    "figure": _counting,
    "date": _dating,
    "article": _citing,
}


# --- Values --------------------------------------------------------------------------------------


def _single(
    piece: _Piece, read: Callable[[_Piece, _Findings], str | None], found: _Findings
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


def _attribute(
    name: str,
    attributes: Mapping[str, _Piece],
    read: Callable[[_Piece, _Findings], T | None],
    found: _Findings,
) -> T | None:
    if name not in attributes:
        return None
    value = read(attributes[name], found)
    return None if value is None else found.keep(name, attributes[name], value)


def _id(piece: _Piece, found: _Findings) -> str | None:
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


def _actor(piece: _Piece, found: _Findings) -> str | None:
    prefix, id_ = piece.cut(":")
    if ":" not in piece.text:
        return _id(piece, found)
    if prefix.text not in (Kind.PERSON, Kind.ORG):
        found.problems.append(
            prefix.problem(
                "bad-actor",
                f"a '{shown(prefix.text)}' cannot speak or count",
                did_you_mean(prefix.text, ("person", "org")) or "write person: or org:",
            )
        )
        return None
    return None if _id(id_, found) is None else piece.text


def _edtf(piece: _Piece, found: _Findings) -> Edtf | None:
    try:
        return Edtf.parse(piece.text)
    except DateError as error:
        message = shown(str(error), longest=200)
        found.problems.append(piece.problem("bad-date", message, shown(error.hint, longest=200)))
        return None


def _number(piece: _Piece, found: _Findings) -> Decimal | None:
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


def _qualifier(piece: _Piece, found: _Findings) -> Qualifier | None:
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
