"""Building the tables of sampled windows (notes/scan.md section 4.2).

For each byte form a window of 8 bytes (5 for forms of 8 to 10 bytes) is registered at four consecutive offsets, so that
wherever the form lies in the data, one of the four falls on a multiple of four: the scan looks at every fourth byte only.
A row of a table says "with this hash, a form of `length` bytes begins `offset` bytes before the window"; which form it
is, and whose, only the keyed tag of the whole form tells.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from checks.residue.fingerprint.encodings import SHORTEST
from checks.residue.fingerprint.key import short_tag
from checks.residue.fingerprint.mixing import SHORT_MASK, Mixer, distinct, words_at

LONG_WINDOW_FROM = 11
# 64 places for each different hash keep the first stage quiet; below 2^21 nothing is gained, above 2^28 caches suffer more.
GATE_BITS = range(21, 29)
WHOLE_BITS = range(16, 29)
# 2^28 persons are more than there are; 16 kinds are more than are registered.
_RECORD_BITS = 28
_BATCH = 200_000
Array = npt.NDArray[Any]


@dataclass(slots=True)
class WindowBuilder:
    """Takes byte forms in, gives the arrays of a `Matcher`. Memory: about 30 bytes for each different window."""

    mixer: Mixer
    tag_key: bytes
    _data: list[bytes] = field(default_factory=list)
    _owner: list[int] = field(default_factory=list)
    _kind: list[int] = field(default_factory=list)
    _end_first: list[bool] = field(default_factory=list)
    _tags: list[Array] = field(default_factory=list)
    _rows: dict[bool, list[Array]] = field(default_factory=lambda: {True: [], False: []})
    _gates: list[Array] = field(default_factory=list)
    _wholes: list[Array] = field(default_factory=list)
    forms: int = 0

    def add(self, form: bytes, record: int, kind: int, *, end_first: bool) -> None:
        """Take in one byte form of one record. Forms of less than 8 bytes are not taken."""
        if len(form) < SHORTEST:
            return
        self._data.append(form)
        self._owner.append(record)
        self._kind.append(kind)
        self._end_first.append(end_first)
        if len(self._data) >= _BATCH:
            self._flush()

    def _flush(self) -> None:
        if not self._data:
            return
        tags = np.fromiter((short_tag(self.tag_key, form) for form in self._data), np.uint64, len(self._data))
        # tag, kind and record in one number: sorting and removing doubles is then one step
        kinds, records = np.array(self._kind, np.uint64), np.array(self._owner, np.uint64)
        self._tags.append(distinct(tags << np.uint64(32) | kinds << np.uint64(_RECORD_BITS) | records))
        self.forms += len(tags)
        self._windows()
        self._data, self._owner, self._kind, self._end_first = [], [], [], []

    def _windows(self) -> None:
        lengths = np.fromiter(map(len, self._data), np.int64, len(self._data))
        data = np.frombuffer(b"".join(self._data) + bytes(8), np.uint8)
        starts = np.concatenate(([0], np.cumsum(lengths)[:-1]))
        long = lengths >= LONG_WINDOW_FROM
        width = np.where(long, 8, 5)
        first = np.where(np.array(self._end_first), lengths - width - 3, 0)
        self._wholes.append(distinct(self.mixer.forms(data, starts, lengths)))
        for step in range(4):
            offset = first + step
            low, high = words_at(data, starts + offset), words_at(data, starts + offset + 4)
            self._gates.append(distinct(self.mixer.gated(low, high)))
            for is_long in (True, False):
                chosen = long == is_long
                second = high[chosen] if is_long else high[chosen] & SHORT_MASK
                mixed = self.mixer.exactly(low[chosen], second).astype(np.uint64)
                row = (
                    mixed << np.uint64(16)
                    | offset[chosen].astype(np.uint64) << np.uint64(8)
                    | lengths[chosen].astype(np.uint64)
                )
                self._rows[is_long].append(distinct(row))

    def arrays(self, prefix: str) -> dict[str, Array]:
        """The finished arrays, each name beginning with `prefix`."""
        self._flush()
        made = {
            f"{prefix}gate": _bit_table(self._gates, GATE_BITS, 64),
            f"{prefix}whole": _bit_table(self._wholes, WHOLE_BITS, 16),
        }
        for name, is_long in (("long", True), ("short", False)):
            rows = distinct(np.concatenate(self._rows[is_long])) if self._rows[is_long] else np.empty(0, np.uint64)
            made[f"{prefix}{name}_hash"] = (rows >> np.uint64(16)).astype(np.uint32)
            made[f"{prefix}{name}_shape"] = (rows & np.uint64(0xFFFF)).astype(np.uint16)
        tags = distinct(np.concatenate(self._tags)) if self._tags else np.empty(0, np.uint64)
        made[f"{prefix}tag"] = (tags >> np.uint64(32)).astype(np.uint32)
        made[f"{prefix}kind"] = (tags >> np.uint64(_RECORD_BITS) & np.uint64(0xF)).astype(np.uint8)
        made[f"{prefix}record"] = (tags & np.uint64((1 << _RECORD_BITS) - 1)).astype(np.uint32)
        return made


def _bit_table(parts: list[Array], bits: range, places: int) -> Array:
    """One bit for each possible top part of a hash, packed, set where a hash in `parts` has it; `places` bits for each hash."""
    hashes = distinct(np.concatenate(parts)) if parts else np.empty(0, np.uint32)
    size = min(max(int(hashes.size * places - 1).bit_length(), bits[0]), bits[-1])
    table = np.zeros(1 << size, np.bool_)
    table[hashes >> np.uint32(32 - size)] = True
    return np.packbits(table, bitorder="little")
