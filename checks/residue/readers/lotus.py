"""Worksheets of Lotus 1-2-3 and Symphony: labels and numbers of every sheet (the published layout of WKS, WK1, WK3 and WK4)."""

from __future__ import annotations

import math
import struct
from collections.abc import Iterator

from checks.residue import charset
from checks.residue.pieces import Part, Table, Unread
from checks.residue.readers import raw
from checks.residue.readers.sheets import MAX_COLUMN, number, serial_date
from checks.residue.readers.source import Source
from checks.residue.readers.xls import CUT, records

_INTEGER, _NUMBER, _LABEL, _FORMULA, _STRING = 0x0D, 0x0E, 0x0F, 0x10, 0x33
_LABEL_3, _NUMBER_3, _SMALL_3, _FORMULA_3, _STRING_3 = 0x16, 0x17, 0x18, 0x19, 0x1A
_PREFIXES = b"'\"^\\|"
_DATES = {2, 3, 4, 9, 10}  # day formats among the special ones
Cells = dict[int, dict[int, dict[int, str]]]


def read(source: Source) -> Iterator[Part]:
    """A table for each sheet."""
    data = source.all()
    later = len(data) > 5 and data[5] >= 0x10
    cells: Cells = {}
    kind = CUT
    for kind, body in records(data):
        found = _later(kind, body) if later else _first(kind, body)
        if found and found[3] and found[2] <= MAX_COLUMN:
            sheet, row, column, told = found
            cells.setdefault(sheet, {}).setdefault(row, {})[column] = told
    for sheet, rows in sorted(cells.items()):
        filled = [[row.get(column, "") for column in range(max(row) + 1)] for _, row in sorted(rows.items())]
        yield Table(filled, f"sheet{sheet + 1}")
    if kind == CUT:
        yield from raw.strings(source)
        yield Unread("corrupt")


def _first(kind: int, body: bytes) -> tuple[int, int, int, str] | None:
    """(sheet, row, column, text) of a record of 1-2-3 up to release 2."""
    if len(body) < 6:
        return None
    shown, column, row = struct.unpack_from("<BHH", body)
    date = shown & 0x70 == 0x70 and shown & 0x0F in _DATES
    if kind in (_LABEL, _STRING):
        return 0, row, column, _text(body[5:])
    if kind == _INTEGER and len(body) >= 7:
        return 0, row, column, _number(struct.unpack_from("<h", body, 5)[0], date)
    if kind in (_NUMBER, _FORMULA) and len(body) >= 13:
        return 0, row, column, _number(struct.unpack_from("<d", body, 5)[0], date)
    return None


def _later(kind: int, body: bytes) -> tuple[int, int, int, str] | None:
    """The same of release 3 and later."""
    if len(body) < 6:
        return None
    row, sheet, column = struct.unpack_from("<HBB", body)
    if kind in (_LABEL_3, _STRING_3):
        return sheet, row, column, _text(body[4:])
    if kind == _SMALL_3:
        return sheet, row, column, _number(_small(struct.unpack_from("<h", body, 4)[0]), False)
    if kind in (_NUMBER_3, _FORMULA_3) and len(body) >= 14:
        return sheet, row, column, _number(_extended(body[4:14]), False)
    return None


def _small(value: int) -> float:
    """A number of two bytes: whole, or a multiple of a power of ten or two."""
    if not value & 1:
        return float(value >> 1)
    steps = (5000, 500, -20, -200, -2000, -20000, -16, -64)
    step = steps[value >> 1 & 7]
    return float((value >> 4) * step) if step > 0 else (value >> 4) / -step


def _extended(value: bytes) -> float:
    """A number of ten bytes (x87): sign, exponent, whole mantissa."""
    mantissa, exponent = struct.unpack("<QH", value)
    power = (exponent & 0x7FFF) - 16383 - 63
    if not mantissa or not -1000 < power < 900:
        return 0.0
    return math.ldexp(mantissa, power) * (-1.0 if exponent & 0x8000 else 1.0)


def _number(value: float, date: bool) -> str:
    return serial_date(repr(float(value))) if date else number(repr(float(value)))


def _text(value: bytes) -> str:
    value = value.partition(b"\0")[0]
    value = value[1:] if value[:1] and value[:1] in _PREFIXES else value
    return charset.decode(value, charset.detect(value) or "cp932")
