"""Mails, archives, data bases, and what cannot be read."""

import gzip
import io
import json
import sqlite3
import subprocess
import tarfile
import tempfile
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from random import Random
from typing import Any

import msoffcrypto.format.ooxml
import py7zr
import typst
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer

from . import sheets, texts, words
from .marks import Doc, Line
from .texts import Formats, Write

SUBJECTS = (
    "ご確認のお願い",
    "Re: 先日の件",
    "【共有】控え",
    "Fwd: 資料",
    "本日分",
    "(件名なし)",
    "至急",
    "お世話になっております",
)
OPENS_WITH = "Ak-2025"
ZIPTIME = (2025, 9, 1, 9, 0, 0)


def _mail(rng: Random) -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = rng.choice(
        ("madoguchi@akatsuki-bs.example", "call-sv@akatsuki-bs.example", "info@shiomino-ward.example")
    )
    mail["To"] = rng.choice(("soumu@akatsuki-bs.example", "kokuho@shiomino-ward.example", "scan@akatsuki-bs.example"))
    mail["Date"] = f"Mon, {rng.randint(1, 28):02d} Sep 2025 1{rng.randint(0, 9)}:0{rng.randint(0, 9)}:00 +0900"
    mail["Subject"] = rng.choice(SUBJECTS)
    mail["Message-ID"] = f"<{rng.randrange(16**10):x}@akatsuki-bs.example>"
    return mail


def eml(code: str, how: str) -> Write:
    """A mail of one text."""

    def write(doc: Doc, rng: Random) -> bytes:
        mail = _mail(rng)
        doc.text("　").encode(code)
        mail.set_content(doc.text("　") + "\n", charset=code, cte=how)
        return mail.as_bytes()

    return write


def eml_html(doc: Doc, rng: Random) -> bytes:
    """A mail with its text a page."""
    mail = _mail(rng)
    mail.set_content("HTMLメールです。\n", charset="utf-8", cte="base64")
    mail.add_alternative(texts.web("utf-8")(doc, rng).decode(), subtype="html", charset="utf-8", cte="quoted-printable")
    return mail.as_bytes()


def eml_with(name: str, inner: Write) -> Write:
    """A mail with an attachment."""

    def write(doc: Doc, rng: Random) -> bytes:
        mail = _mail(rng)
        mail.set_content("添付のとおりです。ご確認ください。\n", charset="utf-8", cte="base64")
        mail.add_attachment(inner(doc, rng), maintype="application", subtype="octet-stream", filename=name)
        mail.set_boundary(f"==={rng.randrange(10**12)}==")
        return mail.as_bytes()

    return write


def mbox(doc: Doc, rng: Random) -> bytes:
    """Three mails of a folder; the second is the one."""
    other = Doc("", "", "", lines=["ゴミの日のポスター、できました。", "印刷は明日です。"])
    write = eml("utf-8", "base64")
    return b"".join(b"From - Mon Sep 01 09:00:00 2025\n" + write(x, rng) + b"\n" for x in (other, doc, other))


INSIDE: tuple[tuple[str, Write], ...] = (
    ("控え.txt", texts.plain("utf-8")), ("一覧.csv", texts.fields("utf-8-sig")), ("文書.docx", words.docx()), ("表.xlsx", sheets.plain), ("旧.ods", sheets.ods),
)  # fmt: skip


