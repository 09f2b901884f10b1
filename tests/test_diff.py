"""What a pull request does to the dossier, told in stories that happen in git repositories."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from git_dossier import GitDossier, git_dossier
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from small_dossier import dossier

from generator import cli
from generator.review.comment import code

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

SECOND = """\
---
title: Talks end
publisher: weekly
published: 2016-08-27
---

The talks in [the city](place:town) ended after [12 hours](figure:length?value=12).

["We are close"](quote:ann-lee?statement=close&date=2016-08-26), said [Ms. Lee](person:ann-lee).

[The truce](event:truce?date=2016-09-01) holds so far, according to all who were asked about it.
"""

FILES = {
    "articles/second.md": SECOND,
    "organizations/weekly.md": "---\nname: The Weekly\nkind: media\n---\n",
    "places/town.md": "---\nname: Town\n---\n",
    "people/bo-kim.md": "---\nname: Bo Kim\nsummary: A minister of long standing.\n---\n",
    "figures/length.md": "---\nname: Length of the talks\n---\n",
    "events/truce.md": "---\nname: Truce\ndate: 2016-09-01\n---\n\nSee [it](article:second#p3).\n",
}


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> GitDossier:
    made = git_dossier(tmp_path / "work", FILES)
    monkeypatch.chdir(made.folder)
    return made


def changes(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    """What `dossier diff` says to programs."""
    capsys.readouterr()
    assert cli.main(["diff", *(arguments or ["HEAD"]), "--format", "json"]) == 0
    said: dict[str, Any] = json.loads(capsys.readouterr().out)
    return said


def only(said: Mapping[str, Any], *sorts: str) -> None:
    """Nothing else changed than these sorts of things; the pages follow from them."""
    lists = {key for key, value in said.items() if isinstance(value, list) and value}
    assert lists - {"pages"} == set(sorts)


def test_nothing_changes_where_nothing_was_changed(
    work: GitDossier, capsys: pytest.CaptureFixture[str]
) -> None:
    said = changes(capsys)
    only(said)
    assert said["pages"] == []


def test_a_mention_that_points_elsewhere_is_told_from_one_that_is_lost(
    work: GitDossier, capsys: pytest.CaptureFixture[str]
) -> None:
    work.edit("articles/second.md", "[Ms. Lee](person:ann-lee)", "[Ms. Lee](person:bo-kim)")
    work.edit("articles/second.md", "[the city](place:town)", "the city")
    said = changes(capsys)
    only(said, "annotations")
    assert [
        (one["topic"], one["action"], one["words"], one["before"], one["after"])
        for one in said["annotations"]
    ] == [
        ("mention", "redirected", "Ms. Lee", ["person:ann-lee"], ["person:bo-kim"]),
        ("mention", "removed", "the city", ["place:town"], []),
    ]
    assert {one["path"] for one in said["pages"]} >= {"people/bo-kim.md", "places/town.md"}


def test_words_around_an_annotation_do_not_change_it(
    work: GitDossier, capsys: pytest.CaptureFixture[str]
) -> None:
    work.edit("articles/second.md", "The talks in", "All of the long talks, held in")
    said = changes(capsys)
    assert said["annotations"] == []
    assert [one["details"] for one in said["entries"]] == [
        [{"what": "text", "before": "", "after": ""}]
    ]


def test_a_statement_and_a_value_that_say_something_else(
    work: GitDossier, capsys: pytest.CaptureFixture[str]
) -> None:
    work.edit("articles/second.md", "&date=2016-08-26", "&date=2016-08-27")
    work.edit("articles/second.md", "value=12", "value=13&qualifier=about&by=weekly")
    said = changes(capsys)
    only(said, "annotations", "timeline")
    details = {one["topic"]: one["details"] for one in said["annotations"]}
    assert details == {
        "value": [
            {"what": "value", "before": "12", "after": "about 13"},
            {"what": "by", "before": "", "after": "org:weekly"},
        ],
        "statement": [{"what": "date", "before": "2016-08-26", "after": "2016-08-27"}],
    }
    assert [(one["name"], one["before"], one["after"]) for one in said["timeline"]] == [
        ("Ann Lee, close", "2016-08-26", "2016-08-27")
    ]


def test_conflicts_open_and_close(work: GitDossier, capsys: pytest.CaptureFixture[str]) -> None:
    work.write(
        "articles/third.md",
        SECOND.replace("?value=12", "?value=20")
        .replace('"We are close"', '"We are near"')
        .replace("2016-09-01", "2016-09-12"),
    )
    said = changes(capsys)
    assert [(one["topic"], one["action"], one["after"]) for one in said["conflicts"]] == [
        ("event date", "opened", ["2016-09-01", "2016-09-12"]),
        ("figure", "opened", ["12", "20"]),
        ("wording", "opened", ['"We are close"', '"We are near"']),
    ]
    work.commit()
    work.remove("articles/third.md")
    closed = changes(capsys)["conflicts"]
    assert {(one["topic"], one["action"]) for one in closed} == {
        ("event date", "closed"),
        ("figure", "closed"),
        ("wording", "closed"),
    }


def test_an_event_that_is_dated_anew_moves_on_the_timeline(
    work: GitDossier, capsys: pytest.CaptureFixture[str]
) -> None:
    work.edit("events/truce.md", "date: 2016-09-01", "date: 2016-09-12\nstatus: planned")
    said = changes(capsys)
    assert [(one["action"], one["before"], one["after"]) for one in said["timeline"]] == [
        ("moved", "2016-09-01", "2016-09-12 (planned)")
    ]
    assert [(one["topic"], one["action"]) for one in said["conflicts"]] == [
        ("event date", "opened")
    ]


def test_a_paragraph_that_is_added_in_the_middle_breaks_the_permalinks_after_it(
    work: GitDossier, capsys: pytest.CaptureFixture[str]
) -> None:
    work.edit("articles/second.md", "[The truce]", "Night fell over the lake.\n\n[The truce]")
    said = changes(capsys)
    only(said, "entries", "permalinks")
    (broken,) = said["permalinks"]
    assert broken == {
        "action": "moved",
        "address": "articles/second/#p3",
        "now": "articles/second/#p4",
        "words": "The truce holds so far, according to all who were asked about it.",
        "cited_by": ["events/truce.md"],
    }


def test_a_renamed_file_is_one_entry_and_keeps_its_mentions(
    work: GitDossier, capsys: pytest.CaptureFixture[str]
) -> None:
    work.write("people/ann-mary-lee.md", "---\nname: Ann Lee\nformerly: [ann-lee]\n---\n")
    work.remove("people/ann-lee.md")
    for article in ("first", "second"):
        work.write(
            f"articles/{article}.md",
            work.read(f"articles/{article}.md").replace(":ann-lee", ":ann-mary-lee"),
        )
    said = changes(capsys)
    assert [(one["action"], one["ref"], one["other"]) for one in said["entries"]] == [
        ("renamed", "person:ann-mary-lee", "person:ann-lee")
    ]
    assert said["annotations"] == []
    assert said["permalinks"] == []


def test_a_file_that_git_would_call_renamed_is_renamed_but_leaves_readers_behind(
    work: GitDossier, capsys: pytest.CaptureFixture[str]
) -> None:
    work.write("people/bo-j-kim.md", work.read("people/bo-kim.md"))
    work.remove("people/bo-kim.md")
    said = changes(capsys)
    assert [one["action"] for one in said["entries"]] == ["renamed"]
    assert [(one["address"], one["now"]) for one in said["permalinks"]] == [
        ("people/bo-kim/", "people/bo-j-kim/")
    ]


def test_two_entries_that_are_merged(work: GitDossier, capsys: pytest.CaptureFixture[str]) -> None:
    work.edit("people/ann-lee.md", "name: Ann Lee", "name: Ann Lee\nformerly: [bo-kim]")
    work.remove("people/bo-kim.md")
    said = changes(capsys)
    merged = [one for one in said["entries"] if one["action"] == "merged"]
    assert [(one["ref"], one["other"]) for one in merged] == [("person:bo-kim", "person:ann-lee")]
    assert said["permalinks"] == []


def test_rights_that_withdraw_a_text_and_give_it_back(
    work: GitDossier, capsys: pytest.CaptureFixture[str]
) -> None:
    work.edit("articles/second.md", "published:", "rights: metadata\npublished:")
    (withdrawn,) = changes(capsys)["rights"]
    assert (withdrawn["rights_before"], withdrawn["rights_after"]) == ("full", "metadata")
    assert (withdrawn["shown_before"], withdrawn["shown_after"]) == (28, 0)
    work.commit()
    work.edit("articles/second.md", "rights: metadata\n", "")
    (given_back,) = changes(capsys)["rights"]
    assert (given_back["shown_before"], given_back["shown_after"]) == (0, 28)


def test_a_budget_of_words_that_is_raised_makes_text_public(
    work: GitDossier, capsys: pytest.CaptureFixture[str]
) -> None:
    work.edit("articles/second.md", "published:", "rights: excerpt\npublished:")
    config = work.folder / "mkdocs.yml"
    text = config.read_text().replace("dossier]", "{dossier: {excerpt_words: 8}}]")
    config.write_text(text)
    work.commit()
    config.write_text(text.replace("8", "100"))
    (raised,) = changes(capsys)["rights"]
    assert raised["shown_before"] < raised["shown_after"]
    assert raised["rights_before"] == raised["rights_after"] == "excerpt"


def test_only_what_the_pull_request_does_is_told_not_what_happened_meanwhile(
    work: GitDossier, capsys: pytest.CaptureFixture[str]
) -> None:
    work.git("checkout", "--quiet", "-b", "mine")
    work.write("people/cy-may.md", "---\nname: Cy May\n---\n")
    work.commit()
    work.git("checkout", "--quiet", "main")
    work.remove("people/bo-kim.md")
    work.commit()
    said = changes(capsys, "main", "mine")
    assert [(one["action"], one["ref"]) for one in said["entries"]] == [("added", "person:cy-may")]


def test_the_comment_is_short_first_and_folded_then(
    work: GitDossier, capsys: pytest.CaptureFixture[str]
) -> None:
    work.edit("articles/second.md", "[Ms. Lee](person:ann-lee)", "[Ms. Lee](person:bo-kim)")
    assert cli.main(["diff", "HEAD", "-o", "comment.md"]) == 0
    text = (work.folder / "comment.md").read_text()
    short, _, folded = text.partition("<details>")
    assert short.startswith("<!-- dossier diff -->\n\n## What this changes in the dossier\n")
    assert "- mentions: 1 pointed elsewhere\n" in short
    assert (
        "- pointed elsewhere: `Ms. Lee`, `person:ann-lee` → `person:bo-kim` in `second#p2`\n"
        in folded
    )


HOSTILE = (
    "@octocat #1 https://evil.example <img src=x> [x](javascript:y) ``` `a` **b** </details>"
    "\n::error::no ##[error]no GH-1 :smile: \u202eright"
)


def texts_outside_code(markdown: str) -> Iterator[str]:
    """What GitHub would look for mentions, links and formatting in."""
    for token in MarkdownIt("gfm-like", {"linkify": False}).parse(markdown):
        if token.type in ("html_block", "code_block", "fence"):
            yield token.content
        for child in token.children or ():
            if child.type != "code_inline":
                yield child.content


@given(st.text(alphabet=st.sampled_from("`@#<>[]()*_\\|\n\r\t\u2028\u202e abc:/!&~"), max_size=40))
def test_no_text_escapes_its_code_span(text: str) -> None:
    tokens = MarkdownIt("commonmark").parse(f"- before {code(text)} after")
    (inline,) = [token for token in tokens if token.type == "inline"]
    outside = [one.content for one in inline.children or () if one.type != "code_inline"]
    assert [re.sub(r"\(nothing\) ", "", one) for one in outside] in (
        ["before ", " after"],
        ["before after"],
    )


def test_no_text_of_a_contributor_acts_in_the_comment(
    work: GitDossier, capsys: pytest.CaptureFixture[str]
) -> None:
    one_line = json.dumps(HOSTILE.replace("\n", " ").replace("\u202e", ""))
    work.write("people/evil.md", f"---\nname: {one_line}\n---\n")
    work.edit("articles/second.md", "The talks", "@octocat [#1](person:evil) `` ` ``")
    assert cli.main(["diff", "HEAD"]) == 0
    comment = capsys.readouterr().out
    assert "octocat" in comment
    outside = "\n".join(texts_outside_code(comment))
    for trace in ("@", "#1", "evil.example", "<img", "smile", "::", "##[", "javascript"):
        assert trace not in outside
    assert not re.search(r"^\s*::", comment, re.MULTILINE)


# --- Bad input -----------------------------------------------------------------------------------


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What is said where nothing can be compared."""
    assert cli.main(["diff", *arguments]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "Traceback" not in printed.err
    return printed.err


def test_a_revision_that_does_not_exist(
    work: GitDossier, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "there is no commit 'nowhere' in this repository" in refused(capsys, "nowhere")
    assert "there is no commit '--help'" in refused(capsys, "--", "--help")


def test_outside_git(work: GitDossier, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(work.folder / ".git")
    assert "sources is not in a git repository" in refused(capsys, "HEAD")


def test_without_git(
    work: GitDossier, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    assert "install git" in refused(capsys, "HEAD")


def test_a_shallow_clone_says_how_to_get_the_rest(
    work: GitDossier,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    start = work.git("rev-parse", "HEAD").strip()
    work.edit("articles/second.md", "The talks", "All talks")
    work.commit()
    shallow = tmp_path / "shallow"
    work.git("clone", "--quiet", "--depth", "1", f"file://{work.folder}", str(shallow))
    monkeypatch.chdir(shallow)
    said = refused(capsys, start)
    assert "git fetch --unshallow" in said
    assert "fetch-depth: 0" in said


def test_a_base_without_sources(work: GitDossier, capsys: pytest.CaptureFixture[str]) -> None:
    work.git("checkout", "--quiet", "--orphan", "empty")
    work.git("rm", "-r", "--quiet", "--cached", ".")
    (work.folder / "mkdocs.yml").rename(work.folder / "kept.yml")
    work.git("add", "kept.yml")
    work.git("commit", "--quiet", "-m", "Nothing")
    (work.folder / "kept.yml").rename(work.folder / "mkdocs.yml")
    assert "'empty' holds no sources in 'sources'" in refused(capsys, "empty")


def test_a_merge_that_is_not_finished(work: GitDossier, capsys: pytest.CaptureFixture[str]) -> None:
    work.git("checkout", "--quiet", "-b", "mine")
    work.edit("places/town.md", "Town", "Old Town")
    work.commit()
    work.git("checkout", "--quiet", "main")
    work.edit("places/town.md", "Town", "New Town")
    work.commit()
    work.git("merge", "mine", check=False)
    said = refused(capsys, "main")
    assert "a merge is not finished" in said
    assert "sources/places/town.md" in said


def test_a_file_that_cannot_be_read_is_said_and_the_rest_compared(
    work: GitDossier, capsys: pytest.CaptureFixture[str]
) -> None:
    work.edit("articles/second.md", "2016-08-27", "2016-08-32")
    work.edit("people/bo-kim.md", "Bo Kim", "Bo J. Kim")
    assert cli.main(["diff", "HEAD"]) == 1
    comment = capsys.readouterr().out
    assert "**Not compared**, since they cannot be read after the change:" in comment
    assert "- `articles/second.md`, line 4: `August 2016 has no day 32`" in comment
    assert "`Bo J. Kim`" in comment
    assert "mentions" not in comment.partition("<details>")[0]


def test_the_work_is_left_as_it_is(work: GitDossier) -> None:
    before = work.git("status", "--porcelain", "--branch")
    assert dossier("diff", "HEAD", at=work.folder).returncode == 0
    assert work.git("status", "--porcelain", "--branch") == before
    assert sorted(path.name for path in work.folder.iterdir()) == [
        ".git", "docs", "mkdocs.yml", "sources",
    ]  # fmt: skip
