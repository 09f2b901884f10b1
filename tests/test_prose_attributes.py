"""An address, an id and any other attribute is kept as it is given, or refused."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

import markdown
import pytest
from any_text import PATIENT, lines, texts
from case_files import pairs
from hypothesis import example, given
from hypothesis import strategies as st
from markdown.treeprocessors import Treeprocessor
from prose_reader import EXTENSIONS, converted, opened, shown, tree

from generator import prose

CASES = Path(__file__).parent / "cases" / "prose"


@PATIENT
@given(value=texts, label=lines)
@example("_a_ *b* `c`", "d")
@example("&lt;&amp;amp;&copy", "d")
def test_the_value_of_an_attribute_is_any_text(value: str, label: str) -> None:
    inside = prose.text(label)
    for written, tag in (
        (prose.paragraph(prose.link(inside, "a.md", title=value, id="x", classes=["b"])), "a"),
        (prose.paragraph(prose.span(inside, title=value, id="x", classes=["b"])), "span"),
        (prose.section("div", ["b"], prose.paragraph(inside), title=value, id="x"), "div"),
        (prose.code_block(label, title=value, id="x", classes=["b"]), "pre"),
        (prose.heading(2, inside, title=value, id="x", classes=["b"]), "h2"),
        (prose.paragraph(inside, title=value, id="x", classes=["b"]), "p"),
        (prose.table([prose.link(inside, "a.md", title=value, id="x", classes=["b"])], []), "a"),
    ):
        (node,) = (node for node in tree(converted(written)).walk() if node.tag == tag)
        node.attributes.pop("href", None)
        assert node.attributes == {"title": value, "id": "x", "class": "b"}
        assert "".join(words for words, _ in shown(node)).strip("\n") == label.strip("\n")


@pytest.mark.parametrize(("href", "written"), pairs(CASES / "addresses.md"))
def test_address(href: str, written: str) -> None:
    link = prose.link(prose.text("x"), href)
    assert link == f"[x]({written})"
    (found,) = tree(converted(link)).elements()[0].elements()
    assert unquote(found.attributes["href"]) == unquote(href)


class ReadByMkDocs(Treeprocessor):
    """Splits every address as MkDocs does, which breaks off at some."""

    def run(self, root: Element) -> None:
        for link in root.iter("a"):
            urlsplit(link.get("href") or "")


@PATIENT
@given(href=st.builds("".join, st.tuples(st.sampled_from(["", "https://", "http://a.b/"]), texts)))
def test_any_address_is_kept_or_refused(href: str) -> None:
    try:
        link = prose.link(prose.text("x"), href, id="y")
    except ValueError:
        return
    reader = markdown.Markdown(extensions=EXTENSIONS)
    reader.treeprocessors.register(ReadByMkDocs(), "read", -1)
    (line,) = tree(reader.convert(link)).elements()
    (found_link,) = line.elements()
    assert found_link.attributes.keys() == {"href", "id"}
    assert unquote(found_link.attributes["href"]) == unquote(href.strip())
    assert shown(line) == [("x", (opened(found_link),))]


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        " JavaScript:alert(1)",
        "java\nscript:alert(1)",
        "\x01javascript:alert(1)",
        "data:text/html,x",
        "blob:x",
        "file:///etc/passwd",
        "person:john-kerry",
        "//evil.example/",
        "/\\evil.example/",
        "\\\\evil.example",
    ],
)
def test_a_link_leads_to_the_site_the_web_or_a_mailbox(href: str) -> None:
    with pytest.raises(ValueError, match="not an address"):
        prose.link(prose.text("x"), href)


@pytest.mark.parametrize(
    "attributes", [{"onclick": "x"}, {"ONCLICK": "x"}, {"a b": "x"}, {"a=b": 1}]
)
def test_an_attribute_that_runs_a_script_or_has_no_name_is_refused(
    attributes: dict[str, str],
) -> None:
    for write in (prose.link, prose.span):
        with pytest.raises(ValueError, match="not the name of an attribute"):
            write(prose.text("x"), *(["a.md"] if write is prose.link else []), **attributes)


@pytest.mark.parametrize("name", ["a b", "a}", '"', "_a_", "é", "a{", "-a"])
def test_an_id_or_a_class_that_would_need_escapes_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="not an id"):
        prose.heading(2, prose.text("x"), id=name)
    with pytest.raises(ValueError, match="not an id"):
        prose.span(prose.text("x"), classes=[name])
