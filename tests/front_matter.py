"""Front matter in, the record of its kind and what is wrong with it out."""

from __future__ import annotations

from generator.diagnostics import Diagnostic
from generator.frontmatter import split
from generator.model import Fields, Kind
from generator.schema import read_fields
from generator.source import SourceFile

REQUIRED = {
    Kind.ARTICLE: "title: x\npublisher: rferl\npublished: 2016-08-26\n",
    Kind.EVENT: "name: x\ndate: 2016-08-26\n",
    Kind.PAGE: "title: x\n",
}
"""The keys that a kind cannot do without."""


def file(block: str) -> SourceFile:
    """A file with this front matter."""
    return SourceFile("x/a.md", f"---\n{block.rstrip()}\n---\n\nBody.\n")


def read(kind: Kind, block: str) -> tuple[Fields | None, tuple[Diagnostic, ...]]:
    """Read front matter in which the YAML is in order."""
    source = file(block)
    front = split(source)
    assert front.found == ()
    assert front.node is not None
    return read_fields(kind, front.node, source)


def with_required(kind: Kind, block: str) -> str:
    """Front matter in which nothing is missing, and a line of interest."""
    return REQUIRED.get(kind, "name: x\n") + block
