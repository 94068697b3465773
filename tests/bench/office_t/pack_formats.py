"""Archives, databases with what was deleted from them, and what cannot be read."""

import binascii
import gzip
import io
import sqlite3
import struct
import tarfile
import tempfile
import zlib
from collections.abc import Callable
from pathlib import Path
from random import Random

import msoffcrypto.format.ooxml
import py7zr

from . import mail_formats as mail
from . import office_formats as office
from . import pdf_formats as pdf
from . import text_formats as text
from . import word_formats as word
from .marks import Doc
from .text_formats import Formats, Write

INSIDE: tuple[tuple[str, Write], ...] = (
    ("memo.txt", text.plain("utf-8-sig")), ("export.csv", text.separated("utf-8-sig")), ("kiroku.docx", word.docx(cut=True)), ("list.xlsx", office.xlsx()), ("mail.eml", mail.utf8),
)  # fmt: skip
README = "年度末に退避した分です。不要なら消してください。\r\n".encode("cp932")


def zipped(doc: Doc, rng: Random) -> bytes:
    """A folder sent to a zip."""
    name, write = rng.choice(INSIDE)
    return office.pack({"退避/はじめに.txt": README, f"退避/{name}": write(doc, rng)})


def zip_names(doc: Doc, rng: Random) -> bytes:
    """Names in code page 932 without the flag."""
    name, write = rng.choice(INSIDE)
    new = "作業控え".encode("cp932")
    return office.pack({"Z" * len(new) + "." + name.rpartition(".")[2]: write(doc, rng)}).replace(b"Z" * len(new), new)


def nested(doc: Doc, rng: Random) -> bytes:
    """A zip in a zip."""
    return office.pack({"backup/R05.zip": zipped(doc, rng), "backup/readme.txt": README})


def tarred(doc: Doc, rng: Random) -> bytes:
    """A gzipped tar."""
    name, write = rng.choice(INSIDE)
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar:
        for path, data in (("home/share/readme.txt", README), (f"home/share/{name}", write(doc, rng))):
            info = tarfile.TarInfo(path)
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
    return gzip.compress(out.getvalue(), mtime=0)


def seven(doc: Doc, rng: Random, password: str | None = None) -> bytes:
    """7-Zip."""
    name, write = rng.choice(INSIDE)
    out = io.BytesIO()
    with py7zr.SevenZipFile(out, "w", password=password, header_encryption=bool(password)) as new:
        new.writestr(write(doc, rng), "共有/" + name)
    return out.getvalue()


def _crc16(data: bytes) -> int:
    crc = 0
    for b in data:
        crc ^= b
        for _ in range(8):
            crc = crc >> 1 ^ (0xA001 if crc & 1 else 0)
    return crc


def lzh(doc: Doc, rng: Random) -> bytes:
    """LHA, the member stored, its name in code page 932."""
    name, write = rng.choice(INSIDE[:2])
    data, label = write(doc, rng), ("控え_" + name).encode("cp932")
    inner = (
        b"-lh0-"
        + struct.pack("<IIIBBB", len(data), len(data), 0x58A15000, 0x20, 0, len(label))
        + label
        + struct.pack("<H", _crc16(data))
    )
    return bytes([len(inner), sum(inner) & 255]) + inner + data + b"\0"


def base_of(work: Callable[[sqlite3.Connection], None], wal: bool = False) -> tuple[bytes, bytes]:
    """A database's file, and its log."""
    with tempfile.TemporaryDirectory(prefix="office-t-") as home:
        path = Path(home) / "w.db"
        base = sqlite3.connect(path)
        base.execute(f"pragma journal_mode={'wal' if wal else 'delete'}")
        base.execute("pragma secure_delete=off")
        work(base)
        base.commit()
        data = path.read_bytes(), Path(f"{path}-wal").read_bytes() if wal else b""
        base.close()
        return data


def _rows(base: sqlite3.Connection, doc: Doc) -> None:
    grid = doc.grid()
    wide = max(map(len, grid))
    base.execute(f"create table uketsuke (id integer primary key, {', '.join(f'f{n} text' for n in range(wide))})")
    marks = ",".join("?" * wide)
    base.executemany(f"insert into uketsuke values (null,{marks})", [r + [""] * (wide - len(r)) for r in grid])


