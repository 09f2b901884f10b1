"""`dossier import FILE...`: its options; `cli_import_session` does what they say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from generator.cli_options import CONFIG, DRY_RUN, SOURCES, YES, Id, ImportOptions
from generator.model import Rights
from generator.settings import read_settings


@click.command(name="import")
@click.argument(
    "files", nargs=-1, required=True, metavar="FILE...",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)  # fmt: skip
@click.option("--title")
@click.option("--publisher", help="The outlet: an organization's id, or one of its names.")
@click.option("--published", help="A date: 2016-08-26, 2016-08, 2016-08~.")
@click.option("--url", help="Where it was published.")
@click.option("--language", help="A language tag, such as en, ar or zh-Hant.")
@click.option("--agency", multiple=True, help="A wire service that it credits; several times.")
@click.option(
    "--rights",
    type=click.Choice([one.value for one in Rights]),
    help="How much of it the site shows.",
)
@click.option("--id", "id_", type=Id(), help="Its id; by default, outlet and date.")
@click.option("--keep-captions", is_flag=True, help="Keep what photographs show.")
@click.option("--encoding", default="", help="Such as windows-1251; by default UTF-8.")
@click.option("-v", "--verbose", is_flag=True, help="Name every line that is left out.")
@YES
@DRY_RUN
@CONFIG
@SOURCES
def import_(*, files: tuple[Path, ...], config: Path, sources: Path | None, **options: Any) -> int:
    """Make articles of pasted texts, saved web pages and Markdown.

    What stands around the article is left out, and said. What the file says of itself is proposed;
    on a terminal you are asked, elsewhere give what is not certain as options.
    """
    settings = read_settings(config, sources=sources)
    wanted = ImportOptions(**options)
    alone = {"title", "published", "url"} & wanted.given.keys() | ({"id"} if wanted.id_ else set())
    if len(files) > 1 and alone:
        raise click.UsageError(f"--{min(alone)} is for one file, and here are {len(files)}")
    # Only this command needs what reads web pages and old texts.
    from generator.cli_import_session import Session  # noqa: PLC0415

    return Session(settings, wanted).run(files)
