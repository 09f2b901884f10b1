"""Which room may know which: the order of the house, held."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "generator"

MODULES = {
    ".".join(("generator", *file.relative_to(ROOT).with_suffix("").parts)).removesuffix(
        ".__init__"
    ): file
    for file in sorted(ROOT.rglob("*.py"))
}


def imports_of(file: Path, name: str) -> set[str]:
    """Give the full name of every module that a file imports, at any depth of the file."""
    package = name if file.name == "__init__.py" else name.rpartition(".")[0]
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parts = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join((*parts, base)).rstrip(".")
            for alias in node.names:
                inner = f"{base}.{alias.name}"
                found.add(inner if inner in MODULES else base)
    return found


IMPORTS = {name: imports_of(file, name) for name, file in MODULES.items()}

OWNED = {
    "mkdocs": {
        "generator.plugin",
        "generator.host",
        "generator.site.files",
        "generator.site.frame",
        "generator.site.keys",
        "generator.site.pages",
        "generator.site.preview",
        "generator.site.serving",
        "generator.site.shortcut",
    },
    "watchdog": {"generator.watch", "generator.site.observers", "generator.site.serving"},
    "yaml": {"generator.frontmatter", "generator.yaml_errors", "generator.settings"},
    "markdown_it": {
        "generator.bodies",
        "generator.markup",
        "generator.markup.blocks",
        "generator.markup.destinations",
        "generator.markup.inline",
        "generator.markup.notes",
        "generator.markup.offsets",
        "generator.markup.tables",
        "generator.passages",
        # It puts brackets into a text, and must know where each character of it is written.
        "generator.suggest.visible",
    },
    "edtf": {"generator.dates"},
    "click": {
        "generator.cli",
        "generator.cli_adding",
        "generator.cli_editing",
        "generator.cli_help",
        "generator.cli_import_session",
        "generator.cli_importing",
        "generator.cli_options",
        "generator.cli_review",
        "generator.cli_suggest",
        "generator.report",
        "generator.plugin",
        # They write to a terminal and read keys from it.
        "generator.suggest.listing",
        "generator.suggest.terminal",
    },
    "material": {"generator.site.frame"},
    "markdown": {"generator.site.own_markdown"},
}
"""The rooms that may import a library; whoever else needs what it does asks one of them."""

OUTER = {
    "generator.cli",
    "generator.__main__",
    "generator.console",
    "generator.build",
    "generator.host",
    "generator.plugin",
    "generator.watch",
    "generator.generate",
    "generator.write",
    "generator.report",
}
"""The rooms around the pipeline: it is pure, and knows none of them."""

ORDER = [
    {"generator.cli"},
    {"generator.build"},
    {"generator.host"},
    {"generator.plugin"},
    {"generator.generate"},
    {"generator.pipeline", "generator.write", "generator.report"},
    {"generator.link", "generator.rights"},
    {"generator.dossier"},
    {"generator.model"},
    {"generator.source"},
    {"generator.dates"},
]
"""From the outside in; nobody knows a room further out."""


@pytest.mark.parametrize("library", OWNED)
def test_a_library_is_known_only_in_its_rooms(library: str) -> None:
    users = {
        name
        for name, imported in IMPORTS.items()
        if any(one == library or one.startswith(f"{library}.") for one in imported)
    }
    assert users <= OWNED[library]


def test_the_pipeline_knows_nothing_of_what_surrounds_it() -> None:
    known, waiting = set[str](), ["generator.pipeline"]
    while waiting:
        name = waiting.pop()
        if name not in known:
            known.add(name)
            waiting.extend(IMPORTS.get(name, ()))
    assert known & OUTER == set()
    assert not any(name.partition(".")[0] in {"click", "mkdocs", "rich"} for name in known)


def test_nobody_knows_a_room_further_out() -> None:
    level = {name: number for number, names in enumerate(ORDER) for name in names}
    wrong = {
        (name, one)
        for name, number in level.items()
        for one in IMPORTS[name]
        if level.get(one, number) < number
    }
    assert wrong == set()


def test_the_model_knows_only_sources_and_dates_and_how_they_are_kept() -> None:
    def ours(name: str) -> set[str]:
        return {one for one in IMPORTS[name] if one.startswith("generator")}

    assert ours("generator.source") <= {"generator.codec"}
    assert ours("generator.dates") == set()
    assert ours("generator.codec") <= {"generator.dates"}
    assert ours("generator.model") <= {"generator.source", "generator.dates", "generator.codec"}
    assert ours("generator.urls") <= {"generator.model"}


def test_no_rooms_know_each_other_in_a_circle() -> None:
    done: set[str] = set()

    def visit(name: str, way: tuple[str, ...]) -> None:
        assert name not in way, " -> ".join((*way, name))
        if name in done:
            return
        for one in sorted(IMPORTS[name] & MODULES.keys() - {name}):
            # A package's own parts are one room with it.
            if not one.startswith(f"{name}.") and not name.startswith(f"{one}."):
                visit(one, (*way, name))
        done.add(name)

    for name in sorted(MODULES):
        visit(name, ())
