"""Workbooks of Excel 2 to 4, kept without a container, and bare streams of later ones (OpenOffice's description of BIFF)."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from checks.residue import charset
from checks.residue.pieces import Part, Table, Text, Unread
from checks.residue.readers import raw, xls
from checks.residue.readers.sheets import MAX_COLUMN, number, serial_date
from checks.residue.readers.source import Source
from checks.residue.readers.xlsb import rk_number

_LABEL, _LABEL_2, _NUMBER, _NUMBER_2, _INTEGER, _RK = 0x204, 0x04, 0x203, 0x03, 0x02, 0x27E
_FORMULAS, _STRINGS = (0x06, 0x206, 0x406), (0x07, 0x207)
_FORMATS, _STYLES = (0x1E, 0x41E), (0x243, 0x443)
_BEGINS = (0x09, 0x209, 0x409)
_NOTE, _HEADER, _FOOTER, _SHEET = 0x1C, 0x14, 0x15, 0x8F
_DATE_SIGNS = "ymdge"


def read(source: Source) -> Iterator[Part]:
    """The sheets of a bare stream."""
    data = source.all()
    if data[1] == 8:
        yield from xls.read(data, None)
        return
    sheet, kind = _Sheet(), xls.CUT
    for kind, body in xls.records(data):
        if kind in _BEGINS and sheet.rows:
            yield sheet.table()
        sheet.take(kind, body)
    if sheet.rows:
        yield sheet.table()
    if sheet.said:
        yield Text("\n".join(sheet.said), "notes")
    if kind == xls.CUT:
        yield from raw.strings(source)
        yield Unread("corrupt")


class _Sheet:
    """The cells of a sheet as its records come."""

    def __init__(self) -> None:
        self.rows: dict[int, dict[int, str]] = {}
        self.said: list[str] = []
        self.formats: list[str] = []
        self.dates: set[int] = set()
        self.styles = 0
        self.pending = (0, 0)

    def table(self) -> Table:
        """The rows so far; the next ones begin a sheet of their own."""
        rows, self.rows = self.rows, {}
        return Table([[row.get(column, "") for column in range(max(row) + 1)] for _, row in sorted(rows.items())])

    def take(self, kind: int, body: bytes) -> None:
        """A record."""
        if kind in _FORMATS and body:
            at = 0 if kind == 0x1E else 2
            self.formats.append(_text(body[at + 1 : at + 1 + body[at]]))
        elif kind in _STYLES and len(body) > 1:
            self.dates |= {self.styles} if self._shows_date(body[1]) else set()
            self.styles += 1
        elif kind in _STRINGS:
            self._put(*self.pending, _counted(body, 0, kind == 0x07))
        elif kind in (_HEADER, _FOOTER) and body:
            self.said.append(_text(body[1 : 1 + body[0]]))
        elif kind == _NOTE and len(body) > 6:
            self.said.append(_text(body[6:]))
        elif len(body) >= 8:
            self._cell(kind, body)

    def _shows_date(self, index: int) -> bool:
        shown = self.formats[index] if index < len(self.formats) else ""
        return shown != "General" and any(sign in shown.lower() for sign in _DATE_SIGNS) and "0" not in shown

    def _cell(self, kind: int, body: bytes) -> None:
        row, column, style = struct.unpack_from("<HHH", body)
        first = kind in (_LABEL_2, _NUMBER_2, _INTEGER) or (kind == 0x06)  # Excel 2 has three bytes of looks
        date = self._shows_date(body[5] & 0x3F) if first else style in self.dates
        at = 7 if first else 6
        if kind in (_LABEL, _LABEL_2):
            self._put(row, column, _counted(body, at, kind == _LABEL_2))
        elif kind == _INTEGER and len(body) >= 9:
            self._number(row, column, float(struct.unpack_from("<H", body, at)[0]), date)
        elif kind == _RK and len(body) >= 10:
            self._number(row, column, rk_number(struct.unpack_from("<I", body, 6)[0]), date)
        elif kind in (_NUMBER, _NUMBER_2, *_FORMULAS) and len(body) >= at + 8:
            self.pending = row, column
            if kind in (_NUMBER, _NUMBER_2) or body[at + 6 : at + 8] != b"\xff\xff":
                self._number(row, column, struct.unpack_from("<d", body, at)[0], date)

    def _number(self, row: int, column: int, value: float, date: bool) -> None:
        self._put(row, column, serial_date(repr(value)) if date else number(repr(value)))

    def _put(self, row: int, column: int, told: str) -> None:
        if told and column <= MAX_COLUMN:
            self.rows.setdefault(row, {})[column] = told


def _counted(body: bytes, at: int, short: bool) -> str:
    """A text behind its length, which has one byte in Excel 2."""
    width = 1 if short else 2
    count = int.from_bytes(body[at : at + width], "little")
    return _text(body[at + width : at + width + count])


def _text(value: bytes) -> str:
    return charset.decode(value, charset.detect(value) or "cp932")
