"""Text files of every dress: encodings, markup, tables as text, exports of systems. Each writer gives bytes."""

import csv
import html
import io
import json
import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path
from random import Random

from tests.bench.office_g.markup import Doc
from tests.bench.office_g.skeletons import skeleton

Write = Callable[[Doc, Random], bytes]
Formats = dict[str, tuple[str, Write]]


def encoded(encoding: str, end: str = "\r\n", mark: bytes = b"") -> Write:
    """Plain text in an encoding."""
    return lambda doc, rng: mark + (doc.text() + "\n").replace("\n", end).encode(encoding)


def wrapped(doc: Doc, rng: Random) -> bytes:
    """Hard lines of a mail program or a host terminal: breaks come anywhere, also inside a name."""
    width = rng.choice((34, 38, 40))
    lines = [line[i : i + width] for line in doc.text("　").split("\n") for i in range(0, max(1, len(line)), width)]
    return "\r\n".join(lines).encode("utf-8")


def ruled(doc: Doc, rng: Random) -> bytes:
    """Tables drawn with box characters, as a host prints them."""
    out = [x if isinstance(x, str) else "│" + "│".join(x) + "│" for x in doc.lines]
    return "\r\n".join(out).encode("utf-8")


def markdown(doc: Doc, rng: Random) -> bytes:
    """A wiki page: pipes for tables, bullets for some lines."""
    out, before = [f"# {rng.choice(('引継ぎ', '記録', 'メモ', 'まとめ', 'WIP'))}", ""], False
    for x in doc.lines:
        row = not isinstance(x, str)
        out.append(x if isinstance(x, str) else "| " + " | ".join(x) + " |")
        if row and not before:
            out.append("|" + "---|" * len(x))
        before = row
    return "\n".join(out).encode()


def _cells(doc: Doc) -> list[list[str]]:
    return [[x] if isinstance(x, str) else x for x in doc.lines]


def separated(encoding: str, gap: str = ",", quote: bool = False) -> Write:
    """Values with a separator."""

    def write(doc: Doc, rng: Random) -> bytes:
        out = io.StringIO()
        csv.writer(out, delimiter=gap, quoting=csv.QUOTE_ALL if quote else csv.QUOTE_MINIMAL).writerows(_cells(doc))
        return out.getvalue().encode(encoding)

    return write


def fixed(doc: Doc, rng: Random) -> bytes:
    """Fields of fixed width, filled with blanks."""
    out = [x if isinstance(x, str) else "".join(c + " " * max(2, 26 - 2 * len(c)) for c in x) for x in doc.lines]
    return "\r\n".join(line.rstrip() for line in out).encode("cp932")


def page(doc: Doc, style: str = "") -> str:
    """The body as HTML."""
    out, table = [], False
    for x in doc.lines:
        if not isinstance(x, str) and not table:
            out.append("<table border=1>")
        elif isinstance(x, str) and table:
            out.append("</table>")
        table = not isinstance(x, str)
        cells = [f"<td>{html.escape(c)}</td>" for c in x] if table else []
        out.append(f"<tr>{''.join(cells)}</tr>" if table else f"<p{style}>{html.escape(str(x))}</p>")
    return "\n".join(out) + ("</table>" if table else "")


def web(encoding: str, entities: bool = False) -> Write:
    """A saved page; ``entities`` writes every non-ASCII letter as a number."""

    def write(doc: Doc, rng: Random) -> bytes:
        body = page(doc, ' style="margin:0"')
        text = skeleton("page", encoding=encoding, body=body)
        return text.encode("ascii", "xmlcharrefreplace") if entities else text.encode(encoding)

    return write


def as_json(ascii_only: bool, lines: bool) -> Write:
    """Rows as records, text as messages."""

    def write(doc: Doc, rng: Random) -> bytes:
        head = next((x for x in doc.lines if not isinstance(x, str)), [])
        found = [
            {"text": x}
            if isinstance(x, str)
            else {h or f"c{n}": c for n, (h, c) in enumerate(zip(head, x, strict=False))}
            for x in doc.lines
            if x is not head
        ]
        if lines:
            return "\n".join(json.dumps(f, ensure_ascii=ascii_only) for f in found).encode()
        return json.dumps({"version": 2, "items": found}, ensure_ascii=ascii_only, indent=1).encode()

    return write


