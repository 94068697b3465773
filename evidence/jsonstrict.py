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
from functools import cache
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

MAX_BYTES = 16 << 20
MAX_DEPTH = 12

_T = TypeVar("_T")


class SchemaError(ValueError):
    """A JSON document does not have the form of docs/format; ``where`` is the path of the field."""

    def __init__(self, where: str) -> None:
        super().__init__(where)
        self.where = where


@dataclasses.dataclass(frozen=True)
class Text:
    """Constraint of a string field: a whole-match pattern and a length."""

    pattern: str = r"[^\x00-\x1f\x7f]*"
    longest: int = 1000

    def ok(self, value: str) -> bool:
        """Whether the value fits."""
        return len(value) <= self.longest and re.fullmatch(self.pattern, value) is not None


def dumps(value: object) -> bytes:
    """The bytes of a document: sorted keys, two spaces, UTF-8, one LF at the end."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, indent=1).encode("utf-8") + b"\n"


def loads(raw: bytes) -> object:
    """Parse one document; SchemaError for anything JSON itself leaves open (duplicates, NaN, floats, depth)."""
    if len(raw) > MAX_BYTES or _depth(raw) > MAX_DEPTH:
        raise SchemaError("")
    try:
        return json.loads(
            raw.decode("utf-8"), object_pairs_hook=_no_duplicates, parse_float=_refuse, parse_constant=_refuse
        )
    except (ValueError, RecursionError):
        raise SchemaError("") from None


def _depth(raw: bytes) -> int:
    """An upper bound of the nesting (brackets inside strings count too, which only errs to the strict side)."""
    deepest = depth = 0
    for match in re.finditer(rb'"(?:[^"\\]|\\.)*"|[\[{]|[\]}]', raw):
        char = match.group()
        depth += 1 if char in b"[{" else -1 if char in b"]}" else 0
        deepest = max(deepest, depth)
    return deepest


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    out = dict(pairs)
    if len(out) != len(pairs):
        raise ValueError("duplicate key")
    return out


def _refuse(text: str) -> object:
    raise ValueError(text)


def decode(cls: type[_T], value: object, where: str = "") -> _T:
    """Build ``cls`` (a dataclass) from a parsed document."""
    result: _T = _value(cls, value, where)
    return result


@cache
def _fields(cls: type) -> dict[str, Any]:
    return {json_name(k): (k, v) for k, v in get_type_hints(cls, include_extras=True).items()}


def json_name(field: str) -> str:
    """The key of a field: a trailing underscore only avoids a Python keyword."""
    return field.removesuffix("_")


def _value(kind: Any, value: object, where: str) -> Any:  # noqa: ANN401
    origin = get_origin(kind)
    if origin is typing.Annotated:
        base, *constraints = get_args(kind)
        text = _value(base, value, where)
        if not all(c.ok(text) for c in constraints):
            raise SchemaError(where)
        return text
    if origin in (types.UnionType, typing.Union):
        return None if value is None else _value(get_args(kind)[0], value, where)
    if origin is tuple:
        if not isinstance(value, list):
            raise SchemaError(where)
        return tuple(_value(get_args(kind)[0], v, f"{where}[{i}]") for i, v in enumerate(value))
    if dataclasses.is_dataclass(kind):
        return _object(kind, value, where)
    if type(value) is not kind or (kind is int and not -(1 << 53) < typing.cast("int", value) < 1 << 53):
        raise SchemaError(where)
    return value


def _object(cls: Any, value: object, where: str) -> Any:  # noqa: ANN401
    fields = _fields(cls)
    if not isinstance(value, dict):
        raise SchemaError(where)
    for key in [*value, *fields]:
        if key not in fields or key not in value:
            raise SchemaError(f"{where}.{key}"[:120].lstrip("."))
    built = {name: _value(kind, value[key], f"{where}.{key}".lstrip(".")) for key, (name, kind) in fields.items()}
    return cls(**built)


def encode(value: Any) -> Any:  # noqa: ANN401
    """The parsed-JSON form of a dataclass, the inverse of ``decode``."""
    if dataclasses.is_dataclass(value):
        return {json_name(f.name): encode(getattr(value, f.name)) for f in dataclasses.fields(value)}
    return [encode(v) for v in value] if isinstance(value, tuple) else value
