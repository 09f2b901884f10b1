"""A written id in, the reason why it is none out.

An id is the name of a source file without `.md`, so it must be a file name on every system, a
piece of an address without escapes, and easy to type: `[a-z0-9]+(-[a-z0-9]+)*`.
"""

from __future__ import annotations

import re

from anyascii import anyascii

MAX_LENGTH = 80
"""The longest id, in characters."""

RESERVED = frozenset(
    [
        *("index", "con", "prn", "aux", "nul"),
        *(f"{device}{number}" for device in ("com", "lpt") for number in range(1, 10)),
    ]
)
"""`index` is a folder's own page; the others name devices.

See https://learn.microsoft.com/windows/win32/fileio/naming-a-file.
"""

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def why_no_id(text: str) -> str:
    """Say why a text cannot be an id; nothing where it can.

    Args:
        text: What somebody wrote where an id belongs.

    Returns:
        The reason, for a sentence that begins with the text, or an empty string.
    """
    if len(text) > MAX_LENGTH:
        return f"is longer than {MAX_LENGTH} characters"
    if not _ID.fullmatch(text):
        return "is not an id: small letters and digits, with single hyphens between them"
    if text in RESERVED:
        return "is a reserved name"
    return ""


def suggest_id(text: str) -> str:
    """Give the id that is nearest to a text, such as `jose-munoz` for `José Muñoz`.

    Args:
        text: A name, or an id with a fault.

    Returns:
        A valid id, or an empty string where the text suggests none.
    """
    words = re.findall(r"[a-z0-9]+", anyascii(text[: 4 * MAX_LENGTH]).lower())
    id_ = "-".join(words)[:MAX_LENGTH].rstrip("-")
    return "" if why_no_id(id_) else id_
