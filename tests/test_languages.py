"""A site in another language: no text of the interface is left in English, on any kind of page."""

from __future__ import annotations

import html
import json
import re
import string
from gettext import NullTranslations
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from axe import violations
from babel import Locale
from babel.messages.pofile import read_po
from browsing import WINDOWS, one_of_each_kind, wrong_pages
from evidence_sources import dossier_of, entry
from picture_pages import read
from site_reader import Element, collapsed, read_html
from sites import HARBOUR, ROOT

from generator.exports import Publication, entry_file, feed_files, search_records, social_cards
from generator.model import ENTITY_KINDS
from generator.pipeline import link_sources
from generator.read import read_sources
from generator.render.site import render
from generator.settings import Settings
from generator.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser
    from site_reader import Site

    from generator.dossier import Dossier
    from generator.render.view import Page

SPOKEN = ("aria-label", "title", "alt", "placeholder", "label", "data-name")
"""Attributes whose values readers see or hear."""

SILENT = {"script", "style", "template", "code"}


# --- A language in which every text is marked ----------------------------------------------------


def template() -> frozenset[str]:
    """Give every message that is in the catalogue, by its texts."""
    with (ROOT / "generator/texts/dossier.pot").open("rb") as file:
        found = [message.id for message in read_po(file) if message.id]
    return frozenset(text for one in found for text in ([one] if isinstance(one, str) else one))


def marked(message: str) -> str:
    """Put marks around all of a message but its gaps."""
    pieces = []
    for text, gap, _, _ in string.Formatter().parse(message):
        pieces.append(f"⟦{text}⟧" if text else "")
        pieces.append("" if gap is None else f"{{{gap}}}")
    return "".join(pieces)


class Marked(NullTranslations):
    """Marks what is in the catalogue, and leaves all else as it is."""

    def __init__(self) -> None:
        super().__init__()
        self.known = template()

    def gettext(self, message: str) -> str:
        return marked(message) if message in self.known else message

    def ngettext(self, one: str, many: str, number: int) -> str:
        return self.gettext(one if number == 1 else many)

    def pgettext(self, context: str, message: str) -> str:
        return self.gettext(message)


MARKED = Texts("en", Locale("en"), Marked())


def linked(sources: Path) -> tuple[Dossier, str]:
    """Give a dossier, and all that people wrote in it."""
    files, unread = read_sources(sources)
    dossier = link_sources(files, unread, Settings()).dossier
    read_as = [one.text for each in dossier.documents.values() for one in each.body.passages()]
    return dossier, plain(html.unescape("\n".join([one.text for one in files] + read_as)))


def plain(text: str) -> str:
    """Give a text without white space and signs, which Markdown and YAML write in several ways."""
    return "".join(re.findall(r"[^\W_]+", text))


LOCALE = Locale("en")

OF_THE_LOCALE = re.compile(
    "|".join(
        rf"\b{name}\b"
        for width in ("wide", "abbreviated")
        for name in [*LOCALE.months["stand-alone"][width].values(), "and"]
    )
)
"""What comes from the Unicode locale data instead of the catalogue."""

CUT = re.compile(r"\[…\]|…| · |, | \(\d+\)$")
"""Where words are left out, by the rights or for want of room, and where texts are strung
together or counted."""

NAMES_OF_FILES = {"dossier.json", "dossier.schema.json", "article.schema.json"}


def unmarked(text: str, sources: str) -> list[str]:
    """Give the pieces of a text that are neither marked nor written by anybody."""
    found = []
    for piece in CUT.split(re.sub("⟦[^⟧]*(⟧|…)", "…", text)):
        if plain(piece) in sources or piece.strip() in NAMES_OF_FILES:
            continue
        for part in OF_THE_LOCALE.split(piece):
            letters = re.sub(r"\d", "", plain(part))
            if len(letters) > 1 and plain(part) not in sources:
                found.append(collapsed(piece))
                break
    return found


def seen(root: Element) -> Iterator[str]:
    """Give every text of a page that readers see or hear, node by node."""
    for name, value in root.attributes.items():
        if name in SPOKEN:
            yield value
    for child in root.children:
        if isinstance(child, str):
            yield child
        elif child.tag not in SILENT:
            yield from seen(child)


def head_of(page: Page) -> Iterator[str]:
    """Give title and description of a page."""
    for line in page.text.partition("\n---\n")[0].splitlines():
        key, _, value = line.partition(": ")
        if key in {"title", "description"}:
            yield html.unescape(json.loads(value))


