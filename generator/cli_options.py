"""What the commands that change the sources have in common: options, questions and answers."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from generator import report
from generator.editing.patches import patch
from generator.editing.plans import Plan
from generator.editing.writing import write_changes
from generator.ids import why_no_id
from generator.model import Kind, Ref
from generator.parse import identify
from generator.report import below, plain
from generator.settings import Settings

Command = TypeVar("Command", bound=Callable[..., Any])

CONFIG = click.option(
    "-f", "--config", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    default="mkdocs.yml", show_default=True, help="The configuration file.",
)  # fmt: skip
SOURCES = click.option(
    "--sources", type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder that people write in.",
)  # fmt: skip
DRY_RUN = click.option(
    "--dry-run", is_flag=True, help="Show what would change, as a patch; write nothing."
)
YES = click.option("-y", "--yes", is_flag=True, help="Ask nothing; take what is proposed.")


class Entry(click.ParamType[Ref]):
    """`person:john-kerry`, or the path of its file."""

    name = "entry"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Ref:
        """Read an entry's identity."""
        if isinstance(value, Ref):
            return value
        if value.endswith(".md"):
            ref, _ = identify("/".join(Path(value).parts[-2:]))
            return ref or self.fail(f"'{value}' is not the path of a source file", param, ctx)
        kind, colon, id_ = value.partition(":")
        if not colon or kind not in list(Kind):
            kinds = ", ".join(Kind)
            self.fail(f"'{value}' is not KIND:ID; the kinds are {kinds}", param, ctx)
        if reason := why_no_id(id_):
            self.fail(f"'{id_}' {reason}", param, ctx)
        return Ref(Kind(kind), id_)


class Id(click.ParamType[str]):
    """The name of a source file, without `.md`."""

    name = "id"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Check an id."""
        if reason := why_no_id(value):
            self.fail(f"'{value}' {reason}", param, ctx)
        return str(value)


def is_asking() -> bool:
    """Tell whether somebody is there to answer."""
    # A program that is started without them has no streams at all.
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def ask(question: str, default: str, why_refused: Callable[[str], str]) -> str:
    """Ask for a value until there is a good one.

    Args:
        question: What is asked for.
        default: What is proposed, and taken when nothing is typed; nothing proposed, nothing is
            also an answer.
        why_refused: Says what is wrong with an answer; nothing where it is good.
    """
    while True:
        answer: str = click.prompt(question, default=default, show_default=bool(default))
        answer = " ".join(answer.split())
        reason = why_refused(answer)
        if not reason:
            return answer
        click.echo(f"  {plain(reason)}")


def carry_out(settings: Settings, plan: Plan, *, dry_run: bool) -> int:
    """Do what is planned, or show it, or say why it cannot be done.

    Returns:
        The exit code.
    """
    if plan.found:
        print_findings(settings, plan)
        return 1
    if dry_run:
        click.echo(patch(plan.changes, _below_here(settings.sources)), nl=False)
        for line in (*plan.said, "nothing was written"):
            click.echo(plain(line), err=True)
        return 0
    found = write_changes(settings.sources, plan.changes)
    if found:
        print_findings(settings, Plan(plan.sources, found=found))
        return 1
    for line in plan.said:
        click.echo(plain(line))
    return 0


def print_findings(settings: Settings, plan: Plan) -> None:
    """Print why a plan cannot be carried out."""
    if plan.is_foreseen:
        click.echo("with this change, the sources would have errors:", err=True)
    for finding in plan.found:
        file = plan.sources.files.get(finding.location.path)
        (placed,) = below(settings.sources, [finding])
        click.echo(report.as_text(placed, file.source if file else None), err=True)
    click.echo("nothing was written", err=True)


def _below_here(folder: Path) -> str:
    """Give a folder's path as a patch names it: from the current folder, where it lies below."""
    path = Path(os.path.relpath(folder))
    return folder.name if path.parts[:1] == ("..",) else path.as_posix()


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOptions:
    """What is asked of `dossier import`."""

    title: str | None
    publisher: str | None
    published: str | None
    url: str | None
    language: str | None
    agency: tuple[str, ...]
    rights: str | None
    id_: str | None
    keep_captions: bool
    encoding: str
    verbose: bool
    yes: bool
    dry_run: bool

    @property
    def given(self) -> dict[str, str]:
        """What was given for keys of front matter."""
        given = {
            "title": self.title,
            "publisher": self.publisher,
            "published": self.published,
            "url": self.url,
            "language": self.language,
            "agencies": ", ".join(self.agency) or None,
        }
        return {key: " ".join(one.split()) for key, one in given.items() if one is not None}

    @property
    def asks(self) -> bool:
        """Whether somebody is there to answer."""
        return is_asking() and not self.yes
