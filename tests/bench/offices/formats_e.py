"""Odd containers of the fifth office: archives in mail in archives, logs in UTF-16, user-defined characters, old text boxes, headers of sheets, charts."""

import base64
import binascii
import html
import io
import json
import re
import struct
import zipfile
from collections.abc import Callable
from itertools import pairwise
from random import Random
from urllib.parse import quote

import xlsxwriter

from tests.bench.offices import mails, margins_e, sheets, slides, word
from tests.bench.offices.doc import Doc
from tests.bench.offices.packs import raw_zip
from tests.bench.offices.text_formats import as_html, fit, separated, text
from tests.bench.offices.zipped import escape, pack

Write = Callable[[Doc, Random], bytes]
OWN_SIGN = "\ue000"  # the first user-defined character, F040 in cp932


def zip_mail_zip(doc: Doc, rng: Random) -> bytes:
    """An archive with a message with an archive with a document."""
    inner = raw_zip([("記録/十一月.docx".encode("cp932"), word.plain(doc, rng))])
    letter = (
        "From: a@example.org\r\nSubject: send\r\nMIME-Version: 1.0\r\nContent-Type: application/zip; name*=UTF-8''%E8%A8%98%E9%8C%B2.zip\r\n"
        "Content-Disposition: attachment; filename*=UTF-8''%E8%A8%98%E9%8C%B2.zip\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + base64.encodebytes(inner).decode()
    )
    return raw_zip([("メール.eml".encode("cp932"), letter.encode())])


def mail_nested(doc: Doc, rng: Random) -> bytes:
    """A forwarded message in a forwarded message."""
    inner = mails.forwarded(doc, rng)
    return (
        b"From: b@example.org\r\nSubject: Fwd: Fwd\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=q1\r\n\r\n--q1\r\nContent-Type: message/rfc822\r\n\r\n"
        + inner
        + b"\r\n--q1--\r\n"
    )


def uuencoded(doc: Doc, _rng: Random) -> bytes:
    """A mail of the nineties with a uuencoded list in its body."""
    fit(doc, "cp932")
    body = separated(doc).encode("cp932")
    lines = [binascii.b2a_uu(body[i : i + 45]) for i in range(0, len(body), 45)]
    return b"From: c@example.org\r\nSubject: list\r\n\r\nplease see below\r\n\r\nbegin 644 list.csv\r\n" + b"".join(lines) + b"`\r\nend\r\n"  # fmt: skip


def log_utf16(doc: Doc, rng: Random) -> bytes:
    """A program's log in UTF-16: every line has a time and a level before what was typed."""
    lines = [f"2025-11-20 10:{n % 60:02d}:{rng.randint(10, 59)}.{rng.randint(100, 999)}\tINFO\t[入力] {line}" for n, line in enumerate(doc.lines())]  # fmt: skip
    return b"\xff\xfe" + "\r\n".join(lines).encode("utf-16-le")


def own_signs(doc: Doc, _rng: Random) -> bytes:
    """cp932 with a user-defined character as bullet on every line."""
    fit(doc, "cp932")
    return "".join(f"{OWN_SIGN}{line}\r\n" for line in doc.lines()).encode("cp932")


def broken_bytes(doc: Doc, _rng: Random) -> bytes:
    """cp932 with one damaged byte at the end of every third line."""
    fit(doc, "cp932")
    return b"".join(line.encode("cp932") + (b"\x85\r\n" if n % 3 == 2 else b"\r\n") for n, line in enumerate(doc.lines()))  # fmt: skip


def unmarked(doc: Doc, _rng: Random) -> bytes:
    """UTF-16, big endian, no mark."""
    return text(doc).encode("utf-16-be")


def vml_box(doc: Doc, _rng: Random) -> bytes:
    """A text box as Word 2003 saved it."""
    return word.package(word.para("下の枠を参照") + f'<w:p><w:r><w:pict><v:shape style="width:400pt;height:300pt"><v:textbox><w:txbxContent>{word.blocks(doc.blocks)}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>')  # fmt: skip


def endnotes(doc: Doc, _rng: Random) -> bytes:
    part = f'{word.HEAD}<w:endnotes {word.NS}><w:endnote w:id="2">{word.blocks(doc.blocks)}</w:endnote></w:endnotes>'
    body = "<w:p>" + word.run("注記あり") + '<w:r><w:endnoteReference w:id="2"/></w:r></w:p>'
    return word.package(body, {"endnotes.xml": ("endnotes", word.TYPE + "endnotes+xml", part)})


def alt_chunk(doc: Doc, _rng: Random) -> bytes:
    """A document that only points at an HTML part Word has not yet merged."""
    return word.package(word.para("一覧") + '<w:altChunk r:id="rId1"/>', {"afchunk.htm": ("aFChunk", "text/html", as_html(doc))})  # fmt: skip


