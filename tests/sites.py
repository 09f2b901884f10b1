"""Sources in, a built site out: what the tests and the pictures of whole sites are made from."""

from __future__ import annotations

import contextlib
import fcntl
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from site_reader import Site
from small_dossier import dossier

ROOT = Path(__file__).parent.parent
CONFIG = ROOT / "mkdocs.yml"
ADDRESS = "https://harbour.example.org/dossier/"
"""Where the sites that are made for an address stand; nobody asks it for anything."""
HARBOUR = ROOT / "tests/dossiers/harbour"


def written(files: Mapping[str, str], folder: Path) -> Path:
    """Write sources, given by their paths below `sources/`, and give their folder."""
    sources = folder / "sources"
    sources.mkdir(parents=True, exist_ok=True)
    for path, text in files.items():
        file = sources / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return sources


def built(
    shared: Path, name: str, prepare: Callable[[Path], Path], more: str = "", **environment: str
) -> Site:
    """Build a site, or wait until another process has built it.

    Args:
        shared: The folder that all processes have in common.
        name: The site's own folder there.
        prepare: Takes that folder, and gives the folder of sources.
        more: Lines that this repository's configuration is given.
        environment: Variables of the environment in which it is built.
    """
    folder = shared / name
    with locked(shared / f"{name}.lock"):
        if not (folder / "said").exists():
            folder.mkdir()
            sources = prepare(folder)
            said = build(sources, folder, configured(folder, more), **environment)
            (folder / "said").write_text(f"{sources}\n{said}", encoding="utf-8")
    sources_line, _, failed = (folder / "said").read_text(encoding="utf-8").partition("\n")
    assert not failed, failed
    return Site(folder / "site", Path(sources_line), folder / "docs")


def configured(folder: Path, more: str) -> Path:
    """Give this repository's configuration, with some more lines where there are any."""
    if not more:
        return CONFIG
    config = folder / "mkdocs.yml"
    config.write_text(f"INHERIT: {CONFIG}\n{more}", encoding="utf-8")
    return config


def build(sources: Path, folder: Path, config: Path = CONFIG, /, **environment: str) -> str:
    """Run `dossier build` as a user would, and give what went wrong."""
    answer = dossier(
        "build", "--config", str(config), "--sources", str(sources),
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
