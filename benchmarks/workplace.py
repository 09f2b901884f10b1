"""A size in, a folder out in which a dossier of that size is generated, built and served."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.dossiers import Size, write_dossier
from benchmarks.measure import Run, run

BIN = Path(sys.executable).parent
CONFIG = Path(__file__).parent.parent / "mkdocs.yml"
PLUGIN = "  - dossier:"
BARE, ALL = (("site_dir: site", f"site_dir: {name}") for name in ("bare", "all"))


class Workplace:
    """A folder with a dossier in it, laid out as any dossier is."""

    def __init__(self, folder: Path, articles: int) -> None:
        """Write the sources and the configurations into an empty folder."""
        os.environ["NO_MKDOCS_2_WARNING"] = "1"
        self.folder = folder
        self.docs, self.site = folder / "docs", folder / "site"
        write_dossier(folder / "sources", Size(articles))
        self.docs.mkdir()
        self.person = f"person-{Size(articles).people - 1}"
        """Somebody whom few articles name."""
        self.met_most = "Person Ba"
        """The name of somebody whom nearly all do."""
        self.articles = sorted((folder / "sources/articles").glob("*.md"))
        self._edits = 0
        text = CONFIG.read_text(encoding="utf-8")
        bare = _without(text, PLUGIN)
        for name, content in (
            ("mkdocs.yml", text),
            ("bare.yml", bare.replace(*BARE)),
            ("all.yml", _without(_without(bare, "nav:"), "not_in_nav:").replace(*ALL)),
        ):
            (folder / name).write_text(content, encoding="utf-8")

    def clean(self) -> None:
        """Put aside all that was made of the sources, and the cache."""
        self._put_aside(self.docs, self.site, self.folder / ".dossier-cache")
        self.docs.mkdir()

    def _put_aside(self, *made: Path) -> None:
        """Let folders be made from nothing, by moving them away.

        To remove them would slow down whoever comes next: for minutes, ext4 gives away no inode of
        a file that was deleted, and to make a new file it walks past all of these.
        """
        aside = Path(tempfile.mkdtemp(prefix="made-", dir=self.folder))
        for path in made:
            if path.exists():
                path.rename(aside / path.name)

    def edit(self, words: str = "One more sentence.") -> Path:
        """Add a paragraph with a name in it to an article in the middle; give its file."""
        self._edits += 1
        file = self.articles[len(self.articles) // 2 + self._edits]
        with file.open("a", encoding="utf-8") as article:
            article.write(f"\n{words} [Somebody](person:{self.person}) heard of it.\n")
        return file

    def dossier(self, command: str, *options: str) -> Run:
        """Run `dossier COMMAND` in the folder."""
        return run([str(BIN / "dossier"), command, "-q", *options], self.folder)

    def mkdocs(self, config: str) -> Run:
        """Run MkDocs alone on the pages, with another configuration."""
        return self._theirs([str(BIN / "mkdocs"), "build", "-q"], config)

    def zensical(self, program: str) -> Run:
        """Run Zensical on the pages, with the configuration of MkDocs without the plugin."""
        return self._theirs([program, "build"], "bare.yml")

    def _theirs(self, command: Sequence[str], config: str) -> Run:
        self._put_aside(self.folder / config.removesuffix(".yml"))
        return run([*command, "-f", config], self.folder)


def _without(text: str, first: str) -> str:
    """Leave out of a configuration what begins with a line, and all that is indented below it."""
    kept: list[str] = []
    depth = -1
    for line in text.splitlines(keepends=True):
        indent = len(line) - len(line.lstrip())
        if line.startswith(first):
            depth = indent
        elif depth >= 0 and line.strip() and indent <= depth:
            depth = -1
        if depth < 0:
            kept.append(line)
    return "".join(kept)
