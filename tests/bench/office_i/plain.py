"""Text formats: encodings, separated values, markup, dumps, databases, leftovers. Every writer gives bytes."""

import csv
import html
import io
import json
import os
import sqlite3
import tempfile
import unicodedata
from collections.abc import Callable
from pathlib import Path
from random import Random
from urllib.parse import quote

from .markup import Doc

Write = Callable[[Doc, Random], bytes]
Formats = dict[str, tuple[str, Write]]


def text(encoding: str, end: str = "\r\n", mark: bytes = b"") -> Write:
    """Plain text."""
    return lambda doc, rng: (
        mark + (doc.text("\u3000" if not doc.tabular() else "\t") + "\n").replace("\n", end).encode(encoding)
    )


def markdown(doc: Doc, rng: Random) -> bytes:
    """Headings and pipes."""
    out, open_table = ["# " + rng.choice(("メモ", "記録", "作業", "連絡")), ""], False
    for x in doc.lines:
        if isinstance(x, str):
            out.append(x if not x or x[0] in "・-■○" else x + "  ")
            open_table = False
        else:
            out.append("| " + " | ".join(x) + " |")
            if not open_table:
                out.append("| " + " | ".join("---" for _ in x) + " |")
            open_table = True
    return "\n".join(out).encode()


def body(doc: Doc) -> str:
    """Paragraphs and tables as HTML."""
    out, inside = [], False
    for x in doc.lines:
        row = isinstance(x, list)
        if row != inside:
            out.append('<table class="list">' if row else "</table>")
            inside = row
        out.append(
            "<tr>" + "".join(f"<td>{html.escape(c) or '&nbsp;'}</td>" for c in x) + "</tr>"
            if row
            else f"<div>{html.escape(str(x)) or '<br>'}</div>"
        )
    return "\n".join(out) + ("</table>" if inside else "")


def page(encoding: str, entities: bool = False) -> Write:
    """A saved page; with ``entities`` every letter beyond ASCII is a number."""

    def write(doc: Doc, rng: Random) -> bytes:
        made = (f'<!DOCTYPE html><html lang="ja"><head><meta charset="{encoding}"><title>画面</title><style>td{{border:1px solid}}'
                f"</style></head><body>{body(doc)}<script>var _q=[];_q.push(1)</script></body></html>")  # fmt: skip
        return made.encode("ascii", "xmlcharrefreplace") if entities else made.encode(encoding)

    return write


def _records(doc: Doc) -> list[dict[str, str]]:
    rows = [x for x in doc.lines if isinstance(x, list)]
    if not doc.tabular() or len(rows) < 2:
        return (
            [{"line": doc.text(" ")}]
            if len(doc.lines) < 4
            else [
                {"no": str(n), "body": " ".join(x) if isinstance(x, list) else x}
                for n, x in enumerate(doc.lines, 1)
                if x
            ]
        )
    head, out = rows[0], []
    for x in doc.lines:
        if x is not head:
            out.append(
                {"note": x}
                if isinstance(x, str)
                else {(head[n] if n < len(head) and head[n] else f"col{n}"): c for n, c in enumerate(x)}
            )
        else:
            out.append({"columns": " / ".join(head)})
    return out


def as_json(escaped: bool, lines: bool = False) -> Write:
    """Rows as records."""

    def write(doc: Doc, rng: Random) -> bytes:
        items = _records(doc)
        if lines:
            return "\n".join(json.dumps(i, ensure_ascii=escaped) for i in items).encode()
        return json.dumps(
            {"exported": "2025-12-01T09:00:00+09:00", "total": len(items), "rows": items},
            ensure_ascii=escaped,
            indent=2,
        ).encode()

    return write


def script(doc: Doc, rng: Random) -> bytes:
    r"""A page's data file: a JavaScript array with ``\u`` escapes."""
    return ("window.__DATA__ = " + json.dumps(doc.grid()) + ";\nrender(window.__DATA__);\n").encode()


def xml(doc: Doc, rng: Random) -> bytes:
    """Rows as elements, cells as attributes or elements."""
    rows = []
    for n, x in enumerate(doc.grid()):
        rows.append(f'  <row n="{n}">' + "".join(f"<c{k}>{html.escape(c)}</c{k}>" for k, c in enumerate(x)) + "</row>")
    return ('<?xml version="1.0" encoding="UTF-8"?>\n<dataset>\n' + "\n".join(rows) + "\n</dataset>\n").encode()


