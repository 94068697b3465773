"""Numbers written one figure to a cell, as forms print them: behind their label, or below a heading that spans their columns."""

from __future__ import annotations

import re
from itertools import islice

from checks.residue.matchers.cells import typed
from checks.residue.matchers.headings import heading_kind
from checks.residue.matchers.labels import kind_of
from checks.residue.pieces import Row

_LEAST, _ROWS = 7, 60
"""Figures of such a number at least; rows looked at for one, of a list that may go on for thousands."""
_KINDS = frozenset(("my_number", "insured_number", "licence", "bank_account", "postal_code", "phone"))
_RUN = re.compile("1(?:[1-]*1){6,}")


def joined(rows: list[Row]) -> list[Row]:
    """`rows` with the figures of such a number in the first of their cells; the same list where there are none."""
    if not any(len(row) >= _LEAST and _RUN.search(_signs(row)) for row in islice(rows, _ROWS)):
        return rows
    above: dict[int, str] = {}
    return [_put(row, above) for row in rows]


def _signs(row: Row) -> str:
    """The row, a sign for each cell: 1 for one figure, - for a stroke between figures, 0 for anything else."""
    return "".join("1" if len(cell) == 1 and cell.isdecimal() else "-" if cell == "-" else "0" for cell in row)


def _put(row: Row, above: dict[int, str]) -> Row:
    """A row with its numbers in one cell each; `above` remembers what stood last over each column."""
    runs = list(_RUN.finditer(_signs(row))) if len(row) >= _LEAST else []
    if not runs:
        above.update((at, cell) for at, cell in enumerate(row) if cell)
        return row
    told = list(row)
    for run in runs:
        start, end = run.span()
        value = "".join(row[start:end])
        label = next((cell for cell in reversed(row[:start]) if cell), "")
        for one in (label, above.get(start, "")):
            if _of_kind(one, value):
                told[start:end] = [value, *[""] * (end - start - 1)]
                break
    return told


def _of_kind(label: str, value: str) -> bool:
    """Whether figures are what a label tells."""
    kind = heading_kind(label) or kind_of(label)
    return kind in _KINDS and bool(typed(str(kind), value))
