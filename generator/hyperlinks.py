"""The address of a link out of an article in, the reason to refuse it out.

What is allowed is a list: addresses of the web and of mailboxes. Everything else that a browser
would follow (scripts, files, other programs, places within this site) is not.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple
from urllib.parse import urlsplit

from generator.source import shown

SCHEMES = ("http", "https", "mailto")

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")


class Refusal(NamedTuple):
    """Why an address is no link."""

    code: str
    message: str
    hint: str


def scheme_of(address: str) -> str:
    """Give the scheme of an address as written; nothing where it has none (RFC 3986, 3.1)."""
    scheme = _SCHEME.match(address)
    return scheme[1] if scheme else ""


def why_refused(address: str) -> Refusal | None:
    """Say why an address may not be linked to.

    Args:
        address: The address with Markdown's escapes and entities decoded.
    """
    odd = _odd_character(address)
    if odd:
        return Refusal(
            "bad-link",
            f"the address holds a character that no address can hold, {odd}",
            "copy the address from the browser once more",
        )
    scheme = scheme_of(address)
    if not scheme:
        return _no_scheme(address)
    if scheme.lower() not in SCHEMES:
        return Refusal(
            "forbidden-link",
            f"links to '{shown(scheme)}:' are not allowed",
            f"link to {', '.join(f'{one}:' for one in SCHEMES)} or annotate with person:, place: "
            "and so on",
        )
    if scheme.lower() == "mailto":
        if re.fullmatch(r"[^@]+@[^@]+", address[len("mailto:") :]):
            return None
        return Refusal("bad-link", "this is not a mailbox", "write mailto:name@example.org")
    return _no_web_address(address)


def _odd_character(address: str) -> str:
    """Name the first character that is blank, invisible, or read in two ways by browsers."""
    for character in address:
        if character in "\\<>" or unicodedata.category(character)[0] in "CZ":
            if character.isprintable() and character != " ":
                return f"'{character}'"
            name = unicodedata.name(character, "").lower()
            return name or f"U+{ord(character):04X}"
    return ""


def _no_scheme(address: str) -> Refusal:
    if not address:
        return Refusal("empty-link", "this links to nothing", "give an address, or remove the link")
    return Refusal(
        "relative-link",
        f"'{shown(address)}' is not a whole address",
        "write it from https:// on, or a kind and an id such as article:rferl-2016-08-26#p7; where "
        "no link is meant, write a backslash before the [",
    )


def _no_web_address(address: str) -> Refusal | None:
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError:
        host = parts = None
    if parts is None or not host or not re.match(r"[A-Za-z]+://[^/]", address):
        return Refusal(
            "bad-link",
            f"'{shown(address)}' is not a web address",
            "write it whole, such as https://example.org/page",
        )
    if "@" in parts.netloc:
        return Refusal(
            "link-with-login",
            f"before its @, this address names who logs in; it leads to '{shown(host)}'",
            "remove what stands between // and @",
        )
    return None
