"""Text formats: encodings, separated values, markup, dumps, calendars, cards, mails, browser leftovers."""

import base64
import csv
import html
import io
import json
import quopri
import re
import sqlite3
import tempfile
from collections.abc import Callable
from email.header import Header
from pathlib import Path
from random import Random
from urllib.parse import quote

from tests.bench.office_h.markup import Doc

Write = Callable[[Doc, Random], bytes]
Formats = dict[str, tuple[str, Write]]


def text(encoding: str, mark: bytes = b"", end: str = "\r\n", gap: str = "\t") -> Write:
    """Plain text."""
    return lambda d, r: mark + (d.text(gap) + "\n").replace("\n", end).encode(encoding)


def separated(encoding: str, gap: str = ",", every: bool = False) -> Write:
    """Separated values."""

    def write(doc: Doc, rng: Random) -> bytes:
        out = io.StringIO()
        csv.writer(out, delimiter=gap, quoting=csv.QUOTE_ALL if every else csv.QUOTE_MINIMAL).writerows(doc.rows())
        return out.getvalue().encode(encoding)

    return write


def _width(cell: str) -> int:
    return sum(2 if ord(c) > 0xFF else 1 for c in cell)


def fixed(doc: Doc, rng: Random) -> bytes:
    """Columns filled with blanks."""
    rows = [x for x in doc.lines if not isinstance(x, str)]
    widths = [max((_width(r[n]) for r in rows if n < len(r)), default=0) + 2 for n in range(max(map(len, rows), default=0))]  # fmt: skip
    out = [x if isinstance(x, str) else "".join(c + " " * (w - _width(c)) for c, w in zip(x, widths, strict=False)).rstrip() for x in doc.lines]  # fmt: skip
    return "\r\n".join(out).encode("cp932")


def ruled(doc: Doc, rng: Random) -> bytes:
    """A table with drawn rules."""
    out: list[str] = []
    for x in doc.lines:
        out.append(x if isinstance(x, str) else "┃" + "│".join(x) + "┃")
        if not isinstance(x, str):
            out.append("┠" + "─┼".join("──" for _ in x) + "┨")
    return "\n".join(out).encode()


def body(doc: Doc, cell: str = "td") -> str:
    """The document as HTML."""
    out: list[str] = []
    inside = False
    for x in [*doc.lines, ""]:
        row = not isinstance(x, str)
        if row != inside:
            out.append('<table class="t">' if row else "</table>")
        inside = row
        if row:
            out.append("<tr>" + "".join(f"<{cell}>{html.escape(c)}</{cell}>" for c in x) + "</tr>")
        elif x:
            out.append(f"<div>{html.escape(str(x))}</div>")
    return "\n".join(out)


def page(encoding: str, entities: bool = False) -> Write:
    """A web page."""

    def write(doc: Doc, rng: Random) -> bytes:
        made = f'<!DOCTYPE html>\n<html lang="ja"><head><meta charset="{encoding}"><title>画面印刷</title></head><body>{body(doc)}</body></html>'
        return made.encode("ascii", "xmlcharrefreplace") if entities else made.encode(encoding)

    return write


def form_page(doc: Doc, rng: Random) -> bytes:
    """A saved input screen: the text in fields."""
    parts = []
    for n, x in enumerate(doc.lines):
        cells = [x] if isinstance(x, str) else x
        if len(cells) > 1:
            parts.append(f"<label>{html.escape(cells[0])}</label>")
            parts += [f'<input name="f{n}_{k}" value="{html.escape(c)}">' for k, c in enumerate(cells[1:])]
        else:
            parts.append(f'<textarea name="m{n}">{html.escape(cells[0])}</textarea>')
    return f'<html><meta charset="utf-8"><form>{"".join(p + chr(10) for p in parts)}</form></html>'.encode()


def _headed(rows: list[list[str]]) -> bool:
    """Whether the first row is one of headings: no digits, nothing twice, no row is longer."""
    return len(set(rows[0])) == len(rows[0]) >= max(map(len, rows)) and not rows[0][0].isdecimal()


def as_json(ascii_only: bool, per_line: bool) -> Write:
    """Records by heading; free text as messages."""

    def write(doc: Doc, rng: Random) -> bytes:
        words: list[dict[str, object]] = [{"msg": x} for x in doc.lines if isinstance(x, str) and x]
        rows = [x for x in doc.lines if not isinstance(x, str)]
        made: list[dict[str, object]] = [*words]
        if doc.layout == "form":
            made.append({r[0]: "　".join(r[1:]) for r in rows})
        elif rows and _headed(rows):
            made += [dict(zip([h or f"col{n}" for n, h in enumerate(rows[0])], r, strict=False)) for r in rows[1:]]
        else:
            made += [{"values": r} for r in rows]
        if per_line:
            return "\n".join(json.dumps(m, ensure_ascii=ascii_only) for m in made).encode()
        return json.dumps({"exported": True, "rows": made}, ensure_ascii=ascii_only, indent=2).encode()

    return write


