"""A linked dossier in, the pages of its site out: plain functions that return Markdown."""
