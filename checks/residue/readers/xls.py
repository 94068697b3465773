"""Excel 5 to 2003: cells of every sheet, hidden ones too, comments and text boxes, from BIFF records (MS-XLS 2.4)."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from checks.residue.budget import Stop
from checks.residue.pieces import Member, Part, Table, Text, Unread
from checks.residue.readers import margins, password, xls_beside
from checks.residue.readers.sheets import MAX_COLUMN, SHIFT_1904, printed, serial_date
from checks.residue.readers.source import Source
from checks.residue.readers.xlsb import rk_number

_BOF, _EOF, _FILEPASS, _BOUNDSHEET, _SST, _CONTINUE = 0x809, 0x0A, 0x2F, 0x85, 0xFC, 0x3C
_LABELSST, _LABEL, _RSTRING, _RK, _MULRK, _NUMBER, _FORMULA, _STRING = (
    0xFD,
    0x204,
    0xD6,
    0x27E,
    0xBD,
    0x203,
    0x06,
    0x207,
)
_TXO, _HEADER, _FOOTER, _FORMAT, _XF, _CODEPAGE, _SXSTRING, _NAME = 0x1B6, 0x14, 0x15, 0x41E, 0xE0, 0x42, 0xCD, 0x18
_DATE_FORMATS = frozenset((*range(14, 18), 22, *range(27, 37), *range(50, 59)))
_CELLS = frozenset((_LABELSST, _LABEL, _RSTRING, _RK, _NUMBER, _MULRK))
_OTHERS = frozenset((_SST, _BOUNDSHEET, _TXO, _HEADER, _FOOTER, _SXSTRING, _FORMAT, _XF))
_DATEMODE, _GLOBALS = 0x22, 200
"""The record that says from which day a workbook counts (MS-XLS 2.4.77), and records among which it stands."""
CUT = -1
Record = tuple[int, bytes]


def read(stream: bytes, source: Source | None) -> Iterator[Part]:
    """Sheets as tables, the rest as text. A workbook behind Excel's default password is opened; others raise Stop("locked")."""
    found = list(records(stream))
    if any(kind == _FILEPASS for kind, _ in found[:40]):
        if source is None:
            raise Stop("locked")
        yield Member("workbook", password.open_default(source))
        return
    book = _Book(found)
    yield from book.sheets()
    if book.said:
        yield Text("\n".join(book.said), "notes")
    yield from book.beside.told()
    yield from margins.around([*book.names, *"\n".join(book.printed).split("\n")])
    if found[-1:] == [(CUT, b"")]:
        yield Unread("corrupt")


def records(stream: bytes) -> Iterator[Record]:
    """(kind, body) of the records of a stream; CUT as the last kind where it is cut off or its lengths are damaged."""
    position = 0
    while position + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, position)
        yield kind, stream[position + 4 : position + 4 + length]
        position += 4 + length
    if position > len(stream) or any(stream[position:]):
        yield CUT, b""


