"""Packed files: zip (cp932 names, nested, locked), gzip, tar, 7z, LZH, RAR, and files embedded in documents."""

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from random import Random

from tests.bench.offices import sheets, word
from tests.bench.offices.compound import native
from tests.bench.offices.doc import Doc
from tests.bench.offices.text_formats import as_html, fit, separated, text
from tests.bench.offices.zipped import escape, pack

NAME = "利用者一覧.csv"


def _inner(doc: Doc) -> bytes:
    fit(doc, "cp932")
    return separated(doc).encode("cp932") if any(b.rows is not None for b in doc.blocks) else text(doc).encode("cp932")


def raw_zip(files: list[tuple[bytes, bytes]], key: bytes = b"") -> bytes:
    """A zip whose names are raw bytes without the UTF-8 flag; with ``key`` in the traditional encryption."""
    out, central = bytearray(), bytearray()
    for name, body in files:
        squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
        packed, crc, flag = squeeze.compress(body) + squeeze.flush(), zlib.crc32(body), 0
        if key:
            packed, flag = _lock(bytes(11) + bytes([crc >> 24]) + packed, key), 1
        common = struct.pack("<HHHHHIIIHH", 20, flag, 8, 0x5400, 0x5B74, crc, len(packed), len(body), len(name), 0)
        central += b"PK\1\2" + struct.pack("<H", 20) + common + struct.pack("<HHHII", 0, 0, 0, 32, len(out)) + name
        out += b"PK\3\4" + common + name + packed
    return (
        bytes(out + central)
        + b"PK\5\6"
        + struct.pack("<HHHHIIH", 0, 0, len(files), len(files), len(central), len(out), 0)
    )


def _lock(data: bytes, password: bytes) -> bytes:
    """The traditional encryption of PKWARE (APPNOTE 6.1)."""
    keys = [0x12345678, 0x23456789, 0x34567890]

    def step(byte: int) -> None:
        keys[0] = _crc(keys[0], byte)
        keys[1] = ((keys[1] + (keys[0] & 255)) * 134775813 + 1) & 0xFFFFFFFF
        keys[2] = _crc(keys[2], keys[1] >> 24)

    for byte in password:
        step(byte)
    out = bytearray()
    for byte in data:
        t = keys[2] | 2
        out.append(byte ^ ((t * (t ^ 1)) >> 8) & 255)
        step(byte)
    return bytes(out)


def _crc(old: int, byte: int) -> int:
    value = (old ^ byte) & 255
    for _ in range(8):
        value = value >> 1 ^ (0xEDB88320 if value & 1 else 0)
    return value ^ old >> 8


def zip_sjis(doc: Doc, _rng: Random) -> bytes:
    return raw_zip(
        [
            ("読んでください.txt".encode("cp932"), "更新履歴\r\n".encode("cp932")),
            (("名簿/" + NAME).encode("cp932"), _inner(doc)),
        ]
    )


def zip_nested(doc: Doc, rng: Random) -> bytes:
    return raw_zip([("2025年度.zip".encode("cp932"), raw_zip([(b"backup.zip", zip_sjis(doc, rng))]))])


def zip_docx(doc: Doc, rng: Random) -> bytes:
    return raw_zip([("記録.docx".encode("cp932"), word.plain(doc, rng))])


def zip_locked(doc: Doc, _rng: Random) -> bytes:
    return raw_zip([(NAME.encode("cp932"), _inner(doc))], key=b"himitsu")


def gz(doc: Doc, _rng: Random) -> bytes:
    return gzip.compress(_inner(doc), mtime=0)


def tar(mode: str) -> Callable[[Doc, Random], bytes]:
    def write(doc: Doc, _rng: Random) -> bytes:
        buffer = io.BytesIO()
        with tarfile.open(fileobj=buffer, mode="w") as archive:
            for name, body in (("README", b"backup\n"), (f"data/{NAME}", _inner(doc))):
                info = tarfile.TarInfo(name)
                info.size = len(body)
                archive.addfile(info, io.BytesIO(body))
        plain = buffer.getvalue()
        return {
            "gz": lambda: gzip.compress(plain, mtime=0),
            "bz2": lambda: bz2.compress(plain),
            "xz": lambda: lzma.compress(plain),
            "": lambda: plain,
        }[mode]()

    return write


def seven(password: str | None) -> Callable[[Doc, Random], bytes]:
    def write(doc: Doc, _rng: Random) -> bytes:
        import py7zr

        buffer = io.BytesIO()
        with py7zr.SevenZipFile(buffer, "w", password=password) as archive:
            archive.writestr(_inner(doc), NAME)
        return buffer.getvalue()

    return write


