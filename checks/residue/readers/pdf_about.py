"""What a PDF says beside its pages: title, subject and author, bookmarks, and the data of XFA forms."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator

import pypdfium2 as pdfium
from pypdfium2 import raw

from checks.residue.pieces import Member, Part, Text
from checks.residue.readers import margins
from checks.residue.readers.source import Source

_TOLD = ("Title", "Subject", "Keywords")
MOST_MARKS, MOST_PACKET, MOST_KEYS = 2_000, 8 << 20, 100
_INFO, _KEY = re.compile(rb"/Info\s+(\d{1,8})\s"), re.compile(rb"/([^\s/()<>\[\]]{1,60})\s*[(<]")
_KNOWN = (b"Title", b"Subject", b"Keywords", b"Author", b"Creator", b"Producer", b"CreationDate", b"ModDate")


def read(document: pdfium.PdfDocument, source: Source) -> Iterator[Part]:
    """Title, bookmarks and form data of a document."""
    titles = [
        value for key in (*_TOLD, *_own_keys(source.all())) if (value := document.get_metadata_value(key).strip())
    ]
    yield from margins.around([document.get_metadata_value("Author"), *titles, *margins.in_packet(source.all())])
    lines = [*titles, *_bookmarks(document)]
    if any(not line.isascii() or "@" in line for line in lines):
        yield Text("\n".join(lines), "title")
    for index in range(min(raw.FPDF_GetXFAPacketCount(document), 20)):
        data = _packet(document, index)
        if data:
            source.meter.add(len(data))
            yield Member(f"xfa {index + 1}", data)


def _own_keys(data: bytes) -> list[str]:
    """Further keys of the information of a document whose strings are encrypted: names of keys never are (ISO 32000-1, 7.6.1)."""
    if b"/Encrypt" not in data[-4096:] and b"/Encrypt" not in data[:2048]:
        return []
    place = _INFO.search(data, max(0, len(data) - 4096)) or _INFO.search(data, 0, 2048)
    at = data.find(b"\n%s 0 obj" % place[1]) if place else -1
    keys = _KEY.findall(data, at, data.find(b"endobj", at)) if at >= 0 else []
    return [key.decode("latin-1") for key in dict.fromkeys(keys) if key not in _KNOWN][:MOST_KEYS]


def _bookmarks(document: pdfium.PdfDocument) -> list[str]:
    found = []
    for mark in document.get_toc(max_depth=5):
        found.append(mark.get_title())
        if len(found) >= MOST_MARKS:
            break
    return found


def _packet(document: pdfium.PdfDocument, index: int) -> bytes:
    size = ctypes.c_ulong()
    if not raw.FPDF_GetXFAPacketContent(document, index, None, 0, size) or not 0 < size.value <= MOST_PACKET:
        return b""
    buffer = ctypes.create_string_buffer(size.value)
    raw.FPDF_GetXFAPacketContent(document, index, buffer, size.value, size)
    return buffer.raw
