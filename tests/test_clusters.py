"""Parsing is shared over a cluster of machines, and nothing is lost when one of them dies."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import cloudpickle
import pytest
from distributed import LocalCluster
from sites import HARBOUR, ROOT
from small_dossier import tree

from generator import clusters, pipeline
from generator.cli import main
from generator.clusters import cluster
from generator.means import Means
from generator.settings import Settings, SettingsError

pytestmark = pytest.mark.serve


@pytest.fixture(scope="module")
def two_workers() -> Iterator[LocalCluster]:
    with LocalCluster(  # type: ignore[no-untyped-call]
        n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50
    ) as workers:
        yield workers


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "sources"
    shutil.copytree(ROOT / "sources", folder)
    shutil.copytree(HARBOUR, folder, dirs_exist_ok=True)
    return folder


def test_a_cluster_gives_what_one_process_gives(sources: Path, two_workers: LocalCluster) -> None:
    clean = dict(pipeline.produce(sources, Settings()).files)
    means = Means(elsewhere=lambda: cluster(two_workers.scheduler_address))
    assert dict(pipeline.produce(sources, Settings(), means).files) == clean


class Dying(Executor):
    """An executor of which the first worker that is given work is killed at it."""

    def __init__(self, executor: Executor, mark: Path) -> None:
        self.executor = executor
        self.mark = mark

    def submit(self, work: Any, /, *given: Any, **named: Any) -> Future[Any]:
        return self.executor.submit(die_once, self.mark, work, *given, **named)


def die_once(mark: Path, work: Callable[..., object], *given: object) -> object:
    """Be killed, or do the work if another was killed before."""
    try:
        mark.touch(exist_ok=False)
    except FileExistsError:
        return work(*given)
    os.kill(os.getpid(), signal.SIGKILL)
    return None


def test_a_worker_that_is_killed_on_the_way_loses_nothing(
    sources: Path, two_workers: LocalCluster, tmp_path: Path
) -> None:
    clean = dict(pipeline.produce(sources, Settings()).files)
    mark = tmp_path / "killed"
    cloudpickle.register_pickle_by_value(sys.modules[__name__])

    @contextmanager
    def dying() -> Iterator[Executor]:
        with cluster(two_workers.scheduler_address) as executor:
            yield Dying(executor, mark)

    assert dict(pipeline.produce(sources, Settings(), Means(elsewhere=dying)).files) == clean
    assert mark.exists()


def test_an_address_where_nobody_answers_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters, "PATIENCE", 0.5)
    with pytest.raises(SettingsError) as caught, cluster("tcp://127.0.0.1:9"):
        pass
    assert caught.value.finding.message == "no cluster answers at tcp://127.0.0.1:9"


def test_a_missing_package_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(SettingsError) as caught, cluster("tcp://127.0.0.1:9"):
        pass
    assert "dossier[cluster]" in caught.value.finding.hint


def test_the_command_takes_the_address_of_a_cluster(
    sources: Path, two_workers: LocalCluster, tmp_path: Path
) -> None:
    common = ["generate", "-q", "-f", str(ROOT / "mkdocs.yml"), "--sources", str(sources)]
    assert main([*common, "--docs", str(tmp_path / "one" / "docs"), "--workers", "1"]) == 0
    address = two_workers.scheduler_address
    assert main([*common, "--docs", str(tmp_path / "two" / "docs"), "--workers", address]) == 0
    assert tree(tmp_path / "two" / "docs") == tree(tmp_path / "one" / "docs")
