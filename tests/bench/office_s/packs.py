"""Writers of mails, archives, databases, and of files that nobody can read."""

import base64
import binascii
import gzip
import io
import quopri
import sqlite3
import struct
import tarfile
import tempfile
import zlib
from collections.abc import Callable
from email.header import Header
from pathlib import Path
from random import Random

import msoffcrypto.format.ooxml
import py7zr

from . import compound, pdf, plain, sheets, texts
from .marks import Doc
from .plain import Formats, Write
from .sheets import pack

SUBJECTS = ("ご確認のお願い", "Re: 本日の件", "Fw: 共有します", "（無題）", "Re: Re: 日程について", "添付のとおり")


def head(rng: Random, code: str) -> str:
    """The first lines of a mail."""
    title = Header(rng.choice(SUBJECTS), code).encode()
    day = f"{rng.choice(('Tue', 'Wed', 'Fri'))}, {rng.randint(1, 28)} Jun 20{rng.randint(12, 25)} 0{rng.randint(8, 9)}:{rng.randint(10, 59)}:07 +0900"
    return f"Return-Path: <madoguchi@fujiminowa.example>\r\nFrom: madoguchi@fujiminowa.example\r\nTo: info@fujiminowa.example\r\nSubject: {title}\r\nDate: {day}\r\nMIME-Version: 1.0\r\n"


def mail_jis(doc: Doc, rng: Random) -> bytes:
    """ISO-2022-JP."""
    body = doc.text("　").replace("\n", "\r\n").encode("iso2022_jp")
    return (head(rng, "iso-2022-jp") + "Content-Type: text/plain; charset=ISO-2022-JP\r\nContent-Transfer-Encoding: 7bit\r\n\r\n").encode() + body + b"\r\n"  # fmt: skip


def mail_base64(doc: Doc, rng: Random) -> bytes:
    """UTF-8 in base64."""
    body = base64.encodebytes(doc.text("　").encode()).decode().replace("\n", "\r\n")
    return (head(rng, "utf-8") + f'Content-Type: text/plain; charset="UTF-8"\r\nContent-Transfer-Encoding: base64\r\n\r\n{body}').encode()  # fmt: skip


def mail_quoted(doc: Doc, rng: Random) -> bytes:
    """A page in quoted-printable beside an empty word."""
    page = quopri.encodestring(plain.html()(doc, rng)).decode().replace("\n", "\r\n")
    return (head(rng, "utf-8") + f'Content-Type: multipart/alternative; boundary="--=_s1"\r\n\r\n----=_s1\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\n(HTML)\r\n----=_s1\r\nContent-Type: text/html; charset=UTF-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{page}\r\n----=_s1--\r\n').encode()  # fmt: skip


def attached(name: str, inner: Write) -> Write:
    """The document hangs on a short mail."""

    def write(doc: Doc, rng: Random) -> bytes:
        data = base64.encodebytes(inner(doc, rng)).decode().replace("\n", "\r\n")
        title = Header(name, "iso-2022-jp").encode()
        note = quopri.encodestring("お疲れさまです。ファイルを送ります。\n".encode()).decode()
        return (head(rng, "utf-8") + f'Content-Type: multipart/mixed; boundary="mixS"\r\n\r\n--mixS\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{note}\r\n--mixS\r\nContent-Type: application/octet-stream; name="{title}"\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename="{title}"\r\n\r\n{data}\r\n--mixS--\r\n').encode()  # fmt: skip

    return write


def mbox(doc: Doc, rng: Random) -> bytes:
    """A folder of mails, one of which counts."""
    chat = Doc("", "", ["来週の打合せは区民センター二階です。"])
    out = b""
    for one in (chat, doc, chat):
        out += b"From - Tue Jun 02 09:00:00 2020\r\n" + (mail_quoted if one is doc else mail_base64)(one, rng) + b"\r\n"
    return out


INNER: tuple[tuple[str, Write], ...] = (("memo.txt", plain.text("cp932")), ("list.csv", plain.records("utf-8-sig")), ("book.xlsx", sheets.xlsx()), ("text.docx", texts.docx(cut=True)))  # fmt: skip


def inner(doc: Doc, rng: Random) -> tuple[str, bytes]:
    """A member of an archive; what code page 932 lacks goes into a document."""
    name, make = rng.choice(INNER)
    try:
        return name, make(doc, rng)
    except UnicodeEncodeError:
        return INNER[-1][0], INNER[-1][1](doc, rng)


def zipped(doc: Doc, rng: Random) -> bytes:
    """A zip beside a read-me."""
    name, data = inner(doc, rng)
    return pack({"readme.txt": "引継用".encode("cp932"), f"R5/{name}": data})


