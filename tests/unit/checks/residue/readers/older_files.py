"""Files of older and rarer office programs, built from the descriptions of their formats; the resident of helpers.py in each.

The workbooks of Excel 4 and of 1-2-3 were opened with LibreOffice, which shows the same cells.
"""

from __future__ import annotations

import struct
import zlib

from tests.bench.offices.compound import compound
from tests.unit.checks.residue.helpers import ADDRESS, KANA, LINE, NAME, PHONE, ROWS

BORN = 28356.0  # 1977-08-19 in days since 1899-12-30
DATED = [["氏名", "フリガナ", "生年月日", "住所", "電話番号"], [NAME, KANA, BORN, ADDRESS, PHONE]]


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _string(text: str, width: str) -> bytes:
    raw = text.encode("cp932")
    return struct.pack(f"<{width}", len(raw)) + raw


def excel(version: int) -> bytes:
    """A bare stream of Excel 2, 3, 4 or 5 with a date that is a number shown as one."""
    begin = {2: 0x09, 3: 0x209, 4: 0x409, 5: 0x809}[version]
    out = _record(begin, struct.pack("<HHHH", 0x500, 0x10, 0, 0) if version == 5 else struct.pack("<HHH", 0, 0x10, 0))
    for shown in ("General", "yyyy/mm/dd"):
        if version < 5:
            out += _record(0x1E if version < 4 else 0x41E, (b"" if version < 4 else b"\0\0") + _string(shown, "B"))
    for style in (0, 1):
        if version in (3, 4):
            out += _record(0x243 if version == 3 else 0x443, bytes([0, style]) + bytes(10))
    if version == 5:
        out += _record(0xE0, bytes(20)) + _record(0xE0, b"\0\0\x0e\0" + bytes(16))
    for row, cells in enumerate(DATED):
        for column, cell in enumerate(cells):
            style = int(isinstance(cell, float))
            place = struct.pack("<HH", row, column)
            if version == 2:
                place += bytes([0, style, 0])
                out += (
                    _record(0x03, place + struct.pack("<d", cell))
                    if style
                    else _record(0x04, place + _string(str(cell), "B"))
                )
            else:
                place += struct.pack("<H", style)
                out += (
                    _record(0x203, place + struct.pack("<d", cell))
                    if style
                    else _record(0x204, place + _string(str(cell), "H"))
                )
    return out + _record(0x0A, b"")


def lotus(later: bool = False) -> bytes:
    """A worksheet of 1-2-3, of release 2 or 4."""
    out = _record(0, bytes.fromhex("0210040000000000") if later else b"\x06\x04")
    if later:
        out = b"\0\0\x1a\0\x02\x10\x04\0" + bytes(22)
    for row, cells in enumerate(DATED):
        for column, cell in enumerate(cells):
            if later:
                place, text = (
                    struct.pack("<HBB", row, 0, column),
                    str(cell) if isinstance(cell, str) else "昭和52年8月19日",
                )
                out += _record(0x16, place + b"'" + text.encode("cp932") + b"\0")
            elif isinstance(cell, float):
                out += _record(0x0E, struct.pack("<BHHd", 0x74, column, row, cell))
            else:
                out += _record(0x0F, struct.pack("<BHH", 0xFF, column, row) + b"'" + cell.encode("cp932") + b"\0")
    return out + _record(1, b"")


def word_95(pieces: int = 1) -> bytes:
    """A document of Word 95: its text in one stretch, or in pieces that stand in another order."""
    text = (LINE + "\r" + "\x07".join(ROWS[0]) + "\x07\x07" + "\x07".join(ROWS[1]) + "\x07\x07\r").encode("cp932")
    begin, cut = 0x300, len(LINE.encode("cp932")) // 2 + 7
    head = bytearray(begin)
    struct.pack_into("<HHHHHH", head, 0, 0xA5DC, 0x68, 0, 0x411, 0, 4 if pieces > 1 else 0)
    struct.pack_into("<LL", head, 0x18, begin, begin + len(text))
    if pieces == 1:
        return compound({"WordDocument": (bytes(head) + text).ljust(4200, b"\0")})
    first, second = text[:cut], text[cut:]
    ends = struct.pack("<3L", 0, len(first), len(text))
    places = struct.pack("<HLH", 0, begin + len(second), 0) + struct.pack("<HLH", 0, begin, 0)
    table = b"\x02" + struct.pack("<L", len(ends + places)) + ends + places
    struct.pack_into("<LL", head, 0x160, begin + len(text), len(table))
    return compound({"WordDocument": (bytes(head) + second + first + table).ljust(4200, b"\0")})


def publisher() -> bytes:
    """A publication: its stream of chunks, with the text in one of them."""
    text = f"{LINE}\r第2号\r".encode("utf-16-le")
    chunk = b"\x18\0TEXT\0\0\1\0\0\0TEXT" + struct.pack("<LL", 0x200, len(text))
    quill = (b"CHNKINK " + bytes(24) + chunk).ljust(0x200, b"\0") + text + bytes(400)
    return compound({"Contents": b"\xe8\xac\x2c\0" + bytes(3000), "Quill/QuillSub/CONTENTS": quill})


def onenote() -> bytes:
    """A section: a paragraph, one of ASCII, and an embedded file."""
    out = bytes.fromhex("e4525c7b8cd8a74daeb15378d02996d3") + bytes(1000)
    for value in (f"{NAME}様の連絡先".encode("utf-16-le") + b"\0\0", b"rio.iijima77@gmail.com"):
        out += struct.pack("<L", len(value)) + value + bytes(37)
    file = ",".join(ROWS[0]).encode("cp932") + b"\r\n" + ",".join(ROWS[1]).encode("cp932") + b"\r\n"
    return out + bytes.fromhex("e716e3bd65261145a4c48d4d0b7a9eac") + struct.pack("<Q12x", len(file)) + file + bytes(16)


def pdf_object_stream(fields: bytes) -> bytes:
    """A stream that holds packed objects."""
    packed = zlib.compress(b"9 0 " + fields)
    return b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n" % len(packed) + packed + b"\nendstream"
