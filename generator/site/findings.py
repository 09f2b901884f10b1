"""A page that is served in, the same page with what is wrong with the sources out.

The findings stand on every page of a preview. They are put there while a page is served, since
another finding would otherwise make every page anew.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from generator import report
from generator.diagnostics import Diagnostic

App = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
"""A WSGI application (PEP 3333)."""

BODY = re.compile(rb"<body\b[^>]*>")


def shown(finding: Diagnostic) -> Mapping[str, str]:
    """Give a finding as the template shows it."""
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
