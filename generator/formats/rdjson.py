"""Findings in, Reviewdog Diagnostic Format out, with corrections that take one click.

Its columns count bytes of UTF-8, from 1, where ours count characters; ranges end before their last
position in both. See https://github.com/reviewdog/reviewdog/tree/master/proto/rdf.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from generator.diagnostics import Diagnostic
from generator.source import SourceFile


def as_rdjson(found: Iterable[Diagnostic], texts: Mapping[str, SourceFile]) -> str:
    """Give findings as one object.

    Args:
        found: The findings.
        texts: The files that they are about, by the paths that the findings name.
    """
    return json.dumps(
        {
            "source": {"name": "dossier"},
            "diagnostics": [_diagnostic(one, texts.get(one.location.path)) for one in found],
        },
        indent=1,
    )


def _diagnostic(finding: Diagnostic, source: SourceFile | None) -> dict[str, Any]:
    hint = f" ({finding.hint})" if finding.hint else ""
    location: dict[str, Any] = {"path": finding.location.path}
    said: dict[str, Any] = {
        "message": f"{finding.message}{hint}",
        "location": location,
        "severity": finding.severity.value.upper(),
        "code": {"value": finding.code},
    }
    where = finding.location
    if where.line:
        location["range"] = {
            "start": _position(source, where.line, where.column),
            "end": _position(source, where.end_line, where.end_column),
        }
        if finding.fix is not None:
            said["suggestions"] = [{"range": location["range"], "text": finding.fix}]
    return said


def _position(source: SourceFile | None, line: int, column: int) -> dict[str, int]:
    before = ""
    if source and line <= len(source.line_starts):
        before = source.line(line)[: column - 1]
    return {"line": line, "column": column + len(before.encode()) - len(before)}