class _Book:
    """State of one pass over the records of a workbook."""

    def __init__(self, records: list[Record]) -> None:
        self.records = records
        self.old = bool(records) and records[0][0] == _BOF and records[0][1][:2] == b"\x00\x05"
        self.codec = "cp932"
        self.shared: list[str] = []
        self.names: list[str] = []
        self.dates: set[int] = set()
        self.shift = SHIFT_1904 if (_DATEMODE, b"\1\0") in records[:_GLOBALS] else 0
        self.said: list[str] = []
        self.printed: list[str] = []
        self.beside = xls_beside.Beside()
        self._formats: dict[int, str] = {}
        self._styles = 0

    def sheets(self) -> Iterator[Part]:
        """One table for each sheet."""
        rows: dict[int, dict[int, str]] = {}
        sheet, pending = -1, (0, 0)
        for index, (kind, body) in enumerate(self.records):
            if kind in (_BOF, 0x409, 0x209):
                if rows:
                    yield self._table(rows, sheet)
                    rows = {}
                sheet += 1
            elif kind in _CELLS:
                self._cell(kind, body, rows)
            elif kind in (_FORMULA, _STRING):
                pending = self._formula(kind, body, rows, pending)
            elif kind in _OTHERS:
                self._other(kind, body, index)
            elif kind in xls_beside.KINDS and not self.old:
                self.beside.take(kind, body)
        if rows:
            yield self._table(rows, sheet)

    def _table(self, rows: dict[int, dict[int, str]], sheet: int) -> Table:
        where = self.names[sheet - 1] if 1 <= sheet <= len(self.names) else f"sheet{sheet}"
        filled = [[row.get(column, "") for column in range(max(row) + 1)] for _, row in sorted(rows.items())]
        return Table(filled, where)

    def _put(self, rows: dict[int, dict[int, str]], row: int, column: int, told: str) -> None:
        if told and column <= MAX_COLUMN:
            rows.setdefault(row, {})[column] = told

    def _cell(self, kind: int, body: bytes, rows: dict[int, dict[int, str]]) -> None:
        if len(body) < 8:
            return
        row, column, style = struct.unpack_from("<HHH", body)
        if kind == _LABELSST and len(body) >= 10:
            (number,) = struct.unpack_from("<I", body, 6)
            self._put(rows, row, column, self.shared[number] if number < len(self.shared) else "")
        elif kind in (_LABEL, _RSTRING):
            self._put(rows, row, column, self._string(body, 6))
        elif kind == _RK and len(body) >= 10:
            self._put(rows, row, column, self._number(rk_number(struct.unpack_from("<I", body, 6)[0]), style))
        elif kind == _NUMBER and len(body) >= 14:
            self._put(rows, row, column, self._number(struct.unpack_from("<d", body, 6)[0], style))
        elif kind == _MULRK:
            for offset in range(4, len(body) - 7, 6):
                one_style, raw = struct.unpack_from("<HI", body, offset)
                self._put(rows, row, column + (offset - 4) // 6, self._number(rk_number(raw), one_style))

    def _formula(
        self, kind: int, body: bytes, rows: dict[int, dict[int, str]], pending: tuple[int, int]
    ) -> tuple[int, int]:
        """A formula's kept value; a text follows in a record of its own."""
        if kind == _STRING:
            self._put(rows, *pending, self._string(body, 0))
            return pending
        if not self.old:
            self.beside.take(kind, body)
        if len(body) < 14:
            return pending
        row, column, style = struct.unpack_from("<HHH", body)
        if body[12:14] != b"\xff\xff":
            self._put(rows, row, column, self._number(struct.unpack_from("<d", body, 6)[0], style))
        return row, column

    def _number(self, value: float, style: int) -> str:
        if style in self.dates:
            return serial_date(repr(value), self.shift)
        return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)

    def _string(self, body: bytes, offset: int) -> str:
        if self.old:
            (count,) = struct.unpack_from("<H", body, offset)
            return body[offset + 2 : offset + 2 + count].decode(self.codec, "replace")
        return _unicode_string(body, offset)

    def _other(self, kind: int, body: bytes, index: int) -> None:
        if kind == _SST:
            self.shared = list(_shared(self._with_continues(index)))
        elif kind == _BOUNDSHEET and len(body) > 8:
            self.names.append(
                xls_beside.short_text(body, 6)[0]
                if not self.old
                else body[7 : 7 + body[6]].decode(self.codec, "replace")
            )
        elif kind == _TXO:
            self.said += [
                _compressed(chunk[1:], chunk[0]) for chunk in self._with_continues(index)[1:2] if len(chunk) > 1
            ]
        elif kind in (_HEADER, _FOOTER, _SXSTRING) and len(body) > 3 and not self.old:
            self.said.append(printed(_unicode_string(body, 0)))
            self.printed += self.said[-1:] if kind != _SXSTRING else []
        elif kind == _FORMAT and len(body) > 4 and not self.old:
            self._formats[struct.unpack_from("<H", body)[0]] = _unicode_string(body, 2)
        elif kind == _XF and len(body) >= 4:
            (number,) = struct.unpack_from("<H", body, 2)
            if number in _DATE_FORMATS or (
                number >= 164
                and any(ch in self._formats.get(number, "") for ch in "ymdeg")
                and "General" not in self._formats.get(number, "")
            ):
                self.dates.add(self._styles)
            self._styles += 1

    def _with_continues(self, index: int) -> list[bytes]:
        """A record and the CONTINUE records after it."""
        chunks = [self.records[index][1]]
        for kind, body in self.records[index + 1 :]:
            if kind != _CONTINUE:
                break
            chunks.append(body)
        return chunks


