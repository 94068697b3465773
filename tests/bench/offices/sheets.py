"""Excel workbooks: values in cells, hidden sheets, comments, boxes, lists to choose from, caches of pivots and other workbooks."""

import io
import re
import struct
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from random import Random

import xlsxwriter

from tests.bench.offices.doc import Doc, Rows
from tests.bench.offices.text_formats import rows_of
from tests.bench.offices.zipped import escape, pack

SHEET_NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
LOST = re.compile(r"0\d{1,4}-\d{1,4}-\d{4}")


def _grid(doc: Doc) -> Rows:
    out: Rows = []
    for block in doc.blocks:
        out += block.rows if block.rows is not None else [[block.text]]
    return out


def _book(fill: Callable[[xlsxwriter.Workbook], None]) -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_numbers": False, "strings_to_formulas": False})
    book.set_properties({"created": datetime(2025, 11, 20, tzinfo=UTC)})
    fill(book)
    book.close()
    return buffer.getvalue()


def _write(sheet: xlsxwriter.worksheet.Worksheet, rows: Rows, top: int = 0, left: int = 0) -> None:
    for r, row in enumerate(rows, start=top):
        for c, value in enumerate(row, start=left):
            if value:
                sheet.write_string(r, c, value)


def plain(doc: Doc, rng: Random) -> bytes:
    """The list somewhere on the first sheet, a memo on the second."""

    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("Sheet1")
        _write(sheet, _grid(doc), rng.randint(0, 4), rng.randint(0, 2))
        sheet.autofit()
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        book.add_worksheet("メモ").write("A1", "更新日 2025/11/20")

    return _book(fill)


def typed(doc: Doc, _rng: Random) -> bytes:
    """Telephones and numbers that lost their zero, dates as serial numbers in a wareki format."""
    if not any(b.rows is not None for b in doc.blocks):
        return plain(doc, _rng)
    rows = rows_of(doc)

    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("名簿")
        era = book.add_format({"num_format": "[$-411]ggge年m月d日"})
        slash = book.add_format({"num_format": "yyyy/mm/dd"})
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                digits = value.replace("-", "")
                if r and (
                    LOST.fullmatch(value) or (digits.isascii() and digits.isdigit() and len(digits) in (7, 10, 12))
                ):
                    sheet.write_number(r, c, int(digits))
                elif r and re.fullmatch(r"\d{4}[/-]\d\d[/-]\d\d", value):
                    y, m, d = map(int, re.split("[/-]", value))
                    sheet.write_datetime(r, c, date(y, m, d), era if c % 2 else slash)
                elif value:
                    sheet.write_string(r, c, value)

    return _book(fill)


def hidden(doc: Doc, _rng: Random) -> bytes:
    def fill(book: xlsxwriter.Workbook) -> None:
        book.add_worksheet("集計").write("A1", "件数")
        sheet = book.add_worksheet("元データ")
        _write(sheet, _grid(doc))
        sheet.very_hidden()

    return _book(fill)


def noted(doc: Doc, _rng: Random) -> bytes:
    """Everything stands in cell comments."""

    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("予定")
        for r, line in enumerate(doc.lines()):
            sheet.write(r, 0, f"{r + 1}枠")
            sheet.write_comment(r, 0, line.replace("\t", "　"))

    return _book(fill)


def boxed(doc: Doc, _rng: Random) -> bytes:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("掲示")
        sheet.insert_textbox(2, 1, "\n".join(doc.lines()), {"width": 900, "height": 600})

    return _book(fill)


def with_phonetics(doc: Doc, rng: Random) -> bytes:
    """Phonetic guides over the cells, shared strings in runs."""
    plain_bytes = plain(doc, rng)
    kana = {
        v.replace("\u3000", " "): k
        for (_, v, _s), k in zip(
            [x for x in doc.values if x[0] == "name"], [x[1] for x in doc.values if x[0] == "kana"], strict=False
        )
    }

    def guide(match: re.Match[str]) -> str:
        reading = kana.get(match[1].replace("\u3000", " "))
        return (
            f'<si><t>{match[1]}</t><rPh sb="0" eb="2"><t>{reading}</t></rPh></si>'
            if reading
            else f"<si><r><t>{match[1][:2]}</t></r><r><t>{match[1][2:]}</t></r></si>"
        )

    return _patched(
        plain_bytes, "xl/sharedStrings.xml", lambda xml: re.sub(r"<si><t>([^<]{2,40})</t></si>", guide, xml)
    )


