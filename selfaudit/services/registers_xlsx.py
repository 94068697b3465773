"""The registers out to Excel and back in: the same sheets and the same columns both ways."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from selfaudit.catalog.workbook_reader import Table, read_tables
from selfaudit.domain.register import FIELDS, Direction, RegisterEntry, RegisterKind
from selfaudit.errors import InputError
from selfaudit.services import entry
from selfaudit.services.files import write_new
from selfaudit.services.registers import Registers, kind_of, label, title
from selfaudit.services.sheet_rows import MIDNIGHT, Imported, keep_all
from selfaudit.services.workspace import new_id
from selfaudit.text.messages import LANGUAGES, in_every_language, t
from selfaudit.text.search import fold

_ID = "id"


def export(registers: Registers, out: Path, created: datetime) -> Path:
    """Write all books to an .xlsx file that must not exist yet; gives its path. InputError when it cannot be written."""
    # The writer is loaded only where something is written.
    from selfaudit.report.registers_xlsx import BookSheet, render

    sheets = []
    for book in RegisterKind:
        fields = FIELDS[book]
        rows = [[*(_shown(row, name) for name in fields), row.id] for row in registers.entries(book)]
        headings = [*(label(book, name) for name in fields), t("registers.xlsx.id")]
        sheets.append(BookSheet(title(book), headings, rows))
    write_new(out, render(sheets, created))
    return out


def read(registers: Registers, source: Path) -> Imported:
    """Take the rows of an .xlsx file in; a row with a known id changes that row, any other one is entered.

    All rows are kept together, or none where any of them cannot be read. InputError for a file that is no workbook, or
    has none of our sheets.
    """
    books = [(book, table) for table in read_tables(source) if (book := _book(table.name)) is not None]
    if not books:
        names = t("registers.and").join(title(book) for book in RegisterKind)
        raise InputError(t("registers.xlsx.no_sheet"), "", t("registers.xlsx.no_sheet_next", names=names))
    known = {row.id: row for row in registers.entries()}
    rows: list[RegisterEntry] = []
    problems: list[str] = []
    for book, table in books:
        _table(registers, book, table, known, rows, problems)
    return keep_all(((row.id, row) for row in rows), known, problems, registers.add)


def _table(
    registers: Registers,
    book: RegisterKind,
    table: Table,
    known: dict[str, RegisterEntry],
    rows: list[RegisterEntry],
    problems: list[str],
) -> None:
    if not table.rows:
        return
    columns = [_field(book, heading) for heading in table.rows[0].cells]
    for line in table.rows[1:]:
        values: dict[str, Any] = {}
        row_id = ""
        for name, cell in zip(columns, line.cells, strict=False):
            try:
                if name == _ID:
                    row_id = cell
                elif name:
                    values[name] = _read(name, cell)
            except InputError as error:
                why = error.detail or error.title
                problems.append(
                    t("registers.xlsx.problem", sheet=table.name, line=line.line, field=label(book, name), why=why)
                )
        if any(values.values()):
            mine = row_id in known and known[row_id].book is book
            base = known[row_id] if mine else registers.entry(new_id(), book)
            rows.append(replace(base, **values))


def _book(name: str) -> RegisterKind | None:
    """The book of a sheet, named in any language."""
    for book in RegisterKind:
        if fold(name) in {fold(each) for each in in_every_language(f"registers.book.{book}").values()}:
            return book
    return None


def _field(book: RegisterKind, heading: str) -> str:
    """The field of a column, named in any language; "" for a column that is none of ours."""
    for name in (*FIELDS[book], _ID):
        if fold(heading) in {fold(each) for each in _headings(book, name)}:
            return name
    return ""


def _headings(book: RegisterKind, name: str) -> Sequence[str]:
    if name == _ID:
        return list(in_every_language("registers.xlsx.id").values())
    own = in_every_language(f"registers.form.{book}.{name}.label")
    if own[LANGUAGES[0]] == f"registers.form.{book}.{name}.label":
        own = in_every_language(f"registers.form.any.{name}.label")
    return list(own.values())


def _read(name: str, cell: str) -> Any:
    if name != "direction":
        return entry.read(kind_of(name), cell.removesuffix(MIDNIGHT))
    for direction in (Direction.IN, Direction.OUT):
        if fold(cell) in {fold(each) for each in in_every_language(f"registers.direction.{direction}").values()}:
            return direction
    if cell.strip():
        raise InputError(t("registers.xlsx.direction"))
    return Direction.NONE


def _shown(row: RegisterEntry, name: str) -> str:
    value = getattr(row, name)
    if name == "direction":
        return t(f"registers.direction.{value}") if value else ""
    return entry.shown(kind_of(name), value)
