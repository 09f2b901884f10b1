"""A place on the globe in, the words for it out: `33.51° N, 36.29° E`."""

from __future__ import annotations

from decimal import Decimal

from generator.texts.interface import Texts


def coordinates(texts: Texts, latitude: float, longitude: float) -> str:
    """Say where a place is, to the hundredth of a degree."""
    return texts.gettext(
        "{latitude}, {longitude}",
        latitude=parallel(texts, latitude, 2),
        longitude=meridian(texts, longitude, 2),
    )


def parallel(texts: Texts, latitude: float, digits: int | None = None) -> str:
    """Say a latitude.

    Args:
        texts: The texts.
        latitude: In degrees, north of the equator.
        digits: How many follow the decimal sign; as many as are needed, where it is None.
    """
    degrees = _degrees(texts, latitude, digits)
    if not latitude:
        return texts.gettext("{degrees}°", degrees=degrees)
    if latitude > 0:
        return texts.pgettext("north", "{degrees}°\N{NO-BREAK SPACE}N", degrees=degrees)
    return texts.pgettext("south", "{degrees}°\N{NO-BREAK SPACE}S", degrees=degrees)


def meridian(texts: Texts, longitude: float, digits: int | None = None) -> str:
    """Say a longitude, in degrees east of Greenwich; see `parallel`."""
    degrees = _degrees(texts, longitude, digits)
    if longitude in {0, 180, -180}:
        return texts.gettext("{degrees}°", degrees=degrees)
    if longitude > 0:
        return texts.pgettext("east", "{degrees}°\N{NO-BREAK SPACE}E", degrees=degrees)
    return texts.pgettext("west", "{degrees}°\N{NO-BREAK SPACE}W", degrees=degrees)


def _degrees(texts: Texts, value: float, digits: int | None) -> str:
    return texts.number(Decimal(f"{abs(value):g}" if digits is None else str(abs(value))), digits)
