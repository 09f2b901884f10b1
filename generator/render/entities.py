"""The page of a person, a place or an organization."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from generator import dates, prose, urls
from generator.dossier import Dossier
from generator.evidence.origins import Report
from generator.model import (
    Document,
    EventFields,
    Fields,
    Kind,
    OrgFields,
    PersonFields,
    PlaceFields,
    Ref,
    Role,
)
from generator.prose import Blocks, Markdown
from generator.render import parts, phrases
from generator.render.independence import independence
from generator.render.map import locator
from generator.render.naming import names_used
from generator.render.network import ego
from generator.render.view import Page, View, foreign, spaced

NAMED_AS = {
    "of": "Held office here",
    "roles": "Held office here",
    "part_of": "Parts",
    "based_in": "Based here",
    "within": "Places within",
    "publisher": "Published here",
    "agencies": "Credited with reports in",
}
"""Headings for the entries whose front matter names the one of the page, by the field."""


def entity_pages(dossier: Dossier, document: Document[Fields]) -> Iterator[Page]:
    """Give an entity's page, and further pages where it has too many mentions for one."""
    ref = document.ref
    first = urls.page_of(ref)
    fields = cast("PersonFields | PlaceFields | OrgFields", document.fields)
    pages = parts.numbered_pages(View(dossier, first), lambda view: parts.mention_groups(view, ref))
    for number, (further, group) in enumerate(pages[1:], 2):
        yield _further_page(further, document, group, number, len(pages))
    view, groups = pages[0]
    names = parts.names_of(document)
    reports: tuple[Report, ...] = (*dossier.mentions_of(ref), *dossier.quotes_by(ref))
    mentions = (
        prose.blocks(
            independence(view, reports), *groups, parts.page_links(view, first, 1, len(pages))
        )
        if any(groups)
        else prose.paragraph(prose.text("No article mentions this entry yet."), classes=("empty",))
    )
    yield Page(
        first,
        prose.page(
            parts.front_matter(
                document.name, fields.summary or "", parts.search_words(names), boost=2
            ),
            parts.breadcrumbs(view, ref.kind),
            parts.kicker(ref.kind, _kind_words(fields)),
            prose.heading(1, prose.text(document.name)),
            parts.lead(fields.summary),
            parts.facts(_facts(view, document, names[1:])),
            locator(view, document),
            parts.note(view, document),
            parts.part("Events", "events", parts.event_list(view, _events(dossier, ref))),
            parts.part("Statements", "statements", parts.quote_list(view, dossier.quotes_by(ref))),
            parts.part("Mentions", "mentions", mentions),
            parts.part("What the articles call it", "names", names_used(view, ref)),
            parts.part(
                "Mentioned together with", "together", ego(view, ref), parts.companions(view, ref)
            ),
            parts.part("See also", "see-also", _see_also(view, ref)),
            parts.alphabetical_neighbours(view, document),
        ),
        document.path,
    )


def _further_page(
    view: View, document: Document[Fields], group: list[Blocks], number: int, pages: int
) -> Page:
    first = urls.page_of(document.ref)
    title = f"{document.name}, mentions, page {number} of {pages}"
    return Page(
        view.page,
        prose.page(
            parts.front_matter(title),
            parts.crumbs(
                view,
                (
                    ("Home", urls.HOME),
                    (phrases.KIND[document.ref.kind][1], urls.index_of(document.ref.kind)),
                    (document.name, first),
                ),
            ),
            prose.heading(1, prose.text(title)),
            *group,
            parts.page_links(view, first, number, pages),
        ),
        document.path,
    )


def _kind_words(fields: PersonFields | PlaceFields | OrgFields) -> str:
    match fields:
        case PersonFields(anonymous=True):
            return "Person, unnamed"
        case PlaceFields(kind=kind) if kind:
            return f"Place · {phrases.PLACE_KIND[kind]}"
        case OrgFields(kind=kind) if kind:
            return f"Organization · {phrases.ORG_KIND[kind]}"
    return ""


def _facts(
    view: View, document: Document[Fields], other_names: list[str]
) -> Iterator[tuple[str, Markdown | None]]:
    fields = document.fields
    former = {one.name for one in fields.former_names} if isinstance(fields, OrgFields) else set()
    yield (
        "Also written",
        _written([name for name in other_names if name not in former]),
    )
    match fields:
        case PersonFields():
            roles = [_role(view, role) for role in fields.roles]
            yield "Roles" if len(roles) > 1 else "Role", prose.joined("; ", roles) or None
        case PlaceFields():
            yield "Within", _within(view, fields)
            if fields.coordinates:
                latitude, longitude = fields.coordinates
                yield "Coordinates", prose.text(_coordinates(latitude, longitude))
        case OrgFields():
            yield "Former names", prose.joined("; ", [_former(one) for one in fields.former_names])
            yield "Part of", _linked(view, [Ref(Kind.ORG, one) for one in fields.part_of])
            if fields.based_in:
                yield "Based in", _linked(view, [Ref(Kind.PLACE, fields.based_in)])
    yield "Elsewhere", prose.joined(", ", list(_elsewhere(fields))) or None
    yield "In this dossier", parts.evidence_of(view, document.ref)


def _written(names: list[str]) -> Markdown | None:
    return prose.joined(" · ", [foreign(name) for name in names]) if names else None


def _role(view: View, role: Role) -> Markdown:
    pieces = [prose.text(role.title)]
    if role.of and Ref(Kind.ORG, role.of) in view.dossier.documents:
        pieces.append(
            prose.joined(
                "", [prose.text("("), view.entity(Ref(Kind.ORG, role.of)), prose.text(")")]
            )
        )
    period = _period(role)
    if period:
        pieces.append(prose.text(period))
    return spaced(*pieces)


def _period(role: Role) -> str:
    match role.from_, role.until:
        case None, None:
            return ""
        case start, None if start:
            return f"from {dates.words(start)}"
        case None, end if end:
            return f"until {dates.words(end)}"
        case start, end if start and end:
            return f"{dates.words(start)} to {dates.words(end)}"
    return ""


def _former(former: Any) -> Markdown:
    until = f" (until {dates.words(former.until)})" if former.until else ""
    return prose.text(former.name + until)


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


def _coordinates(latitude: float, longitude: float) -> str:
    north = "N" if latitude >= 0 else "S"
    east = "E" if longitude >= 0 else "W"
    return f"{abs(latitude):.2f}° {north}, {abs(longitude):.2f}° {east}"


def _elsewhere(fields: Fields) -> Iterator[Markdown]:
    wikidata = getattr(fields, "wikidata", None)
    if wikidata:
        yield prose.link(
            prose.text(f"Wikidata {wikidata}"), f"https://www.wikidata.org/wiki/{wikidata}"
        )
    geonames = getattr(fields, "geonames", None)
    if geonames:
        yield prose.link(prose.text(f"GeoNames {geonames}"), f"https://www.geonames.org/{geonames}")
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
            by_field.setdefault(NAMED_AS.get(name, "Named by"), []).append(other)
    for title, refs in by_field.items():
        rows.append(_titled(view, title, refs))
    noted = view.dossier.noted.get(ref, ())
    if noted:
        rows.append(_titled(view, "In the notes on", list(noted)))
    return prose.bullets(rows) if rows else parts.NOTHING


def _titled(view: View, title: str, refs: list[Ref], limit: int = 40) -> Markdown:
    listed = view.entities(dict.fromkeys(refs[:limit]))
    more = f" and {len(refs) - limit:,} more" if len(refs) > limit else ""
    return spaced(prose.strong(prose.text(title)), Markdown(listed + prose.text(more)))