def inline(doc: Doc, _rng: Random) -> bytes:
    """Inline strings and formula results, as exporting programs write them."""
    cells = "".join(
        f'<row r="{r}">' + "".join(_inline_cell(r, c, v) for c, v in enumerate(row) if v) + "</row>"
        for r, row in enumerate(_grid(doc), start=1)
    )
    return _raw_book(f"<worksheet {SHEET_NS}><sheetData>{cells}</sheetData></worksheet>")


def _inline_cell(row: int, column: int, value: str) -> str:
    ref = f"{chr(65 + column)}{row}"
    if column % 2:
        return f'<c r="{ref}" t="str"><f>VLOOKUP(A{row},Z:Z,1)</f><v>{escape(value)}</v></c>'
    return f'<c r="{ref}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'


def _raw_book(sheet: str, extra: dict[str, str] | None = None, rels: str = "", book: str = "") -> bytes:
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    main = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    return pack({
        "[Content_Types].xml": head + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{main}sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="{main}worksheet+xml"/></Types>',
        "_rels/.rels": head + f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{relation}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": head + f'<workbook {SHEET_NS} xmlns:r="{relation}"><sheets><sheet name="一覧" sheetId="1" r:id="rId1"/></sheets>{book}</workbook>',
        "xl/_rels/workbook.xml.rels": head + f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{relation}/worksheet" Target="worksheets/sheet1.xml"/>{rels}</Relationships>',
        "xl/worksheets/sheet1.xml": head + sheet,
        **{k: head + v for k, v in (extra or {}).items()},
    })  # fmt: skip


EMPTY = f'<worksheet {SHEET_NS}><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>集計表</t></is></c></row></sheetData></worksheet>'


def pivot(doc: Doc, _rng: Random) -> bytes:
    """The list was deleted; the pivot table's cache still has it."""
    head, *rest = rows_of(doc) if any(b.rows for b in doc.blocks) else [["内容"], *[[line] for line in doc.lines()]]
    shared = [sorted({r[i] for r in rest}) for i in range(len(head))]
    fields = "".join(
        f'<cacheField name="{escape(h)}" numFmtId="0"><sharedItems count="{len(s)}">'
        + "".join(f'<s v="{escape(v)}"/>' for v in s)
        + "</sharedItems></cacheField>"
        for h, s in zip(head, shared, strict=True)
    )
    records = "".join(
        "<r>" + "".join(f'<x v="{s.index(v)}"/>' for v, s in zip(r, shared, strict=True)) + "</r>" for r in rest
    )
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    rels = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{kind}/pivotCacheRecords" Target="pivotCacheRecords1.xml"/></Relationships>'
    return _raw_book(EMPTY, {
        "xl/pivotCache/pivotCacheDefinition1.xml": f'<pivotCacheDefinition {SHEET_NS} xmlns:r="{kind}" r:id="rId1" recordCount="{len(rest)}"><cacheSource type="worksheet"><worksheetSource ref="A1:Z99" sheet="元"/></cacheSource><cacheFields count="{len(head)}">{fields}</cacheFields></pivotCacheDefinition>',
        "xl/pivotCache/_rels/pivotCacheDefinition1.xml.rels": rels,
        "xl/pivotCache/pivotCacheRecords1.xml": f'<pivotCacheRecords {SHEET_NS} count="{len(rest)}">{records}</pivotCacheRecords>',
    }, f'<Relationship Id="rId9" Type="{kind}/pivotCacheDefinition" Target="pivotCache/pivotCacheDefinition1.xml"/>', '<pivotCaches><pivotCache cacheId="1" r:id="rId9"/></pivotCaches>')  # fmt: skip


def external(doc: Doc, _rng: Random) -> bytes:
    """A reference to another workbook keeps a copy of its cells."""
    rows = "".join(
        f'<row r="{r}">'
        + "".join(f'<cell r="{chr(65 + c)}{r}" t="str"><v>{escape(v)}</v></cell>' for c, v in enumerate(row) if v)
        + "</row>"
        for r, row in enumerate(_grid(doc), start=1)
    )
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return _raw_book(EMPTY, {
        "xl/externalLinks/externalLink1.xml": f'<externalLink {SHEET_NS} xmlns:r="{kind}"><externalBook r:id="rId1"><sheetNames><sheetName val="名簿"/></sheetNames><sheetDataSet><sheetData sheetId="0">{rows}</sheetData></sheetDataSet></externalBook></externalLink>',
    }, f'<Relationship Id="rId8" Type="{kind}/externalLink" Target="externalLinks/externalLink1.xml"/>', '<externalReferences><externalReference r:id="rId8"/></externalReferences>')  # fmt: skip


