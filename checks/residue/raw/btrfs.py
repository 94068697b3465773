"""Small files that btrfs keeps inside its leaves, compressed (Linux: include/uapi/linux/btrfs_tree.h).

A leaf is a header of 101 bytes, the items (key, place and size of their data), and the data from the end of the leaf
backwards; places are counted from behind the header. What is kept there uncompressed is found as it lies.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterator
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from checks.residue.raw import lzo

LARGEST_NODE = 64 << 10
_NODES = frozenset(4096 << step for step in range(5))
_HEADER = 101
# objectid, type, offset; then place and size of the data
_ITEM = struct.Struct("<QBQII")
# generation, length unpacked, compression, encryption, other encoding, type
_EXTENT = struct.Struct("<QQBBHB")
_EXTENT_DATA, _INLINE = 108, 0
_ZLIB, _LZO, _ZSTD = 1, 2, 3
# What is kept in a leaf is no longer than a page, unpacked too (fs/btrfs/inode.c: can_cow_file_range_inline).
_MOST = 64 << 10
_BETWEEN = bytes(512)


class _Machine(Protocol):
    def decompress(self, data: bytes, max_length: int = -1) -> bytes: ...


def leaves(sectors: npt.NDArray[np.uint32]) -> npt.NDArray[np.bool_]:
    """Which of the sectors, one row of words each, begin a leaf: written, back references of the present kind, level 0."""
    there: npt.NDArray[np.bool_] = (
        (sectors[:, 14] == 1) & (sectors[:, 15] == 0x01000000) & ((sectors[:, 25] & np.uint32(0xFF)) == 0)
    )
    return there


def inline_files(leaf: bytes, zstandard: Callable[[], _Machine | None]) -> bytes:
    """The unpacked contents kept in `leaf` in compressed form, zeros between them; empty where there are none."""
    return _BETWEEN.join(filter(None, (_unpacked(*each, zstandard) for each in _compressed(leaf))))


def _compressed(leaf: bytes) -> Iterator[tuple[int, bytes]]:
    """(compression, data) of every compressed inline extent."""
    count = int.from_bytes(leaf[96:100], "little")
    items = [
        _ITEM.unpack_from(leaf, _HEADER + 25 * number) for number in range(min(count, (len(leaf) - _HEADER) // 25))
    ]
    if not items or _HEADER + items[0][3] + items[0][4] not in _NODES:
        return
    for _, kind, _, place, size in items:
        data = leaf[_HEADER + place : _HEADER + place + size]
        if kind != _EXTENT_DATA or len(data) < size or size <= _EXTENT.size:
            continue
        _, _, compression, encryption, other, how = _EXTENT.unpack_from(data)
        if how == _INLINE and compression and not encryption and not other:
            yield compression, data[_EXTENT.size :]


def _unpacked(compression: int, data: bytes, zstandard: Callable[[], Any]) -> bytes:
    """As far as it can be unpacked."""
    if compression == _LZO:
        return lzo.unpack_extent(data)
    machine = zlib.decompressobj() if compression == _ZLIB else zstandard() if compression == _ZSTD else None
    try:
        return bytes(machine.decompress(data, _MOST)) if machine else b""
    except Exception:  # noqa: BLE001 -- each library has errors of its own, and all mean the same
        return b""
