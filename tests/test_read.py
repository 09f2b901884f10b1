"""The sources folder is read once, whole, and nothing outside it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator import read
from generator.diagnostics import Diagnostic, Severity
from generator.read import Remembered, read_sources
from generator.source import SourceFile


def codes(found: tuple[Diagnostic, ...]) -> list[tuple[str, str]]:
    return [(one.location.path, one.code) for one in found]


def put(root: Path, path: str, content: str | bytes = "text\n") -> Path:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


def test_files_come_by_path_whatever_their_order_on_disk(tmp_path: Path) -> None:
    for name in ("people/b.md", "articles/z.md", "people/a.md"):
        put(tmp_path, name)
    files, found = read_sources(tmp_path)
    assert [file.path for file in files] == ["articles/z.md", "people/a.md", "people/b.md"]
    assert found == ()


@pytest.mark.parametrize(
    "content", [b"\xef\xbb\xbfone\ntwo\n", b"one\r\ntwo\r\n", b"one\rtwo\r", b"one\ntwo\n"]
)
def test_byte_order_marks_and_line_ends_of_every_system_are_read_alike(
    tmp_path: Path, content: bytes
) -> None:
    put(tmp_path, "people/a.md", content)
    (file,), _ = read_sources(tmp_path)
    assert file.text == "one\ntwo\n"


def test_a_byte_that_is_not_utf8_is_found_at_its_place(tmp_path: Path) -> None:
    put(tmp_path, "people/a.md", "---\nname: José".encode("latin-1"))
    put(tmp_path, "people/b.md")
    files, (found,) = read_sources(tmp_path)
    assert [file.path for file in files] == ["people/b.md"]
    assert (found.code, found.location.line, found.location.column) == ("not-utf-8", 2, 10)


@pytest.mark.parametrize("content", [b"\xfe\xff\x00-\x00-", b"\xff\xfe-\x00-\x00"])
def test_utf16_is_refused(tmp_path: Path, content: bytes) -> None:
    put(tmp_path, "people/a.md", content)
    assert codes(read_sources(tmp_path)[1]) == [("people/a.md", "not-utf-8")]


def test_symbolic_links_are_not_followed(tmp_path: Path) -> None:
    secret = put(tmp_path, "outside/secret.md", "secret")
    root = tmp_path / "sources"
    put(root, "people/a.md")
    (root / "people/link.md").symlink_to(secret)
    (root / "articles").symlink_to("/")
    files, found = read_sources(root)
    assert [file.path for file in files] == ["people/a.md"]
    assert codes(found) == [("articles", "symbolic-link"), ("people/link.md", "symbolic-link")]


def test_an_unknown_folder_is_one_finding_with_the_likely_name(tmp_path: Path) -> None:
    put(tmp_path, "peple/a.md")
    put(tmp_path, "peple/b.md")
    _, (found,) = read_sources(tmp_path)
    assert (found.code, found.hint) == ("unknown-folder", "did you mean 'people'?")


def test_a_folder_inside_a_kind_is_refused(tmp_path: Path) -> None:
    put(tmp_path, "articles/2016/a.md")
    assert codes(read_sources(tmp_path)[1]) == [("articles/2016", "nested-folder")]


def test_stray_files_are_left_out_with_a_warning_and_hidden_ones_in_silence(
    tmp_path: Path,
) -> None:
    for name in ("notes.txt", "articles/notes.txt", "articles/A.MD", ".env", "articles/.DS_Store"):
        put(tmp_path, name)
    files, found = read_sources(tmp_path)
    assert files == ()
    assert {one.severity for one in found} == {Severity.WARNING}
    assert [one.location.path for one in found] == [
        "articles/A.MD",
        "articles/notes.txt",
        "notes.txt",
    ]


def test_a_file_that_is_too_large_is_refused_without_being_read_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read, "MAX_BYTES", 1_000)
    put(tmp_path, "articles/a.md", b"x" * 1_001)
    put(tmp_path, "articles/b.md", b"x" * 1_000)
    files, found = read_sources(tmp_path)
    assert [file.path for file in files] == ["articles/b.md"]
    assert codes(found) == [("articles/a.md", "too-large")]


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "people").mkdir()
    os.mkfifo(tmp_path / "people/a.md")
    assert codes(read_sources(tmp_path)[1]) == [("people/a.md", "not-a-file")]


def test_no_folder_is_an_error_and_an_empty_one_a_warning(tmp_path: Path) -> None:
    _, (missing,) = read_sources(tmp_path / "nowhere")
    _, (empty,) = read_sources(tmp_path)
    assert (missing.code, missing.severity) == ("no-sources", Severity.ERROR)
    assert (empty.code, empty.severity) == ("no-sources", Severity.WARNING)


# --- Again and again -----------------------------------------------------------------------------


def test_what_was_changed_a_moment_ago_is_not_remembered(tmp_path: Path) -> None:
    put(tmp_path, "people/a.md")
    remembered: Remembered = {}
    read_sources(tmp_path, remembered)
    assert remembered == {}, "it may change again before the clock of its folder ticks"


def test_what_is_at_rest_is_read_once_and_again_when_it_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read, "AT_REST", -(10**9))
    one, other = put(tmp_path, "people/a.md", "one"), put(tmp_path, "people/b.md", "two")
    remembered: Remembered = {}
    before, _ = read_sources(tmp_path, remembered)
    times = one.stat()
    one.write_text("new")
    os.utime(one, ns=(times.st_atime_ns, times.st_mtime_ns))
    with monkeypatch.context() as patch:
        # The other is at rest, and not opened.
        patch.setattr(read, "_read_file", lambda file, path: _only(one, file, path))
        after, _ = read_sources(tmp_path, remembered)
    assert [file.text for file in after] == ["new", "two"]
    assert after[1] is before[1]
    other.unlink()
    assert [file.text for file in read_sources(tmp_path, remembered)[0]] == ["new"]


def _only(wanted: Path, file: Path, path: str) -> tuple[SourceFile, None]:
    assert file == wanted
    return SourceFile(path, file.read_text()), None
