"""The texts of the interface in, the script out that the site's other scripts take theirs from."""

from __future__ import annotations

import json
from importlib import resources

from generator import urls
from generator.texts import Texts
from generator.texts.catalogues import script_messages

NAME = "texts.js"


def script_texts(texts: Texts) -> dict[str, bytes]:
    """Give the script by its path below `docs/`."""
    functions = (resources.files("generator") / "assets" / NAME).read_text(encoding="utf-8")
    messages = script_messages(texts.language)
    catalogue = (
        f"const DOSSIER_TEXTS = {{ language: {json.dumps(texts.language)}, "
        # gettext writes the rule as C, which is JavaScript too.
        f"plural: (n) => Number({messages.plural}), "
        f"messages: {json.dumps(messages.forms, ensure_ascii=False, sort_keys=True)} }};\n"
    )
    return {f"{urls.ASSETS}/{NAME}": (catalogue + functions).encode()}
