"""Writers of mails, archives and databases, and of what cannot be read."""

import base64
import gzip
import io
import json
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

from . import office, pdfs, plain
from .cfb import outlook_message
from .marks import Doc
from .plain import Formats, Write

SUBJECTS = (
    "Re: 昨日の件",
    "Fwd: 資料",
    "連絡事項",
    "(無題)",
    "確認お願いします",
    "【至急】",
    "ご報告",
    "Re: Re: 来月分",
)


def _head(rng: Random, code: str) -> str:
    return (
        f"From: jimu{rng.randint(1, 9)}@sumihara-fukushi.example.jp\r\nTo: honbu@sumihara-fukushi.example.jp\r\nSubject: {Header(rng.choice(SUBJECTS), code).encode()}\r\n"
        f"Date: Tue, {rng.randint(1, 28)} Oct 20{rng.randint(12, 25)} 1{rng.randrange(10)}:{rng.randrange(10, 60)}:07 +0900\r\nMIME-Version: 1.0\r\n"
    )


def _b64(data: bytes) -> str:
    return base64.encodebytes(data).decode().replace("\n", "\r\n")


def mail_jis(doc: Doc, rng: Random) -> bytes:
    """Seven bits, as mailers of old."""
    body = doc.text(" ").replace("\n", "\r\n").encode("iso2022_jp")
    return (
        (
            _head(rng, "iso-2022-jp")
            + "Content-Type: text/plain; charset=ISO-2022-JP\r\nContent-Transfer-Encoding: 7bit\r\n\r\n"
        ).encode()
        + body
        + b"\r\n"
    )


def mail_utf8(doc: Doc, rng: Random) -> bytes:
    """Base64."""
    return (
        _head(rng, "utf-8")
        + f"Content-Type: text/plain; charset=UTF-8\r\nContent-Transfer-Encoding: base64\r\n\r\n{_b64(doc.text(' ').encode())}"
    ).encode()


def mail_qp(doc: Doc, rng: Random) -> bytes:
    """A page in quoted-printable beside a plain part."""
    page = quopri.encodestring(plain.html()(doc, rng)).decode().replace("\n", "\r\n")
    return (
        _head(rng, "utf-8")
        + 'Content-Type: multipart/alternative; boundary="=_u7"\r\n\r\n--=_u7\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n(HTML)\r\n'
        + f"--=_u7\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{page}\r\n--=_u7--\r\n"
    ).encode()


def mail_with(name: str, inner: Write) -> Write:
    """The document comes attached."""

    def write(doc: Doc, rng: Random) -> bytes:
        title, note = Header(name, "utf-8").encode(), _b64("お疲れさまです。添付のとおりです。".encode())
        return (
            _head(rng, "utf-8")
            + f'Content-Type: multipart/mixed; boundary="mx_u"\r\n\r\n--mx_u\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n{note}\r\n'
            + f'--mx_u\r\nContent-Type: application/octet-stream; name="{title}"\r\nContent-Disposition: attachment; filename="{title}"\r\nContent-Transfer-Encoding: base64\r\n\r\n{_b64(inner(doc, rng))}\r\n--mx_u--\r\n'
        ).encode()

    return write


def mbox(doc: Doc, rng: Random) -> bytes:
    """Three mails in Thunderbird's folder, the middle one matters."""
    chat = Doc("", "", ["了解しました。来週の会議は10時からです。"])
    return b"".join(b"From - Fri Jun 07 09:00:00 2019\r\n" + mail_utf8(x, rng) + b"\r\n\r\n" for x in (chat, doc, chat))


INSIDE: tuple[tuple[str, Write], ...] = (
    ("引継.txt", plain.text("utf-8-sig")), ("一覧.csv", plain.fields("utf-8-sig")), ("書類.docx", office.docx()), ("表.xlsx", office.xlsx()), ("控.pdf", pdfs.page_text(b"UniJIS-UTF16-H", "utf-16-be")),
)  # fmt: skip


def zipped(doc: Doc, rng: Random) -> bytes:
    """A zip with a note."""
    name, write = rng.choice(INSIDE)
    return office.pack({"readme.txt": "年度末に移したものです".encode("cp932"), f"R5/{name}": write(doc, rng)})


