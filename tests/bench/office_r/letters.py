"""Writers of letters and slides: packages by hand as Word, PowerPoint and OpenOffice write them."""

from collections.abc import Callable
from html import escape
from itertools import pairwise
from random import Random

from .marks import Doc
from .sheets import odf, odf_table, pack, spaced
from .text_formats import Formats

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
Cut = Callable[[str], list[str]]


def _run(text: str, tag: str = "t") -> str:
    return f'<w:r><w:{tag} xml:space="preserve">{escape(text, quote=False)}</w:{tag}></w:r>' if text else ""


def para(text: str, cut: Cut) -> str:
    """A paragraph of runs."""
    return f"<w:p>{''.join(_run(x) for x in cut(text))}</w:p>"


def _whole(text: str) -> list[str]:
    return [text]


def _table(rows: list[list[str]], cut: Cut) -> str:
    wide = max(map(len, rows))
    out = '<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>' + '<w:gridCol w:w="1500"/>' * wide + "</w:tblGrid>"  # fmt: skip
    for row in rows:
        out += "<w:tr>"
        for n, cell in enumerate(row):
            span = f'<w:gridSpan w:val="{wide - n}"/>' if n == len(row) - 1 and wide > len(row) else ""
            out += f'<w:tc><w:tcPr><w:tcW w:w="1500" w:type="dxa"/>{span}</w:tcPr>{para(cell, cut)}</w:tc>'
        out += "</w:tr>"
    return out + "</w:tbl>"


def body(lines: list[str | list[str]], cut: Cut = _whole) -> str:
    """Paragraphs and tables."""
    out, rows = "", []
    for line in [*lines, ""]:
        if isinstance(line, list):
            rows.append(line)
            continue
        if rows:
            out, rows = out + _table(rows, cut), []
        out += para(line, cut)
    return out


def word(inner: str, extra: dict[str, tuple[str, str]] | None = None, tail: str = "") -> bytes:
    """A package: main part and parts by name with their kind."""
    extra = extra or {}
    kinds = "".join(f'<Override PartName="/word/{n}.xml" ContentType="{WORD}.{k}+xml"/>' for n, (k, _) in extra.items())
    links = "".join(f'<Relationship Id="rId{i}" Type="{KIND}/{k}" Target="{n}.xml"/>' for i, (n, (k, _)) in enumerate(extra.items(), 1))  # fmt: skip
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": f'{XML}<Types xmlns="{TYPES}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{WORD}.document.main+xml"/>{kinds}</Types>',
        "_rels/.rels": f'{XML}<Relationships xmlns="{RELS}"><Relationship Id="rId1" Type="{KIND}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"{XML}<w:document {W}><w:body>{inner}<w:sectPr>{tail}</w:sectPr></w:body></w:document>",
        "word/_rels/document.xml.rels": f'{XML}<Relationships xmlns="{RELS}">{links}</Relationships>',
    }
    return pack(parts | {f"word/{n}.xml": f"{XML}{x}" for n, (_, x) in extra.items()})


def docx(doc: Doc, _rng: Random) -> bytes:
    """Plain."""
    return word(body(doc.lines))


