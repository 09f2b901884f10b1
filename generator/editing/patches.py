"""Changes of files in, the patch that makes them out: what `git apply` takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import unified_diff
from posixpath import normpath

from generator.editing.edits import Change

NOWHERE = "/dev/null"


def patch(changes: Iterable[Change], folder: str) -> str:
    """Show changes line by line, as a patch in Git's form.

    Args:
        changes: What becomes of each file.
        folder: The POSIX path under which the files' own paths begin.
    """
    return "".join(line for change in changes for line in _lines(change, folder))


def _lines(change: Change, folder: str) -> Iterator[str]:
    # A file beside the folder is named from above it.
    old, new = (normpath(f"{folder}/{path}") if path else "" for path in (change.old, change.new))
    yield f"diff --git a/{old or new} b/{new or old}\n"
    if not old:
        yield "new file mode 100644\n"
    elif not new:
        yield "deleted file mode 100644\n"
    elif old != new:
        yield f"rename from {old}\nrename to {new}\n"
    yield from _with_last_lines(
        unified_diff(
            _split(change.before),
            _split(change.after),
            f"a/{old}" if old else NOWHERE,
            f"b/{new}" if new else NOWHERE,
        )
    )


def _split(content: bytes) -> list[str]:
    """Divide a content as Git does, at line feeds alone."""
    lines = content.decode("utf-8").split("\n")
    last = lines.pop()
    return [f"{line}\n" for line in lines] + ([last] if last else [])


def _with_last_lines(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield line
        if not line.endswith("\n"):
            yield "\n\\ No newline at end of file\n"
