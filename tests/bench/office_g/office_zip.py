"""Word, Excel, PowerPoint, OpenDocument and EPUB as raw zips: body, runs, comments, notes, boxes, hidden sheets."""

import io
import zipfile
from collections.abc import Callable
from html import escape
from random import Random

from tests.bench.office_g.markup import Doc, Line
from tests.bench.office_g.plain import Formats, Write, page
from tests.bench.office_g.skeletons import skeleton

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
P = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
SLIDE_SIZE = '<p:sldSz cx="9144000" cy="6858000"/><p:notesSz cx="6858000" cy="9144000"/>'
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "application/vnd.openxmlformats-officedocument."


def packed(parts: dict[str, str | bytes], stored: str = "") -> bytes:
    """A zip of parts; ``stored`` is the one that must come first and unpacked (mimetype)."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, data in parts.items():
            pack.writestr(name, data, zipfile.ZIP_STORED if name == stored else zipfile.ZIP_DEFLATED)
    return out.getvalue()


def ooxml(main: str, kind: str, parts: dict[str, str], types: dict[str, str], rels: dict[str, str]) -> bytes:
    """An OOXML package: ``types`` and ``rels`` of further parts by their path."""
    over = "".join(f'<Override PartName="/{k}" ContentType="{MAIN}{v}+xml"/>' for k, v in {main: kind, **types}.items())
    home = main.rsplit("/", 1)[0]
    links = "".join(
        skeleton("link", id=f"rId{n}", kind=f"{REL}/{v}", target=k.removeprefix(home + "/"))
        for n, (k, v) in enumerate(rels.items(), 1)
    )
    head = {
        "[Content_Types].xml": skeleton("types", over=over),
        "_rels/.rels": skeleton("rels", links=skeleton("link", id="rId1", kind=f"{REL}/officeDocument", target=main)),
        f"{home}/_rels/{main.rsplit('/', 1)[1]}.rels": skeleton("rels", links=links),
    }
    return packed({**head, **parts})


def _run(text: str, tag: str = "w:t") -> str:
    return f'<w:r><{tag} xml:space="preserve">{escape(text)}</{tag}></w:r>'


def _para(text: str, pieces: int = 0) -> str:
    runs = [text[i : i + pieces] for i in range(0, len(text), pieces)] if pieces else [text]
    return "<w:p>" + "".join(_run(r) for r in runs) + "</w:p>"


def _body(lines: list[Line], pieces: int = 0) -> str:
    out, table = [], False
    for x in lines:
        if not isinstance(x, str) and not table:
            out.append("<w:tbl><w:tblPr/><w:tblGrid/>")
        elif isinstance(x, str) and table:
            out.append("</w:tbl>")
        table = not isinstance(x, str)
        if table:
            out.append("<w:tr>" + "".join(f"<w:tc>{_para(c, pieces)}</w:tc>" for c in x) + "</w:tr>")
        else:
            out.append(_para(str(x), pieces))
    return "".join(out) + ("</w:tbl><w:p/>" if table else "")


def _word(body: str, more: dict[str, tuple[str, str]] | None = None) -> bytes:
    parts = {"word/document.xml": f"{XML}<w:document {W} {R}><w:body>{body}</w:body></w:document>"}
    types, rels = {}, {}
    for name, (tag, text) in (more or {}).items():
        parts[f"word/{name}.xml"] = f"{XML}<w:{tag} {W}>{text}</w:{tag}>"
        types[f"word/{name}.xml"] = f"wordprocessingml.{name}"
        rels[f"word/{name}.xml"] = name
    return ooxml("word/document.xml", "wordprocessingml.document.main", parts, types, rels)


def docx(doc: Doc, rng: Random) -> bytes:
    """A plain document."""
    return _word(_body(doc.lines))


def docx_runs(doc: Doc, rng: Random) -> bytes:
    """Every paragraph cut into short runs, as after much editing."""
    return _word(_body(doc.lines, rng.choice((2, 3, 5))))


def docx_comments(doc: Doc, rng: Random) -> bytes:
    """The text in comments beside a body that says nothing."""
    notes = "".join(f'<w:comment w:id="{n}" w:author="PC">{_body([x])}</w:comment>' for n, x in enumerate(doc.lines))
    marks = "".join(f'<w:r><w:commentReference w:id="{n}"/></w:r>' for n in range(len(doc.lines)))
    body = f"{_para('別紙のとおり。コメント欄を参照のこと。')}<w:p>{marks}</w:p>"
    return _word(body, {"comments": ("comments", notes)})


def docx_footnotes(doc: Doc, rng: Random) -> bytes:
    """The second half of the text in footnotes."""
    half = len(doc.lines) // 2
    notes = "".join(f'<w:footnote w:id="{n}">{_body([x])}</w:footnote>' for n, x in enumerate(doc.lines[half:], 2))
    marks = "".join(f'<w:r><w:footnoteReference w:id="{n}"/></w:r>' for n in range(2, len(doc.lines) - half + 2))
    return _word(f"{_body(doc.lines[:half])}<w:p>{marks}</w:p>", {"footnotes": ("footnotes", notes)})


def docx_boxes(doc: Doc, rng: Random) -> bytes:
    """All in a text box."""
    box = skeleton("text-box", body=_body(doc.lines))
    return _word(_para("（図）") + box)


def docx_deleted(doc: Doc, rng: Random) -> bytes:
    """Text that stands there as deleted with change tracking, after a clean sentence."""
    gone = "".join(
        f'<w:p><w:del w:id="{n}" w:author="PC">{_run(t, "w:delText")}</w:del></w:p>'
        for n, t in enumerate(doc.text("、").split("\n"))
    )
    return _word(_para("本文は校正済みです。") + gone)


def docx_header(doc: Doc, rng: Random) -> bytes:
    """First two lines in the page header, the rest in the body."""
    head = {"header1": ("hdr", _body(doc.lines[:2]))}
    made = _word(_body(doc.lines[2:]) + '<w:sectPr><w:headerReference w:type="default" r:id="rId1"/></w:sectPr>', head)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name).decode()
            new.writestr(
                name,
                text.replace('/header1"', '/header"').replace("wordprocessingml.header1", "wordprocessingml.header"),
            )
    return out.getvalue()


def _column(n: int) -> str:
    return (_column(n // 26 - 1) if n >= 26 else "") + chr(65 + n % 26)


def _grid(doc: Doc) -> list[list[str]]:
    return [[x] if isinstance(x, str) else x for x in doc.lines]


def _sheet(cells: list[list[str]], cell: Callable[[str, str], str]) -> str:
    rows = "".join(
        f'<row r="{n}">' + "".join(cell(f"{_column(c)}{n}", v) for c, v in enumerate(r) if v) + "</row>"
        for n, r in enumerate(cells, 1)
    )
    return f"{XML}<worksheet {S}><sheetData>{rows}</sheetData></worksheet>"


def _inline(at: str, value: str) -> str:
    if value.isdecimal() and value.isascii() and value[0] != "0" and len(value) < 12:
        return f'<c r="{at}"><v>{value}</v></c>'
    return f'<c r="{at}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'


def _book(sheets: list[tuple[str, str, str]], more: dict[str, str] | None = None) -> bytes:
    listed = "".join(
        f'<sheet name="{name}" sheetId="{n}" {state} r:id="rId{n}"/>' for n, (name, state, _) in enumerate(sheets, 1)
    )
    parts = {"xl/workbook.xml": f"{XML}<workbook {S} {R}><sheets>{listed}</sheets></workbook>"}
    types, rels = {}, {}
    for n, (_, _, data) in enumerate(sheets, 1):
        path = f"xl/worksheets/sheet{n}.xml"
        parts[path], types[path], rels[path] = data, "spreadsheetml.worksheet", "worksheet"
    for path, data in (more or {}).items():
        parts[path] = data
        if path == "xl/sharedStrings.xml":
            types[path], rels[path] = "spreadsheetml.sharedStrings", "sharedStrings"
        elif "comments" in path:
            types[path] = "spreadsheetml.comments"
    return ooxml("xl/workbook.xml", "spreadsheetml.sheet.main", parts, types, rels)


def xlsx_inline(doc: Doc, rng: Random) -> bytes:
    """Strings in the cells, as systems export."""
    return _book([("一覧", "", _sheet(_grid(doc), _inline))])


def xlsx_shared(doc: Doc, rng: Random) -> bytes:
    """Shared strings, as Excel saves; an empty sheet before."""
    strings: list[str] = []

    def cell(at: str, value: str) -> str:
        if value not in strings:
            strings.append(value)
        return f'<c r="{at}" t="s"><v>{strings.index(value)}</v></c>'

    data = _sheet(_grid(doc), cell)
    items = "".join(f'<si><t xml:space="preserve">{escape(s)}</t></si>' for s in strings)
    table = f'{XML}<sst {S} count="{len(strings)}" uniqueCount="{len(strings)}">{items}</sst>'
    return _book(
        [("目次", "", _sheet([["シート一覧"]], _inline)), ("Sheet2", "", data)], {"xl/sharedStrings.xml": table}
    )


def xlsx_hidden(doc: Doc, rng: Random) -> bytes:
    """The data on a hidden sheet."""
    first = _sheet([["集計", "件数"], ["A", str(len(doc.lines))]], _inline)
    return _book([("集計", "", first), ("_元データ", 'state="veryHidden"', _sheet(_grid(doc), _inline))])


def xlsx_comments(doc: Doc, rng: Random) -> bytes:
    """Every line as a note on a cell."""
    notes = "".join(
        f'<comment ref="A{n}" authorId="0"><text><r><t xml:space="preserve">{escape(t)}</t></r></text></comment>'
        for n, t in enumerate(doc.text(" ").split("\n"), 1)
    )
    more = {
        "xl/comments1.xml": skeleton("comments", notes=notes),
        "xl/worksheets/_rels/sheet1.xml.rels": skeleton(
            "rels", links=skeleton("link", id="rId1", kind=f"{REL}/comments", target="../comments1.xml")
        ),
    }
    return _book([("進捗", "", _sheet([["工程", "状況"], ["入力", "済"], ["照合", "済"]], _inline))], more)


def _slide(text: list[str], tag: str = "sld") -> str:
    paras = "".join(f'<a:p><a:r><a:rPr lang="ja-JP"/><a:t>{escape(t)}</a:t></a:r></a:p>' for t in text)
    shape = skeleton("shape", paras=paras)
    return skeleton("slide", tag=tag, shape=shape)


def _deck(slides: list[str], notes: str = "") -> bytes:
    ids = "".join(f'<p:sldId id="{255 + n}" r:id="rId{n}"/>' for n in range(1, len(slides) + 1))
    parts = {
        "ppt/presentation.xml": f"{XML}<p:presentation {P} {A} {R}>"
        f"<p:sldIdLst>{ids}</p:sldIdLst>{SLIDE_SIZE}</p:presentation>"
    }
    types, rels = {}, {}
    for n, data in enumerate(slides, 1):
        path = f"ppt/slides/slide{n}.xml"
        parts[path], types[path], rels[path] = data, "presentationml.slide", "slide"
    if notes:
        parts["ppt/notesSlides/notesSlide1.xml"] = notes
        types["ppt/notesSlides/notesSlide1.xml"] = "presentationml.notesSlide"
        notes_link = skeleton("link", id="rId1", kind=f"{REL}/notesSlide", target="../notesSlides/notesSlide1.xml")
        parts["ppt/slides/_rels/slide1.xml.rels"] = skeleton("rels", links=notes_link)
    return ooxml("ppt/presentation.xml", "presentationml.presentation.main", parts, types, rels)


def pptx(doc: Doc, rng: Random) -> bytes:
    """Eight lines a slide."""
    lines = doc.text("　").split("\n")
    return _deck([_slide(lines[i : i + 8]) for i in range(0, len(lines), 8)])


def pptx_notes(doc: Doc, rng: Random) -> bytes:
    """A title slide, the text in the speaker's notes."""
    return _deck([_slide(["業務報告"])], _slide(doc.text("　").split("\n"), "notes"))


