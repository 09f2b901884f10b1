"""A site of pages that are written by hand, made as those of a dossier are: to try what goes wrong.

As a program it makes the site in a process of its own, which may be forked, and prints what MkDocs
says: `python plain_site.py FOLDER WORKERS CACHE_MEGABYTES SITE`.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from mkdocs.structure.pages import Page
from small_dossier import environment, tree

from generator.settings import Settings
from generator.site.pages import NAME, SitePages

CONFIG = """\
site_name: Plain
theme: {name: mkdocs}
nav: [Home: index.md, About: about.md]
not_in_nav: "*"
plugins: []
markdown_extensions: [attr_list]
validation: {links: {anchors: warn}}
"""


def plain_site(folder: Path, pages: int = 9, config: str = CONFIG) -> Path:
    """Write pages that link to one another in a ring, each to an anchor of the next."""
    (folder / "docs").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(config)
    (folder / "docs/index.md").write_text("---\ntitle: Home\n---\n\n# Home\n\n[One](p0.md)\n")
    (folder / "docs/about.md").write_text("---\ntitle: About\n---\n\n# About\n")
    for number in range(pages):
        following = (number + 1) % pages
        write(
            folder,
            f"p{number}",
            f"[Next](p{following}.md#here)\n\n## Here {{ #here }}\n\n" + "Words. " * number * 50,
        )
    return folder


def write(folder: Path, name: str, text: str) -> None:
    """Write a page."""
    (folder / f"docs/{name}.md").write_text(f'---\ntitle: "Page {name}"\n---\n\n# {name}\n\n{text}')


class Watched(SitePages):  # type: ignore[no-untyped-call]
    """Says which pages it makes."""

    def on_page_read_source(self, page: Page, **options: object) -> str | None:
        sys.stdout.write(f"rendered {page.file.src_uri}\n")
        sys.stdout.flush()
        return super().on_page_read_source(page, **options)


class Made:
    """A site that a process of its own has made."""

    def __init__(self, process: subprocess.CompletedProcess[str], site: Path) -> None:
        self.code = process.returncode
        self.lines = process.stdout.splitlines()
        """What MkDocs said."""
        self.errors = process.stderr
        self.files = tree(site)

    @property
    def rendered(self) -> list[str]:
        """The pages outside the navigation that any process has made of their Markdown."""
        paths = [line.split()[1] for line in self.lines if line.startswith("rendered")]
        return sorted(path for path in paths if path.startswith("p"))

    @property
    def warnings(self) -> list[str]:
        return [line for line in self.lines if line.startswith("WARNING")]


def made(
    folder: Path, workers: int = 1, megabytes: int = 50, site: str = "site", **changes: str
) -> Made:
    """Make the site in a process of its own."""
    command = [sys.executable, __file__, str(folder), str(workers), str(megabytes), site]
    path = os.pathsep.join(
        [str(folder), str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")]
    )
    process = subprocess.run(
        command,
        env=environment(PYTHONPATH=path, SOURCE_DATE_EPOCH="315532800", **changes),
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    return Made(process, folder / site)


def main(folder: Path, workers: int, megabytes: int, site: str) -> int:
    """Make the site, and print what is said and which pages are rendered."""
    os.environ["CHIEF"] = str(os.getpid())
    logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="%(levelname)s %(message)s")
    settings = Settings(docs=folder / "docs", workers=workers, cache_megabytes=megabytes)
    config = load_config(str(folder / "mkdocs.yml"), site_dir=str(folder / site))
    pages = Watched(settings)
    paths = (path.name for path in (folder / "docs").glob("*.md"))
    pages.heads = {path: {"title": path} for path in paths}
    config.plugins[NAME] = pages
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build(config)
    except Abort:
        return 1
    finally:
        config.plugins.on_shutdown()
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]))