def folder(files: dict[str, bytes]) -> bytes:
    """A zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for name, data in files.items():
            new.writestr(zipfile.ZipInfo(name, ZIPTIME), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def zipped(doc: Doc, rng: Random) -> bytes:
    """With a harmless note beside."""
    name, write = rng.choice(INSIDE)
    return folder({"はじめに.txt": "一式です。使い終わったら消すこと。".encode(), f"送付/{name}": write(doc, rng)})


def nested(doc: Doc, rng: Random) -> bytes:
    """A zip in a zip."""
    return folder({"2025.zip": zipped(doc, rng), "version.txt": b"1"})


def zip_sjis(doc: Doc, rng: Random) -> bytes:
    """Names in code page 932, no flag."""
    name, write = rng.choice(INSIDE)
    return folder({"@@@@" + Path(name).suffix: write(doc, rng)}).replace(b"@@@@", "原票".encode("cp932"))


def tgz(doc: Doc, rng: Random) -> bytes:
    """A gzipped tar."""
    name, write = rng.choice(INSIDE)
    data, out = write(doc, rng), io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar:
        info = tarfile.TarInfo("bk/" + name)
        info.size = len(data)
        tar.addfile(info, io.BytesIO(data))
    return gzip.compress(out.getvalue(), mtime=0)


def seven(doc: Doc, rng: Random) -> bytes:
    """7z."""
    name, write = rng.choice(INSIDE)
    out = io.BytesIO()
    with py7zr.SevenZipFile(out, "w") as new:
        new.writestr(write(doc, rng), name)
    return out.getvalue()


def _base(*works: Callable[[sqlite3.Connection], object], wal: bool = False) -> tuple[bytes, bytes]:
    with tempfile.TemporaryDirectory() as home:
        path, beside = Path(home) / "x.db", Path(home) / "x.db-wal"
        base = sqlite3.connect(path)
        if wal:
            base.execute("pragma journal_mode=wal")
            base.execute("pragma wal_autocheckpoint=0")
        for work in works:
            work(base)
            base.commit()
        found = path.read_bytes(), beside.read_bytes() if beside.exists() else b""
        base.close()
        return found


def _filled(base: sqlite3.Connection, doc: Doc, name: str) -> None:
    rows = doc.rows()
    wide = max(map(len, rows))
    base.execute(
        f"create table {name} (id integer primary key, {', '.join(f'c{n} text' for n in range(wide))}, upd text default 'n')"
    )
    marks = ", ".join("?" * wide)
    columns = ", ".join(f"c{n}" for n in range(wide))
    base.executemany(f"insert into {name} ({columns}) values ({marks})", [r + [None] * (wide - len(r)) for r in rows])


def sqlite_plain(doc: Doc, rng: Random) -> bytes:
    """One table."""
    return _base(lambda b: _filled(b, doc, "uketsuke"))[0]


def sqlite_deleted(doc: Doc, rng: Random) -> bytes:
    """The rows were deleted, their page not used again."""
    return _base(
        lambda b: b.execute("pragma secure_delete=off"),
        lambda b: _filled(b, doc, "work"),
        lambda b: b.execute("create table config (k text, v text)"),
        lambda b: b.execute("insert into config values ('theme', 'light')"),
        lambda b: b.execute("drop table work"),
    )[0]


def sqlite_pair(doc: Doc, rng: Random) -> tuple[bytes, bytes]:
    """A base and its log, in which every row stands again."""
    return _base(
        lambda b: _filled(b, doc, "yoyaku"),
        lambda b: b.execute("pragma wal_checkpoint(truncate)").fetchall(),
        lambda b: b.execute("update yoyaku set upd = 'y'"),
        wal=True,
    )


def sqlite_form(doc: Doc, rng: Random) -> bytes:
    """What a browser remembers of forms."""
    rows = doc.rows()
    heads = rows[0] if len(rows[0]) > 1 else []

    def work(base: sqlite3.Connection) -> None:
        base.execute(
            "create table moz_formhistory (id integer primary key, fieldname text not null, value text not null, timesUsed integer)"
        )
        for row in rows[1:] if heads else rows:
            for n, cell in enumerate(row):
                if cell:
                    base.execute(
                        "insert into moz_formhistory values (null, ?, ?, 1)",
                        (heads[n] if n < len(heads) and heads[n] else f"field{n}", cell),
                    )
        base.execute("insert into moz_formhistory values (null, 'searchbar-history', '天気 明日', 3)")

    return _base(work)[0]


def sqlite_chat(doc: Doc, rng: Random) -> bytes:
    """A chat program's messages as JSON."""

    def work(base: sqlite3.Connection) -> None:
        base.execute("create table msg (seq integer primary key, channel text, payload text)")
        for n, row in enumerate(doc.rows()):
            text = json.dumps({"ts": 1757000000 + n * 60, "type": "text", "text": "　".join(row)}, ensure_ascii=False)
            base.execute("insert into msg values (null, 'sv-room', ?)", (text,))

    return _base(work)[0]


def zip_locked(method: str) -> Write:
    """A zip with a password, by 7-Zip."""

    def write(doc: Doc, rng: Random) -> bytes:
        with tempfile.TemporaryDirectory() as home:
            (Path(home) / "list.csv").write_bytes(texts.fields("utf-8")(doc, rng))
            subprocess.run(
                ["7z", "a", "-p" + OPENS_WITH, f"-mem={method}", "x.zip", "list.csv"],
                cwd=home,
                check=True,
                capture_output=True,
            )
            return (Path(home) / "x.zip").read_bytes()

    return write


def seven_locked(doc: Doc, rng: Random) -> bytes:
    """7z, names locked too."""
    out = io.BytesIO()
    with py7zr.SevenZipFile(out, "w", password=OPENS_WITH, header_encryption=True) as new:
        new.writestr(doc.text().encode(), "a.txt")
    return out.getvalue()


