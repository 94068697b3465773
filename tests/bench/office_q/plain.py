"""Writers of text formats."""

import base64
import csv
import io
import json
import quopri
from collections.abc import Callable
from html import escape
from random import Random
from urllib.parse import quote, quote_plus

from .marks import Doc

Write = Callable[[Doc, Random], bytes]
Formats = dict[str, tuple[str, Write]]
JIS = str.maketrans("～－", "〜−")


def coded(text: str, code: str) -> bytes:
    """Text in a code; the signs that other tables of JIS hold elsewhere are exchanged."""
    if code in ("euc_jp", "iso2022_jp"):
        text = text.translate(JIS)
    if code == "utf-16-be-bom":
        return b"\xfe\xff" + text.encode("utf-16-be")
    if code == "utf-16-le-bom":
        return b"\xff\xfe" + text.encode("utf-16-le")
    return text.encode(code)


def lines(code: str, gap: str = "  ", end: str = "\r\n") -> Write:
    """A plain text."""
    return lambda doc, rng: coded(doc.text(gap).replace("\n", end) + end, code)


def fields(code: str, sep: str = ",", all_quoted: bool = False) -> Write:
    """Comma or tab separated."""

    def write(doc: Doc, rng: Random) -> bytes:
        out = io.StringIO()
        new = csv.writer(out, delimiter=sep, quoting=csv.QUOTE_ALL if all_quoted else csv.QUOTE_MINIMAL)
        new.writerows(doc.grid())
        return coded(out.getvalue(), code)

    return write


def fixed(doc: Doc, rng: Random) -> bytes:
    """Records of the host: columns padded to the same count of bytes."""
    rows = [[c.encode("cp932") for c in r] for r in doc.table()]
    wide = [max((len(r[n]) for r in rows if len(r) > n), default=0) + 2 for n in range(max(map(len, rows)))]
    return b"\r\n".join(b"".join(c.ljust(wide[n]) for n, c in enumerate(r)) for r in rows) + b"\r\n"


def records(doc: Doc) -> list[dict[str, str]]:
    """Rows by the heads of their columns, other lines as remarks."""
    rows = doc.table()
    if len(rows) > 1 and len({len(r) for r in rows}) == 1 and len(rows[0]) > 2:
        return [dict(zip(rows[0], r, strict=True)) for r in rows[1:]]
    return [{"no": str(n), "text": x} for n, x in enumerate(doc.flat(" "), 1) if x]


def as_json(ascii_only: bool) -> Write:
    """A file of an application; with escapes where it writes ASCII only."""
    return lambda doc, rng: json.dumps(
        {"title": doc.title, "items": records(doc)}, ensure_ascii=ascii_only, indent=2
    ).encode()


def json_lines(doc: Doc, rng: Random) -> bytes:
    """One object a line."""
    return "\n".join(json.dumps(r, ensure_ascii=False) for r in records(doc)).encode() + b"\n"


