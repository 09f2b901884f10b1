"""What the tests of whole sites share: each is built once, by the process that needs it first."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import browsing
import hypothesis
import pytest
from hostile_cases import write_cases
from large_dossier import write_large_dossier
from mirrored import LANGUAGE, mirrored_package
from sites import ADDRESS, HARBOUR, ROOT, built, locked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser
    from playwright.sync_api import Page as Tab
    from site_reader import Site

# Machines are noisy, and no test is about time.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="write what cases give as expected")


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of this run have in common."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def repository(shared_folder: Path) -> Site:
    """The site of this repository's own sources."""
    return built(shared_folder, "repository", lambda _: ROOT / "sources")


@pytest.fixture(scope="session")
def harbour(shared_folder: Path) -> Site:
    """The site of an invented dossier that the generator was not made for."""
    return built(shared_folder, "harbour", lambda _: HARBOUR)


@pytest.fixture(scope="session")
def published(shared_folder: Path) -> Site:
    """The same, built for the address at which it is published."""
    return built(shared_folder, "published", lambda _: HARBOUR, f"site_url: {ADDRESS}\n")


@pytest.fixture(scope="session")
def german(shared_folder: Path) -> Site:
    """The same, with an interface in German."""
    more = (ROOT / "tests/dossiers/german.yml").read_text(encoding="utf-8")
    return built(shared_folder, "german", lambda _: HARBOUR, more)


@pytest.fixture(scope="session")
def right_to_left(shared_folder: Path) -> Site:
    """The same, with an interface in letters that run from the right."""
    folder = shared_folder / "mirrored"
    with locked(shared_folder / "mirrored.lock"):
        if not folder.exists():
            mirrored_package(folder)
    more = f"theme: {{language: {LANGUAGE}}}\n"
    return built(shared_folder, "right-to-left", lambda _: HARBOUR, more, PYTHONPATH=str(folder))


@pytest.fixture(scope="session")
def large(shared_folder: Path) -> Site:
    """The site of a dossier whose longest pages go on to numbered ones."""
    return built(
        shared_folder,
        "large-site",
        lambda folder: write_large_dossier(
            folder / "sources", articles=12, mentions=600, people=400
        ),
    )


@pytest.fixture(scope="session")
def cases(shared_folder: Path) -> Site:
    """The site of every hostile or awkward case that is accepted, one page each."""
    return built(shared_folder, "cases", write_cases)


@pytest.fixture(scope="session", params=["repository", "harbour"])
def site(request: pytest.FixtureRequest) -> Site:
    """Each of the two whole sites."""
    chosen: Site = request.getfixturevalue(request.param)
    return chosen


# --- A browser, and what it visits ---------------------------------------------------------------


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium."""
    with browsing.chromium() as browser:
        yield browser


@pytest.fixture(
    params=[(window, script) for window in browsing.WINDOWS for script in (True, False)],
    ids=lambda one: f"{one[0]}-{'with' if one[1] else 'without'}-scripts",
)
def reader(
    request: pytest.FixtureRequest,
    browser: Browser,
    repository: Site,
    serve: Callable[[Site], str],
) -> Iterator[Tab]:
    """A reader's tab on this repository's site, at each width, with and without scripts."""
    window, script = request.param
    context = browser.new_context(
        viewport=browsing.WINDOWS[window],
        java_script_enabled=script,
        base_url=serve(repository),
        reduced_motion="reduce",
    )
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Site], str]]:
    """Give the address of a site, served on this machine."""
    with browsing.serving() as serve:
        yield serve
