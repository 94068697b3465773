"""LevelDB tables (.ldb): what browsers and the programs made of them keep, entry by entry (LevelDB, doc/table_format.md)."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from checks.residue import charset
from checks.residue.pieces import Part, Text, Unread
from checks.residue.readers import delimited, jsonish, raw, snappy
from checks.residue.readers.source import Source

MAGIC = bytes.fromhex("57fb808b247547db")
_FOOTER = 48
_PLAIN, _SNAPPY = 0, 1
_UTF16, _LATIN = b"\0", b"\1"  # how Chromium marks the values of local storage


def read(source: Source) -> Iterator[Part]:
    """The values of a table, JSON by its keys; blocks that are damaged are named."""
    data = source.all()
    lines: list[str] = []
    broken = False
    try:
        blocks = list(_blocks(data, source))
    except (IndexError, ValueError, struct.error):
        yield from raw.strings(source)
        yield Unread("corrupt")
        return
    for start, size in blocks:
        source.meter.member()
        try:
            for _, value in _entries(_block(data, start, size, source)):
                yield from _value(value, source, lines)
        except (IndexError, ValueError, struct.error):
            broken = True
    if lines:
        yield from delimited.split("\n".join(lines), raw=True)
    if broken:
        yield Unread("corrupt")


def _blocks(data: bytes, source: Source) -> Iterator[tuple[int, int]]:
    """(start, size) of each block of values, by the index block the footer names."""
    at = len(data) - _FOOTER
    numbers = []
    for _ in range(4):  # where the block of filters begins and how long it is, then the same of the index
        value, at = snappy.number(data, at)
        numbers.append(value)
    for _, handle in _entries(_block(data, numbers[2], numbers[3], source)):
        begin, behind = snappy.number(handle, 0)
        yield begin, snappy.number(handle, behind)[0]


def _block(data: bytes, start: int, size: int, source: Source) -> bytes:
    content, kind = data[start : start + size], data[start + size]
    if kind == _SNAPPY:
        content = snappy.inflate(content, source.meter.budget.member_bytes)
    elif kind != _PLAIN:
        raise ValueError
    source.meter.add(len(content))
    return content


def _entries(block: bytes) -> Iterator[tuple[bytes, bytes]]:
    """(key, value) of each entry; keys share the beginning of the one before."""
    (restarts,) = struct.unpack_from("<I", block, len(block) - 4)
    end = len(block) - 4 - 4 * restarts
    at, key = 0, b""
    while at < end:
        shared, at = snappy.number(block, at)
        own, at = snappy.number(block, at)
        length, at = snappy.number(block, at)
        key = key[:shared] + block[at : at + own]
        yield key, block[at + own : at + own + length]
        at += own + length


def _value(value: bytes, source: Source, lines: list[str]) -> Iterator[Part]:
    """JSON and long texts as parts of their own; other texts go to `lines`."""
    told = _told(value)
    if told is None:
        lines += [run for alike in raw.runs(value) for run in alike]
    elif told.lstrip()[:1] in ("{", "["):
        yield from jsonish.read_json(told, source)
    elif told.count("\n") > 1:
        yield Text(told)
    elif told:
        lines.append(told)


def _told(value: bytes) -> str | None:
    """A value as text, or None where it is something else."""
    if value[:1] == _UTF16 and len(value) % 2:
        return value[1:].decode("utf-16-le", "replace")
    value = value[1:] if value[:1] == _LATIN else value
    codec = charset.detect(value) if value else "ascii"
    return None if codec is None or codec.startswith("utf-16") else charset.decode(value, codec)
