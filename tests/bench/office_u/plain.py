"""Writers of text formats."""

import csv
import io
import json
import unicodedata
from collections.abc import Callable
from html import escape
from random import Random
from urllib.parse import quote

from .marks import Doc

Write = Callable[[Doc, Random], bytes]
Formats = dict[str, tuple[str, Write]]


def width(text: str) -> int:
    """Columns on a terminal."""
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def head_of(doc: Doc) -> int:
    """Where the header row stands."""
    return next((n for n, x in enumerate(doc.lines) if isinstance(x, list)), 0)


def records(doc: Doc) -> tuple[list[str], list[list[str]]]:
    """Labels and rows."""
    grid = doc.grid()[head_of(doc) :]
    return grid[0], [r + [""] * (len(grid[0]) - len(r)) for r in grid[1:]]


def text(code: str, gap: str = "　", end: str = "\r\n") -> Write:
    """Lines."""
    return lambda doc, rng: (doc.text(gap).replace("\n", end) + end).encode(code)


def fields(code: str, comma: str = ",", quote_all: bool = False) -> Write:
    """Values between commas."""

    def write(doc: Doc, rng: Random) -> bytes:
        out = io.StringIO()
        how = csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL
        csv.writer(out, delimiter=comma, quoting=how, lineterminator="\r\n").writerows(doc.grid())
        return out.getvalue().encode(code)

    return write


def fixed(code: str) -> Write:
    """Records of one length, as an old host sends them."""

    def write(doc: Doc, rng: Random) -> bytes:
        grid = doc.grid()[head_of(doc) :]
        wide = [max(width(r[n]) for r in grid if len(r) > n) + 2 for n in range(len(grid[0]))]
        lines = ["".join(c + " " * (w - width(c)) for c, w in zip(r, wide, strict=False)) for r in grid]
        return ("\r\n".join(lines) + "\r\n").encode(code)

    return write


def as_json(ascii_only: bool) -> Write:
    """A list of objects."""

    def write(doc: Doc, rng: Random) -> bytes:
        keys, rows = records(doc)
        data = [dict(zip(keys, r, strict=False)) for r in rows]
        return json.dumps(
            {"title": doc.title, "data": data}, ensure_ascii=ascii_only, indent=None if ascii_only else 2
        ).encode()

    return write  # fmt: skip


def json_lines(doc: Doc, rng: Random) -> bytes:
    """One object a line, as a chat export."""
    rows = [
        {"ts": f"2024-06-{n % 28 + 1:02d}T09:{n % 60:02d}:00", "text": x}
        for n, x in enumerate(doc.text(" ").split("\n"))
    ]
    return "\n".join(json.dumps(x, ensure_ascii=rng.random() < 0.5) for x in rows).encode()  # fmt: skip


def xml(code: str = "utf-8") -> Write:
    """Elements named by number, labels in an attribute."""

    def write(doc: Doc, rng: Random) -> bytes:
        keys, rows = records(doc)
        body = "".join(
            "<row>" + "".join(f'<item label="{escape(k)}">{escape(v)}</item>' for k, v in zip(keys, r, strict=False)) + "</row>\n"
            for r in rows
        )  # fmt: skip
        return f'<?xml version="1.0" encoding="{code}"?>\n<list title="{escape(doc.title)}">\n{body}</list>\n'.encode(
            code
        )

    return write


def entities(value: str) -> str:
    """Every letter beyond ASCII as a number."""
    return "".join(c if ord(c) < 128 else f"&#{ord(c)};" for c in escape(value))


def html(code: str = "utf-8", numbers: bool = False) -> Write:
    """A page with the rows as a table."""

    def write(doc: Doc, rng: Random) -> bytes:
        say, body, rows = entities if numbers else escape, "", False
        for line in doc.lines:
            if isinstance(line, list) != rows:
                body += "</table>\n" if rows else '<table border="1">\n'
                rows = not rows
            body += (
                "<tr>" + "".join(f"<td>{say(c)}</td>" for c in line) + "</tr>\n"
                if rows
                else f"<p>{say(str(line))}</p>\n"
            )
        name = {"cp932": "Shift_JIS", "euc_jp": "EUC-JP"}.get(code, code)
        return f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={name}"><title>{say(doc.title)}</title></head><body>\n{body}{"</table>" if rows else ""}</body></html>'.encode(
            code
        )

    return write  # fmt: skip


def form_page(doc: Doc, rng: Random) -> bytes:
    """A saved web form, values in its boxes."""
    body = ""
    for n, line in enumerate(doc.lines):
        if isinstance(line, str):
            body += f"<h2>{escape(line)}</h2>"
            continue
        for label, value in zip(line[::2], [*line[1::2], ""], strict=False):
            body += (
                f'<tr><th>{escape(label)}</th><td><input type="text" name="f{n}" value="{escape(value)}"></td></tr>\n'
            )
    return f'<!DOCTYPE html><html lang="ja"><meta charset="utf-8"><body><form method="post"><table>{body}</table></form></body></html>'.encode()


