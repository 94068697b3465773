"""Inflating what begins at an offset: ZIP members by their local header, gzip, and Flate streams of PDF.

Everything is bounded: 64 MiB for one stream, and the caller's allowance for all of them. Damaged input gives what came out before
the damage; a fragment of a file is the normal case here.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from typing import NamedTuple

FIRST_STEP, STEP = 4 << 10, 64 << 10
MOST = 64 << 20
# A stream that gives this much more than it takes is a filling or a bomb; what it gave first is enough to look at.
RATIO_AFTER, RATIO = 4 << 20, 200
_LOCAL = struct.Struct("<4sHHHHHIIIHH")
Reader = Callable[[int, int], bytes]


class Stream(NamedTuple):
    """What came out, how many bytes it took from the image, and whether the end of the stream was reached.

    `limited` says that there was more, beyond what is unpacked of one stream.
    """

    data: bytes
    taken: int
    complete: bool
    limited: bool = False


def deflated(read: Reader, offset: int, bits: int, most: int = MOST) -> Stream:
    """The stream at `offset`; `bits` as for zlib.decompressobj (-15 raw, 15 zlib, 31 gzip)."""
    machine, out, got, at = zlib.decompressobj(bits), [], 0, offset
    while not machine.eof and got < most:
        piece = read(at, STEP if got else FIRST_STEP)
        if not piece:
            break
        at += len(piece)
        try:
            while piece and got < most and not machine.eof:
                chunk = machine.decompress(piece, 1 << 20)
                out.append(chunk)
                got += len(chunk)
                piece = machine.unconsumed_tail
        except zlib.error:
            break
        if swells(got, at - offset):
            break
    limited = not machine.eof and (got >= most or swells(got, at - offset))
    return Stream(b"".join(out), at - offset - len(machine.unused_data), machine.eof, limited)


def swells(out: int, taken: int) -> bool:
    """Whether so many bytes out of so few are a filling or a bomb."""
    return out > RATIO_AFTER and out > RATIO * taken


def zip_member(read: Reader, offset: int, most: int = MOST) -> Stream | None:
    """The deflated member whose local header is at `offset`; None where this is no header, or the member is stored as it is."""
    head = read(offset, _LOCAL.size)
    if len(head) < _LOCAL.size:
        return None
    magic, version, flags, method, _, _, _, _, _, name, extra = _LOCAL.unpack(head)
    plausible = magic == b"PK\x03\x04" and version & 0xFF <= 63 and name <= 1024 and extra <= 4096
    if not plausible or method != 8 or flags & 1:
        return None
    start = offset + _LOCAL.size + name + extra
    stream = deflated(read, start, -15, most)
    return stream if stream.data else None


def flate_start(read: Reader, offset: int) -> int | None:
    """Where the zlib data of a PDF stream begins, given the offset of the word `stream`; None where it is no zlib data."""
    head = read(offset + 6, 4)
    skip = 2 if head[:2] == b"\r\n" else 1 if head[:1] in (b"\n", b"\r") else 0
    body = head[skip : skip + 2]
    if not skip or len(body) < 2 or body[0] & 0x0F != 8 or (body[0] << 8 | body[1]) % 31:
        return None
    return offset + 6 + skip
