"""Building the tables of sampled windows (notes/scan.md section 4.2).

For each byte form a window of 8 bytes (5 for forms of 8 to 10 bytes) is registered at four consecutive offsets, so that
wherever the form lies in the data, one of the four falls on a multiple of four: the scan looks at every fourth byte only.
A row of a table says "with this hash, a form of `length` bytes begins `offset` bytes before the window"; which form it
is, and whose, only the keyed tag of the whole form tells.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
# So many values wait before those that came several times are thrown out.
_PENDING = 1 << 21
_PARTS = 64
Array = npt.NDArray[Any]


class Distinct:
    """Different values of `bits` bits, collected in parts by their top bits, so that only one part is ever sorted at a time."""

    def __init__(self, bits: int) -> None:
        self._shift = bits - int(_PARTS - 1).bit_length()
        self._parts: list[list[Array]] = [[] for _ in range(_PARTS)]
        self._pending = self._kept = 0

    def add(self, values: Array) -> None:
        """Take values in."""
        values = distinct(values)
        if not values.size:
            return
        edges = np.searchsorted(values >> values.dtype.type(self._shift), np.arange(1, _PARTS))
        for part, piece in zip(self._parts, np.split(values, edges), strict=True):
            if piece.size:
                part.append(piece.copy())
        self._pending += values.size
        # as much again as is kept: then everything is sorted a few times, however much there is
        if self._pending > max(_PENDING, self._kept):
            self._pending = self._kept = 0
            for part in self._parts:
                part[:] = [distinct(np.concatenate(part))] if part else []
                self._kept += sum(piece.size for piece in part)

    def taken(self) -> Iterator[Array]:
        """The values in order, part by part; what was given is forgotten."""
        for part in self._parts:
            if part:
                merged = distinct(np.concatenate(part))
                part.clear()
                yield merged


@dataclass(slots=True)
class WindowBuilder:
    """Takes byte forms in, gives the arrays of a `Matcher`. Memory: 8 bytes for each different window and for each form."""

    mixer: Mixer
    tag_key: bytes
    _data: list[bytes] = field(default_factory=list)
    _owner: list[int] = field(default_factory=list)
    _kind: list[int] = field(default_factory=list)
    _end_first: list[bool] = field(default_factory=list)
    _tags: Distinct = field(default_factory=lambda: Distinct(64))
    _rows: dict[bool, Distinct] = field(default_factory=lambda: {True: Distinct(48), False: Distinct(48)})
    _gates: Distinct = field(default_factory=lambda: Distinct(32))
    _wholes: Distinct = field(default_factory=lambda: Distinct(32))
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
        self._tags.add(tags << np.uint64(32) | kinds << np.uint64(_RECORD_BITS) | records)
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
        self._wholes.add(self.mixer.forms(data, starts, lengths))
        for step in range(4):
            offset = first + step
            low, high = words_at(data, starts + offset), words_at(data, starts + offset + 4)
            self._gates.add(self.mixer.gated(low, high))
            for is_long in (True, False):
                chosen = long == is_long
                second = high[chosen] if is_long else high[chosen] & SHORT_MASK
                mixed = self.mixer.exactly(low[chosen], second).astype(np.uint64)
                row = (
                    mixed << np.uint64(16)
                    | offset[chosen].astype(np.uint64) << np.uint64(8)
                    | lengths[chosen].astype(np.uint64)
                )
                self._rows[is_long].add(row)

    def arrays(self, prefix: str) -> dict[str, Array]:
        """The finished arrays, each name beginning with `prefix`. The builder is empty then."""
        self._flush()
        made = {
            f"{prefix}gate": _bit_table(self._gates, GATE_BITS, 64),
            f"{prefix}whole": _bit_table(self._wholes, WHOLE_BITS, 16),
        }
        for name, is_long in (("long", True), ("short", False)):
            columns = (("hash", 16, 0xFFFFFFFF, np.uint32), ("shape", 0, 0xFFFF, np.uint16))
            made |= _columns(f"{prefix}{name}_", self._rows[is_long], columns)
        tags = (("tag", 32, 0xFFFFFFFF, np.uint32), ("kind", _RECORD_BITS, 0xF, np.uint8))
        record = ("record", 0, (1 << _RECORD_BITS) - 1, np.uint32)
        return made | _columns(prefix, self._tags, (*tags, record))


_Column = tuple[str, int, int, type[np.unsignedinteger[Any]]]


def _columns(prefix: str, collected: Distinct, columns: Sequence[_Column]) -> dict[str, Array]:
    """The collected numbers taken apart: (name, lowest bit, mask, type) of each column."""
    pieces: dict[str, list[Array]] = {name: [np.empty(0, kind)] for name, _, _, kind in columns}
    for values in collected.taken():
        for name, low, mask, kind in columns:
            pieces[name].append((values >> np.uint64(low) & np.uint64(mask)).astype(kind))
    return {f"{prefix}{name}": np.concatenate(pieces.pop(name)) for name, _, _, _ in columns}


def _bit_table(collected: Distinct, bits: range, places: int) -> Array:
    """One bit for each possible top part of a hash, packed, set where a hash has it; `places` bits for each hash."""
    hashes = np.concatenate([np.empty(0, np.uint32), *collected.taken()])
    size = min(max(int(hashes.size * places - 1).bit_length(), bits[0]), bits[-1])
    table = np.zeros(1 << size, np.bool_)
    table[hashes >> np.uint32(32 - size)] = True
    return np.packbits(table, bitorder="little")
