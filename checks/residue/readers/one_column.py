"""Tables of a database that hold nothing but lines of text, each in a row of its own: what was written there line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from checks.residue.clues import announces
from checks.residue.pieces import Part, Row, Table, Text
from checks.residue.readers import delimited

WRITTEN, SHARE = 12, 0.5
"""Letters of a line on average from which on a column is no list, and share of lines that hold cells of their own."""
SEEN, FEWEST, LETTERS = 200, 2, 2
"""Rows looked at, lines and headings that make a text of them, and letters that a number or time may hold."""


# a telephone, a mailbox or twelve figures: no number of a row, and no time
_REACHES = re.compile(r"@|(?<![0-9])(?:0[0-9]{1,4}[-(][0-9]|0[0-9]{9,10}(?![0-9])|[0-9]{12}(?![0-9]))")


def reaches(cell: str) -> bool:
    """Whether a cell that says nothing in words may tell where somebody is reached, or a number somebody has."""
    return _REACHES.search(cell) is not None


def parts(head: Row, rows: Sequence[Row], where: str) -> Iterator[Part]:
    """Rows under `head` (empty where unknown): the lines of their one column of text, read as a text is, or the table they are."""
    column = _column(head, rows)
    if column is None:
        yield Table([head, *rows] if head else [*rows], where)
    else:
        yield from lines([row[column] for row in rows if column < len(row)], where)


def lines(cells: Sequence[str], where: str) -> Iterator[Part]:
    """Cells one below the other, read as the lines of a text are."""
    for part in delimited.split("\n".join(cells)):
        yield replace(part, where=where) if isinstance(part, Text | Table) else part


def _column(head: Row, rows: Sequence[Row]) -> int | None:
    """The only column with more than figures, where its cells are lines of a text or rows of a table; None in any other table."""
    seen = rows[:SEEN]
    told: dict[int, set[str]] = {}
    for row in seen:
        for number, cell in enumerate(row):
            if cell and not _counts(cell):
                told.setdefault(number, set()).add(cell)
    varied = [number for number, cells in told.items() if len(cells) > 1 or not all(map(str.isascii, cells))]
    if len(rows) < FEWEST or len(varied) != 1:
        return None
    (column,) = varied
    others = [cell for row in rows for at, cell in enumerate(row) if at != column]
    if any(map(announces, head)) or any(map(reaches, others)):
        return None
    return column if _is_text([cell for row in seen if column < len(row) and (cell := row[column])]) else None


def _is_text(cells: list[str]) -> bool:
    parted = sum("\t" in cell for cell in cells) >= SHARE * len(cells)
    written = sum(map(len, cells)) > WRITTEN * len(cells) or any("。" in cell for cell in cells)
    return parted or written or sum(map(announces, cells)) >= FEWEST


def _counts(cell: str) -> bool:
    """Whether a cell is a number of a row, a time or the like."""
    return sum(map(str.isalpha, cell)) <= LETTERS and cell.isascii()
