"""Workbooks in every state: shared strings, hidden sheets, lost zeros, notes, boxes, phonetic guides, caches."""

import io
import re
import zipfile
from datetime import UTC, date, datetime
from random import Random
from xml.sax.saxutils import escape

import xlsxwriter

from .script import Doc
from .text import Formats

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def _fill(sheet: "xlsxwriter.worksheet.Worksheet", rows: list[list[str]], top: int = 0) -> None:
    for n, row in enumerate(rows, top):
        for c, cell in enumerate(row):
            if re.fullmatch(r"[1-9]\d{0,8}", cell):
                sheet.write_number(n, c, int(cell))
            elif cell:
                sheet.write_string(n, c, cell)


def _book(options: dict[str, object] | None = None) -> tuple[io.BytesIO, "xlsxwriter.Workbook"]:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, **(options or {})})
    book.set_properties({"author": "", "created": datetime(2025, 4, 1, 9, 0, tzinfo=UTC)})
    return out, book


def shared(doc: Doc, rng: Random) -> bytes:
    """As Excel saves it; sometimes a second sheet, sometimes a blank column."""
    out, book = _book()
    sheet = book.add_worksheet(rng.choice(("Sheet1", "一覧", "データ", "R7", "入力")))
    _fill(sheet, doc.rows(), rng.choice((0, 0, 1)))
    book.add_worksheet("Sheet2")
    book.close()
    return out.getvalue()


def hidden(doc: Doc, rng: Random) -> bytes:
    """The data stand on a hidden sheet."""
    out, book = _book()
    first = book.add_worksheet("集計表")
    _fill(first, [["区分", "件数"], ["受付", str(len(doc.lines))], ["完了", "3"]])
    second = book.add_worksheet("元データ")
    _fill(second, doc.rows())
    second.very_hidden() if rng.random() < 0.5 else second.hide()
    book.close()
    return out.getvalue()


def numbers(doc: Doc, rng: Random) -> bytes:
    """Telephone numbers lost their zero, days are serial numbers."""
    out, book = _book()
    sheet, style = book.add_worksheet("取込"), book.add_format({"num_format": "yyyy/m/d"})
    for n, row in enumerate(doc.rows()):
        for c, cell in enumerate(row):
            if re.fullmatch(r"0\d{9,10}|0\d{1,3}-\d{2,4}-\d{4}", cell):
                sheet.write_number(n, c, int(cell.replace("-", "")))
            elif found := re.fullmatch(r"(19\d\d|20\d\d)[/-](\d\d?)[/-](\d\d?)", cell):
                serial = (date(*map(int, found.groups())) - date(1899, 12, 30)).days
                sheet.write_number(n, c, serial, style)
            elif cell:
                sheet.write_string(n, c, cell)
    book.close()
    return out.getvalue()


def comments(doc: Doc, rng: Random) -> bytes:
    """Lines as notes on the cells of a progress table."""
    out, book = _book()
    sheet = book.add_worksheet("進捗")
    lines = [x for x in doc.text(" ").split("\n") if x]
    for n, line in enumerate(lines):
        sheet.write_string(n, 0, f"工程{n + 1}")
        sheet.write_comment(n, 0, line, {"author": "PC-03"})
    book.close()
    return out.getvalue()


def boxes(doc: Doc, rng: Random) -> bytes:
    """Everything in a text box on an empty sheet."""
    out, book = _book()
    book.add_worksheet("メモ").insert_textbox(1, 1, doc.text(" "), {"width": 600, "height": 900})
    book.close()
    return out.getvalue()


def _replace(data: bytes, change: dict[str, str], more: dict[str, str] | None = None) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name), change.get(name) or old.read(name), zipfile.ZIP_DEFLATED)
        for name, text in (more or {}).items():
            new.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def macro(doc: Doc, rng: Random) -> bytes:
    """A workbook of the kind that may hold macros."""
    data = shared(doc, rng)
    with zipfile.ZipFile(io.BytesIO(data)) as pack:
        types = pack.read("[Content_Types].xml").decode()
    main = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    return _replace(data, {"[Content_Types].xml": types.replace(f"{TYPE}.sheet.main+xml", main)})


def phonetic(doc: Doc, rng: Random) -> bytes:
    """Strings cut into runs with a phonetic guide (of the headings) among them."""
    data = shared(doc, rng)
    with zipfile.ZipFile(io.BytesIO(data)) as pack:
        strings = pack.read("xl/sharedStrings.xml").decode()

    def runs(m: re.Match[str]) -> str:
        text = m[1]
        if "&" in text or len(text) < 2:
            return m[0]
        half = len(text) // 2
        guide = f'<rPh sb="0" eb="{half}"><t>メイ</t></rPh><phoneticPr fontId="1"/>' if text == "氏名" else ""
        return f'<si><r><t xml:space="preserve">{text[:half]}</t></r><r><rPr><sz val="11"/></rPr><t xml:space="preserve">{text[half:]}</t></r>{guide}</si>'

    return _replace(
        data, {"xl/sharedStrings.xml": re.sub(r"<si><t(?: xml:space=\"preserve\")?>([^<]*)</t></si>", runs, strings)}
    )


