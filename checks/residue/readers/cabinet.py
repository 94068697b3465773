"""Microsoft cabinets (.cab): stored and MSZIP folders are inflated, of LZX and Quantum the names of the files are read.

Layout as in [MS-CAB] 2; MSZIP as in [MS-MCI] 2: each block is deflate with the 32 KiB before it as its dictionary.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from checks.residue import charset
from checks.residue.budget import Stop
from checks.residue.pieces import Member, Part, Text, Unread
from checks.residue.readers.source import Source

_HEADER = struct.Struct("<4sIIIIIBBHHHHH")
_FOLDER = struct.Struct("<IHH")
_FILE = struct.Struct("<IIHHHH")
_DATA = struct.Struct("<IHH")
_PREVIOUS, _NEXT, _RESERVED = 1, 2, 4
_STORED, _MSZIP = 0, 1
_UTF8 = 0x80
_CONTINUED = 0xFFFD  # numbers from here on stand for a folder that begins or ends in another cabinet
_WINDOW = 1 << 15


@dataclass(slots=True)
class _Folder:
    """One run of data: where it begins, how many blocks it has, how it is packed, and the bytes each block keeps for others."""

    start: int
    blocks: int
    packing: int
    reserve: int


@dataclass(slots=True)
class _File:
    """A member: its name, its size, and where it begins in the run of a folder."""

    name: str
    size: int
    offset: int
    folder: int


def read(source: Source) -> Iterator[Part]:
    """The files of a cabinet. Raises struct.error and the like when it is damaged, Stop over budget."""
    data = source.all()
    folders, files = _directory(data)
    for number, folder in enumerate(folders):
        inside = [one for one in files if one.folder == number]
        if folder.packing & 0x0F not in (_STORED, _MSZIP):
            parts = (part for one in inside for part in one.name.split("/"))
            yield Text("\n".join(dict.fromkeys(parts)), "names", names=True)
            yield Unread("unsupported_format", inside[0].name if inside else "")
            continue
        yield from _members(data, folder, inside, source)
    if any(one.folder >= _CONTINUED for one in files):
        yield Unread("partly_unread")


def _directory(data: bytes) -> tuple[list[_Folder], list[_File]]:
    head = _HEADER.unpack_from(data)
    at_files, count, many, flags = head[4], head[8], head[9], head[10]
    at, of_folder, of_data = _HEADER.size, 0, 0
    if flags & _RESERVED:
        of_header, of_folder, of_data = struct.unpack_from("<HBB", data, at)
        at += 4 + of_header
    for _ in range(2 * (bool(flags & _PREVIOUS) + bool(flags & _NEXT))):  # a file and a disk each
        at = data.index(b"\0", at) + 1
    folders = []
    for _ in range(count):
        start, blocks, packing = _FOLDER.unpack_from(data, at)
        folders.append(_Folder(start, blocks, packing, of_data))
        at += _FOLDER.size + of_folder
    return folders, list(_files(data, at_files, many))


def _files(data: bytes, at: int, many: int) -> Iterator[_File]:
    for _ in range(many):
        size, offset, folder, _, _, attributes = _FILE.unpack_from(data, at)
        end = data.index(b"\0", at + _FILE.size)
        written = data[at + _FILE.size : end]
        codec = "utf-8" if attributes & _UTF8 else "cp932"
        yield _File(charset.decode(written, codec).replace("\\", "/"), size, offset, folder)
        at = end + 1


def _members(data: bytes, folder: _Folder, files: list[_File], source: Source) -> Iterator[Part]:
    """The files of one folder as far as its data can be had."""
    run, broken = _inflated(data, folder, source)
    for one in files:
        source.meter.member()
        content = run[one.offset : one.offset + one.size]
        if content or not one.size:
            yield Member(one.name, content)
        if len(content) < one.size:
            yield Unread("corrupt", one.name)
    if broken and not files:
        yield Unread("corrupt")


def _inflated(data: bytes, folder: _Folder, source: Source) -> tuple[bytes, bool]:
    """The run of a folder, and whether it ends before its time."""
    out: list[bytes] = []
    window, at, total = b"", folder.start, 0
    for _ in range(folder.blocks):
        if at + _DATA.size > len(data):
            return b"".join(out), True
        _, packed, plain = _DATA.unpack_from(data, at)
        at += _DATA.size + folder.reserve
        block = data[at : at + packed]
        at += packed
        if folder.packing & 0x0F == _MSZIP:
            try:
                block = _unzipped(block, plain, window)
            except zlib.error:
                return b"".join(out), True
        window = (window + block)[-_WINDOW:]
        source.meter.add(len(block))
        total += len(block)
        if total > source.meter.budget.member_bytes:
            raise Stop("over_budget")
        out.append(block)
    return b"".join(out), False


def _unzipped(block: bytes, plain: int, window: bytes) -> bytes:
    if block[:2] != b"CK":
        raise zlib.error
    engine = zlib.decompressobj(-15, zdict=window) if window else zlib.decompressobj(-15)
    return engine.decompress(block[2:], max(plain, 1))
