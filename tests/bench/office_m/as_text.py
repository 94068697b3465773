"""Text files of every kind: encodings, separated values, markup, dumps, databases."""

import csv
import gzip
import io
import json
import re
import sqlite3
import tempfile
from collections.abc import Callable
from html import escape
from pathlib import Path
from random import Random
from urllib.parse import quote

from .render import Doc

Write = Callable[[Doc, Random], bytes]
Formats = dict[str, tuple[str, Write]]


def plain(encoding: str, end: str = "\r\n", mark: bytes = b"", gap: str = "\t") -> Write:
    """Text in one encoding."""
    return lambda doc, rng: mark + (doc.text(gap) + "\n").replace("\n", end).encode(encoding)


def grid(doc: Doc) -> list[list[str]]:
    """Rows; a line of text is a row of one cell."""
    return [[x] if isinstance(x, str) else x for x in doc.lines]


def separated(encoding: str, gap: str = ",", always: bool = False) -> Write:
    """Separated values."""

    def write(doc: Doc, rng: Random) -> bytes:
        out = io.StringIO()
        csv.writer(out, delimiter=gap, quoting=csv.QUOTE_ALL if always else csv.QUOTE_MINIMAL).writerows(grid(doc))
        return out.getvalue().encode(encoding)

    return write


def _wide(text: str) -> int:
    return len(text.encode("cp932"))


def fixed(doc: Doc, rng: Random) -> bytes:
    """Columns of fixed width in code page 932."""
    rows = grid(doc)
    sizes = [max((_wide(r[n]) for r in rows if n < len(r)), default=0) + 2 for n in range(max(map(len, rows)))]
    table = ["".join(c + " " * (sizes[n] - _wide(c)) for n, c in enumerate(r)).rstrip() for r in rows]
    return ("\r\n".join(table) + "\r\n").encode("cp932")


def records(doc: Doc) -> list[dict[str, str]]:
    """Rows under their headings; text as notes."""
    rows = [x for x in doc.lines if not isinstance(x, str)]
    head = [f"{h}_{n}" if rows[0].index(h) != n else h for n, h in enumerate(rows[0])] if rows else []
    first = rows[0] if rows else None
    return [
        {"memo": x}
        if isinstance(x, str)
        else {(h or f"col{n}"): c for n, (h, c) in enumerate(zip(head, x, strict=False))}
        for x in doc.lines
        if x is not first and x
    ]


def as_json(ascii_only: bool, lines: bool = False) -> Write:
    """Records as JSON."""

    def write(doc: Doc, rng: Random) -> bytes:
        if lines:
            return "\n".join(json.dumps(r, ensure_ascii=ascii_only) for r in records(doc)).encode()
        return json.dumps(
            {"exported": "2025-11-14T09:12:33+09:00", "rows": records(doc)}, ensure_ascii=ascii_only, indent=2
        ).encode()

    return write


def xml(attributes: bool) -> Write:
    """Elements or attributes."""

    def write(doc: Doc, rng: Random) -> bytes:
        out = ['<?xml version="1.0" encoding="UTF-8"?>', "<dataset>"]
        for n, row in enumerate(grid(doc)):
            if attributes:
                cells = "".join(f' a{k}="{escape(c)}"' for k, c in enumerate(row))
                out.append(f'  <row no="{n}"{cells}/>')
            else:
                out.append("  <row>" + "".join(f"<v>{escape(c)}</v>" for c in row) + "</row>")
        return "\n".join([*out, "</dataset>"]).encode()

    return write


def body_html(doc: Doc) -> str:
    """Paragraphs and tables."""
    out, inside = [], False
    for x in doc.lines:
        if isinstance(x, str):
            out.append("</table>" * inside + f"<p>{escape(x) or '&nbsp;'}</p>")
            inside = False
        else:
            out.append("<table>" * (not inside) + "<tr>" + "".join(f"<td>{escape(c)}</td>" for c in x) + "</tr>")
            inside = True
    return "\n".join(out) + "</table>" * inside


def html(encoding: str, entities: str = "") -> Write:
    """A saved page; ``entities`` = dec or hex writes every letter outside ASCII as a reference."""

    def write(doc: Doc, rng: Random) -> bytes:
        page = f'<html><head><meta charset="{encoding}"><title>保存したページ</title><style>td{{border:1px solid}}</style></head><body>\n{body_html(doc)}\n</body></html>'
        if entities == "hex":
            return re.sub(r"[^\x00-\x7f]", lambda m: f"&#x{ord(m[0]):X};", page).encode()
        return page.encode("ascii", "xmlcharrefreplace") if entities else page.encode(encoding)

    return write


