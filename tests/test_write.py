"""What the generator writes below `docs/`, and what it leaves alone."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from generator.write import MANIFEST, STAGING, left_out, locked, read_manifest, write

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

PAGES = {
    "index.md": b"# Home\n",
    "people/index.md": b"# People\n",
    "people/john-kerry.md": b"# John Kerry\n",
    "data/dossier.json": b"{}\n",
}


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    folder = tmp_path / "docs"
    folder.mkdir()
    return folder


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MANIFEST
    }


def times(folder: Path) -> dict[str, int]:
    return {str(path): path.lstat().st_mtime_ns for path in [folder, *sorted(folder.rglob("*"))]}


def codes(docs: Path, files: Mapping[str, bytes]) -> list[tuple[str, str, str]]:
    return [(f.location.path, f.code, f.severity.value) for f in write(docs, files)[1]]


def test_a_first_run_writes_everything(docs: Path) -> None:
    report, found = write(docs, PAGES)
    assert not found
    assert report.written == tuple(sorted(PAGES))
    assert tree(docs) == PAGES
    assert read_manifest(docs).whole


def test_a_run_without_changes_touches_nothing(docs: Path) -> None:
    write(docs, PAGES)
    before = times(docs)
    report, found = write(docs, PAGES)
    assert not found
    assert report.unchanged == tuple(sorted(PAGES))
    assert not report.written
    assert times(docs) == before


def test_only_what_differs_is_written_and_only_what_is_stale_is_removed(docs: Path) -> None:
    write(docs, PAGES)
    before = (docs / "index.md").lstat().st_mtime_ns
    report, _ = write(docs, {"index.md": PAGES["index.md"], "people/index.md": b"# Nobody\n"})
    assert report.written == ("people/index.md",)
    assert report.removed == ("data/dossier.json", "people/john-kerry.md")
    assert report.unchanged == ("index.md",)
    assert not (docs / "data").exists(), "a folder that is left empty goes too"
    assert (docs / "index.md").lstat().st_mtime_ns == before


def test_the_manifest_is_sorted_and_holds_every_hash(docs: Path) -> None:
    write(docs, dict(reversed(PAGES.items())))
    data = json.loads((docs / MANIFEST).read_text())
    assert list(data["files"]) == sorted(PAGES)
    assert all(len(hashes) == 1 and len(hashes[0]) == 64 for hashes in data["files"].values())


def test_files_written_by_hand_stay_and_are_said_not_to_be_published(docs: Path) -> None:
    (docs / "assets").mkdir()
    (docs / "assets/photo.md").write_text("by hand")
    (docs / "CNAME").write_text("example.org")
    (docs / "notes.md").write_text("by hand")
    write(docs, PAGES)
    (docs / "data/old.csv").write_text("by hand")
    assert codes(docs, {"index.md": b"x", "data/new.csv": b"y"}) == [
        ("data/old.csv", "foreign-file", "warning"),
        ("notes.md", "foreign-file", "warning"),
    ]
    assert tree(docs) == {
        "CNAME": b"example.org",
        "assets/photo.md": b"by hand",
        "data/new.csv": b"y",
        "data/old.csv": b"by hand",
        "index.md": b"x",
        "notes.md": b"by hand",
    }


def test_what_nobody_vouches_for_is_left_out_of_the_site() -> None:
    there = ["index.md", "old.md", "people/x.html", "assets/a.md", "CNAME", "draft/b.txt"]
    assert left_out(there, ["index.md", "people/a.md", "assets/dossier/a.css"]) == [
        "old.md",
        "people/x.html",
    ]


@pytest.mark.parametrize("name", [".tmp-abc123", "people/.swp"])
def test_a_hidden_file_is_nobodys_business(docs: Path, name: str) -> None:
    write(docs, PAGES)
    (docs / name).write_text("HAND-WRITTEN\n")
    assert codes(docs, PAGES) == []
    assert (docs / name).exists()


def by_hand(path: str) -> Callable[[Path], object]:
    return lambda docs: (docs / path).write_text("HAND-WRITTEN\n")


def folder_for_file(docs: Path) -> None:
    (docs / "people/john-kerry.md").unlink()
    (docs / "people/john-kerry.md").mkdir()
    (docs / "people/john-kerry.md/keep.txt").write_text("HAND-WRITTEN\n")


def empty_folder_for_file(docs: Path) -> None:
    (docs / "index.md").unlink()
    (docs / "index.md").mkdir()


def file_for_folder(docs: Path) -> None:
    (docs / "events").write_text("HAND-WRITTEN\n")


def link_for_file(docs: Path) -> None:
    (docs / "index.md").unlink()
    (docs / "index.md").symlink_to(docs.parent / "secret.txt")


def link_for_folder(docs: Path) -> None:
    (docs / "events").symlink_to(docs.parent / "elsewhere")


def link_to_everything(docs: Path) -> None:
    (docs / "assets").mkdir()
    (docs / "assets/all").symlink_to("/")


def hidden_link_to_everything(docs: Path) -> None:
    (docs / ".all").symlink_to("/")


def pipe(docs: Path) -> None:
    (docs / "index.md").unlink()
    os.mkfifo(docs / "index.md")


@pytest.mark.parametrize(
    ("spoil", "finding"),
    [
        pytest.param(
            by_hand("people/john-kerry.md"), ("people/john-kerry.md", "hand-edited"), id="edited"
        ),
        pytest.param(
            by_hand("data/dossier.json"), ("data/dossier.json", "hand-edited"), id="edited-stale"
        ),
        pytest.param(by_hand("new.md"), ("new.md", "foreign-file"), id="foreign"),
        pytest.param(
            by_hand("people/John-Kerry.md"), ("people/John-Kerry.md", "foreign-file"), id="case"
        ),
        pytest.param(
            folder_for_file, ("people/john-kerry.md", "foreign-file"), id="folder-for-file"
        ),
        pytest.param(empty_folder_for_file, ("index.md", "foreign-file"), id="empty-folder"),
        pytest.param(file_for_folder, ("events", "foreign-file"), id="file-for-folder"),
        pytest.param(link_for_file, ("index.md", "symbolic-link"), id="link-for-file"),
        pytest.param(link_for_folder, ("events", "symbolic-link"), id="link-for-folder"),
        pytest.param(link_to_everything, ("assets/all", "symbolic-link"), id="link-to-root"),
        pytest.param(hidden_link_to_everything, (".all", "symbolic-link"), id="hidden-link"),
        pytest.param(pipe, ("index.md", "symbolic-link"), id="pipe"),
    ],
)
def test_what_is_in_the_way_stops_the_run_before_anything_is_written(
    docs: Path, spoil: Callable[[Path], object], finding: tuple[str, str]
) -> None:
    write(docs, PAGES)
    (docs.parent / "secret.txt").write_text("SECRET")
    (docs.parent / "elsewhere").mkdir()
    spoil(docs)
    before, manifest = times(docs.parent), (docs / MANIFEST).read_bytes()
    new = {**PAGES, "new.md": b"# New\n", "events/war.md": b"# War\n", "index.md": b"# Changed\n"}
    del new["data/dossier.json"]
    report, found = write(docs, new)
    assert report.written == report.removed == report.unchanged == ()
    assert [(one.location.path, one.code) for one in found if one.severity == "error"] == [finding]
    assert all(one.hint for one in found)
    assert times(docs.parent) == before
    assert (docs / MANIFEST).read_bytes() == manifest


def test_a_docs_folder_is_made_where_it_is_missing(docs: Path) -> None:
    write(docs / "new/docs", PAGES)
    assert tree(docs / "new/docs") == PAGES


def test_a_docs_folder_that_is_a_file_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "docs").write_text("HAND-WRITTEN\n")
    with pytest.raises(NotADirectoryError):
        write(tmp_path / "docs", PAGES)
    assert (tmp_path / "docs").read_text() == "HAND-WRITTEN\n"


def test_a_folder_of_stale_files_makes_way_for_a_file_and_a_file_for_a_folder(docs: Path) -> None:
    write(docs, {"a/b/c": b"1", "d": b"2"})
    report, found = write(docs, {"a": b"3", "d/e": b"4"})
    assert not found
    assert report.removed == ("a/b/c", "d")
    assert tree(docs) == {"a": b"3", "d/e": b"4"}


@pytest.mark.parametrize(
    "files",
    [
        {"../outside.md": b""},
        {"/outside.md": b""},
        {"a//b.md": b""},
        {"a/./b.md": b""},
        {".hidden.md": b""},
        {"a\\b.md": b""},
        {"c:a.md": b""},
        {"a\0b.md": b""},
        {"": b""},
        {"a.md": b"", "A.md": b""},
        {"a.md": b"", "a/index.md": b""},
        {"a": b"", "a/b.md": b""},
    ],
)
def test_impossible_paths_are_refused(docs: Path, files: dict[str, bytes]) -> None:
    _, found = write(docs, files)
    assert found
    assert {one.code for one in found} <= {"unsafe-path", "same-path"}
    assert tree(docs.parent) == {}


@pytest.mark.parametrize(
    "manifest", ["", "{", "[]", "<<<<<<< HEAD", '{"whole": 1, "files": []}', "[" * 100_000]
)
def test_a_broken_manifest_adopts_what_is_right_and_overwrites_nothing(
    docs: Path, manifest: str
) -> None:
    write(docs, PAGES)
    (docs / MANIFEST).write_text(manifest)
    assert codes(docs, {**PAGES, "index.md": b"new"}) == [("index.md", "foreign-file", "error")]
    assert codes(docs, PAGES) == []
    assert codes(docs, {**PAGES, "index.md": b"new"}) == []


def test_a_forged_manifest_cannot_have_files_removed_elsewhere(docs: Path) -> None:
    write(docs, PAGES)
    secret = docs.parent / "secret.txt"
    secret.write_bytes(b"# Home\n")
    data = json.loads((docs / MANIFEST).read_text())
    data["files"]["../secret.txt"] = data["files"]["index.md"]
    (docs / MANIFEST).write_text(json.dumps(data))
    write(docs, PAGES)
    assert secret.exists()


class Faults:
    """Lets the n-th change of the disk fail, after half of it is done."""

    def __init__(self, patch: pytest.MonkeyPatch, at: int, error: BaseException) -> None:
        self.left = at
        self.error = error
        for name in ("write_bytes", "replace", "mkdir", "unlink"):
            patch.setattr(Path, name, self.failing(getattr(Path, name), name))

    def failing(self, change: Callable[..., Any], name: str) -> Callable[..., Any]:
        def changed(path: Path, *args: Any, **options: Any) -> Any:
            self.left -= 1
            if self.left == 0:
                if name == "write_bytes":
                    change(path, args[0][: len(args[0]) // 2])
                raise self.error
            return change(path, *args, **options)

        return changed


@pytest.mark.parametrize(
    "error", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()]
)
def test_a_fault_at_any_moment_leaves_each_file_old_or_new_and_the_next_run_heals(
    docs: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    old = PAGES
    new = {**PAGES, "index.md": b"# New home\n", "events/war.md": b"# War\n"}
    del new["people/john-kerry.md"]
    third = {**old, "index.md": b"# Third home\n"}
    at = 0
    while True:
        at += 1
        write(docs, old)
        with monkeypatch.context() as patch:
            faults = Faults(patch, at, error)
            with contextlib.suppress(type(error)):
                write(docs, new)
        if faults.left > 0:
            break
        for path, content in tree(docs).items():
            assert content in (old.get(path), new.get(path)), f"{path} after change {at}"
        known = read_manifest(docs).hashes
        assert set(tree(docs)) <= set(known), "each file on the disk is known to be ours"
        assert not (docs / STAGING).exists()
        # The sources may have changed again meanwhile; nothing of ours is taken for foreign.
        report, found = write(docs, third if at % 2 else new)
        assert not found
        assert tree(docs) == (third if at % 2 else new)
        assert report.written or report.removed or report.unchanged
    assert at > 8


def test_a_full_disk_while_writing_changes_nothing(
    docs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(docs, PAGES)
    before = (tree(docs), (docs / MANIFEST).read_bytes())
    with monkeypatch.context() as patch:
        Faults(patch, 4, OSError(errno.ENOSPC, "No space left on device"))
        with pytest.raises(OSError, match="No space"):
            write(docs, {path: content + b"!" for path, content in PAGES.items()})
    assert (tree(docs), (docs / MANIFEST).read_bytes()) == before


def test_the_leavings_of_a_killed_run_are_cleared_away(docs: Path) -> None:
    write(docs, PAGES)
    (docs / STAGING).mkdir()
    (docs / STAGING / "0").write_text("half")
    write(docs, PAGES)
    assert not (docs / STAGING).exists()


def test_two_runs_at_once_take_turns(docs: Path) -> None:
    write(docs, PAGES)
    other = {"index.md": b"# Other\n"}
    with locked(docs):
        waiting = threading.Thread(target=write, args=(docs, other))
        waiting.start()
        waiting.join(0.3)
        assert waiting.is_alive()
        assert tree(docs) == PAGES
    waiting.join(10)
    assert tree(docs) == other


def test_what_errors_leave_of_a_dossier_is_not_taken_for_whole(docs: Path) -> None:
    write(docs, PAGES, whole=False)
    assert not read_manifest(docs).whole
    write(docs, PAGES)
    assert read_manifest(docs).whole
