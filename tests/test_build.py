"""The published site: brought up to date wholly, or not at all."""

from __future__ import annotations

import contextlib
import errno
import gzip
import io
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from small_dossier import ARTICLE, CONFIG, MISTAKE, dossier, environment, run, small_dossier, tree

from generator.build import BuildReport, build
from generator.host import Site, make_site
from generator.read import Remembered, read_sources
from generator.settings import CACHE, read_settings
from generator.timings import watched
from generator.write import locked

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return work_in(small_dossier(tmp_path / "project"), monkeypatch)


def work_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(folder)
    for name in ("GITHUB_REPOSITORY", "CI_PROJECT_URL", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)
    # What the plugin sets for the rest of the process is undone with it.
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "315532800")
    return folder


@pytest.fixture(scope="module")
def once_built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = small_dossier(tmp_path_factory.mktemp("once") / "project")
    with pytest.MonkeyPatch.context() as patch:
        work_in(folder, patch)
        assert build_here().published
    return folder


@pytest.fixture
def built(once_built: Path, project: Path) -> None:
    """Have the project as an earlier build of it has left it."""
    shutil.copytree(once_built, project, dirs_exist_ok=True)


def build_here(*, strict: bool = False) -> BuildReport:
    return build(read_settings(Path("mkdocs.yml")), strict=strict)


def edit(project: Path, text: str = ARTICLE.replace("an hour", "two hours")) -> None:
    (project / "sources/articles/first.md").write_text(text)


def leavings(project: Path) -> list[str]:
    hidden = {path.name for path in project.iterdir() if path.name.startswith(".")}
    return sorted(hidden - {CACHE})


def test_a_site_is_built_and_built_anew(project: Path) -> None:
    report = build_here()
    assert report.published
    assert report.warnings == ()
    assert report.pages == len(list((project / "docs").rglob("*.md")))
    assert "for an hour" in (project / "site/articles/first/index.html").read_text()
    edit(project)
    (project / "sources/people/bo-li.md").write_text("---\nname: Bo Li\n---\n")
    assert build_here().published
    assert "for two hours" in (project / "site/articles/first/index.html").read_text()
    (project / "sources/people/bo-li.md").unlink()
    assert build_here().published
    assert not (project / "site/people/bo-li").exists()
    assert leavings(project) == []


def test_progress_is_told_page_by_page(project: Path) -> None:
    told: list[tuple[str, int, int]] = []
    with watched(lambda *step: told.append(step)):
        report = build_here()
    assert [step for step in told if step[0] == "pages"] == [
        ("pages", done, report.pages) for done in range(report.pages + 1)
    ]


def test_errors_touch_neither_the_pages_nor_the_site(project: Path, built: None) -> None:
    before = tree(project)
    edit(project, ARTICLE.replace("an hour", "two hours") + MISTAKE)
    assert not build_here().published
    edit(project, ARTICLE)
    assert tree(project) == before


@pytest.mark.parametrize("flags", [[], ["-q"], ["--strict"], ["-q", "--strict"]])
def test_mkdocs_alone_refuses_a_dossier_with_errors_before_it_touches_the_site(
    project: Path, built: None, flags: list[str]
) -> None:
    before = tree(project)
    edit(project, ARTICLE + MISTAKE)
    done = run("mkdocs", "build", *flags, at=project)
    assert done.returncode == 1
    assert "first.md:11:19: error[unknown-id]" in done.stderr
    assert "Traceback" not in done.stderr
    edit(project, ARTICLE)
    assert tree(project) == before


@pytest.mark.parametrize("quiet", [[], ["-q"]])
def test_mkdocs_alone_fails_on_a_warning_only_when_it_is_strict(
    project: Path, quiet: list[str]
) -> None:
    (project / "sources/articles/notes.txt").write_text("left behind")
    assert run("mkdocs", "build", *quiet, at=project).returncode == 0
    before = tree(project)
    done = run("mkdocs", "build", "--strict", *quiet, at=project)
    assert done.returncode == 1
    assert tree(project) == before


