"""A body: its text, its marks, their places in the file, and what is wrong with it."""

from __future__ import annotations

import pickle
import time
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from case_files import ENDS, cases, check
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from test_annotations import written

from generator import markup
from generator.bodies import parse_body
from generator.diagnostics import Diagnostic
from generator.model import (
    Annotation,
    Block,
    Body,
    CodeBlock,
    Heading,
    Hyperlink,
    ItemList,
    Mark,
    Paragraph,
    Passage,
    Quotation,
    Style,
    Table,
)
from generator.source import SourceFile, Span

CASES = Path(__file__).parent / "cases" / "annotations"
FILES = ["places.md", "lookalikes.md", "references.md", "refused.md", "structure.md"]


# --- Bodies as the case files show them --------------------------------------------------------


def described(text: str) -> str:
    """What is read from a body, and what is found in it."""
    source = SourceFile("articles/a.md", text)
    body, found = parse_body(source)
    return "\n".join([*_blocks(body.blocks, source, ""), *_findings(found, source)])


def _blocks(blocks: tuple[Block, ...], source: SourceFile, indent: str) -> Iterator[str]:
    for block in blocks:
        name = type(block).__name__.lower()
        match block:
            case Paragraph(passage) | CodeBlock(passage):
                yield from _passage(name, passage, source, indent)
            case Heading(level, passage):
                yield from _passage(f"{name} {level}", passage, source, indent)
            case Quotation(inner):
                yield indent + name
                yield from _blocks(inner, source, indent + "  ")
            case ItemList(items, start, tight):
                kind = "bullets" if start is None else f"from {start}"
                yield f"{indent}{name} {kind}{'' if tight else ' loose'}"
                for item in items:
                    yield indent + "  item"
                    yield from _blocks(item, source, indent + "    ")
            case Table(header, rows, alignments):
                yield f"{indent}{name} {' '.join(one or '-' for one in alignments)}"
                for row in (header, *rows):
                    yield indent + "  row"
                    for cell in row:
                        yield from _passage("cell", cell, source, indent + "    ")
            case _:
                yield indent + name


def _passage(name: str, passage: Passage, source: SourceFile, indent: str) -> Iterator[str]:
    yield f"{indent}{name} {passage.anchor} {passage.text!r}"
    for mark in passage.marks:
        words = passage.text[mark.start : mark.end]
        match mark.content:
            case Annotation() as annotation:
                place = source.locate(annotation.span)
                yield f"{indent}  {words!r} {written(annotation.meaning)}"
                yield f"{indent}    {place.line}:{place.column} {_cut(source, annotation.span)!r}"
                parts = " ".join(_cut(source, span) for _, span in annotation.parts)
                yield f"{indent}    {parts}"
            case Hyperlink(url, title):
                yield f"{indent}  {words!r} -> {url}{f' ({title})' if title else ''}"
            case style:
                yield f"{indent}  {words!r} {style}"


def _findings(found: tuple[Diagnostic, ...], source: SourceFile) -> Iterator[str]:
    for one in sorted(found, key=Diagnostic.sort_key):
        place = one.location
        start = source.offset(place.line, place.column)
        end = source.offset(place.end_line, place.end_column)
        yield f"{place.line}:{place.column} {one.severity} {one.code} {source.text[start:end]!r}"
        yield f"    {one.message}"
        yield f"    {one.hint}"


def _cut(source: SourceFile, span: Span) -> str:
    return source.text[span.start : span.end]


def _all_cases() -> list[Any]:
    return [
        pytest.param(file, *case.values, id=f"{file.removesuffix('.md')}: {case.id}")
        for file in FILES
        for case in cases(CASES / file)
    ]


@pytest.mark.parametrize(("file", "number"), _all_cases())
def test_a_body_holds(file: str, number: int, request: pytest.FixtureRequest) -> None:
    check(CASES / file, number, described, request)


def _honest() -> list[Any]:
    parts = ("\n" + (CASES / "honest.md").read_text(encoding="utf-8")).split(ENDS)[:-1]
    titles = [title.strip() for title in parts[::2]]
    return [pytest.param(text, id=t) for t, text in zip(titles, parts[1::2], strict=True)]


