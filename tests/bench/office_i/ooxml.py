"""Word, Excel, PowerPoint and OpenDocument: the usual places of text and the unusual ones."""

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from random import Random
from xml.sax.saxutils import escape

import xlsxwriter

from .markup import Doc, Line
from .plain import Formats

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OX = "http://schemas.openxmlformats.org"
NS = {"w": f"{OX}/wordprocessingml/2006/main", "r": f"{OX}/officeDocument/2006/relationships", "a": f"{OX}/drawingml/2006/main",
      "p": f"{OX}/presentationml/2006/main", "v": "urn:schemas-microsoft-com:vml"}  # fmt: skip
REL = NS["r"]
CT = "application/vnd.openxmlformats-officedocument."
SHEET = f'xmlns="{OX}/spreadsheetml/2006/main" xmlns:r="{REL}"'
Extra = tuple[str, str, str, str | bytes]  # path, content type, relation type, data


def ns(*keys: str) -> str:
    """Declarations of namespaces."""
    return " ".join(f'xmlns:{k}="{NS[k]}"' for k in keys)


def packed(parts: dict[str, str | bytes], plain: str = "") -> bytes:
    """A zip file with fixed dates; ``plain`` is stored, not deflated."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as pack:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, (2025, 12, 1, 9, 0, 0))
            info.compress_type = zipfile.ZIP_STORED if name == plain else zipfile.ZIP_DEFLATED
            pack.writestr(info, data)
    return out.getvalue()


def _links(items: list[tuple[str, str]]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{n}" Type="{t if "://" in t else f"{REL}/{t}"}" Target="{target}"/>'
        for n, (t, target) in enumerate(items, 1)
    )
    return f'{HEAD}<Relationships xmlns="{OX}/package/2006/relationships">{rows}</Relationships>'


def package(main: str, kind: str, data: str, extras: list[Extra], more: dict[str, str | bytes] | None = None) -> bytes:
    """A package: the main part with its direct relations, and further parts as they are."""
    home, name = main.rsplit("/", 1)
    over = "".join(
        f'<Override PartName="/{p}" ContentType="{t if "/" in t else CT + t + "+xml"}"/>'
        for p, t, _, _ in [(main, kind, "", ""), *extras]
        if t
    )
    types = (f'{HEAD}<Types xmlns="{OX}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
             f'<Default Extension="xml" ContentType="application/xml"/><Default Extension="xlsx" ContentType="{CT}spreadsheetml.sheet"/>{over}</Types>')  # fmt: skip
    direct = [(rel, path.removeprefix(home + "/")) for path, _, rel, _ in extras if rel]
    return packed({
        "[Content_Types].xml": types, "_rels/.rels": _links([("officeDocument", main)]), main: data,
        f"{home}/_rels/{name}.rels": _links(direct), **{path: d for path, _, _, d in extras}, **(more or {}),
    })  # fmt: skip


def _r(text: str, tag: str = "w:t") -> str:
    return f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><{tag} xml:space="preserve">{escape(text)}</{tag}></w:r>'


def _p(text: str, cut: int = 0) -> str:
    parts = [text[i : i + cut] for i in range(0, len(text), cut)] if cut else [text]
    return "<w:p>" + "".join(map(_r, parts)) + "</w:p>"


def _flow(lines: list[Line], cut: int = 0) -> str:
    out, inside = [], False
    for x in lines:
        row = isinstance(x, list)
        if row != inside:
            out.append('<w:tbl><w:tblPr><w:tblStyle w:val="a3"/></w:tblPr><w:tblGrid/>' if row else "</w:tbl>")
            inside = row
        out.append(
            "<w:tr>" + "".join(f"<w:tc><w:tcPr/>{_p(c, cut)}</w:tc>" for c in x) + "</w:tr>" if row else _p(str(x), cut)
        )
    return "".join(out) + ("</w:tbl><w:p/>" if inside else "")


def _word(body: str, extras: list[tuple[str, str, str]] = [], more: list[Extra] = []) -> bytes:  # noqa: B006
    made: list[Extra] = [(f"word/{n}.xml", f"wordprocessingml.{kind}", kind, f"{HEAD}<w:{tag} {ns('w', 'r')}>{text}</w:{tag}>")
                         for n, (kind, tag, text) in enumerate(extras, 1)]  # fmt: skip
    return package(
        "word/document.xml",
        "wordprocessingml.document.main",
        f"{HEAD}<w:document {ns('w', 'r', 'v')}><w:body>{body}</w:body></w:document>",
        made + more,
    )


def docx(doc: Doc, rng: Random) -> bytes:
    """Plain."""
    return _word(_flow(doc.lines))


def docx_cut(doc: Doc, rng: Random) -> bytes:
    """Runs of few letters."""
    return _word(_flow(doc.lines, rng.choice((2, 3, 4))))


def docx_header(doc: Doc, rng: Random) -> bytes:
    """First line in the header, last two in the footer."""
    sect = '<w:sectPr><w:headerReference w:type="default" r:id="rId1"/><w:footerReference w:type="default" r:id="rId2"/></w:sectPr>'
    return _word(
        _flow(doc.lines[1:-2]) + sect,
        [("header", "hdr", _flow(doc.lines[:1])), ("footer", "ftr", _flow(doc.lines[-2:]))],
    )


def docx_comments(doc: Doc, rng: Random) -> bytes:
    """Every third line is a comment."""
    notes = "".join(
        f'<w:comment w:id="{n}" w:author="user01">{_flow([x])}</w:comment>'
        for n, x in enumerate(doc.lines)
        if n % 3 == 2
    )
    body = "".join(
        _flow([x]) if n % 3 != 2 else f'<w:p>{_r("（→コメント）")}<w:r><w:commentReference w:id="{n}"/></w:r></w:p>'
        for n, x in enumerate(doc.lines)
    )
    return _word(body, [("comments", "comments", notes)])


def docx_tracked(doc: Doc, rng: Random) -> bytes:
    """Half inserted, half deleted with change tracking."""
    out = []
    for n, t in enumerate(doc.text("\u3000").split("\n")):
        tag, run = ("del", _r(t, "w:delText")) if n % 2 else ("ins", _r(t))
        out.append(f'<w:p><w:{tag} w:id="{n}" w:author="user01" w:date="2025-11-02T10:00:00Z">{run}</w:{tag}></w:p>')
    return _word("".join(out))


def docx_box(doc: Doc, rng: Random) -> bytes:
    """A text box (VML)."""
    return _word(
        _p("（枠内参照）")
        + f'<w:p><w:r><w:pict><v:shape style="width:400pt"><v:textbox><w:txbxContent>{_flow(doc.lines)}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>'
    )


def docx_controls(doc: Doc, rng: Random) -> bytes:
    """Content controls and old form fields."""
    out = []
    for n, t in enumerate(doc.text("\u3000").split("\n")):
        field = f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> FORMTEXT </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{_r(t)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        out.append(
            f"<w:p>{field}</w:p>"
            if n % 2
            else f'<w:sdt><w:sdtPr><w:tag w:val="f{n}"/></w:sdtPr><w:sdtContent>{_p(t)}</w:sdtContent></w:sdt>'
        )
    return _word("".join(out))


def docx_notes(doc: Doc, rng: Random) -> bytes:
    """The last third in footnotes."""
    at = len(doc.lines) * 2 // 3
    notes = "".join(f'<w:footnote w:id="{n}">{_flow([x])}</w:footnote>' for n, x in enumerate(doc.lines[at:], 1))
    marks = "".join(f'<w:r><w:footnoteReference w:id="{n}"/></w:r>' for n in range(1, len(doc.lines) - at + 1))
    return _word(_flow(doc.lines[:at]) + f"<w:p>{marks}</w:p>", [("footnotes", "footnotes", notes)])


def docx_embedded(doc: Doc, rng: Random) -> bytes:
    """A workbook inside a document."""
    body = (
        _p("添付の表をダブルクリックして開いてください。")
        + '<w:p><w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" Type="Embed" ProgID="Excel.Sheet.12" r:id="rId1"/></w:object></w:r></w:p>'
    )
    return _word(body, [], [("word/embeddings/Microsoft_Excel_Sheet1.xlsx", "", "package", xlsx(doc, rng))])


def _book(fill: Callable[[xlsxwriter.Workbook], None]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"created": datetime(2025, 12, 1, tzinfo=UTC)})
    fill(book)
    book.close()
    return out.getvalue()


def _rows(sheet: object, grid: list[list[str]], at: int = 0) -> None:
    for n, row in enumerate(grid):
        for k, cell in enumerate(row):
            if cell:
                sheet.write_string(n + at, k, cell)  # type: ignore[attr-defined]


def xlsx(doc: Doc, rng: Random) -> bytes:
    """One sheet, shared strings."""
    return _book(lambda b: _rows(b.add_worksheet("Sheet1"), doc.grid()))


def xlsx_hidden(doc: Doc, rng: Random) -> bytes:
    """The data on a hidden sheet."""

    def fill(book: xlsxwriter.Workbook) -> None:
        first = book.add_worksheet("表紙")
        first.write_string(0, 0, "月次集計")
        other = book.add_worksheet("元")
        _rows(other, doc.grid(), 2)
        other.hide()

    return _book(fill)


def xlsx_columns(doc: Doc, rng: Random) -> bytes:
    """Columns from the second on hidden, numbers as numbers, known days as date serials."""

    def fill(book: xlsxwriter.Workbook) -> None:
        sheet, style = book.add_worksheet("data"), book.add_format({"num_format": "yyyy/m/d"})
        for n, row in enumerate(doc.grid()):
            for k, c in enumerate(row):
                if c in doc.births:
                    sheet.write_datetime(n, k, doc.births[c], style)
                elif c.isascii() and c.isdecimal() and len(c) < 13:
                    sheet.write_number(n, k, int(c))
                elif c:
                    sheet.write_string(n, k, c)
        sheet.set_column(1, 3, 12, None, {"hidden": True})

    return _book(fill)


def xlsx_comments(doc: Doc, rng: Random) -> bytes:
    """Lines as cell comments beside a progress table."""

    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("進捗")
        for n, line in enumerate(doc.text(" ").split("\n")):
            sheet.write_string(n, 0, f"項目{n + 1}")
            if line.strip():
                sheet.write_comment(n, 1, line)

    return _book(fill)


def xlsx_box(doc: Doc, rng: Random) -> bytes:
    """All text in a text box."""

    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("掲示")
        sheet.insert_textbox(1, 1, doc.text(" "), {"width": 600, "height": 900})

    return _book(fill)


def _sheet(grid: list[list[str]], first: str = "") -> str:
    rows = "".join(
        f'<row r="{n}">'
        + "".join(
            f'<c r="{chr(65 + k)}{n}" t="inlineStr"><is><t xml:space="preserve">{escape(c)}</t></is></c>'
            for k, c in enumerate(r[:26])
            if c
        )
        + "</row>"
        for n, r in enumerate(grid, 1)
    )
    return f"{HEAD}<worksheet {SHEET}><sheetData>{rows}</sheetData>{first}</worksheet>"


def _raw_book(
    grid: list[list[str]], extras: list[Extra], inner: str = "", kind: str = "spreadsheetml.sheet.main"
) -> bytes:
    book = f'{HEAD}<workbook {SHEET}><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets>{inner}</workbook>'
    first: Extra = ("xl/worksheets/sheet1.xml", "spreadsheetml.worksheet", "worksheet", _sheet(grid))
    return package("xl/workbook.xml", kind, book, [first, *extras])


def xlsx_inline(doc: Doc, rng: Random) -> bytes:
    """Inline strings, as systems export."""
    return _raw_book(doc.grid(), [])


def xlsm(doc: Doc, rng: Random) -> bytes:
    """A workbook with macros (the macro part is only a stub)."""
    part: Extra = (
        "xl/vbaProject.bin",
        "application/vnd.ms-office.vbaProject",
        "http://schemas.microsoft.com/office/2006/relationships/vbaProject",
        bytes(512),
    )
    return _raw_book(doc.grid(), [part], kind="application/vnd.ms-excel.sheet.macroEnabled.main+xml")


def xlsx_pivot(doc: Doc, rng: Random) -> bytes:
    """The source rows remain only in the pivot cache."""
    grid = doc.grid()
    width = max(map(len, grid))
    fields = "".join(
        f'<cacheField name="{escape(h or f"列{n}")}" numFmtId="0"><sharedItems/></cacheField>'
        for n, h in enumerate([*grid[0], *[""] * (width - len(grid[0]))])
    )
    rows = "".join(
        "<r>"
        + "".join(f'<s v="{escape(c, {chr(34): "&quot;"})}"/>' if c else "<m/>" for c in [*r, *[""] * (width - len(r))])
        + "</r>"
        for r in grid
    )
    base = f'{HEAD}<pivotCacheDefinition {SHEET} r:id="rId1" recordCount="{len(grid)}"><cacheSource type="worksheet"><worksheetSource ref="A1:Z999" sheet="元データ"/></cacheSource><cacheFields count="{width}">{fields}</cacheFields></pivotCacheDefinition>'
    extras: list[Extra] = [
        ("xl/pivotCache/pivotCacheDefinition1.xml", "spreadsheetml.pivotCacheDefinition", "pivotCacheDefinition", base),
        (
            "xl/pivotCache/pivotCacheRecords1.xml",
            "spreadsheetml.pivotCacheRecords",
            "",
            f'{HEAD}<pivotCacheRecords {SHEET} count="{len(grid)}">{rows}</pivotCacheRecords>',
        ),
        (
            "xl/pivotCache/_rels/pivotCacheDefinition1.xml.rels",
            "",
            "",
            _links([("pivotCacheRecords", "pivotCacheRecords1.xml")]),
        ),
    ]
    return _raw_book(
        [["区分", "件数"], ["合計", str(len(grid))]],
        extras,
        '<pivotCaches><pivotCache cacheId="1" r:id="rId2"/></pivotCaches>',
    )


def xlsx_link(doc: Doc, rng: Random) -> bytes:
    """Values of another workbook, kept in the cache of an external link."""
    rows = "".join(
        f'<row r="{n}">'
        + "".join(f'<cell r="{chr(65 + k)}{n}" t="str"><v>{escape(c)}</v></cell>' for k, c in enumerate(r[:26]) if c)
        + "</row>"
        for n, r in enumerate(doc.grid(), 1)
    )
    link = f'{HEAD}<externalLink {SHEET}><externalBook r:id="rId1"><sheetNames><sheetName val="台帳"/></sheetNames><sheetDataSet><sheetData sheetId="0">{rows}</sheetData></sheetDataSet></externalBook></externalLink>'
    extras: list[Extra] = [("xl/externalLinks/externalLink1.xml", "spreadsheetml.externalLink", "externalLink", link),
                           ("xl/externalLinks/_rels/externalLink1.xml.rels", "", "", _links([("externalLinkPath", "daicho.xlsx")]))]  # fmt: skip
    return _raw_book(
        [["参照先", "daicho.xlsx"], ["件数", "12"]],
        extras,
        '<externalReferences><externalReference r:id="rId2"/></externalReferences>',
    )


def xlsx_phonetic(doc: Doc, rng: Random) -> bytes:
    """Shared strings with readings of the full names; the readings belong to the truth."""
    strings: list[str] = []
    items, rows = [], []
    for n, r in enumerate(doc.grid(), 1):
        cells = []
        for k, c in enumerate(r[:26]):
            if not c:
                continue
            if c not in strings:
                strings.append(c)
                kana = doc.readings.get(c, "")
                ph = f'<rPh sb="0" eb="{len(c)}"><t>{kana}</t></rPh><phoneticPr fontId="1"/>' if kana else ""
                if kana:
                    doc.put("kana", kana)
                items.append(f'<si><t xml:space="preserve">{escape(c)}</t>{ph}</si>')
            cells.append(f'<c r="{chr(65 + k)}{n}" t="s"><v>{strings.index(c)}</v></c>')
        rows.append(f'<row r="{n}">{"".join(cells)}</row>')
    book = f'{HEAD}<workbook {SHEET}><sheets><sheet name="名簿" sheetId="1" r:id="rId1"/></sheets></workbook>'
    return package("xl/workbook.xml", "spreadsheetml.sheet.main", book, [
        ("xl/worksheets/sheet1.xml", "spreadsheetml.worksheet", "worksheet", f'{HEAD}<worksheet {SHEET}><sheetData>{"".join(rows)}</sheetData></worksheet>'),
        ("xl/sharedStrings.xml", "spreadsheetml.sharedStrings", "sharedStrings", f'{HEAD}<sst {SHEET}>{"".join(items)}</sst>'),
    ])  # fmt: skip


def _shape(inner: str) -> str:
    return f'<p:sp><p:nvSpPr><p:cNvPr id="2" name="box"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/>{inner}</p:txBody></p:sp>'


def _ap(text: str) -> str:
    return f'<a:p><a:r><a:rPr lang="ja-JP"/><a:t>{escape(text)}</a:t></a:r></a:p>'


def _slide(inner: str, tag: str = "sld") -> str:
    tree = '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
    return f"{HEAD}<p:{tag} {ns('p', 'a', 'r')}><p:cSld><p:spTree>{tree}{inner}</p:spTree></p:cSld></p:{tag}>"


def _deck(slides: list[str], more: list[Extra] = []) -> bytes:  # noqa: B006
    ids = "".join(f'<p:sldId id="{256 + n}" r:id="rId{n + 1}"/>' for n in range(len(slides)))
    main = f'{HEAD}<p:presentation {ns("p", "a", "r")}><p:sldIdLst>{ids}</p:sldIdLst><p:sldSz cx="9144000" cy="6858000"/><p:notesSz cx="6858000" cy="9144000"/></p:presentation>'
    parts: list[Extra] = [
        (f"ppt/slides/slide{n}.xml", "presentationml.slide", "slide", s) for n, s in enumerate(slides, 1)
    ]
    return package("ppt/presentation.xml", "presentationml.presentation.main", main, parts + more)


def pptx(doc: Doc, rng: Random) -> bytes:
    """Text on slides."""
    lines = doc.text("\u3000").split("\n")
    return _deck([_slide(_shape("".join(map(_ap, lines[i : i + 9])))) for i in range(0, len(lines), 9)])


def pptx_table(doc: Doc, rng: Random) -> bytes:
    """A table on a slide."""
    grid = doc.grid()
    width = max(map(len, grid))
    rows = "".join(
        '<a:tr h="300000">'
        + "".join(
            f"<a:tc><a:txBody><a:bodyPr/>{_ap(c)}</a:txBody><a:tcPr/></a:tc>" for c in [*r, *[""] * (width - len(r))]
        )
        + "</a:tr>"
        for r in grid
    )
    cols = '<a:gridCol w="900000"/>' * width
    frame = ('<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="4" name="t"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr><p:xfrm><a:off x="0" y="0"/><a:ext cx="1" cy="1"/></p:xfrm><a:graphic>'
             f'<a:graphicData uri="{NS["a"]}/../table"><a:tbl><a:tblGrid>{cols}</a:tblGrid>{rows}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>').replace("/main/../table", "/table")  # fmt: skip
    return _deck([_slide(frame)])


def pptx_notes(doc: Doc, rng: Random) -> bytes:
    """A short slide, the text in its notes."""
    notes = _slide(_shape("".join(map(_ap, doc.text("\u3000").split("\n")))), "notes")
    return _deck([_slide(_shape(_ap("報告会")))], [("ppt/notesSlides/notesSlide1.xml", "presentationml.notesSlide", "", notes),
        ("ppt/slides/_rels/slide1.xml.rels", "", "", _links([("notesSlide", "../notesSlides/notesSlide1.xml")]))])  # fmt: skip


def pptx_comments(doc: Doc, rng: Random) -> bytes:
    """The text in review comments."""
    notes = "".join(
        f'<p:cm authorId="0" idx="{n}"><p:pos x="10" y="10"/><p:text>{escape(t)}</p:text></p:cm>'
        for n, t in enumerate(doc.text("\u3000").split("\n"), 1)
    )
    return _deck([_slide(_shape(_ap("掲示物（案）")))], [("ppt/comments/comment1.xml", "presentationml.comments", "", f"{HEAD}<p:cmLst {ns('p', 'a', 'r')}>{notes}</p:cmLst>"),
        ("ppt/slides/_rels/slide1.xml.rels", "", "", _links([("comments", "../comments/comment1.xml")]))])  # fmt: skip


def _odf(kind: str, inner: str) -> bytes:
    mime = f"application/vnd.oasis.opendocument.{kind}"
    spaces = " ".join(
        f'xmlns:{k}="urn:oasis:names:tc:opendocument:xmlns:{v}:1.0"'
        for k, v in (("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"))
    )
    return packed({
        "mimetype": mime, "content.xml": f'{HEAD}<office:document-content {spaces} office:version="1.3"><office:body>{inner}</office:body></office:document-content>',
        "META-INF/manifest.xml": f'{HEAD}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="{mime}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>',
    }, "mimetype")  # fmt: skip


def _od_table(rows: list[list[str]]) -> str:
    return (
        '<table:table table:name="T1">'
        + "".join(
            "<table:table-row>"
            + "".join(
                f'<table:table-cell office:value-type="string"><text:p>{escape(c)}</text:p></table:table-cell>'
                for c in r
            )
            + "</table:table-row>"
            for r in rows
        )
        + "</table:table>"
    )


def odt(doc: Doc, rng: Random) -> bytes:
    """Text document."""
    return _odf(
        "text",
        "<office:text>"
        + "".join(_od_table([x]) if isinstance(x, list) else f"<text:p>{escape(x)}</text:p>" for x in doc.lines)
        + "</office:text>",
    )


def ods(doc: Doc, rng: Random) -> bytes:
    """Spreadsheet."""
    return _odf("spreadsheet", f"<office:spreadsheet>{_od_table(doc.grid())}</office:spreadsheet>")


def odp(doc: Doc, rng: Random) -> bytes:
    """Slides."""
    inner = "".join(f"<text:p>{escape(t)}</text:p>" for t in doc.text("\u3000").split("\n"))
    return _odf(
        "presentation",
        f'<office:presentation><draw:page draw:name="p1"><draw:frame><draw:text-box>{inner}</draw:text-box></draw:frame></draw:page></office:presentation>',
    )


ANY: Formats = {
    "docx": (".docx", docx), "docx-cut": (".docx", docx_cut), "docx-header": (".docx", docx_header), "docx-comments": (".docx", docx_comments),
    "docx-tracked": (".docx", docx_tracked), "docx-box": (".docx", docx_box), "docx-controls": (".docx", docx_controls),
    "docx-footnotes": (".docx", docx_notes), "docx-embedded": (".docx", docx_embedded), "docx-tmp": (".tmp", docx), "docx-asd": (".asd", docx),
    "xlsx": (".xlsx", xlsx), "xlsx-hidden": (".xlsx", xlsx_hidden), "xlsx-comments": (".xlsx", xlsx_comments), "xlsx-box": (".xlsx", xlsx_box),
    "xlsx-inline": (".xlsx", xlsx_inline), "pptx": (".pptx", pptx), "pptx-notes": (".pptx", pptx_notes), "pptx-comments": (".pptx", pptx_comments),
    "odt": (".odt", odt), "odp": (".odp", odp),
}  # fmt: skip
TABLES: Formats = {
    "xlsx-columns": (".xlsx", xlsx_columns), "xlsm": (".xlsm", xlsm), "xlsx-pivot": (".xlsx", xlsx_pivot), "xlsx-link": (".xlsx", xlsx_link),
    "xlsx-phonetic": (".xlsx", xlsx_phonetic), "pptx-table": (".pptx", pptx_table), "ods": (".ods", ods),
}  # fmt: skip
