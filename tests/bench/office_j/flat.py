"""Formats that are text, mail, databases or archives."""

import csv
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
from html import escape
from pathlib import Path
from random import Random
from typing import Literal
from urllib.parse import quote, quote_plus

from .markup import Doc

Write = Callable[[Doc, Random], bytes]


def rows(doc: Doc) -> list[list[str]]:
    """Every line as cells."""
    return [[x] if isinstance(x, str) else x for x in doc.lines]


def text(encoding: str, mark: bytes = b"", gap: str = "\t") -> Write:
    """Plain text."""
    return lambda d, r: mark + (d.text(gap) + "\n").replace("\n", "\r\n").encode(encoding)


def sheet(encoding: str, gap: str = ",", quoting: Literal[0, 1] = csv.QUOTE_MINIMAL) -> Write:
    """Separated values."""

    def write(doc: Doc, rng: Random) -> bytes:
        out = io.StringIO()
        csv.writer(out, delimiter=gap, quoting=quoting).writerows(rows(doc))
        return out.getvalue().encode(encoding)

    return write


def _width(s: str) -> int:
    return sum(1 if c.isascii() or "｡" <= c <= "ﾟ" else 2 for c in s)


def fixed(doc: Doc, rng: Random) -> bytes:
    """Columns filled up with blanks, two blanks between."""
    table = rows(doc)
    sizes = [max(_width(x[n]) for x in table if n < len(x)) + 2 for n in range(max(map(len, table)))]
    lines = [
        "".join(c + " " * (sizes[n] - _width(c)) for n, c in enumerate(x)).rstrip() if len(x) > 1 else x[0]
        for x in table
    ]
    return "\r\n".join(lines).encode("cp932")


def records(doc: Doc) -> list[dict[str, str]]:
    """Rows by their headings; other lines as notes."""
    head: list[str] = []
    out = []
    for x in doc.lines:
        if isinstance(x, str):
            out += [{"note": x}] if x.strip() else []
        elif doc.layout == "form":
            out.append(dict(zip(x[::2], x[1::2], strict=False)))
        elif not head:
            head = [h or f"列{n}" for n, h in enumerate(x)]
        else:
            out.append(dict(zip(head, x, strict=False)))
    return out


def as_json(ascii_only: bool, by_line: bool = False) -> Write:
    """Records as JSON."""

    def write(doc: Doc, rng: Random) -> bytes:
        found = records(doc)
        if by_line:
            return "\n".join(json.dumps(x, ensure_ascii=ascii_only) for x in found).encode()
        return json.dumps(
            {"exportedAt": "2026-05-11T09:12:00+09:00", "data": found}, ensure_ascii=ascii_only, indent=2
        ).encode()

    return write


