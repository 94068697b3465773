"""Looking for registered forms in a buffer: gate, exact hash, keyed tag, boundaries (notes/scan.md section 4.2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from checks.residue.fingerprint.boundary import bounded
from checks.residue.fingerprint.key import short_tag
from checks.residue.fingerprint.mixing import SHORT_MASK, Mixer, distinct
from checks.residue.native import kernel as native
from checks.residue.native.kernel import Kernel

# What stands before and after the part that is searched, so that forms (at most 200 bytes) and their neighbours are whole.
MARGIN = 256
# Words looked at in one step: what the step touches stays in the second-level cache.
STEP = 1 << 16
# Runs of zeros are passed over in pieces of so many words.
_RUN = 1 << 12
_BYTE_GATE_BITS = 22
_FRONT_BITS = range(12, 27)
Array = npt.NDArray[Any]


@dataclass(frozen=True, slots=True)
class Tokens:
    """Registered forms found, one per row and sorted by place: byte position, byte length, record, code of the kind."""

    position: npt.NDArray[np.int64]
    length: npt.NDArray[np.int64]
    record: npt.NDArray[np.uint32]
    kind: npt.NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.position)


@dataclass(frozen=True, slots=True)
class Mark:
    """A byte pattern to notice in passing: `choices` says which values each of its eight bytes may have."""

    number: int
    magic: bytes
    choices: tuple[bytes, ...]


NO_TOKENS = Tokens(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0, np.uint32), np.empty(0, np.uint8))


class _Bits:
    """A packed bit table asked by the top bits of a hash."""

    def __init__(self, packed: Array) -> None:
        self.packed = packed
        self.bits = int(packed.size * 8 - 1).bit_length()

    @classmethod
    def of(cls, hashes: Array, bits: range) -> _Bits:
        """A table with the bits of `hashes` set, 64 places for each of them."""
        size = min(max(int(hashes.size * 64).bit_length(), bits[0]), bits[-1])
        table = np.zeros(1 << size, np.bool_)
        table[hashes >> np.uint32(32 - size)] = True
        return cls(np.packbits(table, bitorder="little"))

    def has(self, hashed: Array) -> npt.NDArray[np.bool_]:
        """Which of the hashes may be in the table."""
        top = hashed >> np.uint32(32 - self.bits)
        bit = (self.packed[top >> np.uint32(3)] >> (top & np.uint32(7)).astype(np.uint8)) & np.uint8(1)
        found: npt.NDArray[np.bool_] = bit.view(np.bool_)
        return found


class _Table:
    """Rows of one window width, sorted by hash: a bit table in front, different hashes behind."""

    def __init__(self, hashes: Array, shapes: Array) -> None:
        self.shapes = shapes
        fresh = np.ones(len(hashes), np.bool_)
        np.not_equal(hashes[1:], hashes[:-1], out=fresh[1:])
        # where the shapes of each hash begin, and behind the last one where they end
        self.first = np.append(np.flatnonzero(fresh), len(hashes)).astype(np.uint32)
        self.hashes = hashes[fresh]
        self.front = _Bits.of(self.hashes, _FRONT_BITS)

    def look_up(self, hashed: Array, position: Array) -> tuple[Array, Array]:
        """(start of the form, its length) for every row that fits."""
        near = np.flatnonzero(self.front.has(hashed))
        if not near.size or not self.hashes.size:
            return np.empty(0, np.int64), np.empty(0, np.int64)
        hashed, position = hashed[near], position[near]
        place = np.minimum(np.searchsorted(self.hashes, hashed), self.hashes.size - 1)
        fits = np.flatnonzero(self.hashes[place] == hashed)
        place, position = place[fits], position[fits]
        first = self.first[place].astype(np.int64)
        count = self.first[place + 1] - first
        shape = self.shapes[_ranges(first, count)].astype(np.int64)
        return np.repeat(position, count) - (shape >> 8), shape & 0xFF


class Matcher:
    """One set of registered forms, ready to look for. Safe to use from one thread at a time."""

    def __init__(self, arrays: dict[str, Array], prefix: str, mixer: Mixer, tag_key: bytes) -> None:
        self.mixer, self.tag_key = mixer, tag_key
        self._gate_high = mixer.gate_high
        self._packed = arrays[f"{prefix}gate"]
        self.bits = int(self._packed.size * 8 - 1).bit_length()
        self.bytewise = self.bits <= _BYTE_GATE_BITS
        self._gate: Array | None = None
        self.whole = _Bits(arrays[f"{prefix}whole"])
        self.long = _Table(arrays[f"{prefix}long_hash"], arrays[f"{prefix}long_shape"])
        self.short = _Table(arrays[f"{prefix}short_hash"], arrays[f"{prefix}short_shape"])
        self.tag, self.record, self.kind = (arrays[f"{prefix}{name}"] for name in ("tag", "record", "kind"))
        self._marks: dict[int, Mark] = {}
        self._marked: _Table | None = None
        self._mixed = np.empty(STEP, np.uint32)
        self._other = np.empty(STEP, np.uint32)
        self._index = np.empty(STEP, np.intp)
        self._open = np.empty(STEP, np.uint8)

    @property
    def noticing(self) -> bool:
        """Whether marks are looked for."""
        return self._marked is not None

    def notice(self, marks: list[Mark]) -> None:
        """Look for `marks` too, in the same pass; `find_all` gives them."""
        rows = [
            (window, offset, mark.number)
            for mark in marks
            for offset in range(4)
            for window in _windows(mark.choices[offset : offset + 5])
        ]
        words = np.frombuffer(b"".join(window.ljust(8, b"\0") for window, _, _ in rows), "<u4").reshape(-1, 2)
        hashes = self.mixer.exactly(words[:, 0], words[:, 1])
        shapes = np.array([offset << 8 | number for _, offset, number in rows], np.uint16)
        order = np.argsort(hashes, kind="stable")
        self._marked, self._marks = _Table(hashes[order], shapes[order]), {mark.number: mark for mark in marks}
        places = self.mixer.gated(words[:, 0], words[:, 1]) >> np.uint32(32 - self.bits)
        self._packed, self._gate = self._packed.copy(), None
        np.bitwise_or.at(self._packed, places >> np.uint32(3), np.left_shift(1, places & np.uint32(7)).astype(np.uint8))
        self.__dict__.pop("_kernel", None)

    @property
    def gate(self) -> Array:
        """The bits of the first stage as NumPy looks them up: one byte for each, as long as the caches hold that."""
        if self._gate is None:
            self._gate = np.unpackbits(self._packed, bitorder="little") if self.bytewise else self._packed
        return self._gate

    @cached_property
    def _kernel(self) -> Kernel | None:
        """The same in compiled code, where this environment has it."""
        library = native.load()
        if library is None or not len(self.tag):
            return None
        gate, exact = (self.mixer.gate[0], self.mixer.gate_high), self.mixer.exact
        tables = [self.long, self.short, *([self._marked] if self._marked else [])]
        kernel = Kernel(
            library,
            [int(value) for value in (*gate, *exact)],
            self.mixer.whole,
            {"gate": self._packed, "whole": self.whole.packed},
            [native.Rows(each.hashes, each.first, each.shapes, each.front.packed) for each in tables],
        )
        kernel.tags(self.tag, self.tag_key)
        return kernel

    def find(self, data: bytes | bytearray | memoryview, begin: int = 0, end: int | None = None) -> Tokens:
        """Forms whose sampled window lies in `data[begin:end]`. Give up to MARGIN bytes before and after where there are any."""
        return self.find_all(data, begin, end)[0]

    def find_all(
        self, data: bytes | bytearray | memoryview, begin: int = 0, end: int | None = None
    ) -> tuple[Tokens, list[tuple[int, int]]]:
        """Forms as in `find`, and (position, number) of each noticed mark that begins in `data[begin:end]`."""
        end = len(data) if end is None else end
        if end <= begin or not (self.tag.size or self._marked):
            return NO_TOKENS, []
        view = memoryview(data)
        if self._kernel is not None:
            return self._by_kernel(self._kernel, view, begin, end)
        whole = len(view) // 4
        words = np.frombuffer(view[: whole * 4], "<u4")
        positions = self._candidates(words, begin // 4, min((end + 3) // 4, whole - 1))
        # the last two words have no neighbour; they are looked at with zeros behind them
        first_of_tail = max(whole - 1, 0)
        tail = np.frombuffer(bytes(view[first_of_tail * 4 :]).ljust(12, b"\0")[:12], "<u4")
        more = np.arange(max(first_of_tail, begin // 4), min((end + 3) // 4, first_of_tail + 2))
        more = more[self._passing(tail[more - first_of_tail], tail[more - first_of_tail + 1])]
        place = np.concatenate((positions, more)) * 4
        if not place.size:
            return NO_TOKENS, []
        low = np.concatenate((words[positions], tail[more - first_of_tail]))
        high = np.concatenate((words[positions + 1], tail[more - first_of_tail + 1]))
        short = self.mixer.exactly(low, high & SHORT_MASK)
        starts, lengths = self.long.look_up(self.mixer.exactly(low, high), place)
        also, others = self.short.look_up(short, place)
        tokens = self._verified(view, np.concatenate((starts, also)), np.concatenate((lengths, others)))
        return tokens, self._noticed(view, short, place, begin, end)

    def _by_kernel(
        self, kernel: Kernel, view: memoryview, begin: int, end: int
    ) -> tuple[Tokens, list[tuple[int, int]]]:
        whole = np.frombuffer(view, np.uint8)
        forms, marks = kernel.scan(whole, begin, end)
        found = self._seen(view, marks["start"], marks["length"], begin, end) if len(marks) else []
        if not len(forms):
            return NO_TOKENS, found
        forms = forms[np.lexsort((forms["length"], forms["start"]))]
        fresh = np.ones(len(forms), np.bool_)
        fresh[1:] = (np.diff(forms["start"]) != 0) | (np.diff(forms["length"]) != 0)
        forms = forms[fresh]
        free = forms["glued"] == 0
        return self._of_rows(forms["start"], forms["length"], forms["low"], forms["count"], free), found

    def _noticed(self, view: memoryview, hashed: Array, place: Array, begin: int, end: int) -> list[tuple[int, int]]:
        if self._marked is None:
            return []
        starts, numbers = self._marked.look_up(hashed, place)
        return self._seen(view, starts, numbers, begin, end)

    def _seen(self, view: memoryview, starts: Array, numbers: Array, begin: int, end: int) -> list[tuple[int, int]]:
        found = {
            (start, number)
            for start, number in zip(starts.tolist(), numbers.tolist(), strict=True)
            if begin <= start < end
            and bytes(view[start : start + len(self._marks[number].magic)]) == self._marks[number].magic
        }
        return sorted(found)

    def _candidates(self, words: Array, first: int, last: int) -> Array:
        """Indexes of words whose window passes the gate."""
        found = []
        for begin, end in _written(words, first, last):
            for start in range(begin, end, STEP):
                stop = min(start + STEP, end)
                passed = np.flatnonzero(self._passing(words[start:stop], words[start + 1 : stop + 1]))
                if passed.size:
                    found.append(passed + start)
        return np.concatenate(found) if found else np.empty(0, np.intp)

    def _passing(self, low: Array, high: Array) -> Array:
        size = len(low)
        mixed, other, index, passing = self._mixed[:size], self._other[:size], self._index[:size], self._open[:size]
        np.multiply(low, self.mixer.gate[0], out=mixed)
        np.multiply(high, self._gate_high, out=other)
        np.add(mixed, other, out=mixed)
        if self.bytewise:
            np.right_shift(mixed, np.uint32(32 - self.bits), out=index, casting="unsafe")
            return self.gate.take(index, out=passing, mode="wrap").view(np.bool_)
        np.right_shift(mixed, np.uint32(35 - self.bits), out=index, casting="unsafe")
        self.gate.take(index, out=passing, mode="wrap")
        np.right_shift(mixed, np.uint32(32 - self.bits), out=mixed)
        np.bitwise_and(mixed, np.uint32(7), out=mixed)
        return np.bitwise_and(np.right_shift(passing, mixed.astype(np.uint8)), np.uint8(1)).view(np.bool_)

    def _verified(self, data: memoryview, starts: Array, lengths: Array) -> Tokens:
        inside = (starts >= 0) & (starts + lengths <= len(data))
        packed = distinct(starts[inside] << 8 | lengths[inside])
        starts, lengths = packed >> 8, packed & 0xFF
        if not packed.size:
            return NO_TOKENS
        whole = np.frombuffer(data, np.uint8)
        if int(starts[-1]) + 256 > len(whole):
            whole = np.concatenate((whole, np.zeros(256, np.uint8)))
        likely = self.whole.has(self.mixer.forms(whole, starts, lengths))
        starts, lengths = starts[likely], lengths[likely]
        if not starts.size:
            return NO_TOKENS
        tags = np.fromiter(
            (
                short_tag(self.tag_key, data[start : start + length])
                for start, length in zip(starts.tolist(), lengths.tolist(), strict=True)
            ),
            np.uint32,
            len(starts),
        )
        low = np.searchsorted(self.tag, tags, "left")
        count = np.searchsorted(self.tag, tags, "right") - low
        keep = np.flatnonzero(count)
        if not keep.size:
            return NO_TOKENS
        starts, lengths = starts[keep], lengths[keep]
        return self._of_rows(starts, lengths, low[keep], count[keep], bounded(whole, starts, starts + lengths))

    def _of_rows(self, starts: Array, lengths: Array, low: Array, count: Array, free: Array) -> Tokens:
        """The persons and kinds of verified forms; those that are not `free` are a piece of a longer number and left out."""
        row = _ranges(low, count)
        free = np.repeat(free, count)
        found = Tokens(np.repeat(starts, count), np.repeat(lengths, count), self.record[row], self.kind[row])
        return found if free.all() else _chosen(found, free | _side_by_side(found, np.flatnonzero(~free)))


def _written(words: Array, first: int, last: int) -> Iterator[tuple[int, int]]:
    """The parts of `words[first:last]` without long runs of zeros, in which nothing is registered."""
    count = max(last - first, 0) // _RUN
    blocks = words[first : first + count * _RUN].reshape(count, _RUN)
    zero: Array = np.logical_not(blocks[:, ::512].any(axis=1))
    maybe = np.flatnonzero(zero)
    zero[maybe] = ~blocks[maybe].any(axis=1)
    edges = np.flatnonzero(np.diff(np.concatenate(([True], zero, [True])))).tolist()
    for begin, end in zip(edges[::2], edges[1::2], strict=True):
        # the last word of a run of zeros has its neighbour behind it
        yield max(first + begin * _RUN - 1, first), first + end * _RUN
    rest = first + count * _RUN
    if rest < last:
        yield max(rest - 1, first) if count and zero[-1] else rest, last


def _chosen(tokens: Tokens, mask: Array) -> Tokens:
    return Tokens(tokens.position[mask], tokens.length[mask], tokens.record[mask], tokens.kind[mask])


def _side_by_side(tokens: Tokens, asked: Array) -> Array:
    """Which of the tokens `asked` touch another one of the same person: databases store values without anything between."""
    person = tokens.record.astype(np.int64) << 32
    starts, ends = person | tokens.position, person | (tokens.position + tokens.length)
    touching = np.zeros(len(tokens), np.bool_)
    touching[asked] = _among(starts[asked], np.sort(ends)) | _among(ends[asked], np.sort(starts))
    return touching


def _among(values: Array, ordered: Array) -> npt.NDArray[np.bool_]:
    """Which of `values` are in `ordered`, which is not empty."""
    place = np.minimum(np.searchsorted(ordered, values), len(ordered) - 1)
    found: npt.NDArray[np.bool_] = ordered[place] == values
    return found


def _ranges(first: Array, count: Array) -> Array:
    """The numbers from first[0] on, count[0] of them, then those from first[1] on, and so forth."""
    within = np.arange(int(count.sum())) - np.repeat(np.cumsum(count) - count, count)
    ranges: Array = np.repeat(first, count) + within
    return ranges


def _windows(choices: tuple[bytes, ...]) -> list[bytes]:
    windows = [b""]
    for values in choices:
        windows = [window + bytes([value]) for window in windows for value in values]
    return windows