def xml(doc: Doc, rng: Random) -> bytes:
    """Rows as attributes."""
    out = []
    for x in doc.rows():
        out.append("<row " + " ".join(f'c{n}="{html.escape(c)}"' for n, c in enumerate(x, 1)) + "/>")
    return ('<?xml version="1.0" encoding="UTF-8"?>\n<data>' + "\n".join(out) + "</data>").encode()


def sql(doc: Doc, rng: Random) -> bytes:
    """A dump of inserts."""
    out = ["SET NAMES utf8mb4;", "CREATE TABLE `t_work` (`id` int, `c1` text);"]
    for n, x in enumerate(doc.rows(), 1):
        cells = ",".join("'" + c.replace("'", "''") + "'" for c in x)
        out.append(f"INSERT INTO `t_work` VALUES ({n},{cells});")
    return "\n".join(out).encode()


def rtf(doc: Doc, rng: Random) -> bytes:
    r"""Rich text with \u escapes."""

    def one(c: str) -> str:
        if ord(c) < 128:
            return "\\" + c if c in "\\{}" else c
        return "".join(f"\\u{u - 65536 if u > 32767 else u}?" for u in _units(c))

    out = "".join("".join(map(one, line)).replace("\t", "\\tab ") + "\\par\n" for line in doc.text().split("\n"))
    return ("{\\rtf1\\ansi\\ansicpg932\\deff0{\\fonttbl{\\f0\\fcharset128 MS Mincho;}}\\uc1 " + out + "}").encode(
        "ascii"
    )


def rtf_hex(doc: Doc, rng: Random) -> bytes:
    r"""Rich text with \'xx of code page 932."""
    out = "".join(
        f"\\'{b:02x}" if b > 127 or b in b"\\{}" else chr(b) for b in doc.text("  ").replace("\n", "\0").encode("cp932")
    )
    return ("{\\rtf1\\ansi\\ansicpg932\\deff0{\\fonttbl{\\f0\\fcharset128 MS Gothic;}}\\f0 " + out.replace("\0", "\\par\n") + "}").encode("latin-1")  # fmt: skip


def _units(c: str) -> list[int]:
    raw = c.encode("utf-16-le")
    return [int.from_bytes(raw[i : i + 2], "little") for i in range(0, len(raw), 2)]


def escaped(doc: Doc, rng: Random) -> bytes:
    r"""A properties file with \uXXXX."""
    out = [f"memo.{n}=" + "".join(c if ord(c) < 128 else "".join(f"\\u{u:04X}" for u in _units(c)) for c in line) for n, line in enumerate(doc.text(" ").split("\n"))]  # fmt: skip
    return "\n".join(out).encode("ascii")


def access_log(doc: Doc, rng: Random) -> bytes:
    """A server log with percent-encoded queries."""
    out = [f'10.4.{n % 7}.{n % 90} - - [12/Nov/2025:1{n % 10}:0{n % 6}:11 +0900] "GET /entry?step={n}&text={quote(line)} HTTP/1.1" 200 {900 + n}' for n, line in enumerate(doc.text(" ").split("\n")) if line]  # fmt: skip
    return "\n".join(out).encode()


def app_log(doc: Doc, rng: Random) -> bytes:
    """A program's log."""
    out = [f"2025-11-{n % 28 + 1:02d}T09:{n % 60:02d}:07 INFO [worker-{n % 3}] note: {line}" for n, line in enumerate(doc.text(" ").split("\n")) if line]  # fmt: skip
    return "\n".join(out).encode()


def ics(doc: Doc, rng: Random) -> bytes:
    """A calendar entry with a folded description."""
    line = "DESCRIPTION:" + doc.text(" ").replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;").replace(
        "\n", "\\n"
    )
    out, now = [], ""
    for c in line:
        if len((now + c).encode()) > 74:
            out.append(now)
            now = " "
        now += c
    folded = "\r\n".join([*out, now])
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//memo//JA\r\nBEGIN:VEVENT\r\nUID:77@local\r\nDTSTAMP:20251110T010000Z\r\nDTSTART:20251112T013000Z\r\nSUMMARY:訪問\r\n{folded}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n".encode()


