"""A story that went on for years: a person with 3,000 mentions, and 400 people."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

import markdown
import pytest
from large_dossier import write_large_dossier
from site_reader import read_html
from sites import locked
from small_dossier import tree

from generator.pipeline import produce
from generator.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

ARTICLES = 60
MENTIONS = 3_000
PEOPLE = 400
MAX_BYTES = 300_000
AROUND = 40_000
"""What the theme puts around a page's content, in bytes, and a reserve."""
SECONDS = 60
"""Of a processor's time; it takes about five."""


@pytest.fixture(scope="session")
def pages(shared_folder: Path) -> dict[str, bytes]:
    """Every file that is made of the large dossier, by its path below `docs/`."""
    docs = shared_folder / "large" / "docs"
    with locked(shared_folder / "large.lock"):
        if not docs.exists():
            sources = shared_folder / "large" / "sources"
            write_large_dossier(sources, articles=ARTICLES, mentions=MENTIONS, people=PEOPLE)
            begin = time.process_time()
            made = produce(sources, Settings())
            assert time.process_time() - begin < SECONDS
            assert made.found == ()
            for path, content in made.files.items():
                (docs / path).parent.mkdir(parents=True, exist_ok=True)
                (docs / path).write_bytes(content)
    return tree(docs)


def html_of(page: bytes) -> str:
    body = page.decode().partition("\n---\n")[2]
    return markdown.markdown(body, extensions=["attr_list", "md_in_html", "tables", "toc"])


def test_a_person_with_thousands_of_mentions_has_them_all_on_numbered_pages(
    pages: dict[str, bytes],
) -> None:
    parts = {
        path: content
        for path, content in pages.items()
        if re.fullmatch(r"people/central(/\d+)?\.md", path)
    }
    assert len(parts) > 3
    assert max(parts) != "people/central.md"
    links: list[str] = []
    for path, content in parts.items():
        html = html_of(content)
        assert len(html.encode()) + AROUND < MAX_BYTES, path
        links += [link.attributes["href"] for link in read_html(html)[0].all("a", "hit")]
    found = {re.sub(r".*articles/(a-\d+)\.md#central-(\d+)", r"\1 \2", link) for link in links}
    each = MENTIONS // ARTICLES
    assert found == {f"a-{article} {n}" for article in range(ARTICLES) for n in range(1, each + 1)}
    assert len(links) == MENTIONS


def test_the_numbered_pages_lead_to_each_other(pages: dict[str, bytes]) -> None:
    numbers = [
        int(found[1])
        for path in pages
        if (found := re.fullmatch(r"people/central/(\d+)\.md", path))
    ]
    assert sorted(numbers) == list(range(2, len(numbers) + 2))
    first = read_html(html_of(pages["people/central.md"]))[0]
    links = [one.attributes["href"] for one in first.one("nav", "pages").all("a")]
    assert f"central/{max(numbers)}.md" in links


def test_no_page_of_a_large_dossier_is_too_long(pages: dict[str, bytes]) -> None:
    """Only the longest are turned into HTML; it is less than three times as long as Markdown."""
    for path, content in pages.items():
        if path.endswith(".md") and len(content) * 3 + AROUND > MAX_BYTES:
            assert len(html_of(content).encode()) + AROUND < MAX_BYTES, path


def test_everybody_is_in_the_index(pages: dict[str, bytes]) -> None:
    index = [
        content.decode()
        for path, content in pages.items()
        if re.fullmatch(r"people/(index|index/\d+)\.md", path)
    ]
    listed = set(re.findall(r"\((?:\.\./)*(person-\d+)\.md\)", "".join(index)))
    assert listed == {f"person-{number}" for number in range(PEOPLE)}
