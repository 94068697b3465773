"""Photos made from the standards: EXIF blocks (CIPA DC-008, TIFF 6.0) in a JPEG (ITU-T T.81) or a HEIC (ISO/IEC 23008-12)."""

from __future__ import annotations

import struct

LATITUDE = (35, 39, 30)
XMP = b'http://ns.adobe.com/xap/1.0/\0<x exif:GPSLatitude="35,39.5N" tiff:Make="Mihon"><exif:GPSLongitude>139,42E</exif:GPSLongitude></x>'


def tiff(
    order: str = "<", *, located: bool = True, taken: str = "2026:10:05 10:30:15", offset: str = "+09:00"
) -> bytes:
    """An EXIF block with make, model, time, and, if wanted, a place in Tokyo."""
    head = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(order + "I", 8)
    values = b""
    count = 3 + located
    main_size = 2 + 12 * count + 4
    exif_at = 8 + main_size
    exif_size = 2 + 12 * 2 + 4
    gps_at = exif_at + exif_size
    gps_size = (2 + 12 * 4 + 4) if located else 0
    values_at = gps_at + gps_size

    def ascii_entry(tag: int, text: str) -> bytes:
        nonlocal values
        raw = text.encode() + b"\0"
        place = values_at + len(values)
        values += raw + b"\0" * (len(raw) % 2)
        return struct.pack(order + "HHII", tag, 2, len(raw), place)

    def place_entry(tag: int, numbers: tuple[int, int, int]) -> bytes:
        nonlocal values
        place = values_at + len(values)
        values += b"".join(struct.pack(order + "II", number, 1) for number in numbers)
        return struct.pack(order + "HHII", tag, 5, 3, place)

    def short_text(tag: int, text: bytes) -> bytes:
        return struct.pack(order + "HHI", tag, 2, 2) + text + b"\0\0\0"

    main = ascii_entry(0x010F, "Mihon Camera") + ascii_entry(0x0110, "M-1 Pro")
    main += struct.pack(order + "HHII", 0x8769, 4, 1, exif_at)
    main += struct.pack(order + "HHII", 0x8825, 4, 1, gps_at) if located else b""
    exif = ascii_entry(0x9003, taken) + ascii_entry(0x9011, offset)
    gps = b""
    if located:
        gps = short_text(1, b"N") + place_entry(2, LATITUDE) + short_text(3, b"E") + place_entry(4, (139, 42, 10))
    directories = [(count, main), (2, exif), *([(4, gps)] if located else [])]
    body = b"".join(struct.pack(order + "H", number) + rows + b"\0\0\0\0" for number, rows in directories)
    return head + body + values


def jpeg(block: bytes, *, width: int = 800, height: int = 600, xmp: bytes = b"") -> bytes:
    """A JPEG as far as anything but a decoder looks at it."""
    out = b"\xff\xd8"
    for content in (b"Exif\0\0" + block if block else b"", xmp):
        if content:
            out += b"\xff\xe1" + struct.pack(">H", len(content) + 2) + content
    out += b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\x01\x11\x00"
    return out + b"\xff\xda" + struct.pack(">H", 8) + b"\x01\x01\x00\x00\x3f\x00" + b"\x55" * 64 + b"\xff\xd9"


def heic(block: bytes, *, width: int = 4032, height: int = 3024, marked: bool = True) -> bytes:
    """The boxes of a HEIC: brand, size of the picture, and the EXIF item with its offset in front."""

    def box(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", 8 + len(content)) + kind + content

    item = struct.pack(">I", 6) + b"Exif\0\0" + block if marked else struct.pack(">I", 0) + block
    size = box(b"ispe", struct.pack(">III", 0, width, height))
    return box(b"ftyp", b"heic\0\0\0\0mif1heic") + box(b"meta", b"\0\0\0\0" + size) + box(b"mdat", item + b"\x55" * 64)
