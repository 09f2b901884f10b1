"""A line that says who wrote, who reported and from where in, the names in it out.

By Karen Example and Hugh Example, Associated Press
With reporting by AP, Reuters, AFP, TASS, and dpa
Source: Al Jazeera, News Agencies
(Reporting by A. Example in Geneva; editing by B. Example)
GENEVA, Aug. 26 (Reuters) -
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST = 400
"""As many characters has the longest line of credits."""

_BETWEEN_NAMES = re.compile(
    r"\s*[,;/]\s*(?:(?:and|und|et|y|и)\s+)?|\s+(?:and|und|et|y|и|&)\s+", re.IGNORECASE
)

_CREDITS = re.compile(
    r"""\W*
      (?: (?:with\s|includes?\s)?(?:additional\s|some\s)?
              (?:reporting|reports|material|information|files|input)\s(?:by|from)
        | (?P<source>sources?\s?:) | mit\smaterial\svon | quellen?\s?: | avec(?:\sles?\sagences?)?\s
        | con\sinformación\sde | по\sматериалам
      ) \s* (?P<names>.{2,200}?) \W*""",
    re.IGNORECASE | re.VERBOSE,
)
_CONTRIBUTED = re.compile(
    r"(?P<names>.{2,120}?)\s(?:also\s)?contributed\s(?:reporting\s)?to\sthis\s"
    r"(?:report|story|article)\W*",
    re.IGNORECASE,
)
_DESK = re.compile(
    r"\(?(?:reporting|writing|additional\sreporting)\sby\s.{3,300}\b(?:editing|writing)\sby\s.*",
    re.IGNORECASE,
)

_BYLINE = re.compile(
    r"(?:By|BY|Von|Par|Por|Автор:?)\s+(?P<names>[^|•·]+?)(?:\s*[|•·]\s*(?P<rest>.*))?"
)
_NAME = re.compile(
    r"[^\W\d_a-zа-яё][\w.'’-]*(?:\s(?:[^\W\d_a-zа-яё][\w.'’-]*|al-\w+|de|del|der|di|el|la|van|von))*"
)

_DATELINE = re.compile(
    r"""(?P<place> [^\W\d_][\w'’.-]* (?:\s[\w'’.-]+){0,3}
          (?:\s?[,/]\s?[\w'’.-]+(?:\s[\w'’.-]+)?)?? )
        (?: ,?\s (?P<date> [^\W\d]{3,12}\.?\s[0-9]{1,2} | [0-9]{1,2}\.?\s[^\W\d]{3,12} )
            (?: ,?\s (?P<year> (?:19|20)[0-9]{2}) )? \.? )?
        (?: \s?[(/] (?P<agency> [\w .'’-]{2,30}) [)/]\.? )?
        \s?(?: [—–] | -{1,2} | (?<=/\.) | (?<=/) ) \s (?=\S)""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class SignOff:
    """A line of credits."""

    names: tuple[str, ...]
    """Of outlets and agencies, as they are written."""
    is_last: bool = True
    """Whether it ends an article, and what follows is the page's own."""
    names_itself: bool = False
    """Whether the outlet stands among them, as in `Source: Al Jazeera, News Agencies`."""


@dataclass(frozen=True, slots=True)
class Byline:
    """The line that names the authors."""

    names: tuple[str, ...]
    rest: str = ""
    """What stands behind them on the same line, such as a date."""


@dataclass(frozen=True, slots=True)
class Dateline:
    """How a text begins that comes from an agency: `GENEVA, Aug 26 (Reuters) -`."""

    text: str
    """All of it."""
    date: str
    """Day and month as written, with the year where there is one; empty where there is none."""
    agency: str


def sign_off(text: str) -> SignOff | None:
    """Read a block that holds nothing but credits; give None for any other."""
    if len(text) > LONGEST:
        return None
    if found := _CONTRIBUTED.fullmatch(text):
        return SignOff(_split(found["names"]), is_last=False)
    if _DESK.fullmatch(text):
        return SignOff(())
    found = _CREDITS.fullmatch(text)
    if found is None:
        return None
    return SignOff(_split(found["names"]), names_itself=found["source"] is not None)


def byline(text: str) -> Byline | None:
    """Read a block that names the authors; give None for any other."""
    found = _BYLINE.fullmatch(text) if len(text) <= LONGEST else None
    if found is None:
        return None
    names = _split(found["names"])
    if not names or " " not in names[0] or not all(_NAME.fullmatch(name) for name in names):
        return None
    return Byline(names, found["rest"] or "")


def dateline(text: str) -> Dateline | None:
    """Read the dateline with which a paragraph begins."""
    found = _DATELINE.match(text)
    if found is None:
        return None
    letters = [one for one in found["place"] if one.isalpha()]
    in_capitals = sum(one.isupper() for one in letters) > len(letters) / 2
    if not (in_capitals or found["agency"] or found["date"]):
        return None
    date = f"{found['date'] or ''} {found['year'] or ''}".strip()
    return Dateline(found[0].strip(), date, found["agency"] or "")


def _split(names: str) -> tuple[str, ...]:
    parts = (one.strip(" ()[]") for one in _BETWEEN_NAMES.split(names.strip()))
    return tuple(one for one in parts if one)
