"""A page that is served in, the same page with what is wrong with the sources out.

The findings stand on every page of a preview. They are put there while a page is served, since
another finding would otherwise make every page anew.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from heapq import nsmallest
from typing import Any

from generator import report
from generator.diagnostics import Diagnostic, Severity

App = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
"""A WSGI application (PEP 3333)."""

BODY = re.compile(rb"<body\b[^>]*>")


SHOWN = 20
"""As many findings stand on a page; the terminal has all."""


def listed(found: Sequence[Diagnostic]) -> Mapping[str, object]:
    """Give what the template says of findings: the first of them, errors before warnings."""
    first = nsmallest(SHOWN, found, key=lambda one: one.severity is not Severity.ERROR)
    return {
        "dossier_findings": list(map(_shown, first)),
        "dossier_further": len(found) - len(first),
    }


def _shown(finding: Diagnostic) -> Mapping[str, str]:
    return {
        "place": report.place(finding),
        "severity": finding.severity.value,
        "code": finding.code,
        "message": report.plain(finding.message),
        "hint": report.plain(finding.hint),
    }


def with_banner(app: App, banner: Callable[[], str]) -> App:
    """Put a banner at the top of every page that an application serves.

    Args:
        app: The application.
        banner: Gives the HTML of the banner; nothing where there is nothing to say.
    """

    def serve(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        answer: list[Any] = []

        def remember(status: str, headers: list[tuple[str, str]], *more: Any) -> None:
            answer[:] = [status, headers, *more]

        content = app(environ, remember)
        status, headers, *more = answer
        said = banner().encode()
        if not said or not any(name == "Content-Type" and "html" in one for name, one in headers):
            start_response(status, headers, *more)
            return content
        page = b"".join(content)
        page = BODY.sub(lambda body: body[0] + said, page, count=1)
        kept = [header for header in headers if header[0] != "Content-Length"]
        start_response(status, [*kept, ("Content-Length", str(len(page)))], *more)
        return [page]

    return serve
