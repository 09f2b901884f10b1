"""The page of a person, a place or an organization."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import cast

from generator import prose, urls
from generator.dossier import Dossier
from generator.evidence.origins import Report
from generator.model import (
    Document,
    EventFields,
    Fields,
    FormerName,
    Kind,
    OrgFields,
    PersonFields,
    PlaceFields,
    Ref,
    Role,
)
from generator.prose import Blocks, Markdown
from generator.render import aliases, heads, paging, phrases, sections
from generator.render.event_lists import event_list
from generator.render.in_a_line import description, what_it_is
from generator.render.independence import independence
from generator.render.map import locator
from generator.render.mentions import companion_list, evidence_words, mention_groups
from generator.render.naming import names_used
from generator.render.neighbours import alphabetical_neighbours
from generator.render.network import ego
from generator.render.quotations import quote_lists, quote_lists_of
from generator.render.view import Page, View, foreign, spaced
from generator.texts import Texts, noop
from generator.texts.coordinates import coordinates

NAMED_AS = {
    "of": noop("Held office here"),
    "roles": noop("Held office here"),
    "part_of": noop("Parts"),
    "based_in": noop("Based here"),
    "within": noop("Places within"),
    "publisher": noop("Published here"),
    "agencies": noop("Credited with reports in"),
}
"""Headings for the entries whose front matter names the one of the page, by the field."""


NAMED_OTHERWISE = noop("Named by")
"""For any other field."""


def entity_pages(dossier: Dossier, texts: Texts, document: Document[Fields]) -> Iterator[Page]:
    """Give an entity's page, and further pages where it has too many mentions for one."""
    ref = document.ref
    first = urls.page_of(ref)
    say = texts.gettext
    fields = cast("PersonFields | PlaceFields | OrgFields", document.fields)
    statements = quote_lists_of(dossier, ref)
    pages = paging.numbered_pages(View(dossier, texts, first), partial(_matter, ref))
    done = 0
    for number, (further, group) in enumerate(pages, 1):
        said = max(0, statements - done)
        if number > 1:
            yield _further_page(further, document, (group[:said], group[said:]), number, len(pages))
        done += len(group)
    view, group = pages[0]
    quotes, groups = group[:statements], group[statements:]
    names = aliases.names_of(document)
    companions = dossier.companions(ref)
    reports: tuple[Report, ...] = (*dossier.mentions_of(ref), *dossier.quotes_by(ref))
    mentions = (
        prose.blocks(
            independence(view, reports), *groups, paging.page_links(view, first, 1, len(pages))
        )
        if groups or len(pages) > 1
        else prose.paragraph(
            prose.text(say("No article mentions this entry yet.")), classes=("empty",)
        )
    )
    yield Page(
        first,
        prose.page(
            heads.front_matter(
                document.name, description(view, document), aliases.search_words(names), boost=2
            ),
            heads.breadcrumbs(view, ref.kind),
            heads.kicker(texts, ref.kind, what_it_is(texts, document)),
            prose.heading(1, prose.text(document.name)),
            heads.lead(fields.summary),
            heads.facts(_facts(view, document, names[1:])),
            locator(view, document),
            sections.note(view, document),
            sections.titled(say("Events"), "events", event_list(view, _events(dossier, ref))),
            sections.titled(say("Statements"), "statements", *quotes),
            sections.titled(say("Mentions"), "mentions", mentions),
            sections.titled(say("What the articles call it"), "names", names_used(view, ref)),
            sections.titled(
                say("Mentioned together with"),
                "together",
                ego(view, ref, companions),
                companion_list(view, companions),
            ),
            sections.titled(say("See also"), "see-also", _see_also(view, ref)),
            alphabetical_neighbours(view, document),
        ),
        document.path,
    )


def _matter(ref: Ref, view: View) -> Iterator[Blocks]:
    """Give all that can go on from page to page: what somebody said, then every mention."""
    yield from quote_lists(view, view.dossier.quotes_by(ref))
    yield from mention_groups(view, ref)


def _further_page(
    view: View,
    document: Document[Fields],
    matter: tuple[list[Blocks], list[Blocks]],
    number: int,
    pages: int,
) -> Page:
    first = urls.page_of(document.ref)
    texts = view.texts
    statements, mentions = matter
    title = paging.numbered_title(texts, document.name, number, pages)
    return Page(
        view.page,
        prose.page(
            heads.front_matter(title, description(view, document)),
            heads.crumbs(
                view,
                (phrases.several(texts, document.ref.kind), urls.index_of(document.ref.kind)),
                (document.name, first),
            ),
            prose.heading(1, prose.text(title)),
            sections.titled(texts.gettext("Statements"), "statements", *statements),
            sections.titled(texts.gettext("Mentions"), "mentions", *mentions),
            paging.page_links(view, first, number, pages),
        ),
        document.path,
    )


