"""Writers of text formats: bytes of a document."""

import csv
import io
import json
import re
import unicodedata
from collections.abc import Callable
from html import escape
from random import Random

from .marks import Doc

Write = Callable[[Doc, Random], bytes]
Formats = dict[str, tuple[str, Write]]


def lines(code: str, gap: str = "\t", end: str = "\r\n") -> Write:
    """Lines in a code."""
    return lambda doc, rng: doc.text(gap).replace("\n", end).encode(code)


def fields(code: str, delimiter: str = ",", quoting: int = csv.QUOTE_MINIMAL) -> Write:
    """Comma separated or the like."""

    def write(doc: Doc, rng: Random) -> bytes:
        out = io.StringIO()
        csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator="\r\n").writerows(doc.grid())  # type: ignore[arg-type]
        return out.getvalue().encode(code)

    return write


def width(text: str) -> int:
    """Columns on a terminal."""
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def padded(code: str, ruled: bool = False) -> Write:
    """Columns of equal width, perhaps ruled."""

    def write(doc: Doc, rng: Random) -> bytes:
        rows = [x for x in doc.lines if isinstance(x, list)]
        most = [
            max((width(r[n]) for r in rows if n < len(r)), default=0) for n in range(max(map(len, rows), default=0))
        ]
        out = []
        for line in doc.lines:
            if isinstance(line, str):
                out.append(line)
                continue
            cells = [c + " " * (most[n] - width(c)) for n, c in enumerate(line)]
            out.append("｜" + "｜".join(cells) + "｜" if ruled else "  ".join(cells).rstrip())
        return "\r\n".join(out).encode(code)

    return write


def _records(doc: Doc) -> tuple[list[str], list[dict[str, str]], list[str]]:
    """First long row as headings, rows as records, the lines beside."""
    rows = [x for x in doc.lines if isinstance(x, list)]
    rest = [x for x in doc.lines if isinstance(x, str) and x.strip()]
    head = [h.strip() or f"列{n}" for n, h in enumerate(rows[0])] if rows else []
    keys = [h if head.index(h) == n else f"{h}{n}" for n, h in enumerate(head)]
    out = []
    for r in rows[1:]:
        names = keys + [f"列{n}" for n in range(len(keys), len(r))]
        out.append(dict(zip(names, r, strict=False)))
    return keys, out, rest + ([" ".join(rows[0])] if rows and not out else [])


def as_json(ascii_only: bool = False, by_line: bool = False) -> Write:
    """Records as JSON."""

    def write(doc: Doc, rng: Random) -> bytes:
        heads, records, rest = _records(doc)
        if by_line:
            items: list[object] = [*({"text": x} for x in rest), *records]
            return "".join(json.dumps(x, ensure_ascii=ascii_only) + "\n" for x in items).encode()
        pack = {"title": "export", "columns": heads, "notes": rest, "rows": records}
        return json.dumps(pack, ensure_ascii=ascii_only, indent=rng.choice((None, 2))).encode()

    return write


def xml(doc: Doc, rng: Random) -> bytes:
    """A small database's export."""
    heads, records, rest = _records(doc)
    tags = {h: re.sub(r"[^\w]", "", h) or "x" for h in heads}
    tags = {h: t if not t[0].isdigit() else "_" + t for h, t in tags.items()}
    body = "".join(f"  <memo>{escape(x)}</memo>\n" for x in rest)
    for r in records:
        body += (
            "  <record>"
            + "".join(f"<{tags.get(k, 'etc')}>{escape(v)}</{tags.get(k, 'etc')}>" for k, v in r.items())
            + "</record>\n"
        )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<data>\n{body}</data>\n'.encode()


def _html_body(doc: Doc) -> str:
    out, rows = "", False
    for line in doc.lines:
        if isinstance(line, list) != rows:
            out += "</table>\n" if rows else "<table border=1>\n"
            rows = not rows
        out += (
            "<tr>" + "".join(f"<td>{escape(c)}</td>" for c in line) + "</tr>\n"
            if isinstance(line, list)
            else f"<p>{escape(line)}</p>\n"
        )
    return out + ("</table>\n" if rows else "")


