"""Word documents, slides and OpenDocument, part by part, with texts in every corner where people leave them."""

import io
import zipfile
from collections.abc import Mapping
from html import escape
from random import Random

from . import sheets
from .script import Doc, Line
from .texts import Formats

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
PML = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
REL, XML = sheets.REL, sheets.XML
TYPE = "application/vnd.openxmlformats-officedocument."
EXTRA = {"comments": "comments", "footnotes": "footnotes", "endnotes": "endnotes", "hdr": "header", "ftr": "footer"}


def pack(parts: Mapping[str, str | bytes], first: str = "") -> bytes:
    """A zip with fixed times."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as zipped:
        for name, body in parts.items():
            zipped.writestr(
                zipfile.ZipInfo(name, (2025, 11, 4, 9, 0, 0)),
                body,
                zipfile.ZIP_STORED if name == first else zipfile.ZIP_DEFLATED,
            )
    return out.getvalue()


def _rels(items: list[tuple[str, str]]) -> str:
    body = "".join(
        f'<Relationship Id="rId{n}" Type="{REL}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(items, 1)
    )
    return f'{XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{body}</Relationships>'


def _types(items: dict[str, str]) -> str:
    over = "".join(f'<Override PartName="/{k}" ContentType="{v}"/>' for k, v in items.items())
    return f'{XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Default Extension="xlsx" ContentType="{TYPE}spreadsheetml.sheet"/>{over}</Types>'


def run(text: str, tag: str = "t") -> str:
    """One run."""
    return f'<w:r><w:{tag} xml:space="preserve">{escape(text)}</w:{tag}></w:r>'


def para(text: str, rng: Random | None = None) -> str:
    """A paragraph; with ``rng`` cut into uneven runs."""
    if rng is None:
        return f"<w:p>{run(text)}</w:p>"
    out, at = "", 0
    while at < len(text):
        step = rng.randint(1, 7)
        out += run(text[at : at + step]) + (rng.random() < 0.2) * '<w:proofErr w:type="spellStart"/>'
        at += step
    return f"<w:p>{out}</w:p>"


def body(lines: list[Line], rng: Random | None = None) -> str:
    """Paragraphs and tables."""
    out, open_ = "", False
    for x in lines:
        if isinstance(x, str):
            out += ("</w:tbl>" if open_ else "") + para(x, rng)
            open_ = False
        else:
            out += "" if open_ else '<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr>'
            out += "<w:tr>" + "".join(f"<w:tc>{para(c, rng)}</w:tc>" for c in x) + "</w:tr>"
            open_ = True
    return out + ("</w:tbl><w:p/>" if open_ else "")


def word(inner: str, extra: dict[str, str] | None = None, files: dict[str, bytes] | None = None) -> bytes:
    """The package; ``extra`` are further parts by their root element."""
    extra, files = extra or {}, files or {}
    parts: dict[str, str | bytes] = {"word/document.xml": ""}
    types = {"word/document.xml": f"{TYPE}wordprocessingml.document.main+xml"}
    rels: list[tuple[str, str]] = []
    marks = ""
    for root, text in extra.items():
        name = EXTRA[root]
        parts[f"word/{name}.xml"] = f"{XML}<w:{root} {W}>{text}</w:{root}>"
        types[f"word/{name}.xml"] = f"{TYPE}wordprocessingml.{name}+xml"
        rels.append((name, f"{name}.xml"))
        marks += f'<w:{name}Reference w:type="default" r:id="rId{len(rels)}"/>' if root in ("hdr", "ftr") else ""
    for name, data in files.items():
        parts[f"word/{name}"] = data
        rels.append(("package" if name.endswith("xlsx") else "image", name))
    parts["word/document.xml"] = (
        f"{XML}<w:document {W}><w:body>{inner}<w:sectPr>{marks}</w:sectPr></w:body></w:document>"
    )
    head: dict[str, str | bytes] = {
        "[Content_Types].xml": _types(types),
        "_rels/.rels": _rels([("officeDocument", "word/document.xml")]),
    }
    return pack(head | {"word/_rels/document.xml.rels": _rels(rels)} | parts)


def docx(doc: Doc, rng: Random) -> bytes:
    """Plain."""
    return word(body(doc.lines))


def docx_cut(doc: Doc, rng: Random) -> bytes:
    """Text that was edited so often that every word is several runs."""
    return word(body(doc.lines, rng))


def docx_margins(doc: Doc, rng: Random) -> bytes:
    """First line in the header, last in the footer, the middle in the body."""
    return word(body(doc.lines[1:-1]), {"hdr": body(doc.lines[:1]), "ftr": body(doc.lines[-1:])})


def docx_comments(doc: Doc, rng: Random) -> bytes:
    """A draft whose remarks hold the matter."""
    notes = "".join(
        f'<w:comment w:id="{n}" w:author="user" w:initials="u">{body([x])}</w:comment>' for n, x in enumerate(doc.lines)
    )
    marks = "".join(
        f'<w:p><w:commentRangeStart w:id="{n}"/>{run("（要確認）")}<w:commentRangeEnd w:id="{n}"/><w:r><w:commentReference w:id="{n}"/></w:r></w:p>'
        for n in range(len(doc.lines))
    )
    return word(para("文案（校閲中）") + marks, {"comments": notes})


def docx_notes(doc: Doc, rng: Random) -> bytes:
    """Odd lines as footnotes, even ones as endnotes."""
    kinds = {"footnotes": doc.lines[::2], "endnotes": doc.lines[1::2]}
    extra, marks = {}, ""
    for root, lines in kinds.items():
        one = root[:-1]
        extra[root] = "".join(f'<w:{one} w:id="{n}">{body([x])}</w:{one}>' for n, x in enumerate(lines, 2))
        marks += "".join(f'<w:r><w:{one}Reference w:id="{n}"/></w:r>' for n in range(2, len(lines) + 2))
    return word(f"<w:p>{run('注のとおり。')}{marks}</w:p>", extra)


def docx_box(doc: Doc, rng: Random) -> bytes:
    """Boxes: half as drawing, half as the old VML."""
    half = max(1, len(doc.lines) // 2)
    new = f'<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="4500000" cy="2400000"/><wp:docPr id="7" name="box"/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="4500000" cy="2400000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr><wps:txbx><w:txbxContent>{body(doc.lines[:half])}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice></mc:AlternateContent></w:r></w:p>'
    old = f'<w:p><w:r><w:pict><v:shape style="width:300pt;height:200pt"><v:textbox><w:txbxContent>{body(doc.lines[half:])}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>'
    return word(para("※枠内参照") + new + old)


def docx_tracked(doc: Doc, rng: Random) -> bytes:
    """Deleted and inserted text, changes never accepted."""
    out = para("（案）みえるところは空です。")
    for n, x in enumerate(doc.lines):
        text = x if isinstance(x, str) else "　".join(x)
        kind, tag = ("ins", "t") if n % 3 == 0 else ("del", "delText")
        out += f'<w:p><w:{kind} w:id="{n}" w:author="事務局" w:date="2025-10-01T09:00:00Z">{run(text, tag)}</w:{kind}></w:p>'
    return word(out)


def docx_controls(doc: Doc, rng: Random) -> bytes:
    """Content controls and old form fields that were filled in."""
    out = ""
    for row in doc.grid():
        if len(row) == 1:
            out += f'<w:sdt><w:sdtPr><w:alias w:val="欄"/></w:sdtPr><w:sdtContent>{para(row[0])}</w:sdtContent></w:sdt>'
        for n in range(0, len(row) if len(row) > 1 else 0, 2):
            value = row[n + 1] if n + 1 < len(row) else ""
            field = '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="T1"/></w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMTEXT </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
            out += f'<w:p>{run(row[n] + "：")}{field}{run(value)}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    return word(out)


def docx_workbook(doc: Doc, rng: Random) -> bytes:
    """A letter with a workbook in it."""
    shape = '<w:p><w:r><w:object><v:shape style="width:200pt;height:80pt"/><o:OLEObject Type="Embed" ProgID="Excel.Sheet.12" ShapeID="_x1" DrawAspect="Content" ObjectID="_1" r:id="rId1"/></w:object></w:r></w:p>'
    return word(
        para("別表のとおりご報告します。") + shape,
        files={"embeddings/Microsoft_Excel_Sheet1.xlsx": sheets.plain(doc, rng)},
    )


def _shape(number: int, inner: str) -> str:
    return f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="s{number}"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="500000" y="{300000 * number}"/><a:ext cx="7000000" cy="900000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr/>{inner}</p:txBody></p:sp>'


def _paras(lines: list[str]) -> str:
    return "".join(f'<a:p><a:r><a:rPr lang="ja-JP"/><a:t>{escape(t)}</a:t></a:r></a:p>' for t in lines) or "<a:p/>"


def _frame(rows: list[list[str]]) -> str:
    grid = "".join('<a:gridCol w="900000"/>' for _ in range(max(map(len, rows))))
    cells = "".join(
        '<a:tr h="300000">'
        + "".join(f"<a:tc><a:txBody><a:bodyPr/>{_paras([c])}</a:txBody><a:tcPr/></a:tc>" for c in r)
        + "</a:tr>"
        for r in rows
    )
    return f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="9" name="t"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr><p:xfrm><a:off x="300000" y="900000"/><a:ext cx="8000000" cy="4000000"/></p:xfrm><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table"><a:tbl><a:tblGrid>{grid}</a:tblGrid>{cells}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>'


def _slide(inner: str, tag: str = "sld") -> str:
    return f'{XML}<p:{tag} {PML}><p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>{inner}</p:spTree></p:cSld></p:{tag}>'


def deck(slides: list[str], notes: str = "", comments: str = "") -> bytes:
    """Slides; notes and comments go to the first."""
    main = "ppt/presentation.xml"
    ids = "".join(f'<p:sldId id="{300 + n}" r:id="rId{n}"/>' for n in range(1, len(slides) + 1))
    parts: dict[str, str | bytes] = {
        main: f'{XML}<p:presentation {PML}><p:sldIdLst>{ids}</p:sldIdLst><p:sldSz cx="9144000" cy="6858000"/><p:notesSz cx="6858000" cy="9144000"/></p:presentation>'
    }
    types = {main: f"{TYPE}presentationml.presentation.main+xml"}
    for n, data in enumerate(slides, 1):
        parts[f"ppt/slides/slide{n}.xml"] = data
        types[f"ppt/slides/slide{n}.xml"] = f"{TYPE}presentationml.slide+xml"
    if notes:
        parts["ppt/notesSlides/notesSlide1.xml"] = notes
        types["ppt/notesSlides/notesSlide1.xml"] = f"{TYPE}presentationml.notesSlide+xml"
        parts["ppt/slides/_rels/slide1.xml.rels"] = _rels([("notesSlide", "../notesSlides/notesSlide1.xml")])
    if comments:
        parts["ppt/comments/comment1.xml"] = comments
        types["ppt/comments/comment1.xml"] = f"{TYPE}presentationml.comments+xml"
        parts["ppt/slides/_rels/slide1.xml.rels"] = _rels([("comments", "../comments/comment1.xml")])
    rels = _rels([("slide", f"slides/slide{n}.xml") for n in range(1, len(slides) + 1)])
    head: dict[str, str | bytes] = {
        "[Content_Types].xml": _types(types),
        "_rels/.rels": _rels([("officeDocument", main)]),
    }
    return pack(head | {"ppt/_rels/presentation.xml.rels": rels} | parts)


def pptx(doc: Doc, rng: Random) -> bytes:
    """Texts and tables on slides, nine lines each."""
    slides, at = [], 0
    while at < len(doc.lines):
        some, at = doc.lines[at : at + 9], at + 9
        rows, texts = [x for x in some if not isinstance(x, str)], [x for x in some if isinstance(x, str)]
        slides.append(_slide((_shape(2, _paras(texts)) if texts else "") + (_frame(rows) if rows else "")))
    return deck(slides)


def pptx_notes(doc: Doc, rng: Random) -> bytes:
    """What the speaker wants to say."""
    return deck(
        [_slide(_shape(2, _paras(["活動報告", "みなもの里"])))],
        _slide(_shape(2, _paras(doc.text("　").split("\n"))), "notes"),
    )


def pptx_comments(doc: Doc, rng: Random) -> bytes:
    """Remarks on a slide, and a group of shapes."""
    lines = doc.text("　").split("\n")
    half = (len(lines) + 1) // 2
    notes = "".join(
        f'<p:cm authorId="0" dt="2025-09-01T10:00:00.000" idx="{n}"><p:pos x="10" y="10"/><p:text>{escape(t)}</p:text></p:cm>'
        for n, t in enumerate(lines[:half])
    )
    group = f'<p:grpSp><p:nvGrpSpPr><p:cNvPr id="5" name="g"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>{_shape(6, _paras(lines[half:]))}</p:grpSp>'
    return deck([_slide(group)], comments=f"{XML}<p:cmLst {PML}>{notes}</p:cmLst>")


ODF = (
    " ".join(
        f'xmlns:{k}="urn:oasis:names:tc:opendocument:xmlns:{v}:1.0"'
        for k, v in (
            ("office", "office"),
            ("text", "text"),
            ("table", "table"),
            ("draw", "drawing"),
            ("svg", "svg-compatible"),
        )
    )
    + ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def _open(kind: str, inner: str) -> bytes:
    mime = f"application/vnd.oasis.opendocument.{kind}"
    manifest = f'{XML}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="{mime}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    return pack(
        {
            "mimetype": mime,
            "content.xml": f'{XML}<office:document-content {ODF} office:version="1.2"><office:body>{inner}</office:body></office:document-content>',
            "META-INF/manifest.xml": manifest,
        },
        "mimetype",
    )


def _rows(rows: list[list[str]]) -> str:
    width = max(map(len, rows), default=1)
    return (
        f'<table:table table:name="表"><table:table-column table:number-columns-repeated="{width}"/>'
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
    """Paragraphs (some with a note beside), tables."""
    out, rows = "", []
    for n, x in enumerate([*doc.lines, ""]):
        if not isinstance(x, str):
            rows.append(x)
            continue
        out += _rows(rows) if rows else ""
        rows = []
        note = f"<text:p>（注）<office:annotation><dc:creator>user</dc:creator><text:p>{escape(x)}</text:p></office:annotation></text:p>"
        out += note if n % 5 == 4 and x else f"<text:p>{escape(x)}</text:p>"
    return _open("text", f"<office:text>{out}</office:text>")


def ods(doc: Doc, rng: Random) -> bytes:
    """A sheet."""
    return _open("spreadsheet", f"<office:spreadsheet>{_rows(doc.grid())}</office:spreadsheet>")


def odp(doc: Doc, rng: Random) -> bytes:
    """Slides of text frames."""
    lines = doc.text("　").split("\n")
    pages = "".join(
        f'<draw:page draw:name="p{n}"><draw:frame svg:width="20cm" svg:height="10cm"><draw:text-box>'
        + "".join(f"<text:p>{escape(t)}</text:p>" for t in lines[n : n + 8])
        + "</draw:text-box></draw:frame></draw:page>"
        for n in range(0, len(lines), 8)
    )
    return _open("presentation", f"<office:presentation>{pages}</office:presentation>")


ANY: Formats = {
    "docx": (".docx", docx), "docx-cut": (".docx", docx_cut), "docx-margins": (".docx", docx_margins), "docx-comments": (".docx", docx_comments),
    "docx-notes": (".docx", docx_notes), "docx-box": (".docx", docx_box), "docx-tracked": (".docx", docx_tracked), "docx-controls": (".docx", docx_controls),
    "docx-workbook": (".docx", docx_workbook), "pptx": (".pptx", pptx), "pptx-notes": (".pptx", pptx_notes), "pptx-comments": (".pptx", pptx_comments),
    "odt": (".odt", odt), "ods": (".ods", ods), "odp": (".odp", odp),
}  # fmt: skip
