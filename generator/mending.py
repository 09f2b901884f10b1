"""Findings in, the sources mended out, where what is meant is beyond doubt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from generator.diagnostics import Diagnostic
from generator.editing.edits import Change, Edit, edited
from generator.editing.writing import write_changes
from generator.ids import why_no_id
from generator.read import decoded
from generator.settings import Settings
from generator.source import Location, SourceFile, Span


@dataclass(frozen=True, slots=True)
class Mended:
    """What was done."""

    said: tuple[str, ...]
    """A line for each correction."""
    found: tuple[Diagnostic, ...] = ()
    """Why nothing was done."""


def with_fixes(
    found: Iterable[Diagnostic], texts: Mapping[str, SourceFile]
) -> tuple[Diagnostic, ...]:
    """Add the corrections that need nothing but the text: an id in capitals."""
    return tuple(_with_fix(one, texts.get(one.location.path)) for one in found)


def mend(settings: Settings, found: Iterable[Diagnostic]) -> Mended:
    """Write every correction into the sources: all of them, or none.

    Args:
        settings: Where the sources are.
        found: Findings, with paths below the sources folder.

    Raises:
        OSError: A file may not be written; every file is as before.
    """
    by_path: dict[str, list[Diagnostic]] = defaultdict(list)
    for one in found:
        if one.fix is not None:
            by_path[one.location.path].append(one)
    changes: list[Change] = []
    said: list[str] = []
    for path, findings in sorted(by_path.items()):
        content = (settings.sources / path).read_bytes()
        source = decoded(path, content)
        edits = [Edit(_span(source, one.location), one.fix or "") for one in findings]
        changes.append(Change(path, path, content, edited(content, edits)))
        said += [_said(settings, source, one) for one in findings]
    refused = write_changes(settings.sources, changes) if changes else ()
    return Mended(() if refused else tuple(said), refused)


def _with_fix(finding: Diagnostic, source: SourceFile | None) -> Diagnostic:
    if finding.code != "bad-id" or finding.fix is not None or source is None:
        return finding
    span = _span(source, finding.location)
    written = source.text[span.start : span.end]
    small = written.lower()
    if written != small and not why_no_id(small):
        return replace(finding, fix=small)
    return finding


def _span(source: SourceFile, where: Location) -> Span:
    return Span(
        source.offset(where.line, where.column), source.offset(where.end_line, where.end_column)
    )


def _said(settings: Settings, source: SourceFile, finding: Diagnostic) -> str:
    span = _span(source, finding.location)
    place = f"{(settings.sources / source.path).as_posix()}:{finding.location.line}"
    return f"{place}: '{source.text[span.start : span.end]}' is '{finding.fix}' now"
