"""A pasted text in, its blocks out."""

from __future__ import annotations

from generator.importers.paragraphs import paragraphs
from generator.importers.raw import Raw, Remarks


def read_text(name: str, text: str) -> Raw:
    """Read a plain text.

    Args:
        name: The file's name.
        text: What it holds.
    """
    remarks = Remarks()
    blocks = tuple(paragraphs(text, remarks))
    return Raw(name, blocks, remarks=remarks.in_order())
