"""What all pages of a dossier ask for in turn is found once."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

from generator.dossier import Dossier

T = TypeVar("T")


def once_per_dossier(find: Callable[[Dossier], T]) -> Callable[[Dossier], T]:
    """Keep the answer for the dossier that was last asked about.

    A dossier is too large to be compared or hashed; it is the same when it is the same object.
    """

    @lru_cache(maxsize=1)
    def found(key: _Same) -> T:
        return find(key.dossier)

    return lambda dossier: found(_Same(dossier))


class _Same:
    """A dossier as a key: equal to itself alone."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier

    def __hash__(self) -> int:
        return id(self.dossier)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.dossier is other.dossier
