"""One source file in, its front matter as a tree out, with the place of every key and value.

    file      = "---" line-end  *( yaml line-end )  "---" line-end  body
    yaml      = mapping
    mapping   = *( key ":" value )        ; no key twice
    value     = scalar / sequence / mapping

Of YAML, only what looks like what it means is read. A scalar is the text that the author typed:
`NO`, `12:30`, `1.10` and `2016-08-26` are nothing but these characters. Anchors, aliases, tags,
merge keys and further documents are errors, and so is a `#` that would cut off the end of a value.
The front matter is read as a stream of events, so that nothing is built from it but this tree, and
its size and depth are bounded before anything could grow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from generator.diagnostics import Diagnostic
from generator.model import KeyPath
from generator.source import SourceFile, Span, shown
from generator.yaml_errors import Fault, explain, needs_quotes, no_key, offsets, unclosed

MAX_LENGTH = 64_000
"""The longest front matter that is read, in characters."""

MAX_DEPTH = 8
"""How many lists and mappings may lie within each other; the kinds of sources need three."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text. A key without a value has the empty one."""

    text: str
    """As typed; without quotation marks, and with escapes and line folding resolved."""
    span: Span
    """With its quotation marks; the key's place where there is no value."""


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list, in brackets or with a dash before each item."""

    items: tuple[Node, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with values, in the order of the file; no key is there twice."""

    entries: tuple[tuple[Scalar, Node], ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A value of which a finding already says what is wrong."""

    span: Span


Node = Scalar | Sequence | Mapping | Unreadable


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The front matter of a file."""

    node: Mapping | None
    """None where it could not be read; `found` then says why."""
    body_start: int
    """Offset of the first character below the front matter."""
    found: tuple[Diagnostic, ...]


def split(source: SourceFile) -> FrontMatter:
    """Read a file's front matter and find where its body begins."""
    conflict = merge_conflict(source)
    if conflict:
        return FrontMatter(None, len(source.text), (conflict,))
    opening = _OPENING.match(source.text)
    if opening is None:
        return FrontMatter(None, 0, (_missing(source),))
    closing = _CLOSING.search(source.text, opening.end())
    if closing is None:
        fault = Fault(
            Span(opening.start(1), opening.end(1)),
            "unclosed-front-matter",
            "the front matter that begins here has no end",
            "write --- on a line of its own below the last key",
        )
        return FrontMatter(None, len(source.text), (_diagnostic(source, fault),))
    faults = list(_misplaced_fences(opening, closing))
    block = Span(opening.end(), closing.start())
    body_start = min(closing.end() + 1, len(source.text))
    if block.end - block.start > MAX_LENGTH:
        faults.append(
            Fault(
                Span(opening.start(1), opening.end(1)),
                "front-matter-too-long",
                f"the front matter is longer than {MAX_LENGTH} characters",
                "move long texts into the body",
            )
        )
        node = None
    else:
        node, more = _Reader(source.text, block).read()
        faults += more
    return FrontMatter(node, body_start, tuple(_diagnostic(source, fault) for fault in faults))


def merge_conflict(source: SourceFile) -> Diagnostic | None:
    """Find the first line that a merge in Git left behind, in the front matter or in the body."""
    marker = _CONFLICT.search(source.text)
    if marker is None:
        return None
    fault = Fault(
        Span(*marker.span()),
        "merge-conflict",
        "a merge was not finished: here two versions of the text stand one after the other",
        "keep what is right of both, and delete the lines of <<<<<<<, ======= and >>>>>>>",
    )
    return _diagnostic(source, fault)


def value_spans(mapping: Mapping) -> dict[KeyPath, Span]:
    """Give the place of each value, by the keys and the positions that lead to it.

    Returns:
        Places in the file; of a key itself where it has no value.
    """
    return dict(_spans(mapping, ()))


def _spans(node: Node, path: KeyPath) -> Iterator[tuple[KeyPath, Span]]:
    if path:
        yield path, node.span
    if isinstance(node, Mapping):
        for key, value in node.entries:
            yield from _spans(value, (*path, key.text))
    elif isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            yield from _spans(item, (*path, index))


# --- Where it begins and ends ------------------------------------------------------------------

_OPENING = re.compile(r"\s*^(---)[ \t]*\n", re.MULTILINE)
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
# A line of equals signs alone may also underline a heading.
_CONFLICT = re.compile(r"^(?:<{7}|>{7})(?: .*)?$", re.MULTILINE)


def _missing(source: SourceFile) -> Diagnostic:
    message = "there is no front matter" if source.text.strip() else "the file is empty"
    fault = Fault(
        Span(0, len(source.line(1))),
        "no-front-matter",
        message,
        "begin the file with a line of ---, then 'key: value' lines, then --- again",
    )
    return _diagnostic(source, fault)


def _misplaced_fences(opening: re.Match[str], closing: re.Match[str]) -> Iterator[Fault]:
    if opening.start(1) > 0:
        yield Fault(
            Span(opening.start(1), opening.end(1)),
            "misplaced-front-matter",
            "the front matter does not begin on the first line",
            "delete what is above it",
        )
    if closing[0].startswith("."):
        yield Fault(
            Span(*closing.span()),
            "unclosed-front-matter",
            "this does not end the front matter",
            "write --- instead",
        )


def _diagnostic(source: SourceFile, fault: Fault) -> Diagnostic:
    return Diagnostic(source.locate(fault.span), fault.code, fault.message, fault.hint)


# --- What it holds -----------------------------------------------------------------------------

# libyaml is ten times as fast; its events and their places are the same.
_LOADER: type[yaml.CBaseLoader | yaml.BaseLoader] = (
    yaml.CBaseLoader if yaml.__with_libyaml__ else yaml.BaseLoader
)

# Besides control characters: the line ends that YAML knows and an editor's line count does not,
# and what UTF-8 cannot hold or Unicode never assigns.
_FORBIDDEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")

_COMMENT = re.compile(r"([ ]*)#(.?)")

_QUOTATION_MARKS = ("'", '"')
# YAML asks that a quoted text be indented on its further lines, PyYAML does not; one that is not
# has most likely lost its closing mark, and swallows the keys below it.
_UNINDENTED = re.compile(r"\n[^ \n]")


class _StopError(Exception):
    """Reading cannot go on."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message)
        self.fault = fault


class _Reader:
    """Builds the tree of one block of YAML from its events."""

    def __init__(self, text: str, block: Span) -> None:
        self.text = text
        self.block = block
        self.faults: list[Fault] = []
        self.last: yaml.Event | None = None

    def read(self) -> tuple[Mapping | None, list[Fault]]:
        """Give the tree, or None where the block as a whole cannot be read."""
        forbidden = _FORBIDDEN.search(self.text, self.block.start, self.block.end)
        if forbidden:
            return None, [_forbidden(forbidden)]
        block = self.text[self.block.start : self.block.end]
        self.events = iter(yaml.parse(block, Loader=_LOADER))
        try:
            return self._document(), self.faults
        except _StopError as stop:
            fault = stop.fault
        # PyYAML's own parser answers an escape beyond Unicode with one of the latter two.
        except (yaml.YAMLError, ValueError, OverflowError) as error:
            fault = explain(block, error, self.last)
            start, end = fault.span.start, fault.span.end
            fault = fault._replace(span=Span(self.block.start + start, self.block.start + end))
        # What ended the reading often follows from what is already known to be wrong there.
        known = {self.text.count("\n", 0, one.span.start) for one in self.faults}
        if self.text.count("\n", 0, fault.span.start) not in known:
            self.faults.append(fault)
        return None, self.faults

    def _document(self) -> Mapping:
        root: Node | None = None
        for event in self.events:
            self.last = event
            if isinstance(event, yaml.DocumentStartEvent) and event.explicit:
                raise _StopError(
                    Fault(
                        self._span(event),
                        "bad-yaml",
                        "a line of front matter cannot begin with ---",
                        "to end the front matter, write --- and nothing else",
                    )
                )
            if isinstance(event, yaml.NodeEvent):
                root = self._node(event, 1)
                if not isinstance(root, Mapping):
                    raise _StopError(no_key(self.text, root.span.start))
        return root if isinstance(root, Mapping) else Mapping((), self.block)

    def _next(self) -> yaml.Event:
        self.last = next(self.events)
        return self.last

    def _span(self, event: yaml.Event) -> Span:
        start, end = (self.block.start + offset for offset in offsets(event))
        if isinstance(event, yaml.ScalarEvent):
            # The end of a block scalar is the start of what comes after it.
            end = start + len(self.text[start:end].rstrip(" \n"))
        return Span(start, end)

    def _node(self, event: yaml.Event, depth: int) -> Node:
        """Read one value, of which `event` is the first."""
        if depth > MAX_DEPTH and isinstance(event, yaml.CollectionStartEvent):
            raise _StopError(
                Fault(
                    self._span(event),
                    "front-matter-too-deep",
                    f"more than {MAX_DEPTH} lists lie within each other here",
                    "put the value in quotes if it begins with a bracket",
                )
            )
        known = len(self.faults)
        node: Node = Unreadable(self._span(event))
        signs: tuple[str | None, ...] = ()
        if isinstance(event, yaml.ScalarEvent):
            node, signs = self._scalar(event), (event.anchor, event.tag)
        elif isinstance(event, yaml.SequenceStartEvent):
            node, signs = self._sequence(event, depth), (event.anchor, event.tag)
        elif isinstance(event, yaml.MappingStartEvent):
            node, signs = self._mapping(event, depth), (event.anchor, event.tag)
        if isinstance(event, yaml.AliasEvent) or any(signs):
            del self.faults[known:]
            self.faults.append(needs_quotes(self.text, node.span.start))
            return Unreadable(node.span)
        return node

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar | Unreadable:
        span = self._span(event)
        written = self.text[span.start : span.end]
        if event.style in _QUOTATION_MARKS and _UNINDENTED.search(written):
            self.faults.append(unclosed(self.text, span.start))
            return Unreadable(span)
        comment = _COMMENT.match(self.text, span.end)
        if comment:
            gap, after = comment.groups()
            # The convention of yamllint: a comment stands off by two spaces, and `#` by one.
            # After a single word, one space will do: there is no sentence to be cut short.
            is_sentence = len(written.split()) > 1 and written[0] not in _QUOTATION_MARKS
            if after not in ("", " ") or len(gap) < (2 if is_sentence else 1):
                self.faults.append(_cut_off(self.text, span.end + len(gap)))
                return Unreadable(span)
        return Scalar(event.value, span)

    def _sequence(self, event: yaml.SequenceStartEvent, depth: int) -> Sequence:
        items = []
        while not isinstance(inner := self._next(), yaml.SequenceEndEvent):
            item = self._node(inner, depth + 1)
            if isinstance(item, Scalar) and item.span.start == item.span.end:
                dash = self.text.rfind("-", self.block.start, item.span.end)
                item = Scalar("", Span(dash, dash + 1))
            items.append(item)
        return Sequence(tuple(items), self._around(event, inner, items))

    def _mapping(self, event: yaml.MappingStartEvent, depth: int) -> Mapping | Unreadable:
        entries: dict[str, tuple[Scalar, Node]] = {}
        nodes: list[Node] = []
        odd_keys: list[Node] = []
        while not isinstance(inner := self._next(), yaml.MappingEndEvent):
            key = self._node(inner, depth + 1)
            value = self._node(self._next(), depth + 1)
            if isinstance(value, Scalar) and value.span.start == value.span.end:
                value = Scalar("", key.span)
            nodes += (key, value)
            if isinstance(key, Scalar) and key.text:
                self._enter(key, value, entries)
            elif not isinstance(key, Unreadable):
                odd_keys.append(key)
        span = self._around(event, inner, nodes)
        if odd_keys and event.flow_style:
            # Nobody means a key that is a list, or none: it is a text such as `{{ name }}`.
            self.faults.append(needs_quotes(self.text, span.start))
            return Unreadable(span)
        self.faults += (no_key(self.text, key.span.start) for key in odd_keys)
        return Mapping(tuple(entries.values()), span)

    def _enter(self, key: Scalar, value: Node, entries: dict[str, tuple[Scalar, Node]]) -> None:
        if key.text == "<<":
            message, hint = "'<<' merges no other keys in", "write the keys themselves"
            self.faults.append(Fault(key.span, "unsupported-yaml", message, hint))
        elif key.text in entries:
            line = 1 + self.text.count("\n", 0, entries[key.text][0].span.start)
            message = f"'{shown(key.text)}' is already given on line {line}"
            self.faults.append(Fault(key.span, "duplicate-key", message, "keep one of the two"))
        else:
            entries[key.text] = (key, value)

    def _around(
        self, first: yaml.CollectionStartEvent, last: yaml.Event, inner: list[Node]
    ) -> Span:
        """Give the place of a list or a mapping."""
        start = self._span(first).start
        if first.flow_style or not inner:
            return Span(start, self._span(last).end)
        return Span(start, max(inner[-1].span.end, start))


def _forbidden(found: re.Match[str]) -> Fault:
    span = Span(*found.span())
    if found[0] == "\t":
        return Fault(span, "tab", "there is a tab in the front matter", "use spaces")
    return Fault(
        span,
        "control-character",
        f"the front matter holds the invisible character U+{ord(found[0]):04X}",
        "delete it",
    )


def _cut_off(text: str, start: int) -> Fault:
    return Fault(
        Span(start, text.find("\n", start)),
        "comment-in-value",
        "'#' begins a comment here, and the rest of the line would be lost",
        "put the whole value in quotes; if it is a comment, leave two spaces before '#' and one "
        "after it",
    )
