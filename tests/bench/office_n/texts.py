"""Text files: encodings, separated and fixed fields, markup, records, logs."""

import csv
import html
import io
import json
import unicodedata
from collections.abc import Callable
from random import Random
from urllib.parse import quote

from .script import Doc

Write = Callable[[Doc, Random], bytes]
Formats = dict[str, tuple[str, Write]]


def plain(encoding: str, end: str = "\r\n", head: bytes = b"") -> Write:
    """The lines, cells apart by tabs."""
    return lambda doc, rng: head + (doc.text() + "\n").replace("\n", end).encode(encoding)


def spaced(doc: Doc, rng: Random) -> bytes:
    """Typed by hand: cells apart by wide blanks, two lines of heading drawn with signs."""
    return ("――――――――\r\n" + doc.text("　　").replace("\n", "\r\n") + "\r\n――――――――\r\n").encode()


def folded(doc: Doc, rng: Random) -> bytes:
    """Printed by a word processor that breaks lines at a fixed width."""
    width = rng.choice((30, 36, 42))
    out = [x[i : i + width] for x in doc.text("　").split("\n") for i in range(0, max(1, len(x)), width)]
    return "\n".join(out).encode("cp932")


def drawn(doc: Doc, rng: Random) -> bytes:
    """Tables with box lines."""
    out = [x if isinstance(x, str) else "┃" + "│".join(x) + "┃" for x in doc.lines]
    return "\n".join(["┏━━━━━━━━┓", *out, "┗━━━━━━━━┛"]).encode()


def markdown(doc: Doc, rng: Random) -> bytes:
    """Notes of an editor that knows headings and lists."""
    out = [f"## {rng.choice(('メモ', '下書き', 'TODO', '共有'))}"]
    table = False
    for x in doc.lines:
        if isinstance(x, str):
            out.append(("- " if rng.random() < 0.3 and x else "") + x)
            table = False
        else:
            out.append("| " + " | ".join(x) + " |")
            if not table:
                out.append("|" + " --- |" * len(x))
            table = True
    return "\n".join(out).encode()


def fields(encoding: str, mark: str = ",", quoted: bool = False) -> Write:
    """Separated values."""

    def write(doc: Doc, rng: Random) -> bytes:
        out = io.StringIO()
        csv.writer(out, delimiter=mark, quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL).writerows(doc.grid())
        return out.getvalue().encode(encoding)

    return write


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def columns(doc: Doc, rng: Random) -> bytes:
    """Fixed columns of a host's list, code page 932."""
    grid = doc.grid()
    rows = [r for r in grid if len(r) > 1]
    sizes = [max(_width(r[n]) for r in rows if n < len(r)) + 2 for n in range(max(map(len, rows), default=0))]
    out = [r[0] if len(r) == 1 else "".join(c + " " * (sizes[n] - _width(c)) for n, c in enumerate(r)) for r in grid]
    return "\r\n".join(out).encode("cp932")


def _cells(tag: str, row: list[str]) -> str:
    return "<tr>" + "".join(f"<{tag}>{html.escape(c)}</{tag}>" for c in row) + "</tr>"


def page(doc: Doc) -> str:
    """An HTML body."""
    out, table = [], False
    for x in doc.lines:
        if isinstance(x, str):
            out.append(("</table>" if table else "") + f"<p>{html.escape(x) or '&nbsp;'}</p>")
            table = False
        else:
            out.append(_cells("td", x) if table else '<table class="t">' + _cells("th" if len(x) > 4 else "td", x))
            table = True
    return "\n".join(out) + ("</table>" if table else "")


def web(encoding: str, refs: str = "") -> Write:
    """A page; ``refs`` writes letters as numeric references."""

    def write(doc: Doc, rng: Random) -> bytes:
        head = f'<!DOCTYPE html><html lang="ja"><head><meta charset="{encoding}"><title>印刷用</title></head><body>'
        text = head + page(doc) + "</body></html>"
        if refs == "hex":
            return "".join(c if ord(c) < 128 else f"&#x{ord(c):x};" for c in text).encode()
        return text.encode("ascii", "xmlcharrefreplace") if refs else text.encode(encoding)

    return write


