"""gzip, bzip2, xz, LZMA, Zstandard, LZ4, tar and ar, unpacked under the meter."""

from __future__ import annotations

import bz2
import io
import lzma
import struct
import tarfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from checks.residue import charset
from checks.residue.budget import Stop
from checks.residue.pieces import Member, Part, Text, Unread
from checks.residue.readers import engines
from checks.residue.readers.large import opened, part
from checks.residue.readers.source import Source

MOST_MEMORY = 128 << 20  # bytes an engine of LZMA may take
CHUNK, MOST_OUT = 1 << 18, 1 << 20
"""Bytes given to an engine at once, and taken from it."""
HELD = 12 << 20
"""Bytes of what was unpacked that are held at once."""


def read_gzip(source: Source) -> Iterator[Part]:
    """The content of a gzip file, all members of it; a cut one gives what it still holds."""
    name, remark = _gzip_head(source.head())
    yield from _stream(source, _Gzip, ".gz", name)
    if remark:
        yield Text(remark, "comment")


def _gzip_head(head: bytes) -> tuple[str, str]:
    """(name, comment) in the head of a gzip file (RFC 1952, 2.3); empty where there is none."""
    flags, at, told = head[3], 10, ["", ""]
    if flags & 4:
        at += 2 + int.from_bytes(head[10:12], "little")
    for index, flag in enumerate((8, 16)):
        if flags & flag:
            end = head.find(b"\0", at)
            written = head[at : end if end >= 0 else len(head)]
            told[index] = charset.decode(written, charset.detect(written) or "latin-1")
            at += len(written) + 1
    return told[0], told[1]


def read_zlib(source: Source) -> Iterator[Part]:
    """The content of a stream of zlib without any file around it (RFC 1950), as databases and caches keep it."""
    yield from _stream(source, lambda: _Gzip(zlib.MAX_WBITS), ".zlib")


def is_zlib(head: bytes) -> bool:
    """Whether a file begins as such a stream, and what it begins with can be unpacked."""
    if head[:1] != b"\x78" or int.from_bytes(head[:2], "big") % 31 or head[1] & 32:
        return False
    try:
        return len(zlib.decompressobj().decompress(head, _SAMPLE)) > 0
    except zlib.error:
        return False


_SAMPLE = 64


class _Gzip:
    """An engine for one member of gzip, or of zlib by `bits`."""

    def __init__(self, bits: int = 31) -> None:
        self._engine = zlib.decompressobj(bits)

    @property
    def eof(self) -> bool:
        return self._engine.eof

    @property
    def unused_data(self) -> bytes:
        return self._engine.unused_data

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        return self._engine.decompress(self._engine.unconsumed_tail + data, max_length)


def read_bzip2(source: Source) -> Iterator[Part]:
    """The content of a bzip2 file."""
    yield from _stream(source, bz2.BZ2Decompressor, ".bz2")


def read_xz(source: Source) -> Iterator[Part]:
    """The content of an xz file."""
    yield from _stream(source, lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ, MOST_MEMORY), ".xz")


def read_lzma(source: Source) -> Iterator[Part]:
    """The content of a file of the older format of LZMA."""
    yield from _stream(source, lambda: lzma.LZMADecompressor(lzma.FORMAT_ALONE, MOST_MEMORY), ".lzma")


def read_zstd(source: Source) -> Iterator[Part]:
    """The content of a Zstandard file."""
    yield from _stream(source, engines.Zstd, ".zst")


def read_lz4(source: Source) -> Iterator[Part]:
    """The content of an LZ4 file."""
    yield from _result(source, _counted(engines.lz4_frame(source.all()), source), ".lz4", False)


def read_mozilla(source: Source) -> Iterator[Part]:
    """What Firefox keeps as one block of LZ4 behind its size: windows and forms left open, bookmarks, searches."""
    (size,) = struct.unpack_from("<I", source.head(12), 8)
    content = _counted([engines.lz4_block(source.all()[12:], b"", source.meter.budget.member_bytes)], source)
    yield from _result(source, content, "lz4", len(content) != size)


