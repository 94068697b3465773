"""Office files: xlsx through xlsxwriter, the rest as parts of a zip written here."""

import io
import zipfile
from random import Random
from xml.sax.saxutils import escape

import xlsxwriter

from .fmt_text import Formats, Write, rows
from .render import Doc

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PKG = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."


def pack(parts: dict[str, bytes | str]) -> bytes:
    """A zip with constant dates."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, (2025, 4, 1, 9, 0, 0))
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            z.writestr(info, data)
    return out.getvalue()


def _para(s: str, chop: bool = False) -> str:
    bits = [s[i : i + 3] for i in range(0, len(s), 3)] if chop else [s]
    return "<w:p>" + "".join(f'<w:r><w:t xml:space="preserve">{escape(b)}</w:t></w:r>' for b in bits) + "</w:p>"


def _body(doc: Doc, chop: bool = False) -> str:
    out, in_table = "", False
    for x in [*doc.lines, ""]:
        if isinstance(x, str):
            out += ("</w:tbl>" if in_table else "") + _para(x, chop)
            in_table = False
        else:
            out += (
                ("" if in_table else "<w:tbl><w:tblPr/>")
                + "<w:tr>"
                + "".join(f"<w:tc><w:tcPr/>{_para(c, chop)}</w:tc>" for c in x)
                + "</w:tr>"
            )
            in_table = True
    return out


def _paras(doc: Doc) -> str:
    return "".join(_para(x) for x in doc.text("　").split("\n"))


def _docx(
    body: str, extra: dict[str, tuple[str, str]] | None = None, sect: str = "", files: dict[str, bytes] | None = None
) -> bytes:
    extra = extra or {}
    ns = f'xmlns:w="{W}" xmlns:r="{REL}" xmlns:v="urn:schemas-microsoft-com:vml"'
    over = "".join(f'<Override PartName="/word/{n}.xml" ContentType="{WORD}{k}+xml"/>' for n, (k, _) in extra.items())
    rels = "".join(
        f'<Relationship Id="rId{i}" Type="{REL}/{k}" Target="{n}.xml"/>'
        for i, (n, (k, _)) in enumerate(extra.items(), 1)
    )
    rels += "".join(f'<Relationship Id="rF{i}" Type="{REL}/package" Target="{n}"/>' for i, n in enumerate(files or {}))
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{PKG}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="xlsx" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"/><Default Extension="png" ContentType="image/png"/><Override PartName="/word/document.xml" ContentType="{WORD}document.main+xml"/>{over}</Types>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{PKG}/relationships"><Relationship Id="rId1" Type="{REL}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"{HEAD}<w:document {ns}><w:body>{body}<w:sectPr>{sect}</w:sectPr></w:body></w:document>",
        "word/_rels/document.xml.rels": f'{HEAD}<Relationships xmlns="{PKG}/relationships">{rels}</Relationships>',
    }
    for n, (k, inner) in extra.items():
        tag = {"header": "hdr", "footer": "ftr"}.get(k, k)
        parts[f"word/{n}.xml"] = f"{HEAD}<w:{tag} {ns}>{inner}</w:{tag}>"
    for n, data in (files or {}).items():
        parts[f"word/{n}"] = data
    return pack(parts)


def docx(chop: bool = False) -> Write:
    """A plain Word file; ``chop`` breaks the text into small runs."""
    return lambda doc, rng: _docx(_body(doc, chop))


def docx_header(doc: Doc, rng: Random) -> bytes:
    """The text in the page header and footer."""
    half = len(doc.lines) // 2
    one, two = (Doc("", "", lines=part) for part in (doc.lines[:half], doc.lines[half:]))
    sect = '<w:headerReference w:type="default" r:id="rId1"/><w:footerReference w:type="default" r:id="rId2"/>'
    return _docx(
        _para("（本文なし）"),
        {"header1": ("header", _paras(one) or _para("")), "footer1": ("footer", _paras(two))},
        sect,
    )


def docx_comment(doc: Doc, rng: Random) -> bytes:
    """The text in a reviewer's comment."""
    ref = '<w:p><w:commentRangeStart w:id="0"/><w:r><w:t>案文のとおり</w:t></w:r><w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r></w:p>'
    return _docx(
        ref,
        {
            "comments": (
                "comments",
                f'<w:comment w:id="0" w:author="user" w:date="2025-06-01T00:00:00Z">{_paras(doc)}</w:comment>',
            )
        },
    )


def docx_tracked(doc: Doc, rng: Random) -> bytes:
    """Text struck out or put in with changes tracked."""
    out = ""
    for n, x in enumerate(doc.text("　").split("\n")):
        tag, t = ("del", "delText") if n % 2 else ("ins", "t")
        out += f'<w:p><w:{tag} w:id="{n}" w:author="user"><w:r><w:{t} xml:space="preserve">{escape(x)}</w:{t}></w:r></w:{tag}></w:p>'
    return _docx(out)


def docx_box(doc: Doc, rng: Random) -> bytes:
    """A text box."""
    return _docx(
        _para("別紙")
        + f'<w:p><w:r><w:pict><v:shape style="width:400pt;height:300pt"><v:textbox><w:txbxContent>{_paras(doc)}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>'
    )


