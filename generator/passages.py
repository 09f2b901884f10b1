"""The inline content of one block in, a passage out: plain text with marks beside it.

The text is what CommonMark makes visible, character by character. What markup says of it stands
beside it, and of every annotation and every finding the place in the file is exact.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from generator import markup
from generator.annotations import ATTRIBUTES, Reading, read_attributes, read_target
from generator.characters import directed_stretches
from generator.diagnostics import Diagnostic, Severity, did_you_mean
from generator.hyperlinks import SCHEMES, scheme_of, why_refused
from generator.lookalikes import lookalikes
from generator.model import Annotation, Hyperlink, Mark, Passage, Style
from generator.sentences import join_across, one_sentence, sentences
from generator.source import SourceFile, Span, shown

HTML_HINT = "remove it; where the < itself is meant, write a backslash before it"


class Findings:
    """Findings about a body, whose places are offsets in the body's text."""

    def __init__(self, source: SourceFile, start: int) -> None:
        """Begin without any.

        Args:
            source: The file.
            start: Offset at which its body begins.
        """
        self._source = source
        self._start = start
        self.found: list[Diagnostic] = []

    def in_file(self, span: Span) -> Span:
        """Turn a place in the body into the same place in the file."""
        return Span(span.start + self._start, span.end + self._start)

    def add(
        self,
        span: Span,
        code: str,
        message: str,
        hint: str = "",
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Report something about a stretch of the body."""
        location = self._source.locate(self.in_file(span))
        self.found.append(Diagnostic(location, code, message, hint, severity))

    def add_turn(self, span: Span) -> None:
        """Report text that changes its direction and does not change back."""
        text = self._source.text
        turn = _TURNS.search(text, span.start + self._start, span.end + self._start)
        if turn:
            span = Span(turn.start() - self._start, turn.end() - self._start)
        self.add(
            span,
            "text-direction",
            "an invisible character turns the direction of the text, and none turns it back",
            "type the text anew, without what came along when it was copied",
        )


_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def read_passage(
    token: Token, anchor: str, language: str, findings: Findings, definitions: Definitions
) -> Passage:
    """Read the inline content of a paragraph, a heading or a cell.

    Args:
        token: The block's inline token.
        anchor: What the passage is linked to by.
        language: A BCP 47 tag, by which sentences are told apart.
        findings: Takes what is wrong.
        definitions: What reference links refer to.
    """
    text, marks = _Inline(token, findings, definitions).read()
    span = markup.places(token).span(0, len(token.content))
    directed = directed_stretches(text)
    if directed is None:
        findings.add_turn(span)
    kept = [Span(one.start, one.end) for one in marks if isinstance(one.content, Annotation)]
    found = one_sentence(text) if markup.refused(token) else sentences(text, language)
    whole = join_across(found, (*kept, *(directed or ())))
    return Passage(anchor, text, marks, whole, findings.in_file(span))


# --- Links and annotations -----------------------------------------------------------------------

Content = Hyperlink | Annotation
ToText = Callable[[Span], Span]
"""Turns offsets in a destination into offsets in the body's text."""


COMMENT = "//"
"""The label of a line that nobody is meant to see: `[//]: # (allow untagged: a motto)`."""


class Definitions:
    """The link reference definitions of a body: each is judged once, where it stands."""

    def __init__(self, definitions: Sequence[markup.Definition], findings: Findings) -> None:
        """Take the definitions in order; of those with the same label, the first counts."""
        self._findings = findings
        self._judged: dict[str, Hyperlink | Reading | None] = {}
        self._by_label: dict[str, markup.Definition] = {}
        for definition in definitions:
            if definition.words == COMMENT:
                continue
            if definition.label in self._by_label:
                findings.add(
                    definition.span,
                    "repeated-definition",
                    f"[{shown(definition.words)}] is defined once more, and this line counts for"
                    " nothing",
                    "keep one of them",
                )
            else:
                self._by_label[definition.label] = definition

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels as they are written."""
        return tuple(definition.words for definition in self._by_label.values())

    def content(self, label: str, span: Span) -> Content | None:
        """Give what a reference link says.

        Args:
            label: The normalized label.
            span: The place of the link.
        """
        judged = self._judge(label)
        return _annotation(judged, span, self._findings) if isinstance(judged, Reading) else judged

    def report_unused(self) -> None:
        """Report the definitions that nothing refers to: they are lines that nobody will see."""
        unused = [label for label in self._by_label if label not in self._judged]
        for label in unused:
            definition = self._by_label[label]
            count = len(self._findings.found)
            judged = self._judge(label)
            words = shown(definition.words)
            hint = f"write [the words][{words}] where it is meant, or remove it"
            if judged is None:
                # Then it was hardly meant as a definition, and what is wrong with it is no matter.
                del self._findings.found[count:]
                hint = "where these words are meant to be read, write a backslash before the ["
            self._findings.add(
                definition.span,
                "unused-definition",
                f"nothing refers to [{words}], and this line is not shown",
                hint,
                Severity.WARNING if isinstance(judged, Hyperlink) else Severity.ERROR,
            )

    def _judge(self, label: str) -> Hyperlink | Reading | None:
        if label not in self._judged:
            definition = self._by_label[label]
            self._judged[label] = _judged(
                definition.raw,
                definition.title,
                lambda part: definition.places.span(part.start, part.end),
                definition.span,
                self._findings,
            )
        return self._judged[label]


def _judged(
    raw: str, title: str, to_text: ToText, whole: Span, findings: Findings
) -> Hyperlink | Reading | None:
    """Decide what a raw destination is, and report what is wrong with it."""
    target, places = markup.unescaped(raw)
    scheme = scheme_of(target)
    if scheme in ATTRIBUTES or (scheme.lower() not in SCHEMES and did_you_mean(scheme, ATTRIBUTES)):
        if title:
            findings.add(
                whole,
                "annotation-with-title",
                f"the words '{shown(title)}' after the target would be lost",
                "remove them, with their quotation marks",
            )
        return _reported(
            read_target(target),
            lambda part: to_text(places.span(part.start, part.end)),
            whole,
            findings,
        )
    refusal = why_refused(target)
    if refusal:
        findings.add(whole, *refusal)
        return None
    if directed_stretches(title) is None:
        findings.add_turn(whole)
        return None
    return Hyperlink(target, title)


def _reported(reading: Reading, to_text: ToText, whole: Span, findings: Findings) -> Reading:
    """Report the problems of a reading, and give it with places in the body's text."""
    for problem in reading.problems:
        span = to_text(problem.span) if problem.span.start < problem.span.end else whole
        findings.add(span, problem.code, problem.message, problem.hint, problem.severity)
    return Reading(reading.meaning, tuple((name, to_text(span)) for name, span in reading.parts))


def _annotation(reading: Reading, span: Span, findings: Findings) -> Annotation | None:
    if reading.meaning is None:
        return None
    parts = tuple((name, findings.in_file(part)) for name, part in reading.parts)
    return Annotation(reading.meaning, findings.in_file(span), parts)


# --- Inline content ------------------------------------------------------------------------------


@dataclass(slots=True)
class _Open:
    """A mark that has begun."""

    start: int
    piece: int
    """How many pieces of text stood before it."""
    number: int
    """The place that is kept for it among the marks, so that the outer stands before the inner."""
    token: Token


@dataclass(slots=True)
class _Words:
    """The text of a passage as it grows, with its marks."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    marks: list[Mark | None] = field(default_factory=list)
    open: list[_Open] = field(default_factory=list)

    def add(self, text: str, style: Style | None = None) -> None:
        if style and text:
            self.marks.append(Mark(self.length, self.length + len(text), style))
        self.pieces.append(text)
        self.length += len(text)

    def begin(self, token: Token) -> None:
        self.open.append(_Open(self.length, len(self.pieces), len(self.marks), token))
        self.marks.append(None)

    def end(self, opened: _Open, content: Style | Content | None) -> None:
        if content is not None and opened.start < self.length:
            self.marks[opened.number] = Mark(opened.start, self.length, content)

    def is_blank_since(self, opened: _Open) -> bool:
        return not any(piece.strip() for piece in self.pieces[opened.piece :])


class _Inline:
    """Reads the inline content of one block, from its beginning to its end."""

    def __init__(self, token: Token, findings: Findings, definitions: Definitions) -> None:
        self._token = token
        self._places = markup.places(token)
        self._findings = findings
        self._definitions = definitions
        self._explained: list[Span] = []
        self._words = _Words()

    def read(self) -> tuple[str, tuple[Mark, ...]]:
        for token in self._token.children or ():
            self._read(token)
            written = markup.written(token)
            if written:
                self._explained.append(Span(written.label_end or written.start, written.end))
        reason = markup.refused(self._token)
        if reason:
            self._findings.add(
                self._places.span(0, len(self._token.content)),
                "passage-too-complex",
                f"this paragraph is not searched for annotations, because {reason}",
                "split it, or mend its brackets",
            )
        else:
            self._report_lookalikes()
        marks = tuple(mark for mark in self._words.marks if mark is not None)
        return "".join(self._words.pieces), marks

    def _read(self, token: Token) -> None:
        match token.type:
            case "em_open" | "strong_open" | "link_open" | "span_open":
                self._words.begin(token)
            case "em_close":
                self._words.end(self._words.open.pop(), Style.EMPHASIS)
            case "strong_close":
                self._words.end(self._words.open.pop(), Style.STRONG)
            case "link_close" | "span_close":
                opened = self._words.open.pop()
                self._words.end(opened, self._content(opened))
            case "html_inline" | "image":
                self._refuse(token)
            case _:
                self._add(token)

    def _add(self, token: Token) -> None:
        match token.type:
            case "text":
                self._words.add(token.content)
            case "softbreak":
                self._words.add("\n")
            case "hardbreak":
                self._words.add("\n", Style.BREAK)
            case "code_inline":
                self._words.add(token.content, Style.CODE)
            case unknown:
                raise AssertionError(unknown)

    def _refuse(self, token: Token) -> None:
        """Keep the words of what is not published, and report it."""
        if token.type == "image":
            self._words.add(_description(token))
            finding = ("image", "images are not published", "remove it, or link to its page")
        else:
            self._words.add(token.content)
            first_line = token.content.partition("\n")[0]
            finding = ("raw-html", f"this is HTML: '{shown(first_line)}'", HTML_HINT)
        self._findings.add(self._extent(token), *finding)

    def _extent(self, token: Token) -> Span:
        written = markup.written(token)
        return self._places.span(written.start, written.end) if written else Span(0, 0)

    def _content(self, opened: _Open) -> Content | None:
        """Say what a link or a bracketed span means, now that its words are known."""
        token = opened.token
        span = self._extent(token)
        content = self._meant(token, span)
        if content and self._words.is_blank_since(opened):
            what = "annotation" if isinstance(content, Annotation) else "link"
            self._findings.add(
                span, f"empty-{what}", f"this {what} has no words", "write them into its brackets"
            )
            return None
        return content

    def _meant(self, token: Token, span: Span) -> Content | None:
        written = markup.written(token)
        if written is None:
            return None
        if token.info == "auto":
            return self._autolink(str(token.attrs["href"]), span)
        if written.label:
            return self._definitions.content(written.label, span)
        target = written.target or Span(written.end, written.end)
        raw = self._token.content[target.start : target.end]

        def to_text(part: Span) -> Span:
            return self._places.span(target.start + part.start, target.start + part.end)

        judged: Hyperlink | Reading | None
        if token.type == "span_open":
            judged = _reported(read_attributes(raw), to_text, span, self._findings)
        else:
            title = str(token.attrs.get("title", ""))
            judged = _judged(raw, title, to_text, span, self._findings)
        return _annotation(judged, span, self._findings) if isinstance(judged, Reading) else judged

    def _autolink(self, address: str, span: Span) -> Hyperlink | None:
        if scheme_of(address) in ATTRIBUTES:
            self._findings.add(
                span,
                "annotation-without-words",
                "this annotation has no words that it is about",
                f"write [the words]({shown(address)})",
            )
            return None
        refusal = why_refused(address)
        if refusal:
            self._findings.add(span, *refusal)
            return None
        return Hyperlink(address)

    def _report_lookalikes(self) -> None:
        labels = self._definitions.labels
        for one in lookalikes(self._token.content, self._explained, labels):
            span = self._places.span(one.span.start, one.span.end)
            self._findings.add(span, one.code, one.message, one.hint, one.severity)


def _description(image: Token) -> str:
    """Give the words that CommonMark shows in an image's place."""
    return "".join(
        "\n" if token.type in ("softbreak", "hardbreak") else _words_of(token)
        for token in image.children or ()
    )


def _words_of(token: Token) -> str:
    return _description(token) if token.type == "image" else token.content
