"""The command line for help while typing: snippets, schemas and a form."""

from __future__ import annotations

from pathlib import Path

import click

from generator.editors.forms import forms as decap_config
from generator.editors.schemas import schema_files
from generator.editors.snippets import snippets as code_snippets
from generator.parse import parse
from generator.read import read_sources
from generator.settings import read_settings

SNIPPETS = Path(".vscode/dossier.code-snippets")


@click.command()
@click.option(
    "-f", "--config", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    default="mkdocs.yml", show_default=True, help="The configuration file.",
)  # fmt: skip
@click.option(
    "--sources", type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder that people write in.",
)  # fmt: skip
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path, allow_dash=True),
    default=SNIPPETS, show_default=True, help="The file to write; - prints it.",
)  # fmt: skip
def snippets(*, config: Path, sources: Path | None, output: Path) -> int:
    """Write snippets for VS Code that complete names to annotations."""
    texts, _ = read_sources(read_settings(config, sources=sources).sources)
    read = [document for document, _ in map(parse, texts) if document]
    _write(output, code_snippets(read))
    return 0


@click.command()
@click.option(
    "-o", "--output", type=click.Path(file_okay=False, path_type=Path),
    default="schemas", show_default=True, help="The folder to write into.",
)  # fmt: skip
def schemas(*, output: Path) -> int:
    """Write a JSON Schema of each kind's front matter."""
    for name, text in schema_files().items():
        _write(output / name, text)
    return 0


@click.command()
@click.option(
    "--repository", metavar="OWNER/NAME", default="OWNER/REPOSITORY", help="It is kept on GitHub."
)
@click.option("--branch", default="main", show_default=True, help="What pull requests are for.")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path, allow_dash=True),
    default="-", help="The file to write; it is printed otherwise.",
)  # fmt: skip
def forms(*, repository: str, branch: str, output: Path) -> int:
    """Write the configuration of a form for colleagues without git (Decap CMS)."""
    _write(output, decap_config(repository, branch))
    return 0


HELP = (snippets, schemas, forms)


def _write(output: Path, text: str) -> None:
    if output == Path("-"):
        click.echo(text, nl=False)
        return
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text(text, encoding="utf-8")
    click.echo(f"{output} written")
