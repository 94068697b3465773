"""What a broken ZIP still gives up: members inflated one by one from their local headers (APPNOTE 4.3.7)."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from checks.residue.pieces import Member, Part
from checks.residue.readers.source import Source

_LOCAL = struct.Struct("<4s5H3L2H")


def local_members(data: bytes, source: Source) -> Iterator[tuple[str, bytes]]:
    """(name, content) of each local entry in `data`, as far as it inflates."""
    start = data.find(b"PK\x03\x04")
    while start >= 0 and start + _LOCAL.size <= len(data):
        source.meter.member()
        _, _, flags, method, _, _, _, packed, _, name_len, extra_len = _LOCAL.unpack_from(data, start)
        body = start + _LOCAL.size + name_len + extra_len
        name = data[start + _LOCAL.size : start + _LOCAL.size + name_len].decode(
            "utf-8" if flags & 0x800 else "cp932", "replace"
        )
        if method == 8 and not flags & 1:
            yield name, _inflate(data, body, source)
        elif method == 0 and not flags & 1 and packed:
            yield name, data[body : body + packed]
        start = data.find(b"PK\x03\x04", body)


def _inflate(data: bytes, body: int, source: Source) -> bytes:
    engine = zlib.decompressobj(-15)
    out: list[bytes] = []
    position = body
    while position < len(data) and not engine.eof:
        try:
            chunk = engine.decompress(data[position : position + 65536], 1 << 20)
            while engine.unconsumed_tail:
                source.meter.add(len(chunk))
                out.append(chunk)
                chunk = engine.decompress(engine.unconsumed_tail, 1 << 20)
        except zlib.error:
            break
        source.meter.add(len(chunk))
        out.append(chunk)
        position += 65536
    return b"".join(out)


def read_broken_zip(source: Source) -> Iterator[Part]:
    """Members of a ZIP whose directory is gone; XML parts of documents come out as members of their own."""
    for name, content in local_members(source.all(), source):
        if content and not name.endswith("/"):
            yield Member(name, content)
