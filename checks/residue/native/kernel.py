"""The compiled window stage behind ctypes; `load` gives None where it is not there, and the search uses NumPy then."""

from __future__ import annotations

import ctypes
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from checks.residue.native.library import first

VERSION = 3
ROOM = 1 << 16
_TABLE_BYTES = 1 << 20
Array = npt.NDArray[Any]
_FOUND = np.dtype([("start", "<i8"), ("low", "<i8"), ("count", "<i8"), ("length", "<i8"), ("glued", "<i8")])


class BitTable(ctypes.Structure):
    """A packed table of bits, asked by the top bits of a hash."""

    _fields_ = [("packed", ctypes.c_void_p), ("bits", ctypes.c_int64)]


class _Sorted(ctypes.Structure):
    _fields_ = [
        ("values", ctypes.c_void_p),
        ("begins", ctypes.c_void_p),
        ("size", ctypes.c_int64),
        ("bits", ctypes.c_int64),
    ]


class _Table(ctypes.Structure):
    _fields_ = [
        ("hashes", _Sorted),
        *((name, ctypes.c_void_p) for name in ("first", "shapes")),
        ("near", BitTable),
        ("front", BitTable),
    ]


class _Kernel(ctypes.Structure):
    _fields_ = [
        ("gate", ctypes.c_uint32 * 2),
        ("exact", ctypes.c_uint32 * 3),
        ("whole", ctypes.c_void_p),
        ("gate_bits", BitTable),
        ("whole_bits", BitTable),
        ("tables", _Table * 3),
        ("tags", _Sorted),
        ("keyed", ctypes.c_uint64 * 8),
    ]


class Rows(NamedTuple):
    """One table of windows: different hashes in order, and where the shapes of each begin, one place more than hashes."""

    hashes: Array
    first: Array
    shapes: Array
    front: Array


@cache
def load() -> Any | None:
    """The library of this environment, or None: not built, of another version, or switched off."""
    return first(opened)


def opened(file: Path) -> Any | None:
    """The library in `file`; None where there is none of this version that this machine can load."""
    if not file.is_file():
        return None
    try:
        library = ctypes.CDLL(str(file))
        if library.kernel_version() != VERSION:
            return None
        library.kernel_scan.restype = ctypes.c_int64
    except (OSError, AttributeError):
        return None
    return library


class Kernel:
    """The window stage for one matcher. The arrays given are kept and used as they are."""

    def __init__(
        self, library: Any, multipliers: Sequence[int], whole: Array, bits: Mapping[str, Array], tables: Sequence[Rows]
    ) -> None:
        self._library, self._kept = library, [whole]
        self._kernel = _Kernel()
        self._kernel.gate[:], self._kernel.exact[:] = multipliers[:2], multipliers[2:]
        self._kernel.whole = self._at(whole, "<u8")
        self._kernel.gate_bits = self._bits(folded(bits["gate"]))
        self._kernel.whole_bits = self._bits(bits["whole"])
        nothing = Rows(*(np.zeros(0, np.uint32),) * 3, np.zeros(1, np.uint8))
        for number, rows in enumerate([*tables, nothing, nothing, nothing][: len(self._kernel.tables)]):
            table = self._kernel.tables[number]
            table.hashes = self._sorted(rows.hashes)
            table.near, table.front = self._bits(folded(rows.front)), self._bits(rows.front)
            table.first, table.shapes = self._at(rows.first, "<u4"), self._at(rows.shapes, "<u2")
        self._forms, self._marks = np.zeros(ROOM, _FOUND), np.zeros(ROOM, _FOUND)

    def tags(self, tags: Array, key: bytes) -> None:
        """Verify forms by these tags, made with `key`."""
        self._kernel.tags = self._sorted(tags)
        self._library.kernel_key(ctypes.byref(self._kernel), key, ctypes.c_int64(len(key)))

    def scan(self, data: npt.NDArray[np.uint8], begin: int, end: int) -> tuple[Array, Array]:
        """(forms, marks) whose window lies in `data[begin:end]`: rows of start, low, count, length (or number of a mark), glued."""
        counts = (ctypes.c_int64 * 2)()
        forms, marks, at = [], [], begin
        while at < end:
            before = at
            at = self._library.kernel_scan(
                ctypes.byref(self._kernel),
                ctypes.c_void_p(data.ctypes.data),
                *map(ctypes.c_int64, (len(data), at, end)),
                ctypes.c_void_p(self._forms.ctypes.data),
                ctypes.c_void_p(self._marks.ctypes.data),
                ctypes.c_int64(len(self._forms)),
                counts,
            )
            forms.append(self._forms[: counts[0]].copy())
            marks.append(self._marks[: counts[1]].copy())
            if at == before:  # one window alone says more than there is room for
                self._forms, self._marks = (np.zeros(2 * len(each), _FOUND) for each in (self._forms, self._marks))
        if not forms:
            return self._forms[:0], self._marks[:0]
        return np.concatenate(forms), np.concatenate(marks)

    def _at(self, values: Array, kind: str) -> int:
        kept = np.require(values, kind, ("C", "A"))
        self._kept.append(kept)
        return int(kept.ctypes.data)

    def _sorted(self, values: Array) -> _Sorted:
        bits = min(max(int(len(values) // 4).bit_length(), 1), 18)
        tops = values >> np.uint32(32 - bits)
        begins = np.searchsorted(tops, np.arange((1 << bits) + 1, dtype=np.uint32), "left")
        return _Sorted(self._at(values, "<u4"), self._at(begins, "<u4"), len(values), bits)

    def _bits(self, packed: Array) -> BitTable:
        return BitTable(self._at(packed, "u1"), int(packed.size * 8 - 1).bit_length())


# The four pairs of a byte's bits, each one bit: set where one of the two is.
_PAIRS = np.packbits(
    np.unpackbits(np.arange(256, dtype=np.uint8), bitorder="little").reshape(256, 4, 2).any(axis=2),
    axis=1,
    bitorder="little",
).ravel()


def folded(front: Array) -> Array:
    """A packed bit table asked by top bits, halved until it stays in the processor's cache."""
    while front.size > _TABLE_BYTES:
        front = _PAIRS[front[::2]] | _PAIRS[front[1::2]] << np.uint8(4)
    return front