def nested_table(doc: Doc, _rng: Random) -> bytes:
    """Everything in a table in a table's cell."""
    inner = word.blocks(doc.blocks)
    return word.package(word.table([["様式第3号", "内容"], ["記録", "@@"]], lambda c: inner + "<w:p/>" if c == "@@" else word.para(c)))  # fmt: skip


def ruby(doc: Doc, _rng: Random) -> bytes:
    """Readings over the names (w:ruby); what stands under them is the text."""
    names = [v for k, v, _ in doc.values if k == "name"][:12]

    def para(line: str) -> str:
        out, rest = "", line
        while cut := min((rest.find(n), -len(n), n) for n in [*names, rest] if n and n in rest):
            at, _, name = cut
            out += word.run(rest[:at]) if at else ""
            out += word.run(name) if name == rest or name not in names else f'<w:r><w:ruby><w:rubyPr/><w:rt>{word.run("よみ")}</w:rt><w:rubyBase>{word.run(name)}</w:rubyBase></w:ruby></w:r>'  # fmt: skip
            rest = rest[at + len(name) :]
            if not rest:
                break
        return f"<w:p>{out}</w:p>"

    return word.package("".join(word.table(b.rows) if b.rows is not None else para(b.text) if b.text else "<w:p/>" for b in doc.blocks))  # fmt: skip


def _workbook(fill: Callable[[xlsxwriter.Workbook], None]) -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_numbers": False, "strings_to_formulas": False})
    fill(book)
    book.close()
    return buffer.getvalue()


def merged(doc: Doc, _rng: Random) -> bytes:
    """A sheet whose headings are merged over the empty cells to their right."""

    def fill(book: xlsxwriter.Workbook) -> None:
        sheet, style, top = book.add_worksheet("様式"), book.add_format({"border": 1}), 1
        for block in doc.blocks:
            rows = block.rows if block.rows is not None else [[block.text]]
            for r, row in enumerate(rows, top):
                ends = [c for c, v in enumerate(row) if v] + [len(row)]
                for c, after in pairwise(ends):
                    if after - c > 1:
                        sheet.merge_range(r, c, r, after - 1, row[c], style)
                    else:
                        sheet.write_string(r, c, row[c], style)
            top += len(rows) + 1

    return _workbook(fill)


def several(doc: Doc, _rng: Random) -> bytes:
    """A sheet per block, dull sheets before and after."""

    def fill(book: xlsxwriter.Workbook) -> None:
        book.add_worksheet("表紙").write("A1", "月次資料")
        for n, block in enumerate(doc.blocks):
            sheet = book.add_worksheet(f"その{n + 1}")
            for r, row in enumerate(block.rows if block.rows is not None else [[block.text]]):
                for c, value in enumerate(row):
                    sheet.write_string(r + 3, c + 1, value)
        book.add_worksheet("集計").write_row("A1", ["件数", 12])

    return _workbook(fill)


def page_header(doc: Doc, _rng: Random) -> bytes:
    """Only the printed heading of a sheet names somebody; the truth is cut to what fits."""
    line = next((x for x in doc.lines() if any(v in x for _, v, _ in doc.values)), doc.lines()[0])
    line = "".join(line.split("\t"))[:200].replace("&", "＆")
    doc.values[:] = [v for v in doc.values if v[1] in line]

    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write("A1", "実績")
        sheet.set_header(f"&L&10{line}")

    return _workbook(fill)


def chart_cache(doc: Doc, _rng: Random) -> bytes:
    """A slide's chart keeps its categories after the table is gone."""
    points = "".join(f'<c:pt idx="{i}"><c:v>{escape(line)}</c:v></c:pt>' for i, line in enumerate(doc.lines()))
    chart = f'<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart><c:plotArea><c:barChart><c:ser><c:cat><c:strRef><c:f>Sheet1!$A$2</c:f><c:strCache><c:ptCount val="{len(doc.lines())}"/>{points}</c:strCache></c:strRef></c:cat></c:ser></c:barChart></c:plotArea></c:chart></c:chartSpace>'  # fmt: skip
    return _added(slides.package([slides._shape(["グラフ"])]), {"ppt/charts/chart1.xml": slides.HEAD + chart})


def slide_embedded(doc: Doc, rng: Random) -> bytes:
    """A workbook lies inside a presentation."""
    return _added(slides.package([slides._shape(["実績報告"])]), {"ppt/embeddings/Microsoft_Excel_Sheet1.xlsx": sheets.plain(doc, rng)})  # fmt: skip


