"""PowerPoint and OpenDocument files."""

from html import escape
from random import Random

from .as_text import Formats, grid
from .as_zip import HEAD, NP, ooxml, pack, rels
from .render import Doc


def _shape(lines: list[str], ident: int = 2) -> str:
    paras = "".join(f'<a:p><a:r><a:rPr lang="ja-JP"/><a:t>{escape(t)}</a:t></a:r></a:p>' for t in lines) or "<a:p/>"
    return f'<p:sp><p:nvSpPr><p:cNvPr id="{ident}" name="t{ident}"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="400000" y="300000"/><a:ext cx="8200000" cy="5000000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr/><a:lstStyle/>{paras}</p:txBody></p:sp>'


def _table(rows: list[list[str]]) -> str:
    width = max(map(len, rows))
    columns = '<a:gridCol w="900000"/>' * width
    body = "".join(
        '<a:tr h="300000">'
        + "".join(
            f"<a:tc><a:txBody><a:bodyPr/><a:p><a:r><a:t>{escape(c)}</a:t></a:r></a:p></a:txBody><a:tcPr/></a:tc>"
            for c in [*r, *[""] * (width - len(r))]
        )
        + "</a:tr>"
        for r in rows
    )
    return f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="9" name="tbl"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr><p:xfrm><a:off x="300000" y="900000"/><a:ext cx="8400000" cy="4000000"/></p:xfrm><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table"><a:tbl><a:tblGrid>{columns}</a:tblGrid>{body}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>'


def _page(inner: str, tag: str = "sld") -> str:
    return f'{HEAD}<p:{tag} {NP}><p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>{inner}</p:spTree></p:cSld></p:{tag}>'


def deck(slides: list[str], notes: str = "", comments: str = "") -> bytes:
    """A presentation; notes and comments belong to the first slide."""
    ids = "".join(f'<p:sldId id="{300 + n}" r:id="rId{n}"/>' for n in range(1, len(slides) + 1))
    parts: dict[str, str | bytes] = {
        "ppt/presentation.xml": f'{HEAD}<p:presentation {NP}><p:sldIdLst>{ids}</p:sldIdLst><p:sldSz cx="9144000" cy="6858000"/><p:notesSz cx="6858000" cy="9144000"/></p:presentation>'
    }
    types = {f"ppt/slides/slide{n}.xml": "presentationml.slide" for n in range(1, len(slides) + 1)}
    parts |= {f"ppt/slides/slide{n}.xml": s for n, s in enumerate(slides, 1)}
    parts["ppt/_rels/presentation.xml.rels"] = rels(
        [("slide", f"slides/slide{n}.xml") for n in range(1, len(slides) + 1)]
    )
    links = []
    if notes:
        parts["ppt/notesSlides/notesSlide1.xml"] = notes
        types["ppt/notesSlides/notesSlide1.xml"] = "presentationml.notesSlide"
        links.append(("notesSlide", "../notesSlides/notesSlide1.xml"))
    if comments:
        parts["ppt/comments/comment1.xml"] = comments
        types["ppt/comments/comment1.xml"] = "presentationml.comments"
        links.append(("comments", "../comments/comment1.xml"))
    parts["ppt/slides/_rels/slide1.xml.rels"] = rels(links)
    return ooxml("ppt/presentation.xml", "presentationml.presentation.main", parts, types)


def pptx(doc: Doc, rng: Random) -> bytes:
    """Seven lines a slide; tables as tables."""
    rows = [x for x in doc.lines if not isinstance(x, str)]
    lines = [x for x in doc.lines if isinstance(x, str)]
    slides = [_page(_shape(lines[i : i + 7])) for i in range(0, len(lines), 7)]
    slides += [_page(_shape(["一覧"], 3) + _table(rows[i : i + 14])) for i in range(0, len(rows), 14)]
    return deck(slides)


def pptx_notes(doc: Doc, rng: Random) -> bytes:
    """Everything in the speaker's notes."""
    return deck([_page(_shape(["事例紹介", "（詳細は口頭で）"]))], _page(_shape(doc.text("　").split("\n")), "notes"))


def pptx_comments(doc: Doc, rng: Random) -> bytes:
    """Everything in comments."""
    notes = "".join(
        f'<p:cm authorId="0" dt="2025-09-02T11:00:00.000" idx="{n}"><p:pos x="10" y="10"/><p:text>{escape(t)}</p:text></p:cm>'
        for n, t in enumerate(doc.text("　").split("\n"), 1)
    )
    return deck([_page(_shape(["ドラフト"]))], comments=f"{HEAD}<p:cmLst {NP}>{notes}</p:cmLst>")


SPACES = " ".join(
    f'xmlns:{k}="urn:oasis:names:tc:opendocument:xmlns:{v}:1.0"'
    for k, v in (("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"), ("meta", "meta"))
)


def _odf(kind: str, body: str) -> bytes:
    mime = f"application/vnd.oasis.opendocument.{kind}"
    listed = f'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="{mime}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    content = f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {SPACES} office:version="1.3"><office:body>{body}</office:body></office:document-content>'
    return pack({"mimetype": mime, "content.xml": content, "META-INF/manifest.xml": listed}, "mimetype")


def _cells(rows: list[list[str]], typed: bool = False) -> str:
    out = []
    for row in rows:
        cells = "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(c)}</text:p></table:table-cell>'
            if c
            else "<table:table-cell/>"
            for c in row
        )
        out.append(f"<table:table-row>{cells}</table:table-row>")
    return "".join(out)


def odt(doc: Doc, rng: Random) -> bytes:
    """Text with spans and tables."""
    out = []
    for x in doc.lines:
        if isinstance(x, str):
            cut = len(x) // 2
            out.append(
                f"<text:p>{escape(x[:cut])}<text:span>{escape(x[cut:])}</text:span></text:p>".replace(
                    "\t", "<text:tab/>"
                )
            )
        else:
            out.append(f"<table:table>{_cells([x])}</table:table>")
    return _odf("text", f"<office:text>{''.join(out)}</office:text>")


def ods(doc: Doc, rng: Random) -> bytes:
    """A spreadsheet of two sheets."""
    return _odf(
        "spreadsheet",
        f'<office:spreadsheet><table:table table:name="メモ">{_cells([["作業用"]])}</table:table><table:table table:name="一覧">{_cells(grid(doc))}</table:table></office:spreadsheet>',
    )


def odp(doc: Doc, rng: Random) -> bytes:
    """Slides."""
    lines = doc.text("　").split("\n")
    pages = "".join(
        f'<draw:page draw:name="p{i}"><draw:frame><draw:text-box>'
        + "".join(f"<text:p>{escape(t)}</text:p>" for t in lines[i : i + 8])
        + "</draw:text-box></draw:frame></draw:page>"
        for i in range(0, len(lines), 8)
    )
    return _odf("presentation", f"<office:presentation>{pages}</office:presentation>")


ANY: Formats = {
    "pptx": (".pptx", pptx),
    "pptx-notes": (".pptx", pptx_notes),
    "pptx-comments": (".pptx", pptx_comments),
    "odt": (".odt", odt),
    "odp": (".odp", odp),
}
TABLES: Formats = {"ods": (".ods", ods)}
