"""The text of one front-matter value in, the value out, or what is wrong with the text.

Which rule a value follows is decided by the type of its field, and for plain texts by its key.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from enum import StrEnum
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from generator import ids
from generator.dates import EXAMPLES, DateError, Edtf
from generator.diagnostics import did_you_mean
from generator.model import Names
from generator.source import shown


class BadValueError(ValueError):
    """A text is not what its field takes."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint


class Rule(NamedTuple):
    """What a value must look like."""

    wanted: str
    """What the field takes, for a message."""
    read: Callable[[Any], object]
    """Turns the text into the value; raises `BadValueError`."""
    schema: dict[str, Any]
    """The same as JSON Schema."""
    of_text: bool = True
    """Whether it reads one text; otherwise it takes what there is, and looks for itself."""


def rule_of(key: str, type_: Any, names: Names | None) -> Rule:
    """Give the rule for a field.

    Args:
        key: Its key in front matter.
        type_: The type of its value, or of the items of its list.
        names: The kinds that it may name, where it is an id.
    """
    if names:
        return _id_rule(names)
    if type_ in _RULES_OF_TYPES:
        return _RULES_OF_TYPES[type_]
    if issubclass(type_, StrEnum):
        return _choice_rule(type_)
    return _RULES_OF_KEYS.get(key, _NAME)


def is_blank(text: str) -> bool:
    """Tell whether a text shows nothing."""
    return all(unicodedata.category(one)[0] in "CZ" or one in _WITHOUT_GLYPH for one in text)


# Hangul fillers and the empty Braille pattern count as letters and symbols.
_WITHOUT_GLYPH = "\u115f\u1160\u3164\uffa0\u2800"


# --- Ids and choices -----------------------------------------------------------------------------


def _id_rule(names: Names) -> Rule:
    kinds = " or ".join(names.kinds)
    wanted = f"the id of {'an' if kinds[0] in 'aeo' else 'a'} {kinds}"
    several = len(names.kinds) > 1

    def read(text: str) -> str:
        kind, colon, id_ = text.rpartition(":")
        if colon and not (several and kind in names.kinds):
            hint = f"write '{shown(id_)}' alone" if kind in names.kinds else f"write {wanted}"
            raise BadValueError("bad-id", f"'{shown(kind)}:' cannot stand here", hint)
        reason = ids.why_no_id(id_)
        if reason:
            likely = ids.suggest_id(id_)
            hint = f"did you mean '{likely}'?" if likely else "use the name of the file, as is"
            raise BadValueError("bad-id", f"'{shown(text)}' {reason}", hint)
        return text

    prefix = f"(({'|'.join(names.kinds)}):)?" if several else ""
    schema = {
        "type": "string",
        "pattern": f"^{prefix}[a-z0-9]+(-[a-z0-9]+)*$",
        "description": f"{wanted.capitalize()}.",
    }
    return Rule(wanted, read, schema)


def _choice_rule(choices: type[StrEnum]) -> Rule:
    by_text = {choice.value: choice for choice in choices}
    *others, last = by_text
    wanted = f"{', '.join(others)} or {last}"

    def read(text: str) -> StrEnum:
        if text in by_text:
            return by_text[text]
        hint = did_you_mean(shown(text), by_text) or f"write {wanted}"
        raise BadValueError("unknown-choice", f"'{shown(text)}' is not one of {wanted}", hint)

    return Rule(wanted, read, {"enum": list(by_text)})


def _true_or_false(text: str) -> bool:
    if text in ("true", "false"):
        return text == "true"
    message = f"'{shown(text)}' is neither true nor false"
    raise BadValueError("unknown-choice", message, "write true or false, in small letters")


# --- Dates and places ----------------------------------------------------------------------------


def _date(text: str) -> Edtf:
    try:
        return Edtf.parse(text)
    except DateError as error:
        raise BadValueError("bad-date", str(error), error.hint) from None


_DEGREES = re.compile(r"[-+]?[0-9]{1,3}(?:\.[0-9]{1,15})?")
_POLE = 90
_DATE_LINE = 180


def _coordinates(value: object) -> tuple[float, float]:
    texts = value if isinstance(value, tuple) else ()
    degrees = [float(one) for one in texts if isinstance(one, str) and _DEGREES.fullmatch(one)]
    hint = "write latitude and longitude in degrees, such as [46.2044, 6.1432]"
    match degrees:
        case [latitude, longitude] if len(texts) == len(degrees):
            if abs(latitude) <= _POLE and abs(longitude) <= _DATE_LINE:
                return latitude, longitude
            if abs(latitude) <= _DATE_LINE and abs(longitude) <= _POLE:
                hint = f"latitude comes first: [{texts[1]}, {texts[0]}]"
            raise BadValueError("bad-coordinates", "there is no such place on Earth", hint)
        case _:
            raise BadValueError("bad-coordinates", "these are not two numbers", hint)


# --- Texts ---------------------------------------------------------------------------------------

# Control characters, line ends that only some programs know, and what Unicode never assigns or
# keeps for itself. What joins or directs letters is not here: some languages need it.
_NEVER_IN_TEXT = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufff9-\uffff\U000e0000-\U000e0fff]"
)

