"""Workbooks: written with xlsxwriter, some parts put in afterwards."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import datetime
from html import escape
from random import Random
from typing import Any

import xlsxwriter

from .script import Doc
from .texts import Formats, Write

S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
Book = Any  # xlsxwriter has no types


def _book(fill: Callable[[Book], None]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_numbers": False})
    book.set_properties({"created": datetime(2025, 11, 1)})  # noqa: DTZ001
    fill(book)
    book.close()
    return out.getvalue()


def more(data: bytes, parts: dict[str, str | bytes], change: dict[str, Callable[[str], str]]) -> bytes:
    """The package with further parts and some parts changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            body = old.read(info)
            if info.filename in change:
                body = change[info.filename](body.decode()).encode()
            new.writestr(zipfile.ZipInfo(info.filename), body, zipfile.ZIP_DEFLATED)
        for name, text in parts.items():
            new.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _put(sheet: object, grid: list[list[str]], top: int = 0, left: int = 0) -> None:
    for y, row in enumerate(grid, top):
        for x, cell in enumerate(row, left):
            if cell:
                sheet.write_string(y, x, cell)  # type: ignore[attr-defined]


def plain(doc: Doc, rng: Random) -> bytes:
    """As typed."""

    def fill(book: Book) -> None:
        sheet = book.add_worksheet("Sheet1")
        sheet.set_column(0, 12, 15)
        _put(sheet, doc.grid(), rng.choice((0, 0, 2)), rng.choice((0, 0, 1)))

    return _book(fill)


def numbers(doc: Doc, rng: Random) -> bytes:
    """Opened once as CSV and saved: telephones and codes without their zero, days as serial numbers."""

    def fill(book: Book) -> None:
        sheet = book.add_worksheet("export")
        day = book.add_format({"num_format": "yyyy/m/d"})
        for y, row in enumerate(doc.grid()):
            for x, cell in enumerate(row):
                if re.fullmatch(r"\d{4}[/-]\d{1,2}[/-]\d{1,2}", cell):
                    sheet.write_datetime(y, x, datetime(*map(int, re.split("[/-]", cell))), day)  # type: ignore[arg-type]  # noqa: DTZ001
                elif re.fullmatch(r"\d{1,11}", cell):
                    sheet.write_number(y, x, int(cell))
                elif cell:
                    sheet.write_string(y, x, cell)

    return _book(fill)


