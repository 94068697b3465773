"""An NTFS volume's shadow copy as it lies on the volume, written from the published description of the format.

Source: libyal, Volume Shadow Snapshot (VSS) format. There is no file system behind the boot sector: snapshots are kept by
blocks of 16 KiB, below the files.
"""

from __future__ import annotations

import struct

BLOCK = 16 << 10
_GUID = bytes.fromhex("6b870838 76c1 484e b7ae 04046e6cc752")
_STORE = bytes(range(16))
_CATALOG, _HEADER, _LIST, _RANGES, _BITMAP, _DATA = 4, 5, 6, 7, 8, 9
_FILETIME = 0x01DC5A0000000000


def volume_with_shadow(now: bytes, then: dict[int, bytes], blocks: int = 128) -> bytes:
    """A volume that holds `now` from block 64 on; `then` is what single blocks held when the shadow copy was made.

    What the blocks held is kept in reverse order, as later writes to a volume may bring it about.
    """
    volume = bytearray(blocks * BLOCK)
    # the last sector is behind the file system and holds the copy of its first one
    volume[:512] = volume[-512:] = _boot(blocks * BLOCK // 512 - 1)
    volume[64 * BLOCK : 64 * BLOCK + len(now)] = now
    header = struct.pack("<16sIIQQQQQ16s16s", _GUID, 1, 1, 0x1E00, 0x1E00, 0, _CATALOG * BLOCK, 0, bytes(16), bytes(16))
    volume[0x1E00 : 0x1E00 + len(header)] = header
    described = struct.pack("<QQ16sQQQ", 2, len(volume), _STORE, 1, 0x40, _FILETIME).ljust(128, b"\0")
    places = [each * BLOCK for each in (_LIST, _HEADER, _RANGES, _BITMAP)]
    located = struct.pack("<QQ16sQQQQQQ", 3, places[0], _STORE, *places[1:], 0, BLOCK, 0).ljust(128, b"\0")
    _put(volume, _CATALOG, _block(2, _CATALOG) + described + located)
    info = struct.pack("<16s16s16sIIIIHH", bytes(16), _STORE, _STORE, 13, 1, 0x420009, 0, 0, 0)
    _put(volume, _HEADER, _block(4, _HEADER, len(info)) + info)
    kept = dict(zip(sorted(then), range(_DATA + len(then) - 1, _DATA - 1, -1), strict=True))
    rows = [
        struct.pack("<QQQII", block * BLOCK, (place - _HEADER) * BLOCK, place * BLOCK, 0, 0)
        for block, place in kept.items()
    ]
    _put(volume, _LIST, _block(3, _LIST) + b"".join(rows))
    whole = (_DATA + len(then) - _HEADER) * BLOCK
    _put(volume, _RANGES, _block(5, _RANGES) + struct.pack("<QQQ", _HEADER * BLOCK, 0, whole))
    _put(volume, _BITMAP, _block(6, _BITMAP))
    for block, place in kept.items():
        _put(volume, place, then[block])
    return bytes(volume)


def _boot(sectors: int) -> bytes:
    boot = bytearray(512)
    boot[:11] = b"\xeb\x52\x90NTFS    "
    struct.pack_into("<HB", boot, 11, 512, 8)
    boot[21] = 0xF8
    struct.pack_into("<QQQ", boot, 40, sectors, 4, 8)
    boot[64], boot[68] = 0xF6, 1
    boot[510:] = b"\x55\xaa"
    return bytes(boot)


def _block(kind: int, block: int, size: int = 0) -> bytes:
    relative = (block - _HEADER) * BLOCK if kind != 2 else 0
    return struct.pack("<16sIIQQQQ", _GUID, 1, kind, relative, block * BLOCK, 0, size).ljust(128, b"\0")


def _put(volume: bytearray, block: int, data: bytes) -> None:
    volume[block * BLOCK : block * BLOCK + len(data)] = data