def chosen(doc: Doc, _rng: Random) -> bytes:
    """A list to choose from (data validation) and names of ranges."""
    names = list(dict.fromkeys(v.replace(" ", "\u3000") for k, v, _ in doc.values if k == "name"))
    doc.values[:] = [(k, v.replace(" ", "\u3000"), s) for k, v, s in doc.values if k == "name"]

    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("当番表")
        sheet.write("A1", "担当者氏名")
        for r in range(0, len(names), 8):
            sheet.data_validation(r + 1, 0, r + 1, 0, {"validate": "list", "source": names[r : r + 8]})

    return _book(fill)


def _patched(book: bytes, part: str, how: Callable[[str], str]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(book)) as source:
        parts: dict[str, str | bytes] = {n: source.read(n) for n in source.namelist()}
    parts[part] = how(bytes(parts[part]).decode())  # type: ignore[arg-type]
    return pack(parts)


def macro_book(doc: Doc, rng: Random) -> bytes:
    return _patched(
        plain(doc, rng),
        "[Content_Types].xml",
        lambda x: x.replace(
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
            "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
        ),
    )


def binary(doc: Doc, _rng: Random) -> bytes:
    """An .xlsb with inline strings ([MS-XLSB] 2.4: BrtRowHdr, BrtCellSt, BrtCellReal)."""

    def record(kind: int, body: bytes = b"") -> bytes:
        number = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
        size, out = len(body), bytearray()
        while True:
            out.append(size & 0x7F | (0x80 if size > 127 else 0))
            size >>= 7
            if not size:
                return number + bytes(out) + body

    def wide(text: str) -> bytes:
        raw = text.encode("utf-16-le")
        return struct.pack("<I", len(raw) // 2) + raw

    sheet = record(129) + record(145)
    for r, row in enumerate(_grid(doc)):
        sheet += record(0, struct.pack("<IIHBBBI", r, 0, 300, 0, 0, 0, 0))
        for c, value in enumerate(row):
            head = struct.pack("<II", c, 0)
            lost = LOST.fullmatch(value)
            sheet += (
                record(5, head + struct.pack("<d", float(value.replace("-", ""))))
                if lost and r
                else record(6, head + wide(value))
            )
    sheet += record(146) + record(130)
    book = (
        record(131)
        + record(143)
        + record(156, struct.pack("<II", 0, 1) + wide("rId1") + wide("一覧"))
        + record(144)
        + record(132)
    )
    xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return pack({
        "[Content_Types].xml": xml + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/><Override PartName="/xl/worksheets/sheet1.bin" ContentType="application/vnd.ms-excel.worksheet"/></Types>',
        "_rels/.rels": xml + f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{kind}/officeDocument" Target="xl/workbook.bin"/></Relationships>',
        "xl/workbook.bin": book,
        "xl/_rels/workbook.bin.rels": xml + f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{kind}/worksheet" Target="worksheets/sheet1.bin"/></Relationships>',
        "xl/worksheets/sheet1.bin": sheet,
    })  # fmt: skip


ANY: dict[str, tuple[str, Callable[[Doc, Random], bytes]]] = {
    "xlsx": (".xlsx", plain), "xlsx-hidden": (".xlsx", hidden), "xlsx-comments": (".xlsx", noted), "xlsx-box": (".xlsx", boxed), "xlsx-inline": (".xlsx", inline),
    "xlsx-external": (".xlsx", external), "xlsm": (".xlsm", macro_book), "xlsb": (".xlsb", binary),
}  # fmt: skip
TABLE_ONLY: dict[str, tuple[str, Callable[[Doc, Random], bytes]]] = {
    "xlsx-typed": (".xlsx", typed), "xlsx-pivot": (".xlsx", pivot), "xlsx-phonetic": (".xlsx", with_phonetics), "xlsx-choice": (".xlsx", chosen),
}  # fmt: skip
