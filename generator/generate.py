"""The sources in, `docs/` brought up to date and the findings out.

What the command line and the plugin have in common: what they print, when they refuse, and what
they write.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from generator import pipeline
from generator.clusters import cluster
from generator.diagnostics import Diagnostic, Severity, has_errors, in_order
from generator.means import Means, usable_cores
from generator.pipeline import Production
from generator.read import read_sources
from generator.report import below
from generator.rules.governing import weighed
from generator.settings import Settings
from generator.source import Location, SourceFile
from generator.texts import languages, texts_in
from generator.timings import stage
from generator.write import WriteReport, write

ATTEMPTS = 3
"""How often sources that change while they are read are read again."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a run."""

    production: Production
    found: tuple[Diagnostic, ...]
    """All findings, about the sources and about `docs/`, with paths as the user would type them."""
    texts: Mapping[str, SourceFile]
    """The files that were read, by such a path."""
    written: WriteReport | None = None
    """What was written; None where nothing was to be, or could be."""

    def is_refused(self, *, strict: bool) -> bool:
        """Tell whether the dossier must not be published: for errors, or for any finding."""
        return bool(self.found) if strict else has_errors(self.found)


def means_of(settings: Settings, *, again: bool = False) -> Means:
    """Give the means that the settings allow.

    Args:
        settings: The settings.
        again: True where one run follows another in this process.
    """
    return Means(
        workers=settings.workers or usable_cores(),
        cache=settings.cache(),
        elsewhere=partial(cluster, settings.cluster) if settings.cluster else None,
        memory={} if again else None,
    )


def check(settings: Settings, means: Means | None = None) -> Outcome:
    """Read the sources and find what is wrong; write nothing, unless into a cache that exists."""
    means = means or means_of(settings)
    if means.cache and not means.cache.exists:
        means.cache = None
    return _outcome(settings, means, pipeline.check)


def produce(settings: Settings, means: Means | None = None) -> Outcome:
    """Make everything that belongs into `docs/`, and write nothing there yet.

    Args:
        settings: What to make.
        means: By what means, where a run goes on with those of the last; or else those that the
            settings allow.
    """
    return _outcome(settings, means, pipeline.produce)


def write_docs(settings: Settings, outcome: Outcome) -> Outcome:
    """Bring `docs/` up to date.

    Args:
        settings: The settings by which the outcome was produced.
        outcome: What to write. One with errors is written as far as it could be made, and is not
            taken for a whole dossier afterwards.

    Returns:
        The outcome, with what was done, and the findings about `docs/` among the others.
    """
    whole = not has_errors(outcome.found)
    report: WriteReport | None = None
    try:
        with stage("write"):
            report, found = write(settings.docs, outcome.production.files, whole=whole)
    except OSError as error:
        found = (_cannot(error),)
    return replace(
        outcome,
        found=in_order((*outcome.found, *below(settings.docs, found))),
        written=None if has_errors(found) else report,
    )


def _cannot(error: OSError) -> Diagnostic:
    reason = error.strerror or str(error)
    hint = "every page is as it was, or as it should be; put this right, and run again"
    return Diagnostic(Location.whole_file(""), "not-written", f"cannot be written: {reason}", hint)


def _without_catalogue(settings: Settings) -> Iterator[Diagnostic]:
    """Warn of a language that the interface does not speak."""
    spoken = texts_in(settings.language).language
    if settings.language.partition("-")[0] == spoken.partition("-")[0]:
        return
    finding = Diagnostic(
        Location.whole_file(settings.config.as_posix()),
        "no-catalogue",
        f"the interface has no texts in '{settings.language}': it is in '{spoken}'",
        f"it has {', '.join(sorted(languages()))}; CONTRIBUTING says how to add a language",
        Severity.WARNING,
    )
    yield from weighed([finding], settings.rules)


Run = Callable[[Path, Settings, Means], Production]


def _outcome(settings: Settings, given: Means | None, run: Run) -> Outcome:
    means = given or means_of(settings)
    production = run(settings.sources, settings, means)
    for _ in range(ATTEMPTS):
        # An editor may have saved meanwhile: half of the old dossier and half of the new is
        # neither.
        texts, _found = read_sources(settings.sources, means.files)
        if {text.path: text for text in texts} == production.texts:
            break
        production = run(settings.sources, settings, means)
    else:
        changed = Diagnostic(
            Location.whole_file(""),
            "sources-changed",
            "the sources change while they are read",
            "run again when they are at rest",
        )
        production = replace(production, found=in_order((*production.found, changed)))
    if means.cache:
        means.cache.close()
    found = (*below(settings.sources, production.found), *_without_catalogue(settings))
    return Outcome(
        production,
        in_order(found),
        {(settings.sources / path).as_posix(): text for path, text in production.texts.items()},
    )
