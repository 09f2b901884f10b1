"""The command line: `dossier check`, `dossier generate`, `dossier build`.

Exit codes: 0 when all is well, 1 with errors (under `--strict` with warnings too), 2 on wrong
usage, 130 when interrupted.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from generator import __version__, generate, report
from generator.cli_editing import EDITING
from generator.cli_help import HELP
from generator.cli_review import FORMATS, checked, diff, formatted, rules
from generator.cli_suggest import suggest
from generator.clusters import is_address
from generator.generate import Outcome
from generator.memory import leave_at_the_end
from generator.settings import Settings, SettingsError, read_settings
from generator.timings import watched
from generator.write import WriteReport

FEW = 20
"""As many changed files are named without being asked."""

Command = TypeVar("Command", bound=Callable[..., int])

FOLDER = click.Path(file_okay=False, path_type=Path)
EXISTING_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
CONFIG_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


def _common(command: Command) -> Callable[..., int]:
    """Give a command the options that all have, and its settings in their place."""

    @click.option(
        "-f", "--config", type=CONFIG_FILE, default="mkdocs.yml", show_default=True,
        help="The configuration file.",
    )  # fmt: skip
    @click.option("--sources", type=EXISTING_FOLDER, help="The folder that people write in.")
    @click.option("--docs", type=FOLDER, help="The folder to generate into.")
    @click.option("-q", "--quiet", is_flag=True, help="Print findings only.")
    @wraps(command)
    def with_settings(
        *, config: Path, sources: Path | None, docs: Path | None, **options: Any
    ) -> int:
        folders = {"sources": sources, "docs": docs, "site_dir": options.pop("site_dir", None)}
        settings = read_settings(config, **folders)
        workers = options.pop("workers", None)
        if isinstance(workers, str):
            settings = replace(settings, cluster=workers)
        elif workers:
            settings = replace(settings, workers=workers)
        if "strict" in options:
            options["strict"] |= settings.strict
        return command(settings, **options)

    return with_settings


class Workers(click.ParamType[int | str]):
    """A number of processes, or the address of a cluster."""

    name = "workers"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> int | str:
        """Read a number or an address."""
        if is_address(str(value)):
            return str(value)
        return click.IntRange(min=1).convert(value, param, ctx)


WORKERS = click.option(
    "--workers", type=Workers(), metavar="N|ADDRESS",
    help="How many processes share the work (by default, as many as there are processors), or "
    "tcp://HOST:PORT of the Dask cluster that parses.",
)  # fmt: skip
TIMINGS = click.option("--timings", is_flag=True, help="Say where the time went.")
STRICT = click.option("--strict", is_flag=True, help="Take warnings for errors.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="dossier")
def commands() -> None:
    """Turn annotated press articles into a cross-linked dossier."""


@commands.command()
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="text",
    show_default=True, help="For people, or for programs.",
)  # fmt: skip
@click.option("--fix", "fixes", is_flag=True, help="First mend what is beyond doubt.")
@click.option("--base", metavar="REV", help="Also find permalinks that moved since then.")
@STRICT
@_common
def check(
    settings: Settings, *, form: str, fixes: bool, base: str | None, strict: bool, quiet: bool
) -> int:
    """Find what is wrong with the sources; write nothing, unless to mend it with --fix."""
    outcome = checked(settings, base=base, fixes=fixes)
    if form != "text":
        click.echo(formatted(outcome, form))
    else:
        _print_findings(outcome, to_stderr=False)
        if not quiet:
            for line in report.rights_account(outcome.production.releases):
                click.echo(report.plain(line))
            click.echo(report.summary(outcome.found, len(outcome.texts)))
    return int(outcome.is_refused(strict=strict))


@commands.command(name="generate")
@click.option("-v", "--verbose", is_flag=True, help="Name every file that changes.")
@WORKERS
@TIMINGS
@_common
def generate_(settings: Settings, *, verbose: bool, timings: bool, quiet: bool) -> int:
    """Turn the sources into the pages and data below docs/."""
    with _watched(timings=timings, quiet=quiet):
        outcome = generate.produce(settings)
        if not outcome.is_refused(strict=False):
            outcome = generate.write_docs(settings, outcome)
    _print_findings(outcome)
    if not quiet:
        _print_written(settings, outcome, verbose=verbose)
    return int(outcome.is_refused(strict=False))


@commands.command()
@click.option("--site-dir", type=FOLDER, help="The folder to publish into.")
@STRICT
@WORKERS
@TIMINGS
@_common
def build(settings: Settings, *, strict: bool, timings: bool, quiet: bool) -> int:
    """Generate, make the static site, and put it in its place when it is complete."""
    # Only this command needs MkDocs, which takes a while to load.
    from generator.build import build as build_site  # noqa: PLC0415

    with _watched(timings=timings, quiet=quiet):
        done = build_site(settings, strict=strict)
    _print_findings(done.outcome)
    for warning in done.warnings:
        click.echo(f"mkdocs: {report.plain(warning)}", err=True)
    if not quiet:
        _print_written(settings, done.outcome, verbose=False)
        if done.published:
            click.echo(f"{report.count(done.pages, 'page')} published in {settings.site_dir}")
        else:
            click.echo(f"nothing was published; {settings.site_dir} is as it was")
    return int(not done.published)


commands.add_command(diff)
commands.add_command(rules)
for _command in (*EDITING, *HELP):
    commands.add_command(_command)
commands.add_command(suggest)


@contextmanager
def _watched(*, timings: bool, quiet: bool) -> Iterator[None]:
    """Show how far the work within is, and afterwards, if asked, where its time went."""
    from generator.console import shown_progress  # noqa: PLC0415

    with shown_progress(quiet=quiet) as progress, watched(progress) as taken:
        yield
    if timings:
        for line in taken.lines():
            click.echo(line, err=True)


def _print_findings(outcome: Outcome, *, to_stderr: bool = True) -> None:
    for finding in outcome.found:
        source = outcome.texts.get(finding.location.path)
        click.echo(report.as_text(finding, source), err=to_stderr)


def _print_written(settings: Settings, outcome: Outcome, *, verbose: bool) -> None:
    written = outcome.written or WriteReport()
    click.echo(report.summary(outcome.found, len(outcome.texts)))
    if outcome.written is None:
        click.echo(f"nothing was written; {settings.docs} is as it was")
        return
    changes = [("+", path) for path in written.written] + [("-", path) for path in written.removed]
    if verbose or len(changes) <= FEW:
        for sign, path in changes:
            click.echo(f"  {sign} {settings.docs / path}")
    click.echo(
        f"{report.count(len(written.written), 'file')} written, {len(written.removed):,} removed, "
        f"{len(written.unchanged):,} left as they were in {settings.docs}"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Args:
        arguments: What follows the program's name; the process' own by default.

    Returns:
        The exit code. No error reaches the caller, and no traceback the user.
    """
    leave_at_the_end()
    for stream in (sys.stdout, sys.stderr):
        # A path or a name may hold what a terminal's encoding lacks.
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    colour = False if os.environ.get("NO_COLOR") else None
    try:
        code: int = commands.main(arguments, "dossier", standalone_mode=False, color=colour)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except SettingsError as error:
        click.echo(report.as_text(error.finding), err=True)
        code = 2
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        code = 130
    except BrokenPipeError:
        # Whoever read us has seen enough. Python would complain once more when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 1
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        click.echo(report.plain(f"error: {where}{error.strerror or error}"), err=True)
        code = 1
    except Exception as error:  # noqa: BLE001
        if os.environ.get("DOSSIER_TRACEBACK"):
            traceback.print_exc()
        at = traceback.extract_tb(error.__traceback__)[-1]
        click.echo(
            f"error: {type(error).__name__} in {Path(at.filename).name}, line {at.lineno}: "
            f"{report.plain(str(error))}\n"
            "  hint: this is a defect of the program; DOSSIER_TRACEBACK=1 shows all of it",
            err=True,
        )
        code = 1
    return code
