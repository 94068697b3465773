"""Writers of texts: as editors, spread-sheets and programs of ten years write them."""

import csv
import io
import json
import quopri
import re
from collections.abc import Callable
from html import escape
from random import Random

from .marks import Doc

Write = Callable[[Doc, Random], bytes]
Formats = dict[str, tuple[str, Write]]


def lines(code: str, gap: str = "\t", end: str = "\r\n") -> Write:
    """Plain text."""

    def write(doc: Doc, _rng: Random) -> bytes:
        return (doc.text(gap).replace("\n", end) + end).encode(code)

    return write


def fields(code: str, mark: str = ",", quote: int = csv.QUOTE_MINIMAL) -> Write:
    """Fields with a mark between them."""

    def write(doc: Doc, _rng: Random) -> bytes:
        out = io.StringIO()
        csv.writer(out, delimiter=mark, quoting=quote, lineterminator="\r\n").writerows(doc.grid())  # type: ignore[arg-type]
        return out.getvalue().encode(code)

    return write


def records(doc: Doc) -> list[dict[str, str] | list[str] | str]:
    """Rows under a heading as pairs, the rest as it stands."""
    out: list[dict[str, str] | list[str] | str] = []
    head: list[str] = []
    for n, line in enumerate(doc.lines):
        if isinstance(line, str):
            out.append(line)
        elif n in doc.heads:
            head = line
        elif head and len(head) == len(line) and len(set(head)) == len(head):
            out.append(dict(zip(head, line, strict=True)))
        else:
            out.append(line)
    return out


def fixed(doc: Doc, _rng: Random) -> bytes:
    """Columns of so many bytes."""
    grid = [[c.encode("cp932") for c in r] for r in doc.grid()]
    wide = [max(len(r[n]) if n < len(r) and len(r) > 1 else 0 for r in grid) for n in range(max(map(len, grid)))]
    return b"".join(b" ".join(c.ljust(w) for c, w in zip(r, wide, strict=False)) + b"\r\n" for r in grid)


def as_json(doc: Doc, rng: Random) -> bytes:
    """One object; older programs escape."""
    return json.dumps({"title": doc.title, "data": records(doc)}, ensure_ascii=rng.random() < 0.3, indent=rng.choice((None, 2))).encode()  # fmt: skip


def jsonl(doc: Doc, _rng: Random) -> bytes:
    """An object a line."""
    return "\n".join(json.dumps(x if isinstance(x, dict) else {"row": x}, ensure_ascii=False) for x in records(doc)).encode()  # fmt: skip


def yaml(doc: Doc, _rng: Random) -> bytes:
    """Pairs."""
    out = ""
    for x in records(doc):
        if isinstance(x, dict):
            out += "".join(f"{'- ' if n == 0 else '  '}{k}: '{v}'\n" for n, (k, v) in enumerate(x.items()))
        else:
            out += f"- '{x if isinstance(x, str) else ' '.join(x)}'\n"
    return out.encode()


def xml(doc: Doc, _rng: Random) -> bytes:
    """Elements named by headings where they can be."""
    out = '<?xml version="1.0" encoding="UTF-8"?>\n<data>\n'
    for x in records(doc):
        if isinstance(x, dict):
            cells = "".join(f'<item name="{escape(k)}">{escape(v)}</item>' for k, v in x.items())
            if all(re.fullmatch(r"[A-Za-zぁ-んァ-ヶ一-龠][\w]*", k) for k in x):
                cells = "".join(f"<{k}>{escape(v)}</{k}>" for k, v in x.items())
        else:
            cells = "".join(f"<c>{escape(c)}</c>" for c in ([x] if isinstance(x, str) else x))
        out += f"<row>{cells}</row>\n"
    return (out + "</data>\n").encode()


def html(code: str = "utf-8") -> Write:
    """A page with tables."""

    def write(doc: Doc, _rng: Random) -> bytes:
        out, rows = "", ""
        for n, line in enumerate([*doc.lines, ""]):
            if isinstance(line, list):
                tag = "th" if n in doc.heads else "td"
                rows += "<tr>" + "".join(f"<{tag}>{escape(c)}</{tag}>" for c in line) + "</tr>\n"
                continue
            out += (f'<table border="1">\n{rows}</table>\n' if rows else "") + (f"<p>{escape(line)}</p>\n" if line else "")  # fmt: skip
            rows = ""
        return f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={code}"><title>{escape(doc.title)}</title></head>\n<body>\n{out}</body></html>'.encode(code)  # fmt: skip

    return write


def rtf(doc: Doc, _rng: Random) -> bytes:
    """WordPad."""

    def spell(text: str) -> str:
        units = text.encode("utf-16-le")
        codes = [int.from_bytes(units[n : n + 2], "little", signed=True) for n in range(0, len(units), 2)]
        return "".join(chr(c) if 31 < c < 127 and chr(c) not in "\\{}" else f"\\u{c}?" for c in codes)

    body = ""
    for line in doc.lines:
        if isinstance(line, str):
            body += f"\\pard {spell(line)}\\par\r\n"
        else:
            edges = "".join(f"\\cellx{1500 * (n + 1)}" for n in range(len(line)))
            body += f"\\trowd{edges}\r\n" + "".join(f"\\pard\\intbl {spell(c)}\\cell\r\n" for c in line) + "\\row\r\n"
    return (
        "{\\rtf1\\ansi\\ansicpg932\\deff0\\deflang1041{\\fonttbl{\\f0\\fnil\\fcharset128 MS Mincho;}}\r\n\\viewkind4\\uc1\\f0\\fs21 "
        + body
        + "}\r\n"
    ).encode("ascii")