def _crc16(data: bytes) -> int:
    crc = 0
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0xA001 if crc & 1 else 0)
    return crc


def lzh(doc: Doc, _rng: Random) -> bytes:
    """An LHA archive, header level 0; the member stored (-lh0-)."""
    body, name = _inner(doc), NAME.encode("cp932")
    head = (
        b"-lh0-"
        + struct.pack("<IIHHBB", len(body), len(body), 0x5400, 0x5B74, 0x20, 0)
        + bytes([len(name)])
        + name
        + struct.pack("<H", _crc16(body))
    )
    return bytes([len(head), sum(head) & 255]) + head + body + b"\0"


def rar(doc: Doc, _rng: Random) -> bytes:
    """A RAR 4 archive with one stored member (technote of RAR 4.x)."""
    body, name = _inner(doc), NAME.encode("cp932")

    def block(kind: int, flags: int, rest: bytes) -> bytes:
        inner = struct.pack("<BHH", kind, flags, 7 + len(rest)) + rest
        return struct.pack("<H", zlib.crc32(inner) & 0xFFFF) + inner

    member = (
        struct.pack("<IIBIIBBHI", len(body), len(body), 2, zlib.crc32(body), 0x5B745400, 20, 0x30, len(name), 32) + name
    )
    return b"Rar!\x1a\x07\0" + block(0x73, 0, bytes(6)) + block(0x74, 0x8000, member) + body + block(0x7B, 0x4000, b"")


def book_locked(doc: Doc, rng: Random) -> bytes:
    """A workbook with a password to open."""
    from msoffcrypto.format.ooxml import OOXMLFile

    out = io.BytesIO()
    OOXMLFile(io.BytesIO(sheets.plain(doc, rng))).encrypt("himitsu", out)
    return out.getvalue()


def embedded_book(doc: Doc, rng: Random) -> bytes:
    return word.embedding(sheets.plain(doc, rng))


def embedded_package(doc: Doc, _rng: Random) -> bytes:
    return word.embedding(native(NAME, _inner(doc)), "embeddings/oleObject1.bin", "oleObject")


def zip_in_docx_list(doc: Doc, rng: Random) -> bytes:
    """A self-extracting archive: a program's head before the zip."""
    return b"MZ" + bytes(510) + rng.randbytes(2048) + zip_sjis(doc, rng)


def epub(doc: Doc, _rng: Random) -> bytes:
    with io.BytesIO() as buffer:
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr("mimetype", "application/epub+zip")
            archive.writestr(
                "OEBPS/1.xhtml",
                as_html(doc),
            )
        return buffer.getvalue()


def xps(doc: Doc, _rng: Random) -> bytes:
    """A printed page as .oxps keeps it: strings in attributes."""
    glyphs = "".join(
        f'<Glyphs OriginX="{40 + 120 * j}" OriginY="{40 + 16 * i}" FontRenderingEmSize="10" UnicodeString="{escape(cell)}"/>'
        for i, line in enumerate(doc.lines())
        for j, cell in enumerate(line.split("\t"))
    )
    return pack(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
            "Documents/1/Pages/1.fpage": f'<FixedPage xmlns="http://schemas.openxps.org/oxps/v1.0" Width="800" Height="1100">{glyphs}</FixedPage>',
        }
    )


ANY: dict[str, tuple[str, Callable[[Doc, Random], bytes]]] = {
    "zip-cp932": (".zip", zip_sjis), "zip-nested": (".zip", zip_nested), "zip-docx": (".zip", zip_docx), "gz": (".gz", gz), "tgz": (".tgz", tar("gz")), "tar-bz2": (".tar.bz2", tar("bz2")),
    "tar-xz": (".tar.xz", tar("xz")), "tar": (".tar", tar("")), "7z": (".7z", seven(None)), "lzh": (".lzh", lzh), "docx-embedded-xlsx": (".docx", embedded_book),
    "docx-embedded-ole": (".docx", embedded_package), "sfx": (".exe", zip_in_docx_list), "epub": (".epub", epub), "xps": (".oxps", xps), "rar-stored": (".rar", rar),
}  # fmt: skip
LOCKED: dict[str, tuple[str, Callable[[Doc, Random], bytes]]] = {
    "zip-locked": (".zip", zip_locked),
    "7z-locked": (".7z", seven("himitsu")),
    "xlsx-locked": (".xlsx", book_locked),
}
