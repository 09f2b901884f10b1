"""The workflow around a pull request: safe by its own text, and its commands run in order."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from git_dossier import GitDossier, git_dossier
from small_dossier import dossier, environment, small_dossier

from generator.repositories import report_root

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))


class Texts(yaml.SafeLoader):
    """YAML in which `on` is a text."""


Texts.yaml_implicit_resolvers = {
    first: [(tag, regexp) for tag, regexp in resolvers if tag != "tag:yaml.org,2002:bool"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read(path: Path) -> dict[str, Any]:
    read_: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Texts)
    return read_


def steps(workflow: dict[str, Any]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    for job in workflow["jobs"].values():
        for step in job["steps"]:
            yield job, step


def step_of(workflow: str, name: str) -> str:
    """The commands of the first step of that name."""
    read_ = read(GITHUB / f"workflows/{workflow}.yml")
    return next(str(step["run"]) for _, step in steps(read_) if step.get("name") == name)


# --- Safe by its own text ------------------------------------------------------------------------


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_every_action_is_pinned_to_a_commit_with_its_version_beside_it(path: Path) -> None:
    for line in path.read_text(encoding="utf-8").splitlines():
        if "uses:" in line:
            assert re.search(r"uses: [\w-]+(/[\w-]+)+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line), line


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_every_job_has_an_end_and_says_what_its_token_may(path: Path) -> None:
    workflow = read(path)
    assert "permissions" in workflow
    assert workflow["concurrency"]["group"]
    for job in workflow["jobs"].values():
        assert int(job["timeout-minutes"]) <= 45


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_no_text_of_a_contributor_is_pasted_into_a_script(path: Path) -> None:
    for _, step in steps(read(path)):
        assert "${{" not in step.get("run", "")


def test_what_runs_a_contributors_code_can_only_read() -> None:
    workflow = read(GITHUB / "workflows/pull-request.yml")
    assert set(workflow["on"]) == {"pull_request"}
    assert workflow["permissions"] == {"contents": "read"}
    text = (GITHUB / "workflows/pull-request.yml").read_text(encoding="utf-8")
    assert "${{ secrets" not in text
    assert "github.token" not in text
    assert not any("permissions" in job for job in workflow["jobs"].values())


def test_no_token_is_left_behind_by_a_checkout() -> None:
    for path in WORKFLOWS:
        for _, step in steps(read(path)):
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] == "false"


def test_what_can_write_runs_no_code_of_a_contributor() -> None:
    assert all("pull_request_target" not in path.read_text("utf-8") for path in WORKFLOWS)
    workflow = read(GITHUB / "workflows/comment.yml")
    assert workflow["permissions"] == {}
    compare, write = workflow["jobs"]["compare"], workflow["jobs"]["write"]
    assert set(compare["permissions"].values()) == {"read"}
    assert write["permissions"] == {"pull-requests": "write"}
    assert not any("checkout" in step.get("uses", "") for step in write["steps"])
    assert not any(
        word in step.get("run", "")
        for step in write["steps"]
        for word in ("make", "dossier/", "pip")
    )
    # The job that reads the sources takes the program from the main branch.
    (checkout,) = (one for one in compare["steps"] if "checkout" in one.get("uses", ""))
    assert checkout["with"]["ref"] == "${{ github.event.repository.default_branch }}"
    # And the token is not there while the program reads them.
    (reads,) = (one for one in compare["steps"] if "dossier diff" in one.get("run", ""))
    assert "GH_TOKEN" not in reads["env"]


def test_no_site_is_built_from_what_a_pull_request_has_kept() -> None:
    kept: dict[str, list[str]] = {}
    for path in WORKFLOWS:
        uses = [step.get("uses", "").partition("@")[0] for _, step in steps(read(path))]
        kept[path.stem] = [one for one in uses if "actions/cache" in one]
    assert kept == {
        "comment": [],
        "publish": ["actions/cache"],
        "pull-request": ["actions/cache/restore"],
    }
    assert set(read(GITHUB / "workflows/publish.yml")["on"]) == {"push", "workflow_dispatch"}


def test_only_the_job_that_publishes_may_publish() -> None:
    workflow = read(GITHUB / "workflows/publish.yml")
    assert workflow["on"]["push"] == {"branches": ["main"]}
    assert "permissions" not in workflow["jobs"]["build"]
    assert workflow["jobs"]["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}


def test_the_scripts_are_sound() -> None:
    for path in WORKFLOWS:
        for _, step in steps(read(path)):
            if "run" in step:
                script = f"#!/bin/bash\n{step['run']}"
                answer = subprocess.run(
                    ["shellcheck", "-"], input=script, capture_output=True, text=True, check=False
                )
                assert answer.returncode == 0, f"{path.name}: {answer.stdout}"


# --- The commands, in the order of the workflow --------------------------------------------------


@pytest.fixture
def work(tmp_path: Path) -> GitDossier:
    """A dossier in a repository, with a program in the place where `make setup` puts it."""
    made = git_dossier(tmp_path / "work", {})
    (made.folder / ".gitignore").write_text(".venv\ndocs\nsite\nreview\n")
    program = made.folder / ".venv/bin/dossier"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m generator "$@"\n')
    program.chmod(0o755)
    made.commit()
    return made


def run(work: GitDossier, script: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a step as GitHub does."""
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=work.folder,
        env=environment(PYTHONPATH=str(ROOT), **variables),
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def test_a_good_pull_request_passes_and_is_commented(work: GitDossier) -> None:
    base = work.git("rev-parse", "HEAD").strip()
    work.edit("articles/first.md", "She spoke", "[Ms. Lee](person:ann-lee) spoke")
    head = work.commit()
    checked = run(work, step_of("pull-request", "Check"), BASE=base)
    assert (checked.returncode, checked.stdout.strip()) == (0, ""), checked.stderr
    built = run(work, step_of("pull-request", "Build"))
    assert built.returncode == 0, built.stderr
    assert (work.folder / "site/index.html").exists()
    compare = read(GITHUB / "workflows/comment.yml")["jobs"]["compare"]["steps"]
    (script,) = (str(one["run"]) for one in compare if "dossier diff" in one.get("run", ""))
    work.git("checkout", "--quiet", base)
    said = run(work, script, BASE=base, HEAD_SHA=head, RUN="https://example.org/run/1")
    assert said.returncode == 0, said.stderr
    comment = (work.folder / "review/comment.md").read_text(encoding="utf-8")
    assert comment.startswith("<!-- dossier diff -->\n")
    assert "- mentions: 1 added" in comment
    assert comment.endswith("the artifact *preview* of [this run](https://example.org/run/1).\n")