def test_mkdocs_alone_makes_the_same_site(project: Path, built: None) -> None:
    before = tree(project / "site")
    assert run("mkdocs", "build", "--strict", at=project).returncode == 0
    assert tree(project / "site") == before


def test_a_warning_of_mkdocs_publishes_nothing_when_strict(project: Path, built: None) -> None:
    before = tree(project)
    config = project / "mkdocs.yml"
    config.write_text(f"{CONFIG}nav: [Missing: missing.md]\n")
    report = build_here(strict=True)
    assert not report.published
    assert any("missing.md" in warning for warning in report.warnings)
    config.write_text(CONFIG)
    assert tree(project) == before
    config.write_text(f"{CONFIG}nav: [Missing: missing.md]\n")
    assert build_here().published, "it is a warning all the same"


@pytest.mark.parametrize(
    "mistake", ["theme: nonesuch\n", "plugins: [nonesuch]\n", "site_url: nowhere\n"]
)
def test_a_configuration_that_mkdocs_refuses_publishes_nothing(
    project: Path, built: None, mistake: str
) -> None:
    before = tree(project / "site")
    (project / "mkdocs.yml").write_text(f"site_name: Small\n{mistake}")
    done = dossier("build", at=project)
    assert done.returncode == 1
    assert "mkdocs: " in done.stderr
    assert "Traceback" not in done.stderr
    assert tree(project / "site") == before
    assert leavings(project) == []


def test_a_configuration_without_the_plugin_or_material_works_too(project: Path) -> None:
    (project / "mkdocs.yml").write_text("site_name: Small\nplugins: []\nuse_directory_urls: false")
    assert build_here().published
    assert (project / "site/articles/first.html").is_file()


def test_a_site_that_is_not_complete_is_not_published(
    project: Path, built: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree(project / "site")
    edit(project)

    def truncated(settings: Any, outcome: Any, site: Path) -> Site:
        made = make_site(settings, outcome, site)
        page = site / "articles/first/index.html"
        page.write_bytes(page.read_bytes()[:1000])
        return made

    monkeypatch.setattr("generator.build.make_site", truncated)
    report = build_here()
    assert not report.published
    assert report.warnings == (
        "the page articles/first.md is missing from the site, or not complete",
    )
    assert tree(project / "site") == before


def test_what_was_not_generated_is_not_published(project: Path, built: None) -> None:
    (project / "docs/.tmp-abc123").write_text("HAND-WRITTEN\n")
    (project / "docs/people/left-over.md").write_text("HAND-WRITTEN\n")
    (project / "docs/assets/note.txt").write_text("by hand")
    (project / ".build-tmp-stale").mkdir()
    report = build_here()
    assert report.published
    assert [one.location.path for one in report.outcome.found] == ["docs/people/left-over.md"]
    site = tree(project / "site")
    assert not any(b"HAND-WRITTEN" in content for content in site.values())
    assert site["assets/note.txt"] == b"by hand"


def test_hidden_files_in_the_published_folder_stay(project: Path, built: None) -> None:
    (project / "site/.git").mkdir()
    (project / "site/.git/HEAD").write_text("ref: refs/heads/pages")
    (project / "site/stale.html").write_text("stale")
    assert build_here().published
    assert (project / "site/.git/HEAD").read_text() == "ref: refs/heads/pages"
    assert not (project / "site/stale.html").exists()


def test_a_published_folder_that_is_a_link_is_followed(project: Path, tmp_path: Path) -> None:
    (tmp_path / "public").mkdir()
    (project / "site").symlink_to(tmp_path / "public")
    assert build_here().published
    assert (tmp_path / "public/index.html").is_file()
    assert (project / "site").is_symlink()


def test_a_build_needs_no_network(project: Path, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import socket\n"
        "def refuse(*_):\n"
        "    raise SystemExit('the network was asked for')\n"
        "socket.socket.connect = socket.getaddrinfo = refuse\n"
    )
    path = os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])
    assert dossier("build", at=project, PYTHONPATH=path).returncode == 0
    for file in sorted((project / "site").rglob("*.html")):
        loaded = re.findall(
            r"<(?:script|link|img|iframe)[^>]+(?:src|href)=\"?([^\" >]+)", file.read_text()
        )
        foreign = [url for url in loaded if re.match(r"(https?:)?//", url)]
        assert all(url.startswith("https://example.org/small/") for url in foreign), file


