"""Every rule that a finding can come from: what it means, how much it weighs, what to do."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any

from generator.diagnostics import did_you_mean


class Level(StrEnum):
    """How much a rule is to weigh; `off` takes it out."""

    ERROR = "error"
    WARNING = "warning"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Example:
    """What the rule finds."""

    text: str
    form: str
    """`body`: Markdown of an article; `head`: front matter; `shown`: anything else."""
    kind: str = "article"
    """For front matter, whose."""


@dataclass(frozen=True, slots=True)
class RuleEntry:
    """What the catalogue says of a rule."""

    code: str
    group: str
    means: str
    """What is wrong, in one line."""
    severity: str
    """By default; `error or warning` where it depends on the place."""
    fixed: bool
    """Whether its weight cannot be changed: what is published would not be what was meant."""
    example: Example
    mend: str
    """What to do."""


@cache
def catalogue() -> Mapping[str, RuleEntry]:
    """Give every rule by its code, in the order of the catalogue."""
    text = resources.files("generator.rules").joinpath("catalogue.toml").read_text("utf-8")
    groups = tomllib.loads(text)["group"]
    return {
        code: _entry(code, group, said) for group in groups for code, said in group["rules"].items()
    }


def off_by_default() -> frozenset[str]:
    """Give the rules that run only where somebody asks for them."""
    return frozenset(code for code, rule in catalogue().items() if rule.severity == Level.OFF)


class LevelError(ValueError):
    """A rule cannot be given that weight."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def level_of(code: str, weight: object) -> Level:
    """Read how much a rule is to weigh.

    Args:
        code: The rule.
        weight: What the configuration says; YAML takes an unquoted `off` for false.

    Raises:
        LevelError: There is no such rule, or it cannot have that weight.
    """
    rule = catalogue().get(code)
    if rule is None:
        hint = did_you_mean(code, catalogue()) or "RULES.md lists all rules"
        raise LevelError(f"there is no rule '{code}'", hint)
    text = "off" if weight is False else str(weight)
    if text not in list(Level):
        raise LevelError(f"'{code}' cannot be '{text}'", "write error, warning or off")
    if rule.fixed:
        raise LevelError(f"the weight of '{code}' cannot be changed", "mend what it finds")
    return Level(text)


def _entry(code: str, group: Mapping[str, Any], said: Mapping[str, Any]) -> RuleEntry:
    (form,) = {"body", "head", "shown"} & said.keys()
    return RuleEntry(
        code,
        group["title"],
        said["means"],
        said.get("severity", "error"),
        said.get("fixed", group.get("fixed", False)),
        Example(said[form], form, said.get("kind", "article")),
        said["mend"],
    )
