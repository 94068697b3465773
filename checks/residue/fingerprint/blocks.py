"""Keyed digests of blocks: pieces of a received file are known again wherever they lie on a sector boundary.

Any format is covered, encrypted ones too; text inside is not looked at (notes/residual.md sections 0.2 and 6, matcher M2).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from mmap import mmap
from typing import Any

import numpy as np
import numpy.typing as npt
import xxhash

from checks.residue.fingerprint.key import long_tag
from checks.residue.fingerprint.mixing import Mixer
from checks.residue.native import kernel as native
from checks.residue.native.sectors import SectorKernel

SECTOR = 512
LARGE = 4096
# From this size on only the large blocks are registered.
SECTORS_UP_TO = 64 << 20
# Blocks of fewer different byte values say nothing: zeros, fillings, bitmaps.
FEWEST_VALUES = 24
# The first blocks of a ZIP or OLE container are alike in all documents of a program.
_CONTAINER = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
# Where in a sector the two words lie that are asked for first.
SAMPLED = (64, 256)
_BATCH_SECTORS = 1 << 14
Array = npt.NDArray[Any]
_ROW = np.dtype([("hash", "<u8"), ("tag", "<u8"), ("file", "<u4"), ("large", "u1")])


@dataclass(slots=True)
class BlockBuilder:
    """Takes contents in, gives the arrays of a `BlockMatcher`: 25 bytes for each different block."""

    mixer: Mixer
    key: bytes
    _rows: list[Array] = field(default_factory=list)
    _samples: list[Array] = field(default_factory=list)

    def add(self, data: bytes | mmap, file: int) -> int:
        """Take in the blocks of one content as number `file`; the number of blocks taken."""
        rows, samples = [], []
        for block, large in _blocks(data):
            rows.append((_fast(self.key, block), long_tag(self.key, block), file, large))
            samples.append(block[SAMPLED[0] : SAMPLED[0] + 4] + block[SAMPLED[1] : SAMPLED[1] + 4])
        if rows:
            self._rows.append(np.array(rows, _ROW))
            words = np.frombuffer(b"".join(samples), "<u4").reshape(-1, 2)
            self._samples.append(np.unique(self.mixer.exactly(words[:, 0], words[:, 1])))
        return len(rows)

    def arrays(self) -> dict[str, Array]:
        """The finished arrays, names beginning with `block_`."""
        rows = np.sort(np.concatenate(self._rows), order="hash") if self._rows else np.empty(0, _ROW)
        _, first = np.unique(rows[["hash", "large"]], return_index=True) if rows.size else (None, slice(0, 0))
        rows = rows[first]
        made = {f"block_{name}": np.ascontiguousarray(rows[name]) for name in ("hash", "tag", "file", "large")}
        made["block_sample"] = np.unique(np.concatenate(self._samples)) if self._samples else np.empty(0, np.uint32)
        return made


def _blocks(data: bytes | mmap) -> Iterator[tuple[bytes, int]]:
    """(block, whether it is a large one) for every block worth registering."""
    size = len(data)
    start = LARGE if bytes(data[:4]) in _CONTAINER and size > 2 * LARGE else 0
    for offset in range(start, size - LARGE + 1, LARGE):
        block = bytes(data[offset : offset + LARGE])
        if len(set(block)) >= FEWEST_VALUES:
            yield block, 1
    if size <= SECTORS_UP_TO:
        for offset in range(start, size - SECTOR + 1, SECTOR):
            block = bytes(data[offset : offset + SECTOR])
            if len(set(block)) >= FEWEST_VALUES:
                yield block, 0


def _fast(key: bytes, block: bytes | memoryview) -> int:
    return xxhash.xxh3_64_intdigest(block, seed=int.from_bytes(key[:8], "little"))


@dataclass(frozen=True, slots=True)
class BlockRun:
    """Neighbouring sectors that all belong to received file number `file`; offset and length in bytes."""

    offset: int
    length: int
    file: int


class BlockMatcher:
    """Registered blocks, ready to look for on sector boundaries."""

    def __init__(self, arrays: dict[str, Array], mixer: Mixer, key: bytes) -> None:
        self.mixer, self.key = mixer, key
        self.hash, self.tag, self.file, self.large = (
            arrays[f"block_{name}"] for name in ("hash", "tag", "file", "large")
        )
        samples = arrays["block_sample"]
        self.bits = min(max(int(samples.size * 16).bit_length(), 20), 24)
        self.front = np.zeros(1 << self.bits, np.bool_)
        self.front[samples >> np.uint32(32 - self.bits)] = True

    @cached_property
    def kernel(self) -> SectorKernel | None:
        """The compiled look at sectors, where this environment has it."""
        library = native.load()
        if library is None:
            return None
        return SectorKernel(library, [int(value) for value in self.mixer.exact], SAMPLED, self.front)

    def watch(self, content: bytes, file: int) -> None:
        """Look for the blocks of `content` too, as file number `file`: in memory, for this search only."""
        builder = BlockBuilder(self.mixer, self.key)
        builder.add(content, file)
        more = builder.arrays()
        order = np.argsort(np.concatenate((self.hash, more["block_hash"])), kind="stable")
        self.hash, self.tag, self.file, self.large = (
            np.concatenate((getattr(self, name), more[f"block_{name}"]))[order]
            for name in ("hash", "tag", "file", "large")
        )
        self.front[more["block_sample"] >> np.uint32(32 - self.bits)] = True
        self.__dict__.pop("kernel", None)

    def find(self, data: bytes | bytearray | memoryview, base: int, sectors: Array | None = None) -> list[BlockRun]:
        """Runs of registered blocks in `data`, whose first byte lies on a sector boundary at offset `base`.

        `sectors` are the candidates, where they are known already.
        """
        if not self.hash.size or len(data) < SECTOR:
            return []
        view = memoryview(data)
        places = ((self.candidates(view) if sectors is None else sectors) * SECTOR).tolist()
        found = {at: (LARGE, file) for at, file in self._confirm(view, places, LARGE, 1)}
        rest = [at for at in places if at not in found]
        found.update((at, (SECTOR, file)) for at, file in self._confirm(view, rest, SECTOR, 0))
        return _runs([(at, *found[at]) for at in places if at in found], base)

    def candidates(self, view: memoryview) -> Array:
        """Numbers of the sectors of `view` where a registered block may begin."""
        sectors = np.frombuffer(view[: len(view) // SECTOR * SECTOR], "<u4").reshape(-1, SECTOR // 4)
        found = [np.empty(0, np.intp)]
        for start in range(0, len(sectors), _BATCH_SECTORS):
            part = sectors[start : start + _BATCH_SECTORS]
            mixed = self.mixer.exactly(part[:, SAMPLED[0] // 4], part[:, SAMPLED[1] // 4])
            found.append(np.flatnonzero(self.front[mixed >> np.uint32(32 - self.bits)]) + start)
        return np.concatenate(found)

    def _confirm(self, view: memoryview, places: list[int], length: int, large: int) -> Iterator[tuple[int, int]]:
        """(place, file) of the registered blocks of `length` bytes that begin at `places`."""
        places = [at for at in places if at + length <= len(view)]
        fast = np.fromiter((_fast(self.key, view[at : at + length]) for at in places), np.uint64, len(places))
        rows = np.searchsorted(self.hash, fast)
        near = np.flatnonzero(self.hash[np.minimum(rows, len(self.hash) - 1)] == fast)
        for index in near.tolist():
            at, row = places[index], int(rows[index])
            tag = long_tag(self.key, view[at : at + length])
            while row < len(self.hash) and self.hash[row] == fast[index]:
                if self.large[row] == large and int(self.tag[row]) == tag:
                    yield at, int(self.file[row])
                    break
                row += 1


def _runs(hits: list[tuple[int, int, int]], base: int) -> list[BlockRun]:
    runs: list[BlockRun] = []
    for at, length, file in hits:
        last = runs[-1] if runs else None
        if last is not None and last.file == file and base + at <= last.offset + last.length:
            end = max(last.offset + last.length, base + at + length)
            runs[-1] = BlockRun(last.offset, end - last.offset, file)
        else:
            runs.append(BlockRun(base + at, length, file))
    return runs
