"""Where the time of a run goes, and how far it is."""

from __future__ import annotations

import re
import time

import pytest

from generator.timings import stage, watched


def test_each_stage_is_told_with_its_steps() -> None:
    told: list[tuple[str, int, int]] = []
    with watched(lambda *step: told.append(step)):
        with stage("read"):
            pass
        with stage("parse", 2) as step:
            step()
            step()
        with stage("render", 10) as step:
            step(7)
    assert told == [
        ("read", 0, 0),
        ("parse", 0, 2), ("parse", 1, 2), ("parse", 2, 2),
        ("render", 0, 10), ("render", 7, 10),
    ]  # fmt: skip


def test_a_stage_within_another_is_not_counted_twice() -> None:
    with watched() as timings:
        with stage("pages"):
            time.sleep(0.02)
            with stage("search"):
                time.sleep(0.04)
        with stage("pages"):
            time.sleep(0.02)
    assert timings.seconds["search"] >= 0.04
    assert 0.04 <= timings.seconds["pages"] <= timings.total - timings.seconds["search"] + 1e-6


def test_a_stage_that_fails_is_counted_too() -> None:
    with watched() as timings:
        with pytest.raises(ValueError, match="broken"), stage("parse"):
            raise ValueError("broken")
        with stage("write"):
            pass
    assert list(timings.seconds) == ["parse", "write"]


def test_the_table_gives_seconds_and_shares_that_add_up() -> None:
    with watched() as timings, stage("parse"):
        time.sleep(0.02)
    lines = timings.lines()
    assert [re.split(r"\s{2,}", line)[0] for line in lines] == ["parse", "the rest", "in all"]
    shares = [float(line.split()[-1].rstrip("%")) for line in lines]
    assert shares[-1] == 100
    assert sum(shares[:-1]) == pytest.approx(100, abs=0.2)


def test_where_nobody_watches_a_stage_does_its_work_all_the_same() -> None:
    done = []
    with stage("parse", 1) as step:
        done.append(1)
        step()
    assert done == [1]
