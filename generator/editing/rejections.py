"""An entry that gets another id in, the lines of the rejected suggestions that name it changed out.

The file is `suggest-ignore.txt` beside the configuration. Without this, what an editor rejected
would be suggested again after a rename.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from generator.editing.edits import Change
from generator.editing.plans import Plan
from generator.link import ACTORS
from generator.model import Kind, Ref
from generator.report import count

BAR = " | "
"""Stands between the parts of a line: article, target, words."""


def followed(plan: Plan, root: Path, file: Path, old: Ref, new: Ref) -> Plan:
    """Let the rejected suggestions follow an entry to another id.

    Args:
        plan: The plan that gives it the other id.
        root: The sources folder.
        file: The file of rejected suggestions; it need not exist.
        old: The entry as it is named there.
        new: The entry as it will be named.
    """
    content = b""
    with suppress(FileNotFoundError):
        content = file.read_bytes()
    before = content.decode(errors="surrogateescape").split("\n")
    after = [_renamed(line, old, new) for line in before]
    changed = sum(one != other for one, other in zip(before, after, strict=True))
    if plan.found or not changed:
        return plan
    path = Path(os.path.relpath(file, root)).as_posix()
    text = "\n".join(after).encode(errors="surrogateescape")
    lines = f"{count(changed, 'line')} of {file.name} changed with it"
    return replace(plan, changes=(*plan.changes, Change(path, path, content, text))).saying(lines)


def _renamed(line: str, old: Ref, new: Ref) -> str:
    article, _, rest = line.partition(BAR)
    target, bar, words = rest.partition(BAR)
    if not bar or line.startswith("#"):
        return line
    if old.kind is Kind.ARTICLE and article == old.id:
        article = new.id
    kind, colon, ids = target.partition(":")
    if kind in (old.kind, *(("quote",) if old.kind in ACTORS else ())):
        others = {old.id: new.id, str(old): str(new)}
        target = (
            kind + colon + ",".join(dict.fromkeys(others.get(one, one) for one in ids.split(",")))
        )
    return BAR.join((article, target, words))
