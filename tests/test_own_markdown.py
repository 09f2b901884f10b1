"""What is read without Python-Markdown is what MkDocs makes of it with Python-Markdown."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import markdown
import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files, InclusionLevel, get_files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from plain_site import CONFIG as PLAIN
from plain_site import made, plain_site, write

from generator.site.files import SiteFiles
from generator.site.own_markdown import NEEDED, depth_of_contents, made_of
from generator.site.shortcut import Links

if TYPE_CHECKING:
    from site_reader import Site

ROOT = Path(__file__).parent.parent


# --- Whole sites ---------------------------------------------------------------------------------


def config_of(docs: Path) -> MkDocsConfig:
    """Give this repository's configuration, without plugins, for the pages of a folder."""
    config = load_config(str(ROOT / "mkdocs.yml"), docs_dir=str(docs), plugins=[])
    config.markdown_extensions += ["attr_list", "md_in_html", "tables"]
    return config


@pytest.mark.parametrize("name", ["repository", "harbour", "right_to_left", "large", "cases"])
def test_every_page_of_a_site_is_what_mkdocs_makes_of_it(
    name: str, request: pytest.FixtureRequest
) -> None:
    site: Site = request.getfixturevalue(name)
    config = config_of(site.docs)
    files = get_files(config)
    pages = [Page(None, file, config) for file in files.documentation_pages()]
    for page in pages:
        page.read_source(config)
        page.render(config, files)
        links = Links(page.file, SiteFiles(files))
        made = made_of(page.markdown or "", links.resolve, 2)
        if not made:
            # Code, empty headings and lists that would touch, within an article's text.
            assert re.search("^<(pre|h[2-6]|!--)", page.markdown or "", re.MULTILINE)
            continue
        assert made.html == page.content
        assert str(get_toc(made.toc)) == str(page.toc)
        assert made.anchors == page.present_anchor_ids
        assert links.to_anchors == page.links_to_anchors
    assert len(pages) > 20


@pytest.mark.parametrize("extension", ["abbr", "smarty"])
def test_with_an_extension_that_is_not_known_python_markdown_makes_all(
    tmp_path: Path, extension: str
) -> None:
    text = '---\n\n## Here { #here }\n\n- [One](p4.md#here){ .a title="b" }\n\nA <bdi>b</bdi> & c\n'
    config = PLAIN.replace("attr_list", "attr_list, md_in_html")
    quick = plain_site(tmp_path / "quick", config=config)
    slow = plain_site(
        tmp_path / "slow", config=config.replace("attr_list", f"attr_list, {extension}")
    )
    for folder in (quick, slow):
        write(folder, "p3", text)
    ours, theirs = made(quick, megabytes=0), made(slow, megabytes=0)
    assert ours.files.keys() == theirs.files.keys()
    same = {path for path, content in ours.files.items() if theirs.files[path] == content}
    assert {path for path in ours.files if path.endswith("index.html")} <= same
    assert ours.warnings == theirs.warnings == []


def test_what_mkdocs_has_to_say_of_a_link_is_said(tmp_path: Path) -> None:
    config = PLAIN.replace("attr_list", "attr_list, md_in_html")
    quick, slow = (
        plain_site(tmp_path / name, config=text)
        for name, text in (
            ("quick", config),
            ("slow", config.replace("attr_list", "attr_list, abbr")),
        )
    )
    for folder in (quick, slow):
        write(folder, "p3", "[Nowhere](nowhere.md), [no anchor](p4.md#not-there), [self](#none)")
        write(folder, "p5", "[Page](p4), [root](/p4.md), [folder](..)\n\n## Here { #here }")
    ours, theirs = made(quick, megabytes=0), made(slow, megabytes=0)
    assert len(ours.warnings) > 3
    assert ours.warnings == theirs.warnings
    assert {path: text for path, text in ours.files.items() if path.startswith("p")} == {
        path: text for path, text in theirs.files.items() if path.startswith("p")
    }


# --- What is known, and what is not --------------------------------------------------------------


@pytest.mark.parametrize(
    ("extensions", "options", "depth"),
    [
        (NEEDED, {}, 6),
        ({*NEEDED, "fenced_code"}, {"toc": {"toc_depth": 2}}, 2),
        (NEEDED, {"toc": {"permalink": False}, "tables": {}}, 6),
        (NEEDED, {"toc": {"permalink": True}}, None),
        (NEEDED, {"toc": {"toc_depth": "2-3"}}, None),
        (NEEDED, {"tables": {"use_align_attribute": True}}, None),
        (NEEDED - {"md_in_html"}, {}, None),
        (NEEDED | {"footnotes"}, {}, None),
    ],
)
def test_extensions_and_options_with_which_pages_mean_the_same(
    extensions: frozenset[str], options: dict[str, object], depth: int | None
) -> None:
    assert depth_of_contents(extensions, options) == depth


