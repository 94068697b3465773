"""Writers of text: encodings, records, markup."""

import base64
import json
from collections.abc import Callable
from html import escape
from random import Random
from urllib.parse import quote

from .marks import Doc

Write = Callable[[Doc, Random], bytes]
Formats = dict[str, tuple[str, Write]]


def text(code: str, gap: str = "\t", end: str = "\r\n") -> Write:
    """Lines."""
    return lambda doc, rng: (doc.text(gap).replace("\n", end) + end).encode(code)


def wide_be(doc: Doc, rng: Random) -> bytes:
    """UTF-16BE behind its mark."""
    return b"\xfe\xff" + doc.text().encode("utf-16-be")


def wide_le(doc: Doc, rng: Random) -> bytes:
    """UTF-16LE behind its mark."""
    return b"\xff\xfe" + doc.text().replace("\n", "\r\n").encode("utf-16-le")


def records(code: str, gap: str = ",", quoted: bool = False) -> Write:
    """Separated values."""

    def cell(value: str) -> str:
        return '"' + value.replace('"', '""') + '"' if quoted or gap in value or '"' in value else value

    return lambda doc, rng: "".join(gap.join(map(cell, row)) + "\r\n" for row in doc.grid()).encode(code)


def fixed(doc: Doc, rng: Random) -> bytes:
    """Columns as a host prints them."""
    rows = doc.grid()
    size = max(map(len, rows))
    wide = [max(len(r[n].encode("cp932")) if n < len(r) else 0 for r in rows) + 2 for n in range(size)]
    return b"".join(b"".join(c.encode("cp932").ljust(wide[n]) for n, c in enumerate(r)) + b"\r\n" for r in rows)


def dicts(doc: Doc) -> list[dict[str, str]]:
    """Rows as records by their heading; other lines as label and value."""
    if doc.tabular() and len(doc.lines) > 1 and doc.layout != "form":
        head, *rows = doc.grid()
        return [dict(zip(head, row, strict=False)) for row in rows]
    out: dict[str, str] = {}
    for n, row in enumerate(doc.grid()):
        if len(row) == 1:
            out[f"line{n + 1}"] = row[0]
            continue
        pairs = [row[0] + row[1], *row[2:]] if len(row) % 2 else row
        for label, value in zip(pairs[::2], pairs[1::2], strict=False):
            out[f"{label}{n}" if label in out else label or f"cell{n}"] = value
    return [out]


def js(ascii_only: bool = False, lines: bool = False) -> Write:
    """JSON, one record a line or not."""

    def write(doc: Doc, rng: Random) -> bytes:
        if lines:
            return "".join(json.dumps(x, ensure_ascii=ascii_only) + "\n" for x in dicts(doc)).encode()
        return json.dumps({"title": doc.title, "items": dicts(doc)}, ensure_ascii=ascii_only, indent=1).encode()

    return write


def xml(code: str = "UTF-8", refs: bool = False) -> Write:
    """Elements; every letter a reference or not."""

    def say(value: str) -> str:
        return "".join(f"&#x{ord(c):X};" if ord(c) > 127 else c for c in value) if refs else escape(value)

    def write(doc: Doc, rng: Random) -> bytes:
        body = "".join("<row>" + "".join(f'<item name="{say(k)}">{say(v)}</item>' for k, v in x.items()) + "</row>\n" for x in dicts(doc))  # fmt: skip
        return f'<?xml version="1.0" encoding="{code}"?>\n<data>\n{body}</data>\n'.encode(code)

    return write


def page(doc: Doc, say: Callable[[str], str] = escape) -> str:
    """The body of a page."""
    out, open_table = "", False
    for line in doc.lines:
        if isinstance(line, list) != open_table:
            out += "</table>\n" if open_table else "<table border=1>\n"
            open_table = not open_table
        out += "<tr>" + "".join(f"<td>{say(c)}</td>" for c in line) + "</tr>\n" if isinstance(line, list) else f"<p>{say(line)}</p>\n"  # fmt: skip
    return out + ("</table>" if open_table else "")


def html(code: str = "utf-8", refs: bool = False) -> Write:
    """A page, as references or not."""

    def say(value: str) -> str:
        return "".join(f"&#{ord(c)};" if ord(c) > 127 else escape(c) for c in value) if refs else escape(value)

    name = {"cp932": "Shift_JIS"}.get(code, code)
    return lambda doc, rng: (
        f'<!DOCTYPE html><html lang="ja"><head><meta charset="{name}"><title>{escape(doc.title)}</title><style>td{{padding:2px}}</style></head><body>\n{page(doc, say)}\n</body></html>'
    ).encode(code)


def inputs(doc: Doc, rng: Random) -> bytes:
    """A saved page of a form with what was typed."""
    rows = "".join(f'<tr><th>{escape(k)}</th><td><input type="text" name="f{n}" value="{escape(v)}"></td></tr>\n' for n, (k, v) in enumerate(dicts(doc)[0].items()))  # fmt: skip
    return f'<html><head><meta charset="utf-8"><title>入力確認</title></head><body><form><table>\n{rows}</table></form></body></html>'.encode()


