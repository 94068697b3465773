"""Plain texts, tables as text, web pages, structured text."""

import gzip
import json
import re
import unicodedata
from collections.abc import Callable
from html import escape
from random import Random

from .marks import Doc

Write = Callable[[Doc, Random], bytes]
Formats = dict[str, tuple[str, Write]]


def plain(code: str, gap: str = "　", eol: str = "\r\n") -> Write:
    """A text file."""
    return lambda doc, rng: (doc.text(gap).replace("\n", eol) + eol).encode(code)


def _quoted(cell: str, always: bool) -> str:
    cell_ = cell.replace('"', '""')
    return f'"{cell_}"' if always or re.search(r'[",\n]', cell) else cell_


def fields(code: str, gap: str = ",", always: bool = False) -> Write:
    """CSV and its kin."""

    def write(doc: Doc, rng: Random) -> bytes:
        return "".join(gap.join(_quoted(c, always) for c in row) + "\r\n" for row in doc.rows()).encode(code)

    return write


def width(text: str) -> int:
    """Columns of a terminal."""
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def grid_widths(doc: Doc) -> list[int]:
    """How wide each column must be."""
    rows = [x for x in doc.lines if isinstance(x, list)]
    count = max(map(len, rows), default=0)
    return [max((width(r[n]) for r in rows if n < len(r)), default=0) + 2 for n in range(count)]


def aligned(code: str, ruler: bool = False) -> Write:
    """Columns under one another by blanks, as a host prints them."""

    def write(doc: Doc, rng: Random) -> bytes:
        wide, out = grid_widths(doc), []
        for line in doc.lines:
            if isinstance(line, str):
                out.append(line)
            else:
                out.append("".join(c + " " * (wide[n] - width(c)) for n, c in enumerate(line)).rstrip())
                if ruler and len(out) == 2:
                    out.append("-" * sum(wide))
        return ("\r\n".join(out) + "\r\n").encode(code)

    return write


def fixed(doc: Doc, rng: Random) -> bytes:
    """Records of one length in code page 932, no line ends' blanks cut."""
    wide = grid_widths(doc)
    rows = [x for x in doc.lines if isinstance(x, list)]
    lines = [
        "".join(
            (r[n] if n < len(r) else "") + " " * (w - width(r[n] if n < len(r) else "")) for n, w in enumerate(wide)
        )
        for r in rows
    ]
    heads = [x for x in doc.lines if isinstance(x, str)]
    return ("\r\n".join(heads + lines) + "\r\n").encode("cp932")


def _records(doc: Doc) -> object:
    rows = [x for x in doc.lines if isinstance(x, list)]
    heads = [x for x in doc.lines if isinstance(x, str)]
    if (
        len(rows) > 2
        and all(rows[0])
        and len(set(rows[0])) == len(rows[0])
        and all(len(r) == len(rows[0]) for r in rows)
    ):
        return {"title": heads, "items": [dict(zip(rows[0], r, strict=True)) for r in rows[1:]]}
    return {"lines": list(doc.lines)}


def as_json(ascii_: bool) -> Write:
    """JSON with or without escapes."""
    return lambda doc, rng: json.dumps(_records(doc), ensure_ascii=ascii_, indent=None if ascii_ else 2).encode()


def as_xml(code: str) -> Write:
    """An export as XML."""

    def write(doc: Doc, rng: Random) -> bytes:
        out = [f'<?xml version="1.0" encoding="{code}"?>', "<export>"]
        for line in doc.lines:
            cells = [line] if isinstance(line, str) else line
            out.append("<row>" + "".join(f"<c{n}>{escape(c)}</c{n}>" for n, c in enumerate(cells, 1)) + "</row>")
        return "\n".join([*out, "</export>"]).encode(code)

    return write


def web(code: str, kind: str = "table") -> Write:
    """A page; ``kind`` tells how rows are set."""

    def write(doc: Doc, rng: Random) -> bytes:
        out, inside = [], False
        for line in doc.lines:
            row = isinstance(line, list)
            if row != inside and kind == "table":
                out.append("<table border=1>" if row else "</table>")
            inside = row
            if isinstance(line, str):
                out.append(f"<p>{escape(line)}</p>")
            elif kind == "table":
                out.append("<tr>" + "".join(f"<td>{escape(c)}</td>" for c in line) + "</tr>")
            elif kind == "div":
                out.append("<div class=row>" + "".join(f"<span>{escape(c)}</span>\n" for c in line) + "</div>")
            else:
                out.append(
                    "<dl>" + "".join(f"<dt>{n}</dt><dd>{escape(c)}</dd>" for n, c in enumerate(line, 1)) + "</dl>"
                )
        if inside and kind == "table":
            out.append("</table>")
        head = f'<!DOCTYPE html><html lang="ja"><head><meta charset="{code}"><title>印刷用</title><style>td{{padding:2px}}</style></head><body>'
        return (head + "\n" + "\n".join(out) + "</body></html>").encode({"shift_jis": "cp932"}.get(code, code))

    return write


def markdown(doc: Doc, rng: Random) -> bytes:
    """Pipes."""
    out, first = [], True
    for line in doc.lines:
        if isinstance(line, str):
            out.append(line + ("  " if line else ""))
            first = True
            continue
        out.append("| " + " | ".join(line) + " |")
        if first:
            out.append("|" + "---|" * len(line))
        first = False
    return ("\n".join(out) + "\n").encode()


