"""Places beside cells and slides of Excel and PowerPoint 97 to 2003 (MS-XLS 2.4, MS-PPT 2), and the properties of their files."""

from __future__ import annotations

import struct
import zlib
from urllib.parse import quote

import pytest

from tests.bench.offices.compound import compound
from tests.unit.checks.residue.helpers import ADDRESS, LINE, NAME, PHONE, values


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _long(text: str) -> bytes:
    return struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")


def _short(text: str) -> bytes:
    return struct.pack("<BB", len(text), 1) + text.encode("utf-16-le")


def _workbook(*found: bytes) -> bytes:
    begin = _record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 6))
    return compound({"Workbook": begin + b"".join(found) + _record(0x0A, b"")})


ADDRESSED = bytes.fromhex("E0C9EA79F9BACE118C8200AA004BA90B")
TARGET = ("mailto:a@example.jp?body=" + quote(LINE) + "\0").encode("utf-16-le")
CELL = struct.pack("<HHHdHI", 0, 0, 0, 0.0, 0, 0)
WORDS = b"\x17" + _short(LINE)
TOKENS = b"\x44" + bytes(4) + WORDS + b"\x17" + _short("") + b"\x42\x03\x01\x00"
RECORDS = {
    "link": _record(0x1B8, bytes(8 + 16 + 8) + ADDRESSED + struct.pack("<I", len(TARGET)) + TARGET),
    "tip of a link": _record(0x800, bytes(10) + (LINE + "\0").encode("utf-16-le")),
    "choices": _record(0x1BE, bytes(4) + _long("\0") * 4 + struct.pack("<HH", len(WORDS), 0) + WORDS),
    "help for input": _record(0x1BE, bytes(4) + _long("\0") * 2 + _long(LINE) + _long("\0") + bytes(4)),
    "cells of another book": _record(0x5A, b"\x02\x00\x01\x00" + b"\x02" + _long(NAME) + b"\x01" + bytes(8) + b"\x02" + _long(PHONE)),
    "chart": _record(0x100D, b"\0\0" + _short(LINE)),
    "formula": _record(0x06, CELL + struct.pack("<H", len(TOKENS)) + TOKENS),
}  # fmt: skip


@pytest.mark.parametrize("place", RECORDS)
def test_places_of_a_workbook(place: str) -> None:
    assert ("phone", PHONE) in values(_workbook(RECORDS[place]), "list.xls")


@pytest.mark.parametrize("place", RECORDS)
def test_a_cut_record_costs_nothing_else(place: str) -> None:
    whole = RECORDS[place]
    cut = _record(struct.unpack_from("<H", whole)[0], whole[4 : 4 + (len(whole) - 4) // 3])
    assert ("phone", PHONE) in values(_workbook(cut, RECORDS["chart"]), "list.xls")


def _atom(kind: int, body: bytes, flags: int = 0) -> bytes:
    return struct.pack("<HHI", flags, kind, len(body)) + body


@pytest.mark.parametrize("packed", [True, False])
def test_a_sheet_embedded_in_a_slide(packed: bool) -> None:
    book = _workbook(RECORDS["chart"])
    body = struct.pack("<I", len(book)) + zlib.compress(book) if packed else book
    slides = _atom(0x0FA0, "会議の資料です。".encode("utf-16-le")) + _atom(0x1011, body, 0x10 if packed else 0)
    assert ("phone", PHONE) in values(compound({"PowerPoint Document": slides}), "slides.ppt")


def test_a_comment_among_what_later_versions_add() -> None:
    comment = _atom(0x2EE0, _atom(0x0FBA, LINE.encode("utf-16-le"), 0x10), 0x0F)
    slides = _atom(0x0FA0, "会議の資料です。".encode("utf-16-le")) + _atom(0x138B, comment)
    assert ("phone", PHONE) in values(compound({"PowerPoint Document": slides}), "slides.ppt")


def _summary(text: str) -> bytes:
    """A property set with a title (MS-OLEPS 2.21)."""
    title = text.encode("cp932") + b"\0"
    title += bytes(-len(title) % 4)
    held = struct.pack("<IHHI", 30, 30, 0, 0)[:4] + struct.pack("<I", len(title)) + title
    page = struct.pack("<IHH", 2, 932, 0)
    properties = struct.pack("<IIIIII", 24 + len(page) + len(held), 2, 1, 24, 2, 24 + len(page)) + page + held
    head = struct.pack("<HHI16sI", 0xFFFE, 0, 0x20005, bytes(16), 1)
    return head + bytes.fromhex("E0859FF2F94F6810AB9108002B27B3D9") + struct.pack("<I", 48) + properties


def test_the_title_of_an_older_document() -> None:
    streams = {"Workbook": _record(0x809, bytes(16)), "\x05SummaryInformation": _summary(LINE)}
    assert {("phone", PHONE), ("address", ADDRESS)} <= values(compound(streams), "list.xls")