def office_locked(inner: Write) -> Write:
    """A document that asks for a password."""

    def write(doc: Doc, rng: Random) -> bytes:
        out = io.BytesIO()
        msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(inner(doc, rng))).encrypt(OPENS_WITH, out)
        return out.getvalue()

    return write


def _typeset(lines: list[Line], form: str) -> bytes:
    body, wide = "", max((len(x) for x in lines if isinstance(x, list)), default=1)
    for block in words.blocks(lines):
        if isinstance(block, str):
            body += "#" + json.dumps(block, ensure_ascii=False) + " \\\n"
            continue
        count = max(map(len, block))
        cells = ", ".join(json.dumps(c, ensure_ascii=False) for row in block for c in row + [""] * (count - len(row)))
        body += f"#table(columns: {count}, inset: 3pt, {cells})\n"
    head = f'#set page(width: {max(18, 3 * wide)}cm, height: auto)\n#set text(font: "Noto Sans CJK JP", size: 9pt)\n'
    compiled: Any = typst.compile  # its types leave out what `form` may be
    made = compiled((head + body).encode(), format=form, ppi=110.0)
    return bytes(made if isinstance(made, bytes) else made[0])


def picture(doc: Doc, rng: Random) -> bytes:
    """A screenshot."""
    return _typeset(doc.lines[:25], "png")


def pdf_typeset(doc: Doc, rng: Random) -> bytes:
    """A PDF by typst, its rows a table."""
    return _typeset(doc.lines, "pdf")


def scan(doc: Doc, rng: Random) -> bytes:
    """A PDF that holds only a picture."""
    with tempfile.TemporaryDirectory() as home:
        (Path(home) / "p.png").write_bytes(picture(doc, rng))
        (Path(home) / "p.typ").write_text('#image("p.png")', "utf-8")
        made = typst.compile(str(Path(home) / "p.typ"), format="pdf")
        return bytes(made)


def pdf_locked(doc: Doc, rng: Random) -> bytes:
    """A PDF that asks for a password."""
    new = copy_into_new_writer(PdfFileReader(io.BytesIO(pdf_typeset(doc, rng))))
    new.encrypt("owner", OPENS_WITH)
    out = io.BytesIO()
    new.write(out)
    return out.getvalue()


def broken(inner: Write, share: float) -> Write:
    """A copy that stopped."""

    def write(doc: Doc, rng: Random) -> bytes:
        data = inner(doc, rng)
        return data[: int(len(data) * share)]

    return write


ANY: Formats = {
    "eml-base64": (".eml", eml("utf-8", "base64")), "eml-quoted": (".eml", eml("utf-8", "quoted-printable")), "eml-jis": (".eml", eml("iso-2022-jp", "7bit")),
    "eml-sjis": (".eml", eml("shift_jis", "base64")), "eml-html": (".eml", eml_html), "eml-docx": (".eml", eml_with("文書.docx", words.docx())), "eml-zip": (".eml", eml_with("送付.zip", zipped)), "mbox": ("", mbox),
    "zip": (".zip", zipped), "zip-nested": (".zip", nested), "zip-sjis": (".zip", zip_sjis), "tgz": (".tar.gz", tgz), "7z": (".7z", seven),
    "sqlite": (".sqlite", sqlite_plain), "sqlite-deleted": (".db", sqlite_deleted), "sqlite-chat": (".db", sqlite_chat),
}  # fmt: skip
TABLES: Formats = {
    "eml-xlsx": (".eml", eml_with("一覧.xlsx", sheets.plain)), "eml-csv": (".eml", eml_with("list.csv", texts.fields("cp932"))), "sqlite-form": (".sqlite", sqlite_form),
}  # fmt: skip
LOCKED: dict[str, tuple[str, Write, str]] = {
    "zip-locked": (".zip", zip_locked("ZipCrypto"), "locked"), "zip-aes": (".zip", zip_locked("AES256"), "locked"), "7z-locked": (".7z", seven_locked, "locked"),
    "xlsx-locked": (".xlsx", office_locked(sheets.plain), "locked"), "docx-locked": (".docx", office_locked(words.docx()), "locked"), "pdf-locked": (".pdf", pdf_locked, "locked"),
    "picture-png": (".png", picture, "picture"), "picture-scan": (".pdf", scan, "picture"), "damaged-xlsx": (".xlsx", broken(sheets.plain, 0.5), "damaged"),
    "damaged-7z": (".7z", broken(seven, 0.6), "damaged"),
}  # fmt: skip
