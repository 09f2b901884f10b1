"""An address in, the machines behind it out, as an executor that parses sources."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager

from generator.diagnostics import Diagnostic
from generator.settings import SettingsError
from generator.source import Location

PATIENCE = 10
"""Seconds to wait for a scheduler that does not answer."""

SCHEMES = ("tcp://", "tls://")


def is_address(workers: str) -> bool:
    """Tell whether what was given for the workers is the address of a cluster."""
    return workers.startswith(SCHEMES)


@contextmanager
def cluster(address: str) -> Iterator[Executor]:
    """Give the workers of a Dask cluster, on which this version of the program is installed.

    A worker that dies on the way loses nothing: its share is done by another one.

    Args:
        address: Of its scheduler: `tcp://HOST:PORT`.

    Raises:
        SettingsError: The extra `cluster` is not installed, or nobody answers.
    """
    try:
        # An optional extra, which takes half a second to load.
        from distributed import Client  # noqa: PLC0415
    except ImportError:
        raise _cannot(
            f"workers at {address} need the package 'distributed'",
            "install dossier[cluster], or give a number of processes",
        ) from None
    try:
        client = Client(address, timeout=PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]
    except OSError as error:
        raise _cannot(
            f"no cluster answers at {address}",
            "start one with `dask scheduler` and `dask worker`, or mend the address",
        ) from error
    with client:
        yield client.get_executor()  # type: ignore[no-untyped-call]


def _cannot(message: str, hint: str) -> SettingsError:
    return SettingsError(Diagnostic(Location.whole_file("--workers"), "no-cluster", message, hint))
