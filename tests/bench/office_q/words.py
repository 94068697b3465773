"""Writers of texts and slides."""

from html import escape
from random import Random

from . import sheets
from .marks import Doc
from .plain import Formats, Write
from .sheets import HEAD, OFFICE, RELS, pack

NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml."
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"


def _run(text: str) -> str:
    return f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _para(text: str, rng: Random | None = None) -> str:
    if not text:
        return "<w:p/>"
    if rng and len(text) > 6:
        cut = rng.randrange(2, len(text) - 1)
        return f'<w:p>{_run(text[:cut])}<w:bookmarkStart w:id="9" w:name="_GoBack"/><w:bookmarkEnd w:id="9"/>{_run(text[cut:])}</w:p>'
    return f"<w:p>{_run(text)}</w:p>"


def _body(lines: list[str | list[str]], rng: Random | None = None) -> str:
    out, opened = "", False
    for line in lines:
        if isinstance(line, list):
            out += "" if opened else '<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr>'
            out += (
                "<w:tr>"
                + "".join(f'<w:tc><w:tcPr><w:tcW w:w="1800" w:type="dxa"/></w:tcPr>{_para(c)}</w:tc>' for c in line)
                + "</w:tr>"
            )
        else:
            out += ("</w:tbl>" if opened else "") + _para(line, rng)
        opened = isinstance(line, list)
    return out + ("</w:tbl><w:p/>" if opened else "")


def _word(
    body: str, parts: dict[str, tuple[str, str]] | None = None, more: dict[str, bytes | str] | None = None
) -> bytes:
    """A package; ``parts``: name of a part to its content and the mark in the section."""
    parts = parts or {}
    kinds = "".join(f'<Override PartName="/word/{n}1.xml" ContentType="{MAIN}{n}+xml"/>' for n in parts)
    rels = "".join(f'<Relationship Id="rId{k}" Type="{OFFICE}/{n}" Target="{n}1.xml"/>' for k, n in enumerate(parts, 1))
    if more:
        rels += f'<Relationship Id="rId50" Type="{OFFICE}/package" Target="embeddings/Microsoft_Excel_Worksheet.xlsx"/>'
    files: dict[str, bytes | str] = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{TYPES}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="xlsx" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"/><Override PartName="/word/document.xml" ContentType="{MAIN}document.main+xml"/>{kinds}</Types>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{RELS}"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'{HEAD}<Relationships xmlns="{RELS}">{rels}</Relationships>',
        "word/document.xml": f'{HEAD}<w:document {NS}><w:body>{body}<w:sectPr>{"".join(m for _, m in parts.values())}<w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>',
    }
    for name, (text, _) in parts.items():
        tag = {"header": "hdr", "footer": "ftr"}.get(name, name)
        files[f"word/{name}1.xml"] = f"{HEAD}<w:{tag} {NS}>{text}</w:{tag}>"
    return pack(files | (more or {}))


def docx(cut: bool = False) -> Write:
    """A text, its runs cut where the cursor stood or not."""
    return lambda doc, rng: _word(_body(doc.lines, rng if cut else None))


def header(doc: Doc, rng: Random) -> bytes:
    """The first lines in the header, the last in the footer."""
    flat = doc.flat(" ")
    return _word(
        _body(doc.lines[1:-1]),
        {
            "header": (_para(flat[0]), '<w:headerReference w:type="default" r:id="rId1"/>'),
            "footer": (_para(flat[-1]), '<w:footerReference w:type="default" r:id="rId2"/>'),
        },
    )


def comments(doc: Doc, rng: Random) -> bytes:
    """Every second line is a remark at the side."""
    body, notes = "", ""
    for n, text in enumerate(doc.flat(" ")):
        if n % 2 and text:
            notes += f'<w:comment w:id="{n}" w:author="user" w:date="2023-11-02T09:00:00Z" w:initials="u">{_para(text)}</w:comment>'
            body += f'<w:p><w:commentRangeStart w:id="{n}"/>{_run("（確認）")}<w:commentRangeEnd w:id="{n}"/><w:r><w:commentReference w:id="{n}"/></w:r></w:p>'
        else:
            body += _para(text)
    return _word(body, {"comments": (notes, "")})


