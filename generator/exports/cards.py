"""A linked dossier in, the words of its social cards out: one for each entry and each article.

A social card is the picture that other sites show beside a link to a page. It says what the head of
that page says: what it is about, its kind, a role, the summary, how often and by whom it is named.
No sentence of an article is on it, so that nothing withheld can be.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator import urls
from generator.dossier import Article, Dossier
from generator.model import ENTITY_KINDS, Document, Fields, Kind, PersonFields, Ref
from generator.render import phrases
from generator.render.in_a_line import role_words, what_it_is
from generator.render.mentions import mentions_in
from generator.render.view import View
from generator.texts import Texts

OUTLETS_NAMED = 3
"""Outlets that a card names; the others are counted."""

MARK = "\N{LEFT-TO-RIGHT MARK}"
"""Keeps the number of a date apart from a name before it that is read from right to left."""

SITE = ""
"""Stands for the page of the card that is the whole site's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What a social card says; each text may be empty but the title."""

    title: str
    kind: str = ""
    """In a word or two: `Person`, `Event · 26 August 2016 · happened`."""
    role: str = ""
    """The latest role of a person: `Foreign Minister, Russia`."""
    summary: str = ""
    counts: str = ""
    """How much stands behind the page: `12 mentions in 3 articles`."""
    outlets: str = ""
    """Who published that: `RFE/RL, Al Jazeera and 3 more`."""
    site: str = ""
    """The name of the site."""

    @property
    def alternative(self) -> str:
        """What the card says, for those who do not see it."""
        return " – ".join(text for text in self.texts if text)

    @property
    def texts(self) -> tuple[str, ...]:
        """All that it says, in the order in which it is read."""
        return (
            self.title,
            self.kind,
            self.role,
            self.summary,
            self.counts,
            self.outlets,
            self.site,
        )


def social_cards(dossier: Dossier, texts: Texts, site: str, about: str) -> dict[str, Card]:
    """Give the cards of a dossier's pages.

    Args:
        dossier: The released dossier.
        texts: What the site itself says.
        site: The name of the site.
        about: What the site is about, in a sentence; may be empty.

    Returns:
        The cards by the path of the page below `docs/`; that of the whole site under `SITE`.
    """
    maker = _Maker(dossier, texts, site)
    cards = {SITE: maker.of_site(about)}
    for article in dossier.articles:
        cards[urls.page_of(article.ref)] = maker.of_article(article)
    for kind in ENTITY_KINDS:
        for document in dossier.of_kind(kind):
            cards[urls.page_of(document.ref)] = maker.of_entry(document)
    return cards


class _Maker:
    def __init__(self, dossier: Dossier, texts: Texts, site: str) -> None:
        self._dossier = dossier
        self._texts = texts
        self._site = site
        view = View(dossier, texts, urls.HOME)
        self._outlets = {one.ref.id: view.outlet(one.ref.id) for one in dossier.articles}
        self._named: dict[str, set[Ref]] = defaultdict(set)
        for mention in dossier.mentions:
            self._named[mention.place.article].add(mention.entity)

    def of_site(self, about: str) -> Card:
        articles = phrases.counted(self._texts, Kind.ARTICLE, len(self._outlets))
        entries = [one.ref for kind in ENTITY_KINDS for one in self._dossier.of_kind(kind)]
        return Card(
            title=self._site,
            summary=about,
            counts=self._texts.comma.join([articles, *self._of_each_kind(entries)]),
            outlets=self._series(self._outlets.values()),
        )

    def of_article(self, article: Article) -> Card:
        fields = article.fields
        outlet = f"{self._outlets[article.ref.id]}{MARK}"
        published = self._texts.date(fields.published)
        return Card(
            kind=self._texts.gettext("Article · {outlet} · {date}", outlet=outlet, date=published),
            title=fields.title,
            summary=fields.summary or "",
            counts=self._texts.comma.join(self._of_each_kind(self._named[article.ref.id])),
            site=self._site,
        )

    def of_entry(self, document: Document[Fields]) -> Card:
        fields = document.fields
        roles = fields.roles if isinstance(fields, PersonFields) else ()
        mentions = self._dossier.mentions_of(document.ref)
        articles = dict.fromkeys(mention.place.article for mention in mentions)
        counts = mentions_in(self._texts, len(mentions), len(articles))
        return Card(
            kind=what_it_is(self._texts, document),
            title=document.name,
            role=role_words(self._dossier, self._texts, roles[-1]) if roles else "",
            summary=getattr(fields, "summary", "") or "",
            counts=counts if mentions else "",
            outlets=self._series(self._outlets[article] for article in articles),
            site=self._site,
        )

    def _series(self, outlets: Iterable[str]) -> str:
        """Name outlets, and count those that would be too many to name."""
        names = list(dict.fromkeys(outlets))
        more = len(names) - OUTLETS_NAMED
        if not names or more <= 0:
            return self._texts.series(names) if names else ""
        shown = self._texts.comma.join(names[: OUTLETS_NAMED - 1])
        return self._texts.ngettext(
            "{some} and {count} more", "{some} and {count} more", more + 1, some=shown
        )

    def _of_each_kind(self, refs: Iterable[Ref]) -> Iterator[str]:
        """Count entries by kind: `12 people`, `1 place`."""
        found = Counter(ref.kind for ref in refs)
        for kind in ENTITY_KINDS:
            if found[kind]:
                yield phrases.counted(self._texts, kind, found[kind])
