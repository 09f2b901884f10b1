"""A dossier begins with one command, from an installed package, and builds at once."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from calls import Shell
from small_dossier import environment, tree

from generator.editing.scaffold import readable, template_files

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parent.parent


@pytest.fixture
def dossier(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Shell:
    return Shell(tmp_path, monkeypatch, capsys)


def test_a_new_dossier_is_clean_and_says_what_comes_next(dossier: Shell) -> None:
    done = dossier("new", "ceasefire-talks")
    assert (done.code, done.err) == (0, "")
    assert done.out.endswith("next:\n  cd ceasefire-talks\n  dossier check\n  mkdocs serve\n")
    made = tree(dossier.folder / "ceasefire-talks")
    assert {".gitignore", "README.md", "mkdocs.yml", "docs/assets/.gitkeep"} <= made.keys()
    assert b"site_name: Ceasefire talks\n" in made["mkdocs.yml"]
    assert not any(b"SITE_NAME" in content for content in made.values())
    os.chdir("ceasefire-talks")
    checked = dossier("check", "--strict")
    assert (checked.code, checked.out) == (0, "no findings in 9 files\n")


@pytest.mark.parametrize("name", ['The "talks": #1', "Переговоры", "no", "- a dash", "{{ x }}"])
def test_a_dossier_can_have_any_name(dossier: Shell, name: str) -> None:
    assert dossier("new", "d", "--name", name).code == 0
    config = yaml.safe_load((dossier.folder / "d/mkdocs.yml").read_text(encoding="utf-8"))
    assert config["site_name"] == name
    os.chdir("d")
    assert dossier("check", "--strict").code == 0


def test_the_folder_may_be_there_if_it_is_empty(dossier: Shell) -> None:
    (dossier.folder / "d/.git").mkdir(parents=True)
    os.chdir("d")
    done = dossier("new", ".")
    assert done.code == 0
    assert "  cd" not in done.out
    assert "mkdocs.yml" in tree(dossier.folder / "d")
    assert not list(Path().glob(".dossier-new-*"))


@pytest.mark.parametrize("held", ["notes.txt", ".hidden", "sub/file"])
def test_a_folder_that_holds_something_is_refused(dossier: Shell, held: str) -> None:
    file = dossier.folder / "d" / held
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("mine", encoding="utf-8")
    before = tree(dossier.folder)
    done = dossier("new", "d")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("error: d is not empty\n")
    assert tree(dossier.folder) == before


def test_a_file_is_no_folder(dossier: Shell) -> None:
    (dossier.folder / "d").write_text("mine", encoding="utf-8")
    assert dossier("new", "d").code == 2
    assert tree(dossier.folder) == {"d": b"mine"}


@pytest.mark.parametrize("existed", [True, False])
def test_a_failure_leaves_nothing(
    dossier: Shell, monkeypatch: pytest.MonkeyPatch, existed: bool
) -> None:
    if existed:
        (dossier.folder / "d").mkdir()
    rename, left = Path.rename, [2 if existed else 1]

    def failing(path: Path, target: Path) -> Path:
        left[0] -= 1
        if left[0] == 0:
            raise OSError(28, "No space left on device")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", failing)
    done = dossier("new", "d")
    assert done.code == 1
    assert "No space left on device" in done.err
    assert tree(dossier.folder) == {}
    assert [entry.name for entry in dossier.folder.iterdir()] == (["d"] if existed else [])


def test_a_team_can_read_it(dossier: Shell) -> None:
    previous = os.umask(0o022)
    try:
        dossier("new", "d")
    finally:
        os.umask(previous)
    assert stat.S_IMODE((dossier.folder / "d").stat().st_mode) == 0o755
    assert stat.S_IMODE((dossier.folder / "d/mkdocs.yml").stat().st_mode) == 0o644


def test_a_folders_name_is_read_as_words() -> None:
    assert readable("ceasefire-in_syria") == "Ceasefire in syria"
    assert readable("") == "Dossier"


def test_it_shows_what_this_dossier_shows() -> None:
    """What `mkdocs.yml` says of pages, styles and scripts must be the same everywhere."""
    ours = settings_in((ROOT / "mkdocs.yml").read_bytes())
    theirs = settings_in(template_files("x")["mkdocs.yml"])
    own = {"site_name", "site_description"}
    assert {key: value for key, value in theirs.items() if key not in own} == {
        key: value for key, value in ours.items() if key not in own
    }


def settings_in(config: bytes) -> Mapping[str, object]:
    class Loader(yaml.SafeLoader):
        """Reads names of functions as their names."""

    Loader.add_multi_constructor("tag:yaml.org,2002:python/", lambda _, name, __: name)
    settings: Mapping[str, object] = yaml.load(config, Loader)
    return settings


def test_the_installed_package_makes_and_builds_one_anywhere(tmp_path: Path) -> None:
    """From a wheel of this checkout, in a folder that has nothing to do with it."""
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    wheels, installed = tmp_path / "wheels", tmp_path / "installed"
    quiet = ["--no-deps", "--no-index"]
    subprocess.run(
        [*pip, "wheel", *quiet, "--no-build-isolation", "--wheel-dir", wheels, ROOT], check=True
    )
    (wheel,) = wheels.iterdir()
    subprocess.run([*pip, "install", *quiet, "--target", installed, wheel], check=True)

    def run(module: str, *arguments: str, at: Path) -> str:
        done = subprocess.run(
            [sys.executable, "-m", module, *arguments],
            cwd=at,
            env=environment(PYTHONPATH=str(installed)),
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    where = "import generator; print(generator.__file__)"
    code = subprocess.run(
        [sys.executable, "-c", where],
        cwd=tmp_path,
        env=environment(PYTHONPATH=str(installed)),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert code.stdout.startswith(str(installed))
    run("generator", "new", "talks", at=tmp_path)
    talks = tmp_path / "talks"
    run("generator", "build", "--strict", at=talks)
    page = (talks / "site/people/ada-mill/index.html").read_text(encoding="utf-8")
    assert "It will halve the wait" in page
    run("mkdocs", "build", "--strict", "--site-dir", "other", at=talks)
    assert (talks / "other/people/ada-mill/index.html").exists()
