"""The page of a figure: every reported value beside the others, and what stands between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import combinations

from generator import dates, prose
from generator.dossier import Dossier, Value
from generator.evidence.differences import (
    Account,
    Difference,
    DifferenceKind,
    accounts,
    difference,
    ends,
    room,
    steps,
)
from generator.model import Document, FigureFields, Ref
from generator.prose import Blocks, Markdown
from generator.render import parts, phrases
from generator.render.differing import KIND, never_said, sentence, silence
from generator.render.independence import independence
from generator.render.long import long_pages
from generator.render.originals import original
from generator.render.plots import Bar, value_plot
from generator.render.view import Page, View, spaced, when

ROWS = 150
"""Values of one table; more have a further table, and may go on to a further page."""

COMPARED = 40
"""The most values that are drawn, and set beside each other in words."""

ORDER = (
    "From the lowest to the highest, and from each to the next. "
    "No average is taken, and no value preferred."
)


def figure_pages(dossier: Dossier, document: Document[FigureFields]) -> Iterator[Page]:
    """Give a figure's page, and further pages where it has too many reports for one."""
    return long_pages(
        dossier,
        document,
        partial(_reports, document=document),
        partial(_first_page, document=document),
    )


def _first_page(view: View, reports: Blocks, document: Document[FigureFields]) -> str:
    fields, ref = document.fields, document.ref
    values = view.dossier.values_of(ref)
    found = accounts(values)
    return prose.page(
        parts.front_matter(document.name, fields.summary or "", boost=2),
        parts.breadcrumbs(view, ref.kind),
        parts.kicker(ref.kind),
        prose.heading(1, prose.text(document.name)),
        parts.lead(fields.summary),
        parts.facts(
            (
                ("Counts", prose.text(fields.unit) if fields.unit else None),
                ("Scope", prose.text(fields.scope) if fields.scope else None),
                ("Reported", _reported(values)),
                ("Counted by", _counters(view, values)),
            )
        ),
        independence(view, values),
        _plot(view, document, found),
        parts.part("Editors’ note", "note", parts.note(view, document)),
        parts.part("What stands between the values", "differences", _differences(view, found)),
        reports,
        parts.part("Mentioned together with", "together", parts.companions(view, ref)),
        parts.part("See also", "see-also", _see_also(view, ref)),
        parts.alphabetical_neighbours(view, document),
    )


def _reported(values: Sequence[Value]) -> Markdown:
    if not values:
        return prose.text("no article gives a value yet")
    lowest, *others = sorted(values, key=lambda value: (ends(value), value.qualifier))
    if not others:
        return prose.text(phrases.value(lowest))
    articles = len({value.place.article for value in values})
    return prose.text(
        f"{phrases.count(len(values), 'value')} in {phrases.count(articles, 'article')}"
    )


def _counters(view: View, values: Sequence[Value]) -> Markdown | None:
    """Name everybody who counted: values of one counter are one count, whoever reports them."""
    counters = dict.fromkeys(value.by for value in values if value.by)
    named = view.entities(counters)
    unnamed = sum(1 for value in values if value.by is None)
    if not unnamed or not values:
        return named or None
    rest = prose.text(f"not stated for {phrases.count(unnamed, 'value')}")
    return prose.joined("; ", [named, rest]) if named else rest


# --- Side by side --------------------------------------------------------------------------------


def _plot(view: View, document: Document[FigureFields], found: Sequence[Account]) -> Blocks:
    if len(found) < 2:  # noqa: PLR2004 - one value has no other to stand beside
        return parts.NOTHING
    bars = [
        Bar(phrases.value(one.value), _reporters(view, one), *ends(one.value), room(one.value))
        for one in found[:COMPARED]
    ]
    return prose.blocks(
        value_plot(bars, document.name, document.fields.unit or "", "plot"), _rest(found)
    )


def _reporters(view: View, account: Account) -> str:
    """Name the outlets, and the day up to which they count."""
    outlets = dict.fromkeys(view.outlet(value.place.article) for value in account.values)
    as_of = account.value.as_of
    return phrases.series(list(outlets)) + (f", as of {dates.words(as_of)}" if as_of else "")


