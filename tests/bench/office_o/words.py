"""Letters and slides: docx and odt by hand, a flat slide show for LibreOffice."""

import io
import zipfile
from collections.abc import Iterable
from html import escape
from random import Random
from typing import Any

from .marks import Doc, Line
from .sheets import packed
from .texts import Formats, Write

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml."
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def run(text: str, tag: str = "t") -> str:
    """A run."""
    return f'<w:r><w:rPr><w:sz w:val="18"/></w:rPr><w:{tag} xml:space="preserve">{escape(text)}</w:{tag}></w:r>'


def para(inner: str) -> str:
    """A paragraph."""
    return f"<w:p>{inner}</w:p>"


def cut(text: str, rng: Random) -> str:
    """A text in several runs, as spelling and phonetics cut it."""
    out, at = "", 0
    while at < len(text):
        step = rng.randint(1, 9)
        out += run(text[at : at + step])
        at += step
    return out


def table(rows: list[list[str]]) -> str:
    """A table with lines."""
    wide = max(map(len, rows))
    edge = "".join(
        f'<w:{s} w:val="single" w:sz="4"/>' for s in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    out = f'<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>{edge}</w:tblBorders></w:tblPr><w:tblGrid>{"<w:gridCol/>" * wide}</w:tblGrid>'
    for row in rows:
        out += "<w:tr>"
        for n, cell in enumerate(row):
            span = f'<w:tcPr><w:gridSpan w:val="{wide - n}"/></w:tcPr>' if n == len(row) - 1 and n < wide - 1 else ""
            out += f"<w:tc>{span}{para(run(cell))}</w:tc>"
        out += "</w:tr>"
    return out + "</w:tbl>"


def blocks(lines: list[Line]) -> Iterable[str | list[list[str]]]:
    """Single lines, and runs of rows."""
    rows: list[list[str]] = []
    for line in lines:
        if isinstance(line, list):
            rows.append(line)
            continue
        if rows:
            yield rows
            rows = []
        yield line
    if rows:
        yield rows


def _pack(body: str, parts: dict[str, str], landscape: bool = False) -> bytes:
    size = (
        '<w:pgSz w:w="23811" w:h="16838" w:orient="landscape"/>' if landscape else '<w:pgSz w:w="11906" w:h="16838"/>'
    )
    header = '<w:headerReference w:type="default" r:id="rIdheader"/>' if "header" in parts else ""
    document = f'{XML}<w:document {W}><w:body>{body}<w:sectPr>{header}{size}<w:pgMar w:top="900" w:right="700" w:bottom="900" w:left="700" w:header="400" w:footer="400" w:gutter="0"/></w:sectPr></w:body></w:document>'
    kinds = "".join(f'<Override PartName="/word/{n}.xml" ContentType="{MAIN}{n}+xml"/>' for n in parts)
    rels = "".join(f'<Relationship Id="rId{n}" Type="{REL}{n}" Target="{n}.xml"/>' for n in parts)
    space = "http://schemas.openxmlformats.org/package/2006/"
    files = {
        "[Content_Types].xml": f'{XML}<Types xmlns="{space}content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{MAIN}document.main+xml"/>{kinds}</Types>',
        "_rels/.rels": f'{XML}<Relationships xmlns="{space}relationships"><Relationship Id="rId1" Type="{REL}officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": document,
        "word/_rels/document.xml.rels": f'{XML}<Relationships xmlns="{space}relationships">{rels}</Relationships>',
    }
    files |= {f"word/{n}.xml": XML + x for n, x in parts.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for name, text in files.items():
            new.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def docx(style: str = "") -> Write:
    """A letter; ``style`` tells where a part of the text stands."""

    def write(doc: Doc, rng: Random) -> bytes:
        parts: dict[str, Any] = {}
        body, wide = "", any(isinstance(x, list) and len(x) > 5 for x in doc.lines)
        lines = list(doc.lines)
        pick = next((n for n in range(len(lines) - 1, -1, -1) if isinstance(lines[n], str) and lines[n]), None)
        aside = (
            lines.pop(pick)
            if style in ("header", "comments", "footnotes", "box", "tracked") and pick is not None and len(lines) > 1
            else ""
        )
        for block in blocks(lines):
            if isinstance(block, str):
                body += para(cut(block, rng) if style == "cut" else run(block))
            else:
                body += table(block)
        extra, parts = _aside(style, str(aside), rng) if aside else (para(""), {})
        return _pack(body + extra, parts, wide)

    return write


def _aside(style: str, text: str, rng: Random) -> tuple[str, dict[str, str]]:
    who = 'w:id="3" w:author="user" w:date="2025-09-01T09:00:00Z"'
    if style == "header":
        return para(""), {"header": f"<w:hdr {W}>{para(run(text))}</w:hdr>"}
    if style == "comments":
        mark = '<w:r><w:commentReference w:id="0"/></w:r>'
        return para(run("（コメント参照）") + mark), {
            "comments": f'<w:comments {W}><w:comment w:id="0" w:author="user" w:initials="u">{para(run(text))}</w:comment></w:comments>'
        }
    if style == "footnotes":
        mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
        return para(run("以上") + mark), {
            "footnotes": f'<w:footnotes {W}><w:footnote w:id="2">{para(run(text))}</w:footnote></w:footnotes>'
        }
    if style == "tracked":
        tag = rng.choice(("ins", "del"))
        inner = run(text, "delText" if tag == "del" else "t")
        return para(run("追記　") + f"<w:{tag} {who}>{inner}</w:{tag}>"), {}
    box = f'<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" style="width:300pt;height:60pt"><v:textbox><w:txbxContent>{para(run(text))}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>'
    return para(box), {}


def _odf(lines: list[Line]) -> str:
    out = ""
    for block in blocks(lines):
        if isinstance(block, str):
            out += f"<text:p>{escape(block)}</text:p>"
            continue
        wide = max(map(len, block))
        out += f'<table:table><table:table-column table:number-columns-repeated="{wide}"/>'
        for row in block:
            cells = row + [""] * (wide - len(row))
            out += (
                "<table:table-row>"
                + "".join(
                    f'<table:table-cell office:value-type="string"><text:p>{escape(c)}</text:p></table:table-cell>'
                    for c in cells
                )
                + "</table:table-row>"
            )
        out += "</table:table>"
    return out


def odt(doc: Doc, rng: Random) -> bytes:
    """OpenDocument text."""
    return packed("text", _odf(doc.lines))


def slides(doc: Doc, rng: Random) -> bytes:
    """A flat slide show, seven lines a slide."""
    spaces = "".join(
        f' xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{v}:1.0"'
        for n, v in (
            ("office", "office"),
            ("table", "table"),
            ("text", "text"),
            ("draw", "drawing"),
            ("presentation", "presentation"),
        )
    )
    spaces += ' xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'
    out = ""
    lines = [x if isinstance(x, str) else "　".join(x) for x in doc.lines]
    for n in range(0, len(lines), 7):
        text = "".join(f"<text:p>{escape(x)}</text:p>" for x in lines[n : n + 7])
        out += f'<draw:page draw:name="p{n}"><draw:frame svg:x="1cm" svg:y="1cm" svg:width="25cm" svg:height="14cm"><draw:text-box>{text}</draw:text-box></draw:frame></draw:page>'
    return f'<?xml version="1.0" encoding="UTF-8"?><office:document{spaces} office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.presentation"><office:body><office:presentation>{out}</office:presentation></office:body></office:document>'.encode()


ANY: Formats = {
    "docx": (".docx", docx()), "docx-cut": (".docx", docx("cut")), "docx-header": (".docx", docx("header")), "docx-comments": (".docx", docx("comments")),
    "docx-footnotes": (".docx", docx("footnotes")), "docx-tracked": (".docx", docx("tracked")), "docx-box": (".docx", docx("box")), "odt": (".odt", odt),
}  # fmt: skip
