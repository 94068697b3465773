"""Word documents, written part by part so that values can stand where people put them: header, comment, box, form field."""

from collections.abc import Callable
from random import Random

from tests.bench.offices.doc import Block, Doc
from tests.bench.offices.zipped import escape, pack

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."


def run(text: str, cuts: bool = False) -> str:
    """A run; ``cuts`` splits it as Word does after editing."""
    pieces = [text[i : i + 3] for i in range(0, len(text), 3)] if cuts else [text]
    return "".join(
        f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">{escape(p)}</w:t></w:r>'
        for p in pieces
    )


def para(text: str, cuts: bool = False) -> str:
    return "<w:p>" + "<w:r><w:tab/></w:r>".join(run(t, cuts) for t in text.split("\t")) + "</w:p>"


def table(rows: list[list[str]], cell: Callable[[str], str] = para) -> str:
    body = "".join(
        "<w:tr>"
        + "".join(f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>{cell(c)}</w:tc>' for c in r)
        + "</w:tr>"
        for r in rows
    )
    return f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>{"<w:gridCol/>" * len(rows[0])}</w:tblGrid>{body}</w:tbl>'


def blocks(items: list[Block], cuts: bool = False) -> str:
    return "".join(table(b.rows) if b.rows is not None else para(b.text, cuts) for b in items)


def box(inner: str) -> str:
    """A floating text box, with the fallback old Words read left out."""
    return (
        '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" '
        'behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV><wp:extent cx="4000000" cy="3000000"/><wp:wrapNone/><wp:docPr id="9" name="t"/>'
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/>'
        '<a:ext cx="4000000" cy="3000000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr><wps:txbx><w:txbxContent>'
        f"{inner}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r></w:p>"
    )


def field(text: str) -> str:
    """A legacy form field with its result."""
    return (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="Text1"/><w:enabled/><w:textInput/></w:ffData></w:fldChar></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> FORMTEXT </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(text)}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )


def control(text: str) -> str:
    """A content control holding the value."""
    return f'<w:p><w:sdt><w:sdtPr><w:alias w:val="欄"/><w:text/></w:sdtPr><w:sdtContent>{run(text)}</w:sdtContent></w:sdt></w:p>'


def inserted(items: list[Block], tag: str) -> str:
    """Everything as a tracked insertion or deletion."""
    name = "delText" if tag == "del" else "t"
    lines = ["\t".join(r) for b in items if b.rows is not None for r in b.rows] + [
        b.text for b in items if b.rows is None
    ]
    return "".join(
        f'<w:p><w:{tag} w:id="{i}" w:author="x" w:date="2025-11-01T00:00:00Z"><w:r><w:{name} xml:space="preserve">{escape(t)}</w:{name}></w:r></w:{tag}></w:p>'
        for i, t in enumerate(lines)
    )


def package(
    body: str, extra: dict[str, tuple[str, str, str | bytes]] | None = None, head: str = "", macro: bool = False
) -> bytes:
    """A whole .docx; ``extra`` maps part → (relation type, content type, body); ``head`` goes into sectPr."""
    extra = extra or {}
    types = "".join(f'<Override PartName="/word/{p}" ContentType="{c}"/>' for p, (_, c, _b) in extra.items() if c)
    rels = "".join(
        f'<Relationship Id="rId{i}" Type="{REL}{r}" Target="{p}"/>'
        for i, (p, (r, _, _b)) in enumerate(extra.items(), start=1)
    )
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": HEAD
        + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/><Default Extension="bin" ContentType="application/octet-stream"/><Default Extension="xlsx" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"/><Override PartName="/word/document.xml" ContentType="{TYPE}document.main+xml"/>{types}</Types>',
        "_rels/.rels": HEAD
        + f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{REL}officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": HEAD + f"<w:document {NS}><w:body>{body}<w:sectPr>{head}</w:sectPr></w:body></w:document>",
        "word/_rels/document.xml.rels": HEAD
        + f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rels}</Relationships>',
    }
    parts |= {f"word/{p}": b for p, (_, _, b) in extra.items()}
    return pack(parts)


