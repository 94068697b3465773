"""Binary workbooks (MS-XLSB): records of the sheets, walked without trusting their lengths."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from checks.residue.budget import Stop
from checks.residue.pieces import Part, Table, Text, Unread
from checks.residue.readers.zipped import Container

# record types of MS-XLSB 2.3
_ROW, _BLANK, _RK, _REAL, _STRING, _SHARED = 0, 1, 2, 5, 6, 7
_FORMULA_STRING, _FORMULA_NUMBER = 8, 9
_SST_ITEM, _BUNDLE_SHEET, _COMMENT_TEXT = 19, 156, 637
_WIDE_RUN = re.compile(rb"(?:[\x20-\x7e]\x00|[\x00-\xff][\x30-\x9f]|[\x00-\xef]\xff){2,}")


def records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """(type, payload) of each record (MS-XLSB 2.1.4); stops where lengths leave the data."""
    position, size = 0, len(data)
    while position < size:
        kind = data[position]
        position += 1
        if kind & 0x80 and position < size:
            kind = (kind & 0x7F) | (data[position] & 0x7F) << 7
            position += 1
        length = 0
        for shift in range(0, 28, 7):
            if position >= size:
                return
            byte = data[position]
            position += 1
            length |= (byte & 0x7F) << shift
            if not byte & 0x80:
                break
        if position + length > size:
            return
        yield kind, data[position : position + length]
        position += length


def wide_string(data: bytes, offset: int) -> str:
    """An XLWideString: 32-bit count, then UTF-16."""
    if offset + 4 > len(data):
        return ""
    (count,) = struct.unpack_from("<I", data, offset)
    return data[offset + 4 : offset + 4 + 2 * min(count, 32767)].decode("utf-16-le", "replace")


def rk_number(raw: int) -> float:
    """The value of an RK number (MS-XLSB 2.5.122)."""
    value = (
        float(raw >> 2 if raw < 1 << 31 else (raw >> 2) - (1 << 30))
        if raw & 2
        else struct.unpack("<d", struct.pack("<Q", (raw & 0xFFFFFFFC) << 32))[0]
    )
    return value / 100 if raw & 1 else value


def read(archive: Container) -> Iterator[Part]:
    """Every sheet of a binary workbook as a table, comments as text."""
    shared: list[str] = []
    for name in archive.names():
        if name.endswith("sharedStrings.bin"):
            shared = [wide_string(payload, 1) for kind, payload in records(archive.read(name)) if kind == _SST_ITEM]
    for name in archive.names():
        if not name.endswith(".bin") or ("/worksheets/" not in name and "/comments" not in name) or "/_rels/" in name:
            continue
        place = name.rpartition("/")[2].removesuffix(".bin")
        try:
            data = archive.read(name)
        except Stop as stop:
            yield Unread(stop.code, place)
            continue
        if "/comments" in name:
            yield Text("\n".join(strings(data)), place)
        else:
            yield Table(_rows(data, shared), place)


def _rows(data: bytes, shared: list[str]) -> list[list[str]]:
    rows: list[list[str]] = []
    for kind, payload in records(data):
        if kind == _ROW:
            rows.append([])
        elif kind <= _FORMULA_NUMBER and len(payload) >= 8 and rows:
            (column,) = struct.unpack_from("<I", payload)
            told = _cell(kind, payload, shared)
            row = rows[-1]
            if told and column <= 1000:
                row.extend([""] * (column - len(row)))
                row.append(told)
    return [row for row in rows if row]


def _cell(kind: int, payload: bytes, shared: list[str]) -> str:
    if kind == _SHARED and len(payload) >= 12:
        (index,) = struct.unpack_from("<I", payload, 8)
        return shared[index] if index < len(shared) else ""
    if kind in (_STRING, _FORMULA_STRING):
        return wide_string(payload, 8)
    if kind == _RK and len(payload) >= 12:
        return _plain(rk_number(struct.unpack_from("<I", payload, 8)[0]))
    if kind in (_REAL, _FORMULA_NUMBER) and len(payload) >= 16:
        return _plain(struct.unpack_from("<d", payload, 8)[0])
    return ""


def _plain(value: float) -> str:
    return str(int(value)) if abs(value) < 1e15 and value.is_integer() else repr(value)


def strings(data: bytes) -> list[str]:
    """UTF-16 strings found anywhere in `data`."""
    return [run.decode("utf-16-le", "replace") for run in _WIDE_RUN.findall(data)]
