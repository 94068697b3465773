"""Writers of mails, archives, databases, and of what cannot be read."""

import base64
import bz2
import gzip
import io
import json
import quopri
import sqlite3
import tarfile
import tempfile
from collections.abc import Callable
from email.header import Header
from pathlib import Path
from random import Random

import msoffcrypto.format.ooxml
import py7zr

from . import office, plain
from .marks import Doc
from .plain import Formats, Write

SUBJECTS = (
    "Re: 先日の件",
    "Fw: 添付",
    "ご連絡",
    "(件名なし)",
    "Re: Re: 来週の予定",
    "【共有】",
    "お礼",
    "至急ご確認ください",
)
HOSTS = "From: jimu@shafuku.example\r\nTo: kyoyu@shafuku.example\r\n"


def _subject(rng: Random, code: str) -> str:
    return Header(rng.choice(SUBJECTS), code).encode()


def _date(rng: Random) -> str:
    return f"Date: {rng.choice(('Mon', 'Thu', 'Fri'))}, {rng.randint(1, 28)} May 20{rng.randint(10, 25)} 1{rng.randrange(10)}:{rng.randrange(10, 60)}:11 +0900\r\n"


def mail_jis(doc: Doc, rng: Random) -> bytes:
    """As Outlook Express wrote."""
    head = (
        HOSTS
        + f"Subject: {_subject(rng, 'iso-2022-jp')}\r\n{_date(rng)}MIME-Version: 1.0\r\nContent-Type: text/plain; charset=iso-2022-jp\r\nContent-Transfer-Encoding: 7bit\r\nX-Mailer: Microsoft Outlook Express 6.00\r\n\r\n"
    )
    return head.encode() + doc.text(" ").replace("\n", "\r\n").encode("iso2022_jp") + b"\r\n"


def mail_utf8(doc: Doc, rng: Random) -> bytes:
    """Base64 as webmail writes."""
    body = base64.encodebytes(doc.text(" ").encode()).decode().replace("\n", "\r\n")
    return (
        HOSTS
        + f"Subject: {_subject(rng, 'utf-8')}\r\n{_date(rng)}MIME-Version: 1.0\r\nContent-Type: text/plain; charset=UTF-8\r\nContent-Transfer-Encoding: base64\r\n\r\n{body}"
    ).encode()


def mail_html(doc: Doc, rng: Random) -> bytes:
    """A page in quoted-printable with a plain part that says only to look at it."""
    page = quopri.encodestring(plain.html()(doc, rng)).decode().replace("\n", "\r\n")
    note = base64.b64encode("HTMLメールを表示してください。".encode()).decode()
    return (
        HOSTS
        + f'Subject: {_subject(rng, "utf-8")}\r\n{_date(rng)}MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary="b1_p"\r\n\r\n'
        f"--b1_p\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n{note}\r\n--b1_p\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{page}\r\n--b1_p--\r\n"
    ).encode()


def mail_attached(name: str, inner: Write) -> Write:
    """The document comes as an attachment."""

    def write(doc: Doc, rng: Random) -> bytes:
        data = base64.encodebytes(inner(doc, rng)).decode().replace("\n", "\r\n")
        title = Header(name, "utf-8").encode()
        note = base64.b64encode("お世話になっております。添付の通りお送りします。ご確認ください。".encode()).decode()
        return (
            HOSTS
            + f'Subject: {_subject(rng, "utf-8")}\r\n{_date(rng)}MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="mix77"\r\n\r\n--mix77\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n{note}\r\n'
            f'--mix77\r\nContent-Type: application/octet-stream; name="{title}"\r\nContent-Disposition: attachment; filename="{title}"\r\nContent-Transfer-Encoding: base64\r\n\r\n{data}\r\n--mix77--\r\n'
        ).encode()

    return write


def mbox(doc: Doc, rng: Random) -> bytes:
    """Three mails of Thunderbird, the middle one matters."""
    chat = Doc("", "", ["定例会は第2火曜です。よろしくお願いします。"])
    out = b""
    for one in (chat, doc, chat):
        body = (mail_jis if one is chat else rng.choice((mail_utf8, mail_html)))(one, rng)
        out += b"From - Mon May 11 10:11:12 2015\r\nX-Mozilla-Status: 0001\r\n" + body + b"\r\n\r\n"
    return out


INSIDE: tuple[tuple[str, Write], ...] = (
    ("memo.txt", plain.lines("utf-8-sig")), ("list.csv", plain.fields("utf-8-sig")), ("文書.docx", office.docx(cut=True)), ("一覧.xlsx", office.xlsx()), ("mail.eml", mail_utf8),
)  # fmt: skip


