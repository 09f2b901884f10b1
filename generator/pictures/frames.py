"""The two sizes that a picture is drawn in: the style sheet shows the one that fits."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Frame:
    """How much room a picture has."""

    name: str
    """Also the class by which the style sheet knows it."""
    width: float
    """In units; one is about a pixel where the picture is shown."""

    @property
    def is_narrow(self) -> bool:
        """Whether it is made for a phone held upright."""
        return self.name == "narrow"


WIDE = Frame("wide", 720.0)
NARROW = Frame("narrow", 340.0)
FRAMES = (WIDE, NARROW)
