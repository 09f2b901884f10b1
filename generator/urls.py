"""Where every page stands: the only room that invents a path.

A page is named by its path below `docs/`, such as `people/john-kerry.md`. Links between pages are
relative paths to such files; MkDocs turns them into addresses.
"""

from __future__ import annotations

from functools import lru_cache

from generator.model import FOLDERS, Kind, Ref

FOLDER_OF_KIND = {kind: folder for folder, kind in FOLDERS.items()}

HOME = "index.md"
TIMELINE = "timeline.md"
MAP = "map.md"
NETWORK = "network.md"
STATEMENTS = "statements.md"
CORRECTIONS = "corrections.md"
SEARCH = "search.md"
DATA = "data/dossier.json"
SCHEMA = "data/dossier.schema.json"
ARTICLE_SCHEMA = "data/article.schema.json"
DATA_PAGE = "data/index.md"
ARTICLE_FEED = "feeds/articles.xml"
CORRECTION_FEED = "feeds/corrections.xml"
ASSETS = "assets/dossier"
CARDS = "assets/cards"

TOP_PAGES = {"home": HOME, "about": "about.md", "method": "method.md"}
"""Editorial pages that stand at the top of the site; the others stand in `pages/`."""


def page_of(ref: Ref) -> str:
    """Give the path of an entry's page."""
    if ref.kind is Kind.PAGE and ref.id in TOP_PAGES:
        return TOP_PAGES[ref.id]
    return f"{FOLDER_OF_KIND[ref.kind]}/{ref.id}.md"


def index_of(kind: Kind) -> str:
    """Give the path of a kind's index page."""
    return f"{FOLDER_OF_KIND[kind]}/index.md"


def beside(ref: Ref) -> str:
    """Give the path of the data file that belongs to an entry: `data/people/john-kerry.json`."""
    return f"data/{FOLDER_OF_KIND[ref.kind]}/{ref.id}.json"


def names_beginning(share: int) -> str:
    """Give the path of a file of names, which a search looks up by their first letters."""
    return f"{ASSETS}/names/{share}.json"


def words_beginning(share: int) -> str:
    """Give the path of a file of the words of names, which a search looks up by a letter."""
    return f"{ASSETS}/names/words-{share}.json"


def numbered(page: str, number: int) -> str:
    """Give the path of the number-th part of a page that is too long for one: `people/a/2.md`.

    No entry is in the way: an id holds no slash, and `index` is not an id.
    """
    return page if number == 1 else f"{page.removesuffix('.md')}/{number}.md"


def first_of(page: str) -> str:
    """Give the page of the entry that a numbered page goes on with; else the page itself."""
    stem, _, number = page.removesuffix(".md").rpartition("/")
    return f"{stem}.md" if "/" in stem and number.isdecimal() else page


def relative(page: str, target: str, anchor: str = "") -> str:
    """Give the way from one page to another, or to a place on it.

    A plain string function, since `posixpath.relpath` asks the system for the current folder.
    """
    if not anchor:
        return _way(page.rpartition("/")[0], target)
    return f"#{anchor}" if page == target else f"{_way(page.rpartition('/')[0], target)}#{anchor}"


@lru_cache(maxsize=16_384)
def _way(folder: str, target: str) -> str:
    """Give the way from a folder to a page; all pages in a folder share it."""
    here = folder.split("/") if folder else []
    there = target.split("/")
    shared = 0
    while shared < min(len(here), len(there) - 1) and here[shared] == there[shared]:
        shared += 1
    return "../" * (len(here) - shared) + "/".join(there[shared:])


def statement_anchor(article: str, quote_id: str) -> str:
    """Give the anchor of a quotation on the page of all statements."""
    return f"{article}-{quote_id}"


def month_anchor(year: int, month: int | None = None) -> str:
    """Give the anchor of a month, or of a year, on the timeline."""
    return f"y{year:04d}" if month is None else f"y{year:04d}-{month:02d}"


def address(page: str, *, folders: bool = True) -> str:
    """Give the address of a page relative to the site's root: `people/john-kerry/`.

    Without folders it is a file: `people/john-kerry.html`.
    """
    if page == HOME:
        return ""
    stem = page.removesuffix(".md")
    if not folders:
        return f"{stem}.html"
    return f"{stem.removesuffix('/index')}/"
