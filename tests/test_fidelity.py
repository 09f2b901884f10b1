"""The visible text of a built page is the text that CommonMark gives for its source."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from commonmark import Block, blocks, body_of, tree
from hostile_cases import Case, awkward_id, awkward_texts, hostile_cases
from sites import HARBOUR, ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from site_reader import Page, Site

DOSSIERS = {"repository": ROOT / "sources", "harbour": HARBOUR}


def sources(folder: str) -> list[object]:
    """Give dossier and file of every source below a folder that is published whole."""
    return [
        pytest.param(name, file, id=f"{name} {file.stem}")
        for name, root in DOSSIERS.items()
        for file in sorted(root.glob(folder))
        if not re.search(r"^rights: (excerpt|metadata)$", file.read_text("utf-8"), re.MULTILINE)
    ]


def expected(body: str, highest: int = 0) -> list[Block]:
    """Give the blocks of a source body as a page shows them.

    Headings stand one level lower than they are written, below the page's title; or, where
    `highest` is given, on as many levels with that as the highest.
    """
    found = blocks(tree(body))
    levels = [int(level) for shape, _ in found for level in re.findall(r"\bh([1-6])", shape)]
    down = highest - min(levels, default=0) if highest else 1
    return [
        Block(re.sub(r"\bh([1-6])", lambda h: f"h{min(int(h[1]) + down, 6)}", shape), text)
        for shape, text in found
    ]


def shown(page: Page, class_: str) -> list[Block]:
    """Give the blocks that a page shows of its source."""
    return [block for part in page.content.all("div", class_) for block in blocks(part)]


@pytest.mark.parametrize(("name", "file"), sources("articles/*.md"))
def test_an_article_reads_as_its_source(
    name: str, file: Path, request: pytest.FixtureRequest
) -> None:
    site: Site = request.getfixturevalue(name)
    body = body_of(file.read_text(encoding="utf-8"))
    assert shown(site.article(file.stem), "text") == expected(body)


@pytest.mark.parametrize(("name", "file"), sources("[!a]*/*.md"))
def test_a_note_reads_as_its_source(name: str, file: Path, request: pytest.FixtureRequest) -> None:
    site: Site = request.getfixturevalue(name)
    folder = file.parent.name
    top = {"home": "", "about": "about/", "method": "method/"}
    address = (
        top.get(file.stem, f"pages/{file.stem}/") if folder == "pages" else f"{folder}/{file.stem}/"
    )
    body = body_of(file.read_text(encoding="utf-8"))
    assert shown(site.pages[address], "note") == expected(body, highest=2)


@pytest.mark.parametrize("title", awkward_texts())
def test_an_awkward_text_reads_as_its_source(title: str, cases: Site) -> None:
    assert shown(cases.article(awkward_id(title)), "text") == expected(awkward_texts()[title])


PRESERVED = {
    case.name: case
    for case in hostile_cases()
    if case.place == "body" and case.expect in ("preserve", "inert") and not case.is_long
    # Cells beyond the first row's: GFM drops them, and here nothing is dropped.
    and case.name != "text-table-ragged"
}  # fmt: skip


@pytest.mark.parametrize("case", PRESERVED.values(), ids=PRESERVED)
def test_a_hostile_text_that_is_accepted_reads_as_its_source(case: Case, cases: Site) -> None:
    assert shown(cases.article(case.id), "text") == expected(case.text)


def test_every_paragraph_has_its_number_in_order(site: Site) -> None:
    for address, page in site.pages.items():
        for text in page.content.all("div", "text") if address.startswith("articles/") else ():
            anchors = [one.id for one in text.walk() if re.fullmatch(r"p\d+", one.id)]
            assert anchors == [f"p{n}" for n in range(1, len(anchors) + 1)]
            for number in text.all("a", "pn"):
                assert number.attributes["href"] == f"#{number.id}"
                assert number.text() == number.id[1:]
            # A block of code has an anchor and no number: a click would select it with the code.
            code = [one.id for one in text.all("pre")]
            assert [one.id for one in text.all("a", "pn")] == [
                anchor for anchor in anchors if anchor not in code
            ]


def test_the_cells_of_a_ragged_table_are_all_there(cases: Site) -> None:
    cells = [block.text for block in shown(cases.article("text-table-ragged"), "text")]
    assert cells == ["a", "b", "", "1", "", "", "1", "2", "3"]


def test_the_oracle_sees_what_a_faulty_page_would_lose() -> None:
    """The comparison itself: a lost word, a lost space or a lost structure is a difference."""
    whole = expected("- a *b* c\n\n  d\\\n  e")
    assert whole == [Block("ul li p", "a b c"), Block("ul li p", "d\ne")]
    for faulty in ("- a *b*\n\n  d\\\n  e", "- a *b*c\n\n  d\\\n  e", "- a *b* c\n  d\\\n  e"):
        assert expected(faulty) != whole
