"""The smallest dossier that has something of everything, for tests of what surrounds it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from generator.settings import CACHE

CONFIG = """\
site_name: Small
site_url: https://example.org/small/
theme: {name: material, font: false, features: [content.action.edit]}
plugins: [search, dossier]
not_in_nav: "*"
"""

ARTICLE = """\
---
title: Talks begin
publisher: daily
published: 2016-08-26
---

[Ann Lee](person:ann-lee) arrived in the morning.

She spoke for an hour.
"""

FILES = {
    "articles/first.md": ARTICLE,
    "people/ann-lee.md": "---\nname: Ann Lee\n---\n",
    "organizations/daily.md": "---\nname: The Daily\nkind: media\n---\n",
}

MISTAKE = "\n[Somebody](person:nobody) was there too.\n"
"""What makes any text an error when it is added: line 11 of the article, column 19."""


def small_dossier(folder: Path, config: str = CONFIG) -> Path:
    """Write the dossier into a folder."""
    (folder / "docs/assets").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    for path, text in FILES.items():
        file = folder / "sources" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def environment(**changes: str) -> dict[str, str]:
    """Give an environment in which no CI system and no terminal is to be seen."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("GITHUB_", "CI_", "SOURCE_DATE")) and name != "FORCE_COLOR"
    }
    return {**kept, "NO_MKDOCS_2_WARNING": "1", **changes}


def run(module: str, *arguments: str, at: Path, **changes: str) -> subprocess.CompletedProcess[str]:
    """Run `python -m module` in a folder, and give what it printed."""
    return subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=at,
        env=environment(**changes),
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def dossier(*arguments: str, at: Path, **changes: str) -> subprocess.CompletedProcess[str]:
    """Run the command line in a folder."""
    return run("generator", *arguments, at=at, **changes)


def tree(folder: Path) -> dict[str, bytes]:
    """Give every file below a folder, the cache aside."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and CACHE not in path.parts
    }
