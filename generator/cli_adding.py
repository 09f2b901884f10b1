"""`dossier add KIND NAME`: what is asked, and the entry that the answers make."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click

from generator.cli_options import (
    CONFIG,
    DRY_RUN,
    SOURCES,
    YES,
    Id,
    ask,
    carry_out,
    is_asking,
    print_findings,
)
from generator.editing.entries import Key, keys_of, why_refused
from generator.editing.opened import OpenSources, open_sources, unfinished
from generator.editing.plans import path_of, refused
from generator.editing.registry import (
    Namesake,
    annotation,
    is_taken,
    namesakes,
    plan_entry,
    propose_id,
)
from generator.editing.yaml_text import Value
from generator.ids import why_no_id
from generator.model import Kind, Ref
from generator.report import plain
from generator.settings import Settings, read_settings

ASKED: Mapping[Kind, tuple[str, ...]] = {
    Kind.PERSON: ("aliases", "summary"),
    Kind.PLACE: ("kind", "within", "aliases", "summary"),
    Kind.ORG: ("kind", "aliases", "summary"),
    Kind.EVENT: ("date", "place", "participants", "summary"),
    Kind.FIGURE: ("unit", "scope", "summary"),
}
"""What a terminal is asked for; options give the rest, and an editor writes it in the file."""

SINGULAR = {"aliases": "alias", "participants": "participant"}
"""Options that are given once for each item of a list are named by one of them."""


def adding_command(kind: Kind) -> click.Command:
    """Make the command that adds an entry of a kind, with an option for each of its keys."""
    keys = keys_of(kind)

    @click.argument("name")
    @click.option("--id", "id_", type=Id(), help="Its id; by default, the name in small letters.")
    @YES
    @DRY_RUN
    @CONFIG
    @SOURCES
    def adding(
        *, name: str, id_: str | None, yes: bool, dry_run: bool, config: Path,
        sources: Path | None, **given: Any,
    ) -> int:  # fmt: skip
        settings = read_settings(config, sources=sources)
        values = {
            key.name: value for key in keys if (value := _value(key, given[key.name])) is not None
        }
        run = _Add(settings, kind, " ".join(name.split()), asks=is_asking() and not yes, yes=yes)
        return run.run(id_, values, dry_run=dry_run)

    command: Callable[..., Any] = adding
    for key in reversed(keys):
        command = _option(key)(command)
    words = "an" if kind.value[0] in "aeiou" else "a"
    return click.command(kind.value, help=f"Make {words} {kind}, called NAME.")(command)


def _option(key: Key) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    name = f"--{SINGULAR.get(key.name, key.name).replace('_', '-')}"
    words = [key.description, "May be given several times." if key.many else ""]
    text = " ".join(word for word in words if word)
    if key.is_flag:
        return click.option(name, key.name, is_flag=True, default=None, help=text or None)
    if key.is_pair:
        return click.option(name, key.name, metavar="LATITUDE,LONGITUDE", help="In degrees.")
    choices = click.Choice(key.choices) if key.choices else None
    return click.option(name, key.name, type=choices, multiple=key.many, help=text or None)


def _value(key: Key, given: Any) -> Value | None:
    """Give the value of an option as front matter holds it; None where it was not given."""
    if given is None or given == ():
        return None
    if key.is_pair:
        texts = tuple(one.strip() for one in given.split(","))
        try:
            latitude, longitude = map(float, texts)
        except ValueError:
            return texts
        return latitude, longitude
    return tuple(given) if key.many else given


class _Add:
    """One run of `dossier add`."""

    def __init__(self, settings: Settings, kind: Kind, name: str, *, asks: bool, yes: bool) -> None:
        self.settings = settings
        self.kind = kind
        self.name = name
        self.asks = asks
        self.yes = yes
        self.sources = open_sources(settings.sources)

    def run(self, id_: str | None, values: dict[str, Value], *, dry_run: bool) -> int:
        """Make the entry, and give the exit code."""
        if found := unfinished(self.sources):
            print_findings(self.settings, refused(found, self.sources))
            return 1
        self._judge(values)
        if not self._is_new(values):
            return 1
        values = self._asked(values)
        ref = Ref(self.kind, id_ or self._id(values))
        plan = plan_entry(self.sources, ref, {"name": self.name, **self._in_order(values)})
        return carry_out(
            self.settings,
            plan.saying(
                f"{(self.settings.sources / path_of(ref)).as_posix()} is made",
                f"annotate with {annotation(ref, self.name)}",
            ),
            dry_run=dry_run,
        )

    def _judge(self, values: Mapping[str, Value]) -> None:
        """Refuse values that do not fit before anything is asked."""
        for key, value in {"name": self.name, **values}.items():
            if reason := self._why_refused(key, value):
                option = "NAME" if key == "name" else f"--{SINGULAR.get(key, key)}"
                raise click.UsageError(f"{option}: {reason}")
        if self.asks:
            return
        missing = [
            key.name for key in keys_of(self.kind) if key.required and key.name not in values
        ]
        if missing:
            raise click.UsageError(f"--{missing[0]} is needed")

    def _why_refused(self, key: str, value: Value) -> str:
        return why_refused(self.kind, key, value, self.sources)

    def _is_new(self, values: Mapping[str, Value]) -> bool:
        """Tell whether an entry is to be made although others are called much like it."""
        aliases = values.get("aliases", ())
        names = [self.name, *(aliases if isinstance(aliases, tuple) else ())]
        alike = namesakes(self.sources, self.kind, map(str, names))
        for one in alike[:5]:
            click.echo(f"there is {_called(self.sources, one)}", err=not self.asks)
        if not alike:
            return True
        if self.asks:
            return click.confirm("Is this another one?", default=not alike[0].is_same)
        if alike[0].is_same and not self.yes:
            click.echo("nothing was written", err=True)
            click.echo("  hint: annotate with the one that is there; --yes makes another", err=True)
            return False
        return True

    def _asked(self, values: Mapping[str, Value]) -> dict[str, Value]:
        answers = dict(values)
        keys = {key.name: key for key in keys_of(self.kind)}
        for name in ASKED[self.kind] if self.asks else ():
            if name not in answers:
                answer = self._ask(keys[name])
                if answer:
                    answers[name] = answer
        return answers

    def _ask(self, key: Key) -> Value:
        words = key.name.replace("_", " ")
        if key.choices:
            words += f" ({', '.join(key.choices)})"
        elif key.many:
            words += " (with ; between them)"

        def value(answer: str) -> Value:
            items = tuple(one.strip() for one in answer.split(";") if one.strip())
            return items if key.many else answer

        def reason(answer: str) -> str:
            if not answer:
                return "this is needed" if key.required else ""
            return self._why_refused(key.name, value(answer))

        return value(ask(words[0].upper() + words[1:], "", reason))

    def _id(self, values: Mapping[str, Value]) -> str:
        proposed = propose_id(self.sources, self.kind, self.name, str(values.get("date", "")))
        if self.asks:
            return ask("Id", proposed, self._why_no_id)
        if not proposed:
            raise click.UsageError(f"'{self.name}' suggests no id: give one with --id")
        return proposed

    def _why_no_id(self, answer: str) -> str:
        if reason := why_no_id(answer):
            return f"'{answer}' {reason}"
        return f"'{answer}' is taken" if is_taken(self.sources, self.kind, answer) else ""

    def _in_order(self, values: Mapping[str, Value]) -> dict[str, Value]:
        return {key.name: values[key.name] for key in keys_of(self.kind) if key.name in values}


def _called(sources: OpenSources, one: Namesake) -> str:
    name = sources.documents[one.ref].name
    also = f", also written '{one.name}'" if one.name != name else ""
    return plain(f"{one.ref}: {name}{also}")
