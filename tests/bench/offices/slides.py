"""PowerPoint: text on slides, tables, notes, comments, values in a chart's cache."""

from collections.abc import Callable
from random import Random

from tests.bench.offices.doc import Doc
from tests.bench.offices.zipped import escape, pack

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NS = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
MAIN = "application/vnd.openxmlformats-officedocument.presentationml."


def _shape(lines: list[str], number: int = 2) -> str:
    body = "".join(f'<a:p><a:r><a:rPr lang="ja-JP"/><a:t>{escape(t)}</a:t></a:r></a:p>' for t in lines) or "<a:p/>"
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="s{number}"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="500000" y="500000"/><a:ext cx="8000000" cy="5000000"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr/><a:lstStyle/>{body}</p:txBody></p:sp>'
    )


def _grid(rows: list[list[str]], number: int = 3) -> str:
    cell = "<a:tc><a:txBody><a:bodyPr/><a:lstStyle/><a:p><a:r><a:t>{}</a:t></a:r></a:p></a:txBody><a:tcPr/></a:tc>"
    body = "".join('<a:tr h="300000">' + "".join(cell.format(escape(c)) for c in r) + "</a:tr>" for r in rows)
    columns = '<a:gridCol w="1500000"/>' * len(rows[0])
    return (
        f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="{number}" name="t"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr><p:xfrm><a:off x="500000" y="500000"/><a:ext cx="8000000" cy="5000000"/></p:xfrm>'
        f'<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table"><a:tbl><a:tblPr/><a:tblGrid>{columns}</a:tblGrid>{body}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>'
    )


def _tree(shapes: str) -> str:
    return f'<p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>{shapes}</p:spTree></p:cSld>'


def package(slides: list[str], notes: str = "", comments: str = "") -> bytes:
    """A whole .pptx of the given shape trees."""
    override = "".join(
        f'<Override PartName="/ppt/slides/slide{i}.xml" ContentType="{MAIN}slide+xml"/>'
        for i in range(1, len(slides) + 1)
    )
    override += (
        f'<Override PartName="/ppt/notesSlides/notesSlide1.xml" ContentType="{MAIN}notesSlide+xml"/>' if notes else ""
    )
    override += (
        f'<Override PartName="/ppt/comments/comment1.xml" ContentType="{MAIN}comments+xml"/>' if comments else ""
    )
    theme = (
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="t"><a:themeElements/></a:theme>'
    )
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": HEAD + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/ppt/presentation.xml" ContentType="{MAIN}presentation.main+xml"/>'
        f'<Override PartName="/ppt/slideMasters/slideMaster1.xml" ContentType="{MAIN}slideMaster+xml"/><Override PartName="/ppt/slideLayouts/slideLayout1.xml" ContentType="{MAIN}slideLayout+xml"/>'
        f'<Override PartName="/ppt/theme/theme1.xml" ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/>{override}</Types>',
        "_rels/.rels": _rels([("officeDocument", "ppt/presentation.xml")]),
        "ppt/presentation.xml": HEAD + f'<p:presentation {NS}><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst><p:sldIdLst>'
        + "".join(f'<p:sldId id="{255 + i}" r:id="rId{i + 1}"/>' for i in range(1, len(slides) + 1)) + '</p:sldIdLst><p:sldSz cx="9144000" cy="6858000"/><p:notesSz cx="6858000" cy="9144000"/></p:presentation>',
        "ppt/_rels/presentation.xml.rels": _rels([("slideMaster", "slideMasters/slideMaster1.xml")] + [("slide", f"slides/slide{i}.xml") for i in range(1, len(slides) + 1)]),
        "ppt/slideMasters/slideMaster1.xml": HEAD + f'<p:sldMaster {NS}>{_tree("")}<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/><p:sldLayoutIdLst><p:sldLayoutId id="2147483649" r:id="rId1"/></p:sldLayoutIdLst></p:sldMaster>',
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": _rels([("slideLayout", "../slideLayouts/slideLayout1.xml"), ("theme", "../theme/theme1.xml")]),
        "ppt/slideLayouts/slideLayout1.xml": HEAD + f'<p:sldLayout {NS} type="blank">{_tree("")}</p:sldLayout>',
        "ppt/slideLayouts/_rels/slideLayout1.xml.rels": _rels([("slideMaster", "../slideMasters/slideMaster1.xml")]),
        "ppt/theme/theme1.xml": HEAD + theme,
    }  # fmt: skip
    for i, shapes in enumerate(slides, start=1):
        parts[f"ppt/slides/slide{i}.xml"] = HEAD + f"<p:sld {NS}>{_tree(shapes)}</p:sld>"
        more = [("notesSlide", "../notesSlides/notesSlide1.xml")] if notes and i == 1 else []
        more += [("comments", "../comments/comment1.xml")] if comments and i == 1 else []
        parts[f"ppt/slides/_rels/slide{i}.xml.rels"] = _rels(
            [("slideLayout", "../slideLayouts/slideLayout1.xml"), *more]
        )
    if notes:
        parts["ppt/notesSlides/notesSlide1.xml"] = HEAD + f"<p:notes {NS}>{_tree(notes)}</p:notes>"
    if comments:
        parts["ppt/comments/comment1.xml"] = HEAD + f"<p:cmLst {NS}>{comments}</p:cmLst>"
    return pack(parts)


def _rels(items: list[tuple[str, str]]) -> str:
    body = "".join(
        f'<Relationship Id="rId{i}" Type="{REL}{kind}" Target="{target}"/>'
        for i, (kind, target) in enumerate(items, start=1)
    )
    return (
        HEAD
        + f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{body}</Relationships>'
    )


def _shapes(doc: Doc) -> str:
    out = "".join(_grid(b.rows, 10 + i) for i, b in enumerate(doc.blocks) if b.rows is not None)
    return out + _shape([b.text for b in doc.blocks if b.rows is None])


def plain(doc: Doc, _rng: Random) -> bytes:
    return package([_shape(["資料の表紙"]), _shapes(doc)])


def in_notes(doc: Doc, _rng: Random) -> bytes:
    return package([_shape(["研修資料"])], notes=_shape(doc.lines()))


def in_comments(doc: Doc, _rng: Random) -> bytes:
    items = "".join(
        f'<p:cm authorId="0" dt="2025-11-20T10:00:00.000" idx="{i}"><p:pos x="1" y="1"/><p:text>{escape(t)}</p:text></p:cm>'
        for i, t in enumerate(doc.lines())
    )
    return package([_shape(["会議資料"])], comments=items)


ANY: dict[str, tuple[str, Callable[[Doc, Random], bytes]]] = {
    "pptx": (".pptx", plain),
    "pptx-notes": (".pptx", in_notes),
    "pptx-comments": (".pptx", in_comments),
}
