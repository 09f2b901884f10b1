"""The package in, a copy of it that also speaks a language written from right to left out.

No such language has a catalogue yet. This one says every text of the interface in letters that run
from the right, so that pages look as they would: each Latin letter is replaced by a Hebrew one.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from string import ascii_lowercase

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from sites import ROOT

LANGUAGE = "he"

_LETTERS = str.maketrans({one: chr(0x5D0 + at) for at, one in enumerate(ascii_lowercase)})
_GAP = re.compile(r"(\{\w+\}|<[^>]*>)")


def mirrored(words: str) -> str:
    """Say a text in other letters; its gaps stay."""
    return "".join(
        piece if at % 2 else piece.lower().translate(_LETTERS)
        for at, piece in enumerate(_GAP.split(words))
    )


def mirrored_package(folder: Path) -> Path:
    """Copy the package into a folder, with one more catalogue; give that folder."""
    package = folder / "generator"
    shutil.copytree(ROOT / "generator", package, ignore=shutil.ignore_patterns("__pycache__"))
    with (package / "texts/dossier.pot").open("rb") as file:
        template = read_po(file)
    catalogue = Catalog(locale=LANGUAGE)
    for message in template:
        if message.id:
            said = _in_all_forms(message.id, catalogue.num_plurals)
            catalogue.add(message.id, said, message.locations, context=message.context)
    po = package / "texts" / LANGUAGE / "LC_MESSAGES/dossier.po"
    po.parent.mkdir(parents=True)
    with po.open("wb") as file:
        write_po(file, catalogue)
    return folder


def _in_all_forms(message: str | Sequence[str], forms: int) -> str | tuple[str, ...]:
    if isinstance(message, str):
        return mirrored(message)
    one, many = message
    return (mirrored(one), *[mirrored(many)] * (forms - 1))
