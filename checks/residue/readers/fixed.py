"""Formats with a fixed answer: pictures and locked files are named as unread, programs and databases give their strings."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

from checks.residue.pieces import Member, Part, Unread
from checks.residue.readers import lzh, ocr, raw, zipped
from checks.residue.readers.source import Source


def picture(source: Source) -> Iterator[Part]:
    """A picture: named as one; names in its notes (EXIF, PNG text) come out as strings, its letters where OCR is installed."""
    yield from raw.strings(source, most=1 << 20)
    yield from ocr.parts(source.all(), source.meter)


def unsupported(source: Source) -> Iterator[Part]:
    """A known format whose content is not read here."""
    yield Unread("unsupported_format")


def locked(source: Source) -> Iterator[Part]:
    """A format that is encryption itself."""
    yield Unread("locked")


def database(source: Source) -> Iterator[Part]:
    """Access, OneNote: text lies in the open; strings are picked, but that is not a full reading."""
    yield from raw.strings(source)
    yield Unread("unsupported_format")


def program(source: Source) -> Iterator[Part]:
    """Programs and fonts hold no documents, but a self-extracting archive does."""
    if source.head(2) != b"MZ" and source.head(4) != b"\x7fELF":
        return
    if source.head(4) == b"\x7fELF" and _CORE in (source.head(18)[16:18], source.head(18)[17:15:-1]):
        yield from raw.read(source)  # what a program held in memory when it ended
        return
    data = source.all()
    packed = _PACKED.search(data) or _lzh(data)
    if zipfile.is_zipfile(io.BytesIO(data)):
        yield from zipped.read(source)
    elif packed:
        yield Member("archive", data[packed.start() :])


_CORE = b"\4\0"  # type of the file (System V ABI, 4.1)
# 7z with its version; RAR 5; RAR 4 with its main header
_PACKED = re.compile(rb"7z\xbc\xaf\x27\x1c\x00[\x02-\x04]|Rar!\x1a\x07\x01\x00|Rar!\x1a\x07\x00..\x73", re.DOTALL)
_LZH = re.compile(rb"..-lh[0-7d]-.{13}[\x00-\x02]", re.DOTALL)


def _lzh(data: bytes) -> re.Match[bytes] | None:
    """The first LZH header in a program: self-extracting archives were common in Japan."""
    return next((found for found in _LZH.finditer(data) if lzh.begins(data, found.start())), None)