def zipped(doc: Doc, rng: Random) -> bytes:
    """A zip with a read-me."""
    name, write = rng.choice(INSIDE)
    return office.pack({"はじめに.txt": "引き継ぎ用にまとめました".encode("cp932"), f"H25/{name}": write(doc, rng)})


def zip_names(doc: Doc, rng: Random) -> bytes:
    """Names in code page 932 without the flag."""
    name, write = rng.choice(INSIDE)
    return office.pack({"XXXXXX." + name.rpartition(".")[2]: write(doc, rng)}).replace(
        b"XXXXXX", "名簿控".encode("cp932")
    )


def tarred(doc: Doc, rng: Random) -> bytes:
    """A gzipped tar of the NAS."""
    name, write = rng.choice(INSIDE)
    data, out = write(doc, rng), io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar:
        info = tarfile.TarInfo("share/" + name)
        info.size = len(data)
        tar.addfile(info, io.BytesIO(data))
    return gzip.compress(out.getvalue(), mtime=0)


def nested(doc: Doc, rng: Random) -> bytes:
    """A zip in a zip, beside it a gzipped tar of nothing."""
    return office.pack({"backup/20140331.zip": zipped(doc, rng), "backup/readme.txt": "年度末バックアップ"})


def seven(doc: Doc, rng: Random) -> bytes:
    """7-Zip."""
    name, write = rng.choice(INSIDE)
    out = io.BytesIO()
    with py7zr.SevenZipFile(out, "w") as new:
        new.writestr(write(doc, rng), "共有/" + name)
    return out.getvalue()


def base_of(fill: Callable[[sqlite3.Connection], None], wal: bool = False) -> tuple[bytes, bytes]:
    """A base as its file, and its log where one is kept."""
    with tempfile.TemporaryDirectory(prefix="office-p-") as home:
        path = Path(home) / "x.db"
        base = sqlite3.connect(path)
        base.execute(f"pragma journal_mode={'wal' if wal else 'off'}")
        base.execute("pragma secure_delete=off")
        fill(base)
        base.commit()
        if not wal:
            base.close()
            return path.read_bytes(), b""
        data = path.read_bytes(), Path(f"{path}-wal").read_bytes()
        base.close()
        return data


def _fill(base: sqlite3.Connection, grid: list[list[str]], table: str = "meisai") -> None:
    wide = max(map(len, grid))
    base.execute(f"create table {table} (id integer primary key, {', '.join(f'c{n} text' for n in range(wide))})")
    base.executemany(
        f"insert into {table} values (null, {', '.join('?' * wide)})", [r + [""] * (wide - len(r)) for r in grid]
    )


def sqlite(doc: Doc, rng: Random) -> bytes:
    """A table."""
    return base_of(lambda b: _fill(b, doc.grid()))[0]


def sqlite_deleted(doc: Doc, rng: Random) -> bytes:
    """Rows deleted yet still on their page."""

    def work(base: sqlite3.Connection) -> None:
        base.execute("create table settei (k text, v text)")
        base.execute("insert into settei values ('ver', '2.1')")
        _fill(base, doc.grid())
        base.commit()
        base.execute("delete from meisai where id % 2 = 1")

    return base_of(work)[0]


def sqlite_messages(doc: Doc, rng: Random) -> bytes:
    """A chat program's store."""

    def work(base: sqlite3.Connection) -> None:
        base.execute("create table chat_history (id integer primary key, chat_id text, content text, parameter blob)")
        for r in doc.grid():
            base.execute(
                "insert into chat_history values (null, 'c9f', ?, ?)", (" ".join(r), json.dumps({"seen": 1}).encode())
            )

    return base_of(work)[0]


def sqlite_wal(doc: Doc, rng: Random) -> bytes:
    """The log alone."""
    return base_of(lambda b: _fill(b, doc.grid()), wal=True)[1]


ANY: Formats = {
    "eml-jis": (".eml", mail_jis), "eml-base64": (".eml", mail_utf8), "eml-html": (".eml", mail_html), "eml-csv": (".eml", mail_attached("一覧.csv", plain.fields("cp932"))),
    "eml-xlsx": (".eml", mail_attached("資料.xlsx", office.xlsx())), "eml-docx": (".eml", mail_attached("ご報告.docx", office.docx())), "mbox": ("", mbox), "zip": (".zip", zipped),
    "zip-cp932": (".zip", zip_names), "tar.gz": (".tar.gz", tarred), "zip-nested": (".zip", nested), "7z": (".7z", seven), "sqlite": (".sqlite", sqlite),
    "sqlite-deleted": (".db", sqlite_deleted), "sqlite-chat": (".db", sqlite_messages), "sqlite-wal": (".db-wal", sqlite_wal),
    "gz": (".txt.gz", lambda d, r: gzip.compress(d.text().encode(), mtime=0)), "bz2": (".csv.bz2", lambda d, r: bz2.compress(plain.fields("utf-8")(d, r))),
}  # fmt: skip


