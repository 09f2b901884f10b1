"""`dossier suggest`, as its users meet it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click import unstyle
from small_dossier import small_dossier, tree

from generator import cli

ARTICLE = """\
---
title: Talks begin
publisher: daily
published: 2016-08-26
---

Ann Lee arrived on Friday. Mr. Lee stayed.

“It is late,” she said, Walid Jumblatt's aide said.
"""

BROKEN = """\
---
title: Broken
publisher: daily
published: 2016-08-26
---

Ann Lee met [Roe](person: roe).
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = small_dossier(tmp_path / "project")
    (folder / "sources/articles/first.md").write_text(ARTICLE, encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


def suggest(*arguments: str) -> int:
    return cli.main(["suggest", *arguments])


def test_the_list_gives_place_sureness_annotation_and_reason(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert suggest() == 0
    lines = unstyle(capsys.readouterr().out).splitlines()
    assert lines[:6] == [
        "sources/articles/first.md:7:1: certain [Ann Lee](person:ann-lee)",
        "  the name of Ann Lee",
        "sources/articles/first.md:7:20: likely [Friday](date:2016-08-26)",
        "  the latest Friday, as it lies behind",
        "sources/articles/first.md:7:28: certain [Mr. Lee](person:ann-lee)",
        "  the surname of Ann Lee, named before in this article",
    ]
    assert lines[-1] == "2 certain and 3 likely suggestions in 1 article"


def test_programs_get_json_with_the_annotation_to_write(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert suggest("--format", "json", "--only", "name") == 0
    first, second = json.loads(capsys.readouterr().out)
    assert first == {
        "path": "sources/articles/first.md",
        "line": 7,
        "column": 1,
        "end_line": 7,
        "end_column": 8,
        "topic": "name",
        "words": "Ann Lee",
        "targets": ["person:ann-lee"],
        "annotation": "[Ann Lee](person:ann-lee)",
        "new_kind": None,
        "sureness": "certain",
        "confidence": 0.98,
        "why": "the name of Ann Lee",
        "obstacle": "",
    }
    assert second["words"] == "Mr. Lee"


def test_what_is_shown_can_be_narrowed(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert suggest("--least", "certain", "--only", "name", "--only", "date") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[-2:] == [
        "2 certain suggestions in 1 article",
        "1 less sure; --least possible shows them too",
    ]


@pytest.mark.parametrize(
    "name", ["first", "article:first", "sources/articles/first.md", "articles/first.md", "first.md"]
)
def test_an_article_is_named_by_its_id_or_its_file(
    project: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert suggest(name) == 0
    assert "in 1 article" in capsys.readouterr().out


def test_an_article_that_does_not_exist_is_wrong_usage(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert suggest("frist") == 2
    assert "there is no article 'frist'; did you mean 'first'?" in capsys.readouterr().err


def test_apply_annotates_what_is_certain_and_nothing_else(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tree(project)
    assert suggest("--apply") == 0
    assert capsys.readouterr().out.splitlines() == [
        "sources/articles/first.md: 2 annotations added",
        "2 annotations added in 1 file; --review asks about the rest",
    ]
    after = tree(project)
    text = after.pop("sources/articles/first.md").decode()
    assert text == ARTICLE.replace("Ann Lee", "[Ann Lee](person:ann-lee)").replace(
        "Mr. Lee", "[Mr. Lee](person:ann-lee)"
    )
    before.pop("sources/articles/first.md")
    assert after == before
    assert suggest("--apply") == 0
    assert capsys.readouterr().out.startswith("0 annotations added in 0 files")


def test_apply_twice_is_apply_once_and_the_dossier_stays_clean(project: Path) -> None:
    assert suggest("--apply") == 0
    once = tree(project)
    assert suggest("--apply") == 0
    assert tree(project) == once
    assert cli.main(["check", "-q", "--strict"]) == 0


def test_a_broken_article_is_left_out_with_its_reason(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = project / "sources/articles/broken.md"
    file.write_text(BROKEN, encoding="utf-8")
    assert suggest("--apply") == 1
    printed = capsys.readouterr()
    err = unstyle(printed.err).splitlines()
    assert err[0].startswith("sources/articles/broken.md:7:18: error[broken-annotation]")
    assert err[-1] == "sources/articles/broken.md: left out, for it has errors"
    assert "sources/articles/first.md: 2 annotations added" in printed.out
    assert file.read_text(encoding="utf-8") == BROKEN
    assert suggest("first") == 0


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("articles/bytes.md", b"\xff\xfe"),
        ("articles/merge.md", b"<<<<<<< HEAD\n---\ntitle: x\n=======\n>>>>>>> b\n"),
        ("articles/empty.md", b""),
    ],
)
def test_what_is_no_article_at_all_is_said(
    project: Path, path: str, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "sources" / path).write_bytes(content)
    assert suggest() == 1
    assert f"sources/{path}" in capsys.readouterr().err
    assert suggest(Path(path).stem) == 1
    assert f"sources/{path}: left out, for it has errors" in capsys.readouterr().err


def test_entries_that_cannot_be_read_are_counted(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "sources/people/roe.md").write_text("---\nnome: Rob Roe\n---\n")
    (project / "sources/places/").mkdir()
    (project / "sources/places/x.md").write_bytes(b"\xff")
    assert suggest("first") == 1
    assert capsys.readouterr().err.splitlines() == [
        "2 files of the registry cannot be read, and the names in there are not known; "
        "dossier check says why"
    ]


def test_what_was_rejected_is_not_suggested(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "suggest-ignore.txt").write_text("first | person:ann-lee | [Mr. Lee]\n")
    assert suggest("--only", "name") == 0
    assert "Mr. Lee" not in capsys.readouterr().out
    assert suggest("--apply") == 0
    assert "[Mr. Lee]" not in (project / "sources/articles/first.md").read_text(encoding="utf-8")


def test_a_faulty_file_of_rejections_stops_everything(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "suggest-ignore.txt").write_text("<<<<<<< HEAD\n")
    before = tree(project)
    assert suggest("--apply") == 1
    assert unstyle(capsys.readouterr().err).startswith(
        "suggest-ignore.txt:1:1: error[merge-conflic"
    )
    (project / "suggest-ignore.txt").write_bytes(b"\xff")
    assert suggest() == 1
    assert "this is not UTF-8" in capsys.readouterr().err
    (project / "suggest-ignore.txt").write_text("<<<<<<< HEAD\n")
    assert tree(project) == before


@pytest.mark.parametrize(
    "arguments",
    [
        ["--apply", "--review"],
        ["--apply", "--format", "json"],
        ["--least", "sure"],
        ["--only", "x"],
    ],
)
def test_wrong_usage_is_code_two(project: Path, arguments: list[str]) -> None:
    assert suggest(*arguments) == 2


def test_a_file_that_may_not_be_written_is_said_and_stays(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    before = tree(project)
    assert suggest("--apply") == 1
    assert "No space left on device" in capsys.readouterr().err
    assert tree(project) == before


def test_control_characters_never_reach_the_terminal(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "sources/people/evil.md").write_text('---\nname: "Eve\\e[2J Il"\n---\n')
    file = project / "sources/articles/first.md"
    file.write_text(ARTICLE + "\nEve\u202e Ill met \u2066Ann Lee\u2069.\n", encoding="utf-8")
    suggest("--least", "possible")
    printed = capsys.readouterr()
    assert "\x1b[2J" not in printed.out + printed.err
    assert "\u202e" not in printed.out
