"""Pages that several processes make, or that were made before: the same site, the same words."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import plain_site as plain
import pytest
from plain_site import CONFIG, made, plain_site, write
from small_dossier import dossier, environment, tree

from generator.cache import FILE
from generator.settings import CACHE
from generator.site.crew import shares

if TYPE_CHECKING:
    from site_reader import Site

ROOT = Path(__file__).parent.parent

EXTENSION = """
import os, signal, time
from pathlib import Path
from typing import TYPE_CHECKING
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

class Trouble(Preprocessor):
    def run(self, lines):
        text = "\\n".join(lines)
        if os.getpid() != int(os.environ["CHIEF"]):
            if "KILL" in text:
                os.kill(os.getpid(), signal.SIGKILL)
            if "RAISE" in text:
                raise ValueError("this page is trouble")
        if "WAIT" in text:
            Path(os.environ["PIDS"], str(os.getpid())).touch()
            time.sleep(60)
        return lines

class TroubleExtension(Extension):
    def extendMarkdown(self, md):
        md.preprocessors.register(Trouble(md), "trouble", 100)

def makeExtension(**options):
    return TroubleExtension(**options)
"""
"""An extension of Markdown with which pages make trouble."""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return plain_site(tmp_path / "plain")


@pytest.fixture
def troubled(tmp_path: Path) -> Path:
    folder = plain_site(
        tmp_path / "plain", config=CONFIG.replace("attr_list", "attr_list, trouble")
    )
    (folder / "trouble.py").write_text(EXTENSION)
    return folder


def test_any_number_of_processes_makes_the_same_site(site: Path) -> None:
    alone = made(site, workers=1, megabytes=0)
    assert alone.code == 0, alone.errors
    assert len([path for path in alone.files if path.endswith(".html")]) == 12
    for workers in (2, 3, 30):
        together = made(site, workers, megabytes=0, site=f"site{workers}")
        assert together.files == alone.files
        assert together.lines[-1].startswith("INFO Documentation built")


def test_a_whole_dossier_is_the_same_by_one_process_or_three(tmp_path: Path, harbour: Site) -> None:
    for workers in ("1", "3"):
        arguments = ["build", "-q", "--config", str(ROOT / "mkdocs.yml"), "--docs", "docs"]
        arguments += ["--sources", str(harbour.sources), "--site-dir", "site", "--workers", workers]
        folder = tmp_path / workers
        folder.mkdir()
        done = dossier(*arguments, at=folder)
        assert done.returncode == 0, done.stderr
        assert tree(folder / "site") == tree(harbour.root)


def test_what_is_wrong_on_any_page_is_said_once_in_the_same_words(site: Path) -> None:
    write(site, "p3", "[Nowhere](nowhere.md) [No anchor](p4.md#not-there)")
    write(site, "p5", "[Nowhere](nothing.md)")
    alone = made(site, workers=1, megabytes=0)
    # p2 and p4 link to anchors that p3 and p5 have no more.
    assert len(alone.warnings) == 5
    for workers in (2, 3):
        assert sorted(made(site, workers, megabytes=0).warnings) == sorted(alone.warnings)


def test_a_warning_of_another_process_counts_when_strict(site: Path) -> None:
    with (site / "mkdocs.yml").open("a") as config:
        config.write("strict: true\n")
    assert made(site, workers=3).code == 0
    for number in range(9):
        write(site, f"p{number}", "## Here { #here }\n\n[Nowhere](nowhere.md)\n")
        assert made(site, workers=3, megabytes=number % 2).code == 1
        write(site, f"p{number}", "## Here { #here }\n")


# --- A process in trouble ------------------------------------------------------------------------


def test_a_process_that_is_killed_fails_the_build_in_words(troubled: Path) -> None:
    for number in range(9):
        write(troubled, f"p{number}", "KILL")
    done = made(troubled, workers=2)
    assert done.code == 1
    assert "Traceback" not in done.errors
    assert any("was ended by signal 9" in line for line in done.lines), done.lines


def test_an_error_in_a_process_fails_the_build_with_its_message(troubled: Path) -> None:
    for number in range(9):
        write(troubled, f"p{number}", "RAISE")
    done = made(troubled, workers=2)
    assert done.code == 1
    said = "\n".join(done.lines)
    assert re.search(r"Error reading page 'p\d.md': this page is trouble", said), said


def test_an_interrupt_ends_all_processes(troubled: Path, tmp_path: Path) -> None:
    """As a terminal interrupts: every process is told."""
    pids = tmp_path / "pids"
    pids.mkdir()
    for number in range(9):
        write(troubled, f"p{number}", "WAIT")
    process = subprocess.Popen(
        [sys.executable, plain.__file__, str(troubled), "2", "0", "site"],
        env=environment(
            PYTHONPATH=os.pathsep.join([str(troubled), str(Path(__file__).parent)]), PIDS=str(pids)
        ),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        # Whatever runs the tests may ignore interrupts itself.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    )
    until = time.monotonic() + 60
    while len(list(pids.iterdir())) < 2:
        assert time.monotonic() < until
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGINT)
    process.wait(timeout=30)
    for file in pids.iterdir():
        with pytest.raises(ProcessLookupError):
            os.kill(int(file.name), 0)


# --- What lets pages depend on one another -------------------------------------------------------


def only_one(folder: Path) -> bool:
    done = made(folder, workers=3)
    assert done.code == 0, done.errors
    said = [line for line in done.lines if "One process makes all pages" in line]
    assert len(said) <= 1
    return bool(said)


def test_pages_are_shared_where_they_are_independent(site: Path) -> None:
    assert not only_one(site)


def test_a_hook_lets_one_process_make_all_pages(site: Path) -> None:
    (site / "hook.py").write_text("def on_page_content(html, **_):\n    return html\n")
    (site / "mkdocs.yml").write_text(f"{CONFIG}hooks: [hook.py]\n")
    assert only_one(site)


def test_a_template_that_looks_at_other_pages_does_too(site: Path) -> None:
    (site / "own").mkdir()
    template = '{% extends "base.html" %}{% block content %}{{ pages | length }}{% endblock %}'
    (site / "own/main.html").write_text(template)
    (site / "mkdocs.yml").write_text(
        CONFIG.replace("{name: mkdocs}", "{name: mkdocs, custom_dir: own}")
    )
    assert only_one(site)


# --- Pages that were made before -----------------------------------------------------------------


def test_only_what_has_changed_is_made_anew_and_the_site_is_the_same(site: Path) -> None:
    cold = made(site, workers=2)
    assert cold.rendered == [f"p{number}.md" for number in range(9)]
    again = made(site, workers=2)
    assert again.rendered == []
    assert again.files == cold.files
    write(site, "p4", "## Here { #here }\n\nOther words.\n")
    warm = made(site)
    assert warm.rendered == ["p4.md"]
    assert b"Other words." in warm.files["p4/index.html"]
    assert made(site, megabytes=0, site="clean").files == warm.files
    assert warm.files.keys() == cold.files.keys()
    changed = {path for path in cold.files if cold.files[path] != warm.files[path]}
    assert changed == {"p4/index.html"}


@pytest.mark.parametrize("workers", [1, 2])
def test_a_page_is_warned_of_again_in_every_build(site: Path, workers: int) -> None:
    write(site, "p3", "[Nowhere](nowhere.md)")
    first = made(site, workers)
    assert len(first.warnings) == 2
    assert sorted(made(site, workers).warnings) == sorted(first.warnings)


def test_a_link_of_a_kept_page_is_missed_when_its_target_goes(site: Path) -> None:
    assert made(site).warnings == []
    write(site, "p4", "No anchor here.")
    assert ["p3.md" in line and "#here" in line for line in made(site).warnings] == [True]
    (site / "docs/p4.md").unlink()
    lines = made(site).warnings
    assert ["p3.md" in line and "not found" in line for line in lines] == [True]


def test_a_change_of_the_configuration_or_the_theme_makes_every_page_anew(site: Path) -> None:
    made(site)
    (site / "own").mkdir()
    (site / "own/content.html").write_text("OVERRIDDEN {{ page.content }}")
    config = CONFIG.replace("{name: mkdocs}", "{name: mkdocs, custom_dir: own}")
    (site / "mkdocs.yml").write_text(config)
    assert all(b"OVERRIDDEN" in made(site).files[f"p{n}/index.html"] for n in (0, 8))
    (site / "own/content.html").write_text("CHANGED {{ page.content }}")
    assert all(b"CHANGED" in made(site).files[f"p{n}/index.html"] for n in (0, 8))
    (site / "mkdocs.yml").write_text(config.replace("Plain", "Renamed"))
    assert all(b"Renamed" in made(site).files[f"p{n}/index.html"] for n in (0, 8))
    (site / "docs/index.md").write_text("---\ntitle: Another\n---\n\n# Home\n")
    (site / "mkdocs.yml").write_text(config.replace("Home: ", "").replace("Plain", "Renamed"))
    assert all(b"Another" in made(site).files[f"p{n}/index.html"] for n in (0, 8))


def test_a_cache_that_is_damaged_or_deleted_is_made_anew(site: Path) -> None:
    cold = made(site)
    file = site / CACHE / FILE
    content = file.read_bytes()
    for start in (0, 5_000, len(content) // 2, len(content) - 5_000):
        file.write_bytes(content[:start] + b"damage" * 200 + content[start + 1200 :])
        assert made(site).files == cold.files
    file.unlink()
    assert made(site).files == cold.files
    assert file.exists()


def test_builds_that_share_a_cache_at_once_make_the_same_site(site: Path) -> None:
    wanted = made(site, megabytes=0).files
    processes = [
        subprocess.Popen(
            [sys.executable, plain.__file__, str(site), "2", "50", f"site{number}"],
            env=environment(PYTHONPATH=str(Path(__file__).parent), SOURCE_DATE_EPOCH="315532800"),
            stdout=subprocess.DEVNULL,
        )
        for number in range(3)
    ]
    assert [process.wait(timeout=120) for process in processes] == [0, 0, 0]
    for number in range(3):
        assert tree(site / f"site{number}") == wanted


# --- Shares --------------------------------------------------------------------------------------


def test_shares_cost_about_the_same_and_keep_their_order() -> None:
    tasks = [7, 1, 9, 3, 3, 8, 2, 2, 4, 1]
    dealt = shares(tasks, lambda task: task, [0, 0])
    assert sorted([*dealt[0], *dealt[1]]) == sorted(tasks)
    assert [sum(share) for share in dealt] == [20, 20]
    places = [[tasks.index(task) for task in share if tasks.count(task) == 1] for share in dealt]
    assert all(share == sorted(share) for share in places)


def test_who_has_begun_gets_less() -> None:
    assert [len(share) for share in shares([1] * 10, lambda task: task, [4, 0])] == [3, 7]
