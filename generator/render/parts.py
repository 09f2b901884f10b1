"""Pieces that several kinds of page share: where the reader is, facts, mentions, neighbours."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby, islice

from anyascii import anyascii

from generator import dates, prose, urls
from generator.digests import digest
from generator.dossier import Companions, Dossier, Mention, Place, Quote, Saying, once_per_dossier
from generator.evidence.counts import count_of
from generator.model import (
    ENTITY_KINDS,
    ArticleFields,
    Block,
    Document,
    EventFields,
    EventStatus,
    Fields,
    Heading,
    ItemList,
    Kind,
    OrgFields,
    PersonFields,
    PlaceFields,
    Quotation,
    Ref,
)
from generator.prose import Blocks, Markdown
from generator.prose.pages import Value
from generator.render import phrases
from generator.render.order import by_entry
from generator.render.originals import original
from generator.render.utterances import href
from generator.render.view import View, foreign, sentence_of, spaced, when, withheld
from generator.texts import Texts, noop

NOTHING = Blocks("")
"""Stands for a block that is left out."""

PAGE_SIZE = 90_000
"""Characters of Markdown after which a list goes on to a next page: HTML stays under 300 kB."""

QUOTES = 100
"""Quotations of one list; more have a further list, and may go on to a further page."""

EVENTS = 100
"""Events of one list; of more, the latest."""

EVIDENCE_SHOWN = 8
"""Paragraphs that are linked for one pair of entities; the others are counted."""


def front_matter(
    title: str, description: str = "", tags: Sequence[str] = (), boost: int = 1
) -> Mapping[str, Value]:
    """Give a page's front matter: only keys that we write, with text that is safe in a template.

    Material prints these values without escaping, so they are escaped here. Tags are search words
    that are not printed.
    """
    meta: dict[str, Value] = {"title": html.escape(title), "hide": ["navigation"]}
    if description:
        meta["description"] = html.escape(description)
    if tags:
        meta["tags"] = list(tags)
    if boost != 1:
        meta["search"] = {"boost": boost}
    return meta


def search_words(names: Iterable[str]) -> list[str]:
    """Give names as readers may type them: as written, and in plain Latin letters."""
    words: dict[str, None] = {}
    for name in names:
        words.setdefault(name)
        words.setdefault(anyascii(name))
    return list(words)


def names_of(document: Document[Fields]) -> list[str]:
    """Give every name of an entry, the one it goes by first."""
    fields = document.fields
    names = [document.name]
    if isinstance(fields, PersonFields | PlaceFields | OrgFields):
        names.extend(fields.aliases)
    if isinstance(fields, OrgFields):
        names.extend(former.name for former in fields.former_names)
    return list(dict.fromkeys(names))


def breadcrumbs(view: View, kind: Kind) -> Blocks:
    """Say where the reader is: the way from the home page to the index of a kind."""
    return crumbs(view, (phrases.several(view.texts, kind), urls.index_of(kind)))


def crumbs(view: View, *steps: tuple[str, str]) -> Blocks:
    """Give the way to this page from the home page, with title and path of each page on it."""
    way = ((view.texts.gettext("Home"), urls.HOME), *steps)
    links = [prose.link(prose.text(title), view.href(path)) for title, path in way]
    return prose.section(
        "nav",
        ("crumbs",),
        prose.paragraph(prose.joined(" › ", links)),
        aria_label=view.texts.gettext("Breadcrumbs"),
    )


def kicker(texts: Texts, kind: Kind, words: str = "") -> Blocks:
    """Say above a title what kind of thing the page is about."""
    said = prose.text(words or phrases.one_of(texts, kind))
    return prose.paragraph(prose.span(said, classes=("kind", kind)), classes=("kicker",))


def facts(rows: Iterable[tuple[str, Markdown | None]]) -> Blocks:
    """List what is known of an entry in a word or two; rows without a value are left out."""
    return prose.definitions(
        [(prose.text(label), value) for label, value in rows if value], classes=("facts",)
    )


def lead(summary: str | None) -> Blocks:
    """Give an entry's summary as the page's first paragraph."""
    return prose.paragraph(prose.text(summary), classes=("lead",)) if summary else NOTHING


def part(title: str, anchor: str, *content: Blocks) -> Blocks:
    """Give a section with its heading, or nothing where it would be empty."""
    if not any(content):
        return NOTHING
    return prose.blocks(prose.heading(2, prose.text(title), id=anchor), *content)


def note(view: View, document: Document[Fields]) -> Blocks:
    """Give the editors' note."""
    return editorial(view, document.body.blocks)