def zip_names(doc: Doc, rng: Random) -> bytes:
    """Names in code page 932, as Windows XP packed."""
    name, write = rng.choice(INSIDE)
    return office.pack({"QQQQQQQQ." + name.rpartition(".")[2]: write(doc, rng)}).replace(
        b"QQQQQQQQ", "旧年度分".encode("cp932")
    )


def nested(doc: Doc, rng: Random) -> bytes:
    """A zip in a zip."""
    return office.pack({"old/2015.zip": zipped(doc, rng), "old/memo.txt": "旧サーバより"})


def tarred(doc: Doc, rng: Random) -> bytes:
    """The NAS's own."""
    name, write = rng.choice(INSIDE)
    data, out = write(doc, rng), io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar:
        info = tarfile.TarInfo("volume1/share/" + name)
        info.size = len(data)
        tar.addfile(info, io.BytesIO(data))
    return gzip.compress(out.getvalue(), mtime=0)


def seven(doc: Doc, rng: Random) -> bytes:
    """7-Zip."""
    name, write = rng.choice(INSIDE)
    out = io.BytesIO()
    with py7zr.SevenZipFile(out, "w") as new:
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
    """LHA, header level 0, stored as small files are."""
    data, name = plain.fields("utf-8-sig")(doc, rng), "名簿.csv".encode("cp932")
    body = (
        b"-lh0-"
        + struct.pack("<IIIBB", len(data), len(data), 0x28A14800, 0x20, 0)
        + bytes([len(name)])
        + name
        + struct.pack("<H", _crc16(data))
    )
    return bytes([len(body), sum(body) & 255]) + body + data + b"\0"


def base_of(fill: Callable[[sqlite3.Connection], None], wal: bool = False) -> bytes:
    """A base, or the log it has not taken in yet."""
    with tempfile.TemporaryDirectory(prefix="office-u-") as home:
        path = Path(home) / "a.db"
        base = sqlite3.connect(path)
        base.execute(f"pragma journal_mode={'wal' if wal else 'delete'}")
        base.execute("pragma secure_delete=off")
        fill(base)
        base.commit()
        data = Path(f"{path}-wal").read_bytes() if wal else b""
        base.close()
        return data or path.read_bytes()


def _fill(base: sqlite3.Connection, doc: Doc) -> None:
    grid = doc.grid()[plain.head_of(doc) :]
    wide = max(map(len, grid))
    base.execute(f"create table dat (id integer primary key, {', '.join(f'f{n} text' for n in range(wide))})")
    base.executemany(
        f"insert into dat values (null, {', '.join('?' * wide)})", [r + [""] * (wide - len(r)) for r in grid]
    )


def sqlite_labels(doc: Doc, rng: Random) -> bytes:
    """A table whose columns are the labels."""

    def work(base: sqlite3.Connection) -> None:
        keys, rows = plain.records(doc)
        base.execute(f"create table ichiran ({', '.join(chr(34) + k + chr(34) + ' text' for k in keys)})")
        base.executemany(f"insert into ichiran values ({', '.join('?' * len(keys))})", [r[: len(keys)] for r in rows])

    return base_of(work)


def sqlite_deleted(doc: Doc, rng: Random) -> bytes:
    """A table dropped, its pages still there."""

    def work(base: sqlite3.Connection) -> None:
        base.execute("create table ver (v text)")
        base.execute("insert into ver values ('3.0')")
        _fill(base, doc)
        base.commit()
        base.execute("drop table dat")

    return base_of(work)


def sqlite_chat(doc: Doc, rng: Random) -> bytes:
    """Messages of a telephone."""

    def work(base: sqlite3.Connection) -> None:
        base.execute("create table messages (id integer primary key, room text, body text, meta text)")
        rows = [(f"r{rng.randint(1, 4)}", x, json.dumps({"read": True})) for x in doc.text(" ").split("\n")]
        base.executemany("insert into messages values (null,?,?,?)", rows)

    return base_of(work)


