"""Word, Excel, PowerPoint and OpenDocument files, written part by part."""

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from html import escape
from random import Random

from .as_text import Formats, Write, grid
from .render import Doc

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACK = "http://schemas.openxmlformats.org/package/2006"
NW = f'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="{REL}" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
NS = f'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="{REL}"'
NP = f'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:r="{REL}"'
MIME = "application/vnd.openxmlformats-officedocument."


def pack(parts: dict[str, str | bytes], stored: str = "") -> bytes:
    """A zip with fixed dates."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, (2025, 10, 3, 9, 30, 0))
            info.compress_type = zipfile.ZIP_STORED if name == stored else zipfile.ZIP_DEFLATED
            z.writestr(info, data)
    return out.getvalue()


def rels(items: list[tuple[str, str]]) -> str:
    """Relationships rId1, rId2, … of (kind, target)."""
    body = "".join(
        f'<Relationship Id="rId{n}" Type="{REL}/{k}" Target="{t}"{" TargetMode=" + chr(34) + "External" + chr(34) if k == "externalLinkPath" else ""}/>'
        for n, (k, t) in enumerate(items, 1)
    )
    return f'{HEAD}<Relationships xmlns="{PACK}/relationships">{body}</Relationships>'


def ooxml(main: str, kind: str, parts: dict[str, str | bytes], types: dict[str, str]) -> bytes:
    """A package; ``types`` gives the content type of parts beside the main one."""
    listed = "".join(
        f'<Override PartName="/{p}" ContentType="{MIME}{t}+xml"/>' for p, t in ({main: kind} | types).items()
    )
    head = f'{HEAD}<Types xmlns="{PACK}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/><Default Extension="xlsx" ContentType="{MIME}spreadsheetml.sheet"/>{listed}</Types>'
    first: dict[str, str | bytes] = {"[Content_Types].xml": head, "_rels/.rels": rels([("officeDocument", main)])}
    return pack(first | parts)


# ---------------------------------------------------------------- Word
def run(text: str, tag: str = "t") -> str:
    """A run."""
    return "".join(
        "<w:r><w:tab/></w:r>" * (n > 0) + f'<w:r><w:{tag} xml:space="preserve">{escape(x)}</w:{tag}></w:r>'
        for n, x in enumerate(text.split("\t"))
    )


def para(text: str, step: int = 0) -> str:
    """A paragraph; ``step`` cuts it into runs."""
    pieces = [text[i : i + step] for i in range(0, len(text), step)] if step else [text]
    return "<w:p>" + "".join(map(run, pieces)) + "</w:p>"


def flow(lines: Sequence[str | list[str]], step: int = 0) -> str:
    """Paragraphs and tables."""
    out: list[str] = []
    rows: list[str] = []
    for x in [*lines, ""]:
        if isinstance(x, str):
            if rows:
                out.append("<w:tbl><w:tblPr/><w:tblGrid/>" + "".join(rows) + "</w:tbl>")
                rows = []
            out.append(para(x, step))
        else:
            rows.append("<w:tr>" + "".join(f"<w:tc>{para(c, step)}</w:tc>" for c in x) + "</w:tr>")
    return "".join(out)


def word(body: str, extra: dict[str, tuple[str, str]] | None = None, embedded: bytes = b"") -> bytes:
    """A document; ``extra`` = part name to (root tag, inner XML)."""
    parts: dict[str, str | bytes] = {}
    types: dict[str, str] = {}
    links: list[tuple[str, str]] = []
    section = ""
    for name, (tag, inner) in (extra or {}).items():
        kind = name.rstrip("0123456789")
        parts[f"word/{name}.xml"] = f"{HEAD}<w:{tag} {NW}>{inner}</w:{tag}>"
        types[f"word/{name}.xml"] = f"wordprocessingml.{kind}"
        links.append((kind, f"{name}.xml"))
        if kind in ("header", "footer"):
            section += f'<w:{kind}Reference w:type="default" r:id="rId{len(links)}"/>'
    if embedded:
        parts["word/embeddings/Microsoft_Excel_Sheet1.xlsx"] = embedded
        links.append(("package", "embeddings/Microsoft_Excel_Sheet1.xlsx"))
    parts["word/document.xml"] = (
        f"{HEAD}<w:document {NW}><w:body>{body}<w:sectPr>{section}</w:sectPr></w:body></w:document>"
    )
    parts["word/_rels/document.xml.rels"] = rels(links)
    return ooxml("word/document.xml", "wordprocessingml.document.main", parts, types)


def docx(doc: Doc, rng: Random) -> bytes:
    """Body only."""
    return word(flow(doc.lines))


def docx_runs(doc: Doc, rng: Random) -> bytes:
    """Cut into runs."""
    return word(flow(doc.lines, rng.choice((1, 3, 4))))


def docx_header(doc: Doc, rng: Random) -> bytes:
    """First third in the header, last line in the footer."""
    cut = max(1, len(doc.lines) // 3)
    return word(
        flow(doc.lines[cut:-1]), {"header1": ("hdr", flow(doc.lines[:cut])), "footer1": ("ftr", flow(doc.lines[-1:]))}
    )


def docx_comments(doc: Doc, rng: Random) -> bytes:
    """Every line a comment."""
    notes = "".join(
        f'<w:comment w:id="{n}" w:author="user{n % 3}" w:initials="u">{flow([x])}</w:comment>'
        for n, x in enumerate(doc.lines)
    )
    refs = "".join(
        f'<w:p>{run(f"項目{n + 1}　確認のこと")}<w:r><w:commentReference w:id="{n}"/></w:r></w:p>'
        for n in range(len(doc.lines))
    )
    return word(refs, {"comments": ("comments", notes)})


def docx_tracked(doc: Doc, rng: Random) -> bytes:
    """Odd lines inserted, even lines deleted under tracking."""
    out = []
    for n, line in enumerate(doc.text("　").split("\n")):
        mark, tag = ("ins", "t") if n % 2 else ("del", "delText")
        out.append(
            f'<w:p><w:{mark} w:id="{n + 10}" w:author="user" w:date="2025-09-01T10:00:00Z">{run(line, tag)}</w:{mark}></w:p>'
        )
    return word(para("（変更履歴あり）") + "".join(out))


def docx_box(doc: Doc, rng: Random) -> bytes:
    """A VML text box holds everything."""
    box = f'<w:p><w:r><w:pict><v:shape id="s1" style="width:400pt;height:300pt"><v:textbox><w:txbxContent>{flow(doc.lines)}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>'
    return word(para("掲示用") + box)


def docx_controls(doc: Doc, rng: Random) -> bytes:
    """Content controls and old form fields."""
    out = []
    for n, line in enumerate(doc.text("　").split("\n")):
        if n % 2:
            out.append(
                f'<w:sdt><w:sdtPr><w:alias w:val="欄{n}"/></w:sdtPr><w:sdtContent>{para(line)}</w:sdtContent></w:sdt>'
            )
        else:
            out.append(
                f'<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="T{n}"/><w:textInput><w:default w:val="{escape(line)}"/></w:textInput></w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMTEXT </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(line)}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
            )
    return word("".join(out))


def docx_notes(doc: Doc, rng: Random) -> bytes:
    """Second half in footnotes and endnotes."""
    cut = len(doc.lines) // 2
    feet = "".join(f'<w:footnote w:id="{n}">{flow([x])}</w:footnote>' for n, x in enumerate(doc.lines[cut::2], 2))
    ends = "".join(f'<w:endnote w:id="{n}">{flow([x])}</w:endnote>' for n, x in enumerate(doc.lines[cut + 1 :: 2], 2))
    marks = "".join(f'<w:r><w:footnoteReference w:id="{n}"/></w:r>' for n in range(2, len(doc.lines[cut::2]) + 2))
    marks += "".join(f'<w:r><w:endnoteReference w:id="{n}"/></w:r>' for n in range(2, len(doc.lines[cut + 1 :: 2]) + 2))
    return word(
        flow(doc.lines[:cut]) + f"<w:p>{marks}</w:p>",
        {"footnotes": ("footnotes", feet), "endnotes": ("endnotes", ends)},
    )


def docx_embedded(doc: Doc, rng: Random) -> bytes:
    """A short letter with a workbook inside that holds the list."""
    thing = '<w:p><w:r><w:object><o:OLEObject Type="Embed" ProgID="Excel.Sheet.12" ShapeID="s1" DrawAspect="Icon" ObjectID="_1" r:id="rId1"/></w:object></w:r></w:p>'
    return word(para("別表（埋め込みブック）をダブルクリックしてください。") + thing, embedded=xlsx_shared(doc, rng))


# ---------------------------------------------------------------- Excel
def letters(n: int) -> str:
    """Column letters."""
    return (letters(n // 26 - 1) if n > 25 else "") + chr(65 + n % 26)


def sheet(rows: list[list[str]], cell: Callable[[str, str], str], tail: str = "") -> str:
    """A worksheet."""
    body = "".join(
        f'<row r="{n}">' + "".join(cell(f"{letters(k)}{n}", c) for k, c in enumerate(r) if c) + "</row>"
        for n, r in enumerate(rows, 1)
    )
    return f"{HEAD}<worksheet {NS}><sheetData>{body}</sheetData>{tail}</worksheet>"


def inline(at: str, value: str) -> str:
    """A string in its cell."""
    return f'<c r="{at}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'


def number(at: str, value: str) -> str:
    """Digits become numbers and lose their zeros."""
    return f'<c r="{at}"><v>{int(value)}</v></c>' if re.fullmatch(r"[0-9]{1,12}", value) else inline(at, value)


def serial(at: str, value: str) -> str:
    """Days become serial numbers with a date style."""
    if found := re.fullmatch(r"(19[3-9]\d|20\d\d)[-/](\d{1,2})[-/](\d{1,2})", value):
        days = (date(*map(int, found.groups())) - date(1899, 12, 30)).days
        return f'<c r="{at}" s="1"><v>{days}</v></c>'
    return inline(at, value)


STYLES = f'{HEAD}<styleSheet {NS}><fonts count="1"><font><sz val="11"/></font></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>'


def book(
    sheets: list[tuple[str, str, str]],
    extra: dict[str, str | bytes] | None = None,
    links: list[tuple[str, str]] | None = None,
    types: dict[str, str] | None = None,
    tail: str = "",
) -> bytes:
    """A workbook of (name, state, XML)."""
    names = "".join(
        f'<sheet name="{n}" sheetId="{k}"{" state=" + chr(34) + s + chr(34) if s else ""} r:id="rId{k}"/>'
        for k, (n, s, _) in enumerate(sheets, 1)
    )
    parts: dict[str, str | bytes] = {
        "xl/workbook.xml": f"{HEAD}<workbook {NS}><sheets>{names}</sheets>{tail}</workbook>",
        "xl/styles.xml": STYLES,
    }
    kinds = {"xl/styles.xml": "spreadsheetml.styles"} | (types or {})
    found = [("worksheet", f"worksheets/sheet{k}.xml") for k in range(1, len(sheets) + 1)] + [
        ("styles", "styles.xml"),
        *(links or []),
    ]
    for k, (_, _, data) in enumerate(sheets, 1):
        parts[f"xl/worksheets/sheet{k}.xml"] = data
        kinds[f"xl/worksheets/sheet{k}.xml"] = "spreadsheetml.worksheet"
    parts["xl/_rels/workbook.xml.rels"] = rels(found)
    return ooxml("xl/workbook.xml", "spreadsheetml.sheet.main", parts | (extra or {}), kinds)


def xlsx_plain(cell: Callable[[str, str], str]) -> Write:
    """One sheet."""
    return lambda doc, rng: book([("Sheet1", "", sheet(grid(doc), cell))])


def _strings(doc: Doc, phonetic: bool) -> tuple[str, str]:
    seen: dict[str, int] = {}

    def cell(at: str, value: str) -> str:
        return f'<c r="{at}" t="s"><v>{seen.setdefault(value, len(seen))}</v></c>'

    data = sheet(grid(doc), cell)
    kana = dict(zip(*_readings(doc), strict=True)) if phonetic else {}
    items = "".join(
        f'<si><t xml:space="preserve">{escape(s)}</t>'
        + (f'<rPh sb="0" eb="{len(s)}"><t>{kana[s]}</t></rPh>' if s in kana else "")
        + "</si>"
        for s in seen
    )
    return data, f'{HEAD}<sst {NS} count="{len(seen)}" uniqueCount="{len(seen)}">{items}</sst>'


def _readings(doc: Doc) -> tuple[list[str], list[str]]:
    """Names beside their kana, where a row holds both."""
    names: list[str] = []
    kana: list[str] = []
    known = {v for k, v, _ in doc.values if k == "kana"}
    for row in grid(doc):
        found = [c for c in row if c in known]
        if found:
            names += [c for c in row if any(k == "name" and v == c for k, v, _ in doc.values)][:1]
            kana += found[: len(names) - len(kana)]
    return names[: len(kana)], kana


def xlsx_shared(doc: Doc, rng: Random, phonetic: bool = False) -> bytes:
    """Shared strings."""
    data, table = _strings(doc, phonetic)
    return book(
        [("表紙", "", sheet([["提出用"]], inline)), ("明細", "", data)],
        {"xl/sharedStrings.xml": table},
        [("sharedStrings", "sharedStrings.xml")],
        {"xl/sharedStrings.xml": "spreadsheetml.sharedStrings"},
    )


def xlsx_hidden(doc: Doc, rng: Random) -> bytes:
    """A hidden sheet."""
    return book(
        [
            ("グラフ", "", sheet([["区分", "件数"], ["A", "3"]], number)),
            ("work", rng.choice(("hidden", "veryHidden")), sheet(grid(doc), inline)),
        ]
    )


def xlsx_comments(doc: Doc, rng: Random) -> bytes:
    """Lines as cell notes."""
    notes = "".join(
        f'<comment ref="B{n}" authorId="0"><text><r><t xml:space="preserve">{escape(t)}</t></r></text></comment>'
        for n, t in enumerate(doc.text("　").split("\n"), 1)
    )
    extra: dict[str, str | bytes] = {
        "xl/comments1.xml": f"{HEAD}<comments {NS}><authors><author>PC</author></authors><commentList>{notes}</commentList></comments>",
        "xl/worksheets/_rels/sheet1.xml.rels": rels([("comments", "../comments1.xml")]),
    }
    return book(
        [("チェック", "", sheet([["項番", "済"], ["1", "○"]], number))],
        extra,
        types={"xl/comments1.xml": "spreadsheetml.comments"},
    )


def xlsx_box(doc: Doc, rng: Random) -> bytes:
    """A drawing with a text box."""
    paras = "".join(f"<a:p><a:r><a:t>{escape(t)}</a:t></a:r></a:p>" for t in doc.text("　").split("\n"))
    space = 'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    shape = f'<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="2" name="box"/><xdr:cNvSpPr txBox="1"/></xdr:nvSpPr><xdr:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr><xdr:txBody><a:bodyPr/>{paras}</xdr:txBody></xdr:sp>'
    corner = "<xdr:{0}><xdr:col>{1}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{1}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:{0}>"
    extra: dict[str, str | bytes] = {
        "xl/drawings/drawing1.xml": f"{HEAD}<xdr:wsDr {space}><xdr:twoCellAnchor>{corner.format('from', 1)}{corner.format('to', 9)}{shape}<xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>",
        "xl/worksheets/_rels/sheet1.xml.rels": rels([("drawing", "../drawings/drawing1.xml")]),
    }
    return book(
        [("図", "", sheet([["配置図"]], inline, '<drawing r:id="rId1"/>'))],
        extra,
        types={"xl/drawings/drawing1.xml": "drawing"},
    )


def xlsx_pivot(doc: Doc, rng: Random) -> bytes:
    """The list is gone, its pivot cache is not."""
    rows = [r for r in grid(doc) if len(r) > 1] or grid(doc)
    fields = "".join(f'<cacheField name="{escape(h) or k}"><sharedItems/></cacheField>' for k, h in enumerate(rows[0]))
    items = "".join("<r>" + "".join(f'<s v="{escape(c)}"/>' for c in r) + "</r>" for r in rows)
    extra: dict[str, str | bytes] = {
        "xl/pivotCache/pivotCacheDefinition1.xml": f'{HEAD}<pivotCacheDefinition {NS} r:id="rId1" recordCount="{len(rows)}"><cacheSource type="worksheet"><worksheetSource ref="A1:Z99" sheet="元"/></cacheSource><cacheFields>{fields}</cacheFields></pivotCacheDefinition>',
        "xl/pivotCache/pivotCacheRecords1.xml": f"{HEAD}<pivotCacheRecords {NS}>{items}</pivotCacheRecords>",
        "xl/pivotCache/_rels/pivotCacheDefinition1.xml.rels": rels([("pivotCacheRecords", "pivotCacheRecords1.xml")]),
    }  # fmt: skip
    types = {
        "xl/pivotCache/pivotCacheDefinition1.xml": "spreadsheetml.pivotCacheDefinition",
        "xl/pivotCache/pivotCacheRecords1.xml": "spreadsheetml.pivotCacheRecords",
    }
    return book(
        [("集計", "", sheet([["行ラベル", "個数"], ["総計", str(len(rows))]], number))],
        extra,
        [("pivotCacheDefinition", "pivotCache/pivotCacheDefinition1.xml")],
        types,
        '<pivotCaches><pivotCache cacheId="1" r:id="rId3"/></pivotCaches>',
    )


def xlsx_external(doc: Doc, rng: Random) -> bytes:
    """Values of another workbook kept in the link's cache."""
    rows = "".join(
        f'<row r="{n}">'
        + "".join(f'<cell r="{letters(k)}{n}" t="str"><v>{escape(c)}</v></cell>' for k, c in enumerate(r) if c)
        + "</row>"
        for n, r in enumerate(grid(doc), 1)
    )
    extra: dict[str, str | bytes] = {
        "xl/externalLinks/externalLink1.xml": f'{HEAD}<externalLink {NS}><externalBook r:id="rId1"><sheetNames><sheetName val="名簿"/></sheetNames><sheetDataSet><sheetData sheetId="0">{rows}</sheetData></sheetDataSet></externalBook></externalLink>',
        "xl/externalLinks/_rels/externalLink1.xml.rels": rels([("externalLinkPath", "file:///D:/old/list.xlsx")]),
    }  # fmt: skip
    return book(
        [("参照", "", sheet([["合計", "12"]], number))],
        extra,
        [("externalLink", "externalLinks/externalLink1.xml")],
        {"xl/externalLinks/externalLink1.xml": "spreadsheetml.externalLink"},
        '<externalReferences><externalReference r:id="rId3"/></externalReferences>',
    )


WORDS: Formats = {
    "docx": (".docx", docx), "docx-runs": (".docx", docx_runs), "docx-header": (".docx", docx_header), "docx-comments": (".docx", docx_comments), "docx-tracked": (".docx", docx_tracked),
    "docx-box": (".docx", docx_box), "docx-controls": (".docx", docx_controls), "docx-notes": (".docx", docx_notes), "docx-embedded": (".docx", docx_embedded), "docx-tmp": (".tmp", docx),
}  # fmt: skip
BOOKS: Formats = {
    "xlsx-inline": (".xlsx", xlsx_plain(inline)), "xlsx-numbers": (".xlsx", xlsx_plain(number)), "xlsx-serial": (".xlsx", xlsx_plain(serial)), "xlsx-shared": (".xlsx", xlsx_shared),
    "xlsx-phonetic": (".xlsx", lambda d, r: xlsx_shared(d, r, True)), "xlsx-hidden": (".xlsx", xlsx_hidden), "xlsx-comments": (".xlsx", xlsx_comments), "xlsx-box": (".xlsx", xlsx_box),
    "xlsx-pivot": (".xlsx", xlsx_pivot), "xlsx-external": (".xlsx", xlsx_external),
}  # fmt: skip
