"""Sources as text in, a linked dossier out: for tests of what the evidence comes to."""

from __future__ import annotations

from collections.abc import Mapping

from generator.link import Dossier, link
from generator.parse import parse
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
        documents.append(document)
    dossier, found = link(documents)
    assert not found, found
    return dossier


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
