"""Beginnings of packed contents, noticed in the same pass as the registered forms (notes/scan.md section 4.3)."""

from __future__ import annotations

from checks.residue.fingerprint.matcher import Mark, Matcher

ZIP, PDF, STREAM, STREAM_CRLF = range(4)
STREAMS = frozenset({STREAM, STREAM_CRLF})
# Noticed on sector boundaries only (raw/sectors.py).
GZIP, ZSTD, XZ, BZIP2, ZLIB, LZO, LZNT1, BTRFS_LEAF = range(4, 12)
ON_SECTORS = (GZIP, ZSTD, XZ, BZIP2, ZLIB, LZO, BTRFS_LEAF)
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