def footnotes(doc: Doc, rng: Random) -> bytes:
    """The last lines are footnotes and endnotes."""
    flat = doc.flat(" ")
    keep = max(1, len(flat) - 3)
    body = _body([*flat[:keep]])
    notes = ["", ""]
    for n, text in enumerate(flat[keep:], 2):
        kind = ("footnote", "endnote")[n % 2]
        notes[n % 2] += f'<w:{kind} w:id="{n}">{_para(text)}</w:{kind}>'
        body += f'<w:p>{_run("注")}<w:r><w:{kind}Reference w:id="{n}"/></w:r></w:p>'
    return _word(body, {"footnotes": (notes[0], ""), "endnotes": (notes[1], "")})


def tracked(doc: Doc, rng: Random) -> bytes:
    """Lines struck out and put in with the changes kept."""
    body = ""
    for n, text in enumerate(doc.flat(" ")):
        mark = f'w:id="{100 + n}" w:author="user" w:date="2023-11-02T09:00:00Z"'
        if n % 3 == 1:
            body += f'<w:p><w:del {mark}><w:r><w:delText xml:space="preserve">{escape(text)}</w:delText></w:r></w:del></w:p>'
        elif n % 3 == 2:
            body += f"<w:p><w:ins {mark}>{_run(text)}</w:ins></w:p>"
        else:
            body += _para(text)
    return _word(body)


def box(doc: Doc, rng: Random) -> bytes:
    """A text box as Word 2010 writes it: the shape and once more for older programs."""
    inner = _body(doc.lines) or "<w:p/>"
    shape = f'<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><wp:extent cx="5000000" cy="3000000"/><wp:docPr id="1" name="box"/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape style="width:400pt;height:240pt"><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent>'
    return _word(_para("別添") + f"<w:p><w:r>{shape}</w:r></w:p>")


def controls(doc: Doc, rng: Random) -> bytes:
    """A form: what was entered stands in content controls and in old form fields."""
    body = ""
    for n, line in enumerate(doc.lines):
        if isinstance(line, list) and len(line) > 1:
            gap = _run("：")
            entry = (
                f'<w:sdt><w:sdtPr><w:alias w:val="入力{n}"/><w:text/></w:sdtPr><w:sdtContent>{_run(line[1])}</w:sdtContent></w:sdt>'
                if n % 2
                else f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="T{n}"/><w:textInput/></w:ffData></w:fldChar></w:r><w:r><w:instrText xml:space="preserve"> FORMTEXT </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{_run(line[1])}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
            )
            rest = _run("　" + "　".join(line[2:])) if len(line) > 2 else ""
            body += f"<w:p>{_run(line[0])}{gap}{entry}{rest}</w:p>"
        else:
            text = line if isinstance(line, str) else line[0]
            body += (
                f'<w:sdt><w:sdtPr><w:id w:val="{n + 7}"/></w:sdtPr><w:sdtContent>{_para(text)}</w:sdtContent></w:sdt>'
            )
    return _word(body)


def embedded(doc: Doc, rng: Random) -> bytes:
    """A letter with the table as a worksheet set in."""
    rel = '<w:p><w:r><w:object><v:shape style="width:300pt;height:90pt"/><o:OLEObject Type="Embed" ProgID="Excel.Sheet.12" ShapeID="s1" DrawAspect="Content" ObjectID="_1" r:id="rId50"/></w:object></w:r></w:p>'
    return _word(
        _para("下記の表のとおり報告します。") + rel,
        None,
        {"word/embeddings/Microsoft_Excel_Worksheet.xlsx": sheets.xlsx()(doc, rng)},
    )


P = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'


def _slide(paras: list[str], tag: str = "sld") -> str:
    text = "".join(f'<a:p><a:r><a:rPr lang="ja-JP"/><a:t>{escape(x)}</a:t></a:r></a:p>' for x in paras) or "<a:p/>"
    return f'{HEAD}<p:{tag} {P}><p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/><p:sp><p:nvSpPr><p:cNvPr id="2" name="本文"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="400000" y="400000"/><a:ext cx="8200000" cy="5000000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr/>{text}</p:txBody></p:sp></p:spTree></p:cSld></p:{tag}>'


