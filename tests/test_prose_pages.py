"""A whole page is read by MkDocs, its links and its search as it was meant."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from any_text import PATIENT, texts
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils.meta import get_data
from prose_reader import EXTENSIONS, converted, plain, searched, shown, tree

from generator import prose

values = st.recursive(
    st.one_of(
        texts,
        st.text(),
        st.integers(),
        st.booleans(),
        st.none(),
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)

YAMLISH = [
    "NO", "12:30", "1.10", "2016-08-26", "Issue #5", "~", "<<", "a: b", "---", "...", "&a", "*a",
    "!x", "0x1f", "=", "null", ".inf", "1e3", "@",
]  # fmt: skip


@PATIENT
@given(
    given_front_matter=st.dictionaries(
        st.sampled_from(["title", "on", "no", "Description", "null", "a: b"]) | texts,
        values | st.sampled_from(YAMLISH),
        max_size=5,
    ),
    words=texts,
)
def test_mkdocs_reads_the_front_matter_exactly_as_given(
    given_front_matter: dict[str, prose.Value], words: str
) -> None:
    written = prose.page(given_front_matter, prose.paragraph(prose.text(words)))
    content, front_matter = get_data(written)
    assert front_matter == given_front_matter
    assert written.startswith("---\n")
    assert written.endswith("\n")
    assert not written.endswith("\n\n")
    (found,) = tree(converted(content)).elements()
    assert shown(found) == plain(words.replace("\n", " "))


def test_a_page_without_front_matter_keeps_a_first_line_that_looks_like_a_key() -> None:
    content, front_matter = get_data(prose.page({}, prose.paragraph(prose.text("Geneva: rain"))))
    assert content == "Geneva: rain\n"
    assert front_matter == {}


def rendered(source: str, path: str, others: Sequence[str], folder: Path) -> Page:
    """Let MkDocs render a page that stands beside others."""
    config = MkDocsConfig()
    config.load_dict(
        {"site_name": "x", "docs_dir": str(folder), "markdown_extensions": EXTENSIONS}
        | {"plugins": []}
    )
    errors, _ = config.validate()
    assert not errors
    texts_of = dict.fromkeys(others, "x") | {path: source}
    for name, text in texts_of.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    files = Files([File(name, str(folder), config.site_dir, True) for name in texts_of])
    file = files.get_file_from_path(path)
    assert file
    page = Page(None, file, config)
    page.read_source(config)
    page.render(config, files)
    return page


def test_mkdocs_turns_links_between_pages_into_addresses(
    caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    link = prose.link(
        prose.text("Mr. [Kerry]"),
        "../people/john-kerry.md#john-kerry-2",
        classes=["mention"],
        id="x-1",
        title='the "Secretary" {of State}',
    )
    odd = prose.link(prose.text("b"), "../people/odd (1).md", data_ref="a | b")
    web = prose.link(prose.text("c"), "https://a.b/c_(d)?e=f&copy=1&lt;")
    inside = prose.bullets([link, prose.mark(odd), prose.Item(web, (prose.bullets([web]),))])
    source = prose.page(
        {"title": "2016-08-26"},
        prose.heading(1, prose.line(prose.text("A & B "), web), id="top"),
        prose.paragraph(prose.line(prose.text("Look!"), link, prose.text("{x}")), id="p1"),
        prose.section("div", ["x"], inside, prose.table([odd], [[link]]), id="section"),
    )
    with caplog.at_level("INFO"):
        others = ["people/john-kerry.md", "people/odd (1).md"]
        page = rendered(source, "articles/a.md", others, tmp_path)
    assert not caplog.messages
    assert page.title == "2016-08-26"
    links = [node for node in tree(page.content or "").walk() if node.tag == "a"]
    kerry = {
        "class": "mention",
        "href": "../../people/john-kerry/#john-kerry-2",
        "id": "x-1",
        "title": 'the "Secretary" {of State}',
    }
    other = {"data-ref": "a | b", "href": "../../people/odd%20%281%29/"}
    elsewhere = {"href": "https://a.b/c_(d)?e=f&copy=1&lt;"}
    assert [node.attributes for node in links] == [
        elsewhere, kerry, kerry, other, elsewhere, elsewhere, other, kerry
    ]  # fmt: skip
    assert page.present_anchor_ids is not None
    assert page.present_anchor_ids >= {"top", "p1", "x-1", "section"}
    assert [(item.id, item.title) for item in page.toc] == [("top", "A &amp; B c")]


def test_search_indexes_the_words_and_not_how_they_are_written() -> None:
    words = "Rock & roll *now* [sic] 5 < 6\xa0%"
    page = converted(
        prose.blocks(
            prose.heading(2, prose.text(words), id="h2"),
            prose.paragraph(prose.text(words), id="p7"),
        )
    )
    shown_words = "Rock &amp; roll *now* [sic] 5 &lt; 6\xa0%"
    ((anchor, title, text),) = searched(page)[1:]
    assert (anchor, title, text.strip()) == ("h2", shown_words, f"<p>{shown_words}</p>")