def zip_names(doc: Doc, rng: Random) -> bytes:
    """Names in code page 932."""
    name, data = inner(doc, rng)
    return pack({f"XXXX_{name}": data}).replace(b"XXXX_", "名簿_".encode("cp932"))


def nested(doc: Doc, rng: Random) -> bytes:
    """A zip in a zip."""
    return pack({"backup/old.zip": zipped(doc, rng), "backup/index.txt": b"old.zip\r\n"})


def tarred(doc: Doc, rng: Random) -> bytes:
    """A compressed tape archive."""
    name, data = inner(doc, rng)
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as new:
        entry = tarfile.TarInfo(f"home/{name}")
        entry.size = len(data)
        new.addfile(entry, io.BytesIO(data))
    return gzip.compress(out.getvalue(), mtime=0)


def seven(password: str | None = None) -> Write:
    """7-Zip, behind a password or not."""

    def write(doc: Doc, rng: Random) -> bytes:
        name, data = inner(doc, rng)
        out = io.BytesIO()
        with py7zr.SevenZipFile(out, "w", password=password) as new:
            new.writestr(data, f"data/{name}")
        return out.getvalue()

    return write


def _crc16(data: bytes) -> int:
    crc = 0
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = (crc >> 1) ^ 0xA001 if crc & 1 else crc >> 1
    return crc


def lzh(doc: Doc, rng: Random) -> bytes:
    """LHA, stored, with a name of Windows."""
    name, data = inner(doc, rng)
    title = f"名簿{name}".encode("cp932")
    rest = b"-lh0-" + struct.pack("<IIIBB", len(data), len(data), 0x4A215000, 0x20, 0) + bytes([len(title)]) + title + struct.pack("<H", _crc16(data))  # fmt: skip
    return bytes([len(rest), sum(rest) & 0xFF]) + rest + data + b"\0"


def base_of(fill: Callable[[sqlite3.Connection], None], wal: bool = False) -> bytes:
    """A database as its file, or the log that was left."""
    with tempfile.TemporaryDirectory(prefix="office-s-") as home:
        path = Path(home) / "b.db"
        base = sqlite3.connect(path)
        base.execute(f"pragma journal_mode={'wal' if wal else 'delete'}")
        base.execute("pragma secure_delete=off")
        fill(base)
        base.commit()
        data = Path(f"{path}-wal").read_bytes() if wal else path.read_bytes()
        base.close()
    return data


def _rows(base: sqlite3.Connection, doc: Doc) -> None:
    grid = doc.grid()
    named = doc.tabular() and doc.layout != "form"
    size = max(map(len, grid))
    names = grid.pop(0) if named else [f"c{n}" for n in range(size)]
    columns = ", ".join(f'"{n or "x"}" text' for n in names)
    base.execute(f"create table list (rowno integer primary key, {columns})")
    marks = ", ".join("?" * len(names))
    filled = [r + [""] * (len(names) - len(r)) for r in grid]
    base.executemany("insert into list values (null, @)".replace("@", marks), filled)


def sqlite(doc: Doc, rng: Random) -> bytes:
    """A table."""
    return base_of(lambda b: _rows(b, doc))


def sqlite_free(doc: Doc, rng: Random) -> bytes:
    """The table was dropped; its pages are free."""

    def work(base: sqlite3.Connection) -> None:
        base.execute("create table setting (k text, v text)")
        base.execute("insert into setting values ('version', '2.1')")
        _rows(base, doc)
        base.commit()
        base.execute("drop table list")

    return base_of(work)


def sqlite_wal(doc: Doc, rng: Random) -> bytes:
    """The log alone."""
    return base_of(lambda b: _rows(b, doc), wal=True)


def gz(doc: Doc, rng: Random) -> bytes:
    """One text, compressed."""
    return gzip.compress(doc.text().encode(), mtime=0)


ANY: Formats = {
    "eml-jis": (".eml", mail_jis), "eml-base64": (".eml", mail_base64), "eml-qp": (".eml", mail_quoted), "eml-docx": (".eml", attached("文書.docx", texts.docx(cut=True))),
    "eml-csv": (".eml", attached("一覧.csv", plain.records("utf-8-sig"))), "eml-xlsx": (".eml", attached("一覧.xlsx", sheets.xlsx())), "mbox": (".mbox", mbox), "zip": (".zip", zipped),
    "zip-cp932": (".zip", zip_names), "zip-nested": (".zip", nested), "tar.gz": (".tar.gz", tarred), "7z": (".7z", seven()), "docx-tmp": (".tmp", texts.docx(cut=True)), "lzh": (".lzh", lzh), "gz": (".txt.gz", gz),
} | compound.ANY  # fmt: skip
TABLES: Formats = {"csv-none": ("", plain.records("cp932")), "csv-old": (".csv.old", plain.records("cp932")), "sqlite": (".db", sqlite), "sqlite-free": (".sqlite3", sqlite_free), "sqlite-wal": (".db-wal", sqlite_wal)}  # fmt: skip


