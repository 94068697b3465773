"""Documents and slides."""

from html import escape
from random import Random

from . import office_formats as office
from .marks import Doc
from .office_formats import HEAD, PKG, REL, pack
from .text_formats import Formats, Write

NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{REL}" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
WML = "application/vnd.openxmlformats-officedocument.wordprocessingml."
PML = "application/vnd.openxmlformats-officedocument.presentationml."
MARK = 'w:author="PC-07" w:date="2024-06-03T10:00:00Z"'


def run(text: str, tag: str = "t") -> str:
    """One run."""
    return (
        f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:{tag} xml:space="preserve">{escape(text)}</w:{tag}></w:r>'
    )


def para(text: str, rng: Random | None = None) -> str:
    """One paragraph; cut into runs as Word's checker leaves it."""
    if rng and len(text) > 6:
        a, b = sorted(rng.sample(range(1, len(text)), 2))
        pieces = '<w:bookmarkStart w:id="0" w:name="_GoBack"/><w:bookmarkEnd w:id="0"/>'.join(
            run(x) for x in (text[:a], text[a:b])
        )
        return f"<w:p>{pieces}{run(text[b:])}</w:p>"
    return f"<w:p>{run(text)}</w:p>" if text else "<w:p/>"


def _widths(count: int) -> list[int]:
    """Labels narrow, what is typed wide; many columns alike."""
    if count > 4 or count % 2:
        return [9600 // count] * count
    return [3200 // count, 16000 // count] * (count // 2)


def _row(cells: list[str], control: bool) -> str:
    paras = [para(c) for c in cells]
    if control:
        paras[-1] = (
            f'<w:sdt><w:sdtPr><w:alias w:val="入力"/><w:text/></w:sdtPr><w:sdtContent>{paras[-1]}</w:sdtContent></w:sdt>'
        )
    return (
        "<w:tr>"
        + "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{w}" w:type="dxa"/></w:tcPr>{c}</w:tc>'
            for w, c in zip(_widths(len(cells)), paras, strict=True)
        )
        + "</w:tr>"
    )


def body(lines: list[str | list[str]], rng: Random | None = None, control: bool = False) -> str:
    """Paragraphs and tables, one for rows of a length; the last cells are content controls where asked."""
    out, wide = "", 0
    for line in [*lines, ""]:
        now = len(line) if isinstance(line, list) else 0
        if now != wide:
            grid = "".join(f'<w:gridCol w:w="{w}"/>' for w in _widths(now)) if now else ""
            out += "</w:tbl>" if wide else ""
            out += "<w:p/>" if wide and now else ""
            out += (
                f'<w:tbl><w:tblPr><w:tblW w:w="9600" w:type="dxa"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
                if now
                else ""
            )
            wide = now
        out += _row(line, control) if isinstance(line, list) else para(line, rng)
    return out


def docx_of(
    text: str, parts: dict[str, str] | None = None, refs: str = "", files: dict[str, bytes] | None = None
) -> bytes:
    """A document with its further parts."""
    parts = parts or {}
    kinds = "".join(f'<Override PartName="/word/{n}.xml" ContentType="{WML}{n}+xml"/>' for n in parts)
    rels = "".join(f'<Relationship Id="rId{k}" Type="{REL}/{n}" Target="{n}.xml"/>' for k, n in enumerate(parts, 1))
    rels += "".join(
        f'<Relationship Id="rIdE{k}" Type="{REL}/package" Target="{n}"/>' for k, n in enumerate(files or {}, 1)
    )
    out: dict[str, bytes | str] = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{PKG}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="xlsx" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"/><Override PartName="/word/document.xml" ContentType="{WML}document.main+xml"/>{kinds}</Types>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{PKG}/relationships"><Relationship Id="rId1" Type="{REL}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"{HEAD}<w:document {NS}><w:body>{text}<w:sectPr>{refs}<w:pgSz w:w=\"11906\" w:h=\"16838\"/></w:sectPr></w:body></w:document>",
        "word/_rels/document.xml.rels": f'{HEAD}<Relationships xmlns="{PKG}/relationships">{rels}</Relationships>',
    }  # fmt: skip
    for name, inner in parts.items():
        tag = {"header": "hdr", "footer": "ftr"}.get(name, name)
        out[f"word/{name}.xml"] = f"{HEAD}<w:{tag} {NS}>{inner}</w:{tag}>"
    return pack(out | {f"word/{n}": d for n, d in (files or {}).items()})


