"""The page of a figure: every reported value beside the others, and what stands between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import combinations
from typing import cast

from generator import prose
from generator.dossier import Dossier, Saying, Value
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
from generator.render import heads, phrases, quotations, sections, tables
from generator.render.differing import KIND, never_said, sentence, silence
from generator.render.fragments import kept
from generator.render.in_a_line import description
from generator.render.independence import independence
from generator.render.long import long_pages
from generator.render.mentions import companion_list, mention_groups
from generator.render.neighbours import alphabetical_neighbours
from generator.render.originals import original
from generator.render.plots import Bar, value_plot
from generator.render.view import Page, View, foreign, spaced, when
from generator.texts import Texts, noop

ROWS = 150
"""Values of one table; more have a further table, and may go on to a further page."""

COUNTERS = 20
"""Those who counted that are named; the others are counted."""

REPORTERS = 8
"""Outlets that are named beside a drawn value; the others are counted."""

COMPARED = 40
"""The most values that are drawn, and set beside each other in words."""

ORDER = noop(
    "From the lowest to the highest, and from each to the next. "
    "No average is taken, and no value preferred."
)


def figure_pages(
    dossier: Dossier, texts: Texts, document: Document[FigureFields]
) -> Iterator[Page]:
    """Give a figure's page, and further pages where it has too many reports for one."""
    return long_pages(
        dossier,
        texts,
        document,
        partial(_reports, document=document),
        partial(_first_page, document=document),
    )


def _first_page(view: View, reports: Blocks, document: Document[FigureFields]) -> str:
    fields, ref, say = document.fields, document.ref, view.texts.gettext
    values = view.dossier.values_of(ref)
    found = accounts(values)
    return prose.page(
        heads.front_matter(document.name, description(view, document), boost=2),
        heads.breadcrumbs(view, ref.kind),
        heads.kicker(view.texts, ref.kind),
        prose.heading(1, prose.text(document.name)),
        heads.lead(fields.summary),
        heads.facts(
            (
                (say("Counts"), prose.text(fields.unit) if fields.unit else None),
                (say("Scope"), prose.text(fields.scope) if fields.scope else None),
                (say("Reported"), _reported(view.texts, values)),
                (say("Counted by"), _counters(view, values)),
            )
        ),
        independence(view, values),
        _plot(view, document, found),
        sections.titled(say("Editors’ note"), "note", sections.note(view, document)),
        sections.titled(
            say("What stands between the values"), "differences", _differences(view, found)
        ),
        reports,
        sections.titled(
            say("Mentioned together with"),
            "together",
            companion_list(view, view.dossier.companions(ref)),
        ),
        sections.titled(say("See also"), "see-also", _see_also(view, ref)),
        alphabetical_neighbours(view, document),
    )


def _reported(texts: Texts, values: Sequence[Value]) -> Markdown:
    if not values:
        return prose.text(texts.gettext("no article gives a value yet"))
    lowest, *others = sorted(values, key=lambda value: (ends(value), value.qualifier))
    if not others:
        return prose.text(phrases.value(texts, lowest))
    articles = len({value.place.article for value in values})
    return prose.text(
        texts.ngettext(
            "{values} in {count} article",
            "{values} in {count} articles",
            articles,
            # Translators: What {values} says in “{values} in 3 articles”.
            values=texts.ngettext("{count} value", "{count} values", len(values)),
        )
    )


def _counters(view: View, values: Sequence[Value]) -> Markdown | None:
    """Name everybody who counted: values of one counter are one count, whoever reports them."""
    counters = dict.fromkeys(value.by for value in values if value.by)
    named = view.first_of(list(counters), COUNTERS) if counters else None
    unnamed = sum(1 for value in values if value.by is None)
    if not unnamed or not values:
        return named or None
    rest = prose.text(
        view.texts.ngettext(
            "not stated for {count} value", "not stated for {count} values", unnamed
        )
    )
    return prose.joined(view.texts.semicolon, [named, rest]) if named else rest


# --- Side by side --------------------------------------------------------------------------------


def _plot(view: View, document: Document[FigureFields], found: Sequence[Account]) -> Blocks:
    if len(found) < 2:  # noqa: PLR2004 - one value has no other to stand beside
        return prose.NOTHING
    bars = [
        Bar(
            phrases.value(view.texts, one.value),
            _reporters(view, one),
            *ends(one.value),
            room(one.value),
        )
        for one in found[:COMPARED]
    ]
    return prose.blocks(
        value_plot(view.texts, bars, document.name, document.fields.unit or "", "plot"),
        _rest(view.texts, found),
    )


def _reporters(view: View, account: Account) -> str:
    """Name the outlets, and the day up to which they count."""
    outlets = dict.fromkeys(view.outlet(value.place.article) for value in account.values)
    as_of = account.value.as_of
    named = phrases.first_of(view.texts, list(outlets), REPORTERS)
    if as_of is None:
        return named
    return view.texts.gettext("{outlets}, as of {date}", outlets=named, date=view.texts.date(as_of))