def rtf(doc: Doc, rng: Random) -> bytes:
    """Rich text with Unicode escapes."""

    def esc(text: str) -> str:
        raw = text.encode("utf-16-le")
        units = [int.from_bytes(raw[i : i + 2], "little") for i in range(0, len(raw), 2)]
        return "".join(
            ("\\" + chr(u) if chr(u) in "\\{}" else chr(u))
            if 32 <= u < 127
            else "\\tab "
            if u == 9
            else f"\\u{u - 65536 if u > 32767 else u}?"
            for u in units
        )

    lines = "".join(r"\pard\plain\f0\fs20 " + esc(x) + "\\par\r\n" for x in doc.text().split("\n"))
    return (
        r"{\rtf1\ansi\ansicpg932\uc1\deff0{\fonttbl{\f0\fmodern\fcharset128 MS Gothic;}}" + "\r\n" + lines + "}"
    ).encode("ascii")


def markdown(doc: Doc, rng: Random) -> bytes:
    """Notes with pipes for tables."""
    out, inside = ["## メモ", ""], False
    for x in doc.lines:
        out.append(("- " + x if x else "") if isinstance(x, str) else "| " + " | ".join(x) + " |")
        if not isinstance(x, str) and not inside:
            out.append("|" + " --- |" * len(x))
        inside = not isinstance(x, str)
    return "\n".join(out).encode()


def properties(doc: Doc, rng: Random) -> bytes:
    r"""Java properties: ``\uXXXX`` for everything outside ASCII."""

    def esc(text: str) -> str:
        raw = text.encode("utf-16-be")
        units = [int.from_bytes(raw[i : i + 2]) for i in range(0, len(raw), 2)]
        return "".join(chr(u) if 32 <= u < 127 else f"\\u{u:04X}" for u in units)

    return "\n".join(
        f"item.{n:04d}.{k}={esc(c)}" for n, r in enumerate(grid(doc)) for k, c in enumerate(r) if c
    ).encode()


def urls(doc: Doc, rng: Random) -> bytes:
    """A proxy's log: the values in percent-encoding."""
    out = []
    for n, row in enumerate(grid(doc)):
        query = "&".join(f"q{k}={quote(c)}" for k, c in enumerate(row) if c)
        out.append(
            f"2025-10-{n % 28 + 1:02d}T{8 + n % 10:02d}:{n * 7 % 60:02d}:11 10.20.{n % 9}.{40 + n % 60} POST https://yoyaku.example.jp/api/v1/entry?{query} 200 {900 + n * 37 % 5000}"
        )
    return "\n".join(out).encode()


def app_log(doc: Doc, rng: Random) -> bytes:
    """Lines of an application's debug log."""
    head = [
        f"[2025/09/{n % 28 + 1:02d} {9 + n % 9:02d}:{n * 11 % 60:02d}:{n * 17 % 60:02d}] DEBUG svc.entry body="
        for n in range(len(doc.lines))
    ]
    return "\r\n".join(
        h + (x if isinstance(x, str) else " / ".join(x)) for h, x in zip(head, doc.lines, strict=True)
    ).encode("utf-8")


def sql(doc: Doc, rng: Random) -> bytes:
    """INSERT statements."""
    out = ["-- mysqldump", "DROP TABLE IF EXISTS `work_list`;"]
    for n, row in enumerate(grid(doc), 1):
        cells = ",".join("NULL" if not c else "'" + c.replace("'", "''") + "'" for c in row)
        out.append(f"INSERT INTO `work_list` VALUES ({n},{cells});")
    return "\n".join(out).encode()


def copy(doc: Doc, rng: Random) -> bytes:
    """COPY … FROM stdin."""
    rows = "\n".join("\t".join(c or "\\N" for c in [str(n), *r]) for n, r in enumerate(grid(doc), 1))
    return f"SET client_encoding = 'UTF8';\nCOPY public.list (id, c) FROM stdin;\n{rows}\n\\.\n".encode()


