"""Packings the standard library does not undo: Zstandard (RFC 8878), Deflate64 and PPMd of ZIP (APPNOTE 4.4.5), LZ4 blocks and frames.

The first three come with the library that opens 7z archives; where one is missing, the format is named as not read.
"""

from __future__ import annotations

import importlib
import struct
from collections.abc import Iterator
from typing import Any, Protocol

from checks.residue.budget import Stop

MOST_OUT = 1 << 20
MOST_MODEL, LARGEST_WINDOW = 64 << 20, 27
"""Bytes a model of PPMd may take, and the binary logarithm of those a window of Zstandard may."""


class Engine(Protocol):
    """Unpacks in pieces, like the decompressors of `bz2` and `lzma`."""

    @property
    def eof(self) -> bool:
        """Whether the stream is at its end."""

    @property
    def unused_data(self) -> bytes:
        """What stands behind the stream."""

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        """At most `max_length` bytes more."""


def _module(*names: str) -> Any:
    """The first of these modules there is. Raises Stop("unsupported_format")."""
    for name in names:
        try:
            return importlib.import_module(name)
        except ImportError:
            continue
    raise Stop("unsupported_format")


class Zstd:
    """An engine for one frame of Zstandard. Raises Stop where there is none, OSError where the frame is broken."""

    def __init__(self) -> None:
        library = _module("compression.zstd", "backports.zstd")
        self._broken: type[Exception] = library.ZstdError
        self._engine: Any = library.ZstdDecompressor(
            options={library.DecompressionParameter.window_log_max: LARGEST_WINDOW}
        )

    @property
    def eof(self) -> bool:
        """Whether the frame is at its end."""
        return bool(self._engine.eof)

    @property
    def unused_data(self) -> bytes:
        """What stands behind the frame."""
        return bytes(self._engine.unused_data)

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        """At most `max_length` bytes more."""
        try:
            return bytes(self._engine.decompress(data, max_length))
        except self._broken as error:
            raise OSError("broken frame") from error


def deflate64(data: bytes) -> Iterator[bytes]:
    """A stream of Deflate64, as far as it unpacks."""
    engine = _module("inflate64").Inflater()
    for at in range(0, len(data), 1 << 14):
        try:
            piece: bytes = engine.inflate(data[at : at + (1 << 14)])
        except (ValueError, OSError, EOFError):
            return
        if piece:
            yield piece


def ppmd(data: bytes, size: int) -> Iterator[bytes]:
    """A stream of PPMd version I revision 1 of `size` bytes unpacked (APPNOTE 5.10)."""
    library = _module("pyppmd")
    (told,) = struct.unpack_from("<H", data)
    order, memory, restore = (told & 15) + 1, ((told >> 4 & 255) + 1) << 20, told >> 12
    if memory > MOST_MODEL:
        raise Stop("over_budget")
    engine = library.Ppmd8Decoder(order, memory, restore)
    feed = data[2:]
    while size > 0:
        piece: bytes = engine.decode(feed, min(size, MOST_OUT))
        if not piece:
            return
        yield piece
        feed, size = b"", size - len(piece)


def lz4_block(data: bytes, before: bytes = b"", most: int = 64 << 20) -> bytes:
    """A block of LZ4 behind what was unpacked `before` (lz4_Block_format.md); of a damaged one what unpacks."""
    out, at, end = bytearray(before[-65536:]), 0, len(data)
    kept = len(out)
    while at < end:
        token = data[at]
        count, at = _length(data, at + 1, token >> 4)
        out += data[at : at + count]
        at += count
        if at + 2 > end:
            break
        back = data[at] | data[at + 1] << 8
        count, at = _length(data, at + 2, token & 15)
        if not 0 < back <= len(out):
            break
        count += 4
        if len(out) - kept + count > most:
            raise Stop("over_budget")
        begin = len(out) - back
        out += out[begin : begin + count] if count <= back else (out[begin:] * (count // back + 1))[:count]
    return bytes(out[kept:])


def _length(data: bytes, at: int, told: int) -> tuple[int, int]:
    """(length, next place): fifteen goes on in the bytes behind."""
    if told == 15:
        while at < len(data):
            told += data[at]
            at += 1
            if data[at - 1] != 255:
                break
    return told, at


def lz4_frame(data: bytes) -> Iterator[bytes]:
    """The blocks of a frame of LZ4, unpacked (lz4_Frame_format.md)."""
    flags, at = data[4], 7 + 8 * (data[4] >> 3 & 1) + 4 * (data[4] & 1)
    before = b""
    while at + 4 <= len(data):
        (size,) = struct.unpack_from("<I", data, at)
        at += 4
        if not size:
            return
        packed = data[at : at + (size & 0x7FFFFFFF)]
        before = packed if size >> 31 else lz4_block(packed, b"" if flags & 0x20 else before)
        yield before
        at += len(packed) + 4 * (flags >> 4 & 1)
