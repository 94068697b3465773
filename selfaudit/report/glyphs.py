"""Which characters a font can draw, and writing the others as their numbers.

Reads the character map of an OpenType font (table ``cmap``, formats 4 and 12, ISO/IEC 14496-22).
"""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def covered(font: Path) -> frozenset[int]:
    """The code points the font has a glyph for."""
    data = font.read_bytes()
    table = _table(data, b"cmap")
    count = struct.unpack_from(">H", data, table + 2)[0]
    found: set[int] = set()
    for index in range(count):
        _, _, offset = struct.unpack_from(">HHI", data, table + 4 + 8 * index)
        found.update(_subtable(data, table + offset))
    return frozenset(found)


def spelled_out(value: Any, characters: frozenset[int]) -> Any:
    """The same JSON value with every character outside the set written as ``<U+1F600>``; controls become spaces."""
    if isinstance(value, str):
        return value if all(ord(c) in characters for c in value) else "".join(_shown(c, characters) for c in value)
    if isinstance(value, dict):
        return {key: spelled_out(item, characters) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [spelled_out(item, characters) for item in value]
    return value


def _shown(character: str, characters: frozenset[int]) -> str:
    if ord(character) in characters or character == "\n":
        return character
    if unicodedata.category(character) in ("Cc", "Zs", "Zl", "Zp"):
        return " "
    return f"<U+{ord(character):04X}>"


def _table(data: bytes, tag: bytes) -> int:
    tables = struct.unpack_from(">H", data, 4)[0]
    for index in range(tables):
        name, _, offset, _ = struct.unpack_from(">4sIII", data, 12 + 16 * index)
        if name == tag:
            return int(offset)
    raise ValueError(tag)


def _subtable(data: bytes, start: int) -> Iterator[int]:
    kind = struct.unpack_from(">H", data, start)[0]
    if kind == 4:
        yield from _segments(data, start)
    if kind == 12:
        groups = struct.unpack_from(">I", data, start + 12)[0]
        for index in range(groups):
            first, last, _ = struct.unpack_from(">III", data, start + 16 + 12 * index)
            yield from range(first, last + 1)


def _segments(data: bytes, start: int) -> Iterator[int]:
    """Format 4, the Basic Multilingual Plane; segments that map to no glyph are rare and left in."""
    double = struct.unpack_from(">H", data, start + 6)[0]
    for index in range(0, double, 2):
        last = struct.unpack_from(">H", data, start + 14 + index)[0]
        first = struct.unpack_from(">H", data, start + 16 + double + index)[0]
        if first != 0xFFFF:
            yield from range(first, last + 1)