_TURNS = {
    **dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c"),
    **dict.fromkeys("\u2066\u2067\u2068", "\u2069"),
}
"""Characters that turn the direction of what follows, with the one that turns it back (UAX 9)."""


def _text_rule(longest: int, *, lines: bool = False) -> Rule:
    def read(text: str) -> str:
        invisible = _NEVER_IN_TEXT.search(text)
        if invisible:
            message = f"this holds the invisible character U+{ord(invisible[0]):04X}"
            raise BadValueError("control-character", message, "delete it")
        if "\n" in text and not lines:
            message = "this runs over several lines"
            raise BadValueError("several-lines", message, "write it on one line")
        if len(text) > longest:
            message = f"this has {len(text)} characters, and {longest} is the most"
            raise BadValueError("too-long", message, "shorten it")
        if not _turns_back(text):
            raise BadValueError(
                "text-direction",
                "an invisible character turns the direction of the text, and none turns it back",
                "type the text anew; the character came along when it was copied",
            )
        return text

    return Rule("a text", read, {"type": "string", "minLength": 1, "maxLength": longest})


def _turns_back(text: str) -> bool:
    """Tell whether the text's direction is at its end what it was at its start."""
    expected: list[str] = []
    for one in text:
        if one in _TURNS:
            expected.append(_TURNS[one])
        elif one in _TURNS.values() and (not expected or expected.pop() != one):
            return False
    return not expected


def _matching(code: str, pattern: str, wanted: str, hint: str) -> Rule:
    compiled = re.compile(pattern)

    def read(text: str) -> str:
        if compiled.fullmatch(text):
            return text
        raise BadValueError(code, f"'{shown(text)}' is not {wanted}", hint)

    return Rule(wanted, read, {"type": "string", "pattern": f"^({pattern})$"})


# RFC 3986 leaves these out of addresses; what lies beyond ASCII is RFC 3987's.
_NEVER_IN_ADDRESSES = frozenset(' "<>\\^`{|}')
_HOST = re.compile(r"\w[\w.-]*|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]+")


def _web_address(text: str) -> str:
    odd = (
        one for one in text if one in _NEVER_IN_ADDRESSES or unicodedata.category(one)[0] in "CZ"
    )
    if character := next(odd, None):
        name = unicodedata.name(character, f"U+{ord(character):04X}").lower()
        message = f"an address cannot hold this character: {name}"
        raise BadValueError("bad-url", message, "copy the address from the browser once more")
    if not re.match("https?://", text, re.IGNORECASE) or not _HOST.fullmatch(_host(text)):
        message = f"'{shown(text)}' is not the address of a web page"
        raise BadValueError("bad-url", message, "write it in full, from https:// on")
    if "@" in urlsplit(text).netloc:
        message = "this address holds a name to log in with"
        raise BadValueError("bad-url", message, "delete what stands between // and @, and the @")
    return text


def _host(address: str) -> str:
    """Give the host of a web address; nothing where it or its port is malformed."""
    try:
        parts = urlsplit(address)
        return parts.hostname or "" if parts.port != 0 else ""
    except ValueError:
        return ""


# BCP 47, section 2.1, without the tags that it keeps for old times' sake and without languages of
# four letters and more, of which there are none.
_LANGUAGE = (
    "[A-Za-z]{2,3}(-[A-Za-z]{3}){0,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?"
    "(-([A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3})){0,4}"
    "(-[0-9A-WYZa-wyz](-[A-Za-z0-9]{2,8}){1,4}){0,4}(-[Xx](-[A-Za-z0-9]{1,8}){1,4})?"
)
_ADDRESS = Rule(
    "the address of a web page",
    _web_address,
    {"type": "string", "format": "uri", "pattern": "^[Hh][Tt][Tt][Pp][Ss]?://"},
)
_NAME = _text_rule(200)
_LONG_TEXT = _text_rule(2000, lines=True)


def _former_id(text: str) -> str:
    if reason := ids.why_no_id(text):
        hint = "write the name that the file had, without .md"
        raise BadValueError("bad-id", f"'{shown(text)}' {reason}", hint)
    return text


_RULES_OF_KEYS = {
    "formerly": Rule(
        "the former name of a file",
        _former_id,
        {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
    ),
    "title": _text_rule(300),
    "summary": _LONG_TEXT,
    "scope": _LONG_TEXT,
    "text": _LONG_TEXT,
    "url": _ADDRESS,
    "archive_url": _ADDRESS,
    "language": _matching(
        "bad-language", _LANGUAGE, "a language tag", "write one such as en, ar or zh-Hant"
    ),
    "wikidata": _matching(
        "bad-wikidata", "Q[1-9][0-9]{0,11}", "a Wikidata id", "write Q and a number, such as Q71"
    ),
    "geonames": _matching(
        "bad-geonames", "[1-9][0-9]{0,11}", "a GeoNames id", "write a number, such as 2660646"
    ),
}
"""The rules of texts that are more than a name, by the key that they stand under."""

_RULES_OF_TYPES = {
    Edtf: Rule(
        "a date",
        _date,
        {"type": "string", "description": f"A date in EDTF, level 1: {EXAMPLES}."},
    ),
    bool: Rule("true or false", _true_or_false, {"type": "boolean"}),
    tuple[float, float]: Rule(
        "two numbers",
        _coordinates,
        {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2},
        of_text=False,
    ),
}