def rtf(bytewise: bool) -> Write:
    """WordPad's text, in code page bytes or in numbers."""

    def say(value: str) -> str:
        if bytewise:
            return "".join(f"\\'{b:02x}" if b > 126 or b in b"\\{}" else chr(b) for b in value.encode("cp932"))
        units = value.encode("utf-16-le")
        codes = [int.from_bytes(units[n : n + 2], "little") for n in range(0, len(units), 2)]
        return "".join(chr(c) if c < 127 else f"\\u{c - 65536 if c > 32767 else c}?" for c in codes)

    def write(doc: Doc, rng: Random) -> bytes:
        body = "".join(say(x) + "\\par\r\n" for x in doc.text("  ").split("\n"))
        return f"{{\\rtf1\\ansi\\ansicpg932\\deff0{{\\fonttbl{{\\f0\\fnil\\fcharset128 MS Gothic;}}}}\r\n\\viewkind4\\uc1\\pard\\f0\\fs21 {body}}}".encode("ascii")  # fmt: skip

    return write


def sql(doc: Doc, rng: Random) -> bytes:
    """A dump."""
    head, *rows = doc.grid()
    names = ", ".join(f"`{h}`" for h in head)
    values = ",\n".join("(" + ",".join("'" + c.replace("'", "''") + "'" for c in r) + ")" for r in rows)
    return f"-- MySQL dump 10.13\nSET NAMES utf8;\nCREATE TABLE `t_list` (\n {', '.join(f'`{h}` varchar(255)' for h in head)}\n);\nINSERT INTO `t_list` ({names}) VALUES\n{values};\n".encode()  # fmt: skip


def query_log(doc: Doc, rng: Random) -> bytes:
    """A server's log of entries sent percent-encoded."""
    out = ""
    for x in dicts(doc):
        sent = "&".join(f"{quote(k)}={quote(v)}" for k, v in x.items())
        out += f'203.0.113.{rng.randint(2, 250)} - - [0{rng.randint(1, 9)}/Jun/2022:10:{rng.randint(10, 59)}:08 +0900] "GET /entry/confirm.php?{sent} HTTP/1.1" 200 {rng.randint(900, 9000)}\n'
    return out.encode()


def app_log(doc: Doc, rng: Random) -> bytes:
    """A program that logs what it saves."""
    out = ""
    for x in dicts(doc):
        said = " ".join(f"{k}={v}" for k, v in x.items() if v)
        out += f"2022-06-{rng.randint(10, 28)} 10:{rng.randint(10, 59)}:{rng.randint(10, 59)} [DEBUG] save: {said}\n"
    return out.encode()


def encoded(doc: Doc, rng: Random) -> bytes:
    """Base64 in lines, as a mail's part saved alone."""
    return base64.encodebytes(doc.text(" ").encode("utf-8"))


ANY: Formats = {
    "txt-utf8": (".txt", text("utf-8", end="\n")), "txt-bom": (".txt", text("utf-8-sig")), "txt-cp932": (".txt", text("cp932")), "txt-utf16le": (".txt", wide_le),
    "txt-utf16be": (".txt", wide_be), "txt-utf16-bare": (".txt", text("utf-16-le")), "txt-eucjp": (".txt", text("euc_jp", end="\n")), "txt-jis": (".txt", text("iso2022_jp")),
    "txt-bak": (".txt.bak", text("cp932")), "html": (".html", html()), "html-sjis": (".htm", html("cp932")), "html-refs": (".html", html(refs=True)),
    "rtf": (".rtf", rtf(bytewise=True)), "rtf-u": (".rtf", rtf(bytewise=False)), "md": (".md", text("utf-8", " ", "\n")), "base64": (".b64", encoded),
}  # fmt: skip
TABLES: Formats = {
    "csv-utf8": (".csv", records("utf-8")), "csv-bom": (".csv", records("utf-8-sig", quoted=True)), "csv-cp932": (".csv", records("cp932")), "tsv-utf16": (".tsv", records("utf-16", "\t")),
    "tsv-cp932": (".txt", records("cp932", "\t")), "csv-eucjp": (".csv", records("euc_jp")), "fixed": (".dat", fixed), "json": (".json", js()), "json-u": (".json", js(ascii_only=True)),
    "jsonl": (".jsonl", js(lines=True)), "xml": (".xml", xml()), "xml-sjis": (".xml", xml("Shift_JIS")), "xml-refs": (".xml", xml(refs=True)), "sql": (".sql", sql),
    "query-log": (".log", query_log), "app-log": (".log", app_log),
}  # fmt: skip
FORMS: Formats = {"html-inputs": (".html", inputs), "json-form": (".json", js()), "xml-form": (".xml", xml())}
