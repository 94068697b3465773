"""The one ZIP layout of a bundle (profile ``canonical`` of docs/format): names, headers, limits.

Writer and reader share these functions, so that every header byte is either written or compared here. Reference:
PKWARE APPNOTE 6.3.10, sections 4.3 (headers) and 4.5.3 (zip64 extra field).
"""

from __future__ import annotations

import re
import struct
from typing import NamedTuple

STORED, DEFLATED = 0, 8
LOCAL_SIG, CENTRAL_SIG, EOCD_SIG = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
EOCD64_SIG, LOCATOR_SIG = b"PK\x06\x06", b"PK\x06\x07"
LOCAL = struct.Struct("<4s5H3I2H")
CENTRAL = struct.Struct("<4s6H3I5H2I")
EOCD = struct.Struct("<4s4H2IH")
EOCD64 = struct.Struct("<4sQ2H2I4Q")
LOCATOR = struct.Struct("<4sIQI")
MAX16, MAX32 = 0xFFFF, 0xFFFFFFFF

DOS_TIME, DOS_DATE = 0, 0x0021
"""1980-01-01 00:00, so that the same content gives the same file."""
UNIX_REGULAR = 0o100644 << 16
MADE_BY_UNIX = 3 << 8

MAX_ENTRIES = 10_000
MAX_TOTAL = 64 << 30
"""Bytes of all entries together, unpacked."""
FAR = 1 << 53
"""Sizes and offsets from here on are not the same in every program (JavaScript numbers)."""
MAX_RATIO = 100
"""Unpacked to packed size of a deflated entry above RATIO_FLOOR."""
RATIO_FLOOR = 1 << 20
MAX_DEFLATED = 1 << 30
"""Larger entries are stored, so that sizes of deflated entries always fit 32 bits."""

_DEVICE = r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:[./]|\Z)"
"""What Windows takes for a device, whatever stands behind the dot."""
_PART = rf"(?!{_DEVICE})[a-z0-9_](?:[a-z0-9._-]*[a-z0-9_-])?"
_NAME = re.compile(rf"{_PART}(?:/{_PART}){{0,4}}\Z")
_FIXED = re.compile(
    r"(SHA256SUMS\.txt|META-INF/(ASiC(Archive)?Manifest[0-9]{3}\.xml|signature[0-9]{3}\.p7s|timestamp[0-9]{3}\.tst))\Z"
)


class Entry(NamedTuple):
    """One file in the container; sizes and offsets in bytes."""

    name: str
    method: int
    crc: int
    packed: int
    size: int
    offset: int
    """Of the local header."""
    data: int = 0
    """Of the first content byte."""

    @property
    def big(self) -> bool:
        """Whether the sizes need zip64 fields."""
        return self.size >= MAX32


def name_ok(name: str) -> bool:
    """ASCII, at most 120 characters and 5 parts, no part starting with a dot, none Windows would take for a device."""
    return len(name) <= 120 and bool(_NAME.match(name) or _FIXED.match(name))


def place(name: str) -> str:
    """Where an entry stands: sorted by this, ``mimetype``, content by name, the sums, then each list with its signature."""
    if name in ("mimetype", "SHA256SUMS.txt"):
        return "0" if name == "mimetype" else "2"
    if not name.startswith("META-INF/"):
        return "1" + name
    kind, number = name[9:-7], name[-7:-4]
    later, second = kind in ("ASiCArchiveManifest", "timestamp"), kind in ("signature", "timestamp")
    return f"3{later:d}{number}{second:d}"


def local_header(entry: Entry) -> bytes:
    """The local file header of an entry, with its name and, for a big one, its zip64 extra field."""
    extra = struct.pack("<2H2Q", 1, 16, entry.size, entry.packed) if entry.big else b""
    packed, size = (MAX32, MAX32) if entry.big else (entry.packed, entry.size)
    name = entry.name.encode("ascii")
    version = 45 if entry.big else 20
    fields = (version, 0, entry.method, DOS_TIME, DOS_DATE, entry.crc, packed, size, len(name), len(extra))
    return LOCAL.pack(LOCAL_SIG, *fields) + name + extra


def central_header(entry: Entry) -> bytes:
    """The central directory header of an entry."""
    values = [entry.size, entry.packed] if entry.big else []
    far = entry.offset >= MAX32
    values += [entry.offset] if far else []
    extra = struct.pack(f"<2H{len(values)}Q", 1, 8 * len(values), *values) if values else b""
    packed, size = (MAX32, MAX32) if entry.big else (entry.packed, entry.size)
    version = 45 if values else 20
    name = entry.name.encode("ascii")
    head = (MADE_BY_UNIX | version, version, 0, entry.method, DOS_TIME, DOS_DATE, entry.crc, packed, size)
    tail = (len(name), len(extra), 0, 0, 0, UNIX_REGULAR, MAX32 if far else entry.offset)
    return CENTRAL.pack(CENTRAL_SIG, *head, *tail) + name + extra


def end_records(count: int, start: int, length: int) -> bytes:
    """The end of central directory for a directory of ``count`` headers, ``length`` bytes at offset ``start``."""
    big = count >= MAX16 or start >= MAX32 or length >= MAX32
    out = b""
    if big:
        out += EOCD64.pack(EOCD64_SIG, 44, MADE_BY_UNIX | 45, 45, 0, 0, count, count, length, start)
        out += LOCATOR.pack(LOCATOR_SIG, 0, start + length, 1)
    c16, s32, l32 = min(count, MAX16), min(start, MAX32), min(length, MAX32)
    return out + EOCD.pack(EOCD_SIG, 0, 0, c16, c16, l32, s32, 0)
