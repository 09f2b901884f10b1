"""A linked dossier in, what other programs read out: data, feeds, names, search records, cards."""

from __future__ import annotations

from generator.exports.cards import SITE, Card, social_cards
from generator.exports.data import data_files
from generator.exports.feeds import Publication, feed_files
from generator.exports.previews import name_files
from generator.exports.records import SearchRecord, search_records

__all__ = [
    "SITE",
    "Card",
    "Publication",
    "SearchRecord",
    "data_files",
    "feed_files",
    "name_files",
    "search_records",
    "social_cards",
]
