"""Records in, bytes out, and the same records back.

The bytes are MessagePack; msgspec checks every type while it reads. They are for caches and for
other processes of the same program: a program of another version may not be able to read them.
"""

from __future__ import annotations

import threading
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar

import msgspec
import zstandard

from generator.dates import Edtf

T = TypeVar("T")


class DamagedError(ValueError):
    """Bytes are not those of the record that was expected."""


def encode(value: object) -> bytes:
    """Give a record, or anything that is made of records, as bytes."""
    return _ENCODER.encode(value)


def decode(content: bytes, type_: type[T]) -> T:
    """Give the record that bytes hold.

    Args:
        content: What `encode` gave.
        type_: What it was given.

    Raises:
        DamagedError: They hold no such thing.
    """
    try:
        record: T = _decoder(type_).decode(content)
    except (msgspec.MsgspecError, ValueError) as error:
        raise DamagedError(str(error)) from error
    return record


def encode_json(value: object) -> bytes:
    """Give plain values as JSON, each on a line of its own, so that a change shows in few lines."""
    return msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n"


def encode_short_json(value: object) -> bytes:
    """Give plain values as JSON without a space or a line end that is not needed."""
    return msgspec.json.encode(value)


class _Packing(threading.local):
    """What packs and unpacks, once for each thread: making it takes longer than using it."""

    def __init__(self) -> None:
        self.pack = zstandard.ZstdCompressor(level=1).compress
        self.unpack = zstandard.ZstdDecompressor().decompress


_PACKING = _Packing()


def pack(content: bytes) -> bytes:
    """Make bytes small: what is made becomes a third to a fifth."""
    return _PACKING.pack(content)


def unpack(packed: bytes) -> bytes:
    """Give the bytes that were packed.

    Raises:
        DamagedError: They were not packed by `pack`, or are not whole.
    """
    try:
        return _PACKING.unpack(packed)
    except zstandard.ZstdError as error:
        raise DamagedError(str(error)) from error


def encode_in_order(value: object) -> bytes:
    """Give the same bytes for equal values, in every process: sets are sorted.

    Of an object that is no record, what it says that it `rests_on` is given instead. The bytes are
    only good to be compared.
    """
    return _ENCODER.encode(_in_order(value))


def _in_order(value: Any) -> Any:
    match value:
        case set() | frozenset():
            return sorted(value)
        case list() | tuple():
            return list(map(_in_order, value))
        case _ if is_dataclass(value) and not isinstance(value, type | Edtf):
            return [_in_order(getattr(value, one.name)) for one in fields(value)]
    return value


def _plain(value: Any) -> object:
    if hasattr(value, "rests_on"):
        return value.rests_on
    if isinstance(value, Edtf):
        # The text says it all, and no bytes can smuggle in a date that does not hold together.
        return value.text
    raise NotImplementedError(type(value))


def _record(type_: type, value: Any) -> object:
    if type_ is Edtf:
        return Edtf.parse(value)
    raise NotImplementedError(type_)


_ENCODER = msgspec.msgpack.Encoder(enc_hook=_plain)


_DECODERS: dict[Any, msgspec.msgpack.Decoder[Any]] = {}


def _decoder(type_: Any) -> msgspec.msgpack.Decoder[Any]:
    if type_ not in _DECODERS:
        _DECODERS[type_] = msgspec.msgpack.Decoder(type_, dec_hook=_record)
    return _DECODERS[type_]
