"""The memory of a run: no garbage is looked for, and what is free goes back to the system."""

from __future__ import annotations

import ctypes
import gc
import subprocess
import sys
import weakref

import pytest

from generator.memory import collect, collect_when_calm, hand_back, uncollected


def test_nothing_is_collected_inside_and_all_is_as_before_after_it() -> None:
    assert gc.isenabled()
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_what_lasts_is_not_looked_through_afterwards() -> None:
    gc.unfreeze()
    try:
        with uncollected(lasting=True):
            made = [[number] for number in range(1000)]
        assert gc.isenabled()
        frozen = gc.get_freeze_count()
        assert frozen >= len(made)
        with uncollected(lasting=True):
            more = [[number] for number in range(1000)]
        assert gc.get_freeze_count() <= frozen, "what others hold may be garbage soon"
        assert len(more) == len(made)
    finally:
        gc.unfreeze()


class Ring:
    """Refers to itself, so that only the collector can free it."""

    def __init__(self) -> None:
        self.itself = self


def test_in_calm_moments_garbage_is_found_and_what_is_left_is_never_looked_at_again() -> None:
    thresholds = gc.get_threshold()
    gc.unfreeze()
    try:
        kept, gone = Ring(), weakref.ref(Ring())
        collect_when_calm()
        assert gone() is None
        assert gc.get_freeze_count()
        assert not any(one is kept for one in gc.get_objects())
        later = [weakref.ref(Ring()) for _ in range(1000)]
        assert all(one() for one in later), "nobody has said that it is calm"
        collect()
        assert not any(one() for one in later)
    finally:
        gc.unfreeze()
        gc.set_threshold(*thresholds)


def test_what_is_broken_off_leaves_all_as_before() -> None:
    @uncollected()
    def broken_off() -> None:
        raise KeyError

    with pytest.raises(KeyError):
        broken_off()
    assert gc.isenabled()


def test_one_stretch_inside_another_does_not_end_it() -> None:
    with uncollected():
        with uncollected():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_who_had_switched_it_off_finds_it_switched_off() -> None:
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


MAPPED = """
import ctypes
from generator.memory import hand_back

class Use(ctypes.Structure):
    _fields_ = [(name, ctypes.c_size_t) for name in (
        "arena", "ordblks", "smblks", "hblks", "hblkhd",
        "usmblks", "fsmblks", "uordblks", "fordblks", "keepcost")]

use = ctypes.CDLL(None).mallinfo2
use.restype = Use
hand_back()
large = bytes(20_000_000)
del large
before = use().hblkhd
block = bytes(1_000_000)
print(use().hblkhd - before >= 1_000_000)
"""
"""Says whether a block that is allocated after a larger one was freed can go back to the system."""


@pytest.mark.skipif(not hasattr(ctypes.CDLL(None), "mallinfo2"), reason="only glibc can be asked")
def test_large_blocks_go_back_to_the_system() -> None:
    said = subprocess.run(
        [sys.executable, "-c", MAPPED], capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == "True"


def test_elsewhere_nothing_is_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda _: object())
    hand_back()


ENDED = """
import atexit, gc
atexit.register(lambda: print(gc.get_freeze_count() > 1000))  # What is registered first runs last.
from generator.cli import main
for _ in range(2):
    main(["--version"])
"""


def test_a_process_that_ends_leaves_what_it_holds_to_the_system() -> None:
    said = subprocess.run([sys.executable, "-c", ENDED], capture_output=True, text=True, check=True)
    assert said.stdout.splitlines()[-1] == "True"
