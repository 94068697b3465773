"""Text files of every dress: encodings, markup, exports, databases. Every writer gives the bytes of one file."""

import base64
import csv
import html
import io
import json
import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path
from random import Random
from urllib.parse import quote, quote_plus

from .script import Doc

Write = Callable[[Doc, Random], bytes]
Formats = dict[str, tuple[str, Write]]


def plain(encoding: str, end: str = "\r\n", gap: str = "　", mark: bytes = b"") -> Write:
    """Plain text; the cells of wide rows have tabs between."""

    def write(doc: Doc, rng: Random) -> bytes:
        between = "\t" if max(map(len, doc.rows())) > 4 else gap
        return mark + (doc.text(between) + "\n").replace("\n", end).encode(encoding)

    return write


def separated(encoding: str, gap: str = ",", every: bool = False, title: bool = True) -> Write:
    """Values with separators."""

    def write(doc: Doc, rng: Random) -> bytes:
        out = io.StringIO()
        rows = [x for x in doc.rows() if x != [""]]
        csv.writer(out, delimiter=gap, quoting=csv.QUOTE_ALL if every else csv.QUOTE_MINIMAL).writerows(rows)
        return out.getvalue().encode(encoding)

    return write


def _width(text: str) -> int:
    return sum(1 if ord(c) < 256 or 0xFF61 <= ord(c) <= 0xFF9F else 2 for c in text)


def fixed(doc: Doc, rng: Random) -> bytes:
    """Columns of fixed width."""
    rows = doc.rows()
    count = max(map(len, rows))
    wide = [max((_width(r[n]) for r in rows if n < len(r) and len(r) > 1), default=0) + 2 for n in range(count)]
    out = ["".join(c + " " * max(0, wide[n] - _width(c)) for n, c in enumerate(r)).rstrip() for r in rows]
    return "\r\n".join(out).encode("cp932")


def page(doc: Doc) -> str:
    """Body of a page."""
    out, open_ = [], False
    for x in doc.lines:
        if isinstance(x, str):
            out.append(("</table>" if open_ else "") + f"<p>{html.escape(x)}</p>")
            open_ = False
        else:
            row = "".join(f"<td>{html.escape(c)}</td>" for c in x)
            out.append(("" if open_ else '<table class="list">') + f"<tr>{row}</tr>")
            open_ = True
    return "\n".join(out) + ("</table>" if open_ else "")


def web(encoding: str, entities: bool = False) -> Write:
    """A page, perhaps with every letter as an entity."""

    def write(doc: Doc, rng: Random) -> bytes:
        style = "<style>body{font:13px Meiryo}table{border-collapse:collapse}</style>"
        text = (f'<!DOCTYPE html><html lang="ja"><head><meta charset="{encoding}">{style}</head>'
                f'<body><div id="main">{page(doc)}</div></body></html>')  # fmt: skip
        return text.encode("ascii", "xmlcharrefreplace") if entities else text.encode(encoding)

    return write


def _records(doc: Doc) -> list[dict[str, str]]:
    out: list[dict[str, str]] = []
    head: list[str] | None = [] if "nohead" in doc.option else None
    for x in doc.lines:
        if isinstance(x, str):
            if x:
                out.append({"line": x})
        elif doc.layout == "form":
            out.append(_keyed(list(x[::2]), list(x[1::2])) if len(x) in (2, 4) else {x[0]: "".join(x[1:])})
        elif head is None:
            head = x
        else:
            out.append(_keyed(head, x))
    return out


def _keyed(head: list[str], cells: list[str]) -> dict[str, str]:
    out: dict[str, str] = {}
    for n, cell in enumerate(cells):
        name = head[n] if n < len(head) and head[n] else f"f{n}"
        out[name if name not in out else f"{name}_{n}"] = cell
    return out


def as_json(escape: bool, lines: bool = False) -> Write:
    """Records in JSON."""

    def write(doc: Doc, rng: Random) -> bytes:
        if lines:
            return "\n".join(json.dumps(r, ensure_ascii=escape) for r in _records(doc)).encode()
        return json.dumps({"total": len(doc.lines), "data": _records(doc)}, ensure_ascii=escape, indent=2).encode()

    return write


def xml(doc: Doc, rng: Random) -> bytes:
    """Records in XML."""
    rows = [
        "<row>" + "".join(f'<col no="{n}">{html.escape(c)}</col>' for n, c in enumerate(r)) + "</row>"
        for r in doc.rows()
    ]
    return ('<?xml version="1.0" encoding="Shift_JIS"?>\n<table>\n' + "\n".join(rows) + "\n</table>").encode("cp932")


