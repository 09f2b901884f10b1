"""Front matter: what is read, what is refused, and where each thing stands."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from generator import frontmatter
from generator.diagnostics import Diagnostic
from generator.frontmatter import (
    MAX_DEPTH,
    MAX_LENGTH,
    FrontMatter,
    Mapping,
    Node,
    Scalar,
    Sequence,
    Unreadable,
    merge_conflict,
    split,
    value_spans,
)
from generator.source import SourceFile, Span

CASES = Path(__file__).parent / "cases" / "frontmatter"


def file(block: str, body: str = "\nBody.\n") -> SourceFile:
    """A file with this front matter."""
    return SourceFile("articles/a.md", f"---\n{block}\n---\n{body}")


def plain(node: Node | None) -> object:
    """A tree without its places."""
    match node:
        case Scalar(text):
            return text
        case Sequence(items):
            return [plain(item) for item in items]
        case Mapping(entries):
            return {key.text: plain(value) for key, value in entries}
        case _:
            return node


def values(block: str) -> object:
    """What is read from a block that has no fault."""
    front = split(file(block))
    assert front.found == ()
    return plain(front.node)


def written(source: SourceFile, found: Iterator[Diagnostic] | tuple[Diagnostic, ...]) -> str:
    """Findings as the case files show them: place, rule, what is marked, message, hint."""
    lines = []
    for one in found:
        place = one.location
        start = source.offset(place.line, place.column)
        end = source.offset(place.end_line, place.end_column)
        marked = repr(source.text[start:end])
        lines.append(f"{place.line}:{place.column} {one.code} {marked}\n")
        lines.append(f"    {one.message}\n    {one.hint}\n")
    return "".join(lines)


def triples(name: str) -> list[object]:
    """Cases of a file: a title, what is read, and what comes out, with a dot after each."""
    parts = (CASES / name).read_text(encoding="utf-8").split("\n.\n")[:-1]
    cases = zip(parts[::3], parts[1::3], parts[2::3], strict=True)
    return [pytest.param(*case[1:], id=case[0].strip()) for case in cases]


# --- What is refused ---------------------------------------------------------------------------


@pytest.fixture(params=[yaml.BaseLoader, yaml.CBaseLoader])
def _each_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run a test with PyYAML's own parser and with libyaml."""
    monkeypatch.setattr(frontmatter, "_LOADER", request.param)


@pytest.mark.usefixtures("_each_parser")
@pytest.mark.parametrize(("block", "expected"), triples("faults.md"))
def test_front_matter_that_cannot_be_read_as_it_is_meant(block: str, expected: str) -> None:
    source = file(block)
    assert written(source, split(source).found).strip() == expected.strip()


@pytest.mark.parametrize(("text", "expected"), triples("files.md"))
def test_front_matter_that_is_not_where_it_should_be(text: str, expected: str) -> None:
    source = SourceFile("articles/a.md", text)
    assert written(source, split(source).found).strip() == expected.strip()


@pytest.mark.parametrize("character", "\x00\x07\x0b\x1b\x7f\x85\x9f\u2028\u2029\ufeff\ufffe")
def test_an_invisible_character_is_pointed_out(character: str) -> None:
    (found,) = split(file(f"title: Deal{character}near")).found
    assert found.code == "control-character"
    assert f"U+{ord(character):04X}" in found.message
    assert (found.location.line, found.location.column) == (2, 12)


@pytest.mark.usefixtures("_each_parser")
@pytest.mark.parametrize(
    ("block", "code"),
    [
        ("a: " + "[" * 60_000, "front-matter-too-deep"),
        ("a: " + "{" * 60_000, "front-matter-too-deep"),
        ("- " * 30_000, "front-matter-too-deep"),
        ("a: " + "[" * 100_000, "front-matter-too-long"),
        ("a: " + "x" * MAX_LENGTH, "front-matter-too-long"),
        ("a: 'b" + "\n" * 60_000, "bad-yaml"),
    ],
    ids=["brackets", "braces", "dashes", "more brackets", "a long text", "an open quote"],
)
def test_a_bomb_is_refused_before_it_goes_off(block: str, code: str) -> None:
    (found,) = split(file(block)).found
    assert found.code == code


@pytest.mark.usefixtures("_each_parser")
@pytest.mark.parametrize("block", [r'a: "\ud800"', r'a: "\U99999999"', r'a: "\UFFFFFFFF"'])
def test_an_escape_that_is_no_character_crashes_nothing(block: str) -> None:
    split(file(block))


