"""Text formats: each writer takes a document and gives bytes."""

import csv
import html
import io
import json
import sqlite3
import tempfile
import zipfile
from collections.abc import Callable
from email.charset import QP, Charset
from email.header import Header
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path
from random import Random
from urllib.parse import quote

from .render import Doc

Write = Callable[[Doc, Random], bytes]
Formats = dict[str, tuple[str, Write]]


def text(codec: str, bom: bytes = b"", end: str = "\r\n", gap: str = "\t") -> Write:
    """Plain text."""
    return lambda doc, rng: bom + (doc.text(gap).replace("\n", end) + end).encode(codec)


def rows(doc: Doc) -> list[list[str]]:
    """All lines as rows."""
    return [[x] if isinstance(x, str) else x for x in doc.lines]


def table(codec: str, gap: str = ",", every: bool = False) -> Write:
    """Separated values."""

    def write(doc: Doc, rng: Random) -> bytes:
        out = io.StringIO()
        csv.writer(out, delimiter=gap, quoting=csv.QUOTE_ALL if every else csv.QUOTE_MINIMAL).writerows(rows(doc))
        return out.getvalue().encode(codec)

    return write


def _width(s: str) -> int:
    return sum(2 if ord(c) > 255 and not "ｦ" <= c <= "ﾟ" else 1 for c in s)


def fixed(doc: Doc, rng: Random) -> bytes:
    """Columns of fixed width in code page 932, without separators other than blanks."""
    data = [r for r in rows(doc) if len(r) > 1]
    count = max((len(r) for r in data), default=0)
    wide = [max((_width(r[n]) for r in data if n < len(r)), default=0) + 2 for n in range(count)]
    out = [
        r[0] if len(r) == 1 else "".join(c + " " * (w - _width(c)) for c, w in zip(r, wide, strict=False)).rstrip()
        for r in rows(doc)
    ]
    return "\r\n".join(out).encode("cp932")


def _records(doc: Doc) -> tuple[list[str], list[list[str]], list[str]]:
    data = [x for x in doc.lines if not isinstance(x, str)]
    rest = [x for x in doc.lines if isinstance(x, str) and x]
    if not data:
        return ["本文"], [[x] for x in rest], []
    if doc.layout == "form" and all(len(r) == 2 for r in data):
        return [f"{r[0]}" for r in data], [[r[1] for r in data]], rest
    known = {v for _, v, _ in doc.values}
    if len({len(r) for r in data}) > 1 or len(data) < 3 or known & set(data[0]):
        return [f"f{n}" for n in range(max(map(len, data)))], data, rest
    return [c or f"c{n}" for n, c in enumerate(data[0])], data[1:], rest


def js(ascii_only: bool = False, lines: bool = False) -> Write:
    """JSON, as one array or a line each; perhaps all escaped."""

    def write(doc: Doc, rng: Random) -> bytes:
        heads, data, rest = _records(doc)
        items = [dict(zip(heads, r, strict=False)) for r in data]
        if lines:
            return "".join(
                json.dumps(i, ensure_ascii=ascii_only) + "\n" for i in [*({"note": x} for x in rest), *items]
            ).encode()
        return json.dumps({"meta": {"memo": rest}, "items": items}, ensure_ascii=ascii_only, indent=1).encode()

    return write


def xml(codec: str) -> Write:
    """An export in XML."""

    def write(doc: Doc, rng: Random) -> bytes:
        heads, data, rest = _records(doc)
        out = [
            f'<?xml version="1.0" encoding="{codec}"?>',
            "<export>",
            *(f"<remark>{html.escape(x)}</remark>" for x in rest),
        ]
        for r in data:
            out.append(
                "<row>"
                + "".join(
                    f'<col label="{html.escape(h)}">{html.escape(c)}</col>' for h, c in zip(heads, r, strict=False)
                )
                + "</row>"
            )
        return "\n".join([*out, "</export>"]).encode({"Shift_JIS": "cp932"}.get(codec, codec))

    return write


def page(doc: Doc, entities: bool = False) -> str:
    """HTML body."""

    def esc(s: str) -> str:
        return "".join(f"&#{ord(c)};" if ord(c) > 127 else html.escape(c) for c in s) if entities else html.escape(s)

    return "\n".join(
        f"<p>{esc(x)}</p>"
        if isinstance(x, str)
        else "<table><tr>" + "".join(f"<td>{esc(c)}</td>" for c in x) + "</tr></table>"
        for x in doc.lines
    )


