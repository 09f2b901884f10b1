"""A linked dossier in, what other programs read out: data, feeds, names, cards, records, texts."""

from __future__ import annotations

from generator.exports.cards import SITE, Card, social_cards
from generator.exports.data import article_file, data_files, schema_files
from generator.exports.feeds import Publication, feed_files
from generator.exports.names import files_of_names
from generator.exports.previews import entry_file
from generator.exports.records import EVERYWHERE, SearchRecord, findable, record_of, search_records
from generator.exports.scripts import script_texts

__all__ = [
    "EVERYWHERE",
    "SITE",
    "Card",
    "Publication",
    "SearchRecord",
    "article_file",
    "data_files",
    "entry_file",
    "feed_files",
    "files_of_names",
    "findable",
    "record_of",
    "schema_files",
    "script_texts",
    "search_records",
    "social_cards",
]
