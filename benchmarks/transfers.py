"""A site and a question to its search in, what a reader's browser fetches for the answer out."""

from __future__ import annotations

import contextlib
import functools
import gzip
import http.server
import mimetypes
import threading
from collections import defaultdict
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlencode, urlsplit

CHROMIUM = "/usr/bin/chromium-headless-shell"

PACKED = frozenset({".css", ".html", ".js", ".json", ".svg", ".txt", ".xml"})
"""What servers of plain files send packed, where a browser takes it: text, by its type."""

LEVEL = 6
"""Of packing, as zlib has it by default."""

FIRST_HIT = ".search-hits > li a"


def of_first_hit(site: Path, *questions: Mapping[str, str]) -> list[dict[str, int]]:
    """Ask a site's search, each time from a browser that has fetched nothing yet.

    Args:
        site: The site's folder.
        questions: What the address of the search page asks: `{"find": "truce"}`.

    Returns:
        For each question the bytes sent for each path, heads included, from opening the page until
        hits are shown and nothing more is asked for.
    """
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    answers = []
    with _serving(site) as (address, sent), sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        for question in questions:
            sent.clear()
            context = browser.new_context()
            tab = context.new_page()
            tab.goto(f"{address}search/?{urlencode(question)}", wait_until="networkidle")
            tab.wait_for_selector(FIRST_HIT)
            context.close()
            answers.append(dict(sent))
        browser.close()
    return answers


@contextlib.contextmanager
def _serving(site: Path) -> Iterator[tuple[str, dict[str, int]]]:
    """Serve a folder; give its address, and the bytes that are sent from now on, by path."""
    sent: dict[str, int] = defaultdict(int)
    handler = functools.partial(_Counting, site, sent)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/", sent
        server.shutdown()


class _Counting(http.server.BaseHTTPRequestHandler):
    """Sends files as GitHub Pages and nginx do, text packed by gzip, and counts what it sends."""

    def __init__(self, site: Path, sent: dict[str, int], *arguments: Any) -> None:
        self._site = site
        self._sent = sent
        super().__init__(*arguments)

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        file = self._site / path.lstrip("/") / ("index.html" if path.endswith("/") else "")
        status = HTTPStatus.OK if file.is_file() else HTTPStatus.NOT_FOUND
        body = file.read_bytes() if file.is_file() else b""
        head = [f"HTTP/1.1 {status} {status.phrase}"]
        head.append(f"Content-Type: {mimetypes.guess_type(file)[0] or 'application/octet-stream'}")
        if file.suffix in PACKED:
            body = gzip.compress(body, LEVEL)
            head.append("Content-Encoding: gzip")
        head += [f"Content-Length: {len(body)}", "Connection: close", "", ""]
        answer = "\r\n".join(head).encode() + body
        self._sent[path] += len(answer)
        self.wfile.write(answer)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        pass
