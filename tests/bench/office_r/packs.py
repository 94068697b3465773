"""Writers of mails, archives and bases, and of what nobody can read."""

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

import msoffcrypto.format.ooxml
import py7zr

from . import letters, sheets, text_formats
from .marks import Doc
from .text_formats import Formats, Write

SUBJECTS = ("確認のお願い", "Re: 明日の件", "FW: 資料", "先ほどのお電話", "(無題)", "【至急】差替え", "Re: Re: 引継ぎ", "写真ありがとうございます")  # fmt: skip
PLAIN = "Content-Type: text/plain; charset={}\r\nContent-Transfer-Encoding: {}\r\n\r\n"


def _head(rng: Random, code: str) -> str:
    day = f"{rng.choice(('Tue', 'Wed', 'Fri'))}, {rng.randint(1, 28)} {rng.choice(('Feb', 'Jun', 'Oct'))} 20{rng.randint(12, 24)} 1{rng.randrange(10)}:{rng.randrange(10, 60)}:07 +0900"
    return (
        f"Return-Path: <madoguchi@midorise-hiroba.example>\r\nFrom: madoguchi@midorise-hiroba.example\r\nTo: zentai@midorise-hiroba.example\r\n"
        f"Subject: {Header(rng.choice(SUBJECTS), code).encode()}\r\nDate: {day}\r\nMIME-Version: 1.0\r\n"
    )


def _b64(data: bytes) -> str:
    return base64.encodebytes(data).decode().replace("\n", "\r\n")


def mail_jis(doc: Doc, rng: Random) -> bytes:
    """Seven bits, as mail was."""
    text = doc.text(" ").replace("\n", "\r\n").encode("iso2022_jp")
    return (_head(rng, "iso-2022-jp") + PLAIN.format("iso-2022-jp", "7bit")).encode() + text + b"\r\n"


def mail_b64(doc: Doc, rng: Random) -> bytes:
    """Base64."""
    return (_head(rng, "utf-8") + PLAIN.format('"UTF-8"', "base64") + _b64(doc.text(" ").encode())).encode()


def mail_html(doc: Doc, rng: Random) -> bytes:
    """Plain and page, both with the matter."""
    page = quopri.encodestring(text_formats.html()(doc, rng)).decode().replace("\n", "\r\n")
    return (
        _head(rng, "utf-8") + 'Content-Type: multipart/alternative; boundary="=_r1"\r\n\r\n--=_r1\r\n' + PLAIN.format("utf-8", "base64") + _b64(doc.text(" ").encode())
        + f"--=_r1\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{page}\r\n--=_r1--\r\n"
    ).encode()  # fmt: skip


def mail_with(name: str, inner: Write) -> Write:
    """The document comes attached."""

    def write(doc: Doc, rng: Random) -> bytes:
        title, note = Header(name, "utf-8").encode(), "添付をご覧ください。よろしくお願いいたします。"
        return (
            _head(rng, "utf-8") + 'Content-Type: multipart/mixed; boundary="=_m2"\r\n\r\n--=_m2\r\n' + PLAIN.format("utf-8", "base64") + _b64(note.encode())
            + f'--=_m2\r\nContent-Type: application/octet-stream; name="{title}"\r\nContent-Disposition: attachment; filename="{title}"\r\nContent-Transfer-Encoding: base64\r\n\r\n{_b64(inner(doc, rng))}--=_m2--\r\n'
        ).encode()  # fmt: skip

    return write


def mbox(doc: Doc, rng: Random) -> bytes:
    """A folder of four mails, the third matters."""
    out = b""
    for n in range(4):
        other = Doc("", "", [f"来週の{'月火水木'[n]}曜は休館日です。お間違えなく。"])
        mail = rng.choice((mail_b64, mail_html))(doc, rng) if n == 2 else mail_jis(other, rng)
        out += b"From - Tue Feb 13 09:00:00 2018\r\nX-Mozilla-Status: 0001\r\n" + mail + b"\r\n\r\n"
    return out


INSIDE: tuple[tuple[str, Write], ...] = (
    ("控え.txt", text_formats.lines("utf-8-sig")), ("data.csv", text_formats.fields("utf-8-sig")), ("報告.docx", letters.docx_cut), ("表.xlsx", sheets.plain), ("page.html", text_formats.html()), ("受信.eml", mail_b64), ("様式.odt", letters.odt),
)  # fmt: skip


