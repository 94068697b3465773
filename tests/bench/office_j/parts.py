"""Office formats, PDF, and files that cannot be read."""

import io
import struct
import zlib
from html import escape
from random import Random

import msoffcrypto.format.ooxml
import xlsxwriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer

from .flat import Write, packed, rows, seven, text
from .markup import Doc, Line

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
P = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
KIND = "application/vnd.openxmlformats-officedocument."


def book(how: str = "") -> Write:
    """A workbook; ``how`` says where the document stands."""

    def write(doc: Doc, rng: Random) -> bytes:
        out = io.BytesIO()
        wb = xlsxwriter.Workbook(
            out, {"in_memory": True, "strings_to_numbers": how == "numbers", "constant_memory": False}
        )
        if how in ("hidden", "comments", "box"):
            first = wb.add_worksheet("表紙")
            first.write_column(0, 0, ["令和8年度 事業資料", "区分", "実績", "予定"])
            if how == "comments":
                for n, line in enumerate(doc.text(" ").split("\n")):
                    first.write_comment(n, 1, line, {"author": "PC01"}) if line.strip() else None
            elif how == "box":
                first.insert_textbox("C2", doc.text("　"), {"width": 600, "height": 500})
        if how not in ("comments", "box"):
            ws = wb.add_worksheet("data" if how == "hidden" else "Sheet1")
            if how == "hidden":
                ws.very_hidden()
            for n, row in enumerate(rows(doc)):
                ws.write_row(n, 0, row)
        wb.close()
        return out.getvalue()

    return write


def book_inline(doc: Doc, rng: Random) -> bytes:
    """Inline strings, written by a system."""
    body = "".join(
        "<row>"
        + "".join(f'<c t="inlineStr"><is><t xml:space="preserve">{escape(c)}</t></is></c>' for c in x)
        + "</row>"
        for x in rows(doc)
    )
    s = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    return package("xl/workbook.xml", "spreadsheetml.sheet.main", f'<workbook {s}><sheets><sheet name="出力" sheetId="1" r:id="rId1"/></sheets></workbook>',
                   {"xl/worksheets/sheet1.xml": ("spreadsheetml.worksheet", "worksheet", f"<worksheet {s}><sheetData>{body}</sheetData></worksheet>")})  # fmt: skip


