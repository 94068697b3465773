"""Workbooks, documents and slides, the text where these programs hide it."""

import io
import re
import struct
import zipfile
from datetime import datetime
from html import escape
from random import Random

import xlsxwriter

from .marks import Doc
from .text_formats import Formats, Write

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PKG = "http://schemas.openxmlformats.org/package/2006"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SML = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def pack(files: dict[str, bytes | str]) -> bytes:
    """A zip of these parts, the same every time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for name, data in files.items():
            info = zipfile.ZipInfo(name, (2024, 11, 5, 10, 0, 0))
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            new.writestr(info, data)
    return out.getvalue()


def unpack(data: bytes) -> dict[str, bytes | str]:
    """The parts of a zip."""
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        return {n: old.read(n) for n in old.namelist()}


def _text(files: dict[str, bytes | str], name: str) -> str:
    data = files[name]
    return data if isinstance(data, str) else data.decode()


def _book(out: io.BytesIO) -> xlsxwriter.Workbook:
    """A new workbook, the same every time."""
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_urls": False})
    book.set_properties({"created": datetime(2024, 4, 1, 9, 0), "author": "PC-07"})  # noqa: DTZ001
    return book


def _fill(
    book: xlsxwriter.Workbook, name: str, rows: list[list[str]], how: str = "", at: tuple[int, int] = (0, 0)
) -> None:
    sheet = book.add_worksheet(name)
    day = book.add_format({"num_format": "yyyy/m/d"})
    for y, row in enumerate(rows):
        for x, cell in enumerate(row):
            place = (at[0] + y, at[1] + x)
            if how == "dates" and (found := re.fullmatch(r"(\d{4})[/-](\d\d)[/-](\d\d)", cell)):
                sheet.write_datetime(*place, datetime(*map(int, found.groups())), day)  # noqa: DTZ001
            elif how in ("dates", "numbers") and re.fullmatch(r"\d{1,15}", cell):
                sheet.write_number(*place, int(cell))
            elif cell:
                sheet.write_string(*place, cell)
    if how == "hidden":
        sheet.hide()
    if how == "very":
        sheet.very_hidden()
    sheet.set_column(0, 12, 14)


def xlsx(how: str = "") -> Write:
    """A workbook."""

    def write(doc: Doc, rng: Random) -> bytes:
        out, grid = io.BytesIO(), doc.grid()
        with _book(out) as book:
            if how in ("hidden", "very"):
                _fill(book, "集計", [["区分", "件数"], ["合計", str(len(grid))]])
                _fill(book, "data", grid, how)
            elif how == "second":
                _fill(book, "表紙", [["この綴りについて"], ["下のタブを順に見てください"]])
                _fill(book, "一覧", grid, "", (3, 1))
            else:
                _fill(book, rng.choice(("Sheet1", "一覧", "R6", "入力")), grid, how)
        return out.getvalue()

    return write


def xlsm(doc: Doc, rng: Random) -> bytes:
    """A workbook said to have macros."""
    files = unpack(xlsx()(doc, rng))
    types = _text(files, "[Content_Types].xml")
    files["[Content_Types].xml"] = types.replace(
        "vnd.openxmlformats-officedocument.spreadsheetml.sheet.main", "vnd.ms-excel.sheet.macroEnabled.main"
    )
    return pack(files)


def xlsx_notes(doc: Doc, _rng: Random) -> bytes:
    """The last cell of each row, or each second line, in a comment."""
    out = io.BytesIO()
    with _book(out) as book:
        sheet = book.add_worksheet("一覧")
        for y, row in enumerate(doc.grid()):
            cells, note = (row[:-1], row[-1]) if len(row) > 2 or y % 2 else (row, "")
            for x, cell in enumerate(cells):
                sheet.write_string(y, x, cell)
            if note:
                sheet.write_comment(y, max(0, len(cells) - 1), note, {"author": "PC-11"})
    return out.getvalue()


def xlsx_boxes(doc: Doc, _rng: Random) -> bytes:
    """Free lines in boxes over the grid, the first also in the header."""
    out = io.BytesIO()
    with _book(out) as book:
        sheet = book.add_worksheet("様式")
        rows = [x for x in doc.lines if isinstance(x, list)]
        for y, row in enumerate(rows):
            for x, cell in enumerate(row):
                sheet.write_string(y, x, cell)
        for n, text in enumerate(x for x in doc.lines if isinstance(x, str) and x):
            sheet.insert_textbox(len(rows) + 1 + n * 4, 1, text, {"width": 500, "height": 70})
    return out.getvalue()


def xlsx_phonetic(doc: Doc, rng: Random) -> bytes:
    """Names keep the reading they were typed with."""
    files = unpack(xlsx()(doc, rng))
    text = _text(files, "xl/sharedStrings.xml")
    for name, kana in doc.readings.items():
        plain = f"<si><t>{name}</t></si>"
        if plain in text:
            doc.put("kana", kana)
            text = text.replace(
                plain, f'<si><t>{name}</t><rPh sb="0" eb="{len(name)}"><t>{kana}</t></rPh><phoneticPr fontId="1"/></si>'
            )
    return pack(files | {"xl/sharedStrings.xml": text})


def xlsx_cache(doc: Doc, _rng: Random) -> bytes:
    """A reference to another workbook keeps the other's cells."""
    out = io.BytesIO()
    with _book(out) as book:
        _fill(book, "集計", [["担当課別", "件数"], ["計", "12"]])
    files = unpack(out.getvalue())
    rows = "".join(
        f'<row r="{y}">'
        + "".join(f'<cell r="{chr(65 + x)}{y}" t="str"><v>{escape(c)}</v></cell>' for x, c in enumerate(r) if c)
        + "</row>"
        for y, r in enumerate(doc.grid(), 1)
    )
    files["xl/externalLinks/externalLink1.xml"] = (
        f'{HEAD}<externalLink xmlns="{SML}"><externalBook xmlns:r="{REL}" r:id="rId1"><sheetNames><sheetName val="元データ"/></sheetNames><sheetDataSet><sheetData sheetId="0">{rows}</sheetData></sheetDataSet></externalBook></externalLink>'
    )
    files["xl/externalLinks/_rels/externalLink1.xml.rels"] = (
        f'{HEAD}<Relationships xmlns="{PKG}/relationships"><Relationship Id="rId1" Type="{REL}/externalLinkPath" Target="moto.xlsx" TargetMode="External"/></Relationships>'
    )
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml"
    return _joined(
        files,
        "externalLinks/externalLink1.xml",
        kind,
        "externalLink",
        '</sheets><externalReferences><externalReference r:id="rId99"/></externalReferences>',
    )


