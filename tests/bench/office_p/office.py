"""Writers of Office formats: packages written by hand as the programs write them."""

import io
import re
import zipfile
from datetime import date
from html import escape
from random import Random

import xlsxwriter

from .marks import Doc
from .plain import Formats, Write, width

DAY = re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})$")
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def pack(files: dict[str, bytes | str], stored: str = "") -> bytes:
    """A zip of these."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in files.items():
            info = zipfile.ZipInfo(name, (2019, 6, 3, 10, 0, 0))
            info.compress_type = zipfile.ZIP_STORED if name == stored else zipfile.ZIP_DEFLATED
            new.writestr(info, data)
    return out.getvalue()


def _sheet(book: xlsxwriter.Workbook, name: str, rows: list[list[str]], how: str = "") -> None:
    sheet = book.add_worksheet(name)
    day, bold = book.add_format({"num_format": "yyyy/m/d"}), book.add_format({"bold": True, "border": 1})
    for y, row in enumerate(rows):
        if len(row) == 1 and how == "merged" and row[0]:
            sheet.merge_range(y, 0, y, 5, row[0], bold)
            continue
        for x, cell in enumerate(row):
            found = DAY.match(cell)
            if how == "numbers" and re.fullmatch(r"0?\d{1,11}", cell):
                sheet.write_number(y, x, int(cell))
            elif found and how in ("dates", "numbers"):
                sheet.write_number(y, x, (date(*map(int, found.groups())) - date(1899, 12, 30)).days, day)
            elif how == "formula" and cell.isdigit() and len(cell) < 4:
                sheet.write_number(y, x, int(cell))
            else:
                sheet.write_string(y, x, cell, bold if y == 0 and how == "merged" else None)
    if how == "hidden":
        sheet.hide()
    if how == "merged":
        for x in range(max(map(len, rows), default=0)):
            longest = max((width(r[x]) for r in rows if len(r) > max(x, 1)), default=8)
            sheet.set_column(x, x, min(120, longest * 1.2 + 4))


def xlsx(how: str = "") -> Write:
    """A workbook."""

    def write(doc: Doc, rng: Random) -> bytes:
        out = io.BytesIO()
        with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_urls": False}) as book:
            grid = doc.grid()
            if how == "hidden":
                _sheet(book, "入力", [["このシートは使わないでください"], ["集計は自動で出ます"]])
                _sheet(book, "元データ", grid, "hidden")
            elif how == "split" and len(grid) > 6:
                cut = len(grid) // 2
                _sheet(book, "上期", grid[:cut])
                _sheet(book, "下期", [grid[0], *grid[cut:]])
            elif how == "offset":
                _sheet(book, "Sheet1", [[], [], *[["", *r] for r in grid]])
                _sheet(book, "Sheet2", [])
            else:
                _sheet(book, rng.choice(("Sheet1", "名簿", "R6", "一覧")), grid, how)
        return out.getvalue()

    return write


def xlsx_notes(doc: Doc, rng: Random) -> bytes:
    """The last column, or every second line, stands in comments."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Sheet1")
        for y, row in enumerate(doc.grid()):
            cells, note = (
                (row[:-1], row[-1])
                if len(row) > 2
                else (row if y % 2 == 0 else ["（コメント参照）"], row[0] if y % 2 else "")
            )
            for x, cell in enumerate(cells):
                sheet.write_string(y, x, cell)
            if note:
                sheet.write_comment(y, 0, note, {"author": "PC03"})
    return out.getvalue()


