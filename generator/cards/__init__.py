"""The words of a social card in, its picture out, in the letters of open fonts that come along.

Nothing is asked of the machine: neither its fonts, nor its libraries for text. So the same words
give the same picture everywhere; the same bytes, where Pillow was built alike.
"""

from __future__ import annotations

from generator.cards.drawing import HEIGHT, WIDTH, draw
from generator.cards.typesetting import can_set

__all__ = ["HEIGHT", "WIDTH", "can_set", "draw"]
