"""Findings in, SARIF 2.1.0 out, the form that code scanning and editors read.

See https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from generator import __version__
from generator.diagnostics import Diagnostic
from generator.rules.catalogue import RuleEntry, catalogue
from generator.source import Location

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


def as_sarif(found: Sequence[Diagnostic]) -> str:
    """Give findings as a SARIF log."""
    codes = list(dict.fromkeys(one.code for one in found))
    run = {
        "tool": {
            "driver": {
                "name": "dossier",
                "semanticVersion": __version__,
                "rules": [_rule(code) for code in codes],
            }
        },
        # Ours are characters; the default would be UTF-16 code units.
        "columnKind": "unicodeCodePoints",
        "results": [_result(one, codes.index(one.code)) for one in found],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=1)


def _rule(code: str) -> dict[str, Any]:
    rule: RuleEntry | None = catalogue().get(code)
    said: dict[str, Any] = {"id": code}
    if rule:
        said["shortDescription"] = {"text": rule.means}
        said["help"] = {"text": rule.mend}
        said["properties"] = {"tags": [rule.group]}
    return said


def _result(finding: Diagnostic, index: int) -> dict[str, Any]:
    hint = f". {finding.hint}" if finding.hint else ""
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": finding.severity.value,
        "message": {"text": f"{finding.message}{hint}"},
        "locations": [{"physicalLocation": _place(finding.location)}],
    }
    if finding.fix is not None:
        result["fixes"] = [_fix(finding.location, finding.fix)]
    return result


def _place(where: Location) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(where.path)}}
    if where.line:
        place["region"] = _region(where)
    return place


def _region(where: Location) -> dict[str, int]:
    return {
        "startLine": where.line,
        "startColumn": where.column,
        "endLine": where.end_line,
        "endColumn": where.end_column,
    }


def _fix(where: Location, text: str) -> dict[str, Any]:
    replacement = {"deletedRegion": _region(where), "insertedContent": {"text": text}}
    change = {"artifactLocation": {"uri": quote(where.path)}, "replacements": [replacement]}
    return {"description": {"text": f"write '{text}'"}, "artifactChanges": [change]}
