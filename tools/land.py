"""The land of Natural Earth in, `generator/geometry/land-*.txt` out.

Run once, and again only for a new edition: `.venv/bin/python tools/land.py`. It needs npm.

The npm package `world-atlas` carries Natural Earth's land as TopoJSON. Only its land is taken,
never its countries. The lines are thinned by Douglas and Peucker's algorithm, since no picture here
shows what is smaller than a kilometre.
"""

from __future__ import annotations

import json
import math
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import Any

PACKAGE = "world-atlas@2.0.2"
TARGET = Path(__file__).parent.parent / "generator/geometry"
LEVELS = {"110m": 0.0, "10m": 0.01}
"""Natural Earth's scales, and the degrees by which a line may be moved when it is thinned."""

WORLD = 360
PER_DEGREE = 100
LARGE = 32
OFFSET = 63
CORNERS = 3

HEAD = """\
# Land, Natural Earth 4.1.0, 1:{scale} (naturalearthdata.com), in the public domain.
# One ring a line: degrees east and north in turn, times 100, each the difference from the last,
# in Google's encoded polyline format. Made by tools/land.py from the npm package {package}.
"""

Point = tuple[float, float]


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        packed = subprocess.run(
            ["npm", "pack", "--silent", PACKAGE],
            cwd=folder,
            check=True,
            capture_output=True,
            encoding="utf-8",
        ).stdout.strip()
        with tarfile.open(Path(folder, packed.splitlines()[-1])) as archive:
            for scale, tolerance in LEVELS.items():
                file = archive.extractfile(f"package/land-{scale}.json")
                assert file
                lines = [encoded(thinned(ring, tolerance)) for ring in rings(json.load(file))]
                head = HEAD.format(scale=scale, package=PACKAGE)
                text = head + "".join(f"{line}\n" for line in lines if line)
                (TARGET / f"land-{scale}.txt").write_text(text, encoding="ascii")
                print(f"land-{scale}.txt: {len(lines)} rings, {len(text):,} bytes")


def rings(topology: Any) -> list[list[Point]]:
    """Join the arcs of a TopoJSON file into rings."""
    arcs = [points(arc, topology["transform"]) for arc in topology["arcs"]]
    found = []
    for geometry in topology["objects"]["land"]["geometries"]:
        for polygon in geometry["arcs"]:
            for ring in polygon:
                joined: list[Point] = []
                for number in ring:
                    arc = arcs[number] if number >= 0 else arcs[~number][::-1]
                    joined += arc[1:] if joined else arc
                found.append(unrolled(joined))
    return found


def unrolled(ring: list[Point]) -> list[Point]:
    """Let longitudes run on where a ring crosses the date line, instead of jumping back.

    Antarctica's ring goes round the world, and is closed along the pole.
    """
    points = [ring[0]]
    for x, y in ring[1:]:
        turns = round((points[-1][0] - x) / WORLD)
        points.append((x + WORLD * turns, y))
    if abs(points[-1][0] - points[0][0]) > WORLD / 2:
        points += [(points[-1][0], -90.0), (points[0][0], -90.0), points[0]]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    turns = round((west + east) / 2 / WORLD)
    return [(x - WORLD * turns, y) for x, y in points]


def points(arc: list[list[int]], transform: Any) -> list[Point]:
    """Undo the differences and the quantization of an arc."""
    (scale_x, scale_y), (left, low) = transform["scale"], transform["translate"]
    x = y = 0
    given = []
    for step_x, step_y in arc:
        x, y = x + step_x, y + step_y
        given.append((x * scale_x + left, y * scale_y + low))
    return given


def thinned(ring: list[Point], tolerance: float) -> list[Point]:
    """Leave out points that lie within some degrees of the line between those that stay."""
    if not tolerance:
        return ring
    kept = {0, len(ring) - 1}
    open_stretches = [(0, len(ring) - 1)]
    while open_stretches:
        first, last = open_stretches.pop()
        distance, furthest = max(
            ((off_line(ring[n], ring[first], ring[last]), n) for n in range(first + 1, last)),
            default=(0.0, 0),
        )
        if distance > tolerance:
            kept.add(furthest)
            open_stretches += [(first, furthest), (furthest, last)]
    return [ring[number] for number in sorted(kept)]


def off_line(point: Point, start: Point, end: Point) -> float:
    """Give how far a point lies from the line through two others, in degrees of latitude."""
    narrow = math.cos(math.radians((start[1] + end[1]) / 2))
    along_x, along_y = (end[0] - start[0]) * narrow, end[1] - start[1]
    off_x, off_y = (point[0] - start[0]) * narrow, point[1] - start[1]
    length = math.hypot(along_x, along_y)
    return abs(off_x * along_y - off_y * along_x) / length if length else math.hypot(off_x, off_y)


def encoded(ring: list[Point]) -> str:
    """Write a ring; nothing for one that is too small to have an area."""
    rounded = [(round(x * PER_DEGREE), round(y * PER_DEGREE)) for x, y in ring]
    steps = [one for one, before in zip(rounded, [None, *rounded], strict=False) if one != before]
    if len(set(steps)) < CORNERS:
        return ""
    written = ""
    last_x = last_y = 0
    for x, y in steps:
        written += encoded_number(x - last_x) + encoded_number(y - last_y)
        last_x, last_y = x, y
    return written


def encoded_number(number: int) -> str:
    """Write a number in groups of five bits, the lowest first, the sign lowest of all."""
    bits = ~(number << 1) if number < 0 else number << 1
    written = ""
    while bits >= LARGE:
        written += chr((LARGE | (bits & (LARGE - 1))) + OFFSET)
        bits >>= 5
    return written + chr(bits + OFFSET)


if __name__ == "__main__":
    main()
