"""A front-matter tree and a kind in, the kind's record and the findings out.

The classes in `model` say which fields there are, which of them are required, and what they hold.
From each class one pydantic model is derived, which knows the rules for single values besides; it
reads front matter, and it describes it as JSON Schema. What pydantic finds is told in the words of
editors.
"""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any, NamedTuple, Union, cast, get_args, get_origin, get_type_hints

from pydantic import (
    AfterValidator,
    ConfigDict,
    Field,
    PlainValidator,
    TypeAdapter,
    ValidationError,
    WithJsonSchema,
    create_model,
)
from pydantic_core import ErrorDetails, PydanticCustomError

from generator.dates import Edtf
from generator.diagnostics import Diagnostic, did_you_mean, only_close
from generator.frontmatter import Mapping, Node, Scalar, Sequence, Unreadable, value_spans
from generator.model import FIELDS_OF_KIND, Fields, KeyPath, Kind, Names
from generator.source import SourceFile, Span, shown
from generator.values import BadValueError, is_blank, rule_of


def read_fields(
    kind: Kind, node: Mapping, source: SourceFile
) -> tuple[Fields | None, tuple[Diagnostic, ...]]:
    """Read the front matter of one source file.

    Args:
        kind: What the file describes.
        node: Its front matter.
        source: The file that it comes from.

    Returns:
        The record, and everything that is wrong. Optional fields with a fault are left out of the
        record; it is None where a required one is missing or faulty.
    """
    values = cast("dict[str | int, object]", _plain(node))
    reader = _reader(kind)
    try:
        return cast("Fields", reader.validate_python(values)), ()
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=False)
    class_: Any = FIELDS_OF_KIND[kind]
    found = _Findings(class_, node, source).about(details)
    faulty = {detail["loc"][0] for detail in details}
    if any(part.required and part.key in faulty for part in parts(class_)):
        return None, found
    whole = {key: value for key, value in values.items() if key not in faulty}
    return cast("Fields", reader.validate_python(whole)), found


def json_schema(kind: Kind) -> dict[str, Any]:
    """Describe a kind's front matter as JSON Schema, draft 2020-12."""
    return _reader(kind).json_schema()


class Reference(NamedTuple):
    """An id in front matter, which must name an existing entry."""

    path: KeyPath
    kinds: tuple[Kind, ...]
    """The kinds that it may name."""
    id: str
    """As written: where there are several kinds, one may stand before it, as in `org:nato`."""


def references(fields: Any) -> Iterator[Reference]:
    """Give every id in a record, in the order of its fields.

    Args:
        fields: A record of front matter, or one inside another.
    """
    return _references(fields, ())


def _references(fields: Any, way: KeyPath) -> Iterator[Reference]:
    class_: Any = type(fields)
    for part in _referring(class_):
        value = getattr(fields, part.name)
        items = enumerate(value) if part.many else () if value is None else ((None, value),)
        for index, item in items:
            path = (*way, part.key) if index is None else (*way, part.key, index)
            if part.names:
                yield Reference(path, part.names.kinds, item)
            else:
                yield from _references(item, path)


# --- From record classes to pydantic -----------------------------------------------------------


class Part(NamedTuple):
    """One field of a record class."""

    name: str
    """Its attribute."""
    key: str
    """Its key in front matter."""
    type: Any
    """The type of its value, or of the items of its list."""
    names: Names | None
    """The kinds that it may name, where it is an id."""
    many: bool
    """Whether it is a list."""
    default: Any
    """`dataclasses.MISSING` where it is required."""

    @property
    def required(self) -> bool:
        """Whether it must be given."""
        return self.default is dataclasses.MISSING

    @property
    def is_record(self) -> bool:
        """Whether it has keys of its own."""
        return dataclasses.is_dataclass(self.type) and self.type is not Edtf


