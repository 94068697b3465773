"""Writers of Office formats: packages as the programs write them."""

import io
import re
import zipfile
from datetime import date, datetime
from html import escape
from random import Random

import xlsxwriter

from .marks import Doc
from .plain import Formats, Write

DAY = re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})$")
NS = "http://schemas.openxmlformats.org/"
W = f'xmlns:w="{NS}wordprocessingml/2006/main" xmlns:r="{NS}officeDocument/2006/relationships" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:mc="{NS}markup-compatibility/2006"'
MADE = {"created": datetime(2021, 4, 1, 9, 0), "author": "jimu"}  # noqa: DTZ001
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
REL = f"{NS}officeDocument/2006/relationships"
PKG = f"{NS}package/2006"


def pack(files: dict[str, bytes | str]) -> bytes:
    """A zip of these."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in files.items():
            info = zipfile.ZipInfo(name, (2020, 4, 1, 9, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, data)
    return out.getvalue()


def package(
    kind: str, main: str, parts: dict[str, tuple[str, str]], rels: dict[str, list[tuple[str, str, str]]]
) -> bytes:
    """Parts (name: content type, text) and their relations (name: id, type, target) as a package."""
    over = "".join(f'<Override PartName="/{n}" ContentType="{t}"/>' for n, (t, _) in parts.items())
    files: dict[str, bytes | str] = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{PKG}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>{over}</Types>',
    }
    for name, items in {"": [("rId1", kind, main)], **rels}.items():
        folder, _, last = name.rpartition("/")
        body = "".join(f'<Relationship Id="{i}" Type="{REL}/{t}" Target="{to}"/>' for i, t, to in items)
        files[f"{folder + '/' if folder else ''}_rels/{last}.rels"] = (
            f'{HEAD}<Relationships xmlns="{PKG}/relationships">{body}</Relationships>'
        )
    files.update({n: text for n, (_, text) in parts.items()})
    return pack(files)  # fmt: skip


def _sheet(book: xlsxwriter.Workbook, name: str, rows: list[list[str]], how: str = "") -> None:
    sheet = book.add_worksheet(name)
    day, bold = book.add_format({"num_format": "yyyy/m/d"}), book.add_format({"bold": True, "border": 1})
    for y, row in enumerate(rows):
        for x, cell in enumerate(row):
            found = DAY.match(cell)
            if how == "numbers" and re.fullmatch(r"\d{1,12}", cell):
                sheet.write_number(y, x, int(cell))
            elif found and how in ("dates", "numbers"):
                sheet.write_number(y, x, (date(*map(int, found.groups())) - date(1899, 12, 30)).days, day)
            else:
                sheet.write_string(y, x, cell, bold if y == 0 else None)
    sheet.set_column(0, 9, 16)


def xlsx(how: str = "") -> Write:
    """A workbook."""

    def write(doc: Doc, rng: Random) -> bytes:
        out, grid = io.BytesIO(), doc.grid()
        with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_urls": False}) as book:
            book.set_properties(MADE)
            if how == "hidden":
                _sheet(book, "集計", [["件数", str(len(grid))], ["更新", "毎月5日"]])
                _sheet(book, "data", grid)
                book.worksheets()[1].very_hidden()
            elif how == "offset":
                _sheet(book, "印刷用", [["", *r] for r in [[""], [""], *grid]])
                _sheet(book, "Sheet2", [])
            elif how == "second":
                _sheet(book, "表紙", [["水口地区 事業資料"]])
                _sheet(book, "R5", [["このシートは未入力"]])
                _sheet(book, "R6", grid)
            else:
                _sheet(book, rng.choice(("Sheet1", "一覧", "4月")), grid, how)
        return out.getvalue()

    return write  # fmt: skip


def xlsx_notes(doc: Doc, rng: Random) -> bytes:
    """The last cell of every row stands in a comment."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties(MADE)
        sheet = book.add_worksheet("Sheet1")
        for y, row in enumerate(doc.grid()):
            keep = row[:-1] if len(row) > 2 and y else row
            for x, cell in enumerate(keep):
                sheet.write_string(y, x, cell)
            if len(keep) < len(row) and row[-1]:
                sheet.write_comment(y, 0, row[-1], {"author": "jimu2"})
    return out.getvalue()


