"""`dossier check --fix`: what is beyond doubt is mended, and nothing else is touched."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from git_dossier import GitDossier, git_dossier
from small_dossier import small_dossier, tree

from generator import cli

if TYPE_CHECKING:
    from pathlib import Path

ARTICLE = """\
---
title: Talks begin
publisher: Daily
publishd: 2016-08-26
---

[Ann Lee](person:an-lee) and “[Bo](person:Bo-Kim)” came to [town](place:town).
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = small_dossier(tmp_path / "project")
    (folder / "sources/people/bo-kim.md").write_text("---\nname: Bo Kim\n---\n")
    (folder / "sources/places").mkdir()
    (folder / "sources/places/town.md").write_text("---\nname: Town\n---\n")
    monkeypatch.chdir(folder)
    return folder


def fix(capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """Run it; give the exit code and what it says it did."""
    code = cli.main(["check", "--fix"])
    return code, capsys.readouterr().err


def test_misspelt_ids_and_keys_are_mended_and_it_is_said(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article = project / "sources/articles/first.md"
    article.write_text(ARTICLE, encoding="utf-8")
    code, said = fix(capsys)
    assert code == 0
    assert article.read_text(encoding="utf-8") == (
        ARTICLE.replace("Daily", "daily")
        .replace("publishd", "published")
        .replace("an-lee", "ann-lee")
        .replace("Bo-Kim", "bo-kim")
    )
    assert "sources/articles/first.md:4: 'publishd' is 'published' now\n" in said
    assert "sources/articles/first.md:7: 'an-lee' is 'ann-lee' now\n" in said
    assert said.count("\n") == 4


def test_line_ends_and_byte_order_marks_stay(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article = project / "sources/articles/first.md"
    article.write_bytes(b"\xef\xbb\xbf" + ARTICLE.replace("\n", "\r\n").encode())
    assert fix(capsys)[0] == 0
    content = article.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf---\r\n")
    assert content.count(b"\r\n") == content.count(b"\n") == ARTICLE.count("\n")


def test_what_could_be_several_is_left_to_a_person(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "sources/people/ann-leo.md").write_text("---\nname: Ann Leo\n---\n")
    article = project / "sources/articles/first.md"
    article.write_text(ARTICLE.replace("an-lee", "ann-lex"), encoding="utf-8")
    code, said = fix(capsys)
    assert code == 1
    assert "ann-lex" in article.read_text(encoding="utf-8")
    assert "ann-le" not in said


def test_a_renamed_entry_is_named_anew(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "sources/people/ann-lee.md").write_text(
        "---\nname: Ann Lee\nformerly: [a-lee-of-the-daily]\n---\n"
    )
    article = project / "sources/articles/first.md"
    article.write_text(ARTICLE.replace("an-lee", "a-lee-of-the-daily"), encoding="utf-8")
    assert fix(capsys)[0] == 0
    assert "[Ann Lee](person:ann-lee)" in article.read_text(encoding="utf-8")


def test_a_clean_dossier_is_not_touched(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article = project / "sources/articles/first.md"
    article.write_text(
        ARTICLE.replace("Daily", "daily").replace("publishd", "published")
        .replace("an-lee", "ann-lee").replace("Bo-Kim", "bo-kim"),
        encoding="utf-8",
    )  # fmt: skip
    before = tree(project)
    assert fix(capsys) == (0, "")
    assert {path: text for path, text in tree(project).items() if "lock" not in path} == before


# --- --base --------------------------------------------------------------------------------------


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> GitDossier:
    made = git_dossier(tmp_path / "work", {})
    monkeypatch.chdir(made.folder)
    return made


def test_permalinks_that_moved_since_a_revision_are_found(
    work: GitDossier, capsys: pytest.CaptureFixture[str]
) -> None:
    work.edit("articles/first.md", "She spoke", "It rained.\n\nShe spoke")
    assert cli.main(["check", "--strict"]) == 0
    capsys.readouterr()
    assert cli.main(["check", "--strict", "--base", "HEAD"]) == 1
    assert (
        "sources/articles/first.md:11:1: warning[moved-permalink] the address articles/first/#p2 "
        "was in use: its text is at articles/first/#p3 now"
    ) in capsys.readouterr().out


def test_a_moved_permalink_can_be_accepted(work: GitDossier) -> None:
    accepted = "[//]: # (allow moved-permalink: the article was cut short before)\n\n"
    work.edit("articles/first.md", "She spoke", f"It rained.\n\n{accepted}She spoke")
    assert cli.main(["check", "--strict", "--base", "HEAD"]) == 0
    assert cli.main(["check", "--strict"]) == 0