def sql(doc: Doc, rng: Random) -> bytes:
    """A dump."""
    keys, rows = records(doc)
    cols = ", ".join(f"`{k}`" for k in keys)
    made = ",\n".join("(" + ", ".join("'" + c.replace("'", "''") + "'" for c in r) + ")" for r in rows)
    return f"-- MySQL dump 10.13  Distrib 5.7\nDROP TABLE IF EXISTS `t_list`;\nCREATE TABLE `t_list` ({', '.join(f'`{k}` varchar(200)' for k in keys)});\nINSERT INTO `t_list` ({cols}) VALUES\n{made};\n".encode()


def query_log(doc: Doc, rng: Random) -> bytes:
    """Web-form entries as a server logged them."""
    keys, rows = records(doc)
    out = ""
    for n, r in enumerate(rows):
        query = "&".join(f"{quote(k)}={quote(v)}" for k, v in zip(keys, r, strict=False))
        out += f'192.0.2.{n % 200 + 1} - - [0{n % 9 + 1}/Jul/2024:10:0{n % 10}:11 +0900] "GET /entry?{query} HTTP/1.1" 200 512\n'
    return out.encode()


def _rtf(value: str) -> str:
    out = ""
    for c in value:
        if ord(c) < 128:
            out += "\\" + c if c in "\\{}" else c
        else:
            raw = c.encode("utf-16-le")
            for n in range(0, len(raw), 2):
                unit = int.from_bytes(raw[n : n + 2], "little")
                out += f"\\u{unit - 65536 if unit > 32767 else unit}?"
    return out


def rtf(doc: Doc, rng: Random) -> bytes:
    """As WordPad and Word write."""
    body = ""
    for line in doc.lines:
        if isinstance(line, list):
            cells = "".join(f"\\cellx{(n + 1) * 1500}" for n in range(len(line)))
            body += f"\\trowd{cells}\n" + "".join(f"\\intbl {_rtf(c)}\\cell\n" for c in line) + "\\row\n"
        else:
            body += f"\\pard {_rtf(line)}\\par\n"
    return f"{{\\rtf1\\ansi\\ansicpg932\\deff0{{\\fonttbl{{\\f0\\fnil\\fcharset128 MS Mincho;}}}}\n\\f0\\fs21 {body}}}".encode(
        "ascii"
    )


def rtf_sjis(doc: Doc, rng: Random) -> bytes:
    """Old WordPad: bytes of code page 932."""
    body = b""
    for line in doc.text("  ").split("\n"):
        body += (
            b"".join(b"\\'%02x" % b if b > 127 or b in b"\\{}" else bytes([b]) for b in line.encode("cp932"))
            + b"\\par\n"
        )
    return (
        b"{\\rtf1\\ansi\\ansicpg932\\deff0{\\fonttbl{\\f0\\fnil\\fcharset128 \\'82\\'6c\\'82\\'72;}}\\f0\\fs20\n"
        + body
        + b"}"
    )


TABLES: Formats = {
    "csv-cp932": (".csv", fields("cp932")), "csv-utf8-bom": (".csv", fields("utf-8-sig")), "csv-quoted": (".csv", fields("cp932", quote_all=True)),
    "csv-utf8": (".csv", fields("utf-8")), "tsv-utf16": (".txt", fields("utf-16", "\t")), "tsv-cp932": (".tsv", fields("cp932", "\t")),
    "csv-euc": (".csv", fields("euc_jp")), "fixed-cp932": (".dat", fixed("cp932")), "json": (".json", as_json(False)), "json-escaped": (".json", as_json(True)),
    "xml": (".xml", xml()), "html": (".html", html()), "html-cp932": (".htm", html("cp932")), "html-xls": (".xls", html()), "sql": (".sql", sql), "query-log": (".log", query_log),
}  # fmt: skip
PROSE: Formats = {
    "txt-cp932": (".txt", text("cp932")), "txt-utf8": (".txt", text("utf-8", end="\n")), "txt-utf8-bom": (".txt", text("utf-8-sig")), "txt-utf16": (".txt", text("utf-16")),
    "txt-utf16be": (".txt", text("utf-16-be")), "txt-jis": (".txt", text("iso2022_jp")), "txt-euc": (".txt", text("euc_jp", end="\n")), "rtf": (".rtf", rtf), "rtf-cp932": (".rtf", rtf_sjis),
    "html": (".html", html()), "html-entities": (".html", html("ascii", True)), "jsonl": (".jsonl", json_lines), "md": (".md", text("utf-8", end="\n")),
}  # fmt: skip
FORMS: Formats = {
    "txt-cp932": (".txt", text("cp932", "：")), "txt-utf8": (".txt", text("utf-8-sig", "\t")), "html-form": (".html", form_page), "html": (".html", html()), "rtf": (".rtf", rtf), "csv-cp932": (".csv", fields("cp932")),
}  # fmt: skip