def docx(cut: bool = False, control: bool = False) -> Write:
    """A document."""
    return lambda doc, rng: docx_of(body(doc.lines, rng if cut else None, control))


def docx_header(doc: Doc, _rng: Random) -> bytes:
    """The first line in the header, the last in the footer."""
    first, last = (x if isinstance(x, str) else "　".join(x) for x in (doc.lines[0], doc.lines[-1]))
    refs = '<w:headerReference w:type="default" r:id="rId1"/><w:footerReference w:type="default" r:id="rId2"/>'
    return docx_of(body(doc.lines[1:-1]), {"header": para(first), "footer": para(last)}, refs)


def docx_comments(doc: Doc, _rng: Random) -> bytes:
    """Every second line is a comment."""
    text, notes = "", ""
    for n, line in enumerate(doc.flat()):
        if n % 2 and line:
            notes += f'<w:comment w:id="{n}" {MARK} w:initials="P">{para(line)}</w:comment>'
            text += f'<w:p><w:commentRangeStart w:id="{n}"/>{run("（コメント）")}<w:commentRangeEnd w:id="{n}"/><w:r><w:commentReference w:id="{n}"/></w:r></w:p>'
        else:
            text += para(line)
    return docx_of(text, {"comments": notes})


def docx_notes(kind: str) -> Write:
    """Every third line is a footnote or an endnote."""

    def write(doc: Doc, _rng: Random) -> bytes:
        text, notes = "", ""
        for n, line in enumerate(doc.flat(), 2):
            if n % 3 == 0 and line:
                notes += f'<w:{kind} w:id="{n}">{para(line)}</w:{kind}>'
                text += f'<w:p>{run("※")}<w:r><w:{kind}Reference w:id="{n}"/></w:r></w:p>'
            else:
                text += para(line)
        return docx_of(text, {f"{kind}s": notes})

    return write


def docx_tracked(doc: Doc, _rng: Random) -> bytes:
    """Lines struck out and lines put in."""
    text = ""
    for n, line in enumerate(doc.flat()):
        if n % 3 == 1:
            text += f'<w:p><w:del w:id="{n}" {MARK}>{run(line, "delText")}</w:del></w:p>'
        elif n % 3 == 2:
            text += f'<w:p><w:ins w:id="{n}" {MARK}>{run(line)}</w:ins></w:p>'
        else:
            text += para(line)
    return docx_of(text)


def docx_box(doc: Doc, _rng: Random) -> bytes:
    """Everything in a text box, once for new and once for old programs."""
    inner = f"<w:txbxContent>{body(doc.lines)}</w:txbxContent>"
    choice = f'<mc:Choice Requires="wps"><w:drawing><wp:inline><wp:extent cx="5000000" cy="6000000"/><wp:docPr id="1" name="box"/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:txbx>{inner}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>'
    old = f'<mc:Fallback><w:pict><v:shape style="width:400pt;height:500pt"><v:textbox>{inner}</v:textbox></v:shape></w:pict></mc:Fallback>'
    return docx_of(
        f"{para('（枠内に記入）')}<w:p><w:r><mc:AlternateContent>{choice}{old}</mc:AlternateContent></w:r></w:p>"
    )


def docx_embedded(doc: Doc, rng: Random) -> bytes:
    """The document shows a picture of a sheet and carries the whole book."""
    name = "embeddings/Microsoft_Excel_Worksheet.xlsx"
    frame = '<w:p><w:r><w:object><v:shape style="width:300pt;height:90pt"/><o:OLEObject Type="Embed" ProgID="Excel.Sheet.12" r:id="rIdE1"/></w:object></w:r></w:p>'
    return docx_of(para("別表のとおり") + frame, files={name: office.xlsx()(doc, rng)})