def as_xml(doc: Doc, rng: Random) -> bytes:
    """An export with the columns as attributes."""
    body = "".join(
        "  <record>" + "".join(f'<item name="{escape(k)}">{escape(v)}</item>' for k, v in r.items()) + "</record>\n"
        for r in records(doc)
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<export title="{escape(doc.title)}">\n{body}</export>\n'.encode()


def _cells(row: list[str], how: Callable[[str], str]) -> str:
    return "<tr>" + "".join(f"<td>{how(c)}</td>" for c in row) + "</tr>\n"


def page(code: str = "utf-8", entities: bool = False) -> Write:
    """A web page, as characters or as entities."""

    def write(doc: Doc, rng: Random) -> bytes:
        def how(x: str) -> str:
            return "".join(f"&#x{ord(c):X};" if ord(c) > 127 else escape(c) for c in x) if entities else escape(x)

        body, open_table = "", False
        for line in [*doc.lines, ""]:
            if isinstance(line, list):
                body += ("" if open_table else '<table border="1">\n') + _cells(line, how)
                open_table = True
                continue
            body += ("</table>\n" if open_table else "") + (f"<p>{how(line)}</p>\n" if line else "")
            open_table = False
        label = {"cp932": "Shift_JIS", "euc_jp": "EUC-JP"}.get(code, "UTF-8")
        return coded(
            f'<!DOCTYPE html>\n<html lang="ja"><head><meta charset="{label}"><title>{how(doc.title)}</title>\n<style>td{{padding:2px}}</style></head>\n<body>\n{body}</body></html>\n',
            code,
        )

    return write


def rtf(doc: Doc, rng: Random) -> bytes:
    """WordPad: code page 932 with Unicode where it must."""

    def say(text: str) -> str:
        out = ""
        for c in text:
            if ord(c) < 128:
                out += "\\" + c if c in "\\{}" else c
                continue
            try:
                out += "".join(f"\\'{b:02x}" for b in c.encode("cp932"))
            except UnicodeEncodeError:
                unit = c.encode("utf-16-le")
                out += "".join(
                    f"\\u{int.from_bytes(unit[n : n + 2], 'little', signed=True)}?" for n in range(0, len(unit), 2)
                )
        return out

    body = "\\par\r\n".join(say(x) for x in doc.flat("  "))
    return (
        "{\\rtf1\\ansi\\ansicpg932\\deff0\\deflang1033\\deflangfe1041{\\fonttbl{\\f0\\fnil\\fcharset128 \\'82\\'6c\\'82\\'72 \\'96\\'be\\'92\\'a9;}}\r\n\\viewkind4\\uc1\\pard\\lang1041\\f0\\fs21 "
        + body
        + "\\par\r\n}\r\n\0"
    ).encode("ascii")


def sql(doc: Doc, rng: Random) -> bytes:
    """A dump."""
    rows = records(doc)
    heads = ", ".join(f"`{k}`" for k in rows[0])
    body = ",\n".join("(" + ", ".join("'" + v.replace("'", "''") + "'" for v in r.values()) + ")" for r in rows)
    return f"-- MySQL dump 10.13\nSET NAMES utf8mb4;\nDROP TABLE IF EXISTS `t_meisai`;\nINSERT INTO `t_meisai` ({heads}) VALUES\n{body};\n-- Dump completed\n".encode()


def log_percent(doc: Doc, rng: Random) -> bytes:
    """What a web form sent, as the proxy wrote it down."""
    out = ""
    for n, r in enumerate(records(doc)):
        query = "&".join(f"{quote(k)}={quote_plus(v)}" for k, v in r.items())
        out += f'192.168.1.{rng.randint(10, 60)} - - [{rng.randint(10, 28)}/May/2024:10:{n % 60:02d}:07 +0900] "GET /entry/confirm?{query} HTTP/1.1" 200 {rng.randint(900, 9000)}\n'
    return out.encode()


def log_plain(doc: Doc, rng: Random) -> bytes:
    """An application's log that says too much."""
    return "".join(
        f"2024-05-{rng.randint(10, 28)} 10:{n % 60:02d}:{rng.randrange(60):02d} INFO [entry] {x}\n"
        for n, x in enumerate(doc.flat(" "))
        if x
    ).encode()


def quoted(doc: Doc, rng: Random) -> bytes:
    """A saved web archive: MHTML in quoted-printable."""
    body = quopri.encodestring(page()(doc, rng)).replace(b"\n", b"\r\n")
    return (
        b'From: <Saved by Blink>\r\nSnapshot-Content-Location: http://intra.example/list\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="----MB--q7"\r\n\r\n------MB--q7\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: http://intra.example/list\r\n\r\n'
        + body
        + b"\r\n------MB--q7--\r\n"
    )


def based(doc: Doc, rng: Random) -> bytes:
    """A transfer file: the text as base64 in an element."""
    return (
        b'<?xml version="1.0"?>\n<transfer><file encoding="base64">\n'
        + base64.encodebytes(doc.text(",").encode())
        + b"</file></transfer>\n"
    )


def script_escapes(doc: Doc, rng: Random) -> bytes:
    """A page's data as a script with escapes."""
    return ("var rows = [\n" + ",\n".join(json.dumps(r) for r in doc.flat(" ") if r) + "\n];\n").encode()


TEXT: Formats = {
    "txt-utf8": (".txt", lines("utf-8")), "txt-bom": (".txt", lines("utf-8-sig")), "txt-cp932": (".txt", lines("cp932")), "txt-euc": (".txt", lines("euc_jp", "  ", "\n")),
    "txt-jis": (".txt", lines("iso2022_jp")), "txt-utf16le": (".txt", lines("utf-16-le-bom")), "txt-utf16be": (".txt", lines("utf-16-be-bom")), "txt-utf16le-nobom": (".txt", lines("utf-16-le")),
    "md": (".md", lines("utf-8", " | ", "\n")), "html": (".html", page()), "html-sjis": (".htm", page("cp932")), "html-entities": (".html", page(entities=True)), "rtf": (".rtf", rtf),
    "mht": (".mht", quoted), "xml-base64": (".xml", based), "js-escapes": (".js", script_escapes), "log": (".log", log_plain), "json": (".json", as_json(False)), "json-ascii": (".json", as_json(True)),
}  # fmt: skip
TABLE: Formats = {
    "csv-cp932": (".csv", fields("cp932")), "csv-bom": (".csv", fields("utf-8-sig")), "csv-utf8": (".csv", fields("utf-8", all_quoted=True)), "tsv-utf16": (".txt", fields("utf-16-le-bom", "\t")),
    "tsv": (".tsv", fields("cp932", "\t")), "csv-euc": (".csv", fields("euc_jp")), "jsonl": (".jsonl", json_lines), "xml": (".xml", as_xml), "sql": (".sql", sql), "log-percent": (".log", log_percent),
    "fixed": (".dat", fixed), "html-table": (".html", page()), "html-euc": (".html", page("euc_jp")),
}  # fmt: skip
