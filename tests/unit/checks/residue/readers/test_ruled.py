"""Ruled tables in PDF whose cells take several lines: every value stays in its row and is whole."""

from __future__ import annotations

import re

from checks.residue.budget import Budget
from checks.residue.extract import extract
from checks.residue.pieces import Table
from tests.unit.checks.residue.helpers import ADDRESS, BIRTH, NAME, PHONE, ROWS, values
from tests.unit.checks.residue.readers.pdf_pages import written

SIZE, LEADING = 10, 14
WIDTHS = (44, 62, 62, 72, 52)


def wrapped(text: str, width: float) -> list[str]:
    """`text` in lines as wide as a cell."""
    lines, room = [""], width
    for ch in text:
        needed = SIZE * (0.5 if ch.isascii() else 1)
        if needed > room:
            lines.append("")
            room = width
        lines[-1] += ch
        room -= needed
    return lines


def page(rows: list[list[str]], framed: bool) -> bytes:
    """A page with a table: each cell in the middle of its row, with one frame for the table or one for each cell."""
    out, top = [], 780.0
    for row in rows:
        cells = [wrapped(cell, width - 6) for cell, width in zip(row, WIDTHS, strict=True)]
        height = max(map(len, cells)) * LEADING + 4
        left = 40.0
        for lines, width in zip(cells, WIDTHS, strict=True):
            if framed:
                out.append(f"{left + 1} {top - height + 1} {width - 2} {height - 2} re S")
            else:
                out.append(
                    f"{left} {top} m {left + width} {top} l S {left} {top - height} m {left + width} {top - height} l S"
                )
                out.append(
                    f"{left} {top} m {left} {top - height} l S {left + width} {top} m {left + width} {top - height} l S"
                )
            first = top - (height - len(lines) * LEADING) / 2 - SIZE
            for number, line in enumerate(lines):
                out.append(
                    f"BT /F1 {SIZE} Tf {left + 3} {first - number * LEADING} Td <{line.encode('utf-16-be').hex()}> Tj ET"
                )
            left += width
        top -= height
    return written(out)


OTHER = ["小笠原由美子", "オガサワラユミコ", "昭和38年9月17日", "東京都板橋区成増4-10-11", "070-4417-9035"]


def test_cells_that_take_several_lines_are_whole_and_in_their_rows() -> None:
    for framed in (False, True):
        data = page([*ROWS, OTHER], framed)
        tables = [part.rows for part in extract(data, "", Budget()) if isinstance(part, Table)]
        assert [[cell.replace(" ", "") for cell in row] for row in tables[0]][1:] == [
            [cell.replace(" ", "") for cell in row] for row in (ROWS[1], OTHER)
        ]
        assert {("name", NAME), ("birth_date", BIRTH), ("address", ADDRESS), ("phone", PHONE)} <= values(data)


def spaced(rows: list[list[str]]) -> bytes:
    """A page with a table without rules; digits of its dates stand a quarter of a letter apart from what they count."""
    out = []
    for line, row in enumerate(rows):
        for column, cell in enumerate(row):
            left = 40.0 + 105 * column
            for part in re.findall("[0-9]+|[^0-9]+", cell) if column == 2 else [cell]:
                out.append(f"BT /F1 {SIZE} Tf {left} {780 - 20 * line} Td <{part.encode('utf-16-be').hex()}> Tj ET")
                left += sum(0.5 if ch.isascii() else 1.0 for ch in part) * SIZE + 0.25 * SIZE
    return written(out)


def test_digits_set_apart_do_not_make_columns_of_a_date() -> None:
    rows = [ROWS[0], *([name, kana, f"昭和{year}年8月19日", address, phone] for year, (name, kana, _, address, phone) in enumerate([ROWS[1], OTHER] * 3, start=52))]  # fmt: skip
    table = next(part.rows for part in extract(spaced(rows), "", Budget()) if isinstance(part, Table))
    assert [row[2].replace(" ", "") for row in table] == [row[2] for row in rows]
