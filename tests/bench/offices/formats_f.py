"""The sixth office's own writers: text, office XML as other producers write it, mail, web pages, pages set by typst."""

import base64
import io
import quopri
import zipfile
from collections.abc import Callable, Iterable
from email.header import Header
from html import escape
from pathlib import Path
from random import Random
from typing import Any

from tests.bench.offices.doc import Doc

Write = Callable[[Doc, Random], bytes]
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/"


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """A zip of parts, compressed, the same bytes every time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as box:
        for name, body in parts.items():
            box.writestr(zipfile.ZipInfo(name, (2025, 11, 20, 9, 0, 0)), body, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def package(main: str, kind: str, parts: dict[str, str | bytes], relations: str = RELS) -> dict[str, str | bytes]:
    """The parts every office package has around its main one."""
    types = f'<Types xmlns="{PACKAGE}content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/{main}" ContentType="application/vnd.openxmlformats-officedocument.{kind}.main+xml"/></Types>'
    rels = f'<Relationships xmlns="{PACKAGE}relationships"><Relationship Id="rId1" Type="{relations}/officeDocument" Target="{main}"/></Relationships>'
    return {"[Content_Types].xml": HEAD + types, "_rels/.rels": HEAD + rels, **parts}


def text(doc: Doc, between: str = "\t", end: str = "\n") -> str:
    """Everything as lines."""
    return end.join(between.join(b) if isinstance(b, list) else b for b in flat(doc)) + end


def flat(doc: Doc) -> Iterable[str | list[str]]:
    """Lines and table rows in order."""
    for block in doc.blocks:
        if block.rows is None:
            yield block.text
        else:
            yield from block.rows


def coded(codec: str, between: str = "\t", end: str = "\r\n") -> Write:
    """Plain text in a code; where a letter has no code in it, UTF-8 with a mark."""

    def write(doc: Doc, _rng: Random) -> bytes:
        lines = text(doc, between, end)
        try:
            return lines.encode(codec)
        except UnicodeEncodeError:
            return lines.encode("utf-8-sig")

    return write


def markdown(doc: Doc, _rng: Random) -> bytes:
    """Tables with pipes."""
    out = list[str]()
    for block in doc.blocks:
        if block.rows is None:
            out.append(block.text)
        else:
            wide = max(map(len, block.rows))
            lines = ["| " + " | ".join(r + [""] * (wide - len(r))) + " |" for r in block.rows]
            out += ["", lines[0], "|" + "---|" * wide, *lines[1:], ""]
    return "\n".join(out).encode()


def docx(how: str) -> Write:
    """A Word file: how = google, ns0, strict, split, br or cells."""
    p, space = ("ns0", WORD) if how == "ns0" else ("w", STRICT if how == "strict" else WORD)

    def run(piece: str) -> str:
        style = f'<{p}:rPr><{p}:rtl {p}:val="0"/></{p}:rPr>' if how == "google" else ""
        return f'<{p}:r>{style}<{p}:t xml:space="preserve">{escape(piece)}</{p}:t></{p}:r>'

    def para(line: str, rng: Random) -> str:
        pieces, rest = list[str](), line
        while how == "split" and rest:
            cut = rng.randint(1, 5)
            pieces.append(rest[:cut])
            rest = rest[cut:]
        runs = f'<{p}:proofErr {p}:type="spellStart"/>'.join(map(run, pieces)) if pieces else run(line)
        return f"<{p}:p>{runs}</{p}:p>"

    def table(rows: list[list[str]], rng: Random) -> str:
        cells = ("".join(f"<{p}:tc>{para(c, rng)}</{p}:tc>" for c in row) for row in rows)
        return f"<{p}:tbl>" + "".join(f"<{p}:tr>{c}</{p}:tr>" for c in cells) + f"</{p}:tbl>"

    def write(doc: Doc, rng: Random) -> bytes:
        lines = [b.text for b in doc.blocks if b.rows is None]
        tables = "".join(table(b.rows, rng) for b in doc.blocks if b.rows is not None)
        if how == "br":
            body = f"<{p}:p><{p}:r>" + f"<{p}:br/>".join(f'<{p}:t xml:space="preserve">{escape(t)}</{p}:t>' for t in lines) + f"</{p}:r></{p}:p>"  # fmt: skip
        elif how == "cells":
            body = table([[t] for t in lines], rng)
        else:
            body = "".join(para(t, rng) for t in lines)
        main = (
            f'{HEAD}<{p}:document xmlns:{p}="{space}"><{p}:body>{body}{tables}<{p}:sectPr/></{p}:body></{p}:document>'
        )
        relations = "http://purl.oclc.org/ooxml/officeDocument/relationships" if how == "strict" else RELS
        return zipped(package("word/document.xml", "wordprocessingml.document", {"word/document.xml": main}, relations))

    return write


def xlsx(how: str) -> Write:
    """A workbook: how = inline (prefix x:), bare (cells without addresses), rich (shared strings in runs), google."""
    p = "x:" if how == "inline" else ""
    name = f"xmlns{':x' if p else ''}"

    def write(doc: Doc, _rng: Random) -> bytes:
        shared = list[str]()
        rows = list[str]()
        for n, line in enumerate(flat(doc), 1):
            cells = line if isinstance(line, list) else ["", line] if how == "rich" else [line]
            out = list[str]()
            for column, value in enumerate(cells):
                where = "" if how == "bare" else f' r="{chr(65 + column)}{n}"'
                if how == "inline":
                    out.append(f'<x:c{where} t="inlineStr"><x:is><x:t>{escape(value)}</x:t></x:is></x:c>')
                elif value or how == "bare":
                    out.append(f'<c{where} s="0" t="s"><v>{len(shared)}</v></c>')
                    half = len(value) // 2
                    shared.append(f"<si><r><t>{escape(value[:half])}</t></r><r><rPr><b/></rPr><t>{escape(value[half:])}</t></r></si>" if how == "rich" else f"<si><t>{escape(value)}</t></si>")  # fmt: skip
            rows.append(f"<{p}row{'' if how == 'bare' else f' r={chr(34)}{n}{chr(34)}'}>{''.join(out)}</{p}row>")
        rel = f'<Relationship Id="rId3" Type="{RELS}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{RELS}/sharedStrings" Target="sharedStrings.xml"/>'
        return zipped(package("xl/workbook.xml", "spreadsheetml.sheet", {
            "xl/workbook.xml": f'{HEAD}<{p}workbook {name}="{SHEET}" xmlns:r="{RELS}"><{p}sheets><{p}sheet name="シート1" sheetId="1" r:id="rId3"/></{p}sheets></{p}workbook>',
            "xl/_rels/workbook.xml.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}relationships">{rel}</Relationships>',
            "xl/sharedStrings.xml": f'{HEAD}<sst xmlns="{SHEET}">{"".join(shared)}</sst>',
            "xl/worksheets/sheet1.xml": f'{HEAD}<{p}worksheet {name}="{SHEET}"><{p}sheetData>{"".join(rows)}</{p}sheetData></{p}worksheet>',
        }))  # fmt: skip

    return write


def odt(doc: Doc, _rng: Random) -> bytes:
    """A text document as a small program writes it, blanks as text:s."""
    body = "".join(f"<text:p>{escape('　'.join(b) if isinstance(b, list) else b)}</text:p>" for b in flat(doc))
    return _open(f"<office:text>{body}</office:text>", "text")


def ods(doc: Doc, _rng: Random) -> bytes:
    """A spreadsheet with repeated empty cells."""
    rows = (b if isinstance(b, list) else [b] for b in flat(doc))
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    body = "".join("<table:table-row>" + "".join(cell.format(escape(c)) for c in r) + '<table:table-cell table:number-columns-repeated="1000"/></table:table-row>' for r in rows)  # fmt: skip
    return _open(
        f'<office:spreadsheet><table:table table:name="S1">{body}</table:table></office:spreadsheet>', "spreadsheet"
    )


def _open(body: str, kind: str) -> bytes:
    spaces = " ".join(f'xmlns:{s}="urn:oasis:names:tc:opendocument:xmlns:{s}:1.0"' for s in ("office", "text", "table"))
    content = f'{HEAD}<office:document-content {spaces} office:version="1.3"><office:body>{body}</office:body></office:document-content>'
    manifest = f'{HEAD}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.{kind}"/></manifest:manifest>'
    return zipped({"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml": content, "META-INF/manifest.xml": manifest})  # fmt: skip


def rtf(doc: Doc, _rng: Random) -> bytes:
    """Rich text with every letter as a number, tables as cells."""

    def code(piece: str) -> str:
        units = piece.encode("utf-16-le")
        numbers = (int.from_bytes(units[i : i + 2], "little", signed=True) for i in range(0, len(units), 2))
        return "".join(chr(n) if 48 <= n <= 122 and chr(n) not in "\\{}" else f"\\u{n}?" for n in numbers)

    lines = ("\\trowd " + "".join(code(c) + "\\cell " for c in b) + "\\row" if isinstance(b, list) else code(b) + "\\par" for b in flat(doc))  # fmt: skip
    return ("{\\rtf1\\ansi\\ansicpg932\\deff0{\\fonttbl{\\f0 MS Gothic;}}\n" + "\n".join(lines) + "\n}").encode("ascii")


def page(doc: Doc, marked: bool = False) -> str:
    """A web page; ``marked`` writes Japanese letters as references."""
    out = list[str]()
    for block in doc.blocks:
        if block.rows is None:
            out.append(f'<div class="x"><span>{escape(block.text)}</span></div>')
        else:
            out.append("<table>" + "".join("<tr>" + "".join(f"<td>{escape(c)}</td>" for c in r) + "</tr>" for r in block.rows) + "</table>")  # fmt: skip
    body = "\n".join(out)
    if marked:
        body = "".join(c if c.isascii() else f"&#x{ord(c):X};" for c in body)
    return f'<!doctype html>\n<html><head><meta charset="utf-8"><style>.x{{margin:0}}</style></head><body>\n{body}\n</body></html>\n'


def mht(doc: Doc, _rng: Random) -> bytes:
    """A page saved in one file by a browser."""
    body = quopri.encodestring(page(doc).encode())
    return b'From: <Saved by Blink>\r\nSnapshot-Content-Location: https://portal.example.jp/view\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="----b1"\r\n\r\n------b1\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n' + body + b"\r\n------b1--\r\n"  # fmt: skip


def _letter(doc: Doc) -> tuple[list[str], str]:
    """Headers and body of a document that says From: in its first line; else an office's own headers."""
    head, _, body = text(doc).partition("\n\n")
    if not head.startswith("From: "):
        return ["From: info@example.jp", "To: all@example.jp", "Subject: " + Header("共有", "utf-8").encode()], text(
            doc
        )
    lines = list[str]()
    for line in head.split("\n"):
        key, _, value = line.partition(": ")
        name, angle, address = value.partition(" <")
        if key not in ("From", "To", "Cc", "Subject"):
            body = line + "\n" + body
        elif angle:
            lines.append(f"{key}: {Header(name.strip(chr(34)), 'utf-8', maxlinelen=400).encode()} <{address}")
        else:
            lines.append(f"{key}: {value if value.isascii() else Header(value, 'utf-8', maxlinelen=400).encode()}")
    return lines, body


