"""Which changes of files are worth a rebuild."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from watchdog.events import (
    DirModifiedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)

from generator.watch import Inputs, Quiet

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "sources/people/a.md"
    path.parent.mkdir(parents=True)
    path.write_text("one")
    return path


@pytest.fixture
def inputs(file: Path, tmp_path: Path) -> Inputs:
    inputs = Inputs()
    inputs.add(tmp_path / "sources")
    return inputs


def test_a_touch_is_no_change_and_an_edit_is_one_change(inputs: Inputs, file: Path) -> None:
    os.utime(file)
    assert not inputs.is_changed(file)
    file.write_text("two")
    assert inputs.is_changed(file)
    assert not inputs.is_changed(file)


def test_an_edit_that_is_undone_before_a_build_is_seen_twice(inputs: Inputs, file: Path) -> None:
    file.write_text("two")
    assert inputs.is_changed(file)
    file.write_text("one")
    assert inputs.is_changed(file), "the build of the edit may have begun"


def test_new_and_removed_files_are_changes(inputs: Inputs, file: Path) -> None:
    new = file.with_name("b.md")
    new.write_text("")
    assert inputs.is_changed(new)
    file.unlink()
    assert inputs.is_changed(file)
    assert not inputs.is_changed(file)


def test_what_a_build_has_read_is_no_news_afterwards(inputs: Inputs, file: Path) -> None:
    file.write_text("two")
    inputs.look()
    assert not inputs.is_changed(file)


def test_what_a_build_has_written_is_no_news(inputs: Inputs, tmp_path: Path) -> None:
    made = tmp_path / "docs/assets/dossier.css"
    made.parent.mkdir(parents=True)
    inputs.add(tmp_path / "docs/assets")
    with inputs.writing() as files:
        made.write_text("new")
        files.append(made.parent / ".." / "assets" / made.name)
    assert not inputs.is_changed(made)


@pytest.mark.parametrize("name", [".a.md.swp", ".#a.md", "a.md~"])
def test_what_editing_programs_leave_is_no_change(inputs: Inputs, file: Path, name: str) -> None:
    file.with_name(name).write_text("half")
    assert not inputs.is_changed(file.with_name(name))


def test_a_pipe_is_not_read(inputs: Inputs, file: Path) -> None:
    os.mkfifo(file.with_name("pipe.md"))
    assert not inputs.is_changed(file.with_name("pipe.md"))


def test_only_events_that_change_something_are_passed_on(inputs: Inputs, file: Path) -> None:
    passed: list[FileSystemEvent] = []

    class Handler(FileSystemEventHandler):
        def on_any_event(self, event: FileSystemEvent) -> None:
            passed.append(event)

    quiet = Quiet(Handler(), inputs)
    quiet.dispatch(FileModifiedEvent(str(file)))
    quiet.dispatch(DirModifiedEvent(str(file.parent)))
    assert not passed
    new = file.with_name("b.md")
    file.rename(new)
    event = FileMovedEvent(str(file), str(new))
    quiet.dispatch(event)
    quiet.dispatch(event)
    assert passed == [event]
