"""What the sources annotate is on the pages, and every link of a built site leads somewhere."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

import pytest
from commonmark import NAMING, annotated, body_of
from site_reader import Element, Page, Site, collapsed

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDERS = {
    "person": "people",
    "place": "places",
    "org": "organizations",
    "event": "events",
    "figure": "figures",
}
MAX_BYTES = 300_000


class Mention(NamedTuple):
    """A mention, as the sources alone say it."""

    article: str
    kind: str
    id: str
    anchor: str
    words: str
    whole: bool
    """Whether no other annotation lies within it."""


def mentions(site: Site) -> Iterator[Mention]:
    """Count the sources' mentions anew, without the generator."""
    for file in sorted((site.sources / "articles").glob("*.md")):
        numbers: Counter[str] = Counter()
        found = annotated(body_of(file.read_text(encoding="utf-8")))
        for place, one in enumerate(found):
            following = found[place + 1].words if place + 1 < len(found) else None
            whole = following is None or following not in one.words
            ids = one.ids if one.kind in (*NAMING, "figure") else ()
            for id_ in ids:
                numbers[id_] += 1
                anchor = f"{id_}-{numbers[id_]}"
                yield Mention(file.stem, one.kind, id_, anchor, collapsed(one.words), whole)


def is_whole(site: Site, article: str) -> bool:
    """Tell whether an article's text is published whole."""
    source = (site.sources / f"articles/{article}.md").read_text(encoding="utf-8")
    return not re.search(r"^rights: (excerpt|metadata)$", source, re.MULTILINE)


def links(page: Page) -> Iterator[tuple[Element, str]]:
    """Give each element of a page that leads somewhere, or fetches something, with its address."""
    for element in page.root.walk():
        for name in ("href", "src", "action", "data", "poster", "srcset"):
            if name in element.attributes:
                yield element, element.attributes[name]
        if element.attributes.get("http-equiv") == "refresh":
            yield element, element.attributes["content"].partition("url=")[2]


# --- Mentions ------------------------------------------------------------------------------------


def test_every_mention_has_its_anchor_around_its_words(site: Site) -> None:
    seen = 0
    for mention in mentions(site):
        page = site.article(mention.article)
        if not is_whole(site, mention.article) and mention.anchor not in page.by_id:
            continue
        element = page.by_id[mention.anchor]
        seen += 1
        if "also" in element.classes:
            assert element.words() == ""
        elif mention.whole:
            assert element.words() == mention.words
        else:
            assert element.words()
            assert element.words() in mention.words
    assert seen


def test_every_mention_is_a_highlighted_link_on_its_entitys_page(site: Site) -> None:
    missing = []
    for mention in mentions(site):
        if mention.anchor not in site.article(mention.article).by_id:
            continue
        found = [
            (mark.words(), link.words())
            for page in site.pages_of(f"{FOLDERS[mention.kind]}/{mention.id}/")
            for mark in page.content.all("mark")
            for link in mark.all("a")
            if page.target(link.attributes["href"])
            == (f"articles/{mention.article}/index.html", mention.anchor)
        ]
        if not any(
            words == mention.words or (not mention.whole and words in mention.words)
            for words, _ in found
        ):
            missing.append((mention, found))
    assert missing == []


@pytest.mark.parametrize("kind", ["person", "place", "org"])
def test_no_page_lists_more_mentions_than_the_sources_have(kind: str, site: Site) -> None:
    all_mentions = list(mentions(site))
    counts = Counter(one.id for one in all_mentions if one.kind == kind)
    articles = Counter(
        id_ for id_, _ in {(m.id, m.article) for m in all_mentions if m.kind == kind}
    )
    for file in (site.sources / FOLDERS[kind]).glob("*.md"):
        pages = site.pages_of(f"{FOLDERS[kind]}/{file.stem}/")
        lists = [part for page in pages for part in page.content.all("div", "snippets")]
        withheld = [one for part in lists for one in part.all("span", "withheld")]
        hits = {
            page.target(link.attributes["href"])
            for page in pages
            for part in page.content.all("div", "snippets")
            for link in part.all("a", "hit")
        }
        count, number = counts[file.stem], articles[file.stem]
        assert len(hits) + len(withheld) == count, file
        said = " ".join(page.content.words() for page in pages)
        expected = f"{count} mention{'s' * (count > 1)} in {number} article{'s' * (number > 1)}"
        assert (expected if count else "not mentioned") in said, file