EMPTY: dict[str, str] = {}
ALONE = {
    "people/ann-lee.md": entry("Ann Lee"),
    "places/port.md": entry("Port", "kind: town"),
    "events/talks.md": entry("Talks", "date: 2016-08"),
    "figures/deaths.md": entry("Deaths"),
}


def dossiers() -> dict[str, tuple[Dossier, str]]:
    return {
        "harbour": linked(HARBOUR),
        "repository": linked(ROOT / "sources"),
        "empty": (dossier_of(EMPTY), ""),
        "alone": (dossier_of(ALONE), plain("".join(ALONE.values()))),
    }


DOSSIERS = ["harbour", "repository", "empty", "alone"]


@pytest.mark.parametrize("name", DOSSIERS)
def test_no_text_of_a_page_bypasses_the_catalogue(name: str) -> None:
    dossier, sources = dossiers()[name]
    left: dict[str, list[str]] = {}
    count = 0
    for page in render(dossier, MARKED):
        for text in [*head_of(page), *seen(read(page))]:
            count += text.count("⟦")
            bare = unmarked(text, sources)
            if bare:
                left.setdefault(page.path, []).extend(bare)
    assert left == {}
    assert count > 50


def words_in(value: object) -> Iterator[str]:
    """Give every text of JSON data that is none of its keys."""
    match value:
        case str():
            yield value
        case dict():
            for inner in value.values():
                yield from words_in(inner)
        case list():
            for inner in value:
                yield from words_in(inner)


FEEDS = Publication(title="Harbour", address="https://harbour.example/")


def exported(dossier: Dossier) -> Iterator[tuple[str, str]]:
    """Give every text of what is made beside pages, with the name of what it stands in."""
    for ref in dossier.documents:
        if ref.kind in ENTITY_KINDS:
            for path, content in entry_file(dossier, MARKED, ref).items():
                # Where an entry is mentioned is said by ids and numbers alone.
                about = {**json.loads(content), "in": []}
                yield from ((path, text) for text in words_in(about))
    for path, content in feed_files(dossier, MARKED, FEEDS).items():
        for element in ET.fromstring(content).iter():
            if element.tag.rpartition("}")[2] in {"title", "summary", "name"}:
                yield path, element.text or ""
    for record in search_records(dossier, MARKED):
        texts = (record.published, *record.facets.get("kind", ()))
        yield from (("search", text) for text in texts)
    for card in social_cards(dossier, MARKED, "Harbour", "").values():
        yield from (("cards", text) for text in card.texts)


@pytest.mark.parametrize("name", DOSSIERS)
def test_no_text_beside_the_pages_bypasses_the_catalogue(name: str) -> None:
    dossier, sources = dossiers()[name]
    left: dict[str, list[str]] = {}
    marks = 0
    for place, text in exported(dossier):
        marks += text.count("⟦")
        found = unmarked(text, sources + "Harbour")
        if found:
            left.setdefault(place, []).extend(found)
    assert left == {}
    assert marks > 2


# --- A site in German ----------------------------------------------------------------------------


def translated() -> dict[str, str]:
    """Give the English texts that are others in German, each as a pattern, by the text."""
    german = ROOT / "generator/texts/de/LC_MESSAGES/dossier.po"
    with german.open("rb") as file:
        messages = [one for one in read_po(file) if one.id]
    found = {}
    for message in messages:
        ids, strings = (
            [each] if isinstance(each, str) else each or () for each in (message.id, message.string)
        )
        for english_text in set(ids) - set(strings):
            pieces = [(text, gap) for text, gap, _, _ in string.Formatter().parse(english_text)]
            if sum(len(plain(text)) for text, _ in pieces) > 2:
                found[english_text] = "".join(
                    re.escape(text) + (".+?" if gap else "") for text, gap in pieces
                )
    return found


ENGLISH = translated()
ANY_OF_IT = re.compile("|".join(f"(?:{pattern})" for pattern in ENGLISH.values()), re.DOTALL)


def own_parts(root: Element, language: str) -> Iterator[str]:
    """Give the texts of a page that are said to be in its own language."""
    for name, value in root.attributes.items():
        if name in SPOKEN:
            yield value
    for child in root.children:
        if isinstance(child, str):
            yield child
        elif child.tag not in SILENT and child.attributes.get("lang", language) == language:
            yield from own_parts(child, language)


def in_english(root: Element, sources: str, language: str = "de") -> set[str]:
    """Give the texts of a page that the catalogue has in German, and nobody wrote."""
    texts = {collapsed(text) for text in own_parts(root, language)}
    return {text for text in texts if ANY_OF_IT.fullmatch(text) and plain(text) not in sources}


