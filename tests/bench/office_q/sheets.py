"""Writers of workbooks."""

import io
import re
import zipfile
from datetime import datetime
from html import escape
from random import Random

import xlsxwriter

from .marks import Doc
from .plain import Formats, Write

DAY = re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})$")
MADE = datetime(2024, 5, 20, 9, 0, 0)  # noqa: DTZ001
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"


def pack(files: dict[str, bytes | str], stored: str = "") -> bytes:
    """A zip of these."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in files.items():
            info = zipfile.ZipInfo(name, (2024, 5, 20, 9, 0, 0))
            info.compress_type = zipfile.ZIP_STORED if name == stored else zipfile.ZIP_DEFLATED
            new.writestr(info, data)
    return out.getvalue()


def unpack(data: bytes) -> dict[str, bytes | str]:
    """The members of a zip."""
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        return {n: old.read(n) for n in old.namelist()}


def _fill(
    book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet, rows: list[list[str]], how: str, left: int = 0
) -> None:
    shape = 'yyyy"年"m"月"d"日"' if how == "dates-long" else "[$-411]ge\\.m\\.d" if how == "dates-era" else "yyyy/m/d"
    day, head = (
        book.add_format({"num_format": shape}),
        book.add_format({"bold": True, "bg_color": "#DDEBF7", "border": 1}),
    )
    for y, row in enumerate(rows):
        for x, cell in enumerate(row, left):
            found = DAY.match(cell)
            if found and how.startswith(("dates", "numbers")):
                sheet.write_datetime(y, x, datetime(*map(int, found.groups())), day)  # noqa: DTZ001
            elif re.fullmatch(r"\d{1,11}" if how == "numbers" else r"[1-9]\d{0,3}", cell):
                sheet.write_number(y, x, int(cell))
            else:
                sheet.write_string(y, x, cell, head if y == 0 and len(row) > 1 else None)
    sheet.set_column(left, left + 9, 16)


def xlsx(how: str = "") -> Write:
    """A workbook: plain, hidden, with dates or numbers, below a title."""

    def write(doc: Doc, rng: Random) -> bytes:
        out = io.BytesIO()
        with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_urls": False}) as book:
            book.set_properties({"created": MADE, "author": "user"})
            if how in ("hidden", "veryhidden"):
                front = book.add_worksheet("表紙")
                front.write(0, 0, "集計用シートです。印刷しないでください。")
            if how == "header":
                sheet, first = book.add_worksheet("印刷用"), doc.lines[0]
                loose = isinstance(first, str)
                sheet.set_header("&L" + (first.replace("&", "&&")[:200] if isinstance(first, str) else doc.title))
                _fill(book, sheet, doc.grid()[1:] if loose else doc.grid(), "")
            else:
                sheet = book.add_worksheet(rng.choice(("Sheet1", "一覧", "R6年度", "データ")))
                _fill(book, sheet, doc.grid(), how, 2 if how == "offset" else 0)
            if how == "hidden":
                sheet.hide()
            if how == "veryhidden":
                sheet.very_hidden()
        return out.getvalue()

    return write


def comments(doc: Doc, rng: Random) -> bytes:
    """The last column of each row stands in a comment."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"created": MADE})
        sheet = book.add_worksheet("台帳")
        for y, row in enumerate(doc.grid()):
            cells, note = (row[:-1], row[-1]) if len(row) > 2 and y else (row, "")
            for x, cell in enumerate(cells):
                sheet.write_string(y, x, cell)
            if note:
                sheet.write_comment(y, 0, note, {"author": "user"})
    return out.getvalue()


