"""Names in articles that are annotated as different entries, or not at all."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from generator.checks.sources import Documents, Sources
from generator.diagnostics import Diagnostic, Severity
from generator.dossier import Article
from generator.model import (
    Annotation,
    Document,
    Fields,
    Kind,
    Mark,
    Naming,
    OrgFields,
    Passage,
    PersonFields,
    PlaceFields,
    Ref,
    Style,
)
from generator.source import Span

SHORTEST = 4
"""The fewest letters of a name that is looked for; `US` and `AP` are words elsewhere."""

NAMED = (Kind.PERSON, Kind.PLACE, Kind.ORG)


def same_words(known: Documents, article: Article) -> Iterator[Diagnostic]:
    """The same name in one article means two entries of a kind.

    A country and its government are of two kinds and share their names; `the two men` are others
    each time. So only names count, and only within a kind.
    """
    first: dict[tuple[Kind, str], tuple[str, Annotation]] = {}
    for passage in article.passages:
        for mark, annotation in passage.annotations():
            match annotation.meaning:
                case Naming(kind, (id_,)) if kind in NAMED and Ref(kind, id_) in known:
                    words = " ".join(passage.text[mark.start : mark.end].split())
                    other, there = first.setdefault((kind, words), (id_, annotation))
                    if other != id_ and _is_name(words):
                        line = article.locate(there.span).line
                        yield _differently(article, annotation, words, other, line)


def _is_name(words: str) -> bool:
    """Tell whether words are a name: each, but for small ones, begins with a capital."""
    found = re.findall(r"\w[\w'’.-]*", words)
    small = [word for word in found if word[0].islower()]
    return len(small) < len(found) and all(len(word) <= len("the") for word in small)


def _differently(
    article: Article, annotation: Annotation, words: str, other: str, line: int
) -> Diagnostic:
    return Diagnostic(
        article.locate(annotation.part("id")),
        "same-words",
        f"'{words}' is '{other}' in line {line}, and another entry here",
        "mend the one that is wrong",
        Severity.WARNING,
    )


def untagged(sources: Sources) -> Iterator[Diagnostic]:
    """A known name stands in an article without an annotation.

    Only names and aliases as they are written in the registry are looked for. `dossier suggest`
    looks for more, and says how sure it is.
    """
    names = _names(sources)
    if not names:
        return
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(_loosely, longest_first))})(?![\w-])")
    for article in sources.articles():
        for passage in article.passages:
            for found in pattern.finditer(passage.text):
                name = " ".join(found[0].split())
                if not _is_taken(passage, Span(*found.span())):
                    yield _untagged(article, passage, name, names[name])


def _names(sources: Sources) -> Mapping[str, list[Ref]]:
    names: dict[str, list[Ref]] = defaultdict(list)
    for document in sources.whole:
        for name in _names_of(document):
            if len(name) >= SHORTEST and _is_name(name) and document.ref not in names[name]:
                names[name].append(document.ref)
    return {name: refs for name, refs in names.items() if refs}


def _names_of(document: Document[Fields]) -> Iterator[str]:
    fields = document.fields
    if isinstance(fields, PersonFields | PlaceFields | OrgFields):
        yield fields.name
        yield from fields.aliases


def _loosely(name: str) -> str:
    """Give a pattern for a name in which a line may end at each space."""
    return r"\s".join(map(re.escape, name.split()))


def _is_taken(passage: Passage, extent: Span) -> bool:
    """Tell whether words are annotated, or code, or the words of a link."""
    return any(
        mark.start < extent.end and extent.start < mark.end and _takes(mark)
        for mark in passage.marks
    )


def _takes(mark: Mark) -> bool:
    if isinstance(mark.content, Annotation):
        return isinstance(mark.content.meaning, Naming)
    return not isinstance(mark.content, Style) or mark.content is Style.CODE


def _untagged(article: Article, passage: Passage, name: str, refs: list[Ref]) -> Diagnostic:
    return Diagnostic(
        article.locate(passage.span),
        "untagged",
        f"'{name}' stands here without an annotation",
        f"write [{name}]({' or '.join(map(str, refs))})",
        Severity.WARNING,
    )