def xlsx_box(doc: Doc, rng: Random) -> bytes:
    """Free lines in text boxes, rows in cells."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("様式")
        loose = [x for x in doc.lines if isinstance(x, str) and x]
        for y, row in enumerate([x for x in doc.lines if isinstance(x, list)]):
            for x, cell in enumerate(row):
                sheet.write_string(y, x, cell)
        for n, text in enumerate(loose):
            sheet.insert_textbox(n * 3, 9, text, {"width": 400, "height": 50})
    return out.getvalue()


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _para(text: str, rng: Random | None = None) -> str:
    if rng and len(text) > 4:  # Word cuts a line where the cursor was
        cut = rng.randrange(1, len(text))
        return f'<w:p>{_run(text[:cut])}<w:proofErr w:type="spellStart"/>{_run(text[cut:])}</w:p>'
    return f"<w:p>{_run(text)}</w:p>" if text else "<w:p/>"


def _body(doc: Doc, rng: Random | None) -> str:
    out, rows = "", False
    for line in doc.lines:
        if isinstance(line, list) != rows:
            out += "</w:tbl><w:p/>" if rows else '<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid/>'
            rows = not rows
        if isinstance(line, list):
            out += "<w:tr>" + "".join(f"<w:tc><w:tcPr/>{_para(c)}</w:tc>" for c in line) + "</w:tr>"
        else:
            out += _para(line, rng)
    return out + ("</w:tbl><w:p/>" if rows else "")


def _docx(body: str, extra: dict[str, tuple[str, str]] | None = None) -> bytes:
    extra = extra or {}
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml."
    kinds = "".join(
        f'<Override PartName="/word/{n}.xml" ContentType="{main}{n}+xml"/>'
        for n in ["document.main"[:8], *extra]
        if n != "document"
    )
    rels = "".join(f'<Relationship Id="rId{k}" Type="{OFFICE}/{n}" Target="{n}.xml"/>' for k, n in enumerate(extra, 1))
    files: dict[str, bytes | str] = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{TYPES}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{main}document.main+xml"/>{kinds}</Types>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{RELS}"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'{HEAD}<Relationships xmlns="{RELS}">{rels}</Relationships>',
        "word/document.xml": f"{HEAD}<w:document {W}><w:body>{body}<w:sectPr>{''.join(s for _, s in extra.values())}</w:sectPr></w:body></w:document>",
    }
    for name, (text, _) in extra.items():
        tag = {"header": "hdr", "footer": "ftr"}.get(name, name)
        files[f"word/{name}.xml"] = f"{HEAD}<w:{tag} {W}>{text}</w:{tag}>"
    return pack(files)


def docx(cut: bool = False) -> Write:
    """Word, runs cut or not."""
    return lambda doc, rng: _docx(_body(doc, rng if cut else None))


def docx_header(doc: Doc, rng: Random) -> bytes:
    """First line in the header, last in the footer."""
    inner = Doc(doc.title, doc.layout, list(doc.lines[1:-1]))
    first, last = (x if isinstance(x, str) else " ".join(x) for x in (doc.lines[0], doc.lines[-1]))
    return _docx(
        _body(inner, None),
        {
            "header": (_para(first), '<w:headerReference w:type="default" r:id="rId1"/>'),
            "footer": (_para(last), '<w:footerReference w:type="default" r:id="rId2"/>'),
        },
    )


def docx_comments(doc: Doc, rng: Random) -> bytes:
    """The second half of the lines stands in comments."""
    cut = max(1, len(doc.lines) // 2)
    body, notes = "", ""
    for n, line in enumerate(doc.lines[cut:]):
        text = line if isinstance(line, str) else " ".join(line)
        notes += f'<w:comment w:id="{n}" w:author="user" w:date="2021-02-03T09:00:00Z">{_para(text)}</w:comment>'
        body += f'<w:p><w:commentRangeStart w:id="{n}"/>{_run("※")}<w:commentRangeEnd w:id="{n}"/><w:r><w:commentReference w:id="{n}"/></w:r></w:p>'
    return _docx(_body(Doc("", "", list(doc.lines[:cut])), None) + body, {"comments": (notes, "")})


def docx_footnotes(doc: Doc, rng: Random) -> bytes:
    """Every third line is a footnote."""
    body, notes = "", ""
    for n, line in enumerate(doc.lines, 1):
        text = line if isinstance(line, str) else " ".join(line)
        if n % 3 == 0 and text:
            notes += f'<w:footnote w:id="{n}">{_para(text)}</w:footnote>'
            body += f'<w:p>{_run("注")}<w:r><w:footnoteReference w:id="{n}"/></w:r></w:p>'
        else:
            body += _para(text)
    return _docx(body, {"footnotes": (notes, "")})


def docx_tracked(doc: Doc, rng: Random) -> bytes:
    """Some lines were struck out, some put in; both are still there."""
    body = ""
    for n, line in enumerate(doc.lines):
        text = line if isinstance(line, str) else " ".join(line)
        mark = f'w:id="{n}" w:author="PC02" w:date="2020-05-01T09:00:00Z"'
        if n % 4 == 1:
            body += f'<w:p><w:del {mark}><w:r><w:delText xml:space="preserve">{escape(text)}</w:delText></w:r></w:del></w:p>'
        elif n % 4 == 3:
            body += f"<w:p><w:ins {mark}>{_run(text)}</w:ins></w:p>"
        else:
            body += _para(text, rng)
    return _docx(body)


def docx_box(doc: Doc, rng: Random) -> bytes:
    """Everything in one text box."""
    box = f'<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" style="width:400pt;height:600pt"><v:textbox><w:txbxContent>{_body(doc, None)}<w:p/></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>'
    return _docx(_para("別紙") + box)


def pptx(doc: Doc, rng: Random) -> bytes:
    """Slides of eight lines, the last in the notes' place."""
    ns = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
    kind = "application/vnd.openxmlformats-officedocument.presentationml."
    texts = doc.text("　").split("\n")
    parts = [texts[n : n + 8] for n in range(0, len(texts), 8)]
    files: dict[str, bytes | str] = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{TYPES}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/ppt/presentation.xml" ContentType="{kind}presentation.main+xml"/>'
        + "".join(f'<Override PartName="/ppt/slides/slide{n}.xml" ContentType="{kind}slide+xml"/>' for n in range(1, len(parts) + 1)) + "</Types>",
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{RELS}"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="ppt/presentation.xml"/></Relationships>',
        "ppt/presentation.xml": f"{HEAD}<p:presentation {ns}><p:sldIdLst>" + "".join(f'<p:sldId id="{255 + n}" r:id="rId{n}"/>' for n in range(1, len(parts) + 1)) + '</p:sldIdLst><p:sldSz cx="9144000" cy="6858000"/><p:notesSz cx="6858000" cy="9144000"/></p:presentation>',
        "ppt/_rels/presentation.xml.rels": f'{HEAD}<Relationships xmlns="{RELS}">' + "".join(f'<Relationship Id="rId{n}" Type="{OFFICE}/slide" Target="slides/slide{n}.xml"/>' for n in range(1, len(parts) + 1)) + "</Relationships>",
    }  # fmt: skip
    for n, part in enumerate(parts, 1):
        paras = "".join(f"<a:p><a:r><a:t>{escape(x)}</a:t></a:r></a:p>" for x in part)
        files[f"ppt/slides/slide{n}.xml"] = (
            f'{HEAD}<p:sld {ns}><p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/><p:sp><p:nvSpPr><p:cNvPr id="2" name="t"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/>{paras}</p:txBody></p:sp></p:spTree></p:cSld></p:sld>'
        )
    return pack(files)


