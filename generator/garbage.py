"""The collector of cyclic garbage, kept from a run that makes none."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator


@contextlib.contextmanager
def uncollected() -> Iterator[None]:
    """Keep the collector of cyclic garbage from looking for any.

    Records refer to each other by id, so there are no cycles among them: reference counting frees
    what is done with. The collector would look through millions of living records again and
    again, the longer the more there are, and find nothing; that took a third of the parsing of
    5,000 articles.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
