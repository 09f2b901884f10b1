"""The words of social cards in, their pictures out, as files of the site.

A file is named by all that it depends on, so that a picture that is fetched again after its page
has changed is another one, and what was drawn once is not drawn again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

from generator import urls
from generator.cache import Cache
from generator.cards import HEIGHT, WIDTH, can_set, draw
from generator.exports import SITE, Card
from generator.timings import stage

DESIGN = 1
"""To be counted up when the same words give another picture."""

DRAWN_WITH = (
    "arabic-reshaper",
    "fontpkg-noto-sans-arabic",
    "fontpkg-noto-serif",
    "pillow",
    "python-bidi",
)
"""The packages on whose versions a picture depends."""

CACHED = "card"
AT_ONCE = 100
"""How many pictures are held in memory."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A social card as a page names it."""

    path: str
    """Relative to the site's root."""
    alternative: str
    """What it says, for those who do not see it."""
    width: int = WIDTH
    height: int = HEIGHT
    type: str = "image/png"


class SocialCards:
    """The social cards of a site."""

    def __init__(self, cards: Mapping[str, Card]) -> None:
        """Take the cards by the paths of their pages; those that cannot be written are left out."""
        self._cards = {page: card for page, card in cards.items() if can_set(" ".join(card.texts))}

    def of(self, page: str) -> Picture | None:
        """Give the card of a page: its own, its entry's, or the site's.

        Args:
            page: The page's path below `docs/`.
        """
        for one in (page, urls.first_of(page), SITE):
            if one in self._cards:
                card = self._cards[one]
                return Picture(_path(card), card.alternative)
        return None

    def write(self, site: Path, cache: Cache) -> None:
        """Write all pictures into a site's folder; only those that are new are drawn.

        Args:
            site: The site's folder.
            cache: Holds what was drawn before.
        """
        cards = list({_path(card): card for card in self._cards.values()}.items())
        with stage("cards", len(cards)) as step:
            for start in range(0, len(cards), AT_ONCE):
                some = dict(cards[start : start + AT_ONCE])
                drawn = cache.get_many(CACHED, [path.encode() for path in some])
                new = {
                    path.encode(): draw(card)
                    for path, card in some.items()
                    if path.encode() not in drawn
                }
                cache.put_many(CACHED, new)
                for path in some:
                    file = site / path
                    file.parent.mkdir(parents=True, exist_ok=True)
                    file.write_bytes(new.get(path.encode()) or drawn[path.encode()])
                    step()


def _path(card: Card) -> str:
    """Give the file of a card, relative to the site's root."""
    depends_on = [DESIGN, *_versions(), asdict(card)]
    digest = hashlib.sha256(json.dumps(depends_on, sort_keys=True).encode()).hexdigest()
    return f"{urls.CARDS}/{digest[:20]}.png"


@cache
def _versions() -> tuple[str, ...]:
    """Give the versions of what draws; to find them takes longer than all else about a card."""
    return tuple(map(version, DRAWN_WITH))
