"""Word 6 to 2003: the whole text by its piece table, so headers, notes, comments and text boxes come too (MS-DOC 2.4.1)."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from typing import TYPE_CHECKING

from checks.residue import charset
from checks.residue.budget import Stop
from checks.residue.pieces import Part, Table, Text, Unread
from checks.residue.readers import ruby

if TYPE_CHECKING:
    from checks.residue.readers.ole import Compound

_FIELD = re.compile("\x13[^\x14\x15]*\x14|\x13[^\x14\x15]*\x15|[\x14\x15]")
_ENCRYPTED = 0x0100
_TABLE1 = 0x0200
_COMPLEX, _WIDE = 0x0004, 0x1000
_WORD_95 = (0xA5DC, 0xA5EC, 0xA697, 0xA698, 0xA699)  # the last ones of East Asian editions
_CELL = "\x07"


def read(compound: Compound, prefix: str) -> Iterator[Part]:
    """Text and tables of a Word document. Raises Stop: locked, corrupt."""
    word = compound.read(f"{prefix}WordDocument")
    if len(word) < 0x1AA:
        raise Stop("corrupt")
    magic, version, flags = struct.unpack_from("<HH6xH", word)
    if flags & _ENCRYPTED:
        raise Stop("locked")
    if magic in _WORD_95 and version < 0xC0:
        yield from _parts(_plain(word, flags))
        return
    if magic != 0xA5EC or version < 0xC0:
        raise Stop("unsupported_format")
    name = f"{prefix}{'1Table' if flags & _TABLE1 else '0Table'}"
    text = "".join(_pieces(word, compound.read(name)))
    yield from _parts(text)
    if "\x01" in text or "\x08" in text:
        yield from _picture_note(text)


def _plain(word: bytes, flags: int) -> str:
    """The text of Word 6 and 95: one stretch, or pieces of it where the file was saved in haste; in the system's character set."""
    begin, end = struct.unpack_from("<II", word, 0x18)
    raw = word[begin:end]
    at, size = struct.unpack_from("<II", word, 0x160)
    if flags & _COMPLEX and size > 0 and at + size <= len(word):
        width = 2 if flags & _WIDE else 1
        raw = b"".join(word[place : place + width * count] for place, count in _places(word[at : at + size], len(word)))
    return charset.decode(raw, charset.detect(raw) or "cp932")


def _pieces(word: bytes, table: bytes) -> Iterator[str]:
    """The pieces of text in order (MS-DOC 2.9.38 Clx, 2.8.35 PlcPcd)."""
    at, size = struct.unpack_from("<II", word, 0x1A2)
    for raw, characters in _places(table[at : at + size], len(word)):
        if raw & 0x40000000:
            start = (raw & 0x3FFFFFFF) // 2
            yield word[start : start + characters].decode("cp1252", "replace")
        else:
            yield word[raw : raw + 2 * characters].decode("utf-16-le", "replace")


def _places(clx: bytes, most: int) -> Iterator[tuple[int, int]]:
    """(place, letters) of the pieces of a text. Raises Stop."""
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
        (place,) = struct.unpack_from("<I", plc, 4 * (count + 1) + 8 * index + 2)
        yield place, min(ends[index + 1] - ends[index], most)


def _parts(text: str) -> Iterator[Part]:
    text, readings = ruby.in_fields(text)
    yield from ruby.names(readings)
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
