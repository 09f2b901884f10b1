"""Annotated press articles in, the pages of a cross-linked dossier out."""

__version__ = "0.1.0"
