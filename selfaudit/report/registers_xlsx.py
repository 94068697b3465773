"""The registers as an Excel file: one sheet for each book, its columns those of the form, every value a text cell."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import xlsxwriter

_WIDTHS = (12, 30)


@dataclass(frozen=True)
class BookSheet:
    """One book: its name, its headings, and its rows as texts in the order of the headings."""

    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str]]


def render(sheets: Sequence[BookSheet], created: datetime) -> bytes:
    """The workbook; the same content gives the same bytes. Nothing a person typed can become a formula or a link."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"created": created.replace(tzinfo=None)})
        base = {"text_wrap": True, "valign": "top", "border": 1, "font_name": "BIZ UDPGothic", "font_size": 10}
        cell, head = book.add_format(base), book.add_format({**base, "bold": True, "bg_color": "#E6EBF1"})
        for sheet in sheets:
            page = book.add_worksheet(sheet.title)
            page.set_landscape()
            page.set_paper(9)
            page.fit_to_pages(1, 0)
            page.repeat_rows(0)
            page.freeze_panes(1, 0)
            for column, heading in enumerate(sheet.headings):
                longest = max((len(row[column]) for row in sheet.rows), default=0)
                page.set_column(column, column, min(max(_WIDTHS[0], longest), _WIDTHS[1]))
                page.write_string(0, column, heading, head)
            for line, row in enumerate(sheet.rows, 1):
                for column, text in enumerate(row):
                    page.write_string(line, column, text, cell)
    return buffer.getvalue()