def vcf(doc: Doc, rng: Random) -> bytes:
    """Cards with notes: each line the note of a card, quoted-printable."""
    out = []
    for n, line in enumerate(doc.text(" ").split("\n")):
        if line:
            note = "".join(f"={b:02X}" for b in line.encode())
            out.append(
                f"BEGIN:VCARD\r\nVERSION:2.1\r\nN:;;;;\r\nFN:\r\nUID:{n}\r\nNOTE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{note}\r\nEND:VCARD\r\n"
            )
    return "".join(out).encode()


def cards(doc: Doc, rng: Random) -> bytes:
    """An address book: a card a row, what no field takes stands in the note."""
    rows = [x for x in doc.lines if not isinstance(x, str)]
    out = [f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{x}\r\nEND:VCARD" for x in doc.lines if isinstance(x, str) and x]
    heads = rows[0] if _headed(rows) else [""] * len(rows[0])
    for row in rows[1:] if _headed(rows) else rows:
        card, note = ["BEGIN:VCARD", "VERSION:3.0"], []
        for head, cell in zip(heads, row, strict=False):
            if not cell:
                continue
            if re.search("氏名|お名前|職員|利用者|講師", head):
                card.append(f"FN:{cell}")
            elif re.search("電話|携帯|TEL|メール", head):
                card.append(f"{'EMAIL' if 'メール' in head else 'TEL;TYPE=HOME'}:{cell}")
            else:
                note.append(f"{head} {cell}".strip().replace(",", "\\,"))
        out.append("\r\n".join([*card, "NOTE:" + "\\n".join(note), "END:VCARD"]))
    return "\r\n".join(out).encode()


def _headers(subject: str) -> str:
    return (f"From: =?UTF-8?B?{base64.b64encode('業務用'.encode()).decode()}?= <office@npo-tsunagu.example.jp>\r\nTo: desk@npo-tsunagu.example.jp\r\n"
            f"Subject: {Header(subject, 'utf-8').encode()}\r\nDate: Wed, 12 Nov 2025 10:20:00 +0900\r\nMIME-Version: 1.0\r\n")  # fmt: skip


def _lines64(data: bytes) -> str:
    return base64.encodebytes(data).decode().replace("\n", "\r\n")


def eml(encoding: str, how: str) -> Write:
    """A mail in plain text."""

    def write(doc: Doc, rng: Random) -> bytes:
        data = doc.text(" ").replace("\n", "\r\n").encode(encoding)
        head = (
            _headers("ご連絡")
            + f"Content-Type: text/plain; charset={encoding}\r\nContent-Transfer-Encoding: {how}\r\n\r\n"
        )
        coded = {"7bit": data, "8bit": data, "base64": _lines64(data).encode(), "quoted-printable": quopri.encodestring(data).replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")}[how]  # fmt: skip
        return head.encode() + coded

    return write


def eml_attached(name: str, inner: Write) -> Write:
    """A mail with the document attached."""

    def write(doc: Doc, rng: Random) -> bytes:
        edge = "=_b77e"
        return (_headers("資料送付") + f'Content-Type: multipart/mixed; boundary="{edge}"\r\n\r\n--{edge}\r\nContent-Type: text/plain; charset=utf-8\r\n'
                f"Content-Transfer-Encoding: base64\r\n\r\n{_lines64('お世話になっております。添付をご確認ください。'.encode())}\r\n--{edge}\r\n"
                f'Content-Type: application/octet-stream; name="{name}"\r\nContent-Disposition: attachment; filename="{name}"\r\n'
                f"Content-Transfer-Encoding: base64\r\n\r\n{_lines64(inner(doc, rng))}\r\n--{edge}--\r\n").encode()  # fmt: skip

    return write


def eml_html(doc: Doc, rng: Random) -> bytes:
    """A mail in HTML."""
    data = quopri.encodestring(f"<html><body>{body(doc)}</body></html>".encode())
    return (
        _headers("Re: 確認").encode()
        + b"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        + data
    )


def mbox(doc: Doc, rng: Random) -> bytes:
    """A mail folder with two mails."""
    other = Doc("", "harmless", ["プリンタの交換部品が届きました。倉庫2番の棚にあります。"])
    return b"".join(
        b"From MAILER Wed Nov 12 10:20:00 2025\r\n" + eml("utf-8", "base64")(d, rng) + b"\r\n" for d in (other, doc)
    )


def chat(doc: Doc, rng: Random) -> bytes:
    """A chat export in JSON, ASCII only."""
    return json.dumps({"room": "連絡", "messages": [{"id": n, "at": 1762900000 + 60 * n, "body": t} for n, t in enumerate(doc.text(" ").split("\n")) if t]}).encode()  # fmt: skip


def sqlite(mixed: bool = False, deleted: bool = False) -> Write:
    """A small database, perhaps with another table; ``deleted`` leaves the rows only in the free pages."""

    def write(doc: Doc, rng: Random) -> bytes:
        with tempfile.TemporaryDirectory() as home:
            path = Path(home) / "a.db"
            base = sqlite3.connect(path)
            base.execute("PRAGMA secure_delete=OFF")
            rows = doc.rows()
            width = max(map(len, rows))
            base.execute(
                f"CREATE TABLE entries (id INTEGER PRIMARY KEY, {', '.join(f'c{n} TEXT' for n in range(width))})"
            )
            marks = ",".join("?" * width)
            base.executemany(f"INSERT INTO entries VALUES (NULL,{marks})", [r + [""] * (width - len(r)) for r in rows])
            base.commit()
            if deleted:
                base.execute("DELETE FROM entries")
                base.commit()
            if mixed:
                base.execute("CREATE TABLE autofill (name TEXT, value TEXT)")
                base.executemany("INSERT INTO autofill VALUES ('q', ?)", [("在庫",), ("用紙 A4",)])
            base.commit()
            base.close()
            return path.read_bytes()

    return write


def history(doc: Doc, rng: Random) -> bytes:
    """A browser's form history."""
    with tempfile.TemporaryDirectory() as home:
        path = Path(home) / "h.sqlite"
        base = sqlite3.connect(path)
        base.execute(
            "CREATE TABLE moz_formhistory (id INTEGER PRIMARY KEY, fieldname TEXT, value TEXT, timesUsed INTEGER)"
        )
        base.executemany("INSERT INTO moz_formhistory (fieldname, value, timesUsed) VALUES (?,?,1)", [(f"field{n % 5}", c) for n, r in enumerate(doc.rows()) for c in r if c])  # fmt: skip
        base.commit()
        base.close()
        return path.read_bytes()


ANY: Formats = {
    "txt-utf8": (".txt", text("utf-8", end="\n")), "txt-utf8-bom": (".txt", text("utf-8-sig")), "txt-cp932": (".txt", text("cp932")),
    "txt-utf16": (".txt", text("utf-16-le", b"\xff\xfe")), "txt-utf16be": (".txt", text("utf-16-be", b"\xfe\xff")), "txt-eucjp": (".txt", text("euc_jp", end="\n")), "txt-jis": (".txt", text("iso2022_jp")),
    "md": (".md", text("utf-8", end="\n", gap=" | ")), "html": (".html", page("utf-8")), "html-cp932": (".htm", page("cp932")),
    "html-entities": (".html", page("utf-8", True)), "html-form": (".html", form_page), "rtf": (".rtf", rtf), "rtf-hex": (".rtf", rtf_hex),
    "properties": (".properties", escaped), "log-url": (".log", access_log), "log": (".log", app_log), "ics": (".ics", ics), "vcf": (".vcf", vcf),
    "eml-jis": (".eml", eml("iso-2022-jp", "7bit")), "eml-base64": (".eml", eml("utf-8", "base64")), "eml-qp": (".eml", eml("utf-8", "quoted-printable")),
    "eml-8bit": (".eml", eml("utf-8", "8bit")), "eml-html": (".eml", eml_html), "eml-attached": (".eml", eml_attached("memo.txt", text("cp932"))),
    "mbox": (".mbox", mbox), "chat-json": (".json", chat), "jsonl": (".jsonl", as_json(False, True)), "json-ascii": (".json", as_json(True, False)),
    "bak": (".bak", text("cp932")), "tmp": (".tmp", text("utf-8")), "sqlite": (".db", sqlite()), "form-history": (".sqlite", history), "xml": (".xml", xml),
}  # fmt: skip
TABLES: Formats = {
    "vcf-cards": (".vcf", cards),
    "csv-cp932": (".csv", separated("cp932")), "csv-utf8": (".csv", separated("utf-8")), "csv-bom": (".csv", separated("utf-8-sig", every=True)),
    "tsv": (".tsv", separated("utf-8", "\t")), "csv-semicolon": (".csv", separated("utf-8", ";")), "tsv-utf16": (".txt", separated("utf-16", "\t")),
    "fixed": (".txt", fixed), "ruled": (".txt", ruled), "json": (".json", as_json(False, False)), "sql": (".sql", sql),
    "eml-csv": (".eml", eml_attached("list.csv", separated("utf-8-sig"))), "csv-eucjp": (".csv", separated("euc_jp")),
    "sqlite-mixed": (".sqlite3", sqlite(mixed=True)), "sqlite-deleted": (".db", sqlite(deleted=True)), "html-list": (".html", page("utf-8")),
}  # fmt: skip