def _joined(files: dict[str, bytes | str], part: str, kind: str, rel: str, book: str) -> bytes:
    """The workbook with one more part that the book refers to."""
    for name, old, new in (
        ("[Content_Types].xml", "</Types>", f'<Override PartName="/xl/{part}" ContentType="{kind}"/></Types>'),
        (
            "xl/_rels/workbook.xml.rels",
            "</Relationships>",
            f'<Relationship Id="rId99" Type="{REL}/{rel}" Target="{part}"/></Relationships>',
        ),
        ("xl/workbook.xml", "</sheets>", book),
    ):
        files[name] = _text(files, name).replace(old, new)
    return pack(files)


def xlsx_pivot(doc: Doc, _rng: Random) -> bytes:
    """The sheet with the rows is gone; the pivot table's cache still has them."""
    out, grid = io.BytesIO(), doc.grid()
    with _book(out) as book:
        _fill(book, "ピボット", [["行ラベル", "個数"], ["総計", str(len(grid))]])
    files = unpack(out.getvalue())
    at = next(n for n, r in enumerate(grid) if len(r) == max(map(len, grid)))
    head, rows = grid[at], [r + [""] * (len(grid[at]) - len(r)) for r in grid[at + 1 :]]
    fields, items = "", []
    for x, title in enumerate(head):
        items.append({c: n for n, c in enumerate(dict.fromkeys(r[x] for r in rows))})
        shared = "".join(f'<s v="{escape(c)}"/>' for c in items[-1])
        fields += f'<cacheField name="{escape(title) or "列"}" numFmtId="0"><sharedItems count="{len(items[-1])}">{shared}</sharedItems></cacheField>'
    records = "".join("<r>" + "".join(f'<x v="{items[x][c]}"/>' for x, c in enumerate(r)) + "</r>" for r in rows)
    part = "pivotCache/pivotCacheDefinition1.xml"
    files[f"xl/{part}"] = (
        f'{HEAD}<pivotCacheDefinition xmlns="{SML}" xmlns:r="{REL}" r:id="rId1" recordCount="{len(rows)}"><cacheSource type="worksheet"><worksheetSource ref="A1:H{len(grid)}" sheet="元データ"/></cacheSource><cacheFields count="{len(head)}">{fields}</cacheFields></pivotCacheDefinition>'
    )
    files["xl/pivotCache/pivotCacheRecords1.xml"] = (
        f'{HEAD}<pivotCacheRecords xmlns="{SML}" count="{len(rows)}">{records}</pivotCacheRecords>'
    )
    files["xl/pivotCache/_rels/pivotCacheDefinition1.xml.rels"] = (
        f'{HEAD}<Relationships xmlns="{PKG}/relationships"><Relationship Id="rId1" Type="{REL}/pivotCacheRecords" Target="pivotCacheRecords1.xml"/></Relationships>'
    )
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.pivotCacheDefinition+xml"
    return _joined(
        files,
        part,
        kind,
        "pivotCacheDefinition",
        '</sheets><pivotCaches><pivotCache cacheId="1" r:id="rId99"/></pivotCaches>',
    )


