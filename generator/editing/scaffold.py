"""An empty folder in, a dossier that builds at once out.

What it begins with lies in `generator/templates/dossier/`. A name there that begins with `dot-`
begins with a dot in the dossier: as a hidden file, it would count in this repository too.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from generator.editing import yaml_text

NAME = "SITE_NAME"
"""Stands in the templates for the dossier's name."""

DOT = "dot-"

LEFT_ALONE = frozenset({".git"})
"""What an empty folder may hold: whoever made the repository first has made no dossier yet."""


class NotEmptyError(Exception):
    """There is something in the folder."""


def scaffold(folder: Path, name: str) -> tuple[str, ...]:
    """Make a dossier.

    Args:
        folder: Where; it must be empty, or not there yet.
        name: What the dossier is called.

    Returns:
        The files that were made, as POSIX paths below the folder.

    Raises:
        NotEmptyError: The folder holds something, or is a file.
        OSError: It cannot be written; nothing is left of what was.
    """
    if folder.exists() and (not folder.is_dir() or _held(folder)):
        raise NotEmptyError(str(folder))
    files = template_files(name)
    existed = folder.exists()
    folder.parent.mkdir(parents=True, exist_ok=True)
    staging = (folder if existed else folder.parent) / f".dossier-new-{os.getpid()}"
    staging.mkdir()
    try:
        _write(staging, files)
        _put_in_place(staging, folder, existed=existed)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return tuple(sorted(files))


def template_files(name: str) -> Mapping[str, bytes]:
    """Give the files of a new dossier, by POSIX path."""
    root = resources.files("generator") / "templates" / "dossier"
    return {path: _named(content, name) for path, content in _files(root, "")}


def readable(folder: str) -> str:
    """Give the name of a folder as words: `ceasefire-in-syria` is `Ceasefire in syria`."""
    words = " ".join(folder.replace("-", " ").replace("_", " ").split())
    return words[:1].upper() + words[1:] or "Dossier"


def _held(folder: Path) -> frozenset[str]:
    return frozenset(entry.name for entry in folder.iterdir()) - LEFT_ALONE


def _files(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        name = entry.name.replace(DOT, ".", 1) if entry.name.startswith(DOT) else entry.name
        if entry.is_dir():
            yield from _files(entry, f"{path}{name}/")
        else:
            yield f"{path}{name}", entry.read_bytes()


def _named(content: bytes, name: str) -> bytes:
    """Put the dossier's name where it belongs: as a YAML value, or as plain words."""
    text = content.decode()
    in_yaml = f": {NAME}\n"
    text = text.replace(in_yaml, f": {yaml_text.scalar(name)}\n")
    return text.replace(NAME, name).encode()


def _write(staging: Path, files: Mapping[str, bytes]) -> None:
    for path, content in files.items():
        file = staging / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def _put_in_place(staging: Path, folder: Path, *, existed: bool) -> None:
    if not existed:
        staging.rename(folder)
        return
    moved: list[Path] = []
    try:
        for entry in sorted(staging.iterdir()):
            moved.append(folder / entry.name)
            entry.rename(folder / entry.name)
    except BaseException:
        for entry in moved:
            with suppress(OSError):
                entry.rename(staging / entry.name)
        raise
