"""The packing of Windows 10 prefetch files: a magic ("MAM", 4), the unpacked size, LZXPRESS Huffman (MS-XCA section 2.2)."""

from __future__ import annotations

import struct

MAGIC = b"MAM\x04"
MOST = 16 << 20
_BLOCK = 65536
_TABLE = 256
_LONGEST = 15


class BrokenError(Exception):
    """The data are cut off or not in this format."""


def unpack(data: bytes) -> bytes:
    """The unpacked file. Raises BrokenError."""
    if not data.startswith(MAGIC) or len(data) < 8:
        raise BrokenError
    (size,) = struct.unpack_from("<I", data, 4)
    if size > MOST:
        raise BrokenError
    try:
        # the last bits may be asked for together with bits that are not there
        return _blocks(data[8:] + bytes(2), size)
    except (IndexError, struct.error) as error:
        raise BrokenError from error


def _blocks(data: bytes, size: int) -> bytes:
    out, at = bytearray(), 0
    while len(out) < size:
        table = _decoding(data[at : at + _TABLE])
        at = _Block(data, at + _TABLE, table).unpack(out, min(len(out) + _BLOCK, size))
    return bytes(out[:size])


def _decoding(lengths: bytes) -> list[tuple[int, int]]:
    """(symbol, bits) for every 15 bits that may come next; canonical codes, two lengths in a byte."""
    if len(lengths) < _TABLE:
        raise BrokenError
    table: list[tuple[int, int]] = []
    bits_of = [length for byte in lengths for length in (byte & 15, byte >> 4)]
    for bits in range(1, _LONGEST + 1):
        for symbol, length in enumerate(bits_of):
            if length == bits:
                table += [(symbol, bits)] * (1 << (_LONGEST - bits))
    if len(table) != 1 << _LONGEST:
        raise BrokenError
    return table


class _Block:
    """One block's bits: 16-bit words, and single bytes between them for long matches."""

    def __init__(self, data: bytes, at: int, table: list[tuple[int, int]]) -> None:
        self.data, self.table = data, table
        first, second = struct.unpack_from("<HH", data, at)
        self.at, self.bits, self.spare = at + 4, first << 16 | second, 16

    def unpack(self, out: bytearray, end: int) -> int:
        """Add the block's bytes to `out` until it holds `end`; the position behind the block."""
        while len(out) < end:
            symbol, bits = self.table[self.bits >> (32 - _LONGEST)]
            self._take(bits)
            if symbol < 256:
                out.append(symbol)
                continue
            length, width = symbol & 15, symbol - 256 >> 4
            length = self._long() if length == 15 else length
            back = (1 << width) | (self.bits >> (32 - width) if width else 0)
            self._take(width)
            start = len(out) - back
            if start < 0:
                raise BrokenError
            piece = bytes(out[start : start + length + 3])
            out += (piece * ((length + 3) // len(piece) + 1))[: length + 3]
        return self.at

    def _take(self, count: int) -> None:
        self.bits = self.bits << count & 0xFFFFFFFF
        self.spare -= count
        if self.spare < 0:
            (word,) = struct.unpack_from("<H", self.data, self.at)
            self.bits |= word << -self.spare
            self.at, self.spare = self.at + 2, self.spare + 16

    def _long(self) -> int:
        byte = self.data[self.at]
        self.at += 1
        if byte < 255:
            return byte + 15
        (length,) = struct.unpack_from("<H", self.data, self.at)
        self.at += 2
        if not length:
            (length,) = struct.unpack_from("<I", self.data, self.at)
            self.at += 4
        if not 15 <= length <= MOST:
            raise BrokenError
        return int(length)
