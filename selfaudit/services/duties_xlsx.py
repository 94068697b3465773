"""The registers whose books are data, out to Excel and back in: a sheet for each book, the same columns both ways."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from selfaudit.catalog.duties import books
from selfaudit.catalog.workbook_reader import Table, read_tables
from selfaudit.domain.duty import DutyEntry
from selfaudit.errors import InputError
from selfaudit.services import duties as service
from selfaudit.services.duties import Duties
from selfaudit.services.files import write_new
from selfaudit.services.sheet_rows import MIDNIGHT, Imported, keep_all
from selfaudit.services.workspace import new_id
from selfaudit.text.messages import LANGUAGES, has, in_every_language, t
from selfaudit.text.search import fold


def export(duties: Duties, out: Path, created: datetime) -> Path:
    """Write all books to an .xlsx file that must not exist yet; gives its path."""
    # The writer is loaded only where something is written.
    from selfaudit.report.registers_xlsx import BookSheet, render

    sheets = []
    for book in books().values():
        headings = [*(service.label(book.id, each.name) for each in book.fields), t("registers.xlsx.id")]
        rows = [[*service.texts(row).values(), row.id] for row in duties.entries(book.id)]
        sheets.append(BookSheet(_sheet_name(service.title(book.id)), headings, rows))
    write_new(out, render(sheets, created))
    return out


def read(duties: Duties, source: Path) -> Imported:
    """Take the rows of an .xlsx file in; a row with a known id changes that row, any other one is entered.

    All rows are kept together, or none where any of them cannot be read. InputError for a file that is no workbook, or
    has none of our sheets.
    """
    tables = [(book, table) for table in read_tables(source) if (book := _book(table.name))]
    if not tables:
        names = t("registers.and").join(service.title(book) for book in books())
        raise InputError(t("registers.xlsx.no_sheet"), "", t("registers.xlsx.no_sheet_next", names=names))
    known = {row.id: row for row in duties.entries()}
    rows: list[DutyEntry] = []
    problems: list[str] = []
    for book, table in tables:
        _table(duties, book, table, known, rows, problems)
    return keep_all(((row.id, row) for row in rows), known, problems, duties.keep)


def _table(
    duties: Duties, book: str, table: Table, known: dict[str, DutyEntry], rows: list[DutyEntry], problems: list[str]
) -> None:
    if not table.rows:
        return
    columns = [_field(book, heading) for heading in table.rows[0].cells]
    ids = {fold(each) for each in in_every_language("registers.xlsx.id").values()}
    places = [place for place, heading in enumerate(table.rows[0].cells) if fold(heading) in ids]
    for line in table.rows[1:]:
        values: dict[str, str] = {}
        for name, cell in zip(columns, line.cells, strict=False):
            try:
                if name:
                    values[name] = service.read(service.field_of(book, name), cell.removesuffix(MIDNIGHT), book)
            except InputError as error:
                why = error.detail or error.title
                field = service.label(book, name)
                problems.append(t("registers.xlsx.problem", sheet=table.name, line=line.line, field=field, why=why))
        row_id = next((line.cells[place] for place in places if place < len(line.cells)), "")
        if any(values.values()):
            mine = row_id in known and known[row_id].book == book
            base = known[row_id] if mine else duties.entry(new_id(), book)
            kept = {name: text for name, text in {**base.values, **values}.items() if text}
            rows.append(replace(base, values=kept))


def _book(name: str) -> str:
    """The book of a sheet, named in any language; "" for none."""
    for book in books():
        if fold(name) in {fold(_sheet_name(each)) for each in in_every_language(f"duties.book.{book}").values()}:
            return book
    return ""


def _field(book: str, heading: str) -> str:
    """The field of a column, named in any language; "" for a column that is none of ours."""
    for each in books()[book].fields:
        own = f"duties.form.{book}.{each.name}.label"
        words = in_every_language(own if has(own) else f"duties.form.any.{each.name}.label")
        if fold(heading) in {fold(words[language]) for language in LANGUAGES}:
            return each.name
    return ""


def _sheet_name(title: str) -> str:
    """A title as Excel takes it for a sheet: 31 characters at most, none of those it forbids."""
    return "".join(each for each in title if each not in "[]:*?/\\")[:31]
