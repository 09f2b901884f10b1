"""A workplace in, one row of a table out: what building, generating and previewing take there."""

from __future__ import annotations

import contextlib
import gzip
import json
import socket
import statistics
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

from benchmarks.measure import Run, in_turn, median, ratio
from benchmarks.transfers import of_first_hit
from benchmarks.workplace import BIN, Workplace

Row = Mapping[str, str]
"""The cells of a row, by column."""


def builds(place: Workplace, rounds: int, zensical: str) -> Row:
    """Compare a whole build from nothing with what others take for the very same pages."""

    def cold() -> Run:
        place.clean()
        return place.dossier("build")

    commands: dict[str, Callable[[], Run]] = {
        "build": cold,
        "bare": partial(place.mkdocs, "bare.yml"),
        "all in nav": partial(place.mkdocs, "all.yml"),
    }
    if zensical:
        commands["zensical"] = partial(place.zensical, zensical)
    taken = dict(zip(commands, in_turn(rounds, *commands.values()), strict=True))
    ours = taken.pop("build")
    row = {"pages": f"{_count(place.docs, '*.md'):,}", "build": _seconds(ours)}
    for name, theirs in taken.items():
        row |= {name: _seconds(theirs), f"/ {name}": f"{ratio(ours, theirs):.2f}"}
    return row


def second(place: Workplace, rounds: int) -> Row:
    """Compare a build after one edit, with the cache of the one before, with one from nothing."""

    def cold() -> Run:
        place.clean()
        return place.dossier("build")

    def again() -> Run:
        place.edit()
        return place.dossier("build")

    first, other = in_turn(rounds, cold, again)
    return {
        "build": _seconds(first),
        "after an edit": _seconds(other),
        "/ build": f"{ratio(other, first):.2f}",
    }


def generating(place: Workplace, rounds: int) -> Row:
    """Measure `dossier generate`: from nothing, with nothing changed, and after one edit."""

    def cold(*options: str) -> Run:
        place.clean()
        return place.dossier("generate", *options)

    def edited() -> Run:
        place.edit()
        return place.dossier("generate")

    one, first, warm, edit = in_turn(
        rounds, partial(cold, "--workers", "1"), cold, partial(place.dossier, "generate"), edited
    )
    each = 1000 * statistics.median(run.cpu_seconds for run in first) / len(place.articles)
    peak = max(run.peak_bytes for run in first)
    return {
        "1 worker": _seconds(one),
        "cold": _seconds(first),
        "CPU ms/article": f"{each:.1f}",
        "peak MB": f"{peak / 1e6:,.0f}",
        "warm": _seconds(warm),
        "warm/cold": f"{ratio(warm, first):.2f}",
        "edit": _seconds(edit),
        "edit/warm": f"{ratio(edit, warm):.2f}",
    }


def previewing(place: Workplace, rounds: int) -> Row:
    """Measure how long after an edit is saved `mkdocs serve` shows it, on two of its pages."""
    begin = time.perf_counter()
    with _served(place) as address:
        ready = time.perf_counter() - begin
        taken: dict[str, list[float]] = {"its article": [], "its person": []}
        for number in range(rounds):
            time.sleep(3)
            word = f"zebra{number}"
            file = place.edit(word)
            begin = time.perf_counter()
            for name, path in (
                ("its article", f"articles/{file.stem}/"),
                ("its person", f"people/{place.person}/"),
            ):
                while word not in _text(address + path):
                    time.sleep(0.02)
                    if time.perf_counter() - begin > 300:
                        break
                taken[name].append(time.perf_counter() - begin)
    medians = {name: f"{statistics.median(times):.2f}" for name, times in taken.items()}
    return {"ready": f"{ready:.1f}", **medians}


def weights(place: Workplace, rounds: int) -> Row:
    """Weigh what readers fetch, as a server sends it: text packed by gzip."""
    del rounds
    words = {"find": "truce"}
    place.dossier("build")
    place.mkdocs("bare.yml")
    index = "search/search_index.json"
    ours, theirs = _packed(place.site / index), _packed(place.folder / "bare" / index)
    pages = [(page.stat().st_size, page) for page in place.site.rglob("*.html")]
    largest, page = max(pages)
    data = json.loads((place.site / "data/dossier.json").read_bytes())
    first, of_person = (
        sum(sent.values()) / 1e3
        for sent in of_first_hit(place.site, words, {**words, "person": place.met_most})
    )
    return {
        "pages": f"{len(pages):,}",
        "files": f"{_count(place.site, '*'):,}",
        "largest page kB": f"{largest / 1e3:.0f}",
        "it is": page.parent.relative_to(place.site).as_posix(),
        "header index kB": f"{ours / 1e3:.0f}",
        "/ Material's": f"{ours / theirs:.3f}",
        "first hit kB": f"{first:.0f}",
        "with a person": f"{of_person:.0f}",
        "entries": f"{len(data['entities']):,}",
    }


@contextlib.contextmanager
def _served(place: Workplace) -> Iterator[str]:
    """Serve a workplace's preview, and give its address when it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}/"
    with (place.folder / "serve.log").open("wb") as log:
        command = [str(BIN / "mkdocs"), "serve", "-a", f"127.0.0.1:{port}"]
        server = subprocess.Popen(command, cwd=place.folder, stdout=log, stderr=log)
        try:
            while "livereload" not in _text(address):
                time.sleep(0.2)
                if server.poll() is not None:
                    raise RuntimeError((place.folder / "serve.log").read_text()[-2_000:])
            yield address
        finally:
            server.terminate()
            server.wait()


def _text(address: str) -> str:
    try:
        with urllib.request.urlopen(address, timeout=600) as answer:
            return str(answer.read().decode())
    except OSError:
        return ""


def _seconds(runs: list[Run]) -> str:
    return f"{median(runs):.1f}"


def _count(folder: Path, pattern: str) -> int:
    return sum(one.is_file() for one in folder.rglob(pattern))


def _packed(file: Path) -> int:
    return len(gzip.compress(file.read_bytes()))