@cache
def parts(class_: Any) -> tuple[Part, ...]:
    """Give the fields of a record class, in order."""
    hints = get_type_hints(class_, include_extras=True)
    found = []
    for field in dataclasses.fields(class_):
        type_ = hints[field.name]
        names = None
        if get_origin(type_) in (Union, types.UnionType):
            (type_,) = (one for one in get_args(type_) if one is not types.NoneType)
        many = get_origin(type_) is tuple and get_args(type_)[-1] is Ellipsis
        if many:
            type_ = get_args(type_)[0]
        if get_origin(type_) is Annotated:
            type_, names = get_args(type_)
        # `from` cannot be the name of an attribute.
        key = field.name.rstrip("_")
        found.append(Part(field.name, key, type_, names, many, field.default))
    return tuple(found)


@cache
def _referring(class_: Any) -> tuple[Part, ...]:
    """Give the fields of a record class that hold ids, or records."""
    return tuple(part for part in parts(class_) if part.names or part.is_record)


@cache
def _reader(kind: Kind) -> TypeAdapter[Any]:
    return TypeAdapter(_derived(FIELDS_OF_KIND[kind]))


def _derived(class_: Any) -> Any:
    """Give the type that pydantic reads into a record of this class."""
    fields: dict[str, Any] = {}
    for part in parts(class_):
        type_ = _derived(part.type) if part.is_record else _checked(part)
        if part.many:
            type_ = types.GenericAlias(tuple, (type_, ...))
        default = ... if part.required else part.default
        fields[part.name] = (
            type_,
            Field(default, alias=part.key, json_schema_extra=_without_null),
        )
    model = create_model(class_.__name__, __config__=ConfigDict(extra="forbid"), **fields)
    return Annotated[
        model,
        AfterValidator(lambda read: class_(**{name: getattr(read, name) for name in fields})),
    ]


def _without_null(schema: dict[str, Any]) -> None:
    """Take out a default of null: what is not given cannot be written down."""
    if schema.get("default", ...) is None:
        del schema["default"]


def _checked(part: Part) -> Any:
    """Give the type of a single value, with its rule."""
    rule = rule_of(part.key, part.type, part.names)

    def read(value: object) -> object:
        try:
            if not rule.of_text:
                return rule.read(value)
            if not isinstance(value, str):
                raise BadValueError("wrong-type", f"'{part.key}' takes {rule.wanted}", "")
            if is_blank(value):
                raise BadValueError("empty-value", f"'{part.key}' has no value", _HINT_IF_EMPTY)
            # A block of text ends with a line end that nobody typed for its own sake.
            return rule.read(value.strip(" \n"))
        except BadValueError as error:
            # As a value, a message with braces is no template.
            context = {"message": error.message, "hint": error.hint}
            raise PydanticCustomError(error.code, "{message}", context) from None

    return Annotated[part.type, PlainValidator(read), WithJsonSchema(rule.schema)]


def _plain(node: Node) -> object:
    """Turn a tree into what pydantic reads; something unreadable is of no type that it knows."""
    match node:
        case Scalar(text):
            return text
        case Sequence(items):
            return tuple(_plain(item) for item in items)
        case Mapping(entries):
            return {key.text: _plain(value) for key, value in entries}
        case Unreadable():
            return node


# --- From pydantic's errors to findings --------------------------------------------------------

_HINT_IF_EMPTY = "write one, or delete the line"


