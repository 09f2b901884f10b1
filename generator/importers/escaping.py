"""A plain text in, Markdown out that shows exactly this text.

Only what would be markup is escaped, so that an editor reads and searches the author's own words:
a bracketed `[sic]`, an apostrophe and a dash within a line mean nothing in CommonMark.
"""

from __future__ import annotations

import re

_INLINE = re.compile(
    r"""
      \\                                                  # would escape what follows
    | `
    | (?<![^\W_])_ | _(?![^\W_])                          # emphasis; within a word it is none
    | (?<!\s)\*|\*(?!\s)
    | <(?=\S)                                            # a tag, a comment, an address
    | &(?=\#[0-9]{1,7};|\#[Xx][0-9A-Fa-f]{1,6};|[A-Za-z][A-Za-z0-9]{1,31};)
    | \](?=[(\[{:])                                       # a link, a reference, an annotation
    | !(?=\[)
    """,
    re.VERBOSE,
)

_AT_START = re.compile(
    r"""
      \#{1,6}(?=\s|$)                                     # a heading
    | >                                                   # a quotation
    | [-+*](?=\s|$)                                       # a list
    | (?P<number>[0-9]{1,9})[.)](?=\s|$)                  # a numbered list
    | (?:[-_*]\s*){3,}$                                   # a rule
    | ~~~                                                 # code
    | =+\s*$ | -+\s*$                                     # the line below a heading
    """,
    re.VERBOSE,
)


def escaped(text: str) -> str:
    """Write a text of one line as a paragraph.

    Args:
        text: Without white space around it.
    """
    written = _INLINE.sub(lambda found: f"\\{found[0]}", text)
    start = _AT_START.match(text)
    if start is None or written.startswith("\\"):
        return written
    at = len(start["number"] or "")
    return f"{written[:at]}\\{written[at:]}"
