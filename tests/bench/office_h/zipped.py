"""Word, Excel, PowerPoint and OpenDocument: the text in the body, comments, notes, boxes, fields, headers, caches."""

import io
import re
import zipfile
from datetime import UTC, date, datetime
from html import escape
from random import Random
from typing import Any

import xlsxwriter

from tests.bench.office_h.markup import Doc
from tests.bench.office_h.plain import Formats, Write

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:v="urn:schemas-microsoft-com:vml"'
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPE = "application/vnd.openxmlformats-officedocument."


def pack(parts: dict[str, str | bytes], first: str = "") -> bytes:
    """A zip; ``first`` is stored."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as z:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, (2025, 11, 12, 9, 0, 0))
            z.writestr(info, data, zipfile.ZIP_STORED if name == first else zipfile.ZIP_DEFLATED)
    return out.getvalue()


def package(main: str, kind: str, text: str, more: dict[str, tuple[str, str, str | bytes]] | None = None) -> bytes:
    """An OOXML package: ``more`` = path to (relation, content type or '', data)."""
    folder, file = main.split("/")
    over = f'<Override PartName="/{main}" ContentType="{TYPE}{kind}"/>'
    links, parts = "", {}
    for n, (path, (rel, ctype, data)) in enumerate((more or {}).items(), 1):
        over += f'<Override PartName="/{path}" ContentType="{TYPE}{ctype}"/>' if ctype else ""
        links += f'<Relationship Id="rId{n}" Type="{REL}/{rel}" Target="/{path}"/>' if rel else ""
        parts[path] = data
    types = f'{XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="xlsx" ContentType="{TYPE}spreadsheetml.sheet"/><Default Extension="png" ContentType="image/png"/>{over}</Types>'  # fmt: skip
    return pack({"[Content_Types].xml": types, "_rels/.rels": rels(f'<Relationship Id="rId1" Type="{REL}/officeDocument" Target="{main}"/>'),
                 main: text, f"{folder}/_rels/{file}.rels": rels(links), **parts})  # fmt: skip


def rels(links: str) -> str:
    """A relationships part."""
    return f'{XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>'


def _run(t: str, tag: str = "w:t", look: str = "") -> str:
    return f'<w:r>{look}<{tag} xml:space="preserve">{escape(t)}</{tag}></w:r>'


def _p(t: str, rng: Random | None = None) -> str:
    if not rng:
        return f"<w:p>{_run(t)}</w:p>"
    pieces, at = [], 0
    while at < len(t):
        step = rng.randint(1, 9)
        pieces.append(
            _run(
                t[at : at + step],
                look=rng.choice(("", "<w:rPr><w:b/></w:rPr>", '<w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>')),
            )
        )
        at += step
    return "<w:p>" + "".join(pieces) + "</w:p>"


def _blocks(doc: Doc, rng: Random | None = None) -> str:
    out, inside = [], False
    for x in [*doc.lines, ""]:
        row = not isinstance(x, str)
        if row != inside:
            out.append("<w:tbl><w:tblPr/><w:tblGrid/>" if row else "</w:tbl>")
        inside = row
        out.append(
            "<w:tr>" + "".join(f"<w:tc><w:tcPr/>{_p(c, rng)}</w:tc>" for c in x) + "</w:tr>" if row else _p(str(x), rng)
        )
    return "".join(out)


def _word(body: str, more: dict[str, tuple[str, str, str | bytes]] | None = None) -> bytes:
    return package("word/document.xml", "wordprocessingml.document.main+xml", f"{XML}<w:document {W}><w:body>{body}<w:sectPr/></w:body></w:document>", more)  # fmt: skip


def docx(doc: Doc, rng: Random) -> bytes:
    """A plain document."""
    return _word(_blocks(doc))


def docx_runs(doc: Doc, rng: Random) -> bytes:
    """Text in small runs."""
    return _word(_blocks(doc, rng))


def _aside(tag: str, root: str, note: str, mark: str) -> Write:
    def write(doc: Doc, rng: Random) -> bytes:
        start = (
            f'<w:{note} w:id="2" w:author="事務" w:date="2025-10-01T00:00:00Z">'
            if note == "comment"
            else f'<w:{note} w:id="2">'
        )
        inner = f"{start}{_blocks(doc)}</w:{note}>"
        part = f"{XML}<w:{root} {W}>{inner}</w:{root}>"
        return _word(_p("業務の記録") + f"<w:p>{_run('下記のとおり')}<w:r>{mark}</w:r></w:p>",
                     {f"word/{tag}.xml": (tag, f"wordprocessingml.{tag}+xml", part)})  # fmt: skip

    return write


def docx_header(doc: Doc, rng: Random) -> bytes:
    """The first lines in the header, the last in the footer."""
    cut = max(1, len(doc.lines) // 3)
    head = Doc("", "", doc.lines[:cut])
    rest, foot = Doc("", "", doc.lines[cut:-1]), Doc("", "", doc.lines[-1:] if len(doc.lines) > cut else [])
    more: dict[str, tuple[str, str, str | bytes]] = {
        "word/header1.xml": ("header", "wordprocessingml.header+xml", f"{XML}<w:hdr {W}>{_blocks(head)}</w:hdr>"),
        "word/footer1.xml": ("footer", "wordprocessingml.footer+xml", f"{XML}<w:ftr {W}>{_blocks(foot)}</w:ftr>"),
    }
    ref = '<w:sectPr><w:headerReference w:type="default" r:id="rId1"/><w:footerReference w:type="default" r:id="rId2"/></w:sectPr>'
    return _word(_blocks(rest) + f"<w:p><w:pPr>{ref}</w:pPr></w:p>", more)


def docx_tracked(doc: Doc, rng: Random) -> bytes:
    """Every line deleted or inserted with changes kept."""
    out = []
    for n, line in enumerate(doc.text("　").split("\n")):
        tag, inner = ("del", "w:delText") if n % 2 else ("ins", "w:t")
        out.append(
            f'<w:p><w:{tag} w:id="{n}" w:author="係" w:date="2025-09-09T00:00:00Z">{_run(line, inner)}</w:{tag}></w:p>'
        )
    return _word(_p("修正案") + "".join(out))


def docx_box(doc: Doc, rng: Random) -> bytes:
    """Everything in a text box."""
    box = f'<w:pict><v:shape style="width:400pt;height:300pt"><v:textbox><w:txbxContent>{_blocks(doc)}</w:txbxContent></v:textbox></v:shape></w:pict>'
    return _word(f"{_p('連絡票')}<w:p><w:r>{box}</w:r></w:p>")


def docx_control(doc: Doc, rng: Random) -> bytes:
    """Content controls and form fields."""
    out = []
    for x in doc.rows():
        for c in x:
            out.append(f'<w:sdt><w:sdtPr><w:alias w:val="欄"/></w:sdtPr><w:sdtContent>{_p(c)}</w:sdtContent></w:sdt>')
    return _word("".join(out))


def docx_embedded(doc: Doc, rng: Random) -> bytes:
    """A workbook inside a document."""
    return _word(
        _p("別表は埋め込みのとおり。"),
        {"word/embeddings/Microsoft_Excel_Worksheet.xlsx": ("package", "", xlsx(doc, rng))},
    )


def _write(sheet: Any, place: tuple[int, int], cell: str, style: str, day: Any) -> None:
    if style == "dates" and re.fullmatch(r"[12]\d{3}([/-])\d\d\1\d\d", cell):
        sheet.write_datetime(*place, date.fromisoformat(cell.replace("/", "-")), day)
    elif style == "numbers" and cell.isascii() and cell.isdecimal() and len(cell) < 13:
        sheet.write_number(*place, int(cell))
    else:
        sheet.write_string(*place, cell)


def _book(doc: Doc, style: str) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_numbers": False}) as book:
        book.set_properties({"created": datetime(2025, 10, 1, tzinfo=UTC)})
        day = book.add_format({"num_format": "yyyy/m/d"})
        rows = doc.rows()
        if style in ("hidden", "veryhidden"):
            front = book.add_worksheet("集計")
            front.write_column(0, 0, ["区分", "件数", str(len(rows))])
        sheet = book.add_worksheet("Sheet1" if style != "hidden" else "元データ")
        if style == "comments":
            sheet.write(0, 0, "確認欄")
            for n, r in enumerate(rows):
                if any(r):
                    sheet.write_comment(n, 0, "　".join(r), {"author": ""})
        elif style == "box":
            sheet.insert_textbox(1, 1, doc.text("　"))
        else:
            for y, r in enumerate(rows):
                for x, c in enumerate(r):
                    _write(sheet, (y, x), c, style, day)
        hide = {"hidden": sheet.hide, "veryhidden": sheet.very_hidden}.get(style)
        if hide is not None:
            hide()
        if style == "merged":
            sheet.merge_range(len(rows) + 1, 0, len(rows) + 1, 4, "※ 取扱注意")
    return out.getvalue()


def xlsx(doc: Doc, rng: Random) -> bytes:
    """A workbook with shared strings."""
    return _book(doc, "")


def book(style: str) -> Write:
    """A workbook in a style."""
    return lambda d, r: _book(d, style)


def xlsx_phonetic(doc: Doc, rng: Random) -> bytes:
    """Readings above the names, as Excel keeps them; the truth gains them."""
    data = _book(doc, "")
    out: dict[str, str | bytes] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        for n in old.namelist():
            raw = old.read(n)
            if n == "xl/sharedStrings.xml":
                made = raw.decode()
                for name, kana in doc.phonetic.items():
                    plain = f"<si><t>{escape(name)}</t></si>"
                    if plain in made:
                        doc.put("kana", kana)
                        made = made.replace(
                            plain,
                            f'<si><t>{escape(name)}</t><rPh sb="0" eb="{len(name)}"><t>{kana}</t></rPh><phoneticPr fontId="1"/></si>',
                        )
                raw = made.encode()
            out[n] = raw
    return pack(out)


def xlsm(doc: Doc, rng: Random) -> bytes:
    """A workbook of the macro-enabled type, without macros."""
    with zipfile.ZipFile(io.BytesIO(_book(doc, ""))) as old:
        parts: dict[str, str | bytes] = {n: old.read(n) for n in old.namelist()}
    types = bytes(parts["[Content_Types].xml"]) if not isinstance(parts["[Content_Types].xml"], str) else b""
    plain = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    parts["[Content_Types].xml"] = types.replace(plain, b"application/vnd.ms-excel.sheet.macroEnabled.main+xml")
    return pack(parts)


def _patched(data: bytes, parts: dict[str, str], edit: dict[str, tuple[str, str]]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        made: dict[str, str | bytes] = {}
        for n in old.namelist():
            raw = old.read(n)
            if n in edit:
                raw = re.sub(edit[n][0], lambda m, n=n: edit[n][1] + m[0], raw.decode(), count=1).encode()  # type: ignore[misc]
            made[n] = raw
    return pack({**made, **parts})


def xlsx_cache(folder: str, root: str, kind: str, relation: str) -> Write:
    """The rows only in a cache part: of a pivot table, or of a linked book."""

    def write(doc: Doc, rng: Random) -> bytes:
        front = _book(Doc("", "", [["月", "件数"], ["4", "12"], ["5", "9"]]), "")
        rows = doc.rows()
        ns = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
        if root == "pivot":
            made = (
                f'{XML}<pivotCacheRecords {ns} count="{len(rows)}">'
                + "".join("<r>" + "".join(f'<s v="{escape(c)}"/>' for c in r) + "</r>" for r in rows)
                + "</pivotCacheRecords>"
            )
        else:
            cells = "".join(f'<row r="{y}">' + "".join(f'<cell r="{chr(65 + x)}{y}" t="str"><v>{escape(c)}</v></cell>' for x, c in enumerate(r[:26])) + "</row>" for y, r in enumerate(rows, 1))  # fmt: skip
            made = f'{XML}<externalLink {ns}><externalBook><sheetNames><sheetName val="名簿"/></sheetNames><sheetDataSet><sheetData sheetId="0">{cells}</sheetData></sheetDataSet></externalBook></externalLink>'
        path = f"xl/{folder}/{kind}1.xml"
        over = f'<Override PartName="/{path}" ContentType="{TYPE}spreadsheetml.{kind}+xml"/>'
        link = f'<Relationship Id="rId90" Type="{REL}/{relation}" Target="{folder}/{kind}1.xml"/>'
        return _patched(
            front,
            {path: made},
            {"[Content_Types].xml": ("</Types>", over), "xl/_rels/workbook.xml.rels": ("</Relationships>", link)},
        )

    return write


P = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
TREE = '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'


def _shape(lines: list[str]) -> str:
    paras = "".join(f'<a:p><a:r><a:rPr lang="ja-JP"/><a:t>{escape(t)}</a:t></a:r></a:p>' for t in lines)
    return f'<p:sp><p:nvSpPr><p:cNvPr id="3" name="本文"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="300000" y="300000"/><a:ext cx="8400000" cy="6000000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr/>{paras}</p:txBody></p:sp>'


def _frame(rows: list[list[str]]) -> str:
    width = max(map(len, rows))
    grid = '<a:gridCol w="900000"/>' * width
    trs = "".join('<a:tr h="300000">' + "".join(f'<a:tc><a:txBody><a:bodyPr/><a:p><a:r><a:t>{escape(c)}</a:t></a:r></a:p></a:txBody><a:tcPr/></a:tc>' for c in r + [""] * (width - len(r))) + "</a:tr>" for r in rows)  # fmt: skip
    return f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="4" name="表"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr><p:xfrm><a:off x="0" y="0"/><a:ext cx="8000000" cy="4000000"/></p:xfrm><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table"><a:tbl><a:tblPr/><a:tblGrid>{grid}</a:tblGrid>{trs}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>'


def _deck(slides: list[str], extra: dict[str, tuple[str, str, str | bytes]] | None = None) -> bytes:
    more: dict[str, tuple[str, str, str | bytes]] = {f"ppt/slides/slide{n}.xml": ("slide", "presentationml.slide+xml", f"{XML}<p:sld {P}><p:cSld><p:spTree>{TREE}{s}</p:spTree></p:cSld></p:sld>") for n, s in enumerate(slides, 1)}  # fmt: skip
    ids = "".join(f'<p:sldId id="{255 + n}" r:id="rId{n}"/>' for n in range(1, len(slides) + 1))
    text = f'{XML}<p:presentation {P}><p:sldIdLst>{ids}</p:sldIdLst><p:sldSz cx="9144000" cy="6858000"/><p:notesSz cx="6858000" cy="9144000"/></p:presentation>'
    return package("ppt/presentation.xml", "presentationml.presentation.main+xml", text, more | (extra or {}))


def pptx(doc: Doc, rng: Random) -> bytes:
    """Slides of text, tables as tables."""
    if doc.tabular:
        rows = [x for x in doc.lines if not isinstance(x, str)]
        words = [x for x in doc.lines if isinstance(x, str)]
        return _deck([_shape(words or ["一覧"]), *[_frame(rows[i : i + 12]) for i in range(0, len(rows), 12)]])
    lines = doc.text("　").split("\n")
    return _deck([_shape(lines[i : i + 9]) for i in range(0, len(lines), 9)])


def pptx_notes(doc: Doc, rng: Random) -> bytes:
    """The text in the notes."""
    note = f"{XML}<p:notes {P}><p:cSld><p:spTree>{TREE}{_shape(doc.text('　').split(chr(10)))}</p:spTree></p:cSld></p:notes>"
    return _deck([_shape(["月次報告", "実績は順調"])], {"ppt/notesSlides/notesSlide1.xml": ("", "presentationml.notesSlide+xml", note),
                 "ppt/slides/_rels/slide1.xml.rels": ("", "", rels(f'<Relationship Id="rId1" Type="{REL}/notesSlide" Target="/ppt/notesSlides/notesSlide1.xml"/>'))})  # fmt: skip


def pptx_comments(doc: Doc, rng: Random) -> bytes:
    """The text in comments."""
    items = "".join(f'<p:cm authorId="0" dt="2025-10-01T10:00:00" idx="{n}"><p:pos x="10" y="10"/><p:text>{escape(t)}</p:text></p:cm>' for n, t in enumerate(doc.text("　").split("\n"), 1) if t)  # fmt: skip
    return _deck([_shape(["研修資料"])], {"ppt/comments/comment1.xml": ("", "presentationml.comments+xml", f"{XML}<p:cmLst {P}>{items}</p:cmLst>"),
                 "ppt/slides/_rels/slide1.xml.rels": ("", "", rels(f'<Relationship Id="rId1" Type="{REL}/comments" Target="/ppt/comments/comment1.xml"/>'))})  # fmt: skip


NS = " ".join(
    f'xmlns:{k}="urn:oasis:names:tc:opendocument:xmlns:{v}:1.0"'
    for k, v in (("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"))
)


def _rows(rows: list[list[str]]) -> str:
    return '<table:table table:name="T">' + "".join("<table:table-row>" + "".join(f'<table:table-cell office:value-type="string"><text:p>{escape(c)}</text:p></table:table-cell>' for c in r) + "</table:table-row>" for r in rows) + "</table:table>"  # fmt: skip


def odf(kind: str) -> Write:
    """OpenDocument of a kind."""

    def write(doc: Doc, rng: Random) -> bytes:
        if kind == "spreadsheet":
            inner = _rows(doc.rows())
        elif kind == "text":
            inner = "".join(f"<text:p>{escape(x)}</text:p>" if isinstance(x, str) else _rows([x]) for x in doc.lines)
        else:
            lines = doc.text("　").split("\n")
            inner = "".join(f'<draw:page draw:name="p{i}"><draw:frame><draw:text-box>' + "".join(f"<text:p>{escape(t)}</text:p>" for t in lines[i : i + 10]) + "</draw:text-box></draw:frame></draw:page>" for i in range(0, len(lines), 10))  # fmt: skip
        mime = f"application/vnd.oasis.opendocument.{kind}"
        content = f'{XML}<office:document-content {NS} office:version="1.2"><office:body><office:{kind}>{inner}</office:{kind}></office:body></office:document-content>'
        entry = "".join(
            f'<manifest:file-entry manifest:full-path="{p}" manifest:media-type="{m}"/>'
            for p, m in (("/", mime), ("content.xml", "text/xml"))
        )
        return pack({"mimetype": mime, "content.xml": content, "META-INF/manifest.xml": f'{XML}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">{entry}</manifest:manifest>'}, "mimetype")  # fmt: skip

    return write


ANY: Formats = {
    "docx": (".docx", docx), "docx-runs": (".docx", docx_runs), "docx-header": (".docx", docx_header), "docx-tracked": (".docx", docx_tracked),
    "docx-comments": (".docx", _aside("comments", "comments", "comment", '<w:commentReference w:id="2"/>')),
    "docx-footnotes": (".docx", _aside("footnotes", "footnotes", "footnote", '<w:footnoteReference w:id="2"/>')),
    "docx-box": (".docx", docx_box), "docx-control": (".docx", docx_control), "docx-embedded": (".docx", docx_embedded),
    "xlsx": (".xlsx", xlsx), "xlsx-comments": (".xlsx", book("comments")), "xlsx-box": (".xlsx", book("box")),
    "pptx": (".pptx", pptx), "pptx-notes": (".pptx", pptx_notes), "pptx-comments": (".pptx", pptx_comments),
    "odt": (".odt", odf("text")), "odp": (".odp", odf("presentation")),
}  # fmt: skip
TABLES: Formats = {
    "xlsx-hidden": (".xlsx", book("hidden")), "xlsx-veryhidden": (".xlsx", book("veryhidden")), "xlsx-numbers": (".xlsx", book("numbers")),
    "xlsx-merged": (".xlsx", book("merged")), "xlsx-dates": (".xlsx", book("dates")), "xlsx-phonetic": (".xlsx", xlsx_phonetic),
    "xlsm": (".xlsm", xlsm), "ods": (".ods", odf("spreadsheet")),
    "xlsx-pivot": (".xlsx", xlsx_cache("pivotCache", "pivot", "pivotCacheRecords", "pivotCacheDefinition")),
    "xlsx-link": (".xlsx", xlsx_cache("externalLinks", "link", "externalLink", "externalLink")),
}  # fmt: skip