def book_cache(doc: Doc, rng: Random) -> bytes:
    """The document only in the cache of a link to another workbook."""
    s = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    cells = "".join(
        f'<row r="{n}">'
        + "".join(f'<cell r="{chr(65 + k)}{n}" t="str"><v>{escape(c)}</v></cell>' for k, c in enumerate(x))
        + "</row>"
        for n, x in enumerate(rows(doc), 1)
    )
    link = f'<externalLink {s}><externalBook r:id="rId1"><sheetNames><sheetName val="原本"/></sheetNames><sheetDataSet><sheetData sheetId="0">{cells}</sheetData></sheetDataSet></externalBook></externalLink>'
    return package("xl/workbook.xml", "spreadsheetml.sheet.main", f'<workbook {s}><sheets><sheet name="集計" sheetId="1" r:id="rId1"/></sheets><externalReferences><externalReference r:id="rId2"/></externalReferences></workbook>',
                   {"xl/worksheets/sheet1.xml": ("spreadsheetml.worksheet", "worksheet", f'<worksheet {s}><sheetData><row r="1"><c r="A1"><v>12</v></c></row></sheetData></worksheet>'),
                    "xl/externalLinks/externalLink1.xml": ("spreadsheetml.externalLink", "externalLink", link)},
                   {"xl/externalLinks/_rels/externalLink1.xml.rels": f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{RELS}/externalLinkPath" Target="genpon.xlsx" TargetMode="External"/></Relationships>'.encode()})  # fmt: skip


def package(
    main: str, kind: str, body: str, more: dict[str, tuple[str, str, str]], raw: dict[str, bytes] | None = None
) -> bytes:
    """An OOXML package."""
    home = main.split("/", maxsplit=1)[0]
    types = "".join(
        f'<Override PartName="/{k}" ContentType="{KIND}{v}+xml"/>'
        for k, v in [(main, kind), *((k, v[0]) for k, v in more.items())]
    )
    rels = "".join(
        f'<Relationship Id="rId{n}" Type="{RELS}/{v[1]}" Target="{k.removeprefix(home + "/")}"/>'
        for n, (k, v) in enumerate(more.items(), 1)
    )
    wrap = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    return packed({
        "[Content_Types].xml": f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="xlsx" ContentType="{KIND}spreadsheetml.sheet"/>{types}</Types>'.encode(),
        "_rels/.rels": f'{HEAD}{wrap}<Relationship Id="rId1" Type="{RELS}/officeDocument" Target="{main}"/></Relationships>'.encode(),
        f"{home}/_rels/{main.split('/')[1]}.rels": f"{HEAD}{wrap}{rels}</Relationships>".encode(),
        main: (HEAD + body).encode(), **{k: (HEAD + v[2]).encode() for k, v in more.items()}, **(raw or {}),
    })  # fmt: skip


def _para(line: str, cut: int = 0, tag: str = "t") -> str:
    pieces = [line[i : i + cut] for i in range(0, len(line), cut)] if cut else [line]
    return (
        "<w:p>" + "".join(f'<w:r><w:{tag} xml:space="preserve">{escape(x)}</w:{tag}></w:r>' for x in pieces) + "</w:p>"
    )


def _body(lines: list[Line], cut: int = 0) -> str:
    out, inside = "", False
    for x in lines:
        if isinstance(x, list) != inside:
            out += "</w:tbl>" if inside else '<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid/>'
            inside = not inside
        out += (
            _para(x, cut)
            if isinstance(x, str)
            else "<w:tr>" + "".join(f"<w:tc>{_para(c, cut)}</w:tc>" for c in x) + "</w:tr>"
        )
    return out + ("</w:tbl><w:p/>" if inside else "")


def _noted(kind: str, lines: list[Line], first: int, attributes: str = "") -> tuple[str, tuple[str, str, str]]:
    """A paragraph that refers to every line, and the part (comments or footnotes) where the lines stand."""
    numbered = list(enumerate(lines, first))
    notes = "".join(f'<w:{kind} w:id="{n}"{attributes}>{_body([x])}</w:{kind}>' for n, x in numbered)
    refers = "".join(f'<w:r><w:{kind}Reference w:id="{n}"/></w:r>' for n, _ in numbered)
    return f"<w:p>{refers}</w:p>", (f"wordprocessingml.{kind}s", f"{kind}s", f"<w:{kind}s {W}>{notes}</w:{kind}s>")


def _tracked(doc: Doc) -> str:
    """Every line deleted, with the changes still recorded."""
    return "".join(
        f'<w:p><w:del w:id="{n}" w:author="x"><w:r><w:delText xml:space="preserve">{escape(x)}</w:delText></w:r></w:del></w:p>'
        for n, x in enumerate(doc.text("　").split("\n"))
    )


def _box(body: str) -> str:
    """A text box of the old kind."""
    shape = f'<v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>{body}</w:txbxContent></v:textbox></v:shape>'
    return f"<w:p><w:r><w:pict>{shape}</w:pict></w:r></w:p>"


def _controls(lines: list[Line]) -> str:
    """A content control for every line."""
    return "".join(
        f'<w:sdt><w:sdtPr><w:alias w:val="f{n}"/><w:text/></w:sdtPr><w:sdtContent>{_body([x])}</w:sdtContent></w:sdt>'
        for n, x in enumerate(lines)
    )


def word(how: str = "") -> Write:
    """A Word document; ``how`` says where the text stands."""

    def write(doc: Doc, rng: Random) -> bytes:
        lines, more, raw, tail = doc.lines, {}, {}, ""
        body = _body(lines, 3 if how == "runs" else 0)
        if how == "header":
            more["word/header1.xml"] = ("wordprocessingml.header", "header", f"<w:hdr {W}>{_body(lines[:3])}</w:hdr>")
            body, tail = _body(lines[3:]), '<w:sectPr><w:headerReference w:type="default" r:id="rId1"/></w:sectPr>'
        elif how == "comments":
            body, more["word/comments.xml"] = _noted("comment", lines, 0, ' w:author="校閲"')
            body = _para("会議資料（案）") + body
        elif how == "footnotes":
            body, more["word/footnotes.xml"] = _noted("footnote", lines, 2)
            body = _para("報告") + body
        elif how == "tracked":
            body = _para("（全面改訂）") + _tracked(doc)
        elif how == "box":
            body = _para("図1") + _box(body)
        elif how == "controls":
            body = _controls(lines)
        elif how == "embedded":
            raw["word/embeddings/sheet1.xlsx"] = book()(doc, rng)
            body = _para("別表のとおり。（表をダブルクリックすると開きます）")
        text = f"<w:document {W}><w:body>{body}{tail}</w:body></w:document>"
        return package("word/document.xml", "wordprocessingml.document.main", text, more, raw)

    return write


def _slide(lines: list[Line], tag: str = "sld") -> str:
    shapes, plain = "", [x for x in lines if isinstance(x, str)]
    table = [x for x in lines if isinstance(x, list)]

    def para(t: str) -> str:
        return f'<a:p><a:r><a:rPr lang="ja-JP"/><a:t>{escape(t)}</a:t></a:r></a:p>'

    if plain:
        shapes += (
            '<p:sp><p:nvSpPr><p:cNvPr id="2" name="T"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/>'
            + "".join(map(para, plain))
            + "</p:txBody></p:sp>"
        )
    if table:
        grid = "".join('<a:gridCol w="900000"/>' for _ in range(max(map(len, table))))
        body = "".join(
            '<a:tr h="300000">'
            + "".join(f"<a:tc><a:txBody><a:bodyPr/>{para(c)}</a:txBody><a:tcPr/></a:tc>" for c in x)
            + "</a:tr>"
            for x in table
        )
        shapes += f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="4" name="表"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr><p:xfrm><a:off x="0" y="0"/><a:ext cx="900" cy="900"/></p:xfrm><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table"><a:tbl><a:tblPr/><a:tblGrid>{grid}</a:tblGrid>{body}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>'
    return f'<p:{tag} {P}><p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>{shapes}</p:spTree></p:cSld></p:{tag}>'


def deck(notes: bool = False) -> Write:
    """Slides, or a title slide with notes."""

    def write(doc: Doc, rng: Random) -> bytes:
        step = 12
        groups: list[list[Line]] = (
            [["業務報告会", "事務局"]] if notes else [doc.lines[i : i + step] for i in range(0, len(doc.lines), step)]
        )
        more = {
            f"ppt/slides/slide{n}.xml": ("presentationml.slide", "slide", _slide(g)) for n, g in enumerate(groups, 1)
        }
        raw: dict[str, bytes] = {}
        if notes:
            lines: list[Line] = list(doc.text("　").split("\n"))
            raw["ppt/notesSlides/notesSlide1.xml"] = (HEAD + _slide(lines, "notes")).encode()
            raw["ppt/slides/_rels/slide1.xml.rels"] = (
                f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{RELS}/notesSlide" Target="../notesSlides/notesSlide1.xml"/></Relationships>'.encode()
            )
        ids = "".join(f'<p:sldId id="{255 + n}" r:id="rId{n}"/>' for n in range(1, len(groups) + 1))
        return package(
            "ppt/presentation.xml",
            "presentationml.presentation.main",
            f'<p:presentation {P}><p:sldIdLst>{ids}</p:sldIdLst><p:sldSz cx="9144000" cy="6858000"/><p:notesSz cx="6858000" cy="9144000"/></p:presentation>',
            more,
            raw,
        )

    return write


def pdf(how: str = "UniJIS-UTF16-H") -> Write:
    """A PDF with a predefined CMap; ``form`` puts the lines into fields."""

    def write(doc: Doc, rng: Random) -> bytes:
        cmap = "UniJIS-UTF16-H" if how == "form" else how
        codec = "cp932" if cmap.startswith("90ms") else "utf-16-be"
        lines = (
            [t[i : i + 52] for t in doc.text("　").split("\n") for i in range(0, max(1, len(t)), 52)]
            if how != "form"
            else doc.text("　").split("\n")
        )
        objects: list[bytes] = [b"<</Type/Catalog/Pages 2 0 R>>", b"", f"<</Type/Font/Subtype/Type0/BaseFont/HeiseiMin-W3/Encoding/{cmap}/DescendantFonts[4 0 R]>>".encode(),
            b"<</Type/Font/Subtype/CIDFontType0/BaseFont/HeiseiMin-W3/CIDSystemInfo<</Registry(Adobe)/Ordering(Japan1)/Supplement 6>>/FontDescriptor 5 0 R/DW 1000>>",
            b"<</Type/FontDescriptor/FontName/HeiseiMin-W3/Flags 6/FontBBox[-123 -257 1001 910]/ItalicAngle 0/Ascent 723/Descent -241/CapHeight 709/StemV 69>>"]  # fmt: skip
        kids, fields = [], []
        for at in range(0, len(lines), 45):
            part = lines[at : at + 45]
            if how == "form":
                shown = ["申込書（記入フォーム）"]
                for n, t in enumerate(part):
                    objects.append(
                        f"<</Type/Annot/Subtype/Widget/FT/Tx/T(f{at + n})/Rect[60 {770 - 16 * n} 540 {784 - 16 * n}]/V<FEFF{t.encode('utf-16-be').hex()}>/DA(/F1 9 Tf)>>".encode()
                    )
                    fields.append(f"{len(objects)} 0 R")
            else:
                shown = part
            vertical = cmap.endswith("V")
            moves = "".join(
                f"1 0 0 1 {540 - 12 * n if vertical else 50} {790 if vertical else 800 - 17 * n} Tm <{t.encode(codec).hex()}> Tj\n"
                for n, t in enumerate(shown)
                if t
            )
            stream = zlib.compress(f"BT /F1 10 Tf\n{moves}ET".encode())
            objects.append(b"<</Length %d/Filter/FlateDecode>>stream\n" % len(stream) + stream + b"\nendstream")
            annots = f"/Annots[{' '.join(fields)}]" if fields else ""
            objects.append(
                f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents {len(objects)} 0 R{annots}>>".encode()
            )
            kids.append(f"{len(objects)} 0 R")
        objects[1] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(kids)}>>".encode()
        if fields:
            objects[0] = (
                f"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[{' '.join(fields)}]/DR<</Font<</F1 3 0 R>>>>>>>>".encode()
            )
        return _assemble(objects)

    return write


def _assemble(objects: list[bytes]) -> bytes:
    out, at = b"%PDF-1.6\n", []
    for n, o in enumerate(objects, 1):
        at.append(len(out))
        out += b"%d 0 obj\n" % n + o + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % a for a in at)
    return out + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)


