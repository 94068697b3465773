"""LZO1X as btrfs stores it (Linux: Documentation/staging/lzo.rst, fs/btrfs/lzo.c).

An extent is its length in four bytes, this field included, then segments: length in four bytes, and LZO1X data of at most
4096 bytes. The length of a segment never lies across a page border; the rest of the page is left out.
"""

from __future__ import annotations

import struct

PAGE = 4096
MOST = 128 << 10
# What LZO makes of a page that cannot be made smaller (lzo1x_worst_compress).
LONGEST_SEGMENT = PAGE + PAGE // 16 + 64 + 3
_FAR = 16384


def unpack_extent(data: bytes) -> bytes:
    """What the extent at the beginning of `data` holds, up to damage; empty where there is none."""
    (length,) = struct.unpack_from("<I", data.ljust(4, b"\0"))
    out, at = bytearray(), 4
    while at + 4 <= min(length, len(data)) and len(out) < MOST:
        (segment,) = struct.unpack_from("<I", data, at)
        if not 0 < segment <= LONGEST_SEGMENT:
            break
        page, whole = unpack(data[at + 4 : at + 4 + segment])
        out += page
        if not whole:
            break
        at += 4 + segment
        if PAGE - at % PAGE < 4:
            at += PAGE - at % PAGE
    return bytes(out)


class _Broken(Exception):
    """The data are not LZO1X."""


def unpack(data: bytes, most: int = PAGE) -> tuple[bytes, bool]:
    """LZO1X data unpacked, at most `most` bytes, and whether the end mark was reached without damage."""
    out = bytearray()
    try:
        _unpack(data, out, most)
    except (_Broken, IndexError):
        return bytes(out[:most]), False
    return bytes(out[:most]), True


def _unpack(data: bytes, out: bytearray, most: int) -> None:
    at, state = 0, 0
    if data[0] > 17:
        count = data[0] - 17
        at, state = 1 + count, min(count, 4)
        out += data[1:at]
    while len(out) <= most:
        code = data[at]
        at += 1
        if code < 16 and state == 0:
            count, at = _length(data, at, code, 15)
            out += data[at : at + count + 3]
            at, state = at + count + 3, 4
            continue
        back, length, state, at = _match(data, at, code, state)
        if back == _FAR:
            return
        start = len(out) - back
        if start < 0:
            raise _Broken
        piece = bytes(out[start : start + length])
        out += (piece * (length // len(piece) + 1))[:length]
        out += data[at : at + state]
        at += state
    raise _Broken


def _match(data: bytes, at: int, code: int, state: int) -> tuple[int, int, int, int]:
    """(how far back, how long, literals behind it, next position) of the match whose code stands before `at`."""
    if code >= 64:
        length = (code >> 5) + 1
        return (data[at] << 3) + (code >> 2 & 7) + 1, length, code & 3, at + 1
    if code >= 16:
        near = code >= 32
        length, at = _length(data, at, code & (31 if near else 7), 31 if near else 7)
        pair = data[at] | data[at + 1] << 8
        back = (pair >> 2) + 1 if near else _FAR + ((code & 8) << 11) + (pair >> 2)
        return back, length + 2, pair & 3, at + 2
    if state == 4:
        return (data[at] << 2) + (code >> 2) + 2049, 3, code & 3, at + 1
    return (data[at] << 2) + (code >> 2) + 1, 2, code & 3, at + 1


def _length(data: bytes, at: int, given: int, longest: int) -> tuple[int, int]:
    """A length in the code itself, or behind it: every zero byte stands for 255 more."""
    if given:
        return given, at
    length = longest
    while not data[at]:
        length, at = length + 255, at + 1
        if length > PAGE * 64:
            raise _Broken
    return length + data[at], at + 1
