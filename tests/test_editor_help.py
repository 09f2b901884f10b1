"""Help while typing: schemas, snippets and forms say what the model says."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest
from small_dossier import small_dossier

from generator import cli
from generator.editors.forms import forms
from generator.editors.schemas import schema_files
from generator.model import FOLDERS
from generator.parse import parse
from generator.read import read_sources
from generator.source import SourceFile

ROOT = Path(__file__).parents[1]


# --- Schemas -------------------------------------------------------------------------------------


def test_the_schemas_that_are_kept_are_up_to_date(request: pytest.FixtureRequest) -> None:
    folder = ROOT / "schemas"
    if request.config.getoption("--update", default=False):
        for name, text in schema_files().items():
            (folder / name).write_text(text, encoding="utf-8")
    kept = {file.name: file.read_text(encoding="utf-8") for file in folder.glob("*.json")}
    assert kept == schema_files(), "run `dossier schemas`"


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_schema_takes_what_the_generator_takes(folder: str) -> None:
    schema = json.loads(schema_files()[f"{folder}.json"])
    jsonschema.Draft202012Validator.check_schema(schema)
    required = {
        key: "2016-08-26" if key in ("date", "published") else "x" for key in schema["required"]
    }
    jsonschema.validate(required, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**required, "publishd": "x"}, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({}, schema)


# --- Snippets ------------------------------------------------------------------------------------


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = small_dossier(tmp_path / "project")
    entry = folder / "sources/people/ann-lee.md"
    entry.write_text('---\nname: Ann Lee\naliases: ["A. $Lee}"]\n---\n', encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


def made(project: Path) -> dict[str, Any]:
    assert cli.main(["snippets"]) == 0
    text = (project / ".vscode/dossier.code-snippets").read_text(encoding="utf-8")
    read: dict[str, Any] = json.loads(text)
    return read


def inserted(body: str) -> str:
    """What stands in the text when a snippet is taken as it is."""
    body = re.sub(r"\$\{\d\|([^,|]*)[^|]*\|\}", r"\1", body)
    for _ in range(3):
        body = re.sub(r"\$\{(?:\d|TM_SELECTED_TEXT):((?:\\.|[^${}\\])*)\}", r"\1", body)
    return re.sub(r"\\(.)", r"\1", body.replace("$0", ""))


def test_a_name_completes_to_its_annotation(project: Path) -> None:
    snippet = made(project)["person:ann-lee"]
    assert snippet["scope"] == "markdown"
    assert snippet["prefix"] == ["Ann Lee", "A. $Lee}", "ann-lee"]
    assert inserted(snippet["body"]) == "[Ann Lee](person:ann-lee)"


def test_what_a_snippet_of_this_dossier_inserts_is_sound(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = ROOT / "mkdocs.yml"
    assert cli.main(["snippets", "--config", str(config), "-o", "-"]) == 0
    made_: dict[str, Any] = json.loads(capsys.readouterr().out)
    entries = list(read_sources(ROOT / "sources")[0])
    assert len(made_) > len(entries)
    head = "---\ntitle: T\npublisher: p\npublished: 2016-08-26\n---\n\n"
    body = "\n\n".join(inserted(one["body"]) for one in made_.values())
    _, found = parse(SourceFile("articles/a.md", f"{head}{body}\n"))
    assert [one.message for one in found] == []


def test_snippets_are_written_where_something_is_broken(project: Path) -> None:
    (project / "sources/articles/first.md").write_text("broken")
    assert "person:ann-lee" in made(project)


# --- Forms ---------------------------------------------------------------------------------------


def config() -> dict[str, Any]:
    text = forms("a/b")
    read: dict[str, Any] = json.loads(text[text.index("{") :])
    return read


def test_each_form_has_the_keys_of_its_kind_and_needs_the_same() -> None:
    by_folder = {one["name"]: one for one in config()["collections"]}
    assert by_folder.keys() == FOLDERS.keys()
    for folder in FOLDERS:
        schema = json.loads(schema_files()[f"{folder}.json"])
        fields = {one["name"]: one for one in by_folder[folder]["fields"]}
        assert fields.keys() - {"body"} == schema["properties"].keys()
        assert {name for name, one in fields.items() if one["required"]} == set(schema["required"])


def test_a_form_lets_entries_be_chosen_by_name() -> None:
    (articles,) = (one for one in config()["collections"] if one["name"] == "articles")
    fields = {one["name"]: one for one in articles["fields"]}
    assert fields["publisher"]["collection"] == "organizations"
    assert fields["agencies"]["multiple"] is True
    assert fields["rights"]["options"] == ["full", "excerpt", "metadata"]
    assert fields["body"]["modes"] == ["raw"]


def test_what_is_saved_becomes_a_pull_request() -> None:
    assert config()["publish_mode"] == "editorial_workflow"
    assert config()["backend"] == {"name": "github", "repo": "a/b", "branch": "main"}


def test_the_form_is_printed_or_written(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["forms", "--repository", "a/b"]) == 0
    assert capsys.readouterr().out == forms("a/b")
    assert cli.main(["forms", "-o", "admin/config.yml"]) == 0
    assert (project / "admin/config.yml").exists()