def locked_xlsx(doc: Doc, rng: Random) -> bytes:
    """A workbook behind a password."""
    out = io.BytesIO()
    msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(office.xlsx()(doc, rng))).encrypt("kaigo2020", out)
    return out.getvalue()


def locked_7z(doc: Doc, rng: Random) -> bytes:
    """7-Zip behind a password, names too."""
    out = io.BytesIO()
    with py7zr.SevenZipFile(out, "w", password="shafuku", header_encryption=True) as new:
        new.writestr(doc.text().encode(), "meibo.txt")
    return out.getvalue()


def _crypt(data: bytes, password: bytes, head: bytes) -> bytes:
    """PKWARE's old cipher."""
    import binascii

    keys = [0x12345678, 0x23456789, 0x34567890]

    def step(c: int) -> None:
        keys[0] = ~binascii.crc32(bytes([c]), ~keys[0] & 0xFFFFFFFF) & 0xFFFFFFFF
        keys[1] = ((keys[1] + (keys[0] & 255)) * 134775813 + 1) & 0xFFFFFFFF
        keys[2] = ~binascii.crc32(bytes([keys[1] >> 24]), ~keys[2] & 0xFFFFFFFF) & 0xFFFFFFFF

    for c in password:
        step(c)
    out = bytearray()
    for c in head + data:
        t = keys[2] | 2
        out.append(c ^ (((t * (t ^ 1)) >> 8) & 255))
        step(c)
    return bytes(out)


def locked_zip(doc: Doc, rng: Random) -> bytes:
    """A zip behind a password as Lhaplus made it."""
    import zlib

    raw = doc.text().encode("utf-8")
    crc = zlib.crc32(raw)
    body = _crypt(raw, b"0401", bytes(rng.randrange(256) for _ in range(11)) + bytes([crc >> 24]))
    name = b"meibo.txt"
    shape = (
        (1).to_bytes(2, "little")
        + bytes(2)
        + b"\x00\x60\x21\x50"
        + b"".join(n.to_bytes(4, "little") for n in (crc, len(body), len(raw)))
        + len(name).to_bytes(2, "little")
        + bytes(2)
    )
    first = b"PK\3\4\x14\0" + shape + name + body
    second = b"PK\1\2\x14\0\x14\0" + shape + bytes(2 + 2 + 2 + 4 + 4) + name
    return (
        first
        + second
        + b"PK\5\6"
        + bytes(4)
        + b"\1\0\1\0"
        + len(second).to_bytes(4, "little")
        + len(first).to_bytes(4, "little")
        + bytes(2)
    )


LOCKED: Formats = {
    "xlsx-locked": (".xlsx", locked_xlsx),
    "7z-locked": (".7z", locked_7z),
    "zip-locked": (".zip", locked_zip),
}


def broken(doc: Doc, rng: Random) -> bytes:
    """Half of a workbook."""
    data = office.xlsx()(doc, rng)
    return data[: len(data) // 3]


def scanned(jpeg: bytes) -> bytes:
    """A picture as the only thing on a page, as a scanner makes it."""
    at = 2
    while jpeg[at + 1] not in (0xC0, 0xC1, 0xC2):
        at += 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
    high, wide = (int.from_bytes(jpeg[at + n : at + n + 2], "big") for n in (5, 7))
    color = "DeviceGray" if jpeg[at + 9] == 1 else "DeviceRGB"
    draw = b"q 595 0 0 842 0 0 cm /I Do Q"
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>",
        b"<</Length %d>>\nstream\n%s\nendstream" % (len(draw), draw),
        f"<</Type/XObject/Subtype/Image/Width {wide}/Height {high}/ColorSpace/{color}/BitsPerComponent 8/Filter/DCTDecode/Length {len(jpeg)}>>\nstream\n".encode()
        + jpeg
        + b"\nendstream",
    ]
    out, places = b"%PDF-1.4\n", []
    for n, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % n + part + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % p for p in places)
    return (
        out
        + b"xref\n0 6\n0000000000 65535 f \n"
        + table
        + b"trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(out)
    )
