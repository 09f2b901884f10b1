"""Articles in, the independent origins that stand behind them out.

Five articles are not five sources: outlets print the same agency's report, or each other's text.
An article stands on:

- its publisher, and the outlet that its publisher is part of;
- each agency that it credits as a whole (`agencies`);
- all that the articles stand on whose text it repeats (`repeats`), and so on from article to
  article, also where those do not report the matter in question themselves.

**Two articles share an origin when they stand on the same outlet or agency.** So two reports of
one outlet count once; so do two that credit AFP, a report by AFP and one that credits AFP, a text
and its copy, and two copies of one text.

What makes no shared origin: that both quote the same person, that one names the other ("according
to Al Jazeera"), or that it takes a single quotation or figure from an agency. Such words carry a
`via`, and it counts for these words only: a quotation by way of AFP stands on AFP, whoever prints
it, and not on the outlet that does.

**The count is the number of articles of which no two share an origin.** Those that share with the
fewest others are taken first. An article that draws on two independent ones, or credits two
agencies, adds nothing, and does not make the two one. That is cautious, and still no proof: two
articles may share a source that neither names.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import cast

from generator.dossier import Article, Dossier, Mention, Quote, Value, once_per_dossier
from generator.model import Kind, OrgFields, OrgKind, Ref

Report = Mention | Quote | Value
"""Something that an article says of a matter."""


class ReasonKind(StrEnum):
    """Why an article adds no origin to another, the plainest reason first."""

    REPEATS = "repeats"
    """It repeats the other's text."""
    REPEATED = "repeated"
    """The other repeats its text."""
    SAME_TEXT = "same-text"
    """Both repeat the text of a third."""
    PUBLISHER = "publisher"
    """The same outlet, or two of one house, published both."""
    VIA = "via"
    """What is counted here came to one of them by way of an outlet that the other stands on."""
    AGENCY = "agency"
    """They rest on the same agency: both credit it, or one does and the other is its own."""
    THROUGH_TEXT = "through-text"
    """A text that one of them repeats stands on what the other stands on."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an article adds no origin to one that is counted."""

    kind: ReasonKind
    article: str
    """The article that is not counted."""
    other: str
    """The counted one that it shares with."""
    common: tuple[Ref, ...] = ()
    """The outlets and agencies in common; for `same-text`, the articles whose text both repeat."""


@dataclass(frozen=True, slots=True)
class Group:
    """Articles that count as one origin."""

    head: str
    """The article that is counted."""
    others: tuple[str, ...]
    """Those that share an origin with it, and with no group before."""

    @property
    def articles(self) -> tuple[str, ...]:
        """All of them, the counted one first."""
        return (self.head, *self.others)


@dataclass(frozen=True)
class Standing:
    """What one article stands on, and how."""

    publishers: frozenset[str] = frozenset()
    """Ids of organizations, here and below."""
    agencies: frozenset[str] = frozenset()
    via: frozenset[str] = frozenset()
    texts: frozenset[str] = frozenset()
    """Ids of the articles whose text it repeats, at first or at second hand."""
    inherited: frozenset[str] = frozenset()
    """What those articles stand on."""

    @cached_property
    def all(self) -> frozenset[str]:
        """Every outlet and agency, whatever the way."""
        return self.publishers | self.agencies | self.via | self.inherited


@dataclass(frozen=True, slots=True)
class Origins:
    """What stands behind some articles. Each article is in exactly one group."""

    groups: tuple[Group, ...]
    """In the order in which the counted articles were published."""
    standings: Mapping[str, Standing] = field(repr=False)

    @property
    def articles(self) -> int:
        """How many articles there are."""
        return sum(len(group.articles) for group in self.groups)

    @property
    def count(self) -> int:
        """How many of them are independent of each other, as far as the dossier knows."""
        return len(self.groups)

    def reasons(self) -> Iterator[Reason]:
        """Tell why each of the others adds no origin, for every counted article it shares with."""
        heads_on: dict[str, list[str]] = defaultdict(list)
        for group in self.groups:
            for outlet in self.standings[group.head].all:
                heads_on[outlet].append(group.head)
        for group in self.groups:
            for article in group.others:
                outlets = sorted(self.standings[article].all)
                for head in dict.fromkeys(head for one in outlets for head in heads_on[one]):
                    yield self._reason(article, head)

    def _reason(self, article: str, other: str) -> Reason:
        mine, theirs = self.standings[article], self.standings[other]
        if other in mine.texts:
            return Reason(ReasonKind.REPEATS, article, other)
        if article in theirs.texts:
            return Reason(ReasonKind.REPEATED, article, other)
        kind, common = _in_common(mine, theirs)
        return Reason(kind, article, other, common)


def origins(dossier: Dossier, articles: Iterable[str]) -> Origins:
    """Tell how many independent origins stand behind some articles.

    Args:
        dossier: The dossier.
        articles: The articles' ids, in any order; one named twice counts once.
    """
    in_order = sorted(set(articles), key=dossier.numbers.__getitem__)
    standings = _standings(dossier)
    return _grouped({id_: standings[id_] for id_ in in_order})


def origins_of(dossier: Dossier, reports: Iterable[Report]) -> Origins:
    """Tell how many independent origins stand behind what articles say.

    An article whose every report of the matter came by way of others (`via`) stands on those
    others for it, and not on itself.

    Args:
        dossier: The dossier.
        reports: Mentions, quotations or values, of any number of articles.
    """
    carriers: dict[str, set[str | None]] = defaultdict(set)
    for report in reports:
        via = None if isinstance(report, Mention) else report.via
        carriers[report.place.article].add(via.id if via else None)
    standings: dict[str, Standing] = {}
    by_themselves = _standings(dossier)
    for id_ in sorted(carriers, key=dossier.numbers.__getitem__):
        via_ids = carriers[id_]
        own = by_themselves[id_] if None in via_ids else Standing()
        houses = frozenset(house for via in via_ids if via for house in _house(dossier, via))
        standings[id_] = replace(own, via=houses) if houses else own
    return _grouped(standings)