def xml(doc: Doc, rng: Random) -> bytes:
    """An export with elements named f1, f2, and so on."""
    out = []
    for x in doc.lines:
        cells = [x] if isinstance(x, str) else x
        out.append("<rec>" + "".join(f"<f{n}>{html.escape(c)}</f{n}>" for n, c in enumerate(cells, 1)) + "</rec>")
    return ('<?xml version="1.0" encoding="UTF-8"?>\n<export>\n' + "\n".join(out) + "\n</export>\n").encode()


def spreadsheetml(doc: Doc, rng: Random) -> bytes:
    """Excel 2003 XML."""
    rows = "".join(
        "<Row>" + "".join(f'<Cell><Data ss:Type="String">{html.escape(c)}</Data></Cell>' for c in r) + "</Row>"
        for r in _cells(doc)
    )
    return skeleton("excel-xml", rows=rows).encode()


def yaml_like(doc: Doc, rng: Random) -> bytes:
    """A list of records or of lines."""
    out = ["records:"]
    for x in doc.lines:
        cells = [x] if isinstance(x, str) else x
        out += [
            ("  - " if n == 0 else "    ") + f"v{n}: {json.dumps(c, ensure_ascii=False)}" for n, c in enumerate(cells)
        ]
    return "\n".join(out).encode()


def subtitles(doc: Doc, rng: Random) -> bytes:
    """A transcript with times (WebVTT)."""
    out = ["WEBVTT", ""]
    for n, x in enumerate(doc.lines):
        text = x if isinstance(x, str) else " ".join(x)
        if text.strip():
            out += [f"00:{n // 6:02d}:{n % 6 * 10:02d}.000 --> 00:{n // 6:02d}:{n % 6 * 10 + 9:02d}.500", text, ""]
    return "\n".join(out).encode()


def rtf(doc: Doc, rng: Random) -> bytes:
    r"""Rich text, half of the lines in code page 932, half in ``\\u`` escapes."""
    out = [r"{\rtf1\ansi\ansicpg932\deff0{\fonttbl{\f0\fnil\fcharset128 MS Mincho;}}\f0\fs21 "]
    for n, line in enumerate(doc.text(" / ").split("\n")):
        out.append((_escaped(line) if n % 2 else _hexed(line)) + r"\par ")
    return ("\n".join(out) + "}").encode("ascii")


def _escaped(line: str) -> str:
    units = line.encode("utf-16-le")
    codes = [int.from_bytes(units[i : i + 2], "little", signed=True) for i in range(0, len(units), 2)]
    return "".join(chr(c) if 32 <= c < 127 and chr(c) not in "\\{}" else rf"\u{c}?" for c in codes)


def _hexed(line: str) -> str:
    try:
        line.encode("cp932")
    except UnicodeEncodeError:
        return _escaped(line)
    return "".join(
        c if " " <= c <= "~" and c not in "\\{}" else "".join(f"\\'{b:02x}" for b in c.encode("cp932")) for c in line
    )


def insert_sql(doc: Doc, rng: Random) -> bytes:
    """A dump of a table: INSERT statements."""
    out = [
        "-- MySQL dump 10.13  Distrib 8.0.36",
        "SET NAMES utf8mb4;",
        "CREATE TABLE `t_data` (`id` int, `body` text);",
    ]
    for n, row in enumerate(_cells(doc)):
        quoted = ",".join("'" + c.replace("'", "''") + "'" for c in row)
        out.append(f"INSERT INTO `t_data` VALUES ({n},{quoted});")
    return "\n".join(out).encode()


def copy_sql(doc: Doc, rng: Random) -> bytes:
    """A dump of PostgreSQL: COPY."""
    body = "\n".join("\t".join([str(n), *r]) for n, r in enumerate(_cells(doc), 1))
    return f"--\n-- PostgreSQL database dump\n--\nCOPY public.t_work FROM stdin;\n{body}\n\\.\n".encode()


def sqlite(doc: Doc, rng: Random) -> bytes:
    """A database file with one table."""
    rows = _cells(doc)
    width = max(len(r) for r in rows)
    with tempfile.TemporaryDirectory() as home:
        path = Path(home) / "x.db"
        base = sqlite3.connect(path)
        base.execute(f"create table work (id integer primary key, {','.join(f'c{n} text' for n in range(width))})")
        marks = ",".join("?" * (width + 1))
        base.executemany(
            f"insert into work values ({marks})", [(n, *r, *[""] * (width - len(r))) for n, r in enumerate(rows)]
        )
        base.commit()
        base.close()
        return path.read_bytes()


