"""gzip, bzip2, xz, LZMA, Zstandard, LZ4, tar and ar, unpacked under the meter."""

from __future__ import annotations

import bz2
import io
import lzma
import struct
import tarfile
import zlib
from collections.abc import Callable, Iterable, Iterator

from checks.residue import charset
from checks.residue.budget import Stop
from checks.residue.pieces import Member, Part, Text, Unread
from checks.residue.readers import engines
from checks.residue.readers.source import Source

MOST_MEMORY = 128 << 20  # bytes an engine of LZMA may take


def read_gzip(source: Source) -> Iterator[Part]:
    """The content of a gzip file, all members of it; a cut one gives what it still holds."""
    data, out = source.all(), []
    broken = False
    name, remark = _gzip_head(data[:4096])
    while data[:2] == b"\x1f\x8b":
        engine = zlib.decompressobj(31)
        try:
            for piece in _gzip_pieces(engine, data, source):
                out.append(piece)
        except zlib.error:
            broken = True
            break
        broken = not engine.eof
        data = engine.unused_data.lstrip(b"\0")
    yield from _result(source, b"".join(out), ".gz", broken, name)
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


def _stream(source: Source, begin: Callable[[], engines.Engine], ending: str) -> Iterator[Part]:
    """What is packed in a file, stream after stream where several stand behind one another."""
    rest, out, left = source.all(), [], source.meter.budget.member_bytes
    magic, broken = rest[:3], False
    while not broken and rest.startswith(magic):
        source.meter.clock()
        engine = begin()
        out.append(_counted(_pieces(engine, rest), source, left))
        left -= len(out[-1])
        broken = not engine.eof
        rest = b"" if broken else engine.unused_data.lstrip(b"\0")
    yield from _result(source, b"".join(out), ending, broken)


def _pieces(engine: engines.Engine, data: bytes) -> Iterator[bytes]:
    """What a stream unpacks to, a mebibyte at most at a time; ends early where it is broken."""
    try:
        while piece := engine.decompress(data, 1 << 20):
            yield piece
            if engine.eof:
                return
            data = b""
    except (OSError, lzma.LZMAError, EOFError):
        return


def _result(source: Source, content: bytes, ending: str, broken: bool, name: str = "") -> Iterator[Part]:
    if content:
        yield Member(name or source.name.rpartition("/")[2].removesuffix(ending) or "content", content)
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
            end = archive.offset
        rest = source.all()[end:].lstrip(b"\0")
        if rest[257:262] == b"ustar":  # one archive put behind another
            yield Member("tar", rest)
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