def rtf(doc: Doc, rng: Random) -> bytes:
    r"""Rich text; ``\\u`` with a fallback or bytes of code page 932."""
    unicode = rng.random() < 0.5
    out = []
    for line in doc.text("\t").split("\n"):
        text = ""
        for c in line:
            if c == "\t":
                text += "\\tab "
            elif " " <= c <= "~":
                text += "\\" + c if c in "\\{}" else c
            elif unicode or not _fits(c):
                units = c.encode("utf-16-le")
                text += "".join(
                    f"\\u{int.from_bytes(units[i : i + 2], 'little', signed=True)}?" for i in range(0, len(units), 2)
                )
            else:
                text += "".join(f"\\'{b:02x}" for b in c.encode("cp932"))
        out.append(text + "\\par")
    return (
        "{\\rtf1\\ansi\\ansicpg932{\\fonttbl{\\f0\\fcharset128 MS Gothic;}}\\f0\\fs20\n" + "\n".join(out) + "}"
    ).encode()


def _fits(text: str) -> bool:
    try:
        text.encode("cp932")
    except UnicodeEncodeError:
        return False
    return True


def sql(doc: Doc, rng: Random) -> bytes:
    """A dump with one long INSERT."""
    rows = [r for r in doc.rows() if r != [""]]
    made = ",\n".join(
        "(" + ",".join("'" + c.replace("'", "''") + "'" for c in [str(n), *r]) + ")" for n, r in enumerate(rows)
    )
    return f"-- phpMyAdmin SQL Dump\nSET NAMES utf8mb4;\nINSERT INTO `tbl_main` VALUES\n{made};\n".encode()


def _base(doc: Doc, rng: Random, mode: str) -> bytes:
    rows = [r for r in doc.rows() if r != [""]]
    width = max(map(len, rows))
    full = [[*r, *[""] * (width - len(r))] for r in rows]
    with tempfile.TemporaryDirectory() as home:
        path = Path(home) / "a.db"
        base = sqlite3.connect(path)
        if mode == "wal":
            base.execute("pragma journal_mode=wal")
        base.execute("pragma secure_delete=off")
        base.execute(f"create table t_entry (id integer primary key, {','.join(f'col{n} text' for n in range(width))})")
        marks = ",".join("?" * (width + 1))
        base.executemany(f"insert into t_entry values ({marks})", [(n, *r) for n, r in enumerate(full)])
        base.commit()
        if mode == "deleted":
            base.execute("create table t_other (id integer, memo text)")
            base.execute("insert into t_other values (1, '初期設定')")
            base.execute("delete from t_entry")
            base.commit()
        data = path.read_bytes()
        wal = Path(str(path) + "-wal").read_bytes() if mode == "wal" else b""
        base.close()
    return wal or data


def database(mode: str = "") -> Write:
    """A database: as it is, with its rows deleted, or its write-ahead log alone."""
    return lambda doc, rng: _base(doc, rng, mode)


def form_history(doc: Doc, rng: Random) -> bytes:
    """What a browser remembers of fields filled in."""
    with tempfile.TemporaryDirectory() as home:
        path = Path(home) / "formhistory.sqlite"
        base = sqlite3.connect(path)
        base.execute(
            "create table moz_formhistory (id integer primary key, fieldname text, value text, timesUsed integer)"
        )
        for row in doc.rows():
            if len(row) > 1:
                base.execute("insert into moz_formhistory(fieldname,value,timesUsed) values (?,?,1)", (row[0], row[1]))
            elif row[0]:
                base.execute("insert into moz_formhistory(fieldname,value,timesUsed) values ('memo',?,1)", (row[0],))
        base.commit()
        base.close()
        return path.read_bytes()


def access_log(doc: Doc, rng: Random) -> bytes:
    """Requests of a web server whose query holds the text, percent-encoded."""
    out = []
    for n, row in enumerate(doc.rows()):
        if row == [""]:
            continue
        query = "&".join(f"p{k}={quote_plus(c)}" for k, c in enumerate(row))
        out.append(
            f'10.0.3.{n % 200 + 4} - - [12/Nov/2025:10:{n % 60:02d}:07 +0900] "GET /uketsuke/reg?{query} HTTP/1.1" 200 512'
        )
    return "\n".join(out).encode()


def shortcuts(doc: Doc, rng: Random) -> bytes:
    """A list of addresses of a browser, percent-encoded in path and query."""
    out = [f"https://form.example.jp/search/{quote(' '.join(r), safe='')}" for r in doc.rows() if r != [""]]
    return "\n".join(out).encode()


def app_log(doc: Doc, rng: Random) -> bytes:
    """An application's log."""
    out = []
    for n, row in enumerate(doc.rows()):
        stamp = f"2025/10/{n % 28 + 1:02d} {9 + n % 9:02d}:{n * 7 % 60:02d}:{n * 11 % 60:02d}.{n * 37 % 1000:03d}"
        out.append(f"{stamp} [{rng.choice(('INFO', 'DEBUG', 'WARN'))}] EntryController - {' / '.join(row)}")
    return "\n".join(out).encode()