def editorial(view: View, blocks: Sequence[Block], *classes: str) -> Blocks:
    """Give a text that the editors wrote, with every annotation linked.

    Its highest headings stand right below the page's title, whichever level they were given.
    """
    if not blocks:
        return NOTHING
    return prose.section(
        "div",
        ("note", *classes),
        prose.body(
            blocks,
            lambda passage: prose.passage(passage, view.wrap),
            heading_shift=2 - min(_heading_levels(blocks), default=2),
        ),
    )


def _heading_levels(blocks: Iterable[Block]) -> Iterator[int]:
    for block in blocks:
        match block:
            case Heading(level):
                yield level
            case Quotation(inner):
                yield from _heading_levels(inner)
            case ItemList(items):
                for item in items:
                    yield from _heading_levels(item)


def evidence_words(view: View, ref: Ref) -> str:
    """Say how often and where an entity is mentioned: `12 mentions in 3 articles`."""
    count = count_of(view.dossier, ref)
    if not count.mentions:
        return view.texts.gettext("not mentioned in any article")
    return mentions_in(view.texts, count.mentions, count.mentioned_in)


def mentions_in(texts: Texts, mentions: int, articles: int) -> str:
    """Count mentions and the articles that they are in."""
    return texts.ngettext(
        "{mentions} in {count} article",
        "{mentions} in {count} articles",
        articles,
        # Translators: What {mentions} says in “{mentions} in 3 articles”, and elsewhere.
        mentions=texts.ngettext("{count} mention", "{count} mentions", mentions),
    )


def mention_groups(view: View, ref: Ref) -> Iterator[Blocks]:
    """Give every mention of an entity in its own sentence, article by article."""
    dossier = view.dossier
    for article in dict.fromkeys(one.place.article for one in dossier.mentions_of(ref)):
        # Somebody whom everybody names has thousands of these, and an edit changes one of them.
        yield from kept(view, f"in {article}", (), partial(_mentions_in, article, ref))


def _mentions_in(article: str, ref: Ref, view: View) -> Iterator[Blocks]:
    """Give every mention of an entity in one article; many are shared out over several lists."""
    mentions = view.dossier.mentions_in(article, ref)
    rows = [
        snippet_row(view, list(together))
        for _, together in groupby(mentions, key=lambda one: _sentence_key(view, one))
    ]
    fields = view.dossier.article(article).fields
    heading = prose.heading(3, view.entity(Ref(Kind.ARTICLE, article)), id=f"in-{article}")
    byline = prose.sentence(
        view.texts.gettext("{outlet}, {date} · {mentions}"),
        outlet=foreign(view.outlet(article)),
        date=prose.text(view.texts.date(fields.published)),
        mentions=prose.text(
            view.texts.ngettext("{count} mention", "{count} mentions", len(mentions))
        ),
    )
    head = (heading, prose.paragraph(byline, classes=("byline",)))
    for start in range(0, len(rows), 200):
        yield prose.blocks(*(() if start else head), snippet_list(rows[start : start + 200]))


def kept(
    view: View,
    name: str,
    about: Iterable[str],
    write: Callable[[View], Iterable[Blocks]],
) -> Iterator[Blocks]:
    """Give a part of a page, which is written only where it is not true any more.

    Args:
        view: The page, or one that looks alike.
        name: Tells the part from others about the same.
        about: All that it lists; where that is something else, it is another part.
        write: Writes it, and asks of nothing but the view that it is given.
    """
    yield from map(Blocks, kept_texts(view, name, about, write))


def kept_texts(
    view: View,
    name: str,
    about: Iterable[str],
    write: Callable[[View], Iterable[str]],
) -> tuple[str, ...]:
    """Give pieces of a page's part, as `kept` gives its blocks."""
    listed = digest(*about).hex()

    def written(dossier: Dossier) -> tuple[str, ...]:
        return tuple(write(View(dossier, view.texts, view.page)))

    return view.dossier.fragment(f"{view.page} {name} {listed}", written)


def snippet_list(rows: Sequence[Markdown]) -> Blocks:
    """List sentences."""
    return prose.section("div", ("snippets",), prose.bullets(rows))


def snippet_row(view: View, evidence: Sequence[Mention | Quote]) -> Markdown:
    """Give one sentence with what stands in it, and the link to its paragraph."""
    return spaced(view.snippet(evidence), view.paragraph(evidence[0].place))


