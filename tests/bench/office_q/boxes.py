"""Writers of mails, archives and databases."""

import base64
import bz2
import gzip
import io
import quopri
import sqlite3
import tarfile
import tempfile
from collections.abc import Callable
from email.header import Header
from pathlib import Path
from random import Random

import py7zr

from . import plain, sheets, words
from .marks import Doc
from .plain import Formats, Write
from .sheets import pack

TITLES = ("Re: 先ほどの件", "Fw: 資料", "ご報告", "【要確認】明日の件", "Re: Re: ご相談", "お願い", "(無題)")
CRLF = "\r\n"


def _head(rng: Random, code: str) -> str:
    title = Header(rng.choice(TITLES), code).encode(linesep=CRLF)
    day = f"{rng.choice(('Tue', 'Wed', 'Fri'))}, {rng.randint(1, 28)} Jun 20{rng.randint(15, 25)} 1{rng.randrange(10)}:{rng.randrange(10, 60)}:0{rng.randrange(10)} +0900"
    return f"Return-Path: <gyomu@office-q.example>\r\nFrom: gyomu@office-q.example\r\nTo: hancho@office-q.example\r\nSubject: {title}\r\nDate: {day}\r\nMessage-ID: <{rng.getrandbits(48):012x}@office-q.example>\r\nMIME-Version: 1.0\r\n"


def mail_jis(doc: Doc, rng: Random) -> bytes:
    """In the old mail code."""
    body = doc.text(" ").replace("\n", CRLF).translate(plain.JIS).encode("iso2022_jp")
    return (
        (
            _head(rng, "iso-2022-jp")
            + "Content-Type: text/plain; charset=ISO-2022-JP\r\nContent-Transfer-Encoding: 7bit\r\n\r\n"
        ).encode()
        + body
        + b"\r\n"
    )


def mail_base64(doc: Doc, rng: Random) -> bytes:
    """UTF-8 in base64."""
    body = base64.encodebytes(doc.text(" ").encode()).decode().replace("\n", CRLF)
    return (
        _head(rng, "utf-8")
        + "Content-Type: text/plain; charset=UTF-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + body
    ).encode()


def mail_html(doc: Doc, rng: Random) -> bytes:
    """A page only, in quoted-printable."""
    body = quopri.encodestring(plain.page()(doc, rng)).decode().replace("\n", CRLF)
    return (
        _head(rng, "utf-8")
        + "Content-Type: text/html; charset=UTF-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        + body
    ).encode()


def attached(name: str, inner: Write) -> Write:
    """The document comes as an attachment of a note."""

    def write(doc: Doc, rng: Random) -> bytes:
        data = base64.encodebytes(inner(doc, rng)).decode().replace("\n", CRLF)
        title = Header(name, "iso-2022-jp").encode()
        note = base64.b64encode("お疲れさまです。添付でお送りします。".encode()).decode()
        parts = (
            f"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n{note}\r\n",
            f'Content-Type: application/octet-stream; name="{title}"\r\nContent-Disposition: attachment; filename="{title}"\r\nContent-Transfer-Encoding: base64\r\n\r\n{data}\r\n',
        )
        return (
            _head(rng, "utf-8")
            + 'Content-Type: multipart/mixed; boundary="=_q5"\r\n\r\n'
            + "".join(f"--=_q5\r\n{p}" for p in parts)
            + "--=_q5--\r\n"
        ).encode()

    return write


def forwarded(doc: Doc, rng: Random) -> bytes:
    """A mail that carries another mail."""
    inner = rng.choice((mail_jis, mail_base64, mail_html))(doc, rng).decode("ascii")
    note = base64.b64encode("下記のメールを転送します。".encode()).decode()
    top = 'Content-Type: multipart/mixed; boundary="=_fw8"\r\n\r\n'
    parts = f"--=_fw8\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n{note}\r\n--=_fw8\r\nContent-Type: message/rfc822\r\nContent-Disposition: inline\r\n\r\n{inner}\r\n--=_fw8--\r\n"
    return (_head(rng, "utf-8") + top + parts).encode()


def mbox(doc: Doc, rng: Random) -> bytes:
    """A folder of Thunderbird."""
    chat = Doc("", "", ["明日の朝礼は9時5分からです。"])
    out = b""
    for one, how in ((chat, mail_jis), (doc, rng.choice((mail_base64, mail_html))), (chat, mail_base64)):
        out += (
            b"From - Tue Jun 04 09:12:00 2024\r\nX-Mozilla-Status: 0001\r\nX-Mozilla-Status2: 00000000\r\n"
            + how(one, rng)
            + b"\r\n"
        )
    return out


INSIDE: tuple[tuple[str, Write], ...] = (
    ("メモ.txt", plain.lines("utf-8-sig")),
    ("データ.csv", plain.fields("utf-8-sig")),
    ("一覧.xlsx", sheets.xlsx()),
    ("文書.docx", words.docx(cut=True)),
    ("画面.html", plain.page()),
)


def zipped(doc: Doc, rng: Random) -> bytes:
    """A zip with UTF-8 names."""
    name, write = rng.choice(INSIDE)
    return pack({"readme.txt": "受領後は削除してください。".encode("cp932"), f"送付/{name}": write(doc, rng)})


