"""QCOW2 images (qemu docs/interop/qcow2.txt, versions 2 and 3): clusters as they are, deflated or packed with Zstandard.

Clusters never written are passed over as zeros, so a disk may be as large as its header says. Images with a backing file, a cipher, external data or extended entries are not read.
"""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING, Self

from checks.residue.exit.model import ExitError
from checks.residue.raw.starts import zstandard

if TYPE_CHECKING:
    from checks.residue.raw.image import Image

MAGIC = b"QFI\xfb"
_HEADER = struct.Struct(">4sIQIIQIIQQIIQ")
_OFFSET = 0x00FFFFFFFFFFFE00
_COMPRESSED = 1 << 62
_ZERO = 1
_MOST_L1 = 1 << 20
# No more bytes come out of one of the file than Deflate can make (zlib: 1032), and none of a plain cluster.
_MOST_RATIO = 1100
_HOLLOW = 16
# Features that may be set: the first two do not change the layout; external data (bit 2) and extended entries (4) do.
_DIRTY, _CORRUPT, _COMPRESSION_TYPE = 1, 2, 8


class Qcow2Image:
    """The guest's disk inside a QCOW2 file. Clusters never written read as zeros. Raises ExitError: unsupported_image."""

    def __init__(self, file: Image, name: str) -> None:
        self.gap, self.copied = "", False
        self.file = file
        try:
            self._open()
        except (struct.error, ValueError, OSError) as error:
            raise ExitError("unsupported_image", name) from error
        self._tables: dict[int, tuple[int, ...]] = {}
        self._plain = self._unpacked = 0
        self.hollow = self.size > _HOLLOW * self.file.size

    @property
    def spent(self) -> bool:
        """See Image. Every cluster of the file stands for one place of the disk at most."""
        slack = 1 << 26
        return self._plain > self.file.size + slack or self._unpacked > _MOST_RATIO * self.file.size + slack

    def _open(self) -> None:
        fields = _HEADER.unpack(self.file.read(0, _HEADER.size))
        _, version, backing, _, bits, size, cipher, l1_size, l1_offset = fields[:9]
        features = struct.unpack(">Q", self.file.read(72, 8))[0] if version == 3 else 0
        known = _DIRTY | _CORRUPT | _COMPRESSION_TYPE
        if version not in (2, 3) or backing or cipher or not 9 <= bits <= 21 or l1_size > _MOST_L1 or features & ~known:
            raise ValueError("not supported")
        if size > l1_size << (2 * bits - 3):
            raise ValueError("the table is shorter than the disk")
        self._zstd = bool(features & _COMPRESSION_TYPE) and self.file.read(104, 1) == b"\x01"
        self.bits, self.size = int(bits), int(size)
        self._l1 = struct.unpack(f">{l1_size}Q", self.file.read(l1_offset, l1_size * 8))

    def read(self, offset: int, count: int) -> bytes:
        """See Image."""
        count = max(0, min(count, self.size - offset))
        parts = []
        while count:
            inside = offset & ((1 << self.bits) - 1)
            size = min(count, (1 << self.bits) - inside)
            parts.append(self._cluster(offset >> self.bits, inside, size))
            offset, count = offset + size, count - size
        return b"".join(parts)

    def read_into(self, offset: int, buffer: memoryview) -> int:
        """See Image."""
        data = self.read(offset, len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def empty_until(self, offset: int) -> int:
        """See Image."""
        per_table, number = 1 << (self.bits - 3), offset >> self.bits
        while number << self.bits < self.size:
            index = number // per_table
            if not self._l1[index] & _OFFSET:
                number = (index + 1) * per_table
                continue
            entries = self._entries(self._l1[index] & _OFFSET)
            inside = number % per_table
            written = next((at for at in range(inside, per_table) if entries[at] & (_OFFSET | _COMPRESSED)), per_table)
            number += written - inside
            if written < per_table:
                break
        return min(max(number << self.bits, offset), self.size)

    def _cluster(self, number: int, inside: int, size: int) -> bytes:
        entry = self._entry(number)
        if entry & _COMPRESSED:
            self._unpacked += size
            return self._inflated(entry)[inside : inside + size].ljust(size, b"\0")
        place = entry & _OFFSET
        if not place or entry & _ZERO:
            return bytes(size)
        self._plain += size
        return self.file.read(place + inside, size).ljust(size, b"\0")

    def _entry(self, number: int) -> int:
        per_table = 1 << (self.bits - 3)
        index = number // per_table
        place = self._l1[index] & _OFFSET if index < len(self._l1) else 0
        if not place:
            return 0
        return self._entries(place)[number % per_table]

    def _entries(self, place: int) -> tuple[int, ...]:
        """The entries of the second-level table at `place`."""
        table = self._tables.get(place)
        if table is None:
            raw = self.file.read(place, 1 << self.bits).ljust(1 << self.bits, b"\0")
            if len(self._tables) >= 64:
                self._tables.clear()
            table = self._tables[place] = struct.unpack(f">{1 << (self.bits - 3)}Q", raw)
        return table

    def _inflated(self, entry: int) -> bytes:
        split = 62 - (self.bits - 8)
        place = entry & ((1 << split) - 1)
        sectors = (entry >> split & ((1 << (self.bits - 8)) - 1)) + 1
        raw = self.file.read(place, sectors * 512 - place % 512)
        if self._zstd:
            return self._zstandard(raw)
        try:
            return zlib.decompressobj(-12).decompress(raw, 1 << self.bits)
        except zlib.error as error:
            raise OSError("damaged cluster") from error

    def _zstandard(self, raw: bytes) -> bytes:
        machine = zstandard()
        if machine is None:
            raise OSError("no decompressor")
        try:
            return machine.decompress(raw, 1 << self.bits)
        except Exception as error:
            raise OSError("damaged cluster") from error

    def close(self) -> None:
        """See Image."""
        self.file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