def xlsx_boxes(doc: Doc, rng: Random) -> bytes:
    """A form drawn with text boxes."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties(MADE)
        sheet = book.add_worksheet("様式")
        for n, line in enumerate(doc.grid()):
            if len(line) == 1:
                sheet.write_string(n * 2, 0, line[0])
            else:
                sheet.insert_textbox(n * 2, 1, "　".join(line), {"width": 480, "height": 36})
    return out.getvalue()


def xlsx_phonetic(doc: Doc, rng: Random) -> bytes:
    """Shared strings with the readings Excel keeps of what was typed."""
    strings: list[str] = []
    rows = ""
    for y, row in enumerate(doc.grid(), 1):
        cells = ""
        for x, cell in enumerate(row):
            guide = ""
            if kana := doc.readings.get(cell):
                doc.put("kana", kana.replace(" ", ""))
                guide = f'<rPh sb="0" eb="{len(cell)}"><t>{kana.replace(" ", "")}</t></rPh><phoneticPr fontId="1"/>'
            strings.append(f'<si><t xml:space="preserve">{escape(cell)}</t>{guide}</si>')
            cells += f'<c r="{chr(65 + x)}{y}" t="s"><v>{len(strings) - 1}</v></c>'
        rows += f'<row r="{y}">{cells}</row>'
    main = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    space = f'xmlns="{NS}spreadsheetml/2006/main"'
    parts = {
        "xl/workbook.xml": (
            main + "sheet.main+xml",
            f'{HEAD}<workbook {space} xmlns:r="{REL}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>',
        ),
        "xl/worksheets/sheet1.xml": (
            main + "worksheet+xml",
            f"{HEAD}<worksheet {space}><sheetData>{rows}</sheetData></worksheet>",
        ),
        "xl/sharedStrings.xml": (
            main + "sharedStrings+xml",
            f'{HEAD}<sst {space} count="{len(strings)}" uniqueCount="{len(strings)}">{"".join(strings)}</sst>',
        ),
    }
    rels = {
        "xl/workbook.xml": [
            ("rId1", "worksheet", "worksheets/sheet1.xml"),
            ("rId2", "sharedStrings", "sharedStrings.xml"),
        ]
    }
    return package("officeDocument", "xl/workbook.xml", parts, rels)  # fmt: skip


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _para(text: str, rng: Random | None = None) -> str:
    if rng and len(text) > 6:  # Word cuts a line where the cursor was
        cut = rng.randrange(1, len(text))
        return f'<w:p>{_run(text[:cut])}<w:proofErr w:type="gramStart"/>{_run(text[cut:])}</w:p>'
    return f"<w:p>{_run(text)}</w:p>"


def _body(lines: list[str | list[str]], rng: Random | None = None) -> str:
    out, rows = "", False
    for line in lines:
        if isinstance(line, list) != rows:
            out += "</w:tbl><w:p/>" if rows else "<w:tbl><w:tblPr/><w:tblGrid/>"
            rows = not rows
        if isinstance(line, list):
            out += "<w:tr>" + "".join(f"<w:tc><w:tcPr/>{_para(c)}</w:tc>" for c in line) + "</w:tr>"
        else:
            out += _para(line, rng)
    return out + ("</w:tbl><w:p/>" if rows else "")


def _docx(body: str, extra: dict[str, tuple[str, str]] | None = None, tail: str = "") -> bytes:
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml."
    extra = extra or {}
    parts = {
        "word/document.xml": (
            f"{main}document.main+xml",
            f"{HEAD}<w:document {W}><w:body>{body}<w:sectPr>{tail}</w:sectPr></w:body></w:document>",
        )
    }
    parts |= {f"word/{n}.xml": (f"{main}{t}+xml", f"{HEAD}{x}") for n, (t, x) in extra.items()}
    rels = {"word/document.xml": [(f"rId{k}", t, f"{n}.xml") for k, (n, (t, _)) in enumerate(extra.items(), 1)]}
    return package("officeDocument", "word/document.xml", parts, rels)  # fmt: skip


def docx(cut: bool = False) -> Write:
    """A document; its lines cut into runs."""
    return lambda doc, rng: _docx(_body(doc.lines, rng if cut else None))


def docx_notes(doc: Doc, rng: Random) -> bytes:
    """The second half stands in comments and a footnote."""
    half = max(1, len(doc.lines) // 2)
    rest = [x if isinstance(x, str) else "　".join(x) for x in doc.lines[half:]]
    notes = "".join(
        f'<w:comment w:id="{n}" w:author="PC-07" w:date="2024-02-01T10:00:00Z">{_para(x)}</w:comment>'
        for n, x in enumerate(rest[1:])
    )
    foot = f'<w:footnotes {W}><w:footnote w:id="2">{_para(rest[0] if rest else "")}</w:footnote></w:footnotes>'
    body = (
        _body(doc.lines[:half])
        + '<w:p><w:r><w:footnoteReference w:id="2"/></w:r>'
        + "".join(f'<w:r><w:commentReference w:id="{n}"/></w:r>' for n in range(len(rest) - 1))
        + "</w:p>"
    )
    return _docx(body, {"comments": ("comments", f"<w:comments {W}>{notes}</w:comments>"), "footnotes": ("footnotes", foot)})  # fmt: skip


def docx_header(doc: Doc, rng: Random) -> bytes:
    """The first two lines stand in the header, the last in the footer."""
    first, rest, last = doc.lines[:2], doc.lines[2:-1], doc.lines[-1:] if len(doc.lines) > 2 else []
    extra = {
        "header1": ("header", f"<w:hdr {W}>{_body(first)}</w:hdr>"),
        "footer1": ("footer", f"<w:ftr {W}>{_body(last) or '<w:p/>'}</w:ftr>"),
    }
    tail = '<w:headerReference w:type="default" r:id="rId1"/><w:footerReference w:type="default" r:id="rId2"/>'
    return _docx(_body(rest) or "<w:p/>", extra, tail)  # fmt: skip


def docx_box(doc: Doc, rng: Random) -> bytes:
    """Everything after the first line stands in a text box, twice as Word keeps it."""
    inner = _body(doc.lines[1:] or doc.lines)
    box = f'<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>'
    return _docx(_body(doc.lines[:1]) + box)


def docx_tracked(doc: Doc, rng: Random) -> bytes:
    """Lines taken out and put in under tracked changes."""
    who = 'w:author="主任" w:date="2023-11-05T15:20:00Z"'
    body = ""
    for n, line in enumerate(doc.text("　").split("\n")):
        if n % 2:
            body += f'<w:p><w:del w:id="{n}" {who}><w:r><w:delText xml:space="preserve">{escape(line)}</w:delText></w:r></w:del></w:p>'
        else:
            body += f'<w:p><w:ins w:id="{n}" {who}>{_run(line)}</w:ins></w:p>'
    return _docx(body)


A = f'xmlns:a="{NS}drawingml/2006/main" xmlns:r="{REL}" xmlns:p="{NS}presentationml/2006/main"'


def _shape(n: int, text: str) -> str:
    paras = "".join(f'<a:p><a:r><a:rPr lang="ja-JP"/><a:t>{escape(x)}</a:t></a:r></a:p>' for x in text.split("\n"))
    return f'<p:sp><p:nvSpPr><p:cNvPr id="{n}" name="box{n}"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="400000" y="{n * 300000}"/><a:ext cx="8000000" cy="300000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr/>{paras}</p:txBody></p:sp>'


def pptx(notes: bool = False) -> Write:
    """Slides of six lines; the text stands in the speaker's notes where asked."""

    def write(doc: Doc, rng: Random) -> bytes:
        lines = doc.text("　").split("\n")
        pages = [lines[n : n + 6] for n in range(0, len(lines), 6)]
        main = "application/vnd.openxmlformats-officedocument.presentationml."
        tree = '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
        ids = "".join(f'<p:sldId id="{255 + n}" r:id="rId{n}"/>' for n in range(1, len(pages) + 1))
        parts = {
            "ppt/presentation.xml": (
                main + "presentation.main+xml",
                f'{HEAD}<p:presentation {A}><p:sldIdLst>{ids}</p:sldIdLst><p:sldSz cx="9144000" cy="6858000"/><p:notesSz cx="6858000" cy="9144000"/></p:presentation>',
            )
        }
        rels = {
            "ppt/presentation.xml": [(f"rId{n}", "slide", f"slides/slide{n}.xml") for n in range(1, len(pages) + 1)]
        }
        for n, page in enumerate(pages, 1):
            shown = [f"{doc.title} {n}"] if notes else page
            shapes = "".join(_shape(k, x) for k, x in enumerate(shown, 2))
            parts[f"ppt/slides/slide{n}.xml"] = (
                main + "slide+xml",
                f"{HEAD}<p:sld {A}><p:cSld><p:spTree>{tree}{shapes}</p:spTree></p:cSld></p:sld>",
            )
            if notes:
                said = _shape(2, "\n".join(page))
                parts[f"ppt/notesSlides/notesSlide{n}.xml"] = (
                    main + "notesSlide+xml",
                    f"{HEAD}<p:notes {A}><p:cSld><p:spTree>{tree}{said}</p:spTree></p:cSld></p:notes>",
                )
                rels[f"ppt/slides/slide{n}.xml"] = [("rId1", "notesSlide", f"../notesSlides/notesSlide{n}.xml")]
        return package("officeDocument", "ppt/presentation.xml", parts, rels)

    return write  # fmt: skip


