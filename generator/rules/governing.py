"""Findings in, those that the settings and the comments of the sources let through out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from generator.diagnostics import Diagnostic, Severity
from generator.rules.catalogue import Level, catalogue, off_by_default
from generator.rules.silences import Silence, silences, unused
from generator.source import SourceFile


def asked_for(levels: Mapping[str, Level]) -> frozenset[str]:
    """Give the rules that are off by default, and that the settings switch on."""
    return frozenset(
        code for code in off_by_default() if levels.get(code, Level.OFF) is not Level.OFF
    )


def governed(
    found: Iterable[Diagnostic], texts: Iterable[SourceFile], levels: Mapping[str, Level]
) -> Iterator[Diagnostic]:
    """Weigh findings as the settings say, and leave out what comments silence.

    Args:
        found: The findings.
        texts: The files that they are about.
        levels: How much each rule weighs that is named in the settings.
    """
    read: list[Silence] = []
    for text in texts:
        here, wrong = silences(text)
        read.extend(here)
        yield from weighed(wrong, levels)
    used: set[Silence] = set()
    by_code: dict[str, list[Silence]] = {}
    for one in read:
        by_code.setdefault(one.code, []).append(one)
    for finding in found:
        covering = [one for one in by_code.get(finding.code, ()) if one.covers(finding)]
        used.update(covering)
        if not covering:
            yield from weighed((finding,), levels)
    for one in read:
        # A rule that is off, or that this command does not ask, may well have found something.
        if one not in used and _was_asked(one.code, levels):
            yield from weighed((unused(one),), levels)


def weighed(found: Iterable[Diagnostic], levels: Mapping[str, Level]) -> Iterator[Diagnostic]:
    """Give findings the severity that the settings ask for; none of rules that are off."""
    for one in found:
        level = levels.get(one.code)
        if level is None:
            yield one
        elif level is not Level.OFF:
            yield replace(one, severity=Severity(level.value))


def _was_asked(code: str, levels: Mapping[str, Level]) -> bool:
    default = catalogue()[code].severity
    level = levels.get(code, default)
    return level != Level.OFF and code != "moved-permalink"
