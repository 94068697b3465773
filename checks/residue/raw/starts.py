"""Packed contents that begin where sectors begin: compressed files, and what NTFS and btrfs compress by themselves.

Sources: RFC 1952 (gzip), RFC 8878 (Zstandard), RFC 1950 (zlib), the file formats of xz and bzip2; Linux fs/btrfs for
compressed extents; MS-XCA for LZNT1.
"""

from __future__ import annotations

import bz2
import lzma
from collections.abc import Iterator
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from checks.residue.fingerprint.blocks import SECTOR
from checks.residue.raw import btrfs, lznt1, lzo, signatures
from checks.residue.raw.inflate import MOST, Reader, Stream, deflated, swells

_STEP = 128 << 10
_ZLIB = (0x0178, 0x5E78, 0x9C78, 0xDA78)
Array = npt.NDArray[Any]


class _Machine(Protocol):
    """What the decompressors of the standard library share."""

    @property
    def eof(self) -> bool: ...

    def decompress(self, data: bytes, max_length: int = -1) -> bytes: ...


def on_sectors(data: memoryview, begin: int, count: int) -> Iterator[tuple[int, npt.NDArray[np.bool_]]]:
    """(mark, where it may begin) for the `count` sectors of `data` from `begin` on; of LZNT1 the first header alone is seen."""
    words = np.frombuffer(data, "<u4", count * SECTOR // 4, begin).reshape(count, -1)
    first, second = words[:, 0], words[:, 1]
    low = first & np.uint32(0xFFFF)
    # An extent of btrfs is no longer than 128 KiB, unpacked and packed; its first segment fits one page, packed or not.
    small = (first < lzo.MOST + lzo.PAGE) & (second <= lzo.LONGEST_SEGMENT) & (second > 2) & (second < first)
    yield signatures.GZIP, (first & np.uint32(0xE0FFFFFF)) == np.uint32(0x00088B1F)
    yield signatures.ZSTD, first == np.uint32(0xFD2FB528)
    yield signatures.XZ, (first == np.uint32(0x587A37FD)) & ((second & np.uint32(0xFFFF)) == np.uint32(0x005A))
    bzip2 = (first & np.uint32(0x00FFFFFF)) == np.uint32(0x00685A42)
    yield signatures.BZIP2, bzip2 & (second == np.uint32(0x26594131))
    yield signatures.ZLIB, np.isin(low, np.array(_ZLIB, np.uint32))
    yield signatures.LZO, small
    yield signatures.LZNT1, (first & np.uint32(0xF000)) == np.uint32(0xB000)
    yield signatures.BTRFS_LEAF, btrfs.leaves(words)


def unpack(read: Reader, offset: int, mark: int, most: int = MOST) -> tuple[Stream, str] | None:
    """What begins at `offset` with one of the marks of `on_sectors`, and what it is called; None where it is nothing after all."""
    if mark == signatures.GZIP:
        return deflated(read, offset, 31, most), "gzip"
    if mark == signatures.ZLIB:
        return deflated(read, offset, 15, most), "zlib"
    if mark in {signatures.LZO, signatures.LZNT1}:
        packed = read(offset, lzo.MOST + lzo.PAGE if mark == signatures.LZO else lznt1.UNIT + lznt1.CHUNK)
        plain = lzo.unpack_extent(packed) if mark == signatures.LZO else lznt1.unpack(packed)
        return Stream(plain, len(packed), complete=True), "lzo" if mark == signatures.LZO else "lznt1"
    if mark == signatures.BTRFS_LEAF:
        plain = btrfs.inline_files(read(offset, btrfs.LARGEST_NODE), zstandard)
        return Stream(plain, len(plain), complete=True), "btrfs"
    machine: _Machine | None = None
    if mark == signatures.XZ:
        machine = lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=256 << 20)
    elif mark == signatures.BZIP2:
        machine = bz2.BZ2Decompressor()
    elif mark == signatures.ZSTD:
        machine = zstandard()
    if machine is None:
        return None
    return _streamed(machine, read, offset, most), {signatures.XZ: "xz", signatures.BZIP2: "bzip2"}.get(mark, "zstd")


def _streamed(machine: _Machine, read: Reader, offset: int, most: int) -> Stream:
    """All that comes out before the end, the damage or the limit."""
    out, got, at = [], 0, offset
    while not machine.eof and got < most and (piece := read(at, _STEP)):
        at += len(piece)
        try:
            chunk = machine.decompress(piece, most - got)
        except Exception:  # noqa: BLE001 -- each of them has errors of its own, and all mean the same
            break
        out.append(chunk)
        got += len(chunk)
        if swells(got, at - offset):
            break
    limited = not machine.eof and (got >= most or swells(got, at - offset))
    return Stream(b"".join(out), at - offset, machine.eof, limited)


def zstandard() -> _Machine | None:
    """A Zstandard decompressor: of Python 3.14, or of the package that brings it to earlier ones."""
    try:
        from compression import zstd  # type: ignore[import-not-found,unused-ignore]
    except ImportError:
        try:
            from backports import zstd  # type: ignore[import-not-found,no-redef,unused-ignore]
        except ImportError:
            return None
    machine: _Machine = zstd.ZstdDecompressor()
    return machine