def odf(kind: str) -> Write:
    """OpenDocument, only what matters."""

    def write(doc: Doc, rng: Random) -> bytes:
        def cells(table: list[list[str]]) -> str:
            return (
                '<table:table table:name="表">'
                + "".join(
                    "<table:table-row>"
                    + "".join(
                        f'<table:table-cell office:value-type="string"><text:p>{escape(c)}</text:p></table:table-cell>'
                        for c in x
                    )
                    + "</table:table-row>"
                    for x in table
                )
                + "</table:table>"
            )

        body = (
            cells(rows(doc))
            if kind == "spreadsheet"
            else "".join(f"<text:p>{escape(x)}</text:p>" if isinstance(x, str) else cells([x]) for x in doc.lines)
        )
        ns = " ".join(f'xmlns:{x}="urn:oasis:names:tc:opendocument:xmlns:{x}:1.0"' for x in ("office", "text", "table"))
        return packed({"mimetype": f"application/vnd.oasis.opendocument.{kind}".encode(),
                       "content.xml": f"{HEAD}<office:document-content {ns}><office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>".encode()})  # fmt: skip

    return write


def locked_book(doc: Doc, rng: Random) -> bytes:
    """An encrypted workbook."""
    out = io.BytesIO()
    msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(book()(doc, rng))).encrypt("himitsu8", out)
    return out.getvalue()


