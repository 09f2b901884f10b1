"""Sources as text in, a linked dossier out: for tests of what the evidence comes to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from generator.dossier import Dossier
from generator.link import link
from generator.model import ArticleFields, Document, Fields, Kind
from generator.parse import parse
from generator.rights import release
from generator.source import SourceFile


def dossier_of(files: Mapping[str, str]) -> Dossier:
    """Link sources that have no fault.

    Args:
        files: The text of each, by its path below `sources/`.
    """
    documents = []
    for path, text in files.items():
        document, found = parse(SourceFile(path, text))
        assert not found, found
        assert document is not None
        documents.append(released(document))
    dossier, found = link(documents)
    assert not found, found
    return dossier


def released(document: Document[Fields]) -> Document[Fields]:
    """Give a document as its rights let it be published."""
    if document.ref.kind is not Kind.ARTICLE:
        return document
    return release(cast("Document[ArticleFields]", document))[0]


def article(
    body: str = "Nothing was said.",
    *,
    publisher: str = "daily",
    published: str = "2016-08-26",
    more: str = "",
) -> str:
    """Write an article; `more` is further front matter, line by line."""
    lines = ["title: T", f"publisher: {publisher}", f"published: {published}", *more.splitlines()]
    return "---\n" + "\n".join(lines) + f"\n---\n\n{body}\n"


def entry(name: str, *more: str) -> str:
    """Write an entry of the registry."""
    return "---\n" + "\n".join((f"name: {name}", *more)) + "\n---\n"


def outlets(*ids: str) -> dict[str, str]:
    """Write entries of outlets and agencies."""
    return {f"organizations/{id_}.md": entry(id_.upper(), "kind: media") for id_ in ids}