@pytest.mark.parametrize("text", _honest())
def test_honest_prose_is_left_alone(text: str) -> None:
    body, found = parse_body(SourceFile("articles/a.md", text))
    assert found == ()
    assert [passage.text for passage in body.passages()] == visible(text)
    assert not any(True for passage in body.passages() for _ in passage.annotations())


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("a\x07b", "control-character", (1, 2)),
        ("a\n> b\0", "control-character", (2, 4)),
        ("# a\n\nb\x85", "control-character", (3, 2)),
        ("[a](b\x1f)", "control-character", (1, 6)),
        ("He paid \u202e000,1$ and left", "text-direction", (1, 9)),
        ("# a \u2067b", "text-direction", (1, 5)),
        ("a\u202c", "text-direction", (1, 2)),
        ("\u2067\u202ba\u2069\u202c", "text-direction", (1, 1)),
        ("| a |\n|---|\n| \u202eb |", "text-direction", (3, 3)),
        ("`a\u202e`", "text-direction", (1, 3)),
        ("a\n\n    \u202eb", "text-direction", (3, 5)),
        ('[a](https://example.org "\u202eb")', "text-direction", (1, 26)),
        ("[a](https://example.org/\u202eb)", "bad-link", (1, 1)),
        ("[a](https://example.org/\u200bb)", "bad-link", (1, 1)),
        ("[a](person:john\u200b-kerry)", "invisible-character", (1, 16)),
        ("[a]{person=john\u200b-kerry}", "invisible-character", (1, 16)),
    ],
)
def test_invisible_characters_are_found(text: str, code: str, place: tuple[int, int]) -> None:
    _, found = parse_body(SourceFile("articles/a.md", text))
    assert (code, *place) in [(f.code, f.location.line, f.location.column) for f in found]


@pytest.mark.parametrize(
    "text",
    [
        "می\u200cخواهم and क्\u200dष",
        "a\xadb\u200e \u200f \ufeff\u2060",
        "a \u2067b. C\u2069 d \u202be \u2066f\u2069\u202c",
        "a\u2028b\u2029c",
    ],
)
def test_invisible_characters_that_mean_something_are_kept(text: str) -> None:
    body, found = parse_body(SourceFile("articles/a.md", text))
    assert found == ()
    assert [passage.text for passage in body.passages()] == [text]


def test_a_sentence_ends_only_where_the_direction_is_its_own() -> None:
    body, _ = parse_body(SourceFile("articles/a.md", "A. \u2067B. C.\u2069 D. E."))
    (passage,) = body.passages()
    words = [passage.text[one.start : one.end] for one in passage.sentences]
    assert "\u2067B. C.\u2069" in "|".join(words)


# --- The text is CommonMark's -------------------------------------------------------------------


