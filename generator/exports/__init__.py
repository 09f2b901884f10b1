"""A linked dossier in, files for other programs out: JSON with its schema."""

from __future__ import annotations

from generator.exports.data import data_files

__all__ = ["data_files"]
