"""The sources in, `docs/` brought up to date and the findings out.

What the command line and the plugin have in common: what they print, when they refuse, and what
they write.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from generator import pipeline
from generator.clusters import cluster
from generator.diagnostics import Diagnostic, Severity, has_errors, in_order
from generator.means import Means, usable_cores
from generator.pipeline import Production
from generator.read import read_sources
from generator.report import below, typed_path
from generator.rules.governing import weighed
from generator.settings import Settings
from generator.source import Location, SourceFile
from generator.texts import languages, texts_in
from generator.timings import stage
from generator.write import WriteReport, update, write

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


def update_docs(
    settings: Settings, files: Mapping[str, bytes], removed: Iterable[str]
) -> tuple[Diagnostic, ...]:
    """Bring some files of `docs/` up to date, and give the findings about them.

    Args:
        settings: The settings by which they were made.
        files: The content of each file to write, by its path below `docs/`.
        removed: The files to remove.
    """
    try:
        with stage("write"):
            _, found = update(settings.docs, files, removed)
    except OSError as error:
        found = (_cannot(error),)
    return below(settings.docs, found)


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


def link_again(settings: Settings, means: Means, before: Production) -> Outcome:
    """Read and link sources that were edited, and make nothing yet.

    Args:
        settings: What to link.
        means: The means of the run before.
        before: What that made; of what it found by comparing everything with everything, that
            about files that are the same is taken over.

    Returns:
        The findings; the production holds what was linked.
    """
    with stage("read"):
        texts, unread = read_sources(settings.sources, means.files)
    known = before.texts
    same = {text.path for text in texts if known.get(text.path) == text}
    compared = before.linked.compared if before.linked else ()
    linked = pipeline.link_sources(
        texts, unread, settings, means, [one for one in compared if one.location.path in same]
    )
    production = replace(pipeline.checked(texts, linked), linked=linked)
    return _outcome_of(settings, production)


def findings(settings: Settings, production: Production) -> tuple[Diagnostic, ...]:
    """Give what was found, with paths as the user would type them."""
    found = (*below(settings.sources, production.found), *_without_catalogue(settings))
    return in_order(found)


def _outcome_of(settings: Settings, production: Production) -> Outcome:
    folder = settings.sources
    texts = {typed_path(folder, path): text for path, text in production.texts.items()}
    return Outcome(production, findings(settings, production), texts)


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
    return _outcome_of(settings, production)
