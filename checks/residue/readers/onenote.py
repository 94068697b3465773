"""OneNote sections (MS-ONESTORE): paragraphs and embedded files. Handwriting and where things stand on the page are not read.

Every paragraph is a property: four bytes of length, then UTF-16. Older revisions of a page stay in the file until it is
compacted; they are read alike.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from checks.residue.pieces import Member, Part, Text, Unread
from checks.residue.readers import raw
from checks.residue.readers.source import Source

MOST_LETTERS = 40_000
_LENGTH = re.compile(rb"(?=..[\x00\x01]\x00(?:[\t\r\n\x20-\x7e]|.[\x30\x4e-\x9f\xff]))", re.DOTALL)
_PLAIN = re.compile(rb"[\t\r\n\x20-\x7e]{6,}\0?")
# FileDataStoreObject (2.6.13): its mark, length in eight bytes, twelve bytes more, the file
_FILE = bytes.fromhex("e716e3bd65261145a4c48d4d0b7a9eac")
_FILE_HEAD = 36


def read(source: Source) -> Iterator[Part]:
    """Its paragraphs in the order of the file, its embedded files; what else a section may hold is named as unread."""
    data = source.all()
    told = list(dict.fromkeys(_paragraphs(data)))
    if told:
        yield Text("\n".join(told))
    else:
        yield from raw.strings(source)
    at = data.find(_FILE)
    while at >= 0:
        (length,) = struct.unpack_from("<Q", data, at + 16)
        begin = at + _FILE_HEAD
        if 0 < length <= len(data) - begin:
            source.meter.member()
            yield Member("file", data[begin : begin + length])
        at = data.find(_FILE, begin)
    yield Unread("unsupported_format")


def _paragraphs(data: bytes) -> Iterator[str]:
    """Texts that stand behind their own length in bytes: in UTF-16, or in one byte for each letter."""
    done = 0
    for found in _LENGTH.finditer(data):
        at = found.start()
        (length,) = struct.unpack_from("<L", data, at)
        if at < done or not 4 <= length <= 2 * MOST_LETTERS or at + 4 + length > len(data):
            continue
        text = _written(data[at + 4 : at + 4 + length])
        if text:
            yield text
            done = at + 4 + length


def _written(value: bytes) -> str:
    """What people wrote; nothing for bytes that are none of it."""
    if _PLAIN.fullmatch(value):
        return value.rstrip(b"\0").decode("ascii")
    if len(value) % 2:
        return ""
    try:
        text = value.decode("utf-16-le").rstrip("\0")
    except UnicodeDecodeError:
        return ""
    common = sum(ch.isascii() or "\u3000" <= ch <= "\u9fff" or "\uff01" <= ch <= "\uffee" for ch in text)
    readable = all(ch.isprintable() or ch in "\t\r\n\x0b" for ch in text)
    return text if readable and len(text) >= 2 and common >= 0.9 * len(text) else ""
