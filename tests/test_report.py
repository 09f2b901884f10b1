"""What a person or a program reads of findings."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click import unstyle

from generator import report
from generator.diagnostics import Diagnostic, Severity
from generator.model import Rights
from generator.rights import Release
from generator.source import Location, SourceFile, Span


def finding_in(
    text: str, part: str, message: str = "wrong", hint: str = ""
) -> tuple[Diagnostic, SourceFile]:
    source = SourceFile("articles/a.md", text)
    start = text.index(part)
    place = source.locate(Span(start, start + len(part)))
    return Diagnostic(place, "some-rule", message, hint), source


def shown(text: str, part: str, message: str = "wrong", hint: str = "") -> list[str]:
    finding, source = finding_in(text, part, message, hint)
    return unstyle(report.as_text(finding, source)).splitlines()


def test_a_finding_is_shown_with_its_line_a_caret_and_a_hint() -> None:
    lines = shown(
        "---\n\n[Mr. Kerry](person:jon-kerry) arrived\n",
        "jon-kerry",
        "nothing in sources/people is called 'jon-kerry'",
        "did you mean 'john-kerry'?",
    )
    assert lines == [
        "articles/a.md:3:20: error[some-rule] nothing in sources/people is called 'jon-kerry'",
        "  [Mr. Kerry](person:jon-kerry) arrived",
        "                     ^^^^^^^^^",
        "  hint: did you mean 'john-kerry'?",
    ]


@pytest.mark.parametrize(
    ("line", "printed", "carets"),
    [
        ("\tsaid\tHERE", "    said    HERE", "            ^^^^"),
        ("王毅 said HERE", "王毅 said HERE", "          ^^^^"),
        ("te\u0301moin HERE", "te\u0301moin HERE", "       ^^^^"),
        ("\x1b[31mred HERE", "\\x1b[31mred HERE", "            ^^^^"),
        ("\u202egro.elpmaxe HERE", "\\u202egro.elpmaxe HERE", "                  ^^^^"),
        ("nul\0 HERE", "nul\\x00 HERE", "        ^^^^"),
        ("می‌خواهم HERE", "می‌خواهم HERE", "        ^^^^"),
    ],
    ids=["tabs", "wide", "combining", "escape", "bidi", "nul", "joiner"],
)
def test_carets_stand_below_what_they_mean(line: str, printed: str, carets: str) -> None:
    assert shown(line, "HERE")[1:] == ["  " + printed, "  " + carets]


def test_a_long_line_is_cut_around_the_part_that_is_meant() -> None:
    _, line, carets = shown("a" * 1_000_000 + "HERE" + "b" * 1_000_000, "HERE")
    assert line.startswith("  …aaa")
    assert line.endswith("bbb…")
    assert len(line) <= report.WIDTH + 4
    assert line[carets.index("^") : carets.rindex("^") + 1] == "HERE"


def test_a_part_that_goes_on_is_underlined_to_the_end_of_its_line() -> None:
    assert shown("one [two\nthree] four", "[two\nthree]")[1:] == ["  one [two", "      ^^^^"]


def test_a_place_at_the_end_of_a_line_has_a_caret_too() -> None:
    finding = Diagnostic(Location("a.md", 1, 4, 1, 4), "some-rule", "wrong")
    lines = unstyle(report.as_text(finding, SourceFile("a.md", "one\ntwo"))).splitlines()
    assert lines[1:] == ["  one", "     ^"]


@pytest.mark.parametrize("line", [0, 7])
def test_a_place_outside_of_the_text_shows_no_line(line: int) -> None:
    finding = Diagnostic(Location("a.md", line, 1, line, 2), "some-rule", "wrong")
    assert len(report.as_text(finding, SourceFile("a.md", "one")).splitlines()) == 1


def test_a_finding_about_a_whole_file_names_the_file_alone() -> None:
    finding = Diagnostic(Location.whole_file("a.md"), "some-rule", "wrong")
    assert unstyle(report.heading(finding)) == "a.md: error[some-rule] wrong"


def test_nothing_printed_can_steer_the_terminal() -> None:
    finding = Diagnostic(
        Location.whole_file("a\x1b]0;x\x07.md"),
        "some-rule",
        "'\x1b[2J' and\na line \u2028 \udcff",
        "did you mean '\x9b'?",
        Severity.WARNING,
    )
    assert unstyle(report.as_text(finding)).splitlines() == [
        "a\\x1b]0;x\\x07.md: warning[some-rule] '\\x1b[2J' and\\na line \\u2028 \\udcff",
        "  hint: did you mean '\\x9b'?",
    ]


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        ("::error::x HERE", "\\x3a:error::x HERE"),
        ("  ::add-mask::x HERE", "  \\x3a:add-mask::x HERE"),
        ("a ##[error]x HERE", "a \\x23#[error]x HERE"),
        ("##vso[task] HERE", "\\x23#vso[task] HERE"),
        ("## [x] a::b HERE", "## [x] a::b HERE"),
    ],
)
def test_nothing_printed_can_give_a_ci_system_an_order(line: str, printed: str) -> None:
    carets = " " * printed.index("HERE") + "^^^^"
    assert shown(line, "HERE")[1:] == ["  " + printed, "  " + carets]
    assert report.plain(line) == printed


def test_paths_are_printed_below_the_folder_as_the_user_named_it() -> None:
    finding, _ = finding_in("text", "text")
    (named,) = report.below(Path("../dossier/sources"), [finding])
    assert report.place(named) == "../dossier/sources/articles/a.md:1:1"
    whole = Diagnostic(Location.whole_file(""), "no-sources", "none")
    assert report.place(report.below(Path("sources"), [whole])[0]) == "sources"


def test_json_is_a_list_of_findings_in_ascii() -> None:
    finding, _ = finding_in("says “so”", "“so”", "not “so”", "say it")
    text = report.as_json([finding, finding])
    assert text.isascii()
    assert json.loads(text)[0] == {
        "path": "articles/a.md",
        "line": 1,
        "column": 6,
        "end_line": 1,
        "end_column": 10,
        "severity": "error",
        "code": "some-rule",
        "message": "not “so”",
        "hint": "say it",
    }
    assert json.loads(report.as_json([])) == []


def test_findings_are_counted() -> None:
    error = Diagnostic(Location.whole_file("a.md"), "some-rule", "wrong")
    warning = Diagnostic(Location.whole_file("a.md"), "b", "odd", severity=Severity.WARNING)
    assert report.summary([error, warning, error], 93) == "2 errors, 1 warning in 93 files"
    assert report.summary([], 1) == "no findings in 1 file"


def test_the_account_of_rights_names_articles_that_are_not_shown_in_full() -> None:
    releases = [
        Release("a", Rights.FULL, 900, 900),
        Release("b", Rights.EXCERPT, 1900, 148),
        Release("c", Rights.METADATA, 1, 0),
    ]
    assert list(report.rights_account(releases)) == [
        "b: 148 of 1,900 words shown (rights: excerpt)",
        "c: 0 of 1 word shown (rights: metadata)",
    ]
