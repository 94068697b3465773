"""JSON as the format wants it: sorted keys, LF at the end, UTF-8; read without duplicates, floats, depth or surprise.

``decode`` fills frozen dataclasses from parsed JSON: unknown and missing keys, wrong types and texts outside their
pattern are refused with the path of the field.
"""

from __future__ import annotations

import dataclasses
import json
import re
import types
import typing
from collections.abc import Callable
from functools import cache, cached_property
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

MAX_BYTES = 8 << 20
MAX_DEPTH = 12
SAFE = 1 << 53
"""Integers beyond this are not the same in every program that reads JSON."""

_T = TypeVar("_T")


class SchemaError(ValueError):
    """A JSON document does not have the form of docs/format; ``where`` is the path of the field."""

    def __init__(self, where: str) -> None:
        super().__init__(where)
        self.where = where


@dataclasses.dataclass(frozen=True)
class Text:
    """Constraint of a string field: a whole-match pattern and a length."""

    pattern: str = r"[^\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]*"
    """By default no control characters, line separators, overrides of the writing direction or halves of a character."""
    longest: int = 1000

    @cached_property
    def fits(self) -> Callable[[str], object]:
        """Whether a value of that length fits: something true or false."""
        return re.compile(self.pattern).fullmatch


def dumps(value: object) -> bytes:
    """The bytes of a document: sorted keys, two spaces, UTF-8, one LF at the end."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, indent=1).encode("utf-8") + b"\n"


def loads(raw: bytes) -> object:
    """Parse one document; SchemaError for anything JSON itself leaves open (duplicates, NaN, floats, depth)."""
    brackets = raw.count(b"[") + raw.count(b"{")
    if len(raw) > MAX_BYTES or (brackets > MAX_DEPTH and _too_deep(raw)):
        raise SchemaError("")
    try:
        return json.loads(
            raw.decode("utf-8"), object_pairs_hook=_no_duplicates, parse_float=_refuse, parse_constant=_refuse
        )
    except (ValueError, RecursionError):
        raise SchemaError("") from None


_BRACKETS = bytes.maketrans(b"{}", b"[]")
_OTHERS = bytes(sorted(set(range(256)) - set(b"[]{}")))


def _too_deep(raw: bytes) -> bool:
    """Whether arrays and objects are nested too deep (or do not match); brackets inside strings do not count."""
    outside = raw.replace(rb"\\", b"").replace(rb"\"", b"").split(b'"')[::2]
    left = b"".join(outside).translate(_BRACKETS, _OTHERS)
    for _ in range(MAX_DEPTH):
        left = left.replace(b"[]", b"")  # one level, from the inside
    return bool(left)


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    out = dict(pairs)
    if len(out) != len(pairs):
        raise ValueError("duplicate key")
    return out


def _refuse(text: str) -> object:
    raise ValueError(text)


def decode(cls: type[_T], value: object) -> _T:
    """Build ``cls`` (a dataclass) from a parsed document."""
    result: _T = _reader(typing.cast("Any", cls))(value)
    return result


def json_name(field: str) -> str:
    """The key of a field: a trailing underscore only avoids a Python keyword."""
    return field.removesuffix("_")


_Reader = Callable[[Any], Any]


@cache
def _reader(kind: Any) -> _Reader:  # noqa: ANN401
    """The function that checks and converts values of a type; the types of a document are looked at once."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is typing.Annotated:
        return _text(arguments[1])
    if origin in (types.UnionType, typing.Union):
        inner = _reader(arguments[0])
        return lambda value: None if value is None else inner(value)
    if origin is tuple:
        return _list(_reader(arguments[0]))
    return _object(kind) if dataclasses.is_dataclass(kind) else _plain(kind)


def _text(rule: Text) -> _Reader:
    longest, fits = rule.longest, rule.fits

    def read(value: object) -> object:
        if type(value) is str and len(value) <= longest and fits(value):
            return value
        raise SchemaError("")

    return read


def _list(inner: _Reader) -> _Reader:
    def read(value: object) -> object:
        if not isinstance(value, list):
            raise SchemaError("")
        out = []
        for i, item in enumerate(value):
            try:
                out.append(inner(item))
            except SchemaError as error:
                raise SchemaError(f"[{i}].{error.where}") from None
        return tuple(out)

    return read


def _plain(kind: type) -> _Reader:
    def read(value: object) -> object:
        if type(value) is not kind or (kind is int and not -SAFE < typing.cast("int", value) < SAFE):
            raise SchemaError("")
        return value

    return read


def _object(cls: Any) -> _Reader:  # noqa: ANN401
    hints = get_type_hints(cls, include_extras=True)
    readers = {json_name(name): _reader(hints[name]) for name in (field.name for field in dataclasses.fields(cls))}
    plan = tuple(readers.items())

    def read(value: object) -> object:
        if not isinstance(value, dict):
            raise SchemaError("")
        if value.keys() != readers.keys():
            raise SchemaError(next(key for key in [*value, *readers] if key not in readers or key not in value)[:60])
        built, key = [], ""
        try:
            for key, reader in plan:
                built.append(reader(value[key]))
        except SchemaError as error:
            raise SchemaError(f"{key}.{error.where}".rstrip(".").replace(".[", "[")[:120]) from None
        return cls(*built)

    return read


def encode(value: Any) -> Any:  # noqa: ANN401
    """The parsed-JSON form of a dataclass, the inverse of ``decode``."""
    if dataclasses.is_dataclass(value):
        return {json_name(f.name): encode(getattr(value, f.name)) for f in dataclasses.fields(value)}
    return [encode(v) for v in value] if isinstance(value, tuple) else value
