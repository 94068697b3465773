"""A strict ZIP reader: one reading of the bytes, or a refusal with a code.

Profile ``canonical`` accepts exactly what ``zipwrite`` writes: headers are rebuilt from their values and compared byte
by byte, entries are contiguous from offset 0, the directory ends the file. Profile ``repacked`` also accepts what common
tools make of the same files when they zip them again (other times, attributes, known extra fields, any order).
Nothing is inflated before the whole structure has been accepted.
"""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Iterator
from typing import BinaryIO, Protocol

from evidence.container import ziplayout as z
from evidence.container.ziplayout import Entry
from evidence.errors import Refused
from evidence.verdict import Code


class Hash(Protocol):
    """What a running hash offers."""

    def update(self, data: bytes, /) -> None:
        """Take more bytes."""


CHUNK = 1 << 18
"""Bytes of a piece: small enough to stay near the processor between hash and checksum."""
REPACK_EXTRAS = {0x5455, 0x7875, 0x5855, 0x000A}
"""Times and owners written by Info-ZIP and Windows: never names or sizes."""
REPACK_FLAGS = 0x0806
"""UTF-8 names (bit 11) and the deflate speed bits (1 and 2)."""
_MAX_DIRECTORY = z.MAX_ENTRIES * (46 + 120 + 64)