def _odf(kind: str, body: str) -> bytes:
    ns = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
    mime = f"application/vnd.oasis.opendocument.{kind}"
    manifest = f'<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="{mime}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    return pack(
        {
            "mimetype": mime,
            "content.xml": f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {ns} office:version="1.2"><office:body>{body}</office:body></office:document-content>',
            "META-INF/manifest.xml": manifest,
        },
        "mimetype",
    )


def _odf_table(rows: list[list[str]]) -> str:
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(c)}</text:p></table:table-cell>'
            if c
            else "<table:table-cell/>"
            for c in r
        )
        + "</table:table-row>"
        for r in rows
        if r
    )
    return f'<table:table table:name="T1"><table:table-column table:number-columns-repeated="{max(map(len, rows))}"/>{cells}</table:table>'


def ods(doc: Doc, rng: Random) -> bytes:
    """A sheet of OpenOffice."""
    return _odf("spreadsheet", f"<office:spreadsheet>{_odf_table(doc.grid())}</office:spreadsheet>")


def odt(doc: Doc, rng: Random) -> bytes:
    """A text of OpenOffice."""
    out, rows = "", []
    for line in [*doc.lines, ""]:
        if isinstance(line, list):
            rows.append(line)
            continue
        if rows:
            out, rows = out + _odf_table(rows), []
        out += f"<text:p>{escape(line)}</text:p>"
    return _odf("text", f"<office:text>{out}</office:text>")