def web_form(doc: Doc, rng: Random) -> bytes:
    """A page saved while its form was filled in: values of inputs, text areas."""
    out = []
    for n, row in enumerate(doc.grid()):
        if len(row) == 1:
            out.append(f'<div><textarea name="memo{n}" rows="2">{html.escape(row[0])}</textarea></div>')
        for label, value in zip(row[::2], row[1::2], strict=False):
            out.append(
                f'<dl><dt><label>{html.escape(label)}</label></dt><dd><input type="text" name="f{n}" value="{html.escape(value)}"></dd></dl>'
            )
        if len(row) > 1 and len(row) % 2:
            out.append(f"<span>{html.escape(row[-1])}</span>")
    return (
        '<html><head><meta charset="utf-8"></head><body><form method="post">' + "\n".join(out) + "</form></body></html>"
    ).encode()


def _records(doc: Doc) -> list[object]:
    out: list[object] = []
    head: list[str] = []
    for x in doc.lines:
        if isinstance(x, str):
            out.append({"note": x})
        elif not head or len(x) != len(head):
            head = x
            if len(x) < 4:
                out.append({"row": x})
            else:
                out.append({"columns": x})
        else:
            out.append(
                {
                    (h if h and h not in head[:n] else f"{h}_{n}"): c
                    for n, (h, c) in enumerate(zip(head, x, strict=True))
                }
            )
    return out


def as_json(escaped: bool, each: bool = False) -> Write:
    """Rows as objects with the headings as keys."""

    def write(doc: Doc, rng: Random) -> bytes:
        found = _records(doc)
        if each:
            return "\n".join(json.dumps(f, ensure_ascii=escaped) for f in found).encode()
        return json.dumps(
            {"exportedAt": "2025-11-10T09:00:00+09:00", "data": found}, ensure_ascii=escaped, indent=2
        ).encode()

    return write


def xml_tags(doc: Doc, rng: Random) -> bytes:
    """Elements."""
    out = []
    for x in doc.lines:
        cells = [x] if isinstance(x, str) else x
        out.append(
            "  <item>" + "".join(f'<field no="{n}">{html.escape(c)}</field>' for n, c in enumerate(cells)) + "</item>"
        )
    return ('<?xml version="1.0" encoding="UTF-8"?>\n<dataset>\n' + "\n".join(out) + "\n</dataset>\n").encode()


def xml_attributes(doc: Doc, rng: Random) -> bytes:
    """Everything in attributes, Shift_JIS."""
    out = []
    for x in doc.lines:
        cells = [x] if isinstance(x, str) else x
        out.append("<r " + " ".join(f'c{n}="{html.escape(c)}"' for n, c in enumerate(cells)) + "/>")
    return ('<?xml version="1.0" encoding="Shift_JIS"?>\n<rows>\n' + "\n".join(out) + "\n</rows>").encode("cp932")


def rtf(doc: Doc, rng: Random) -> bytes:
    """Rich text with a table where there is one; letters as Unicode or as code page escapes."""
    coded = rng.random() < 0.5
    out = [
        r"{\rtf1\ansi\ansicpg932\uc1\deff0{\fonttbl{\f0\fnil\fcharset128 \'82\'6c\'82\'72 \'96\'be\'92\'a9;}}\viewkind4\pard\f0\fs21"
    ]
    for x in doc.lines:
        if isinstance(x, str):
            out.append(r"\pard " + _rtf(x, coded) + r"\par")
        else:
            ends = "".join(rf"\cellx{1500 * (n + 1)}" for n in range(len(x)))
            out.append(r"\trowd" + ends + r"\intbl " + "".join(_rtf(c, coded) + r"\cell " for c in x) + r"\row")
    return ("\r\n".join(out) + "}").encode("ascii")


