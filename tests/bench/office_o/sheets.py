"""Workbooks: by xlsxwriter, and OpenDocument by hand."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from html import escape
from random import Random
from typing import Any

import xlsxwriter

from .marks import Doc
from .texts import Formats

DIGITS = ("phone", "insured_number", "my_number", "bank_account", "licence", "postal_code")
Book = Any  # an xlsxwriter.Workbook: the library has no types


def _book(fill: Callable[[Book], None]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"created": datetime(2025, 9, 1, tzinfo=UTC), "author": "user"})
    fill(book)
    book.close()
    return out.getvalue()


def _rows(sheet: object, doc: Doc, top: int = 0, left: int = 0) -> None:
    for n, row in enumerate(doc.rows()):
        for m, cell in enumerate(row):
            if cell:
                sheet.write_string(top + n, left + m, cell)  # type: ignore[attr-defined]


def plain(doc: Doc, rng: Random) -> bytes:
    """One sheet."""
    return _book(lambda book: _rows(book.add_worksheet(rng.choice(("Sheet1", "一覧", "R7", "入力"))), doc))


def titled(doc: Doc, rng: Random) -> bytes:
    """A merged title, the table somewhat below and to the right."""

    def fill(book: Book) -> None:
        sheet = book.add_worksheet("表")
        bold = book.add_format({"bold": True, "align": "center", "border": 1})
        sheet.merge_range(0, 1, 0, 6, rng.choice(("（取扱注意）", "令和７年度", "部外秘　コピー禁止", "作業用")), bold)
        sheet.write_string(1, 6, "印刷日 2025/9/30")
        _rows(sheet, doc, 3, 1)

    return _book(fill)


def hidden(doc: Doc, rng: Random) -> bytes:
    """A cover, and the list on a hidden sheet."""

    def fill(book: Book) -> None:
        cover = book.add_worksheet("表紙")
        cover.write_string(2, 2, "集計結果")
        cover.write_row(4, 2, ["月", "件数"])
        for n in range(6):
            cover.write_row(5 + n, 2, [n + 4, rng.randint(10, 900)])
        sheet = book.add_worksheet("元データ")
        _rows(sheet, doc)
        sheet.very_hidden() if rng.random() < 0.4 else sheet.hide()

    return _book(fill)


def commented(doc: Doc, rng: Random) -> bytes:
    """The last filled cell of each row stands in a comment on the cell before."""

    def fill(book: Book) -> None:
        sheet = book.add_worksheet("Sheet1")
        for n, row in enumerate(doc.rows()):
            cells = [(m, c) for m, c in enumerate(row) if c]
            keep = cells[:-1] if len(cells) > 1 and n > 0 else cells
            for m, cell in keep:
                sheet.write_string(n, m, cell)
            if len(cells) > len(keep):
                sheet.write_comment(n, keep[-1][0], cells[-1][1], {"author": "user"})

    return _book(fill)


def beside(doc: Doc, rng: Random) -> bytes:
    """Another small table to the right, and one above."""

    def fill(book: Book) -> None:
        sheet = book.add_worksheet("作業")
        sheet.write_row(0, 0, ["区分", "件数", "備考"])
        sheet.write_row(1, 0, ["新規", rng.randint(1, 99), ""])
        sheet.write_row(2, 0, ["継続", rng.randint(1, 99), "前年比"])
        _rows(sheet, doc, 5, 0)
        right = max(map(len, doc.rows())) + 2
        for n, pair in enumerate((("コード", "意味"), ("1", "済"), ("2", "保留"), ("9", "対象外"))):
            sheet.write_row(5 + n, right, pair)

    return _book(fill)


def numbers(doc: Doc, rng: Random) -> bytes:
    """Digits became numbers and lost their zeros, days became serials."""

    def fill(book: Book) -> None:
        day = book.add_format({"num_format": "yyyy/m/d"})
        sheet = book.add_worksheet("Sheet1")
        for n, row in enumerate(doc.rows()):
            for m, cell in enumerate(row):
                if re.fullmatch(r"\d{4}[/-]\d{1,2}[/-]\d{1,2}", cell):
                    when = datetime.strptime(cell.replace("-", "/"), "%Y/%m/%d").replace(tzinfo=UTC)
                    sheet.write_datetime(n, m, when.replace(tzinfo=None), day)
                elif re.fullmatch(r"\d{1,15}", cell):
                    sheet.write_number(n, m, int(cell))
                elif cell:
                    sheet.write_string(n, m, cell)

    cells = {c for row in doc.rows() for c in row}
    doc.values = [(k, str(int(v)) if k in DIGITS and v.isdigit() and v in cells else v, s) for k, v, s in doc.values]
    return _book(fill)


def macro(doc: Doc, rng: Random) -> bytes:
    """The type of a workbook with macros."""
    source, out = zipfile.ZipFile(io.BytesIO(titled(doc, rng))), io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for item in source.namelist():
            data = source.read(item)
            if item == "[Content_Types].xml":
                data = data.replace(
                    b"vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                    b"vnd.ms-excel.sheet.macroEnabled.main+xml",
                )
            new.writestr(item, data)
    return out.getvalue()


def by_sheets(doc: Doc, rng: Random) -> bytes:
    """The rows cut into three sheets, headings on each."""

    def fill(book: Book) -> None:
        rows = doc.rows()
        top = next((n for n, r in enumerate(rows) if len(r) > 1), 0) + 1
        rest = rows[top:]
        size = max(1, -(-len(rest) // 3))
        for n in range(0, max(1, len(rest)), size):
            sheet = book.add_worksheet(f"{n // size + 1}班")
            for y, row in enumerate(rows[:top] + rest[n : n + size]):
                for x, cell in enumerate(row):
                    if cell:
                        sheet.write_string(y, x, cell)

    return _book(fill)


def packed(kind: str, body: str, extra: str = "") -> bytes:
    """An OpenDocument file around its body."""
    spaces = (
        "".join(
            f' xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{v}:1.0"'
            for n, v in (
                ("office", "office"),
                ("table", "table"),
                ("text", "text"),
                ("draw", "drawing"),
                ("style", "style"),
            )
        )
        + ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
    )
    mime = "application/vnd.oasis.opendocument." + kind
    inner = {"spreadsheet": "spreadsheet", "text": "text", "presentation": "presentation"}[kind]
    content = f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{spaces} office:version="1.2"><office:body><office:{inner}>{extra}{body}</office:{inner}></office:body></office:document-content>'
    manifest = f'<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="{mime}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        new.writestr(zipfile.ZipInfo("mimetype"), mime)
        new.writestr(zipfile.ZipInfo("content.xml"), content, zipfile.ZIP_DEFLATED)
        new.writestr(zipfile.ZipInfo("META-INF/manifest.xml"), manifest, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def ods(doc: Doc, rng: Random) -> bytes:
    """OpenDocument, empty cells repeated."""
    out = ""
    for row in doc.rows():
        cells = "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(c)}</text:p></table:table-cell>'
            if c
            else "<table:table-cell/>"
            for c in row
        )
        out += f'<table:table-row>{cells}<table:table-cell table:number-columns-repeated="{1000 - len(row)}"/></table:table-row>'
    return packed("spreadsheet", f'<table:table table:name="表1">{out}</table:table>')


ANY: Formats = {
    "xlsx": (".xlsx", plain),
    "xlsx-titled": (".xlsx", titled),
    "ods": (".ods", ods),
    "xlsx-hidden": (".xlsx", hidden),
}
TABLES: Formats = {
    "xlsx-comments": (".xlsx", commented), "xlsx-beside": (".xlsx", beside), "xlsx-numbers": (".xlsx", numbers), "xlsm": (".xlsm", macro), "xlsx-sheets": (".xlsx", by_sheets),
}  # fmt: skip
