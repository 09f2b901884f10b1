"""Who follows the dossier with a feed reader hears of each article and each correction once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote
from xml.etree import ElementTree as ET

import pytest
from sites import ADDRESS

if TYPE_CHECKING:
    from site_reader import Page, Site

ATOM = "{http://www.w3.org/2005/Atom}"
DAY = re.compile(r"\d{4}-\d\d-\d\dT00:00:00Z")


def feed(site: Site, name: str) -> ET.Element:
    return ET.parse(site.root / "feeds" / f"{name}.xml").getroot()


def texts(element: ET.Element, path: str) -> list[str]:
    return [
        one.text or "" for one in element.iterfind("/".join(f"{ATOM}{p}" for p in path.split("/")))
    ]


@pytest.mark.parametrize("name", ["articles", "corrections"])
def test_a_feed_has_what_atom_demands(name: str, published: Site) -> None:
    """RFC 4287, 4.1.1 and 4.1.2."""
    root = feed(published, name)
    assert root.tag == f"{ATOM}feed"
    links = {one.get("rel"): one.get("href") for one in root.iterfind(f"{ATOM}link")}
    assert links["self"] == f"{ADDRESS}feeds/{name}.xml" == texts(root, "id")[0]
    entries = root.findall(f"{ATOM}entry")
    assert entries
    for one in (root, *entries):
        for required in ("id", "title", "updated"):
            assert len(texts(one, required)) == 1, required
        assert DAY.fullmatch(texts(one, "updated")[0])
        assert texts(one, "author/name")
    ids = texts(root, "entry/id")
    assert len(ids) == len(set(ids))
    assert texts(root, "updated")[0] == max(texts(root, "entry/updated"))


@pytest.mark.parametrize("name", ["articles", "corrections"])
def test_every_entry_leads_to_a_page_of_the_site(name: str, published: Site) -> None:
    for entry in feed(published, name).iterfind(f"{ATOM}entry"):
        link = entry.find(f"{ATOM}link")
        assert link is not None
        assert link.get("href", "").removeprefix(ADDRESS) in published.pages


def test_the_feeds_hold_every_article_and_every_correction(published: Site) -> None:
    articles = published.data["articles"]
    assert sorted(texts(feed(published, "articles"), "entry/title")) == sorted(
        one["title"] for one in articles
    )
    assert sorted(texts(feed(published, "corrections"), "entry/summary")) == sorted(
        correction["text"] for one in articles for correction in one["corrections"]
    )


def test_a_later_correction_makes_an_article_new(published: Site) -> None:
    root = feed(published, "articles")
    updated = dict(zip(texts(root, "entry/title"), texts(root, "entry/updated"), strict=True))
    for one in published.data["articles"]:
        for correction in one["corrections"]:
            assert updated[one["title"]][:10] >= correction["date"]


def test_every_page_tells_where_the_feeds_are(published: Site) -> None:
    for page in published.pages.values():
        found = [
            one for one in page.root.all("link") if "alternate" in one.attributes["rel"].split()
        ]
        assert [one.attributes["type"] for one in found] == ["application/atom+xml"] * 2
        if page.address != "404.html":
            leads_to = [page.target(one.attributes["href"]) for one in found]
            assert {one[0] for one in leads_to if one} <= published.files


def test_a_site_without_an_address_has_no_feeds_and_names_none(harbour: Site) -> None:
    """An entry's identity is its absolute address, which is not known there."""
    assert not any(path.startswith("feeds/") for path in harbour.files)
    assert all("application/atom+xml" not in page.source for page in harbour.pages.values())


def test_every_page_says_what_it_is_to_those_who_link_to_it(published: Site) -> None:
    for page in published.pages.values():
        said = {
            one.attributes["property"]: one.attributes["content"]
            for one in page.root.all("meta")
            if "property" in one.attributes
        }
        assert said["og:title"], page.address
        assert said["og:description"], page.address
        assert said["og:type"] in {"website", "article"}
        if page.address != "404.html":
            assert said["og:url"] == ADDRESS + page.address
            heading = page.content.one("h1").words()
            assert said["og:title"] == heading or page.address == ""


def test_every_page_is_described_by_itself(site: Site) -> None:
    """Search engines show the description; one that many pages share tells nobody anything."""
    described: dict[str, list[str]] = {}
    for page in site.pages.values():
        described.setdefault(description(page), []).append(page.address)
    assert set(described.pop(description(site.pages[""]))) <= {"", "404.html"}
    assert [pages for pages in described.values() if len(pages) > 1] == []


def description(page: Page) -> str:
    (found,) = (
        one.attributes["content"]
        for one in page.root.all("meta")
        if one.attributes.get("name") == "description"
    )
    return found


def test_the_sitemap_names_every_page_once_and_nothing_else(published: Site) -> None:
    """By the protocol of sitemaps.org: absolute addresses, in its own namespace."""
    listed = ET.parse(published.root / "sitemap.xml").getroot().findall("{*}url/{*}loc")
    assert sorted(one.text or "" for one in listed) == sorted(
        ADDRESS + quote(address) for address in published.written
    )


def test_an_address_that_leads_nowhere_shows_ways_on(published: Site) -> None:
    page = published.pages["404.html"]
    ways = page.root.one("nav", "ways").all("a")
    assert len(ways) > 5
    for one in ways:
        path = one.attributes["href"].removeprefix("/dossier/").removesuffix(".")
        assert path in published.pages
