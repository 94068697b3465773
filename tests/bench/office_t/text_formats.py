"""Text of all encodings, tables as text, and what programs export."""

import csv
import gzip
import io
import json
from collections.abc import Callable
from html import escape
from random import Random
from urllib.parse import quote, quote_plus

from .marks import Doc

Write = Callable[[Doc, Random], bytes]
Formats = dict[str, tuple[str, Write]]


def plain(code: str, end: str = "\r\n", gap: str = "　") -> Write:
    """Lines in an encoding."""
    return lambda doc, _rng: doc.text(gap, end).encode(code) + end.encode(code).removeprefix(b"\xff\xfe")


def utf16(code: str, mark: bytes) -> Write:
    """Lines of Notepad's Unicode."""
    return lambda doc, _rng: mark + doc.text("\t", "\r\n").encode(code)


def separated(code: str, sign: str = ",", quoting: int = csv.QUOTE_MINIMAL, mark: bytes = b"") -> Write:
    """Comma or tab between the cells."""

    def write(doc: Doc, _rng: Random) -> bytes:
        out = io.StringIO()
        csv.writer(out, delimiter=sign, quoting=quoting, lineterminator="\r\n").writerows(doc.grid())
        return mark + out.getvalue().encode(code)

    return write


def fixed(doc: Doc, _rng: Random) -> bytes:
    """Fields of fixed length in bytes, as a host wants them."""
    grid = [[c.encode("cp932") for c in row] for row in doc.grid()]
    wide = [max(len(r[x]) if x < len(r) else 0 for r in grid) + 2 for x in range(max(map(len, grid)))]
    return b"".join(b"".join(c.ljust(wide[x]) for x, c in enumerate(r)) + b"\r\n" for r in grid)


def _head(doc: Doc) -> tuple[list[str], list[list[str]]]:
    rows = [x for x in doc.lines if isinstance(x, list)]
    if len(rows) < 3 or not all(rows[0]) or len(set(rows[0])) < len(rows[0]):
        return [f"col{n}" for n in range(max(map(len, doc.grid())))], doc.grid()
    return rows[0], [[x] if isinstance(x, str) else x for x in doc.lines if x is not rows[0]]


def as_json(ascii_only: bool, lines: bool = False) -> Write:
    r"""Records with the headings as keys; \u escapes where only ASCII is allowed."""

    def write(doc: Doc, _rng: Random) -> bytes:
        head, rows = _head(doc)
        items = [dict(zip(head, r, strict=False)) for r in rows]
        if lines:
            return "".join(json.dumps(x, ensure_ascii=ascii_only) + "\n" for x in items).encode()
        return json.dumps({"total": len(items), "data": items}, ensure_ascii=ascii_only, indent=1).encode()

    return write


def as_xml(entities: bool) -> Write:
    """Records as elements; every character a number where the program knew only ASCII."""

    def write(doc: Doc, _rng: Random) -> bytes:
        head, rows = _head(doc)
        body = "".join(
            "<record>" + "".join(f'<f n="{escape(h)}">{escape(c)}</f>' for h, c in zip(head, r, strict=False)) + "</record>\n"
            for r in rows
        )  # fmt: skip
        text = f'<?xml version="1.0" encoding="{"US-ASCII" if entities else "UTF-8"}"?>\n<export>\n{body}</export>\n'
        return text.encode("ascii", "xmlcharrefreplace") if entities else text.encode()

    return write


def page(code: str, escaped: bool = False) -> Write:
    """A saved web page."""

    def write(doc: Doc, _rng: Random) -> bytes:
        out, rows = "", False
        for line in [*doc.lines, ""]:
            if isinstance(line, list) != rows:
                out += "</table>\n" if rows else '<table border="1">\n'
                rows = not rows
            if isinstance(line, list):
                out += "<tr>" + "".join(f"<td>{escape(c) or '&nbsp;'}</td>" for c in line) + "</tr>\n"
            elif line:
                out += f"<p>{escape(line)}</p>\n"
        text = f'<!DOCTYPE html>\n<html lang="ja"><head><meta charset="{code}"><title>{escape(doc.title)}</title><style>td{{padding:2px}}</style></head><body>\n{out}</body></html>\n'
        return text.encode("ascii", "xmlcharrefreplace") if escaped else text.encode(code)

    return write