# --- Faults ----------------------------------------------------------------------------------


class FullDisk:
    """Lets the n-th file that is opened for writing fill the disk, after half of it is written."""

    def __init__(self, patch: pytest.MonkeyPatch, at: int) -> None:
        self.left = at
        self.at: Path | None = None
        """The file that filled it."""
        really: Callable[..., Any] = io.open

        def opened(file: Any, mode: str = "r", *args: Any, **options: Any) -> Any:
            if not isinstance(file, int) and set(mode) & set("wxa+"):
                self.left -= 1
                if self.left == 0:
                    self.at = Path(file)
                    with really(file, "wb") as stream:
                        stream.write(b"<!doctype ht")
                    raise OSError(errno.ENOSPC, "No space left on device", str(file))
            return really(file, mode, *args, **options)

        patch.setattr("builtins.open", opened)
        patch.setattr("io.open", opened)


@pytest.mark.parametrize("at", [1, 2, 5, 12, 30, 60, 100])
def test_a_full_disk_publishes_the_old_site_or_the_new_one(
    project: Path, built: None, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    old = tree(project / "site")
    edit(project)
    with monkeypatch.context() as patch:
        disk = FullDisk(patch, at)
        try:
            published = build_here().published
        except OSError:
            published = False
    # Where nothing can be kept for later builds, the site is whole all the same;
    # and a temporary file is made in another way.
    assert published == (disk.at is None or CACHE in disk.at.parts or disk.at.is_dir())
    now = tree(project / "site")
    assert published or now == old
    assert leavings(project) == []
    assert build_here().published, "the next build needs no cleaning"
    assert "for two hours" in (project / "site/articles/first/index.html").read_text()


def test_a_file_that_cannot_grow_is_told_in_words(project: Path, built: None) -> None:
    old = tree(project / "site")
    edit(project)

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))

    done = subprocess.run(
        [sys.executable, "-m", "generator", "build"],
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        preexec_fn=limit,
        check=False,
    )
    assert done.returncode == 1
    assert "File too large" in done.stderr
    assert "Traceback" not in done.stderr
    assert tree(project / "site") == old


