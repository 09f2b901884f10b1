"""The catalogue in, the page of all rules out: `RULES.md`."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from generator.rules.catalogue import RuleEntry, catalogue

INTRODUCTION = """\
# Rules

What `dossier check` finds, rule by rule. This file is made by `dossier rules`.

A finding names its rule in brackets: `error[unknown-id]`. Errors keep a dossier from being
published. Warnings do with `--strict`, and rules that are *off* run only where they are asked for.

**To weigh a rule otherwise**, name it in `mkdocs.yml`. The form of files and annotations is not a
matter of taste: those rules are marked *always*, and keep their weight.

```yaml
plugins:
  - dossier:
      rules:
        untagged: warning
        shared-name: error
        unmentioned: off
```

**To silence a rule in one place**, say so above it, with the reason. In the text, the line is
Markdown that nobody sees, and holds for the paragraph below it. In front matter it is a comment,
and holds for the key below it. One that silences nothing any more is reported.

```markdown
---
name: Islam Alloush
# allow shared-name: he and his cousin are both called so
aliases: [Alloush]
---

[//]: # (allow untagged: the name of a street)

They met in Kerry Street.
```

**To mend** what is beyond doubt, such as an id with one letter wrong, run `dossier check --fix`.
"""


def rules_page() -> str:
    """Give the page, in Markdown."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield INTRODUCTION
    for title, rules in groupby(catalogue().values(), key=lambda rule: rule.group):
        yield f"## {title}"
        yield ""
        for rule in rules:
            yield from _rule(rule)


def _rule(rule: RuleEntry) -> Iterator[str]:
    weight = f"*{rule.severity}, always*" if rule.fixed else f"*{rule.severity}*"
    yield f"### {rule.code}"
    yield ""
    yield f"{rule.means[0].upper()}{rule.means[1:]} ({weight})."
    yield ""
    fence = "````" if "```" in rule.example.text else "```"
    yield f"{fence}{'yaml' if rule.example.form == 'head' else 'text'}"
    yield _visible(rule.example.text)
    yield fence
    yield ""
    yield rule.mend
    yield ""


def _visible(text: str) -> str:
    """Give an example with what cannot be seen as an escape."""
    return "".join(
        one if one.isprintable() or one == "\n" else f"\\u{ord(one):04x}" for one in text
    )
