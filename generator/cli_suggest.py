"""`dossier suggest`: find what articles leave unannotated; list it, apply it, or review it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator import report
from generator.diagnostics import Diagnostic
from generator.settings import Settings, read_settings

if TYPE_CHECKING:
    from generator.suggest.desk import Desk
    from generator.suggest.knowledge import Reading
    from generator.suggest.listing import Listed
    from generator.suggest.suggestions import Suggestion

TOPICS = ("name", "date", "quotation", "figure", "new")
LEVELS = ("certain", "likely", "possible")


@click.command()
@click.argument("articles", nargs=-1, metavar="[ARTICLE]...")
@click.option("--apply", "applies", is_flag=True, help="Annotate what is certain.")
@click.option("--review", "reviews", is_flag=True, help="Ask about each, key by key.")
@click.option(
    "--only", type=click.Choice(TOPICS), multiple=True, metavar="TOPIC",
    help=f"Look for this alone: {', '.join(TOPICS)}. May be given several times.",
)  # fmt: skip
@click.option(
    "--least", type=click.Choice(LEVELS), default="likely", show_default=True,
    help="Leave out what is less sure.",
)  # fmt: skip
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text",
    show_default=True, help="For people, or for programs.",
)  # fmt: skip
@click.option(
    "-f", "--config", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    default="mkdocs.yml", show_default=True, help="The configuration file.",
)  # fmt: skip
@click.option(
    "--sources", type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder that people write in.",
)  # fmt: skip
def suggest(
    *, articles: tuple[str, ...], config: Path, sources: Path | None, **options: Any
) -> int:
    """Find names, dates, quotations and figures that nobody has annotated.

    An ARTICLE is an id or a file; without any, all are searched. What is rejected in a review is
    kept in suggest-ignore.txt beside the configuration file, and is not suggested again.
    """
    wanted = _Options(**options)
    if wanted.applies and wanted.reviews:
        raise click.UsageError("--apply asks nothing and --review asks about each: give one")
    if (wanted.applies or wanted.reviews) and wanted.form != "text":
        raise click.UsageError("--format json is for the list alone")
    if wanted.reviews and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.UsageError("--review needs a terminal; without one, list with --format json")
    return _Run(read_settings(config, sources=sources), wanted).run(articles)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Options:
    """What the user asked for."""

    applies: bool
    reviews: bool
    only: tuple[str, ...]
    least: str
    form: str

    def wants(self, one: Suggestion) -> bool:
        """Tell whether a suggestion is sure enough, and of a topic that was asked for."""
        return self.is_of_topic(one) and LEVELS.index(one.sureness) <= LEVELS.index(self.least)

    def is_of_topic(self, one: Suggestion) -> bool:
        """Tell whether a suggestion is of a topic that was asked for."""
        return not self.only or one.topic in self.only


class _Run:
    """One run of the command."""

    def __init__(self, settings: Settings, options: _Options) -> None:
        self.settings = settings
        self.options = options

    def run(self, names: Sequence[str]) -> int:
        """Do what was asked for, and give the exit code."""
        # The command line's other commands need none of this.
        from generator.suggest.desk import UnknownArticleError, chosen, open_desk  # noqa: PLC0415

        desk = open_desk(self.settings)
        if desk.found:
            self._print_findings(desk.found)
            return 1
        try:
            paths = chosen(desk, names)
        except UnknownArticleError as error:
            raise click.UsageError(str(error)) from error
        readings, broken = self._read(desk, paths)
        if self.options.applies:
            stopped = self._apply(desk, readings)
        elif self.options.reviews:
            stopped = self._review(desk, readings)
        else:
            stopped = False
            self._list(readings)
        return int(stopped or broken)

    def _read(self, desk: Desk, paths: Sequence[str]) -> tuple[list[Reading], bool]:
        """Read the articles; say what cannot be read, and tell whether there is any such."""
        readings = []
        skipped = []
        for path in paths:
            reading = desk.read(path)
            if reading:
                readings.append(reading)
            else:
                skipped.append(path)
        for path in skipped:
            found, source = desk.about(path)
            for finding in report.below(self.settings.sources, found):
                click.echo(report.as_text(finding, source), err=True)
            click.echo(
                report.plain(f"{self.settings.sources / path}: left out, for it has errors"),
                err=True,
            )
        nameless = desk.nameless
        if nameless:
            files = report.count(len(nameless), "file")
            click.echo(
                f"{files} of the registry cannot be read, and the names in there are not known; "
                "dossier check says why",
                err=True,
            )
        return readings, bool(skipped or nameless)

    def _list(self, readings: Sequence[Reading]) -> None:
        from generator.suggest import listing  # noqa: PLC0415

        found = [(reading, one) for reading in readings for one in reading.suggestions]
        listed = [self._listed(*pair) for pair in found if self.options.wants(pair[1])]
        if self.options.form == "json":
            click.echo(listing.as_json(listed))
            return
        for one in listed:
            click.echo(listing.as_text(one))
        of_topic = sum(self.options.is_of_topic(one) for _, one in found)
        shown = [one.suggestion for one in listed]
        for line in listing.summary(shown, of_topic - len(shown), len(readings)):
            click.echo(line)

    def _listed(self, reading: Reading, one: Suggestion) -> Listed:
        from generator.suggest.listing import Listed  # noqa: PLC0415

        return Listed(self.settings.sources.as_posix(), reading, one)

    def _apply(self, desk: Desk, readings: Sequence[Reading]) -> bool:
        from generator.suggest.listing import annotated  # noqa: PLC0415

        total = files = 0
        stopped = False
        for reading in readings:
            applied, found = desk.apply_certain(reading, self.options.only or TOPICS)
            self._print_findings(report.below(self.settings.sources, found))
            stopped = stopped or bool(found)
            if found:
                continue
            path = report.plain(str(self.settings.sources / reading.source.path))
            for refused in applied.refused:
                words = annotated(self._listed(reading, refused.suggestion))
                click.echo(f"{path}: cannot be written there: {report.plain(words)}", err=True)
            if applied.made:
                files += 1
                total += len(applied.made)
                click.echo(f"{path}: {report.count(len(applied.made), 'annotation')} added")
        click.echo(
            f"{report.count(total, 'annotation')} added in {report.count(files, 'file')}; "
            "--review asks about the rest"
        )
        return stopped

    def _review(self, desk: Desk, readings: Sequence[Reading]) -> bool:
        from generator.suggest.review import Review  # noqa: PLC0415
        from generator.suggest.terminal import Terminal  # noqa: PLC0415

        found = [(reading, one) for reading in readings for one in reading.suggestions]
        wanted = [pair for pair in found if self.options.wants(pair[1])]
        possible = [pair for pair in wanted if not pair[1].obstacle]
        with Terminal() as terminal:
            tally = Review(desk, self.settings.sources.as_posix(), possible).run(terminal)
        self._print_findings(report.below(self.settings.sources, tally.found))
        blocked = len(wanted) - len(possible)
        if blocked:
            click.echo(
                f"{report.count(blocked, 'name')} in quotations that are links were passed over"
            )
        click.echo(
            f"{tally.annotated} annotated, {tally.rejected} rejected, {tally.left} left for later"
        )
        return bool(tally.found)

    @staticmethod
    def _print_findings(found: Iterable[Diagnostic]) -> None:
        for finding in found:
            click.echo(report.as_text(finding), err=True)
