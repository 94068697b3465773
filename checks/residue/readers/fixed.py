"""Formats with a fixed answer: pictures and locked files are named as unread, programs and databases give their strings."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from checks.residue.pieces import Part, Unread
from checks.residue.readers import ocr, raw, zipped
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
    if source.head(2) == b"MZ" and zipfile.is_zipfile(io.BytesIO(source.all())):
        yield from zipped.read(source)
    elif (source.head(2) == b"MZ" and b"7z\xbc\xaf\x27\x1c" in source.all()) or (
        source.head(2) == b"MZ" and source.all().find(b"Rar!\x1a\x07") >= 0
    ):
        yield Unread("unsupported_format")
