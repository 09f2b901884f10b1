"""What a change does to a dossier in, a comment for its pull request out: short first, then folded.

Whoever opens a pull request decides what its texts hold, and the comment is written by somebody
else. So each text from the sources stands in a code span, which GitHub neither formats nor links
nor takes for a mention of a person or an issue; all else is written here.
See https://github.github.com/gfm/#code-spans.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from generator.diagnostics import Diagnostic
from generator.model import Ref
from generator.report import plain
from generator.review.changes import (
    Action,
    AnnotationChange,
    Changes,
    ConflictChange,
    Detail,
    EntryChange,
    PageChange,
    PermalinkChange,
    RightsChange,
    TimelineChange,
)

LONGEST = 160
"""As many characters of a text are shown."""

MOST = 100
"""As many changes of a sort are listed; GitHub takes comments of 65,536 characters."""

MOST_CHARACTERS = 60_000

MARK = "<!-- dossier diff -->"
"""The first line, by which the comment is found again and renewed."""

T = TypeVar("T")


def comment(changes: Changes) -> str:
    """Say in Markdown what a change does to a dossier."""
    sections = [
        _section("Entries", "entry", "entries", changes.entries, _entry),
        _section("Conflicts", "conflict", "conflicts", changes.conflicts, _conflict),
        _section("Statements", "statement", "statements", _of(changes, "statement"), _annotation),
        _section("Figures", "value", "values", _of(changes, "value"), _annotation),
        _section("Mentions", "mention", "mentions", _of(changes, "mention"), _annotation),
        _section("Timeline", "entry", "entries", changes.timeline, _timeline),
        _section("Broken permalinks", "address", "addresses", changes.permalinks, _permalink),
        _section("Rights", "article", "articles", changes.rights, _rights),
        _section("Pages", "page", "pages", changes.pages, _page),
    ]  # fmt: skip
    head = [MARK, "", "## What this changes in the dossier", "", *_summary(changes)]
    text = "\n".join(head) + "\n"
    for section in filter(None, sections):
        if len(text) + len(section) > MOST_CHARACTERS:
            text += "\nThe rest is too long for a comment; `dossier diff` shows it.\n"
            break
        text += f"\n{section}"
    return text


def code(text: str, longest: int = LONGEST) -> str:
    """Give a text from the sources as a code span, in which it is nothing but itself.

    Args:
        text: Any text.
        longest: As many of its characters are shown.
    """
    line = re.sub(r"\s+", " ", plain(re.sub(r"\s+", " ", text))).strip()
    if len(line) > longest:
        line = f"{line[:longest].rstrip()}…"
    if not line:
        return "(nothing)"
    fence = "`" * (max(map(len, re.findall("`+", line)), default=0) + 1)
    # One space inside is taken off again; it keeps a text's own backticks apart from the fence.
    pad = " " if line[0] == "`" or line[-1] == "`" else ""
    return f"{fence}{pad}{line}{pad}{fence}"


# --- The short part ------------------------------------------------------------------------------


def _summary(changes: Changes) -> Iterator[str]:
    lines = [*_short(changes)]
    yield from (lines or ["- Nothing that readers will see changes."])
    for unread, side in (
        (changes.unread_after, "after the change"),
        (changes.unread_before, "before it"),
    ):
        if unread:
            yield ""
            yield f"**Not compared**, since they cannot be read {side}:"
            yield ""
            yield from (f"- {_unread(one)}" for one in unread[:MOST])
    yield ""
    yield f"Compared with {code(changes.base)}: {code(changes.head)}."


def _short(changes: Changes) -> Iterator[str]:
    for name, several in (
        ("entries", [one.action for one in changes.entries]),
        ("conflicts", [one.action for one in changes.conflicts]),
        ("statements", [one.action for one in _of(changes, "statement")]),
        ("values of figures", [one.action for one in _of(changes, "value")]),
        ("mentions", [one.action for one in _of(changes, "mention")]),
        ("timeline", [one.action for one in changes.timeline]),
    ):
        if several:
            yield f"- {name}: {_counted(several)}"
    if changes.permalinks:
        cited = sum(bool(one.cited_by) for one in changes.permalinks)
        still = f", {cited} of them still cited in the dossier" if cited else ""
        yield f"- **permalinks broken: {len(changes.permalinks)}**{still}"
    yield from _short_rights(changes.rights)
    if changes.pages:
        yield f"- pages: {_counted([one.action for one in changes.pages])}"


def _short_rights(rights: Sequence[RightsChange]) -> Iterator[str]:
    public = sum(max(0, one.shown_after - one.shown_before) for one in rights)
    withdrawn = sum(max(0, one.shown_before - one.shown_after) for one in rights)
    if rights:
        yield (
            f"- **rights: {len(rights)} {'article' if len(rights) == 1 else 'articles'}**, "
            f"{public:,} words made public, {withdrawn:,} withdrawn"
        )


_SAID = {Action.REDIRECTED: "pointed elsewhere"}


def _counted(actions: Iterable[Action]) -> str:
    """Count what happened: `3 added, 1 changed`."""
    counts = Counter(actions)
    return ", ".join(
        f"{counts[action]:,} {_SAID.get(action, action)}" for action in Action if counts[action]
    )


def _of(changes: Changes, topic: str) -> list[AnnotationChange]:
    return [one for one in changes.annotations if one.topic == topic]


# --- The folded part -----------------------------------------------------------------------------


def _section(
    title: str, one: str, several: str, items: Sequence[T], line: Callable[[T], str]
) -> str:
    """Fold a list under its title and number; nothing where it is empty."""
    if not items:
        return ""
    number = f"{len(items):,} {one if len(items) == 1 else several}"
    lines = [line(item) for item in items[:MOST]]
    if len(items) > MOST:
        lines.append(f"- and {len(items) - MOST:,} more")
    # Markdown inside is read as such only behind a blank line.
    return "\n".join(
        ["<details>", f"<summary>{title}: {number}</summary>", "", *lines, "", "</details>", ""]
    )


def _entry(one: EntryChange) -> str:
    said = f"- {_SAID.get(one.action, one.action)}: {_ref(one.ref)} {code(one.name)}"
    if one.action is Action.RENAMED and one.other:
        said += f", formerly {_ref(one.other)}"
    if one.action is Action.MERGED and one.other:
        said += f" into {_ref(one.other)}"
    return "\n".join((said, *_details(one.details)))


def _annotation(one: AnnotationChange) -> str:
    meant = _refs(one.after or one.before)
    if one.action is Action.REDIRECTED:
        meant = f"{_refs(one.before)} → {_refs(one.after)}"
    place = code(f"{one.article}#{one.anchor}")
    lines = [f"- {_SAID.get(one.action, one.action)}: {code(one.words)}, {meant} in {place}"]
    if one.sentence and one.sentence != one.words:
        lines.append(f"  - in: {code(one.sentence)}")
    return "\n".join((*lines, *_details(one.details)))


def _details(details: Iterable[Detail]) -> Iterator[str]:
    for one in details:
        if one.before and one.after:
            yield f"  - {one.what}: {code(one.before)} → {code(one.after)}"
        elif one.before or one.after:
            word = "now" if one.after else "no longer"
            yield f"  - {one.what}, {word}: {code(one.after or one.before)}"
        else:
            yield f"  - {one.what} changed"


def _conflict(one: ConflictChange) -> str:
    lines = [f"- {one.action}: {one.topic}, {_ref(one.ref)} {code(one.name)}"]
    for word, sides in (("before", one.before), ("now", one.after)):
        if sides:
            lines.append(f"  - {word}: {' / '.join(map(code, sides))}")
    return "\n".join(lines)


def _timeline(one: TimelineChange) -> str:
    said = f"- {one.action}: {_ref(one.ref)} {code(one.name)}"
    if one.before and one.after:
        return f"{said}, {code(one.before)} → {code(one.after)}"
    return f"{said}, {code(one.before or one.after)}"


def _permalink(one: PermalinkChange) -> str:
    said = f"- {code(one.address)} "
    if one.action is Action.MOVED:
        said += "leads to other text now"
    else:
        said += "leads nowhere now"
    said += f"; {code(one.words, 60)} " if one.words else "; its text "
    said += f"is at {code(one.now)}" if one.now else "is gone"
    lines = [said]
    if one.cited_by:
        lines.append(f"  - still cited in {', '.join(map(code, one.cited_by))}")
    return "\n".join(lines)


def _rights(one: RightsChange) -> str:
    rights = code(one.rights_after)
    if one.rights_before != one.rights_after:
        rights = f"{code(one.rights_before)} → {rights}"
    return (
        f"- {code(one.article)}: {rights}; {one.shown_before:,} → {one.shown_after:,} of "
        f"{one.words:,} words are shown"
    )


def _page(one: PageChange) -> str:
    return f"- {one.action}: {code(one.path)}"


def _unread(one: Diagnostic) -> str:
    line = f", line {one.location.line}" if one.location.line else ""
    return f"{code(one.location.path)}{line}: {code(one.message)}"


def _refs(refs: Iterable[Ref]) -> str:
    return ", ".join(map(_ref, refs))


def _ref(ref: Ref) -> str:
    return code(str(ref))
