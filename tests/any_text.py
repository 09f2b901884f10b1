"""Anything that could stand in an article, and every place in which prose could put it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from generator import prose
from generator.prose import Blocks

PATIENT = settings(
    deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
"""How fast a machine is says nothing about what is written; time has a test of its own."""

AWKWARD = list("\\`*_{}[]()<>#+-.!|&;:=~^\"'$%@/?, \n\t\xa0\x85\u2028\u200b\u202e\u3000\ufeffa1Ж😀")

SNIPPETS = [
    "1. ", "- ", "\n    ", "&amp;", "&#42;", "&copy", "[a](b)", "![", "](", "<b>", "<!--", "-->",
    "{: #x }", "{{ x }}", "{% x %}", "***", "___", "`` ", "---", "===", "~~~", "```", "!!! ",
    "??? ", "*[a]: b", "[^1]: ", "[a]: /b", "  \n", "| - |", "[TOC]", "http://a.b/c_d_e",
    "a@b.c", "klzzwxh:0", "wzxhzdk:0", "<div>", "</div>", "<?php", "]]>", "<![CDATA[", "١. ",
    "#", "##", "\n# ", "\n> ",
]  # fmt: skip

texts = (
    st.lists(
        st.one_of(
            st.sampled_from(AWKWARD),
            st.sampled_from(SNIPPETS),
            st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=8),
            st.text("abc XYZ-'", min_size=1, max_size=8),
        ),
        min_size=1,
        max_size=12,
    )
    .map("".join)
    .filter(bool)
)

lines = texts.map(lambda words: words.replace("\n", " "))


class Place(NamedTuple):
    """Somewhere that a text can stand: how it is written, and where it is found again."""

    write: Callable[[str], Blocks]
    path: tuple[str, ...]


PLACES = {
    "paragraph": Place(lambda words: prose.paragraph(prose.text(words)), ("p",)),
    "paragraph with an id": Place(
        lambda words: prose.paragraph(prose.text(words), id="p7"), ("p",)
    ),
    "heading": Place(lambda words: prose.heading(2, prose.text(words), id="h2"), ("h2",)),
    "heading without an id": Place(lambda words: prose.heading(1, prose.text(words)), ("h1",)),
    "item": Place(lambda words: prose.bullets([prose.text(words)]), ("ul", "li")),
    "numbered item": Place(lambda words: prose.numbered([prose.text(words)]), ("ol", "li")),
    "numbered item from 5": Place(
        lambda words: prose.numbered([prose.text(words)], start=5), ("ol", "li")
    ),
    "item of a list with a class": Place(
        lambda words: prose.bullets([prose.text(words)], classes=["x"]), ("ul", "li")
    ),
    "quotation": Place(
        lambda words: prose.quote([prose.paragraph(prose.text(words))]), ("blockquote", "p")
    ),
    "link": Place(
        lambda words: prose.paragraph(prose.link(prose.text(words), "a.md", classes=["x"])),
        ("p", "a"),
    ),
    "emphasis": Place(
        lambda words: prose.paragraph(prose.emphasis(prose.text(words))), ("p", "em")
    ),
    "code": Place(lambda words: prose.paragraph(prose.code(words)), ("p", "code")),
    "section": Place(
        lambda words: prose.section("div", ["x"], prose.paragraph(prose.text(words))), ("div", "p")
    ),
    "summary": Place(
        lambda words: prose.details(prose.text(words)), ("details", "summary")
    ),
    "item with a paragraph": Place(
        lambda words: prose.bullets([[prose.paragraph(prose.text(words))]]), ("ul", "li", "p")
    ),
}  # fmt: skip