def _slide(texts: list[str], rows: list[list[str]]) -> str:
    shape = '<p:sp><p:nvSpPr><p:cNvPr id="2" name="t"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/>{}</p:txBody></p:sp>'
    out = (
        shape.format("".join(f'<a:p><a:r><a:rPr lang="ja-JP"/><a:t>{escape(x)}</a:t></a:r></a:p>' for x in texts))
        if texts
        else ""
    )
    if rows:
        cells = "".join(
            '<a:tr h="370840">'
            + "".join(
                f'<a:tc><a:txBody><a:bodyPr/><a:p><a:r><a:rPr lang="ja-JP"/><a:t>{escape(c)}</a:t></a:r></a:p></a:txBody><a:tcPr/></a:tc>'
                for c in r
            )
            + "</a:tr>"
            for r in rows
        )
        grid = "".join('<a:gridCol w="900000"/>' for _ in range(max(map(len, rows))))
        out += f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="4" name="表"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr><p:xfrm><a:off x="0" y="0"/><a:ext cx="8000000" cy="5000000"/></p:xfrm><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table"><a:tbl><a:tblPr/><a:tblGrid>{grid}</a:tblGrid>{cells}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>'
    return f'<p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>{out}</p:spTree></p:cSld>'


def pptx(notes: bool = False) -> Write:
    """Slides with tables; everything in the speaker's notes where asked."""

    def write(doc: Doc, _rng: Random) -> bytes:
        ns = f'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="{REL}" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
        pages = [doc.lines[n : n + 12] for n in range(0, len(doc.lines), 12)]
        kinds = ids = rels = ""
        files: dict[str, bytes | str] = {}
        for n, lines in enumerate(pages, 1):
            content = _slide([x for x in lines if isinstance(x, str)], [x for x in lines if isinstance(x, list)])
            shown = _slide([f"資料{n}"], []) if notes else content
            files[f"ppt/slides/slide{n}.xml"] = f"{HEAD}<p:sld {ns}>{shown}</p:sld>"
            kinds += f'<Override PartName="/ppt/slides/slide{n}.xml" ContentType="{PML}slide+xml"/>'
            if notes:
                files[f"ppt/notesSlides/notesSlide{n}.xml"] = f"{HEAD}<p:notes {ns}>{content}</p:notes>"
                files[f"ppt/slides/_rels/slide{n}.xml.rels"] = (
                    f'{HEAD}<Relationships xmlns="{PKG}/relationships"><Relationship Id="rId1" Type="{REL}/notesSlide" Target="../notesSlides/notesSlide{n}.xml"/></Relationships>'
                )
                kinds += f'<Override PartName="/ppt/notesSlides/notesSlide{n}.xml" ContentType="{PML}notesSlide+xml"/>'
            ids += f'<p:sldId id="{255 + n}" r:id="rId{n}"/>'
            rels += f'<Relationship Id="rId{n}" Type="{REL}/slide" Target="slides/slide{n}.xml"/>'
        return pack({
            "[Content_Types].xml": f'{HEAD}<Types xmlns="{PKG}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/ppt/presentation.xml" ContentType="{PML}presentation.main+xml"/>{kinds}</Types>',
            "_rels/.rels": f'{HEAD}<Relationships xmlns="{PKG}/relationships"><Relationship Id="rId1" Type="{REL}/officeDocument" Target="ppt/presentation.xml"/></Relationships>',
            "ppt/presentation.xml": f'{HEAD}<p:presentation {ns}><p:sldIdLst>{ids}</p:sldIdLst><p:sldSz cx="9144000" cy="6858000"/><p:notesSz cx="6858000" cy="9144000"/></p:presentation>',
            "ppt/_rels/presentation.xml.rels": f'{HEAD}<Relationships xmlns="{PKG}/relationships">{rels}</Relationships>',
        } | files)  # fmt: skip

    return write


ANY: Formats = {
    "docx": (".docx", docx()), "docx-cut": (".docx", docx(cut=True)), "docx-header": (".docx", docx_header), "docx-comments": (".docx", docx_comments), "docx-footnotes": (".docx", docx_notes("footnote")),
    "docx-endnotes": (".docx", docx_notes("endnote")), "docx-tracked": (".docx", docx_tracked), "docx-box": (".docx", docx_box), "docx-control": (".docx", docx(control=True)),
    "docx-embedded": (".docx", docx_embedded), "pptx": (".pptx", pptx()), "pptx-notes": (".pptx", pptx(notes=True)), "xlsx-boxes": (".xlsx", office.xlsx_boxes),
}  # fmt: skip
