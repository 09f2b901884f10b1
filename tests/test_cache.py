"""Results that are kept: given out as they were, or not at all."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from generator.cache import FILE, LATELY, MEGABYTE, Cache

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def keep(folder: Path, contents: dict[str, bytes], limit: int = 100 * MEGABYTE) -> None:
    cache = Cache(folder, limit)
    cache.put_many("page", {key.encode(): content for key, content in contents.items()})
    cache.close()


def kept(folder: Path, *keys: str, limit: int = MEGABYTE) -> dict[str, bytes]:
    cache = Cache(folder, limit)
    found = cache.get_many("page", [key.encode() for key in keys])
    cache.close()
    return {key.decode(): content for key, content in found.items()}


def test_a_result_is_given_out_by_its_kind_and_key(folder: Path) -> None:
    cache = Cache(folder)
    assert cache.get("page", b"a") is None
    assert not folder.exists(), "nothing is made for a question"
    cache.put("page", b"a", b"old")
    cache.put("page", b"a", b"new")
    cache.put("entry", b"a", b"")
    assert cache.get("page", b"a") == b"new"
    assert cache.get("entry", b"a") == b""
    assert cache.get("page", b"b") is None
    cache.close()
    assert cache.get("page", b"a") == b"new", "it opens itself again"
    cache.close()


def test_thousands_are_asked_for_at_once(folder: Path) -> None:
    many = {f"key{number}": str(number).encode() * number for number in range(2500)}
    keep(folder, many)
    assert kept(folder, *many, "another") == many


def test_a_deleted_cache_is_an_empty_one(folder: Path) -> None:
    keep(folder, {"a": b"1"})
    for file in folder.iterdir():
        file.unlink()
    assert kept(folder, "a") == {}
    keep(folder, {"a": b"2"})
    assert kept(folder, "a") == {"a": b"2"}


@pytest.mark.parametrize("size", [0, 1, 100, 5000])
def test_a_file_that_is_no_cache_is_replaced(folder: Path, size: int) -> None:
    keep(folder, {"a": b"1"})
    (folder / FILE).write_bytes(b"x" * size)
    assert kept(folder, "a") == {}
    keep(folder, {"a": b"2"})
    assert kept(folder, "a") == {"a": b"2"}


def test_damage_anywhere_is_never_given_out(folder: Path) -> None:
    contents = {f"key{number}": os.urandom(3000) for number in range(20)}
    keep(folder, contents)
    whole = (folder / FILE).read_bytes()
    lost = 0
    for start in range(100, len(whole), 997):
        (folder / FILE).write_bytes(whole[:start] + b"\xff\x00damage" + whole[start + 8 :])
        found = kept(folder, *contents)
        assert all(contents[key] == content for key, content in found.items())
        lost += len(found) < len(contents)
        keep(folder, {"new": b"1"})
        assert kept(folder, "new") == {"new": b"1"}, "it is good for new results"
        for file in folder.iterdir():
            file.unlink()
    assert lost > 20


def test_a_file_cut_short_is_never_given_out_for_a_whole_one(folder: Path) -> None:
    contents = {f"key{number}": os.urandom(3000) for number in range(20)}
    keep(folder, contents)
    whole = (folder / FILE).read_bytes()
    for length in range(0, len(whole), 9_999):
        (folder / FILE).write_bytes(whole[:length])
        found = kept(folder, *contents)
        assert all(contents[key] == content for key, content in found.items())
        keep(folder, {"new": b"1"})
        assert kept(folder, "new") == {"new": b"1"}, "it is good for new results"


def test_what_was_not_used_for_longest_goes_first(folder: Path) -> None:
    for key in "abcd":
        keep(folder, {key: os.urandom(10_000)})
    assert kept(folder, "a", limit=35_000).keys() == {"a"}
    assert kept(folder, *"abcd").keys() == {"a", "c", "d"}


def test_that_something_is_used_is_noted_no_more_than_once_in_a_while(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def noted() -> float:
        with contextlib.closing(sqlite3.connect(folder / FILE)) as db:
            (when,) = db.execute("SELECT used FROM results").fetchone()
            return float(when)

    begun = time.time()
    keep(folder, {"a": b"1"})
    first = noted()
    for later, is_noted in ((LATELY / 2, False), (LATELY * 2, True)):
        monkeypatch.setattr("time.time", lambda later=later: begun + later)
        assert kept(folder, "a") == {"a": b"1"}
        assert (noted() > first) == is_noted


def test_the_file_does_not_grow_without_end(folder: Path) -> None:
    sizes = []
    results: dict[str, bytes] = {}
    for run in range(6):
        results = {f"{run}-{number}": os.urandom(10_000) for number in range(20)}
        keep(folder, results, limit=100_000)
        sizes.append(sum(file.stat().st_size for file in folder.iterdir()))
    assert max(sizes) < 400_000
    assert len(kept(folder, *results)) > 5


def test_with_a_limit_of_nothing_nothing_is_kept(folder: Path) -> None:
    keep(folder, {"a": b"1"}, limit=0)
    assert not folder.exists()


def test_where_nothing_can_be_written_nothing_is_kept_and_nothing_fails(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    keep(tmp_path / "file/cache", {"a": b"1"})
    assert kept(tmp_path / "file/cache", "a") == {}


def test_processes_that_share_a_cache_all_keep_their_results(folder: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from generator.cache import Cache\n"
        "for number in range(20):\n"
        "    cache = Cache(Path(sys.argv[1]))\n"
        "    cache.put('page', f'{sys.argv[2]}{number}'.encode(), sys.argv[2].encode() * 9999)\n"
        "    cache.close()\n"
    )
    processes = [
        subprocess.Popen([sys.executable, "-c", script, str(folder), name]) for name in "abc"
    ]
    assert [process.wait(timeout=60) for process in processes] == [0, 0, 0]
    keys = [f"{name}{number}" for name in "abc" for number in range(20)]
    assert kept(folder, *keys) == {key: key[0].encode() * 9999 for key in keys}


def test_the_folder_says_that_it_is_not_for_version_control(folder: Path) -> None:
    keep(folder, {"a": b"1"})
    assert "*" in (folder / ".gitignore").read_text().splitlines()
