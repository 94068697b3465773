"""Writers of Word, PowerPoint and OpenDocument files."""

from html import escape
from random import Random

from . import sheets
from .marks import Doc
from .plain import Formats, Write
from .sheets import HEAD, OFFICE, Parts, pack, rels, types

W = f'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="{OFFICE}" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
SLIDE = "application/vnd.openxmlformats-officedocument.presentationml."


def run(value: str) -> str:
    """A run."""
    return f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">{escape(value)}</w:t></w:r>'


def para(value: str, rng: Random | None = None) -> str:
    """A paragraph, its runs cut anywhere as the spelling checker does."""
    out, at = "", 0
    while at < len(value):
        size = rng.randint(1, 6) if rng else len(value)
        out += run(value[at : at + size])
        at += size
        if rng and rng.random() < 0.2:
            out += '<w:proofErr w:type="spellStart"/>'
    return f"<w:p>{out}</w:p>"


def body(doc: Doc, rng: Random | None = None) -> str:
    """Paragraphs and tables."""
    out, rows = "", ""
    for line in [*doc.lines, ""]:
        if isinstance(line, list):
            rows += "<w:tr>" + "".join(f"<w:tc><w:tcPr/>{para(c, rng)}</w:tc>" for c in line) + "</w:tr>"
            continue
        if rows:
            out, rows = out + f"<w:tbl><w:tblPr/><w:tblGrid/>{rows}</w:tbl>", ""
        out += para(line, rng)
    return out