def _rest(found: Sequence[Account]) -> Blocks:
    more = len(found) - COMPARED
    if more <= 0:
        return parts.NOTHING
    words = f"The {COMPARED} lowest are shown; the table below has {more:,} more."
    return prose.paragraph(prose.text(words), classes=("aside",))


def _differences(view: View, found: Sequence[Account]) -> Blocks:
    """Say what stands between each value and the next, and whether any exclude each other."""
    compared = found[:COMPARED]
    unsaid = never_said([account.value for account in found])
    rows = [
        _pair(
            lower.value,
            higher.value,
            between,
            sentence(view.dossier, lower.value, higher.value, between, unsaid),
        )
        for lower, higher, between in steps(compared)
    ]
    if not rows:
        return parts.NOTHING
    return prose.blocks(
        prose.paragraph(
            spaced(*map(prose.text, (_contradictions(compared), silence(unsaid), ORDER)))
        ),
        prose.section("div", ("differences",), prose.bullets(rows)),
    )


def _pair(lower: Value, higher: Value, between: Difference, said: str) -> Markdown:
    return spaced(
        prose.strong(prose.text(f"{phrases.value(lower)} · {phrases.value(higher)}")),
        prose.span(prose.text(KIND[between.kind]), classes=("difference", between.kind.value)),
        prose.text(said),
    )


APART = (
    DifferenceKind.ROUNDING,
    DifferenceKind.AS_OF,
    DifferenceKind.COUNTER,
    DifferenceKind.DISAGREEMENT,
)
"""Kinds of differences between values that leave no room for a common one."""


def _contradictions(found: Sequence[Account]) -> str:
    """Say how many of all pairs leave no room for a common value."""
    pairs = [
        difference(one.value, other.value).kind in APART for one, other in combinations(found, 2)
    ]
    if not any(pairs):
        return "By their words alone, no two of these values exclude each other."
    if len(pairs) == 1:
        return "The two values exclude each other."
    return f"{sum(pairs)} of {len(pairs)} pairs of these values exclude each other."


# --- Report by report ----------------------------------------------------------------------------


def _reports(view: View, document: Document[FigureFields]) -> Iterator[Blocks]:
    """Give every reported value in tables, then every one in its sentence."""
    values = view.dossier.values_of(document.ref)
    for start in range(0, len(values), ROWS):
        heading = prose.heading(2, prose.text("Every reported value"), id="values")
        yield prose.blocks(
            heading if start == 0 else parts.NOTHING,
            prose.section("div", ("values",), _table(view, document, values[start : start + ROWS])),
        )
    for number, group in enumerate(parts.mention_groups(view, document.ref)):
        heading = prose.heading(2, prose.text("In their sentences"), id="mentions")
        yield prose.blocks(heading if number == 0 else parts.NOTHING, group)


def _table(view: View, document: Document[FigureFields], values: Sequence[Value]) -> Blocks:
    unit = f" ({document.fields.unit})" if document.fields.unit else ""
    header = [f"Value{unit}", "As of", "Counted by", "Reported by", "Published", "Where"]
    return prose.table([prose.text(one) for one in header], [_row(view, one) for one in values])


def _row(view: View, value: Value) -> list[Markdown]:
    article = view.dossier.article(value.place.article)
    not_stated = prose.span(prose.text("not stated"), classes=("undated",))
    outlet = prose.text(view.outlet(article.ref.id))
    via = spaced(prose.text("via"), view.entity(value.via)) if value.via else None
    links = [view.paragraph(value.place), original(view, value)]
    return [
        prose.strong(prose.text(phrases.value(value))),
        when(value.as_of) if value.as_of else not_stated,
        view.entity(value.by) if value.by else not_stated,
        spaced(outlet, via),
        when(article.fields.published),
        prose.joined(" · ", [link for link in links if link]),
    ]


def _see_also(view: View, ref: Ref) -> Blocks:
    noted = view.dossier.noted.get(ref, ())
    if not noted:
        return parts.NOTHING
    title = prose.strong(prose.text("In the notes on"))
    return prose.bullets([spaced(title, view.entities(noted))])
