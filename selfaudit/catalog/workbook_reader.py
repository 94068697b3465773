"""Read the tables of a workbook from anywhere, with limits, as rows of texts."""

from __future__ import annotations

import re
import unicodedata
import zipfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO, Any

from selfaudit.errors import InputError
from selfaudit.text.messages import t

MAX_FILE = 20 * 1024 * 1024
MAX_UNPACKED = 200 * 1024 * 1024
MAX_ROWS = 5_000
MAX_CELLS = 1_000_000
"""Cells from the first to the last used one. The reader below sets up all of them, so that one cell in the last corner
of a sheet (17 thousand million cells away) would take all memory."""

_CELL = re.compile(rb"""<(?:\w+:)?c\b[^>]*?\sr=["']([A-Z]{1,3})(\d{1,7})["']""")
_CHUNK = 1 << 20


@dataclass(frozen=True)
class Row:
    """One row of a worksheet: its number as Excel shows it, and its cells as texts without control characters."""

    line: int
    cells: list[str]


@dataclass(frozen=True)
class Table:
    """One worksheet."""

    name: str
    rows: list[Row]


def read_tables(path: Path) -> list[Table]:
    """Return the worksheets of an .xlsx file; InputError if it is none or too big."""
    import python_calamine

    try:
        _check(path)
        book = python_calamine.CalamineWorkbook.from_path(str(path))
        return [_table(name, book.get_sheet_by_name(name)) for name in book.sheet_names]
    except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError, python_calamine.CalamineError):
        title = t("catalog.xlsx.not_a_workbook", file=path.name)
        raise InputError(title, "", t("catalog.xlsx.not_a_workbook_mend")) from None


def _table(name: str, sheet: Any) -> Table:
    if sheet.start is None:
        return Table(name, [])
    first = int(sheet.start[0]) + 1
    rows = [Row(first + place, [_text(cell) for cell in cells]) for place, cells in enumerate(sheet.to_python())]
    return Table(name, rows)


def _text(cell: object) -> str:
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, date):
        return cell.isoformat()
    text = str(cell).replace("\r\n", "\n").replace("\r", "\n").replace("_x000D_", "")
    return "".join(character for character in text if _kept(character)).strip()


def _kept(character: str) -> bool:
    """Say whether a character is text: not a control character or separator, though a ward's own kanji (外字) is."""
    return character == "\n" or unicodedata.category(character) not in ("Cc", "Cs", "Zl", "Zp")


def _check(path: Path) -> None:
    """Refuse what would take too much memory, before the reader sees it."""
    if not path.is_file():
        raise InputError(t("catalog.no_file", file=path.name), "", t("catalog.no_file_mend"))
    if path.stat().st_size > MAX_FILE:
        raise _too_big(path)
    with zipfile.ZipFile(path) as archive:
        left = MAX_UNPACKED
        for entry in archive.infolist():
            with archive.open(entry) as file:
                left -= _measure(file, path, left, cells=entry.filename.startswith("xl/worksheets/"))


def _measure(file: IO[bytes], path: Path, limit: int, *, cells: bool) -> int:
    """Return the unpacked size of one part; the sizes written in the archive are not believed."""
    size, rows, columns, tail = 0, 0, 0, b""
    while chunk := file.read(_CHUNK):
        size += len(chunk)
        if size > limit:
            raise _too_big(path)
        if not cells:
            continue
        for column, row in _CELL.findall(tail + chunk):
            rows, columns = max(rows, int(row)), max(columns, _column(column))
        tail = chunk[-200:]
        if rows > MAX_ROWS or rows * columns > MAX_CELLS:
            raise _too_big(path)
    return size


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _too_big(path: Path) -> InputError:
    mend = t("catalog.xlsx.too_big_mend", limit=MAX_FILE // 1024 // 1024, rows=MAX_ROWS)
    return InputError(t("catalog.xlsx.too_big", file=path.name), "", mend)