def docx_controls(doc: Doc, rng: Random) -> bytes:
    """Content controls."""
    return _docx(
        "".join(
            f'<w:sdt><w:sdtPr><w:tag w:val="f{n}"/></w:sdtPr><w:sdtContent>{_para(x)}</w:sdtContent></w:sdt>'
            for n, x in enumerate(doc.text("　").split("\n"))
        )
    )


def docx_footnote(doc: Doc, rng: Random) -> bytes:
    """Footnotes."""
    ref = '<w:p><w:r><w:t>備考は脚注</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r></w:p>'
    return _docx(ref, {"footnotes": ("footnotes", f'<w:footnote w:id="1">{_paras(doc)}</w:footnote>')})


def docx_embedded(doc: Doc, rng: Random) -> bytes:
    """A workbook inside a Word file."""
    return _docx(_para("表はダブルクリックで開きます"), files={"embeddings/sheet1.xlsx": xlsx()(doc, rng)})


def xlsx(how: str = "") -> Write:
    """Workbooks by xlsxwriter: plain, hidden, comments, box, numbers."""

    def write(doc: Doc, rng: Random) -> bytes:
        out = io.BytesIO()
        book = xlsxwriter.Workbook(out, {"in_memory": True})
        book.set_properties({"created": __import__("datetime").datetime(2025, 4, 1)})
        if how in ("hidden", "comments", "box"):
            first = book.add_worksheet("集計")
            first.write_row(0, 0, ["区分", "件数"])
            first.write_row(1, 0, ["合計", len(doc.lines)])
        if how == "comments":
            for n, x in enumerate(doc.text(" ").split("\n")):
                first.write_comment(n + 2, 1, x or "-")
        elif how == "box":
            first.insert_textbox(3, 1, doc.text(" "), {"width": 500, "height": 400})
        else:
            sheet = book.add_worksheet(rng.choice(("Sheet1", "一覧", "データ")))
            if how == "hidden":
                sheet.very_hidden()
            for n, r in enumerate(rows(doc), rng.choice((0, 0, 2))):
                for k, c in enumerate(r):
                    if how == "numbers" and c.isascii() and c.isdigit() and len(c) < 13:
                        sheet.write_number(n, k, int(c))
                    else:
                        sheet.write_string(n, k, c)
        book.close()
        return out.getvalue()

    return write


def _inject(book: bytes, parts: dict[str, str]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(book)) as z:
        return pack({n: z.read(n) for n in z.namelist()} | parts)