def dbf(doc: Doc, rng: Random) -> bytes:
    """A dBASE III table, code page 932, as old mailing programs keep it."""
    rows = [[c.encode("cp932") for c in r] for r in _cells(doc)]
    width = max(len(r) for r in rows)
    sizes = [min(254, max([8, *(len(r[n]) for r in rows if n < len(r))])) for n in range(width)]
    if any(len(c) > 254 for r in rows for c in r):
        raise UnicodeEncodeError("cp932", "", 0, 1, "too long for a field")
    fields = b"".join(
        f"F{n}".encode().ljust(11, b"\0") + b"C" + bytes(4) + bytes([s, 0]) + bytes(14) for n, s in enumerate(sizes)
    )
    head = bytes([3, 125, 11, 20]) + len(rows).to_bytes(4, "little") + (33 + 32 * width).to_bytes(2, "little")
    head += (1 + sum(sizes)).to_bytes(2, "little") + bytes(17) + b"\x7b" + bytes(2)
    body = b"".join(b" " + b"".join((r[n] if n < len(r) else b"").ljust(s) for n, s in enumerate(sizes)) for r in rows)
    return head + fields + b"\r" + body + b"\x1a"


def logged(doc: Doc, rng: Random) -> bytes:
    """Lines of an application's log, the payload in the message."""
    out = []
    for n, x in enumerate(doc.lines):
        text = x if isinstance(x, str) else " ".join(f"[{c}]" for c in x)
        stamp = f"2025-11-{1 + n % 28:02d} {8 + n % 10:02d}:{n * 7 % 60:02d}:{n * 13 % 60:02d},{n * 37 % 1000:03d}"
        out.append(
            f"{stamp} {rng.choice(('INFO ', 'WARN ', 'DEBUG'))} [http-8080-exec-{n % 9}] jp.uketsuke.Svc - {text}"
        )
    return "\n".join(out).encode()


def notebook(doc: Doc, rng: Random) -> bytes:
    """A Jupyter notebook with the text as output of a cell."""
    text = [line + "\n" for line in doc.text().split("\n")]
    cell = {"cell_type": "code", "source": ["df.head(50)"], "metadata": {}, "execution_count": 1,
            "outputs": [{"output_type": "stream", "name": "stdout", "text": text}]}  # fmt: skip
    return json.dumps(
        {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, ensure_ascii=False
    ).encode()


def tex(doc: Doc, rng: Random) -> bytes:
    """LaTeX."""
    body = "\n\n".join(x if isinstance(x, str) else " & ".join(x) + r" \\" for x in doc.lines)
    return f"\\documentclass{{jlreq}}\n\\begin{{document}}\n{body}\n\\end{{document}}\n".encode()


ANY: Formats = {
    "txt-utf8": (".txt", encoded("utf-8")), "txt-utf8-bom": (".txt", encoded("utf-8-sig")),
    "txt-cp932": (".txt", encoded("cp932")), "txt-eucjp": (".txt", encoded("euc_jp", "\n")),
    "txt-jis": (".txt", encoded("iso2022_jp_ext")), "txt-utf16": (".txt", encoded("utf-16")),
    "txt-utf16be": (".log", encoded("utf-16-be", mark=b"\xfe\xff")), "txt-wrapped": (".txt", wrapped),
    "txt-ruled": (".lst", ruled), "md": (".md", markdown), "html": (".html", web("utf-8")),
    "html-cp932": (".htm", web("cp932")), "html-entities": (".html", web("utf-8", entities=True)),
    "json": (".json", as_json(False, False)), "json-escaped": (".json", as_json(True, False)),
    "jsonl": (".jsonl", as_json(False, True)), "xml": (".xml", xml), "yaml": (".yml", yaml_like),
    "vtt": (".vtt", subtitles), "rtf": (".rtf", rtf), "log": (".log", logged), "ipynb": (".ipynb", notebook),
    "tex": (".tex", tex), "sqlite": (".db", sqlite), "bak": (".bak", encoded("utf-8", "\n")),
}  # fmt: skip
TABLES: Formats = {
    "csv-cp932": (".csv", separated("cp932")), "csv-utf8-bom": (".csv", separated("utf-8-sig", quote=True)),
    "csv-utf8": (".csv", separated("utf-8")), "csv-semicolon": (".csv", separated("utf-8", ";")),
    "tsv": (".tsv", separated("utf-8", "\t")), "psv": (".dat", separated("cp932", "|")), "fixed": (".dat", fixed),
    "sql-insert": (".sql", insert_sql), "sql-copy": (".sql", copy_sql), "dbf": (".dbf", dbf),
    "spreadsheetml": (".xml", spreadsheetml),
}  # fmt: skip
