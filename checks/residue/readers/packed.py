"""gzip, bzip2, xz and tar, inflated under the meter."""

from __future__ import annotations

import bz2
import io
import lzma
import tarfile
import zlib
from collections.abc import Iterator

from checks.residue.budget import Stop
from checks.residue.pieces import Member, Part, Unread
from checks.residue.readers.source import Source

CHUNK = 1 << 16


def read_gzip(source: Source) -> Iterator[Part]:
    """The content of a gzip file, all members of it; a cut one gives what it still holds."""
    data, out = source.all(), []
    broken = False
    while data[:2] == b"\x1f\x8b":
        engine = zlib.decompressobj(31)
        try:
            for piece in _gzip_pieces(engine, data, source):
                out.append(piece)
        except zlib.error:
            broken = True
            break
        broken = not engine.eof
        data = engine.unused_data
    yield from _result(source, b"".join(out), ".gz", broken)


def _gzip_pieces(engine: zlib._Decompress, data: bytes, source: Source) -> Iterator[bytes]:
    piece = engine.decompress(data, 1 << 20)
    total = 0
    while piece:
        source.meter.add(len(piece))
        total += len(piece)
        if total > source.meter.budget.member_bytes:
            raise Stop("over_budget")
        yield piece
        piece = engine.decompress(engine.unconsumed_tail, 1 << 20)


def read_bzip2(source: Source) -> Iterator[Part]:
    """The content of a bzip2 file."""
    yield from _stream(source, bz2.BZ2Decompressor(), ".bz2")


def read_xz(source: Source) -> Iterator[Part]:
    """The content of an xz file."""
    yield from _stream(source, lzma.LZMADecompressor(memlimit=128 << 20), ".xz")


def _stream(source: Source, engine: bz2.BZ2Decompressor | lzma.LZMADecompressor, ending: str) -> Iterator[Part]:
    data, out, total = source.all(), [], 0
    piece = b"x"
    try:
        piece = engine.decompress(data, 1 << 20)
        while piece:
            source.meter.add(len(piece))
            total += len(piece)
            if total > source.meter.budget.member_bytes:
                raise Stop("over_budget")
            out.append(piece)
            piece = engine.decompress(b"", 1 << 20) if not engine.eof else b""
    except (OSError, lzma.LZMAError, EOFError):
        pass
    yield from _result(source, b"".join(out), ending, not engine.eof)


def _result(source: Source, content: bytes, ending: str, broken: bool) -> Iterator[Part]:
    if content:
        yield Member(source.name.rpartition("/")[2].removesuffix(ending) or "content", content)
    if broken:
        yield Unread("corrupt")


def read_tar(source: Source) -> Iterator[Part]:
    """The files of a tar archive; links and devices are left alone."""
    try:
        with tarfile.open(fileobj=io.BytesIO(source.all()), mode="r:", encoding="latin-1") as archive:
            for info in archive:
                source.meter.member()
                if info.isreg():
                    source.meter.add(info.size)
                    stream = archive.extractfile(info)
                    if stream is not None:
                        yield Member(_tar_name(info), stream.read(source.meter.budget.member_bytes))
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