def _sentence_key(view: View, mention: Mention) -> tuple[int, int]:
    place = mention.place
    if place.extent is None:
        return place.passage, -1 - place.annotation
    return place.passage, sentence_of(view.dossier.passage(place), place.extent).start


def quote_lists(view: View, quotes: Iterable[Quote], *, named: bool = False) -> Iterator[Blocks]:
    """List quotations by the date on which they were said, undated ones last.

    Many are shared out over several lists, so that they may go on to a further page.

    Args:
        view: The page.
        quotes: The quotations.
        named: Whether the speaker of each is named.
    """
    ordered = sorted(quotes, key=quote_order)
    for start in range(0, len(ordered), QUOTES):
        listed = [quote.saying for quote in ordered[start : start + QUOTES]]
        yield from kept(view, "quotes", map(" ".join, listed), partial(_quote_list, listed, named))


def _quote_list(listed: Sequence[Saying], named: bool, view: View) -> Iterator[Blocks]:
    quotes = map(view.dossier.quote, listed)
    rows = [
        quote_row(view, quote, *([view.entity(quote.speaker)] if named else ()), again=number > 0)
        for _, of_day in groupby(quotes, key=lambda quote: quote.date)
        for number, quote in enumerate(of_day)
    ]
    yield prose.section("div", ("quotes",), prose.bullets(rows))