def database(mode: str) -> Write:
    """SQLite: plain, with all rows deleted, with the rows in the write-ahead log only, or a browser's form history."""

    def write(doc: Doc, rng: Random) -> bytes:
        rows = grid(doc)
        width = max(map(len, rows))
        with tempfile.TemporaryDirectory() as home:
            path = Path(home) / "data.sqlite"
            base = sqlite3.connect(path)
            base.execute("pragma secure_delete=off")
            if mode == "forms":
                base.execute(
                    "create table moz_formhistory (id integer primary key, fieldname text, value text, timesUsed integer, firstUsed integer)"
                )
                found = [
                    (f"field{k}", c, 1 + n % 4, 1758000000000000 + n)
                    for n, r in enumerate(rows)
                    for k, c in enumerate(r)
                    if c
                ]
                base.executemany(
                    "insert into moz_formhistory (fieldname, value, timesUsed, firstUsed) values (?,?,?,?)", found
                )
            else:
                base.execute(
                    f"create table entries (id integer primary key, {','.join(f'v{k} text' for k in range(width))})"
                )
                marks = ",".join("?" * width)
                base.executemany(
                    f"insert into entries ({','.join(f'v{k}' for k in range(width))}) values ({marks})",
                    [r + [""] * (width - len(r)) for r in rows],
                )
            base.commit()
            if mode == "deleted":
                base.execute("delete from entries")
                base.commit()
            base.close()
            return path.read_bytes()

    return write


def wal(doc: Doc, rng: Random) -> bytes:
    """Only the write-ahead log of a database, as copied beside it."""
    with tempfile.TemporaryDirectory() as home:
        path = Path(home) / "app.db"
        base = sqlite3.connect(path)
        base.execute("pragma journal_mode=wal")
        base.execute("pragma wal_autocheckpoint=0")
        base.execute("create table notes (id integer primary key, body text)")
        base.executemany("insert into notes (body) values (?)", [("\t".join(r),) for r in grid(doc)])
        base.commit()
        data = Path(str(path) + "-wal").read_bytes()
        base.close()
        return data


def raw_vcard_qp(doc: Doc, rng: Random) -> bytes:
    """Feature phone export: quoted-printable values in code page 932."""
    out = []
    for line in doc.text().split("\n"):
        name, colon, value = line.partition(":")
        if colon and not value.isascii():
            coded = "".join(f"={b:02X}" for b in value.encode("cp932"))
            out.append(f"{name};CHARSET=SHIFT_JIS;ENCODING=QUOTED-PRINTABLE:{coded}")
        else:
            out.append(line)
    return "\r\n".join(out).encode("ascii")


ANY: Formats = {
    "txt-utf8": (".txt", plain("utf-8")), "txt-utf8-bom": (".txt", plain("utf-8-sig")), "txt-cp932": (".txt", plain("cp932")),
    "txt-euc": (".txt", plain("euc_jp", "\n")), "txt-jis": (".txt", plain("iso2022_jp_2")), "txt-utf16": (".txt", plain("utf-16")),
    "txt-utf16be": (".txt", plain("utf-16-be", mark=b"\xfe\xff")), "txt-utf16le-nobom": (".txt", plain("utf-16-le")), "txt-utf16be-nobom": (".txt", plain("utf-16-be")),
    "md": (".md", markdown), "html": (".html", html("utf-8")), "html-cp932": (".htm", html("cp932")),
    "html-dec": (".html", html("utf-8", "dec")), "html-hex": (".html", html("utf-8", "hex")), "json": (".json", as_json(False)),
    "json-u": (".json", as_json(True)), "jsonl": (".jsonl", as_json(False, True)), "xml": (".xml", xml(False)), "xml-attr": (".xml", xml(True)),
    "rtf": (".rtf", rtf), "properties": (".properties", properties), "url-log": (".log", urls), "app-log": (".log", app_log),
    "sqlite": (".db", database("")), "sqlite-deleted": (".sqlite", database("deleted")), "sqlite-wal": (".db-wal", wal),
    "form-history": (".sqlite", database("forms")), "gz": (".txt.gz", lambda d, r: gzip.compress(d.text().encode(), mtime=0)),
    "bak": (".bak", plain("cp932")), "tmp": (".tmp", plain("utf-16")),
}  # fmt: skip
TABLES: Formats = {
    "csv-cp932": (".csv", separated("cp932")), "csv-utf8": (".csv", separated("utf-8")), "csv-bom": (".csv", separated("utf-8-sig", always=True)),
    "csv-utf16": (".csv", separated("utf-16", "\t")), "tsv": (".tsv", separated("utf-8", "\t")), "psv": (".dat", separated("euc_jp", "|")), "semicolon": (".csv", separated("utf-8", ";")),
    "fixed": (".dat", fixed), "sql": (".sql", sql), "sql-copy": (".dump", copy),
}  # fmt: skip
