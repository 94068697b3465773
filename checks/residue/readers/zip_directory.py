"""The directory of a ZIP and the content of its members (APPNOTE 4.3), read alike on every version of Python.

The standard library refuses, from one version to the next, more of what is damaged or odd: entries that overlap, names that
differ between directory and entry. Here what inflates to its checksum is read; what it may cost is the meter's affair.
"""

from __future__ import annotations

import bz2
import lzma
import struct
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from checks.residue.budget import Meter, Stop
from checks.residue.readers import engines
from checks.residue.readers.large import Content

CHUNK = 1 << 16
MOST_OUT = 1 << 20
_END = struct.Struct("<4s4H2LH")
_END_64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR = struct.Struct("<4sLQL")
_ENTRY = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_LOCKED, _UTF8 = 1, 0x800
_PATCHED_OR_STRONG = 0x60
_STORED, _DEFLATED, _DEFLATED_64, _BZIP2, _LZMA, _ZSTD, _XZ, _PPMD = 0, 8, 9, 12, 14, 93, 95, 98
_FULL_SIZE, _UNICODE_NAME = 1, 0x7075  # extra fields: ZIP64, Info-ZIP's name in UTF-8


class Entry(NamedTuple):
    """A member as the directory tells it. `written` are the bytes of its name, `utf8` says that they are UTF-8."""

    name: str
    written: bytes
    utf8: bool
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    start: int
    remark: bytes = b""


def entries(data: Content) -> list[Entry]:
    """The members of the archive `data` in the order of its directory. Raises ValueError where the directory is broken."""
    at, count_bytes, shift = _directory(data)
    end = at + count_bytes
    found = []
    while at < end:
        if at + _ENTRY.size > len(data):
            raise ValueError("directory cut off")
        fields = _ENTRY.unpack(data[at : at + _ENTRY.size])
        if fields[0] != b"PK\x01\x02":
            raise ValueError("no entry")
        names, extras, comments = fields[10:13]
        begin = at + _ENTRY.size
        entry = _entry(fields, data[begin : begin + names], data[begin + names : begin + names + extras], shift)
        at = begin + names + extras + comments
        found.append(entry._replace(remark=bytes(data[at - comments : at])) if comments else entry)
    return found


def _directory(data: Content) -> tuple[int, int, int]:
    """(place, length, bytes that stand before the archive) of the directory. Raises ValueError."""
    at = data.rfind(b"PK\x05\x06", max(0, len(data) - (1 << 16) - _END.size))
    if at < 0 or at + _END.size > len(data):
        raise ValueError("no directory")
    _, _, _, _, _, length, offset, _ = _END.unpack(data[at : at + _END.size])
    end = at
    locator = at - _LOCATOR.size
    if locator >= 0 and data[locator : locator + 4] == b"PK\x06\x07":
        end = locator - _END_64.size
        if end < 0 or data[end : end + 4] != b"PK\x06\x06":
            raise ValueError("no directory")
        length, offset = _END_64.unpack(data[end : end + _END_64.size])[8:10]
    shift = end - length - offset
    if shift < 0 or length > end:
        raise ValueError("directory out of place")
    return end - length, length, shift


def _entry(fields: tuple[int, ...], written: bytes, extra: bytes, shift: int) -> Entry:
    flags, method = fields[3], fields[4]
    crc, packed, size, start = fields[7], fields[8], fields[9], fields[16]
    utf8 = bool(flags & _UTF8)
    if extra:
        for kind, value in _extras(extra):
            if kind == _FULL_SIZE:
                size, packed, start = _full(value, (size, packed, start))
            elif kind == _UNICODE_NAME and not utf8 and value[1:5] == struct.pack("<L", zlib.crc32(written)):
                written, utf8 = value[5:], True
    name = written.decode("utf-8" if utf8 else "cp437", "replace").partition("\0")[0]
    return Entry(name, written, utf8, flags, method, crc, packed, size, start + shift)


def _extras(extra: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, at)
        yield kind, extra[at + 4 : at + 4 + length]
        at += 4 + length


def _full(value: bytes, told: tuple[int, int, int]) -> tuple[int, int, int]:
    """Sizes and place, those too large for 32 bits from the extra field, in its order."""
    wide = iter(struct.unpack_from(f"<{min(len(value) // 8, 3)}Q", value))
    size, packed, start = (next(wide, number) if number == 0xFFFFFFFF else number for number in told)
    return size, packed, start


