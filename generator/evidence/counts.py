"""A dossier in, how often each of its entries is named out.

Who needs no more than the numbers asks for them here: what is made of them stays true where an
article changes and the numbers do not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import chain
from typing import NamedTuple

from generator.dossier import Dossier, once_per_dossier
from generator.model import Ref


class Count(NamedTuple):
    """How often something is named."""

    mentions: int = 0
    mentioned_in: int = 0
    """Articles that mention it."""
    quotes: int = 0
    """Quotations of which it is the speaker."""
    articles: int = 0
    """Articles that mention or quote it."""


def count_of(dossier: Dossier, ref: Ref) -> Count:
    """Tell how often an entry is named."""
    return _counts(dossier).get(ref, NEVER)


NEVER = Count()


@once_per_dossier
def number_of_articles(dossier: Dossier) -> int:
    """Count the articles of a dossier."""
    return len(dossier.articles)


@once_per_dossier
def _counts(dossier: Dossier) -> Mapping[Ref, Count]:
    """Count for every entry that is named at all."""
    mentions = Counter(mention.entity for mention in dossier.mentions)
    once = ({mention.entity for mention in said.mentions} for said in dossier.said.values())
    mentioned_in = Counter(chain.from_iterable(once))
    quotes = Counter(quote.speaker for quote in dossier.quotes)
    articles = Counter(chain.from_iterable(one.spoken_of for one in dossier.named.values()))
    return {
        ref: Count(mentions[ref], mentioned_in[ref], quotes[ref], number)
        for ref, number in articles.items()
    }