def web(codec: str, entities: bool = False) -> Write:
    """A saved page."""

    def write(doc: Doc, rng: Random) -> bytes:
        head = f'<!DOCTYPE html><html lang="ja"><head><meta charset="{codec}"><title>画面印刷</title><style>td{{border:1px solid #999}}</style></head><body>\n'
        return (head + page(doc, entities) + "\n</body></html>").encode({"Shift_JIS": "cp932"}.get(codec, codec))

    return write


def rtf(doc: Doc, rng: Random) -> bytes:
    """Rich text with code page escapes, unicode where that fails."""
    out = []
    for c in doc.text("  ").replace("\n", "\\par\n"):
        if ord(c) < 128:
            out.append(c)
            continue
        try:
            out.append("".join(f"\\'{b:02x}" for b in c.encode("cp932")))
        except UnicodeEncodeError:
            units = c.encode("utf-16-le")
            out.append(
                "".join(
                    f"\\u{int.from_bytes(units[i : i + 2], 'little', signed=True)}?" for i in range(0, len(units), 2)
                )
            )
    return (
        "{\\rtf1\\ansi\\ansicpg932\\deff0{\\fonttbl{\\f0\\fnil\\fcharset128 MS Gothic;}}\\f0\\fs21\n"
        + "".join(out)
        + "\\par}"
    ).encode("ascii")


def sql(doc: Doc, rng: Random) -> bytes:
    """A database dump."""
    heads, data, rest = _records(doc)
    name = rng.choice(("t_apply", "m_user", "entry", "wk_import", "kojin"))
    cols = ", ".join(f"`{h}`" for h in heads)
    out = ["-- MySQL dump 10.13  Distrib 8.0.36", *(f"-- {x}" for x in rest), f"DROP TABLE IF EXISTS `{name}`;"]
    out += [f"INSERT INTO `{name}` ({cols}) VALUES"]
    out += ["(" + ",".join("'" + c.replace("'", "''") + "'" for c in r) + ")," for r in data]
    return ("\n".join(out).rstrip(",") + ";\n").encode()


def urls(doc: Doc, rng: Random) -> bytes:
    """An access log whose queries hold the lines percent-encoded."""
    heads, data, rest = _records(doc)
    out = []
    for r in [*([x] for x in rest), *data]:
        query = "&".join(f"{quote(h)}={quote(c)}" for h, c in zip(heads, r, strict=False))
        out.append(
            f'10.20.{rng.randrange(9)}.{rng.randrange(200)} - - [{rng.randint(10, 28)}/Oct/2025:1{rng.randrange(10)}:0{rng.randrange(10)}:21 +0900] "GET /form/confirm?{query} HTTP/1.1" 200 {rng.randint(900, 9000)}'
        )
    return "\n".join(out).encode()


def mail(codec: str, how: str, attach: bool = False) -> Write:
    """A mail; perhaps the document is its attachment."""

    def write(doc: Doc, rng: Random) -> bytes:
        charset = Charset(codec)
        if how == "qp":
            charset.body_encoding = QP
        body = MIMEText(
            doc.text("  ") if not attach else "お世話になっております。\n標記の件、添付のとおり送付します。\n",
            "plain",
            charset,  # type: ignore[arg-type]  # taken since Python 3.5; the stubs know only its name
        )
        whole: MIMEText | MIMEMultipart = body
        if attach:
            whole = MIMEMultipart(boundary="=_k" + str(rng.randrange(10**9)))
            whole.attach(body)
            part = MIMEText(doc.text(","), "csv", "utf-8")
            part.add_header("Content-Disposition", "attachment", filename=("utf-8", "", "一覧.csv"))
            whole.attach(part)
        whole["Subject"] = Header(rng.choice(("【至急】確認のお願い", "Re: 進捗", "受付分", "ご報告")), codec).encode()
        whole["From"], whole["To"] = "info@bpo-center.example.jp", "kakari@city.example.lg.jp"
        whole["Date"] = "Tue, 14 Oct 2025 10:12:00 +0900"
        return whole.as_bytes()

    return write


def mbox(doc: Doc, rng: Random) -> bytes:
    """A mail folder."""
    return b"From - Tue Oct 14 10:12:00 2025\n" + mail("utf-8", "b64")(doc, rng) + b"\n\n"


