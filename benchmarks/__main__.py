"""`python -m benchmarks`: make dossiers of several sizes, build them, print the table.

make bench                                # the sizes that take a few minutes
make bench ARGS="--sizes 100,1000,5000 --rounds 3"
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks.dossiers import Size, write_dossier
from benchmarks.measure import Run, median, ratio, run

CONFIG = Path(__file__).parent.parent / "mkdocs.yml"
BIN = Path(sys.executable).parent
COLUMNS = ("articles", "pages", "check", "generate", "again", "build", "bare mkdocs", "ratio")


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description="Measure the generator and the build.")
    options.add_argument("--sizes", default="100,1000", help="numbers of articles")
    options.add_argument("--rounds", type=int, default=3, help="runs of each, made in turn")
    given = options.parse_args()
    print("seconds, median of", given.rounds, "runs; ratio: build / bare mkdocs, in turn")
    print("".join(f"{column:>13}" for column in COLUMNS))
    for size in given.sizes.split(","):
        with tempfile.TemporaryDirectory() as folder:
            print("".join(f"{cell:>13}" for cell in row(Path(folder), int(size), given.rounds)))


def row(folder: Path, articles: int, rounds: int) -> list[str]:
    """Measure one size.

    Args:
        folder: An empty folder for sources, pages and site.
        articles: How many articles the dossier holds.
        rounds: How often each command is run.
    """
    sources, docs, site = folder / "sources", folder / "docs", folder / "site"
    write_dossier(sources, Size(articles))
    common = ["-q", "-f", str(CONFIG), "--sources", str(sources), "--docs", str(docs)]
    dossier = str(BIN / "dossier")
    bare = folder / "mkdocs.yml"

    def clean() -> None:
        shutil.rmtree(docs, ignore_errors=True)
        shutil.rmtree(site, ignore_errors=True)

    check = [run([dossier, "check", *common]) for _ in range(rounds)]
    generate = [run([dossier, "generate", *common], clean) for _ in range(rounds)]
    again = [run([dossier, "generate", *common]) for _ in range(rounds)]
    pages = sum(1 for _ in docs.rglob("*.md"))
    bare.write_text(bare_config(), encoding="utf-8")
    ours: list[Run] = []
    theirs: list[Run] = []
    for _ in range(rounds):
        ours.append(run([dossier, "build", *common, "--site-dir", str(site)], clean))
        theirs.append(run([str(BIN / "mkdocs"), "build", "-q", "-f", str(bare), "-d", str(site)]))
    times = [f"{median(runs):.2f}" for runs in (check, generate, again, ours, theirs)]
    return [f"{articles:,}", f"{pages:,}", *times, f"{ratio(ours, theirs):.2f}"]


def bare_config() -> str:
    """Give the repository's configuration without the plugin: the very same pages, MkDocs alone."""
    lines = CONFIG.read_text(encoding="utf-8").splitlines(keepends=True)
    kept: list[str] = []
    inside = False
    for line in lines:
        if line.startswith("  - dossier:"):
            inside = True
        elif inside and not line.startswith("      "):
            inside = False
        if not inside:
            kept.append(line)
    return "".join(kept)


if __name__ == "__main__":
    main()
