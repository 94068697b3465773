"""Domain dataclasses as rows of plain JSON values, and back.

A row is what the database holds and what the journal says was there before and after, so both read alike.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import Enum
from functools import partial
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

Row = dict[str, Any]
T = TypeVar("T")
Reader = Callable[[Any], Any]

_KNOWN: dict[type[Any], dict[str, Reader]] = {}
"""Readers by dataclass: reading type hints costs more than reading a row."""


def to_row(value: Any) -> Row:
    """The fields of a domain dataclass as JSON values; ValueError for a time without a UTC offset."""
    return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}


def from_row(kind: type[T], row: Mapping[str, Any]) -> T:
    """The domain dataclass of this row; columns that are no field of it are left out."""
    return kind(**{name: read(row[name]) for name, read in _readers(kind).items()})


def plain(value: Any) -> Any:
    """A JSON value for anything a domain dataclass may hold."""
    match value:
        case str():
            # A file name may hold bytes that are no text; SQLite and JSON files take text only.
            return str(value) if value.isascii() else str(value).encode("utf-8", "replace").decode("utf-8")
        case datetime():
            if value.tzinfo is None:
                raise ValueError("time without UTC offset")
            return value.isoformat()
        case date():
            return value.isoformat()
        case Mapping():
            return {plain(key): plain(part) for key, part in value.items()}
        case list() | tuple():
            return [plain(part) for part in value]
        case _:
            return value


def _readers(kind: type[Any]) -> dict[str, Reader]:
    if kind not in _KNOWN:
        hints = get_type_hints(kind)
        _KNOWN[kind] = {field.name: _reader(hints[field.name]) for field in dataclasses.fields(kind)}
    return _KNOWN[kind]


def _reader(hint: Any) -> Reader:
    """How a value of this type is read; types are those the domain uses."""
    if get_origin(hint) in (Union, UnionType):
        inner = next(part for part in get_args(hint) if part is not type(None))
        return partial(_optional, _reader(inner))
    if get_origin(hint) is tuple:
        return tuple
    if hint in (date, datetime):
        read: Reader = hint.fromisoformat
        return read
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint
    return _same


def _optional(read: Reader, value: Any) -> Any:
    return None if value is None else read(value)


def _same(value: Any) -> Any:
    return value