def odp(doc: Doc, rng: Random) -> bytes:
    """Slides of OpenOffice."""
    texts = doc.text("　").split("\n")
    pages = "".join(
        '<draw:page draw:name="p"><draw:frame><draw:text-box>'
        + "".join(f"<text:p>{escape(x)}</text:p>" for x in texts[n : n + 9])
        + "</draw:text-box></draw:frame></draw:page>"
        for n in range(0, len(texts), 9)
    )
    return _odf("presentation", f"<office:presentation>{pages}</office:presentation>")


def xps(doc: Doc, rng: Random) -> bytes:
    """A printout by the XPS printer of Windows."""
    page = "".join(
        f'<Glyphs OriginX="40" OriginY="{40 + 16 * n}" FontRenderingEmSize="10" FontUri="/f.odttf" Fill="#ff000000" UnicodeString="{escape(x)}"/>'
        for n, x in enumerate(doc.text("  ").split("\n"))
        if x
    )
    return pack({"[Content_Types].xml": f'<Types xmlns="{TYPES}"><Default Extension="fpage" ContentType="application/vnd.ms-package.xps-fixedpage+xml"/><Default Extension="fdoc" ContentType="application/vnd.ms-package.xps-fixeddocument+xml"/><Default Extension="fdseq" ContentType="application/vnd.ms-package.xps-fixeddocumentsequence+xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>',
                 "_rels/.rels": f'<Relationships xmlns="{RELS}"><Relationship Id="R1" Type="http://schemas.microsoft.com/xps/2005/06/fixedrepresentation" Target="/f.fdseq"/></Relationships>',
                 "f.fdseq": '<FixedDocumentSequence xmlns="http://schemas.microsoft.com/xps/2005/06"><DocumentReference Source="/Documents/1/d.fdoc"/></FixedDocumentSequence>',
                 "Documents/1/d.fdoc": '<FixedDocument xmlns="http://schemas.microsoft.com/xps/2005/06"><PageContent Source="/Documents/1/Pages/1.fpage"/></FixedDocument>',
                 "Documents/1/Pages/1.fpage": f'<FixedPage xmlns="http://schemas.microsoft.com/xps/2005/06" Width="816" Height="1056" xml:lang="ja">{page}</FixedPage>'})  # fmt: skip


ANY: Formats = {
    "docx": (".docx", docx()), "docx-cut": (".docx", docx(cut=True)), "docx-header": (".docx", docx_header), "docx-comments": (".docx", docx_comments),
    "docx-footnotes": (".docx", docx_footnotes), "docx-tracked": (".docx", docx_tracked), "docx-box": (".docx", docx_box), "pptx": (".pptx", pptx),
    "odt": (".odt", odt), "odp": (".odp", odp), "xps": (".xps", xps), "xlsx": (".xlsx", xlsx()), "xlsx-hidden": (".xlsx", xlsx("hidden")),
    "xlsx-box": (".xlsx", xlsx_box), "xlsx-notes": (".xlsx", xlsx_notes), "xlsx-offset": (".xlsx", xlsx("offset")),
}  # fmt: skip
TABLES: Formats = {
    "xlsx-dates": (".xlsx", xlsx("dates")), "xlsx-numbers": (".xlsx", xlsx("numbers")), "xlsx-split": (".xlsx", xlsx("split")), "xlsx-merged": (".xlsx", xlsx("merged")),
    "xlsx-formula": (".xlsx", xlsx("formula")), "ods": (".ods", ods),
}  # fmt: skip
