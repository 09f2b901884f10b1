"""The page of an event: when it was, according to whom, and every paragraph that reports it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from typing import cast

from generator import prose, urls
from generator.dossier import Dossier, Mention, Quote, once_per_dossier
from generator.evidence.event_dates import Relation, ReportedDate, event_dates
from generator.model import Annotation, Document, EventFields, EventStatus, Kind, Ref
from generator.prose import Around, Blocks, Markdown
from generator.render import heads, phrases, sections, tables
from generator.render.event_lists import event_list, status
from generator.render.fragments import kept
from generator.render.in_a_line import description
from generator.render.independence import independence
from generator.render.long import long_pages
from generator.render.mentions import companion_list, evidence_words
from generator.render.naming import names_used
from generator.render.neighbours import Beside, in_a_row, neighbours
from generator.render.quotations import quote_lists
from generator.render.view import UNTOUCHED, Page, View, foreign, spaced, when, withheld
from generator.texts import Texts, noop

RELATION = {
    Relation.SAME: noop("the same date"),
    Relation.LESS_EXACT: noop("less exact, and in agreement"),
    Relation.MORE_EXACT: noop("more exact, and in agreement"),
    Relation.ROUGHLY: noop("in agreement, as far as one of the two is approximate"),
    Relation.OVERLAPPING: noop("another date, which agrees in part"),
    Relation.DIFFERENT: noop("another date"),
}
"""How a reported date stands to the registry's."""


DATES = 100
"""Dates that the articles give which are set beside the dossier’s; the earliest of more."""


def event_pages(dossier: Dossier, texts: Texts, document: Document[EventFields]) -> Iterator[Page]:
    """Give an event's page, and further pages where too many paragraphs report it for one."""
    return long_pages(
        dossier,
        texts,
        document,
        partial(_reports, document=document),
        partial(_first_page, document=document),
    )


def _first_page(view: View, reports: Blocks, document: Document[EventFields]) -> str:
    fields, ref, dossier = document.fields, document.ref, view.dossier
    texts, say = view.texts, view.texts.gettext
    return prose.page(
        heads.front_matter(document.name, description(view, document), boost=2),
        heads.breadcrumbs(view, ref.kind),
        heads.kicker(texts, ref.kind, _kind_words(texts, fields)),
        prose.heading(1, prose.text(document.name)),
        heads.lead(fields.summary),
        heads.facts(_facts(view, document)),
        independence(view, dossier.mentions_of(ref)),
        sections.note(view, document),
        sections.titled(say("Dates"), "dates", _dates(view, ref)),
        sections.titled(say("Parts"), "parts", event_list(view, _parts_of(dossier, ref))),
        reports,
        sections.titled(say("What it is called"), "names", names_used(view, ref)),
        sections.titled(
            say("Mentioned together with"),
            "together",
            companion_list(view, dossier.companions(ref)),
        ),
        _neighbours(view, document),
    )


def _kind_words(texts: Texts, fields: EventFields) -> str:
    """Say that it is an event, and which status it has, unless that is the usual one."""
    if fields.status is EventStatus.HAPPENED:
        return ""
    return phrases.with_detail(texts, Kind.EVENT, phrases.status(texts, fields.status))


def _facts(view: View, document: Document[EventFields]) -> Iterator[tuple[str, Markdown | None]]:
    fields, texts, say = document.fields, view.texts, view.texts.gettext
    yield say("Date"), when(texts, fields.date)
    yield say("Status"), status(texts, fields)
    label = say("Place") if len(fields.place) == 1 else say("Places")
    yield label, _known(view, Kind.PLACE, fields.place)
    yield say("Participants"), _participants(view, fields)
    if fields.part_of:
        yield say("Part of"), _known(view, Kind.EVENT, (fields.part_of,))
    yield say("In this dossier"), prose.text(evidence_words(view, document.ref))


def _known(view: View, kind: Kind, ids: Sequence[str]) -> Markdown | None:
    refs = [Ref(kind, id_) for id_ in ids]
    return view.entities(ref for ref in refs if ref in view.dossier.documents) or None


def _participants(view: View, fields: EventFields) -> Markdown | None:
    """Link those who take part. Their ids may name their kind: `org:rferl`."""
    refs = [
        Ref(kind, id_.rpartition(":")[2])
        for id_ in fields.participants
        for kind in (Kind.PERSON, Kind.ORG)
        if id_.rpartition(":")[0] in ("", kind)
    ]
    return view.entities(ref for ref in refs if ref in view.dossier.documents) or None


# --- Dates ---------------------------------------------------------------------------------------