@once_per_dossier
def _standings(dossier: Dossier) -> Mapping[str, Standing]:
    """Tell for every article what it stands on by itself."""
    return {article.ref.id: _standing(dossier, article) for article in dossier.articles}


def _standing(dossier: Dossier, article: Article) -> Standing:
    texts = _repeated(dossier, article)
    return Standing(
        _house(dossier, article.fields.publisher),
        frozenset(article.fields.agencies),
        texts=frozenset(one.ref.id for one in texts),
        inherited=frozenset(outlet for one in texts for outlet in _direct(dossier, one)),
    )


def _direct(dossier: Dossier, article: Article) -> frozenset[str]:
    return _house(dossier, article.fields.publisher).union(article.fields.agencies)


def _repeated(dossier: Dossier, article: Article) -> list[Article]:
    """Give every article whose text this one repeats, at whatever hand; itself left out."""
    found: dict[str, Article] = {}
    waiting = [article]
    while waiting:
        for id_ in waiting.pop().fields.repeats:
            if id_ not in found and Ref(Kind.ARTICLE, id_) in dossier.documents:
                found[id_] = dossier.article(id_)
                waiting.append(found[id_])
    found.pop(article.ref.id, None)
    return list(found.values())


def _house(dossier: Dossier, outlet: str) -> frozenset[str]:
    """Give an outlet and the outlets that it is part of.

    Only outlets: that two agencies belong to one state does not make them one newsroom.
    """
    found = {outlet}
    waiting = [outlet]
    while waiting:
        document = dossier.documents.get(Ref(Kind.ORG, waiting.pop()))
        larger = cast(OrgFields, document.fields).part_of if document else ()
        new = [one for one in larger if one not in found and _is_outlet(dossier, one)]
        found.update(new)
        waiting.extend(new)
    return frozenset(found)


def _is_outlet(dossier: Dossier, org: str) -> bool:
    document = dossier.documents.get(Ref(Kind.ORG, org))
    return document is not None and cast(OrgFields, document.fields).kind is OrgKind.MEDIA


def _grouped(standings: Mapping[str, Standing]) -> Origins:
    """Put each article with the first counted one that it shares with."""
    on = {article: standing.all for article, standing in standings.items()}
    heads = _independent(on)
    order = {article: place for place, article in enumerate(on)}
    heads.sort(key=order.__getitem__)
    head_on = {outlet: head for head in reversed(heads) for outlet in on[head]}
    others: dict[str, list[str]] = {head: [] for head in heads}
    first: dict[frozenset[str], str] = {}
    for article, outlets in on.items():
        if article not in others:
            if outlets not in first:
                shared = {head_on[outlet] for outlet in outlets if outlet in head_on}
                first[outlets] = min(shared, key=order.__getitem__)
            others[first[outlets]].append(article)
    return Origins(tuple(Group(head, tuple(others[head])) for head in heads), standings)


def _independent(on: Mapping[str, frozenset[str]]) -> list[str]:
    """Choose articles of which no two stand on the same, until every other shares with one.

    Those that share with the fewest others come first, then those that stand on the fewest
    outlets, then the order given. (To find the very largest number is not feasible in general:
    it is the maximum independent set of a graph.)
    """
    first_on: dict[frozenset[str], str] = {}
    for article, outlets in on.items():
        first_on.setdefault(outlets, article)
    articles = list(first_on.values())
    standing_on: dict[str, set[int]] = defaultdict(set)
    for number, article in enumerate(articles):
        for outlet in on[article]:
            standing_on[outlet].add(number)
    sharing = [set[int]().union(*(standing_on[one] for one in on[each])) for each in articles]
    queue = [(len(sharing[n]), len(on[article]), n) for n, article in enumerate(articles)]
    heapq.heapify(queue)
    left = set(range(len(articles)))
    chosen: list[str] = []
    while queue:
        degree, _, number = heapq.heappop(queue)
        if number not in left or degree != len(sharing[number]):
            continue
        chosen.append(articles[number])
        gone = sharing[number] & left
        left -= gone
        for neighbour in {far for near in gone for far in sharing[near]} & left:
            sharing[neighbour] -= gone
            entry = (len(sharing[neighbour]), len(on[articles[neighbour]]), neighbour)
            heapq.heappush(queue, entry)
    return chosen


def _in_common(mine: Standing, theirs: Standing) -> tuple[ReasonKind, tuple[Ref, ...]]:
    """Give the plainest thing that two articles have in common."""
    both_texts = mine.texts & theirs.texts
    if both_texts:
        return ReasonKind.SAME_TEXT, _refs(Kind.ARTICLE, both_texts)
    published = mine.publishers & theirs.publishers
    if published:
        return ReasonKind.PUBLISHER, _refs(Kind.ORG, published)
    shared = mine.all & theirs.all
    if shared & (mine.via | theirs.via):
        return ReasonKind.VIA, _refs(Kind.ORG, shared & (mine.via | theirs.via))
    direct = (mine.publishers | mine.agencies) & (theirs.publishers | theirs.agencies)
    if direct:
        return ReasonKind.AGENCY, _refs(Kind.ORG, direct)
    return ReasonKind.THROUGH_TEXT, _refs(Kind.ORG, shared)


def _refs(kind: Kind, ids: frozenset[str]) -> tuple[Ref, ...]:
    return tuple(Ref(kind, id_) for id_ in sorted(ids))