def boxes(doc: Doc, rng: Random) -> bytes:
    """Lines in text boxes beside an empty grid."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"created": MADE})
        sheet = book.add_worksheet("様式")
        sheet.write(0, 0, "別紙")
        text = doc.flat("  ")
        for n in range(0, len(text), 6):
            sheet.insert_textbox(2 + n * 3, 1, "\n".join(text[n : n + 6]) or " ", {"width": 520, "height": 200})
    return out.getvalue()


def phonetic(doc: Doc, rng: Random) -> bytes:
    """The column of readings becomes the phonetic guide of the names."""
    rows = doc.table()
    kana = next((n for n, c in enumerate(rows[0]) if re.search("ナ$|がな|カナ|ﾌﾘｶﾞﾅ|セイ", c)), -1) if rows else -1
    name = (
        next((n for n, c in enumerate(rows[0]) if re.search("氏名|名前|受取人|契約者|会員", c) and n != kana), -1)
        if rows
        else -1
    )
    if kana < 0 or name < 0:
        return xlsx()(doc, rng)
    less = Doc(
        doc.title,
        doc.layout,
        [[c for n, c in enumerate(x) if n != kana] if isinstance(x, list) else x for x in doc.lines],
    )
    files = unpack(xlsx()(less, rng))
    text = bytes(files["xl/sharedStrings.xml"]).decode()
    for row in rows[1:]:
        whole, parts = row[name], re.split(r"[ 　]", row[kana])
        cut = max(whole.find("　"), whole.find(" "))
        spans = [(0, cut), (cut + 1, len(whole))] if cut > 0 and len(parts) == 2 else [(0, len(whole))]
        said = parts if len(spans) == 2 else [row[kana]]
        guide = "".join(
            f'<rPh sb="{a}" eb="{b}"><t>{escape(k)}</t></rPh>' for (a, b), k in zip(spans, said, strict=True)
        )
        text = text.replace(
            f"<si><t>{escape(whole)}</t></si>", f'<si><t>{escape(whole)}</t>{guide}<phoneticPr fontId="1"/></si>'
        )
    files["xl/sharedStrings.xml"] = text
    return pack(files)


def _plus(files: dict[str, bytes | str], part: str, kind: str, rel: str) -> None:
    types = bytes(files["[Content_Types].xml"]).decode()
    files["[Content_Types].xml"] = types.replace(
        "</Types>",
        f'<Override PartName="/{part}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.{kind}+xml"/></Types>',
    )
    rels = bytes(files["xl/_rels/workbook.xml.rels"]).decode()
    files["xl/_rels/workbook.xml.rels"] = rels.replace(
        "</Relationships>", f'<Relationship Id="rId99" Type="{OFFICE}/{rel}" Target="{part[3:]}"/></Relationships>'
    )


def _count_sheet(doc: Doc, rng: Random) -> dict[str, bytes | str]:
    table = Doc("", "", [["区分", "件数"], ["合計", str(max(0, len(doc.table()) - 1))]])
    return unpack(xlsx()(table, rng))


def pivot(doc: Doc, rng: Random) -> bytes:
    """Only a sum is to be seen; the rows live on in the cache of a pivot table."""
    rows = [r for r in doc.table() if len(r) == len(doc.table()[0])]
    files = _count_sheet(doc, rng)
    fields = "".join(f'<cacheField name="{escape(h)}" numFmtId="0"><sharedItems/></cacheField>' for h in rows[0])
    body = "".join("<r>" + "".join(f'<s v="{escape(c)}"/>' for c in r) + "</r>" for r in rows[1:])
    files["xl/pivotCache/pivotCacheDefinition1.xml"] = (
        f'{HEAD}<pivotCacheDefinition xmlns="{MAIN}" xmlns:r="{OFFICE}" r:id="rId1" refreshedBy="user" recordCount="{len(rows) - 1}"><cacheSource type="worksheet"><worksheetSource ref="A1:J{len(rows)}" sheet="元データ"/></cacheSource><cacheFields count="{len(rows[0])}">{fields}</cacheFields></pivotCacheDefinition>'
    )
    files["xl/pivotCache/pivotCacheRecords1.xml"] = (
        f'{HEAD}<pivotCacheRecords xmlns="{MAIN}" count="{len(rows) - 1}">{body}</pivotCacheRecords>'
    )
    files["xl/pivotCache/_rels/pivotCacheDefinition1.xml.rels"] = (
        f'{HEAD}<Relationships xmlns="{RELS}"><Relationship Id="rId1" Type="{OFFICE}/pivotCacheRecords" Target="pivotCacheRecords1.xml"/></Relationships>'
    )
    _plus(files, "xl/pivotCache/pivotCacheDefinition1.xml", "pivotCacheDefinition", "pivotCacheDefinition")
    book = bytes(files["xl/workbook.xml"]).decode()
    files["xl/workbook.xml"] = book.replace(
        "</workbook>", '<pivotCaches><pivotCache cacheId="1" r:id="rId99"/></pivotCaches></workbook>'
    )
    return pack(files)


def linked(doc: Doc, rng: Random) -> bytes:
    """Values that a link to another workbook keeps."""
    files = _count_sheet(doc, rng)
    body = "".join(
        f'<row r="{y}">'
        + "".join(f'<cell r="{chr(65 + x)}{y}" t="str"><v>{escape(c)}</v></cell>' for x, c in enumerate(r))
        + "</row>"
        for y, r in enumerate(doc.grid(), 1)
    )
    files["xl/externalLinks/externalLink1.xml"] = (
        f'{HEAD}<externalLink xmlns="{MAIN}"><externalBook xmlns:r="{OFFICE}" r:id="rId1"><sheetNames><sheetName val="台帳"/></sheetNames><sheetDataSet><sheetData sheetId="0">{body}</sheetData></sheetDataSet></externalBook></externalLink>'
    )
    files["xl/externalLinks/_rels/externalLink1.xml.rels"] = (
        f'{HEAD}<Relationships xmlns="{RELS}"><Relationship Id="rId1" Type="{OFFICE}/externalLinkPath" Target="daicho.xlsx" TargetMode="External"/></Relationships>'
    )
    _plus(files, "xl/externalLinks/externalLink1.xml", "externalLink", "externalLink")
    book = bytes(files["xl/workbook.xml"]).decode()
    files["xl/workbook.xml"] = book.replace(
        "<calcPr", '<externalReferences><externalReference r:id="rId99"/></externalReferences><calcPr'
    )
    return pack(files)


def xlsm(doc: Doc, rng: Random) -> bytes:
    """The same with the type of a workbook with macros."""
    files = unpack(xlsx()(doc, rng))
    files["[Content_Types].xml"] = (
        bytes(files["[Content_Types].xml"])
        .decode()
        .replace("spreadsheetml.sheet.main+xml", "X")
        .replace(
            "application/vnd.openxmlformats-officedocument.X", "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
        )
    )
    return pack(files)


def _rec(kind: int, data: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, count = b"", len(data)
    while True:
        size += bytes([count & 0x7F | (0x80 if count > 127 else 0)])
        count >>= 7
        if not count:
            return head + size + data


def _wide(text: str) -> bytes:
    raw = text.encode("utf-16-le")
    return (len(raw) // 2).to_bytes(4, "little") + raw


def xlsb(doc: Doc, rng: Random) -> bytes:
    """A binary workbook with shared strings."""
    texts: dict[str, int] = {}
    body = b""
    for y, row in enumerate(doc.grid()):
        body += _rec(
            0,
            y.to_bytes(4, "little")
            + bytes(4)
            + (300).to_bytes(2, "little")
            + bytes(3)
            + (1).to_bytes(4, "little")
            + bytes(4)
            + (len(row) - 1).to_bytes(4, "little"),
        )
        for x, cell in enumerate(row):
            body += _rec(
                7, x.to_bytes(4, "little") + bytes(4) + texts.setdefault(cell, len(texts)).to_bytes(4, "little")
            )
    high, wide = len(doc.grid()), max(map(len, doc.grid()))
    size = b"".join(n.to_bytes(4, "little") for n in (0, high - 1, 0, wide - 1))
    sheet = _rec(129) + _rec(148, size) + _rec(145) + body + _rec(146) + _rec(130)
    book = (
        _rec(131)
        + _rec(143)
        + _rec(156, bytes(4) + (1).to_bytes(4, "little") + _wide("rId1") + _wide("一覧"))
        + _rec(144)
        + _rec(132)
    )
    count = len(texts).to_bytes(4, "little")
    strings = _rec(159, count + count) + b"".join(_rec(19, b"\0" + _wide(t)) for t in texts) + _rec(160)
    kind = "application/vnd.ms-excel."
    types = "".join(
        f'<Override PartName="/xl/{p}" ContentType="{kind}{t}"/>'
        for p, t in (
            ("workbook.bin", "sheet.binary.macroEnabled.main"),
            ("worksheets/sheet1.bin", "worksheet"),
            ("sharedStrings.bin", "sharedStrings"),
        )
    )
    return pack({
        "[Content_Types].xml": f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/>{types}</Types>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{RELS}"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.bin"/></Relationships>',
        "xl/_rels/workbook.bin.rels": f'{HEAD}<Relationships xmlns="{RELS}"><Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.bin"/><Relationship Id="rId2" Type="{OFFICE}/sharedStrings" Target="sharedStrings.bin"/></Relationships>',
        "xl/workbook.bin": book, "xl/worksheets/sheet1.bin": sheet, "xl/sharedStrings.bin": strings,
    })  # fmt: skip


ANY: Formats = {
    "xlsx": (".xlsx", xlsx()),
    "xlsx-offset": (".xlsx", xlsx("offset")),
    "xlsx-hidden": (".xlsx", xlsx("hidden")),
    "xlsx-box": (".xlsx", boxes),
    "xlsx-header": (".xlsx", xlsx("header")),
}
TABLE: Formats = {
    "xlsx-veryhidden": (".xlsx", xlsx("veryhidden")), "xlsx-dates": (".xlsx", xlsx("dates")), "xlsx-dates-long": (".xlsx", xlsx("dates-long")), "xlsx-dates-era": (".xlsx", xlsx("dates-era")),
    "xlsx-numbers": (".xlsx", xlsx("numbers")), "xlsx-comments": (".xlsx", comments), "xlsx-phonetic": (".xlsx", phonetic), "xlsx-pivot": (".xlsx", pivot), "xlsx-linked": (".xlsx", linked),
    "xlsm": (".xlsm", xlsm), "xlsb": (".xlsb", xlsb),
}  # fmt: skip
