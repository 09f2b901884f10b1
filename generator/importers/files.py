"""The bytes of a file in, its text out, and what sort of text it is."""

from __future__ import annotations

import codecs
import email
import email.policy
import re
from enum import StrEnum
from typing import NamedTuple

from generator.importers.raw import UnreadableError

MAX_BYTES = 20_000_000
"""The largest file that is read: a web page with all its pictures inside."""


class Form(StrEnum):
    """What sort of text a file holds."""

    TEXT = "text"
    PAGE = "page"
    MARKDOWN = "markdown"


class Content(NamedTuple):
    """The text of a file."""

    form: Form
    text: str
    encoding: str
    """The name of the encoding that it is in."""


_NOT_TEXT = (
    (b"%PDF", "a PDF file", "copy its text into a file that ends in .txt"),
    (b"PK\x03\x04", "an archive, or a document of an office program", "save it as plain text"),
    (b"\xd0\xcf\x11\xe0", "a document of an office program", "save it as plain text"),
    (b"{\\rtf", "a document in rich text", "save it as plain text"),
    (b"\x89PNG", "a picture", "type what it says, or copy it from the page"),
    (b"\xff\xd8\xff", "a picture", "type what it says, or copy it from the page"),
    (b"GIF8", "a picture", "type what it says, or copy it from the page"),
    (b"\x1f\x8b", "a compressed file", "unpack it first"),
    (b"bplist00", "a web archive of Safari", "save the page as 'Page Source'"),
)
_SUFFIXES = {
    ".html": Form.PAGE,
    ".htm": Form.PAGE,
    ".xhtml": Form.PAGE,
    ".mhtml": Form.PAGE,
    ".mht": Form.PAGE,
    ".md": Form.MARKDOWN,
    ".markdown": Form.MARKDOWN,
}
_PAGE_BEGINS = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html)\b", re.IGNORECASE | re.DOTALL
)
_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)=["']?([\w-]{2,40})""", re.IGNORECASE
)


def read_content(name: str, data: bytes, encoding: str = "") -> Content:
    """Read the text of a file.

    Args:
        name: The file's name.
        data: Its bytes.
        encoding: What it is encoded in, where an editor says so.

    Raises:
        UnreadableError: It is empty, no text, or in another encoding than it says.
    """
    if len(data) > MAX_BYTES:
        raise UnreadableError(f"this is larger than {MAX_BYTES // 1_000_000} MB", "is it a text?")
    if not data.strip():
        raise UnreadableError("the file is empty")
    for signature, what, hint in _NOT_TEXT:
        if data.startswith(signature):
            raise UnreadableError(f"this is {what}, not a text", hint)
    if _is_archive(name, data):
        data, encoding = _page_of_archive(data)
    text, encoding = _decoded(data, encoding)
    if "\0" in text:
        raise UnreadableError("this is not a text: it holds bytes that no text has")
    suffix = name[name.rfind(".") :].lower() if "." in name else ""
    form = _SUFFIXES.get(suffix, Form.PAGE if _PAGE_BEGINS.match(text) else Form.TEXT)
    return Content(form, text, encoding)


def _decoded(data: bytes, encoding: str) -> tuple[str, str]:
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            encoding = encoding or name
    declared = _CHARSET.search(data[:4096])
    if not encoding and not _is_utf8(data) and declared:
        encoding = declared[1].decode()
    encoding = encoding or "utf-8"
    try:
        return data.decode(encoding), encoding
    except LookupError:
        raise UnreadableError(f"there is no encoding called '{encoding}'") from None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableError(
            f"line {line} is not {encoding.upper()}",
            "name the encoding, such as --encoding windows-1252, or windows-1251 for Russian",
        ) from None


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


# --- Pages saved as one file ---------------------------------------------------------------------


def _is_archive(name: str, data: bytes) -> bool:
    """Tell whether this is MHTML: a page and its pictures, as a message with parts (RFC 2557)."""
    head = data[:2000].lower()
    return name.lower().endswith((".mht", ".mhtml")) or (
        b"mime-version:" in head and b"multipart/related" in head
    )


def _page_of_archive(data: bytes) -> tuple[bytes, str]:
    message = email.message_from_bytes(data, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            page = part.get_payload(decode=True)
            if isinstance(page, bytes):
                return page, part.get_content_charset("") or ""
    raise UnreadableError("there is no web page in this archive", "save the page as HTML")
