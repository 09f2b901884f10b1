"""A language in, its catalogue of messages out: `LANGUAGE/LC_MESSAGES/dossier.po`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib import resources
from importlib.resources.abc import Traversable
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

SOURCE_LANGUAGE = "en"
"""The language of the messages in the code, which needs no catalogue."""

_FOLDER = resources.files("generator.texts")


@cache
def languages() -> frozenset[str]:
    """Give the languages in which the interface can speak, as BCP 47 tags."""
    translated = (one.name for one in _FOLDER.iterdir() if _file(one.name).is_file())
    return frozenset({SOURCE_LANGUAGE, *translated})


@cache
def catalogue(language: str) -> Catalog:
    """Read the catalogue of a language, with comments and places."""
    from babel.messages.pofile import read_po  # noqa: PLC0415 - English needs none of it

    with _file(language).open("rb") as file:
        return read_po(file, locale=language.replace("-", "_"), abort_invalid=True)


@cache
def translations_in(language: str) -> NullTranslations:
    """Give the translations of a language, ready to be looked up; of English, the messages."""
    if language == SOURCE_LANGUAGE:
        return NullTranslations()
    from babel.messages.mofile import write_mo  # noqa: PLC0415

    compiled = BytesIO()
    write_mo(compiled, catalogue(language))
    compiled.seek(0)
    return GNUTranslations(compiled)


@dataclass(frozen=True, slots=True)
class ScriptMessages:
    """What the site's scripts need of a catalogue."""

    plural: str
    """The rule for plural forms: an expression of `n` that gives a form's number."""
    forms: Mapping[str, tuple[str, ...]]
    """The translations of each message, one for each plural form where it counts something."""


def script_messages(language: str) -> ScriptMessages:
    """Give the messages that stand in scripts; none for English, which the scripts hold."""
    if language == SOURCE_LANGUAGE:
        return ScriptMessages("n != 1", {})
    read = catalogue(language)
    forms = {
        # The first of the texts that a message counts with is its key.
        message.id if isinstance(message.id, str) else message.id[0]: (
            (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
        )
        for message in read
        if message.id and any(path.endswith(".js") for path, _ in message.locations)
    }
    return ScriptMessages(read.plural_expr, forms)


def _file(language: str) -> Traversable:
    return _FOLDER / language / "LC_MESSAGES" / "dossier.po"