def quote_lists_of(dossier: Dossier, ref: Ref) -> int:
    """Count the lists that the quotations of a speaker are shared out over."""
    return -(-count_of(dossier, ref).quotes // QUOTES)


def quote_order(quote: Quote) -> tuple[bool, tuple[object, ...]]:
    """Order quotations by the date on which they were said, the undated after the dated."""
    return quote.date is None, quote.date.sort_key() if quote.date else ()


def quote_row(view: View, quote: Quote, *before: Markdown, again: bool = False) -> Markdown:
    """Give a quotation: when it was said, its words, to whom, who carried it, and where.

    Args:
        view: The page.
        quote: The quotation.
        before: Stands before its words.
        again: Whether the row above has the same date.
    """
    details = [
        said_to(view, [quote.to]) if quote.to else None,
        via(view, quote.via) if quote.via else None,
        view.source(quote.place),
        original(view, quote),
    ]
    words = said(view, quote) if quote.words else withheld(view.texts)
    return dated(
        view.texts,
        quote.date,
        *before,
        prose.link(words, href(view, quote), classes=("words",)),
        prose.span(prose.joined(" · ", [one for one in details if one]), classes=("evidence",)),
        again=again,
    )


def said(view: View, quote: Quote) -> Markdown:
    """Give a quotation's words, in the language of its article."""
    words = prose.text(quote.words or "")
    language = view.foreign_language(quote.place.article)
    return prose.element("bdi", words, lang=language) if language else words


def said_to(view: View, audiences: Iterable[Ref]) -> Markdown:
    """Say to whom something was said."""
    # Translators: Somebody says something to {audience}.
    pattern = view.texts.pgettext("audience", "to {audience}")
    return prose.sentence(pattern, audience=view.entities(audiences))


def via(view: View, carrier: Ref) -> Markdown:
    """Say through whom an outlet has something."""
    # Translators: {carrier} is an agency or an outlet that reported it first.
    pattern = view.texts.pgettext("carrier", "via {carrier}")
    return prose.sentence(pattern, carrier=view.entity(carrier))


def companions(view: View, ranked: Companions, limit: int = 30) -> Blocks:
    """List the entities mentioned in the same paragraphs, each with those paragraphs."""
    rows = [
        spaced(
            view.entity(other),
            prose.text(
                view.texts.ngettext("({count} paragraph)", "({count} paragraphs)", len(places))
            ),
            paragraphs(view, places),
        )
        for other, places in ranked[:limit]
    ]
    if not rows:
        return NOTHING
    shown = (
        prose.paragraph(
            prose.text(
                view.texts.gettext(
                    "The {shown} most often met of {all} are listed.",
                    shown=view.texts.number(limit),
                    all=view.texts.number(len(ranked)),
                )
            ),
            classes=("aside",),
        )
        if len(ranked) > limit
        else NOTHING
    )
    return prose.blocks(prose.section("div", ("companions",), prose.bullets(rows)), shown)


def paragraphs(view: View, places: Sequence[Place]) -> Markdown:
    """Link paragraphs as evidence, outlet by outlet: `RFE/RL ¶ 1, ¶ 4; CSM ¶ 2`."""
    shown = places[:EVIDENCE_SHOWN]
    outlets = [
        spaced(
            foreign(view.outlet(article)),
            view.listed([view.paragraph(place) for place in here]),
        )
        for article, here in groupby(shown, key=lambda place: place.article)
    ]
    more = len(places) - len(shown)
    if more:
        outlets.append(
            prose.text(view.texts.ngettext("and {count} more", "and {count} more", more))
        )
    return prose.span(prose.joined(view.texts.semicolon, outlets), classes=("evidence",))


def first_of(view: View, refs: Sequence[Ref], limit: int) -> Markdown:
    """Link so many entries, each once, and count the others."""
    once = list(dict.fromkeys(refs))
    return view.some([view.entity(ref) for ref in once[:limit]], len(once))


def kind_within(view: View, kind: Markdown, within: Ref) -> Markdown:
    """Say what a place is, if that is known, and what it lies in: `town in Syria`."""
    if not kind:
        return prose.sentence(view.texts.gettext("in {place}"), place=view.entity(within))
    pattern = view.texts.gettext("{kind} in {place}")
    return prose.sentence(pattern, kind=kind, place=view.entity(within))


def event_list(view: View, events: Iterable[Document[EventFields]]) -> Blocks:
    """List events in the order of their dates; of very many, the latest."""
    ordered = sorted(events, key=lambda event: (event.fields.date.sort_key(), event.ref))
    if not ordered:
        return NOTHING
    rows = [event_row(view, event) for event in ordered[-EVENTS:]]
    return prose.blocks(
        prose.section("div", ("events",), prose.bullets(rows)), _earlier(view, len(ordered))
    )


def _earlier(view: View, events: int) -> Blocks:
    """Say that only the latest events are listed, where there are more."""
    if events <= EVENTS:
        return NOTHING
    pattern = view.texts.gettext(
        "The latest {shown} of {all} events are listed; {timeline} has all of them.",
        shown=view.texts.number(EVENTS),
        all=view.texts.number(events),
        timeline="{timeline}",
    )
    # Translators: What {timeline} says in “{timeline} has all of them”.
    words = prose.text(view.texts.gettext("the timeline"))
    link = prose.link(words, view.href(urls.TIMELINE))
    return prose.paragraph(prose.sentence(pattern, timeline=link), classes=("aside",))


def event_row(
    view: View, event: Document[EventFields], *more: Markdown | None, again: bool = False
) -> Markdown:
    """Give an event with its date, its status, and what else is to be said of it.

    Args:
        view: The page.
        event: The event.
        more: What else is to be said.
        again: Whether what stands above has the same date.
    """
    texts = view.texts
    return dated(
        texts,
        event.fields.date,
        view.entity(event.ref),
        unusual_status(texts, event.fields),
        *more,
        again=again,
    )


def dated(
    texts: Texts, date: dates.Edtf | None, *content: Markdown | None, again: bool = False
) -> Markdown:
    """Give a line of a list that is in order of date: the date, then what belongs to it."""
    classes = ("again",) if again else ()
    undated = prose.text(texts.gettext("undated"))
    moment = when(texts, date, classes) if date else prose.span(undated, classes=("time", *classes))
    return spaced(moment, prose.span(spaced(*content), classes=("what",)))


def status(texts: Texts, fields: EventFields) -> Markdown:
    """Say whether an event is planned, announced, happened or disputed."""
    words = prose.text(phrases.status(texts, fields.status))
    return prose.span(words, classes=("status", fields.status.value))


def unusual_status(texts: Texts, fields: EventFields) -> Markdown | None:
    """Say of an event that it is planned, announced or disputed; most have happened."""
    return None if fields.status is EventStatus.HAPPENED else status(texts, fields)


def neighbours(
    view: View,
    before: Document[Fields] | None,
    after: Document[Fields] | None,
    index: tuple[str, str],
) -> Blocks:
    """Lead to the page before, the index, and the page after."""
    links = [
        prose.link(
            prose.text(view.texts.gettext("← {name}", name=before.name)),
            view.href(before.ref),
            rel="prev",
        )
        if before
        else None,
        prose.link(prose.text(index[0]), view.href(index[1])),
        prose.link(
            prose.text(view.texts.gettext("{name} →", name=after.name)),
            view.href(after.ref),
            rel="next",
        )
        if after
        else None,
    ]
    return prose.section(
        "nav",
        ("neighbours",),
        prose.paragraph(prose.joined(" · ", [one for one in links if one])),
        aria_label=view.texts.gettext("Neighbouring pages"),
    )


def alphabetical_neighbours(view: View, document: Document[Fields]) -> Blocks:
    """Lead to the entries before and after, from A to Z."""
    kind = document.ref.kind
    before, after = _alphabetical(view.dossier)[document.ref]
    index = (phrases.all_of(view.texts, kind), urls.index_of(kind))
    return neighbours(view, before, after, index)


@once_per_dossier
def _alphabetical(dossier: Dossier) -> Mapping[Ref, Beside]:
    rows = [sorted(dossier.of_kind(kind), key=by_entry) for kind in ENTITY_KINDS]
    return {ref: beside for row in rows for ref, beside in in_a_row(row).items()}


Beside = tuple[Document[Fields] | None, Document[Fields] | None]
"""The entries before and after one; None at an end."""


def in_a_row(row: Sequence[Document[Fields]]) -> Mapping[Ref, Beside]:
    """Give what stands before and after each entry of a row."""
    return {
        here.ref: (before, after)
        for before, here, after in zip((None, *row), row, (*row[1:], None), strict=False)
    }


def _paged(chunks: Iterable[Blocks], size: int) -> Iterator[tuple[list[Blocks], bool]]:
    """Share chunks out over pages of at most that many characters; at least one page.

    Yields:
        Each page as soon as it is full, and whether it is the last.
    """
    page: list[Blocks] = []
    filled = 0
    for chunk in chunks:
        if page and filled + len(chunk) > size:
            yield page, False
            page, filled = [], 0
        page.append(chunk)
        filled += len(chunk)
    yield page, True


def numbered_pages(
    view: View, chunks: Callable[[View], Iterable[Blocks]], size: int = PAGE_SIZE
) -> list[tuple[View, list[Blocks]]]:
    """Share what a function gives out over a page and the numbered ones that go on with it.

    Args:
        view: Of the first page.
        chunks: Gives the chunks as they look from a page: as many of them for each page, with
            other links. All pages after the first stand in one folder and look alike, so it is
            asked twice at most, and for the first page alone no more than that holds.
        size: Characters of Markdown after which a page is full.

    Returns:
        Each page's view and its chunks; every chunk is on exactly one page.
    """
    first, is_last = next(_paged(chunks(view), size))
    pages = [(view, first)]
    if not is_last:
        left = islice(chunks(view.at(urls.numbered(view.page, 2))), len(first), None)
        for number, (share, _) in enumerate(_paged(left, size), 2):
            pages.append((view.at(urls.numbered(view.page, number)), share))
    return pages


def numbered_title(texts: Texts, title: str, number: int, pages: int) -> str:
    """Give the title of a page that goes on with another."""
    return texts.gettext(
        "{title}, page {number} of {pages}",
        title=title,
        number=texts.number(number),
        pages=texts.number(pages),
    )


def page_links(view: View, first: str, number: int, pages: int) -> Blocks:
    """Lead through the parts of a page that is too long for one."""
    if pages == 1:
        return NOTHING
    links = [
        prose.strong(prose.text(str(one)))
        if one == number
        else prose.link(prose.text(str(one)), view.href(urls.numbered(first, one)))
        for one in sorted({1, *range(max(1, number - 3), min(pages, number + 3) + 1), pages})
    ]
    return prose.section(
        "nav",
        ("pages",),
        prose.paragraph(spaced(prose.text(view.texts.gettext("Pages")), *links)),
        aria_label=view.texts.gettext("Pages"),
    )


def citation(view: View, article: Document[ArticleFields]) -> str:
    """Say how to cite an article, as the Chicago Manual of Style cites a newspaper (CMOS 14)."""
    fields = article.fields
    return view.texts.gettext(
        _CITATIONS[bool(fields.authors), bool(fields.url)],
        authors=view.texts.series(fields.authors),
        title=fields.title,
        outlet=view.outlet(article.ref.id),
        date=view.texts.date(fields.published),
        address=fields.url,
    )


_CITATIONS = {
    (True, True): noop("{authors}, “{title},” {outlet}, {date}, {address}."),
    (True, False): noop("{authors}, “{title},” {outlet}, {date}."),
    (False, True): noop("“{title},” {outlet}, {date}, {address}."),
    (False, False): noop("“{title},” {outlet}, {date}."),
}
"""By whether authors and an address are known."""