def _counted(pieces: Iterable[bytes], source: Source, most: int | None = None) -> bytes:
    """`pieces` together, `most` bytes of them, counted by the meter. Raises Stop over budget."""
    left = source.meter.budget.member_bytes if most is None else most
    out = []
    for piece in pieces:
        source.meter.add(len(piece))
        left -= len(piece)
        if left < 0:
            raise Stop("over_budget")
        out.append(piece)
    return b"".join(out)


class _Unpacking:
    """What is packed in a file, stream after stream where several stand behind one another, piece by piece."""

    def __init__(self, source: Source, begin: Callable[[], engines.Engine]) -> None:
        self._source, self._begin = source, begin
        self._at = 0
        self.broken = False

    def __iter__(self) -> Iterator[bytes]:
        magic, feed = self._source.head(3), self._more()
        while feed.startswith(magic):
            engine = self._begin()
            try:
                for piece in self._one(engine, feed):
                    self._source.meter.add(len(piece))
                    yield piece
            except (OSError, lzma.LZMAError, EOFError, zlib.error):
                self.broken = True
                return
            self._source.meter.clock()
            feed = engine.unused_data.lstrip(b"\0")
            if len(feed) < len(magic):
                feed = (feed + self._more()).lstrip(b"\0")

    def _one(self, engine: engines.Engine, feed: bytes) -> Iterator[bytes]:
        """One stream, a mebibyte at most at a time."""
        while not _ended(engine):
            if not feed:
                raise EOFError
            piece = engine.decompress(feed, MOST_OUT)
            while piece:
                yield piece
                piece = b"" if _ended(engine) else engine.decompress(b"", MOST_OUT)
            feed = b"" if _ended(engine) else self._more()

    def _more(self) -> bytes:
        feed = self._source.data[self._at : self._at + CHUNK]
        self._at += len(feed)
        self._source.meter.passed(len(feed))
        return feed


def _ended(engine: engines.Engine) -> bool:
    """Whether a stream is at its end: asked anew each time, it changes with what is taken from it."""
    return engine.eof


def _stream(source: Source, begin: Callable[[], engines.Engine], ending: str, name: str = "") -> Iterator[Part]:
    """What is packed in a file: whole where it is not large, else an archive by its members, a text by its stretches."""
    unpacking, held, first = _Unpacking(source, begin), 0, list[bytes]()
    name = name or source.name.rpartition("/")[2].removesuffix(ending) or "content"
    pieces = iter(unpacking)
    try:
        for piece in pieces:
            first.append(piece)
            held += len(piece)
            if held > HELD:
                yield from _large(_Forward(first, pieces), name, source)
                first = []
                break
    except Stop:
        if first:
            yield Member(name, b"".join(first))
        raise
    if first:
        yield Member(name, b"".join(first))
    if unpacking.broken:
        yield Unread("corrupt")


class _Forward(io.RawIOBase):
    """Pieces as a file that is read once."""

    def __init__(self, first: list[bytes], rest: Iterator[bytes]) -> None:
        self.head = first[0]
        self._pieces, self._left = chain(first, rest), b""

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        """`size` bytes, fewer at the end."""
        parts, got = [self._left], len(self._left)
        while got < size and (piece := next(self._pieces, b"")):
            parts.append(piece)
            got += len(piece)
        told = b"".join(parts)
        self._left = told[size:]
        return told[:size]