def test_the_indexes_count_the_mentions(site: Site) -> None:
    counts = Counter((one.kind, one.id) for one in mentions(site))
    for kind, folder in FOLDERS.items():
        rows = {}
        for page in site.pages_of(f"{folder}/"):
            for table in page.content.all("table"):
                titles = [cell.words() for cell in table.all("th")]
                column = titles.index("Mentions")
                for row in table.one("tbody").all("tr"):
                    link = row.all("a")[0]
                    target = page.target(link.attributes["href"])
                    assert target
                    rows[target[0]] = int(row.all("td")[column].words().replace(",", ""))
        assert rows == {
            f"{folder}/{file.stem}/index.html": counts[kind, file.stem]
            for file in (site.sources / folder).glob("*.md")
        }


# --- Links ---------------------------------------------------------------------------------------


@pytest.fixture(scope="session", params=["repository", "harbour", "cases"])
def any_site(request: pytest.FixtureRequest) -> Site:
    chosen: Site = request.getfixturevalue(request.param)
    return chosen


def test_every_internal_link_and_anchor_leads_somewhere(any_site: Site) -> None:
    astray = []
    for page in any_site.written.values():
        for element, address in links(page):
            target = page.target(address)
            if target is None:
                continue
            path, anchor = target
            there = any_site.pages.get(path.removesuffix("index.html"))
            if path not in any_site.files or (anchor and there and anchor not in there.by_id):
                astray.append((page.path, element.tag, address))
    assert astray == []


def test_a_page_is_whole(any_site: Site) -> None:
    """Well-formed, with one main heading and a title, each id once, and not too long."""
    for page in any_site.written.values():
        assert page.faults == [], page.path
        assert len(page.root.all("h1")) == 1, page.path
        assert page.content.one("h1").words(), page.path
        assert page.root.one("head").one("title").words(), page.path
        twice = [id_ for id_, count in Counter(page.ids).items() if count > 1]
        assert twice == [], page.path
        assert len(page.source.encode()) < MAX_BYTES, page.path
        assert page.content.all("h1") == page.root.all("h1"), page.path


def test_headings_go_down_by_one(site: Site) -> None:
    for page in site.written.values():
        if page.path.startswith("articles/"):
            continue  # An article's own headings are its author's.
        levels = [int(one.tag[1]) for one in page.content.walk() if re.fullmatch("h[1-6]", one.tag)]
        for before, after in pairwise(levels):
            assert after <= before + 1, page.path


def test_nothing_is_fetched_from_elsewhere(any_site: Site) -> None:
    """Links lead to other sites when they are followed; nothing else does."""
    for page in any_site.written.values():
        for element, address in links(page):
            scheme, host, *_ = urlsplit(address)
            if element.tag == "a":
                assert scheme in ("", "http", "https", "mailto"), (page.path, address)
                assert scheme or not host, (page.path, address)
            else:
                assert not scheme or scheme == "data", (page.path, element)
                assert not host, (page.path, address)
        for element in page.root.walk():
            assert "http" not in element.attributes.get("style", ""), page.path
        for element in page.root.all("style"):
            assert not re.search(r"url\(|@import", element.text()), page.path
    for path in any_site.files:
        if path.endswith(".css"):
            style = (any_site.root / path).read_text(encoding="utf-8")
            assert not re.search(r"url\(\s*[\"']?(?:https?:)?//|@import", style), path


def test_no_annotation_is_left_over(any_site: Site) -> None:
    for page in any_site.written.values():
        for element in page.root.all("a"):
            scheme = urlsplit(element.attributes.get("href", "")).scheme
            assert scheme in ("", "http", "https", "mailto"), (page.path, element)


def test_no_annotation_is_shown_as_it_is_written(site: Site) -> None:
    pattern = re.compile(r"\]\((?:person|place|org|event|quote|figure|date|article):")
    for page in site.written.values():
        code = [one.text() for one in page.content.all("code")]
        found = len(pattern.findall(page.content.text()))
        assert found == len(pattern.findall("".join(code))), page.path
