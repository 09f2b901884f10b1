"""Who is mentioned with whom in, pictures with tables out: for a dossier, and around one entity."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations, groupby

from generator import prose, urls
from generator.dossier import Dossier, Place
from generator.model import Kind, Ref
from generator.pictures import network as drawing
from generator.pictures import svg
from generator.pictures.network import Bond, Node
from generator.prose import Blocks, Markdown
from generator.render import parts, phrases
from generator.render.view import Page, View, spaced

TITLE = "Network"
ABOUT = "Who is mentioned together with whom: people and organizations, by paragraphs in common."

KINDS = (Kind.PERSON, Kind.ORG)
"""Whom the network of a dossier is about."""

NODES = 28
"""People and organizations in the picture at most."""

TIES = 60
"""Ties in the picture, and in the table below it, at most."""

AROUND = 12
"""Entities in the picture around one."""

Pair = tuple[Ref, Ref]
Ties = Mapping[Pair, tuple[Place, ...]]


def network_page(dossier: Dossier) -> Page:
    """Give the network of a dossier."""
    view = View(dossier, urls.NETWORK)
    found = ties(dossier)
    return Page(
        urls.NETWORK,
        prose.page(
            parts.front_matter(TITLE, ABOUT),
            parts.crumbs(view, (("Home", urls.HOME),)),
            prose.heading(1, prose.text(TITLE)),
            prose.paragraph(prose.text(ABOUT), classes=("lead",)),
            _network(view, found) if found else _empty(dossier),
        ),
    )


def ties(dossier: Dossier) -> Ties:
    """Give each two people or organizations that are named in the same paragraphs, with those.

    Somebody who is quoted in a paragraph is named there, too. The strongest ties come first.
    """
    named: dict[tuple[str, str], dict[Ref, Place]] = defaultdict(dict)
    present = [(one.entity, one.place) for one in dossier.mentions]
    present += [(one.speaker, one.place) for one in dossier.quotes]
    for ref, place in present:
        if ref.kind in KINDS:
            named[place.article, place.anchor].setdefault(ref, place)
    pairs: dict[Pair, list[Place]] = defaultdict(list)
    order = {article.ref.id: number for number, article in enumerate(dossier.articles)}
    for refs in named.values():
        for one, other in combinations(sorted(refs), 2):
            pairs[one, other].append(refs[one])
    ranked = sorted(pairs.items(), key=lambda item: (-len(item[1]), item[0]))
    return {
        pair: tuple(sorted(places, key=lambda place: (order[place.article], place.passage)))
        for pair, places in ranked
    }


def strongest(found: Ties) -> Ties:
    """Give the strongest ties, so few that a picture of them can be read.

    Ties of as many paragraphs are all shown or all left out, except where even those of the most
    paragraphs are too many.
    """
    kept: dict[Pair, tuple[Place, ...]] = {}
    for _, level in groupby(found.items(), key=lambda item: len(item[1])):
        more = kept | dict(level)
        if kept and not _is_readable(more):
            break
        kept = more
    while not _is_readable(kept):
        kept.popitem()
    return kept


def _is_readable(shown: Ties) -> bool:
    return len(shown) <= TIES and len({ref for pair in shown for ref in pair}) <= NODES


def _empty(dossier: Dossier) -> Blocks:
    somebody = any(dossier.of_kind(kind) for kind in KINDS)
    words = (
        "No paragraph names two people or organizations, so there is no network."
        if somebody
        else "No person and no organization is in the registry yet, so there is no network."
    )
    return prose.paragraph(prose.text(words), classes=("empty",))


def _network(view: View, found: Ties) -> Blocks:
    shown = strongest(found)
    refs = list(dict.fromkeys(ref for pair in shown for ref in pair))
    refs.sort(key=lambda ref: (-len(view.dossier.mentions_of(ref)), ref))
    nodes = [node(view, ref) for ref in refs]
    number = {ref: place for place, ref in enumerate(refs)}
    bonds = [
        Bond(
            number[one],
            number[other],
            len(places),
            _together(view, one, other, len(places)),
            view.href(urls.NETWORK, _anchor(row)),
        )
        for row, ((one, other), places) in enumerate(shown.items(), 1)
    ]
    words = (
        f"{phrases.count(len(bonds), 'tie')} between {len(nodes)} people and organizations",
        "Lines join those who are named in the same paragraphs; the table below lists every line.",
    )
    return prose.blocks(
        prose.paragraph(prose.text(shown_words(view.dossier, found, shown))),
        svg.figure(
            drawing.drawn(drawing.laid_out(nodes, bonds), "network-wide", words),
            drawing.column(nodes, bonds, "network-narrow", words),
            caption=prose.text(
                "The thicker a line, the more paragraphs name both; the larger a shape, the more "
                "often it is mentioned. Where something stands has no meaning but nearness."
            ),
            classes=("ties",),
        ),
        key(node.kind for node in nodes),
        parts.part("Ties and where they stand", "ties", _table(view, shown)),
    )


def shown_words(dossier: Dossier, found: Ties, shown: Ties) -> str:
    """Say how much of the network the picture shows."""
    everybody = sum(len(dossier.of_kind(kind)) for kind in KINDS)
    inside = len({ref for pair in shown for ref in pair})
    whom = f"{inside:,} of the {everybody:,} people and organizations of the dossier"
    left_out = [len(places) for pair, places in found.items() if pair not in shown]
    if not left_out:
        return f"All {phrases.count(len(found), 'tie')}, between {whom}."
    least = min(len(places) for places in shown.values())
    which = (
        f"The {len(shown):,} ties of {least:,} and more common paragraphs"
        if max(left_out) < least
        else f"{len(shown):,} of the ties of {phrases.count(least, 'common paragraph')}"
    )
    return f"{which}, between {whom}; {len(left_out):,} more ties are left out."


def node(view: View, ref: Ref) -> Node:
    """Give an entity as it is drawn."""
    mentions = len(view.dossier.mentions_of(ref))
    name = view.dossier.name(ref)
    kind = phrases.KIND[ref.kind][0].lower()
    about = f"{name} ({kind}): {phrases.count(mentions, 'mention')}"
    return Node(name, view.href(ref), ref.kind, mentions, about)


def _together(view: View, one: Ref, other: Ref, paragraphs: int) -> str:
    names = f"{view.dossier.name(one)} and {view.dossier.name(other)}"
    return f"{names}: {phrases.count(paragraphs, 'paragraph')}"


def _anchor(row: int) -> str:
    return f"tie-{row}"


def key(kinds: Iterable[Kind]) -> Blocks:
    """Explain the shapes."""
    seen = set(kinds)
    rows = [
        spaced(Markdown(drawing.sample(kind)), prose.text(phrases.KIND[kind][0].lower()))
        for kind in Kind
        if kind in seen
    ]
    return prose.section("div", ("key", "ties"), prose.bullets(rows), data_search_exclude=True)


def _table(view: View, shown: Ties) -> Blocks:
    rows = [
        [
            prose.span(view.entity(one), id=_anchor(row)),
            view.entity(other),
            prose.text(f"{len(places):,}"),
            parts.paragraphs(view, places),
        ]
        for row, ((one, other), places) in enumerate(shown.items(), 1)
    ]
    header = [prose.text(words) for words in ("One", "Other", "Paragraphs", "Where")]
    return prose.section("div", ("index", "ties-table"), prose.table(header, rows))


# --- Around one entity ---------------------------------------------------------------------------


def ego(view: View, ref: Ref) -> Blocks:
    """Draw an entity with those it is mentioned together with most; nothing for fewer than two.

    The list that stands beside it on the page says the same, and more.
    """
    companions = view.dossier.companions(ref)[:AROUND]
    if len(companions) < 2:  # noqa: PLR2004
        return parts.NOTHING
    nodes = [_companion(view, other, ref, len(places)) for other, places in companions]
    paragraphs = [
        frozenset((place.article, place.anchor) for place in places) for _, places in companions
    ]
    refs = [other for other, _ in companions]
    bonds = [
        Bond(one, other, count, _together(view, refs[one], refs[other], count))
        for one, other, count in drawing.among(paragraphs)
        if count > 1
    ]
    name = view.dossier.name(ref)
    picture = drawing.fan(
        node(view, ref),
        nodes,
        [len(places) for _, places in companions],
        bonds,
        (
            f"Those most often mentioned together with {name}",
            "The list below says the same, with the paragraphs.",
        ),
    )
    arcs = " Thin arcs join those who are named together there, too." if bonds else ""
    caption = prose.text(f"The thicker a line, the more paragraphs name both.{arcs}")
    return prose.blocks(
        svg.figure(picture, caption=caption, classes=("ties", "ego")),
        key([ref.kind, *(other.kind for other in refs)]),
    )


def _companion(view: View, other: Ref, ref: Ref, paragraphs: int) -> Node:
    about = _together(view, other, ref, paragraphs)
    return Node(view.dossier.name(other), view.href(other), other.kind, paragraphs, about)