def _dates(view: View, ref: Ref) -> Blocks:
    """Set the registry's date beside those that the articles give."""
    say = view.texts.gettext
    found = event_dates(view.dossier, ref)
    if not found.reported:
        words = say("No article gives a date for it.")
        return prose.paragraph(prose.text(words), classes=("aside",))
    as_given = prose.text(say("as given in this dossier"))
    registry = [when(view.texts, found.registry), as_given, Markdown("")]
    header = (say("Date"), say("Beside the dossier’s"), say("According to"))
    shown = found.reported[:DATES]
    rows = [registry, *(_reported(view, one) for one in shown)]
    more = len(found.reported) - len(shown)
    differing = sum(one.differs for one in found.reported)
    return prose.blocks(
        tables.listed(("dates",), header, rows),
        prose.paragraph(
            prose.text(
                view.texts.ngettext(
                    "{count} later date is not listed.", "{count} later dates are not listed.", more
                )
            ),
            classes=("aside",),
        )
        if more
        else prose.NOTHING,
        prose.paragraph(
            prose.text(
                view.texts.ngettext(
                    "{count} date that the articles give is not the dossier’s. Both are shown.",
                    "{count} dates that the articles give are not the dossier’s. Both are shown.",
                    differing,
                )
            ),
            classes=("aside",),
        )
        if differing
        else prose.NOTHING,
    )


def _reported(view: View, one: ReportedDate) -> list[Markdown]:
    said = when(view.texts, one.date)
    relation = prose.text(view.texts.gettext(RELATION[one.relation]))
    return [
        prose.mark(said, classes=("differs",)) if one.differs else said,
        prose.strong(relation) if one.differs else relation,
        view.paragraphs([mention.place for mention in one.mentions]),
    ]


# --- What the articles report --------------------------------------------------------------------


def _reports(view: View, document: Document[EventFields]) -> Iterator[Blocks]:
    """Give what was said at the event, then every paragraph that reports it, by article."""
    say = view.texts.gettext
    title = prose.heading(2, prose.text(say("Statements")), id="statements")
    for quotes in quote_lists(view, _said_at(view.dossier).get(document.ref, ()), named=True):
        yield prose.blocks(title, quotes)
        title = prose.NOTHING
    mentions = view.dossier.mentions_of(document.ref)
    if not mentions:
        empty = prose.paragraph(prose.text(say("No article reports it yet.")), classes=("empty",))
        yield sections.titled(say("What the articles report"), "mentions", empty)
    title = prose.heading(2, prose.text(say("What the articles report")), id="mentions")
    for article in dict.fromkeys(mention.place.article for mention in mentions):
        report = partial(_reports_in, article, document.ref)
        for blocks in kept(view, f"in {article}", (), report):
            yield prose.blocks(title, blocks)
            title = prose.NOTHING


def _reports_in(article: str, ref: Ref, view: View) -> Iterator[Blocks]:
    """Give every paragraph of one article that reports the event."""
    head = _article(view, article)
    mentions = view.dossier.mentions_in(article, ref)
    for _, of_passage in groupby(mentions, key=lambda mention: mention.place.passage):
        yield prose.blocks(head, _paragraph(view, list(of_passage)))
        head = prose.NOTHING


def _article(view: View, article: str) -> Blocks:
    fields = view.dossier.article(article).fields
    byline = view.listed([foreign(view.outlet(article)), when(view.texts, fields.published)])
    return prose.blocks(
        prose.heading(3, view.entity(Ref(Kind.ARTICLE, article)), id=f"in-{article}"),
        prose.paragraph(byline, classes=("byline",)),
    )


def _paragraph(view: View, mentions: Sequence[Mention]) -> Blocks:
    """Quote a paragraph, with each mention in it highlighted and linked."""
    place = mentions[0].place
    if not any(mention.place.extent for mention in mentions):
        words = withheld(view.texts)
    else:
        passage = prose.passage(view.dossier.passage(place), partial(_hit, view, mentions))
        words = prose.element("bdi", passage, lang=view.foreign_language(place.article))
    return prose.quote([prose.paragraph(spaced(words, view.paragraph(place)))])


def _hit(view: View, mentions: Sequence[Mention], annotation: Annotation) -> Around:
    article = view.dossier.article(mentions[0].place.article)
    found = next((one for one in mentions if one.place.span == annotation.span), None)
    if found is None:
        return UNTOUCHED
    before, after = prose.around_link(view.href(article.ref, found.id), classes=("hit",))
    return Markdown(f"<mark>{before}"), Markdown(f"{after}</mark>")


# --- Around it -----------------------------------------------------------------------------------


@once_per_dossier
def _said_at(dossier: Dossier) -> Mapping[Ref, list[Quote]]:
    """Give the quotations of each event."""
    said: dict[Ref, list[Quote]] = {}
    for quote in dossier.quotes:
        if quote.event:
            said.setdefault(quote.event, []).append(quote)
    return said


def _parts_of(dossier: Dossier, ref: Ref) -> list[Document[EventFields]]:
    return [
        cast("Document[EventFields]", dossier.documents[other])
        for other, field in dossier.referrers.get(ref, ())
        if other.kind is Kind.EVENT and field == "part_of" and other != ref
    ]


def _neighbours(view: View, document: Document[EventFields]) -> Blocks:
    """Lead to the events before and after, in order of date."""
    before, after = _in_order(view.dossier)[document.ref]
    return neighbours(
        view, before, after, (view.texts.gettext("All events"), urls.index_of(Kind.EVENT))
    )


@once_per_dossier
def _in_order(dossier: Dossier) -> Mapping[Ref, Beside]:
    events = cast("tuple[Document[EventFields], ...]", dossier.of_kind(Kind.EVENT))
    row = sorted(events, key=lambda event: (event.fields.date.sort_key(), event.ref))
    return in_a_row(row)