def test_lists_may_lie_within_each_other_as_deep_as_sources_need() -> None:
    depth = MAX_DEPTH - 1
    assert split(file("a: " + "[" * depth + "x" + "]" * depth)).found == ()


# --- What is read ------------------------------------------------------------------------------


@pytest.mark.usefixtures("_each_parser")
@pytest.mark.parametrize(
    "text",
    [
        *("NO", "no", "yes", "on", "off", "null", "~", "true", "False"),
        *("12:30", "1.10", "007", "1_000", "0x1F", "1e3", ".inf", ".nan", "=", "<"),
        *("2016-08-26", "2016-08-26 10:30:00", "2016-08~", "../2016", "2016-02%"),
        *("U.S., Russia near accord", "It's over", 'He said "no"', "a:b", "a#b", "C#", "50%"),
        *("https://lidtime.com/?p=633318", "C:\\photos", "Kerry & Lavrov", "what?", "a - b"),
        *("Сергей Лавров", "سوريا", "日本", "😀 é", "\u00a0x"),
    ],
)
def test_a_plain_value_is_the_text_that_was_typed(text: str) -> None:
    assert values(f"title: {text}") == {"title": text}


@pytest.mark.usefixtures("_each_parser")
@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("title: 'It''s: #5'", {"title": "It's: #5"}),
        (r'title: "\u00e9 \"x\" \\"', {"title": 'é "x" \\'}),
        ("summary: >-\n  One\n  two.\n\n  Three.", {"summary": "One two.\nThree."}),
        ("summary: |\n  One\n  two.", {"summary": "One\ntwo.\n"}),
        ("summary: One\n  two", {"summary": "One two"}),
        ("aliases: [a, 'b, c']", {"aliases": ["a", "b, c"]}),
        ("aliases:\n- a\n- b", {"aliases": ["a", "b"]}),
        (
            "roles:\n  - {title: a, of: b}\n  - title: c",
            {"roles": [{"title": "a", "of": "b"}, {"title": "c"}]},
        ),
        ("title: x  # a comment", {"title": "x"}),
        ("title: one two  # a comment", {"title": "one two"}),
        ("language: en # English", {"language": "en"}),
        ("# a comment\n\ntitle: x\n  # another\n#third", {"title": "x"}),
        ("aliases: # none is better\n  - a", {"aliases": ["a"]}),
        ("title:\nsummary: ''", {"title": "", "summary": ""}),
        ("aliases:\n  -\n  - b", {"aliases": ["", "b"]}),
        ("", {}),
        ("# nothing but a comment", {}),
    ],
)
def test_a_value_is_what_yaml_makes_of_it(block: str, expected: object) -> None:
    assert values(block) == expected


def test_what_can_be_read_is_read_in_spite_of_a_fault() -> None:
    front = split(file("title: Issue #5\npublisher: rferl\nsummary: &x y"))
    assert front.node is not None
    title, publisher, summary = (value for _, value in front.node.entries)
    assert isinstance(title, Unreadable)
    assert plain(publisher) == "rferl"
    assert isinstance(summary, Unreadable)


# --- Where it stands ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("---\ntitle: x\n---\n\nBody.\n", "\nBody.\n"),
        ("---\ntitle: x\n---", ""),
        ("---  \ntitle: x\n--- \nBody.", "Body."),
        ("---\n---\nBody.\n\n---\n\nMore.", "Body.\n\n---\n\nMore."),
        ("---\nsummary: |\n  ---\n  x\n---\nBody.", "Body."),
        ("---\ntitle: [\n---\nBody.", "Body."),
        ("---\ntitle: x\n...\nBody.", "Body."),
        ("\n---\ntitle: x\n---\nBody.", "Body."),
        ("No front matter.", "No front matter."),
        ("---\ntitle: x\n", ""),
        ("---\ntitle: x\n---\n<<<<<<< HEAD\n", ""),
    ],
)
def test_the_body_begins_below_the_front_matter(text: str, body: str) -> None:
    assert text[split(SourceFile("articles/a.md", text)).body_start :] == body