def diagram(doc: Doc, _rng: Random) -> bytes:
    """A SmartArt drawing's data."""
    points = "".join(f'<dgm:pt modelId="{i}"><dgm:t><a:bodyPr/><a:p><a:r><a:t>{escape(line)}</a:t></a:r></a:p></dgm:t></dgm:pt>' for i, line in enumerate(doc.lines()))  # fmt: skip
    model = f'<dgm:dataModel xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><dgm:ptLst>{points}</dgm:ptLst></dgm:dataModel>'  # fmt: skip
    return _added(slides.package([slides._shape(["組織図"])]), {"ppt/diagrams/data1.xml": slides.HEAD + model})


def _added(package: bytes, more: dict[str, str | bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(package)) as source:
        parts: dict[str, str | bytes] = {n: source.read(n) for n in source.namelist()}
    return pack(parts | more)


def html_hidden(doc: Doc, _rng: Random) -> bytes:
    """A saved input page: values in attributes, a text area and a comment."""
    out = [f'<input type="text" name="f{i}" value="{html.escape(line)}">' for i, line in enumerate(doc.lines()) if i % 3 == 0]  # fmt: skip
    out += ["<textarea>" + html.escape("\n".join(x for i, x in enumerate(doc.lines()) if i % 3 == 1)) + "</textarea>"]
    out += ["<!-- " + "\n".join(x for i, x in enumerate(doc.lines()) if i % 3 == 2).replace("--", "—") + " -->"]
    return ("<html><head><meta charset=utf-8><title>入力</title></head><body><form>" + "\n".join(out) + "</form></body></html>").encode()  # fmt: skip


def yaml(doc: Doc, _rng: Random) -> bytes:
    """Settings written by a program: rows as lists, text as quoted lines."""
    out = ["version: 2", "items:"]
    for block in doc.blocks:
        cells = block.rows if block.rows is not None else [[block.text]]
        out += [f"  - [{', '.join(json.dumps(c, ensure_ascii=False) for c in row)}]" for row in cells]
    return ("\n".join(out) + "\n").encode()


def chat_json(doc: Doc, _rng: Random) -> bytes:
    """A messenger's export: escaped text in objects."""
    return json.dumps([{"type": "message", "ts": f"17636{n:05d}.000", "text": line.replace("\t", " ")} for n, line in enumerate(doc.lines())]).encode()  # fmt: skip


def notebook(doc: Doc, _rng: Random) -> bytes:
    cells = [{"cell_type": "code", "source": ["df.head()"], "outputs": [{"output_type": "stream", "text": [line + "\n" for line in doc.lines()]}]}]  # fmt: skip
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}, ensure_ascii=False).encode()


def plist(doc: Doc, _rng: Random) -> bytes:
    items = "".join(f"<string>{html.escape(line)}</string>" for line in doc.lines())
    return f'<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd"><plist version="1.0"><dict><key>drafts</key><array>{items}</array></dict></plist>'.encode()  # fmt: skip


def query_cp932(doc: Doc, _rng: Random) -> bytes:
    """An old web form's log: percent-encoded cp932."""
    fit(doc, "cp932")
    return "\n".join(f"20251120 GET /cgi-bin/memo.cgi?t={quote(line.encode('cp932'))}" for line in doc.lines()).encode()


def javascript(doc: Doc, _rng: Random) -> bytes:
    """A page's data file: arrays of escaped strings."""
    rows = [r for b in doc.blocks for r in (b.rows if b.rows is not None else [[b.text]])]
    return ("var memo = [\n" + ",\n".join("  " + json.dumps(row) for row in rows) + "\n];\nrender(memo);\n").encode()


def old_phone(doc: Doc, _rng: Random) -> bytes:
    """Notes as a telephone of the two thousands exports them (vNote 1.1): quoted-printable cp932."""
    fit(doc, "cp932")
    notes = []
    for line in doc.lines():
        body = "".join(f"={b:02X}" for b in line.replace("\t", " ").encode("cp932"))
        soft = "=\r\n".join(body[i : i + 72] for i in range(0, len(body), 72))
        notes.append(f"BEGIN:VNOTE\r\nVERSION:1.1\r\nBODY;CHARSET=SHIFT_JIS;ENCODING=QUOTED-PRINTABLE:{soft}\r\nEND:VNOTE\r\n")  # fmt: skip
    return "".join(notes).encode("ascii")


def ics_folded(doc: Doc, _rng: Random) -> bytes:
    """Calendar lines folded after 75 octets, in the middle of a character where it falls so (RFC 5545, 3.1)."""
    out = [b"BEGIN:VCALENDAR", b"VERSION:2.0"]
    for n, line in enumerate(doc.lines()):
        text_line = line.replace("\t", " ").replace(",", "\\,").replace(";", "\\;")
        raw = f"DESCRIPTION:{text_line}".encode()
        folded = b"\r\n ".join(raw[i : i + 74] for i in range(0, len(raw), 74))
        out += [b"BEGIN:VEVENT", f"UID:{n}@e".encode(), b"DTSTART:20251120T090000", folded, b"END:VEVENT"]
    return b"\r\n".join([*out, b"END:VCALENDAR", b""])


