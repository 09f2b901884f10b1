"""The collector of cyclic garbage is out of the way while a dossier is made, and not after."""

from __future__ import annotations

import gc

import pytest

from generator.garbage import uncollected


def test_nothing_is_collected_inside_and_all_is_as_before_after_it() -> None:
    assert gc.isenabled()
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()


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
