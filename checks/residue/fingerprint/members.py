"""Members of received ZIP archives: size, digest and name of each, so that an unpacked copy is known again."""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from checks.residue.budget import Budget
from checks.residue.readers.zip_directory import Entry
from checks.residue.readers.zipped import member_name

CHUNK = 1 << 20
_UTF8 = 0x800
_DOCUMENT = ("[Content_Types].xml", "mimetype", "META-INF/manifest.xml")


class Member(NamedTuple):
    """One member; size in bytes after inflating."""

    size: int
    sha256: bytes
    name: str


def members(stream: BinaryIO, budget: Budget) -> Iterator[Member]:
    """Members of the archive `stream`; none where it is no archive, or a document that happens to be stored as ZIP."""
    stream.seek(0)
    if stream.read(4) != b"PK\x03\x04":
        return
    try:
        with zipfile.ZipFile(stream) as archive:
            infos = archive.infolist()[: budget.members]
            if any(info.filename in _DOCUMENT for info in infos):
                return
            left = budget.inflated
            for info in infos:
                if info.is_dir() or info.flag_bits & 1 or info.file_size > min(left, budget.member_bytes):
                    continue
                left -= info.file_size
                member = _member(archive, info)
                if member is not None:
                    yield member
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Member | None:
    digest, size = hashlib.sha256(), 0
    try:
        with archive.open(info) as stream:
            while chunk := stream.read(CHUNK):
                digest.update(chunk)
                size += len(chunk)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, NotImplementedError):
        return None
    return Member(size, digest.digest(), _name(info))


def _name(info: zipfile.ZipInfo) -> str:
    utf8 = bool(info.flag_bits & _UTF8)
    written = info.filename.encode("utf-8" if utf8 else "cp437", "replace")
    return member_name(Entry(info.filename, written, utf8, info.flag_bits, info.compress_type, info.CRC, info.compress_size, info.file_size, info.header_offset))  # fmt: skip
