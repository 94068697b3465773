"""Snappy (the raw format of its format description): what browsers' stores and Apple's documents are packed with."""

from __future__ import annotations


def number(data: bytes, at: int) -> tuple[int, int]:
    """(value, place behind it) of a number in groups of seven bits, lowest first. Raises IndexError, ValueError."""
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
        shift += 7
        if shift > 63:
            raise ValueError


def inflate(data: bytes, most: int) -> bytes:
    """The content of one packed block of at most `most` bytes. Raises IndexError or ValueError where it is damaged."""
    size, at = number(data, 0)
    if size > most:
        raise ValueError
    out = bytearray()
    while at < len(data) and len(out) < size:
        tag = data[at]
        if tag & 3 == 0:
            length, at = _literal(data, at)
            out += data[at : at + length]
            at += length
            continue
        length, back, at = _copy(data, at)
        if not 0 < back <= len(out):
            raise ValueError
        _repeat(out, back, length)
    if len(out) != size:
        raise ValueError
    return bytes(out)


def _literal(data: bytes, at: int) -> tuple[int, int]:
    """(length, place of the bytes) of a run written out."""
    length = data[at] >> 2
    if length < 60:
        return length + 1, at + 1
    width = length - 59
    return int.from_bytes(data[at + 1 : at + 1 + width], "little") + 1, at + 1 + width


def _copy(data: bytes, at: int) -> tuple[int, int, int]:
    """(length, how far back, place behind) of a run that repeats what came before."""
    tag = data[at]
    if tag & 3 == 1:
        return (tag >> 2 & 7) + 4, (tag >> 5) << 8 | data[at + 1], at + 2
    width = 2 if tag & 3 == 2 else 4
    return (tag >> 2) + 1, int.from_bytes(data[at + 1 : at + 1 + width], "little"), at + 1 + width


def _repeat(out: bytearray, back: int, length: int) -> None:
    start = len(out) - back
    if back >= length:
        out += out[start : start + length]
        return
    pattern = bytes(out[start:])
    out += (pattern * (length // back + 1))[:length]