class _Reader(HTMLParser):
    """Reads the texts of paragraphs, headings, cells and code out of markdown-it's own HTML."""

    LEAVES = frozenset(["p", "pre", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6"])
    BLOCKS = LEAVES | {"li", "ul", "ol", "blockquote", "table", "thead", "tbody", "tr", "hr"}

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self.text = ""
        self.leaf = ""

    def flush(self) -> None:
        text = self.text if self.leaf else self.text.strip("\n")
        if self.leaf == "pre":
            text = text.removesuffix("\n")
        if text:
            self.texts.append(text)
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self.BLOCKS:
            self.flush()
            self.leaf = tag if tag in self.LEAVES else ""
        if tag == "img":
            self.text += dict(attrs).get("alt") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag in self.BLOCKS:
            self.flush()
            self.leaf = ""

    def handle_data(self, data: str) -> None:
        self.text += data


def _escaped(_renderer: object, tokens: Any, index: int, _options: Any, _env: Any) -> str:
    return escapeHtml(tokens[index].content)


def _escaped_block(_renderer: object, tokens: Any, index: int, _options: Any, _env: Any) -> str:
    return f"<p>{escapeHtml(tokens[index].content.strip())}</p>\n"


class _CommonMark(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802
        return True

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        return link


def visible(text: str) -> list[str]:
    """The texts of all blocks in order, without empty ones; raw HTML is text."""
    markdown = _CommonMark("commonmark", {"maxNesting": 100}).enable("table")
    markdown.add_render_rule("html_inline", _escaped)
    markdown.add_render_rule("html_block", _escaped_block)
    reader = _Reader()
    reader.feed(markdown.render(text))
    reader.close()
    reader.flush()
    return reader.texts


PIECES = st.one_of(
    st.sampled_from("[](){}<>!*_`\\\n &\"'#-+:|~.= \t"),
    st.sampled_from(
        [
            *("\n\n", "> ", "- ", "1. ", "    ", "\t", "```\n", "  \n", "\\\n"),
            *("| a | b |\n|---|---|\n", "a|b", "\\|", "\\[", "***", "===\n", "---\n"),
            *("[Mr. *K*](person:john-kerry)", "](person:x)", "[a]: person:x\n", "[a]"),
            *("<b>", "<!--", "<https://example.org>", "![a](b)", "&amp;", "&#65;", "&nbsp;"),
            *("word", "é", "😀", "عربي", "\xa0", "Mr. Kerry said. ", "“No.”"),
        ]
    ),
    st.text(max_size=4),
)
SPANS = st.sampled_from(["]{quote=a}", "[b]{person=x}", "{figure=a value=1}", "]{", '="', "}"])
MARKDOWN = st.lists(PIECES, max_size=40).map("".join)
MARKDOWN_WITH_SPANS = st.lists(st.one_of(PIECES, SPANS), max_size=40).map("".join)
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

UNLIKE_COMMONMARK = {"too-large", "nested-too-deep", "passage-too-complex", "table-too-wide"}


@PATIENT
@given(MARKDOWN)
@example("|a|\n|-|\n|b\\|c|")
@example("- a\n\n      b\n")
@example("a\\\nb  \nc")
@example("![*a* `b` ![c](d)](e)")
def test_the_text_is_that_of_the_rendered_page(text: str) -> None:
    text = text.replace("\r", "")
    body, found = parse_body(SourceFile("a.md", text))
    if "]{" in text or {one.code for one in found} & UNLIKE_COMMONMARK:
        return
    texts = [passage.text for passage in body.passages() if passage.text]
    if any(isinstance(block, Table) for block in _every(body.blocks)):
        # GFM drops the cells beyond the header. Nothing else may be missing or other.
        assert Counter(visible(text)) <= Counter(texts)
    else:
        assert texts == visible(text)


def _every(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        yield block
        match block:
            case Quotation(inner):
                yield from _every(inner)
            case ItemList(items):
                for item in items:
                    yield from _every(item)


# --- What holds for every text -----------------------------------------------------------------


@PATIENT
@given(MARKDOWN_WITH_SPANS, st.sampled_from(["", "---\ntitle: Ä\n---\n", "é\n"]))
def test_places_and_marks_are_sound(text: str, front: str) -> None:
    source = SourceFile("a.md", front + text)
    body, found = parse_body(source, len(front))
    assert pickle.loads(pickle.dumps((body, found))) == (body, found)
    for one in found:
        assert one.message
        assert one.hint
        assert one.code.replace("-", "").isalpha()
        assert 1 <= one.location.line <= len(source.line_starts)
        assert one.location.column >= 1
        assert (one.location.line, one.location.column) <= (
            one.location.end_line,
            one.location.end_column,
        )
    for passage in body.passages():
        assert len(front) <= passage.span.start <= passage.span.end <= len(source.text)
        _check_marks(passage, source)
        _check_sentences(passage)
    _check_anchors(body)


def _check_marks(passage: Passage, source: SourceFile) -> None:
    open_ends: list[int] = []
    starts = [(mark.start, -mark.end) for mark in passage.marks]
    assert [start for start, _ in starts] == sorted(start for start, _ in starts)
    for mark in passage.marks:
        assert 0 <= mark.start < mark.end <= len(passage.text)
        while open_ends and open_ends[-1] <= mark.start:
            open_ends.pop()
        assert not open_ends or mark.end <= open_ends[-1]
        open_ends.append(mark.end)
        if mark.content is Style.BREAK:
            assert passage.text[mark.start : mark.end] == "\n"
        if isinstance(mark.content, Annotation):
            _check_annotation(mark, mark.content, passage, source)


def _check_annotation(
    mark: Mark, annotation: Annotation, passage: Passage, source: SourceFile
) -> None:
    words = source.text[annotation.span.start : annotation.span.end]
    assert words.startswith("[")
    assert words.endswith((")", "}", "]"))
    assert passage.text[mark.start : mark.end].strip()
    assert passage.span.start <= annotation.span.start
    assert annotation.span.end <= passage.span.end
    for _, span in annotation.parts:
        assert source.text[span.start : span.end].strip()
    if words.endswith("]"):
        return  # The parts of a reference stand in its definition.
    for _, span in annotation.parts:
        assert annotation.span.start < span.start < span.end < annotation.span.end


def _check_sentences(passage: Passage) -> None:
    inside = [False] * len(passage.text)
    end = 0
    for sentence in passage.sentences:
        assert end <= sentence.start < sentence.end
        words = passage.text[sentence.start : sentence.end]
        assert words == words.strip()
        inside[sentence.start : sentence.end] = [True] * len(words)
        end = sentence.end
    assert all(within or one.isspace() for one, within in zip(passage.text, inside, strict=True))
    for mark, _ in passage.annotations():
        stretch = passage.text[mark.start : mark.end]
        start = mark.start + len(stretch) - len(stretch.lstrip())
        stop = mark.start + len(stretch.rstrip())
        assert any(one.start <= start and stop <= one.end for one in passage.sentences)


def _check_anchors(body: Body) -> None:
    paragraphs = list(dict.fromkeys(p.anchor for p in body.passages() if p.anchor[0] == "p"))
    headings = [p.anchor for p in body.passages() if p.anchor[0] == "h"]
    assert paragraphs == [f"p{number}" for number in range(1, len(paragraphs) + 1)]
    assert headings == [f"h{number}" for number in range(1, len(headings) + 1)]


BLOCKS = ["{}", "# {}", "{}\n===", "> {}", "- {}", "1. {}", "> - {}", "- > {}", "-\t{}", ">\t{}"]
BLOCKS += ["- a\n\n  {}", "- a\n\n\t{}", "> a\n{}", "- a\n{}", "| {} | b |\n|---|---|"]
BLOCKS += ["| a | b |\n|---|---|\n| \\| | é {} |", "é😀\n  {}", "1. - > a\n     {}", "  ## {} ##"]
ANNOTATIONS = ["[é](person:john-kerry)", "[a *b*](<place:geneva> )", "[a]{quote=john-kerry}"]
ANNOTATIONS += ["[a\tb](person:j&#111;hn-kerry)", "[é `|` x]( person:john\\-kerry )"]


@PATIENT
@given(
    st.lists(st.sampled_from(BLOCKS), min_size=1, max_size=3),
    st.sampled_from(ANNOTATIONS),
    st.sampled_from(["", "é ", "`x` ", "\\* ", "&amp; ", "[b](place:x) "]),
)
def test_an_annotation_is_found_where_it_stands(
    blocks: list[str], annotation: str, before: str
) -> None:
    text = before + annotation
    for block in blocks:
        first, *rest = text.split("\n")
        lines = [block.format(first), *rest]
        text = "\n".join(lines)
    source = SourceFile("a.md", text)
    body, _ = parse_body(source)
    spans = [one.span for passage in body.passages() for _, one in passage.annotations()]
    for span in spans:
        assert source.text[span.start : span.end] in (annotation, "[b](place:x)")


# --- Bounds ------------------------------------------------------------------------------------

HOSTILE = {
    "nested brackets": "[" * 10_000 + "a" + "]" * 10_000,
    "unclosed brackets": "[" * 50_000,
    "unclosed links": "[a](b" * 20_000,
    "unclosed annotations": "[a](person:" * 20_000,
    "unclosed annotations in one passage": "[a](person:" * 9_000,
    "unclosed spans": "[a]{quote=" * 9_000,
    "unclosed quotes in spans": '[a]{quote="' * 9_000,
    "nested spans": "[" * 1_000 + "a" + "]{quote=a}" * 1_000,
    "nested images": "![" * 1_000 + "a" + "](b)" * 1_000,
    "unclosed images": "![" * 20_000,
    "ampersands": "&" * 100_000,
    "emphasis that does not close": "_a " * 20_000,
    "emphasis of two kinds": "*_" * 40_000,
    "lists in lists": "- " * 5_000,
    "lists in lists with words": "- " * 5_000 + "x" + "\n" * 5_000,
    "numbered lists": "1. " * 5_000 + "x",
    "quotes in quotes": "> " * 5_000 + "x",
    "lazy lines": "> " * 20 + "a\n" + "a\n" * 15_000,
    "ten megabytes": "a b " * 2_500_000,
    "a million lines": "\n" * 1_000_000,
    "half a million paragraphs": "a\n\n" * 500_000,
    "a table of a million cells": "|a" * 100
    + "\n"
    + "|-" * 100
    + "\n"
    + ("|b" * 100 + "\n") * 9_000,
    "rows that are completed": "|a" * 99 + "\n" + "|-" * 99 + "\n" + "|b\n" * 15_000,
    "rows that are too wide": "|a|\n|-|\n" + ("|b" * 2_000 + "|\n") * 9,
    "backticks": "".join("`" * length + " " for length in range(1, 440)),
    "tags that do not close": "<a " * 30_000,
    "comments that do not close": "<!--" * 20_000,
    "definitions": "".join(f"[a{number}]: person:b\n" for number in range(15_000)),
    "one definition": "[a]: person:b\n" * 15_000,
    "references": "[a]: person:b\n\n" + "[a] " * 20_000,
    "a definition that does not end": "[a\n" * 15_000,
    "code that hides brackets": "[`]`" * 20_000,
    "escapes that hide brackets": "[\\]" * 20_000,
    "quotation marks": "“" * 90_000,
    "exclamation marks": '!"' * 40_000,
    "overrides": "\u202e" * 90_000,
    "null characters": "\0" * 100_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_is_read_or_refused_in_time(name: str) -> None:
    began = time.process_time()
    body, found = parse_body(SourceFile("a.md", HOSTILE[name]))
    # Each takes three seconds at the most; a quadratic rule takes minutes.
    assert time.process_time() - began < 20
    assert len(found) <= len(HOSTILE[name])
    assert body.blocks or found


def test_lists_are_read_to_the_depth_that_is_promised() -> None:
    deepest = markup.MAX_NESTING // 2 - 1
    body, found = parse_body(SourceFile("a.md", "- " * deepest + "[a](person:x)"))
    assert found == ()
    assert [passage.text for passage in body.passages()] == ["a"]
    body, found = parse_body(SourceFile("a.md", "- " * (deepest + 1) + "[a](person:x)"))
    assert [one.code for one in found] == ["nested-too-deep"]


def test_quotations_are_read_to_the_depth_that_is_promised() -> None:
    deepest = markup.MAX_NESTING - 1
    body, found = parse_body(SourceFile("a.md", "> " * deepest + "a"))
    assert (found, [passage.text for passage in body.passages()]) == ((), ["a"])
    _, found = parse_body(SourceFile("a.md", "> " * (deepest + 1) + "a"))
    assert [one.code for one in found] == ["nested-too-deep"]


def test_brackets_are_read_to_the_depth_that_is_promised() -> None:
    deepest = markup.MAX_BRACKETS
    nested = "[" * deepest + "a" + "]{quote=b}" * deepest
    body, found = parse_body(SourceFile("a.md", nested))
    assert found == ()
    (passage,) = body.passages()
    assert (passage.text, len(passage.marks)) == ("a", deepest)
    body, found = parse_body(SourceFile("a.md", f"[{nested}]{{quote=b}}"))
    assert [one.code for one in found] == ["passage-too-complex"]
    (passage,) = body.passages()
    assert passage.text == f"[{nested}]{{quote=b}}"


def test_a_dense_article_is_read() -> None:
    paragraph = "[Mr. Kerry](person:john-kerry) met [*him* [sic]]{person=sergei-lavrov}. " * 100
    body, found = parse_body(SourceFile("a.md", f"{paragraph}\n\n" * 20))
    assert found == ()
    assert sum(len(passage.marks) for passage in body.passages()) == 20 * 300


def test_one_reading_leaves_nothing_to_the_next() -> None:
    defined = SourceFile("a.md", "[a]\n\n[a]: person:x\n")
    undefined = SourceFile("b.md", "[a]\n")
    parse_body(SourceFile("c.md", "[" * 50_000))
    first = parse_body(defined)
    assert first[0].blocks != parse_body(undefined)[0].blocks
    assert parse_body(defined) == first