class ZipReader:
    """The entries of one container, in directory order. Raises Refused(ZIP_*) when the structure is not strict."""

    def __init__(self, file: BinaryIO, *, repacked: bool = False) -> None:
        self._file = file
        self._repacked = repacked
        self.size = file.seek(0, os.SEEK_END)
        self._clock: dict[str, tuple[int, int]] = {}
        start, length, count, _ = self._end()
        entries = self._directory(self._read(start, length), count)
        self.entries: dict[str, Entry] = {}
        """In directory order."""
        for entry in self._locate(entries, start):
            self.entries[entry.name] = entry

    def misplaced(self) -> str | None:
        """The first entry that does not stand where the writer puts it; ``mimetype`` is looked at elsewhere."""
        names = [name for name in self.entries if name != "mimetype"]
        return next(
            (name for name, right in zip(names, sorted(names, key=z.place), strict=True) if name != right), None
        )

    def _read(self, offset: int, length: int) -> bytes:
        self._file.seek(offset)
        data = self._file.read(length)
        if len(data) != length:
            raise Refused(Code.ZIP_TRUNCATED)
        return data

    def _end(self) -> tuple[int, int, int, int]:
        """Offset, length and header count of the directory, and the offset of its end."""
        if self.size < z.EOCD.size:
            raise Refused(Code.ZIP_TRUNCATED)
        at = self.size - z.EOCD.size
        raw = self._read(at, z.EOCD.size)
        if raw[:4] != z.EOCD_SIG:
            raise Refused(self._no_end())
        _, disk, cd_disk, here, count, length, start, comment = z.EOCD.unpack(raw)
        if comment:
            raise Refused(Code.ZIP_TRUNCATED)
        if disk or cd_disk or here != count:
            raise Refused(Code.ZIP_EOCD)
        if self._has_locator(at):
            start, length, count, at = self._end64(at, raw)
        elif count == z.MAX16 or z.MAX32 in (start, length):
            raise Refused(Code.ZIP_ZIP64)
        if start + length != at:
            raise Refused(Code.ZIP_GAP if start + length < at else Code.ZIP_EOCD)
        if count > z.MAX_ENTRIES or length > _MAX_DIRECTORY:
            raise Refused(Code.ZIP_TOO_MANY)
        return start, length, count, at

    def _no_end(self) -> Code:
        """Why the file does not end in an end record: a comment, something appended, or a cut."""
        tail_at = max(0, self.size - z.EOCD.size - z.MAX16)
        tail = self._read(tail_at, self.size - tail_at)
        found = tail.rfind(z.EOCD_SIG, 0, len(tail) - z.EOCD.size + len(z.EOCD_SIG))
        if found < 0:
            return Code.ZIP_TRUNCATED
        comment = z.EOCD.unpack_from(tail, found)[-1]
        rest = len(tail) - found - z.EOCD.size
        if comment == rest:
            return Code.ZIP_COMMENT
        return Code.ZIP_TRAILING if comment < rest else Code.ZIP_TRUNCATED

    def _has_locator(self, at: int) -> bool:
        where = at - z.LOCATOR.size
        return where >= 0 and self._read(where, 4) == z.LOCATOR_SIG

    def _end64(self, at: int, eocd: bytes) -> tuple[int, int, int, int]:
        """The zip64 end records, accepted only where they are needed and where our own writer would put them."""
        record_at = at - z.LOCATOR.size - z.EOCD64.size
        if record_at < 0:
            raise Refused(Code.ZIP_ZIP64)
        raw = self._read(record_at, z.EOCD64.size)
        fields = z.EOCD64.unpack(raw)
        count, length, start = fields[7], fields[8], fields[9]
        whole = raw + self._read(record_at + z.EOCD64.size, z.LOCATOR.size) + eocd
        if max(count, start, length) >= z.FAR or whole != z.end_records(count, start, length):
            raise Refused(Code.ZIP_ZIP64)
        return start, length, count, record_at

    def _directory(self, raw: bytes, count: int) -> list[Entry]:
        entries, at, total, names = [], 0, 0, set()
        for _ in range(count):
            entry, at = self._central(raw, at)
            if entry.name.casefold() in names:
                raise Refused(Code.ZIP_DUP, entry.name)
            names.add(entry.name.casefold())
            total += entry.size
            entries.append(entry)
        if at != len(raw):
            raise Refused(Code.ZIP_CD)
        if total > z.MAX_TOTAL:
            raise Refused(Code.ZIP_TOO_BIG)
        return entries

    def _central(self, raw: bytes, at: int) -> tuple[Entry, int]:
        """One directory header, read and compared with what the writer would have written."""
        if raw[at : at + 4] != z.CENTRAL_SIG or at + z.CENTRAL.size > len(raw):
            raise Refused(Code.ZIP_CD)
        fields = z.CENTRAL.unpack_from(raw, at)
        flags, method, crc, packed, size = fields[3], fields[4], fields[7], fields[8], fields[9]
        name_length, extra_length, comment_length, _disk, _internal, external, offset = fields[10:]
        body = at + z.CENTRAL.size
        end = body + name_length + extra_length + comment_length
        if end > len(raw):
            raise Refused(Code.ZIP_CD)
        name = _name(raw[body : body + name_length])
        extra = raw[body + name_length : body + name_length + extra_length]
        if comment_length:
            raise Refused(Code.ZIP_COMMENT, name)
        self._flags_method(flags, method, name)
        values = [size, packed, offset]
        if extra or z.MAX32 in values:
            _zip64(extra, values, name)
        self._clock[name] = (fields[5], fields[6])
        entry = Entry(name, method, crc, values[1], values[0], values[2])
        _limits(entry)
        self._same_header(raw[at:end], z.central_header(entry), extra, name, external, fields[1])
        return entry, end

    def _flags_method(self, flags: int, method: int, name: str) -> None:
        if flags & ~(REPACK_FLAGS if self._repacked else 0):
            raise Refused(Code.ZIP_FLAGS, name)
        if method not in (z.STORED, z.DEFLATED):
            raise Refused(Code.ZIP_METHOD, name)

    def _same_header(self, got: bytes, want: bytes, extra: bytes, name: str, external: int, made_by: int) -> None:
        if got == want:
            return
        kind = (external >> 16) & 0o170000
        if (made_by >> 8 == 3 and kind not in (0, 0o100000)) or external & 0x10:
            raise Refused(Code.ZIP_NOT_REGULAR, name)
        if not self._repacked:
            raise Refused(Code.ZIP_EXTRA if len(got) != len(want) else Code.ZIP_CD, name)
        _known_extras(extra, name)

    def _locate(self, entries: list[Entry], directory: int) -> Iterator[Entry]:
        """Check every local header against its directory header and that the entries leave no hole."""
        at = 0
        ordered = sorted(entries, key=lambda e: e.offset) if self._repacked else entries
        places = {}
        for entry in ordered:
            if entry.offset != at:
                raise Refused(Code.ZIP_GAP if entry.offset > at else Code.ZIP_OVERLAP, entry.name)
            data = self._local(entry, directory)
            at = data + entry.packed
            if at > directory:
                raise Refused(Code.ZIP_OVERLAP, entry.name)
            places[entry.name] = data
        if at != directory:
            raise Refused(Code.ZIP_GAP)
        for e in entries:
            yield Entry(e.name, e.method, e.crc, e.packed, e.size, e.offset, places[e.name])

    def _local(self, entry: Entry, directory: int) -> int:
        """Offset of the content behind a local header that agrees with the directory."""
        want = z.local_header(entry)
        if entry.offset + len(want) > directory:
            raise Refused(Code.ZIP_OVERLAP, entry.name)
        got = self._read(entry.offset, len(want))
        if got == want:
            return entry.offset + len(want)
        if not self._repacked:
            raise Refused(Code.ZIP_LOCAL_MISMATCH, entry.name)
        return self._local_repacked(entry, got, directory)

    def _local_repacked(self, entry: Entry, head: bytes, directory: int) -> int:
        fields = z.LOCAL.unpack_from(head)
        name_at = entry.offset + z.LOCAL.size
        if fields[0] != z.LOCAL_SIG or name_at + fields[9] + fields[10] > directory:
            raise Refused(Code.ZIP_LOCAL_MISMATCH, entry.name)
        raw = self._read(name_at, fields[9] + fields[10])
        self._flags_method(fields[2], fields[3], entry.name)
        sizes = [fields[8], fields[7]]
        extra = raw[fields[9] :]
        _zip64(extra, sizes, entry.name)
        same = (fields[3], fields[6], sizes[1], sizes[0]) == (entry.method, entry.crc, entry.packed, entry.size)
        same = same and (fields[4], fields[5]) == self._clock[entry.name]
        if not same or raw[: fields[9]] != entry.name.encode("ascii"):
            raise Refused(Code.ZIP_LOCAL_MISMATCH, entry.name)
        _known_extras(extra, entry.name)
        return name_at + len(raw)

    def packed_chunks(self, entry: Entry) -> Iterator[bytes]:
        """The bytes of an entry as they lie in the file, in pieces of at most CHUNK."""
        at, left = entry.data, entry.packed
        while left:
            piece = self._read(at, min(CHUNK, left))
            at, left = at + len(piece), left - len(piece)
            yield piece

    def chunks(self, entry: Entry, packed_hash: Hash | None = None) -> Iterator[bytes]:
        """The content of an entry, in pieces; raises Refused when length, checksum or compression disagree.

        ``packed_hash`` is fed with the bytes as they lie in the file, for deflated entries.
        """
        pieces = self.packed_chunks(entry)
        if entry.method == z.DEFLATED:
            pieces = _inflate(_tee(pieces, packed_hash), entry)
        crc = size = 0
        for piece in pieces:
            crc, size = zlib.crc32(piece, crc), size + len(piece)
            yield piece
        if size != entry.size:
            raise Refused(Code.ZIP_SIZE, entry.name)
        if crc != entry.crc:
            raise Refused(Code.ZIP_CRC, entry.name)

    def read(self, name: str, limit: int) -> bytes:
        """A whole small entry; more than ``limit`` bytes is ZIP_TOO_BIG."""
        entry = self.entries[name]
        if entry.size > limit:
            raise Refused(Code.ZIP_TOO_BIG, name)
        return b"".join(self.chunks(entry))


