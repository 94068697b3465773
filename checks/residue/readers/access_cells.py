"""Rows and values of Access databases: Jet 3 and 4, ACE (the page layout as the mdbtools project has written it down)."""

from __future__ import annotations

import html
import re
import struct
import zlib
from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

from checks.residue.readers.access_pages import Layout
from checks.residue.readers.sheets import number, serial_date

BOOL, BYTE, INT, LONG, MONEY, FLOAT, DOUBLE, DATE, TEXT, OLE, MEMO, NUMERIC = 1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 16
_TAG = re.compile(r"<[^>]*>")
_PACKED_TEXT = b"\xff\xfe"
_PLAIN = {BYTE: "<B", INT: "<h", LONG: "<i", FLOAT: "<f", DOUBLE: "<d"}


class Column(NamedTuple):
    """A column of a table: where its value stands in a row. `place` counts from the end of the row's own head."""

    name: str
    kind: int
    number: int
    fixed: bool
    place: int
    length: int
    order: int


LongValue = Callable[[bytes], bytes]


def cells(row: bytes, columns: list[Column], layout: Layout, varying: int) -> list[bytes | bool | None] | None:
    """The raw values of a row; None where it is none, or not of this table."""
    if len(row) < layout.counts + 1:
        return None
    count = int.from_bytes(row[: layout.counts], "little")
    mask = (count + 7) // 8
    if not count or count > 255 or len(row) < layout.counts + mask:
        return None
    filled = int.from_bytes(row[-mask:], "little")
    ends = _varying(row, mask, layout) if varying else []
    if ends is None or (ends and ends[-1] > len(row)):
        return None
    told: list[bytes | bool | None] = []
    for column in columns:
        present = column.number < count and bool(filled >> column.number & 1)
        if column.kind == BOOL:
            told.append(present)
        elif not present:
            told.append(None)
        elif column.fixed:
            start = layout.counts + column.place
            told.append(row[start : start + column.length])
        else:
            told.append(row[ends[column.order] : ends[column.order + 1]] if column.order + 1 < len(ends) else None)
    return told


def _varying(row: bytes, mask: int, layout: Layout) -> list[int] | None:
    """Where the values of varying length begin, and where the last one ends; None where they do not rise."""
    if layout.wide:
        at = len(row) - mask - 2
        if at < 2:
            return None
        (count,) = struct.unpack_from("<H", row, at)
        if at - 2 * (count + 1) < 0:
            return None
        places = [struct.unpack_from("<H", row, at - 2 * (index + 1))[0] for index in range(count + 1)]
    else:
        places = _with_jumps(row, mask)
    return places if places and all(a <= b for a, b in pairwise(places)) else None


def _with_jumps(row: bytes, mask: int) -> list[int]:
    """The same for Jet 3, where a place has one byte, and a table says at which column each next 256 bytes begin."""
    last = len(row) - 1 - mask
    if last < 1:
        return []
    count, jumps = row[last], (len(row) - 1) // 256
    table = last - jumps - 1
    if table - count < 0:
        return []
    if (table - count) // 256 < jumps:
        jumps -= 1
    places, used = [], 0
    table = last - jumps - 1
    for index in range(count + 1):
        while used < jumps and row[last - used - 1] == index:
            used += 1
        places.append(row[table - index] + 256 * used if table - index >= 0 else 0)
    return places


def text(value: bytes, layout: Layout) -> str:
    """A text as it is kept: in Jet 4 and later UTF-16, parts of it with one byte for each letter."""
    if not layout.wide:
        return value.decode("cp932", "replace").rstrip("\0")
    if not value.startswith(_PACKED_TEXT):
        return value.decode("utf-16-le", "replace").rstrip("\0")
    out, packed, at = [], True, 2
    while at < len(value):
        if packed:
            end = value.find(b"\0", at)
            end = len(value) if end < 0 else end
            out.append(value[at:end].decode("latin-1"))
        else:
            end = next((place for place in range(at, len(value) - 1, 2) if not value[place]), len(value))
            out.append(value[at:end].decode("utf-16-le", "replace"))
        packed, at = not packed, end + 1
    return "".join(out)


def told(value: bytes | bool | None, column: Column, layout: Layout, long_value: LongValue) -> str:
    """What a cell shows."""
    if value is None or isinstance(value, bool):
        return ""
    if column.kind == TEXT:
        return text(value, layout)
    if column.kind == MEMO:
        return _plain(text(long_value(value), layout))
    if column.kind in _PLAIN and len(value) == struct.calcsize(_PLAIN[column.kind]):
        (found,) = struct.unpack(_PLAIN[column.kind], value)
        return number(repr(found))
    if column.kind == DATE and len(value) == 8:
        return serial_date(repr(struct.unpack("<d", value)[0]))
    if column.kind == MONEY and len(value) == 8:
        return number(repr(struct.unpack("<q", value)[0] / 10_000))
    if column.kind == NUMERIC and len(value) == 17:
        parts = struct.unpack("<4L", value[1:])
        return str(sum(part << 32 * (3 - index) for index, part in enumerate(parts)))
    return ""


def _plain(memo: str) -> str:
    """A memo without the tags of rich text."""
    if not memo.startswith("<div"):
        return memo
    return html.unescape(_TAG.sub("", memo.replace("</div>", "\n").replace("<br>", "\n"))).strip()


def attached(value: bytes) -> bytes:
    """The file in a field of attachments: packed or not, behind a head that tells its ending; other objects as they are."""
    if len(value) < 8:
        return value
    kind, _ = struct.unpack_from("<LL", value)
    if kind not in (0, 1):
        return value
    try:
        inner = zlib.decompressobj().decompress(value[8:], 1 << 26) if kind else value[8:]
    except zlib.error:
        return value
    head = int.from_bytes(inner[:4], "little")
    return inner[head:] if 12 <= head < 600 and head < len(inner) else value