class _Findings:
    """Tells an editor what pydantic found."""

    def __init__(self, class_: Any, root: Mapping, source: SourceFile) -> None:
        self.class_ = class_
        self.root = root
        self.source = source
        self.spans = value_spans(root)

    def about(self, details: list[ErrorDetails]) -> tuple[Diagnostic, ...]:
        """Give one finding for each thing that has to be changed."""
        unknown = {
            one["loc"]: self._unknown(one["loc"]) for one in details if one["type"] == _UNKNOWN
        }
        found = list(unknown.values())
        for detail in details:
            path, type_ = detail["loc"], detail["type"]
            if type_ == _MISSING:
                # A key that is misspelt is not missing as well.
                if not any(
                    f"'{path[-1]}'" in misspelt.hint and path[:-1] == other[:-1]
                    for other, misspelt in unknown.items()
                ):
                    found.append(self._missing(path))
            elif type_ != _UNKNOWN and not isinstance(self._node(path), Unreadable):
                found.append(self._bad_value(path, type_, detail.get("ctx", {})))
        return tuple(found)

    def _unknown(self, path: KeyPath) -> Diagnostic:
        *way, key = path
        mapping = cast("Mapping", self._node(way))
        (span,) = (one.span for one, _ in mapping.entries if one.text == key)
        keys = self._keys(way)
        hint = did_you_mean(shown(str(key)), keys) or f"the keys here are {', '.join(keys)}"
        message = f"there is no key '{shown(str(key))}' here"
        free = [one for one in keys if all(one != key.text for key, _ in mapping.entries)]
        found = self._at(span, "unknown-key", message, hint)
        return dataclasses.replace(found, fix=only_close(str(key), free))

    def _missing(self, path: KeyPath) -> Diagnostic:
        *way, key = path
        start = self.spans[tuple(way)].start if way else 0
        end = self.source.text.find("\n", start)
        span = Span(start, end)
        return self._at(span, "missing-key", f"there is no '{key}'", f"add a line '{key}: …'")

    def _bad_value(self, path: KeyPath, code: str, said: dict[str, Any]) -> Diagnostic:
        node, span = self._node(path), self.spans[path]
        key = next(step for step in reversed(path) if isinstance(step, str))
        if isinstance(node, Scalar) and is_blank(node.text):
            return self._at(span, "empty-value", f"'{key}' has no value", _HINT_IF_EMPTY)
        if said.get("hint"):
            return self._at(span, code, said["message"], said["hint"])
        if "message" in said:
            hint = "write one, without brackets and dashes; a text that begins with [ needs quotes"
            if isinstance(node, Mapping):
                hint = "put a text with a colon in it in quotes"
            return self._at(span, "wrong-type", said["message"], hint)
        return self._at(span, "wrong-type", *self._structure(node, path, key))

    def _structure(self, node: Node, path: KeyPath, key: str) -> tuple[str, str]:
        """Say that something has to be a list, or an item with keys of its own."""
        keys = self._keys(path)
        if path[-1] != key:
            return (
                f"an item of '{key}' has keys",
                f"write {' or '.join(f'{one}: …' for one in keys)}",
            )
        if isinstance(node, Scalar) and not keys:
            return f"'{key}' takes a list", f"write it in brackets: [{shown(node.text)}]"
        example = f"'- {keys[0]}: …'" if keys else "'- …'"
        return f"'{key}' takes a list", f"write a line {example} for each item"

    def _keys(self, path: KeyPath | list[str | int]) -> list[str]:
        """Give the keys that may stand in the mapping at a place of the tree."""
        here = parts(self.class_)
        for step in path:
            if isinstance(step, str):
                (part,) = (part for part in here if part.key == step)
                here = parts(part.type) if part.is_record else ()
        return [part.key for part in here]

    def _node(self, path: KeyPath | list[str | int]) -> Node:
        node: Node = self.root
        for step in path:
            if isinstance(node, Mapping):
                (node,) = (value for key, value in node.entries if key.text == step)
            elif isinstance(node, Sequence) and isinstance(step, int):
                node = node.items[step]
        return node

    def _at(self, span: Span, code: str, message: str, hint: str) -> Diagnostic:
        return Diagnostic(self.source.locate(span), code, message, hint)


# Two of pydantic's names for errors, see https://docs.pydantic.dev/latest/errors/validation_errors/.
_UNKNOWN = "extra_forbidden"
_MISSING = "missing"
