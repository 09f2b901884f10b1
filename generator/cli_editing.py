"""The command line of editors: `dossier new`, `import`, `add`, `rename` and `merge`.

What these commands need is loaded when one of them runs: the others start without it.
"""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli_importing import import_
from generator.cli_options import CONFIG, DRY_RUN, SOURCES, Entry, Id, carry_out
from generator.editing.plans import Plan
from generator.model import ENTITY_KINDS, Kind, Ref
from generator.report import count, plain
from generator.settings import Settings, read_settings


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--name", help="What the dossier is called; by default, what the folder is.")
def new(*, folder: Path, name: str | None) -> int:
    """Make an empty dossier in DIR: an example that builds at once."""
    from generator.editing.scaffold import NotEmptyError, readable, scaffold  # noqa: PLC0415

    called = " ".join((name or readable(folder.resolve().name)).split())
    try:
        files = scaffold(folder, called)
    except NotEmptyError:
        click.echo(f"error: {plain(str(folder))} is not empty", err=True)
        click.echo("  hint: name a folder that is empty, or not there yet", err=True)
        return 1
    click.echo(f"{count(len(files), 'file')} written in {plain(str(folder))}")
    click.echo("next:")
    if folder.resolve() != Path.cwd():
        click.echo(f"  cd {plain(str(folder))}")
    click.echo("  dossier check")
    click.echo("  mkdocs serve")
    return 0


@click.command()
@click.argument("entry", metavar="KIND:ID", type=Entry())
@click.argument("new_id", metavar="NEW-ID", type=Id())
@click.option("--no-redirect", is_flag=True, help="Its old page was never published.")
@DRY_RUN
@CONFIG
@SOURCES
def rename(
    *, entry: Ref, new_id: str, no_redirect: bool, dry_run: bool, config: Path, sources: Path | None
) -> int:
    """Give an entry another id, and change every reference to it.

    The entry is named as in an annotation, such as person:john-kerry, or by its file. Readers who
    come to its old page are led to the new one.
    """
    from generator.editing.opened import open_sources  # noqa: PLC0415
    from generator.editing.renaming import plan_rename  # noqa: PLC0415

    settings = read_settings(config, sources=sources)
    if new_id == entry.id:
        raise click.UsageError(f"'{entry}' has this id already")
    plan = plan_rename(open_sources(settings.sources), entry, new_id, redirect=not no_redirect)
    plan = _with_rejections(settings, plan, entry, Ref(entry.kind, new_id))
    return carry_out(settings, plan, dry_run=dry_run)


@click.command()
@click.argument("kept", metavar="KIND:ID", type=Entry())
@click.argument("gone", metavar="KIND:OTHER-ID", type=Entry())
@DRY_RUN
@CONFIG
@SOURCES
def merge(*, kept: Ref, gone: Ref, dry_run: bool, config: Path, sources: Path | None) -> int:
    """Make one entry of two: the first stays, and takes over what the second says.

    What names the second names the first; its names become aliases, and its note is put below the
    other. Where both say something, the first is kept, and what is left out is told.
    """
    from generator.editing.merging import plan_merge  # noqa: PLC0415
    from generator.editing.opened import open_sources  # noqa: PLC0415

    settings = read_settings(config, sources=sources)
    if kept == gone:
        raise click.UsageError("these are the same entry")
    if kept.kind != gone.kind:
        raise click.UsageError(f"{kept} and {gone} are of two kinds")
    if kept.kind not in ENTITY_KINDS:
        raise click.UsageError(f"{kept} and {gone} are texts, and no entries of the registry")
    plan = plan_merge(open_sources(settings.sources), kept, gone)
    plan = _with_rejections(settings, plan, gone, kept)
    return carry_out(settings, plan, dry_run=dry_run)


def _with_rejections(settings: Settings, plan: Plan, old: Ref, new: Ref) -> Plan:
    from generator.editing.rejections import followed  # noqa: PLC0415
    from generator.suggest.ignore import FILE  # noqa: PLC0415

    return followed(plan, settings.sources, settings.config.parent / FILE, old, new)


class _Kinds(click.Group):
    """A command for each kind of entry, made when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Give the kinds."""
        return [kind.value for kind in ENTITY_KINDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Give the command of a kind."""
        from generator.cli_adding import adding_command  # noqa: PLC0415

        known = cmd_name in self.list_commands(ctx)
        return adding_command(Kind(cmd_name)) if known else None


@click.group(cls=_Kinds)
def add() -> None:
    """Make an entry of the registry.

    An article is made with `dossier import`.
    """


EDITING = (new, import_, add, rename, merge)
"""The commands of editors."""