def properties(doc: Doc, rng: Random) -> bytes:
    r"""A Java file with ``\\u`` escapes."""
    out = []
    for n, row in enumerate(doc.rows()):
        text = json.dumps(" ".join(row))[1:-1].replace('\\"', '"')
        out.append(f"msg.{n:03d}={text}")
    return "\n".join(out).encode()


def subtitles(doc: Doc, rng: Random) -> bytes:
    """A transcript (SRT)."""
    out = []
    for n, line in enumerate(x for x in doc.text(" ").split("\n") if x):
        out += [
            str(n + 1),
            f"00:{n // 12:02d}:{n % 12 * 5:02d},000 --> 00:{n // 12:02d}:{n % 12 * 5 + 4:02d},900",
            line,
            "",
        ]
    return "\n".join(out).encode("utf-8-sig")


def calendar(doc: Doc, rng: Random) -> bytes:
    """An event whose description holds the text, folded as RFC 5545 asks."""
    text = doc.text(" ").replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;").replace("\n", "\\n")
    body, line = [], b"DESCRIPTION:"
    for c in text:
        if len(line) + len(c.encode()) > 74:
            body.append(line)
            line = b" "
        line += c.encode()
    parts = [b"BEGIN:VCALENDAR", b"VERSION:2.0", b"BEGIN:VEVENT", b"UID:l-%d@example.jp" % rng.randrange(10**8),
             b"DTSTART:20251103T010000Z", "SUMMARY:打合せ".encode(), *body, line, b"END:VEVENT", b"END:VCALENDAR", b""]  # fmt: skip
    return b"\r\n".join(parts)


def markdown(doc: Doc, rng: Random) -> bytes:
    """A note in Markdown."""
    out: list[str] = []
    for n, x in enumerate(doc.lines):
        if isinstance(x, str):
            out.append(x)
        else:
            out.append("| " + " | ".join(x) + " |")
            if n == 0 or isinstance(doc.lines[n - 1], str):
                out.append("|" + " --- |" * len(x))
    return "\n".join(out).encode()


def data_uri(doc: Doc, rng: Random) -> bytes:
    """A text kept as base64 in a settings file."""
    body = base64.encodebytes(doc.text(" ").encode()).decode()
    return f"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n{body}".encode()


ANY: Formats = {
    "txt-utf8": (".txt", plain("utf-8")), "txt-lf": (".txt", plain("utf-8", "\n")), "txt-bom": (".txt", plain("utf-8-sig")),
    "txt-utf16": (".txt", plain("utf-16")), "txt-utf16be": (".txt", plain("utf-16-be", mark=b"\xfe\xff")),
    "txt-utf16le-nobom": (".dat", plain("utf-16-le")), "txt-cp932": (".txt", plain("cp932")),
    "txt-euc": (".txt", plain("euc_jp", "\n")), "txt-jis": (".txt", plain("iso2022_jp_ext")), "md": (".md", markdown),
    "html": (".html", web("utf-8")), "html-cp932": (".htm", web("cp932")), "html-ent": (".html", web("utf-8", True)),
    "rtf": (".rtf", rtf), "json": (".json", as_json(False)), "json-u": (".json", as_json(True)),
    "jsonl": (".jsonl", as_json(False, True)), "xml": (".xml", xml), "srt": (".srt", subtitles), "ics": (".ics", calendar),
    "log-app": (".log", app_log), "log-access": (".log", access_log), "properties": (".properties", properties),
    "form-history": (".sqlite", form_history), "sqlite": (".db", database()), "sqlite-deleted": (".db", database("deleted")),
    "sqlite-wal": (".db-wal", database("wal")), "bak": (".bak", plain("cp932")), "tmp": (".tmp", plain("utf-8", "\n")),
    "mime-part": (".txt", data_uri),
}  # fmt: skip
TABLES: Formats = {
    "csv-cp932": (".csv", separated("cp932")), "csv-bom": (".csv", separated("utf-8-sig")),
    "csv-quoted": (".csv", separated("utf-8", every=True)), "csv-semicolon": (".csv", separated("utf-8", ";")),
    "tsv": (".tsv", separated("utf-8", "\t")), "tsv-utf16": (".txt", separated("utf-16", "\t")),
    "fixed": (".prn", fixed), "sql": (".sql", sql), "json": (".json", as_json(False)), "json-u": (".json", as_json(True)),
    "jsonl": (".jsonl", as_json(False, True)), "xml": (".xml", xml), "html": (".html", web("utf-8")),
    "html-cp932": (".xls", web("cp932")), "html-ent": (".html", web("utf-8", True)), "sqlite": (".db", database()),
    "sqlite-deleted": (".db", database("deleted")), "sqlite-wal": (".sqlite-wal", database("wal")),
    "txt-cp932": (".txt", plain("cp932", gap="\t")), "log-access": (".log", access_log), "rtf": (".rtf", rtf),
}  # fmt: skip
