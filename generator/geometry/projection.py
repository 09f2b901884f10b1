"""Degrees in, places on a page out.

Two projections, both plain to read:

- Mercator, for parts of the world: shapes and directions are right, so that a coast looks as
  readers know it. What lies nearer to a pole is drawn larger: a scale bar holds for one latitude.
- The plate carrée, true along one latitude, for the whole world and for what lies near a pole.

Longitudes run on beyond 180 degrees, so that a window can lie across the date line.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

LAST_LATITUDE = 78.0
"""Beyond it, Mercator's map is all distance and no place."""

WORLD = 360.0

KM_PER_DEGREE = 111.195
"""Length of a degree of latitude on a sphere of the Earth's mean radius (6,371 km)."""


class Window(NamedTuple):
    """A part of the world, in degrees; `east` may be beyond 180 where it lies across that line."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, latitude: float, longitude: float) -> bool:
        """Tell whether a place lies in it."""
        within = (longitude - self.west) % WORLD <= self.east - self.west
        return within and self.south <= latitude <= self.north


@dataclass(frozen=True, slots=True)
class Projection:
    """A window of the world on a frame of a page."""

    width: float
    """Of the frame, in the picture's units; so are all lengths on the page."""
    height: float
    scale: float
    """Units for one degree of longitude."""
    latitude: float
    """In the middle of the frame."""
    longitude: float
    true_at: float | None = None
    """The latitude along which the plate carrée is true; None for Mercator."""

    def at(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Give where a place stands in the frame, counted from its upper left corner."""
        east = (longitude - self.longitude + WORLD / 2) % WORLD - WORLD / 2
        return self.x_of(self.longitude + east), self.y_of(latitude)

    def x_of(self, longitude: float) -> float:
        """Give the way from the left for a longitude that is counted as the window's are."""
        return self.width / 2 + (longitude - self.longitude) * self.scale

    def y_of(self, latitude: float) -> float:
        """Give the way from the top."""
        return self.height / 2 - (self._rise(latitude) - self._rise(self.latitude)) * self.scale

    def placed(self, points: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
        """Give where points stand, which are longitudes and latitudes: `x_of` and `y_of` of each.

        A coast has thousands of points, so that what is the same for all of them is found once.
        """
        middle, across, up = self._rise(self.latitude), self.width / 2, self.height / 2
        longitude, scale, rise = self.longitude, self.scale, self._rise
        return [
            (across + (east - longitude) * scale, up - (rise(north) - middle) * scale)
            for east, north in points
        ]

    @property
    def window(self) -> Window:
        """The part of the world that fills the frame."""
        half = self.width / 2 / self.scale
        middle, room = self._rise(self.latitude), self.height / 2 / self.scale
        return Window(
            self.longitude - half,
            self._latitude(middle - room),
            self.longitude + half,
            self._latitude(middle + room),
        )

    @property
    def units_per_km(self) -> float:
        """Units for one kilometre from west to east: at the middle, or where the map is true."""
        at = self.latitude if self.true_at is None else self.true_at
        return self.scale / (KM_PER_DEGREE * _narrow(at))

    def _rise(self, latitude: float) -> float:
        """Give how high a latitude stands above the equator, in degrees of longitude."""
        if self.true_at is not None:
            return latitude / _narrow(self.true_at)
        return math.degrees(math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2)))

    def _latitude(self, rise: float) -> float:
        if self.true_at is not None:
            return rise * _narrow(self.true_at)
        return math.degrees(2 * math.atan(math.exp(math.radians(rise)))) - 90


def _narrow(latitude: float) -> float:
    """Give the length of a degree of longitude, in degrees of latitude; never quite nothing."""
    return max(math.cos(math.radians(latitude)), 0.1)


def world(width: float) -> Projection:
    """Give the inhabited world for a frame of that width, true at 35 degrees."""
    south, north, true_at = -56.0, 76.0, 35.0
    scale = width / WORLD
    height = (north - south) / _narrow(true_at) * scale
    return Projection(width, height, scale, (south + north) / 2, 11.0, true_at)


def around(
    places: Sequence[tuple[float, float]],
    width: float,
    height: float,
    *,
    margin: float,
    least: float,
) -> Projection:
    """Give the largest scale at which all places stand in a frame.

    Args:
        places: Latitude and longitude of each, at least one.
        width: Of the frame.
        height: Of the frame.
        margin: The room to be kept between places and frame.
        least: The degrees of latitude that the frame is to show at least, from south to north.
    """
    west, east = _span(sorted(longitude % WORLD for _, longitude in places))
    south = min(latitude for latitude, _ in places)
    north = max(latitude for latitude, _ in places)
    middle = (south + north) / 2
    polar = max(abs(south), abs(north)) > LAST_LATITUDE
    longitude = ((west + east) / 2 + WORLD / 2) % WORLD - WORLD / 2
    plain = Projection(width, height, 1, middle, longitude, middle if polar else None)
    low, high = plain._rise(south), plain._rise(north)  # noqa: SLF001
    across, up = max(east - west, 1e-9), max(high - low, 1e-9)
    scale = min(
        (width - 2 * margin) / across,
        (height - 2 * margin) / up,
        height * _narrow(middle) / least,
        # The world is shown once.
    )
    scale = max(scale, width / WORLD)
    return Projection(
        width,
        height,
        scale,
        plain._latitude((low + high) / 2),  # noqa: SLF001
        longitude,
        plain.true_at,
    )


def _span(longitudes: Sequence[float]) -> tuple[float, float]:
    """Give the shortest stretch that holds all longitudes: the widest gap is left out."""
    following = [*longitudes[1:], longitudes[0] + WORLD]
    gap, number = max(
        (after - before, -place)
        for place, (before, after) in enumerate(zip(longitudes, following, strict=True))
    )
    east = longitudes[-number]
    return east - (WORLD - gap), east