def rtf(doc: Doc, _rng: Random) -> bytes:
    r"""WordPad's: code page bytes, \u where there are none."""

    def run(text: str) -> str:
        out = ""
        for c in text:
            try:
                raw = c.encode("cp932")
            except UnicodeEncodeError:
                units = c.encode("utf-16-le")
                out += "".join(
                    f"\\u{int.from_bytes(units[n : n + 2], 'little', signed=True)}?" for n in range(0, len(units), 2)
                )
                continue
            out += (
                "".join(f"\\'{b:02x}" for b in raw)
                if len(raw) > 1 or raw[0] > 127
                else ("\\" + c if c in "\\{}" else c)
            )
        return out

    body = "\\par\r\n".join(run(x) for x in doc.flat("\t"))
    return ("{\\rtf1\\ansi\\ansicpg932\\deff0\\deflang1041{\\fonttbl{\\f0\\fnil\\fcharset128 MS Gothic;}}\r\n\\viewkind4\\uc1\\pard\\f0\\fs21 " + body + "\\par\r\n}\r\n").encode("ascii")  # fmt: skip


def sql(doc: Doc, _rng: Random) -> bytes:
    """A dump by MySQL, ten rows in a statement."""
    head, rows = _head(doc)
    out = f"-- MySQL dump 10.13\nDROP TABLE IF EXISTS `w_work`;\nCREATE TABLE `w_work` (\n  `id` int NOT NULL,\n{''.join(f'  `c{n}` varchar(255) DEFAULT NULL COMMENT {chr(39)}{h}{chr(39)},' + chr(10) for n, h in enumerate(head))}  PRIMARY KEY (`id`)\n);\n"
    for at in range(0, len(rows), 10):
        packs = (
            f"({at + n}," + ",".join("'" + c.replace("'", "''") + "'" for c in r) + ")"
            for n, r in enumerate(rows[at : at + 10])
        )
        out += f"INSERT INTO `w_work` VALUES {','.join(packs)};\n"
    return out.encode()


def percent(doc: Doc, rng: Random) -> bytes:
    """A web server's log of a form sent by GET."""
    head, rows = _head(doc)
    out = ""
    for r in rows:
        code = rng.choice((quote, quote_plus))
        query = "&".join(f"{quote(h)}={code(c)}" for h, c in zip(head, r, strict=False))
        out += f'10.1.{rng.randrange(9)}.{rng.randrange(2, 250)} - - [12/Nov/2024:10:{rng.randrange(10, 60)}:07 +0900] "GET /uketsuke/regist?{query} HTTP/1.1" 200 {rng.randrange(800, 9000)} "-" "Mozilla/5.0"\n'
    return out.encode("ascii")


def raw(doc: Doc, _rng: Random) -> bytes:
    """As it stands."""
    return doc.text("|").encode() + b"\n"


ANY: Formats = {
    "txt-utf8": (".txt", plain("utf-8", "\n")), "txt-bom": (".txt", plain("utf-8-sig")), "txt-sjis": (".txt", plain("cp932")), "txt-euc": (".txt", plain("euc_jp", "\n")),
    "txt-jis": (".txt", plain("iso2022_jp")), "txt-utf16": (".txt", utf16("utf-16-le", b"\xff\xfe")), "txt-utf16be": (".txt", utf16("utf-16-be", b"\xfe\xff")),
    "txt-utf16-bare": (".txt", utf16("utf-16-le", b"")), "html": (".html", page("utf-8")), "html-sjis": (".htm", page("shift_jis")), "html-entities": (".html", page("utf-8", escaped=True)),
    "rtf": (".rtf", rtf), "gz": (".txt.gz", lambda d, r: gzip.compress(plain("utf-8", "\n")(d, r), mtime=0)),
}  # fmt: skip
TABLES: Formats = {
    "csv-cp932": (".csv", separated("cp932")), "csv-utf8": (".csv", separated("utf-8-sig")), "csv-bare": (".csv", separated("utf-8", quoting=csv.QUOTE_ALL)), "tsv": (".tsv", separated("cp932", "\t")),
    "csv-utf16": (".txt", separated("utf-16-le", "\t", mark=b"\xff\xfe")), "csv-euc": (".csv", separated("euc_jp")), "fixed": (".dat", fixed), "json": (".json", as_json(False)),
    "json-escaped": (".json", as_json(True)), "jsonl": (".jsonl", as_json(False, lines=True)), "xml": (".xml", as_xml(False)), "xml-entities": (".xml", as_xml(True)),
    "sql": (".sql", sql), "percent": (".log", percent),
}  # fmt: skip
