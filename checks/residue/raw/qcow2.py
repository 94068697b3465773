"""QCOW2 images (qemu docs/interop/qcow2.txt, versions 2 and 3): clusters as they are, deflated or packed with Zstandard.

Images with a backing file, a cipher, external data or extended entries are not read.
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
# Features that may be set: the first two do not change the layout; external data (bit 2) and extended entries (4) do.
_DIRTY, _CORRUPT, _COMPRESSION_TYPE = 1, 2, 8


class Qcow2Image:
    """The guest's disk inside a QCOW2 file. Clusters never written read as zeros. Raises ExitError: unsupported_image."""

    def __init__(self, file: Image, name: str) -> None:
        self.gap = ""
        self.file = file
        try:
            self._open()
        except (struct.error, ValueError, OSError) as error:
            raise ExitError("unsupported_image", name) from error
        self._tables: dict[int, tuple[int, ...]] = {}

    def _open(self) -> None:
        fields = _HEADER.unpack(self.file.read(0, _HEADER.size))
        _, version, backing, _, bits, size, cipher, l1_size, l1_offset = fields[:9]
        features = struct.unpack(">Q", self.file.read(72, 8))[0] if version == 3 else 0
        known = _DIRTY | _CORRUPT | _COMPRESSION_TYPE
        if version not in (2, 3) or backing or cipher or not 9 <= bits <= 21 or l1_size > _MOST_L1 or features & ~known:
            raise ValueError("not supported")
        self._zstd = bool(features & _COMPRESSION_TYPE) and self.file.read(104, 1) == b"\x01"
        self.bits, self.size = bits, size
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

    def _cluster(self, number: int, inside: int, size: int) -> bytes:
        entry = self._entry(number)
        if entry & _COMPRESSED:
            return self._inflated(entry)[inside : inside + size].ljust(size, b"\0")
        place = entry & _OFFSET
        if not place or entry & _ZERO:
            return bytes(size)
        return self.file.read(place + inside, size).ljust(size, b"\0")

    def _entry(self, number: int) -> int:
        per_table = 1 << (self.bits - 3)
        index = number // per_table
        place = self._l1[index] & _OFFSET if index < len(self._l1) else 0
        if not place:
            return 0
        table = self._tables.get(place)
        if table is None:
            raw = self.file.read(place, 1 << self.bits).ljust(1 << self.bits, b"\0")
            if len(self._tables) >= 64:
                self._tables.clear()
            table = self._tables[place] = struct.unpack(f">{per_table}Q", raw)
        return int(table[number % per_table])

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