def word(text: str, extra: dict[str, tuple[str, str]] | None = None, files: Parts | None = None, more: tuple[tuple[str, str], ...] = ()) -> bytes:  # fmt: skip
    """A document; ``extra`` is name -> (content, reference in the section)."""
    extra = extra or {}
    kinds = {"word/document.xml": WORD + "document.main+xml"} | {f"word/{n}.xml": f"{WORD}{n}+xml" for n in extra}
    tags = {"header": "hdr", "footer": "ftr"}
    parts: Parts = {
        "[Content_Types].xml": types(**kinds),
        "_rels/.rels": rels(("officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": rels(*((n, f"{n}.xml") for n in extra), *more),
        "word/document.xml": f"{HEAD}<w:document {W}><w:body>{text}<w:sectPr>{''.join(s for _, s in extra.values())}</w:sectPr></w:body></w:document>",
    }
    for name, (content, _) in extra.items():
        tag = tags.get(name, name)
        parts[f"word/{name}.xml"] = f"{HEAD}<w:{tag} {W}>{content}</w:{tag}>"
    return pack(parts | (files or {}))


def docx(cut: bool) -> Write:
    """Word."""
    return lambda doc, rng: word(body(doc, rng if cut else None))


def flat(doc: Doc) -> list[str]:
    """The lines, rows joined."""
    return doc.text("　").split("\n")


def with_header(doc: Doc, rng: Random) -> bytes:
    """Ends of the text in header and footer."""
    first, *middle, last = flat(doc)
    head = '<w:headerReference w:type="default" r:id="rId1"/>'
    foot = '<w:footerReference w:type="default" r:id="rId2"/>'
    return word("".join(map(para, middle)), {"header": (para(first), head), "footer": (para(last), foot)})


def with_notes(kind: str) -> Write:
    """Half of the lines as comments, footnotes or endnotes."""
    tag = kind[:-1]

    def write(doc: Doc, rng: Random) -> bytes:
        text, notes = "", ""
        for n, line in enumerate(flat(doc), 1):
            if n % 2 or not line:
                text += para(line)
                continue
            who = ' w:author="PC03" w:initials="P" w:date="2022-03-04T10:00:00Z"' if tag == "comment" else ""
            notes += f'<w:{tag} w:id="{n}"{who}>{para(line)}</w:{tag}>'
            text += f'<w:p>{run("※")}<w:r><w:{tag}Reference w:id="{n}"/></w:r></w:p>'
        return word(text, {kind: (notes, "")})

    return write


def tracked(doc: Doc, rng: Random) -> bytes:
    """Lines struck out and put in, not yet accepted."""
    text = ""
    for n, line in enumerate(flat(doc)):
        who = f'w:id="{n}" w:author="PC01" w:date="2021-06-01T09:00:00Z"'
        if n % 3 == 1:
            text += (
                f'<w:p><w:del {who}><w:r><w:delText xml:space="preserve">{escape(line)}</w:delText></w:r></w:del></w:p>'
            )
        elif n % 3 == 2:
            text += f"<w:p><w:ins {who}>{run(line)}</w:ins></w:p>"
        else:
            text += para(line)
    return word(text)


def boxed(doc: Doc, rng: Random) -> bytes:
    """Everything in a text box."""
    return word(para("（控）") + f'<w:p><w:r><w:pict><v:shape id="s1" style="width:420pt;height:600pt"><v:textbox><w:txbxContent>{body(doc)}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>')  # fmt: skip


def controls(doc: Doc, rng: Random) -> bytes:
    """A form whose answers are content controls."""
    text = ""
    for line in doc.grid():
        if len(line) == 1:
            text += para(line[0])
            continue
        cells = ""
        for n, c in enumerate(line):
            inner = f'<w:sdt><w:sdtPr><w:alias w:val="{escape(line[n - 1])}"/></w:sdtPr><w:sdtContent>{para(c)}</w:sdtContent></w:sdt>' if n % 2 else para(c)  # fmt: skip
            cells += f"<w:tc><w:tcPr/>{inner}</w:tc>"
        text += f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr>{cells}</w:tr></w:tbl>"
    return word(text)


def embedded(doc: Doc, rng: Random) -> bytes:
    """A workbook inside a report."""
    obj = '<w:p><w:r><w:object><v:shape id="o1" style="width:300pt;height:90pt"/><o:OLEObject Type="Embed" ProgID="Excel.Sheet.12" ShapeID="o1" DrawAspect="Content" ObjectID="_1" r:id="rId1"/></w:object></w:r></w:p>'
    inner: Parts = {"word/embeddings/Microsoft_Excel_Sheet1.xlsx": sheets.xlsx()(doc, rng)}
    return word(para("別表のとおり報告します。") + obj, None, inner, (("package", "embeddings/Microsoft_Excel_Sheet1.xlsx"),))  # fmt: skip


PNS = f'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="{OFFICE}" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'


def _shape(content: str, number: int) -> str:
    return f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="t{number}"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/>{content}</p:txBody></p:sp>'


def _tree(tag: str, content: str) -> str:
    return f'{HEAD}<p:{tag} {PNS}><p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>{content}</p:spTree></p:cSld></p:{tag}>'


def _paras(lines: list[str]) -> str:
    return "".join(f"<a:p><a:r><a:t>{escape(x)}</a:t></a:r></a:p>" for x in lines) or "<a:p/>"


def _grid(rows: list[list[str]]) -> str:
    cells = "".join('<a:tr h="300000">' + "".join(f"<a:tc><a:txBody><a:bodyPr/>{_paras([c])}</a:txBody></a:tc>" for c in r) + "</a:tr>" for r in rows)  # fmt: skip
    return f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="4" name="表"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr><p:xfrm/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table"><a:tbl><a:tblGrid/>{cells}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>'


def pptx(notes: bool = False) -> Write:
    """Slides; with ``notes`` all but the title is the speaker's."""

    def write(doc: Doc, rng: Random) -> bytes:
        lines = doc.lines
        parts = [lines[n : n + 9] for n in range(0, len(lines), 9)]
        kinds = {"ppt/presentation.xml": SLIDE + "presentation.main+xml"}
        files: Parts = {}
        for n, part in enumerate(parts, 1):
            kinds[f"ppt/slides/slide{n}.xml"] = SLIDE + "slide+xml"
            rows = [x for x in part if isinstance(x, list)]
            said = [x for x in part if isinstance(x, str)]
            title = _shape(_paras([doc.title]), 2)
            if notes:
                kinds[f"ppt/notesSlides/notesSlide{n}.xml"] = SLIDE + "notesSlide+xml"
                both = said + ["　".join(r) for r in rows]
                files[f"ppt/notesSlides/notesSlide{n}.xml"] = _tree("notes", _shape(_paras(both), 3))
                files[f"ppt/slides/_rels/slide{n}.xml.rels"] = rels(("notesSlide", f"../notesSlides/notesSlide{n}.xml"))
                said, rows = [], []
            files[f"ppt/slides/slide{n}.xml"] = _tree("sld", title + _shape(_paras(said), 3) + (_grid(rows) if rows else ""))  # fmt: skip
        ids = "".join(f'<p:sldId id="{255 + n}" r:id="rId{n}"/>' for n in range(1, len(parts) + 1))
        base: Parts = {
            "[Content_Types].xml": types(**kinds),
            "_rels/.rels": rels(("officeDocument", "ppt/presentation.xml")),
            "ppt/presentation.xml": f'{HEAD}<p:presentation {PNS}><p:sldIdLst>{ids}</p:sldIdLst><p:sldSz cx="9144000" cy="6858000"/><p:notesSz cx="6858000" cy="9144000"/></p:presentation>',
            "ppt/_rels/presentation.xml.rels": rels(
                *(("slide", f"slides/slide{n}.xml") for n in range(1, len(parts) + 1))
            ),
        }
        return pack(base | files)

    return write


ODF = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'


def _odf(kind: str, content: str) -> bytes:
    mime = f"application/vnd.oasis.opendocument.{kind}"
    return pack(
        {
            "mimetype": mime,
            "META-INF/manifest.xml": f'<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="{mime}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>',
            "content.xml": f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {ODF} office:version="1.2"><office:body>{content}</office:body></office:document-content>',
        },
        "mimetype",
    )


def _odf_rows(rows: list[list[str]]) -> str:
    cells = "".join("<table:table-row>" + "".join(f'<table:table-cell office:value-type="string"><text:p>{escape(c)}</text:p></table:table-cell>' for c in r) + "</table:table-row>" for r in rows)  # fmt: skip
    return f'<table:table table:name="表1">{cells}</table:table>'


def ods(doc: Doc, rng: Random) -> bytes:
    """A sheet."""
    return _odf("spreadsheet", f"<office:spreadsheet>{_odf_rows(doc.grid())}</office:spreadsheet>")


def odt(noted: bool) -> Write:
    """A text; every second line is an annotation where ``noted``."""

    def write(doc: Doc, rng: Random) -> bytes:
        out = ""
        for n, line in enumerate(doc.lines):
            if isinstance(line, list):
                out += _odf_rows([line])
            elif noted and n % 2:
                out += f"<text:p>＊<office:annotation><dc:creator>PC02</dc:creator><text:p>{escape(line)}</text:p></office:annotation></text:p>"
            else:
                out += f"<text:p>{escape(line)}</text:p>"
        return _odf("text", f"<office:text>{out}</office:text>")

    return write


ANY: Formats = {
    "docx": (".docx", docx(cut=False)), "docx-cut": (".docx", docx(cut=True)), "docx-header": (".docx", with_header), "docx-comments": (".docx", with_notes("comments")),
    "docx-footnotes": (".docx", with_notes("footnotes")), "docx-endnotes": (".docx", with_notes("endnotes")), "docx-tracked": (".docx", tracked), "docx-box": (".docx", boxed),
    "pptx": (".pptx", pptx()), "pptx-notes": (".pptx", pptx(notes=True)), "odt": (".odt", odt(noted=False)), "odt-notes": (".odt", odt(noted=True)),
}  # fmt: skip
TABLES: Formats = {"docx-table": (".docx", docx(cut=False)), "docx-embedded": (".docx", embedded), "pptx-table": (".pptx", pptx()), "ods": (".ods", ods)}  # fmt: skip
FORMS: Formats = {"docx-form": (".docx", docx(cut=True)), "docx-controls": (".docx", controls), "odt-form": (".odt", odt(noted=False)), "ods-form": (".ods", ods)}  # fmt: skip
