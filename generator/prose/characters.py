"""Characters in, characters out that no reader of Markdown takes for markup.

Three places, three rules: running text, the value of an attribute, the address of a link. What
could be taken for markup there becomes a character reference (`*` is written `&#42;`); all the
rest stays as it is, so that a page's source can be read.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from urllib.parse import quote

SCHEMES = frozenset({"http", "https", "mailto"})
"""The schemes that a link may have; without one it is relative."""

BLANK = "\t\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
"""White space other than a space and a line end. Python-Markdown strips it like a space. U+0085
is not here: in HTML, `&#133;` means an ellipsis, so it has to stay as it is."""

INVISIBLE = (
    "\u00ad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u17b4\u17b5"
    "\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff9-\ufffb"
    "\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0001\U000e0020-\U000e007f"
)
"""Format characters and blanks that are letters: a reviewer of the page's source must see them."""

_UNWRITABLE = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff"
"""Control characters and lone surrogates. Readers of sources refuse them, HTML has no way to
write them, and Python-Markdown keeps two for itself: shown as U+FFFD rather than lost."""

_TEXT = re.compile(
    # The characters that open, close or escape something wherever they stand.
    rf"[\\`*\[\]{{}}<>{BLANK}{INVISIBLE}{_UNWRITABLE}]"
    r"|\r\n?|\n"
    # Inside a word an underscore is an underscore to every dialect.
    r"|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])"
    # An ampersand is one unless a character reference could follow.
    r"|&(?=[#A-Za-z0-9]|\Z)"
    # `!` before the `[` of a link would make an image of it.
    r"|!\Z"
)
_PLAIN_TEXT = re.compile(rf"[^\\`*\[\]{{}}<>_&!\r\n{BLANK}{INVISIBLE}{_UNWRITABLE}]*").fullmatch
"""Matches most texts: those that hold nothing of the above. It is far quicker."""

_ATTRIBUTE = re.compile(rf"[\\`*_\[\]{{}}<>&\"|\r\n{BLANK}{INVISIBLE}{_UNWRITABLE}]")

# Parentheses and quotes end an address or begin its title; `*` and what is not a letter, a digit
# or common in addresses is written safely as well.
_ADDRESS = re.compile(r"[^\w!#$&+,\-./:;=?@~%]|&(?=#?\w+;)")

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")
_IGNORED_IN_SCHEMES = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029]+")


class _References(dict[str, str]):
    """How each character is written; found once, then looked up."""

    def __missing__(self, character: str) -> str:
        written = f"&#{ord(character)};"
        if re.fullmatch(f"[{_UNWRITABLE}]", character):
            written = "\ufffd"
        self[character] = written
        return written


_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_IN_TEXT = _References(_NAMED | {"\n": " ", "\r": " ", "\r\n": " "})
_IN_ATTRIBUTE = _References(_NAMED | {'"': "&quot;"})


def _replace(references: _References) -> Callable[[re.Match[str]], str]:
    return lambda match: references[match.group()]


_RUN = " " * 64
_BROKEN_RUN = " " * 63 + "&#32;"

_replace_in_text = _replace(_IN_TEXT)
_replace_in_attribute = _replace(_IN_ATTRIBUTE)


def reference(character: str) -> str:
    """Give the character reference of one character, such as `&#45;` for a hyphen."""
    return _NAMED.get(character) or f"&#{ord(character)};"


def written_text(raw: str) -> str:
    """Write a text for the inside of a paragraph; a line end becomes a space."""
    written = raw if _PLAIN_TEXT(raw) else _TEXT.sub(_replace_in_text, raw)
    # attr_list looks for a brace after every space of a run, from every space of it.
    return written.replace(_RUN, _BROKEN_RUN) if _RUN in written else written


def written_attribute(raw: str) -> str:
    """Write an attribute's value for the inside of double quotes."""
    return _ATTRIBUTE.sub(_replace_in_attribute, raw)


def written_code(raw: str) -> str:
    """Write the text of a block of code, which keeps its line ends.

    Python-Markdown empties lines that hold only spaces, in raw HTML as well.
    """
    lines = raw.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(
        "&#32;" + line[1:] if line.isspace() and line[0] == " " else line
        for line in map(written_text, lines)
    )


@lru_cache(maxsize=16_384)
def written_address(href: str) -> str:
    """Write the address of a link for the inside of `(` and `)`.

    Addresses elsewhere keep every character, as a character reference where needed. In relative
    ones, which MkDocs reads before the references are, such characters are percent-encoded.

    Raises:
        ValueError: The address has another scheme than `http`, `https` or `mailto`, or none but
            a host.
    """
    # Browsers leave out what is ignored here, and take a backslash for a slash.
    bare = _IGNORED_IN_SCHEMES.sub("", href).replace("\\", "/")
    scheme = _SCHEME.match(bare)
    if bare.startswith("//") or (scheme and scheme.group(1).lower() not in SCHEMES):
        message = f"not an address that a page may link to: {href!r}"
        raise ValueError(message)
    return _ADDRESS.sub(_absolute_part if scheme else _relative_part, href.strip())


def _absolute_part(match: re.Match[str]) -> str:
    character = match.group()
    return reference(character) if character in "&'\"()*[]{}<>|\\^`" else _percent(character)


def _relative_part(match: re.Match[str]) -> str:
    return "&amp;" if match.group() == "&" else _percent(match.group())


def _percent(character: str) -> str:
    return quote(character, safe="", errors="replace")