def eml(how: str) -> Write:
    """A mail: how = qp (quoted-printable), html (base64), book (a workbook attached), mbox."""

    def write(doc: Doc, rng: Random) -> bytes:
        lines, body = _letter(doc)
        head = "\n".join([*lines, "Date: Fri, 14 Nov 2025 18:02:11 +0900", "MIME-Version: 1.0"])
        if how in ("qp", "mbox"):
            start = "From - Fri Nov 14 18:02:11 2025\n" if how == "mbox" else ""
            return f"{start}{head}\nContent-Type: text/plain; charset=UTF-8; format=flowed\nContent-Transfer-Encoding: quoted-printable\n\n".encode() + quopri.encodestring(body.encode()) + b"\n"  # fmt: skip
        if how == "html":
            page_ = "<html><body><p>" + "<br>\n".join(map(escape, body.split("\n"))) + "</p></body></html>"
            return f"{head}\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\n".encode() + base64.encodebytes(page_.encode())  # fmt: skip
        book = base64.encodebytes(xlsx("google")(doc, rng)).decode()
        return f'From: info@example.jp\nSubject: list\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="=_q"\n\n--=_q\nContent-Type: text/plain; charset=us-ascii\n\nsee attached\n--=_q\nContent-Type: application/octet-stream; name="list.xlsx"\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; filename="list.xlsx"\n\n{book}\n--=_q--\n'.encode()  # fmt: skip

    return write


