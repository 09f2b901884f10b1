"""A run of `dossier import`: what is said of each file, what is asked, and what is written."""

from __future__ import annotations

import shlex
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import click

from generator.cli_options import (
    ImportOptions,
    ask,
    carry_out,
    print_findings,
)
from generator.editing.edits import Change
from generator.editing.entries import why_refused
from generator.editing.opened import OpenSources, open_sources, unfinished
from generator.editing.plans import Plan, path_of, refused, tried
from generator.editing.registry import is_taken, plan_entry, propose_id
from generator.ids import why_no_id
from generator.importers import articles
from generator.importers.articles import Article
from generator.importers.files import Form
from generator.importers.outlets import Outlets
from generator.importers.proposals import Confidence, Proposal
from generator.importers.raw import OUTSIDE, Remark, UnreadableError, words
from generator.importers.reading import read_raw
from generator.model import Kind, Ref
from generator.report import count, plain
from generator.settings import Settings

REQUIRED = ("title", "publisher", "published")

FEW = 12
"""As many lines of what stood around an article are named without being asked."""

NAMES = {"title": "title", "publisher": "publisher", "published": "date of publication"}
"""What is said to be missing."""

QUESTIONS = {"url": "Address, if there is one", "agencies": "Agencies, if it credits any"}
"""What is asked where the key alone does not say it."""

FORMS = {Form.TEXT: "a text", Form.PAGE: "a web page", Form.MARKDOWN: "Markdown"}


class _MissingError(Exception):
    """Something is not known, and nobody is there to ask; as a string, lines that say what."""