def html_blanks(doc: Doc, _rng: Random) -> bytes:
    """A page whose blanks are &nbsp; and whose lines are broken by <br>."""

    def safe(value: str) -> str:
        return html.escape(value).replace(" ", "&nbsp;").replace("\u3000", "&#12288;")

    out = ["<html><meta charset=utf-8><body>"]
    for block in doc.blocks:
        if block.rows is None:
            out.append(safe(block.text) + "<br>")
        else:
            out.append("<table>" + "".join("<tr><td>" + "</td><td>".join(map(safe, row)) + "</td></tr>" for row in block.rows) + "</table>")  # fmt: skip
    return "\n".join([*out, "</body></html>"]).encode()


def html_ruby(doc: Doc, _rng: Random) -> bytes:
    """Readings over the first names (HTML ruby)."""
    page = as_html(doc)
    for name in [v for k, v, _ in doc.values if k == "name" and len(v) > 2][:8]:
        page = page.replace(html.escape(name), f"<ruby>{html.escape(name)}<rp>(</rp><rt>よみ</rt><rp>)</rp></ruby>")
    return page.encode()


def tnef(doc: Doc, _rng: Random) -> bytes:
    """Outlook's winmail.dat with the list as attachment ([MS-OXTNEF] 2.1)."""
    fit(doc, "cp932")

    def attribute(level: int, tag: int, body: bytes) -> bytes:
        return struct.pack("<BII", level, tag, len(body)) + body + struct.pack("<H", sum(body) & 0xFFFF)

    return (
        struct.pack("<IH", 0x223E9F78, 1)
        + attribute(1, 0x00089006, struct.pack("<I", 0x10000))
        + attribute(2, 0x00069002, struct.pack("<HI", 1, 0xFFFFFFFF) + bytes(8))
        + attribute(2, 0x00018010, b"list.csv\0")
        + attribute(2, 0x0006800F, separated(doc).encode("cp932"))
    )


def tabs(doc: Doc, _rng: Random) -> bytes:
    """A sheet per person with the name on its tab; the sheets have only marks."""
    names = list(dict.fromkeys(v for k, v, s in doc.values if k == "name" and re.match("full|join|wide", s)))[:20]
    doc.values[:] = [x for x in doc.values if x[:2] in [("name", n) for n in names]]

    def fill(book: xlsxwriter.Workbook) -> None:
        for name in names or ["様式"]:
            book.add_worksheet(name).write_column("A1", ["月", "出席", "○", "×"])

    return _workbook(fill)


def wrapped(doc: Doc, _rng: Random) -> bytes:
    """A text broken after every 36 characters, as old mail programs send it; what the break cut is whole for the reader."""
    lines = [line[i : i + 36] for line in doc.lines() for i in range(0, max(1, len(line)), 36)]
    whole = "\n".join(lines)
    doc.values[:] = [v for v in doc.values if v[1] in whole]
    return whole.encode()


FORMATS: dict[str, tuple[str, Write]] = {
    "zip-mail-zip": (".zip", zip_mail_zip), "mail-nested": (".eml", mail_nested), "mail-uu": (".eml", uuencoded), "log-utf16": (".log", log_utf16),
    "own-signs": (".txt", own_signs), "broken-bytes": (".txt", broken_bytes), "utf16be-unmarked": (".txt", unmarked), "docx-vml": (".docx", vml_box),
    "docx-endnotes": (".docx", endnotes), "docx-chunk": (".docx", alt_chunk), "docx-nested": (".docx", nested_table), "docx-ruby": (".docx", ruby),
    "xlsx-merged": (".xlsx", merged), "xlsx-several": (".xlsx", several), "xlsx-header": (".xlsx", page_header), "pptx-chart": (".pptx", chart_cache),
    "pptx-embedded": (".pptx", slide_embedded), "pptx-diagram": (".pptx", diagram), "html-hidden": (".html", html_hidden), "yaml": (".yml", yaml),
    "chat-json": (".json", chat_json), "notebook": (".ipynb", notebook), "plist": (".plist", plist), "query-cp932": (".log", query_cp932), "js": (".js", javascript),
    "wrapped": (".txt", wrapped), "vnote": (".vnt", old_phone), "ics-folded": (".ics", ics_folded), "html-blanks": (".html", html_blanks),
    "html-ruby": (".html", html_ruby), "tnef": (".dat", tnef), "xlsx-tabs": (".xlsx", tabs),
} | margins_e.FORMATS  # fmt: skip
