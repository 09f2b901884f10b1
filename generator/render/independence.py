"""How many independent origins stand behind a thing, in words, with the reasons for the count."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from generator import prose
from generator.evidence.origins import Origins, Reason, ReasonKind, Report, origins_of
from generator.model import Kind, Ref
from generator.prose import Blocks, Markdown
from generator.render import parts, phrases
from generator.render.view import View, spaced

SHARES = {
    ReasonKind.REPEATS: "repeats the text of",
    ReasonKind.REPEATED: "is the text that is repeated by",
    ReasonKind.SAME_TEXT: "repeats the same text as",
    ReasonKind.PUBLISHER: "comes from the same house as",
    ReasonKind.VIA: "has this by way of the same outlet as",
    ReasonKind.AGENCY: "rests on the same agency as",
    ReasonKind.THROUGH_TEXT: "repeats a text that rests on the same source as",
}
"""How an article shares an origin with another."""


REASONS = 40
"""The most reasons that are listed: with thousands of articles, a page would hold little else."""


def independence(view: View, reports: Iterable[Report]) -> Blocks:
    """Give the count of articles and of independent origins, and why they are not the same."""
    found = origins_of(view.dossier, reports)
    if not found.articles:
        return parts.NOTHING
    words = prose.text(counted(found))
    reasons = [_reason(view, reason) for reason in islice(found.reasons(), REASONS)]
    if len(reasons) == REASONS:
        reasons.append(prose.text(f"Only the first {REASONS} reasons are listed."))
    if not reasons:
        return prose.paragraph(words, classes=("origins",))
    return prose.details(words, prose.bullets(reasons), classes=("origins",))


def counted(found: Origins) -> str:
    """Count articles and origins: `3 articles, 2 independent origins`."""
    articles = phrases.count(found.articles, "article")
    return f"{articles}, {phrases.count(found.count, 'independent origin')}"


def _reason(view: View, reason: Reason) -> Markdown:
    common = [ref for ref in reason.common if ref in view.dossier.documents]
    return spaced(
        _article(view, reason.article),
        prose.text(SHARES[reason.kind]),
        _article(view, reason.other),
        prose.line(prose.text("("), view.entities(common), prose.text(")")) if common else None,
    )


def _article(view: View, article: str) -> Markdown:
    ref = Ref(Kind.ARTICLE, article)
    return prose.line(view.entity(ref), prose.text(f" ({view.outlet(article)})"))