def _rtf(text: str, coded: bool) -> str:
    out = ""
    for c in text:
        if c in "\\{}":
            out += "\\" + c
        elif " " <= c <= "~":
            out += c
        else:
            try:
                raw = c.encode("cp932") if coded else b""
            except UnicodeEncodeError:
                raw = b""
            units = c.encode("utf-16-le")
            out += "".join(f"\\'{b:02x}" for b in raw) or "".join(
                rf"\u{int.from_bytes(units[i : i + 2], 'little', signed=True)}?" for i in range(0, len(units), 2)
            )
    return out


def sql(doc: Doc, rng: Random) -> bytes:
    """INSERT statements, several rows each."""
    grid = doc.grid()
    out = ["-- phpMyAdmin SQL Dump", "SET NAMES utf8mb4;", ""]
    for at in range(0, len(grid), 20):
        rows = ",\n".join(
            "(" + ", ".join("'" + c.replace("'", "''") + "'" for c in r) + ")" for r in grid[at : at + 20]
        )
        out.append(f"INSERT INTO `n_table` VALUES\n{rows};")
    return "\n".join(out).encode()


def sql_copy(doc: Doc, rng: Random) -> bytes:
    """A PostgreSQL dump."""
    rows = "\n".join("\t".join(r) for r in doc.grid())
    return f"SET client_encoding = 'UTF8';\nCOPY public.hiroba FROM stdin;\n{rows}\n\\.\n".encode()


def logged(doc: Doc, rng: Random) -> bytes:
    """Lines of a program's log with the text as payload."""
    out = []
    for n, r in enumerate(doc.grid()):
        stamp = f"2025-10-{1 + n % 30:02d}T{9 + n % 9:02d}:{n * 7 % 60:02d}:{n * 13 % 60:02d}+09:00"
        out.append(f"{stamp} {rng.choice(('INFO', 'DEBUG', 'WARN'))} app.save[{n}]: " + " / ".join(r))
    return "\n".join(out).encode()


def requests(doc: Doc, rng: Random) -> bytes:
    """A web server's log: the text percent-encoded in the addresses called."""
    out = []
    for n, r in enumerate(doc.grid()):
        query = "&".join(f"{'abcdefghijklmnopqrstuvwx'[k % 24]}={quote(c)}" for k, c in enumerate(r) if c)
        out.append(
            f'203.0.113.{n % 250} - - [10/Nov/2025:10:{n // 60 % 60:02d}:{n % 60:02d} +0900] "GET /save?{query} HTTP/1.1" 200 {n * 37 % 900}'
        )
    return "\n".join(out).encode()


def yaml(doc: Doc, rng: Random) -> bytes:
    """A list of lists."""
    return "\n".join("- [" + ", ".join(json.dumps(c, ensure_ascii=False) for c in r) + "]" for r in doc.grid()).encode()


def properties(doc: Doc, rng: Random) -> bytes:
    """A Java properties file: letters as escapes."""
    out = []
    for n, r in enumerate(doc.grid()):
        text = " ".join(r).encode("utf-16-be")
        units = [int.from_bytes(text[i : i + 2], "big") for i in range(0, len(text), 2)]
        out.append(f"entry.{n:03d}=" + "".join(chr(u) if 31 < u < 127 else f"\\u{u:04x}" for u in units))
    return "\n".join(out).encode()


