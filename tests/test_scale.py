"""A story that went on for years: a person with 3,000 mentions, and 400 people."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

import markdown
import pytest
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


def paragraph(day: int, other: int) -> str:
    return (
        f"On day {day} [the central figure](person:central) met [number {other}]"
        f"(person:person-{other}) at [the summit](event:summit) and spoke at some length about "
        f"[{day * 7} losses](figure:losses?value={day * 7}), as he had done so many times before; "
        f'["I said so on day {day}"](quote:person-{day}?date=2016-08-{1 + day % 28:02}), they said.'
    )


def write_large_dossier(sources: Path) -> None:
    """Write a dossier in which everybody meets one person again and again."""

    def write(path: str, text: str) -> None:
        file = sources / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    write("organizations/daily.md", "---\nname: The Daily\nkind: media\n---\n")
    write("people/central.md", "---\nname: Central Figure\naliases: [C. Figure]\n---\n")
    write("events/summit.md", "---\nname: Summit\ndate: 2016-08-26\n---\n")
    write("figures/losses.md", "---\nname: Losses\nunit: people\n---\n")
    for number in range(PEOPLE):
        write(f"people/person-{number}.md", f"---\nname: Person Number {number}\n---\n")
    each = MENTIONS // ARTICLES
    for article in range(ARTICLES):
        paragraphs = [paragraph(n, (article * each + n) % PEOPLE) for n in range(each)]
        day = f"2016-{9 + article // 28:02}-{1 + article % 28:02}"
        write(
            f"articles/a-{article}.md",
            f"---\ntitle: Article {article}\npublisher: daily\npublished: {day}\n---\n\n"
            + "\n\n".join(paragraphs)
            + "\n",
        )


@pytest.fixture(scope="session")
def pages(shared_folder: Path) -> dict[str, bytes]:
    """Every file that is made of the large dossier, by its path below `docs/`."""
    docs = shared_folder / "large" / "docs"
    with locked(shared_folder / "large.lock"):
        if not docs.exists():
            sources = shared_folder / "large" / "sources"
            write_large_dossier(sources)
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
