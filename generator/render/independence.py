"""How many independent origins stand behind a thing, in words, with the reasons for the count."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from generator import prose
from generator.evidence.origins import Origins, Reason, ReasonKind, Report, origins_of
from generator.model import Kind, Ref
from generator.prose import Blocks, Markdown
from generator.render.view import View, foreign
from generator.texts import Texts, noop

SHARES = {
    ReasonKind.REPEATS: noop("{article} repeats the text of {other}"),
    ReasonKind.REPEATED: noop("{article} is the text that is repeated by {other}"),
    ReasonKind.SAME_TEXT: noop("{article} repeats the same text as {other}"),
    ReasonKind.PUBLISHER: noop("{article} comes from the same house as {other}"),
    ReasonKind.VIA: noop("{article} has this by way of the same outlet as {other}"),
    ReasonKind.AGENCY: noop("{article} rests on the same agency as {other}"),
    ReasonKind.THROUGH_TEXT: noop(
        "{article} repeats a text that rests on the same source as {other}"
    ),
}
"""How an article shares an origin with another."""


REASONS = 40
"""The most reasons that are listed: with thousands of articles, a page would hold little else."""


def independence(view: View, reports: Iterable[Report]) -> Blocks:
    """Give the count of articles and of independent origins, and why they are not the same."""
    found = origins_of(view.dossier, reports)
    if not found.articles:
        return prose.NOTHING
    words = prose.text(counted(view.texts, found))
    reasons = [_reason(view, reason) for reason in islice(found.reasons(), REASONS)]
    if len(reasons) == REASONS:
        first = view.texts.number(REASONS)
        said = view.texts.gettext("Only the first {count} reasons are listed.", count=first)
        reasons.append(prose.text(said))
    if not reasons:
        return prose.paragraph(words, classes=("origins",))
    return prose.details(words, prose.bullets(reasons), classes=("origins",))


def counted(texts: Texts, found: Origins) -> str:
    """Count articles and origins: `3 articles, 2 independent origins`."""
    return texts.ngettext(
        "{articles}, {count} independent origin",
        "{articles}, {count} independent origins",
        found.count,
        articles=texts.ngettext("{count} article", "{count} articles", found.articles),
    )


def _reason(view: View, reason: Reason) -> Markdown:
    common = [ref for ref in reason.common if ref in view.dossier.documents]
    shares = prose.sentence(
        view.texts.gettext(SHARES[reason.kind]),
        article=_article(view, reason.article),
        other=_article(view, reason.other),
    )
    if not common:
        return shares
    pattern = view.texts.gettext("{shares} ({sources})")
    return prose.sentence(pattern, shares=shares, sources=view.entities(common))


def _article(view: View, article: str) -> Markdown:
    ref = Ref(Kind.ARTICLE, article)
    return prose.sentence(
        view.texts.gettext("{article} ({outlet})"),
        article=view.entity(ref),
        outlet=foreign(view.outlet(article)),
    )