def xlsx_formula(doc: Doc, _rng: Random) -> bytes:
    """Everything but the first column is looked up elsewhere; the results are kept."""
    out = io.BytesIO()
    with _book(out) as book:
        sheet = book.add_worksheet("差込")
        for y, row in enumerate(doc.grid()):
            for x, cell in enumerate(row):
                if x and y and cell:
                    sheet.write_formula(y, x, f"=VLOOKUP($A{y + 1},'[moto.xlsx]台帳'!$A:$Z,{x + 1},FALSE)", None, cell)
                else:
                    sheet.write_string(y, x, cell)
    return out.getvalue()


def _record(kind: int, body: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 128 else bytes([kind & 127 | 128, kind >> 7])
    size, n = b"", len(body)
    while True:
        size += bytes([n & 127 | (128 if n > 127 else 0)])
        n >>= 7
        if not n:
            return head + size + body


def _wide(text: str) -> bytes:
    raw = text.encode("utf-16-le")
    return struct.pack("<I", len(raw) // 2) + raw


def xlsb(doc: Doc, _rng: Random) -> bytes:
    """The binary workbook, strings shared."""
    grid = doc.grid()
    strings = list(dict.fromkeys(c for r in grid for c in r if c))
    places = {c: n for n, c in enumerate(strings)}
    sheet = b""
    for y, row in enumerate(grid):
        sheet += _record(0, struct.pack("<IIHBBBI", y, 0, 300, 0, 0, 0, 0))
        sheet += b"".join(_record(7, struct.pack("<III", x, 0, places[c])) for x, c in enumerate(row) if c)
    size = struct.pack("<IIII", 0, len(grid) - 1, 0, max(map(len, grid)) - 1)
    rels = "".join(
        f'<Relationship Id="rId{n}" Type="{REL}/{t}" Target="{p}"/>'
        for n, t, p in ((1, "worksheet", "worksheets/sheet1.bin"), (2, "sharedStrings", "sharedStrings.bin"))
    )
    kind = "application/vnd.ms-excel."
    return pack({
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{PKG}/content-types"><Default Extension="bin" ContentType="{kind}sheet.binary.macroEnabled.main"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/worksheets/sheet1.bin" ContentType="{kind}worksheet"/><Override PartName="/xl/sharedStrings.bin" ContentType="{kind}sharedStrings"/></Types>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{PKG}/relationships"><Relationship Id="rId1" Type="{REL}/officeDocument" Target="xl/workbook.bin"/></Relationships>',
        "xl/workbook.bin": _record(131) + _record(143) + _record(156, struct.pack("<II", 0, 1) + _wide("rId1") + _wide("一覧")) + _record(144) + _record(132),
        "xl/_rels/workbook.bin.rels": f'{HEAD}<Relationships xmlns="{PKG}/relationships">{rels}</Relationships>',
        "xl/worksheets/sheet1.bin": _record(129) + _record(148, size) + _record(145) + sheet + _record(146) + _record(130),
        "xl/sharedStrings.bin": _record(159, struct.pack("<II", len(strings), len(strings))) + b"".join(_record(19, b"\0" + _wide(c)) for c in strings) + _record(160),
    })  # fmt: skip


BOOKS: Formats = {
    "xlsx": (".xlsx", xlsx()), "xlsx-dates": (".xlsx", xlsx("dates")), "xlsx-numbers": (".xlsx", xlsx("numbers")), "xlsx-hidden": (".xlsx", xlsx("hidden")), "xlsx-very": (".xlsx", xlsx("very")),
    "xlsx-second": (".xlsx", xlsx("second")), "xlsm": (".xlsm", xlsm), "xlsx-notes": (".xlsx", xlsx_notes), "xlsx-phonetic": (".xlsx", xlsx_phonetic), "xlsx-cache": (".xlsx", xlsx_cache), "xlsb": (".xlsb", xlsb),
    "xlsx-pivot": (".xlsx", xlsx_pivot),
    "xlsx-formula": (".xlsx", xlsx_formula),
}  # fmt: skip