def spreadsheet_xml(doc: Doc, rng: Random) -> bytes:
    """Excel 2003 XML."""
    rows = "".join(
        "<Row>" + "".join(f'<Cell><Data ss:Type="String">{html.escape(c)}</Data></Cell>' for c in r) + "</Row>\n"
        for r in doc.grid()
    )
    return ('<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
            f'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="S1"><Table>{rows}</Table></Worksheet></Workbook>').encode()  # fmt: skip


def rtf(doc: Doc, rng: Random) -> bytes:
    r"""Rich text: bytes of code page 932 and ``\u`` where it has no letter."""

    def one(c: str) -> str:
        if c in "\\{}":
            return "\\" + c
        if " " <= c <= "~":
            return c
        try:
            return "".join(f"\\'{b:02x}" for b in c.encode("cp932"))
        except UnicodeEncodeError:
            units = c.encode("utf-16-le")
            return "".join(
                f"\\u{int.from_bytes(units[i : i + 2], 'little', signed=True)}?" for i in range(0, len(units), 2)
            )

    lines = ["".join(map(one, line)) + "\\par" for line in doc.text("\u3000").split("\n")]
    return (
        "{\\rtf1\\ansi\\ansicpg932\\deff0{\\fonttbl{\\f0\\fcharset128 \\'82\\'6c\\'82\\'72 \\'96\\'be\\'92\\'a9;}}\n"
        + "\n".join(lines)
        + "\n}"
    ).encode()


def separated(encoding: str, gap: str = ",", full: bool = False) -> Write:
    """Values with a separator."""

    def write(doc: Doc, rng: Random) -> bytes:
        out = io.StringIO()
        csv.writer(out, delimiter=gap, quoting=csv.QUOTE_ALL if full else csv.QUOTE_MINIMAL).writerows(doc.grid())
        return out.getvalue().encode(encoding)

    return write


def _width(s: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in s)


def fixed(doc: Doc, rng: Random) -> bytes:
    """Columns of fixed width, blanks between."""
    rows = [x for x in doc.lines if isinstance(x, list)]
    wide = [max(_width(r[n]) for r in rows if n < len(r)) + 2 for n in range(max(map(len, rows), default=0))]
    out = [
        x if isinstance(x, str) else "".join(c + " " * (wide[n] - _width(c)) for n, c in enumerate(x)).rstrip()
        for x in doc.lines
    ]
    return "\r\n".join(out).encode("cp932")


def sql(doc: Doc, rng: Random) -> bytes:
    """INSERT statements."""
    out = ["-- dump 2025-12-01", "BEGIN;", "CREATE TABLE work_tbl (seq INTEGER PRIMARY KEY, c1 TEXT);"]
    for n, row in enumerate(doc.grid(), 1):
        out.append(
            f"INSERT INTO work_tbl VALUES ({n}, " + ", ".join("'" + c.replace("'", "''") + "'" for c in row) + ");"
        )
    return "\n".join([*out, "COMMIT;"]).encode()


def copy(doc: Doc, rng: Random) -> bytes:
    """COPY of PostgreSQL."""
    rows = "\n".join("\t".join(c or "\\N" for c in r) for r in doc.grid())
    return f"SET client_encoding = 'UTF8';\nCOPY public.m_data FROM stdin;\n{rows}\n\\.\n".encode()


def log(doc: Doc, rng: Random) -> bytes:
    """Lines of an application's log."""
    out = []
    for n, x in enumerate(doc.lines):
        line = x if isinstance(x, str) else ", ".join(f"'{c}'" for c in x)
        out.append(
            f"2025-12-{1 + n // 40 % 28:02d}T{9 + n // 9 % 9:02d}:{n * 7 % 60:02d}:{n * 13 % 60:02d}.{n * 91 % 1000:03d}+0900 [{rng.choice(('main', 'batch-2', 'pool-1'))}] INFO  {line}"
        )
    return "\n".join(out).encode()