def test_english_is_found_where_there_is_some(harbour: Site) -> None:
    _, sources = linked(HARBOUR)
    left = {at for at, page in harbour.pages.items() if in_english(page.root, sources, "en")}
    assert left == set(harbour.pages)


def test_no_page_of_a_german_site_shows_a_text_of_the_interface_in_english(german: Site) -> None:
    _, sources = linked(HARBOUR)
    left = {
        address: found
        for address, page in german.pages.items()
        if (found := in_english(page.root, sources))
    }
    assert left == {}


def test_in_a_language_from_right_to_left_articles_say_their_direction() -> None:
    dossier, _ = linked(HARBOUR)
    arabic = Texts("ar", Locale("ar"), NullTranslations())
    pages = {page.path: read(page) for page in render(dossier, arabic)}
    english = pages["articles/gazette-2014-03-07.md"].one("div", "text").attributes
    same = pages["articles/sawt-al-marfa-2014-03-06.md"].one("div", "text").attributes
    assert (english["lang"], english["dir"]) == ("en", "ltr")
    assert {"lang", "dir"} & set(same) == set()


def test_a_german_site_says_so_and_which_passages_are_not(german: Site) -> None:
    for page in german.pages.values():
        (html_element,) = page.root.all("html")
        assert html_element.attributes["lang"] == "de"
    text = german.article("gazette-2014-03-07").content.one("div", "text")
    assert text.attributes["lang"] == "en"
    title = german.pages["articles/sawt-al-marfa-2014-03-06/"].content.one("h1")
    assert title.elements()[0].attributes == {"lang": "ar", "dir": "rtl"}
    feed = ET.parse(german.root / "feeds/articles.xml").getroot()
    assert feed.attrib["{http://www.w3.org/XML/1998/namespace}lang"] == "de"
    assert feed.findtext("{http://www.w3.org/2005/Atom}title") == "Hafen von Sandhaven: Artikel"


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("people/ines-okonjo-bright/", "8 Erwähnungen in 6 Artikeln"),
        ("people/ines-okonjo-bright/", "5. März 2014"),
        ("people/ines-okonjo-bright/", "6 Artikel, 4 unabhängige Quellen"),
        ("figures/people-treated/", "für 1 Wert nicht angegeben"),
        ("figures/people-treated/", "mehr als 140"),
        ("timeline/", "auf einer Zeitskala"),
        ("map/", "Orte auf der Karte"),
        ("statements/", "Nach Sprechenden: "),
        ("404.html", "Unter dieser Adresse gibt es keine Seite"),
        ("search/", "Diese Suche läuft in Ihrem Browser"),
    ],
)
def test_counts_and_dates_read_right_in_german(address: str, words: str, german: Site) -> None:
    assert words in german.pages[address].root.words()


# --- In a browser --------------------------------------------------------------------------------


@pytest.mark.browser
def test_what_scripts_add_to_a_german_page_is_german(
    german: Site, browser: Browser, serve: Callable[[Site], str]
) -> None:
    _, sources = linked(HARBOUR)
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    addresses = [
        *one_of_each_kind(german),
        "articles/courier-2014-03-05/#ines-okonjo-bright-1",
        "timeline/?status=planned",
        "timeline/?status=planned&person=otto-quay&place=ardmoor",
        "search/?find=harbour",
        "search/?find=zzzz",
        "search/?find=Okonjo-Brihgt",
    ]
    left = {}
    said = ""
    visited = {address: context.new_page() for address in addresses}
    for address, tab in visited.items():
        tab.goto(serve(german) + address)
    for address, tab in visited.items():
        tab.wait_for_load_state("networkidle")
        root, _ = read_html(tab.content())
        found = in_english(root, sources)
        if found:
            left[address] = found
        said += root.words() + "\n"
        if address == "search/?find=harbour":
            hits = root.one("ol", "search-hits").all("span", "excerpt")
            assert {one.attributes.get("lang") for one in hits} >= {"en", None}
    context.close()
    assert left == {}
    for words in (
        "Im Text hervorgehoben",
        "Quellenangabe kopieren",
        "Erwähnung 1 von 8",
        "Nächste →",
        "Wörter oder Namen",
        "Kein Treffer für „zzzz“.",
        "Gefunden für „harbour“: ",
        "Einträgen: ",
    ):
        assert words in said, words


@pytest.mark.browser
def test_axe_finds_no_violation_on_a_german_page(
    german: Site, browser: Browser, serve: Callable[[Site], str]
) -> None:
    context = browser.new_context(viewport=WINDOWS["phone"])
    assert wrong_pages(context.new_page(), german, serve(german), violations) == {}
    context.close()
