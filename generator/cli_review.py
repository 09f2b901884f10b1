"""The command line of reviewers: `dossier diff`, and what `dossier check` tells programs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator import generate
from generator.diagnostics import Diagnostic, in_order
from generator.generate import Outcome
from generator.report import as_json, below, plain
from generator.settings import Settings, read_settings

if TYPE_CHECKING:
    from generator.review.repository import RepositoryError


class GitProblem(click.ClickException):
    """Git cannot give what was asked for."""

    exit_code = 2

    def show(self, file: Any = None) -> None:  # noqa: ARG002 - click's own signature
        """Print it as every other problem is printed."""
        click.echo(f"error: {self.message}", err=True)

    @classmethod
    def of(cls, error: RepositoryError) -> GitProblem:
        """Tell what is wrong, and what to do."""
        hint = f"\n  hint: {error.hint}" if error.hint else ""
        return cls(f"{plain(str(error))}{hint}")


FORMATS = ("text", "json", "github", "sarif", "rdjson")
"""What `dossier check` can print."""


def checked(settings: Settings, *, base: str | None, fixes: bool) -> Outcome:
    """Check the sources, and mend them before, or look back, where that was asked for.

    Args:
        settings: The settings.
        base: A revision, since which permalinks may have moved.
        fixes: True to mend what is beyond doubt.

    Raises:
        GitProblem: The revision cannot be read.
    """
    from generator.mending import with_fixes  # noqa: PLC0415

    outcome = generate.check(settings)
    if fixes:
        outcome = _mended(settings, outcome)
    if base:
        moved = below(settings.sources, _moved_since(settings, base))
        outcome = replace(outcome, found=in_order((*outcome.found, *moved)))
    return replace(outcome, found=with_fixes(outcome.found, outcome.texts))


def formatted(outcome: Outcome, form: str) -> str:
    """Give what was found in a form for programs."""
    from generator.formats.github import as_github  # noqa: PLC0415
    from generator.formats.rdjson import as_rdjson  # noqa: PLC0415
    from generator.formats.sarif import as_sarif  # noqa: PLC0415

    match form:
        case "github":
            return as_github(outcome.found)
        case "sarif":
            return as_sarif(outcome.found)
        case "rdjson":
            return as_rdjson(outcome.found, outcome.texts)
        case _:
            return as_json(outcome.found)


ROUNDS = 3
"""As often is mended: what one correction makes legible may need another."""


def _mended(settings: Settings, outcome: Outcome) -> Outcome:
    from generator.mending import mend, with_fixes  # noqa: PLC0415

    for _ in range(ROUNDS):
        production = outcome.production
        done = mend(settings, with_fixes(production.found, production.texts))
        for line in done.said:
            click.echo(plain(line), err=True)
        if done.found:
            return replace(outcome, found=in_order((*outcome.found, *done.found)))
        if not done.said:
            break
        outcome = generate.check(settings)
    return outcome


def _moved_since(settings: Settings, base: str) -> tuple[Diagnostic, ...]:
    from generator.review.permalinks import moved_permalinks  # noqa: PLC0415
    from generator.review.repository import RepositoryError  # noqa: PLC0415
    from generator.review.states import states  # noqa: PLC0415
    from generator.rules.governing import governed  # noqa: PLC0415

    try:
        before, after = states(settings, base)
    except RepositoryError as error:
        raise GitProblem.of(error) from error
    moved = moved_permalinks(before, after)
    found = governed(moved, after.texts.values(), settings.rules)
    return tuple(one for one in found if one.code == "moved-permalink")


@click.command()
@click.argument("base")
@click.argument("head", required=False)
@click.option(
    "--format", "form", type=click.Choice(["markdown", "json"]), default="markdown",
    show_default=True, help="For a pull request's comment, or for programs.",
)  # fmt: skip
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path),
    help="Write into this file instead.",
)  # fmt: skip
@click.option(
    "-f", "--config", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    default="mkdocs.yml", show_default=True, help="The configuration file.",
)  # fmt: skip
@click.option(
    "--sources", type=click.Path(file_okay=False, path_type=Path),
    help="The folder that people write in.",
)  # fmt: skip
def diff(
    *, base: str, head: str | None, form: str, output: Path | None, config: Path,
    sources: Path | None,
) -> int:  # fmt: skip
    """Say what a change does to the dossier.

    Compared are the commit at which the work parted from BASE, and HEAD; without HEAD, the files
    as they are here.
    """
    # Only this command needs these.
    from generator.review import data  # noqa: PLC0415
    from generator.review.comment import comment  # noqa: PLC0415
    from generator.review.compare import compare  # noqa: PLC0415
    from generator.review.repository import RepositoryError  # noqa: PLC0415
    from generator.review.states import WORKING_TREE, states  # noqa: PLC0415

    try:
        before, after = states(read_settings(config, sources=sources), base, head)
    except RepositoryError as error:
        raise GitProblem.of(error) from error
    changes = compare(before, after, base, head or WORKING_TREE)
    text = data.as_json(changes) if form == "json" else comment(changes).rstrip("\n")
    if output:
        output.write_text(f"{text}\n", encoding="utf-8")
    else:
        click.echo(text)
    # What cannot be read is said, but what is said of the rest holds.
    return int(bool(changes.unread_after))


@click.command()
def rules() -> int:
    """Print the page of all rules."""
    from generator.rules.page import rules_page  # noqa: PLC0415

    click.echo(rules_page(), nl=False)
    return 0
