"""LZH archives: header levels 0 to 2, names in cp932, members stored (-lh0-), by adaptive (-lh1-) or static Huffman codes (-lh4- to -lh7-)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

from checks.residue.budget import Stop
from checks.residue.pieces import Member, Part, Unread
from checks.residue.readers import lzhuf, lzhuf1
from checks.residue.readers.source import Source


class _Entry(NamedTuple):
    name: str
    method: bytes
    packed: bytes
    size: int
    following: int


def read(source: Source) -> Iterator[Part]:
    """The members of an LZH archive; one that cannot be unpacked is named."""
    data, at = source.all(), 0
    while at + 21 < len(data) and data[at]:
        entry = _entry(data, at)
        if entry is None:
            yield Unread("corrupt")
            return
        source.meter.member()
        if entry.method != b"-lhd-":
            yield _unpack(entry, source)
        at = entry.following


def begins(data: bytes, at: int) -> bool:
    """Whether an archive begins at `at`: its first header is whole and its member ends inside `data`."""
    entry = _entry(data, at) if at >= 0 and at + 21 < len(data) else None
    return entry is not None and bool(entry.name) and at < entry.following <= len(data)


def _unpack(entry: _Entry, source: Source) -> Part:
    if entry.size > source.meter.budget.member_bytes:
        return Unread("over_budget", entry.name)
    source.meter.add(entry.size)
    if entry.method in (b"-lh0-", b"-lz4-"):
        return Member(entry.name, entry.packed)
    if entry.method != b"-lh1-" and entry.method not in lzhuf.WINDOW_BITS:
        return Unread("unsupported_format", entry.name)
    try:
        if entry.method == b"-lh1-":
            return Member(entry.name, lzhuf1.decode(entry.packed, entry.size, source.meter.clock))
        return Member(
            entry.name, lzhuf.decode(entry.packed, entry.size, lzhuf.WINDOW_BITS[entry.method], source.meter.clock)
        )
    except (IndexError, ValueError):
        return Unread("corrupt", entry.name)


def _entry(data: bytes, at: int) -> _Entry | None:
    """The header at `at`, None if it is damaged."""
    method = data[at + 2 : at + 7]
    packed, size = struct.unpack_from("<II", data, at + 7)
    level = data[at + 20]
    if not (method.startswith(b"-l") and method.endswith(b"-")) or level > 2:
        return None
    try:
        name, begin, packed = _level2(data, at, packed) if level == 2 else _level01(data, at, level, packed)
    except (struct.error, IndexError, Stop):
        return None
    return _Entry(name, method, data[begin : begin + packed], size, begin + packed)


def _level01(data: bytes, at: int, level: int, packed: int) -> tuple[str, int, int]:
    length = data[at + 21]
    name = data[at + 22 : at + 22 + length]
    begin = at + data[at] + 2
    if level == 1:
        (extension,) = struct.unpack_from("<H", data, begin - 2)
        extended, end = _extensions(data, begin, extension)
        packed -= end - begin
        begin = end
        name = extended or name
    if packed < 0:
        raise Stop("corrupt")
    return name.decode("cp932", "replace"), begin, packed


def _level2(data: bytes, at: int, packed: int) -> tuple[str, int, int]:
    (total, extension) = struct.unpack_from("<H", data, at)[0], struct.unpack_from("<H", data, at + 24)[0]
    name, _ = _extensions(data, at + 26, extension)
    return name.decode("cp932", "replace"), at + total, packed


def _extensions(data: bytes, at: int, size: int) -> tuple[bytes, int]:
    """(file name, end) of a chain of extended headers; type 1 holds the name."""
    name = b""
    while size:
        if size < 3 or at + size > len(data):
            raise Stop("corrupt")
        if data[at] == 1:
            name = data[at + 1 : at + size - 2]
        at += size
        (size,) = struct.unpack_from("<H", data, at - 2)
    return name, at
