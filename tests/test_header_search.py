"""The index of the search in the header: small, and with every page in it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from small_dossier import small_dossier, tree

from generator.build import build
from generator.prose.pages import front_matter_of, page
from generator.settings import read_settings
from generator.site.findable import INDEX, Head, HeaderIndex

if TYPE_CHECKING:
    from pathlib import Path

    from site_reader import Site


def test_every_page_is_one_entry_of_the_index_with_its_title(site: Site) -> None:
    index = json.loads((site.root / "search/search_index.json").read_bytes())
    found = {entry["location"]: entry for entry in index["docs"]}
    assert len(found) == len(index["docs"])
    heads = {
        path: front_matter_of(content.decode())
        for path, content in tree(site.docs).items()
        if path.endswith(".md")
    }
    wanted = {
        "" if path == "index.md" else path.removesuffix(".md").removesuffix("/index") + "/": head
        for path, head in heads.items()
        if not head.get("search", {}).get("exclude")
    }
    assert found.keys() == wanted.keys()
    for location, head in wanted.items():
        assert found[location]["title"] == head["title"]
        assert found[location].get("tags", []) == head.get("tags", [])


def test_an_index_that_is_written_again_holds_each_page_as_it_is_now(tmp_path: Path) -> None:
    file = tmp_path / INDEX
    file.parent.mkdir()
    heads: dict[str, Head] = {
        "index.md": {"title": "Home"},
        "people/a.md": {"title": "A", "description": "Of the first letter", "tags": ["Ä"]},
        "people/b.md": {"title": "B", "search": {"boost": 2}},
        "people/c.md": {"title": "C", "search": {"exclude": True}},
    }
    by_hand = {"location": "by-hand/#part", "title": "By hand", "text": ""}
    index = HeaderIndex(folders=True)

    def put_in(index: HeaderIndex) -> list[dict[str, object]]:
        old = {"location": "people/a/#words", "title": "All words", "text": ""}
        made = {"config": {"lang": ["en"]}, "docs": [old, by_hand], "index": {}}
        file.write_text(json.dumps(made))
        index.put_in(tmp_path, heads)
        data = json.loads(file.read_bytes())
        assert data["config"] == {"lang": ["en"]}
        assert data.keys() == {"config", "docs"}
        docs: list[dict[str, object]] = data["docs"]
        return docs

    assert put_in(index) == [
        {"location": "", "title": "Home", "text": ""},
        {"location": "people/a/", "title": "A", "text": "Of the first letter", "tags": ["Ä"]},
        {"location": "people/b/", "title": "B", "text": "", "boost": 2},
        by_hand,
    ]
    heads["people/a.md"] = {"title": "A is another now"}
    heads["people/c.md"] = {"title": "C is found now"}
    del heads["people/b.md"]
    assert [one["title"] for one in put_in(index)] == [
        "Home", "A is another now", "C is found now", "By hand",
    ]  # fmt: skip
    assert put_in(index) == put_in(HeaderIndex(folders=True))


def test_the_index_is_less_than_a_quarter_of_what_material_makes(site: Site) -> None:
    """Material's own holds at least the text between the tags of all pages."""
    ours = (site.root / "search/search_index.json").stat().st_size
    texts = sum(len(page.content.text().encode()) for page in site.written.values())
    assert ours * 4 < texts


def test_the_index_of_another_theme_holds_the_same_entries(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = small_dossier(tmp_path / "project")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "315532800")

    def docs() -> list[object]:
        assert build(read_settings(folder / "mkdocs.yml")).published
        found: list[object] = json.loads((folder / "site/search/search_index.json").read_bytes())[
            "docs"
        ]
        return found

    entries = docs()
    assert entries
    (folder / "mkdocs.yml").write_text("site_name: Small\nplugins: [search, dossier]\n")
    assert docs() == entries


VALUES: st.SearchStrategy[object] = st.recursive(
    st.one_of(st.text(), st.booleans(), st.none(), st.integers(-(10**9), 10**9)),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@example({"0": None, ": ": {}})
@example({"0": {}})
@given(st.dictionaries(st.text(min_size=1) | st.sampled_from(["title", "no"]), VALUES))
def test_front_matter_is_read_back_as_it_was_written(meta: dict[str, object]) -> None:
    assert front_matter_of(page(meta)) == meta  # type: ignore[arg-type]
