"""Links to an article where it was published, to the quoted words where they are verbatim.

The link to the words is a text fragment (https://wicg.github.io/scroll-to-text-fragment/), which
browsers find in the page and highlight. What an editor may have changed is left out of it:
anything at brackets, dots, quotation marks and apostrophes, which outlets set in several ways.
"""

from __future__ import annotations

import re
from urllib.parse import quote as percent_encoded

from generator import prose
from generator.dossier import Dossier, Place, Quote, Value
from generator.model import Quoting, TextOrigin
from generator.prose import Markdown
from generator.render.view import View

LONG = 12
"""Words from which on a fragment names only the first and the last few."""

ENDS = 5
"""That many of each."""

SHORT = 2
"""Fewer words are found anywhere."""


def original(view: View, report: Quote | Value) -> Markdown | None:
    """Link the original of what an article reports; nothing where its address is not known."""
    url = view.dossier.article(report.place.article).fields.url
    if url is None:
        return None
    words = verbatim(view.dossier, report)
    return prose.link(
        prose.text(view.texts.gettext("original")),
        url + (fragment(words, url) if words else ""),
        classes=("original",),
        rel="external",
        title=view.texts.gettext(
            "The article at {outlet}", outlet=view.outlet(report.place.article)
        ),
    )


def verbatim(dossier: Dossier, report: Quote | Value) -> str:
    """Give a report's words where they are the article's own, and not withheld.

    In a digest, only what is quoted is the article's.
    """
    words = report.words
    if words is None or report.place.extent is None:
        return ""
    if dossier.article(report.place.article).fields.text is TextOrigin.ORIGINAL:
        return words
    return words if isinstance(report, Quote) or _is_quoted(dossier, report.place) else ""


def fragment(words: str, url: str = "") -> str:
    """Give the end of an address that leads to words on a page.

    Args:
        words: The words, as quoted.
        url: The address before it, which may end in an anchor.

    Returns:
        The end with its `#`, or an empty string where too few words are certain.
    """
    certain = max((piece.split() for piece in _pieces(words)), key=len, default=[])
    if len(certain) < SHORT:
        return ""
    runs = [certain] if len(certain) < LONG else [certain[:ENDS], certain[-ENDS:]]
    directive = ",".join(_encoded(" ".join(run)) for run in runs)
    return f"{'' if '#' in url else '#'}:~:text={directive}"


_UNCERTAIN = re.compile(r"\S*(?:[\[\]\"“”„«»‹›'’‘…]|\.\s?\.)\S*")
_EDGES = " ,;:.!?-–—()"


def _pieces(words: str) -> list[str]:
    """Give the stretches of words that stand so in the original, as far as one can know."""
    bare = words.strip().strip("\"“”„«»‹›'’‘ ")
    return [piece.strip(_EDGES) for piece in _UNCERTAIN.split(bare)]


def _encoded(words: str) -> str:
    # A hyphen is part of the syntax, and no percent-encoding touches it otherwise.
    return percent_encoded(words, safe="").replace("-", "%2D")


def _is_quoted(dossier: Dossier, place: Place) -> bool:
    extent = place.extent
    return extent is not None and any(
        mark.start <= extent.start and extent.end <= mark.end
        for mark, annotation in dossier.passage(place).annotations()
        if isinstance(annotation.meaning, Quoting)
    )
