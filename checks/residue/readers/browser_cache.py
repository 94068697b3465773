"""Entries of the simple cache of Chromium: a key, then what the server sent, packed as it was sent (net/disk_cache/simple)."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from checks.residue.pieces import Member, Part, Text, Unread
from checks.residue.readers import raw
from checks.residue.readers.source import Source
from checks.residue.readers.unwrap import unwrap

_HEAD = 24
_END = bytes.fromhex("d8410d97456ffaf4")
_PACKED_BY_BROTLI = (b"content-encoding:br", b"content-encoding: br")


def read(source: Source) -> Iterator[Part]:
    """The address of an entry, and its content as a file of its own."""
    data = source.all()
    (length,) = struct.unpack_from("<I", data, 12)
    key = data[_HEAD : _HEAD + length].decode("utf-8", "replace")
    told = unwrap(key)
    if not told.isascii():
        yield Text(told, "address")
    begin = _HEAD + length
    end = data.find(_END, begin)
    content = data[begin : end if end >= 0 else len(data)]
    if any(sign in data[begin:].lower() for sign in _PACKED_BY_BROTLI):
        yield Unread("unsupported_format")
    elif content:
        yield Member("content", content)
    if end < 0:
        yield from raw.strings(source)
        yield Unread("corrupt")
