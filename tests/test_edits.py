"""Edits at exact places, and changes of many files of which all are made or none."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_dossier import tree

from generator.editing import writing, yaml_text
from generator.editing.edits import Change, Edit, edited
from generator.editing.keys import with_items, with_key, without_items, without_key
from generator.editing.writing import write_changes
from generator.frontmatter import Mapping, Scalar, split
from generator.read import decoded
from generator.source import SourceFile, Span

LINES = st.text(st.sampled_from("ab é\n"), max_size=30)


@given(LINES, st.sampled_from(["\n", "\r\n", "\r"]), st.booleans(), st.data())
def test_an_edit_changes_its_span_and_nothing_else(
    text: str, line_end: str, mark: bool, data: st.DataObject
) -> None:
    raw = text.replace("\n", line_end).encode("utf-8-sig" if mark else "utf-8")
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    new = edited(raw, [Edit(Span(start, end), "x\ny")])
    assert decoded("", new).text == f"{text[:start]}x\ny{text[end:]}"
    assert new.startswith(b"\xef\xbb\xbf") is mark
    if "\n" in text[:start] + text[end:]:
        assert new.decode("utf-8-sig").count(line_end) == decoded("", new).text.count("\n")


def test_edits_come_in_any_order_and_the_same_one_counts_once() -> None:
    first, second = Edit(Span(0, 1), "A"), Edit(Span(2, 3), "C")
    assert edited(b"a.c", [second, first, second]) == b"A.C"


def test_edits_that_overlap_are_a_mistake() -> None:
    with pytest.raises(ValueError, match="overlap"):
        edited(b"abc", [Edit(Span(0, 2), "x"), Edit(Span(1, 3), "y")])


# --- Front matter --------------------------------------------------------------------------------

VALUES = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029"))


@given(VALUES.filter(lambda text: text.strip() == text and text))
def test_a_value_is_read_as_it_was_meant(text: str) -> None:
    written = yaml_text.front_matter({"one": text, "many": (text, text), "last": "x"})
    node = split(SourceFile("", written)).node
    assert node is not None, written
    one, many, _ = (value for _, value in node.entries)
    assert isinstance(one, Scalar)
    assert one.text == text
    assert [item.text for item in many.items] == [text, text]  # type: ignore[union-attr]


@given(VALUES.filter(lambda text: text.strip() == text and text))
def test_a_value_in_brackets_is_read_as_it_was_meant(text: str) -> None:
    written = f"---\nmany: [a, {yaml_text.in_brackets(text)}]\n---\n"
    node = split(SourceFile("", written)).node
    assert node is not None, written
    assert [one.text for one in node.entries[0][1].items] == ["a", text]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Syria's civil war", "Syria's civil war"),
        ("War: a name", '"War: a name"'),
        ('He said "no": twice', "'He said \"no\": twice'"),
        ("no", '"no"'),
        ("1.10", '"1.10"'),
        ("12:30", '"12:30"'),
        ("2016-08-26", "2016-08-26"),
        ("Issue #5", '"Issue #5"'),
        ("- a dash", '"- a dash"'),
        ("الجزيرة", "الجزيرة"),
    ],
)
def test_a_value_is_written_as_a_person_would(text: str, written: str) -> None:
    assert yaml_text.scalar(text) == written


HEAD = """\
---
# A comment above
name: Ann Lee
aliases:   # also written
- Ms. Lee
- "A. Lee"   # with a dot

links: [a, 'b c']
summary: >-
  Two
  lines.
# A comment below
---