def markdown(doc: Doc, _rng: Random) -> bytes:
    """Pipes."""
    out = ""
    for n, line in enumerate(doc.lines):
        out += (line if isinstance(line, str) else "| " + " | ".join(line) + " |") + "\n"
        out += "|" + "---|" * len(line) + "\n" if n in doc.heads else ""
    return out.encode()


def sql(doc: Doc, _rng: Random) -> bytes:
    """A dump."""
    out = "-- MySQL dump 10.13\nSET NAMES utf8;\n"
    for x in records(doc):
        cells = list(x.values()) if isinstance(x, dict) else [x] if isinstance(x, str) else x
        names = " (`" + "`,`".join(x) + "`)" if isinstance(x, dict) else ""
        out += f"INSERT INTO `t_main`{names} VALUES (" + ",".join("'" + c.replace("'", "''") + "'" for c in cells) + ");\n"  # fmt: skip
    return out.encode()


def log(doc: Doc, rng: Random) -> bytes:
    """Lines with a time before them."""
    second, out = rng.randrange(30000, 60000), ""
    for line in doc.grid():
        second += rng.randint(1, 40)
        out += f"2022-06-1{rng.randrange(10)} {second // 3600:02d}:{second // 60 % 60:02d}:{second % 60:02d} INFO {' '.join(line)}\n"
    return out.encode()


def spool(doc: Doc, _rng: Random) -> bytes:
    """What a line printer's queue holds."""
    page = doc.text("  ").replace("\n", "\r\n").encode("cp932")
    return b'\x1b%-12345X@PJL JOB NAME="print"\r\n@PJL ENTER LANGUAGE=TEXT\r\n' + page + b"\r\n\x0c\x1b%-12345X@PJL EOJ\r\n"  # fmt: skip


def sheet2003(doc: Doc, _rng: Random) -> bytes:
    """Excel's own XML of 2003."""
    ns = 'xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"'
    rows = "".join(
        "<Row>" + "".join(f'<Cell><Data ss:Type="String">{escape(c)}</Data></Cell>' for c in r) + "</Row>\n"
        for r in doc.grid()
    )
    return f'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook {ns}><Worksheet ss:Name="Sheet1"><Table>\n{rows}</Table></Worksheet></Workbook>'.encode()


def mht(doc: Doc, rng: Random) -> bytes:
    """A page as Internet Explorer kept it."""
    page = quopri.encodestring(html()(doc, rng)).decode().replace("\n", "\r\n")
    return (
        'From: <Saved by Microsoft Internet Explorer 5>\r\nSubject: page\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="----=_P0"\r\n\r\n'
        f"------=_P0\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: http://yoyaku.example/\r\n\r\n{page}\r\n------=_P0--\r\n"
    ).encode()


TEXTS: Formats = {
    "mht": (".mht", mht),
    "txt-cp932": (".txt", lines("cp932")), "txt-utf8": (".txt", lines("utf-8", end="\n")), "txt-utf8bom": (".txt", lines("utf-8-sig")), "txt-utf16": (".txt", lines("utf-16")),
    "txt-euc": (".txt", lines("euc_jp", end="\n")), "txt-jis": (".txt", lines("iso2022_jp")), "txt-tab": (".txt", lines("cp932")), "rtf": (".rtf", rtf), "html": (".html", html()), "html-cp932": (".htm", html("cp932")),
    "md": (".md", markdown), "log": (".log", log), "noext": ("", lines("cp932", "  ")), "bak": (".txt.bak", lines("cp932", "  ")), "tmp": (".tmp", lines("utf-8", "  ")), "old": (".old", lines("utf-16")),
    "wrongext": (".jpg", lines("utf-8", "　")), "srt": (".srt", lines("utf-8")), "spool": (".prn", spool), "dat": (".dat", lines("cp932", " ")),
}  # fmt: skip
TABLES: Formats = {
    "html-xls": (".xls", html("utf-8")), "tsv-xls": (".xls", fields("cp932", "\t")), "xml-2003": (".xml", sheet2003), "csv-utf16": (".csv", fields("utf-16")),
    "csv-cp932": (".csv", fields("cp932")), "csv-utf8": (".csv", fields("utf-8")), "csv-bom": (".csv", fields("utf-8-sig")), "csv-crlf-q": (".csv", fields("cp932", quote=csv.QUOTE_ALL)),
    "csv-semi": (".txt", fields("cp932", ";")), "tsv-utf16": (".txt", fields("utf-16", "\t")), "tsv-utf8": (".tsv", fields("utf-8", "\t")), "tsv-cp932": (".txt", fields("cp932", "\t")), "fixed": (".dat", fixed),
    "json": (".json", as_json), "jsonl": (".jsonl", jsonl), "yaml": (".yml", yaml), "xml": (".xml", xml), "sql": (".sql", sql), "csv-noext": ("", fields("cp932")), "csv-tmp": (".csv.tmp", fields("utf-8")),
}  # fmt: skip
