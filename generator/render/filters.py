"""The entries of the timeline in, what a reader can filter them by out.

Without a script nothing of it is seen, and the whole list is there.
"""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import cast

from generator import prose
from generator.dossier import Quote
from generator.model import Document, EventFields, EventStatus, Kind, PlaceFields, Ref
from generator.prose import Blocks, Markdown
from generator.render.order import by_name
from generator.render.view import View
from generator.texts import noop

STATEMENT = "statement"
"""Stands among the statuses of events for what is none."""

Entry = Document[EventFields] | Quote

FACETS: Mapping[str, tuple[str, str]] = {
    "person": (noop("Person"), noop("Anybody")),
    "org": (noop("Organization"), noop("Any organization")),
    "place": (noop("Place"), noop("Anywhere")),
    "outlet": (noop("Reported by"), noop("Any outlet")),
    "status": (noop("Status"), noop("Any status")),
}
"""The filters: what each is called, and what it says while it is not set."""

OFFERED = 100
"""Names that one filter offers; of more, those with the most entries."""

STATUS_WORDS = {
    EventStatus.PLANNED.value: noop("Event, planned"),
    EventStatus.ANNOUNCED.value: noop("Event, announced"),
    EventStatus.HAPPENED.value: noop("Event, happened"),
    EventStatus.DISPUTED.value: noop("Event, disputed"),
    STATEMENT: noop("Statement"),
}


def facets(view: View, entry: Entry) -> dict[str, tuple[str, ...]]:
    """Give what an entry can be found by.

    An event by its participants, by its places and what those lie in, by the outlets whose
    articles mention it, and by its status; a statement by its speaker and audience, by the places
    of its event, and by its outlet.

    Returns:
        Ids, by the names of `FACETS`.
    """
    if isinstance(entry, Quote):
        actors = [ref for ref in (entry.speaker, entry.to) if ref]
        places = _places_of(view, entry)
        outlets = _publishers(view, [entry.place.article])
        status = STATEMENT
    else:
        actors = list(_participants(view, entry))
        places = entry.fields.place
        outlets = _publishers(view, articles_of(view, entry))
        status = entry.fields.status.value
    return {
        "person": tuple(ref.id for ref in actors if ref.kind is Kind.PERSON),
        "org": tuple(ref.id for ref in actors if ref.kind is Kind.ORG),
        "place": tuple(_with_surroundings(view, places)),
        "outlet": tuple(dict.fromkeys(outlets)),
        "status": (status,),
    }


def marker(view: View, entry: Entry) -> Markdown:
    """Say for the filters what an entry can be found by."""
    found = {f"data_{name}": " ".join(ids) for name, ids in facets(view, entry).items() if ids}
    key = "" if isinstance(entry, Quote) else entry.ref.id
    return prose.span(Markdown(""), classes=("facets",), data_entry=key, **found)


def articles_of(view: View, event: Document[EventFields]) -> list[str]:
    """Give the articles that mention an event."""
    mentions = view.dossier.mentions_of(event.ref)
    return list(dict.fromkeys(mention.place.article for mention in mentions))


def _participants(view: View, event: Document[EventFields]) -> Iterator[Ref]:
    for id_ in event.fields.participants:
        kind, colon, bare = id_.partition(":")
        for one in (Kind.PERSON, Kind.ORG):
            ref = Ref(one, bare if colon else id_)
            if ref in view.dossier.documents and (not colon or kind == one):
                yield ref


def _publishers(view: View, articles: Sequence[str]) -> list[str]:
    return [view.dossier.article(article).fields.publisher for article in articles]


def _places_of(view: View, quote: Quote) -> tuple[str, ...]:
    """Give where something was said, as far as it belongs to an event."""
    if quote.event is None:
        return ()
    return cast(EventFields, view.dossier.documents[quote.event].fields).place


def _with_surroundings(view: View, places: Sequence[str]) -> Iterator[str]:
    """Give places, and those that they lie in, each once."""
    found: dict[str, None] = {}
    for place in places:
        inner: str | None = place
        while inner and inner not in found:
            document = view.dossier.documents.get(Ref(Kind.PLACE, inner))
            if document is None:
                break
            found[inner] = None
            inner = cast(PlaceFields, document.fields).within
    yield from found


def counted(view: View, entries: Iterable[Entry]) -> Iterator[str]:
    """Count what some entries can be found by: the filter, the id and the number, with tabs."""
    counts: Counter[tuple[str, str]] = Counter()
    for entry in entries:
        counts.update((name, id_) for name, ids in facets(view, entry).items() for id_ in ids)
    for (name, id_), count in counts.items():
        yield f"{name}\t{id_}\t{count}"


def form(view: View, found: Iterable[str], entries: int) -> Blocks:
    """Give the filters, hidden until a script can answer them.

    Args:
        view: A page of the timeline.
        found: What all entries can be found by, as `counted` gives it of some of them.
        entries: How many they are, on all its pages.
    """
    totals: Counter[str] = Counter()
    for one in found:
        value, _, count = one.rpartition("\t")
        totals[value] += int(count)
    counts: dict[str, dict[str, int]] = {name: {} for name in FACETS}
    for value, total in totals.items():
        name, _, id_ = value.partition("\t")
        counts[name][id_] = total
    choices = [_choice(view, name, found) for name, found in counts.items() if found]
    most = max((len(found) for found in counts.values()), default=0)
    if entries < 2:  # noqa: PLR2004
        return prose.NOTHING
    label = html.escape(view.texts.gettext("Filter the timeline"))
    clear = html.escape(view.texts.gettext("Clear filters"))
    return prose.raw(
        f'<form class="filters" hidden aria-label="{label}">'
        f"{''.join(choices)}"
        f'<button type="reset" disabled>{clear}</button>'
        f'<p role="status" data-total="{entries}"></p>{_left_out(view, most)}</form>'
    )


def _left_out(view: View, names: int) -> str:
    """Say that the filters do not offer every name, where that is so."""
    if names <= OFFERED:
        return ""
    words = view.texts.gettext(
        "Each filter offers the {count} names with the most entries.",
        count=view.texts.number(OFFERED),
    )
    return f'<p class="aside">{html.escape(words)}</p>'


def _choice(view: View, name: str, counts: Mapping[str, int]) -> str:
    title, unset = (html.escape(view.texts.gettext(words)) for words in FACETS[name])
    named = sorted(
        ((_name_of(view, name, id_), id_) for id_ in _most_frequent(counts)),
        key=lambda pair: (_rank(name, pair[1]), by_name(pair[0]), pair[1]),
    )
    options = "".join(
        f'<option value="{id_}" data-name="{html.escape(words)}">'
        f"{html.escape(words)} ({view.texts.number(counts[id_])})</option>"
        for words, id_ in named
    )
    return (
        f'<label>{title} <select name="{name}"><option value="">{unset}</option>'
        f"{options}</select></label>"
    )


def _most_frequent(counts: Mapping[str, int]) -> list[str]:
    return sorted(counts, key=lambda id_: (-counts[id_], id_))[:OFFERED]


def _rank(facet: str, id_: str) -> int:
    """Order statuses as they follow each other; all else goes by its name."""
    return list(STATUS_WORDS).index(id_) if facet == "status" else 0


def _name_of(view: View, facet: str, id_: str) -> str:
    if facet == "status":
        return view.texts.gettext(STATUS_WORDS[id_])
    kind = Kind.ORG if facet == "outlet" else Kind(facet)
    document = view.dossier.documents.get(Ref(kind, id_))
    return document.name if document else id_