def locked_pdf(doc: Doc, rng: Random) -> bytes:
    """A PDF with a password."""
    w = copy_into_new_writer(PdfFileReader(io.BytesIO(pdf()(doc, rng))))
    w.encrypt("own", "usr")
    out = io.BytesIO()
    w.write(out)
    return out.getvalue()


def png(doc: Doc, rng: Random) -> bytes:
    """A grey picture."""

    def chunk(k: bytes, d: bytes) -> bytes:
        return struct.pack(">I", len(d)) + k + d + struct.pack(">I", zlib.crc32(k + d))

    data = zlib.compress(b"".join(b"\0" + rng.randbytes(300) for _ in range(400)))
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", 300, 400, 8, 0, 0, 0, 0))
        + chunk(b"IDAT", data)
        + chunk(b"IEND", b"")
    )


def scan_pdf(doc: Doc, rng: Random) -> bytes:
    """A page that is only a picture."""
    image = zlib.compress(rng.randbytes(120 * 160))
    show = b"q 595 0 0 842 0 0 cm /I Do Q"
    return _assemble([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[5 0 R]/Count 1>>",
        b"<</Type/XObject/Subtype/Image/Width 120/Height 160/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode/Length %d>>stream\n" % len(image) + image + b"\nendstream",
        b"<</Length %d>>stream\n" % len(show) + show + b"\nendstream",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</I 3 0 R>>>>/Contents 4 0 R>>"])  # fmt: skip


PLAIN: dict[str, tuple[str, Write]] = {
    **{f"docx-{k or 'plain'}": (".docx", word(k)) for k in ("", "runs", "header", "comments", "footnotes", "tracked", "box", "controls", "embedded")},
    "pptx": (".pptx", deck()), "pptx-notes": (".pptx", deck(True)), "pdf-utf16": (".pdf", pdf()), "pdf-sjis": (".pdf", pdf("90ms-RKSJ-H")),
    "pdf-vertical": (".pdf", pdf("UniJIS-UTF16-V")), "pdf-form": (".pdf", pdf("form")), "odt": (".odt", odf("text")),
    "xlsx-comments": (".xlsx", book("comments")), "xlsx-box": (".xlsx", book("box")), "xlsx-hidden": (".xlsx", book("hidden")),
}  # fmt: skip
GRID: dict[str, tuple[str, Write]] = {
    "xlsx": (".xlsx", book()), "xlsx-numbers": (".xlsx", book("numbers")), "xlsx-inline": (".xlsx", book_inline), "xlsx-cache": (".xlsx", book_cache),
    "ods": (".ods", odf("spreadsheet")), "xlsm": (".xlsm", book()),
}  # fmt: skip
LOCKED: dict[str, tuple[str, Write]] = {
    "xlsx-locked": (".xlsx", locked_book), "pdf-locked": (".pdf", locked_pdf), "zip-locked": (".zip", seven(".zip", (".txt", text("utf-8")), "-pab12", "-mem=AES256")),
    "7z-locked": (".7z", seven(".7z", (".txt", text("utf-8")), "-pab12", "-mhe=on")), "zip-crypto": (".zip", seven(".zip", (".csv", text("utf-8")), "-pab12", "-mem=ZipCrypto")),
}  # fmt: skip
PICTURES: dict[str, tuple[str, Write]] = {"png": (".png", png), "pdf-scan": (".pdf", scan_pdf)}
