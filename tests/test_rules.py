"""The catalogue of rules: it knows them all, its examples hold, and its weights are obeyed."""

from __future__ import annotations

import ast
import re
from itertools import pairwise
from pathlib import Path

import pytest
from small_dossier import CONFIG, FILES, small_dossier

from generator import cli
from generator.generate import check
from generator.model import FOLDERS, Kind
from generator.parse import parse
from generator.rules.catalogue import RuleEntry, catalogue
from generator.rules.page import rules_page
from generator.rules.silences import silences
from generator.settings import read_settings
from generator.source import SourceFile

ROOT = Path(__file__).parents[1]

HEAD = "title: Talks begin\npublisher: daily\npublished: 2016-08-26"

REPORTING = re.compile(
    r"Diagnostic|Problem|Fault|Lookalike|BadValueError|Refusal|_?about|_?finding|_bad|_at|_unread"
    r"|problem|add|_matching|_unstated|_error|_fault|fault"
)
"""Names of what takes a rule's code."""

CODE = re.compile(r"[a-z]+(-[a-z0-9]+)*")

BUILT = {
    f"{what}-after-publication" for what in ("counted", "said")
} | {f"empty-{what}" for what in ("annotation", "link")}  # fmt: skip
"""Codes that are put together where they are reported."""

NO_CODES = {"add", "date", "name", "spellings", "key", "text", "type", "body", "changes", "see"}


