"""What `dossier check` tells programs: GitHub Actions, SARIF and reviewdog."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from small_dossier import FILES, small_dossier

from generator import cli
from generator.diagnostics import Diagnostic, Severity
from generator.formats.github import as_github
from generator.formats.rdjson import as_rdjson
from generator.formats.sarif import as_sarif
from generator.source import Location, SourceFile

if TYPE_CHECKING:
    from pathlib import Path

PATH = "sources/articles/a.md"


def finding(
    message: str = "nothing is called so",
    severity: Severity = Severity.ERROR,
    place: Location | None = None,
    **more: str,
) -> Diagnostic:
    """A finding, in line 2 unless said otherwise."""
    return Diagnostic(
        place or Location(PATH, 2, 3, 2, 7), "unknown-id", message, severity=severity, **more
    )


# --- GitHub --------------------------------------------------------------------------------------


def test_a_finding_is_a_command_with_its_place() -> None:
    assert as_github([finding(hint="did you mean 'x'?")]) == (
        f"::error file={PATH},line=2,endLine=2,col=3,endColumn=7,title=unknown-id"
        "::nothing is called so%0Adid you mean 'x'?"
    )


def test_a_range_over_lines_has_no_columns_and_a_file_no_lines() -> None:
    assert "col" not in as_github([finding(place=Location(PATH, 2, 3, 4, 1))])
    assert "line" not in as_github([finding(place=Location.whole_file(PATH))])


def test_no_text_breaks_out_of_its_command() -> None:
    hostile = "100 %\n::error::no\r\n%0A::set-output name=a::b"
    line = as_github([finding(hostile, place=Location("a,b:c%.md", 1, 1, 1, 2))])
    assert line.count("\n") == 0
    assert line.startswith("::error file=a%2Cb%3Ac%25.md,line=1,")
    assert "100 %25" in line
    assert "%0A::" not in line.partition("::nothing")[0].replace("%250A::", "")


def test_the_first_ten_of_a_kind_are_commands_errors_first_and_the_rest_is_no_command() -> None:
    found = [finding(f"warning {n}", Severity.WARNING) for n in range(12)]
    found += [finding(f"error {n}") for n in range(11)]
    lines = as_github(found).splitlines()
    assert [line.partition(" ")[0] for line in lines[:20]] == 10 * ["::error"] + 10 * ["::warning"]
    assert lines[20] == "3 more are not shown beside the lines:"
    assert len(lines) == 24
    assert not any(line.lstrip().startswith("::") for line in lines[20:])


# --- SARIF ---------------------------------------------------------------------------------------


def test_sarif_names_each_rule_once_and_points_to_it() -> None:
    said = json.loads(as_sarif([finding(), finding(fix="x"), finding()]))
    assert said["version"] == "2.1.0"
    (run,) = said["runs"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["unknown-id"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert {one["ruleIndex"] for one in run["results"]} == {0}
    region = {"startLine": 2, "startColumn": 3, "endLine": 2, "endColumn": 7}
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place == {"artifactLocation": {"uri": PATH}, "region": region}
    (change,) = run["results"][1]["fixes"][0]["artifactChanges"]
    assert change["replacements"] == [{"deletedRegion": region, "insertedContent": {"text": "x"}}]


def test_sarif_writes_paths_as_addresses() -> None:
    said = json.loads(as_sarif([finding(place=Location.whole_file("sources/a b.md"))]))
    place = said["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place == {"artifactLocation": {"uri": "sources/a%20b.md"}}


# --- reviewdog -----------------------------------------------------------------------------------


def test_rdjson_counts_bytes() -> None:
    text = "Ä€𐐀 [x](person:y)\n"
    source = SourceFile(PATH, text)
    start = text.index("y)")
    where = Location(PATH, 1, start + 1, 1, start + 2)
    said = json.loads(as_rdjson([finding(place=where, fix="z")], {PATH: source}))
    (one,) = said["diagnostics"]
    before = len(text[:start].encode())
    range_ = one["location"]["range"]
    assert range_["start"] == {"line": 1, "column": before + 1}
    assert range_["end"] == {"line": 1, "column": before + 2}
    assert one["suggestions"] == [{"range": range_, "text": "z"}]
    assert one["severity"] == "ERROR"


# --- On the command line -------------------------------------------------------------------------


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = small_dossier(tmp_path / "project")
    article = FILES["articles/first.md"].replace("person:ann-lee", "person:an-lee")
    (folder / "sources/articles/first.md").write_text(article, encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


def printed(capsys: pytest.CaptureFixture[str], form: str) -> str:
    assert cli.main(["check", "--format", form]) == 1
    return capsys.readouterr().out


def test_each_form_says_the_same(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = "sources/articles/first.md"
    as_json: list[dict[str, Any]] = json.loads(printed(capsys, "json"))
    assert {"path": place, "line": 7, "column": 18}.items() <= as_json[0].items()
    assert f"::error file={place},line=7,endLine=7,col=18," in printed(capsys, "github")
    sarif = json.loads(printed(capsys, "sarif"))
    assert sarif["runs"][0]["results"][0]["ruleId"] == "unknown-id"
    rdjson = json.loads(printed(capsys, "rdjson"))
    assert rdjson["diagnostics"][0]["suggestions"][0]["text"] == "ann-lee"


@pytest.mark.parametrize("form", ["sarif", "rdjson", "github"])
def test_a_clean_dossier_in_each_form(
    project: Path, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "sources/articles/first.md").write_text(FILES["articles/first.md"])
    assert cli.main(["check", "--format", form]) == 0
    assert not re.search("error", capsys.readouterr().out.lower().replace("errata", ""))