def _facts(
    view: View, document: Document[Fields], other_names: list[str]
) -> Iterator[tuple[str, Markdown | None]]:
    fields, texts, say = document.fields, view.texts, view.texts.gettext
    former = {one.name for one in fields.former_names} if isinstance(fields, OrgFields) else set()
    yield (
        say("Also written"),
        _written([name for name in other_names if name not in former]),
    )
    match fields:
        case PersonFields():
            roles = [_role(view, role) for role in fields.roles]
            label = say("Roles") if len(roles) > 1 else say("Role")
            yield label, prose.joined(texts.semicolon, roles) or None
        case PlaceFields():
            yield say("Within"), _within(view, fields)
            if fields.coordinates:
                yield say("Coordinates"), prose.text(coordinates(texts, *fields.coordinates))
        case OrgFields():
            former_names = [_former(texts, one) for one in fields.former_names]
            yield say("Former names"), prose.joined(texts.semicolon, former_names)
            yield say("Part of"), _linked(view, [Ref(Kind.ORG, one) for one in fields.part_of])
            if fields.based_in:
                yield say("Based in"), _linked(view, [Ref(Kind.PLACE, fields.based_in)])
    yield say("Elsewhere"), view.listed(_elsewhere(texts, fields)) or None
    yield say("In this dossier"), prose.text(evidence_words(view, document.ref))


def _written(names: list[str]) -> Markdown | None:
    return prose.joined(" · ", [foreign(name) for name in names]) if names else None


def _role(view: View, role: Role) -> Markdown:
    pieces = [prose.text(role.title)]
    if role.of and Ref(Kind.ORG, role.of) in view.dossier.documents:
        where = view.entity(Ref(Kind.ORG, role.of))
        pieces.append(prose.sentence(view.texts.gettext("({where})"), where=where))
    period = _period(view.texts, role)
    if period:
        pieces.append(prose.text(period))
    return spaced(*pieces)


def _period(texts: Texts, role: Role) -> str:
    start, end = (texts.date(one) if one else "" for one in (role.from_, role.until))
    if start and end:
        return texts.pgettext("time in office", "{start} to {end}", start=start, end=end)
    if start:
        return texts.pgettext("time in office", "from {start}", start=start)
    return texts.pgettext("time in office", "until {end}", end=end) if end else ""


def _former(texts: Texts, former: FormerName) -> Markdown:
    if not former.until:
        return prose.text(former.name)
    until = texts.date(former.until)
    return prose.text(texts.gettext("{name} (until {date})", name=former.name, date=until))


def _within(view: View, fields: PlaceFields) -> Markdown | None:
    chain: list[Ref] = []
    inner: str | None = fields.within
    while inner:
        ref = Ref(Kind.PLACE, inner)
        document = view.dossier.documents.get(ref)
        if document is None or ref in chain:
            break
        chain.append(ref)
        inner = cast(PlaceFields, document.fields).within
    return _linked(view, chain)


def _linked(view: View, refs: list[Ref]) -> Markdown | None:
    return view.entities(ref for ref in refs if ref in view.dossier.documents) or None


def _elsewhere(texts: Texts, fields: Fields) -> Iterator[Markdown]:
    wikidata = getattr(fields, "wikidata", None)
    if wikidata:
        yield prose.link(
            prose.text(texts.gettext("Wikidata {id}", id=wikidata)),
            f"https://www.wikidata.org/wiki/{wikidata}",
        )
    geonames = getattr(fields, "geonames", None)
    if geonames:
        yield prose.link(
            prose.text(texts.gettext("GeoNames {id}", id=geonames)),
            f"https://www.geonames.org/{geonames}",
        )
    if isinstance(fields, PersonFields):
        for link in fields.links:
            yield prose.link(prose.text(link.title), link.url)


def _events(dossier: Dossier, ref: Ref) -> list[Document[EventFields]]:
    """Give the events that an entity takes part in, or that happen at a place."""
    return [
        cast("Document[EventFields]", dossier.documents[other])
        for other, _ in dossier.referrers.get(ref, ())
        if other.kind is Kind.EVENT
    ]


def _see_also(view: View, ref: Ref) -> Blocks:
    """List the entries that name this one in their front matter, and the notes that do."""
    rows: list[Markdown] = []
    by_field: dict[str, list[Ref]] = {}
    for other, name in view.dossier.referrers.get(ref, ()):
        if other.kind is not Kind.EVENT:
            by_field.setdefault(NAMED_AS.get(name, NAMED_OTHERWISE), []).append(other)
    for title, refs in by_field.items():
        rows.append(_titled(view, view.texts.gettext(title), refs))
    noted = view.dossier.noted.get(ref, ())
    if noted:
        rows.append(_titled(view, view.texts.gettext("In the notes on"), list(noted)))
    return prose.bullets(rows) if rows else prose.NOTHING


def _titled(view: View, title: str, refs: list[Ref], limit: int = 40) -> Markdown:
    return spaced(prose.strong(prose.text(title)), view.first_of(refs, limit))