def _rest(texts: Texts, found: Sequence[Account]) -> Blocks:
    more = len(found) - COMPARED
    if more <= 0:
        return prose.NOTHING
    words = texts.ngettext(
        "The {shown} lowest are shown; the table below has {count} more.",
        "The {shown} lowest are shown; the table below has {count} more.",
        more,
        shown=texts.number(COMPARED),
    )
    return prose.paragraph(prose.text(words), classes=("aside",))


def _differences(view: View, found: Sequence[Account]) -> Blocks:
    """Say what stands between each value and the next, and whether any exclude each other."""
    compared = found[:COMPARED]
    unsaid = never_said([account.value for account in found])
    rows = [
        _pair(
            view.texts,
            lower.value,
            higher.value,
            between,
            sentence(view, lower.value, higher.value, between, unsaid),
        )
        for lower, higher, between in steps(compared)
    ]
    if not rows:
        return prose.NOTHING
    return prose.blocks(
        prose.paragraph(
            spaced(
                prose.text(_contradictions(view.texts, compared)),
                prose.text(silence(view.texts, unsaid)),
                prose.text(view.texts.gettext(ORDER)),
            )
        ),
        prose.section("div", ("differences",), prose.bullets(rows)),
    )


def _pair(texts: Texts, lower: Value, higher: Value, between: Difference, said: str) -> Markdown:
    both = (prose.text(phrases.value(texts, one)) for one in (lower, higher))
    kind = prose.text(texts.gettext(KIND[between.kind]))
    return spaced(
        prose.strong(prose.joined(" · ", both)),
        prose.span(kind, classes=("difference", between.kind.value)),
        prose.text(said),
    )


APART = (
    DifferenceKind.ROUNDING,
    DifferenceKind.AS_OF,
    DifferenceKind.COUNTER,
    DifferenceKind.DISAGREEMENT,
)
"""Kinds of differences between values that leave no room for a common one."""


def _contradictions(texts: Texts, found: Sequence[Account]) -> str:
    """Say how many of all pairs leave no room for a common value."""
    pairs = [
        difference(one.value, other.value).kind in APART for one, other in combinations(found, 2)
    ]
    if not any(pairs):
        return texts.gettext("By their words alone, no two of these values exclude each other.")
    if len(pairs) == 1:
        return texts.gettext("The two values exclude each other.")
    return texts.ngettext(
        "{count} of {all} pairs of these values exclude each other.",
        "{count} of {all} pairs of these values exclude each other.",
        sum(pairs),
        all=texts.number(len(pairs)),
    )


# --- Report by report ----------------------------------------------------------------------------


def _reports(view: View, document: Document[FigureFields]) -> Iterator[Blocks]:
    """Give every reported value in tables, then every one in its sentence."""
    say = view.texts.gettext
    values = view.dossier.values_of(document.ref)
    for start in range(0, len(values), ROWS):
        heading = prose.heading(2, prose.text(say("Every reported value")), id="values")
        listed = [value.saying for value in values[start : start + ROWS]]
        table = partial(_table, document.ref, listed)
        for blocks in kept(view, "values", map(" ".join, listed), table):
            yield prose.blocks(heading if start == 0 else prose.NOTHING, blocks)
    for number, group in enumerate(mention_groups(view, document.ref)):
        heading = prose.heading(2, prose.text(say("In their sentences")), id="mentions")
        yield prose.blocks(heading if number == 0 else prose.NOTHING, group)


def _table(ref: Ref, listed: Sequence[Saying], view: View) -> Iterator[Blocks]:
    """Give reported values, one in a row."""
    say = view.texts.gettext
    unit = cast(FigureFields, view.dossier.documents[ref].fields).unit
    header = (
        say("Value ({unit})", unit=unit) if unit else say("Value"),
        say("As of"),
        say("Counted by"),
        say("Reported by"),
        say("Published"),
        say("Where"),
    )
    rows = [_row(view, view.dossier.value(one)) for one in listed]
    yield tables.listed(("values",), header, rows)


def _row(view: View, value: Value) -> list[Markdown]:
    article = view.dossier.article(value.place.article)
    not_stated = prose.span(prose.text(view.texts.gettext("not stated")), classes=("undated",))
    outlet = foreign(view.outlet(article.ref.id))
    via = quotations.via(view, value.via) if value.via else None
    links = [view.paragraph(value.place), original(view, value)]
    return [
        prose.strong(prose.text(phrases.value(view.texts, value))),
        when(view.texts, value.as_of) if value.as_of else not_stated,
        view.entity(value.by) if value.by else not_stated,
        spaced(outlet, via),
        when(view.texts, article.fields.published),
        prose.joined(" · ", [link for link in links if link]),
    ]


def _see_also(view: View, ref: Ref) -> Blocks:
    noted = view.dossier.noted.get(ref, ())
    if not noted:
        return prose.NOTHING
    title = prose.strong(prose.text(view.texts.gettext("In the notes on")))
    return prose.bullets([spaced(title, view.entities(noted))])