def percent(doc: Doc, rng: Random) -> bytes:
    """A web server's log with the text in queries, percent-encoded."""
    out = []
    for n, x in enumerate(doc.grid()):
        asked = "&".join(f"f{k}={quote(c)}" for k, c in enumerate(x))
        out.append(
            f'192.168.10.{n % 200 + 11} - - [01/Dec/2025:09:{n // 60 % 60:02d}:{n % 60:02d} +0900] "GET /yoyaku/entry.cgi?{asked} HTTP/1.1" 200 {1200 + n * 37 % 900}'
        )
    return "\n".join(out).encode()


def _kept(value: tuple[str, str, str], data: bytes) -> bool:
    """Whether a value is still among the bytes; one written in two cells by its parts."""
    parts = value[1].split(" ") if value[2].startswith("split") else [value[1]]
    return all(part.encode() in data for part in parts)


def database(mode: str = "") -> Write:
    """SQLite: kept rows, deleted rows, rows only in the write-ahead log (inside a folder copy), or a browser's form history."""

    def write(doc: Doc, rng: Random) -> bytes:
        rows = doc.grid()
        width = max(map(len, rows))
        with tempfile.TemporaryDirectory() as home:
            path = Path(home) / "a.sqlite"
            base = sqlite3.connect(path)
            base.execute("pragma secure_delete=off")
            if mode == "forms":
                base.execute(
                    "create table moz_formhistory (id integer primary key, fieldname text not null, value text not null, timesUsed integer)"
                )
                base.executemany(
                    "insert into moz_formhistory values (null,?,?,1)",
                    [(f"field{k}", c) for r in rows for k, c in enumerate(r) if c],
                )
            else:
                base.execute(
                    f"create table t_main (id integer primary key, {', '.join(f'v{k} text' for k in range(width))})"
                )
                put = f"insert into t_main values (null,{','.join('?' * width)})"
                base.executemany(put, [[*r, *[""] * (width - len(r))] for r in rows])
                base.commit()
            if mode == "deleted":
                base.execute("delete from t_main where id > 1")
            base.commit()
            base.close()
            data = path.read_bytes()
            if mode == "deleted":  # a row whose place was used again is no longer there
                doc.values[:] = [v for v in doc.values if _kept(v, data)]
            return data

    return write


def autosave(doc: Doc, rng: Random) -> bytes:
    """An editor's swap: lines as UTF-8 between binary rubbish, the last one first."""
    out = b"b0VIM 8.2\0" + bytes(100) + os.fsencode("~/work.txt") + bytes(64)
    return out + b"\0".join(x.encode() for x in reversed(doc.text(" ").split("\n"))) + bytes(48)


ANY: Formats = {
    "txt-utf8": (".txt", text("utf-8")), "txt-utf8-lf": (".txt", text("utf-8", "\n")), "txt-bom": (".txt", text("utf-8-sig")),
    "txt-cp932": (".txt", text("cp932")), "txt-euc": (".txt", text("euc_jp", "\n")), "txt-jis": (".txt", text("iso2022_jp_ext")),
    "txt-utf16": (".txt", text("utf-16-le", mark=b"\xff\xfe")), "md": (".md", markdown), "html": (".html", page("utf-8")),
    "html-sjis": (".htm", page("cp932")), "html-entities": (".html", page("utf-8", True)), "json": (".json", as_json(False)),
    "json-escaped": (".json", as_json(True)), "jsonl": (".jsonl", as_json(False, True)), "js-escaped": (".js", script),
    "xml": (".xml", xml), "rtf": (".rtf", rtf), "log": (".log", log), "log-percent": (".log", percent), "sqlite": (".sqlite", database()),
    "formhistory": (".sqlite", database("forms")), "bak": (".txt.bak", text("utf-8")), "tmp": (".tmp", text("cp932")), "swap": (".swp", autosave),
}  # fmt: skip
TABLES: Formats = {
    "csv-cp932": (".csv", separated("cp932")), "csv-bom": (".csv", separated("utf-8-sig")), "csv-quoted": (".csv", separated("utf-8", full=True)),
    "csv-utf16": (".txt", separated("utf-16", "\t")), "tsv": (".tsv", separated("utf-8", "\t")), "semicolon": (".csv", separated("utf-8", ";")),
    "fixed": (".prn", fixed), "sql": (".sql", sql), "copy": (".sql", copy), "sqlite-deleted": (".db", database("deleted")),
    "spreadsheetml": (".xml", spreadsheet_xml),
}  # fmt: skip