def html(code: str = "utf-8") -> Write:
    """A page."""
    name = {"cp932": "Shift_JIS", "euc_jp": "EUC-JP"}.get(code, "utf-8")
    return lambda doc, rng: (
        f'<!DOCTYPE html><html><head><meta charset="{name}"><title>{doc.title[:0]}page</title></head><body>\n{_html_body(doc)}</body></html>'.encode(
            code
        )
    )


def html_form(doc: Doc, rng: Random) -> bytes:
    """A page of a web program with its boxes filled."""
    out = ""
    for n, line in enumerate(doc.lines):
        if isinstance(line, str):
            out += f"<h3>{escape(line)}</h3>\n" if line else ""
        else:
            for label, value in zip(line[::2], [*line[1::2], ""], strict=False):
                out += f'<label>{escape(label)}</label><input type="text" name="f{n}" value="{escape(value)}"><br>\n'
    return f'<html lang="ja"><head><meta charset="utf-8"></head><body><form>{out}</form></body></html>'.encode()


def mht(doc: Doc, rng: Random) -> bytes:
    """A page saved by Internet Explorer."""
    import base64

    body = base64.encodebytes(html()(doc, rng)).decode().replace("\n", "\r\n")
    head = 'From: <Saved by Windows Internet Explorer 8>\r\nSubject: page\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="--=_P1"\r\n\r\n'
    return (
        head
        + f'----=_P1\r\nContent-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: base64\r\n\r\n{body}\r\n----=_P1--\r\n'
    ).encode()


def rtf(doc: Doc, rng: Random) -> bytes:
    """Rich text of WordPad, code page 932 in hexadecimal, the rest in Unicode."""

    def one(c: str) -> str:
        if c in "\\{}":
            return "\\" + c
        if ord(c) < 128:
            return "\\tab " if c == "\t" else c
        try:
            return "".join(f"\\'{b:02x}" for b in c.encode("cp932"))
        except UnicodeEncodeError:
            raw = c.encode("utf-16-le")
            units = [int.from_bytes(raw[n : n + 2], "little", signed=True) for n in range(0, len(raw), 2)]
            return "".join(f"\\u{u}?" for u in units)

    body = "\\par\r\n".join("".join(map(one, x)) for x in doc.text().split("\n"))
    return (
        "{\\rtf1\\ansi\\ansicpg932\\deff0{\\fonttbl{\\f0\\fnil\\fcharset128 MS Gothic;}}\r\n\\f0\\fs20 "
        + body
        + "\\par\r\n}"
    ).encode("ascii")


def sql(doc: Doc, rng: Random) -> bytes:
    """A dump."""
    rows = [x for x in doc.lines if isinstance(x, list)]
    heads = rows[0] if rows else []
    out = "-- MySQL dump 10.13  Distrib 5.1.73\nSET NAMES utf8;\n" + "".join(
        f"-- {x}\n" for x in doc.lines if isinstance(x, str) and x
    )
    out += "CREATE TABLE `t_main` (" + ", ".join(f"`{h}` text" for h in heads) + ");\n"
    for r in rows[1:]:
        out += "INSERT INTO `t_main` VALUES (" + ",".join("'" + c.replace("'", "''") + "'" for c in r) + ");\n"
    return out.encode()


def yaml(doc: Doc, rng: Random) -> bytes:
    """Blocks of key and value."""
    _, records, rest = _records(doc)
    out = "".join(f"# {x}\n" for x in rest) + "rows:\n"
    for r in records:
        out += "".join(
            f"{'- ' if n == 0 else '  '}{json.dumps(k, ensure_ascii=False)}: {json.dumps(v, ensure_ascii=False)}\n"
            for n, (k, v) in enumerate(r.items())
        )
    return out.encode()


def ini(doc: Doc, rng: Random) -> bytes:
    """Sections as an old Windows program keeps them."""
    _, records, rest = _records(doc)
    out = "".join(f"; {x}\r\n" for x in rest)
    for n, r in enumerate(records, 1):
        out += f"[REC{n:03d}]\r\n" + "".join(f"{k}={v}\r\n" for k, v in r.items())
    return out.encode("cp932")


def markdown(doc: Doc, rng: Random) -> bytes:
    """Rows as a table of Markdown."""
    out, rows = [], False
    for line in doc.lines:
        if isinstance(line, list):
            out.append("| " + " | ".join(line) + " |")
            if not rows:
                out.append("|" + "---|" * len(line))
            rows = True
        else:
            rows = False
            out.append(line)
    return "\n".join(out).encode()


