"""Findings in, workflow commands of GitHub Actions out.

    ::error file=sources/articles/a.md,line=6,col=3,endColumn=12,title=unknown-id::nothing is …

GitHub shows ten errors and ten warnings of a step, the first ones. So errors come first, and what
is beyond that is printed for the log, in a form that is no command.
See https://docs.github.com/actions/reference/workflow-commands-for-github-actions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.diagnostics import Diagnostic, Severity
from generator.report import place, plain

SHOWN = 10
"""As many findings of a severity are shown for a step."""


def as_github(found: Iterable[Diagnostic]) -> str:
    """Give findings as workflow commands, the most important first."""
    return "\n".join(_lines(tuple(found)))


def _lines(found: tuple[Diagnostic, ...]) -> Iterator[str]:
    rest: list[Diagnostic] = []
    for severity in Severity:
        several = [one for one in found if one.severity is severity]
        yield from map(_command, several[:SHOWN])
        rest += several[SHOWN:]
    if rest:
        yield f"{len(rest):,} more are not shown beside the lines:"
        # A command begins a line; a path begins these.
        yield from (f"- {_line(one)}" for one in rest)


def _line(finding: Diagnostic) -> str:
    return f"{place(finding)}: {finding.severity}[{finding.code}] {plain(finding.message)}"


def _command(finding: Diagnostic) -> str:
    where = finding.location
    properties = {"file": where.path}
    if where.line:
        properties |= {"line": str(where.line), "endLine": str(where.end_line)}
        # Columns of a range over several lines are refused.
        if where.line == where.end_line:
            properties |= {"col": str(where.column), "endColumn": str(where.end_column)}
    properties["title"] = finding.code
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    message = plain(finding.message)
    if finding.hint:
        message += f"\n{plain(finding.hint)}"
    return f"::{finding.severity} {listed}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
