"""Shadow copies inside a disk or an NTFS volume: what its blocks held before they were overwritten (libyal's VSS format).

Read with libvshadow (extra `raw`). The blocks kept lie on the volume itself and are looked at there as bytes; as a shadow
copy they stand in their order again, so that what is packed in them can be unpacked.
"""

from __future__ import annotations

import importlib
import io
import struct
from collections.abc import Iterator
from typing import Any, NamedTuple

from checks.residue.raw.containers import LibraryImage
from checks.residue.raw.image import Image

SECTOR = 512
_GUID = bytes.fromhex("6b87083876c1484eb7ae04046e6cc752")
_HEADER, _CATALOG = 0x1E00, 48
_TABLE, _ENTRY, _ENTRIES = 446, 16, 4
_MOST_PARTITIONS, _MOST_COPIES = 128, 512
_STEP = 1 << 20


class Shadow(NamedTuple):
    """One shadow copy: where its volume begins on the disk, its number there (from 1), and its bytes, or why there are none.

    `reason`: "shadow_raw" without the library, "shadow_damaged" where it cannot open it.
    """

    volume: int
    number: int
    image: ShadowImage | None
    reason: str = ""


class ShadowImage(LibraryImage):
    """A volume as it was. What is the same on the volume now was looked at there, and is passed over."""

    copied = True

    def __init__(self, store: Any, now: _Window, kept: object) -> None:
        super().__init__(store, int(store.get_volume_size()))
        self._now, self._kept = now, kept

    def empty_until(self, offset: int) -> int:
        """Up to where it is the same as the volume is now. See Image."""
        while offset < self.size:
            step = min(_STEP, self.size - offset)
            try:
                same = self.read(offset, step) == self._now.at(offset, step)
            except OSError:
                return offset
            if not same:
                return offset
            offset += step
        return self.size

    def close(self) -> None:
        """Nothing: the volume is its owner's."""


def shadows(image: Image) -> Iterator[Shadow]:
    """All shadow copies of all NTFS volumes on the disk, oldest first on each."""
    for start in _volumes(image):
        try:
            library = importlib.import_module("pyvshadow")
        except ImportError:
            yield Shadow(start, 1, None, "shadow_raw")
            continue
        yield from _of_volume(library, image, start)


def _of_volume(library: Any, image: Image, start: int) -> Iterator[Shadow]:
    window, volume = _Window(image, start), library.volume()
    try:
        volume.open_file_object(window)
        count = int(volume.number_of_stores)
    except (OSError, RuntimeError, MemoryError):
        yield Shadow(start, 1, None, "shadow_damaged")
        return
    for number in range(min(count, _MOST_COPIES)):
        try:
            yield Shadow(start, number + 1, ShadowImage(volume.get_store(number), window, volume))
        except (OSError, RuntimeError, MemoryError):
            yield Shadow(start, number + 1, None, "shadow_damaged")


def _volumes(image: Image) -> Iterator[int]:
    """Where NTFS volumes with a catalog of shadow copies begin."""
    for start in dict.fromkeys((0, *_partitions(image))):
        try:
            boot, header = image.read(start, SECTOR), image.read(start + _HEADER, SECTOR)
        except OSError:
            continue
        catalog = struct.unpack_from("<Q", header.ljust(SECTOR, b"\0"), _CATALOG)[0]
        if boot[3:11] == b"NTFS    " and header.startswith(_GUID) and catalog:
            yield start


def _partitions(image: Image) -> Iterator[int]:
    """Where the partitions of a disk begin: those of the master boot record, then those of GPT (UEFI section 5.3)."""
    try:
        first, table = image.read(0, SECTOR), image.read(SECTOR, SECTOR)
        if first[510:512] == b"\x55\xaa":
            for number in range(_ENTRIES):
                yield SECTOR * struct.unpack_from("<I", first, _TABLE + _ENTRY * number + 8)[0]
        if table.startswith(b"EFI PART"):
            place, count, size = struct.unpack_from("<QII", table, 72)
            for number in range(min(count, _MOST_PARTITIONS)):
                entry = image.read(SECTOR * place + size * number, 40)
                yield SECTOR * struct.unpack_from("<Q", entry.ljust(40, b"\0"), 32)[0]
    except OSError:
        return


class _Window(io.RawIOBase):
    """The disk from one place on, as a file for the library."""

    def __init__(self, image: Image, start: int) -> None:
        super().__init__()
        self._image, self._start, self._place = image, start, 0
        self._size = image.size - start

    def at(self, offset: int, count: int) -> bytes:
        """Bytes of the volume as they are now."""
        return self._image.read(self._start + offset, count)

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self._place = max(0, (0, self._place, self._size)[whence] + offset)
        return self._place

    def tell(self) -> int:
        return self._place

    def readinto(self, buffer: Any) -> int:
        data = self.at(self._place, len(buffer))
        buffer[: len(data)] = data
        self._place += len(data)
        return len(data)
