"""The command line, as its users meet it."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from click import unstyle
from small_dossier import ARTICLE, MISTAKE, dossier, environment, small_dossier, tree

from generator import __version__, cli

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = small_dossier(tmp_path / "project")
    monkeypatch.chdir(folder)
    return folder


def add_mistake(project: Path) -> None:
    (project / "sources/articles/first.md").write_text(ARTICLE + MISTAKE)


def add_oddity(project: Path) -> None:
    """Something that is worth a warning, and no error."""
    (project / "sources/articles/notes.txt").write_text("left behind")


def test_check_is_silent_about_a_clean_dossier_save_for_a_count(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["check"]) == 0
    assert capsys.readouterr().out == "no findings in 3 files\n"
    assert cli.main(["check", "--quiet"]) == 0
    assert capsys.readouterr().out == ""


def test_check_shows_each_finding_with_its_line_and_a_hint(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add_mistake(project)
    assert cli.main(["check"]) == 1
    printed = capsys.readouterr()
    assert printed.err == ""
    lines = printed.out.splitlines()
    assert lines[0].startswith("sources/articles/first.md:11:19: error[unknown-id] nothing in ")
    assert lines[1:3] == [
        "  [Somebody](person:nobody) was there too.",
        "                    ^^^^^^",
    ]
    assert lines[3].startswith("  hint: ")
    assert lines[-1] == "1 error in 3 files"


def test_check_gives_programs_json_and_nothing_else(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["check", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == []
    add_mistake(project)
    add_oddity(project)
    assert cli.main(["check", "--format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert [set(one) for one in found] == 2 * [
        {
            "path",
            "line",
            "column",
            "end_line",
            "end_column",
            "severity",
            "code",
            "message",
            "hint",
        }
    ]
    assert [(one["path"], one["line"], one["severity"]) for one in found] == [
        ("sources/articles/first.md", 11, "error"),
        ("sources/articles/notes.txt", 0, "warning"),
    ]


@pytest.mark.parametrize(("strict", "code"), [([], 0), (["--strict"], 1)])
def test_a_warning_fails_only_a_strict_run(project: Path, strict: list[str], code: int) -> None:
    add_oddity(project)
    assert cli.main(["check", *strict]) == code
    assert cli.main(["build", *strict]) == code
    assert (project / "site").exists() == (code == 0)


def test_the_configuration_may_ask_for_strictness(project: Path) -> None:
    add_oddity(project)
    config = project / "mkdocs.yml"
    config.write_text(f"{config.read_text()}strict: true\n")
    assert cli.main(["check"]) == 1
    assert cli.main(["build"]) == 1


def test_check_tells_how_much_is_shown_of_articles_that_are_not_shown_in_full(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article = ARTICLE.replace("published:", "rights: metadata\npublished:")
    (project / "sources/articles/first.md").write_text(article)
    assert cli.main(["check"]) == 0
    assert "first: 0 of 11 words shown (rights: metadata)\n" in capsys.readouterr().out


def test_check_writes_nothing(project: Path) -> None:
    def times() -> dict[str, tuple[int, int]]:
        paths = [project, *project.rglob("*")]
        return {str(path): (path.stat().st_mtime_ns, path.stat().st_size) for path in paths}

    before = times()
    assert dossier("check", at=project).returncode == 0
    assert times() == before


def test_generate_says_what_it_wrote_removed_and_left(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    person = project / "sources/people/bo-li.md"
    person.write_text("---\nname: Bo Li\n---\n")
    assert cli.main(["generate"]) == 0
    capsys.readouterr()
    assert cli.main(["generate"]) == 0
    assert " 0 removed, " in capsys.readouterr().out
    person.unlink()
    assert cli.main(["generate"]) == 0
    printed = capsys.readouterr().out
    assert "  - docs/people/bo-li.md\n" in printed
    assert "  + docs/people/index.md\n" in printed
    assert " 2 removed, " in printed, "the page, and the data file beside it"


def test_generate_writes_nothing_where_there_are_errors(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["generate"]) == 0
    before = tree(project / "docs")
    add_mistake(project)
    capsys.readouterr()
    assert cli.main(["generate"]) == 1
    printed = capsys.readouterr()
    assert "error[unknown-id]" in printed.err
    assert "nothing was written; docs is as it was\n" in printed.out
    assert tree(project / "docs") == before


def test_generate_stops_before_a_file_that_was_changed_by_hand(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["generate"]) == 0
    (project / "docs/people/ann-lee.md").write_text("HAND-WRITTEN\n")
    before = tree(project / "docs")
    assert cli.main(["generate"]) == 1
    assert "docs/people/ann-lee.md: error[hand-edited]" in capsys.readouterr().err
    assert tree(project / "docs") == before


def test_any_folder_can_be_built_into_any_other(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / "sources").rename(tmp_path / "press")
    before = tree(project)
    monkeypatch.chdir(tmp_path)
    folders = ["--sources", "press", "--docs", "out/docs", "--site-dir", "out/site"]
    assert cli.main(["build", "-f", "project/mkdocs.yml", *folders]) == 0
    assert (tmp_path / "out/docs/people/ann-lee.md").is_file()
    assert (tmp_path / "out/site/people/ann-lee/index.html").is_file()
    assert tree(project) == before


def test_places_are_printed_as_the_user_named_the_folder(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    add_mistake(project)
    monkeypatch.chdir(project / "docs")
    assert cli.main(["check", "-f", "../mkdocs.yml"]) == 1
    assert capsys.readouterr().out.startswith("../sources/articles/first.md:11:19: ")
    given = str(project / "sources")
    assert cli.main(["check", "-f", "../mkdocs.yml", "--sources", given]) == 1
    assert capsys.readouterr().out.startswith(f"{given}/articles/first.md:11:19: ")


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "-f", "missing.yml"],
        ["check", "--sources", "missing"],
        ["check", "--format", "xml"],
        ["check", "--colour"],
        ["publish"],
        ["generate", "--docs", "mkdocs.yml"],
        ["generate", "--docs", "sources"],
        ["generate", "--docs", "."],
        ["build", "--site-dir", "."],
        ["build", "--site-dir", ".."],
        ["build", "--site-dir", "docs/site"],
        ["build", "--site-dir", "sources"],
        ["build", "--site-dir", "/"],
        ["build", "--site-dir", "mkdocs.yml"],
        ["build", "--site-dir", "holiday-photos"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_told_and_changes_nothing(
    project: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    (project / "holiday-photos").mkdir()
    (project / "holiday-photos/beach.jpg").write_text("sand")
    before = tree(project)
    assert cli.main(arguments) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err
    assert tree(project) == before


def test_a_long_build_says_how_far_it_is_and_how_long_it_will_take(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cli.main(["build"]) == 0
    assert capsys.readouterr().err == "", "a short one does not"
    monkeypatch.setattr("generator.console.LONG", 0)
    assert cli.main(["build", "-q"]) == 0
    assert capsys.readouterr().err == ""
    assert cli.main(["build"]) == 0
    lines = capsys.readouterr().err.splitlines()
    assert any(re.fullmatch(r"pages: \d+%, \d+ s left", line) for line in lines), lines


def test_timings_say_where_the_time_of_a_build_went(project: Path) -> None:
    done = dossier("build", "--timings", at=project)
    stages = [re.split(r" {2,}", line)[0] for line in done.stderr.splitlines()]
    assert {"pages", "search", "publish", "the rest", "in all"} <= set(stages)


def test_a_build_on_a_terminal_draws_a_bar(project: Path) -> None:
    terminal, end = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "generator", "build"],
        env=environment(TERM="xterm"),
        stdout=subprocess.DEVNULL,
        stderr=end,
    )
    os.close(end)
    shown = b""
    with contextlib.suppress(OSError):  # The terminal's other end is gone.
        while part := os.read(terminal, 1000):
            shown += part
    os.close(terminal)
    assert process.wait() == 0
    assert "━".encode() in shown
    assert b"pages" in shown


def test_a_mistake_in_the_configuration_is_shown_at_its_place(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "mkdocs.yml").write_text("plugins:\n  - dossier:\n      sorces: press\n")
    assert cli.main(["check"]) == 2
    assert capsys.readouterr().err.splitlines() == [
        "mkdocs.yml:3:7: error[unknown-option] 'sorces' is not an option of the plugin 'dossier'",
        "  hint: did you mean 'sources'?",
    ]


def test_colours_are_for_terminals_only(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    add_mistake(project)
    cli.main(["check"])
    assert "\x1b" not in capsys.readouterr().out
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    cli.main(["check"])
    coloured = capsys.readouterr().out
    assert "\x1b[" in coloured
    monkeypatch.setenv("NO_COLOR", "1")
    cli.main(["check"])
    assert capsys.readouterr().out == unstyle(coloured)


def test_an_unexpected_error_is_no_traceback(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(_: object) -> None:
        message = "a \x1b[31mred\x1b[0m one"
        raise KeyError(message)

    monkeypatch.delenv("DOSSIER_TRACEBACK", raising=False)
    monkeypatch.setattr("generator.generate.check", broken)
    assert cli.main(["check"]) == 1
    printed = capsys.readouterr().err
    assert printed.startswith("error: KeyError in test_cli.py, line ")
    assert "Traceback" not in printed
    assert "\x1b" not in printed
    monkeypatch.setenv("DOSSIER_TRACEBACK", "1")
    assert cli.main(["check"]) == 1
    assert "Traceback" in capsys.readouterr().err


def test_a_full_disk_is_told_in_words(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("generator.generate.write", full)
    assert cli.main(["generate"]) == 1
    assert "docs: error[not-written] cannot be written: No space left on device" in (
        capsys.readouterr().err
    )


def test_an_interruption_ends_with_the_code_that_shells_expect(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("generator.generate.check", interrupted)
    assert cli.main(["check"]) == 130
    assert capsys.readouterr().err.strip() == "interrupted"


def test_a_reader_who_has_seen_enough_is_no_error_message(project: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "w") as closed:
        done = subprocess.run(
            [sys.executable, "-m", "generator", "check"],
            cwd=project,
            env=environment(),
            stdout=closed,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            check=False,
        )
    assert done.stderr == ""


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--version"]) == 0
    assert capsys.readouterr().out == f"dossier, version {__version__}\n"


def test_python_m_generator_is_the_same_program(project: Path) -> None:
    done = dossier("check", at=project)
    assert (done.returncode, done.stdout, done.stderr) == (0, "no findings in 3 files\n", "")


@pytest.mark.parametrize("locale", ["C", "C.UTF-8", "en_US.ISO-8859-1", "tr_TR.UTF-8"])
def test_no_locale_stops_it(project: Path, locale: str) -> None:
    text = ARTICLE.replace("Ann Lee", "Ğülnïk İı 王") + MISTAKE.replace("Somebody", "Кто-то")
    (project / "sources/articles/first.md").write_text(text, encoding="utf-8")
    done = dossier("check", at=project, LC_ALL=locale, PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "error[unknown-id]" in done.stdout
