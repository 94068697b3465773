"""A ZIP writer that lies on request: every header field of every entry can be set apart."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Item:
    """One entry; None means: what an honest canonical writer would put there."""

    name: str
    data: bytes
    method: int = 0
    packed: bytes | None = None
    flags: int = 0
    date: int = 0x21
    crc: int | None = None
    size: int | None = None
    made_by: int = 0x0314
    attributes: int = 0o100644 << 16
    extra: bytes = b""
    """Of the directory header."""
    comment: bytes = b""
    local_name: str | None = None
    local_size: int | None = None
    local_extra: bytes = b""
    before: bytes = b""
    """Bytes hidden in front of the local header."""
    offset: int | None = None

    def body(self) -> bytes:
        return self.data if self.packed is None else self.packed

    def fields(self, *, local: bool) -> bytes:
        size = len(self.data) if self.size is None else self.size
        if local and self.local_size is not None:
            size = self.local_size
        name = self.local_name if local and self.local_name is not None else self.name
        crc = zlib.crc32(self.data) if self.crc is None else self.crc
        extra = self.local_extra if local else self.extra
        numbers = (20, self.flags, self.method, 0, self.date, crc, len(self.body()), size)
        return struct.pack("<5H3I2H", *numbers, len(name.encode()), len(extra))


def deflate(data: bytes, level: int = 9) -> bytes:
    engine = zlib.compressobj(level, zlib.DEFLATED, -15, 9)
    return engine.compress(data) + engine.flush()


def packed(item: Item, level: int = 9) -> Item:
    """The item deflated."""
    return replace(item, method=8, packed=deflate(item.data, level))


def write(
    items: list[Item], *, count: int | None = None, disk: int = 0, comment: bytes = b"", hole: bytes = b""
) -> bytes:
    """The archive; ``hole`` lies between the last entry and the directory."""
    body, directory = b"", b""
    for item in items:
        body += item.before
        at = len(body) if item.offset is None else item.offset
        name, local = item.name.encode(), (item.local_name or item.name).encode()
        body += b"PK\x03\x04" + item.fields(local=True) + local + item.local_extra + item.body()
        directory += b"PK\x01\x02" + struct.pack("<H", item.made_by) + item.fields(local=False)
        directory += (
            struct.pack("<3H2I", len(item.comment), 0, 0, item.attributes, at) + name + item.extra + item.comment
        )
    body += hole
    number = len(items) if count is None else count
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", disk, disk, number, number, len(directory), len(body), len(comment))
    return body + directory + end + comment