def plain(doc: Doc, _rng: Random) -> bytes:
    return package(blocks(doc.blocks))


def cut_runs(doc: Doc, _rng: Random) -> bytes:
    return package(blocks(doc.blocks, cuts=True))


def in_header(doc: Doc, _rng: Random) -> bytes:
    part = HEAD + f"<w:hdr {NS}>{blocks(doc.blocks)}</w:hdr>"
    return package(
        para("（本文なし）"),
        {"header1.xml": ("header", TYPE + "header+xml", part)},
        '<w:headerReference w:type="default" r:id="rId1"/>',
    )


def in_footer(doc: Doc, _rng: Random) -> bytes:
    part = HEAD + f"<w:ftr {NS}>{blocks(doc.blocks)}</w:ftr>"
    return package(
        para("（本文なし）"),
        {"footer1.xml": ("footer", TYPE + "footer+xml", part)},
        '<w:footerReference w:type="default" r:id="rId1"/>',
    )


def in_comments(doc: Doc, _rng: Random) -> bytes:
    part = (
        HEAD
        + f'<w:comments {NS}><w:comment w:id="0" w:author="担当" w:date="2025-11-01T00:00:00Z" w:initials="t">{blocks(doc.blocks)}</w:comment></w:comments>'
    )
    body = (
        '<w:p><w:commentRangeStart w:id="0"/>'
        + run("内容は確認済みです")
        + '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r></w:p>'
    )
    return package(body, {"comments.xml": ("comments", TYPE + "comments+xml", part)})


def in_footnotes(doc: Doc, _rng: Random) -> bytes:
    part = (
        HEAD
        + f'<w:footnotes {NS}><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote><w:footnote w:type="continuationSeparator" w:id="1"><w:p/></w:footnote><w:footnote w:id="2">{blocks(doc.blocks)}</w:footnote></w:footnotes>'
    )
    body = "<w:p>" + run("経過は注を参照") + '<w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    return package(body, {"footnotes.xml": ("footnotes", TYPE + "footnotes+xml", part)})


def in_box(doc: Doc, _rng: Random) -> bytes:
    return package(para("別紙のとおり") + box(blocks(doc.blocks)))


def tracked_in(doc: Doc, _rng: Random) -> bytes:
    return package(inserted(doc.blocks, "ins"))


def tracked_out(doc: Doc, _rng: Random) -> bytes:
    return package(para("削除しました") + inserted(doc.blocks, "del"))


def with_fields(doc: Doc, _rng: Random) -> bytes:
    """Values in legacy form fields beside their labels."""
    return package("".join(table(b.rows, field) if b.rows is not None else para(b.text) for b in doc.blocks))


def with_controls(doc: Doc, _rng: Random) -> bytes:
    return package("".join(table(b.rows, control) if b.rows is not None else control(b.text) for b in doc.blocks))


def embedding(inner: bytes, name: str = "embeddings/Microsoft_Excel_Sheet1.xlsx", relation: str = "package") -> bytes:
    """A document whose only content is an embedded file."""
    return package(para("添付の表のとおり"), {name: (relation, "", inner)})


ANY: dict[str, tuple[str, Callable[[Doc, Random], bytes]]] = {
    "docx": (".docx", plain), "docx-runs": (".docx", cut_runs), "docx-header": (".docx", in_header), "docx-footer": (".docx", in_footer),
    "docx-comments": (".docx", in_comments), "docx-footnotes": (".docx", in_footnotes), "docx-box": (".docx", in_box), "docx-inserted": (".docx", tracked_in),
    "docx-deleted": (".docx", tracked_out), "docx-fields": (".docx", with_fields), "docx-controls": (".docx", with_controls),
}  # fmt: skip
