"""Files that are made and laid aside: they come back as they were, wherever they lay."""

from __future__ import annotations

import os
import tempfile
from typing import TYPE_CHECKING

import pytest

from generator.contents import Contents, Held, Laid, Shelf, filed, packed

if TYPE_CHECKING:
    from pathlib import Path

PIECES = [b"one", b"", b"two" * 1000, "ä ع".encode()]


@pytest.mark.parametrize("on_disk", [True, False])
def test_what_is_laid_aside_comes_back_in_any_order(on_disk: bool) -> None:
    shelf = Shelf(on_disk=on_disk)
    laid = [shelf.lay(piece) for piece in PIECES]
    assert [one.content for one in reversed(laid)] == PIECES[::-1]
    assert isinstance(laid[0], Laid if on_disk else Held)


def test_a_shelf_leaves_no_file_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    shelf = Shelf()
    laid = shelf.lay(b"words")
    assert list(tmp_path.iterdir()) == []
    assert laid.content == b"words"


def test_where_the_disk_takes_no_more_it_stays_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "missing"))
    assert Shelf().lay(b"words") == Held(b"words")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    shelf = Shelf()
    first = shelf.lay(b"first")
    monkeypatch.setattr(os, "pwrite", lambda _file, content, _start: len(content) - 1)
    assert shelf.lay(b"second") == Held(b"second")
    assert first.content == b"first"


def test_a_file_that_is_the_same_is_not_packed_again() -> None:
    shelf = Shelf()
    before = filed(packed("a.md", b"words"), shelf)
    same = packed("a.md", b"words", "people/a.md", before)
    assert filed(same, shelf).content == b"words"
    assert (same.small, same.source) == (before.small.content, "people/a.md")
    other = packed("a.md", b"other words", "", before)
    assert filed(other, shelf).content == b"other words"


def test_of_two_files_with_one_path_the_last_counts() -> None:
    shelf = Shelf()
    files = Contents(
        filed(packed(path, content, source), shelf)
        for path, content, source in (
            ("a.md", b"old", ""), ("b.md", b"other", ""), ("a.md", b"new", "articles/a.md"),
        )
    )  # fmt: skip
    assert dict(files) == {"a.md": b"new", "b.md": b"other"}
    assert files.sources == {"a.md": "articles/a.md"}
    assert files.hashes == Contents(filed(packed(*one), Shelf()) for one in files.items()).hashes
