"""`python -m benchmarks`: make dossiers of several sizes, put them to work, print tables.

make bench                                # what takes some minutes
make bench ARGS="--sizes 1000,5000 --only generating,previewing --rounds 1"
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from benchmarks import stages
from benchmarks.stages import Row
from benchmarks.workplace import Workplace

TABLES = ("builds", "second", "generating", "previewing", "weights")


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description="Measure what working with a dossier takes.")
    options.add_argument("--sizes", default="100,1000", help="numbers of articles")
    options.add_argument("--rounds", type=int, default=3, help="runs of each, made in turn")
    options.add_argument("--only", default=",".join(TABLES), help="the tables to print")
    options.add_argument("--zensical", default="", help="the program of Zensical to compare with")
    given = options.parse_args()
    measures: Mapping[str, Callable[[Workplace, int], Row]] = {
        "builds": partial(stages.builds, zensical=given.zensical),
        "second": stages.second,
        "generating": stages.generating,
        "previewing": stages.previewing,
        "weights": stages.weights,
    }
    for name in given.only.split(","):
        print(f"\n{name}: seconds where nothing else is said, median of {given.rounds}")
        for place, size in enumerate(map(int, given.sizes.split(","))):
            with tempfile.TemporaryDirectory() as folder:
                row = measures[name](Workplace(Path(folder), size), given.rounds)
            cells = {"articles": f"{size:,}", **row}
            widths = [max(len(column), len(cell), 7) for column, cell in cells.items()]
            if not place:
                print("  ".join(f"{one:>{n}}" for one, n in zip(cells, widths, strict=True)))
            shown = zip(cells.values(), widths, strict=True)
            print("  ".join(f"{one:>{n}}" for one, n in shown), flush=True)


if __name__ == "__main__":
    main()