def pivot(doc: Doc, rng: Random) -> bytes:
    """A summary; the source is gone, the pivot cache holds it still."""
    out, book = _book()
    _fill(book.add_worksheet("ピボット"), [["行ラベル", "データの個数"], ["総計", str(len(doc.lines))]])
    book.close()
    rows = [r for r in doc.rows() if len(r) > 1]
    head, body = rows[0], [r for r in rows[1:] if len(r) == len(rows[0])]
    fields = ""
    for n, name in enumerate(head):
        items = "".join(f'<s v="{escape(v, {chr(34): "&quot;"})}"/>' for v in dict.fromkeys(r[n] for r in body))
        fields += f'<cacheField name="{escape(name)}" numFmtId="0"><sharedItems>{items}</sharedItems></cacheField>'
    uniq = [list(dict.fromkeys(r[n] for r in body)) for n in range(len(head))]
    records = "".join("<r>" + "".join(f'<x v="{uniq[n].index(v)}"/>' for n, v in enumerate(r)) + "</r>" for r in body)
    return _caches(out.getvalue(), {
        "xl/pivotCache/pivotCacheDefinition1.xml": f'{HEAD}<pivotCacheDefinition xmlns="{MAIN}" xmlns:r="{REL}" r:id="rId1" '
        f'recordCount="{len(body)}"><cacheSource type="worksheet"><worksheetSource ref="A1:H99" sheet="元データ"/></cacheSource>'
        f'<cacheFields count="{len(head)}">{fields}</cacheFields></pivotCacheDefinition>',
        "xl/pivotCache/pivotCacheRecords1.xml": f'{HEAD}<pivotCacheRecords xmlns="{MAIN}" count="{len(body)}">{records}</pivotCacheRecords>',
        "xl/pivotCache/_rels/pivotCacheDefinition1.xml.rels": _rels("pivotCacheRecords", "pivotCacheRecords1.xml"),
    }, "pivotCacheDefinition", "pivotCache/pivotCacheDefinition1.xml")  # fmt: skip


def external(doc: Doc, rng: Random) -> bytes:
    """A workbook that looked up names in another one and keeps what it saw."""
    out, book = _book()
    _fill(book.add_worksheet("照会"), [["番号", "結果"], ["1", "#REF!"], ["2", "#REF!"]])
    book.close()
    rows = ""
    for n, row in enumerate(doc.rows(), 1):
        cells = "".join(
            f'<cell r="{chr(65 + c)}{n}" t="str"><v>{escape(v)}</v></cell>' for c, v in enumerate(row[:26]) if v
        )
        rows += f'<row r="{n}">{cells}</row>'
    return _caches(out.getvalue(), {
        "xl/externalLinks/externalLink1.xml": f'{HEAD}<externalLink xmlns="{MAIN}" xmlns:r="{REL}"><externalBook r:id="rId1">'
        f'<sheetNames><sheetName val="台帳"/></sheetNames><sheetDataSet><sheetData sheetId="0">{rows}</sheetData></sheetDataSet></externalBook></externalLink>',
        "xl/externalLinks/_rels/externalLink1.xml.rels": _rels("externalLinkPath", "daicho.xlsx", ' TargetMode="External"'),
    }, "externalLink", "externalLinks/externalLink1.xml")  # fmt: skip


def _rels(kind: str, target: str, more: str = "") -> str:
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'{HEAD}<Relationships xmlns="{space}"><Relationship Id="rId1" Type="{REL}/{kind}" Target="{target}"{more}/></Relationships>'


def _caches(data: bytes, parts: dict[str, str], kind: str, target: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as pack:
        types, rels = pack.read("[Content_Types].xml").decode(), pack.read("xl/_rels/workbook.xml.rels").decode()
    extra = "".join(f'<Override PartName="/{p}" ContentType="{TYPE}.{re.sub(r".*/|[0-9]*[.]xml", "", p)}+xml"/>'
                    for p in parts if not p.endswith(".rels"))  # fmt: skip
    link = f'<Relationship Id="rId901" Type="{REL}/{kind}" Target="{target}"/>'
    return _replace(data, {
        "[Content_Types].xml": types.replace("</Types>", extra + "</Types>"),
        "xl/_rels/workbook.xml.rels": rels.replace("</Relationships>", link + "</Relationships>"),
    }, parts)  # fmt: skip


TABLES: Formats = {
    "xlsx": (".xlsx", shared), "xlsx-hidden": (".xlsx", hidden), "xlsm": (".xlsm", macro), "xlsx-numbers": (".xlsx", numbers),
    "xlsx-runs": (".xlsx", phonetic), "xlsx-pivot": (".xlsx", pivot), "xlsx-external": (".xlsx", external),
}  # fmt: skip
ANY: Formats = {"xlsx": (".xlsx", shared), "xlsx-comments": (".xlsx", comments), "xlsx-box": (".xlsx", boxes),
                "xlsx-hidden": (".xlsx", hidden)}  # fmt: skip