def zipped(doc: Doc, rng: Random) -> bytes:
    """A zip with a note."""
    name, write = rng.choice(INSIDE)
    return sheets.pack({"メモ.txt": "念のため保存".encode("cp932"), f"2017/{name}": write(doc, rng)})


def zip_old(doc: Doc, rng: Random) -> bytes:
    """Names in code page 932 without a flag."""
    name, write = rng.choice(INSIDE)
    return sheets.pack({"QQQQQQQQ." + name.rpartition(".")[2]: write(doc, rng)}).replace(b"QQQQQQQQ", "引継書類".encode("cp932"))  # fmt: skip


def nested(doc: Doc, rng: Random) -> bytes:
    """A zip in a tar in a zip."""
    return sheets.pack({"PC/D.zip": zipped(doc, rng), "PC/log.tar.gz": tarred(Doc("", "", ["完了"]), rng)})


def tarred(doc: Doc, rng: Random) -> bytes:
    """The NAS's backup."""
    name, write = rng.choice(INSIDE)
    data, out = write(doc, rng), io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar:
        info = tarfile.TarInfo("volume1/kyoyu/" + name)
        info.size = len(data)
        tar.addfile(info, io.BytesIO(data))
    return gzip.compress(out.getvalue(), mtime=0)


def seven(doc: Doc, rng: Random) -> bytes:
    """7-Zip."""
    name, write = rng.choice(INSIDE)
    out = io.BytesIO()
    with py7zr.SevenZipFile(out, "w") as new:
        new.writestr(write(doc, rng), "退避/" + name)
    return out.getvalue()


def base_of(fill: Callable[[sqlite3.Connection], None], wal: bool = False) -> tuple[bytes, bytes]:
    """A base and its log."""
    with tempfile.TemporaryDirectory(prefix="office-r-") as home:
        path = Path(home) / "b.db"
        base = sqlite3.connect(path)
        base.execute(f"pragma journal_mode={'wal' if wal else 'off'}")
        base.execute("pragma synchronous=off")
        base.execute("pragma secure_delete=off")
        fill(base)
        base.commit()
        log = Path(f"{path}-wal").read_bytes() if wal else b""
        data = path.read_bytes()
        base.close()
        return data, log


def _fill(base: sqlite3.Connection, doc: Doc) -> None:
    head, body = [], []
    for n, row in enumerate(doc.grid()):
        if n in doc.heads and not head:
            head = row
        else:
            body.append(row)
    wide = max(len(head), *(len(r) for r in body)) if body else len(head)
    names = [f'"{head[n]}"' if n < len(head) and head.count(head[n]) == 1 and head[n] else f"f{n}" for n in range(wide)]
    base.execute(f"create table t_data (rowno integer primary key, {', '.join(x + ' text' for x in names)})")
    rows = [r + [""] * (wide - len(r)) for r in body]
    base.executemany(f"insert into t_data values (null, {', '.join('?' * wide)})", rows)


def sqlite(doc: Doc, _rng: Random) -> bytes:
    """A table."""
    return base_of(lambda b: _fill(b, doc))[0]


def sqlite_wal(doc: Doc, _rng: Random) -> bytes:
    """The log left alone."""
    return base_of(lambda b: _fill(b, doc), wal=True)[1]


def sqlite_deleted(doc: Doc, _rng: Random) -> bytes:
    """Rows deleted but not overwritten: only every third one, so that pages stay."""

    def work(base: sqlite3.Connection) -> None:
        _fill(base, doc)
        base.execute("create table conf (k text, v text)")
        base.execute("insert into conf values ('version', '3')")
        base.commit()
        base.execute("delete from t_data where rowno % 3 = 1 and rowno > 1")

    return base_of(work)[0]


def sqlite_chat(doc: Doc, _rng: Random) -> bytes:
    """A chat's store."""

    def work(base: sqlite3.Connection) -> None:
        base.execute("create table message (id integer primary key, room text, sent integer, body text)")
        rows = [("r1", 1600000000 + n, " ".join(r)) for n, r in enumerate(doc.grid())]
        base.executemany("insert into message values (null, ?, ?, ?)", rows)

    return base_of(work)[0]


