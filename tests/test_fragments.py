"""Long lists cut into parts that stay true: an edit changes the parts that it touches."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.render.fragments import RUN, runs

IDS = st.lists(st.from_regex(r"[a-z0-9-]{1,12}", fullmatch=True), unique=True, max_size=80)


@given(IDS)
def test_runs_are_the_list_in_its_order(ids: list[str]) -> None:
    cut = list(runs(ids))
    assert [id_ for run in cut for id_ in run] == ids
    assert all(cut)


@given(IDS.filter(bool), st.data())
def test_what_comes_or_goes_changes_no_run_but_its_own(ids: list[str], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(ids) - 1))
    without = [*ids[:place], *ids[place + 1 :]]
    before, after = set(runs(ids)), set(runs(without))
    # Where the id ended its run, that and the one behind it become one.
    assert len(before - after) <= 2
    assert len(after - before) <= 1


def test_runs_are_neither_single_nor_endless() -> None:
    ids = [f"outlet-2016-{number:04}" for number in range(4000)]
    cut = list(runs(ids))
    assert len(ids) / RUN / 2 < len(cut) < len(ids) / RUN * 2
    assert max(map(len, cut)) < 20 * RUN
