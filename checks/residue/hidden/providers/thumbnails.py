"""Names in thumbnail stores: the catalogue of Thumbs.db, and the original's address in thumbnails of Linux desktops."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator
from urllib.parse import unquote

import olefile

from checks.residue.hidden.providers.model import Damaged, Trace, file_time

_PNG = b"\x89PNG\r\n\x1a\n"


def read(data: bytes, name: str) -> Iterator[Trace]:
    """The pictured files' names, as far as the store has them."""
    if data.startswith(_PNG):
        yield from _png(data)
    elif name.lower() == "thumbs.db":
        yield from _catalogue(data)


def _png(data: bytes) -> Iterator[Trace]:
    at = len(_PNG)
    while at + 12 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        body = data[at + 8 : at + 8 + length]
        key, mark, value = body.partition(b"\0")
        if kind == b"tEXt" and key == b"Thumb::URI" and mark:
            yield Trace(unquote(value.decode("latin-1").removeprefix("file://"), "utf-8", "replace"))
        elif kind == b"zTXt" and key == b"Thumb::URI" and mark:
            text = zlib.decompressobj().decompress(value[1:], 1 << 16)
            yield Trace(unquote(text.decode("latin-1").removeprefix("file://"), "utf-8", "replace"))
        at += 12 + length


def _catalogue(data: bytes) -> Iterator[Trace]:
    """Windows XP and 2003 list the names in the stream "Catalog"; later versions leave it out."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as compound:
            if not compound.exists("Catalog"):
                return
            stream = compound.openstream("Catalog").read()
    except (OSError, ValueError, IndexError, struct.error) as error:
        raise Damaged("no compound file") from error
    if len(stream) < 2:
        return
    (at,) = struct.unpack_from("<H", stream)
    while at + 16 <= len(stream):
        length, _, when = struct.unpack_from("<IIQ", stream, at)
        if length < 16:
            return
        yield Trace(stream[at + 16 : at + length].decode("utf-16-le", "replace").rstrip("\0"), file_time(when))
        at += length
