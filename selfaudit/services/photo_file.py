"""What a photo says of itself (EXIF, CIPA DC-008), and taking away where it was taken, without decoding the picture.

Works on the bytes of JPEG and HEIC files alike: every EXIF block begins with a TIFF header, which both carry as it is.
The location is blanked in place, so that no length and no offset of the file changes. Nothing read is trusted: directories
beyond the limits, or outside the file, are left alone and said to be unknown.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

MAX_BYTES = 100 * 1024 * 1024
_MAX_BLOCKS = 16
"""EXIF blocks of one file: the picture, its previews, its second lens."""
_MAX_ENTRIES = 512
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
"""Bytes of one value by TIFF type."""
_MAKE, _MODEL, _EXIF, _GPS, _TAKEN, _OFFSET = 0x010F, 0x0110, 0x8769, 0x8825, 0x9003, 0x9011
_BLOCK = re.compile(rb"(?:II\*\x00|MM\x00\*)")
_MARKED = re.compile(rb"Exif\x00\x00(?:II\*\x00|MM\x00\*)")
_BARE = re.compile(rb"(?:II\*\x00\x08\x00\x00\x00|MM\x00\*\x00\x00\x00\x08)")
_XMP = re.compile(rb"""exif:GPS\w+\s*=\s*(?:"[^"]{0,500}"|'[^']{0,500}')|<exif:GPS(\w+)>[^<]{0,500}</exif:GPS\1>""")
_BRANDS = (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1")


@dataclass(frozen=True)
class PhotoFacts:
    """What a photo says; empty or None for what it does not say or what could not be read."""

    kind: str
    """jpeg or heic."""
    taken: datetime | None
    """By the camera's own clock; without an offset where the camera noted none."""
    camera: str
    located: bool | None
    """Whether it says where it was taken; None where its EXIF could not be read."""
    pixels: tuple[int, int] | None
    """Width and height."""


def kind_of(data: bytes) -> str:
    """Jpeg, heic, or empty for anything else."""
    if data[:3] == b"\xff\xd8\xff":
        return "jpeg"
    return "heic" if data[4:8] == b"ftyp" and data[8:12] in _BRANDS else ""


def facts(data: bytes) -> PhotoFacts:
    """What the photo says; ValueError for a file that is no JPEG or HEIC."""
    kind = kind_of(data)
    if not kind:
        raise ValueError("neither JPEG nor HEIC")
    blocks = [found for found in (_Tiff.at(data, start) for start in _starts(data, kind)) if found is not None]
    first = blocks[0] if blocks else None
    located: bool | None = any(block.gps_entries for block in blocks) or _XMP.search(data) is not None
    if not blocks and not located and (kind == "heic" or _MARKED.search(data)):
        located = None
    camera = " ".join(part for part in (first.text(_MAKE), first.text(_MODEL)) if part) if first else ""
    return PhotoFacts(kind, first.taken() if first else None, camera, located, _pixels(data, kind))


def without_location(data: bytes) -> bytes:
    """The same photo, byte for byte, but for the location in its EXIF and XMP blocks, which is blank."""
    out = bytearray(data)
    for start in _starts(data, kind_of(data)):
        block = _Tiff.at(data, start)
        if block is not None:
            block.blank_gps(out)
    for found in _XMP.finditer(data):
        out[found.start() : found.end()] = b" " * (found.end() - found.start())
    return bytes(out)


def _starts(data: bytes, kind: str) -> list[int]:
    """Where TIFF headers begin: behind the EXIF mark, or, in a HEIC without any, wherever one stands."""
    marked = [found.start() + 6 for found in _first(_MARKED.finditer(data))]
    if marked or kind != "heic":
        return marked
    return [found.start() for found in _first(_BARE.finditer(data))]


def _first(found: Iterator[re.Match[bytes]]) -> list[re.Match[bytes]]:
    return [each for each, _ in zip(found, range(_MAX_BLOCKS), strict=False)]


class _Tiff:
    """One EXIF block: its directories with their entries (tag, type, count, place of the value)."""

    def __init__(self, data: bytes, start: int) -> None:
        self._data = data
        self._start = start
        self._end = "<" if data[start : start + 2] == b"II" else ">"
        (first,) = self._read("I", 4)
        self._main = self._directory(first)
        self._exif = self._directory(self._number(self._main, _EXIF))
        self._gps_at = self._number(self._main, _GPS)
        self.gps_entries = self._directory(self._gps_at)

    @classmethod
    def at(cls, data: bytes, start: int) -> _Tiff | None:
        """The block at this place; None where there is none that can be read."""
        try:
            return cls(data, start) if _BLOCK.match(data, start) else None
        except (struct.error, ValueError):
            return None

    def text(self, tag: int) -> str:
        """A text of the main or EXIF directory."""
        for directory in (self._main, self._exif):
            if tag in directory:
                _, count, place = directory[tag]
                raw = self._data[place : place + min(count, 200)]
                return "".join(c for c in raw.split(b"\0")[0].decode("ascii", "replace") if c.isprintable()).strip()
        return ""

    def taken(self) -> datetime | None:
        """When the photo was taken, with the camera's offset where it noted one."""
        said, offset = self.text(_TAKEN), self.text(_OFFSET)
        for form, text in (("%Y:%m:%d %H:%M:%S%z", said + offset), ("%Y:%m:%d %H:%M:%S", said)):
            try:
                return datetime.strptime(text, form)  # noqa: DTZ007 -- a camera without an offset knows local time alone
            except ValueError:
                continue
        return None

    def blank_gps(self, out: bytearray) -> None:
        """Write zeros over the location directory and over every value it points to; it then has no entries."""
        for kind, count, place in self.gps_entries.values():
            size = _SIZES.get(kind, 1) * count
            out[place : place + size] = bytes(size)
        if self.gps_entries:
            place = self._start + self._gps_at
            size = 2 + 12 * len(self.gps_entries)
            out[place : place + size] = bytes(size)

    def _directory(self, offset: int) -> dict[int, tuple[int, int, int]]:
        if not offset:
            return {}
        (count,) = self._read("H", offset)
        if count > _MAX_ENTRIES:
            raise ValueError(count)
        found = {}
        for number in range(count):
            entry = offset + 2 + 12 * number
            tag, kind, values = self._read("HHI", entry)
            size = _SIZES.get(kind, 1) * values
            place = self._start + (entry + 8 if size <= 4 else self._read("I", entry + 8)[0])
            if place + size > len(self._data):
                raise ValueError(place)
            found[tag] = (kind, values, place)
        return found

    def _number(self, directory: dict[int, tuple[int, int, int]], tag: int) -> int:
        return int(self._read("I", directory[tag][2] - self._start)[0]) if tag in directory else 0

    def _read(self, form: str, offset: int) -> tuple[int, ...]:
        return struct.unpack_from(self._end + form, self._data, self._start + offset)


def _pixels(data: bytes, kind: str) -> tuple[int, int] | None:
    if kind == "heic":
        found = re.finditer(rb"\0\0\0\x14ispe.{4}(.{8})", data, re.DOTALL)
        return max((struct.unpack(">II", each.group(1)) for each in found), default=None)
    place = 2
    while place + 9 < len(data) and data[place] == 0xFF:
        marker, length = data[place + 1], struct.unpack_from(">H", data, place + 2)[0]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack_from(">HH", data, place + 5)
            return (width, height)
        if marker == 0xDA:
            return None
        place += 2 + length
    return None