def sticky(doc: Doc, _rng: Random) -> bytes:
    """Sticky Notes of Windows."""

    def work(base: sqlite3.Connection) -> None:
        base.execute("create table Note (Id text primary key, Text text, Theme text, CreatedAt integer)")
        marked = "\n".join(f"\\id={n:08x}-0 {x}" for n, x in enumerate(doc.text(" ").split("\n")))
        base.execute("insert into Note values ('a1', ?, 'Yellow', 637000000000000000)", (marked,))
        base.execute("insert into Note values ('a2', '\\id=00 牛乳 買う', 'Pink', 637000000000000001)")

    return base_of(work)[0]


PACKS: Formats = {
    "eml-jis": (".eml", mail_jis), "eml-b64": (".eml", mail_b64), "eml-html": (".eml", mail_html), "mbox": ("", mbox), "eml-xlsx": (".eml", mail_with("一覧表.xlsx", sheets.plain)), "eml-docx": (".eml", mail_with("報告.docx", letters.docx)),
    "eml-csv": (".eml", mail_with("data.csv", text_formats.fields("utf-8-sig"))), "zip": (".zip", zipped), "zip-cp932": (".zip", zip_old), "zip-nested": (".zip", nested), "tar.gz": (".tar.gz", tarred), "7z": (".7z", seven),
    "gz": (".txt.gz", lambda d, r: gzip.compress(d.text().encode(), mtime=0)), "bz2": (".csv.bz2", lambda d, r: bz2.compress(text_formats.fields("utf-8")(d, r))), "sqlite": (".sqlite", sqlite), "sqlite-wal": (".db-wal", sqlite_wal),
    "sqlite-deleted": (".db", sqlite_deleted), "sqlite-chat": (".db", sqlite_chat), "sticky": (".sqlite", sticky),
}  # fmt: skip


def locked_xlsx(doc: Doc, rng: Random) -> bytes:
    """A workbook behind a password."""
    out = io.BytesIO()
    msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(sheets.plain(doc, rng))).encrypt("hiroba2019", out)
    return out.getvalue()


def locked_docx(doc: Doc, rng: Random) -> bytes:
    """A letter behind a password."""
    out = io.BytesIO()
    msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(letters.docx(doc, rng))).encrypt("midorise", out)
    return out.getvalue()


def locked_7z(doc: Doc, _rng: Random) -> bytes:
    """7-Zip behind a password."""
    out = io.BytesIO()
    with py7zr.SevenZipFile(out, "w", password="hiroba") as new:
        new.writestr(doc.text().encode(), "meisai.txt")
    return out.getvalue()


def locked_zip(doc: Doc, rng: Random) -> bytes:
    """A zip by AES, as 7-Zip and WinZip mark it; the body is noise here, as it is to whoever lacks the word."""
    plain = sheets.pack({"meibo.csv": text_formats.fields("utf-8")(doc, rng)})
    data = bytearray(plain)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        spot = data.find(mark)
        data[spot + at] |= 1
    start = 30 + int.from_bytes(data[26:28], "little")
    size = int.from_bytes(data[18:22], "little")
    data[start : start + size] = bytes(rng.randrange(256) for _ in range(size))
    return bytes(data)


def torn(write: Write, share: float) -> Write:
    """Only the first part was copied."""

    def half(doc: Doc, rng: Random) -> bytes:
        data = write(doc, rng)
        return data[: int(len(data) * share)]

    return half


UNREADABLE: dict[str, tuple[str, Write, str]] = {
    "xlsx-locked": (".xlsx", locked_xlsx, "locked"), "docx-locked": (".docx", locked_docx, "locked"), "7z-locked": (".7z", locked_7z, "locked"), "zip-locked": (".zip", locked_zip, "locked"),
    "xlsx-torn": (".xlsx", torn(sheets.plain, 0.4), "corrupt"), "docx-torn": (".docx", torn(letters.docx, 0.35), "corrupt"), "7z-torn": (".7z", torn(seven, 0.6), "corrupt"),
}  # fmt: skip
