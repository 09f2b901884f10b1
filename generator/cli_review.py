"""The command line of reviewers: `dossier diff`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.settings import read_settings

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
        from generator.report import plain  # noqa: PLC0415

        hint = f"\n  hint: {error.hint}" if error.hint else ""
        return cls(f"{plain(str(error))}{hint}")


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
    from generator.review.comment import comment  # noqa: PLC0415
    from generator.review.compare import compare  # noqa: PLC0415
    from generator.review.data import as_json  # noqa: PLC0415
    from generator.review.repository import RepositoryError  # noqa: PLC0415
    from generator.review.states import WORKING_TREE, states  # noqa: PLC0415

    try:
        before, after = states(read_settings(config, sources=sources), base, head)
    except RepositoryError as error:
        raise GitProblem.of(error) from error
    changes = compare(before, after, base, head or WORKING_TREE)
    text = as_json(changes) if form == "json" else comment(changes).rstrip("\n")
    if output:
        output.write_text(f"{text}\n", encoding="utf-8")
    else:
        click.echo(text)
    # What cannot be read is said, but what is said of the rest holds.
    return int(bool(changes.unread_after))