def content(data: Content, entry: Entry, meter: Meter) -> Iterator[bytes]:
    """The content of a member in pieces of a mebibyte at most. Raises Stop: locked, corrupt, unsupported_format, over_budget."""
    if entry.flags & _LOCKED:
        raise Stop("locked")
    if entry.size > 10 << 20 and entry.size > meter.budget.ratio * max(entry.packed, 1):
        raise Stop("over_budget")
    if entry.flags & _PATCHED_OR_STRONG:
        raise Stop("unsupported_format")
    begin = _begin(data, entry.start)
    end = min(begin + entry.packed, len(data))
    left, crc = entry.size, 0
    for piece in _pieces(data, begin, end, entry):
        told = piece[:left]
        meter.add(len(told))
        left, crc = left - len(told), zlib.crc32(told, crc)
        yield told
        if not left:
            break
    if left or crc != entry.crc:
        raise Stop("corrupt")


def _begin(data: Content, start: int) -> int:
    """Where the content behind a local header begins. Raises Stop."""
    if not 0 <= start <= len(data) - _LOCAL.size or data[start : start + 4] != b"PK\x03\x04":
        raise Stop("corrupt")
    names, extras = _LOCAL.unpack(data[start : start + _LOCAL.size])[9:11]
    return start + _LOCAL.size + int(names) + int(extras)


def gaps(data: Content, found: list[Entry]) -> Iterator[bytes]:
    """What stands between the members that the directory names, where it holds one it does not name: taken out, still there.

    Nothing before the first one is told of an archive that stands behind a program.
    """
    end = 0 if data[:4] == _LOCAL_SIGN else -1
    for start, packed in (*sorted((entry.start, entry.packed) for entry in found), (_directory(data)[0], 0)):
        if end >= 0 and _LOCAL.size < start - end <= MOST_GAP and _LOCAL_SIGN in (gap := bytes(data[end:start])):
            yield gap
        try:
            end = max(end, _begin(data, start) + packed)
        except Stop:
            end = max(end, start)


_LOCAL_SIGN = b"PK\x03\x04"
MOST_GAP = 64 << 20


def _pieces(data: Content, begin: int, end: int, entry: Entry) -> Iterator[bytes]:
    """What stands between two places, inflated by the method of `entry`; ends early where it is broken."""
    if entry.method == _STORED:
        yield from (data[at : min(at + MOST_OUT, end)] for at in range(begin, end, MOST_OUT))
    elif entry.method == _DEFLATED:
        yield from inflated(data, begin, end)
    elif entry.method == _DEFLATED_64:
        yield from engines.deflate64(bytes(data[begin:end]))
    elif entry.method == _PPMD:
        yield from engines.ppmd(bytes(data[begin:end]), entry.size)
    else:
        engine, skipped = _engine(data, begin, entry.method)
        try:
            piece = engine.decompress(data[begin + skipped : end], MOST_OUT)
            while piece:
                yield piece
                piece = b"" if engine.eof else engine.decompress(b"", MOST_OUT)
        except (OSError, lzma.LZMAError, EOFError):
            return


def _engine(data: Content, begin: int, method: int) -> tuple[engines.Engine, int]:
    """What undoes `method`, and the bytes of a head of its own. Raises Stop."""
    if method == _BZIP2:
        return bz2.BZ2Decompressor(), 0
    if method == _LZMA:
        return _lzma(data, begin)
    if method == _ZSTD:
        return engines.Zstd(), 0
    if method == _XZ:
        return lzma.LZMADecompressor(lzma.FORMAT_XZ, 128 << 20), 0
    raise Stop("unsupported_format")


def inflated(data: Content, begin: int, end: int) -> Iterator[bytes]:
    """A deflated stream in pieces of a mebibyte at most, as far as it inflates."""
    engine = zlib.decompressobj(-15)
    feed, at = b"", begin
    while not engine.eof and (feed or at < end):
        if not feed:
            feed = data[at : min(at + CHUNK, end)]
            at += CHUNK
        try:
            piece = engine.decompress(feed, MOST_OUT)
        except zlib.error:
            return
        feed = engine.unconsumed_tail
        if piece:
            yield piece


def _lzma(data: Content, begin: int) -> tuple[lzma.LZMADecompressor, int]:
    """The engine for a member in LZMA, and the bytes of its own head (APPNOTE 5.8.8). Raises Stop."""
    length = int.from_bytes(data[begin + 2 : begin + 4], "little")
    told = data[begin + 4 : begin + 4 + length]
    if len(told) != 5 or told[0] >= 9 * 5 * 5:
        raise Stop("corrupt")
    rest, lc = divmod(told[0], 9)
    pb, lp = divmod(rest, 5)
    filters = [{"id": lzma.FILTER_LZMA1, "lc": lc, "lp": lp, "pb": pb, "dict_size": min(int.from_bytes(told[1:], "little"), 64 << 20)}]  # fmt: skip
    try:
        return lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=filters), 4 + length
    except lzma.LZMAError as error:
        raise Stop("corrupt") from error
