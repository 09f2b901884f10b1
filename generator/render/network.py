"""Who is mentioned with whom in, pictures with tables out: for a dossier, and around one entity."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import combinations

from generator import prose, urls
from generator.dossier import Companions, Dossier, Place
from generator.evidence.counts import count_of
from generator.model import Kind, Ref
from generator.pictures import network as drawing
from generator.pictures import svg
from generator.pictures.network import Bond, Node
from generator.prose import Blocks, Markdown
from generator.render import heads, phrases, sections, tables
from generator.render.fragments import kept
from generator.render.view import Page, View, spaced
from generator.texts import Texts, noop

ABOUT = noop(
    "Who is mentioned together with whom: people and organizations, by paragraphs in common."
)

KINDS = (Kind.PERSON, Kind.ORG)
"""Whom the network of a dossier is about."""

NODES = 28
"""People and organizations in the picture at most."""

TIES = 60
"""Ties in the picture, and in the table below it, at most."""

AROUND = 12
"""Entities in the picture around one."""

Pair = tuple[Ref, Ref]
Ties = Mapping[Pair, Sequence[Place]]


def network_page(dossier: Dossier, texts: Texts) -> Page:
    """Give the network of a dossier."""
    view = View(dossier, texts, urls.NETWORK)
    title, about = texts.gettext("Network"), texts.gettext(ABOUT)
    found = ties(dossier)
    return Page(
        urls.NETWORK,
        prose.page(
            heads.front_matter(title, about),
            heads.crumbs(view),
            prose.heading(1, prose.text(title)),
            prose.paragraph(prose.text(about), classes=("lead",)),
            _network(view, found) if found else _empty(view),
        ),
    )


def ties(dossier: Dossier) -> Ties:
    """Give each two people or organizations that are named in the same paragraphs, with those.

    Somebody who is quoted in a paragraph is named there, too.
    """
    pairs: dict[Pair, list[Place]] = defaultdict(list)
    for article in dossier.said:
        for named in dossier.paragraphs_in(article):
            if len(named) == 1:
                continue
            present = sorted([ref for ref in named if ref.kind in KINDS])
            for one, other in combinations(present, 2):
                pairs[one, other].append(named[one])
    return pairs


def strongest(found: Ties) -> Ties:
    """Give the strongest ties, so few that a picture of them can be read, the strongest first.

    Ties of as many paragraphs are all shown or all left out, except where even those of the most
    paragraphs are too many.
    """
    kept: dict[Pair, Sequence[Place]] = {}
    by_strength: dict[int, list[Pair]] = defaultdict(list)
    for pair, places in found.items():
        by_strength[len(places)].append(pair)
    for _, pairs in sorted(by_strength.items(), reverse=True):
        more = kept | {pair: found[pair] for pair in sorted(pairs)}
        if kept and not _is_readable(more):
            break
        kept = more
    while not _is_readable(kept):
        kept.popitem()
    return kept


def _is_readable(shown: Ties) -> bool:
    return len(shown) <= TIES and len({ref for pair in shown for ref in pair}) <= NODES


def _empty(view: View) -> Blocks:
    say = view.texts.gettext
    somebody = any(view.dossier.of_kind(kind) for kind in KINDS)
    words = (
        say("No paragraph names two people or organizations, so there is no network.")
        if somebody
        else say("No person and no organization is in the registry yet, so there is no network.")
    )
    return prose.paragraph(prose.text(words), classes=("empty",))


def _network(view: View, found: Ties) -> Blocks:
    shown = strongest(found)
    paragraphs = {pair: len(places) for pair, places in shown.items()}
    about = (f"{one} {other} {count}" for (one, other), count in paragraphs.items())
    return prose.blocks(
        prose.paragraph(prose.text(shown_words(view.texts, view.dossier, found, shown))),
        *kept(view, "picture", about, partial(_picture, paragraphs)),
        sections.titled(
            view.texts.gettext("Ties and where they stand"), "ties", _table(view, shown)
        ),
    )


def _picture(paragraphs: Mapping[Pair, int], view: View) -> Iterator[Blocks]:
    """Draw ties, given the number of the paragraphs of each, and explain the signs."""
    refs = list(dict.fromkeys(ref for pair in paragraphs for ref in pair))
    refs.sort(key=lambda ref: (-count_of(view.dossier, ref).mentions, ref))
    nodes = [node(view, ref) for ref in refs]
    number = {ref: place for place, ref in enumerate(refs)}
    bonds = [
        Bond(
            number[one],
            number[other],
            count,
            _together(view, one, other, count),
            view.href(urls.NETWORK, _anchor(row)),
        )
        for row, ((one, other), count) in enumerate(paragraphs.items(), 1)
    ]
    texts = view.texts
    words = (
        texts.ngettext(
            "{count} tie between {nodes} people and organizations",
            "{count} ties between {nodes} people and organizations",
            len(bonds),
            nodes=texts.number(len(nodes)),
        ),
        texts.gettext(
            "Lines join those who are named in the same paragraphs; the table below lists every "
            "line."
        ),
    )
    yield svg.figure(
        drawing.drawn(drawing.laid_out(nodes, bonds), "network-wide", words),
        drawing.column(nodes, bonds, "network-narrow", words),
        caption=prose.text(
            texts.gettext(
                "The thicker a line, the more paragraphs name both; the larger a shape, the "
                "more often it is mentioned. Where something stands has no meaning but "
                "nearness."
            )
        ),
        classes=("ties",),
    )
    yield key(texts, (node.kind for node in nodes))


def shown_words(texts: Texts, dossier: Dossier, found: Ties, shown: Ties) -> str:
    """Say how much of the network the picture shows."""
    everybody = sum(len(dossier.of_kind(kind)) for kind in KINDS)
    inside = len({ref for pair in shown for ref in pair})
    whom = texts.ngettext(
        "{inside} of the {count} people and organizations of the dossier",
        "{inside} of the {count} people and organizations of the dossier",
        everybody,
        inside=texts.number(inside),
    )
    left_out = [len(places) for pair, places in found.items() if pair not in shown]
    if not left_out:
        # Translators: {whom} is “12 of the 14 people and organizations of the dossier”.
        return texts.ngettext(
            "All {count} tie, between {whom}.",
            "All {count} ties, between {whom}.",
            len(found),
            whom=whom,
        )
    least = min(len(places) for places in shown.values())
    return texts.ngettext(
        "{which}, between {whom}; {count} more tie is left out.",
        "{which}, between {whom}; {count} more ties are left out.",
        len(left_out),
        which=_which(texts, len(shown), least, all_of_them=max(left_out) < least),
        whom=whom,
    )


def _which(texts: Texts, shown: int, least: int, *, all_of_them: bool) -> str:
    """Say which ties are shown, by the paragraphs that they have in common at least."""
    number = texts.number(shown)
    if all_of_them:
        return texts.ngettext(
            "The {shown} ties of {count} and more common paragraphs",
            "The {shown} ties of {count} and more common paragraphs",
            least,
            shown=number,
        )
    return texts.ngettext(
        "{shown} of the ties of {count} common paragraph",
        "{shown} of the ties of {count} common paragraphs",
        least,
        shown=number,
    )


def node(view: View, ref: Ref) -> Node:
    """Give an entity as it is drawn."""
    mentions = count_of(view.dossier, ref).mentions
    name = view.dossier.name(ref)
    about = view.texts.ngettext(
        "{name} ({kind}): {count} mention",
        "{name} ({kind}): {count} mentions",
        mentions,
        name=name,
        kind=phrases.in_a_line(view.texts, ref.kind),
    )
    return Node(name, view.href(ref), ref.kind, mentions, about)


def _together(view: View, one: Ref, other: Ref, paragraphs: int) -> str:
    return view.texts.ngettext(
        "{names}: {count} paragraph",
        "{names}: {count} paragraphs",
        paragraphs,
        names=view.texts.series([view.dossier.name(one), view.dossier.name(other)]),
    )


def _anchor(row: int) -> str:
    return f"tie-{row}"


def key(texts: Texts, kinds: Iterable[Kind]) -> Blocks:
    """Explain the shapes."""
    seen = set(kinds)
    rows = [
        spaced(Markdown(drawing.sample(kind)), prose.text(phrases.in_a_line(texts, kind)))
        for kind in Kind
        if kind in seen
    ]
    return prose.section("div", ("key", "ties"), prose.bullets(rows), data_search_exclude=True)


def _table(view: View, shown: Ties) -> Blocks:
    rows = [
        [
            prose.span(view.entity(one), id=_anchor(row)),
            view.entity(other),
            prose.text(view.texts.number(len(places))),
            view.paragraphs(places),
        ]
        for row, ((one, other), places) in enumerate(shown.items(), 1)
    ]
    say = view.texts.gettext
    # Translators: Heads of columns: one and the other of two who are mentioned together.
    header = (say("One"), say("Other"), say("Paragraphs"), say("Where"))
    return tables.index("ties-table", header, rows)


# --- Around one entity ---------------------------------------------------------------------------


def ego(view: View, ref: Ref, ranked: Companions) -> Blocks:
    """Draw an entity with those it is mentioned together with most; nothing for fewer than two.

    The list that stands beside it on the page says the same, and more.
    """
    companions = ranked[:AROUND]
    if len(companions) < 2:  # noqa: PLR2004
        return prose.NOTHING
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
    say, name = view.texts.gettext, view.dossier.name(ref)
    picture = drawing.fan(
        node(view, ref),
        nodes,
        [len(places) for _, places in companions],
        bonds,
        (
            say("Those most often mentioned together with {name}", name=name),
            say("The list below says the same, with the paragraphs."),
        ),
    )
    said = [
        say("The thicker a line, the more paragraphs name both."),
        say("Thin arcs join those who are named together there, too.") if bonds else "",
    ]
    caption = prose.text(" ".join(filter(None, said)))
    return prose.blocks(
        svg.figure(picture, caption=caption, classes=("ties", "ego")),
        key(view.texts, [ref.kind, *(other.kind for other in refs)]),
    )


def _companion(view: View, other: Ref, ref: Ref, paragraphs: int) -> Node:
    about = _together(view, other, ref, paragraphs)
    return Node(view.dossier.name(other), view.href(other), other.kind, paragraphs, about)