def xml(doc: Doc, rng: Random) -> bytes:
    """Elements with the heading as an attribute."""
    body = "".join(
        "<row>" + "".join(f'<item label="{escape(k)}">{escape(v)}</item>' for k, v in x.items()) + "</row>\n"
        for x in records(doc)
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<dataset>\n{body}</dataset>\n'.encode()


def page(doc: Doc) -> str:
    """The body of a page."""
    out, inside = "", False
    for x in doc.lines:
        if isinstance(x, list) != inside:
            out += "</table>" if inside else '<table class="t">'
            inside = not inside
        out += (
            f"<p>{escape(x)}</p>\n"
            if isinstance(x, str)
            else "<tr>" + "".join(f"<td>{escape(c)}</td>" for c in x) + "</tr>\n"
        )
    return out + ("</table>" if inside else "")


def html(encoding: str, entities: bool = False) -> Write:
    """A saved page."""

    def write(doc: Doc, rng: Random) -> bytes:
        whole = f'<!DOCTYPE html><html lang="ja"><head><meta charset="{encoding}"><title>{escape(doc.title)}</title><style>td{{padding:2px}}</style></head><body>{page(doc)}</body></html>'
        return whole.encode("ascii", "xmlcharrefreplace") if entities else whole.encode(encoding)

    return write


def rtf(doc: Doc, rng: Random) -> bytes:
    r"""Rich text with ``\u`` escapes."""
    out = []
    for c in doc.text(" "):
        units = c.encode("utf-16-le")
        if c == "\n":
            out.append("\\par\r\n")
        elif c in "\\{}":
            out.append("\\" + c)
        elif c.isascii():
            out.append(c)
        else:
            out += [f"\\u{int.from_bytes(units[i : i + 2], 'little', signed=True)}?" for i in range(0, len(units), 2)]
    return (
        "{\\rtf1\\ansi\\ansicpg932\\deff0{\\fonttbl{\\f0\\fcharset128 MS Gothic;}}\\f0\\fs20 " + "".join(out) + "}"
    ).encode()


def sql(doc: Doc, rng: Random) -> bytes:
    """A dump with INSERT."""
    width = max(map(len, rows(doc)))
    body = [
        f"INSERT INTO `uketsuke` VALUES ({n},"
        + ",".join("'" + c.replace("'", "''") + "'" for c in x + [""] * (width - len(x)))
        + ");"
        for n, x in enumerate(rows(doc), 1)
    ]
    return ("-- MariaDB dump 10.19\nDROP TABLE IF EXISTS `uketsuke`;\n" + "\n".join(body) + "\n").encode()


def database(doc: Doc, rng: Random, how: str = "") -> bytes:
    """SQLite; ``deleted`` leaves the rows in free pages only."""
    table = rows(doc)
    width = max(map(len, table))
    with tempfile.TemporaryDirectory() as home:
        path = Path(home) / "a.db"
        base = sqlite3.connect(path)
        base.execute("pragma secure_delete=off")
        if how == "utf16":
            base.execute("pragma encoding='UTF-16le'")
        base.execute(f"create table t ({','.join(f'c{n} text' for n in range(width))})")
        base.execute("create table conf (k text, v text)")
        base.execute("insert into conf values ('version','3.2')")
        base.executemany(
            f"insert into t values ({','.join('?' * width)})", [x + [""] * (width - len(x)) for x in table]
        )
        base.commit()
        if how == "deleted":
            base.execute("drop table t")
            base.commit()
        base.close()
        return path.read_bytes()


def journal(doc: Doc, rng: Random) -> bytes:
    """The write-ahead log alone, left behind by a program that was stopped."""
    with tempfile.TemporaryDirectory() as home:
        path = Path(home) / "a.db"
        base = sqlite3.connect(path)
        base.execute("pragma journal_mode=wal")
        base.execute("create table t (body text)")
        base.executemany("insert into t values (?)", [[" ".join(x)] for x in rows(doc)])
        base.commit()
        data = Path(f"{path}-wal").read_bytes()
        base.close()
        return data


def history(doc: Doc, rng: Random) -> bytes:
    """What a browser remembers of forms."""
    with tempfile.TemporaryDirectory() as home:
        path = Path(home) / "formhistory.sqlite"
        base = sqlite3.connect(path)
        base.execute(
            "create table moz_formhistory (id integer primary key, fieldname text, value text, timesUsed integer)"
        )
        n = 0
        for x in records(doc):
            for k, v in x.items():
                n += 1
                base.execute("insert into moz_formhistory values (?,?,?,1)", (n, k, v))
        base.commit()
        base.close()
        return path.read_bytes()


def urls(doc: Doc, rng: Random) -> bytes:
    """A web server's log: forms sent by GET."""
    out = []
    for n, x in enumerate(records(doc)):
        query = "&".join(f"{quote(k)}={(quote_plus if n % 2 else quote)(v)}" for k, v in x.items())
        out.append(
            f'10.1.4.{n % 200 + 2} - - [12/May/2026:{n % 9 + 9:02d}:{n % 60:02d}:07 +0900] "GET /entry/confirm?{query} HTTP/1.1" 200 {3000 + n}'
        )
    return "\n".join(out).encode()


def mail(charset: str, how: str, inner: tuple[str, Write] | None = None, markup: bool = False) -> Write:
    """A mail; ``inner`` puts the document into an attachment."""

    def write(doc: Doc, rng: Random) -> bytes:
        m = EmailMessage()
        m["Subject"] = rng.choice(("ご連絡", "Re: 件の共有", "記録送付", "Fwd: 確認依頼"))
        m["From"], m["To"] = "jimu@kurashi-net.example.jp", "tanto@kurashi-net.example.jp"
        m["Date"] = "Tue, 12 May 2026 10:21:00 +0900"
        m["Message-ID"] = f"<{rng.randrange(10**9)}@kurashi-net.example.jp>"
        body = "添付のとおり送ります。よろしくお願いします。" if inner else doc.text("　")
        m.set_content(body + "\n", charset=charset, cte=how)
        if markup:
            m.add_alternative(
                f"<html><body>{page(doc)}</body></html>", subtype="html", charset="utf-8", cte="quoted-printable"
            )
        if inner:
            m.add_attachment(
                inner[1](doc, rng), maintype="application", subtype="octet-stream", filename=f"資料{inner[0]}"
            )
        return m.as_bytes().replace(b"\n", b"\r\n") if not inner else m.as_bytes()

    return write


def mbox(doc: Doc, rng: Random) -> bytes:
    """A folder of two mails."""
    other = Doc("", "", ["複合機のトナーが届きました。受付の棚に置いています。"])
    one = mail("utf-8", "base64")
    return b"".join(
        b"From jimu@kurashi-net.example.jp Tue May 12 10:21:00 2026\n" + one(d, rng) + b"\n" for d in (other, doc)
    )


def ics(doc: Doc, rng: Random) -> bytes:
    """A calendar with folded lines."""
    body = doc.text("　").replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;").replace("\n", "\\n")
    raw, out, line = "DESCRIPTION:" + body, [], ""
    for c in raw:
        if len((line + c).encode()) > 72:
            out.append(line)
            line = " "
        line += c
    return (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//J//JA\r\nBEGIN:VEVENT\r\nUID:88@j\r\nDTSTART:20260512T100000\r\nSUMMARY:予定\r\n"
        + "\r\n".join([*out, line])
        + "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    ).encode()


def packed(parts: dict[str, bytes]) -> bytes:
    """A zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for name, data in parts.items():
            z.writestr(zipfile.ZipInfo(name, (2026, 5, 12, 9, 0, 0)), data)
    return out.getvalue()


def zip_of(inner: tuple[str, Write], how: str = "") -> Write:
    """A zip, a zip in a zip, or one with names in code page 932."""

    def write(doc: Doc, rng: Random) -> bytes:
        data = packed({"XXXX" + inner[0]: inner[1](doc, rng), "readme.txt": "R8.5 バックアップ".encode("cp932")})
        data = data.replace(b"XXXX", "名簿".encode("cp932")) if how == "sjis" else data
        return packed({"backup/2026.zip": data}) if how == "nested" else data

    return write


def tgz(doc: Doc, rng: Random) -> bytes:
    """A packed tar."""
    data, out = doc.text().encode(), io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as t:
        info = tarfile.TarInfo("home/share/data.txt")
        info.size = len(data)
        t.addfile(info, io.BytesIO(data))
    return out.getvalue()


def seven(suffix: str, inner: tuple[str, Write], *options: str) -> Write:
    """By 7-Zip."""

    def write(doc: Doc, rng: Random) -> bytes:
        with tempfile.TemporaryDirectory() as home:
            (Path(home) / f"data{inner[0]}").write_bytes(inner[1](doc, rng))
            subprocess.run(
                ["7z", "a", *options, f"o{suffix}", f"data{inner[0]}"], cwd=home, check=True, capture_output=True
            )
            return (Path(home) / f"o{suffix}").read_bytes()

    return write


PLAIN: dict[str, tuple[str, Write]] = {
    "txt-utf8": (".txt", text("utf-8")), "txt-bom": (".txt", text("utf-8", b"\xef\xbb\xbf")),
    "txt-cp932": (".txt", text("cp932")), "txt-utf16le": (".txt", text("utf-16-le", b"\xff\xfe")),
    "txt-utf16be": (".txt", text("utf-16-be", b"\xfe\xff")), "txt-utf16-nobom": (".txt", text("utf-16-le")),
    "txt-euc": (".txt", text("euc_jp")), "txt-jis": (".txt", text("iso2022_jp")), "bak": (".txt.bak", text("cp932")),
    "tmp": ("~.tmp", text("utf-8")), "html": (".html", html("utf-8")), "html-sjis": (".htm", html("shift_jis")),
    "html-entities": (".html", html("utf-8", True)), "rtf": (".rtf", rtf), "eml-b64": (".eml", mail("utf-8", "base64")),
    "eml-qp": (".eml", mail("utf-8", "quoted-printable")), "eml-jis": (".eml", mail("iso-2022-jp", "7bit")),
    "eml-html": (".eml", mail("utf-8", "base64", markup=True)), "mbox": (".mbox", mbox), "ics": (".ics", ics),
    "eml-attached": (".eml", mail("utf-8", "base64", (".txt", text("cp932")))),
    "sqlite": (".db", database), "sqlite-utf16": (".sqlite3", lambda d, r: database(d, r, "utf16")), "sqlite-deleted": (".db", lambda d, r: database(d, r, "deleted")),
    "sqlite-wal": (".db-wal", journal), "zip": (".zip", zip_of((".txt", text("utf-8")))), "zip-nested": (".zip", zip_of((".txt", text("cp932")), "nested")),
    "zip-sjis": (".zip", zip_of((".html", html("utf-8")), "sjis")), "gz": (".txt.gz", lambda d, r: gzip.compress(d.text().encode(), mtime=0)),
    "tgz": (".tar.gz", tgz), "7z": (".7z", seven(".7z", (".txt", text("utf-8")))), "sql": (".sql", sql),
}  # fmt: skip
GRID: dict[str, tuple[str, Write]] = {
    "csv-cp932": (".csv", sheet("cp932")), "csv-bom": (".csv", sheet("utf-8-sig")), "csv-quoted": (".csv", sheet("cp932", ",", csv.QUOTE_ALL)),
    "tsv-utf16": (".tsv", sheet("utf-16", "\t")), "tsv": (".tsv", sheet("utf-8", "\t")), "fixed": (".txt", fixed),
    "json": (".json", as_json(False)), "json-esc": (".json", as_json(True)), "jsonl": (".jsonl", as_json(False, True)),
    "xml": (".xml", xml), "urls": (".log", urls), "formhistory": (".sqlite", history),
    "eml-csv": (".eml", mail("utf-8", "base64", (".csv", sheet("utf-8-sig")))), "zip-csv": (".zip", zip_of((".csv", sheet("cp932")), "sjis")),
}  # fmt: skip
