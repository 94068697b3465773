"""One small font in place of the system's for PDF files that bring none.

Otherwise pdfium looks for a font of the system wherever a document does not embed its own, and reads it whole for each document: 26 MB
here, another font on another PC, whose boxes of letters then decide where lines and cells end. Nothing is drawn
here, only a box for each letter is needed: this font has two of them, a wide and a narrow one, and what a page says is the
same on every PC.
"""

from __future__ import annotations

import ctypes
import struct
from functools import cache
from typing import Any

from pypdfium2 import raw

EM, ASCENT, DESCENT = 1000, 880, -120
NARROW = ((0x0020, 0x007E), (0x00A0, 0x02AF), (0xFF61, 0xFF9F))  # Latin and half-width letters: half an em
_CJK = (128, 129, 130, 134, 136)  # character sets of Windows: Japanese, Korean, Johab, both Chinese
_NAME = b"Boxes\0"


def _box(width: int) -> bytes:
    """A glyph: one rectangle with some air around it (OpenType, glyf)."""
    left, right, low, high = width // 10, width - width // 10, -80, 840
    points = ((left, low), (left, high), (right, high), (right, low))
    steps = [(x - px, y - py) for (x, y), (px, py) in zip(points, ((0, 0), *points), strict=False)]
    told = struct.pack(">hhhhhHH", 1, left, low, right, high, 3, 0) + b"\x01" * 4
    told += b"".join(struct.pack(">h", x) for x, _ in steps) + b"".join(struct.pack(">h", y) for _, y in steps)
    return told + bytes(-len(told) % 4)


def _letters() -> bytes:
    """The table cmap in format 13: many letters, one glyph."""
    groups, at = [], 0x20
    for first, last in NARROW:
        groups += [(at, first - 1, 1)] if at < first else []
        groups.append((first, last, 2))
        at = last + 1
    groups.append((at, 0x10FFFF, 1))
    body = struct.pack(">HHLLL", 13, 0, 16 + 12 * len(groups), 0, len(groups))
    body += b"".join(struct.pack(">LLL", *group) for group in groups)
    return struct.pack(">HHHHL", 0, 1, 3, 10, 12) + body


@cache
def font() -> bytes:
    """A TrueType font whose letters are boxes, wide ones and narrow ones."""
    glyphs = [_box(EM), _box(EM), _box(EM // 2)]
    places = [sum(map(len, glyphs[:number])) for number in range(len(glyphs) + 1)]
    count = len(glyphs)
    tables = {
        b"cmap": _letters(),
        b"glyf": b"".join(glyphs),
        b"head": struct.pack(">LLLLHHqqhhhhHHhhh", 0x10000, 0x10000, 0, 0x5F0F3CF5, 3, EM, 0, 0, 0, DESCENT, EM, ASCENT, 0, 8, 2, 1, 0),
        b"hhea": struct.pack(">LhhhHhhhhhhhhhhhH", 0x10000, ASCENT, DESCENT, 0, EM, 0, 0, EM, 1, 0, 0, 0, 0, 0, 0, 0, count),
        b"hmtx": b"".join(struct.pack(">Hh", width, width // 10) for width in (EM, EM, EM // 2)),
        b"loca": b"".join(struct.pack(">L", place) for place in places),
        b"maxp": struct.pack(">LHHHHHHHHHHHHHH", 0x10000, count, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0),
    }  # fmt: skip
    at = 12 + 16 * len(tables)
    heads, bodies = b"", b""
    for tag, body in tables.items():
        heads += tag + struct.pack(">LLL", 0, at + len(bodies), len(body))
        bodies += body + bytes(-len(body) % 4)
    return struct.pack(">LHHHH", 0x10000, len(tables), 64, 2, 16 * len(tables) - 64) + heads + bodies


def _map_font(this: Any, weight: int, italic: int, charset: int, pitch: int, face: bytes, exact: Any) -> int | None:
    return 1 if charset in _CJK else None


def _font_data(this: Any, handle: Any, table: int, buffer: Any, size: int) -> int:
    if table:
        return 0
    data = font()
    if buffer and size >= len(data):
        ctypes.memmove(buffer, data, len(data))
    return len(data)


def _face_name(this: Any, handle: Any, buffer: Any, size: int) -> int:
    if buffer and size >= len(_NAME):
        ctypes.memmove(buffer, _NAME, len(_NAME))
    return len(_NAME)


@cache
def install() -> Any:
    """Give pdfium this font for the rest of the process. What is returned must live as long; the cache keeps it."""
    types = dict(raw.FPDF_SYSFONTINFO._fields_)
    info = raw.FPDF_SYSFONTINFO()
    info.version = 1
    info.EnumFonts = types["EnumFonts"](lambda this, mapper: None)
    info.MapFont = types["MapFont"](_map_font)
    info.GetFont = types["GetFont"](lambda this, face: None)
    info.GetFontData = types["GetFontData"](_font_data)
    info.GetFaceName = types["GetFaceName"](_face_name)
    info.GetFontCharset = types["GetFontCharset"](lambda this, handle: 128)
    info.DeleteFont = types["DeleteFont"](lambda this, handle: None)
    raw.FPDF_SetSystemFontInfo(ctypes.byref(info))
    return info
