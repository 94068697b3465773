"""The self-check sheet as an Excel file, with the columns wards use (自己点検票: number, item, outcome, evidence, by whom).

Every value is written as a string cell, so that nothing a person typed can become a formula or a link.
"""

from __future__ import annotations

import io
from typing import Any

import xlsxwriter

from selfaudit.report import printed
from selfaudit.report.model import Report, Row, Sheet
from selfaudit.text.messages import t
from selfaudit.text.wareki import date_label, fiscal_year_label, moment_label

#: Excel drops a cell's text beyond this many characters.
MAX_CELL = 32_767

_COLUMNS = (
    ("sheet", 14),
    ("number", 10),
    ("heading", 18),
    ("clause", 60),
    ("party", 10),
    ("frequency", 12),
    ("deadline", 12),
    ("state", 14),
    ("note", 36),
    ("because", 30),
    ("owner", 12),
    ("due", 14),
    ("exhibits", 30),
    ("machine", 36),
    ("dissent", 24),
    ("answered_by", 12),
    ("answered_at", 20),
)


def render(report: Report) -> bytes:
    """The workbook: a cover with the contract and the numbers, and one row per clause; the same report gives the same bytes."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"title": t("report.title"), "created": report.head.created.replace(tzinfo=None)})
        formats = _formats(book)
        _cover(book.add_worksheet(t("report.xlsx.cover")), report, formats)
        _rows(book.add_worksheet(t("report.xlsx.rows")), report, formats)
    return buffer.getvalue()


def _formats(book: Any) -> dict[str, Any]:
    base = {
        "text_wrap": True,
        "valign": "top",
        "border": 1,
        "border_color": "#9AA5B1",
        "font_name": "BIZ UDPGothic",
        "font_size": 10,
    }
    return {
        "cell": book.add_format(base),
        "head": book.add_format({**base, "bold": True, "bg_color": "#E6EBF1"}),
        "title": book.add_format({"bold": True, "font_name": "BIZ UDPGothic", "font_size": 16}),
        "plain": book.add_format({"text_wrap": True, "valign": "top", "font_name": "BIZ UDPGothic", "font_size": 10}),
    }


def _cover(page: Any, report: Report, formats: dict[str, Any]) -> None:
    page.set_column(0, 0, 28)
    page.set_column(1, 1, 70)
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    _write(page, 0, 0, f"{t('report.title')} {fiscal_year_label(report.head.fiscal_year)}", formats["title"])
    pairs = [(detail.name, detail.lines[0].text) for detail in printed.head_details(report.head)]
    counters = report.counters
    numbers = [*printed.main_numbers(counters), *printed.outcome_numbers(counters)]
    pairs += [(name, str(number)) for name, number in numbers]
    for index, (name, value) in enumerate(pairs, 2):
        _write(page, index, 0, name, formats["head"])
        _write(page, index, 1, value, formats["cell"])
    sentences = [printed.not_counted(counters, report.head), t("report.says"), *printed.not_proved()]
    for index, sentence in enumerate(sentences, len(pairs) + 3):
        page.merge_range(index, 0, index, 1, "", formats["plain"])
        _write(page, index, 0, sentence, formats["plain"])
        page.set_row(index, 30)


def _rows(page: Any, report: Report, formats: dict[str, Any]) -> None:
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.freeze_panes(1, 2)
    for column, (name, width) in enumerate(_COLUMNS):
        page.set_column(column, column, width)
        _write(page, 0, column, t(f"report.xlsx.{name}"), formats["head"])
    lines = [_values(sheet, row, report) for sheet in report.sheets for row in sheet.rows]
    for index, values in enumerate(lines, 1):
        for column, value in enumerate(values):
            _write(page, index, column, value, formats["cell"])
    page.autofilter(0, 0, max(1, len(lines)), len(_COLUMNS) - 1)


def _values(sheet: Sheet, row: Row, report: Report) -> tuple[str, ...]:
    because = row.reason or (row.because if row.applies is not True else "")
    return (
        sheet.title,
        row.number,
        row.heading,
        row.text,
        row.party,
        row.frequency,
        row.deadline,
        printed.state_label(row, report.head),
        row.note,
        because,
        row.owner,
        date_label(row.due) if row.due else "",
        "\n".join(exhibit.name for exhibit in row.exhibits),
        "\n".join(f"{printed.status_label(check.status)}: {check.title}" for check in row.checks),
        row.dissent,
        row.answered_by,
        moment_label(row.answered_at) if row.answered_at else "",
    )


def _write(page: Any, row: int, column: int, value: str, look: Any) -> None:
    if len(value) > MAX_CELL:
        mark = t("report.xlsx.cut")
        value = value[: MAX_CELL - len(mark)] + mark
    page.write_string(row, column, value, look)
