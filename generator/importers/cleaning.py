"""The blocks of a text in, those of the article out, and what the others say of it.

Everything that is left out is said, line by line. In doubt a block stays: an editor sees it, and
is told what it may be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from generator.importers.boilerplate import why_boilerplate
from generator.importers.outlets import Outlets
from generator.importers.photographs import is_caption, is_credit
from generator.importers.raw import Block, Remarks, Role, words
from generator.importers.sign_offs import Byline, SignOff, byline, sign_off
from generator.importers.written_dates import Timestamp, timestamp
from generator.source import shown

LONGEST_TITLE = 30
"""In words."""
LONGEST_HEADING = 10
"""In words."""


SIGNED = "who reported, for `agencies`"
"""Why a line of credits is left out."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an article before it is looked for."""

    title: str = ""
    language: str = "en"
    keep_captions: bool = False
    """Whether what photographs show is part of the article."""


@dataclass(slots=True)
class Clues:
    """What lines outside of the article say of it."""

    bylines: list[Byline] = field(default_factory=list)
    sign_offs: list[SignOff] = field(default_factory=list)
    timestamps: list[Timestamp] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    outlets: list[str] = field(default_factory=list)
    """Ids of organizations whose name stands alone on a line."""
    left_out: list[str] = field(default_factory=list)
    """The text of each other block that is left out."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """An article without what stood around it."""

    title: str
    """Empty where no line looks like one."""
    blocks: tuple[Block, ...]
    clues: Clues


def clean(blocks: Sequence[Block], known: Known, outlets: Outlets, remarks: Remarks) -> Cleaned:
    """Take an article out of the blocks of a text.

    Args:
        blocks: The blocks.
        known: What is known of the article.
        outlets: The organizations of the registry.
        remarks: Takes what is left out, and why.
    """
    sieve = _Sieve(blocks, known, outlets, remarks)
    kept = sieve.kept()
    title = known.title
    if not title and kept and _is_title(kept[0]):
        title = kept.pop(0).text
    kept = list(_without_repeated(kept, title, remarks))
    return Cleaned(title, tuple(_with_headings(kept, remarks)), sieve.clues)


class _Sieve:
    """Decides of each block whether it stays."""

    def __init__(
        self, blocks: Sequence[Block], known: Known, outlets: Outlets, remarks: Remarks
    ) -> None:
        self.blocks = blocks
        self.known = known
        self.outlets = outlets
        self.remarks = remarks
        self.clues = Clues()
        self.credits = {number for number, one in enumerate(blocks) if is_credit(one.text)}

    def kept(self) -> list[Block]:
        """Give the blocks that stay."""
        kept: list[Block] = []
        for number, block in enumerate(self.blocks):
            if block.role is Role.OTHER:
                kept.append(block)
                continue
            if clue := self._clue(block.text):
                self.remarks.left_out(block, clue)
            elif reason := self._why_left_out(number, block.text):
                self._leave_out(block, reason)
            else:
                kept.append(block)
            if clue == SIGNED and self._is_end(kept, self.blocks[number + 1 :]):
                for later in self.blocks[number + 1 :]:
                    self._leave_out(later, "it stands below the article's last line")
                break
        return kept

    def _leave_out(self, block: Block, reason: str) -> None:
        self.clues.left_out.append(block.text)
        self.remarks.left_out(block, reason)

    def _is_end(self, kept: Sequence[Block], rest: Sequence[Block]) -> bool:
        return self.clues.sign_offs[-1].is_last and words(rest) < words(kept)

    def _why_left_out(self, number: int, text: str) -> str:
        return (
            why_boilerplate(text)
            or ("the credit of a photograph" if number in self.credits else "")
            or self._why_caption(number, text)
        )

    def _clue(self, text: str) -> str:
        """Keep what a line says of the article; nothing where it says nothing but that."""
        if re.fullmatch(r"<?https?://\S+", text):
            self.clues.addresses.append(text.strip("<>"))
            return "the address, for `url`"
        if moment := timestamp(text, self.known.language):
            self.clues.timestamps.append(moment)
            return "the date, for `published`"
        if by := byline(text):
            self.clues.bylines.append(by)
            return "who wrote it, for `authors`"
        if signed := sign_off(text):
            self.clues.sign_offs.append(signed)
            return SIGNED
        if outlet := self.outlets.medium(text):
            self.clues.outlets.append(outlet)
            return "the name of an outlet, alone on its line"
        return ""

    def _why_caption(self, number: int, text: str) -> str:
        if self.known.keep_captions or not number:
            return ""
        beside = {number - 1, number + 1} & self.credits
        if is_caption(text, beside_credit=bool(beside)):
            return "the caption of a photograph; --keep-captions keeps it"
        if beside and not any(self._has_caption(one) for one in beside):
            self.remarks.say(self.blocks[number].line, "this may be a caption; it stays")
        return ""

    def _has_caption(self, credit: int) -> bool:
        around = self.blocks[max(credit - 1, 0) : credit + 2]
        return any(is_caption(block.text, beside_credit=True) for block in around)


def _is_title(block: Block) -> bool:
    count = len(block.text.split())
    return block.role in (Role.PARAGRAPH, Role.HEADING) and count <= LONGEST_TITLE


def _without_repeated(blocks: Sequence[Block], title: str, remarks: Remarks) -> Iterator[Block]:
    """Leave out the title, where it stands there once more, and a line that repeats the last."""
    before = ""
    for number, block in enumerate(blocks):
        if number < 3 and block.text.casefold() == title.casefold():  # noqa: PLR2004
            remarks.left_out(block, "the title, once more")
        elif block.text == before and block.role is not Role.OTHER:
            remarks.left_out(block, "the same as the line before")
        else:
            yield block
        before = block.text


def _with_headings(blocks: Sequence[Block], remarks: Remarks) -> Iterator[Block]:
    """Make short lines between paragraphs headings; say which lines may be something else."""
    for number, block in enumerate(blocks):
        follows = blocks[number + 1] if number + 1 < len(blocks) else None
        if block.role is not Role.PARAGRAPH or block.markdown or not _is_open(block.text):
            yield block
        elif number and follows and _is_heading(block.text) and not _is_heading(follows.text):
            remarks.say(block.line, f"'{shown(block.text)}' made a heading")
            yield replace(block, role=Role.HEADING)
        else:
            remarks.say(block.line, "this has no full stop: a caption, or a line of the page?")
            yield block


def _is_open(text: str) -> bool:
    """Tell whether a text does not end as a sentence does."""
    return re.search(r"[.!?…:;,؟。][\"'”’»)\]]*$", text) is None


def _is_heading(text: str) -> bool:
    return len(text.split()) <= LONGEST_HEADING
