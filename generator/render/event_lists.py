"""Events in lists that are in order of date, each with its status where that is unusual."""

from __future__ import annotations

from collections.abc import Iterable

from generator import prose, urls
from generator.model import Document, EventFields, EventStatus
from generator.prose import Blocks, Markdown
from generator.render import phrases
from generator.render.view import View, dated
from generator.texts import Texts

EVENTS = 100
"""Events of one list; of more, the latest."""


def event_list(view: View, events: Iterable[Document[EventFields]]) -> Blocks:
    """List events in the order of their dates; of very many, the latest."""
    ordered = sorted(events, key=lambda event: (event.fields.date.sort_key(), event.ref))
    if not ordered:
        return prose.NOTHING
    rows = [event_row(view, event) for event in ordered[-EVENTS:]]
    return prose.blocks(
        prose.section("div", ("events",), prose.bullets(rows)), _earlier(view, len(ordered))
    )


def _earlier(view: View, events: int) -> Blocks:
    """Say that only the latest events are listed, where there are more."""
    if events <= EVENTS:
        return prose.NOTHING
    pattern = view.texts.gettext(
        "The latest {shown} of {all} events are listed; {timeline} has all of them.",
        shown=view.texts.number(EVENTS),
        all=view.texts.number(events),
        timeline="{timeline}",
    )
    # Translators: What {timeline} says in “{timeline} has all of them”.
    words = prose.text(view.texts.gettext("the timeline"))
    link = prose.link(words, view.href(urls.TIMELINE))
    return prose.paragraph(prose.sentence(pattern, timeline=link), classes=("aside",))


def event_row(
    view: View, event: Document[EventFields], *more: Markdown | None, again: bool = False
) -> Markdown:
    """Give an event with its date, its status, and what else is to be said of it.

    Args:
        view: The page.
        event: The event.
        more: What else is to be said.
        again: Whether what stands above has the same date.
    """
    texts = view.texts
    return dated(
        texts,
        event.fields.date,
        view.entity(event.ref),
        unusual_status(texts, event.fields),
        *more,
        again=again,
    )


def status(texts: Texts, fields: EventFields) -> Markdown:
    """Say whether an event is planned, announced, happened or disputed."""
    words = prose.text(phrases.status(texts, fields.status))
    return prose.span(words, classes=("status", fields.status.value))


def unusual_status(texts: Texts, fields: EventFields) -> Markdown | None:
    """Say of an event that it is planned, announced or disputed; most have happened."""
    return None if fields.status is EventStatus.HAPPENED else status(texts, fields)