def pdf(doc: Doc, _rng: Random) -> bytes:
    """Pages set by typst with an embedded subset of a font."""
    import pylopdf_fonts_cjk
    import typst

    def safe(piece: str) -> str:
        return "".join("\\" + c if c in "\\#$*_`<>@=~-[]/\"'+" else c for c in piece)

    out = ['#set page(width: 210mm, height: 297mm)\n#set text(font: "Noto Sans JP", size: 9pt)']
    for block in doc.blocks:
        if block.rows is None:
            out.append(safe(block.text))
        else:
            wide = max(map(len, block.rows))
            cells = ", ".join(f"[{safe(c)}]" for r in block.rows for c in r + [""] * (wide - len(r)))
            out.append(f"#table(columns: {wide}, {cells})")
    fonts = str(Path(pylopdf_fonts_cjk.__file__).parent)
    source: bytes = "\n\n".join(out).encode()
    compiled: Any = typst.compile
    return bytes(compiled(source, font_paths=[fonts], ignore_system_fonts=True))


ANY: dict[str, tuple[str, Write]] = {
    "f-txt-sjis": (".txt", coded("cp932")), "f-txt-bom": (".txt", coded("utf-8-sig")), "f-txt-utf16": (".txt", coded("utf-16")), "f-txt-jis": (".txt", coded("iso2022_jp")),
    "f-txt-euc": (".txt", coded("euc_jp", end="\n")), "f-txt-utf8": (".txt", coded("utf-8", end="\n")), "f-md": (".md", markdown),
    **{f"f-docx-{how}": (".docx", docx(how)) for how in ("google", "ns0", "strict", "split", "br", "cells")},
    **{f"f-xlsx-{how}": (".xlsx", xlsx(how)) for how in ("inline", "bare", "rich", "google")},
    "f-odt": (".odt", odt), "f-ods": (".ods", ods), "f-rtf": (".rtf", rtf),
    "f-html": (".html", lambda d, _r: page(d).encode()), "f-html-refs": (".htm", lambda d, _r: page(d, True).encode()), "f-mht": (".mht", mht),
    "f-eml-qp": (".eml", eml("qp")), "f-eml-html": (".eml", eml("html")), "f-eml-book": (".eml", eml("book")), "f-mbox": (".mbox", eml("mbox")), "f-pdf": (".pdf", pdf),
}  # fmt: skip