def sqlite(doc: Doc, _rng: Random) -> bytes:
    """A table."""
    return base_of(lambda b: _rows(b, doc))[0]


def sqlite_free(doc: Doc, _rng: Random) -> bytes:
    """The table was dropped; its pages are still there."""

    def work(base: sqlite3.Connection) -> None:
        base.execute("create table conf (k text, v text)")
        base.executemany("insert into conf values (?,?)", [("ver", "3.2"), ("printer", "MX-2")])
        _rows(base, doc)
        base.commit()
        base.execute("drop table uketsuke")

    return base_of(work)[0]


def sqlite_wal(doc: Doc, _rng: Random) -> bytes:
    """The write-ahead log alone."""
    return base_of(lambda b: _rows(b, doc), wal=True)[1]


ANY: Formats = {
    "zip": (".zip", zipped), "zip-cp932": (".zip", zip_names), "zip-nested": (".zip", nested), "tar.gz": (".tar.gz", tarred), "7z": (".7z", seven), "lzh": (".lzh", lzh),
    "sqlite": (".sqlite3", sqlite), "sqlite-free": (".db", sqlite_free), "sqlite-wal": (".db-wal", sqlite_wal),
}  # fmt: skip


def locked_xlsx(doc: Doc, rng: Random) -> bytes:
    """A workbook behind a password."""
    out = io.BytesIO()
    msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(office.xlsx()(doc, rng))).encrypt("uketsuke24", out)
    return out.getvalue()


def _cipher(data: bytes, password: bytes) -> bytes:
    """PKWARE's old cipher."""
    keys = [0x12345678, 0x23456789, 0x34567890]
    out = bytearray()

    def step(c: int) -> None:
        keys[0] = ~binascii.crc32(bytes([c]), ~keys[0] & FULL) & FULL
        keys[1] = ((keys[1] + (keys[0] & 255)) * 134775813 + 1) & FULL
        keys[2] = ~binascii.crc32(bytes([keys[1] >> 24]), ~keys[2] & FULL) & FULL

    for c in password:
        step(c)
    for c in data:
        t = keys[2] | 2
        out.append(c ^ (t * (t ^ 1) >> 8 & 255))
        step(c)
    return bytes(out)


FULL = 0xFFFFFFFF


def locked_zip(doc: Doc, rng: Random) -> bytes:
    """A zip behind a password."""
    data, name = text.separated("cp932")(doc, rng) if _fits(doc) else doc.text().encode(), b"meisai.csv"
    crc = zlib.crc32(data)
    body = _cipher(rng.randbytes(11) + bytes([crc >> 24]) + data, b"1105")
    shape = struct.pack("<HHHHHIIIHH", 20, 1, 0, 0x5000, 0x5965, crc, len(body), len(data), len(name), 0)
    local = b"PK\3\4" + shape + name + body
    central = b"PK\1\2\x14\0" + shape + bytes(14) + name
    return local + central + b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(central), len(local), 0)


def _fits(doc: Doc) -> bool:
    try:
        doc.text().encode("cp932")
    except UnicodeEncodeError:
        return False
    return True


def cut(inner: Write) -> Write:
    """Only the first half of a file."""

    def write(doc: Doc, rng: Random) -> bytes:
        data = inner(doc, rng)
        return data[: len(data) * 2 // 5]

    return write


UNREADABLE: dict[str, tuple[str, Write, str]] = {
    "xlsx-locked": (".xlsx", locked_xlsx, "locked"), "zip-locked": (".zip", locked_zip, "locked"), "7z-locked": (".7z", lambda d, r: seven(d, r, "kanri0401"), "locked"),
    "pdf-picture": (".pdf", lambda _d, r: pdf.scanned(r), "picture"), "png-scan": (".png", lambda _d, r: pdf.png(r), "picture"), "xlsx-cut": (".xlsx", cut(office.xlsx()), "corrupt"), "docx-cut-off": (".docx", cut(word.docx()), "corrupt"),
    "docuworks": (".xdw", lambda _d, r: b"\x60\x0e\x82\x00" + r.randbytes(9000), "docuworks"),
}  # fmt: skip