def _walled(home: Path, data: list[list[str]]) -> bytes:
    """A zip of a database and its write-ahead log, as a backup of a running system holds them."""
    path = home / "live.db"
    base = sqlite3.connect(path, isolation_level=None)
    base.execute("CREATE TABLE t(id INTEGER PRIMARY KEY)")
    base.execute("PRAGMA journal_mode=WAL")
    base.execute("PRAGMA wal_autocheckpoint=0")
    base.execute("CREATE TABLE entry(id INTEGER PRIMARY KEY, v TEXT)")
    for r in data:
        base.execute("INSERT INTO entry(v) VALUES(?)", ("\t".join(r),))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for name in ("live.db", "live.db-wal"):
            z.writestr(zipfile.ZipInfo(f"srv/{name}", (2025, 4, 1, 9, 0, 0)), (home / name).read_bytes())
    base.close()
    return out.getvalue()


def lite(how: str) -> Write:
    """SQLite: rows, deleted rows, or rows that only the write-ahead log holds."""

    def write(doc: Doc, rng: Random) -> bytes:
        with tempfile.TemporaryDirectory() as home:
            path = Path(home) / "a.db"
            base = sqlite3.connect(path, isolation_level=None)
            base.execute("PRAGMA secure_delete=0")
            base.execute("CREATE TABLE entry(id INTEGER PRIMARY KEY, v TEXT)")
            for r in rows(doc):
                base.execute("INSERT INTO entry(v) VALUES(?)", ("\t".join(r),))
            if how == "deleted":
                base.execute("DELETE FROM entry")
            if how == "wal":
                return _walled(Path(home), rows(doc))
            base.close()
            return path.read_bytes()

    return write


def formhist(doc: Doc, rng: Random) -> bytes:
    """A browser's form history."""
    with tempfile.TemporaryDirectory() as home:
        path = Path(home) / "a.db"
        base = sqlite3.connect(path, isolation_level=None)
        base.execute(
            "CREATE TABLE moz_formhistory(id INTEGER PRIMARY KEY, fieldname TEXT, value TEXT, timesUsed INTEGER)"
        )
        for r in rows(doc):
            name = r[0] if len(r) == 2 else "searchbar-history"
            for c in r[1:] if len(r) == 2 else r:
                base.execute("INSERT INTO moz_formhistory(fieldname,value,timesUsed) VALUES(?,?,1)", (name, c))
        base.close()
        return path.read_bytes()


def markdown(doc: Doc, rng: Random) -> bytes:
    """A wiki page."""
    return "\n".join(x if isinstance(x, str) else "| " + " | ".join(x) + " |" for x in ["# メモ", *doc.lines]).encode()


ANY: Formats = {
    "txt-utf8": (".txt", text("utf-8")), "txt-bom": (".txt", text("utf-8", b"\xef\xbb\xbf")), "txt-cp932": (".txt", text("cp932")),
    "txt-u16le": (".txt", text("utf-16-le", b"\xff\xfe")), "txt-u16be": (".txt", text("utf-16-be", b"\xfe\xff")),
    "txt-euc": (".txt", text("euc_jp", end="\n")), "txt-jis": (".txt", text("iso2022_jp", end="\n")), "rtf": (".rtf", rtf),
    "html": (".html", web("utf-8")), "html-sjis": (".htm", web("Shift_JIS")), "html-entities": (".html", web("utf-8", True)),
    "json": (".json", js()), "json-escaped": (".json", js(True)), "md": (".md", markdown), "url-log": (".log", urls),
    "eml-utf8": (".eml", mail("utf-8", "b64")), "eml-jis": (".eml", mail("iso-2022-jp", "7")), "eml-qp": (".eml", mail("utf-8", "qp")),
    "eml-attached": (".eml", mail("utf-8", "b64", True)), "mbox": (".mbox", mbox), "sqlite": (".db", lite("rows")),
    "sqlite-deleted": (".sqlite3", lite("deleted")), "sqlite-wal": (".zip", lite("wal")), "bak": (".txt.bak", text("cp932")), "tmp": (".tmp", text("utf-8")), "autosave": (".asv", text("utf-16-le", b"\xff\xfe")),
}  # fmt: skip
TABLES: Formats = {
    "csv-utf8": (".csv", table("utf-8")), "csv-bom": (".csv", table("utf-8-sig", every=True)), "csv-cp932": (".csv", table("cp932")),
    "tsv": (".tsv", table("utf-8", "\t")), "csv-semi": (".csv", table("cp932", ";")), "fixed": (".dat", fixed), "jsonl": (".jsonl", js(lines=True)),
    "xml": (".xml", xml("utf-8")), "xml-sjis": (".xml", xml("Shift_JIS")), "sql": (".sql", sql), "formhistory": (".sqlite", formhist),
    "csv-u16": (".csv", table("utf-16")),
}  # fmt: skip
