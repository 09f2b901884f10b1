"""A page's Markdown in, the patterns that cannot match in it out: an extension of Python-Markdown.

Python-Markdown tries each of its patterns on each piece of a text. Most need a character that a
page does not hold; such a pattern is taken out for that page, which changes nothing of what comes
out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

NEEDS: Mapping[str, re.Pattern[str]] = {
    "backtick": re.compile("`"),
    "escape": re.compile(r"\\"),
    "image_link": re.compile(r"!\["),
    "autolink": re.compile("<[A-Za-z][A-Za-z0-9+.-]*://"),
    "automail": re.compile("@"),
    "linebreak": re.compile("  \n"),
    "html": re.compile("<"),
    "entity": re.compile("&"),
    "em_strong": re.compile("[*_]"),
}
"""For the name of a pattern what a text must hold somewhere for the pattern to match."""

REFERENCES = ("reference", "image_reference", "short_reference", "short_image_ref")
"""The patterns that match nothing where no link is defined apart from its text."""


class _Source(Preprocessor):
    """Takes out the patterns that need what the page does not hold."""

    def run(self, lines: list[str]) -> list[str]:
        source = "\n".join(lines)
        for name, needed in NEEDS.items():
            if not needed.search(source):
                self.md.inlinePatterns.deregister(name, strict=False)
        return lines


class _References(Treeprocessor):
    """Takes out the patterns of references where none was defined."""

    def run(self, root: Any) -> None:  # noqa: ARG002
        if not self.md.references:
            for name in REFERENCES:
                self.md.inlinePatterns.deregister(name, strict=False)


class PatternsExtension(Extension):
    """Takes out the patterns that cannot match."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Register what looks at a page before and after its blocks are known."""
        # After line ends are made alike (30), before HTML is set aside (20).
        md.preprocessors.register(_Source(md), "dossier_source", 29)
        # Before the patterns are tried (20).
        md.treeprocessors.register(_References(md), "dossier_references", 21)


def makeExtension(**options: Any) -> PatternsExtension:  # noqa: N802
    """Make the extension, as Python-Markdown asks for it by the name of its module."""
    return PatternsExtension(**options)