def codes_in(file: Path) -> set[str]:
    """Every rule's code that a module reports, as far as its text tells."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        match node:
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=args) if (
                REPORTING.fullmatch(name)
            ):
                strings = args
            case ast.Tuple(elts=strings):
                pass
            case _:
                continue
        for one, after in pairwise(strings):
            if (
                isinstance(one, ast.Constant)
                and isinstance(one.value, str)
                and CODE.fullmatch(one.value)
                and "-" in one.value
                and is_message(after)
            ):
                found.add(one.value)
    return found


def is_message(node: ast.expr) -> bool:
    """Whether what follows a code is a sentence."""
    if isinstance(node, ast.JoinedStr):
        return True
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str) and " " in node.value
    return isinstance(node, ast.Name) and node.id in ("message", "text")


def test_every_code_that_a_module_reports_is_in_the_catalogue() -> None:
    reported = {
        code: file.name for file in (ROOT / "generator").rglob("*.py") for code in codes_in(file)
    }
    assert len(reported) > 80
    assert {code: file for code, file in reported.items() if code not in catalogue()} == {}


def test_every_rule_of_the_catalogue_is_reported_somewhere() -> None:
    texts = "\n".join(file.read_text("utf-8") for file in (ROOT / "generator").rglob("*.py"))
    unknown = [code for code in catalogue() if f'"{code}"' not in texts and code not in BUILT]
    assert unknown == []


EXAMPLES = [
    rule
    for rule in catalogue().values()
    # An id that nothing is called is found among several files; the cases of checks show it.
    if rule.example.form != "shown" and rule.code != "unknown-id"
]


@pytest.mark.parametrize("rule", EXAMPLES, ids=lambda rule: rule.code)
def test_the_example_of_a_rule_is_what_it_finds(rule: RuleEntry) -> None:
    folder = next(name for name, kind in FOLDERS.items() if kind is Kind(rule.example.kind))
    head, body = HEAD, "Talks begin."
    if rule.example.form == "head":
        head = rule.example.text
    else:
        body = rule.example.text
    source = SourceFile(f"{folder}/example.md", f"---\n{head}\n---\n\n{body}\n")
    found = {one.code for one in parse(source)[1]}
    if rule.group == "Silence":
        read, wrong = silences(source)
        found = {one.code for one in wrong} | ({"unused-silence"} if read else set())
    assert rule.code in found


def test_the_page_of_rules_is_up_to_date(request: pytest.FixtureRequest) -> None:
    page = ROOT / "RULES.md"
    if request.config.getoption("--update", default=False):
        page.write_text(rules_page(), encoding="utf-8")
    assert page.read_text(encoding="utf-8") == rules_page(), "run `dossier rules > RULES.md`"


# --- Weights -------------------------------------------------------------------------------------


def weigh(project: Path, rules: str) -> None:
    config = CONFIG.replace("dossier]", f"{{dossier: {{rules: {{{rules}}}}}}}]")
    (project / "mkdocs.yml").write_text(config, encoding="utf-8")


def found_in(project: Path) -> list[tuple[str, str]]:
    settings = read_settings(project / "mkdocs.yml")
    return [(one.code, one.severity.value) for one in check(settings).found]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = small_dossier(tmp_path / "project")
    (folder / "sources/people/bo-kim.md").write_text("---\nname: Bo Kim\n---\n")
    return folder


def test_a_rule_can_weigh_more_or_nothing(project: Path) -> None:
    assert found_in(project) == [("unmentioned", "warning")]
    weigh(project, "unmentioned: error")
    assert found_in(project) == [("unmentioned", "error")]
    weigh(project, "unmentioned: off")
    assert found_in(project) == []


def test_a_rule_that_is_off_can_be_asked_for(project: Path) -> None:
    weigh(project, "unmentioned: off, untagged: warning")
    article = project / "sources/articles/first.md"
    article.write_text(FILES["articles/first.md"] + "\nAnn Lee smiled.\n")
    assert found_in(project) == [("untagged", "warning")]


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ("unmentoned: off", "there is no rule 'unmentoned'"),
        ("unmentioned: silent", "'unmentioned' cannot be 'silent'"),
        ("unknown-id: off", "the weight of 'unknown-id' cannot be changed"),
    ],
)
def test_what_cannot_be_weighed_is_said(
    project: Path,
    rules: str,
    said: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    weigh(project, rules)
    monkeypatch.chdir(project)
    assert cli.main(["check"]) == 2
    assert said in capsys.readouterr().err


def test_mkdocs_weighs_rules_alike(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    weigh(project, "unmentioned: off")
    monkeypatch.chdir(project)
    assert cli.main(["build", "--strict"]) == 0


# --- Silence -------------------------------------------------------------------------------------


def test_a_comment_silences_the_key_below_it(project: Path) -> None:
    entry = project / "sources/people/bo-kim.md"
    entry.write_text("---\n# allow unmentioned: he will speak next week\nname: Bo Kim\n---\n")
    assert found_in(project) == []


def test_a_comment_silences_the_paragraph_below_it_and_no_other(project: Path) -> None:
    weigh(project, "unmentioned: off, undated-quotation: warning")
    article = project / "sources/articles/first.md"
    quotation = "[“We are close”](quote:ann-lee), she said.\n"
    silence = "[//]: # (allow undated-quotation: the report gives no day)\n\n"
    article.write_text(f"{FILES['articles/first.md']}\n{silence}{quotation}\n{quotation}")
    assert found_in(project) == [("undated-quotation", "warning")]
    article.write_text(f"{FILES['articles/first.md']}\n{silence}{quotation}\n{silence}{quotation}")
    assert found_in(project) == []


def test_a_comment_is_not_published(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    weigh(project, "unmentioned: off, undated-quotation: warning")
    article = project / "sources/articles/first.md"
    article.write_text(
        f"{FILES['articles/first.md']}\n[//]: # (allow undated-quotation: no day is given)\n\n"
        "[“We are close”](quote:ann-lee), she said.\n"
    )
    monkeypatch.chdir(project)
    assert cli.main(["build", "--strict"]) == 0
    for page in (project / "site").rglob("*.html"):
        assert "no day is given" not in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("comment", "said"),
    [
        ("[//]: # (allow untagged)", "there is no reason"),
        ("[//]: # (allow untaged: a motto)", "there is no rule 'untaged'"),
        ("[//]: # (allow unknown-id: later)", "'unknown-id' cannot be silenced"),
        ("[//]: # (allow untagged: a (good) reason)", "this comment silences nothing"),
        ("She left.\n[//]: # (allow untagged: a motto)", "this comment would be shown as text"),
    ],
)
def test_a_comment_that_cannot_silence_is_an_error(comment: str, said: str) -> None:
    source = SourceFile("articles/a.md", f"---\n{HEAD}\n---\n\n{comment}\n\nAnn Lee left.\n")
    read, found = silences(source)
    assert read == ()
    assert [(one.code, one.message) for one in found] == [("bad-silence", said)]


def test_a_comment_that_silences_nothing_is_reported(project: Path) -> None:
    entry = project / "sources/people/ann-lee.md"
    entry.write_text("---\n# allow shared-name: her cousin\nname: Ann Lee\n---\n")
    assert found_in(project) == [("unused-silence", "warning"), ("unmentioned", "warning")]
