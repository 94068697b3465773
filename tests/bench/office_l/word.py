"""Word, PowerPoint and OpenDocument files written by hand: headers, notes, tracked changes, boxes, fields."""

import io
import zipfile
from random import Random
from xml.sax.saxutils import escape

from . import sheets
from .script import Doc, Line
from .text import Formats

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACK = "http://schemas.openxmlformats.org/package/2006"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
POINT = "application/vnd.openxmlformats-officedocument.presentationml"
Parts = dict[str, bytes | str]


def zipped(parts: Parts, stored: tuple[str, ...] = ()) -> bytes:
    """A zip of parts, with a fixed date."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as pack:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, (2025, 10, 1, 9, 0, 0))
            pack.writestr(info, data, zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED)
    return out.getvalue()


def rels(links: list[tuple[str, str, str]]) -> str:
    """A relationships part of (id, kind, target)."""
    body = "".join(f'<Relationship Id="{i}" Type="{REL}/{k}" Target="{t}"/>' for i, k, t in links)
    return f'{HEAD}<Relationships xmlns="{PACK}/relationships">{body}</Relationships>'


def types(parts: dict[str, str]) -> str:
    """The content types."""
    over = "".join(f'<Override PartName="/{p}" ContentType="{t}+xml"/>' for p, t in parts.items())
    return (f'{HEAD}<Types xmlns="{PACK}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-'
            f'package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="xlsx" '
            f'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"/>{over}</Types>')  # fmt: skip


def run(text: str, tag: str = "w:t") -> str:
    """One run."""
    return f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><{tag} xml:space="preserve">{escape(text)}</{tag}></w:r>'


def para(text: str, cut: int = 0) -> str:
    """A paragraph, perhaps of short runs."""
    pieces = [text[i : i + cut] for i in range(0, len(text), cut)] if cut else [text]
    return f"<w:p>{''.join(run(p) for p in pieces if p)}</w:p>"


def body(lines: list[Line], cut: int = 0) -> str:
    """Paragraphs and tables."""
    out, open_ = "", False
    for x in lines:
        if isinstance(x, str):
            out += ("</w:tbl>" if open_ else "") + para(x, cut)
            open_ = False
        else:
            cells = "".join(f"<w:tc><w:tcPr/>{para(c, cut)}</w:tc>" for c in x)
            out += ("" if open_ else "<w:tbl><w:tblPr/>") + f"<w:tr>{cells}</w:tr>"
            open_ = True
    return out + ("</w:tbl><w:p/>" if open_ else "")


def _docx(text: str, more: dict[str, tuple[str, str]] | None = None, extra: Parts | None = None) -> bytes:
    """A document; ``more`` has other parts by name as (root, content)."""
    links, kinds, parts = [], {"word/document.xml": f"{WORD}.document.main"}, dict(extra or {})
    for n, (name, (root, inner)) in enumerate((more or {}).items(), 1):
        kind = name.rstrip("0123456789")
        parts[f"word/{name}.xml"] = f'{HEAD}<w:{root} xmlns:w="{W}">{inner}</w:{root}>'
        kinds[f"word/{name}.xml"] = f"{WORD}.{kind}"
        links.append((f"rId{n}", kind, f"{name}.xml"))
    if "word/embeddings/Book1.xlsx" in parts:
        links.append(("rId50", "package", "embeddings/Book1.xlsx"))
    spaces = f'xmlns:w="{W}" xmlns:r="{REL}" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    start: Parts = {
        "[Content_Types].xml": types(kinds), "_rels/.rels": rels([("rId1", "officeDocument", "word/document.xml")]),
        "word/document.xml": f"{HEAD}<w:document {spaces}><w:body>{text}</w:body></w:document>",
        "word/_rels/document.xml.rels": rels(links),
    }  # fmt: skip
    return zipped(start | parts)


def docx(doc: Doc, rng: Random) -> bytes:
    """A plain document."""
    return _docx(body(doc.lines))


def docx_runs(doc: Doc, rng: Random) -> bytes:
    """Cut into runs of a few letters."""
    return _docx(body(doc.lines, rng.choice((2, 3, 4, 7))))


def docx_header(doc: Doc, rng: Random) -> bytes:
    """The last two lines in the footer, the first in the header."""
    more = {"header1": ("hdr", body(doc.lines[:1])), "footer1": ("ftr", body(doc.lines[-2:]))}
    refs = '<w:sectPr><w:headerReference w:type="default" r:id="rId1"/><w:footerReference w:type="default" r:id="rId2"/></w:sectPr>'
    return _docx(body(doc.lines[1:-2]) + refs, more)


def docx_comments(doc: Doc, rng: Random) -> bytes:
    """The text is in comments."""
    notes = "".join(f'<w:comment w:id="{n}" w:author="校閲">{body([x])}</w:comment>' for n, x in enumerate(doc.lines))
    marks = "".join(f'<w:r><w:commentReference w:id="{n}"/></w:r>' for n in range(len(doc.lines)))
    return _docx(para("下記コメントを確認してください。") + f"<w:p>{marks}</w:p>", {"comments": ("comments", notes)})


def docx_tracked(doc: Doc, rng: Random) -> bytes:
    """Half deleted, half inserted under change tracking."""
    out = ""
    for n, line in enumerate(doc.text(" ").split("\n")):
        tag, inner = ("del", "w:delText") if n % 2 == 0 else ("ins", "w:t")
        out += (
            f'<w:p><w:{tag} w:id="{n}" w:author="PC" w:date="2025-10-01T00:00:00Z">{run(line, inner)}</w:{tag}></w:p>'
        )
    return _docx(para("（修正中の版）") + out)


def docx_box(doc: Doc, rng: Random) -> bytes:
    """In a text box."""
    box = f'<w:p><w:r><w:pict><v:shape style="width:400pt;height:600pt"><v:textbox><w:txbxContent>{body(doc.lines)}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>'
    return _docx(para("別添") + box)


def docx_controls(doc: Doc, rng: Random) -> bytes:
    """Every line is a content control."""
    out = ""
    for n, line in enumerate(doc.text(" ").split("\n")):
        out += f'<w:sdt><w:sdtPr><w:alias w:val="欄{n + 1}"/><w:text/></w:sdtPr><w:sdtContent>{para(line)}</w:sdtContent></w:sdt>'
    return _docx(out)


def docx_fields(doc: Doc, rng: Random) -> bytes:
    """Every line is the result of a legacy form field."""

    def mark(kind: str, inner: str = "") -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}">{inner}</w:fldChar></w:r>'

    out = ""
    for n, line in enumerate(doc.text(" ").split("\n")):
        data = f'<w:ffData><w:name w:val="Text{n}"/><w:enabled/><w:textInput/></w:ffData>'
        code = '<w:r><w:instrText xml:space="preserve"> FORMTEXT </w:instrText></w:r>'
        out += f"<w:p>{mark('begin', data)}{code}{mark('separate')}{run(line)}{mark('end')}</w:p>"
    return _docx(out)


def docx_footnotes(doc: Doc, rng: Random) -> bytes:
    """The second half of the text in footnotes."""
    half = len(doc.lines) // 2
    notes = "".join(f'<w:footnote w:id="{n}">{body([x])}</w:footnote>' for n, x in enumerate(doc.lines[half:], 2))
    marks = "".join(f'<w:r><w:footnoteReference w:id="{n}"/></w:r>' for n in range(2, 2 + len(doc.lines) - half))
    return _docx(body(doc.lines[:half]) + f"<w:p>{marks}</w:p>", {"footnotes": ("footnotes", notes)})


def docx_embedded(doc: Doc, rng: Random) -> bytes:
    """A report with the workbook of its chart inside."""
    return _docx(
        para("図1　件数の推移（埋め込みグラフ）"), None, {"word/embeddings/Book1.xlsx": sheets.shared(doc, rng)}
    )


A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"


def _shape(lines: list[str]) -> str:
    text = "".join(f'<a:p><a:r><a:rPr lang="ja-JP"/><a:t>{escape(t)}</a:t></a:r></a:p>' for t in lines)
    return ('<p:sp><p:nvSpPr><p:cNvPr id="2" name="内容"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="300000" y="300000"/>'
            '<a:ext cx="8000000" cy="5000000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
            f"<p:txBody><a:bodyPr/>{text or '<a:p/>'}</p:txBody></p:sp>")  # fmt: skip


def _grid(rows: list[list[str]]) -> str:
    width = max(map(len, rows))
    cols = '<a:gridCol w="1200000"/>' * width
    out = ""
    for r in rows:
        cells = "".join(f"<a:tc><a:txBody><a:bodyPr/><a:p><a:r><a:t>{escape(c)}</a:t></a:r></a:p></a:txBody></a:tc>"
                        for c in [*r, *[""] * (width - len(r))])  # fmt: skip
        out += f'<a:tr h="300000">{cells}</a:tr>'
    return ('<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="4" name="表"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr>'
            '<p:xfrm><a:off x="0" y="0"/><a:ext cx="8000000" cy="3000000"/></p:xfrm><a:graphic><a:graphicData '
            f'uri="http://schemas.openxmlformats.org/drawingml/2006/table"><a:tbl><a:tblGrid>{cols}</a:tblGrid>{out}</a:tbl>'
            "</a:graphicData></a:graphic></p:graphicFrame>")  # fmt: skip


def _slide(inner: str, tag: str = "sld") -> str:
    return (f'{HEAD}<p:{tag} xmlns:a="{A}" xmlns:p="{P}" xmlns:r="{REL}"><p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/>'
            f"<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>{inner}</p:spTree></p:cSld></p:{tag}>")  # fmt: skip


def _deck(slides: list[str], notes: str = "", comments: str = "") -> bytes:
    ids = "".join(f'<p:sldId id="{255 + n}" r:id="rId{n}"/>' for n in range(1, len(slides) + 1))
    kinds = {"ppt/presentation.xml": f"{POINT}.presentation.main"}
    parts: Parts = {"_rels/.rels": rels([("rId1", "officeDocument", "ppt/presentation.xml")])}
    parts["ppt/presentation.xml"] = (f'{HEAD}<p:presentation xmlns:a="{A}" xmlns:p="{P}" xmlns:r="{REL}"><p:sldIdLst>{ids}'
                                     '</p:sldIdLst><p:sldSz cx="9144000" cy="6858000"/><p:notesSz cx="6858000" cy="9144000"/></p:presentation>')  # fmt: skip
    parts["ppt/_rels/presentation.xml.rels"] = rels(
        [(f"rId{n}", "slide", f"slides/slide{n}.xml") for n in range(1, len(slides) + 1)]
    )
    for n, text in enumerate(slides, 1):
        parts[f"ppt/slides/slide{n}.xml"] = text
        kinds[f"ppt/slides/slide{n}.xml"] = f"{POINT}.slide"
    links = []
    if notes:
        parts["ppt/notesSlides/notesSlide1.xml"] = notes
        kinds["ppt/notesSlides/notesSlide1.xml"] = f"{POINT}.notesSlide"
        links.append(("rId1", "notesSlide", "../notesSlides/notesSlide1.xml"))
    if comments:
        parts["ppt/comments/comment1.xml"] = comments
        kinds["ppt/comments/comment1.xml"] = f"{POINT}.comments"
        links.append(("rId2", "comments", "../comments/comment1.xml"))
    if links:
        parts["ppt/slides/_rels/slide1.xml.rels"] = rels(links)
    return zipped({"[Content_Types].xml": types(kinds), **parts})


def pptx(doc: Doc, rng: Random) -> bytes:
    """Text on slides, rows as a table."""
    slides, plain = [], [x for x in doc.lines if isinstance(x, str)]
    for i in range(0, len(plain), 9):
        slides.append(_slide(_shape(plain[i : i + 9])))
    rows = [x for x in doc.lines if not isinstance(x, str)]
    for i in range(0, len(rows), 14):
        slides.append(_slide(_grid(rows[i : i + 14])))
    return _deck(slides)


def pptx_notes(doc: Doc, rng: Random) -> bytes:
    """The text is what the speaker has before him."""
    return _deck([_slide(_shape(["職員研修", "資料１"]))], _slide(_shape(doc.text(" ").split("\n")), "notes"))


def pptx_comments(doc: Doc, rng: Random) -> bytes:
    """The text in comments on a slide."""
    items = "".join(f'<p:cm authorId="0" idx="{n}"><p:pos x="10" y="10"/><p:text>{escape(t)}</p:text></p:cm>'
                    for n, t in enumerate(doc.text(" ").split("\n"), 1))  # fmt: skip
    return _deck([_slide(_shape(["報告会"]))], "", f'{HEAD}<p:cmLst xmlns:p="{P}">{items}</p:cmLst>')


ODF = "urn:oasis:names:tc:opendocument:xmlns:"
SPACES = " ".join(
    f'xmlns:{k}="{ODF}{v}:1.0"'
    for k, v in (("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"))
)


def _odf(kind: str, inner: str) -> bytes:
    mime = f"application/vnd.oasis.opendocument.{kind}"
    manifest = (f'{HEAD}<manifest:manifest xmlns:manifest="{ODF}manifest:1.0"><manifest:file-entry manifest:full-path="/" '
                f'manifest:media-type="{mime}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>')  # fmt: skip
    content = f'{HEAD}<office:document-content {SPACES} office:version="1.2"><office:body>{inner}</office:body></office:document-content>'
    return zipped({"mimetype": mime, "content.xml": content, "META-INF/manifest.xml": manifest}, ("mimetype",))


def _otable(rows: list[list[str]]) -> str:
    out = ""
    for r in rows:
        cells = "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(c)}</text:p></table:table-cell>' for c in r
        )
        out += f"<table:table-row>{cells}</table:table-row>"
    return f'<table:table table:name="Sheet1">{out}</table:table>'


def odt(doc: Doc, rng: Random) -> bytes:
    """OpenDocument text."""
    inner = ""
    rows: list[list[str]] = []
    for x in [*doc.lines, ""]:
        if isinstance(x, str):
            inner += (_otable(rows) if rows else "") + f"<text:p>{escape(x)}</text:p>"
            rows = []
        else:
            rows.append(x)
    return _odf("text", f"<office:text>{inner}</office:text>")


def ods(doc: Doc, rng: Random) -> bytes:
    """OpenDocument spreadsheet."""
    return _odf("spreadsheet", f"<office:spreadsheet>{_otable(doc.rows())}</office:spreadsheet>")


ANY: Formats = {
    "docx": (".docx", docx), "docx-runs": (".docx", docx_runs), "docx-header": (".docx", docx_header),
    "docx-comments": (".docx", docx_comments), "docx-tracked": (".docx", docx_tracked), "docx-box": (".docx", docx_box),
    "docx-controls": (".docx", docx_controls), "docx-fields": (".docx", docx_fields), "docx-footnotes": (".docx", docx_footnotes),
    "docx-embedded": (".docx", docx_embedded), "pptx": (".pptx", pptx), "pptx-notes": (".pptx", pptx_notes),
    "pptx-comments": (".pptx", pptx_comments), "odt": (".odt", odt), "ods": (".ods", ods), "wrl-tmp": (".tmp", docx),
}  # fmt: skip
TABLES: Formats = {
    "ods": (".ods", ods),
    "docx": (".docx", docx),
    "docx-embedded": (".docx", docx_embedded),
    "pptx": (".pptx", pptx),
    "odt": (".odt", odt),
}
