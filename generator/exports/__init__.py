"""A linked dossier in, files for other programs out: JSON with its schema, feeds, names."""

from __future__ import annotations

from generator.exports.data import data_files
from generator.exports.feeds import Publication, feed_files
from generator.exports.previews import name_files

__all__ = ["Publication", "data_files", "feed_files", "name_files"]
