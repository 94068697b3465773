"""Writers of sheets: workbooks by xlsxwriter, dressed as people dress them; sheets of OpenOffice by hand."""

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
from .people import ERAS
from .text_formats import Formats, Write

DAYS = (
    (re.compile(r"(\d{4})/([1-9]|1[012])/([1-9]|[123]\d)$"), "yyyy/m/d"),
    (re.compile(r"(\d{4})/(\d{2})/(\d{2})$"), "yyyy/mm/dd"),
    (re.compile(r"(\d{4})-(\d{2})-(\d{2})$"), "yyyy-mm-dd"),
    (re.compile(r"([RHS])(\d{1,2})\.(\d{1,2})\.(\d{1,2})$"), "[$-411]ge.m.d"),
    (re.compile(r"(令和|平成|昭和)(\d{1,2})年(\d{1,2})月(\d{1,2})日$"), '[$-411]ggge"年"m"月"d"日"'),
)
STAMP = datetime(2021, 4, 1, tzinfo=UTC).replace(tzinfo=None)


def pack(parts: dict[str, bytes | str], stored: str = "") -> bytes:
    """A zip with fixed times."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, (2021, 4, 1, 9, 0, 0))
            info.compress_type = zipfile.ZIP_STORED if name == stored else zipfile.ZIP_DEFLATED
            new.writestr(info, data)
    return out.getvalue()


def _book(draw: Callable[[Any], None]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_numbers": False, "strings_to_formulas": False})
    book.set_properties({"created": STAMP, "author": "", "company": "緑瀬コミュニティサービス"})
    draw(book)
    book.close()
    return out.getvalue()


def _fit(sheet: Any, grid: list[list[str]]) -> None:
    for n in range(max(map(len, grid))):
        sheet.set_column(n, n, min(70, 3 + max((2 * len(r[n]) for r in grid if len(r) > n > -1 and len(r) > 1), default=8)))  # fmt: skip
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.fit_to_pages(1, 0)


def _cells(sheet: Any, grid: list[list[str]], top: int = 0, left: int = 0) -> None:
    for y, row in enumerate(grid):
        for x, cell in enumerate(row):
            if cell:
                sheet.write_string(top + y, left + x, cell)


def plain(doc: Doc, _rng: Random) -> bytes:
    """Everything as text."""

    def draw(book: Any) -> None:
        sheet = book.add_worksheet()
        _cells(sheet, doc.grid())
        _fit(sheet, doc.grid())

    return _book(draw)


def _serial(cell: str) -> tuple[datetime, str] | None:
    """The day of a cell and how it is shown."""
    for pattern, form in DAYS:
        if found := pattern.match(cell):
            *era, year, month, day = found.groups()
            first = next((e[2].year - 1 for e in ERAS if era and era[0] in e[:2]), 0)
            return datetime(int(year) + first, int(month), int(day), tzinfo=UTC).replace(tzinfo=None), form
    return None


def dates(doc: Doc, _rng: Random) -> bytes:
    """Days as serial numbers."""

    def draw(book: Any) -> None:
        sheet, styles = book.add_worksheet("Sheet1"), {f: book.add_format({"num_format": f}) for _, f in DAYS}
        for y, row in enumerate(doc.grid()):
            for x, cell in enumerate(row):
                if found := _serial(cell):
                    sheet.write_datetime(y, x, found[0], styles[found[1]])
                else:
                    sheet.write_string(y, x, cell)
        _fit(sheet, doc.grid())

    return _book(draw)


def numbers(doc: Doc, _rng: Random) -> bytes:
    """Numbers that lost their noughts; the truth loses them too."""
    for item in doc.values:
        if item[1].isascii() and item[1].isdigit():
            item[1] = item[1].lstrip("0")

    def draw(book: Any) -> None:
        sheet, style = book.add_worksheet("取込"), book.add_format({"num_format": "0"})
        for y, row in enumerate(doc.grid()):
            for x, cell in enumerate(row):
                if cell.isascii() and cell.isdigit() and len(cell) < 15:
                    sheet.write_number(y, x, int(cell), style)
                elif cell:
                    sheet.write_string(y, x, cell)
        _fit(sheet, doc.grid())

    return _book(draw)


def hidden(doc: Doc, rng: Random) -> bytes:
    """A cover, the matter on a hidden sheet."""

    def draw(book: Any) -> None:
        first, second = book.add_worksheet("表紙"), book.add_worksheet("data")
        first.write_string(1, 1, f"提出用　{rng.randint(1, 12)}月分")
        _cells(second, doc.grid())
        rng.choice((second.hide, second.very_hidden))()

    return _book(draw)


def notes(doc: Doc, _rng: Random) -> bytes:
    """Last cells of rows told in comments."""

    def draw(book: Any) -> None:
        sheet = book.add_worksheet("一覧")
        for y, row in enumerate(doc.grid()):
            keep = row if len(row) < 3 or y in doc.heads else row[:-1]
            _cells(sheet, [keep], y)
            if len(keep) < len(row) and row[-1]:
                sheet.write_comment(y, 0, row[-1], {"author": "jimu"})

    return _book(draw)


def offset(doc: Doc, rng: Random) -> bytes:
    """Beside a small table of something else, below some blank rows."""

    def draw(book: Any) -> None:
        sheet = book.add_worksheet("Sheet1")
        _cells(sheet, [["月", "件"], *[[f"{n}月", str(rng.randint(3, 90))] for n in range(4, 10)]], 1, 1)
        _cells(sheet, doc.grid(), 5, 5)

    return _book(draw)


def merged(doc: Doc, _rng: Random) -> bytes:
    """Titles and equal neighbours merged."""

    def draw(book: Any) -> None:
        sheet, grid = book.add_worksheet("様式"), doc.grid()
        wide = max(map(len, grid))
        for y, row in enumerate(grid):
            if len(row) == 1 and wide > 1 and row[0]:
                sheet.merge_range(y, 0, y, wide - 1, row[0])
            elif len(row) == 2 and wide > 3 and row[1]:
                sheet.write_string(y, 0, row[0])
                sheet.merge_range(y, 1, y, wide - 1, row[1])
            else:
                _cells(sheet, [row], y)
        _fit(sheet, grid)

    return _book(draw)


def parted(doc: Doc, _rng: Random) -> bytes:
    """A sheet for every nine rows, the head again on each."""

    def draw(book: Any) -> None:
        grid, first = doc.grid(), max(doc.heads, default=-1) + 1 if len(doc.heads) == 1 else 0
        head, body = grid[:first], grid[first:]
        for n in range(0, max(len(body), 1), 9):
            sheet = book.add_worksheet(f"{n // 9 + 1}")
            _cells(sheet, head + body[n : n + 9])

    return _book(draw)


def two(doc: Doc, rng: Random) -> bytes:
    """Cut in two halves one below the other, a count by formula."""

    def draw(book: Any) -> None:
        sheet, grid = book.add_worksheet("名簿"), doc.grid()
        half = len(grid) // 2
        _cells(sheet, grid[:half])
        sheet.write_formula(half + 1, 1, f"=COUNTA(A1:A{max(half, 1)})", None, half)
        _cells(sheet, grid[half:], half + rng.randint(3, 5))
        sheet.autofilter(0, 0, max(half - 1, 0), max(map(len, grid)) - 1)

    return _book(draw)


def box(doc: Doc, _rng: Random) -> bytes:
    """Text boxes laid on an empty sheet."""

    def draw(book: Any) -> None:
        sheet = book.add_worksheet("掲示")
        text = doc.text("　").split("\n")
        for n in range(0, len(text), 12):
            sheet.insert_textbox(n * 2, 1, "\n".join(text[n : n + 12]) or " ", {"width": 700, "height": 400})

    return _book(draw)


def odf(kind: str, body: str) -> bytes:
    """A package of OpenOffice."""
    ns = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{m}:1.0"' for n, m in (("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"), ("svg", "svg-compatible"), ("presentation", "presentation")))  # fmt: skip
    mime = f"application/vnd.oasis.opendocument.{kind}"
    manifest = f'<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="{mime}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    page = f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {ns} office:version="1.2"><office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>'
    return pack({"mimetype": mime, "content.xml": page, "META-INF/manifest.xml": manifest}, "mimetype")


def spaced(text: str) -> str:
    """Runs of blanks as OpenOffice keeps them."""
    return re.sub(r" {2,}", lambda m: f' <text:s text:c="{len(m[0]) - 1}"/>', escape(text))


def odf_table(rows: list[list[str]]) -> str:
    """Rows as a table."""
    body = ""
    for row in rows:
        cells = "".join(f'<table:table-cell office:value-type="string"><text:p>{spaced(c)}</text:p></table:table-cell>' if c else "<table:table-cell/>" for c in row)  # fmt: skip
        body += f"<table:table-row>{cells}</table:table-row>"
    return f'<table:table table:name="表1"><table:table-column table:number-columns-repeated="{max(map(len, rows))}"/>{body}</table:table>'


def ods(doc: Doc, _rng: Random) -> bytes:
    """A sheet of OpenOffice."""
    return odf("spreadsheet", odf_table([r for r in doc.grid() if r]))


def macro(doc: Doc, rng: Random) -> bytes:
    """A workbook that may hold macros."""
    data, out = plain(doc, rng), {}
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        for name in old.namelist():
            out[name] = old.read(name)
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    out["[Content_Types].xml"] = out["[Content_Types].xml"].replace(kind, b"application/vnd.ms-excel.sheet.macroEnabled.main+xml")  # fmt: skip
    return pack(dict(out))


def _named(ways: dict[str, Write], ext: str = ".xlsx") -> Formats:
    return {name: (ext, way) for name, way in ways.items()}


SHEETS: Formats = {
    **_named({"xlsx": plain, "xlsx-dates": dates, "xlsx-numbers": numbers, "xlsx-hidden": hidden, "xlsx-notes": notes, "xlsx-offset": offset, "xlsx-merged": merged, "xlsx-sheets": parted, "xlsx-two": two}),
    "xlsm": (".xlsm", macro), "ods": (".ods", ods), "xlsx-tmp": (".tmp", plain), "xlsx-old": ("", plain),
}  # fmt: skip
BOXES: Formats = _named({"xlsx-box": box})