def test_every_value_knows_its_place() -> None:
    source = file(
        "title: 'It''s over'\n"
        "summary: >-\n  One\n  two.\n\n"
        "aliases: [😀, b c]\n"
        "authors:\n"
        "roles:\n  - title: Minister\n    of: us # here\n  -\n"
    )
    front = split(source)
    assert front.node is not None
    places = {
        path: source.text[span.start : span.end] for path, span in value_spans(front.node).items()
    }
    assert places == {
        ("title",): "'It''s over'",
        ("summary",): ">-\n  One\n  two.",
        ("aliases",): "[😀, b c]",
        ("aliases", 0): "😀",
        ("aliases", 1): "b c",
        ("authors",): "authors",
        ("roles",): "- title: Minister\n    of: us # here\n  -",
        ("roles", 0): "title: Minister\n    of: us",
        ("roles", 0, "title"): "Minister",
        ("roles", 0, "of"): "us",
        ("roles", 1): "-",
    }


@pytest.mark.parametrize(
    "text",
    [
        "Heading\n=======\n",
        "a <<<<<<< b",
        "<<<<<<<< eight",
        "<<<<<<<HEAD",
        "> > > > > > > quoted deep",
    ],
)
def test_what_only_looks_like_a_merge_is_none(text: str) -> None:
    assert merge_conflict(file("title: x", text)) is None


def test_an_unfinished_merge_is_reported_once_and_nothing_else() -> None:
    text = "---\ntitle: [\n<<<<<<< HEAD\n>>>>>>> theirs\n<<<<<<< HEAD\n"
    front = split(SourceFile("articles/a.md", text))
    assert [one.code for one in front.found] == ["merge-conflict"]
    assert front.node is None


# --- Whatever is written -----------------------------------------------------------------------

yaml_pieces = st.sampled_from(
    [
        *("title", "a", "- ", ": ", ":", " ", "  ", "\n", "\n  ", "\n- ", "#", " #", "[", "]", "{"),
        *("}", ",", ", ", "'", '"', "&x ", "*x", "!y ", "|", ">", ">-\n  ", "? ", "<<", "%", "@"),
        *("`", "\\", "\\n", "é", "😀", "\t", "---", "\n---\n", "\n...\n", "~", "=======", "\u00a0"),
    ]
)
blocks = st.lists(yaml_pieces, max_size=30).map("".join)


def nodes(node: Node) -> Iterator[Node]:
    """A node and all inside it."""
    yield node
    if isinstance(node, Mapping):
        for key, value in node.entries:
            yield key
            yield from nodes(value)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from nodes(item)


def check(source: SourceFile, front: FrontMatter) -> None:
    """Hold a result against what is always true of it."""
    assert 0 <= front.body_start <= len(source.text)
    assert front.node is not None or front.found
    for one in front.found:
        assert one.message
        assert one.hint
        assert 1 <= one.location.line <= one.location.end_line <= len(source.line_starts)
    if front.node is None:
        return
    for node in nodes(front.node):
        assert 0 <= node.span.start <= node.span.end <= front.body_start
        if isinstance(node, Scalar) and node.text:
            claimed = source.text[node.span.start : node.span.end]
            quoted_or_folded = claimed[0] in "\"'|>" or "\n" in claimed
            assert quoted_or_folded or claimed == node.text


@given(st.text())
@example("---\n\ud800\n---\n")
def test_any_text_is_read_or_refused(text: str) -> None:
    source = SourceFile("articles/a.md", text)
    check(source, split(source))


@given(blocks)
def test_any_front_matter_is_read_or_refused(block: str) -> None:
    source = file(block)
    check(source, split(source))


@given(blocks)
def test_both_parsers_of_pyyaml_read_the_same_from_it(block: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(frontmatter, "_LOADER", yaml.BaseLoader)
        slow = split(file(block))
        patch.setattr(frontmatter, "_LOADER", yaml.CBaseLoader)
        fast = split(file(block))
    if not slow.found and not fast.found:
        assert fast == slow


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"]), min_size=1))
def test_any_text_can_be_written_in_single_quotes(text: str) -> None:
    quoted = "'" + text.replace("'", "''") + "'"
    source = file(f"title: {quoted}")
    front = split(source)
    if not front.found:
        assert front.node == Mapping(
            ((Scalar("title", Span(4, 9)), Scalar(text, Span(11, 11 + len(quoted)))),),
            Span(4, 11 + len(quoted)),
        )
    else:
        assert [one.code for one in front.found] == ["control-character"]