def pptx(notes: bool = False) -> Write:
    """Slides; the text on them or in the speaker's notes."""

    def write(doc: Doc, rng: Random) -> bytes:
        flat = [x for x in doc.flat("　") if x]
        parts = [flat[n : n + 9] for n in range(0, len(flat), 9)] or [[doc.title]]
        main = "application/vnd.openxmlformats-officedocument.presentationml."
        many = range(1, len(parts) + 1)
        over = "".join(
            f'<Override PartName="/ppt/slides/slide{n}.xml" ContentType="{main}slide+xml"/>'
            + (
                f'<Override PartName="/ppt/notesSlides/notesSlide{n}.xml" ContentType="{main}notesSlide+xml"/>'
                if notes
                else ""
            )
            for n in many
        )
        files: dict[str, bytes | str] = {
            "[Content_Types].xml": f'{HEAD}<Types xmlns="{TYPES}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/ppt/presentation.xml" ContentType="{main}presentation.main+xml"/>{over}</Types>',
            "_rels/.rels": f'{HEAD}<Relationships xmlns="{RELS}"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="ppt/presentation.xml"/></Relationships>',
            "ppt/presentation.xml": f'{HEAD}<p:presentation {P}><p:sldIdLst>{"".join(f"""<p:sldId id="{255 + n}" r:id="rId{n}"/>""" for n in many)}</p:sldIdLst><p:sldSz cx="9144000" cy="6858000"/><p:notesSz cx="6858000" cy="9144000"/></p:presentation>',
            "ppt/_rels/presentation.xml.rels": f'{HEAD}<Relationships xmlns="{RELS}">{"".join(f"""<Relationship Id="rId{n}" Type="{OFFICE}/slide" Target="slides/slide{n}.xml"/>""" for n in many)}</Relationships>',
        }
        for n, part in enumerate(parts, 1):
            files[f"ppt/slides/slide{n}.xml"] = _slide(["スライド", str(n)] if notes else part)
            if notes:
                files[f"ppt/slides/_rels/slide{n}.xml.rels"] = (
                    f'{HEAD}<Relationships xmlns="{RELS}"><Relationship Id="rId1" Type="{OFFICE}/notesSlide" Target="../notesSlides/notesSlide{n}.xml"/></Relationships>'
                )
                files[f"ppt/notesSlides/notesSlide{n}.xml"] = _slide(part, "notes")
        return pack(files)

    return write


def pptx_table(doc: Doc, rng: Random) -> bytes:
    """Slides with a table each."""
    files = sheets.unpack(pptx()(doc, rng))
    rows = doc.table() or doc.grid()
    pages = sum(n.startswith("ppt/slides/slide") for n in files)
    each = -(-len(rows) // pages)
    for n in range(pages):
        body = "".join(
            '<a:tr h="300000">'
            + "".join(
                f"<a:tc><a:txBody><a:bodyPr/><a:p><a:r><a:t>{escape(c)}</a:t></a:r></a:p></a:txBody><a:tcPr/></a:tc>"
                for c in row
            )
            + "</a:tr>"
            for row in rows[n * each : (n + 1) * each]
        )
        grid = '<a:gridCol w="900000"/>' * max(map(len, rows))
        frame = f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="4" name="表"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr><p:xfrm><a:off x="0" y="0"/><a:ext cx="9000000" cy="6000000"/></p:xfrm><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table"><a:tbl><a:tblPr/><a:tblGrid>{grid}</a:tblGrid>{body}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>'
        name = f"ppt/slides/slide{n + 1}.xml"
        files[name] = _slide([doc.title]).replace("</p:spTree>", frame + "</p:spTree>")
    return pack(files)


ANY: Formats = {
    "docx": (".docx", docx()), "docx-cut": (".docx", docx(cut=True)), "docx-header": (".docx", header), "docx-comments": (".docx", comments), "docx-footnotes": (".docx", footnotes),
    "docx-tracked": (".docx", tracked), "docx-box": (".docx", box), "pptx": (".pptx", pptx()), "pptx-notes": (".pptx", pptx(notes=True)),
}  # fmt: skip
FORM: Formats = {"docx-controls": (".docx", controls)}
TABLE: Formats = {
    "pptx-table": (".pptx", pptx_table),
    "docx-embedded": (".docx", embedded),
    "docx-table": (".docx", docx()),
}