def titled(doc: Doc, rng: Random) -> bytes:
    """A merged title, the heading repeated on a second sheet for the later half."""
    grid = doc.grid()
    head = next((r for r in grid if len(r) > 1), [])

    def fill(book: Book) -> None:
        half = max(2, len(grid) // 2)
        for n, part in enumerate((grid[:half], [head, *grid[half:]])):
            sheet = book.add_worksheet(("上期", "下期")[n])
            sheet.merge_range(
                0, 0, 0, max(2, len(head)), "　一　覧　表　", book.add_format({"align": "center", "bold": True})
            )
            _put(sheet, part, 2)

    return _book(fill)


def hidden(doc: Doc, rng: Random) -> bytes:
    """The data on a sheet that is not shown."""

    def fill(book: Book) -> None:
        front = book.add_worksheet("集計")
        _put(front, [["区分", "件数"], ["今月", str(len(doc.lines))], ["先月", "―"]])
        back = book.add_worksheet("元データ")
        _put(back, doc.grid())
        back.very_hidden() if rng.random() < 0.5 else back.hide()

    return _book(fill)


def commented(doc: Doc, rng: Random) -> bytes:
    """Everything in notes on cells."""

    def fill(book: Book) -> None:
        sheet = book.add_worksheet("進行")
        _put(sheet, [["項目", "状態"]] + [[f"工程{n}", "済"] for n in range(1, len(doc.lines) + 1)])
        for n, row in enumerate(doc.grid(), 1):
            if any(row):
                sheet.write_comment(n, 1, " ".join(row), {"author": ""})

    return _book(fill)


def boxed(doc: Doc, rng: Random) -> bytes:
    """Text boxes over an empty sheet."""

    def fill(book: Book) -> None:
        sheet = book.add_worksheet("配置")
        _put(sheet, [["席次"], ["※図形を参照"]])
        rows = [" ".join(r) for r in doc.grid()]
        for n in range(0, len(rows), 6):
            sheet.insert_textbox(3 + n * 2, 1, "\n".join(rows[n : n + 6]), {"width": 420, "height": 180})

    return _book(fill)


def phonetic(doc: Doc, rng: Random) -> bytes:
    """Names typed with the Japanese input method: Excel keeps the reading beside the string."""
    for name, kana in doc.readings.items():
        if any(name in r for r in doc.grid()):
            doc.put("kana", kana)

    def change(text: str) -> str:
        for name, kana in doc.readings.items():
            cut = re.split("[ 　]", name)
            first, second = kana.split(" ")
            mark = f'<rPh sb="0" eb="{len(cut[0])}"><t>{first}</t></rPh><rPh sb="{len(cut[0]) + 1}" eb="{len(name)}"><t>{second}</t></rPh>'
            text = text.replace(f"<si><t>{name}</t></si>", f'<si><t>{name}</t>{mark}<phoneticPr fontId="1"/></si>')
        return text

    return more(plain(doc, rng), {}, {"xl/sharedStrings.xml": change})


def pivot(doc: Doc, rng: Random) -> bytes:
    """A summary whose source is gone; its cache keeps every value."""
    grid = [r for r in doc.grid() if len(r) > 1]
    head, rows = grid[0], grid[1:]
    fields = ""
    for n, name in enumerate(head):
        cells = list(dict.fromkeys(r[n] for r in rows if n < len(r)))
        fields += f'<cacheField name="{escape(name or f"F{n}")}"><sharedItems count="{len(cells)}">' + "".join(
            f'<s v="{escape(c)}"/>' for c in cells) + "</sharedItems></cacheField>"  # fmt: skip
    source = '<cacheSource type="worksheet"><worksheetSource ref="A1:Z999" sheet="元"/></cacheSource>'
    cache = f'{XML}<pivotCacheDefinition {S} {R} refreshedBy="" recordCount="0">{source}<cacheFields count="{len(head)}">{fields}</cacheFields></pivotCacheDefinition>'

    def fill(book: Book) -> None:
        _put(book.add_worksheet("ピボット"), [["行ラベル", "個数"], ["総計", str(len(rows))]])

    link = f'<Relationship Id="rId90" Type="{REL}/pivotCacheDefinition" Target="pivotCache/pivotCacheDefinition1.xml"/></Relationships>'
    kind = '<Override PartName="/xl/pivotCache/pivotCacheDefinition1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.pivotCacheDefinition+xml"/></Types>'
    return more(_book(fill), {"xl/pivotCache/pivotCacheDefinition1.xml": cache}, {
        "xl/_rels/workbook.xml.rels": lambda t: t.replace("</Relationships>", link),
        "[Content_Types].xml": lambda t: t.replace("</Types>", kind),
        "xl/workbook.xml": lambda t: t.replace("</workbook>", '<pivotCaches><pivotCache cacheId="1" r:id="rId90"/></pivotCaches></workbook>'),
    })  # fmt: skip


def external(doc: Doc, rng: Random) -> bytes:
    """A workbook that looks values up in another one; the cache of the link has them."""
    rows = "".join(
        f'<row r="{y}">'
        + "".join(f'<cell r="{chr(65 + x)}{y}" t="str"><v>{escape(c)}</v></cell>' for x, c in enumerate(r[:26]))
        + "</row>"
        for y, r in enumerate(doc.grid(), 1)
    )
    book = f'{XML}<externalLink {S}><externalBook {R} r:id="rId1"><sheetNames><sheetName val="原本"/></sheetNames><sheetDataSet><sheetData sheetId="0">{rows}</sheetData></sheetDataSet></externalBook></externalLink>'
    rels = f'{XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{REL}/externalLinkPath" Target="genpon.xlsx" TargetMode="External"/></Relationships>'

    def fill(out: Book) -> None:
        _put(out.add_worksheet("照合"), [["キー", "結果"], ["1", "#N/A"]])

    kind = '<Override PartName="/xl/externalLinks/externalLink1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml"/></Types>'
    link = (
        f'<Relationship Id="rId91" Type="{REL}/externalLink" Target="externalLinks/externalLink1.xml"/></Relationships>'
    )
    return more(_book(fill), {"xl/externalLinks/externalLink1.xml": book, "xl/externalLinks/_rels/externalLink1.xml.rels": rels}, {
        "xl/_rels/workbook.xml.rels": lambda t: t.replace("</Relationships>", link),
        "[Content_Types].xml": lambda t: t.replace("</Types>", kind),
        "xl/workbook.xml": lambda t: t.replace("</sheets>", '</sheets><externalReferences><externalReference r:id="rId91"/></externalReferences>'),
    })  # fmt: skip


def macro(doc: Doc, rng: Random) -> bytes:
    """The same under the type of a workbook with macros."""
    old = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    return more(
        plain(doc, rng),
        {},
        {"[Content_Types].xml": lambda t: t.replace(old, "application/vnd.ms-excel.sheet.macroEnabled.main+xml")},
    )


def side(doc: Doc, rng: Random) -> bytes:
    """The table turned: headings down the first column (few rows only), else header and footer with a title."""
    grid = doc.grid()
    rows = [r for r in grid if len(r) > 1]
    if len(rows) != len(grid) or len(rows) > 40 or len({len(r) for r in rows}) > 1:
        return titled(doc, rng)
    turned = [list(c) for c in zip(*rows, strict=True)]
    return _book(lambda book: _put(book.add_worksheet("縦横"), turned))


ANY: Formats = {
    "xlsx": (".xlsx", plain),
    "xlsx-comments": (".xlsx", commented),
    "xlsx-box": (".xlsx", boxed),
    "xlsx-hidden": (".xlsx", hidden),
    "xlsm": (".xlsm", macro),
}
TABLES: dict[str, tuple[str, Write]] = {
    "xlsx-numbers": (".xlsx", numbers), "xlsx-titled": (".xlsx", titled), "xlsx-phonetic": (".xlsx", phonetic), "xlsx-pivot": (".xlsx", pivot),
    "xlsx-external": (".xlsx", external), "xlsx-turned": (".xlsx", side),
}  # fmt: skip