TABLES: Formats = {
    "xlsx": (".xlsx", xlsx()), "xlsx-numbers": (".xlsx", xlsx("numbers")), "xlsx-dates": (".xlsx", xlsx("dates")), "xlsx-hidden": (".xlsx", xlsx("hidden")), "xlsx-offset": (".xlsx", xlsx("offset")),
    "xlsx-second": (".xlsx", xlsx("second")), "xlsx-notes": (".xlsx", xlsx_notes), "xlsx-phonetic": (".xlsx", xlsx_phonetic), "docx-table": (".docx", docx()),
}  # fmt: skip
PROSE: Formats = {
    "docx": (".docx", docx()), "docx-runs": (".docx", docx(cut=True)), "docx-notes": (".docx", docx_notes), "docx-header": (".docx", docx_header), "docx-box": (".docx", docx_box),
    "docx-tracked": (".docx", docx_tracked), "pptx": (".pptx", pptx()), "pptx-notes": (".pptx", pptx(notes=True)), "xlsx-memo": (".xlsx", xlsx()),
}  # fmt: skip
FORMS: Formats = {
    "xlsx-form": (".xlsx", xlsx("offset")),
    "xlsx-boxes": (".xlsx", xlsx_boxes),
    "docx-form": (".docx", docx()),
    "docx-box": (".docx", docx_box),
    "docx-form-runs": (".docx", docx(cut=True)),
}
