"""RAR 4 and 5: names of the members, and the members that are only stored; packed ones are named as unread.

Headers by RARLAB's technote on the RAR 5.0 archive format, and by technote.txt of RAR 4.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

from checks.residue import charset
from checks.residue.budget import Stop
from checks.residue.pieces import Member, Part, Text, Unread
from checks.residue.readers.snappy import number
from checks.residue.readers.source import Source

_FOUR, _FIVE = b"Rar!\x1a\x07\x00", b"Rar!\x1a\x07\x01\x00"
_FILE4, _END4, _STORED4 = 0x74, 0x7B, 0x30
_LOCKED4, _LARGE4, _UNICODE4, _LONG4 = 0x0004, 0x0100, 0x0200, 0x8000
_FILE5, _LOCK5, _END5 = 2, 4, 5
_EXTRA5, _DATA5, _FOLDER5, _TIME5, _SUM5 = 1, 2, 1, 2, 4
_LOCKED_EXTRA5 = 1


class _Entry(NamedTuple):
    name: str
    stored: bool
    locked: bool
    folder: bool
    content: bytes


def read(source: Source) -> Iterator[Part]:
    """The members; those that cannot be unpacked are named, and what their names say is searched. Raises Stop("locked")."""
    data = source.all()
    entries = _five(data) if data.startswith(_FIVE) else _four(data)
    names: list[str] = []
    try:
        for entry in entries:
            source.meter.member()
            names.append(entry.name.replace("\\", "/").replace("/", "\n"))
            if not entry.folder:
                yield _content(entry, source)
    except (IndexError, ValueError, struct.error):
        yield Unread("corrupt")
    if names:
        yield Text("\n".join(dict.fromkeys("\n".join(names).split("\n"))), "names", names=True)
    else:
        yield Unread("unsupported_format")


def _content(entry: _Entry, source: Source) -> Part:
    if entry.locked:
        return Unread("locked", entry.name)
    if not entry.stored:
        return Unread("unsupported_format", entry.name)
    source.meter.add(len(entry.content))
    return Member(entry.name, entry.content)


def _four(data: bytes) -> Iterator[_Entry]:
    at = len(_FOUR)
    while at + 7 <= len(data):
        _, kind, flags, size = struct.unpack_from("<HBHH", data, at)
        packed = struct.unpack_from("<I", data, at + 7)[0] if flags & _LONG4 or kind == _FILE4 else 0
        if size < 7 or kind == _END4:
            return
        if kind == 0x73 and flags & 0x0080:
            raise Stop("locked")
        if kind == _FILE4:
            method, length = data[at + 25], struct.unpack_from("<H", data, at + 26)[0]
            start = at + 32 + (8 if flags & _LARGE4 else 0)
            packed += struct.unpack_from("<I", data, at + 32)[0] << 32 if flags & _LARGE4 else 0
            body = at + size
            yield _Entry(
                _name_four(data[start : start + length], flags),
                method == _STORED4,
                bool(flags & _LOCKED4),
                flags & 0xE0 == 0xE0,
                data[body : body + packed],
            )
        at += size + packed


def _name_four(raw: bytes, flags: int) -> str:
    """A name in the code page of its PC; behind a zero the same in the archive's own packing of Unicode, not needed here."""
    plain = raw.partition(b"\0")[0] if flags & _UNICODE4 else raw
    return charset.decode(plain, charset.detect(plain) or "cp932")


def _five(data: bytes) -> Iterator[_Entry]:
    at = len(_FIVE)
    while at + 7 <= len(data):
        size, start = number(data, at + 4)
        end = start + size
        kind, at = number(data, start)
        flags, at = number(data, at)
        extra, at = number(data, at) if flags & _EXTRA5 else (0, at)
        packed, at = number(data, at) if flags & _DATA5 else (0, at)
        if kind == _LOCK5:
            raise Stop("locked")
        if kind == _END5 or not size:
            return
        if kind == _FILE5:
            yield _file_five(data, at, end, extra, data[end : end + packed])
        at = end + packed


def _file_five(data: bytes, at: int, end: int, extra: int, content: bytes) -> _Entry:
    flags, at = number(data, at)
    for _ in range(2):  # the size unpacked, the attributes
        _, at = number(data, at)
    at += (4 if flags & _TIME5 else 0) + (4 if flags & _SUM5 else 0)
    method, at = number(data, at)
    _, at = number(data, at)
    length, at = number(data, at)
    name = data[at : at + length].decode("utf-8", "replace")
    return _Entry(name, method >> 7 & 7 == 0, _locked_five(data[end - extra : end]), bool(flags & _FOLDER5), content)


def _locked_five(extra: bytes) -> bool:
    """Whether one of the records behind a header says that the content is encrypted."""
    at = 0
    while at < len(extra):
        size, at = number(extra, at)
        if not size:
            return False
        if number(extra, at)[0] == _LOCKED_EXTRA5:
            return True
        at += size
    return False
