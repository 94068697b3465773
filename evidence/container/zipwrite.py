"""The canonical ZIP writer: the same entries give the same bytes (with the same zlib build), nothing held in memory."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from evidence.container import ziplayout as z
from evidence.container.ziplayout import Entry
from evidence.container.zipstrict import Hash
from evidence.errors import BuildError

CHUNK = 1 << 20
DEFLATE_SUFFIXES = (".json", ".jsonl", ".html", ".txt", ".xml", ".csv", ".log", ".md")
"""Text shrinks; pictures and office files are packed already and stay as they are."""


@dataclass(frozen=True)
class Written:
    """What was learned about an entry while it was written."""

    entry: Entry
    sha256: bytes
    packed: bytes | None
    """SHA-256 of the deflated bytes; None for a stored entry."""


class ZipWriter:
    """Writes entries one after the other to a seekable file; ``close`` writes the directory."""

    def __init__(self, file: BinaryIO, *, store: bool = False) -> None:
        self._file = file
        self._store = store
        self._written: list[Written] = []
        self._names: set[str] = set()

    def add(self, name: str, content: bytes | Path, *, pack: bool = True) -> Written:
        """Add one entry from bytes or, streamed, from a file; ``pack=False`` keeps it as it is."""
        if not z.name_ok(name) or name.casefold() in self._names:
            raise BuildError("entry_name", name=name)
        self._names.add(name.casefold())
        length = content.stat().st_size if isinstance(content, Path) else len(content)
        if length > z.MAX_TOTAL:
            raise BuildError("entry_too_big", name=name)
        deflate = pack and not self._store and name.endswith(DEFLATE_SUFFIXES) and 0 < length <= z.MAX_DEFLATED
        at = self._file.tell()
        written = self._write(name, content, length, z.DEFLATED if deflate else z.STORED)
        if deflate and not _worth_packing(written.entry):
            self._file.seek(at)
            self._file.truncate()
            written = self._write(name, content, length, z.STORED)
        self._written.append(written)
        return written

    def copy(self, entry: Entry, packed: Iterator[bytes]) -> None:
        """Copy an entry of another canonical container without unpacking it."""
        at = self._file.tell()
        moved = Entry(entry.name, entry.method, entry.crc, entry.packed, entry.size, at)
        self._file.write(z.local_header(moved))
        for piece in packed:
            self._file.write(piece)
        self._names.add(entry.name.casefold())
        self._written.append(Written(moved, b"", None))

    def _write(self, name: str, content: bytes | Path, length: int, method: int) -> Written:
        at = self._file.tell()
        blank = Entry(name, method, 0, 0, length, at)
        self._file.write(z.local_header(blank))
        digest, crc, size, packed = hashlib.sha256(), 0, 0, 0
        engine = zlib.compressobj(9, zlib.DEFLATED, -15, 9) if method == z.DEFLATED else None
        deflated = hashlib.sha256()
        for piece in _pieces(content):
            digest.update(piece)
            crc, size = zlib.crc32(piece, crc), size + len(piece)
            packed += self._put(engine.compress(piece), deflated) if engine else self._file.write(piece)
        if engine:
            packed += self._put(engine.flush(), deflated)
        if size != length:
            raise BuildError("entry_changed", name=name)
        entry = Entry(name, method, crc, packed, size, at)
        self._file.seek(at)
        self._file.write(z.local_header(entry))
        self._file.seek(at + len(z.local_header(entry)) + packed)
        return Written(entry, digest.digest(), deflated.digest() if engine else None)

    def _put(self, piece: bytes, digest: Hash) -> int:
        digest.update(piece)
        return self._file.write(piece)

    def packed_digest(self) -> bytes | None:
        """SHA-256 over the digests of all deflated entries in file order; None if nothing is deflated."""
        return packed_digest([w.packed for w in self._written if w.packed is not None])

    def close(self) -> None:
        """Write the directory and the end records."""
        start = self._file.tell()
        if len(self._written) > z.MAX_ENTRIES:
            raise BuildError("too_many_entries", count=len(self._written))
        directory = b"".join(z.central_header(w.entry) for w in self._written)
        self._file.write(directory + z.end_records(len(self._written), start, len(directory)))


def packed_digest(digests: list[bytes]) -> bytes | None:
    """What ASiCManifest001.xml records of the packing: see ``ZipWriter.packed_digest``."""
    return hashlib.sha256(b"".join(digests)).digest() if digests else None


def _pieces(content: bytes | Path) -> Iterator[bytes]:
    if isinstance(content, bytes):
        yield content
        return
    with content.open("rb") as file:
        while piece := file.read(CHUNK):
            yield piece


def _worth_packing(entry: Entry) -> bool:
    too_good = entry.size > z.RATIO_FLOOR and entry.size > z.MAX_RATIO * entry.packed
    return entry.packed < entry.size and not too_good