def zip_cp932(doc: Doc, rng: Random) -> bytes:
    """A zip by Explorer: names in code page 932 without the flag."""
    name, write = rng.choice(INSIDE)
    raw = name.encode("cp932")
    mask = b"Q" * (len(raw) - 4 - (1 if name[-5] == "." else 0)) + name[-5 if name[-5] == "." else -4 :].encode()
    return pack({mask.decode(): write(doc, rng)}).replace(mask, raw)


def nested(doc: Doc, rng: Random) -> bytes:
    """A backup: a zip in a zip."""
    return pack({"bk/2024-03.zip": zipped(doc, rng), "bk/一覧.txt": "2024-03.zip"})


def tarred(doc: Doc, rng: Random) -> bytes:
    """A gzipped tar."""
    name, write = rng.choice(INSIDE)
    data, out = write(doc, rng), io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar:
        info = tarfile.TarInfo("home/" + name)
        info.size = len(data)
        tar.addfile(info, io.BytesIO(data))
    return gzip.compress(out.getvalue(), mtime=0)


def seven(doc: Doc, rng: Random) -> bytes:
    """7-Zip."""
    name, write = rng.choice(INSIDE)
    out = io.BytesIO()
    with py7zr.SevenZipFile(out, "w") as new:
        new.writestr(write(doc, rng), "納品/" + name)
    return out.getvalue()


def _crc16(data: bytes) -> int:
    crc = 0
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0xA001 if crc & 1 else 0)
    return crc


def lzh(doc: Doc, rng: Random) -> bytes:
    """An old archive, level 0, stored."""
    name, write = rng.choice(INSIDE[:2])
    data, title = write(doc, rng), name.encode("cp932")
    body = (
        b"-lh0-"
        + len(data).to_bytes(4, "little") * 2
        + b"\x00\x48\xb4\x58"
        + b"\x20\x00"
        + bytes([len(title)])
        + title
        + _crc16(data).to_bytes(2, "little")
    )
    return bytes([len(body), sum(body) & 255]) + body + data + b"\0"


def base(fill: Callable[[sqlite3.Connection], None], wal: bool = False) -> tuple[bytes, bytes]:
    """A database, and its write-ahead log where one is kept."""
    with tempfile.TemporaryDirectory(prefix="office-q-") as home:
        path = Path(home) / "x.db"
        con = sqlite3.connect(path)
        con.execute(f"pragma journal_mode={'wal' if wal else 'off'}")
        con.execute("pragma secure_delete=off")
        fill(con)
        con.commit()
        log = Path(f"{path}-wal").read_bytes() if wal else b""
        if not wal:
            con.close()
        data = path.read_bytes()
        con.close()
        return data, log


def _rows(con: sqlite3.Connection, doc: Doc) -> None:
    grid = doc.grid()
    wide = max(map(len, grid))
    con.execute(f"create table tbl (id integer primary key, {', '.join(f'f{n} text' for n in range(wide))})")
    con.executemany(
        " ".join(("insert", "into tbl values (null,", ", ".join("?" * wide), ")")),
        [r + [None] * (wide - len(r)) for r in grid],
    )


def database(doc: Doc, rng: Random) -> bytes:
    """A table with the heads as names of columns."""
    rows = plain.records(doc)

    def fill(con: sqlite3.Connection) -> None:
        con.execute("create table meisai (" + ", ".join(f'"{k}" text' for k in rows[0]) + ")")
        con.executemany(
            " ".join(("insert", "into meisai values (", ", ".join("?" * len(rows[0])), ")")),
            [list(r.values()) for r in rows],
        )

    return base(fill)[0]


def dropped(doc: Doc, rng: Random) -> bytes:
    """The table was dropped; its pages are free and still full."""

    def fill(con: sqlite3.Connection) -> None:
        con.execute("create table config (k text, v text)")
        con.execute("insert into config values ('schema', '12')")
        _rows(con, doc)
        con.commit()
        con.execute("drop table tbl")

    return base(fill)[0]


def wal_alone(doc: Doc, rng: Random) -> bytes:
    """The log that stayed behind."""
    return base(lambda c: _rows(c, doc), wal=True)[1]


def wal_both(doc: Doc, rng: Random) -> bytes:
    """Database and log as a backup took them."""
    data, log = base(lambda c: _rows(c, doc), wal=True)
    return pack({"app/data.db": data, "app/data.db-wal": log})


ANY: Formats = {
    "eml-jis": (".eml", mail_jis), "eml-base64": (".eml", mail_base64), "eml-html": (".eml", mail_html), "eml-docx": (".eml", attached("文書.docx", words.docx())), "mbox": (".mbox", mbox), "eml-forward": (".eml", forwarded),
    "zip": (".zip", zipped), "zip-cp932": (".zip", zip_cp932), "zip-nested": (".zip", nested), "tar.gz": (".tar.gz", tarred), "7z": (".7z", seven), "lzh": (".lzh", lzh),
    "gz": (".txt.gz", lambda d, r: gzip.compress(d.text().encode(), mtime=0)), "sqlite-free": (".db", dropped), "sqlite-wal": (".db-wal", wal_alone),
}  # fmt: skip
TABLE: Formats = {
    "eml-csv": (".eml", attached("一覧.csv", plain.fields("cp932"))), "eml-xlsx": (".eml", attached("一覧.xlsx", sheets.xlsx())), "eml-zip": (".eml", attached("送付.zip", zipped)), "sqlite": (".sqlite3", database), "zip-wal": (".zip", wal_both),
    "bz2": (".csv.bz2", lambda d, r: bz2.compress(plain.fields("utf-8")(d, r))),
}  # fmt: skip
