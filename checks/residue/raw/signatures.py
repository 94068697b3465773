"""Beginnings of packed contents, noticed in the same pass as the registered forms (notes/scan.md section 4.3)."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from checks.residue.fingerprint.blocks import SECTOR
from checks.residue.fingerprint.matcher import Mark, Matcher

ZIP, PDF, STREAM, STREAM_CRLF, GZIP = range(5)
_ANY = bytes(range(256))
# APPNOTE.TXT 4.4.3: versions needed to extract that writers use; the upper byte is zero.
_VERSIONS = bytes((10, 11, 20, 21, 25, 27, 45, 46, 50, 51, 52, 61, 62, 63))
_ZIP_FLAGS = bytes((0, 8))
# RFC 1950: the first byte of zlib data is x8.
_ZLIB = bytes(range(0x08, 0x80, 0x10))


def _one(text: bytes) -> tuple[bytes, ...]:
    return tuple(bytes([value]) for value in text)


MARKS = [
    Mark(ZIP, b"PK\x03\x04", (*_one(b"PK\x03\x04"), _VERSIONS, b"\0", _ANY, _ZIP_FLAGS)),
    Mark(PDF, b"%PDF-", (*_one(b"%PDF-"), b"12", b".", b"01234567")),
    Mark(STREAM, b"stream", (*_one(b"stream\n"), _ZLIB)),
    Mark(STREAM_CRLF, b"stream", _one(b"stream\r\n")),
]


def notice(matcher: Matcher) -> None:
    """Make `matcher` notice the marks above, once."""
    if not matcher.noticing:
        matcher.notice(MARKS)


def gzip_starts(data: bytes | bytearray | memoryview, begin: int, end: int) -> npt.NDArray[Any]:
    """Positions of gzip members (RFC 1952) on sector boundaries, where files begin; `begin` is one."""
    count = max(0, (end - begin) // SECTOR)
    if not count:
        return np.empty(0, np.int64)
    words = np.frombuffer(data, "<u4", count * SECTOR // 4, begin)[:: SECTOR // 4]
    return np.flatnonzero((words & np.uint32(0xE0FFFFFF)) == np.uint32(0x00088B1F)) * SECTOR + begin