Text.
"""


def head() -> tuple[SourceFile, Mapping]:
    source = SourceFile("", HEAD)
    node = split(source).node
    assert node is not None
    return source, node


@pytest.mark.parametrize(
    ("edits", "old", "new"),
    [
        (
            lambda source, node: [with_items(source, node, "aliases", ["X: Y"])],
            '- "A. Lee"   # with a dot\n',
            '- "A. Lee"   # with a dot\n- "X: Y"\n',
        ),
        (
            lambda source, node: [with_items(source, node, "links", ["d, e", "f"])],
            "'b c']",
            "'b c', \"d, e\", f]",
        ),
        (
            lambda source, node: [with_items(source, node, "formerly", ["x"])],
            "  lines.\n",
            "  lines.\nformerly:\n  - x\n",
        ),
        (
            lambda source, node: [with_key(source, node, "wikidata", "Q1", after="name")],
            "name: Ann Lee\n",
            "name: Ann Lee\nwikidata: Q1\n",
        ),
        (lambda source, node: without_items(source, node, "aliases", [0]), "- Ms. Lee\n", ""),
        (lambda source, node: without_items(source, node, "links", [0]), "[a, 'b c']", "['b c']"),
        (
            lambda source, node: without_items(source, node, "links", [0, 1]),
            "links: [a, 'b c']\n",
            "",
        ),
        (
            lambda source, node: [without_key(source, node, "summary")],
            "summary: >-\n  Two\n  lines.\n",
            "",
        ),
    ],
)
def test_front_matter_keeps_its_manner(edits: object, old: str, new: str) -> None:
    assert callable(edits)
    source, node = head()
    assert HEAD.count(old) == 1
    assert edited(HEAD.encode(), edits(source, node)).decode() == HEAD.replace(old, new)


# --- All or none ---------------------------------------------------------------------------------

CHANGES = (
    Change("", "people/new.md", b"", b"new"),
    Change("people/a.md", "people/a.md", b"a", b"A"),
    Change("people/b.md", "people/moved.md", b"b", b"B"),
    Change("people/c.md", "", b"c", b""),
    Change("", "places/first.md", b"", b"first"),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "people").mkdir()
    for name in "abc":
        (tmp_path / f"people/{name}.md").write_text(name, encoding="utf-8")
    return tmp_path


def test_changes_are_made_and_nothing_else_is_left(folder: Path) -> None:
    assert write_changes(folder, CHANGES) == ()
    assert tree(folder) == {
        "people/a.md": b"A",
        "people/moved.md": b"B",
        "people/new.md": b"new",
        "places/first.md": b"first",
    }
    assert sorted(entry.name for entry in folder.iterdir()) == ["people", "places"]


@pytest.mark.parametrize("step", range(8))
@pytest.mark.parametrize("error", [OSError("disk full"), KeyboardInterrupt()])
def test_whatever_goes_wrong_is_undone(
    folder: Path, monkeypatch: pytest.MonkeyPatch, step: int, error: BaseException
) -> None:
    before = tree(folder)
    replace, unlink = Path.replace, Path.unlink
    left = [step]

    def failing(act: object) -> object:
        def acting(path: Path, *rest: object, **more: object) -> object:
            left[0] -= 1
            if left[0] == 0:
                raise error
            assert callable(act)
            return act(path, *rest, **more)

        return acting

    monkeypatch.setattr(Path, "replace", failing(replace))
    monkeypatch.setattr(Path, "unlink", failing(unlink))
    if 0 < step <= 6:
        with pytest.raises(type(error)):
            write_changes(folder, CHANGES)
        assert tree(folder) == before
        assert [entry.name for entry in folder.iterdir()] == ["people"]
    else:
        assert write_changes(folder, CHANGES) == ()


def test_a_full_disk_changes_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = tree(folder)

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space"):
        write_changes(folder, CHANGES)
    assert tree(folder) == before
    assert [entry.name for entry in folder.iterdir()] == ["people"]


def test_a_file_that_somebody_saved_meanwhile_is_theirs(folder: Path) -> None:
    (folder / "people/a.md").write_text("edited", encoding="utf-8")
    (folder / "people/new.md").write_text("mine", encoding="utf-8")
    before = tree(folder)
    found = write_changes(folder, CHANGES)
    assert [(one.location.path, one.code) for one in found] == [
        ("people/new.md", "existing-file"),
        ("people/a.md", "changed-meanwhile"),
    ]
    assert tree(folder) == before


def test_what_a_killed_run_left_behind_is_cleared_away(folder: Path) -> None:
    (folder / writing.STAGING).mkdir()
    (folder / writing.STAGING / "0.new").write_text("left", encoding="utf-8")
    assert write_changes(folder, CHANGES[:1]) == ()
    assert not (folder / writing.STAGING).exists()


def test_where_there_are_no_hard_links_files_are_copied(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*_: object, **__: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", none)
    monkeypatch.setattr(Path, "hardlink_to", none)
    assert write_changes(folder, CHANGES) == ()
    assert tree(folder)["people/a.md"] == b"A"
