"""An entity in, what each outlet calls it out.

The words of every mention are set down as a form: white space as single spaces, without quotation
marks around, without a possessive ending, and without an article before. A form is a name where
its words begin with capitals, as names do, or where it is one of the entry's own names; anything
else describes ("his counterpart", "the surrender"), and is listed apart.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import groupby
from typing import cast

from generator.dates import Edtf
from generator.dossier import Dossier, Mention
from generator.evidence.event_dates import days_after
from generator.model import OrgFields, PersonFields, PlaceFields, Ref


@dataclass(frozen=True, slots=True)
class Form:
    """One way to call an entity."""

    text: str
    by_outlet: tuple[tuple[str, int], ...]
    """Organization ids with the number of mentions, the most frequent first."""
    first: Mention
    """Where it is used first."""

    @property
    def mentions(self) -> int:
        """How often it is used in all."""
        return sum(number for _, number in self.by_outlet)


@dataclass(frozen=True, slots=True)
class Forms:
    """All that an entity is called, the most frequent first."""

    names: tuple[Form, ...]
    descriptions: tuple[Form, ...]
    withheld: int = 0
    """Mentions whose words the rights withhold."""


@dataclass(frozen=True, slots=True)
class OutOfDate:
    """A mention that uses a name outside the time in which it was the name."""

    mention: Mention
    name: str
    until: Edtf
    """When the former name ended."""
    too_early: bool
    """True where the article is older than the name: the name came when the former one ended."""


def forms(dossier: Dossier, ref: Ref) -> Forms:
    """Tell what each outlet calls an entity."""
    own = _own_names(dossier, ref)
    counts: dict[tuple[bool, str], Counter[str]] = defaultdict(Counter)
    shown: dict[tuple[bool, str], tuple[str, Mention]] = {}
    withheld = 0
    for article, mentions in groupby(dossier.mentions_of(ref), key=_article_of):
        outlet = dossier.article(article).fields.publisher
        for mention in mentions:
            if mention.text is None:
                withheld += 1
                continue
            text = form(mention.text)
            if not text:
                continue
            named = is_name(text) or text.casefold() in own
            key = (named, text if named else text.casefold())
            counts[key][outlet] += 1
            shown.setdefault(key, (text, mention))
    for named, text in list(counts):
        # "Rebels" at the beginning of a sentence is "rebels", if the word stands elsewhere too.
        plain = (False, text.casefold())
        if named and plain in counts:
            counts[plain] += counts.pop((named, text))
    found = [(key[0], _form(*shown[key], by_outlet)) for key, by_outlet in counts.items()]
    found.sort(key=lambda pair: (-pair[1].mentions, pair[1].text))
    return Forms(
        tuple(one for named, one in found if named),
        tuple(one for named, one in found if not named),
        withheld,
    )


def out_of_date(dossier: Dossier, org: Ref) -> Iterator[OutOfDate]:
    """Give the mentions of an organization that use a name outside its dates.

    Either a former name is used after its end: outlets go on with names, and the page says so. Or
    the name that the entry goes by is used before the last of its former names ended, which an
    article cannot do unless a date is wrong.
    """
    fields = cast(OrgFields, dossier.documents[org].fields)
    ended = {_folded(one.name): one.until for one in fields.former_names if one.until}
    name_now, began = _folded(fields.name), _beginning(fields)
    for mention in dossier.mentions_of(org):
        if mention.text is None:
            continue
        name = form(mention.text)
        published = dossier.article(mention.place.article).fields.published
        end = ended.get(_folded(name))
        if end and days_after(published, end):
            yield OutOfDate(mention, name, end, too_early=False)
        elif began and _folded(name) == name_now and days_after(began, published):
            yield OutOfDate(mention, name, began, too_early=True)


@lru_cache(maxsize=65_536)
def form(words: str) -> str:
    """Give the form of a mention's words."""
    text = _POSSESSIVE.sub("", " ".join(words.split()).strip(_AROUND))
    without = _ARTICLE.sub("", text)
    return without or text


@lru_cache(maxsize=65_536)
def is_name(text: str) -> bool:
    """Tell whether a form looks like a name: every word but the small ones has a capital.

    Scripts without capitals tell nothing, so their words count as names.
    """
    words = [word for word in _WORDS.findall(text) if word not in _SMALL]
    return bool(words) and all(_is_capital(word) for word in words)


_AROUND = " \"'“”„‘’«»‹›()[],.;:"
_POSSESSIVE = re.compile(r"['’]s?$", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:[Tt]he|[Aa]n?)\s+(?=\S)")
_WORDS = re.compile(r"[^\s/–—]+")
_SMALL = frozenset(
    """
    a an and against at by for from in of on or the to with
    abu al bin bint da de del della den der di do dos du el ibn la las le les los und van von y
    """.split()  # noqa: SIM905 - a list of words is read more easily than a list of strings
)


def _is_capital(word: str) -> bool:
    return any(one.isupper() or one.istitle() for one in word) or not any(
        one.islower() for one in word
    )


def _article_of(mention: Mention) -> str:
    return mention.place.article


def _form(text: str, first: Mention, by_outlet: Mapping[str, int]) -> Form:
    ordered = sorted(by_outlet.items(), key=lambda pair: (-pair[1], pair[0]))
    return Form(text, tuple(ordered), first)


def _own_names(dossier: Dossier, ref: Ref) -> frozenset[str]:
    """Give the entry's names that hold a capital: an alias such as "rebel groups" describes."""
    fields = dossier.documents[ref].fields
    names = [dossier.name(ref)]
    if isinstance(fields, PersonFields | PlaceFields | OrgFields):
        names.extend(fields.aliases)
    if isinstance(fields, OrgFields):
        names.extend(one.name for one in fields.former_names)
    return frozenset(_folded(name) for name in names if any(map(str.isupper, name)))


def _beginning(fields: OrgFields) -> Edtf | None:
    """Tell when the name of today began: when the last former one ended, if all have an end."""
    ends = [former.until for former in fields.former_names]
    dated = sorted((end for end in ends if end), key=lambda end: end.latest or date.max)
    return dated[-1] if dated and len(dated) == len(ends) else None


def _folded(name: str) -> str:
    return form(name).casefold()