@dataclass(slots=True)
class Session:
    """One run of the command. Nothing is written before all files are read and all is answered."""

    settings: Settings
    options: ImportOptions
    sources: OpenSources = field(init=False)
    """With the articles of this run."""
    changes: list[Change] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.sources = open_sources(self.settings.sources)

    def run(self, files: Sequence[Path]) -> int:
        """Import the files, and give the exit code."""
        before = self.sources
        if found := unfinished(before):
            print_findings(self.settings, refused(found, before))
            return 1
        given = self._given()
        for file in files:
            try:
                self._import(file, given)
            except UnreadableError as error:
                hint = f"\n  hint: {error.hint}" if error.hint else ""
                return _refuse(file, f"{error}{hint}", 1)
            except _MissingError as error:
                return _refuse(file, str(error), 2)
        plan = tried(self.changes, before).saying(*self.said)
        return carry_out(self.settings, plan, dry_run=self.options.dry_run)

    def _import(self, file: Path, given: Mapping[str, str]) -> None:
        raw, form = read_raw(file, self.options.encoding)
        article = articles.propose(
            raw, self.sources, given, keep_captions=self.options.keep_captions
        )
        if not any(block.text for block in article.blocks):
            raise UnreadableError("nothing is left of this file that could be an article")
        kept = f"{count(words(article.blocks), 'word')} kept of {words(raw.blocks):,}"
        self._say(f"{file}: {FORMS[form]}, {kept}")
        self._say_remarks(article.remarks)
        answers = self._answers(article, given)
        same = articles.same_article(self.sources, answers.get("url", ""))
        if same:
            raise UnreadableError(f"this article is there already: {same} has its address")
        ref = Ref(Kind.ARTICLE, self.options.id_ or self._id(answers))
        rights = self.options.rights or self.settings.default_rights
        values = articles.front_matter(answers, article.authors, rights)
        self._add(plan_entry(self.sources, ref, values, articles.body(article.blocks)))
        self.said.append(f"{(self.settings.sources / path_of(ref)).as_posix()} is made")

    def _add(self, plan: Plan) -> None:
        """Take a new file into the sources of this run."""
        if plan.found:
            print_findings(self.settings, plan)
            raise click.exceptions.Exit(1)
        self.changes += plan.changes
        self.sources = plan.sources

    # --- What is said

    def _say(self, line: str) -> None:
        # With --dry-run, the output is the patch and nothing else.
        click.echo(plain(line), err=self.options.dry_run)

    def _say_remarks(self, remarks: Sequence[Remark]) -> None:
        """Say what was left out and changed: what is the same at many lines, once."""
        lines: defaultdict[str, list[int]] = defaultdict(list)
        for remark in remarks:
            lines[remark.said].append(remark.line)
        outside = [said for said in lines if said.endswith(OUTSIDE)]
        hidden = set() if self.options.verbose else set(outside[FEW:])
        for said, numbers in lines.items():
            if said not in hidden:
                where = ", ".join(map(str, dict.fromkeys(one for one in numbers if one)))
                self._say(f"  {f'line {where}: ' if where else ''}{said}")
        if hidden:
            self._say(f"  and {len(hidden)} more such lines; --verbose names them")

    # --- What is answered

    def _answers(self, article: Article, given: Mapping[str, str]) -> dict[str, str]:
        """Give the values of an article's front matter, by key."""
        answers = dict(given)
        missing: list[str] = []
        for key in articles.KEYS:
            proposal = article.proposals.get(key)
            if key in answers:
                continue
            if self.options.asks:
                answers[key] = self._asked(key, proposal, article)
            elif proposal and (self.options.yes or proposal.confidence >= Confidence.LIKELY):
                self._say(f"  {key}: {_with_reason(proposal)}")
                answers[key] = proposal.value
            elif key in REQUIRED:
                missing.append(_missing(key, proposal, article))
        for name in article.unknown_agencies:
            self._say(f"  it credits '{name}', which the registry lacks: {_adding(name)}")
        if missing:
            raise _MissingError("\n".join(missing))
        return answers

    def _given(self) -> dict[str, str]:
        """Give the values that were given as options; refuse those that do not fit."""
        given = self.options.given
        for key, value in given.items():
            if reason := self._why_refused(key, value):
                more = f"; to add it, {_adding(value)}" if key == "publisher" else ""
                option = key.replace("agencies", "agency")
                raise click.UsageError(f"--{option}: {reason}{more}")
        if "publisher" in given:
            given["publisher"] = self._org(given["publisher"])
        return given

    def _asked(self, key: str, proposal: Proposal | None, article: Article) -> str:
        if proposal:
            self._say(f"  {key}: {proposal.confidence}, {proposal.reason}")
        default = proposal.value if proposal else ""
        if key == "publisher":
            return self._asked_publisher(default or article.outlet)

        def reason(answer: str) -> str:
            return self._why_refused(key, answer)

        return ask(QUESTIONS.get(key, key.capitalize()), default, reason)

    def _asked_publisher(self, default: str) -> str:
        """Ask for the outlet, and add it to the registry where it lacks it."""
        while True:
            answer = ask("Publisher", default, lambda one: "" if one else "this is needed")
            if id_ := self._org(answer):
                return id_
            question = f"The registry has no organization '{plain(answer)}'. Add it?"
            if click.confirm(question, default=True):
                return self._new_outlet(answer)

    def _new_outlet(self, name: str) -> str:
        id_ = ask("Its id", propose_id(self.sources, Kind.ORG, name), self._why_no_id(Kind.ORG))
        ref = Ref(Kind.ORG, id_)
        self._add(plan_entry(self.sources, ref, {"name": name, "kind": "media"}))
        self.said.append(f"{(self.settings.sources / path_of(ref)).as_posix()} is made")
        return id_

    def _id(self, answers: Mapping[str, str]) -> str:
        proposed = articles.article_id(self.sources, answers["publisher"], answers["published"])
        if self.options.asks:
            return ask("Id", proposed, self._why_no_id(Kind.ARTICLE))
        return proposed

    def _why_no_id(self, kind: Kind) -> Callable[[str], str]:
        def reason(answer: str) -> str:
            if wrong := why_no_id(answer):
                return f"'{answer}' {wrong}"
            return f"'{answer}' is taken" if is_taken(self.sources, kind, answer) else ""

        return reason

    def _why_refused(self, key: str, answer: str) -> str:
        if not answer:
            return "this is needed" if key in REQUIRED else ""
        value = articles.ids_in(answer) if key == "agencies" else answer
        if key == "publisher":
            value = self._org(answer) or answer
        return why_refused(Kind.ARTICLE, key, value, self.sources)

    def _org(self, answer: str) -> str:
        """Give the id of the organization that an id or a name means; nothing where none has it."""
        if Ref(Kind.ORG, answer) in self.sources.documents:
            return answer
        return Outlets(self.sources).named(answer)


def _missing(key: str, proposal: Proposal | None, article: Article) -> str:
    """Say what nobody knows, and how to give it."""
    if proposal:
        guess = f"'{proposal.value}' is a guess: {proposal.reason}"
        return f"{key}: {guess}\n  hint: give --{key}, or --yes to take it"
    if key == "publisher" and article.outlet:
        message = f"the registry has no organization '{article.outlet}'"
        return f"{message}\n  hint: {_adding(article.outlet)}; or give --publisher"
    return f"nothing in the file says its {NAMES[key]}\n  hint: give --{key}"


def _adding(name: str) -> str:
    return f"dossier add org {shlex.quote(name)} --kind media"


def _with_reason(proposal: Proposal) -> str:
    return f"{proposal.value} ({proposal.confidence}: {proposal.reason})"


def _refuse(file: Path, message: str, code: int) -> int:
    for line in message.splitlines():
        start = "" if line.startswith(" ") else f"error: {file}: "
        click.echo(plain(f"{start}{line}"), err=True)
    click.echo("nothing was written", err=True)
    return code