def spool(doc: Doc, rng: Random) -> bytes:
    """What was sent to a dot printer: ESC/P between lines."""
    out = b"\x1b@\x1bC\x42\x1c&"
    for line in doc.text("  ").split("\n"):
        out += line.encode("cp932") + b"\x1b3\x18\r\n"
    return out + b"\x0c\x1b@"


def sylk(doc: Doc, rng: Random) -> bytes:
    """An old table of Multiplan."""
    out = "ID;PWXL;N;E\r\n"
    for y, r in enumerate(doc.grid(), 1):
        for x, c in enumerate(r, 1):
            out += f'C;Y{y};X{x};K"{c.replace(";", ";;").replace(chr(34), chr(39))}"\r\n'
    return (out + "E\r\n").encode("cp932")


def dbase(doc: Doc, rng: Random) -> bytes:
    """A base of dBase III, code page 932, long fields cut never."""
    rows = [x for x in doc.lines if isinstance(x, list)]
    wide = max(map(len, rows))
    body = [[c.encode("cp932") for c in r + [""] * (wide - len(r))] for r in rows]
    sizes = [min(254, max(1, *(len(r[n]) for r in body))) for n in range(wide)]
    head = bytes([3, 115, 4, 1]) + len(body).to_bytes(4, "little") + (33 + 32 * wide).to_bytes(2, "little")
    head += (1 + sum(sizes)).to_bytes(2, "little") + bytes(20)
    for n, size in enumerate(sizes):
        head += f"F{n:02d}".encode().ljust(11, b"\0") + b"C" + bytes(4) + bytes([size, 0]) + bytes(14)
    return (
        head
        + b"\r"
        + b"".join(b" " + b"".join(c[:s].ljust(s) for c, s in zip(r, sizes, strict=True)) for r in body)
        + b"\x1a"
    )


def spreadsheetml(doc: Doc, rng: Random) -> bytes:
    """Excel 2003 XML."""
    rows = "".join(
        "<Row>" + "".join(f'<Cell><Data ss:Type="String">{escape(c)}</Data></Cell>' for c in r) + "</Row>\n"
        for r in doc.grid()
    )
    ns = "urn:schemas-microsoft-com:office:spreadsheet"
    return f'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook xmlns="{ns}" xmlns:ss="{ns}"><Worksheet ss:Name="Sheet1"><Table>\n{rows}</Table></Worksheet></Workbook>'.encode()


ANY: Formats = {
    "txt-cp932": (".txt", lines("cp932")), "txt-utf8": (".txt", lines("utf-8", "　", "\n")), "txt-bom": (".txt", lines("utf-8-sig")),
    "txt-utf16": (".txt", lines("utf-16")), "txt-euc": (".txt", lines("euc_jp", "\t", "\n")), "txt-jis": (".txt", lines("iso2022_jp", " ")),
    "html": (".html", html()), "html-cp932": (".htm", html("cp932")), "html-euc": (".html", html("euc_jp")), "mht": (".mht", mht), "rtf": (".rtf", rtf),
    "md": (".md", markdown), "prn-escp": (".prn", spool), "log": (".log", lines("utf-8", " ", "\n")),
}  # fmt: skip
TABLES: Formats = {
    "csv-cp932": (".csv", fields("cp932")), "csv-bom": (".csv", fields("utf-8-sig")), "csv-quoted": (".csv", fields("cp932", ",", csv.QUOTE_ALL)),
    "csv-euc": (".csv", fields("euc_jp")), "csv-semicolon": (".csv", fields("utf-8", ";")), "tsv": (".tsv", fields("utf-8", "\t")), "tsv-utf16": (".txt", fields("utf-16", "\t")),
    "fixed": (".dat", padded("cp932")), "ruled": (".txt", padded("cp932", ruled=True)), "json": (".json", as_json()), "json-ascii": (".json", as_json(ascii_only=True)),
    "jsonl": (".jsonl", as_json(by_line=True)), "xml": (".xml", xml), "sql": (".sql", sql), "yaml": (".yml", yaml), "ini": (".ini", ini), "sylk": (".slk", sylk),
    "dbf": (".dbf", dbase), "xls-xml2003": (".xml", spreadsheetml), "txt-pipe": (".txt", fields("utf-8", "|")),
}  # fmt: skip