ODF = " ".join(
    f'xmlns:{k}="urn:oasis:names:tc:opendocument:xmlns:{v}:1.0"'
    for k, v in {"office": "office", "text": "text", "table": "table", "draw": "drawing"}.items()
)


def _odf(kind: str, body: str) -> bytes:
    mime = f"application/vnd.oasis.opendocument.{kind}"
    files = "".join(
        f'<m:file-entry m:full-path="{p}" m:media-type="{t}"/>' for p, t in (("/", mime), ("content.xml", "text/xml"))
    )
    return packed(
        {
            "mimetype": mime,
            "content.xml": skeleton("odf-content", spaces=ODF, body=body),
            "META-INF/manifest.xml": skeleton("manifest", files=files),
        },
        "mimetype",
    )


def _odf_rows(rows: list[list[str]]) -> str:
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(c)}</text:p></table:table-cell>' for c in r
        )
        + "</table:table-row>"
        for r in rows
    )
    return f'<table:table table:name="表1">{cells}</table:table>'


def odt(doc: Doc, rng: Random) -> bytes:
    """OpenDocument text; names may stand in spans."""
    body = "".join(f"<text:p>{escape(x)}</text:p>" if isinstance(x, str) else _odf_rows([x]) for x in doc.lines)
    return _odf("text", f"<office:text>{body}</office:text>")