def _name(raw: bytes) -> str:
    name = raw.decode("latin-1")
    shown = name if name.isascii() and name.isprintable() else ""
    if name.endswith("/"):
        raise Refused(Code.ZIP_DIR_ENTRY, shown)
    if not z.name_ok(name):
        raise Refused(Code.ZIP_NAME, shown[:120])
    return name


def _extras(extra: bytes, name: str) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at < len(extra):
        if at + 4 > len(extra):
            raise Refused(Code.ZIP_EXTRA, name)
        kind, length = struct.unpack_from("<2H", extra, at)
        if at + 4 + length > len(extra):
            raise Refused(Code.ZIP_EXTRA, name)
        yield kind, extra[at + 4 : at + 4 + length]
        at += 4 + length


def _known_extras(extra: bytes, name: str) -> None:
    seen = set()
    for kind, _ in _extras(extra, name):
        if kind in seen or kind not in REPACK_EXTRAS | {1}:
            raise Refused(Code.ZIP_EXTRA, name)
        seen.add(kind)


def _zip64(extra: bytes, values: list[int], name: str) -> None:
    """Replace the values that say "see zip64" by those of the zip64 extra field (in place)."""
    wanted = [i for i, v in enumerate(values) if v == z.MAX32]
    found = [body for kind, body in _extras(extra, name) if kind == 1]
    if not wanted and not found:
        return
    if len(found) != 1 or len(found[0]) != 8 * len(wanted):
        raise Refused(Code.ZIP_ZIP64, name)
    for i, value in zip(wanted, struct.unpack(f"<{len(wanted)}Q", found[0]), strict=True):
        if value >= z.FAR:
            raise Refused(Code.ZIP_ZIP64, name)
        values[i] = value


def _limits(entry: Entry) -> None:
    if entry.method == z.STORED and entry.packed != entry.size:
        raise Refused(Code.ZIP_SIZE, entry.name)
    if entry.size > z.MAX_TOTAL or (entry.method == z.DEFLATED and entry.size > z.MAX_DEFLATED):
        raise Refused(Code.ZIP_TOO_BIG, entry.name)
    if entry.size > z.RATIO_FLOOR and entry.size > z.MAX_RATIO * entry.packed:
        raise Refused(Code.ZIP_RATIO, entry.name)


def _tee(pieces: Iterator[bytes], digest: Hash | None) -> Iterator[bytes]:
    for piece in pieces:
        if digest is not None:
            digest.update(piece)
        yield piece


def _inflate(pieces: Iterator[bytes], entry: Entry) -> Iterator[bytes]:
    """Raw DEFLATE (RFC 1951), never more than one piece of output in memory nor more than the announced size."""
    engine, size = zlib.decompressobj(-15), 0
    data, more = b"", True
    while more or data:
        if not data:
            data = next(pieces, b"")
            more = bool(data)
        try:
            out = engine.decompress(data, CHUNK)
        except zlib.error:
            raise Refused(Code.ZIP_DEFLATE, entry.name) from None
        data = engine.unconsumed_tail
        more = more or bool(out)
        size += len(out)
        if engine.unused_data:
            raise Refused(Code.ZIP_DEFLATE, entry.name)
        if size > entry.size:
            raise Refused(Code.ZIP_SIZE, entry.name)
        if out:
            yield out
    if not engine.eof:
        raise Refused(Code.ZIP_DEFLATE, entry.name)
