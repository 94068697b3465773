"""The compiled look at each sector behind ctypes; raw/sectors.py does the same with NumPy where there is no kernel."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from checks.residue.native.kernel import BitTable, folded

Array = npt.NDArray[Any]


class _Sectors(ctypes.Structure):
    _fields_ = [
        ("exact", ctypes.c_uint32 * 3),
        ("sampled", ctypes.c_int32 * 2),
        ("front", BitTable),
    ]


class SectorKernel:
    """Flags of sectors; bit numbers are the marks of raw/signatures.py, below them 0 zeros, 1 block, 2 base64."""

    def __init__(self, library: Any, multipliers: Sequence[int], sampled: tuple[int, int], front: Array) -> None:
        self._library, self._looking = library, _Sectors()
        self._packed = folded(np.packbits(front, bitorder="little"))
        self._looking.exact[:], self._looking.sampled[:] = multipliers, sampled
        self._looking.front = BitTable(int(self._packed.ctypes.data), int(self._packed.size * 8 - 1).bit_length())

    def flags(self, data: npt.NDArray[np.uint8], begin: int, count: int) -> npt.NDArray[np.uint16]:
        """Flags of the `count` whole sectors of `data` from `begin` on."""
        found = np.zeros(count, np.uint16)
        self._library.kernel_sectors(
            ctypes.byref(self._looking),
            ctypes.c_void_p(data.ctypes.data),
            *map(ctypes.c_int64, (len(data), begin, count)),
            ctypes.c_void_p(found.ctypes.data),
        )
        return found