@pytest.mark.parametrize("at", range(1, 5))
@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "No space left"), KeyboardInterrupt()])
def test_a_fault_while_the_site_is_moved_into_place_keeps_one(
    project: Path, built: None, monkeypatch: pytest.MonkeyPatch, at: int, error: BaseException
) -> None:
    (project / "site/.nojekyll").write_text("")
    old = tree(project / "site")
    edit(project)
    left = at
    rename = Path.rename

    def renamed(path: Path, target: Path) -> Path:
        nonlocal left
        left -= 1
        if left == 0:
            raise error
        return rename(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", renamed)
        with contextlib.suppress(type(error)):
            build_here()
    now = tree(project / "site")
    assert now == old or "for two hours" in now["articles/first/index.html"].decode()
    assert build_here().published
    assert ".nojekyll" in tree(project / "site")
    assert leavings(project) == []


def test_a_killed_build_leaves_the_old_site_and_the_next_one_clears_up(
    project: Path, built: None
) -> None:
    old = tree(project / "site")
    edit(project)
    process = subprocess.Popen(
        [sys.executable, "-m", "generator", "build", "-q"], env=environment(), cwd=project
    )
    until = time.monotonic() + 60
    while process.poll() is None and not leavings(project):
        assert time.monotonic() < until
        time.sleep(0.002)
    process.send_signal(signal.SIGKILL)
    process.wait()
    now = tree(project / "site")
    assert now == old or "for two hours" in now["articles/first/index.html"].decode()
    assert build_here().published
    assert leavings(project) == []


def test_a_build_killed_between_the_two_moves_is_mended_by_the_next(
    project: Path, built: None
) -> None:
    old = tree(project / "site")
    (project / "site").rename(project / ".site.old-1")
    edit(project, ARTICLE + MISTAKE)
    assert not build_here().published
    assert not (project / "site").exists(), "nothing is touched while there are errors"
    edit(project, ARTICLE)
    assert build_here().published
    assert tree(project / "site") == old
    assert leavings(project) == []


def test_the_folder_of_a_build_that_still_runs_is_left_alone(project: Path) -> None:
    running, dead = project / ".site.building-1", project / ".site.building-2"
    dead.mkdir()
    with locked(running):
        assert build_here().published
        assert running.exists()
        assert not dead.exists()


def test_two_builds_at_once_publish_a_whole_site(project: Path, built: None) -> None:
    wanted = tree(project / "site")
    processes = [
        subprocess.Popen(
            [sys.executable, "-m", "generator", "build", "-q"], env=environment(), cwd=project
        )
        for _ in range(3)
    ]
    assert [process.wait(timeout=120) for process in processes] == [0, 0, 0]
    assert tree(project / "site") == wanted
    assert leavings(project) == []


def test_sources_that_change_while_they_are_read_are_read_again(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edits = iter(["two hours", "three hours"])

    def read_and_edited(root: Path, remembered: Remembered) -> Any:
        result = read_sources(root, remembered)
        text = next(edits, None)
        if text:
            edit(project, ARTICLE.replace("an hour", text))
            return read_sources(root, remembered)
        return result

    monkeypatch.setattr("generator.generate.read_sources", read_and_edited)
    assert build_here().published
    assert "for three hours" in (project / "site/articles/first/index.html").read_text()


def test_sources_that_never_rest_are_a_finding(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.generate.read_sources", lambda *_: ((), ()))
    report = build_here()
    assert not report.published
    assert [one.code for one in report.outcome.found] == ["sources-changed"]


# --- The same bytes --------------------------------------------------------------------------


def test_the_same_sources_give_the_same_bytes_anywhere_at_any_time(tmp_path: Path) -> None:
    circumstances = [
        {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"},
        {"TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "2"},
        {"TZ": "America/St_Johns", "LC_ALL": "C", "PYTHONHASHSEED": "3"},
    ]
    built = []
    for number, changes in enumerate(circumstances):
        if number:
            time.sleep(1.1)
        folder = small_dossier(tmp_path / f"{'deep/' * number}project {number}")
        for file in sorted(folder.rglob("*.md"), reverse=number % 2 == 1):
            # Another order on the disk, and another age.
            text = file.read_bytes()
            file.unlink()
            file.write_bytes(text)
            os.utime(file, (number * 1_000_000_000, number * 1_000_000_000))
        done = dossier("build", at=folder, **changes)
        assert done.returncode == 0, done.stderr
        built.append((tree(folder / "docs"), tree(folder / "site")))
    assert built[0] == built[1] == built[2]


def test_editing_back_and_forth_ends_in_the_same_bytes_as_a_clean_build(
    project: Path, built: None
) -> None:
    clean = tree(project / "docs"), tree(project / "site")
    edit(project)
    (project / "sources/people/bo-li.md").write_text("---\nname: Bo Li\n---\n")
    build_here()
    edit(project, ARTICLE + MISTAKE)
    build_here()
    edit(project, ARTICLE)
    (project / "sources/people/bo-li.md").unlink()
    build_here()
    assert (tree(project / "docs"), tree(project / "site")) == clean


def test_the_sitemap_names_pages_and_no_day(project: Path, built: None) -> None:
    text = (project / "site/sitemap.xml").read_text()
    assert text.startswith("<?xml ")
    assert "<loc>https://example.org/small/articles/first/</loc>" in text
    assert "lastmod" not in text
    packed = (project / "site/sitemap.xml.gz").read_bytes()
    assert gzip.decompress(packed).decode() == text
