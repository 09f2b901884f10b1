"""The messages of the code, the theme and the scripts in; `dossier.pot` and every `dossier.po` out.

    tools/texts.py            renews the files, and says what is not translated
    tools/texts.py --check    changes nothing; says what it would change, and fails then
    tools/texts.py --add fr   begins a catalogue for a language

A message that is new has no translation in the file; one that nothing uses any more is taken out.
"""

from __future__ import annotations

import argparse
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "generator"
TEXTS = PACKAGE / "texts"
TEMPLATE = TEXTS / "dossier.pot"

ROOMS = ("assets", "exports", "pictures", "render", "texts", "theme")
"""The folders whose texts readers of a site see; all others speak to its editors."""

COUNTING: dict[str, Any] = {"ngettext": (1, 2), "nnoop": (1, 2)}
KEYWORDS: dict[str, dict[str, Any]] = {
    "python": {"gettext": None, "say": None, "noop": None, "pgettext": ((1, "c"), 2), **COUNTING},
    "javascript": {"gettext": None, **COUNTING},
    "jinja2.ext:babel_extract": {"dossier_text": None},
}
"""What takes a message, and where among its arguments; `say` is short for `texts.gettext`."""

READ_BY = {".py": "python", ".js": "javascript", ".html": "jinja2.ext:babel_extract"}

COMMENTS = ("Translators:",)

HEADER = ("Language", "Plural-Forms", "MIME-Version", "Content-Type", "Content-Transfer-Encoding")
"""What the head of a catalogue says: no dates, names and versions, which git knows better."""


def template() -> Catalog:
    """Gather every message of the interface."""
    found = Catalog(charset="utf-8", fuzzy=False)
    for path in sorted(path for room in ROOMS for path in (PACKAGE / room).rglob("*")):
        method = READ_BY.get(path.suffix)
        if method is None:
            continue
        with path.open("rb") as file:
            read = extract(method, file, KEYWORDS[method], COMMENTS, strip_comment_tags=True)
            for _, message, comments, context in read:
                place = (path.relative_to(ROOT).as_posix(), 1)
                found.add(message, None, [place], auto_comments=comments, context=context)
    return found


def written(catalogue: Catalog, *, is_template: bool = False) -> bytes:
    """Write a catalogue, with the files that hold a message and without numbers of lines."""
    file = BytesIO()
    write_po(
        file,
        catalogue,
        width=100,
        omit_header=is_template,
        sort_output=True,
        include_lineno=False,
        ignore_obsolete=True,
    )
    head, blank, messages = file.getvalue().decode().partition("\n\n")
    if is_template:
        return file.getvalue()
    kept = [
        line
        for line in head.splitlines()
        if not line.startswith(("#", '"')) or line.startswith(tuple(f'"{name}:' for name in HEADER))
    ]
    return ("\n".join(kept) + blank + messages).encode()


def renewed(path: Path, messages: Catalog) -> Catalog:
    """Give a language's catalogue with exactly the messages that there are."""
    language = path.parts[-3]
    with path.open("rb") as file:
        catalogue = read_po(file, locale=language.replace("-", "_"), abort_invalid=True)
    catalogue.update(messages, no_fuzzy_matching=True, update_creation_date=False)
    return catalogue


def untranslated(catalogue: Catalog) -> list[Message]:
    """Give the messages without a translation."""
    return [one for one in catalogue if one.id and not all(translations(one))]


def translations(message: Message) -> tuple[str, ...]:
    """Give what a message is translated by: one text, or one for each plural form."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ("",))


def begin(language: str) -> None:
    """Write an empty catalogue for a language."""
    path = TEXTS / language / "LC_MESSAGES" / "dossier.po"
    path.parent.mkdir(parents=True)
    path.write_bytes(written(Catalog(locale=language.replace("-", "_"), project="Dossier")))


def main() -> int:
    """Renew or check the files."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--check", action="store_true")
    options.add_argument("--add", metavar="LANGUAGE")
    asked = options.parse_args()
    if asked.add:
        begin(asked.add)
    messages = template()
    wanted = {TEMPLATE: written(messages, is_template=True)}
    failed = False
    for path in sorted(TEXTS.glob("*/LC_MESSAGES/dossier.po")):
        catalogue = renewed(path, messages)
        wanted[path] = written(catalogue)
        for message in untranslated(catalogue):
            failed = True
            print(f"{path.relative_to(ROOT)}: not translated: {message.id!r}")
    for path, content in wanted.items():
        if not path.exists() or path.read_bytes() != content:
            failed = failed or asked.check
            print(f"{path.relative_to(ROOT)}: {'is out of date' if asked.check else 'renewed'}")
            if not asked.check:
                path.write_bytes(content)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
