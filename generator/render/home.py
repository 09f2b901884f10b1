"""The home page: what the dossier is about, where it stands, what is disputed, where to go."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, takewhile
from typing import cast

from generator import prose, urls
from generator.dossier import Dossier
from generator.evidence.counts import count_of
from generator.evidence.event_dates import event_dates
from generator.evidence.wordings import utterances
from generator.model import (
    Block,
    Document,
    EventFields,
    EventStatus,
    Fields,
    Heading,
    Kind,
    PageFields,
    Ref,
)
from generator.prose import Blocks, Markdown
from generator.render import heads, phrases, sections
from generator.render.event_lists import event_row
from generator.render.order import by_entry
from generator.render.utterances import href
from generator.render.view import Page, View, dated, foreign, spaced, when
from generator.texts import Texts, nnoop, noop

SHOWN = 6
"""Entries that the home page shows of a kind."""

ACCOUNTS = 12
"""Accounts of one thing that it sets side by side; the others are counted."""

OUTLETS = 8
"""Outlets that it names for one account; the others are counted."""


def home_page(dossier: Dossier, texts: Texts) -> Page:
    """Give the home page."""
    view, say = View(dossier, texts, urls.HOME), texts.gettext
    written = cast("Document[PageFields] | None", dossier.documents.get(Ref(Kind.PAGE, "home")))
    title = written.fields.title if written else say("Dossier")
    opening, rest = _opening_and_rest(written.body.blocks if written else ())
    return Page(
        urls.HOME,
        prose.page(
            {
                **heads.front_matter(title, (written.fields.summary or "") if written else ""),
                "hide": ["navigation", "toc"],
            },
            prose.heading(1, prose.text(title)),
            heads.lead(written.fields.summary if written else None),
            sections.editorial(view, opening, "opening")
            if written
            else prose.paragraph(
                prose.text(say("The editors have not written a home page yet.")), classes=("empty",)
            ),
            _at_a_glance(view),
            _side_by_side(
                sections.editorial(view, rest),
                prose.blocks(
                    sections.titled(say("Latest events"), "latest", _latest(view)),
                    sections.titled(say("Who is in it"), "who", _most_named(view)),
                ),
            ),
            sections.titled(say("Where the articles differ"), "differ", _differing(view)),
            sections.titled(say("Articles"), "articles", _articles(view)),
        ),
        written.path if written else "",
    )


def _opening_and_rest(blocks: Sequence[Block]) -> tuple[Sequence[Block], Sequence[Block]]:
    """Take a text apart before its first heading."""
    opening = list(takewhile(lambda block: not isinstance(block, Heading), blocks))
    return opening, blocks[len(opening) :]


def _side_by_side(text: Blocks, rail: Blocks) -> Blocks:
    """Set what the editors wrote beside what the dossier holds, where there is room for both."""
    beside = prose.section("div", ("rail",), rail) if rail else prose.NOTHING
    return prose.section("div", ("front",), text, beside) if text or rail else prose.NOTHING


def _at_a_glance(view: View) -> Blocks:
    dossier, texts = view.dossier, view.texts
    links: list[Markdown] = []
    for kind, path, (one, many), number in (
        (Kind.ARTICLE, urls.index_of(Kind.ARTICLE), _ARTICLES, len(dossier.articles)),
        *(
            (kind, urls.index_of(kind), _ENTRIES[kind], len(dossier.of_kind(kind)))
            for kind in _ENTRIES
        ),
        ("quote", urls.STATEMENTS, _STATEMENTS, len(dossier.quotes)),
    ):
        words = texts.ngettext(one, many, number, number="{number}")
        large = prose.strong(prose.text(texts.number(number)))
        sentence = prose.sentence(words, number=large)
        links.append(prose.link(sentence, view.href(path), classes=("kind", kind)))
    return prose.section("div", ("glance",), prose.bullets(links))


# Translators: {number} is the count; it is set larger than the word beside it.
_ARTICLES = nnoop("{number} article", "{number} articles")
_ENTRIES = {
    Kind.PERSON: nnoop("{number} person", "{number} people"),
    Kind.ORG: nnoop("{number} organization", "{number} organizations"),
    Kind.PLACE: nnoop("{number} place", "{number} places"),
    Kind.EVENT: nnoop("{number} event", "{number} events"),
    Kind.FIGURE: nnoop("{number} figure", "{number} figures"),
}
_STATEMENTS = nnoop("{number} statement", "{number} statements")

_ALL_OF = {
    Kind.PERSON: noop("all people"),
    Kind.ORG: noop("all organizations"),
    Kind.PLACE: noop("all places"),
}


def _latest(view: View) -> Blocks:
    """List the latest events, those still ahead among them."""
    events = [
        cast("Document[EventFields]", document) for document in view.dossier.of_kind(Kind.EVENT)
    ]
    ordered = sorted(events, key=lambda event: (event.fields.date.sort_key(), event.ref))
    if not ordered:
        return prose.NOTHING
    rows = [event_row(view, event) for event in ordered[-SHOWN:]]
    return prose.blocks(
        prose.section("div", ("events",), prose.bullets(rows)),
        prose.paragraph(
            prose.link(
                prose.text(view.texts.gettext("The whole timeline")), view.href(urls.TIMELINE)
            )
        ),
    )


def _differing(view: View) -> Blocks:
    """Show where the articles differ: in numbers, in dates, in the wording of a quotation."""
    say = view.texts.gettext
    found = (_figures(view), _dates(view), _wordings(view))
    rows = [row for of_a_sort in found for row in islice(of_a_sort, SHOWN)]
    if not rows:
        return prose.NOTHING
    everything = [
        prose.link(prose.text(words), view.href(path))
        for words, path in (
            (say("All figures"), urls.index_of(Kind.FIGURE)),
            (say("All events"), urls.index_of(Kind.EVENT)),
            (say("All statements"), urls.STATEMENTS),
        )
    ]
    return prose.blocks(
        prose.section("div", ("differ",), prose.bullets(rows)),
        prose.paragraph(prose.joined(" · ", everything)),
    )


def _figures(view: View) -> Iterator[Markdown]:
    """Give each figure of which the articles report more than one value, with who reports it."""
    for document in view.dossier.of_kind(Kind.FIGURE):
        said: dict[str, list[str]] = {}
        for value in view.dossier.values_of(document.ref):
            said.setdefault(phrases.value(view.texts, value), []).append(value.place.article)
        if len(said) > 1:
            yield _accounts(view, _titled(view, document), said)


def _dates(view: View) -> Iterator[Markdown]:
    """Give each event that is in dispute, or to which an article gives another date."""
    for document in view.dossier.of_kind(Kind.EVENT):
        fields = cast(EventFields, document.fields)
        found = event_dates(view.dossier, document.ref).reported
        if fields.status is EventStatus.DISPUTED or any(one.differs for one in found):
            said = {
                view.texts.date(one.date): [mention.place.article for mention in one.mentions]
                for one in found
            }
            yield _accounts(view, _titled(view, document), said)


def _wordings(view: View) -> Iterator[Markdown]:
    """Give each utterance that the articles word differently."""
    for utterance in utterances(view.dossier):
        if len(utterance.quotes) == 1:
            continue
        said: dict[str, list[str]] = {}
        for quote in utterance.quotes:
            if quote.words:
                said.setdefault(quote.words, []).append(quote.place.article)
        if len(said) > 1:
            first, speaker = utterance.quotes[0], view.dossier.name(utterance.speaker)
            words = prose.text(view.texts.gettext("What {speaker} said", speaker=speaker))
            link = prose.link(words, href(view, first), classes=("kind", "quote"))
            title = spaced(link, when(view.texts, first.date) if first.date else None)
            yield _accounts(view, title, said, ("account", "wording"))


def _titled(view: View, document: Document[Fields]) -> Markdown:
    """Link an entry, with the sign of its kind."""
    name = prose.text(document.name)
    return prose.link(name, view.href(document.ref), classes=("kind", document.ref.kind))


def _accounts(
    view: View,
    title: Markdown,
    said: Mapping[str, Sequence[str]],
    classes: Sequence[str] = ("account",),
) -> Markdown:
    """Set accounts side by side, each with the outlets whose articles give it."""
    sides: list[Markdown] = []
    for words, articles in islice(said.items(), ACCOUNTS):
        outlets = list(dict.fromkeys(view.outlet(article) for article in articles))
        account = prose.span(prose.text(words), classes=classes)
        named = phrases.first_of(view.texts, outlets, OUTLETS)
        who = prose.span(prose.text(named), classes=("evidence",))
        sides.append(prose.span(spaced(account, who), classes=("side",)))
    more = len(said) - ACCOUNTS
    if more > 0:
        words = view.texts.ngettext("and {count} more", "and {count} more", more)
        sides.append(prose.span(prose.text(words), classes=("evidence",)))
    return spaced(title, *sides)


def _most_named(view: View) -> Blocks:
    """Lead to the people, organizations and places that are named most often."""
    rows: list[Markdown] = []
    for kind in (Kind.PERSON, Kind.ORG, Kind.PLACE):
        documents: Sequence[Document[Fields]] = sorted(
            (one for one in view.dossier.of_kind(kind) if count_of(view.dossier, one.ref).mentions),
            key=lambda one: (-count_of(view.dossier, one.ref).mentions, by_entry(one)),
        )[:SHOWN]
        if documents:
            listed = view.entities(one.ref for one in documents)
            more = prose.link(
                prose.text(view.texts.gettext(_ALL_OF[kind])), view.href(urls.index_of(kind))
            )
            title = prose.strong(prose.text(phrases.several(view.texts, kind)))
            rows.append(spaced(title, prose.joined(" · ", [listed, more])))
    return prose.section("div", ("yield",), prose.bullets(rows)) if rows else prose.NOTHING


def _articles(view: View) -> Blocks:
    rows = [
        dated(
            view.texts,
            article.fields.published,
            view.entity(article.ref),
            prose.span(foreign(view.outlet(article.ref.id)), classes=("evidence",)),
        )
        for article in reversed(view.dossier.articles[-SHOWN:])
    ]
    return prose.section("div", ("events",), prose.bullets(rows)) if rows else prose.NOTHING
