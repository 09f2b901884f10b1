"""A real `mkdocs serve`, edited while it runs."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from typing import TYPE_CHECKING

import pytest
from small_dossier import ARTICLE, MISTAKE, environment, small_dossier

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

pytestmark = pytest.mark.serve

PATIENCE = 60.0
"""Seconds until what should happen is given up."""

QUIET = 2.5
"""Seconds in which what should not happen would have: several rounds of the watcher."""

PAGE = "articles/first/"


class Server:
    """A `mkdocs serve` of a small dossier, and what it has said."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.folder = folder
        self.lines: list[str] = []
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}/small/"
        self.process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{port}", *arguments],
            cwd=folder,
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        self.reader = threading.Thread(target=self.read)
        self.reader.start()
        try:
            self.wait(lambda: self.said("Serving on"))
            # The watcher's threads take their first look only now.
            time.sleep(1)
        except BaseException:
            self.stop()
            raise

    def read(self) -> None:
        assert self.process.stdout
        self.lines.extend(self.process.stdout)

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()
        self.reader.join()
        if self.process.stdout:
            self.process.stdout.close()

    def said(self, words: str) -> int:
        return sum(words in line for line in list(self.lines))

    def builds(self) -> int:
        return self.said("Building documentation...")

    def reloads(self) -> int:
        return self.said("Reloading browsers")

    def page(self, path: str = PAGE) -> str:
        with urllib.request.urlopen(self.url + path, timeout=PATIENCE) as answer:
            text: str = answer.read().decode()
        return text

    def epoch(self) -> int:
        """The version of the site that a browser is told."""
        found = re.search(r"livereload\((\d+), \d+\);", self.page())
        assert found
        return int(found[1])

    def write(self, path: str, text: str) -> None:
        """Save as careful editors do: a new file in the place of the old."""
        file = self.folder / path
        new = file.with_name(f".{file.name}.new")
        new.write_text(text, encoding="utf-8")
        new.replace(file)

    def wait(self, happened: Callable[[], object]) -> None:
        until = time.monotonic() + PATIENCE
        while not happened():
            assert time.monotonic() < until, "waited in vain:\n" + "".join(self.lines)
            assert self.process.poll() is None, "the server ended:\n" + "".join(self.lines)
            time.sleep(0.1)

    def expect_one_rebuild(self, change: Callable[[], object]) -> None:
        """Change something: one rebuild, one reload, and then rest."""
        builds, reloads, epoch = self.builds(), self.reloads(), self.epoch()
        change()
        self.wait(lambda: self.reloads() > reloads)
        assert self.epoch() > epoch
        time.sleep(QUIET)
        assert (self.builds(), self.reloads()) == (builds + 1, reloads + 1), "".join(self.lines)

    def expect_nothing(self, change: Callable[[], object]) -> None:
        """Do something that changes nothing: no rebuild, no reload."""
        builds, epoch = self.builds(), self.epoch()
        change()
        time.sleep(QUIET)
        assert (self.builds(), self.epoch()) == (builds, epoch), "".join(self.lines)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    server = Server(small_dossier(tmp_path))
    yield server
    server.stop()


def test_an_edit_reloads_the_browser_after_exactly_one_rebuild(server: Server) -> None:
    article = server.folder / "sources/articles/first.md"
    server.expect_nothing(lambda: None)
    assert "for an hour" in server.page()

    server.expect_one_rebuild(
        lambda: server.write("sources/articles/first.md", ARTICLE.replace("an hour", "two hours"))
    )
    assert "for two hours" in server.page()

    # A touch, and a save without a change.
    server.expect_nothing(lambda: os.utime(article))
    server.expect_nothing(lambda: article.write_bytes(article.read_bytes()))
    # What editing programs leave beside a file.
    server.expect_nothing(
        lambda: (server.folder / "sources/articles/.first.md.swp").write_text("half")
    )


def test_new_files_deletions_assets_and_the_configuration_are_seen(server: Server) -> None:
    person = server.folder / "sources/people/bo-li.md"
    server.expect_one_rebuild(lambda: person.write_text("---\nname: Bo Li\n---\n"))
    assert "Bo Li" in server.page("people/bo-li/")

    def delete() -> None:
        person.unlink()

    server.expect_one_rebuild(delete)
    with pytest.raises(urllib.error.HTTPError):
        server.page("people/bo-li/")
    server.expect_one_rebuild(
        lambda: (server.folder / "docs/assets/note.txt").write_text("by hand")
    )
    config = server.folder / "mkdocs.yml"
    server.expect_one_rebuild(
        lambda: config.write_text(config.read_text().replace("Small", "Renamed"))
    )
    assert "Renamed" in server.page()


def test_an_error_keeps_the_page_and_shows_the_finding_until_it_is_mended(server: Server) -> None:
    wrong = ARTICLE.replace("an hour", "<b>three</b> hours") + MISTAKE
    server.expect_one_rebuild(lambda: server.write("sources/articles/first.md", wrong))
    page = server.page()
    assert "for an hour" in page, "the last good page stays"
    assert "these are the last pages without them" in page
    assert "sources/articles/first.md:11:19" in page
    assert "error[unknown-id]" in page
    assert "dossier-findings" in server.page("people/ann-lee/"), "it is shown on every page"
    assert server.said("sources/articles/first.md:11:19: error[unknown-id]") == 1

    # Another error replaces the first; still the last good pages.
    server.expect_one_rebuild(
        lambda: server.write("sources/articles/first.md", ARTICLE + "\n" + MISTAKE)
    )
    assert "sources/articles/first.md:12:19" in server.page()

    server.expect_one_rebuild(
        lambda: server.write("sources/articles/first.md", ARTICLE.replace("an hour", "four hours"))
    )
    page = server.page()
    assert "for four hours" in page
    assert "dossier-findings" not in page


def test_where_there_is_no_good_version_yet_what_can_be_made_is_shown(tmp_path: Path) -> None:
    small_dossier(tmp_path)
    article = tmp_path / "sources/articles/first.md"
    article.write_text(ARTICLE + MISTAKE)
    server = Server(tmp_path)
    try:
        page = server.page()
        assert "these pages are what can be made of them" in page
        assert "for an hour" in page
        later = ARTICLE.replace("an hour", "five hours") + MISTAKE
        server.expect_one_rebuild(lambda: server.write("sources/articles/first.md", later))
        assert "for five hours" in server.page(), "half a dossier does not count as good"
    finally:
        server.stop()


def test_a_broken_configuration_can_be_mended_by_undoing(server: Server) -> None:
    config = server.folder / "mkdocs.yml"
    good = config.read_text()
    config.write_text("site_name: [\n")
    server.wait(lambda: server.said("An error happened during the rebuild"))
    config.write_text(good)
    server.wait(lambda: server.reloads() == 1)
    assert "for an hour" in server.page()