def dbase(doc: Doc, rng: Random) -> bytes:
    """A dBASE III table, as an old card program keeps it."""
    rows = [[c.encode("cp932") for c in r] for r in doc.grid()]
    if any(len(c) > 250 for r in rows for c in r):
        raise UnicodeEncodeError("cp932", "", 0, 1, "too long")
    sizes = [max([4, *(len(r[n]) for r in rows if n < len(r))]) for n in range(max(map(len, rows)))]
    fields_ = b"".join(
        b"KOMOKU%d" % n + bytes(11 - len(b"KOMOKU%d" % n)) + b"C" + bytes(4) + bytes([size, 0]) + bytes(14)
        for n, size in enumerate(sizes)
    )
    head = (
        bytes([3, 125, 11, 4])
        + len(rows).to_bytes(4, "little")
        + (33 + 32 * len(sizes)).to_bytes(2, "little")
        + (1 + sum(sizes)).to_bytes(2, "little")
    )
    body = b"".join(
        b" " + b"".join((r[n] if n < len(r) else b"").ljust(size) for n, size in enumerate(sizes)) for r in rows
    )
    return head + bytes(20) + fields_ + b"\r" + body + b"\x1a"


def sylk(doc: Doc, rng: Random) -> bytes:
    """Symbolic link, an exchange format of old spreadsheets."""
    cells = "\r\n".join(
        f'C;Y{y};X{x};K"{c.replace(";", ";;")}"' for y, r in enumerate(doc.grid(), 1) for x, c in enumerate(r, 1) if c
    )
    return f"ID;PWXL;N;E\r\n{cells}\r\nE\r\n".encode("cp932")


def excel2003(doc: Doc, rng: Random) -> bytes:
    """A workbook as XML of 2003."""
    rows = "".join(
        "<Row>" + "".join(f'<Cell><Data ss:Type="String">{html.escape(c)}</Data></Cell>' for c in r) + "</Row>\n"
        for r in doc.grid()
    )
    space = (
        'xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"'
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook {space}><Worksheet ss:Name="s1"><Table>\n{rows}</Table></Worksheet></Workbook>'.encode()


ANY: Formats = {
    "txt-utf8": (".txt", plain("utf-8")), "txt-utf8-lf": (".txt", plain("utf-8", "\n")),
    "txt-bom": (".txt", plain("utf-8-sig")), "txt-utf16": (".txt", plain("utf-16-le", head=b"\xff\xfe")),
    "txt-utf16be": (".txt", plain("utf-16-be", head=b"\xfe\xff")), "txt-cp932": (".txt", plain("cp932")),
    "txt-euc": (".txt", plain("euc_jp", "\n")), "txt-jis": (".txt", plain("iso2022_jp")), "txt-spaced": (".txt", spaced),
    "txt-folded": (".txt", folded), "txt-drawn": (".txt", drawn), "md": (".md", markdown), "html": (".html", web("utf-8")),
    "html-cp932": (".htm", web("cp932")), "html-refs": (".html", web("utf-8", "dec")), "html-hex": (".html", web("utf-8", "hex")),
    "json": (".json", as_json(False)), "json-u": (".json", as_json(True)), "xml": (".xml", xml_tags), "rtf": (".rtf", rtf),
    "log": (".log", logged), "txt-utf16le-nomark": (".dat", plain("utf-16-le")),
}  # fmt: skip
TABLES: Formats = {
    "csv-cp932": (".csv", fields("cp932")), "csv-bom": (".csv", fields("utf-8-sig")), "csv-quoted": (".csv", fields("cp932", quoted=True)),
    "csv-utf8": (".csv", fields("utf-8")), "csv-utf16": (".csv", fields("utf-16", "\t")), "tsv": (".tsv", fields("utf-8", "\t")),
    "semicolon": (".csv", fields("utf-8", ";")), "pipe": (".txt", fields("cp932", "|")), "fixed": (".prn", columns), "sql": (".sql", sql),
    "sql-copy": (".dump", sql_copy), "jsonl": (".jsonl", as_json(False, True)), "xml-attr": (".xml", xml_attributes), "dbf": (".dbf", dbase), "slk": (".slk", sylk), "excel2003": (".xml", excel2003), "yaml": (".yaml", yaml),
}  # fmt: skip
FORMS: Formats = {
    "html-form": (".html", web_form),
    "access-log": (".log", requests),
    "properties": (".properties", properties),
}
