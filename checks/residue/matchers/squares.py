"""Squared paper: forms drawn on a sheet with one character in a cell."""

from __future__ import annotations

from checks.residue.matchers.cells import typed
from checks.residue.matchers.labels import kind_of
from checks.residue.matchers.roster_cells import WEEKDAYS
from checks.residue.pieces import Row

LEAST, FIELDS = 3, 2
"""Characters of a field, and fields of a sheet, that make it squared paper."""
ROWS = 200


def joined(rows: list[Row]) -> list[Row]:
    """The table with the squares behind each label as one cell; the same table where it is no squared paper."""
    if len(rows) > ROWS or not any(_squared(row) for row in rows):
        return rows
    wholes = {number: whole for number, row in enumerate(rows) if (whole := _field(row))}
    if len(wholes) < FIELDS:
        return rows
    return [wholes.get(number, row) for number, row in enumerate(rows)]


def _squared(row: Row) -> bool:
    """Whether all cells but the first filled one hold a single character."""
    if len(row) <= LEAST:
        return False
    filled = [*filter(None, row)]
    return len(filled) > LEAST and len(filled[0]) > 1 and len("".join(filled)) == len(filled[0]) + len(filled) - 1


def _field(row: Row) -> Row:
    """Label and value of a row of squares whose characters make what the label tells; empty where they do not."""
    if not _squared(row):
        return []
    at = next(number for number, cell in enumerate(row) if cell)
    kind = kind_of(row[at])
    if kind is None or {*row[at + 1 :]} <= {*WEEKDAYS, ""}:
        return []
    # a square left empty inside a value stands for a blank
    value = "".join(cell or " " for cell in row[at + 1 :]).strip()
    return [row[at], value] if typed(kind, value) else []
