"""What each outlet calls an entity, with counts."""

from __future__ import annotations

from collections.abc import Iterator

from generator import dates, prose
from generator.evidence.names import Form, OutOfDate, forms, out_of_date
from generator.model import Kind, Ref
from generator.prose import Blocks, Markdown
from generator.render import parts, phrases
from generator.render.view import View, spaced

SHOWN = 40
"""Forms that are listed of an entity."""


def names_used(view: View, ref: Ref) -> Blocks:
    """Tell what the articles call an entity, outlet by outlet; nothing for a single name."""
    found = forms(view.dossier, ref)
    if len(found.names) + len(found.descriptions) < 2:  # noqa: PLR2004
        return parts.NOTHING
    dated = _out_of_date(view, ref)
    return prose.blocks(
        _table(view, "Name", found.names),
        _table(view, "Description", found.descriptions),
        prose.section("div", ("aside",), prose.bullets(dated)) if dated else parts.NOTHING,
        _withheld(found.withheld),
    )


def _table(view: View, title: str, listed: tuple[Form, ...]) -> Blocks:
    if not listed:
        return parts.NOTHING
    rows = [
        [
            prose.element("bdi", prose.text(form.text)),
            prose.joined(", ", _outlets(view, form)),
            prose.text(f"{form.mentions:,}"),
            view.paragraph(form.first.place),
        ]
        for form in listed[:SHOWN]
    ]
    header = [prose.text(one) for one in (title, "In", "Mentions", "First")]
    table = prose.table(header, rows, ("left", "left", "right", "left"))
    more = len(listed) - SHOWN
    said = f"{phrases.count(more, 'rarer form')} not listed." if more > 0 else ""
    return prose.blocks(
        prose.section("div", ("names",), table),
        prose.paragraph(prose.text(said), classes=("aside",)) if said else parts.NOTHING,
    )


def _outlets(view: View, form: Form) -> Iterator[Markdown]:
    for outlet, number in form.by_outlet:
        ref = Ref(Kind.ORG, outlet)
        known = ref in view.dossier.documents
        name = view.entity(ref) if known else prose.text(outlet)
        yield spaced(name, prose.text(f"{number:,}"))


def _out_of_date(view: View, ref: Ref) -> list[Markdown]:
    if ref.kind is not Kind.ORG:
        return []
    return [_said(view, one) for one in out_of_date(view.dossier, ref)]


def _said(view: View, one: OutOfDate) -> Markdown:
    day = dates.words(one.until)
    words = (
        f"uses “{one.name}”, a name taken only after {day}."
        if one.too_early
        else f"uses “{one.name}”, the name until {day}."
    )
    return spaced(view.source(one.mention.place), prose.text(words))


def _withheld(number: int) -> Blocks:
    if not number:
        return parts.NOTHING
    words = f"The words of {phrases.count(number, 'further mention')} are withheld by the rights."
    return prose.paragraph(prose.text(words), classes=("aside",))
