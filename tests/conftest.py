"""What the tests of whole sites share: each is built once, by the process that needs it first."""

from __future__ import annotations

import contextlib
import fcntl
import functools
import http.server
import os
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hostile_cases import write_cases
from site_reader import Site
from small_dossier import dossier

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser

ROOT = Path(__file__).parent.parent
HARBOUR = ROOT / "tests/dossiers/harbour"
CHROMIUM = "/usr/bin/chromium"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="write what cases give as expected")


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of this run have in common."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


def built(shared: Path, name: str, prepare: Callable[[Path], Path]) -> Site:
    """Build a site, or wait until another process has built it.

    Args:
        shared: The folder that all processes have in common.
        name: The site's own folder there.
        prepare: Takes that folder, and gives the folder of sources.
    """
    folder = shared / name
    with locked(shared / f"{name}.lock"):
        if not (folder / "said").exists():
            folder.mkdir()
            sources = prepare(folder)
            said = build(sources, folder)
            (folder / "said").write_text(f"{sources}\n{said}", encoding="utf-8")
    sources_line, _, failed = (folder / "said").read_text(encoding="utf-8").partition("\n")
    assert not failed, failed
    return Site(folder / "site", Path(sources_line), folder / "docs")


def build(sources: Path, folder: Path, **environment: str) -> str:
    """Run `dossier build` as a user would, and give what went wrong."""
    answer = dossier(
        "build", "--config", str(ROOT / "mkdocs.yml"), "--sources", str(sources),
        "--docs", str(folder / "docs"), "--site-dir", str(folder / "site"),
        at=folder, **environment,
    )  # fmt: skip
    return f"{answer.stdout}\n{answer.stderr}" if answer.returncode else ""


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Keep the other processes out for a while."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session")
def repository(shared_folder: Path) -> Site:
    """The site of this repository's own sources."""
    return built(shared_folder, "repository", lambda _: ROOT / "sources")


@pytest.fixture(scope="session")
def harbour(shared_folder: Path) -> Site:
    """The site of an invented dossier that the generator was not made for."""
    return built(shared_folder, "harbour", lambda _: HARBOUR)


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
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield chromium
        chromium.close()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        pass


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Site], str]]:
    """Give the address of a site, served on this machine."""
    with contextlib.ExitStack() as open_servers:

        @functools.cache
        def address(root: Path) -> str:
            handler = functools.partial(_Quiet, directory=str(root))
            server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
            open_servers.callback(server.server_close)
            open_servers.callback(server.shutdown)
            threading.Thread(target=server.serve_forever, daemon=True).start()
            return f"http://127.0.0.1:{server.server_port}/"

        yield lambda site: address(site.root)
