"""An entry in, what it is in a line out: for previews, cards and descriptions of pages."""

from __future__ import annotations

from generator import prose
from generator.dossier import Dossier
from generator.model import (
    Document,
    EventFields,
    EventStatus,
    Fields,
    FigureFields,
    Kind,
    OrgFields,
    PersonFields,
    PlaceFields,
    Ref,
    Role,
)
from generator.prose import Markdown
from generator.render import phrases
from generator.render.mentions import evidence_words
from generator.render.view import View
from generator.texts import Texts


def what_it_is(texts: Texts, document: Document[Fields]) -> str:
    """Say what kind of thing an entry is, in a word or two."""
    match document.fields:
        case PersonFields(anonymous=True):
            return texts.gettext("Person, unnamed")
        case PlaceFields(kind=kind) if kind:
            return phrases.with_detail(texts, Kind.PLACE, phrases.place_kind(texts, kind))
        case OrgFields(kind=kind) if kind:
            return phrases.with_detail(texts, Kind.ORG, phrases.org_kind(texts, kind))
        case EventFields() as event:
            return phrases.with_detail(texts, Kind.EVENT, _when_and_whether(texts, event))
        case FigureFields(unit=unit) if unit:
            return phrases.with_detail(texts, Kind.FIGURE, unit)
    return phrases.one_of(texts, document.ref.kind)


def _when_and_whether(texts: Texts, event: EventFields) -> str:
    """Say when an event is, and its status, unless that is the usual one."""
    date = texts.date(event.date)
    if event.status is EventStatus.HAPPENED:
        return date
    return texts.gettext("{date} · {status}", date=date, status=phrases.status(texts, event.status))


def role_words(dossier: Dossier, texts: Texts, role: Role) -> str:
    """Give a role in words: `Foreign Minister, Russia`."""
    employer = Ref(Kind.ORG, role.of or "")
    if employer not in dossier.documents or dossier.name(employer) in role.title:
        return role.title
    return texts.gettext("{role}, {employer}", role=role.title, employer=dossier.name(employer))


def kind_within(view: View, kind: Markdown, within: Ref) -> Markdown:
    """Say what a place is, if that is known, and what it lies in: `town in Syria`."""
    if not kind:
        return prose.sentence(view.texts.gettext("in {place}"), place=view.entity(within))
    pattern = view.texts.gettext("{kind} in {place}")
    return prose.sentence(pattern, kind=kind, place=view.entity(within))


def description(view: View, document: Document[Fields]) -> str:
    """Describe an entry's page for search engines, and for those who link to it.

    Where the editors have written no summary, this says what the entry is, and how much is known.
    """
    summary: str | None = getattr(document.fields, "summary", None)
    what = what_it_is(view.texts, document)
    return summary or " · ".join((document.name, what, evidence_words(view, document.ref)))


def opening(document: Document[Fields], most: int = 200) -> str:
    """Give the first words of what the editors wrote, as many as fit into so many characters."""
    text = next((one.text for one in document.passages if one.text.strip()), "")
    whole = " ".join(text.split())
    if len(whole) <= most:
        return whole
    return f"{whole[:most].rpartition(' ')[0].rstrip('.,;:')}…"
