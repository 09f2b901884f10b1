"""The files in which a browser looks up names: each name is where its words lead."""

from __future__ import annotations

import json
import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_dossier import small_dossier

from generator.exports.names import SHARES, folded, share_of
from generator.pipeline import produce
from generator.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from site_reader import Site


def looked_up(site: Site, share: int) -> dict[str, Any]:
    path = site.root / f"assets/dossier/names/{share}.json"
    found: dict[str, Any] = json.loads(path.read_bytes())
    return found


def words_beginning(site: Site, share: int) -> list[str]:
    path = site.root / f"assets/dossier/names/words-{share}.json"
    found: list[str] = json.loads(path.read_bytes())
    return found


def pages(site: Site, name: str, word: str) -> list[str]:
    """Give the pages to which a name leads, in the file of one of its words."""
    known = looked_up(site, share_of(word))
    return [known["entries"][place]["page"] for place in known["names"].get(name, [])]


def test_each_name_of_an_entry_is_found_by_each_of_its_words(site: Site) -> None:
    for entry in site.data["entities"]:
        former = (one["name"] for one in entry.get("former_names") or ())
        for name in (entry["name"], *(entry.get("aliases") or ()), *former):
            for word in folded(name).split():
                assert entry["page"] in pages(site, folded(name), word), (name, word)


def test_no_file_is_missing_and_each_holds_only_names_of_its_words(site: Site) -> None:
    for share in range(SHARES):
        for name in looked_up(site, share)["names"]:
            assert share in {share_of(word) for word in name.split()}, name


def test_each_word_of_a_name_is_in_the_file_of_its_first_letter(site: Site) -> None:
    words = {
        word for n in range(SHARES) for name in looked_up(site, n)["names"] for word in name.split()
    }
    listed = {share: words_beginning(site, share) for share in range(SHARES)}
    assert sorted(words) == sorted(word for some in listed.values() for word in some)
    assert all(word in listed[share_of(word, 1)] for word in words)


def test_an_entry_says_in_how_many_articles_it_is_named(site: Site) -> None:
    naming = defaultdict(set)
    for one in (*site.data["mentions"], *site.data["statements"]):
        naming[one.get("entity") or one["speaker"]].add(one["article"])
    said = {
        entry["page"]: entry.get("articles", 0)
        for share in range(SHARES)
        for entry in looked_up(site, share)["entries"]
    }
    assert said == {entry["page"]: len(naming[entry["ref"]]) for entry in site.data["entities"]}


@pytest.mark.parametrize(
    ("folders", "page"), [(True, "people/ann-lee/"), (False, "people/ann-lee.html")]
)
def test_a_name_leads_to_the_page_where_the_site_has_it(
    folders: bool, page: str, tmp_path: Path
) -> None:
    sources = small_dossier(tmp_path) / "sources"
    files = produce(sources, Settings(use_directory_urls=folders)).files
    known = json.loads(files[f"assets/dossier/names/{share_of('ann')}.json"])
    assert [known["entries"][place]["page"] for place in known["names"]["ann lee"]] == [page]


@given(st.text())
def test_a_folded_name_holds_letters_and_digits_in_words(name: str) -> None:
    words = folded(name)
    assert all(one == " " or unicodedata.category(one)[0] in "LN" for one in words)
    assert words == " ".join(words.split())


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Jean-Marc Ayrault", "jean marc ayrault"),
        ("  O’Brien,\tJ.\u00a0R. ", "obrien j r"),
        ("Ş\u0327ANLIURFA – 2nd Army", "sanliurfa 2nd army"),
        ("حلب", "حلب"),
        ("“…”", ""),
    ],
)
def test_a_name_is_found_without_what_people_leave_out(name: str, words: str) -> None:
    assert folded(name) == words