def ods(doc: Doc, rng: Random) -> bytes:
    """OpenDocument spreadsheet."""
    return _odf("spreadsheet", f"<office:spreadsheet>{_odf_rows(_grid(doc))}</office:spreadsheet>")


def odp(doc: Doc, rng: Random) -> bytes:
    """OpenDocument slides."""
    lines = doc.text("　").split("\n")
    pages = "".join(
        f'<draw:page draw:name="p{i}"><draw:frame><draw:text-box>'
        + "".join(f"<text:p>{escape(t)}</text:p>" for t in lines[i : i + 9])
        + "</draw:text-box></draw:frame></draw:page>"
        for i in range(0, len(lines), 9)
    )
    return _odf("presentation", f"<office:presentation>{pages}</office:presentation>")


def epub(doc: Doc, rng: Random) -> bytes:
    """An e-book with one chapter."""
    return packed(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": skeleton("epub-container"),
            "c.opf": skeleton("epub-opf"),
            "a.xhtml": skeleton("epub-page", body=page(doc).replace(" border=1", "")),
        },
        "mimetype",
    )


def xps(doc: Doc, rng: Random) -> bytes:
    """A printed page (XPS): every line a run of glyphs."""
    glyphs = "".join(
        skeleton("glyphs", y=40 + 18 * n, text=escape(t)) for n, t in enumerate(doc.text("　").split("\n")) if t
    )
    first = skeleton(
        "link", id="r", kind="http://schemas.microsoft.com/xps/2005/06/fixedrepresentation", target="/s.fdseq"
    )
    return packed(
        {
            "[Content_Types].xml": skeleton("xps-types"),
            "_rels/.rels": skeleton("rels", links=first),
            "s.fdseq": skeleton("xps-seq"),
            "d.fdoc": skeleton("xps-doc"),
            "Pages/1.fpage": skeleton("xps-page", glyphs=glyphs),
        }
    )


WORDS: dict[str, Write] = {
    "docx": docx, "docx-runs": docx_runs, "docx-comments": docx_comments, "docx-footnotes": docx_footnotes,
    "docx-box": docx_boxes, "docx-deleted": docx_deleted, "docx-header": docx_header,
}  # fmt: skip
ANY: Formats = {k: (".docx", w) for k, w in WORDS.items()} | {
    "xlsx-inline": (".xlsx", xlsx_inline), "xlsx-shared": (".xlsx", xlsx_shared), "xlsx-hidden": (".xlsx", xlsx_hidden),
    "xlsx-comments": (".xlsx", xlsx_comments), "pptx": (".pptx", pptx), "pptx-notes": (".pptx", pptx_notes),
    "odt": (".odt", odt), "ods": (".ods", ods), "odp": (".odp", odp), "epub": (".epub", epub), "xps": (".xps", xps),
}  # fmt: skip