def sql(doc: Doc, rng: Random) -> bytes:
    """A dump."""
    out = ["-- dump 10.6", "SET NAMES utf8mb4;"]
    for row in doc.rows():
        cells = ", ".join("'" + c.replace("'", "''") + "'" for c in row)
        out.append(f"INSERT INTO `t_{rng.choice(('uke', 'list', 'wk'))}` VALUES ({cells});")
    return ("\n".join(out) + "\n").encode()


def yaml(doc: Doc, rng: Random) -> bytes:
    """A list of lists."""
    out = []
    for line in doc.lines:
        if isinstance(line, str):
            out.append("- " + json.dumps(line, ensure_ascii=False))
        else:
            out.append("-\n" + "\n".join("  - " + json.dumps(c, ensure_ascii=False) for c in line))
    return ("\n".join(out) + "\n").encode()


def _rtf(text: str) -> str:
    out = ""
    for c in text:
        if c.isascii():
            out += "\\" + c if c in "\\{}" else c
            continue
        try:
            out += "".join(f"\\'{b:02x}" for b in c.encode("cp932"))
        except UnicodeEncodeError:
            raw = c.encode("utf-16-le")
            out += "".join(
                f"\\u{int.from_bytes(raw[n : n + 2], 'little', signed=True)}?" for n in range(0, len(raw), 2)
            )
    return out


def rtf(doc: Doc, rng: Random) -> bytes:
    """As WordPad writes it."""
    out = "{\\rtf1\\ansi\\ansicpg932\\deff0\\deflang1033\\deflangfe1041{\\fonttbl{\\f0\\fnil\\fcharset128 MS Mincho;}}\r\n\\viewkind4\\uc1\\pard\\lang1041\\f0\\fs21 "
    for line in doc.lines:
        if isinstance(line, str):
            out += _rtf(line) + "\\par\r\n"
        else:
            edges = "".join(f"\\cellx{1500 * (n + 1)}" for n in range(len(line)))
            out += (
                "\\trowd" + edges + "\r\n" + "".join("\\intbl " + _rtf(c) + "\\cell " for c in line) + "\\row\\pard\r\n"
            )
    return (out + "}\r\n").encode("ascii")


def spool(doc: Doc, rng: Random) -> bytes:
    """A print job of text in code page 932."""
    head = b'\x1b%-12345X@PJL\r\n@PJL SET COPIES=1\r\n@PJL JOB NAME="print"\r\n@PJL ENTER LANGUAGE=TEXT\r\n\x1b@'
    return head + aligned("cp932")(doc, rng) + b"\x0c\x1b%-12345X@PJL EOJ\r\n"


def zipped_text(doc: Doc, rng: Random) -> bytes:
    """A gzipped text."""
    return gzip.compress(plain("utf-8", "\t", "\n")(doc, rng), mtime=0)


def log(doc: Doc, rng: Random) -> bytes:
    """What a program wrote, a time before each line."""
    out = ""
    for n, row in enumerate(doc.rows()):
        out += (
            f"2025-09-{1 + n % 28:02d} 1{n % 10}:0{n % 6}:{n % 60:02d},{rng.randrange(1000):03d} INFO  [uke-{rng.randint(1, 4)}] "
            + " ".join(row)
            + "\n"
        )
    return out.encode()


ANY: Formats = {
    "txt-cp932": (".txt", plain("cp932")), "txt-utf8": (".txt", plain("utf-8", "　", "\n")), "txt-bom": (".txt", plain("utf-8-sig", "\t")),
    "txt-utf16": (".txt", plain("utf-16", "\t")), "txt-euc": (".txt", plain("euc_jp", "　", "\n")), "txt-jis": (".txt", plain("iso2022_jp", " ", "\n")),
    "html": (".html", web("utf-8")), "html-sjis": (".htm", web("shift_jis")), "rtf": (".rtf", rtf), "md": (".md", markdown),
    "json": (".json", as_json(False)), "json-u": (".json", as_json(True)), "gz": (".txt.gz", zipped_text), "spool": (".SPL", spool), "log": (".log", log),
    "xml": (".xml", as_xml("utf-8")),
}  # fmt: skip
TABLES: Formats = {
    "csv-cp932": (".csv", fields("cp932")), "csv-bom": (".csv", fields("utf-8-sig")), "csv-quoted": (".csv", fields("cp932", always=True)),
    "csv-utf16": (".csv", fields("utf-16", "\t")), "csv-euc": (".csv", fields("euc_jp")), "tsv": (".tsv", fields("utf-8", "\t")), "tsv-cp932": (".txt", fields("cp932", "\t")),
    "csv-semi": (".csv", fields("utf-8", ";")), "fixed": (".dat", fixed), "aligned": (".txt", aligned("cp932")), "aligned-ruler": (".lst", aligned("utf-8", ruler=True)),
    "xml-sjis": (".xml", as_xml("shift_jis")), "html-div": (".html", web("utf-8", "div")), "html-dl": (".html", web("utf-8", "dl")), "sql": (".sql", sql), "yaml": (".yml", yaml),
}  # fmt: skip
