"""Word 97-2003: the whole text by its piece table, so headers, notes, comments and text boxes come too (MS-DOC 2.4.1)."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from typing import TYPE_CHECKING

from checks.residue.budget import Stop
from checks.residue.pieces import Part, Table, Text, Unread

if TYPE_CHECKING:
    from checks.residue.readers.ole import Compound

_FIELD = re.compile("\x13[^\x14\x15]*\x14|\x13[^\x14\x15]*\x15|[\x14\x15]")
_ENCRYPTED = 0x0100
_TABLE1 = 0x0200
_CELL = "\x07"


def read(compound: Compound, prefix: str) -> Iterator[Part]:
    """Text and tables of a Word document. Raises Stop: locked, corrupt."""
    word = compound.read(f"{prefix}WordDocument")
    if len(word) < 0x1AA:
        raise Stop("corrupt")
    magic, version, flags = struct.unpack_from("<HH6xH", word)
    if flags & _ENCRYPTED:
        raise Stop("locked")
    if magic != 0xA5EC or version < 0x60:
        raise Stop("unsupported_format")
    name = f"{prefix}{'1Table' if flags & _TABLE1 else '0Table'}"
    if version < 0xC0:
        yield Text(word[struct.unpack_from("<I", word, 0x18)[0] :].decode("cp932", "replace"), raw=True)
        return
    text = "".join(_pieces(word, compound.read(name)))
    yield from _parts(text)
    if "\x01" in text or "\x08" in text:
        yield from _picture_note(text)


def _pieces(word: bytes, table: bytes) -> Iterator[str]:
    """The pieces of text in order (MS-DOC 2.9.38 Clx, 2.8.35 PlcPcd)."""
    at, size = struct.unpack_from("<II", word, 0x1A2)
    clx = table[at : at + size]
    position = 0
    while position < len(clx) and clx[position] == 1:
        position += 3 + struct.unpack_from("<H", clx, position + 1)[0]
    if position + 5 > len(clx) or clx[position] != 2:
        raise Stop("corrupt")
    (length,) = struct.unpack_from("<I", clx, position + 1)
    plc = clx[position + 5 : position + 5 + length]
    count = (len(plc) - 4) // 12
    ends = struct.unpack_from(f"<{count + 1}I", plc)
    for index in range(count):
        (raw,) = struct.unpack_from("<I", plc, 4 * (count + 1) + 8 * index + 2)
        characters = min(ends[index + 1] - ends[index], len(word))
        if raw & 0x40000000:
            start = (raw & 0x3FFFFFFF) // 2
            yield word[start : start + characters].decode("cp1252", "replace")
        else:
            yield word[raw : raw + 2 * characters].decode("utf-16-le", "replace")


def _parts(text: str) -> Iterator[Part]:
    text = (
        _FIELD.sub("", text)
        .replace("\r", "\n")
        .replace("\x0b", "\n")
        .replace("\x0c", "\n")
        .replace("\x1e", "-")
        .replace("\x1f", "")
    )
    lines: list[str] = []
    rows: list[list[str]] = []
    for line in text.split("\n"):
        if _CELL in line:
            cells = line.split(_CELL)
            rows += _rows(cells)
            lines.append(cells[-1])
        else:
            lines.append(line)
    yield Text("\n".join(lines))
    if rows:
        yield Table(rows)


def _rows(cells: list[str]) -> list[list[str]]:
    """Cells end with a mark, rows with a second one right after it."""
    rows: list[list[str]] = [[]]
    for index, cell in enumerate(cells[:-1]):
        if cell == "" and rows[-1] and index and (index + 1 == len(cells) - 1 or len(rows[-1]) == len(rows[0])):
            rows.append([])
        else:
            rows[-1].append(cell.strip())
    return [row for row in rows if row]


def _picture_note(text: str) -> Iterator[Part]:
    if len(text.strip("\x01\x08\r\n \x0c")) < 20:
        yield Unread("picture_only")