def test_a_pull_request_with_an_error_is_shown_its_line(work: GitDossier) -> None:
    base = work.git("rev-parse", "HEAD").strip()
    work.edit("articles/first.md", "person:ann-lee", "person:an-lee")
    work.commit()
    checked = run(work, step_of("pull-request", "Check"), BASE=base)
    assert checked.returncode == 1
    assert checked.stdout.startswith("::error file=sources/articles/first.md,line=7,")
    assert run(work, step_of("pull-request", "Build")).returncode == 1


def test_no_line_of_the_sources_is_a_command_to_the_runner(work: GitDossier) -> None:
    work.edit(
        "articles/first.md", "She spoke", "::error file=x::[trick](person:nobody) ::stop\nShe spoke"
    )
    work.commit()
    checked = run(work, step_of("pull-request", "Check"), BASE="HEAD~1")
    assert all(
        line.startswith(("::error file=sources/", "::warning file=sources/"))
        for line in checked.stdout.splitlines()
        if line.lstrip().startswith("::")
    )
    built = run(work, step_of("pull-request", "Build"))
    lines = built.stdout.splitlines()
    (token,) = (line[17:] for line in built.stdout.splitlines() if "stop-commands" in line)
    assert re.fullmatch("[0-9a-f]{32}", token)
    assert built.stdout.splitlines()[-1] == f"::{token}::"
    assert not any(line.lstrip().startswith("::") for line in lines[1:-1])


def test_the_tests_of_the_program_run_when_it_has_changed(work: GitDossier, tmp_path: Path) -> None:
    base = work.git("rev-parse", "HEAD").strip()
    work.edit("articles/first.md", "She spoke", "Ann Lee spoke")
    work.commit()
    script = step_of("pull-request", "Has the generator changed?")
    output = tmp_path / "output"
    assert run(work, script, BASE=base, GITHUB_OUTPUT=str(output)).returncode == 0
    assert output.read_text() == "generator=false\n"
    (work.folder / "mkdocs.yml").write_text("site_name: Other\n")
    work.commit()
    run(work, script, BASE=base, GITHUB_OUTPUT=str(output))
    assert output.read_text().endswith("generator=true\n")


def test_the_hook_before_a_commit_stops_an_error(work: GitDossier) -> None:
    hook = read(ROOT / ".pre-commit-config.yaml")["repos"][0]["hooks"][0]
    work.edit("articles/first.md", "person:ann-lee", "person:an-lee")
    assert run(work, hook["entry"]).returncode == 1
    assert re.match(hook["files"], "sources/articles/first.md")
    assert not re.match(hook["files"], "tests/sources/first.md")
    for offered in yaml.load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"), Texts):
        assert offered["entry"].startswith("dossier check --quiet")


# --- Readers' corrections ------------------------------------------------------------------------


def test_the_report_link_fills_in_the_fields_that_the_form_has(tmp_path: Path) -> None:
    form = read(GITHUB / "ISSUE_TEMPLATE/correction.yml")
    fields = {field.get("id") for field in form["body"]}
    assert {"page", "paragraph"} <= fields
    folder = small_dossier(tmp_path / "project")
    assert dossier("build", at=folder, GITHUB_REPOSITORY="a/b").returncode == 0
    page = (folder / "site/articles/first/index.html").read_text(encoding="utf-8")
    assert (
        'href="https://github.com/a/b/issues/new?template=correction.yml'
        '&amp;page=https%3A//example.org/small/articles/first/"'
    ) in page
    script = (folder / "site/assets/dossier/dossier.js").read_text(encoding="utf-8")
    assert 'searchParams.set("paragraph"' in script
    assert "dossier-report" not in (folder / "site/index.html").read_text(encoding="utf-8")


def test_without_a_known_repository_no_page_has_the_link(tmp_path: Path) -> None:
    folder = small_dossier(tmp_path / "project")
    assert dossier("build", at=folder).returncode == 0
    assert "dossier-report" not in (folder / "site/articles/first/index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("variables", "repository", "root"),
    [
        ({}, None, ""),
        ({"GITHUB_REPOSITORY": "a/b"}, None, "https://github.com/a/b/issues/new"),
        ({}, "https://github.com/c/d/", "https://github.com/c/d/issues/new"),
        ({}, "https://gitlab.com/c/d", ""),
        ({}, "javascript:alert(1)", ""),
        (
            {"GITHUB_SERVER_URL": "https://ghe.example.org", "GITHUB_REPOSITORY": "a/b"},
            None,
            "https://ghe.example.org/a/b/issues/new",
        ),
    ],
)
def test_where_a_fault_is_reported(
    variables: dict[str, str], repository: str | None, root: str
) -> None:
    assert report_root(variables, repository).partition("?")[0] == root
