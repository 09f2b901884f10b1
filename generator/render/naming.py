"""What each outlet calls an entity, with counts."""

from __future__ import annotations

from generator import prose
from generator.evidence.names import Form, OutOfDate, forms, out_of_date
from generator.model import Kind, Ref
from generator.prose import Blocks, Markdown
from generator.render import tables
from generator.render.view import View, foreign, spaced
from generator.texts import Texts

SHOWN = 40
"""Forms that are listed of an entity."""

OUTLETS = 8
"""Outlets that are named for a form, those that use it most; the others are counted."""


def names_used(view: View, ref: Ref) -> Blocks:
    """Tell what the articles call an entity, outlet by outlet; nothing for a single name."""
    found = forms(view.dossier, ref)
    if len(found.names) + len(found.descriptions) < 2:  # noqa: PLR2004
        return prose.NOTHING
    dated = _out_of_date(view, ref)
    return prose.blocks(
        _table(view, view.texts.gettext("Name"), found.names),
        _table(view, view.texts.gettext("Description"), found.descriptions),
        prose.section("div", ("aside",), prose.bullets(dated)) if dated else prose.NOTHING,
        _withheld(view.texts, found.withheld),
    )


def _table(view: View, title: str, listed: tuple[Form, ...]) -> Blocks:
    if not listed:
        return prose.NOTHING
    rows = [
        [
            prose.element("bdi", prose.text(form.text)),
            view.some(_outlets(view, form), len(form.by_outlet)),
            prose.text(view.texts.number(form.mentions)),
            view.paragraph(form.first.place),
        ]
        for form in listed[:SHOWN]
    ]
    say = view.texts.gettext
    # Translators: Heads of columns: in which outlets a name stands, and where it stands first.
    header = (title, say("In"), say("Mentions"), say("First"))
    table = tables.listed(("names",), header, rows, ("", "", "right"))
    return prose.blocks(table, _rarer(view.texts, len(listed) - SHOWN))


def _rarer(texts: Texts, more: int) -> Blocks:
    if more <= 0:
        return prose.NOTHING
    words = texts.ngettext(
        "{count} rarer form not listed.", "{count} rarer forms not listed.", more
    )
    return prose.paragraph(prose.text(words), classes=("aside",))


def _outlets(view: View, form: Form) -> list[Markdown]:
    """Name the outlets that use a form most, each with the number of mentions."""
    named: list[Markdown] = []
    for outlet, number in form.by_outlet[:OUTLETS]:
        ref = Ref(Kind.ORG, outlet)
        known = ref in view.dossier.documents
        name = view.entity(ref) if known else foreign(outlet)
        named.append(spaced(name, prose.text(view.texts.number(number))))
    return named


def _out_of_date(view: View, ref: Ref) -> list[Markdown]:
    if ref.kind is not Kind.ORG:
        return []
    found = list(out_of_date(view.dossier, ref))
    rows = [_said(view, one) for one in found[:SHOWN]]
    more = len(found) - len(rows)
    if more:
        words = view.texts.ngettext("and {count} more", "and {count} more", more)
        rows.append(prose.text(words))
    return rows


def _said(view: View, one: OutOfDate) -> Markdown:
    say = view.texts.gettext
    pattern = (
        say("{source} uses “{name}”, a name taken only after {date}.")
        if one.too_early
        else say("{source} uses “{name}”, the name until {date}.")
    )
    return prose.sentence(
        pattern,
        source=view.source(one.mention.place),
        name=prose.text(one.name),
        date=prose.text(view.texts.date(one.until)),
    )


def _withheld(texts: Texts, number: int) -> Blocks:
    if not number:
        return prose.NOTHING
    words = texts.ngettext(
        "The words of {count} further mention are withheld by the rights.",
        "The words of {count} further mentions are withheld by the rights.",
        number,
    )
    return prose.paragraph(prose.text(words), classes=("aside",))
