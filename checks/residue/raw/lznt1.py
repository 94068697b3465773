"""LZNT1, the compression of NTFS (MS-XCA section 2.5): compression units found on sector boundaries and unpacked.

A unit begins with the header of its first chunk: the size of what follows less one in 12 bits, the signature 3 in three
bits, and whether the chunk is compressed. Each chunk stands for 4096 bytes; a header of zero ends the unit.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

CHUNK = 4096
# A compression unit is 16 clusters of at most 4096 bytes.
UNIT = 16 * CHUNK
_HEADER = 0x3000
_COMPRESSED = 0x8000
_SIGNATURE = 0x7000
# So many neighbouring headers have to be right before a place is worth unpacking.
_CHAIN = 4
Array = npt.NDArray[Any]


def starts(data: npt.NDArray[np.uint8], sectors: Array) -> Array:
    """Those of the positions `sectors` where a compression unit may begin."""
    at, first = sectors, True
    chosen = sectors
    alive = np.arange(len(sectors))
    for _ in range(_CHAIN):
        at, alive = at[at + 2 <= len(data)], alive[at + 2 <= len(data)]
        header = data[at].astype(np.int64) | data[at + 1].astype(np.int64) << 8
        right = (header & _SIGNATURE) == _HEADER
        if first:
            right &= (header & _COMPRESSED) != 0
        done = ~right & (header == 0) & ~np.bool_(first)
        ended = alive[done]
        at, alive = at[right] + 3 + (header[right] & 0xFFF), alive[right]
        if ended.size:
            # ended units are taken as they are: their positions pass the remaining rounds
            at, alive = np.concatenate((at, sectors[ended])), np.concatenate((alive, ended))
        first = False
    return np.unique(chosen[alive])


def unpack(data: bytes) -> bytes:
    """What the unit at the beginning of `data` holds, up to damage; empty where there is none."""
    out, at = bytearray(), 0
    while at + 2 <= len(data) and len(out) < UNIT:
        header = data[at] | data[at + 1] << 8
        if header & _SIGNATURE != _HEADER:
            break
        end = at + 3 + (header & 0xFFF)
        chunk = data[at + 2 : end]
        if not header & _COMPRESSED:
            out += chunk
        elif not _chunk(chunk, out):
            break
        at = end
    return bytes(out)


def _chunk(data: bytes, out: bytearray) -> bool:
    """Unpack one compressed chunk behind `out`; whether all of it was right."""
    begin, at = len(out), 0
    while at < len(data):
        flags = data[at]
        at += 1
        if not flags:
            out += data[at : at + 8]
            at += 8
            continue
        for bit in range(8):
            if at >= len(data):
                break
            if not flags >> bit & 1:
                out.append(data[at])
                at += 1
                continue
            done = len(out) - begin
            if at + 1 >= len(data) or not done:
                return False
            # the more is unpacked, the more bits say how far back and the fewer how long
            shift = 16 - max(4, (done - 1).bit_length())
            pair = data[at] | data[at + 1] << 8
            at += 2
            if not _copy(out, (pair >> shift) + 1, (pair & ((1 << shift) - 1)) + 3, begin):
                return False
    return len(out) - begin <= CHUNK


def _copy(out: bytearray, back: int, length: int, begin: int) -> bool:
    start = len(out) - back
    if start < begin or len(out) + length > begin + CHUNK:
        return False
    if back >= length:
        out += out[start : start + length]
    else:
        piece = bytes(out[start:])
        out += (piece * (length // back + 1))[:length]
    return True