def _compressed(raw: bytes, flag: int) -> str:
    return raw.decode("utf-16-le", "replace") if flag & 1 else raw.decode("latin-1")


def _unicode_string(body: bytes, offset: int) -> str:
    if offset + 3 > len(body):
        return ""
    count, flag = struct.unpack_from("<HB", body, offset)
    start = offset + 3 + (2 if flag & 8 else 0) + (4 if flag & 4 else 0)
    return _compressed(body[start : start + count * (2 if flag & 1 else 1)], flag)


class _Chunks:
    """Bytes of a record spread over CONTINUE records; strings may change width where one begins (MS-XLS 2.5.293)."""

    def __init__(self, chunks: list[bytes]) -> None:
        self.chunks = chunks
        self.number = 0
        self.at = 8

    def whole(self) -> str | None:
        """The next string if it is plain and lies within one record, as nearly all do."""
        chunk, at = self.chunks[self.number] if self.number < len(self.chunks) else b"", self.at
        if at + 3 > len(chunk) or chunk[at + 2] & 0x0C:
            return None
        flag = chunk[at + 2]
        end = at + 3 + (chunk[at] + (chunk[at + 1] << 8)) * (2 if flag & 1 else 1)
        if end > len(chunk):
            return None
        self.at = end
        return _compressed(chunk[at + 3 : end], flag)

    def take(self, count: int) -> bytes:
        out = b""
        while count and self.number < len(self.chunks):
            piece = self.chunks[self.number][self.at : self.at + count]
            out += piece
            self.at += len(piece)
            count -= len(piece)
            if count:
                self.number += 1
                self.at = 0
        return out

    def text(self, count: int, flag: int) -> str:
        out = []
        while count > 0 and self.number < len(self.chunks):
            width = 2 if flag & 1 else 1
            room = (len(self.chunks[self.number]) - self.at) // width
            used = min(room, count)
            out.append(_compressed(self.chunks[self.number][self.at : self.at + used * width], flag))
            self.at += used * width
            count -= used
            if count:
                self.number += 1
                if self.number < len(self.chunks) and self.chunks[self.number]:
                    flag = self.chunks[self.number][0]
                self.at = 1
        return "".join(out)


def _shared(chunks: list[bytes]) -> Iterator[str]:
    """The shared strings, readings included as strings of their own."""
    if len(chunks[0]) < 8:
        return
    (count,) = struct.unpack_from("<I", chunks[0], 4)
    reader = _Chunks(chunks)
    for _ in range(min(count, 1_000_000)):
        whole = reader.whole()
        if whole is not None:
            yield whole
            continue
        head = reader.take(3)
        if len(head) < 3:
            return
        characters, flag = struct.unpack("<HB", head)
        runs = struct.unpack("<H", reader.take(2).ljust(2, b"\0"))[0] if flag & 8 else 0
        extra = struct.unpack("<I", reader.take(4).ljust(4, b"\0"))[0] if flag & 4 else 0
        yield reader.text(characters, flag)
        reader.take(4 * runs)
        reader.take(min(extra, 1 << 20))