FORMS = {
    "two lines": "One\ntwo",
    "stress": "A *word*",
    "an underscore at an end": "_word_",
    "code": "A `word`",
    "an escape": r"A \* star",
    "a reference to a link": "A [word][1]\n\n[1]: https://example.org",
    "an image": "![A](b.png)",
    "an address": "<https://example.org>",
    "a title of a link": '[a](b.md "c")',
    "attributes without a value": "[a](b.md){ hidden }",
    "attributes without a space": "[a](b.md){.c}",
    "a brace": "a } b",
    "another bullet": "* a",
    "a loose list": "- a\n\n- b",
    "two kinds of lists": "- a\n1. b",
    "a list after a list": "- a\n\n1. b",
    "a paragraph in an item": "- a\n\n    b",
    "an underlined heading": "A\n===",
    "a heading that closes": "# A #",
    "a quotation after a quotation": "> a\n\n> b",
    "a list in a quotation": "> - a",
    "a table without sides": "a | b\n--- | ---\nc | d",
    "a ragged table": "| a | b |\n| --- | --- |\n| c |",
    "indented code": "    a",
    "fenced code": "```\na\n```",
    "a rule of stars": "***",
    "HTML in a block that holds Markdown": "<div markdown>\n\n<form>a</form>\n\n</div>",
    "HTML that does not end": "<div>a",
    "HTML with something behind it": "<div>a</div> b",
    "a block that does not end": "<div markdown>\n\na",
    "a block that is empty": "<div markdown>\n\n\n\n</div>",
    "an end without a beginning": "</div>",
    "a block in a line": "a <div>b</div>",
    "an ampersand in a tag": 'a <span title="b & c">d</span>',
    "a comment": "<!-- a -->",
    "spaces at an end": "a ",
}


@pytest.mark.parametrize("text", FORMS.values(), ids=FORMS)
def test_another_form_is_left_to_python_markdown(text: str) -> None:
    assert made_of(text, lambda address: address, 6) is None
    assert made_of(f"One.\n\n{text}\n\nAnother.", lambda address: address, 6) is None


SAME = {
    "headings that are called alike": "# A\n\n## A\n\n### A { #a_1 }\n\n## A",
    "a heading of signs": '## <bdi>A</bdi> & "b" &#42;\n\n## &#35;',
    "levels that are left out": "# A\n\n### B\n\n## C",
    "lists in lists": "- a\n    - b\n        1. c\n        2. d\n    - e\n- f",
    "a table": "| a | b |\n| :--- | :---: |\n| [c](d.md){ .e } |  |\n| 1 & 2 | <b>f</b> |",
    "a quotation of two paragraphs": "> a [b](c.md)\n> { #d .e .f }\n>\n> g",
    "values of attributes": '<div title="&amp;amp;lt; &quot;&#42;" lang="ar" hidden markdown>\n\n'
    "a\n\n</div>",
    "HTML and what follows": '<div id="a"><div>b</div></div>\n\nc\n\n<p>d &lt;</p>\n\n---',
    "lines in a list of terms": '<dl markdown="block">\n<dt markdown="span">a</dt>\n'
    '<dd markdown="span">[b](c.md)</dd>\n</dl>',
    "items with blocks": '<ol start="3" markdown="block">\n<li markdown="block">\n\na\n\n- b\n\n'
    '</li>\n<li markdown="span">c</li>\n</ol>',
    "a drawing": '<figure markdown>\n\n<svg viewBox="0 0 1 1"><title id="t">a_b</title></svg>\n\n'
    "</figure>",
}


@pytest.mark.parametrize("text", SAME.values(), ids=SAME)
def test_a_form_that_is_known_is_what_python_markdown_makes_of_it(text: str) -> None:
    reader = markdown.Markdown(extensions=sorted(NEEDED))
    expected = reader.convert(text)
    made = made_of(text, lambda address: address, 6)
    assert made
    assert made.html == expected
    assert str(get_toc(made.toc)) == str(get_toc(reader.toc_tokens))  # type: ignore[attr-defined]


# --- Links ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "resolved"),
    [
        ("https://example.org/a?b=c&amp;d#e", "https://example.org/a?b=c&amp;d#e"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("#here", "#here"),
        ("b.md", "../b/"),
        ("b.md#here", "../b/#here"),
        ("../index.md", "../../"),
        ("../index.md#top", "../../#top"),
        ("a.md", "./"),
        ("c.png", "../c.png"),
        ("nowhere.md", None),
        ("b.md#", None),
        ("b.md?x", None),
        ("b%20c.md", None),
        ("b.md&amp;c", None),
        ("/people/b.md", None),
        ("b", None),
        ("..", None),
        ("draft.md", None),
    ],
)
def test_links_are_resolved_or_left_to_mkdocs(
    tmp_path: Path, address: str, resolved: str | None
) -> None:
    for path in ("index.md", "people/a.md", "people/b.md", "people/c.png", "people/draft.md"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text("")
    config = config_of(tmp_path)
    files: Files = get_files(config)
    files.src_uris["people/draft.md"].inclusion = InclusionLevel.DRAFT
    links = Links(files.src_uris["people/a.md"], SiteFiles(files))
    assert links.resolve(address) == resolved
