"""A file on the disk in, its text block by block out."""

from __future__ import annotations

from pathlib import Path

from generator.importers.files import Form, read_content
from generator.importers.markdown_files import read_markdown
from generator.importers.pages import read_page
from generator.importers.raw import Raw, UnreadableError
from generator.importers.texts import read_text


def read_raw(file: Path, encoding: str = "") -> tuple[Raw, Form]:
    """Read a file that an editor wants to import.

    Args:
        file: The file.
        encoding: What it is encoded in, where the editor says so.

    Raises:
        UnreadableError: No text could be read.
        OSError: The file cannot be read at all.
    """
    content = read_content(file.name, file.read_bytes(), encoding)
    readers = {Form.TEXT: read_text, Form.PAGE: read_page, Form.MARKDOWN: read_markdown}
    raw = readers[content.form](file.name, content.text)
    if not any(any(letter.isalpha() for letter in block.text) for block in raw.blocks):
        raise UnreadableError("there are no words in this file")
    return raw, content.form