TABLES: Formats = {
    "eml-csv": (".eml", mail_with("一覧.csv", plain.fields("utf-8-sig"))), "eml-xlsx": (".eml", mail_with("名簿.xlsx", office.xlsx())), "eml-table": (".eml", mail_qp), "zip": (".zip", zipped),
    "zip-cp932": (".zip", zip_names), "zip-nested": (".zip", nested), "tar.gz": (".tgz", tarred), "7z": (".7z", seven), "lzh": (".lzh", lzh), "sqlite": (".sqlite", sqlite_labels),
    "sqlite-dropped": (".db", sqlite_deleted), "sqlite-wal": (".db-wal", lambda d, r: base_of(lambda b: _fill(b, d), wal=True)), "csv.gz": (".csv.gz", lambda d, r: gzip.compress(plain.fields("utf-8")(d, r), mtime=0)),
}  # fmt: skip
PROSE: Formats = {
    "eml-jis": (".eml", mail_jis), "eml-base64": (".eml", mail_utf8), "eml-qp": (".eml", mail_qp), "eml-docx": (".eml", mail_with("ご報告.docx", office.docx())), "mbox": ("", mbox),
    "zip": (".zip", zipped), "sqlite-chat": (".db", sqlite_chat), "msg": (".msg", lambda d, r: outlook_message(r.choice(SUBJECTS), d.text(" "))),
}  # fmt: skip
FORMS: Formats = {"zip": (".zip", zipped), "eml-xlsx": (".eml", mail_with("様式.xlsx", office.xlsx("offset")))}


def locked_xlsx(doc: Doc, rng: Random) -> bytes:
    """A workbook behind a password."""
    out = io.BytesIO()
    msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(office.xlsx()(doc, rng))).encrypt(
        f"sumi{rng.randint(1000, 9999)}", out
    )
    return out.getvalue()


def locked_7z(doc: Doc, rng: Random) -> bytes:
    """7-Zip behind a password, names too."""
    out = io.BytesIO()
    with py7zr.SevenZipFile(out, "w", password="tsukushi", header_encryption=True) as new:
        new.writestr(doc.text().encode(), "meibo.txt")
    return out.getvalue()


def locked_zip(doc: Doc, rng: Random) -> bytes:
    """A zip whose only member is encrypted (AES, as 7-Zip writes it): salt, check, noise, mark."""
    raw, name = doc.text().encode(), b"meibo.csv"
    body = bytes(rng.randrange(256) for _ in range(16 + 2 + len(raw) + 10))
    extra = struct.pack("<HHH2sBH", 0x9901, 7, 2, b"AE", 3, 0)
    shape = struct.pack("<HHHHHIIIHH", 51, 1, 99, 0x4A20, 0x5821, 0, len(body), len(raw), len(name), len(extra))
    first = b"PK\3\4" + shape + name + extra + body
    second = b"PK\1\2\x33\0" + shape + struct.pack("<HHHII", 0, 0, 0, 0x20, 0) + name + extra
    return first + second + struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, 1, 1, len(second), len(first), 0)


def broken(doc: Doc, rng: Random) -> bytes:
    """The first third of a workbook."""
    data = office.xlsx()(doc, rng)
    return data[: len(data) // 3]


def png(wide: int, high: int, rng: Random) -> bytes:
    """A grey picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + bytes(rng.choice((255, 250, 30)) for _ in range(wide)) for _ in range(high))
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", wide, high, 8, 0, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


LOCKED: tuple[tuple[str, str, str, Write], ...] = (
    ("locked", "xlsx-locked", ".xlsx", locked_xlsx), ("locked", "7z-locked", ".7z", locked_7z), ("locked", "zip-locked", ".zip", locked_zip), ("broken", "xlsx-broken", ".xlsx", broken),
    ("picture", "pdf-scan", ".pdf", lambda d, r: pdfs.scanned(90, 120, r)), ("picture", "png", ".png", lambda d, r: png(80, 60, r)),
    ("unsupported", "xdw", ".xdw", lambda d, r: b"\x60\x0e\x82\xad" + bytes(r.randrange(256) for _ in range(900))),
)  # fmt: skip
