"""The words of a card in, its picture out."""

from __future__ import annotations

import io
from collections.abc import Sequence
from enum import IntEnum

from PIL import Image, ImageChops, ImageDraw

from generator.cards.typesetting import Line, Style, set_lines
from generator.exports import Card

WIDTH, HEIGHT = 1200, 630
"""In pixels, as Open Graph's readers ask for it."""

MARGIN = 72
MEASURE = WIDTH - 2 * MARGIN
LEADING = 1.3
"""The height of a line, in sizes of its letters."""
TIGHT = 1.15
"""The same, for a title."""

KIND = Style(30, 600)
TITLES = ((Style(80, 700), 2), (Style(64, 700), 3), (Style(50, 700), 4))
"""The styles of a title, and how many lines of each there may be; the first that holds it."""
ROLE = Style(36, 500)
SUMMARY = Style(36)
SMALL = Style(28)
SITE = Style(28, 700)

PAPER = (252, 251, 248)
SHADES = 16
"""Steps from the paper to full ink: enough for smooth letters, and few enough for a small file."""


class Ink(IntEnum):
    """The colours that a card is printed in, those of the site's light scheme."""

    BLACK = 0
    SOFT = 1
    ACCENT = 2


COLOURS = {Ink.BLACK: (29, 27, 24), Ink.SOFT: (91, 85, 76), Ink.ACCENT: (140, 42, 28)}


def draw(card: Card) -> bytes:
    """Draw a card as a PNG image of `WIDTH` by `HEIGHT` pixels."""
    sheet = _Sheet()
    sheet.bar(0, 14, Ink.ACCENT)
    top = sheet.write(set_lines(card.kind, KIND, MEASURE, 1), KIND, MARGIN - 6, Ink.ACCENT)
    lines, style = _title(card.title)
    top = sheet.write(lines, style, top + 14, Ink.BLACK, TIGHT)
    top = sheet.write(set_lines(card.role, ROLE, MEASURE, 2), ROLE, top + 18, Ink.SOFT)
    room = _draw_foot(sheet, card) - top - 38
    lines = set_lines(card.summary, SUMMARY, MEASURE, max(0, int(room / SUMMARY.size / LEADING)))
    sheet.write(lines, SUMMARY, top + 18, Ink.BLACK)
    return sheet.png()


def _draw_foot(sheet: _Sheet, card: Card) -> float:
    """Say at the bottom how much there is and where, and give the height at which that begins."""
    rows = [
        (text, style, ink)
        for text, style, ink in (
            (card.counts, SMALL, Ink.SOFT),
            (card.outlets, SMALL, Ink.SOFT),
            (card.site, SITE, Ink.BLACK),
        )
        if text
    ]
    foot = HEIGHT - 60 - round(sum(style.size * LEADING for _, style, _ in rows))
    sheet.bar(foot, 2, Ink.SOFT, MARGIN)
    top: float = foot + 14
    for text, style, ink in rows:
        top = sheet.write(set_lines(text, style, MEASURE, 1), style, top, ink)
    return foot


def _title(title: str) -> tuple[list[Line], Style]:
    for style, most in TITLES:
        lines = set_lines(title, style, MEASURE)
        if len(lines) <= most:
            return _balanced(title, style, lines), style
    style, most = TITLES[-1]
    return set_lines(title, style, MEASURE, most), style


def _balanced(text: str, style: Style, lines: list[Line]) -> list[Line]:
    """Set a text so narrowly that its last line is about as long as the others."""
    for width in range(MEASURE - 40, MEASURE // 2, -40):
        narrower = set_lines(text, style, width)
        if len(narrower) > len(lines):
            break
        lines = narrower
    return lines


class _Sheet:
    """A card that is being printed: one plate for each ink, put together at the end."""

    def __init__(self) -> None:
        self._plates = {ink: Image.new("L", (WIDTH, HEIGHT)) for ink in Ink}

    def write(
        self, lines: Sequence[Line], style: Style, top: float, ink: Ink, leading: float = LEADING
    ) -> float:
        """Print lines from a height on, and give the height below them."""
        pen = ImageDraw.Draw(self._plates[ink])
        for line in lines:
            top += style.size * leading
            x = MARGIN + (MEASURE - line.width if line.from_right else 0)
            for font, run in line.runs:
                # The letters stand on a line, whatever their typeface.
                pen.text((x, top - style.size * (leading - 1)), run, 255, font, anchor="ls")
                x += font.getlength(run)
        return top

    def bar(self, top: int, height: int, ink: Ink, margin: int = 0) -> None:
        """Print a bar from margin to margin."""
        box = (margin, top, WIDTH - margin - 1, top + height - 1)
        ImageDraw.Draw(self._plates[ink]).rectangle(box, 255)

    def png(self) -> bytes:
        """Give the image, each of whose points is a shade of one ink."""
        sheet = Image.new("L", (WIDTH, HEIGHT))
        for ink, plate in self._plates.items():
            sheet = ImageChops.lighter(sheet, plate.point(_shades(ink)))
        sheet.putpalette(_palette())
        file = io.BytesIO()
        sheet.save(file, "PNG", compress_level=6)
        return file.getvalue()


def _shades(ink: Ink) -> list[int]:
    """Give the number of the colour for each amount of an ink, from 0 to 255; 0 is the paper."""
    shades = [round(amount * (SHADES - 1) / 255) for amount in range(256)]
    return [shade and ink * SHADES + shade for shade in shades]


def _palette() -> list[int]:
    """Give the colours: for each ink its shades, from the paper on."""
    return [
        round(paper + (full - paper) * shade / (SHADES - 1))
        for ink in Ink
        for shade in range(SHADES)
        for paper, full in zip(PAPER, COLOURS[ink], strict=True)
    ]
