"""The files of the search over paragraphs: arranged so that a browser fetches little of them."""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import expect
from test_paragraph_search import Searcher

from generator.index_files import (
    ENTRY,
    SIGNATURE,
    IndexFileError,
    arranged,
    part_of,
    short_names,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser
    from site_reader import Site


def content_of(file: Path) -> Any:
    content = gzip.decompress(file.read_bytes())
    assert content.startswith(SIGNATURE)
    return cbor2.loads(content.removeprefix(SIGNATURE))


class Index:
    """The index of a site, as a browser reads it."""

    def __init__(self, site: Site) -> None:
        self.folder = site.root / "pagefind"
        entry = json.loads((self.folder / ENTRY).read_bytes())
        known = content_of(self.folder / f"pagefind.{entry['languages']['en']['hash']}.pf_meta")
        self.documents = [name for name, _ in known[1]]
        self.filters = {
            name: dict(content_of(self.folder / f"filter/{file}.pf_filter")[1])
            for name, file in known[3]
        }

    def document(self, name: str) -> dict[str, Any]:
        file = self.folder / f"fragment/{name}.pf_fragment"
        found: dict[str, Any] = json.loads(
            gzip.decompress(file.read_bytes()).removeprefix(SIGNATURE)
        )
        return found


def test_a_document_is_named_for_what_is_counted(site: Site) -> None:
    index = Index(site)
    pages = {entry["page"] for entry in site.data["entities"]}
    groups = {
        name: "a" if url.startswith("articles/") else "e" if url in pages else "n"
        for name in index.documents
        for url in [index.document(name)["url"].partition("?")[0]]
    }
    assert set(groups.values()) == {"a", "e", "n"}
    assert [name for name, group in groups.items() if not name.startswith(group)] == []


@pytest.mark.parametrize("name", ["repository", "large"])
def test_the_filters_tell_of_each_document_what_it_says_itself(
    name: str, request: pytest.FixtureRequest
) -> None:
    index = Index(request.getfixturevalue(name))
    told: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for filter_, values in index.filters.items():
        for value, documents in values.items():
            for number in documents:
                told[index.documents[number]][filter_.partition(" ")[0]].append(value)
    assert len(index.documents) == len(set(index.documents))
    for document in index.documents:
        said = index.document(document)["filters"]
        assert {facet: sorted(values) for facet, values in told[document].items()} == {
            facet: sorted(values) for facet, values in said.items()
        }


def test_only_a_large_filter_is_shared_and_each_value_is_in_its_part(large: Site) -> None:
    filters = Index(large).filters
    parts = {name for name in filters if name.startswith("person")}
    assert len(parts) > 10
    for name in parts:
        assert {f"person {part_of(value)}" for value in filters[name]} == {name}
    assert "kind" in filters


@given(st.lists(st.text(), min_size=1, unique=True), st.data())
def test_short_names_differ_whatever_the_long_ones_are(
    names: list[str], data: st.DataObject
) -> None:
    groups = data.draw(st.text("aen", min_size=len(names), max_size=len(names)))
    short = list(short_names(names, groups))
    assert len(set(short)) == len(names)
    assert [name[0] for name in short] == list(groups)


def test_of_very_many_documents_few_names_are_longer_than_needed() -> None:
    names = [f"en_{number:07x}" for number in range(20_000)]
    short = list(short_names(names, "a" * len(names)))
    assert len(set(short)) == len(names)
    longer = [name for name in short if len(name) > 5]
    assert 0 < len(longer) < len(names) / 20
    # A document more changes no name but those that are too like its own.
    others = list(short_names([*names, "en_fffffff"], "a" * (len(names) + 1)))[:-1]
    assert sum(one != other for one, other in zip(short, others, strict=True)) <= 1


@pytest.fixture
def searcher(browser: Browser, large: Site, serve: Callable[[Site], str]) -> Iterator[Searcher]:
    context = browser.new_context()
    yield Searcher(context.new_page(), serve(large))
    context.close()


@pytest.mark.browser
def test_words_alone_fetch_no_filter_and_a_person_fetches_one_part(searcher: Searcher) -> None:
    asked: list[str] = []
    searcher.tab.on("request", lambda request: asked.append(request.url))

    def filters() -> int:
        return sum(url.endswith(".pf_filter") for url in asked)

    searcher.ask("find=summit")
    assert filters() == 0
    expect(searcher.said).to_have_text("Found for “summit”: 12 articles and 1 entry.")
    searcher.ask("find=summit&person=Person+Number+399")
    assert filters() == 1
    expect(searcher.said).to_have_text("Found for “summit”: 1 article.")
    # The list is whole nevertheless.
    people = searcher.tab.locator("details[data-facet=person]")
    people.locator("summary").press("Enter")
    expect(people.get_by_role("checkbox")).to_have_count(100)
    expect(people.get_by_role("checkbox").first).to_be_checked()
    expect(people.get_by_role("checkbox", name="Central Figure")).to_have_count(1)


@pytest.mark.browser
def test_values_of_several_parts_and_facets_narrow_together(
    searcher: Searcher, large: Site
) -> None:
    chosen = ("Person Number 0", "Person Number 77", "Person Number 123")
    assert len({part_of(name) for name in chosen}) > 1
    index = Index(large)
    wanted = {
        name
        for name in index.documents
        for said in [index.document(name)["filters"]]
        if set(chosen) & set(said.get("person", ())) and "Article" in said["kind"]
    }
    question = "&".join(f"person={name.replace(' ', '+')}" for name in chosen)
    searcher.ask(f"{question}&kind=Article")
    assert searcher.number == len(wanted) > 0


@pytest.mark.parametrize("content", [b"", b"something else", SIGNATURE, SIGNATURE + b"\xff"])
def test_a_file_of_another_form_is_an_error_that_names_it(content: bytes) -> None:
    files = {"filter/en_1.pf_filter": gzip.compress(content)}
    with pytest.raises(IndexFileError, match=r"filter/en_1\.pf_filter"):
        arranged(files, "")