def _large(stream: _Forward, name: str, source: Source) -> Iterator[Part]:
    """More than may be held at once: the members of a tar archive, the stretches of a text, or what there is room for."""
    if stream.head[257:262] == b"ustar":
        yield from _tar(stream, source)
        return
    text = charset.detect(stream.head[: charset.SAMPLE]) is not None
    part = stream.read(HELD)
    heading = part[: part.find(b"\n") + 1]
    heading = heading if len(heading) < charset.SAMPLE and (b"," in heading or b"\t" in heading) else b""
    left = b""
    while part:
        cut = part.rfind(b"\n") + 1 if text and len(part) >= HELD - len(left) else 0
        whole, left = (part[:cut], part[cut:]) if cut else (part, b"")
        yield Member(name, whole)
        if not text:
            raise Stop("over_budget")
        more = stream.read(HELD)
        part = heading + left + more if more or left else b""
        left = b""


def _result(source: Source, content: bytes, ending: str, broken: bool) -> Iterator[Part]:
    if content:
        yield Member(source.name.rpartition("/")[2].removesuffix(ending) or "content", content)
    if broken:
        yield Unread("corrupt")


def read_tar(source: Source) -> Iterator[Part]:
    """The files of a tar archive, each where it lies; links and devices are left alone."""
    data = source.data
    try:
        with tarfile.open(fileobj=opened(data), mode="r:", encoding="latin-1") as archive:
            for info in archive:
                source.meter.clock()
                if info.isreg():
                    yield from _regular(archive, info, source)
                source.meter.passed(info.size if not info.issparse() else 0)
            end = archive.offset
        while end < len(data) and not any(data[end : end + CHUNK]):
            end += CHUNK
        rest = part(data, end, len(data) - end)
        if isinstance(rest, bytes):
            rest = rest.lstrip(b"\0")
        if rest[257:262] == b"ustar":  # one archive put behind another
            yield Member("tar", rest)
    except (tarfile.TarError, EOFError, OSError, ValueError):
        yield Unread("corrupt")


def _regular(archive: tarfile.TarFile, info: tarfile.TarInfo, source: Source) -> Iterator[Part]:
    """A file of an archive; of one with holes as much as may be held."""
    if not info.issparse():
        if info.offset_data + info.size > len(source.data):
            raise EOFError
        yield Member(_tar_name(info), part(source.data, info.offset_data, info.size))
        return
    yield from _read(archive, info, source)


def _read(archive: tarfile.TarFile, info: tarfile.TarInfo, source: Source) -> Iterator[Part]:
    most = source.meter.budget.member_bytes
    source.meter.add(min(info.size, most))
    stream = archive.extractfile(info)
    if stream is not None:
        yield Member(_tar_name(info), stream.read(most))
    if info.size > most:
        yield Unread("over_budget", _tar_name(info))


def _tar(stream: _Forward, source: Source) -> Iterator[Part]:
    """The files of a tar archive that can be read once only."""
    try:
        with tarfile.open(fileobj=stream, mode="r|", encoding="latin-1") as archive:
            for info in archive:
                source.meter.clock()
                if info.isreg():
                    yield from _read(archive, info, source)
    except (tarfile.TarError, EOFError, OSError, ValueError):
        yield Unread("corrupt")


def _tar_name(info: tarfile.TarInfo) -> str:
    """The name of a member; tar says no character set, so UTF-8 where it is that, the Windows one of Japan otherwise."""
    if info.pax_headers.get("path"):
        return info.name
    raw = info.name.encode("latin-1", "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp932", "replace")


_AR_HEAD = 60


def read_ar(source: Source) -> Iterator[Part]:
    """The members of an archive of ar, as packages of Debian are: a head of fixed columns before each (ar(5))."""
    data, at = source.all(), 8
    while at + _AR_HEAD <= len(data):
        source.meter.member()
        head = data[at : at + _AR_HEAD]
        size = int(head[48:58])
        if size < 0:
            raise Stop("corrupt")
        name = head[:16].decode("utf-8", "replace").strip().rstrip("/")
        yield Member(name or "member", data[at + _AR_HEAD : at + _AR_HEAD + size])
        at += _AR_HEAD + size + size % 2
