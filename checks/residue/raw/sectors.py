"""What may begin on each sector, in one reading: zeros, registered blocks, packed contents, runs of base64.

Sectors are flagged by the compiled kernel (native/sectors.c) or, where there is none, by the NumPy functions below, with the
same result. What is flagged is looked at closely by those who ask.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from checks.residue.fingerprint.blocks import SECTOR, BlockMatcher
from checks.residue.raw import base64_runs, lznt1, signatures, starts

ZERO, BLOCK, BASE64 = range(3)
Array = npt.NDArray[Any]


@dataclass(frozen=True, slots=True)
class Sectors:
    """What was seen: sectors by their number among those looked at, all else by its position in the data."""

    zero: npt.NDArray[np.bool_]
    """For each sector whether it is all zeros."""
    blocks: Array
    """Sectors where a registered block may begin."""
    marks: list[tuple[int, int]]
    """(position, mark) of what may be packed."""
    samples: Array
    """Positions of samples of base64."""


def look(blocks: BlockMatcher, data: memoryview, begin: int, size: int) -> Sectors:
    """The sectors of `data[begin:begin + size]`, the last one with what lies behind it; `data` holds that and a sample more."""
    whole, count = np.frombuffer(data, np.uint8), -(-size // SECTOR)
    kernel = blocks.kernel
    flags = kernel.flags(whole, begin, count) if kernel else _flags(blocks, data, begin, count)
    zero = (flags & np.uint16(1 << ZERO)) != 0
    some = np.flatnonzero(flags > np.uint16(1 << ZERO))
    flagged = flags[some]

    def having(bit: int) -> Array:
        there: Array = some[(flagged & np.uint16(1 << bit)) != 0]
        return there

    known = having(BLOCK)
    marks = [(at * SECTOR + begin, mark) for mark in signatures.ON_SECTORS for at in having(mark).tolist()]
    units = lznt1.starts(whole, having(signatures.LZNT1) * SECTOR + begin)
    marks += [(at, signatures.LZNT1) for at in units.tolist()]
    return Sectors(zero, known[~_long_zeros(zero)[known]], marks, having(BASE64) * SECTOR + begin)


def _flags(blocks: BlockMatcher, data: memoryview, begin: int, count: int) -> npt.NDArray[np.uint16]:
    flags = np.zeros(count, np.uint16)
    for mark, there in starts.on_sectors(data, begin, count):
        flags |= there.astype(np.uint16) << np.uint16(mark)
    flags[(base64_runs.samples(data, begin, begin + count * SECTOR) - begin) // SECTOR] |= np.uint16(1 << BASE64)
    flags[_zeros(data, begin, count)] = 1 << ZERO
    flags[blocks.candidates(data[begin : begin + count * SECTOR])] |= np.uint16(1 << BLOCK)
    return flags


def _zeros(data: memoryview, begin: int, count: int) -> npt.NDArray[np.bool_]:
    words = np.frombuffer(data, "<u8", count * SECTOR // 8, begin).reshape(count, -1)
    maybe = np.flatnonzero((words[:, 0] | words[:, 21] | words[:, 42] | words[:, 63]) == 0)
    zero = np.zeros(count, np.bool_)
    zero[maybe] = ~words[maybe].any(axis=1)
    return zero


def _long_zeros(zero: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Sectors from which on a whole large block is zeros, or all that is left: no registered block begins there."""
    run = np.append(zero, np.ones(7, np.bool_))
    for step in (1, 2, 4):
        run = run[:-step] & run[step:]
    return run