def docx_cut(doc: Doc, rng: Random) -> bytes:
    """Runs cut anywhere, as after proof-reading."""

    def cut(text: str) -> list[str]:
        spots = sorted({0, len(text), *(rng.randrange(len(text) + 1) for _ in range(len(text) // 6))})
        return [text[a:b] for a, b in pairwise(spots)]

    return word(body(doc.lines, cut))


def docx_header(doc: Doc, _rng: Random) -> bytes:
    """First lines in the header, last in the footer."""
    head, rest, foot = doc.lines[:1], doc.lines[1:-1], doc.lines[-1:]
    extra = {"header1": ("header", f"<w:hdr {W}>{body(head)}</w:hdr>"), "footer1": ("footer", f"<w:ftr {W}>{body(foot)}</w:ftr>")}  # fmt: skip
    marks = '<w:headerReference w:type="default" r:id="rId1"/><w:footerReference w:type="default" r:id="rId2"/>'
    return word(body(rest), extra, marks)


def _noted(doc: Doc, part: str, kind: str, mark: str, item: str) -> bytes:
    keep = max(1, len(doc.lines) // 2)
    notes = "".join(f'<w:{item} w:id="{n}" w:author="jimu" w:initials="j">{body([x])}</w:{item}>' if item == "comment" else f'<w:{item} w:id="{n}">{body([x])}</w:{item}>' for n, x in enumerate(doc.lines[keep:], 2))  # fmt: skip
    refs = "".join(f'<w:p><w:r><w:t>※</w:t></w:r><w:r><w:{mark} w:id="{n + 2}"/></w:r></w:p>' for n in range(len(doc.lines) - keep))  # fmt: skip
    return word(body(doc.lines[:keep]) + refs, {part: (kind, f"<w:{part} {W}>{notes}</w:{part}>")})


def docx_comments(doc: Doc, _rng: Random) -> bytes:
    """The second half in comments."""
    return _noted(doc, "comments", "comments", "commentReference", "comment")


def docx_footnotes(doc: Doc, _rng: Random) -> bytes:
    """The second half in footnotes."""
    return _noted(doc, "footnotes", "footnotes", "footnoteReference", "footnote")


def docx_tracked(doc: Doc, _rng: Random) -> bytes:
    """Lines struck out and put in, the changes kept."""
    out = ""
    who = 'w:author="jimu" w:date="2022-05-01T10:00:00Z"'
    for n, line in enumerate(doc.lines):
        if isinstance(line, list) or n % 2:
            out += body([line])
        elif n % 4:
            out += f'<w:p><w:del w:id="{n}" {who}>{_run(line, "delText")}</w:del></w:p>'
        else:
            out += f'<w:p><w:ins w:id="{n}" {who}>{_run(line)}</w:ins></w:p>'
    return word(out)


def docx_textbox(doc: Doc, _rng: Random) -> bytes:
    """All in a text box."""
    frame = '<w:p><w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="5000000" cy="5000000"/><wp:docPr id="1" name="テキスト ボックス 1"/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr/><wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>'
    return word(para("お知らせ", _whole) + frame.format(body(doc.lines)))


def odt(doc: Doc, _rng: Random) -> bytes:
    """A text of OpenOffice."""
    out, rows = "", []
    for line in [*doc.lines, ""]:
        if isinstance(line, list):
            rows.append(line)
            continue
        if rows:
            out, rows = out + odf_table(rows), []
        out += f"<text:p>{spaced(line)}</text:p>"
    return odf("text", out)


def odp(doc: Doc, _rng: Random) -> bytes:
    """Slides of OpenOffice."""
    texts = doc.text("　").split("\n")
    frame = '<draw:page draw:name="page{}"><draw:frame svg:x="1cm" svg:y="1cm" svg:width="23cm" svg:height="16cm"><draw:text-box>{}</draw:text-box></draw:frame></draw:page>'
    return odf("presentation", "".join(frame.format(n, "".join(f"<text:p>{spaced(x)}</text:p>" for x in texts[n : n + 8])) for n in range(0, len(texts), 8)))  # fmt: skip


P = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
SLIDE = "application/vnd.openxmlformats-officedocument.presentationml"
TREE = '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
EDGE = f'<a:ln w="6350">{FILL}</a:ln>'
EFFECT = "<a:effectStyle><a:effectLst/></a:effectStyle>"


def _theme() -> str:
    names = ("dk1", "lt1", "dk2", "lt2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink")  # fmt: skip
    colors = "".join(f'<a:{n}><a:srgbClr val="{"FFFFFF" if n[:2] == "lt" else "203040"}"/></a:{n}>' for n in names)
    font = '<a:latin typeface="Calibri"/><a:ea typeface="游ゴシック"/><a:cs typeface=""/>'
    return f'{XML}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="t"><a:themeElements><a:clrScheme name="c">{colors}</a:clrScheme><a:fontScheme name="f"><a:majorFont>{font}</a:majorFont><a:minorFont>{font}</a:minorFont></a:fontScheme><a:fmtScheme name="s"><a:fillStyleLst>{FILL * 3}</a:fillStyleLst><a:lnStyleLst>{EDGE * 3}</a:lnStyleLst><a:effectStyleLst>{EFFECT * 3}</a:effectStyleLst><a:bgFillStyleLst>{FILL * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>'


def _links(*pairs: tuple[str, str]) -> str:
    rows = "".join(f'<Relationship Id="rId{n}" Type="{KIND}/{k}" Target="{t}"/>' for n, (k, t) in enumerate(pairs, 1))
    return f'{XML}<Relationships xmlns="{RELS}">{rows}</Relationships>'


def pptx(doc: Doc, _rng: Random) -> bytes:
    """Slides, tables as lines."""
    texts = doc.text("　").split("\n")
    pages = [texts[n : n + 9] for n in range(0, len(texts), 9)]
    kinds = {"/ppt/presentation.xml": "presentation.main", "/ppt/slideMasters/slideMaster1.xml": "slideMaster", "/ppt/slideLayouts/slideLayout1.xml": "slideLayout"}  # fmt: skip
    kinds |= {f"/ppt/slides/slide{n}.xml": "slide" for n in range(1, len(pages) + 1)}
    told = "".join(f'<Override PartName="{k}" ContentType="{SLIDE}.{v}+xml"/>' for k, v in kinds.items())
    ids = "".join(f'<p:sldId id="{255 + n}" r:id="rId{n + 1}"/>' for n in range(1, len(pages) + 1))
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": f'{XML}<Types xmlns="{TYPES}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>{told}<Override PartName="/ppt/theme/theme1.xml" ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/></Types>',
        "_rels/.rels": _links(("officeDocument", "ppt/presentation.xml")),
        "ppt/presentation.xml": f'{XML}<p:presentation {P}><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst><p:sldIdLst>{ids}</p:sldIdLst><p:sldSz cx="9144000" cy="6858000"/><p:notesSz cx="6858000" cy="9144000"/></p:presentation>',
        "ppt/_rels/presentation.xml.rels": _links(("slideMaster", "slideMasters/slideMaster1.xml"), *(("slide", f"slides/slide{n}.xml") for n in range(1, len(pages) + 1))),
        "ppt/slideMasters/slideMaster1.xml": f'{XML}<p:sldMaster {P}><p:cSld><p:spTree>{TREE}</p:spTree></p:cSld><p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/><p:sldLayoutIdLst><p:sldLayoutId id="2147483649" r:id="rId1"/></p:sldLayoutIdLst></p:sldMaster>',
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": _links(("slideLayout", "../slideLayouts/slideLayout1.xml"), ("theme", "../theme/theme1.xml")),
        "ppt/slideLayouts/slideLayout1.xml": f'{XML}<p:sldLayout {P} type="blank"><p:cSld name="白紙"><p:spTree>{TREE}</p:spTree></p:cSld></p:sldLayout>',
        "ppt/slideLayouts/_rels/slideLayout1.xml.rels": _links(("slideMaster", "../slideMasters/slideMaster1.xml")),
        "ppt/theme/theme1.xml": _theme(),
    }  # fmt: skip
    frame = '<p:spPr><a:xfrm><a:off x="400000" y="300000"/><a:ext cx="8300000" cy="6200000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
    for n, page in enumerate(pages, 1):
        lines = "".join(f'<a:p><a:r><a:rPr lang="ja-JP" sz="1200"/><a:t>{escape(x, quote=False)}</a:t></a:r></a:p>' if x else "<a:p/>" for x in page)  # fmt: skip
        parts[f"ppt/slides/slide{n}.xml"] = f'{XML}<p:sld {P}><p:cSld><p:spTree>{TREE}<p:sp><p:nvSpPr><p:cNvPr id="2" name="本文"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>{frame}<p:txBody><a:bodyPr/>{lines}</p:txBody></p:sp></p:spTree></p:cSld></p:sld>'  # fmt: skip
        parts[f"ppt/slides/_rels/slide{n}.xml.rels"] = _links(("slideLayout", "../slideLayouts/slideLayout1.xml"))
    return pack(parts)


LETTERS: Formats = {
    "docx": (".docx", docx), "docx-cut": (".docx", docx_cut), "docx-header": (".docx", docx_header), "docx-comments": (".docx", docx_comments), "docx-footnotes": (".docx", docx_footnotes),
    "docx-tracked": (".docx", docx_tracked), "docx-textbox": (".docx", docx_textbox), "odt": (".odt", odt), "odp": (".odp", odp), "pptx": (".pptx", pptx),
}  # fmt: skip