def locked_xlsx(doc: Doc, rng: Random) -> bytes:
    """A workbook behind a password."""
    out = io.BytesIO()
    msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(sheets.xlsx()(doc, rng))).encrypt("fujimi7", out)
    return out.getvalue()


def _cipher(data: bytes, password: bytes) -> bytes:
    """PKWARE's old cipher."""
    keys = [0x12345678, 0x23456789, 0x34567890]

    def crc(old: int, byte: int) -> int:
        return (binascii.crc32(bytes([byte]), old ^ 0xFFFFFFFF) ^ 0xFFFFFFFF) & 0xFFFFFFFF

    def update(byte: int) -> None:
        keys[0] = crc(keys[0], byte)
        keys[1] = ((keys[1] + (keys[0] & 0xFF)) * 134775813 + 1) & 0xFFFFFFFF
        keys[2] = crc(keys[2], keys[1] >> 24)

    for byte in password:
        update(byte)
    out = bytearray()
    for byte in data:
        mask = (keys[2] | 2) & 0xFFFF
        out.append(byte ^ ((mask * (mask ^ 1)) >> 8 & 0xFF))
        update(byte)
    return bytes(out)


def locked_zip(doc: Doc, rng: Random) -> bytes:
    """A zip behind a password."""
    data = sheets.xlsx()(doc, rng)
    check = zlib.crc32(data)
    body = _cipher(bytes(rng.randrange(256) for _ in range(11)) + bytes([check >> 24]) + data, b"fujimi7")
    name = b"list.xlsx"
    common = struct.pack("<HHHHHIIIHH", 20, 1, 0, 0x4800, 0x56A1, check, len(body), len(data), len(name), 0)
    local = b"PK\3\4" + common + name + body
    central = b"PK\1\2" + struct.pack("<H", 20) + common + struct.pack("<HHHII", 0, 0, 0, 0x20, 0) + name
    return local + central + b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(central), len(local), 0)


def locked_pdf(doc: Doc, rng: Random) -> bytes:
    """A PDF that asks for a password."""
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.pdf_utils.writer import copy_into_new_writer

    new = copy_into_new_writer(PdfFileReader(io.BytesIO(pdf.lines("UniJIS-UTF16-H")(doc, rng))))
    new.encrypt("owner-s", "fujimi7")
    out = io.BytesIO()
    new.write(out)
    return out.getvalue()


def png(doc: Doc, rng: Random) -> bytes:
    """A photographed page."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + bytes(rng.choice((255, 250, 10)) for _ in range(100)) for _ in range(140))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 100, 140, 8, 0, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")  # fmt: skip


def tiff(doc: Doc, rng: Random) -> bytes:
    """A fax that was kept."""
    size = 80 * 100
    tags = ((256, 80), (257, 100), (258, 8), (259, 1), (262, 1), (273, 8), (277, 1), (278, 100), (279, size))
    body = bytes(rng.choice((255, 255, 0)) for _ in range(size))
    table = struct.pack("<H", len(tags)) + b"".join(struct.pack("<HHII", t, 4, 1, v) for t, v in tags) + bytes(4)
    return b"II*\0" + struct.pack("<I", 8 + size) + body + table


def docuworks(doc: Doc, rng: Random) -> bytes:
    """A DocuWorks binder."""
    return b"\x60\x0e\x82\x83\x04\x00\x00\x00" + b"XDW" + bytes(rng.randrange(256) for _ in range(3000))


def cut(make: Write) -> Write:
    """The copy broke off."""

    def write(doc: Doc, rng: Random) -> bytes:
        data = make(doc, rng)
        return data[: max(200, len(data) // 3)]

    return write


CLOSED: tuple[tuple[str, str, str, Write], ...] = (
    ("locked", "xlsx-locked", ".xlsx", locked_xlsx), ("locked", "zip-locked", ".zip", locked_zip), ("locked", "7z-locked", ".7z", seven("fujimi7")), ("locked", "pdf-locked", ".pdf", locked_pdf),
    ("picture", "pdf-scan", ".pdf", pdf.picture), ("picture", "png", ".png", png), ("picture", "tiff", ".tif", tiff), ("docuworks", "xdw", ".xdw", docuworks),
    ("corrupt", "zip-cut", ".zip", cut(zipped)), ("corrupt", "docx-cut-off", ".docx", cut(texts.docx(cut=False))), ("corrupt", "7z-cut", ".7z", cut(seven())),
)  # fmt: skip