def xlsx_pivot(doc: Doc, rng: Random) -> bytes:
    """Only the cache of a pivot table holds the values."""
    base = xlsx()(Doc("", "", lines=[["区分", "件数"], ["窓口", "12"]]), rng)
    data = rows(doc)
    wide = max(map(len, data))
    fields = "".join(
        f'<cacheField name="項目{k}" numFmtId="0"><sharedItems>'
        + "".join(f'<s v="{escape(r[k], {chr(34): "&quot;"})}"/>' for r in data if k < len(r) and r[k])
        + "</sharedItems></cacheField>"
        for k in range(wide)
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return _inject(
        base,
        {
            "xl/pivotCache/pivotCacheDefinition1.xml": f'{HEAD}<pivotCacheDefinition xmlns="{main}" refreshedBy="user"><cacheSource type="worksheet"><worksheetSource ref="A1:Z99" sheet="Sheet9"/></cacheSource><cacheFields count="{wide}">{fields}</cacheFields></pivotCacheDefinition>'
        },
    )


def xlsx_external(doc: Doc, rng: Random) -> bytes:
    """Only the cache of a link to another workbook holds the values."""
    base = xlsx()(Doc("", "", lines=[["受付", "=参照"], ["1", "-"]]), rng)
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    data = "".join(
        f'<row r="{n}">'
        + "".join(f'<cell r="{chr(65 + k % 26)}{n}" t="str"><v>{escape(c)}</v></cell>' for k, c in enumerate(r[:26]))
        + "</row>"
        for n, r in enumerate(rows(doc), 1)
    )
    return _inject(
        base,
        {
            "xl/externalLinks/externalLink1.xml": f'{HEAD}<externalLink xmlns="{main}"><externalBook><sheetNames><sheetName val="元データ"/></sheetNames><sheetDataSet><sheetData sheetId="0">{data}</sheetData></sheetDataSet></externalBook></externalLink>'
        },
    )


A, P = (
    "http://schemas.openxmlformats.org/drawingml/2006/main",
    "http://schemas.openxmlformats.org/presentationml/2006/main",
)


def _slide(lines: list[str], tag: str = "sld") -> str:
    paras = "".join(f"<a:p><a:r><a:t>{escape(t)}</a:t></a:r></a:p>" for t in lines)
    return f'{HEAD}<p:{tag} xmlns:a="{A}" xmlns:p="{P}" xmlns:r="{REL}"><p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/><p:sp><p:nvSpPr><p:cNvPr id="2" name="t"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="300000" y="300000"/><a:ext cx="8000000" cy="5000000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr/><a:p/>{paras}</p:txBody></p:sp></p:spTree></p:cSld></p:{tag}>'


def pptx(notes: bool = False) -> Write:
    """Slides, or one slide with everything in the speaker's notes."""

    def write(doc: Doc, rng: Random) -> bytes:
        lines = doc.text("　").split("\n")
        slides = [["定例報告"]] if notes else [lines[i : i + 7] for i in range(0, len(lines), 7)]
        kind = "application/vnd.openxmlformats-officedocument.presentationml."
        over = "".join(
            f'<Override PartName="/ppt/slides/slide{n}.xml" ContentType="{kind}slide+xml"/>'
            for n in range(1, len(slides) + 1)
        )
        parts: dict[str, bytes | str] = {
            "[Content_Types].xml": f'{HEAD}<Types xmlns="{PKG}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/ppt/presentation.xml" ContentType="{kind}presentation.main+xml"/>{over}</Types>',
            "_rels/.rels": f'{HEAD}<Relationships xmlns="{PKG}/relationships"><Relationship Id="rId1" Type="{REL}/officeDocument" Target="ppt/presentation.xml"/></Relationships>',
            "ppt/presentation.xml": f'{HEAD}<p:presentation xmlns:p="{P}" xmlns:r="{REL}"><p:sldIdLst>'
            + "".join(f'<p:sldId id="{255 + n}" r:id="rId{n}"/>' for n in range(1, len(slides) + 1))
            + '</p:sldIdLst><p:sldSz cx="9144000" cy="6858000"/><p:notesSz cx="6858000" cy="9144000"/></p:presentation>',
            "ppt/_rels/presentation.xml.rels": f'{HEAD}<Relationships xmlns="{PKG}/relationships">'
            + "".join(
                f'<Relationship Id="rId{n}" Type="{REL}/slide" Target="slides/slide{n}.xml"/>'
                for n in range(1, len(slides) + 1)
            )
            + "</Relationships>",
        }
        for n, s in enumerate(slides, 1):
            parts[f"ppt/slides/slide{n}.xml"] = _slide(s)
        if notes:
            parts["ppt/slides/_rels/slide1.xml.rels"] = (
                f'{HEAD}<Relationships xmlns="{PKG}/relationships"><Relationship Id="rId1" Type="{REL}/notesSlide" Target="../notesSlides/notesSlide1.xml"/></Relationships>'
            )
            parts["ppt/notesSlides/notesSlide1.xml"] = _slide(lines, "notes")
        return pack(parts)

    return write


def odf(kind: str) -> Write:
    """OpenDocument by hand."""

    def write(doc: Doc, rng: Random) -> bytes:
        ns = " ".join(
            f'xmlns:{p}="urn:oasis:names:tc:opendocument:xmlns:{u}:1.0"'
            for p, u in (("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"))
        )
        lines = "".join(
            f"<text:p>{escape(x)}</text:p>"
            if isinstance(x, str)
            else "<table:table><table:table-row>"
            + "".join(f"<table:table-cell><text:p>{escape(c)}</text:p></table:table-cell>" for c in x)
            + "</table:table-row></table:table>"
            for x in doc.lines
        )
        cells = "".join(
            "<table:table-row>"
            + "".join(
                f'<table:table-cell office:value-type="string"><text:p>{escape(c)}</text:p></table:table-cell>'
                for c in r
            )
            + "</table:table-row>"
            for r in rows(doc)
        )
        body = {
            "text": f"<office:text>{lines}</office:text>",
            "spreadsheet": f'<office:spreadsheet><table:table table:name="Sheet1">{cells}</table:table></office:spreadsheet>',
        }[kind]
        mime = f"application/vnd.oasis.opendocument.{kind}"
        return pack({"mimetype": mime, "content.xml": f'{HEAD}<office:document-content {ns} office:version="1.2"><office:body>{body}</office:body></office:document-content>',
                     "META-INF/manifest.xml": f'{HEAD}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="{mime}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'})  # fmt: skip

    return write


ANY: Formats = {
    "docx": (".docx", docx()), "docx-runs": (".docx", docx(True)), "docx-header": (".docx", docx_header), "docx-comment": (".docx", docx_comment),
    "docx-tracked": (".docx", docx_tracked), "docx-box": (".docx", docx_box), "docx-controls": (".docx", docx_controls), "docx-footnote": (".docx", docx_footnote),
    "docx-embedded": (".docx", docx_embedded), "pptx": (".pptx", pptx()), "pptx-notes": (".pptx", pptx(True)), "odt": (".odt", odf("text")),
    "xlsx": (".xlsx", xlsx()), "xlsx-hidden": (".xlsx", xlsx("hidden")), "xlsx-comments": (".xlsx", xlsx("comments")), "xlsx-box": (".xlsx", xlsx("box")),
}  # fmt: skip
TABLES: Formats = {
    "xlsx-pivot": (".xlsx", xlsx_pivot),
    "xlsx-external": (".xlsx", xlsx_external),
    "xlsx-numbers": (".xlsx", xlsx("numbers")),
    "ods": (".ods", odf("spreadsheet")),
}
