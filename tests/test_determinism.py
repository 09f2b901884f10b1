"""The same sources give the same bytes, in any folder, time zone, locale and order of files."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest
from sites import HARBOUR, ROOT, build
from small_dossier import dossier, tree

from generator import generate
from generator.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from site_reader import Site

ELSEWHERE = {
    "far east, in C": {
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C",
        "PYTHONHASHSEED": "1",
        "PYTHONUTF8": "0",
    },
    "far west, in Turkish": {
        "TZ": "America/Los_Angeles",
        "LC_ALL": "tr_TR.UTF-8",
        "LANGUAGE": "tr",
        "PYTHONHASHSEED": "4242",
        "COLUMNS": "40",
        "FORCE_COLOR": "1",
    },
}


def copied_in_another_order(sources: Path, to: Path) -> Path:
    """Copy sources so that the disk holds them the other way round, with odd times."""
    files = sorted((file for file in sources.rglob("*") if file.is_file()), reverse=True)
    for number, file in enumerate(files):
        copy = to / file.relative_to(sources)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, copy)
        os.utime(copy, (number, 4_000_000_000 - number))
    return to


@pytest.mark.parametrize("where", ELSEWHERE)
def test_a_build_elsewhere_gives_the_same_bytes(where: str, harbour: Site, tmp_path: Path) -> None:
    folder = tmp_path / "a folder with spaces & ünusual letters"
    sources = copied_in_another_order(harbour.sources, folder / "in" / "sources")
    assert build(sources, folder, **ELSEWHERE[where]) == ""
    assert tree(folder / "docs") == tree(harbour.docs)
    assert tree(folder / "site") == tree(harbour.root)


def test_editing_and_going_back_gives_the_same_bytes(tmp_path: Path) -> None:
    """What is written step by step is what is written at once."""
    sources = copied_in_another_order(HARBOUR, tmp_path / "sources")
    settings = Settings(config=ROOT / "mkdocs.yml", sources=sources, docs=tmp_path / "docs")

    def generated() -> dict[str, bytes]:
        outcome = generate.write_docs(settings, generate.produce(settings))
        assert outcome.written
        return tree(settings.docs)

    at_once = generated()
    article = sources / "articles/vpa-2014-03-05.md"
    text = article.read_text(encoding="utf-8")
    article.write_text(text.replace("person:salma-haddad", "person:lars-nobody"), encoding="utf-8")
    person = sources / "people/otto-quay.md"
    person.rename(person.with_name("another.md"))
    for file in sources.rglob("*.md"):
        edited = file.read_text(encoding="utf-8").replace("otto-quay", "another")
        file.write_text(edited, encoding="utf-8")
    step_by_step = generated()
    assert step_by_step != at_once
    settings_elsewhere = Settings(config=settings.config, sources=sources, docs=tmp_path / "clean")
    outcome = generate.write_docs(settings_elsewhere, generate.produce(settings_elsewhere))
    assert outcome.written
    assert step_by_step == tree(tmp_path / "clean")
    shutil.rmtree(sources)
    copied_in_another_order(HARBOUR, sources)
    assert generated() == at_once


def test_a_second_run_writes_nothing(tmp_path: Path) -> None:
    arguments = ("generate", "--config", str(ROOT / "mkdocs.yml"), "--sources", str(HARBOUR))
    first = dossier(*arguments, "--docs", "docs", at=tmp_path)
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "docs").rglob("*.md")}
    second = dossier(*arguments, "--docs", "docs", at=tmp_path)
    assert (first.returncode, second.returncode) == (0, 0)
    assert "0 files written, 0 removed" in second.stdout
    assert {path: path.stat().st_mtime_ns for path in before} == before
