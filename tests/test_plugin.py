"""What MkDocs alone does with the plugin: the links, the theme, the findings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from small_dossier import ARTICLE, CONFIG, run, small_dossier

from generator.diagnostics import Diagnostic, Severity
from generator.repositories import edit_root
from generator.site.findings import listed
from generator.source import Location

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return small_dossier(tmp_path)


def edit_links(project: Path, page: str) -> list[str]:
    html = (project / "site" / page).read_text(encoding="utf-8")
    return re.findall(r'href="([^"]+)"[^>]*rel="edit"', html)


def build(project: Path, config: str = "", **changes: str) -> None:
    (project / "mkdocs.yml").write_text(CONFIG + config, encoding="utf-8")
    done = run("mkdocs", "build", "--strict", at=project, **changes)
    assert done.returncode == 0, done.stderr


def test_without_a_repository_no_page_has_an_edit_link(project: Path) -> None:
    build(project)
    assert edit_links(project, "articles/first/index.html") == []


def test_edit_this_page_opens_the_source_file(project: Path) -> None:
    build(project, "repo_url: https://github.com/o/r\nedit_uri: edit/main/docs/\n")
    assert edit_links(project, "articles/first/index.html") == [
        "https://github.com/o/r/edit/main/sources/articles/first.md"
    ]
    assert edit_links(project, "people/index.html") == [], "an index has no source of its own"


def test_the_repository_is_known_from_the_environment(project: Path) -> None:
    build(project, GITHUB_REPOSITORY="o/r", GITHUB_REF="refs/heads/trunk")
    assert edit_links(project, "articles/first/index.html") == [
        "https://github.com/o/r/edit/trunk/sources/articles/first.md"
    ]
    html = (project / "site/articles/first/index.html").read_text(encoding="utf-8")
    assert 'data-md-component="source"' not in html, "it would fetch the stars from GitHub"


def test_sources_elsewhere_in_the_repository_are_found(project: Path) -> None:
    (project / "press").mkdir()
    (project / "sources").rename(project / "press/texts")
    moved = CONFIG.replace("dossier]", "dossier: {sources: press/texts}]")
    (project / "mkdocs.yml").write_text(moved, encoding="utf-8")
    done = run("mkdocs", "build", at=project, CI_PROJECT_URL="https://git.example.org/o/r")
    assert done.returncode == 0, done.stderr
    assert edit_links(project, "articles/first/index.html") == [
        "https://git.example.org/o/r/-/edit/main/press/texts/articles/first.md"
    ]


@pytest.mark.parametrize(
    ("environment", "root"),
    [
        ({}, ""),
        ({"GITHUB_REPOSITORY": "o/r"}, "https://github.com/o/r/edit/main/"),
        (
            {
                "GITHUB_REPOSITORY": "o/r",
                "GITHUB_SERVER_URL": "https://ghe.example.org",
                "GITHUB_REF": "refs/pull/7/merge",
                "GITHUB_BASE_REF": "trunk",
            },
            "https://ghe.example.org/o/r/edit/trunk/",
        ),
        (
            {"GITHUB_REPOSITORY": "o/r", "GITHUB_REF": "refs/tags/v1"},
            "https://github.com/o/r/edit/main/",
        ),
        (
            {"CI_PROJECT_URL": "https://gl.example.org/o/r", "CI_DEFAULT_BRANCH": "trunk"},
            "https://gl.example.org/o/r/-/edit/trunk/",
        ),
        ({"CI_PROJECT_URL": "javascript:alert(1)//"}, ""),
    ],
)
def test_ci_systems_say_where_files_are_edited(environment: dict[str, str], root: str) -> None:
    assert edit_root(environment) == root


def test_an_option_that_the_plugin_does_not_have_is_an_error(project: Path) -> None:
    (project / "mkdocs.yml").write_text(CONFIG.replace("dossier]", "dossier: {sorces: a}]"))
    done = run("mkdocs", "build", at=project)
    assert done.returncode == 1
    assert "Unrecognised configuration name: sorces" in done.stderr


@pytest.mark.parametrize("sources", ["docs", "docs/assets", "."])
def test_sources_and_pages_lie_apart(project: Path, sources: str) -> None:
    config = CONFIG.replace("dossier]", f"dossier: {{sources: {sources}}}]")
    (project / "mkdocs.yml").write_text(config)
    done = run("mkdocs", "build", at=project)
    assert done.returncode == 1
    assert "must lie in folders of their own" in done.stderr


def test_the_excerpt_budget_is_configured(project: Path) -> None:
    article = ARTICLE.replace("published:", "rights: excerpt\npublished:")
    (project / "sources/articles/first.md").write_text(article)
    build(project)
    assert "arrived in the morning" in (project / "docs/articles/first.md").read_text()
    config = CONFIG.replace("dossier]", "dossier: {excerpt_words: 2}]")
    (project / "mkdocs.yml").write_text(config)
    assert run("mkdocs", "build", at=project).returncode == 0
    assert "arrived in the morning" not in (project / "docs/articles/first.md").read_text()


def test_a_theme_of_the_users_own_comes_first(project: Path) -> None:
    (project / "overrides").mkdir()
    (project / "overrides/sitemap.xml").write_text("own")
    config = CONFIG.replace("{name: material,", "{name: material, custom_dir: overrides,")
    (project / "mkdocs.yml").write_text(config)
    assert run("mkdocs", "build", at=project).returncode == 0
    assert (project / "site/sitemap.xml").read_text() == "own"


def test_a_published_page_has_no_room_for_findings(project: Path) -> None:
    (project / "sources/articles/notes.txt").write_text("left behind")
    done = run("mkdocs", "build", at=project)
    assert "WARNING" in done.stderr
    assert "sources/articles/notes.txt: warning[stray-file]" in done.stderr
    html = (project / "site/index.html").read_text(encoding="utf-8")
    assert "dossier-findings" not in html
    assert "md-banner" not in html


def test_findings_on_the_page_are_text_and_nothing_else(project: Path) -> None:
    from jinja2 import Environment, FileSystemLoader  # noqa: PLC0415

    from generator.plugin import THEME  # noqa: PLC0415

    env = Environment(loader=FileSystemLoader(THEME))
    minor = Diagnostic(
        Location("sources/<b>.md", 1, 1, 1, 2), "minor", "'<b>'", "remove it", Severity.WARNING
    )
    finding = Diagnostic(
        Location("sources/<b>.md", 9, 1, 9, 2),
        "raw-html",
        "'<script>alert(1)</script>' & more",
        "remove '<script>'",
    )
    html = env.get_template("findings.html").render(listed([*24 * [minor], finding]))
    assert html.index("error[raw-html]") < html.index("warning[minor]"), "errors come first"
    assert "<script" not in html
    assert "<b>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert html.count("<li>") == 20
    assert "And 5 more" in html
